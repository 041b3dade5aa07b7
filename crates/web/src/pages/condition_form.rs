//! The fields a condition is written with, wherever one is wanted: criteria are clicked one by one, each becomes a piece
//! of the text, and each piece of a plain text is shown as a criterion that can be taken out. Works without the script.

use notices::conditions::{choice_name, comparison_name, example, field_name};
use receivables::condition::{Condition, Field, Test, criterion, written};
use receivables::currency::Currency;
use serde::Deserialize;

use crate::failure::Failure;
use crate::frame::Choice;
use crate::pages::segments::{Verdict, verdict};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

/// Signs that are offered, in their order.
const SIGNS: [&str; 10] = [
    ">",
    ">=",
    "<",
    "<=",
    "==",
    "!=",
    "in",
    "startsWith",
    "endsWith",
    "contains",
];

/// What stands in the fields.
pub(crate) struct ConditionForm {
    /// Where a click goes.
    pub path: String,
    pub condition: String,
    pub fields: Vec<FieldChoice>,
    pub signs: Vec<Choice>,
    pub joins_any: bool,
    pub criteria: Vec<Criterion>,
    pub verdict: Verdict,
}

pub(crate) struct FieldChoice {
    pub name: &'static str,
    pub label: String,
    pub example: String,
}

pub(crate) struct Criterion {
    pub place: usize,
    pub words: String,
}

/// What an editor was left with when a criterion was clicked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    pub name: Option<String>,
    pub condition: Option<String>,
    /// The strategy of a segment.
    pub strategy: Option<String>,
    /// What an alert does.
    pub act: Option<String>,
    /// The draft of the campaign an alert starts.
    pub campaign: Option<String>,
    /// Asked to be tried on the past.
    #[serde(rename = "try")]
    pub tried: String,
    pub field: String,
    pub sign: String,
    pub value: String,
    pub join: String,
    pub add: String,
    pub drop: Option<usize>,
    /// Why it was not kept; never from the address.
    #[serde(skip)]
    pub trouble: String,
}

impl ConditionForm {
    /// The fields after what was clicked.
    pub(crate) async fn of(
        state: &WebState,
        visitor: &Visitor,
        (path, draft): (String, &Draft),
    ) -> Result<ConditionForm, Failure> {
        let currency = visitor.creditor.currency;
        let words = &visitor.words;
        let condition = draft.text(currency, words);
        let read = Condition::parse(&condition, currency).ok();
        let (criteria, joins_any) = criteria(read.as_ref(), words);
        Ok(ConditionForm {
            path,
            fields: fields(words),
            signs: signs(words),
            joins_any,
            criteria,
            verdict: verdict(state, visitor, &condition).await?,
            condition,
        })
    }
}

impl Draft {
    /// The text after the criterion that was clicked, if one was.
    fn text(&self, currency: Currency, words: &Words) -> String {
        let text = self.condition.clone().unwrap_or_default();
        let text = text.trim();
        if let Some(place) = self.drop {
            return without(text, place, currency);
        }
        let Some(field) = Field::named(&self.field).filter(|_| !self.add.is_empty()) else {
            return text.to_string();
        };
        let piece = criterion(field, &self.sign, &as_written(field, &self.value, words));
        if text.is_empty() {
            return piece;
        }
        let sign = if self.join == "any" { "||" } else { "&&" };
        let whole = match Condition::parse(text, currency) {
            // A list joined by the other sign is put between brackets, so that it keeps its meaning.
            Ok(condition) => match (condition.test(), sign) {
                (Test::Any(_), "&&") | (Test::All(_), "||") => format!("({text})"),
                _ => text.to_string(),
            },
            Err(_) => text.to_string(),
        };
        format!("{whole} {sign} {piece}")
    }
}

/// The word of a choice for the name people read: `public` for `administration`.
fn as_written(field: Field, value: &str, words: &Words) -> String {
    let said = value.trim().to_lowercase();
    let mut choices = field.choices().iter();
    let named =
        choices.find(|choice| choice_name(field, choice, words.wording()).to_lowercase() == said);
    named.map_or_else(|| value.to_string(), |choice| (*choice).to_string())
}

/// A text without one of its criteria; as it is when it cannot be read.
fn without(text: &str, place: usize, currency: Currency) -> String {
    let Ok(condition) = Condition::parse(text, currency) else {
        return text.to_string();
    };
    let left = |tests: &[Test]| {
        let mut tests = flat(tests);
        if place < tests.len() {
            tests.remove(place);
        }
        tests
    };
    let test = match condition.test() {
        Test::All(tests) => Test::All(left(tests)),
        Test::Any(tests) => Test::Any(flat_any(tests, place)),
        _ => return String::new(),
    };
    match &test {
        Test::All(tests) | Test::Any(tests) if tests.is_empty() => String::new(),
        test => written(test, currency),
    }
}

/// `a && b && c` is read as `(a && b) && c`: one list again.
fn flat(tests: &[Test]) -> Vec<Test> {
    let mut list = Vec::new();
    for test in tests {
        match test {
            Test::All(inner) => list.extend(flat(inner)),
            other => list.push(other.clone()),
        }
    }
    list
}

fn flat_any(tests: &[Test], place: usize) -> Vec<Test> {
    let mut list = any_list(tests);
    if place < list.len() {
        list.remove(place);
    }
    list
}

fn any_list(tests: &[Test]) -> Vec<Test> {
    let mut list = Vec::new();
    for test in tests {
        match test {
            Test::Any(inner) => list.extend(any_list(inner)),
            other => list.push(other.clone()),
        }
    }
    list
}

/// The criteria of a text, in words, and whether one of them is enough.
fn criteria(condition: Option<&Condition>, words: &Words) -> (Vec<Criterion>, bool) {
    let Some(condition) = condition else {
        return (Vec::new(), false);
    };
    let (tests, joins_any) = match condition.test() {
        Test::All(tests) => (flat(tests), false),
        Test::Any(tests) => (any_list(tests), true),
        one => (vec![one.clone()], false),
    };
    let said = tests.iter().enumerate().map(|(place, test)| Criterion {
        place,
        words: notices::conditions::part(test, condition.currency(), words.wording()),
    });
    (said.collect(), joins_any)
}

fn fields(words: &Words) -> Vec<FieldChoice> {
    let choice = |field: &Field| FieldChoice {
        name: field.name(),
        label: field_name(*field, words.wording()),
        example: example(*field),
    };
    Field::ALL.iter().map(choice).collect()
}

fn signs(words: &Words) -> Vec<Choice> {
    let choice = |sign: &str| Choice {
        value: sign.to_string(),
        label: comparison_name(sign, words.wording()),
        chosen: false,
    };
    SIGNS.into_iter().map(choice).collect()
}

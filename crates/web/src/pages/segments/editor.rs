//! The editor of one segment. Criteria are clicked one by one: each becomes a piece of the text, and each piece of a
//! plain text is shown as a criterion that can be taken out. Works without the script.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::DeskError;
use notices::conditions::{choice_name, comparison_name, example, field_name};
use receivables::condition::{Condition, Field, Test, criterion, written};
use receivables::currency::Currency;
use receivables::identity::SegmentId;
use serde::Deserialize;

use super::verdict::{Verdict, verdict};
use super::{found, strategy_choices};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Visitor, answer};
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

#[derive(Template)]
#[template(path = "segment.html")]
struct SegmentPage {
    frame: Frame,
    /// Empty for a new one.
    id: String,
    path: String,
    name: String,
    condition: String,
    strategies: Vec<Choice>,
    fields: Vec<FieldChoice>,
    signs: Vec<Choice>,
    joins_any: bool,
    criteria: Vec<Criterion>,
    verdict: Verdict,
    trouble: String,
}

struct FieldChoice {
    name: &'static str,
    label: String,
    example: String,
}

struct Criterion {
    place: usize,
    words: String,
}

/// What the editor was left with when a criterion was clicked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    name: Option<String>,
    condition: Option<String>,
    strategy: Option<String>,
    field: String,
    sign: String,
    value: String,
    join: String,
    add: String,
    drop: Option<usize>,
    /// Why it was not kept; never from the address.
    #[serde(skip)]
    trouble: String,
}

/// A new segment.
pub(crate) async fn add(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(draft): Query<Draft>,
) -> Result<Html<String>, Failure> {
    shown(&state, &visitor, None, draft).await
}

/// A segment that is there.
pub(crate) async fn edit(
    State(state): State<WebState>,
    visitor: Visitor,
    At(segment): At<SegmentId>,
    Query(mut draft): Query<Draft>,
) -> Result<Html<String>, Failure> {
    let kept = found(&state, &visitor, segment).await?;
    draft.name.get_or_insert(kept.name);
    draft.condition.get_or_insert(kept.condition);
    draft.strategy.get_or_insert(kept.strategy);
    shown(&state, &visitor, Some(segment), draft).await
}

/// Keeps what was written; what is refused is shown again as it was written, with the reason.
pub(crate) async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let id = fields.optional_identity("id")?;
    let seat = visitor.seat()?;
    let written = ["name", "condition", "strategy"].map(|name| fields.text(name));
    let refusal = match state.desk().keep_segment(&seat, id, written).await {
        Ok(_) => return answer(&state, "/segments", Ok(Flash::done("flash-segment-kept"))),
        Err(DeskError::Refused(refusal)) => refusal,
        Err(other) => return Err(other.into()),
    };
    let [name, condition, strategy] = written.map(|text| Some(text.to_string()));
    let draft = Draft {
        name,
        condition,
        strategy,
        trouble: refusal.say(visitor.words.wording()),
        ..Draft::default()
    };
    let page = shown(&state, &visitor, id, draft).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn shown(
    state: &WebState,
    visitor: &Visitor,
    id: Option<SegmentId>,
    draft: Draft,
) -> Result<Html<String>, Failure> {
    let currency = visitor.creditor.currency;
    let words = &visitor.words;
    let condition = draft.text(currency, words);
    let read = Condition::parse(&condition, currency).ok();
    let (criteria, joins_any) = criteria(read.as_ref(), words);
    let chosen = draft.strategy.unwrap_or_default();
    let identity = id.map(|id| id.to_string()).unwrap_or_default();
    page(&SegmentPage {
        frame: visitor.frame(Section::Strategies),
        path: match id {
            Some(id) => format!("/segments/{id}"),
            None => "/segments/new".to_string(),
        },
        id: identity,
        name: draft.name.unwrap_or_default(),
        strategies: strategy_choices(state, visitor, &chosen).await?,
        fields: fields(words),
        signs: signs(words),
        joins_any,
        criteria,
        verdict: verdict(state, visitor, &condition).await?,
        condition,
        trouble: draft.trouble,
    })
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

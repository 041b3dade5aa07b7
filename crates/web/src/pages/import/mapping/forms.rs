//! How a table writes its days, amounts and currencies, as a person corrects it: what each file proves by itself
//! unless somebody says otherwise.

use desk::receive::TableColumns;
use receivables::currency::Currency;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fields::Fields;
use crate::frame::Choice;
use crate::pages::account_acts::variant;
use crate::words::Words;

/// One question about a table: its choices, or a text when it has none.
pub(crate) struct Form {
    pub name: &'static str,
    pub label: String,
    pub choices: Vec<Choice>,
    pub text: String,
}

/// A currency nobody knows, as it was typed.
pub(super) struct NoCurrency(pub String);

/// The questions about a table, with what it was read by.
pub(crate) fn forms(words: &Words, columns: Option<&TableColumns>) -> Vec<Form> {
    match columns {
        None => Vec::new(),
        Some(TableColumns::List(mapping)) => {
            let mut forms = vec![
                days(words, mapping.date_order),
                marks(words, mapping.decimal_mark),
                text(words, "currency", mapping.default_currency.code()),
            ];
            let sheet = mapping.sheet.as_deref();
            forms.extend(sheet.map(|sheet| text(words, "sheet", sheet)));
            forms
        }
        Some(TableColumns::Bank(mapping)) => {
            let currency = mapping.default_currency.as_ref().map_or("", Currency::code);
            let signs = ["as_written", "inverted"];
            vec![
                days(words, mapping.date_order),
                marks(words, mapping.decimal_mark),
                choice(words, ("signs", &signs), mapping.signs),
                text(words, "currency", currency),
                text(words, "account", &mapping.account),
            ]
        }
    }
}

/// A table with the answers of a person. What is not asked stays as it is.
pub(super) fn chosen(
    mut columns: TableColumns,
    fields: &Fields,
) -> Result<TableColumns, NoCurrency> {
    let currency = currency(fields)?;
    match &mut columns {
        TableColumns::List(mapping) => {
            answer(fields, "date-order", &mut mapping.date_order);
            answer(fields, "decimal-mark", &mut mapping.decimal_mark);
            if let Some(currency) = currency {
                mapping.default_currency = currency;
            }
            let sheet = fields.text("sheet");
            if mapping.sheet.is_some() && !sheet.is_empty() {
                mapping.sheet = Some(sheet.to_string());
            }
        }
        TableColumns::Bank(mapping) => {
            answer(fields, "date-order", &mut mapping.date_order);
            answer(fields, "decimal-mark", &mut mapping.decimal_mark);
            answer(fields, "signs", &mut mapping.signs);
            if fields.has("currency") {
                mapping.default_currency = currency;
            }
            if fields.has("account") {
                mapping.account = fields.text("account").to_string();
            }
        }
    }
    Ok(columns)
}

fn currency(fields: &Fields) -> Result<Option<Currency>, NoCurrency> {
    let typed = fields.text("currency").to_uppercase();
    if typed.is_empty() {
        return Ok(None);
    }
    match typed.parse() {
        Ok(currency) => Ok(Some(currency)),
        Err(_) => Err(NoCurrency(typed)),
    }
}

/// What a person chose; nothing lets each file prove it.
fn answer<T: DeserializeOwned>(fields: &Fields, name: &str, kept: &mut Option<T>) {
    if fields.has(name) {
        *kept = variant(fields.text(name)).ok();
    }
}

fn days(words: &Words, kept: Option<impl Serialize>) -> Form {
    choice(words, ("date-order", &["day_first", "month_first"]), kept)
}

fn marks(words: &Words, kept: Option<impl Serialize>) -> Form {
    choice(words, ("decimal-mark", &["comma", "dot"]), kept)
}

fn choice(
    words: &Words,
    (name, codes): (&'static str, &[&str]),
    kept: Option<impl Serialize>,
) -> Form {
    let kept = serde_json::to_value(kept).unwrap_or_default();
    let kept = kept.as_str().unwrap_or_default();
    let said = |code: &&str| Choice {
        value: (*code).to_string(),
        label: words.say(&format!("import-forms-{}", code.replace('_', "-"))),
        chosen: *code == kept,
    };
    let by_itself = Choice {
        value: String::new(),
        label: words.say("import-forms-proven"),
        chosen: kept.is_empty(),
    };
    Form {
        name,
        label: words.say(&format!("import-forms-{name}")),
        choices: std::iter::once(by_itself)
            .chain(codes.iter().map(said))
            .collect(),
        text: String::new(),
    }
}

fn text(words: &Words, name: &'static str, kept: &str) -> Form {
    Form {
        name,
        label: words.say(&format!("import-forms-{name}")),
        choices: Vec::new(),
        text: kept.to_string(),
    }
}

//! Which column of a table means what, as a person corrects it. The file is then read again from the bytes
//! kept with its report, and the desk remembers the choice for the next file.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use desk::Writing;
use desk::receive::{FileKind, ImportReport, Incoming, TableColumns};
use serde_json::Value;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::Choice;
use crate::pages::account_acts::variant;
use crate::pages::imports::keep;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

/// What the columns of each kind of table may mean, by the words reports are stored with.
const MEANINGS: [(FileKind, &[&str]); 5] = [
    (
        FileKind::BankStatement,
        &[
            "booked_on",
            "value_on",
            "amount",
            "debit",
            "credit",
            "side",
            "balance",
            "currency",
            "original_amount",
            "label",
            "counterparty_name",
            "counterparty_account",
            "account",
            "reference",
            "end_to_end",
        ],
    ),
    (
        FileKind::Debtors,
        &[
            "debtor_key",
            "debtor_name",
            "siren",
            "vat_number",
            "country",
            "language",
            "email",
            "phone",
            "address_line",
            "postal_code",
            "town",
            "terms",
            "sales_person",
            "sector",
            "company_size",
            "site",
            "tags",
        ],
    ),
    (
        FileKind::Contacts,
        &[
            "debtor_key",
            "contact_name",
            "debtor_name",
            "first_name",
            "role",
            "email",
            "phone",
            "language",
        ],
    ),
    (
        FileKind::Invoices,
        &[
            "debtor_key",
            "debtor_name",
            "number",
            "issued_on",
            "due_on",
            "amount",
            "open_amount",
            "paid_amount",
            "currency",
            "document_kind",
            "status",
            "terms",
            "delivered_on",
            "email",
        ],
    ),
    (
        FileKind::Payments,
        &[
            "debtor_key",
            "debtor_name",
            "paid_on",
            "amount",
            "currency",
            "number",
            "reference",
        ],
    ),
];

/// One column of the table, with what it may mean.
pub(super) struct Column {
    pub number: usize,
    pub header: String,
    pub samples: String,
    pub choices: Vec<Choice>,
}

/// The columns of a report's table.
pub(super) fn columns(words: &Words, report: &ImportReport) -> Vec<Column> {
    let told = |(number, (header, field, samples)): (usize, (&str, Value, &[String]))| Column {
        number,
        header: header.to_string(),
        samples: samples.join(" · "),
        choices: choices(words, report.kind, field.as_str().unwrap_or_default()),
    };
    match &report.mapping {
        None => Vec::new(),
        Some(TableColumns::List(mapping)) => {
            let columns = mapping.columns.iter();
            let seen = columns.map(|column| seen(&column.header, column.field, &column.samples));
            seen.enumerate().map(told).collect()
        }
        Some(TableColumns::Bank(mapping)) => {
            let columns = mapping.columns.iter();
            let seen = columns.map(|column| seen(&column.header, column.field, &column.samples));
            seen.enumerate().map(told).collect()
        }
    }
}

/// A column by its name, the word of its meaning and its samples.
fn seen<'a>(
    header: &'a str,
    field: Option<impl serde::Serialize>,
    samples: &'a [String],
) -> (&'a str, Value, &'a [String]) {
    let word = serde_json::to_value(field).unwrap_or_default();
    (header, word, samples)
}

/// The columns with the meanings a person chose.
fn chosen(columns: &TableColumns, fields: &Fields) -> Result<TableColumns, Failure> {
    fn meaning<T: serde::de::DeserializeOwned>(
        fields: &Fields,
        place: usize,
    ) -> Result<Option<T>, Failure> {
        match fields.text(&format!("column-{place}")) {
            "" => Ok(None),
            code => variant(code).map(Some),
        }
    }
    let mut columns = columns.clone();
    match &mut columns {
        TableColumns::List(mapping) => {
            for (place, column) in mapping.columns.iter_mut().enumerate() {
                column.field = meaning(fields, place)?;
            }
        }
        TableColumns::Bank(mapping) => {
            for (place, column) in mapping.columns.iter_mut().enumerate() {
                column.field = meaning(fields, place)?;
            }
        }
    }
    Ok(columns)
}

fn choices(words: &Words, kind: Option<FileKind>, taken_for: &str) -> Vec<Choice> {
    let meanings = MEANINGS
        .iter()
        .find(|(found, _)| Some(*found) == kind)
        .map_or(&[][..], |(_, meanings)| meanings);
    let meaning = |code: &&str| Choice {
        value: (*code).to_string(),
        label: words.say(&label(kind, code)),
        chosen: *code == taken_for,
    };
    let ignored = Choice {
        value: String::new(),
        label: words.say("import-field-none"),
        chosen: taken_for.is_empty(),
    };
    std::iter::once(ignored)
        .chain(meanings.iter().map(meaning))
        .collect()
}

/// The key of a meaning's name. The amount of a bank's line has no tax in it.
fn label(kind: Option<FileKind>, code: &str) -> String {
    if kind == Some(FileKind::BankStatement) && code == "amount" {
        return "column-moved".to_string();
    }
    format!("column-{}", code.replace('_', "-"))
}

/// Reads a kept table again with the columns a person chose.
pub(crate) async fn read_again(
    State(state): State<WebState>,
    visitor: Visitor,
    At(number): At<u64>,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let kept = state.reports().find(visitor.creditor.id, number);
    let Some((kept, bytes)) = kept.and_then(|kept| kept.bytes.clone().map(|bytes| (kept, bytes)))
    else {
        let words = visitor.words.say("import-mapping-gone");
        return answer(
            &state,
            "/imports",
            Ok(Flash::trouble("flash-refused").with("words", words)),
        );
    };
    let columns = kept.report.mapping.as_ref();
    let mapping = columns
        .map(|columns| chosen(columns, &fields))
        .transpose()?;
    let writing = if kept.was_dry {
        Writing::DryRun
    } else {
        Writing::ForReal
    };
    let incoming = Incoming {
        name: kept.file_name.clone(),
        bytes: bytes.clone(),
        kind: kept.report.kind,
        mapping,
    };
    let back = format!("/import-reports/{number}");
    match state.desk().receive(&seat, incoming, writing).await {
        Ok(report) => {
            let path = keep(
                &state,
                &visitor,
                (kept.file_name.clone(), Some(bytes), writing),
                report,
            );
            Ok(Redirect::to(&path).into_response())
        }
        Err(cause) => answer(&state, &back, Err(Trouble::from(cause))),
    }
}

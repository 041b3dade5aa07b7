//! Which column of a table means what, and how its days and amounts are written, as a person corrects it. The file
//! is then read again from its bytes, and the desk remembers the choice for the next file. Must never offer a
//! meaning the readers do not know.

mod forms;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use desk::Writing;
use desk::receive::{FileKind, ImportReport, Incoming, TableColumns};
use receivables::identity::ImportId;
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

/// One column of the table, with what it may mean.
pub(super) struct Column {
    pub number: usize,
    pub header: String,
    pub samples: String,
    pub choices: Vec<Choice>,
}

pub(super) use forms::{Form, forms};

/// The columns of a report's table.
pub(super) fn columns(words: &Words, report: &ImportReport) -> Vec<Column> {
    let told = |(number, (header, field, samples)): (usize, (&str, Value, &[String]))| Column {
        number,
        header: header.to_string(),
        samples: samples.join(" · "),
        choices: choices(words, report, field.as_str().unwrap_or_default()),
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

fn choices(words: &Words, report: &ImportReport, taken_for: &str) -> Vec<Choice> {
    let meanings = report.mapping.as_ref().map(TableColumns::meanings);
    let meaning = |code: String| Choice {
        label: words.say(&label(report.kind, &code)),
        chosen: code == taken_for,
        value: code,
    };
    let ignored = Choice {
        value: String::new(),
        label: words.say("import-field-none"),
        chosen: taken_for.is_empty(),
    };
    std::iter::once(ignored)
        .chain(meanings.unwrap_or_default().into_iter().map(meaning))
        .collect()
}

/// The key of a meaning's name. The amount of a bank's line has no tax in it; what a line of a customer's account
/// debits is owed, what a line of a bank's account debits has gone out.
fn label(kind: Option<FileKind>, code: &str) -> String {
    let is_of_a_bank = kind == Some(FileKind::BankStatement);
    match code {
        "amount" if is_of_a_bank => "column-moved".to_string(),
        "debit" if !is_of_a_bank => "column-owed-more".to_string(),
        "credit" if !is_of_a_bank => "column-owed-less".to_string(),
        _ => format!("column-{}", code.replace('_', "-")),
    }
}

/// A table to read again.
struct Again {
    file_name: String,
    bytes: Vec<u8>,
    kind: Option<FileKind>,
    mapping: Option<TableColumns>,
    writing: Writing,
    /// The page a person comes back to when it cannot be read.
    back: String,
}

/// Reads a table that was only checked again, with what a person chose.
pub(crate) async fn read_again(
    State(state): State<WebState>,
    visitor: Visitor,
    At(number): At<u64>,
    fields: Fields,
) -> Result<Response, Failure> {
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
    let again = Again {
        file_name: kept.file_name.clone(),
        bytes,
        kind: kept.report.kind,
        mapping: kept.report.mapping.clone(),
        writing: Writing::DryRun,
        back: format!("/import-reports/{number}"),
    };
    take_again(&state, &visitor, (again, &fields)).await
}

/// Reads the table of an import again, however old, with what a person chose.
pub(crate) async fn read_import_again(
    State(state): State<WebState>,
    visitor: Visitor,
    At(import): At<ImportId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let creditor = visitor.creditor.id;
    let mut reader = state.desk().store().reader().await?;
    let found = store::import::find(&mut reader, creditor, import).await?;
    let report = super::stored(found.summary.as_deref(), &[]);
    if report.mapping.is_none() {
        return Err(Failure::NotFound);
    }
    let bytes = store::import_original::whole(&mut reader, creditor, import).await?;
    drop(reader);
    let again = Again {
        file_name: found.file_name,
        bytes: bytes.ok_or(Failure::NotFound)?,
        kind: report.kind,
        mapping: report.mapping,
        writing: Writing::ForReal,
        back: format!("/imports/{import}"),
    };
    take_again(&state, &visitor, (again, &fields)).await
}

async fn take_again(
    state: &WebState,
    visitor: &Visitor,
    (again, fields): (Again, &Fields),
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let chosen = match again.mapping {
        None => None,
        Some(columns) => match forms::chosen(chosen(&columns, fields)?, fields) {
            Ok(columns) => Some(columns),
            Err(forms::NoCurrency(found)) => {
                let words = visitor
                    .words
                    .with("import-forms-no-currency", &[("found", &found)]);
                let flash = Flash::trouble("flash-refused").with("words", words);
                return answer(state, &again.back, Ok(flash));
            }
        },
    };
    let incoming = Incoming {
        name: again.file_name.clone(),
        bytes: again.bytes.clone(),
        kind: again.kind,
        mapping: chosen,
    };
    match state.desk().receive(&seat, incoming, again.writing).await {
        Ok(report) => {
            let file = (again.file_name, Some(again.bytes), again.writing);
            let path = keep(state, visitor, file, report);
            Ok(Redirect::to(&path).into_response())
        }
        Err(cause) => answer(state, &again.back, Err(Trouble::from(cause))),
    }
}

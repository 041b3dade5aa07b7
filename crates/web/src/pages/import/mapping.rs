//! Which column of a list means what, as a person corrects it. The file is then read again from the bytes
//! kept with its report, and the desk remembers the choice for the next file.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use desk::Writing;
use desk::receive::{FileKind, ImportReport, Incoming};

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

/// What the columns of each kind of list may mean, by the words reports are stored with.
const MEANINGS: [(FileKind, &[&str]); 4] = [
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

/// One column of the list, with what it may mean.
pub(super) struct Column {
    pub number: usize,
    pub header: String,
    pub samples: String,
    pub choices: Vec<Choice>,
}

/// The columns of a report's list.
pub(super) fn columns(words: &Words, report: &ImportReport) -> Vec<Column> {
    let Some(mapping) = &report.mapping else {
        return Vec::new();
    };
    let shown = mapping.columns.iter().enumerate().map(|(number, column)| {
        let taken_for = serde_json::to_value(column.field).ok();
        let taken_for = taken_for
            .as_ref()
            .and_then(|value| value.as_str())
            .unwrap_or("");
        Column {
            number,
            header: column.header.clone(),
            samples: column.samples.join(" · "),
            choices: choices(words, report.kind, taken_for),
        }
    });
    shown.collect()
}

fn choices(words: &Words, kind: Option<FileKind>, taken_for: &str) -> Vec<Choice> {
    let meanings = MEANINGS
        .iter()
        .find(|(found, _)| Some(*found) == kind)
        .map_or(&[][..], |(_, meanings)| meanings);
    let meaning = |code: &&str| Choice {
        value: (*code).to_string(),
        label: words.say(&format!("column-{}", code.replace('_', "-"))),
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

/// Reads a kept list again with the columns a person chose.
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
    let mut mapping = kept.report.mapping.clone();
    let columns = mapping.iter_mut().flat_map(|mapping| &mut mapping.columns);
    for (place, column) in columns.enumerate() {
        column.field = match fields.text(&format!("column-{place}")) {
            "" => None,
            code => Some(variant(code)?),
        };
    }
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

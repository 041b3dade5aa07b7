//! The page that takes files in, and what came in before. Each file goes to the desk whole; what becomes of
//! it is a report of its own.

use askama::Template;
use axum::Json;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::Writing;
use desk::receive::{FileKind, ImportReport, Incoming, holds_files};
use store::import::Import;

use crate::failure::Failure;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::kept_reports::{KeptReport, MOST_BYTES};
use crate::pages::account_acts::variant;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

/// Imports shown at most.
const MOST_IMPORTS: u32 = 60;
/// Longest file name kept.
const MOST_LETTERS: usize = 200;

/// The kinds of files with the word of forms and the key of their name.
pub(crate) const KINDS: [(FileKind, &str, &str); 12] = [
    (FileKind::Fec, "fec", "imports-kind-fec"),
    (
        FileKind::BankStatement,
        "bank-statement",
        "imports-kind-bank",
    ),
    (FileKind::Debtors, "debtors", "imports-kind-debtors"),
    (FileKind::Contacts, "contacts", "imports-kind-contacts"),
    (FileKind::Invoices, "invoices", "imports-kind-invoices"),
    (FileKind::Payments, "payments", "imports-kind-payments"),
    (
        FileKind::PaymentStatus,
        "payment-status",
        "imports-kind-payment-status",
    ),
    (
        FileKind::PaymentOrder,
        "payment-order",
        "imports-kind-payment-order",
    ),
    (
        FileKind::Announcements,
        "announcements",
        "imports-kind-announcements",
    ),
    (FileKind::Messages, "messages", "imports-kind-messages"),
    (FileKind::EInvoice, "e-invoice", "imports-kind-e-invoice"),
    (FileKind::LifeCycle, "life-cycle", "imports-kind-life-cycle"),
];

/// The name of a kind.
pub(crate) fn kind_name(words: &Words, kind: Option<FileKind>) -> String {
    let found = KINDS.iter().find(|(found, ..)| Some(*found) == kind);
    words.say(found.map_or("imports-kind-other", |(_, _, key)| key))
}

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage {
    frame: Frame,
    kinds: Vec<Choice>,
    lines: Vec<Line>,
}

struct Line {
    path: String,
    file_name: String,
    who: String,
    kind: String,
    received: String,
    as_of: String,
    problems: String,
    state: &'static str,
}

/// Shows the page.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let mut reader = state.desk().store().reader().await?;
    let imports = store::import::last(&mut reader, visitor.creditor.id, MOST_IMPORTS).await?;
    let kinds = KINDS.iter().map(|(_, code, key)| Choice {
        value: (*code).to_string(),
        label: words.say(key),
        chosen: false,
    });
    page(&ImportsPage {
        frame: visitor.frame(Section::Imports),
        kinds: kinds.collect(),
        lines: imports
            .iter()
            .map(|import| line(&visitor, import))
            .collect(),
    })
}

fn line(visitor: &Visitor, import: &Import) -> Line {
    let words = &visitor.words;
    let report: Option<ImportReport> = import
        .summary
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok());
    let problems = report.as_ref().map_or(0, |report| report.problems_total);
    Line {
        path: format!("/imports/{}", import.id),
        file_name: import.file_name.clone(),
        who: words.who(&import.received_by),
        kind: kind_name(words, report.and_then(|report| report.kind)),
        received: words.instant(import.received_at, visitor.time_zone()),
        as_of: import
            .as_of_on
            .map_or_else(|| "–".to_string(), |day| words.day_in_figures(day)),
        problems: words.number(i64::try_from(problems).unwrap_or(i64::MAX)),
        state: if problems > 0 { "late" } else { "" },
    }
}

/// What a form with files asks for.
struct Upload {
    files: Vec<(String, Vec<u8>)>,
    kind: Option<FileKind>,
    writing: Writing,
}

/// Takes files in, one after the other.
pub(crate) async fn receive(
    State(state): State<WebState>,
    visitor: Visitor,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let wants_json = headers
        .get(ACCEPT)
        .is_some_and(|accepted| accepted.as_bytes().starts_with(b"application/json"));
    let upload = read(form).await?;
    let mut last: Option<(String, ImportReport)> = None;
    for (name, bytes) in upload.files {
        // What is only checked is read again with other columns from these bytes; an import from what was kept of it.
        let is_one_table = upload.writing == Writing::DryRun && !holds_files(&bytes);
        let kept = (is_one_table && bytes.len() <= MOST_BYTES).then(|| bytes.clone());
        let incoming = Incoming {
            name: name.clone(),
            bytes,
            kind: upload.kind,
            mapping: None,
        };
        let received = state
            .desk()
            .receive_each(&seat, incoming, upload.writing)
            .await;
        for one in received {
            let report = match one.outcome {
                Ok(report) => report,
                Err(cause) if wants_json => return Err(cause.into()),
                Err(cause) => return answer(&state, "/imports", Err(Trouble::from(cause))),
            };
            let file = (one.name, kept.clone(), upload.writing);
            let path = keep(&state, &visitor, file, report.clone());
            last = Some((path, report));
        }
    }
    let Some((path, report)) = last else {
        let words = visitor.words.say("imports-no-file");
        return answer(
            &state,
            "/imports",
            Ok(Flash::trouble("flash-refused").with("words", words)),
        );
    };
    if wants_json {
        let told = told(&visitor.words, &report, upload.writing);
        return Ok(
            Json(serde_json::json!({ "words": told, "report": path, "refused": false }))
                .into_response(),
        );
    }
    Ok(Redirect::to(&path).into_response())
}

/// Keeps a report; answers where it is shown.
pub(crate) fn keep(
    state: &WebState,
    visitor: &Visitor,
    (file_name, bytes, writing): (String, Option<Vec<u8>>, Writing),
    report: ImportReport,
) -> String {
    let creditor = visitor.creditor.id;
    let bytes = bytes.filter(|_| report.mapping.is_some());
    let was_dry = writing == Writing::DryRun;
    let number = state.reports().keep(KeptReport {
        creditor,
        file_name,
        was_dry,
        report,
        bytes,
    });
    format!("/import-reports/{number}")
}

fn told(words: &Words, report: &ImportReport, writing: Writing) -> String {
    if report.duplicate_of.is_some() {
        return words.say("import-duplicate");
    }
    let problems = words.count(
        "import-problems-count",
        i64::try_from(report.problems_total).unwrap_or(i64::MAX),
    );
    let key = if writing == Writing::DryRun {
        "import-checked"
    } else {
        "import-done"
    };
    words.with(key, &[("problems", &problems)])
}

/// The files of a form, whatever else is in it.
pub(crate) async fn files_of(form: Multipart) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    Ok(read(form).await?.files)
}

async fn read(mut form: Multipart) -> Result<Upload, Failure> {
    let mut upload = Upload {
        files: Vec::new(),
        kind: None,
        writing: Writing::ForReal,
    };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or("").to_string();
        match name.as_str() {
            "writing" => {
                let is_dry = field.text().await.map_err(broken)? == "dry-run";
                upload.writing = if is_dry {
                    Writing::DryRun
                } else {
                    Writing::ForReal
                };
            }
            "kind" => {
                let code = field.text().await.map_err(broken)?;
                upload.kind = if code.is_empty() {
                    None
                } else {
                    Some(variant(&code)?)
                };
            }
            "file" => upload.files.extend(file(field).await?),
            _ => {}
        }
    }
    Ok(upload)
}

/// A file with its name; nothing for a field left empty.
async fn file(field: Field<'_>) -> Result<Option<(String, Vec<u8>)>, Failure> {
    let name = field.file_name().unwrap_or("").to_string();
    // Some browsers send the whole path.
    let name: String = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or("")
        .chars()
        .take(MOST_LETTERS)
        .collect();
    let bytes = field.bytes().await.map_err(broken)?;
    let is_empty = name.is_empty() && bytes.is_empty();
    Ok((!is_empty).then(|| (name, bytes.to_vec())))
}

fn broken(cause: MultipartError) -> Failure {
    if cause.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Failure::TooLarge
    } else {
        Failure::Bad
    }
}

//! The report of one file: what it was taken for, what it brought, each problem with its line and what was
//! kept, and for a list the columns, which a person may correct and have read again.

mod mapping;
mod original;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::receive::{Counts, ImportReport, ToldFigure};
use receivables::identity::ImportId;
use serde_json::Value;
use store::import::ImportProblem;

use crate::failure::Failure;
use crate::frame::{Badge, Figure, Frame, Section, page};
use crate::pages::imports::kind_name;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;
use mapping::{Column, Form};
pub(crate) use mapping::{read_again, read_import_again};
use original::KeptFile;
pub(crate) use original::give as give_original;

/// Problems shown at most: a page stays under 100 kB.
const MOST_PROBLEMS: usize = 120;

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    frame: Frame,
    file_name: String,
    what: String,
    badges: Vec<Badge>,
    dry: bool,
    trouble: String,
    figures: Vec<Figure>,
    says: Vec<ToldFigure>,
    mapping_path: String,
    columns: Vec<Column>,
    forms: Vec<Form>,
    original: Option<KeptFile>,
    problems_words: String,
    problems: Vec<ProblemShown>,
}

impl ImportPage {
    /// Shows the columns of a table, to be corrected and read again at an address.
    fn offer_columns(&mut self, words: &Words, report: &ImportReport, path: String) {
        self.columns = mapping::columns(words, report);
        self.forms = mapping::forms(words, report.mapping.as_ref());
        self.mapping_path = path;
    }
}

struct ProblemShown {
    line: String,
    field: String,
    words: String,
}

/// Shows the report of an import that was kept.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<ImportId>,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let creditor = visitor.creditor.id;
    let import = store::import::find(&mut reader, creditor, id).await?;
    let most = u32::try_from(MOST_PROBLEMS).unwrap_or(u32::MAX);
    let (problems, total) = store::import::problems(&mut reader, creditor, id, most).await?;
    drop(reader);
    let mut report = stored(import.summary.as_deref(), &problems);
    report.problems_total = u64::try_from(total).unwrap_or(0).max(report.problems_total);
    let received = visitor
        .words
        .instant(import.received_at, visitor.time_zone());
    let badges = vec![Badge {
        words: received,
        state: "waiting",
    }];
    let mut made = shown(&visitor, (import.file_name.clone(), badges), &report);
    if visitor.seat().is_ok() {
        made.original = Some(KeptFile::of(&visitor.words, &import));
        made.offer_columns(&visitor.words, &report, format!("/imports/{id}/columns"));
    }
    page(&made)
}

/// Shows a report of this run of the program: a check, or an import that just took place.
pub(crate) async fn show_report(
    State(state): State<WebState>,
    visitor: Visitor,
    At(number): At<u64>,
) -> Result<Html<String>, Failure> {
    let kept = state
        .reports()
        .find(visitor.creditor.id, number)
        .ok_or(Failure::NotFound)?;
    let mut made = shown(&visitor, (kept.file_name.clone(), Vec::new()), &kept.report);
    made.dry = kept.was_dry;
    let again = match (kept.report.import, &kept.bytes) {
        (Some(import), _) => Some(format!("/imports/{import}/columns")),
        (None, Some(_)) => Some(format!("/import-reports/{number}/mapping")),
        (None, None) => None,
    };
    if let Some(path) = again.filter(|_| visitor.seat().is_ok()) {
        made.offer_columns(&visitor.words, &kept.report, path);
    }
    page(&made)
}

/// The report as it was stored, with its problems put back.
fn stored(summary: Option<&str>, problems: &[ImportProblem]) -> ImportReport {
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    let mut told = json(summary.unwrap_or("{}"));
    let listed = problems.iter().map(|problem| {
        serde_json::json!({
            "line": problem.line,
            "field": problem.field,
            "kind": json(&problem.kind),
            "found": problem.found,
            "kept": json(&problem.kept),
        })
    });
    if let Value::Object(fields) = &mut told {
        fields.insert("problems".to_string(), listed.collect());
    }
    serde_json::from_value(told).unwrap_or_default()
}

fn shown(
    visitor: &Visitor,
    (file_name, badges): (String, Vec<Badge>),
    report: &ImportReport,
) -> ImportPage {
    let words = &visitor.words;
    let problems: Vec<ProblemShown> = report
        .problems
        .iter()
        .take(MOST_PROBLEMS)
        .map(|problem| ProblemShown {
            line: problem
                .line
                .map_or_else(|| "–".to_string(), |line| line.to_string()),
            field: problem.field.clone().unwrap_or_default(),
            words: problem.explain(words.language()),
        })
        .collect();
    ImportPage {
        frame: visitor.frame(Section::Imports),
        file_name,
        what: kind_name(words, report.kind),
        badges,
        dry: false,
        trouble: if report.duplicate_of.is_some() {
            words.say("import-duplicate")
        } else {
            String::new()
        },
        figures: figures(words, report),
        says: desk::receive::told(&report.overview, words.wording()),
        mapping_path: String::new(),
        columns: Vec::new(),
        forms: Vec::new(),
        original: None,
        problems_words: problems_words(words, report, problems.len()),
        problems,
    }
}

fn problems_words(words: &Words, report: &ImportReport, shown: usize) -> String {
    let total = i64::try_from(report.problems_total).unwrap_or(i64::MAX);
    let shown = i64::try_from(shown).unwrap_or(i64::MAX);
    if total <= shown {
        return words.count("import-problems-count", total);
    }
    words.with(
        "import-problems-shown",
        &[
            ("total", &words.number(total)),
            ("count", &words.number(shown)),
        ],
    )
}

fn figures(words: &Words, report: &ImportReport) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut add = |key: &str, counts: Counts| {
        if counts != Counts::default() {
            let number = |found: u64| words.number(i64::try_from(found).unwrap_or(i64::MAX));
            let mut figure = Figure::one(
                words.say(key),
                number(counts.new + counts.changed + counts.known),
            );
            let (new, changed, known) = (
                number(counts.new),
                number(counts.changed),
                number(counts.known),
            );
            figure.hint = words.with(
                "import-counts",
                &[("new", &new), ("changed", &changed), ("known", &known)],
            );
            figures.push(figure);
        }
    };
    add("import-debtors", report.debtors);
    add("import-contacts", report.contacts);
    add("import-items", report.items);
    add("import-bank-entries", report.bank_entries);
    let number = |found: u64| words.number(i64::try_from(found).unwrap_or(i64::MAX));
    if report.allocations > 0 {
        figures.push(Figure::one(
            words.say("import-allocations"),
            number(report.allocations),
        ));
    }
    if report.credits_waiting > 0 {
        figures.push(Figure::one(
            words.say("import-credits-waiting"),
            number(report.credits_waiting),
        ));
    }
    if report.notices_returned > 0 {
        figures.push(Figure::one(
            words.say("import-notices-returned"),
            number(report.notices_returned),
        ));
    }
    if let Some(day) = report.as_of {
        figures.push(Figure::one(
            words.say("import-as-of"),
            words.day_in_figures(day),
        ));
    }
    figures
}

//! The cleaning bench: what in the books would make a reminder wrong or useless, as a list one works down to
//! zero, with the amount at stake. It shows findings and asks the desk to act; it must never judge itself.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Response};
use desk::cleaning::Bench;
use insight::cleaning::{Finding, Heading, SameBy, What};
use receivables::identity::{DebtorId, DebtorMergeId};
use receivables::item::Unconfirmed;
use store::debtor_merge::DebtorMerge;
use store::debtor_number::DebtorNumber;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

/// Findings shown under one heading.
const MOST_OF_A_HEADING: usize = 30;

const PAGE: &str = "/cleaning";

type Answer = Result<Response, Failure>;

#[derive(Template)]
#[template(path = "cleaning.html")]
struct CleaningPage {
    frame: Frame,
    lead: String,
    assumption: String,
    groups: Vec<Group>,
    merges: Vec<Merge>,
}

struct Group {
    title: String,
    hint: String,
    count: String,
    lines: Vec<Line>,
    more: String,
}

struct Line {
    key: String,
    words: String,
    debtors: Vec<Choice>,
    stake: Vec<String>,
    is_merge: bool,
    credit_of: String,
    number: Option<Number>,
}

/// A number that cannot be right, to be corrected.
struct Number {
    debtor: String,
    which: &'static str,
    found: String,
}

struct Merge {
    id: String,
    words: String,
    who: String,
}

/// Shows the bench.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let bench = state
        .desk()
        .bench(&visitor.reading_seat(), visitor.seen)
        .await?;
    let count = i64::try_from(bench.findings.len()).unwrap_or(i64::MAX);
    let percent = |per_mille: i64| words.number(per_mille / 10);
    let recovery = bench.recovery;
    page(&CleaningPage {
        frame: visitor.frame(Section::Imports),
        lead: words.count("cleaning-lead", count),
        assumption: words.with(
            "cleaning-assumption",
            &[
                ("collected", &percent(recovery.collected_per_mille)),
                ("fee", &percent(recovery.fee_per_mille)),
            ],
        ),
        groups: Heading::ALL
            .into_iter()
            .filter_map(|heading| group(&visitor, &bench, heading))
            .collect(),
        merges: bench
            .merges
            .iter()
            .map(|merge| merge_shown(&visitor, merge))
            .collect(),
    })
}

fn group(visitor: &Visitor, bench: &Bench, heading: Heading) -> Option<Group> {
    let words = &visitor.words;
    let of_heading: Vec<&Finding> = bench
        .findings
        .iter()
        .filter(|finding| finding.what.heading() == heading)
        .collect();
    if of_heading.is_empty() {
        return None;
    }
    let key = format!("cleaning-{}", heading.code());
    let left = of_heading.len().saturating_sub(MOST_OF_A_HEADING);
    Some(Group {
        title: words.say(&key),
        hint: words.say(&format!("{key}-hint")),
        count: words.number(i64::try_from(of_heading.len()).unwrap_or(i64::MAX)),
        lines: of_heading
            .iter()
            .take(MOST_OF_A_HEADING)
            .map(|finding| line(visitor, bench, finding))
            .collect(),
        more: if left > 0 {
            words.count("departures-more", i64::try_from(left).unwrap_or(0))
        } else {
            String::new()
        },
    })
}

fn line(visitor: &Visitor, bench: &Bench, finding: &Finding) -> Line {
    let is_merge = matches!(finding.what, What::DuplicateDebtors { .. });
    let debtors = finding.debtors.iter().map(|id| {
        let name = bench.names.get(id).cloned().unwrap_or_default();
        let label = match bench.keys.get(id) {
            // Two customers to be put together often have one name.
            Some(key) if is_merge && *key != name => format!("{name} · {key}"),
            _ => name,
        };
        Choice {
            value: id.to_string(),
            label,
            chosen: false,
        }
    });
    let is_credit = matches!(finding.what, What::UnusedCredit { .. });
    Line {
        key: finding.key(),
        words: sentence(visitor, bench, finding),
        debtors: debtors.collect(),
        stake: visitor.words.balances(&finding.at_stake),
        is_merge,
        credit_of: match finding.debtors.first() {
            Some(debtor) if is_credit => debtor.to_string(),
            _ => String::new(),
        },
        number: number(finding),
    }
}

fn number(finding: &Finding) -> Option<Number> {
    let which = match &finding.what {
        What::WrongSiren { .. } => "siren",
        What::WrongVatNumber { .. } => "vat-number",
        What::WrongAccount { .. } => "account",
        _ => return None,
    };
    Some(Number {
        debtor: finding.debtors.first()?.to_string(),
        which,
        found: finding.what.number()?.to_string(),
    })
}

fn sentence(visitor: &Visitor, bench: &Bench, finding: &Finding) -> String {
    let words = &visitor.words;
    let numbers: Vec<&str> = finding
        .items
        .iter()
        .filter_map(|id| bench.items.get(id))
        .map(|owed| owed.item.reference.as_str())
        .collect();
    let number = numbers.first().copied().unwrap_or_default();
    let due = finding
        .items
        .first()
        .and_then(|id| bench.items.get(id))
        .map_or_else(String::new, |owed| words.day_in_figures(owed.item.due_on));
    match &finding.what {
        What::DuplicateDebtors { by } => words.say(match by {
            SameBy::Siren => "cleaning-same-siren",
            SameBy::VatNumber => "cleaning-same-vat",
            SameBy::Account => "cleaning-same-account",
            SameBy::NameAndPlace => "cleaning-same-name-and-place",
            SameBy::Name => "cleaning-same-name",
        }),
        What::DuplicateInvoices { number } => {
            words.with("cleaning-same-invoice", &[("number", number)])
        }
        What::UnusedCredit { closes } => words.count("cleaning-unused-credit", i64::from(*closes)),
        What::NoContact => words.say("cleaning-no-contact"),
        What::ContactBounces => words.say("cleaning-contact-bounces"),
        What::NotProvenReceived { cause } => {
            let key = match cause {
                Unconfirmed::NeverSent => "cleaning-never-sent",
                Unconfirmed::DeliveryFailed => "cleaning-delivery-failed",
                Unconfirmed::Rejected => "cleaning-rejected",
                Unconfirmed::Refused => "cleaning-refused",
            };
            words.with(key, &[("number", number)])
        }
        What::WrongSiren { found } => words.with("cleaning-wrong-siren", &[("found", found)]),
        What::WrongVatNumber { found } => words.with("cleaning-wrong-vat", &[("found", found)]),
        What::WrongAccount { found } => words.with("cleaning-wrong-account", &[("found", found)]),
        What::PrescribedSoon { on } => {
            let day = words.day_in_figures(*on);
            words.with(
                "cleaning-prescribed-soon",
                &[("number", number), ("day", &day)],
            )
        }
        What::Prescribed { since_on } => {
            let day = words.day_in_figures(*since_on);
            words.with("cleaning-prescribed", &[("number", number), ("day", &day)])
        }
        What::TooOld { expected, fee } => {
            let (expected, fee) = (words.money(*expected), words.money(*fee));
            let facts = [
                ("number", number),
                ("due", due.as_str()),
                ("expected", &expected),
                ("fee", &fee),
            ];
            words.with("cleaning-too-old", &facts)
        }
    }
}

fn merge_shown(visitor: &Visitor, merge: &DebtorMerge) -> Merge {
    let words = &visitor.words;
    let (at, who) = &merge.merged;
    Merge {
        id: merge.id.to_string(),
        words: words.with(
            "cleaning-merged",
            &[("from", merge.from.1.as_str()), ("into", &merge.into.1)],
        ),
        who: words.with(
            "receipts-by",
            &[
                ("who", who.as_str()),
                ("when", &words.instant(*at, visitor.time_zone())),
            ],
        ),
    }
}

/// Puts debtors together.
pub(crate) async fn merge(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Answer {
    let into: DebtorId = fields.identity("into")?;
    let mut others = Vec::new();
    for word in fields.all("debtor") {
        let id: DebtorId = word.parse().map_err(|_| Failure::Bad)?;
        if id != into {
            others.push(id);
        }
    }
    let merged = state
        .desk()
        .merge_debtors(&visitor.seat()?, into, &others)
        .await;
    let outcome = merged
        .map(|()| Flash::done("flash-debtors-merged"))
        .map_err(Trouble::from);
    answer(&state, PAGE, outcome)
}

/// Takes two debtors apart again.
pub(crate) async fn undo_merge(
    State(state): State<WebState>,
    visitor: Visitor,
    At(merge): At<DebtorMergeId>,
) -> Answer {
    let undone = state.desk().undo_merge(&visitor.seat()?, merge).await;
    let outcome = undone
        .map(|()| Flash::done("flash-debtors-apart"))
        .map_err(Trouble::from);
    answer(&state, PAGE, outcome)
}

/// Uses the credits of an account on its oldest claims.
pub(crate) async fn use_credits(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
) -> Answer {
    let used = state.desk().use_credits(&visitor.seat()?, debtor).await;
    let outcome = used.map(|used| {
        Flash::done("flash-credits-used").counting(i64::try_from(used).unwrap_or(i64::MAX))
    });
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

/// Corrects a number of a debtor.
pub(crate) async fn correct(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Answer {
    let which = match fields.text("which") {
        "siren" => DebtorNumber::Siren,
        "vat-number" => DebtorNumber::VatNumber,
        "account" => DebtorNumber::Account,
        _ => return Err(Failure::Bad),
    };
    let numbers = (fields.text("found"), fields.text("number"));
    let corrected = state
        .desk()
        .correct_number(&visitor.seat()?, (debtor, which), numbers)
        .await;
    let outcome = corrected
        .map(|()| Flash::done("flash-number-corrected"))
        .map_err(Trouble::from);
    answer(&state, PAGE, outcome)
}

/// Says that a finding is right as it is.
pub(crate) async fn dismiss(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Answer {
    let dismissed = state
        .desk()
        .dismiss_finding(&visitor.seat()?, fields.text("key"))
        .await;
    let outcome = dismissed
        .map(|()| Flash::done("flash-finding-dismissed"))
        .map_err(Trouble::from);
    answer(&state, PAGE, outcome)
}

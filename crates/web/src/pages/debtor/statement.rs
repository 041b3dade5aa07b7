//! The statement of an account: one line for each item, claims and credits, open ones first, with what
//! comes next for each. Must never add two currencies.

use std::collections::BTreeMap;

use desk::why::Why;
use jiff::civil::Date;
use notices::explain::Explainer;
use notices::names::Named;
use receivables::decide::Next;
use receivables::identity::ItemId;
use receivables::instalment_plan::PlanState;
use receivables::item::{Item, ItemKind, days_between};
use receivables::money::{Balances, Money};
use receivables::reason::Reason;

use store::item_document::{DocumentForm, ItemDocument};

use crate::frame::Badge;
use crate::words::Words;

/// Settled lines shown at most: a page stays under 100 kB.
const MOST_SETTLED: usize = 60;
/// Open lines shown at most.
const MOST_OPEN: usize = 150;

/// The documents of the items of an account.
pub(super) type Documents = BTreeMap<ItemId, Vec<ItemDocument>>;

/// One line of the statement.
pub(super) struct Line {
    pub id: String,
    pub reference: String,
    pub kind: String,
    pub issued: String,
    pub due: String,
    pub delay: String,
    pub delay_state: &'static str,
    pub amount: String,
    pub open: String,
    pub open_minor: i64,
    pub currency: String,
    pub badges: Vec<Badge>,
    pub outlook: String,
    pub settled: bool,
    pub tickable: bool,
    pub documents: Vec<DocumentLink>,
}

/// The way to the document of an item.
pub(super) struct DocumentLink {
    pub path: String,
    pub label: String,
    pub file_name: String,
}

/// The balance of the account in one currency.
pub(super) struct Total {
    pub label: String,
    pub amount: String,
}

/// The lines, oldest due date first; settled ones after the open ones.
pub(super) fn lines(
    words: &Words,
    (why, settled): (&Why, &[&Item]),
    documents: &Documents,
) -> Vec<Line> {
    let mut open: Vec<&Item> = why
        .account
        .items
        .iter()
        .filter(|item| !item.open.is_zero())
        .collect();
    open.sort_by(|a, b| (a.due_on, &a.reference, a.id).cmp(&(b.due_on, &b.reference, b.id)));
    let lines = open
        .into_iter()
        .take(MOST_OPEN)
        .chain(settled.iter().copied().take(MOST_SETTLED));
    let with_documents = |item: &Item| Line {
        documents: links(words, item.id, documents),
        ..line(words, why, item)
    };
    lines.map(with_documents).collect()
}

fn line(words: &Words, why: &Why, item: &Item) -> Line {
    let (delay, delay_state) = delay(words, item, why.on);
    let settled = item.open.is_zero();
    Line {
        id: item.id.to_string(),
        reference: number(item),
        kind: item.kind.name(words.wording()),
        issued: words.with(
            "debtor-issued",
            &[("day", &words.day_in_figures(item.issued_on))],
        ),
        due: words.day_in_figures(item.due_on),
        delay,
        delay_state,
        amount: words.money(item.amount),
        open: if settled {
            "–".to_string()
        } else {
            words.money(item.open)
        },
        open_minor: item.open.minor,
        currency: item.open.currency.code().to_string(),
        badges: badges(words, why, item),
        outlook: if settled {
            String::new()
        } else {
            outlook(words, why, item.id)
        },
        settled,
        tickable: item.is_open_claim(),
        documents: Vec::new(),
    }
}

fn links(words: &Words, item: ItemId, documents: &Documents) -> Vec<DocumentLink> {
    let of_item = documents.get(&item).map_or(&[][..], Vec::as_slice);
    let link = |document: &ItemDocument| DocumentLink {
        path: format!("/items/{item}/documents/{}", document.import),
        label: words.say(match document.form {
            DocumentForm::Pdf => "debtor-document-pdf",
            DocumentForm::Xml => "debtor-document-xml",
        }),
        file_name: document.file_name.clone(),
    };
    of_item.iter().map(link).collect()
}

/// The number of an item, beside what it is.
fn number(item: &Item) -> String {
    match item.instalment {
        0 => item.reference.clone(),
        instalment => format!("{} · {instalment}", item.reference),
    }
}

/// What an item is called in a list: a charge carries its invoice's number, so it says what it is.
pub(crate) fn reference(words: &Words, item: &Item) -> String {
    let number = number(item);
    match item.kind {
        ItemKind::Charge => words.with("debtor-charge-of", &[("reference", &number)]),
        ItemKind::Invoice | ItemKind::CreditNote | ItemKind::PaymentOnAccount => number,
    }
}

fn delay(words: &Words, item: &Item, today: Date) -> (String, &'static str) {
    if !item.is_open_claim() {
        return ("–".to_string(), "");
    }
    if item.is_overdue(today) {
        return (words.days(item.days_late(today)), "late");
    }
    let left = days_between(today, item.due_on);
    if left == 0 {
        return (words.say("debtor-delay-today"), "coming");
    }
    (
        words.with("debtor-delay-coming", &[("days", &words.days(left))]),
        "coming",
    )
}

fn badges(words: &Words, why: &Why, item: &Item) -> Vec<Badge> {
    let today = why.on;
    let badge = |key: &str, state: &'static str| Badge {
        words: words.say(key),
        state,
    };
    if item.open.is_zero() {
        return vec![badge("state-settled", "done")];
    }
    if item.is_open_credit() {
        return vec![badge("state-credit", "done")];
    }
    let mut badges = vec![match item.is_overdue(today) {
        true => badge("state-overdue", "late"),
        false => badge("state-not-due", "coming"),
    }];
    if is_covered(why, item) {
        badges.push(badge("state-covered", "done"));
    }
    badges.extend(contested(words, why, item));
    let account = &why.account;
    let tolerance = account.policy.promise_tolerance_days;
    if account
        .promises
        .iter()
        .any(|promise| promise.held_minor(item.id, today, tolerance) > 0)
    {
        badges.push(badge("state-promised", "coming"));
    }
    let held_by_plan = account
        .plans
        .iter()
        .filter(|plan| plan.covers(item.id))
        .filter_map(|plan| plan.standing(account, today))
        .find(|standing| !matches!(standing.state, PlanState::Broken { .. }));
    if let Some(standing) = held_by_plan {
        badges.push(match standing.state {
            PlanState::Late { .. } => badge("state-plan-late", "late"),
            _ => badge("state-under-plan", "coming"),
        });
    }
    if account
        .holds
        .iter()
        .any(|hold| hold.item == Some(item.id) && hold.is_active(today))
    {
        badges.push(badge("state-held", "waiting"));
    }
    badges
}

/// What of a line is contested, and what of it waits for a credit note.
fn contested(words: &Words, why: &Why, item: &Item) -> Vec<Badge> {
    let disputes = &why.account.disputes;
    let open = item.open.minor;
    let suspended = disputes
        .iter()
        .map(|dispute| dispute.suspended_minor(item.id, open, why.on))
        .fold(0_i64, i64::saturating_add);
    let awaited = disputes
        .iter()
        .map(|dispute| dispute.awaited_minor(item.id, open, why.on))
        .fold(0_i64, i64::saturating_add);
    let of = |key: &str, minor: i64, state: &'static str| Badge {
        words: words.with(
            key,
            &[(
                "amount",
                &words.money(Money::new(minor, item.open.currency)),
            )],
        ),
        state,
    };
    let mut badges = Vec::new();
    if suspended >= open {
        badges.push(Badge {
            words: words.say("state-disputed"),
            state: "warn",
        });
    } else if suspended > 0 {
        badges.push(of("state-disputed-part", suspended, "warn"));
    }
    if awaited > 0 {
        badges.push(of("state-credit-awaited", awaited, "coming"));
    }
    badges
}

/// The next step of a line, short; the reasons why there is none stand under "Why?".
fn outlook(words: &Words, why: &Why, item: ItemId) -> String {
    let explainer = Explainer {
        wording: words.wording(),
        account: &why.account,
        strategy: Some(&why.strategy),
        others: &why.others,
        today: why.on,
    };
    let outlook = why
        .decision
        .outlook
        .iter()
        .find(|outlook| outlook.item == item);
    match outlook.map(|outlook| &outlook.next) {
        Some(Next::Step { step, on }) => {
            format!("{} · {}", explainer.step(step), words.day_in_figures(*on))
        }
        Some(Next::Because { .. }) | None => String::new(),
    }
}

/// True when credits cover the whole line, so that nothing of it is asked for.
fn is_covered(why: &Why, item: &Item) -> bool {
    let mut reasons = why.decision.gates.iter().flat_map(|gate| &gate.reasons);
    reasons.any(|reason| match reason {
        Reason::CoveredByCredits {
            item: covered,
            credits,
        } => *covered == item.id && credits.minor >= item.open.minor,
        _ => false,
    })
}

/// The balance of the account, currency by currency.
pub(super) fn totals(words: &Words, why: &Why) -> Vec<Total> {
    let open: Balances = why.account.items.iter().map(|item| item.open).collect();
    let total = |amount: Money| Total {
        label: words.with("debtor-total", &[("currency", amount.currency.code())]),
        amount: words.money(amount),
    };
    open.iter().map(total).collect()
}

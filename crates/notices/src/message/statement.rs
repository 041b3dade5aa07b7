//! What a message shows of the account: the items it is about, how they come to the sum that is asked, and
//! what else is open. Must never add two currencies, nor show an item that could not be explained.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::account::Account;
use receivables::currency::Currency;
use receivables::decide::PlannedAct;
use receivables::identity::{ItemId, PlanId};
use receivables::instalment_plan::{InstalmentPlan, PlanStanding, PlanState};
use receivables::item::{Item, ItemKind};
use receivables::money::{Balances, Money};

use super::ComposeError;

/// The statement of one message.
pub(super) struct Statement<'a> {
    /// The items the message is about, in the order of the act.
    pub rows: Vec<Row<'a>>,
    /// How the open sums come to what is asked, per currency.
    pub totals: Vec<Total>,
    /// Other open lines, oldest first.
    pub others: Vec<Other<'a>>,
}

/// One item the message is about.
pub(super) struct Row<'a> {
    pub item: &'a Item,
    pub days_late: i32,
    pub asked: Money,
    pub disputed: Money,
    pub awarded: Money,
}

/// One currency of the statement: `open` less the five parts is `asked`.
pub(super) struct Total {
    pub open: Money,
    pub disputed: Money,
    pub awarded: Money,
    pub promised: Money,
    pub planned: Money,
    pub credits: Money,
    pub asked: Money,
}

/// Another open line.
pub(super) struct Other<'a> {
    pub item: &'a Item,
    pub why: OtherWhy,
}

/// Why a line is not among those the message is about.
pub(super) enum OtherWhy {
    ToCome,
    Late,
    Disputed,
    /// A dispute was settled: its credit note has not come.
    Awarded,
    Promised(Date),
    /// Paid by a plan that goes on; the day of its next instalment.
    Planned(Date),
    Credit,
}

/// The parts of one open item.
struct Parts {
    disputed: i64,
    awarded: i64,
    promised: i64,
    planned: i64,
    credits: i64,
}

impl<'a> Statement<'a> {
    pub fn of(
        act: &PlannedAct,
        account: &'a Account,
        today: Date,
    ) -> Result<Statement<'a>, ComposeError> {
        let mut rows = Vec::with_capacity(act.items.len());
        let mut sums: BTreeMap<Currency, [i64; 7]> = BTreeMap::new();
        for asked in &act.items {
            let item = account
                .item(asked.item)
                .ok_or(ComposeError::UnknownItem { item: asked.item })?;
            let parts = parts((account, today), item, asked.asked, act.by_plan);
            let sum = sums.entry(item.open.currency).or_default();
            let added = [
                item.open.minor,
                parts.disputed,
                parts.awarded,
                parts.promised,
                parts.planned,
                parts.credits,
                asked.asked.minor,
            ];
            for (total, part) in sum.iter_mut().zip(added) {
                *total = total.saturating_add(part);
            }
            rows.push(Row {
                item,
                // Who pays by a plan is late with an instalment at most, never with the invoice.
                days_late: match act.by_plan {
                    Some(_) => 0,
                    None => item.days_late(today),
                },
                asked: asked.asked,
                disputed: item.open.with_minor(parts.disputed),
                awarded: item.open.with_minor(parts.awarded),
            });
        }
        let totals = sums
            .into_iter()
            .map(|(currency, sum)| Total::of(currency, sum))
            .collect();
        let mut statement = Statement {
            rows,
            totals,
            others: Vec::new(),
        };
        statement.others = statement.others_of(account, today);
        Ok(statement)
    }

    /// What is asked, per currency.
    pub fn asked(&self) -> Balances {
        self.totals.iter().map(|total| total.asked).collect()
    }

    fn others_of(&self, account: &'a Account, today: Date) -> Vec<Other<'a>> {
        let shown: Vec<ItemId> = self.rows.iter().map(|row| row.item.id).collect();
        let deducts = |item: &Item| {
            let total = self
                .totals
                .iter()
                .find(|total| total.open.currency == item.open.currency);
            total.is_some_and(|total| total.credits.is_positive())
        };
        let mut others: Vec<Other<'a>> = account
            .items
            .iter()
            .filter(|item| !shown.contains(&item.id))
            .filter(|item| !(item.is_open_credit() && deducts(item)))
            .filter_map(|item| {
                Some(Other {
                    item,
                    why: why(account, item, today)?,
                })
            })
            .collect();
        others.sort_by(|a, b| {
            let key = |other: &Other<'a>| (other.item.due_on, other.item.id);
            (key(a), &a.item.reference).cmp(&(key(b), &b.item.reference))
        });
        others
    }
}

impl Total {
    fn of(currency: Currency, sum: [i64; 7]) -> Total {
        let [open, disputed, awarded, promised, planned, credits, asked] =
            sum.map(|minor| Money::new(minor, currency));
        Total {
            open,
            disputed,
            awarded,
            promised,
            planned,
            credits,
            asked,
        }
    }

    /// True when something stands between what is open and what is asked.
    pub fn has_parts(&self) -> bool {
        self.open != self.asked
    }
}

/// Splits what is open and not asked: disputed first, then owed by a settled dispute, then promised, then what a plan still holds, and the rest is
/// covered by credits.
fn parts(
    (account, today): (&Account, Date),
    item: &Item,
    asked: Money,
    by_plan: Option<PlanId>,
) -> Parts {
    let set_aside = item.open.minor.saturating_sub(asked.minor).max(0);
    let disputed = suspended(account, item, today).min(set_aside);
    let awarded = awaited(account, item, today).min(set_aside - disputed);
    let rest = set_aside - disputed - awarded;
    let promised = promised(account, item, today).0.min(rest);
    let rest = rest - promised;
    let planned = match (planned(account, item, today), by_plan) {
        // An instalment leaves the other ones for later, and credits come off what it asks.
        (Some((plan, _, of_instalment)), Some(spoken_of)) if plan == spoken_of => {
            rest - of_instalment.saturating_sub(asked.minor).clamp(0, rest)
        }
        (Some((_, left, _)), _) => left.min(rest),
        (None, _) => 0,
    };
    Parts {
        disputed,
        awarded,
        promised,
        planned,
        credits: rest - planned,
    }
}

fn suspended(account: &Account, item: &Item, today: Date) -> i64 {
    account
        .disputes
        .iter()
        .map(|dispute| dispute.suspended_minor(item.id, item.open.minor, today))
        .sum()
}

/// What settled disputes owe of an item as credit notes that have not come.
fn awaited(account: &Account, item: &Item, today: Date) -> i64 {
    account
        .disputes
        .iter()
        .map(|dispute| dispute.awaited_minor(item.id, item.open.minor, today))
        .sum()
}

/// How much is promised, and until when.
fn promised(account: &Account, item: &Item, today: Date) -> (i64, Option<Date>) {
    let tolerance = account.policy.promise_tolerance_days;
    let held = account.promises.iter().map(|promise| {
        (
            promise.held_minor(item.id, today, tolerance),
            promise.pay_on,
        )
    });
    held.filter(|(minor, _)| *minor > 0)
        .fold((0, None), |(sum, last), (minor, on)| {
            (sum + minor, last.max(Some(on)))
        })
}

/// The plan that goes on over an item, what it still holds of it, and how much of that its instalment asks.
fn planned(account: &Account, item: &Item, today: Date) -> Option<(PlanId, i64, i64)> {
    let (plan, standing) = running(account, item, today)?;
    let of = |minors: &BTreeMap<ItemId, i64>| minors.get(&item.id).copied().unwrap_or(0);
    Some((plan.id, of(&standing.left), of(&standing.asked)))
}

fn running<'a>(
    account: &'a Account,
    item: &Item,
    today: Date,
) -> Option<(&'a InstalmentPlan, PlanStanding)> {
    let covering = account.plans.iter().filter(|plan| plan.covers(item.id));
    covering
        .filter_map(|plan| Some((plan, plan.standing(account, today)?)))
        .find(|(_, standing)| {
            let goes_on = !matches!(standing.state, PlanState::Broken { .. });
            goes_on && standing.left.get(&item.id).is_some_and(|left| *left > 0)
        })
}

/// The day the next instalment of the plan over an item is due.
fn next_instalment_on(account: &Account, item: &Item, today: Date) -> Option<Date> {
    let (plan, standing) = running(account, item, today)?;
    let next = plan.instalments.get(standing.first_open)?;
    Some(next.due_on)
}

/// Why a line stands beside the message; nothing for a line that had better not be spoken of: an invoice
/// the debtor may not have, or one a person is dealing with.
fn why(account: &Account, item: &Item, today: Date) -> Option<OtherWhy> {
    if item.is_open_credit() {
        return Some(OtherWhy::Credit);
    }
    let held = account
        .holds
        .iter()
        .any(|hold| hold.item == Some(item.id) && hold.is_active(today));
    if !item.is_open_claim() || item.unconfirmed.is_some() || held || item.issued_on > today {
        return None;
    }
    if suspended(account, item, today) > 0 {
        return Some(OtherWhy::Disputed);
    }
    if awaited(account, item, today) >= item.open.minor {
        return Some(OtherWhy::Awarded);
    }
    match promised(account, item, today) {
        (_, Some(until)) => Some(OtherWhy::Promised(until)),
        _ if let Some(due_on) = next_instalment_on(account, item, today) => {
            Some(OtherWhy::Planned(due_on))
        }
        _ if item.due_on >= today => Some(OtherWhy::ToCome),
        _ => Some(OtherWhy::Late),
    }
}

/// True for items that are all invoices, so that the message may call them so.
pub(super) fn all_invoices(rows: &[Row<'_>]) -> bool {
    rows.iter().all(|row| row.item.kind == ItemKind::Invoice)
}

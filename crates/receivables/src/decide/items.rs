//! Gate 5, item by item: what is settled, covered by credits, contested, promised, held or unconfirmed is
//! not asked for. Must never decide about the debtor as a whole.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::debtor_gates::in_order;
use crate::account::Account;
use crate::calendar::plus_days;
use crate::currency::Currency;
use crate::item::Item;
use crate::money::Money;
use crate::reason::Reason;

/// One open claim and what may be asked of it.
#[derive(Clone, Debug)]
pub(crate) struct Claim<'a> {
    /// The item.
    pub item: &'a Item,
    /// What may be asked; nothing when `barred` says why.
    pub asked: Money,
    /// What keeps all or a part of it from being asked.
    pub reasons: Vec<Reason>,
    /// The first day a reason ends by itself.
    pub changes_on: Option<Date>,
}

impl Claim<'_> {
    /// True when nothing of it may be asked.
    pub fn is_barred(&self) -> bool {
        !self.asked.is_positive()
    }
}

/// Every open claim, oldest first, with what may be asked of it on `today`.
pub(crate) fn claims(account: &Account, today: Date) -> Vec<Claim<'_>> {
    let mut open: Vec<&Item> = account
        .items
        .iter()
        .filter(|item| item.is_open_claim())
        .collect();
    open.sort_by(|a, b| (a.due_on, &a.reference, a.id).cmp(&(b.due_on, &b.reference, b.id)));
    let mut claims: Vec<Claim<'_>> = open
        .into_iter()
        .map(|item| claim(account, item, today))
        .collect();
    net_credits(account, &mut claims);
    claims
}

fn claim<'a>(account: &Account, item: &'a Item, today: Date) -> Claim<'a> {
    let mut claim = Claim {
        item,
        asked: item.open,
        reasons: Vec::new(),
        changes_on: None,
    };
    if let Some(cause) = item.unconfirmed {
        claim.asked = Money::zero(item.open.currency);
        claim.reasons.push(Reason::InvoiceUnconfirmed {
            item: item.id,
            cause,
        });
    }
    let holds = account.holds.iter();
    let held = holds.filter(|hold| hold.item == Some(item.id) && hold.is_active(today));
    for hold in in_order(held, |hold| hold.id) {
        claim.asked = Money::zero(item.open.currency);
        claim.reasons.push(Reason::ItemHeld {
            item: item.id,
            why: hold.reason,
            until: hold.until_on,
        });
        claim.ends_on(hold.until_on.map(|last| plus_days(last, 1)));
    }
    let disputes = account
        .disputes
        .iter()
        .filter(|dispute| dispute.item == item.id);
    for dispute in in_order(disputes, |dispute| dispute.id) {
        let suspended = dispute.suspended_minor(item.id, item.open.minor, today);
        if suspended > 0 {
            claim.take(suspended);
            claim.reasons.push(Reason::Disputed {
                item: item.id,
                suspended: item.open.with_minor(suspended),
                why: dispute.reason,
            });
        }
    }
    let tolerance = account.policy.promise_tolerance_days;
    for promise in in_order(account.promises.iter(), |promise| promise.id) {
        let held = promise
            .held_minor(item.id, today, tolerance)
            .min(item.open.minor);
        if held > 0 {
            claim.take(held);
            claim.reasons.push(Reason::Promised {
                item: item.id,
                promised: item.open.with_minor(held),
                until: promise.pay_on,
            });
            claim.ends_on(Some(promise.passed_on(tolerance)));
        }
    }
    claim
}

impl Claim<'_> {
    fn take(&mut self, minor: i64) {
        self.asked = self.asked.with_minor((self.asked.minor - minor).max(0));
    }

    fn ends_on(&mut self, day: Option<Date>) {
        self.changes_on = match (self.changes_on, day) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
}

/// Sets credits against the oldest claims first, in the head only: a credit that would pay an invoice
/// must not let a reminder for it leave, even while nobody has put it there in the books.
fn net_credits(account: &Account, claims: &mut [Claim<'_>]) {
    // Nothing of what is open, and no credit, can be added to another currency's.
    let mut credits: BTreeMap<Currency, i64> = BTreeMap::new();
    for credit in account.items.iter().filter(|item| item.is_open_credit()) {
        let left = credits.entry(credit.open.currency).or_default();
        *left = left.saturating_sub(credit.open.minor);
    }
    for claim in claims {
        let Some(left) = credits.get_mut(&claim.asked.currency) else {
            continue;
        };
        let used = claim.asked.minor.min(*left);
        if used > 0 {
            *left -= used;
            claim.take(used);
            let credits = claim.item.open.with_minor(used);
            claim.reasons.push(Reason::CoveredByCredits {
                item: claim.item.id,
                credits,
            });
        }
    }
}

//! Gate 5, item by item: what is settled, covered by credits, contested, promised, held or unconfirmed is
//! not asked for. Must never decide about the debtor as a whole.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::debtor_gates::in_order;
use crate::account::Account;
use crate::calendar::plus_days;
use crate::currency::Currency;
use crate::identity::ItemId;
use crate::instalment_plan::{InstalmentPlan, PlanStanding, PlanState};
use crate::item::{Item, ItemKind};
use crate::money::Money;
use crate::reason::Reason;

/// One open claim and what may be asked of it.
#[derive(Clone, Debug)]
pub(crate) struct Claim<'a> {
    /// The item.
    pub item: &'a Item,
    /// What may be asked by the steps of the strategy, an instalment plan's part left out.
    pub asked: Money,
    /// The plan that goes on over it, with what its instalment asks of it.
    pub instalment: Option<InstalmentOf<'a>>,
    /// What keeps all or a part of it from being asked.
    pub reasons: Vec<Reason>,
    /// What of it waits for a credit note that a settled dispute owes, in minor units.
    pub awaited_minor: i64,
    /// The first day a reason ends by itself.
    pub changes_on: Option<Date>,
}

/// What an instalment plan that goes on asks of one claim.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InstalmentOf<'a> {
    /// The plan.
    pub plan: &'a InstalmentPlan,
    /// How it goes: respected or late.
    pub state: PlanState,
    /// The first instalment that is not wholly paid, counted from 0.
    pub first_open: usize,
    /// The first day somebody says that what is spoken of is missing.
    pub late_on: Option<Date>,
    /// What the instalment asks of the claim; nothing when it falls on other claims.
    pub asked: Money,
}

impl InstalmentOf<'_> {
    /// The day the first open instalment is due.
    pub fn due_on(&self) -> Option<Date> {
        let instalment = self.plan.instalments.get(self.first_open)?;
        Some(instalment.due_on)
    }
}

impl Claim<'_> {
    /// True when nothing of it may be asked.
    pub fn is_barred(&self) -> bool {
        !self.asked.is_positive()
            && self
                .instalment
                .is_none_or(|instalment| !instalment.asked.is_positive())
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
    let plans = running(account, today);
    let mut claims: Vec<Claim<'_>> = open
        .into_iter()
        .map(|item| claim(account, item, (&plans, today)))
        .collect();
    net_credits(account, &mut claims);
    claims
}

/// The plans that go on, in the order of their identities.
fn running(account: &Account, today: Date) -> Vec<(&InstalmentPlan, PlanStanding)> {
    in_order(account.plans.iter(), |plan| plan.id)
        .into_iter()
        .filter_map(|plan| Some((plan, plan.standing(account, today)?)))
        .filter(|(_, standing)| !matches!(standing.state, PlanState::Broken { .. }))
        .collect()
}

fn claim<'a>(
    account: &'a Account,
    item: &'a Item,
    (plans, today): (&[(&'a InstalmentPlan, PlanStanding)], Date),
) -> Claim<'a> {
    let mut claim = Claim {
        item,
        asked: item.open,
        instalment: None,
        reasons: Vec::new(),
        awaited_minor: 0,
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
    claim.hold_by_disputes(account, today);
    for (plan, standing) in plans.iter().filter(|(plan, _)| plan.covers(item.id)) {
        claim.hold_by_plan(plan, standing);
    }
    let tolerance = account.policy.promise_tolerance_days;
    for promise in in_order(account.promises.iter(), |promise| promise.id) {
        let held = promise
            .held_minor(item.id, today, tolerance)
            .min(item.open.minor);
        if held > 0 {
            claim.cover(held);
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

impl<'a> Claim<'a> {
    fn take(&mut self, minor: i64) {
        self.asked = self.asked.with_minor((self.asked.minor - minor).max(0));
    }

    /// Takes credits or promises off what is asked, by the strategy first and by an instalment then; how much was used.
    fn cover(&mut self, minor: i64) -> i64 {
        let used = self.asked.minor.min(minor);
        self.take(used);
        let Some(instalment) = &mut self.instalment else {
            return used;
        };
        let asked = instalment.asked;
        let of_instalment = asked.minor.min(minor - used);
        instalment.asked = asked.with_minor(asked.minor - of_instalment);
        used + of_instalment
    }

    /// The plan's part is asked by its instalments only.
    fn hold_by_plan(&mut self, plan: &'a InstalmentPlan, standing: &PlanStanding) {
        let of = |minors: &BTreeMap<ItemId, i64>| minors.get(&self.item.id).copied().unwrap_or(0);
        let (left, asked) = (of(&standing.left), of(&standing.asked));
        let held = left.min(self.asked.minor);
        if held == 0 {
            return;
        }
        let open = self.item.open;
        self.take(held);
        let instalment = InstalmentOf {
            plan,
            state: standing.state,
            first_open: standing.first_open,
            late_on: standing.late_on,
            asked: open.with_minor(asked.min(held)),
        };
        self.instalment = Some(instalment);
        let first_open = standing.first_open;
        self.reasons
            .extend(instalment.due_on().map(|due_on| Reason::UnderPlan {
                item: self.item.id,
                plan: plan.id,
                held: open.with_minor(held),
                due_on,
                missing: open.with_minor(plan.missing_minor(first_open, standing.paid)),
                late_since: match standing.state {
                    PlanState::Late { since } => Some(since),
                    PlanState::Kept | PlanState::Respected | PlanState::Broken { .. } => None,
                },
            }));
    }

    /// What is contested is not asked for, nor what a settled dispute owes.
    fn hold_by_disputes(&mut self, account: &Account, today: Date) {
        let item = self.item;
        let disputes = account.disputes.iter();
        let disputes = disputes.filter(|dispute| dispute.item == item.id);
        for dispute in in_order(disputes, |dispute| dispute.id) {
            let suspended = dispute.suspended_minor(item.id, item.open.minor, today);
            if suspended > 0 {
                self.take(suspended);
                self.reasons.push(Reason::Disputed {
                    item: item.id,
                    suspended: item.open.with_minor(suspended),
                    why: dispute.reason,
                });
            }
            let awaited = dispute.awaited_minor(item.id, item.open.minor, today);
            if awaited > 0 {
                self.take(awaited);
                self.awaited_minor = self.awaited_minor.saturating_add(awaited);
                self.reasons.push(Reason::CreditNoteAwaited {
                    item: item.id,
                    awaited: item.open.with_minor(awaited),
                    since: dispute.closed_on.unwrap_or(today),
                });
            }
        }
    }

    fn ends_on(&mut self, day: Option<Date>) {
        self.changes_on = match (self.changes_on, day) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
}

/// A credit note that came and that nobody has put on its claim yet is the one that was waited for: what it covers is
/// suspended already, and must not be taken off another claim as well.
fn use_awaited(account: &Account, claims: &[Claim<'_>], credits: &mut BTreeMap<Currency, i64>) {
    let mut awaited: BTreeMap<Currency, i64> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.awaited_minor > 0) {
        let of_currency = awaited.entry(claim.asked.currency).or_default();
        *of_currency = of_currency.saturating_add(claim.awaited_minor);
    }
    for (currency, minor) in awaited {
        let notes = account.items.iter();
        let notes = notes.filter(|item| item.kind == ItemKind::CreditNote && item.is_open_credit());
        let of_notes = notes
            .filter(|item| item.open.currency == currency)
            .fold(0_i64, |sum, item| sum.saturating_sub(item.open.minor));
        let left = credits.entry(currency).or_default();
        *left = left.saturating_sub(of_notes.min(minor)).max(0);
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
    use_awaited(account, claims, &mut credits);
    for claim in claims {
        let Some(left) = credits.get_mut(&claim.asked.currency) else {
            continue;
        };
        let used = claim.cover(*left);
        if used > 0 {
            *left -= used;
            let credits = claim.item.open.with_minor(used);
            claim.reasons.push(Reason::CoveredByCredits {
                item: claim.item.id,
                credits,
            });
        }
    }
}

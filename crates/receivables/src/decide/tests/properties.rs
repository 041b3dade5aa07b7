//! What holds for every account, every strategy and every day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use proptest::prelude::*;

use super::world::{accounts, day, scenarios};
use crate::account::{Account, AttemptEnd};
use crate::calendar::Calendar;
use crate::campaign::campaign_of;
use crate::contact::Channel;
use crate::currency::Currency;
use crate::decide::testing::{attempt, decided};
use crate::decide::{Decision, Next, decide};
use crate::identity::ItemId;
use crate::instalment_plan::PlanState;
use crate::item::ItemKind;
use crate::money::{Balances, Money};
use crate::strategy::{CONFIRM_INVOICE, END_OF_STRATEGY};

/// The same facts, loaded in another order.
fn reversed(account: &Account) -> Account {
    let mut other = account.clone();
    other.items.reverse();
    other.contacts.reverse();
    other.promises.reverse();
    other.plans.reverse();
    other.disputes.reverse();
    other.holds.reverse();
    other.replies.reverse();
    other.contacts_made.reverse();
    other.attempts.reverse();
    other.open_tasks.reverse();
    other
}

/// What may be asked in all, per currency: open, less disputed and promised parts and unused credits, and of plans
/// only the instalment. Written without the engine's own sums, those of plans excepted.
fn most_that_may_be_asked(account: &Account, today: Date) -> Balances {
    let mut left: BTreeMap<ItemId, i64> = BTreeMap::new();
    let mut awaited: BTreeMap<Currency, i64> = BTreeMap::new();
    for item in account.items.iter().filter(|item| item.is_open_claim()) {
        let mut minor = item.open.minor;
        for dispute in account
            .disputes
            .iter()
            .filter(|dispute| dispute.item == item.id)
        {
            if dispute.opened_on <= today && dispute.closed_on.is_none_or(|day| day > today) {
                minor -= dispute.amount.map_or(item.open.minor, |part| part.minor);
            }
            let owed = dispute.awaited_minor(item.id, item.open.minor, today);
            minor -= owed;
            *awaited.entry(item.open.currency).or_default() += owed;
        }
        for promise in account
            .promises
            .iter()
            .filter(|promise| promise.taken_on <= today)
        {
            let over = promise.outcome.is_some_and(|(_, day)| day <= today);
            let tolerance = account.policy.promise_tolerance_days;
            if !over && crate::item::days_between(promise.pay_on, today) <= tolerance {
                let parts = promise.parts.iter().filter(|part| part.item == item.id);
                minor -= parts.map(|part| part.amount.minor).sum::<i64>();
            }
        }
        left.insert(item.id, minor.max(0));
    }
    for standing in account
        .plans
        .iter()
        .filter_map(|plan| plan.standing(account, today))
        .filter(|standing| !matches!(standing.state, PlanState::Broken { .. }))
    {
        for (item, planned) in &standing.left {
            if let Some(minor) = left.get_mut(item) {
                let held = (*planned).min(*minor);
                *minor += standing.asked.get(item).copied().unwrap_or(0).min(held) - held;
            }
        }
    }
    let claims = account
        .items
        .iter()
        .filter_map(|item| left.get(&item.id).map(|minor| item.open.with_minor(*minor)));
    let credits = account
        .items
        .iter()
        .filter(|item| item.is_open_credit())
        .map(|item| item.open);
    // A credit note that came is the one that was waited for: it takes nothing off a second time.
    let come = awaited.into_iter().map(|(currency, owed)| {
        let notes = account.items.iter();
        let notes = notes.filter(|item| item.kind == ItemKind::CreditNote && item.open.minor < 0);
        let of_notes = notes.filter(|item| item.open.currency == currency);
        let minor = of_notes.map(|item| -item.open.minor).sum::<i64>();
        Money::zero(currency).with_minor(minor.min(owed))
    });
    claims.chain(credits).chain(come).collect()
}

fn asked(decision: &Decision) -> Balances {
    let contact = decision.contact().into_iter();
    contact
        .flat_map(|act| act.items.iter().map(|item| item.asked))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_order_of_the_facts_does_not_matter(
        account in accounts(), scenario in scenarios(), today in day(),
    ) {
        let decision = decided(&account, &scenario, today);
        prop_assert_eq!(decided(&reversed(&account), &scenario, today), decision);
    }

    #[test]
    fn never_asks_for_more_than_is_open_undisputed_unpromised_and_uncovered(
        account in accounts(), scenario in scenarios(), today in day(),
    ) {
        let decision = decided(&account, &scenario, today);
        let most = most_that_may_be_asked(&account, today);
        for amount in asked(&decision).iter() {
            prop_assert!(amount.minor <= most.of(amount.currency).minor.max(0));
        }
        for item in decision.acts().iter().flat_map(|act| &act.items) {
            let open = account.item(item.item).unwrap().open;
            prop_assert_eq!(item.asked.currency, open.currency);
            prop_assert!(item.asked.is_positive() && item.asked.minor <= open.minor);
        }
    }

    #[test]
    fn at_most_one_act_reaches_the_debtor_and_each_item_is_in_one_act(
        account in accounts(), scenario in scenarios(), today in day(),
    ) {
        let decision = decided(&account, &scenario, today);
        let reaching = decision.acts().iter().filter(|act| act.channel.reaches_debtor());
        prop_assert!(reaching.count() <= 1);
        let mut items: Vec<ItemId> =
            decision.acts().iter().flat_map(|act| act.items.iter().map(|item| item.item)).collect();
        let count = items.len();
        items.sort();
        items.dedup();
        prop_assert_eq!(items.len(), count);
        for act in decision.acts() {
            prop_assert!(act.items.iter().any(|item| item.item == act.leading));
        }
    }

    #[test]
    fn every_decision_has_a_reason_and_every_overdue_item_something_next(
        account in accounts(), scenario in scenarios(), today in day(),
    ) {
        let decision = decided(&account, &scenario, today);
        prop_assert!(!decision.reasons.is_empty());
        for item in account.items.iter().filter(|item| item.is_overdue(today)) {
            prop_assert!(decision.outlook.iter().any(|outlook| outlook.item == item.id));
        }
    }

    #[test]
    fn a_step_of_the_axis_is_never_done_twice_and_none_comes_before_one_that_was_done(
        account in accounts(), scenario in scenarios(), today in day(),
    ) {
        let decision = decided(&account, &scenario, today);
        let said = decision.acts().iter().flat_map(|act| &act.items);
        for item in said.filter(|item| item.step != END_OF_STRATEGY && item.step != CONFIRM_INVOICE) {
            // A charge goes with its invoice, at the invoice's step.
            if account.item(item.item).unwrap().kind == ItemKind::Charge {
                continue;
            }
            if campaign_of(&item.step).is_some() {
                continue;
            }
            let place = scenario.position(&item.step).unwrap();
            if scenario.steps[place].trigger.is_off_axis() {
                continue;
            }
            for done in account.contacts_made.iter().flat_map(|made| &made.items) {
                let other = scenario.position(&done.step);
                let counts = other.filter(|other| {
                    !scenario.steps[*other].trigger.is_off_axis()
                });
                if done.item == item.item && let Some(other) = counts {
                    prop_assert!(other < place, "{} after {}", item.step, done.step);
                }
            }
        }
    }

    #[test]
    fn an_attempt_that_failed_or_is_unknown_never_moves_an_item_forward(
        account in accounts(), scenario in scenarios(), today in day(), which in 0..3_u8,
    ) {
        let before = decided(&account, &scenario, today);
        let mut after = account.clone();
        for act in before.acts().iter().filter(|act| act.channel == Channel::EMail) {
            let end = match which {
                0 => AttemptEnd::Unknown,
                1 => AttemptEnd::Refused { cause: "550".to_string() },
                _ => AttemptEnd::Returned { address: act.recipient.address.clone() },
            };
            after.attempts.push(attempt(&act.step, act.leading.0, end));
        }
        let then = decided(&after, &scenario, today);
        for (a, b) in before.outlook.iter().zip(&then.outlook) {
            if let (Next::Step { step: a, .. }, Next::Step { step: b, .. }) = (&a.next, &b.next) {
                // A campaign that was refused is over, and the strategy goes on where it stood.
                if campaign_of(a).is_some() {
                    continue;
                }
                prop_assert_eq!(a, b);
            }
        }
        prop_assert!(which > 0 || before.contact().is_none() || then.acts().is_empty()
            || before.contact().is_some_and(|act| act.channel != Channel::EMail));
    }

    #[test]
    fn what_is_overdue_is_never_asked_together_with_what_is_not_due(
        account in accounts(), scenario in scenarios(), today in day(),
    ) {
        let decision = decided(&account, &scenario, today);
        // An instalment is one payment for claims of any age.
        let by_plan = |step: &str| scenario.step(step).is_some_and(|step| step.trigger.is_off_axis());
        if let Some(act) = decision.contact().filter(|act| !by_plan(&act.step)) {
            let overdue = |item: ItemId| account.item(item).unwrap().is_overdue(today);
            let first = overdue(act.leading);
            prop_assert!(act.items.iter().all(|item| overdue(item.item) == first));
        }
    }

    #[test]
    fn there_is_a_decision_for_any_date_at_all(
        account in accounts(), scenario in scenarios(),
        year in -9999..=9999_i16, month in 1..=12_i8, day in 1..=28_i8,
        tolerance in any::<i32>(), gap in any::<i32>(),
    ) {
        let mut account = account;
        let mut scenario = scenario;
        if let Some(policy) = std::sync::Arc::get_mut(&mut account.policy) {
            policy.promise_tolerance_days = tolerance;
            policy.limits.days_between = gap;
            policy.freshness.bank_days_limit = Some(gap);
        }
        scenario.limits = None;
        scenario.pull_forward_days = gap;
        for item in &mut account.items {
            item.due_on = Date::new(year, month, day).unwrap();
        }
        for today in [Date::MIN, Date::new(year, month, day).unwrap(), Date::MAX] {
            let decision = decide(&account, &scenario, &Calendar::around(today), today);
            prop_assert!(!decision.reasons.is_empty());
        }
    }

    #[test]
    fn a_stored_decision_reads_back_to_itself(
        account in accounts(), scenario in scenarios(), today in day(),
    ) {
        let decision = decided(&account, &scenario, today);
        let text = serde_json::to_string(&decision).unwrap();
        prop_assert_eq!(serde_json::from_str::<Decision>(&text).unwrap(), decision);
    }
}

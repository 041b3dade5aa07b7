//! An account under an instalment plan: the plan speaks instead of the strategy, for as long as it is kept to.

use jiff::civil::Date;

use crate::account::Account;
use crate::decide::Next;
use crate::decide::testing::*;
use crate::identity::{ItemId, PlanId};
use crate::instalment_plan::PlanOutcome;
use crate::item::ItemKind;
use crate::reason::Reason;
use crate::standing::{Standing, standings};
use crate::strategy::Strategy;

/// [`three_levels`] with steps about instalments.
fn with_instalments() -> Strategy {
    strategy(
        "",
        &[
            step("first", "5 days after due", "e-mail", "tone = 1"),
            step("second", "20 days after due", "e-mail", "tone = 2"),
            step("coming", "3 days before instalment", "e-mail", "tone = 1"),
            step("missed", "instalment missed", "e-mail", "tone = 2"),
            step("ended", "plan broken", "e-mail", "tone = 3"),
        ],
    )
}

/// 1,000 euros due on 1 April and 500 on 10 April, paid by 700 on 15 May, 700 on 15 June and 100 on 15 July.
fn planned() -> Account {
    let mut account = account();
    account.items.push(invoice(1, 100_000, on(4, 1)));
    account.items.push(invoice(2, 50_000, on(4, 10)));
    account
        .contacts_made
        .push(contact(on(4, 20), &[(1, "first"), (2, "first")]));
    account.plans.push(plan(
        &[(1, 100_000, 100_000), (2, 50_000, 50_000)],
        &[
            (on(5, 15), 70_000),
            (on(6, 15), 70_000),
            (on(7, 15), 10_000),
        ],
    ));
    account
}

fn pay(account: &mut Account, item: i64, cents: i64) {
    let found = account
        .items
        .iter_mut()
        .find(|known| known.id == ItemId(item));
    let item = found.unwrap();
    item.open = item.open.with_minor(item.open.minor - cents);
    account.items.retain(|item| !item.open.is_zero());
}

fn silent(account: &Account, today: Date) -> Reason {
    let decision = decided(account, &with_instalments(), today);
    assert!(
        decision.acts().is_empty(),
        "{today}: {:?}",
        decision.reasons
    );
    decision.reasons[0].clone()
}

#[test]
fn who_keeps_to_a_plan_hears_of_the_coming_instalment_and_nothing_else() {
    let mut account = planned();
    let planned = silent(&account, on(5, 2));
    assert!(
        matches!(planned, Reason::StepPlanned { step, on: day, .. } if step == "coming" && day == on(5, 12))
    );
    let act = message(&account, &with_instalments(), on(5, 12));
    assert_eq!(said(&act), [(1, "coming", 70_000)]);
    account
        .contacts_made
        .push(contact(on(5, 12), &[(1, "coming")]));
    for day in [13, 15, 17] {
        silent(&account, on(5, day));
    }
    pay(&mut account, 1, 70_000);
    let act = message(&account, &with_instalments(), on(6, 12));
    assert_eq!(said(&act), [(1, "coming", 30_000), (2, "coming", 40_000)]);
}

#[test]
fn without_steps_of_its_own_a_plan_that_is_kept_to_brings_silence() {
    let account = planned();
    for day in [2, 12, 15, 17, 18, 25] {
        let decision = decided(&account, &three_levels(), on(5, day));
        assert!(decision.acts().is_empty(), "5-{day}: {:?}", decision.acts());
        assert!(matches!(decision.reasons[0], Reason::UnderPlan { .. }));
    }
    // Ten days after the instalment the plan is over and the strategy goes on where it was.
    let act = message(&account, &three_levels(), on(5, 26));
    assert_eq!(said(&act), [(1, "second", 100_000), (2, "second", 50_000)]);
}

#[test]
fn a_missing_instalment_is_asked_for_once_and_only_that() {
    let mut account = planned();
    account
        .contacts_made
        .push(contact(on(5, 12), &[(1, "coming")]));
    pay(&mut account, 1, 20_000);
    let act = message(&account, &with_instalments(), on(5, 18));
    assert_eq!(said(&act), [(1, "missed", 50_000)]);
    account
        .contacts_made
        .push(contact(on(5, 18), &[(1, "missed")]));
    let reason = silent(&account, on(5, 22));
    assert!(matches!(reason, Reason::UnderPlan { late_since: Some(day), .. } if day == on(5, 18)));
}

#[test]
fn the_plan_ends_after_its_days_and_the_whole_claim_is_asked() {
    let mut account = planned();
    account
        .contacts_made
        .push(contact(on(5, 18), &[(1, "missed")]));
    let act = message(&account, &with_instalments(), on(5, 26));
    assert_eq!(said(&act), [(1, "ended", 100_000), (2, "ended", 50_000)]);
    // Written down by the day's run, it stays broken although the money comes later.
    account.plans[0].outcome = Some((PlanOutcome::Broken, on(5, 26)));
    pay(&mut account, 1, 70_000);
    let act = message(&account, &with_instalments(), on(5, 28));
    assert_eq!(said(&act), [(1, "ended", 30_000), (2, "ended", 50_000)]);
}

#[test]
fn without_a_clause_a_person_decides_and_only_the_arrears_are_asked() {
    let mut account = planned();
    account.plans[0].default_after_days = None;
    account
        .contacts_made
        .push(contact(on(5, 18), &[(1, "missed")]));
    silent(&account, on(6, 10));
    let act = message(&account, &with_instalments(), on(6, 18));
    assert_eq!(said(&act), [(1, "missed", 100_000), (2, "missed", 40_000)]);
}

#[test]
fn money_that_nobody_has_placed_is_money_paid() {
    let mut account = planned();
    let mut unplaced = credit(9, ItemKind::PaymentOnAccount, 70_000);
    unplaced.issued_on = on(5, 14);
    account.items.push(unplaced);
    let reason = silent(&account, on(5, 18));
    assert!(matches!(reason, Reason::StepPlanned { on: day, .. } if day == on(6, 12)));
    // It counts whatever its day: what covers an instalment keeps it from being asked, and so from being missed.
    account.items[2].issued_on = on(4, 20);
    assert!(account.plans[0].judge(&account, on(5, 26)).is_none());
}

#[test]
fn the_rest_of_a_claim_that_is_planned_in_part_goes_on() {
    let mut account = planned();
    account.items.remove(1);
    account.plans = vec![plan(&[(1, 60_000, 100_000)], &[(on(5, 15), 60_000)])];
    let act = message(&account, &with_instalments(), on(5, 2));
    assert_eq!(said(&act), [(1, "second", 40_000)]);
    account
        .contacts_made
        .push(contact(on(5, 2), &[(1, "second")]));
    let act = message(&account, &with_instalments(), on(5, 12));
    assert_eq!(said(&act), [(1, "coming", 60_000)]);
}

#[test]
fn what_is_overdue_outside_the_plan_is_never_asked_in_one_breath_with_an_instalment() {
    let mut account = planned();
    account.items.push(invoice(3, 30_000, on(5, 6)));
    // The late invoice comes first; the instalment's reminder waits for the contact budget.
    let act = message(&account, &with_instalments(), on(5, 12));
    assert_eq!(said(&act), [(3, "first", 30_000)]);
}

#[test]
fn each_claim_of_a_plan_stands_under_it_and_has_something_next() {
    let account = planned();
    let today = on(5, 20);
    let standings = standings(&account, today);
    for item in [1, 2] {
        assert!(matches!(
            standings[&ItemId(item)],
            Standing::UnderPlan { late: true, .. }
        ));
    }
    let decision = decided(&account, &with_instalments(), today);
    assert!(matches!(&decision.outlook[0].next, Next::Step { step, .. } if step == "missed"));
    assert!(matches!(
        &decision.outlook[1].next,
        Next::Because {
            reason: Reason::UnderPlan { .. }
        }
    ));
}

#[test]
fn a_payment_that_comes_back_gives_the_days_anew() {
    let mut account = planned();
    account.items[0].reopened_on = Some(on(6, 5));
    account.items[0].open = account.items[0].open.with_minor(100_000);
    // The first instalment of 15 May was paid and came back on 5 June.
    silent(&account, on(6, 7));
    let act = message(&account, &with_instalments(), on(6, 8));
    assert_eq!(said(&act), [(1, "missed", 70_000)]);
    assert!(account.plans[0].judge(&account, on(6, 15)).is_none());
    let broken = (PlanOutcome::Broken, on(6, 16));
    assert_eq!(account.plans[0].judge(&account, on(6, 16)), Some(broken));
}

#[test]
fn a_plan_that_another_one_followed_is_no_longer_spoken_of() {
    let mut account = planned();
    account.plans[0].outcome = Some((PlanOutcome::Broken, on(5, 26)));
    let mut second = account.plans[0].clone();
    second.id = PlanId(2);
    second.agreed_on = on(5, 27);
    second.outcome = Some((PlanOutcome::Withdrawn, on(6, 1)));
    account.plans.push(second);
    let act = message(&account, &with_instalments(), on(6, 2));
    assert_eq!(act.step, "second");
}

#[test]
fn nobody_is_reminded_on_the_day_of_the_agreement() {
    let mut account = planned();
    for (agreed_on, reminded) in [(on(5, 11), true), (on(5, 12), false)] {
        account.plans[0].agreed_on = agreed_on;
        let decision = decided(&account, &with_instalments(), on(5, 12));
        assert_eq!(
            decision.contact().is_some(),
            reminded,
            "agreed on {agreed_on}"
        );
    }
}

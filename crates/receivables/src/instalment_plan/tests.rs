//! How a plan stands and how a schedule is proposed, as tables.

use jiff::civil::Date;
use proptest::prelude::*;

use super::{InstalmentPlan, MOST_INSTALMENTS, PlanOutcome, PlanState, Rhythm, Schedule, propose};
use crate::account::Account;
use crate::calendar::Calendar;
use crate::decide::testing::{account, dispute, invoice, on, plan};
use crate::fact::Award;
use crate::money::Money;

/// 900 euros, of which `paid` were paid, in three instalments of 300 on the tenth of May, June and July.
fn paid(cents: i64) -> (Account, InstalmentPlan) {
    let mut account = account();
    let mut item = invoice(1, 90_000, on(4, 1));
    item.open = Money::eur(90_000 - cents);
    account.items.push(item);
    account.items.retain(|item| !item.open.is_zero());
    let days = [
        (on(5, 10), 30_000),
        (on(6, 10), 30_000),
        (on(7, 10), 30_000),
    ];
    (account, plan(&[(1, 90_000, 90_000)], &days))
}

#[test]
fn a_plan_stands_as_its_money_and_the_day_say() {
    let late = |since| PlanState::Late { since };
    let broken = |on| PlanState::Broken { on };
    // Cents paid, the day, how it stands, the cents asked.
    let table: [(i64, Date, PlanState, i64); 11] = [
        (0, on(5, 1), PlanState::Respected, 30_000),
        (0, on(5, 12), PlanState::Respected, 30_000),
        (0, on(5, 13), late(on(5, 13)), 30_000),
        (10_000, on(5, 13), late(on(5, 13)), 20_000),
        (0, on(5, 20), late(on(5, 13)), 30_000),
        (0, on(5, 21), broken(on(5, 21)), 30_000),
        (30_000, on(5, 21), PlanState::Respected, 30_000),
        (40_000, on(6, 5), PlanState::Respected, 20_000),
        (60_000, on(7, 13), late(on(7, 13)), 30_000),
        (60_000, on(7, 21), broken(on(7, 21)), 30_000),
        (90_000, on(5, 2), PlanState::Kept, 0),
    ];
    for (cents, today, state, asked) in table {
        let (account, plan) = paid(cents);
        let standing = plan.standing(&account, today).unwrap();
        assert_eq!(standing.state, state, "{cents} on {today}");
        assert_eq!(
            standing.asked.values().sum::<i64>(),
            asked,
            "{cents} on {today}"
        );
    }
}

#[test]
fn nobody_is_late_with_what_is_contested_and_the_days_begin_again_when_that_is_over() {
    let (mut account, plan) = paid(0);
    let mut contested = dispute(1, Some(30_000));
    contested.opened_on = on(5, 5);
    account.disputes = vec![contested];
    let state = |account: &Account, today| plan.standing(account, today).unwrap().state;
    assert_eq!(state(&account, on(5, 30)), PlanState::Respected);
    let late = PlanState::Late { since: on(6, 13) };
    assert_eq!(state(&account, on(6, 13)), late, "with the second one");

    account.disputes[0].closed_on = Some(on(5, 25));
    assert_eq!(state(&account, on(5, 27)), PlanState::Respected);
    let late = PlanState::Late { since: on(5, 28) };
    assert_eq!(state(&account, on(5, 28)), late);
    let broken = PlanState::Broken { on: on(6, 5) };
    assert_eq!(state(&account, on(6, 5)), broken);

    account.disputes[0].award = Some(Award {
        amount: Money::eur(30_000),
        covered: Vec::new(),
        ended_on: None,
    });
    assert_eq!(state(&account, on(6, 5)), PlanState::Respected);
}

#[test]
fn a_plan_is_judged_once_and_not_before_it_was_agreed() {
    let (account, mut plan) = paid(0);
    assert_eq!(plan.judge(&account, on(5, 20)), None);
    let broken = Some((PlanOutcome::Broken, on(5, 21)));
    assert_eq!(plan.judge(&account, on(5, 30)), broken);
    assert_eq!(plan.standing(&account, on(4, 30)), None);
    plan.outcome = Some((PlanOutcome::Withdrawn, on(5, 5)));
    assert_eq!(plan.judge(&account, on(5, 30)), None);
    let (account, plan) = paid(90_000);
    let kept = Some((PlanOutcome::Kept, on(5, 3)));
    assert_eq!(plan.judge(&account, on(5, 3)), kept);
}

#[test]
fn a_schedule_is_on_days_that_banks_work_and_in_round_parts() {
    let calendar = Calendar::of_years(2026, 2027);
    let days = |rhythm, first_on, cents| {
        let schedule = Schedule {
            count: 3,
            first_on,
            rhythm,
        };
        propose(Money::eur(cents), schedule, (&calendar, "FR"))
            .iter()
            .map(|one| (one.due_on, one.amount.minor))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        days(Rhythm::Monthly, on(1, 31), 100_000),
        // 31 January and 28 February 2026 are Saturdays.
        [
            (on(1, 30), 33_300),
            (on(2, 27), 33_300),
            (on(3, 31), 33_400)
        ]
    );
    assert_eq!(
        days(Rhythm::EndOfMonth, on(4, 10), 2_000),
        [(on(4, 30), 666), (on(5, 29), 666), (on(6, 30), 668)]
    );
    // 1 May is a holiday, and a Friday.
    assert_eq!(
        days(Rhythm::Weekly, on(5, 1), 90_000),
        [(on(5, 4), 30_000), (on(5, 8), 30_000), (on(5, 15), 30_000)].map(|(day, cents)| {
            // So is 8 May.
            (if day == on(5, 8) { on(5, 11) } else { day }, cents)
        })
    );
}

proptest! {
    #[test]
    fn a_schedule_adds_up_to_the_cent(
        cents in 1..10_000_000_i64, count in 0..80_usize, day in 1..=28_i8,
        rhythm in prop_oneof![Just(Rhythm::Weekly), Just(Rhythm::Monthly), Just(Rhythm::EndOfMonth)],
    ) {
        let schedule = Schedule { count, first_on: on(3, day), rhythm };
        let calendar = Calendar::of_years(2026, 2031);
        let parts = propose(Money::eur(cents), schedule, (&calendar, "FR"));
        prop_assert_eq!(parts.iter().map(|part| part.amount.minor).sum::<i64>(), cents);
        prop_assert!(parts.len() <= MOST_INSTALMENTS);
        prop_assert!(parts.windows(2).all(|pair| pair[0].due_on < pair[1].due_on));
    }
}

#[test]
fn what_a_plan_expects_next_follows_what_was_paid() {
    let table: [(i64, &[i64]); 5] = [
        (0, &[30_000, 60_000, 90_000]),
        (10_000, &[20_000, 50_000, 80_000]),
        (30_000, &[30_000, 60_000]),
        (89_999, &[1]),
        (90_000, &[]),
    ];
    for (cents, expected) in table {
        let (account, plan) = paid(cents);
        let open = |item| account.item(item).map_or(0, |item| item.open.minor);
        let payments = plan.expected(account.debtor.id, open);
        let amounts = payments.map_or(Vec::new(), |payments| payments.amounts);
        let amounts: Vec<i64> = amounts.iter().map(|amount| amount.minor).collect();
        assert_eq!(amounts, expected, "{cents} paid");
    }
}

#[test]
fn a_plan_over_part_of_a_claim_tells_cash_application_nothing() {
    let (account, _) = paid(0);
    let part = plan(&[(1, 60_000, 90_000)], &[(on(5, 10), 60_000)]);
    let open = |item| account.item(item).map_or(0, |item| item.open.minor);
    assert_eq!(part.expected(account.debtor.id, open), None);
}

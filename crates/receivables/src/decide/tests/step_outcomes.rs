//! "Why?", step by step: each step of the strategy says what became of it.

use jiff::civil::Date;

use crate::account::Account;
use crate::decide::testing::*;
use crate::decide::{Followed, Obstacle, StepFate, step_outcomes};
use crate::identity::ItemId;
use crate::money::Money;
use crate::strategy::Strategy;

fn scenario() -> Strategy {
    strategy(
        "",
        &[
            step("check", "7 days before due", "e-mail", ""),
            step("first", "5 days after due", "e-mail", ""),
            step(
                "big",
                "10 days after due",
                "e-mail",
                "tone = 2\nfloor = [\"5000.00 EUR\"]",
            ),
            step(
                "tagged",
                "12 days after due",
                "e-mail",
                "tone = 2\nwhen = '\"vip\" in tags'",
            ),
            step("second", "20 days after due", "e-mail", "tone = 2"),
            step("call", "5 days after step second", "call", "tone = 2"),
            step("broken", "promise broken", "e-mail", "tone = 3"),
        ],
    )
}

fn fates(account: &Account, today: Date) -> Vec<StepFate> {
    let scenario = scenario();
    let outcomes = step_outcomes(account, Followed::only(&scenario), ItemId(1), today);
    outcomes.into_iter().map(|outcome| outcome.fate).collect()
}

#[test]
fn each_step_says_what_became_of_it() {
    let mut account = account();
    account.items.push(invoice(1, 100_000, on(5, 1)));
    account
        .contacts_made
        .push(contact(on(5, 6), &[(1, "first")]));
    let kept = Obstacle::BelowFloor {
        owed: Money::eur(100_000),
        floor: Money::eur(500_000),
    };
    assert_eq!(
        fates(&account, on(5, 15)),
        [
            StepFate::Overtaken,
            StepFate::Done { on: on(5, 6) },
            StepFate::Kept { by: kept },
            StepFate::ConditionFails,
            StepFate::Next { on: on(5, 21) },
            StepFate::AfterAnother,
            StepFate::NotCalledFor,
        ]
    );
}

#[test]
fn a_step_whose_day_has_passed_waits_for_the_one_before_it() {
    let mut account = account();
    account.items.push(invoice(1, 600_000, on(1, 1)));
    let fates = fates(&account, on(5, 15));
    assert_eq!(fates[1], StepFate::Next { on: on(1, 6) });
    assert_eq!(fates[4], StepFate::ToCome { on: on(1, 21) });
    account
        .contacts_made
        .push(contact(on(5, 14), &[(1, "first")]));
    let fates = self::fates(&account, on(5, 15));
    assert_eq!(fates[2], StepFate::Next { on: on(5, 15) });
    assert_eq!(fates[4], StepFate::AfterAnother);
}

#[test]
fn a_late_check_has_expired_and_under_a_plan_the_plan_speaks() {
    let mut account = account();
    account.items.push(invoice(1, 100_000, on(5, 1)));
    assert_eq!(
        fates(&account, on(5, 3))[..2],
        [StepFate::Expired, StepFate::Next { on: on(5, 6) },]
    );
    account
        .plans
        .push(plan(&[(1, 100_000, 100_000)], &[(on(6, 1), 100_000)]));
    assert_eq!(fates(&account, on(5, 3))[1], StepFate::PlanSpeaks);
}

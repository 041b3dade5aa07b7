//! The day a verdict can next change by itself: never later than the day it changes.

use std::mem::discriminant;

use jiff::civil::Date;
use proptest::prelude::*;

use super::world::{accounts, day, scenarios};
use crate::account::Account;
use crate::calendar::{Calendar, plus_days};
use crate::decide::testing::*;
use crate::decide::{Decision, Gate, GateOutcome, Verdict, decide};
use crate::strategy::Strategy as Scenario;

/// True when a later decision says what an earlier one said. Dates that only say when it was taken don't
/// count, nor does one of several reasons to hold that is over while the others still hold, nor a contact less
/// in a budget that stays full.
fn says_the_same(before: &Decision, after: &Decision) -> bool {
    let undated = |decision: &Decision| {
        let mut verdict = decision.verdict.clone();
        if let Verdict::Act { acts } = &mut verdict {
            for act in acts {
                act.payment_asked_by = None;
            }
        }
        verdict
    };
    let reasons = match before.verdict {
        Verdict::Hold { .. } => after.reasons.iter().all(|reason| {
            let kind = discriminant(reason);
            before
                .reasons
                .iter()
                .any(|known| discriminant(known) == kind)
        }),
        _ => after.reasons == before.reasons,
    };
    reasons && undated(before) == undated(after)
}

/// True when only a day off stands against acts that were due before: they are written down and wait.
fn only_a_day_off(before: &Decision, after: &Decision) -> bool {
    let inside = before.contact().is_none();
    let concerns_debtor = |gate: Gate| {
        gate == Gate::ContactBudget || (inside && matches!(gate, Gate::Items | Gate::Amounts))
    };
    let closed = |gate: &&GateOutcome| gate.closed && !concerns_debtor(gate.gate);
    let mut others = after.gates.iter().filter(closed);
    matches!(before.verdict, Verdict::Act { .. })
        && others.all(|gate| gate.gate == Gate::WorkingDay)
}

fn check(account: &Account, scenario: &Scenario, calendar: &Calendar, today: Date) {
    let decision = decide(account, scenario, calendar, today);
    let last = plus_days(today, 120);
    let end = decision.next_review_on.map_or(last, |day| day.min(last));
    assert!(decision.next_review_on.is_none_or(|day| day > today));
    let mut later = plus_days(today, 1);
    while later < end {
        let then = decide(account, scenario, calendar, later);
        assert!(
            says_the_same(&decision, &then) || only_a_day_off(&decision, &then),
            "{today}: {:?} {:?}\n{later}: {:?} {:?}",
            decision.verdict,
            decision.reasons,
            then.verdict,
            then.reasons
        );
        later = plus_days(later, 1);
    }
}

#[test]
fn an_account_at_rest_is_not_looked_at_again() {
    assert_eq!(
        decided(&account(), &three_levels(), on(5, 1)).next_review_on,
        None
    );
}

#[test]
fn a_hold_that_begins_later_is_looked_at_on_its_day() {
    let mut account = account();
    account.items.push(invoice(1, 10_000, on(5, 1)));
    account.holds.push(hold(None, None));
    account.holds[0].from_on = on(5, 8);
    assert_eq!(
        decided(&account, &three_levels(), on(5, 7)).next_review_on,
        Some(on(5, 8))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn before_its_next_review_a_verdict_stays_what_it_was(
        account in accounts(),
        scenario in scenarios(),
        today in day(),
    ) {
        // A contact made later is a new fact.
        let mut account = account;
        account.contacts_made.retain(|contact| contact.made_on <= today);
        check(&account, &scenario, &Calendar::of_years(2026, 2026), today);
    }
}

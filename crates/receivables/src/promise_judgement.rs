//! The judgement of a promise from the cash that was applied: kept, partly kept or broken, with tolerance in
//! days and in amount. Must never judge before the tolerance has passed, unless the promise is kept already.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::fact::{Promise, PromiseOutcome};
use crate::identity::ItemId;
use crate::money::Money;

/// What was put on an item and still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The item.
    pub item: ItemId,
    /// The day the money came.
    pub on: Date,
    /// How much, positive.
    pub amount: Money,
}

/// How exact a debtor has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseTolerance {
    /// Calendar days after the promised date.
    pub days: i32,
    /// Thousandths of the promised amount that may be missing.
    pub per_mille: u16,
}

impl Default for PromiseTolerance {
    /// Two days for the transfer to arrive; who paid 95 % kept the promise.
    fn default() -> Self {
        PromiseTolerance {
            days: 2,
            per_mille: 50,
        }
    }
}

/// What became of a promise at the end of a day; nothing while it can still be kept, and nothing for one that
/// was judged or withdrawn. Money that came before the promise was taken does not count.
pub fn judge(
    promise: &Promise,
    applied: &[Applied],
    tolerance: PromiseTolerance,
    today: Date,
) -> Option<PromiseOutcome> {
    if promise.outcome.is_some() {
        return None;
    }
    let passed_on = promise.passed_on(tolerance.days);
    let mut promised: BTreeMap<ItemId, Money> = BTreeMap::new();
    for part in &promise.parts {
        promised
            .entry(part.item)
            .and_modify(|all| all.minor = all.minor.saturating_add(part.amount.minor))
            .or_insert(part.amount);
    }
    let counts =
        |one: &&Applied| one.on >= promise.taken_on && one.on < passed_on && one.on <= today;
    let mut sums: BTreeMap<Currency, (i64, i64)> = BTreeMap::new();
    for (item, part) in promised {
        let paid = applied
            .iter()
            .filter(counts)
            .filter(|one| one.item == item && one.amount.currency == part.currency)
            .fold(0_i64, |sum, one| sum.saturating_add(one.amount.minor));
        let (wanted, kept) = sums.entry(part.currency).or_default();
        *wanted = wanted.saturating_add(part.minor);
        *kept = kept.saturating_add(paid.min(part.minor));
    }
    let within = i128::from(1000 - i32::from(tolerance.per_mille.min(1000)));
    let all_kept = sums
        .values()
        .all(|(wanted, kept)| i128::from(*kept) * 1000 >= i128::from(*wanted) * within);
    if all_kept {
        return Some(PromiseOutcome::Kept);
    }
    if today < passed_on {
        return None;
    }
    let some = sums.values().any(|(_, kept)| *kept > 0);
    Some(if some {
        PromiseOutcome::PartlyKept
    } else {
        PromiseOutcome::Broken
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::testing::{on, promise};
    use crate::fact::PromisedPart;

    fn applied(item: i64, cents: i64, day: Date) -> Applied {
        Applied {
            item: ItemId(item),
            on: day,
            amount: Money::eur(cents),
        }
    }

    fn check(applied: &[Applied], today: Date, expected: Option<PromiseOutcome>) {
        let promise = promise(1, 100_000, on(5, 20));
        let outcome = judge(&promise, applied, PromiseTolerance::default(), today);
        assert_eq!(outcome, expected, "{applied:?} on {today}");
    }

    #[test]
    fn a_promise_is_judged_once_its_tolerance_has_passed() {
        check(&[], on(5, 22), None);
        check(&[], on(5, 23), Some(PromiseOutcome::Broken));
        check(&[applied(1, 60_000, on(5, 20))], on(5, 22), None);
        check(
            &[applied(1, 60_000, on(5, 20))],
            on(5, 23),
            Some(PromiseOutcome::PartlyKept),
        );
    }

    #[test]
    fn money_in_time_keeps_it_at_once_and_late_money_does_not() {
        check(
            &[applied(1, 100_000, on(5, 12))],
            on(5, 12),
            Some(PromiseOutcome::Kept),
        );
        check(
            &[applied(1, 100_000, on(5, 22))],
            on(5, 30),
            Some(PromiseOutcome::Kept),
        );
        check(
            &[applied(1, 100_000, on(5, 23))],
            on(5, 30),
            Some(PromiseOutcome::Broken),
        );
        check(
            &[applied(1, 60_000, on(5, 20)), applied(1, 40_000, on(5, 25))],
            on(5, 30),
            Some(PromiseOutcome::PartlyKept),
        );
    }

    #[test]
    fn money_from_before_the_promise_or_for_another_item_does_not_count() {
        check(
            &[applied(1, 100_000, on(4, 30))],
            on(5, 23),
            Some(PromiseOutcome::Broken),
        );
        check(
            &[applied(2, 100_000, on(5, 20))],
            on(5, 23),
            Some(PromiseOutcome::Broken),
        );
    }

    #[test]
    fn a_twentieth_may_be_missing_and_no_cent_more() {
        check(
            &[applied(1, 95_000, on(5, 20))],
            on(5, 23),
            Some(PromiseOutcome::Kept),
        );
        check(
            &[applied(1, 94_999, on(5, 20))],
            on(5, 23),
            Some(PromiseOutcome::PartlyKept),
        );
    }

    #[test]
    fn too_much_on_one_item_does_not_make_up_for_another() {
        let mut promise = promise(1, 100_000, on(5, 20));
        promise.parts.push(PromisedPart {
            item: ItemId(2),
            amount: Money::eur(100_000),
        });
        let paid = [applied(1, 200_000, on(5, 20))];
        let outcome = judge(&promise, &paid, PromiseTolerance::default(), on(5, 23));
        assert_eq!(outcome, Some(PromiseOutcome::PartlyKept));
    }

    #[test]
    fn what_was_judged_or_withdrawn_stays_judged() {
        let mut promise = promise(1, 100_000, on(5, 20));
        promise.outcome = Some((PromiseOutcome::Withdrawn, on(5, 10)));
        assert_eq!(
            judge(&promise, &[], PromiseTolerance::default(), on(6, 1)),
            None
        );
    }
}

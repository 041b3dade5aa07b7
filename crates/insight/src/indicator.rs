//! The indicators of credit management that are one formula each. Nothing is rounded here: rounding
//! belongs to display. A figure without meaning is nothing, never zero.

use rust_decimal::{Decimal, RoundingStrategy};

/// Minor units as a decimal number, exact.
pub(crate) fn decimal(minor: i64) -> Decimal {
    Decimal::from(minor)
}

/// Rounds half away from zero to two decimals, as figures are shown.
pub fn shown(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// Rounds an amount in minor units half away from zero.
pub(crate) fn minor(value: Decimal) -> i64 {
    use rust_decimal::prelude::ToPrimitive;
    value
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_i64()
        .unwrap_or(i64::MAX)
}

/// Part over whole in per cent; nothing when the whole is not above zero.
pub fn percent(part_minor: i64, whole_minor: i64) -> Option<Decimal> {
    (whole_minor > 0).then(|| decimal(part_minor) * Decimal::ONE_HUNDRED / decimal(whole_minor))
}

/// Collection effectiveness index in per cent: what was collected of what could be.
/// Opening receivables, sales of the period, closing receivables and the part of them not yet due.
pub fn collection_effectiveness(
    opening_minor: i64,
    sales_minor: i64,
    closing_minor: i64,
    closing_not_due_minor: i64,
) -> Option<Decimal> {
    let available = opening_minor + sales_minor;
    percent(available - closing_minor, available - closing_not_due_minor)
}

/// Value of one day of DSO in minor units: a year's sales over 365.
pub fn one_day_of_sales(year_sales_minor: i64) -> Decimal {
    decimal(year_sales_minor) / Decimal::from(365)
}

/// Mean of days weighted by amounts; nothing when no amount.
pub fn weighted_days(parts: impl IntoIterator<Item = (i64, i64)>) -> Option<Decimal> {
    let (mut days_by_amount, mut total) = (Decimal::ZERO, Decimal::ZERO);
    for (amount_minor, days) in parts {
        days_by_amount += decimal(amount_minor) * Decimal::from(days);
        total += decimal(amount_minor);
    }
    (total > Decimal::ZERO).then(|| days_by_amount / total)
}

/// Simple mean of days; nothing of nothing.
pub fn mean_days(days: &[i64]) -> Option<Decimal> {
    let sum: i64 = days.iter().sum();
    (!days.is_empty()).then(|| Decimal::from(sum) / Decimal::from(days.len()))
}

/// Median of days, the mean of the middle two when even; nothing of nothing.
pub fn median_days(days: &[i64]) -> Option<Decimal> {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(Decimal::from(upper));
    }
    let lower = sorted.get(sorted.len() / 2 - 1)?;
    Some(Decimal::from(lower + upper) / Decimal::TWO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<Decimal>, expected: &str) {
        assert_eq!(
            found.map(shown).map(|value| format!("{value:.2}")),
            Some(expected.to_string())
        );
    }

    #[test]
    fn the_published_examples_come_out() {
        check(
            collection_effectiveness(24_000_000, 37_000_000, 26_000_000, 18_000_000),
            "81.40",
        );
        check(percent(8_000_000, 26_000_000), "30.77");
        check(
            Some(one_day_of_sales(144_000_000) / Decimal::ONE_HUNDRED),
            "3945.21",
        );
    }

    #[test]
    fn days_late_are_weighted_by_amount() {
        let late = [(1_000_000, 5), (200_000, 60), (800_000, -3), (500_000, 0)];
        check(weighted_days(late), "5.84");
        check(
            weighted_days(late.map(|(amount, days)| (amount, days.max(0)))),
            "6.80",
        );
        check(mean_days(&late.map(|(_, days)| days)), "15.50");
        check(median_days(&late.map(|(_, days)| days)), "2.50");
        check(mean_days(&[5, 60]), "32.50");
    }

    #[test]
    fn a_figure_of_nothing_is_nothing() {
        assert_eq!(percent(1, 0), None);
        assert_eq!(weighted_days([]), None);
        assert_eq!(mean_days(&[]), None);
        assert_eq!(median_days(&[]), None);
    }
}

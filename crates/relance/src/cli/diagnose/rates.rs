//! The rates of the cost of delay at a day: the statutory penalty between French businesses, from the dated
//! tables. It must never stand in for a half-year the tables don't have.

use insight::cost::CostRates;
use jiff::civil::Date;
use receivables::charges::fixed_sum::FixedSum;
use receivables::charges::{Rate, Rates, Regime};
use receivables::debtor::DebtorKind;
use rust_decimal::Decimal;

/// The rates of a day, and whether the penalty rate of that day is known.
pub fn on(day: Date, own_percent: Decimal) -> (CostRates, bool) {
    let regime = Regime::statutory("FR", DebtorKind::Business);
    let penalty = regime.and_then(|regime| percent(&regime, day));
    let flat_fee_minor = match regime.map(|regime| regime.fixed_sum) {
        Some(FixedSum::Flat(money)) => money.minor,
        _ => 0,
    };
    let rates = CostRates {
        own_percent,
        penalty_percent: penalty.unwrap_or_default(),
        penalty_rate_on: day,
        flat_fee_minor,
    };
    (rates, penalty.is_some())
}

fn percent(regime: &Regime, day: Date) -> Option<Decimal> {
    match regime.rate {
        Rate::ReferencePlus { reference, points } => {
            Some(Rates::shipped().percent_on(reference, day)? + points)
        }
        Rate::TimesLegalInterest { .. } | Rate::Agreed { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_penalty_is_the_refinancing_rate_of_the_half_year_plus_ten_points() {
        let (rates, is_known) = on(date(2023, 3, 31), Decimal::from(5));
        assert!(is_known);
        assert_eq!(
            (rates.penalty_percent, rates.flat_fee_minor),
            ("12.50".parse().unwrap(), 4_000)
        );
    }

    #[test]
    fn a_half_year_without_rate_has_no_penalty() {
        let (rates, is_known) = on(date(2090, 1, 1), Decimal::from(5));
        assert!(!is_known);
        assert_eq!(rates.penalty_percent, Decimal::ZERO);
    }
}

//! The fixed recovery charge for one late invoice between professionals (in France 40 EUR, D441-5).

use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::money::Money;

/// How the fixed charge of one invoice is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixedSum {
    /// None: consumers.
    None,
    /// One amount for each late invoice.
    Flat(Money),
    /// Ireland: 40 up to 1 000, 70 up to 10 000, 100 above (SI 580/2012).
    Irish,
    /// United Kingdom: 40 below 1 000, 70 below 10 000, 100 from there (1998 Act).
    British,
    /// Netherlands: the BIK scale (BW 6:96), at least 40, at most 6 775.
    DutchScale,
}

impl FixedSum {
    /// 40 EUR, the minimum of directive 2011/7/EU.
    pub const EURO_40: FixedSum = FixedSum::Flat(Money::eur(4_000));

    /// The charge for an invoice of `principal`; nothing for an invoice in a currency the scale is not in,
    /// where the creditor converts it by a dated rate of its own.
    pub fn charge(self, principal: Money) -> Option<Money> {
        let tier = |limits: [i64; 2]| match principal.minor {
            minor if minor <= limits[0] => 4_000,
            minor if minor <= limits[1] => 7_000,
            _ => 10_000,
        };
        match (self, principal.currency) {
            (FixedSum::None, currency) => Some(Money::zero(currency)),
            (FixedSum::Flat(amount), currency) => (amount.currency == currency).then_some(amount),
            (FixedSum::Irish, Currency::EUR) => Some(Money::eur(tier([100_000, 1_000_000]))),
            (FixedSum::British, Currency::GBP) => {
                Some(principal.with_minor(tier([99_999, 999_999])))
            }
            (FixedSum::DutchScale, Currency::EUR) => Some(Money::eur(dutch_scale(principal.minor))),
            _ => None,
        }
    }
}

/// 15 % of the first 2 500, 10 % of the next 2 500, 5 % of the next 5 000, 1 % of the next 190 000, 0.5 %
/// above; in cents.
fn dutch_scale(minor: i64) -> i64 {
    let slices = [
        (250_000, 150),
        (250_000, 100),
        (500_000, 50),
        (19_000_000, 10),
        (i64::MAX, 5),
    ];
    let mut left = minor.max(0);
    let mut per_mille_cents: i128 = 0;
    for (width, per_mille) in slices {
        let slice = left.min(width);
        per_mille_cents += i128::from(slice) * per_mille;
        left -= slice;
    }
    let cents = i64::try_from((per_mille_cents + 500) / 1000).unwrap_or(i64::MAX);
    cents.clamp(4_000, 677_500)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dutch_scale_agrees_with_its_check_values() {
        let table = [
            (10_000, 4_000),
            (250_000, 37_500),
            (500_000, 62_500),
            (1_000_000, 87_500),
            (20_000_000, 277_500),
            (100_000_000, 677_500),
            (200_000_000, 677_500),
        ];
        for (principal, charge) in table {
            assert_eq!(
                FixedSum::DutchScale.charge(Money::eur(principal)),
                Some(Money::eur(charge))
            );
        }
    }

    #[test]
    fn a_fixed_sum_in_another_currency_is_not_converted() {
        assert_eq!(
            FixedSum::EURO_40.charge(Money::new(100_000, Currency::USD)),
            None
        );
        assert_eq!(
            FixedSum::British
                .charge(Money::new(240_000, Currency::GBP))
                .map(|m| m.minor),
            Some(7_000)
        );
    }
}

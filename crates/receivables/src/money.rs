//! Money: an integer of minor units with its currency, and balances kept per currency.
//! Must never add two currencies, never hold a float, never round silently.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::currency::Currency;

/// An amount in minor units (cents for EUR) with its currency. Negative amounts are credits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: 1234 is 12.34 in a currency of two decimals.
    pub minor: i64,
    /// The currency the minor units count.
    pub currency: Currency,
}

impl Money {
    /// `minor` units of `currency`.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Money { minor, currency }
    }

    /// `minor` euro cents.
    pub const fn eur(minor: i64) -> Self {
        Money::new(minor, Currency::EUR)
    }

    /// Nothing, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Money::new(0, currency)
    }

    /// True for an amount of nothing.
    pub const fn is_zero(&self) -> bool {
        self.minor == 0
    }

    /// True above zero.
    pub const fn is_positive(&self) -> bool {
        self.minor > 0
    }

    /// The sum, or nothing when the currencies differ or the sum leaves 64 bits.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        if self.currency != other.currency {
            return None;
        }
        Some(Money::new(
            self.minor.checked_add(other.minor)?,
            self.currency,
        ))
    }

    /// The same amount with `minor` units.
    pub const fn with_minor(self, minor: i64) -> Self {
        Money::new(minor, self.currency)
    }

    /// Rounds a decimal number of major units half away from zero to the minor unit.
    /// Nothing when it leaves 64 bits.
    pub fn from_major(major: Decimal, currency: Currency) -> Option<Money> {
        let minor = major
            .checked_mul(Decimal::from(currency.minor_per_major()))?
            .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        Some(Money::new(minor.to_i64()?, currency))
    }

    /// The amount as a decimal number of major units, exact.
    pub fn major(&self) -> Decimal {
        Decimal::new(self.minor, self.currency.decimals())
    }

    /// Reads a plain machine amount such as `1234.56` or `-12`: a dot, no separators, at most
    /// the currency's decimals. People's amounts are read in `intake`, by evidence over a column.
    pub fn parse_plain(text: &str, currency: Currency) -> Option<Money> {
        let decimal: Decimal = text.trim().parse().ok()?;
        if decimal.normalize().scale() > currency.decimals() {
            return None;
        }
        Money::from_major(decimal, currency)
    }
}

/// The plain machine form, `1234.56 EUR`; people's forms are made in `notices`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.major(), self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Sums kept apart by currency, in the order of the codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balances(BTreeMap<Currency, i64>);

impl Balances {
    /// No money at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an amount to the balance of its own currency. Saturates at the ends of 64 bits,
    /// a sum no ledger reaches.
    pub fn add(&mut self, amount: Money) {
        let balance = self.0.entry(amount.currency).or_default();
        *balance = balance.saturating_add(amount.minor);
    }

    /// The balance in one currency, zero when nothing was added in it.
    pub fn of(&self, currency: Currency) -> Money {
        Money::new(self.0.get(&currency).copied().unwrap_or(0), currency)
    }

    /// Each currency's balance, in the order of the codes; zero balances included.
    pub fn iter(&self) -> impl Iterator<Item = Money> + '_ {
        self.0
            .iter()
            .map(|(currency, minor)| Money::new(*minor, *currency))
    }

    /// True when every balance is nothing.
    pub fn is_zero(&self) -> bool {
        self.0.values().all(|minor| *minor == 0)
    }

    /// The currencies that are not at zero.
    pub fn non_zero(&self) -> impl Iterator<Item = Money> + '_ {
        self.iter().filter(|money| !money.is_zero())
    }
}

impl FromIterator<Money> for Balances {
    fn from_iter<I: IntoIterator<Item = Money>>(amounts: I) -> Self {
        let mut balances = Balances::new();
        for amount in amounts {
            balances.add(amount);
        }
        balances
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_different_currencies_are_never_added() {
        assert_eq!(
            Money::eur(100).checked_add(Money::new(100, Currency::USD)),
            None
        );
        let balances: Balances = [
            Money::eur(100),
            Money::new(5, Currency::USD),
            Money::eur(-40),
        ]
        .into_iter()
        .collect();
        assert_eq!(balances.of(Currency::EUR), Money::eur(60));
        assert_eq!(balances.of(Currency::USD).minor, 5);
    }

    #[test]
    fn a_plain_amount_with_too_many_decimals_is_refused() {
        assert_eq!(
            Money::parse_plain("12.30", Currency::EUR),
            Some(Money::eur(1230))
        );
        assert_eq!(Money::parse_plain("12.345", Currency::EUR), None);
        assert_eq!(Money::parse_plain("1,5", Currency::EUR), None);
        assert_eq!(
            Money::new(120, "JPY".parse().unwrap()).to_string(),
            "120 JPY"
        );
        assert_eq!(Money::eur(-5).to_string(), "-0.05 EUR");
    }
}

//! The late charges of one debt up to one day, segment by segment, exact until the single rounding at the
//! end (`domain/late-payment.md` 4: days from the day after the due date to the day of payment included).

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::rates::{Rates, Reference};
use super::regime::{DayCount, Rate, RateMode, Regime};
use crate::calendar::plus_days;
use crate::item::days_between;
use crate::money::Money;

/// What a part payment pays first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartPayment {
    /// Principal first: the practice of ledgers, a waiver the creditor may make.
    #[default]
    PrincipalFirst,
    /// Interest first (Code civil 1343-1).
    InterestFirst,
}

/// A debt and what was paid of it, with the days.
#[derive(Clone, Debug)]
pub struct Debt<'a> {
    /// The amount including VAT.
    pub principal: Money,
    /// Interest runs from the day after: the due date, or the formal notice where the law asks for one.
    pub starts_after: Date,
    /// Payments after the start, oldest first.
    pub payments: &'a [(Date, Money)],
    /// What part payments pay first.
    pub part_payment: PartPayment,
}

/// A stretch of days at one rate on one sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// First day counted.
    pub from: Date,
    /// Last day counted.
    pub to: Date,
    /// Days counted.
    pub days: i32,
    /// Percent per year.
    pub percent: Decimal,
    /// The sum that bears interest, in major units.
    pub principal: Decimal,
    /// Interest, exact, in major units.
    pub interest: Decimal,
}

/// The charges of one debt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateCharges {
    /// The stretches.
    pub segments: Vec<Segment>,
    /// Their sum, rounded once, half up.
    pub interest: Money,
    /// The fixed recovery charge; nothing when the scale is in another currency.
    pub fixed: Option<Money>,
    /// Calendar days late.
    pub days_late: i32,
}

impl LateCharges {
    /// Interest and fixed charge together.
    pub fn total(&self) -> Money {
        self.fixed
            .and_then(|fixed| fixed.checked_add(self.interest))
            .unwrap_or(self.interest)
    }
}

/// Why charges could not be computed. Nothing is claimed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChargeError {
    /// The tables hold no rate for a day.
    #[error(
        "no {reference:?} rate is known for {day}: update the software or enter the rate before claiming charges"
    )]
    NoRate {
        /// The reference rate.
        reference: Reference,
        /// The first day without a rate.
        day: Date,
    },
    /// The amounts are too large or in two currencies.
    #[error(
        "the amounts of this debt cannot be computed: they differ in currency or are too large"
    )]
    Amount,
}

/// The charges of a debt for the days up to `through`, included.
pub fn late_charges(
    debt: &Debt<'_>,
    through: Date,
    regime: &Regime,
    rates: &Rates,
) -> Result<LateCharges, ChargeError> {
    let days_late = days_between(debt.starts_after, last_day(debt, through)).max(0);
    let mut run = Run::new(debt, regime, rates);
    for (day, amount) in debt.payments.iter().filter(|(day, _)| *day <= through) {
        run.up_to(*day)?;
        run.pay(*amount)?;
    }
    run.up_to(through)?;
    let interest = run.segments.iter().map(|segment| segment.interest).sum();
    let interest =
        Money::from_major(interest, debt.principal.currency).ok_or(ChargeError::Amount)?;
    let fixed = match days_late {
        0 => Some(Money::zero(debt.principal.currency)),
        _ => regime.fixed_sum.charge(debt.principal),
    };
    Ok(LateCharges {
        segments: run.segments,
        interest,
        fixed,
        days_late,
    })
}

/// The day the last of the principal was paid, or `through`.
fn last_day(debt: &Debt<'_>, through: Date) -> Date {
    let mut left = debt.principal.minor;
    for (day, amount) in debt.payments {
        left -= amount.minor;
        if left <= 0 {
            return (*day).min(through);
        }
    }
    through
}

struct Run<'a> {
    regime: &'a Regime,
    rates: &'a Rates,
    start: Date,
    next: Date,
    principal: Decimal,
    currency: Money,
    part_payment: PartPayment,
    unpaid_interest: Decimal,
    segments: Vec<Segment>,
}

impl<'a> Run<'a> {
    fn new(debt: &Debt<'_>, regime: &'a Regime, rates: &'a Rates) -> Self {
        let start = plus_days(debt.starts_after, 1);
        Run {
            regime,
            rates,
            start,
            next: start,
            principal: debt.principal.major(),
            currency: Money::zero(debt.principal.currency),
            part_payment: debt.part_payment,
            unpaid_interest: Decimal::ZERO,
            segments: Vec::new(),
        }
    }

    /// Counts the days from the next one to `day`, included, cut where the rate may change.
    fn up_to(&mut self, day: Date) -> Result<(), ChargeError> {
        while self.next <= day && self.principal > Decimal::ZERO {
            let from = self.next;
            let mut to = day.min(end_of_half_year(from));
            let anniversary = self.last_day_of_interest_year(from);
            if self.regime.compounds_yearly {
                to = to.min(anniversary);
            }
            let percent = self.percent(from)?;
            let days = days_between(from, to) + 1;
            let year = match self.regime.day_count {
                DayCount::Actual365 => 365,
                DayCount::ActualActual => from.days_in_year().into(),
            };
            let interest =
                self.principal * percent * Decimal::from(days) / Decimal::from(100 * year);
            self.segments.push(Segment {
                from,
                to,
                days,
                percent,
                principal: self.principal,
                interest,
            });
            self.unpaid_interest += interest;
            self.next = plus_days(to, 1);
            if self.regime.compounds_yearly && to == anniversary {
                self.principal += self.unpaid_interest;
                self.unpaid_interest = Decimal::ZERO;
            }
        }
        Ok(())
    }

    fn last_day_of_interest_year(&self, day: Date) -> Date {
        let mut years = 1;
        loop {
            let end = plus_days(
                self.start.saturating_add(jiff::Span::new().years(years)),
                -1,
            );
            if end >= day || years > 200 {
                return end;
            }
            years += 1;
        }
    }

    fn percent(&self, day: Date) -> Result<Decimal, ChargeError> {
        let day = match self.regime.mode {
            RateMode::Floating => day,
            RateMode::FixedAtStart => self.start,
        };
        let reference_rate = |reference| {
            self.rates
                .percent_on(reference, day)
                .ok_or(ChargeError::NoRate { reference, day })
        };
        let percent = match self.regime.rate {
            Rate::ReferencePlus { reference, points } => reference_rate(reference)? + points,
            Rate::TimesLegalInterest { times } => {
                reference_rate(Reference::FrenchLegalInterest)? * times
            }
            Rate::Agreed { percent } => percent,
        };
        if !self.regime.rounded_up_to_half_point {
            return Ok(percent);
        }
        let two = Decimal::from(2);
        Ok((percent * two).ceil() / two)
    }

    fn pay(&mut self, amount: Money) -> Result<(), ChargeError> {
        if amount.currency != self.currency.currency {
            return Err(ChargeError::Amount);
        }
        let mut left = amount.major();
        if self.part_payment == PartPayment::InterestFirst {
            let interest = left.min(self.unpaid_interest);
            self.unpaid_interest -= interest;
            left -= interest;
        }
        self.principal = (self.principal - left).max(Decimal::ZERO);
        Ok(())
    }
}

fn end_of_half_year(day: Date) -> Date {
    match day.month() {
        1..=6 => date(day.year(), 6, 30),
        _ => date(day.year(), 12, 31),
    }
}

#[cfg(test)]
#[path = "claim_tests.rs"]
mod tests;

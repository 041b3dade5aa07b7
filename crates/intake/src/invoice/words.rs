//! Payment terms in words, French, English and German: the delay that counts and the discounts that are offered. It
//! must tell a discount or a penalty from the delay itself, and stay silent about what it does not understand.

mod clause;
mod token;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::payment::Discount;
use clause::Clause;

/// When to pay, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delay {
    /// Until a day.
    Until(Date),
    /// Days from the day of issue; 0 is at once.
    Days(u16),
    /// Months from the day of issue.
    Months(u16),
    /// Days, then the end of that month, then a day of the next month when there is one.
    EndOfMonth { days: u16, day: Option<i8> },
}

/// What words say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Terms {
    pub delay: Option<Delay>,
    pub discounts: Vec<Discount>,
}

/// Longer words are no terms of payment.
const LONGEST: usize = 4000;

/// Reads terms of payment. A date before the day of issue is no due date.
pub(super) fn read(text: &str, issued_on: Option<Date>) -> Terms {
    let mut terms = Terms::default();
    let text: String = text.chars().take(LONGEST).collect();
    for line in text.lines() {
        match line.trim().strip_prefix('#') {
            Some(coded) => read_coded(coded, &mut terms),
            None => read_words(line, issued_on, &mut terms),
        }
    }
    terms
}

/// `SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=357.93#`, the form that XRechnung asks for. At no percent, it is the
/// delay itself.
fn read_coded(coded: &str, terms: &mut Terms) {
    let mut parts = coded.split('#');
    if !parts
        .next()
        .is_some_and(|name| name.eq_ignore_ascii_case("SKONTO"))
    {
        return;
    }
    let mut discount = Discount::default();
    for (key, value) in parts.filter_map(|part| part.split_once('=')) {
        let value = value.trim().replace(',', ".");
        match key.trim().to_ascii_uppercase().as_str() {
            "TAGE" => discount.days = value.parse().ok(),
            "PROZENT" => discount.percent = value.parse().ok(),
            "BASISBETRAG" => discount.base = value.parse().ok(),
            _ => {}
        }
    }
    if discount.percent.is_none_or(|percent| percent.is_zero()) {
        terms.delay = terms.delay.or(discount.days.map(Delay::Days));
    } else {
        terms.discounts.push(discount);
    }
}

fn read_words(line: &str, issued_on: Option<Date>, terms: &mut Terms) {
    let mut clauses: Vec<Clause> = clause::split(line)
        .into_iter()
        .map(|words| Clause::of(&words, issued_on))
        .collect();
    // "In 14 days, 2 % discount": the delay belongs to the discount that has none of its own.
    for second in 1..clauses.len() {
        let (before, after) = clauses.split_at_mut(second);
        if let (Some(first), Some(discount)) = (before.last_mut(), after.first_mut()) {
            discount.borrow_from(first);
        }
    }
    for clause in clauses {
        match clause.role {
            clause::Role::Delay => terms.delay = terms.delay.or(clause.delay),
            clause::Role::Discount => terms.discounts.extend(clause.discount()),
            clause::Role::Neither => {}
        }
    }
}

/// The day some days later; nothing when the calendar ends before.
pub(super) fn after(day: Date, days: u16) -> Option<Date> {
    day.checked_add(i32::from(days).days()).ok()
}

/// The day some months later, the last of a shorter month.
pub(super) fn months_after(day: Date, months: u16) -> Option<Date> {
    day.checked_add(i32::from(months).months()).ok()
}

/// The days, then the end of that month, then a day of the next.
pub(super) fn end_of_month(day: Date, days: u16, next: Option<i8>) -> Option<Date> {
    let end = after(day, days)?.last_of_month();
    match next {
        Some(next) => after(end, u16::try_from(next).ok()?),
        None => Some(end),
    }
}

/// A percentage that a discount can have.
fn is_discount_percent(percent: Decimal) -> bool {
    percent > Decimal::ZERO && percent <= Decimal::from(25)
}

#[cfg(test)]
mod tests;

//! When an invoice is to be paid: dates first, words only when there is no date. What was read out of words is told
//! with the words. It must never invent a date: an invoice without one keeps none, and the contract decides.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::facts::EInvoice;
use super::payment::{Discount, Due, DueSource, Instalment};
use super::words::{self, Delay};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// One statement of terms as a document makes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    pub words: String,
    /// Due date of this part.
    pub due_on: Option<Date>,
    /// Due date of the whole document.
    pub document_due_on: Option<Date>,
    /// Due date given with the means of payment.
    pub means_due_on: Option<Date>,
    /// What part is to be paid.
    pub amount: Option<Decimal>,
    /// What part is to be paid, in percent of the whole.
    pub percent: Option<Decimal>,
    /// Discounts given in figures.
    pub discounts: Vec<Discount>,
}

/// Gives the invoice its due date, its instalments and its discounts.
pub(super) fn settle(
    invoice: &mut EInvoice,
    terms: Vec<Terms>,
    line: u64,
    problems: &mut Problems,
) {
    let parts: Vec<&str> = terms
        .iter()
        .map(|terms| terms.words.trim())
        .filter(|words| !words.is_empty())
        .collect();
    invoice.terms = parts.join("\n");
    let read = words::read(&invoice.terms, invoice.issued_on);
    invoice.discounts = discounts(invoice, &terms, read.discounts);
    invoice.instalments = instalments(invoice, &terms);
    let written = written_due(invoice, &terms);
    invoice.due = written.or_else(|| due_in_words(invoice.issued_on, read.delay?));
    let Some(due) = &invoice.due else { return };
    let tell = |problems: &mut Problems, kind, found: &str, kept| {
        problems.add(Problem {
            line: Some(line),
            field: Some("DueDate".to_string()),
            kind,
            found: shortened(found),
            kept,
        });
    };
    if due.source.is_from_words() {
        let kept = Kept::Value(due.on.to_string());
        tell(problems, ProblemKind::DueFromText, &invoice.terms, kept);
    }
    if invoice
        .issued_on
        .is_some_and(|issued_on| due.on < issued_on)
    {
        let found = due.on.to_string();
        tell(problems, ProblemKind::DueBeforeIssue, &found, Kept::All);
    }
}

/// Discounts in figures, else those in words, with the last day where it can be known.
fn discounts(invoice: &EInvoice, terms: &[Terms], in_words: Vec<Discount>) -> Vec<Discount> {
    let mut found: Vec<Discount> = Vec::new();
    for one in terms {
        for discount in &one.discounts {
            let mut discount = discount.clone();
            if discount.until_on.is_none() && discount.days.is_none() && is_deadline(one, terms) {
                discount.until_on = one.due_on;
            }
            found.push(discount);
        }
    }
    let is_offer = |discount: &Discount| {
        let is_something = |value: Option<Decimal>| value.is_some_and(|value| !value.is_zero());
        is_something(discount.percent) || is_something(discount.amount)
    };
    let mut offers = if found.iter().any(is_offer) {
        found
    } else {
        in_words
    };
    offers.retain(is_offer);
    for offer in &mut offers {
        let counted = invoice.issued_on.zip(offer.days);
        offer.until_on = offer
            .until_on
            .or_else(|| counted.and_then(|(issued_on, days)| words::after(issued_on, days)));
    }
    offers
}

/// True for a date that only ends a discount: other terms give the date that counts.
fn is_deadline(one: &Terms, terms: &[Terms]) -> bool {
    !one.discounts.is_empty()
        && terms
            .iter()
            .any(|other| other.discounts.is_empty() && has_date(other))
}

fn has_date(terms: &Terms) -> bool {
    terms.due_on.is_some() || terms.document_due_on.is_some() || terms.means_due_on.is_some()
}

/// Two parts or more with amounts of their own.
fn instalments(invoice: &EInvoice, terms: &[Terms]) -> Vec<Instalment> {
    let whole = invoice.totals.to_pay();
    let mut parts = Vec::new();
    for one in terms {
        let share = one.percent.and_then(|percent| {
            let exact = whole?
                .checked_mul(percent)?
                .checked_div(Decimal::ONE_HUNDRED)?;
            Some(exact.round_dp(invoice.currency.map_or(2, |currency| currency.decimals())))
        });
        let Some(amount) = one.amount.or(share).filter(|amount| !amount.is_zero()) else {
            continue;
        };
        let in_words = || {
            let delay = words::read(&one.words, invoice.issued_on).delay?;
            due_in_words(invoice.issued_on, delay)
        };
        let written = one.due_on.map(|on| Due {
            on,
            source: DueSource::Instalment,
        });
        parts.push(Instalment {
            amount,
            due: written.or_else(in_words),
        });
    }
    if parts.len() < 2 {
        return Vec::new();
    }
    parts.sort_by_key(|part| part.due.as_ref().map_or(Date::MAX, |due| due.on));
    parts
}

fn written_due(invoice: &EInvoice, terms: &[Terms]) -> Option<Due> {
    let due = |on: Date, source: DueSource| Due { on, source };
    if let Some(on) = terms.iter().find_map(|one| one.document_due_on) {
        return Some(due(on, DueSource::Document));
    }
    if let Some(first) = invoice.instalments.first() {
        return first.due.clone();
    }
    let of_terms = terms
        .iter()
        .filter(|one| !is_deadline(one, terms))
        .find_map(|one| one.due_on);
    let of_means = terms.iter().find_map(|one| one.means_due_on);
    of_terms
        .map(|on| due(on, DueSource::Document))
        .or_else(|| of_means.map(|on| due(on, DueSource::Means)))
}

fn due_in_words(issued_on: Option<Date>, delay: Delay) -> Option<Due> {
    let source = match delay {
        Delay::Until(_) => DueSource::DayInWords,
        Delay::Days(0) => DueSource::OnReceiptInWords,
        Delay::Days(_) | Delay::Months(_) => DueSource::DelayInWords,
        Delay::EndOfMonth { .. } => DueSource::EndOfMonthInWords,
    };
    let on = match delay {
        Delay::Until(on) => Some(on),
        Delay::Days(days) => words::after(issued_on?, days),
        Delay::Months(months) => words::months_after(issued_on?, months),
        Delay::EndOfMonth { days, day } => words::end_of_month(issued_on?, days, day),
    };
    on.map(|on| Due { on, source })
}

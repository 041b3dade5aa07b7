//! Claims too old: prescribed, soon to be, or so old that an agency's fee weighs less than a loss. Periods are
//! those of French law (C. com. L110-4, C. conso. L218-2, law 68-1250); a claim on a debtor of another
//! country is never called prescribed here, because its law is not known for certain.

use jiff::civil::{Date, date};
use receivables::calendar::plus_days;
use receivables::debtor::DebtorKind;
use receivables::item::days_between;
use receivables::money::Money;
use serde::{Deserialize, Serialize};

use super::{Book, BookDebtor, BookItem, Finding, What, sum};

/// A claim this old is hard to collect.
const DAYS_OLD: i32 = 365;
/// So many days before the end of the period, a claim is shown.
const DAYS_OF_WARNING: i32 = 180;

/// What handing a claim over to a specialised agency costs and brings. Assumptions of the creditor, not
/// facts: they are shown beside every proposal made from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// The agency's fee on what it collects, in per mille.
    pub fee_per_mille: i64,
    /// How much of such claims an agency collects, in per mille.
    pub collected_per_mille: i64,
}

impl Default for Recovery {
    fn default() -> Self {
        Recovery {
            fee_per_mille: 250,
            collected_per_mille: 250,
        }
    }
}

pub(super) fn claims(book: &Book) -> Vec<Finding> {
    let debtor_of = |item: &BookItem| {
        let place = book
            .debtors
            .binary_search_by_key(&item.debtor, |debtor| debtor.id);
        place.ok().map(|place| &book.debtors[place])
    };
    let mut found = Vec::new();
    for item in book.items.iter().filter(|item| item.open.is_positive()) {
        let Some(what) = debtor_of(item).and_then(|debtor| course(book, debtor, item)) else {
            continue;
        };
        found.push(Finding {
            what,
            debtors: vec![item.debtor],
            items: vec![item.id],
            at_stake: sum([item]),
        });
    }
    found
}

fn course(book: &Book, debtor: &BookDebtor, item: &BookItem) -> Option<What> {
    if let Some(end) = end_of_period(debtor, item) {
        if end <= book.today {
            return Some(What::Prescribed { since_on: end });
        }
        if end <= plus_days(book.today, DAYS_OF_WARNING) {
            return Some(What::PrescribedSoon { on: end });
        }
    }
    if days_between(item.due_on, book.today) < DAYS_OLD {
        return None;
    }
    let part = |amount: Money, per_mille: i64| {
        let minor = i128::from(amount.minor) * i128::from(per_mille) / 1000;
        amount.with_minor(i64::try_from(minor).unwrap_or(i64::MAX))
    };
    let collected = part(item.open, book.recovery.collected_per_mille);
    let fee = part(collected, book.recovery.fee_per_mille);
    Some(What::TooOld {
        expected: collected.with_minor(collected.minor.saturating_sub(fee.minor)),
        fee,
    })
}

/// The day from which the debtor can refuse to pay because of time alone, if nothing interrupted the period.
fn end_of_period(debtor: &BookDebtor, item: &BookItem) -> Option<Date> {
    if debtor.country != "FR" {
        return None;
    }
    let years_after = |day: Date, years: i16| {
        let year = day.year().checked_add(years)?;
        Date::new(year, day.month(), day.day())
            .or_else(|_| Date::new(year, day.month(), 28))
            .ok()
    };
    match debtor.kind {
        DebtorKind::Business => years_after(item.due_on, 5),
        DebtorKind::Consumer => years_after(item.due_on, 2),
        DebtorKind::Public => {
            let year = item.due_on.year();
            (year < 9990).then(|| date(year + 5, 1, 1))
        }
    }
}

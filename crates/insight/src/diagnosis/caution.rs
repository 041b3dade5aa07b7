//! What a diagnosis takes for granted and what it cannot say. A small or partial ledger gets fewer
//! figures and more of these, never figures that look sure.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Basis, Diagnosis};
use crate::delay::DelaySource;
use crate::ledger::{Ledger, days_between};

/// Fewer paid invoices than this make no habit.
const FEWEST_PAID: usize = 10;

/// Something taken for granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assumption {
    /// Due dates were derived from terms for that many invoices.
    DueDatesFromTerms {
        /// Days from invoice to due date.
        days: u16,
        /// How many invoices.
        invoices: usize,
    },
    /// Delays come from the days of lettering, the latest the payment can have been.
    DelaysFromLettering,
    /// Invoices held as settled because the ledger letters them, though their payment is not in it.
    SettledElsewhere {
        /// How many invoices.
        invoices: usize,
    },
    /// Amounts include VAT, on both sides of every ratio.
    VatIncluded,
}

/// Something that cannot be said, or only with care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caution {
    /// No sales invoice at all: no DSO, no delay.
    NoSales,
    /// No payment: nothing can be said of how debtors pay.
    NoPayments,
    /// Few paid invoices: the delays are not a habit.
    FewPayments {
        /// How many were paid.
        invoices_paid: usize,
    },
    /// The ledger covers less than a year: seasons cannot be told.
    LessThanAYear {
        /// Days covered.
        days: i64,
    },
    /// The last sale is long before the day looked at: the balance may be out of date.
    OldLedger {
        /// Days since the last sale.
        days: i64,
    },
    /// Opening balances are open without their true dates: their age is at least what is shown.
    OpeningBalances {
        /// How many are open.
        items: usize,
    },
    /// Credits wait for an allocation: the true overdue amount may be lower.
    UnallocatedCredits {
        /// Minor units.
        amount_minor: i64,
    },
}

pub(super) fn assumptions(
    ledger: &Ledger,
    as_of: Date,
    basis: &Basis,
    source: DelaySource,
) -> Vec<Assumption> {
    let mut found = Vec::new();
    let seen = || {
        ledger
            .invoices
            .iter()
            .filter(|invoice| invoice.issued_on <= as_of)
    };
    let without_due = seen().filter(|invoice| invoice.due_on.is_none()).count();
    if without_due > 0 {
        found.push(Assumption::DueDatesFromTerms {
            days: basis.days_of_terms,
            invoices: without_due,
        });
    }
    if source == DelaySource::Lettering {
        found.push(Assumption::DelaysFromLettering);
    }
    let elsewhere = seen()
        .filter(|invoice| invoice.settled_elsewhere.is_some())
        .count();
    if elsewhere > 0 {
        found.push(Assumption::SettledElsewhere {
            invoices: elsewhere,
        });
    }
    if seen().next().is_some() {
        found.push(Assumption::VatIncluded);
    }
    found
}

pub(super) fn cautions(ledger: &Ledger, diagnosis: &Diagnosis, days_covered: i64) -> Vec<Caution> {
    let mut found = Vec::new();
    let as_of = diagnosis.as_of;
    let Some((_, last_on)) = diagnosis.sales_between else {
        return vec![Caution::NoSales];
    };
    match (diagnosis.delays.payments, diagnosis.delays.invoices_paid) {
        (0, _) => found.push(Caution::NoPayments),
        (_, invoices_paid) if invoices_paid < FEWEST_PAID => {
            found.push(Caution::FewPayments { invoices_paid })
        }
        _ => {}
    }
    if days_covered < 365 {
        found.push(Caution::LessThanAYear { days: days_covered });
    }
    let days_since_sale = days_between(last_on, as_of);
    if days_since_sale > 45 {
        found.push(Caution::OldLedger {
            days: days_since_sale,
        });
    }
    let opening = ledger
        .invoices
        .iter()
        .filter(|invoice| !invoice.is_sale && invoice.open_minor(as_of) > 0)
        .count();
    if opening > 0 {
        found.push(Caution::OpeningBalances { items: opening });
    }
    if diagnosis.aged.unallocated_minor > 0 {
        found.push(Caution::UnallocatedCredits {
            amount_minor: diagnosis.aged.unallocated_minor,
        });
    }
    found
}

//! The ledger a diagnosis looks at: debtors, invoices with the settlements they received, credits not
//! yet allocated. One currency at a time; it must hold every date needed to see it as of any day.

use jiff::ToSpan;
use jiff::civil::Date;
use receivables::currency::Currency;
use serde::{Deserialize, Serialize};

/// A ledger in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// The currency of every amount.
    pub currency: Currency,
    /// Debtors; invoices and credits name them by their rank here.
    pub debtors: Vec<LedgerDebtor>,
    /// Everything debtors owe or owed.
    pub invoices: Vec<LedgerInvoice>,
    /// Everything that came in or was credited, allocated or not.
    pub credits: Vec<LedgerCredit>,
}

/// A debtor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerDebtor {
    /// The key the ledger knows it by.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// Something a debtor owes or owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerInvoice {
    /// Rank of the debtor.
    pub debtor: usize,
    /// Day of the document.
    pub issued_on: Date,
    /// Due date, when the ledger gives it.
    pub due_on: Option<Date>,
    /// Minor units, above zero.
    pub amount_minor: i64,
    /// True for a sale; false for an opening balance, a returned payment, a transfer, whose age says
    /// nothing of the delay a debtor takes.
    pub is_sale: bool,
    /// What settled it, in any order.
    pub settlements: Vec<Settlement>,
    /// Set when it was settled outside this ledger.
    pub settled_elsewhere: Option<SettledElsewhere>,
}

/// A part of an invoice settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Day it took effect.
    pub on: Date,
    /// Minor units, above zero.
    pub amount_minor: i64,
    /// What settled it.
    pub by: SettledBy,
}

/// What settled a part of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettledBy {
    /// Money.
    Payment,
    /// A credit note, a loss, a set-off: the debtor did not pay.
    Credit,
}

/// A settlement this ledger does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettledElsewhere {
    /// The latest day it can have happened, when the ledger tells.
    pub by_on: Option<Date>,
    /// From this day it counts as settled.
    pub closed_on: Date,
}

/// Money or a credit note received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerCredit {
    /// Rank of the debtor.
    pub debtor: usize,
    /// Day it took effect.
    pub on: Date,
    /// Minor units, above zero.
    pub amount_minor: i64,
    /// True for a credit note on sales, which lessens them.
    pub is_credit_note: bool,
    /// Days and amounts it was allocated, minor units above zero.
    pub allocations: Vec<(Date, i64)>,
}

impl LedgerInvoice {
    /// What is still owed at the end of a day, minor units.
    pub fn open_minor(&self, as_of: Date) -> i64 {
        if self.issued_on > as_of {
            return 0;
        }
        if let Some(elsewhere) = self.settled_elsewhere
            && elsewhere.closed_on <= as_of
        {
            return 0;
        }
        let settled: i64 = self
            .settlements
            .iter()
            .filter(|part| part.on <= as_of)
            .map(|part| part.amount_minor)
            .sum();
        (self.amount_minor - settled).max(0)
    }

    /// The due date: the one given, not before the issue date, else the issue date plus assumed terms.
    pub fn due_on(&self, days_of_terms: u16) -> Date {
        match self.due_on {
            Some(due_on) => due_on.max(self.issued_on),
            None => self
                .issued_on
                .saturating_add(i64::from(days_of_terms).days()),
        }
    }
}

impl LedgerCredit {
    /// What is not yet allocated at the end of a day, minor units.
    pub fn unallocated_minor(&self, as_of: Date) -> i64 {
        if self.on > as_of {
            return 0;
        }
        let allocated: i64 = self
            .allocations
            .iter()
            .filter(|(on, _)| *on <= as_of)
            .map(|(_, amount)| amount)
            .sum();
        (self.amount_minor - allocated).max(0)
    }
}

/// Days from one day to another, below zero when the second comes first.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
pub(crate) mod example {
    //! Small ledgers for the tests of this room.

    use super::*;

    /// An invoice of debtor 0 with payments.
    pub fn invoice(
        issued_on: Date,
        due_on: Date,
        amount_minor: i64,
        payments: &[(Date, i64)],
    ) -> LedgerInvoice {
        let payment = |(on, amount_minor): &(Date, i64)| Settlement {
            on: *on,
            amount_minor: *amount_minor,
            by: SettledBy::Payment,
        };
        LedgerInvoice {
            debtor: 0,
            issued_on,
            due_on: Some(due_on),
            amount_minor,
            is_sale: true,
            settlements: payments.iter().map(payment).collect(),
            settled_elsewhere: None,
        }
    }

    /// A ledger of one debtor in euros.
    pub fn ledger(invoices: Vec<LedgerInvoice>, credits: Vec<LedgerCredit>) -> Ledger {
        let debtors = vec![LedgerDebtor {
            key: "C1".to_string(),
            name: "Dupont".to_string(),
        }];
        Ledger {
            currency: Currency::EUR,
            debtors,
            invoices,
            credits,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_payment_after_the_day_does_not_close_the_invoice_at_that_day() {
        let invoice = example::invoice(
            date(2026, 1, 1),
            date(2026, 1, 31),
            100,
            &[(date(2026, 3, 1), 100)],
        );
        assert_eq!(invoice.open_minor(date(2025, 12, 31)), 0);
        assert_eq!(invoice.open_minor(date(2026, 2, 28)), 100);
        assert_eq!(invoice.open_minor(date(2026, 3, 1)), 0);
    }

    #[test]
    fn an_invoice_settled_elsewhere_is_open_until_it_counts_as_settled() {
        let mut invoice = example::invoice(date(2026, 1, 1), date(2026, 1, 31), 100, &[]);
        invoice.settled_elsewhere = Some(SettledElsewhere {
            by_on: None,
            closed_on: date(2027, 1, 1),
        });
        assert_eq!(invoice.open_minor(date(2026, 12, 31)), 100);
        assert_eq!(invoice.open_minor(date(2027, 1, 1)), 0);
    }

    #[test]
    fn days_are_counted_across_months_and_leap_years() {
        assert_eq!(days_between(date(2024, 2, 1), date(2024, 3, 1)), 29);
        assert_eq!(days_between(date(2026, 3, 1), date(2026, 2, 1)), -28);
    }
}

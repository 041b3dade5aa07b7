//! The books of the company as a FEC: sales, bank, opening balances, lettering. A longer export of the same
//! exercise begins with the lines of a shorter one, as accounting software writes it.

use std::collections::BTreeMap;

use intake::fec::{FecForm, FecRow, write};
use jiff::civil::Date;
use receivables::currency::Currency;

use super::trade::{DocumentKind, Receipt};
use super::{COMPANY_SIREN, Customer, World};

/// One accounting entry, before it has a number.
struct Entry<'a> {
    journal: Journal,
    on: Date,
    /// The date of the document, which is before the entry's for an opening balance.
    dated_on: Date,
    customer: &'a Customer,
    reference: String,
    label: String,
    /// Euro cents, above zero what the customer owes more.
    signed_minor: i64,
    tax_minor: i64,
    lettering: Option<(String, Date)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Journal {
    Opening,
    Sales,
    Bank,
}

impl Journal {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Journal::Opening => ("AN", "À-nouveaux"),
            Journal::Sales => ("VE", "Ventes"),
            Journal::Bank => ("BQ", "Banque"),
        }
    }
}

impl World {
    /// The FEC as an accountant would export it in the evening of a day: UTF-8, tabs, eighteen columns.
    pub fn fec(&self, as_of: Date) -> Vec<u8> {
        let mut entries = self.entries(as_of);
        entries.sort_by_key(|entry| (entry.on, entry.journal));
        let mut numbers: BTreeMap<Journal, u32> = BTreeMap::new();
        let mut rows = Vec::with_capacity(entries.len() * 3);
        for entry in &entries {
            let number = numbers.entry(entry.journal).or_default();
            *number += 1;
            entry.push_rows(
                &format!("{}{number:06}", entry.journal.words().0),
                &mut rows,
            );
        }
        write(&rows, FecForm::default())
    }

    /// The name the law gives the file.
    pub fn fec_name(&self, as_of: Date) -> String {
        format!("{COMPANY_SIREN}FEC{}.txt", as_of.strftime("%Y%m%d"))
    }

    fn entries(&self, as_of: Date) -> Vec<Entry<'_>> {
        let lettering = self.lettering(as_of);
        let mut entries = Vec::new();
        for (place, document) in self.trade.documents.iter().enumerate() {
            let opening = document.kind == DocumentKind::Opening;
            let on = if opening {
                self.from
            } else {
                document.issued_on
            };
            if on > as_of {
                continue;
            }
            let customer = &self.customers[document.customer];
            let word = if document.kind == DocumentKind::CreditNote {
                "Avoir"
            } else {
                "Facture"
            };
            entries.push(Entry {
                journal: if opening {
                    Journal::Opening
                } else {
                    Journal::Sales
                },
                on,
                dated_on: document.issued_on,
                customer,
                reference: document.number.clone(),
                label: format!("{word} {} {}", document.number, customer.name),
                signed_minor: in_euros(customer.currency, document.signed_minor()),
                tax_minor: in_euros(
                    customer.currency,
                    document.tax_minor * document.signed_minor().signum(),
                ),
                lettering: lettering.documents.get(&place).cloned(),
            });
        }
        for (place, receipt) in self.trade.receipts.iter().enumerate() {
            self.push_receipt(&mut entries, (place, receipt), as_of, &lettering);
        }
        entries
    }

    fn push_receipt<'a>(
        &'a self,
        entries: &mut Vec<Entry<'a>>,
        (place, receipt): (usize, &'a Receipt),
        as_of: Date,
        lettering: &Lettering,
    ) {
        let customer = &self.customers[receipt.customer];
        let mut entry = |on: Date, signed_minor: i64, label: String| {
            entries.push(Entry {
                journal: Journal::Bank,
                on,
                dated_on: on,
                customer,
                reference: format!("BQ{:06}", place + 1),
                label,
                signed_minor,
                tax_minor: 0,
                lettering: lettering.receipts.get(&place).cloned(),
            });
        };
        if receipt.on <= as_of {
            entry(receipt.on, -self.received(receipt), receipt.text.clone());
        }
        if let Some(on) = receipt.returned_on.filter(|on| *on <= as_of) {
            entry(
                on,
                self.received(receipt),
                format!("Impayé {}", receipt.text),
            );
        }
    }

    /// A receipt in euro cents: what its documents stand in the books for when it pays them to the cent.
    fn received(&self, receipt: &Receipt) -> i64 {
        let currency = receipt.amount.currency;
        let documents = || {
            receipt
                .documents
                .iter()
                .map(|place| &self.trade.documents[*place])
        };
        let owed: i64 = documents().map(|document| document.signed_minor()).sum();
        if owed == receipt.amount.minor {
            return documents()
                .map(|document| in_euros(currency, document.signed_minor()))
                .sum();
        }
        in_euros(currency, receipt.amount.minor)
    }

    /// The letters known in the evening of a day.
    fn lettering(&self, as_of: Date) -> Lettering {
        let mut lettering = Lettering::default();
        let mut used: BTreeMap<usize, u32> = BTreeMap::new();
        for (place, receipt) in self.trade.receipts.iter().enumerate() {
            let lettered_on = receipt.returned_on.unwrap_or(receipt.on);
            let returned = receipt.returned_on.is_some();
            if lettered_on > as_of || !(receipt.lettered || returned) {
                continue;
            }
            let next = used.entry(receipt.customer).or_default();
            let mark = (letters(*next), lettered_on);
            *next += 1;
            lettering.receipts.insert(place, mark.clone());
            if !returned {
                lettering.documents.extend(
                    receipt
                        .documents
                        .iter()
                        .map(|document| (*document, mark.clone())),
                );
            }
        }
        lettering
    }
}

#[derive(Default)]
struct Lettering {
    documents: BTreeMap<usize, (String, Date)>,
    receipts: BTreeMap<usize, (String, Date)>,
}

/// `AAA`, `AAB`, `AAC`...
fn letters(number: u32) -> String {
    [676, 26, 1]
        .into_iter()
        .map(|weight| char::from(b'A' + u8::try_from(number / weight % 26).unwrap_or(0)))
        .collect()
}

impl Entry<'_> {
    fn push_rows(&self, number: &str, rows: &mut Vec<FecRow>) {
        let (code, words) = self.journal.words();

        let (total, tax) = (self.signed_minor, self.tax_minor);
        let line = |account: &str, label: &str, amount_minor: i64| FecRow {
            journal: code.to_string(),
            journal_label: words.to_string(),
            number: number.to_string(),
            posted_on: Some(self.on),
            account: account.to_string(),
            account_label: label.to_string(),
            reference: self.reference.clone(),
            piece_on: Some(self.dated_on),
            label: self.label.clone(),
            amount_minor,
            validated_on: Some(self.on),
            ..FecRow::default()
        };
        let mut customer = line("411000", "Clients", total);
        customer.auxiliary = self.customer.key.clone();
        customer.auxiliary_label = self.customer.name.clone();
        if let Some((letters, on)) = &self.lettering {
            customer.lettering = letters.clone();
            customer.lettered_on = Some(*on);
        }
        rows.push(customer);
        match self.journal {
            Journal::Opening => rows.push(line("110000", "Report à nouveau", -total)),
            Journal::Bank => rows.push(line("512000", "Banque", -total)),
            Journal::Sales => {
                rows.push(line("707000", "Ventes de marchandises", tax - total));
                if tax != 0 {
                    rows.push(line("445710", "TVA collectée", -tax));
                }
            }
        }
    }
}

/// Euro cents at the rates the company keeps its books at.
fn in_euros(currency: Currency, minor: i64) -> i64 {
    match currency {
        Currency::GBP => minor * 100 / 86,
        Currency::USD => minor * 100 / 108,
        _ => minor,
    }
}

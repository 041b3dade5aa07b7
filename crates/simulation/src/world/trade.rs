//! What the company invoiced and what it was paid: documents, receipts, returned payments. Must never take
//! a document back once numbered: what was wrong is put right by a credit note.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::calendar::{Calendar, plus_days};
use receivables::money::Money;

use super::customer::Customer;
use super::habit::{Habit, Span};
use super::random::Random;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// An invoice.
    Invoice,
    /// An invoice from before the ledger begins: it stands in the opening balances.
    Opening,
    /// A credit note.
    CreditNote,
}

/// An invoice or a credit note.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its number.
    pub number: String,
    /// What it is.
    pub kind: DocumentKind,
    /// The customer's place in the list.
    pub customer: usize,
    /// Its date.
    pub issued_on: Date,
    /// The last day to pay.
    pub due_on: Date,
    /// With tax; positive, also for a credit note.
    pub amount: Money,
    /// The tax in it.
    pub tax_minor: i64,
    /// The invoice a credit note corrects.
    pub corrects: Option<usize>,
}

/// Money that came in.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The customer's place in the list.
    pub customer: usize,
    /// The day the bank booked it.
    pub on: Date,
    /// How much.
    pub amount: Money,
    /// The documents it pays, credit notes it deducts included.
    pub documents: Vec<usize>,
    /// True when amount and documents balance to the cent.
    pub balances: bool,
    /// True when the accountant lettered it.
    pub lettered: bool,
    /// The words of the transfer.
    pub text: String,
    /// The day it came back unpaid.
    pub returned_on: Option<Date>,
}

/// Everything traded.
#[derive(Clone, Debug, Default)]
pub struct Trade {
    /// Documents by date.
    pub documents: Vec<Document>,
    /// Receipts by date.
    pub receipts: Vec<Receipt>,
}

/// A document that has no number yet, with the day its invoice is paid.
struct Draft {
    document: Document,
    pays_on: Option<Date>,
}

impl Trade {
    /// The trade of all customers over a span.
    pub(super) fn of(seed: u64, customers: &[Customer], span: Span) -> Trade {
        let calendar = Calendar::of_years(span.from.year() - 1, span.until.year() + 2);
        let mut drafts: Vec<Draft> = Vec::new();
        for (place, customer) in customers.iter().enumerate() {
            let mut random = Random::of_thing(seed, 2_000_000 + place as u64);
            for draft in invoices(place, customer, span, &mut random) {
                drafts.push(draft);
            }
        }
        drafts.sort_by_key(|draft| (draft.document.issued_on, draft.document.customer));
        number(&mut drafts);
        let mut trade = Trade::default();
        let mut paid: BTreeMap<usize, Vec<(Date, usize)>> = BTreeMap::new();
        for (place, draft) in drafts.into_iter().enumerate() {
            if let Some(day) = draft.pays_on {
                let customer = draft.document.customer;
                let day = calendar.business_day_from(day.max(draft.document.issued_on), "FR", None);
                paid.entry(customer).or_default().push((day, place));
            }
            trade.documents.push(draft.document);
        }
        add_credit_notes(&mut trade, seed, span);
        let corrections: BTreeMap<usize, usize> = trade
            .documents
            .iter()
            .enumerate()
            .filter_map(|(note, document)| Some((document.corrects?, note)))
            .collect();
        for (customer, payable) in paid {
            let mut random = Random::of_thing(seed, 3_000_000 + customer as u64);
            trade.pay(
                (customer, &customers[customer]),
                payable,
                &corrections,
                &mut random,
            );
        }
        trade.receipts.retain(|receipt| receipt.on <= span.until);
        trade
            .receipts
            .sort_by_key(|receipt| (receipt.on, receipt.customer));
        trade
    }

    fn pay(
        &mut self,
        (place, customer): (usize, &Customer),
        payable: Vec<(Date, usize)>,
        corrections: &BTreeMap<usize, usize>,
        random: &mut Random,
    ) {
        let mut by_day: BTreeMap<(Date, usize), Vec<usize>> = BTreeMap::new();
        for (day, document) in payable {
            let alone = if customer.habit.groups_payments() {
                0
            } else {
                document + 1
            };
            by_day.entry((day, alone)).or_default().push(document);
        }
        for ((on, _), mut documents) in by_day {
            let credits: Vec<usize> = documents
                .iter()
                .filter_map(|invoice| corrections.get(invoice).copied())
                .filter(|note| self.documents[*note].issued_on <= on)
                .collect();
            documents.extend(credits);
            let receipt = self.receipt(customer, place, (on, documents), random);
            if receipt.amount.is_positive() {
                self.keep(receipt, random);
            }
        }
    }

    fn receipt(
        &self,
        customer: &Customer,
        place: usize,
        (on, documents): (Date, Vec<usize>),
        random: &mut Random,
    ) -> Receipt {
        let owed: i64 = documents
            .iter()
            .map(|document| self.documents[*document].signed_minor())
            .sum();
        let paid = match random.below(100) {
            0..=2 => owed - owed * random.between(2, 12) / 100,
            3 => owed + random.between(100, 9_000),
            _ => owed,
        };
        let numbers: Vec<&str> = documents
            .iter()
            .filter(|document| self.documents[**document].kind != DocumentKind::CreditNote)
            .map(|document| self.documents[*document].number.as_str())
            .collect();
        let text = match (customer.names_references, random.below(4)) {
            (true, 0) => format!("VIR {} {}", customer.name.to_uppercase(), numbers.join(" ")),
            (true, 1) => format!("REGLT FACT {}", numbers.join(" ")),
            (true, _) => numbers.join(" "),
            (false, 0) => format!("VIR SEPA {}", customer.name.to_uppercase()),
            (false, _) => "REGLEMENT FOURNISSEUR".to_string(),
        };
        Receipt {
            customer: place,
            on,
            amount: Money::new(paid, customer.currency),
            balances: paid == owed,
            lettered: paid == owed && !random.chance(7),
            documents,
            text,
            returned_on: None,
        }
    }

    /// Keeps a receipt; one in a hundred comes back and is paid again three weeks later.
    fn keep(&mut self, receipt: Receipt, random: &mut Random) {
        if !random.chance(1) {
            self.receipts.push(receipt);
            return;
        }
        let calendar = Calendar::around(receipt.on);
        let later = |days: i32| calendar.business_day_from(plus_days(receipt.on, days), "FR", None);
        let again = Receipt {
            on: later(26),
            ..receipt.clone()
        };
        self.receipts.push(Receipt {
            returned_on: Some(later(5)),
            lettered: false,
            balances: false,
            ..receipt
        });
        self.receipts.push(again);
    }
}

impl Document {
    /// The amount as the debtor owes it: below zero for a credit note.
    pub fn signed_minor(&self) -> i64 {
        match self.kind {
            DocumentKind::CreditNote => -self.amount.minor,
            DocumentKind::Invoice | DocumentKind::Opening => self.amount.minor,
        }
    }
}

fn invoices(place: usize, customer: &Customer, span: Span, random: &mut Random) -> Vec<Draft> {
    let mut drafts = Vec::new();
    // Two months before the ledger begins, so that the opening balances have something to say.
    let mut month = plus_days(span.from.first_of_month(), -45).first_of_month();
    while month <= span.until {
        let tenths = customer.invoices_in_ten_months;
        let count = tenths / 10 + u64::from(random.below(10) < tenths % 10);
        for _ in 0..count {
            let issued_on = plus_days(month, random.days(0, 27));
            let draft = draft(place, customer, issued_on, (span, random));
            let settled_before = draft.pays_on.is_some_and(|day| day < span.from);
            let is_old = issued_on < span.from;
            if issued_on <= span.until && !(is_old && settled_before) {
                drafts.push(draft);
            }
        }
        month = plus_days(month.last_of_month(), 1);
    }
    drafts
}

fn draft(
    place: usize,
    customer: &Customer,
    issued_on: Date,
    (span, random): (Span, &mut Random),
) -> Draft {
    let net = customer.usual_minor * random.between(30, 190) / 100;
    let tax_minor = net * customer.tax_percent() / 100;
    let due_on = customer.terms.due_on(issued_on);
    let kind = if issued_on < span.from {
        DocumentKind::Opening
    } else {
        DocumentKind::Invoice
    };
    let pays_on = customer
        .habit
        .pays_on(due_on, customer.trouble_on, span, random);
    Draft {
        document: Document {
            number: String::new(),
            kind,
            customer: place,
            issued_on,
            due_on,
            amount: Money::new(net + tax_minor, customer.currency),
            tax_minor,
            corrects: None,
        },
        pays_on,
    }
}

fn number(drafts: &mut [Draft]) {
    let mut used: BTreeMap<i16, u32> = BTreeMap::new();
    for draft in drafts {
        let year = draft.document.issued_on.year();
        let next = used.entry(year).or_default();
        *next += 1;
        draft.document.number = format!("FA{year}-{next:06}");
    }
}

/// One invoice in thirty is corrected, one contested invoice in two.
fn add_credit_notes(trade: &mut Trade, seed: u64, span: Span) {
    let mut random = Random::of_thing(seed, 4_000_000);
    let mut notes = Vec::new();
    for (place, invoice) in trade.documents.iter().enumerate() {
        let share = random.between(1, 10);
        if !random.chance(3) || invoice.kind != DocumentKind::Invoice {
            continue;
        }
        let issued_on = plus_days(invoice.issued_on, random.days(3, 25));
        let part = |minor: i64| minor * share / 10;
        notes.push(Document {
            number: String::new(),
            kind: DocumentKind::CreditNote,
            customer: invoice.customer,
            issued_on,
            due_on: issued_on,
            amount: invoice.amount.with_minor(part(invoice.amount.minor)),
            tax_minor: part(invoice.tax_minor),
            corrects: Some(place),
        });
    }
    notes.retain(|note| note.issued_on <= span.until && note.amount.is_positive());
    notes.sort_by_key(|note| (note.issued_on, note.corrects));
    let mut used: BTreeMap<i16, u32> = BTreeMap::new();
    for mut note in notes {
        let next = used.entry(note.issued_on.year()).or_default();
        *next += 1;
        note.number = format!("AV{}-{next:06}", note.issued_on.year());
        trade.documents.push(note);
    }
}

/// True for the invoices whose customer contests them.
pub(super) fn is_contested(customer: &Customer, document: &Document, random: &mut Random) -> bool {
    let often = match customer.habit {
        Habit::Disputing => 25,
        _ => 1,
    };
    document.kind == DocumentKind::Invoice && random.chance(often)
}

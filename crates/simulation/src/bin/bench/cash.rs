//! Payments for cash application: two thirds name their invoice, a third tells only who paid how much. Made from
//! counters, so that every run is of the same work; it must never read a file.

use receivables::calendar::plus_days;
use receivables::cash_application::{
    Book, IncomingCredit, KnownDebtor, OpenItem, OpenItemsIndex, propose,
};
use receivables::identity::{BankEntryId, DebtorId, ItemId};
use receivables::item::ItemKind;
use receivables::money::Money;

use crate::Outcome;
use crate::company::TODAY;

const TRADES: [&str; 8] = [
    "Atelier",
    "Boulangerie",
    "Cabinet",
    "Domaine",
    "Fonderie",
    "Garage",
    "Menuiserie",
    "Transports",
];
const NAMES: [&str; 10] = [
    "Martin", "Bernard", "Dubois", "Thomas", "Lefebvre", "Martinez", "Durand", "Leroy", "Moreau",
    "Simon",
];
const PLACES: [&str; 6] = ["Nord", "Sud", "Lyon", "Nantes", "Services", "Conseil"];

/// Matches a fifth as many payments as there are invoices.
pub fn apply(invoices: u64) -> Outcome<String> {
    let invoices = i64::try_from(invoices)?.max(10);
    let customers = invoices / 5;
    let book = Book {
        items: (0..invoices).map(|at| item(at, customers)).collect(),
        debtors: (0..customers).map(customer).collect(),
        ..Book::default()
    };
    let credits: Vec<IncomingCredit> = (0..customers).map(|at| credit(at, customers)).collect();
    let proposals = propose(&credits, &OpenItemsIndex::of(book));
    let applied = proposals.iter().filter(|one| one.is_certain()).count();
    Ok(format!("{} payments, {applied} applied", proposals.len()))
}

fn name(customer: i64) -> String {
    let word = |list: &[&'static str], at: i64| {
        let count = i64::try_from(list.len()).unwrap_or(1);
        list[usize::try_from(at % count).unwrap_or(0)]
    };
    let number = customer / 480;
    let place = word(&PLACES, customer / 80);
    format!(
        "{} {} {place} {number} SARL",
        word(&TRADES, customer),
        word(&NAMES, customer / 8)
    )
}

fn customer(at: i64) -> KnownDebtor {
    KnownDebtor {
        debtor: DebtorId(at),
        names: vec![name(at)],
        parent: None,
        tags: Default::default(),
    }
}

/// Three in ten carry one of forty list prices.
fn cents(at: i64) -> i64 {
    match at % 10 {
        0..3 => 1_990 + 1_500 * (at / 10 % 40),
        _ => 3_000 + at * 7_919 % 499_979,
    }
}

fn item(at: i64, customers: i64) -> OpenItem {
    OpenItem {
        item: ItemId(at),
        debtor: DebtorId(at * 31 % customers),
        kind: ItemKind::Invoice,
        reference: format!("FA2026-{:06}", at + 1),
        due_on: plus_days(TODAY, -i32::try_from(at % 120).unwrap_or(0)),
        open: Money::eur(cents(at)),
    }
}

fn credit(at: i64, customers: i64) -> IncomingCredit {
    let paid = item(at * 5 + 3, customers);
    let who = name(paid.debtor.0).to_uppercase();
    let text = match at % 3 {
        0 => format!("VIR {who} REGLEMENT"),
        1 => format!("VIR SEPA {who} {}", paid.reference.replace('-', " ")),
        _ => format!("VIR SEPA {who} {}", paid.reference.replace("FA", "FACT ")),
    };
    IncomingCredit {
        entry: BankEntryId(at),
        booked_on: TODAY,
        amount: paid.open,
        structured_reference: String::new(),
        text,
        end_to_end: String::new(),
        remitter_iban: None,
        remitter_name: None,
    }
}

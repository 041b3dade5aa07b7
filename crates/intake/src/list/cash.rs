//! Lists for cash application: open invoices with their debtors, and money that came in. Amounts may stand in
//! cents where the column's name says so. It must never guess a column from its contents: a wrong column of
//! amounts would settle wrong invoices.

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;
use serde::{Deserialize, Serialize};

use super::ListKind;
use super::amount::{self, DecimalMark, mark_of};
use super::day::{DateOrder, Written, order_of};
use super::field::squeezed;
use super::row::Row;
use super::table::Table;
use crate::reading::{Kept, Problem, ProblemKind, Problems, Reading, shortened};

/// An open item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashItem {
    /// Its number.
    pub number: String,
    /// Code of its debtor; its name when the list has no code.
    pub debtor_key: String,
    /// Name of its debtor; may be empty.
    pub debtor_name: String,
    /// Code of the company the debtor belongs to, when the list tells.
    pub parent_key: Option<String>,
    /// Its due date; the issue date where the list has none.
    pub due_on: Date,
    /// What is open of it; negative for credit notes.
    pub open: Money,
    /// Line of the file.
    pub line: u64,
}

/// Money that came in, of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashCredit {
    /// How the list calls it; its line where it has no such column.
    pub key: String,
    /// The day it was booked.
    pub booked_on: Date,
    /// How much; above zero, money came in.
    pub amount: Money,
    /// The text.
    pub text: String,
    /// The structured reference; may be empty.
    pub structured_reference: String,
    /// The end-to-end identification; may be empty.
    pub end_to_end: String,
    /// The account it came from.
    pub iban: Option<String>,
    /// The name it came under.
    pub remitter_name: Option<String>,
    /// Line of the file.
    pub line: u64,
}

/// Names of each column, squeezed; those that are in cents first among amounts.
const CENTS: &[&str] = &[
    "opencents",
    "amountcents",
    "cents",
    "amountminor",
    "openminor",
    "montantcentimes",
    "soldecentimes",
];
const OPEN: &[&str] = &[
    "open",
    "openamount",
    "resteapayer",
    "restedu",
    "solde",
    "balance",
    "amount",
    "montant",
    "montantttc",
    "total",
];
const NUMBER: &[&str] = &[
    "invoice",
    "invoicenumber",
    "invoiceno",
    "number",
    "numero",
    "facture",
    "numfacture",
    "numerofacture",
    "nfacture",
    "nofacture",
    "piece",
    "document",
    "reference",
    "ref",
];
const DEBTOR: &[&str] = &[
    "customer",
    "customerid",
    "customercode",
    "debtor",
    "client",
    "codeclient",
    "tiers",
    "compte",
    "account",
];
const NAME: &[&str] = &[
    "customername",
    "debtorname",
    "clientname",
    "nomclient",
    "nomduclient",
    "raisonsociale",
    "nom",
    "name",
    "libelletiers",
];
const PARENT: &[&str] = &["parent", "group", "groupe", "maisonmere"];
const DUE: &[&str] = &[
    "duedate",
    "due",
    "dueon",
    "echeance",
    "dateecheance",
    "datedecheance",
];
const ISSUED: &[&str] = &[
    "issuedate",
    "invoicedate",
    "issuedon",
    "datefacture",
    "datepiece",
    "date",
];
const CURRENCY: &[&str] = &["currency", "devise", "monnaie"];
const KEY: &[&str] = &[
    "payment",
    "paymentid",
    "id",
    "entry",
    "numero",
    "operation",
    "transaction",
];
const BOOKED: &[&str] = &[
    "date",
    "bookingdate",
    "bookedon",
    "dateoperation",
    "datecomptable",
    "datevaleur",
    "valuedate",
];
const AMOUNT: &[&str] = &["amount", "credit", "montant", "encaissement"];
const TEXT: &[&str] = &[
    "text",
    "label",
    "libelle",
    "description",
    "motif",
    "communication",
    "wording",
    "details",
];
const STRUCTURED: &[&str] = &[
    "structuredreference",
    "structured",
    "creditorreference",
    "referencestructuree",
    "reference",
    "ref",
];
const END_TO_END: &[&str] = &["endtoend", "endtoendid", "endtoendreference", "e2e"];
const IBAN: &[&str] = &[
    "iban",
    "remitteriban",
    "ibanemetteur",
    "ibandonneurdordre",
    "account",
    "compte",
];
const REMITTER: &[&str] = &[
    "remittername",
    "remitter",
    "payer",
    "payername",
    "donneurdordre",
    "nomdonneurdordre",
    "emetteur",
    "name",
    "nom",
];

/// Reads a list of open items. It never fails: what cannot be read is a problem with its line.
pub fn read_open_items(bytes: &[u8]) -> Reading<Vec<CashItem>> {
    let mut problems = Problems::new();
    let Some(table) = super::open(bytes, (ListKind::Invoices, None), &mut problems) else {
        return Reading {
            facts: Vec::new(),
            problems,
        };
    };
    let columns = Columns::of(&table);
    let number = columns.named(NUMBER, "invoice", &mut problems);
    let debtor = columns.find(DEBTOR).or(columns.find(NAME));
    if debtor.is_none() {
        columns.missing("customer", &mut problems);
    }
    let (cents, major) = (columns.find(CENTS), columns.find(OPEN));
    if cents.or(major).is_none() {
        columns.missing("open_cents", &mut problems);
    }
    let due = columns.find(DUE).or(columns.find(ISSUED));
    if due.is_none() {
        columns.missing("due_date", &mut problems);
    }
    let (Some(number), Some(debtor), Some(amount), Some(due)) =
        (number, debtor, cents.or(major), due)
    else {
        return Reading {
            facts: Vec::new(),
            problems,
        };
    };
    let (name, parent) = (columns.find(NAME), columns.find(PARENT));
    let mut cells = Cells::new(
        &table,
        (amount, cents.is_some(), columns.find(CURRENCY)),
        due,
        problems,
    );
    let mut items = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let key = text(row, Some(debtor));
        if key.is_empty() || text(row, Some(number)).is_empty() {
            let column = if key.is_empty() { debtor } else { number };
            cells.tell(row, column, ProblemKind::MissingKey);
            continue;
        }
        let (Some(open), Some(due_on)) = (cells.amount(row), cells.day(row)) else {
            continue;
        };
        items.push(CashItem {
            number: text(row, Some(number)).to_string(),
            debtor_key: key.to_string(),
            debtor_name: text(row, name).to_string(),
            parent_key: some(text(row, parent)),
            due_on,
            open,
            line: row.line,
        });
    }
    Reading {
        facts: items,
        problems: cells.problems,
    }
}

/// Reads a list of money that came in. It never fails: what cannot be read is a problem with its line.
pub fn read_credits(bytes: &[u8]) -> Reading<Vec<CashCredit>> {
    let mut problems = Problems::new();
    let Some(table) = super::open(bytes, (ListKind::Payments, None), &mut problems) else {
        return Reading {
            facts: Vec::new(),
            problems,
        };
    };
    let columns = Columns::of(&table);
    let booked = columns.named(BOOKED, "date", &mut problems);
    let (cents, major) = (columns.find(CENTS), columns.find(AMOUNT));
    if cents.or(major).is_none() {
        columns.missing("amount_cents", &mut problems);
    }
    let (Some(booked), Some(amount)) = (booked, cents.or(major)) else {
        return Reading {
            facts: Vec::new(),
            problems,
        };
    };
    let (key, label) = (columns.find(KEY), columns.find(TEXT));
    let structured = columns
        .find(STRUCTURED)
        .filter(|column| Some(*column) != label);
    let (end_to_end, iban) = (columns.find(END_TO_END), columns.find(IBAN));
    let remitter = columns.find(REMITTER);
    let mut cells = Cells::new(
        &table,
        (amount, cents.is_some(), columns.find(CURRENCY)),
        booked,
        problems,
    );
    let mut credits = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let (Some(amount), Some(booked_on)) = (cells.amount(row), cells.day(row)) else {
            continue;
        };
        credits.push(CashCredit {
            key: some(text(row, key)).unwrap_or_else(|| row.line.to_string()),
            booked_on,
            amount,
            text: text(row, label).to_string(),
            structured_reference: text(row, structured).to_string(),
            end_to_end: text(row, end_to_end).to_string(),
            iban: some(text(row, iban)),
            remitter_name: some(text(row, remitter)),
            line: row.line,
        });
    }
    Reading {
        facts: credits,
        problems: cells.problems,
    }
}

fn text(row: &Row, column: Option<usize>) -> &str {
    column
        .and_then(|column| row.fields.get(column))
        .map_or("", |field| field.trim())
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_string())
}

struct Columns {
    names: Vec<String>,
    shown: String,
}

impl Columns {
    fn of(table: &Table) -> Columns {
        Columns {
            names: table.header.iter().map(|name| squeezed(name)).collect(),
            shown: table.header.join(", "),
        }
    }

    /// The column of the first of these names that is there.
    fn find(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.names.iter().position(|column| column == name))
    }

    fn named(&self, names: &[&str], usual: &str, problems: &mut Problems) -> Option<usize> {
        let found = self.find(names);
        if found.is_none() {
            self.missing(usual, problems);
        }
        found
    }

    fn missing(&self, usual: &str, problems: &mut Problems) {
        problems.add(Problem {
            line: Some(1),
            field: Some(usual.to_string()),
            kind: ProblemKind::MissingColumn,
            found: shortened(&self.shown),
            kept: Kept::Nothing,
        });
    }
}

/// The amounts and days of a list, read as the whole file proves them.
struct Cells<'a> {
    table: &'a Table,
    amount: usize,
    is_cents: bool,
    currency: Option<usize>,
    day: usize,
    mark: Option<DecimalMark>,
    order: DateOrder,
    problems: Problems,
}

impl<'a> Cells<'a> {
    fn new(
        table: &'a Table,
        (amount, is_cents, currency): (usize, bool, Option<usize>),
        day: usize,
        problems: Problems,
    ) -> Cells<'a> {
        let mark = if is_cents {
            None
        } else {
            mark_of(table.values(amount))
        };
        let is_iso = |text: &str| text.len() == 10 && text.as_bytes()[4] == b'-';
        let order = match table.values(day).all(is_iso) {
            true => DateOrder::DayFirst,
            false => order_of(table.values(day)).0.unwrap_or_default(),
        };
        Cells {
            table,
            amount,
            is_cents,
            currency,
            day,
            mark,
            order,
            problems,
        }
    }

    fn amount(&mut self, row: &Row) -> Option<Money> {
        let found = text(row, Some(self.amount));
        let (minor, major) = match self.is_cents {
            true => (found.parse::<i64>().ok(), None),
            false => (None, amount::read(found, self.mark)),
        };
        let beside = major.as_ref().map_or("", |read| read.currency.as_str());
        let code = match text(row, self.currency) {
            "" if beside.is_empty() => "EUR",
            "" => beside,
            code => code,
        };
        let Ok(currency) = code.parse::<Currency>() else {
            self.tell(
                row,
                self.currency.unwrap_or(self.amount),
                ProblemKind::UnknownCurrency,
            );
            return None;
        };
        let money = match (minor, major) {
            (Some(minor), _) => Some(Money::new(minor, currency)),
            (None, Some(read)) => Money::from_major(read.amount, currency),
            (None, None) => None,
        };
        if money.is_none() {
            self.tell(row, self.amount, ProblemKind::InvalidAmount);
        }
        money
    }

    fn day(&mut self, row: &Row) -> Option<Date> {
        let found = text(row, Some(self.day));
        let is_iso = found.len() == 10 && found.as_bytes()[4] == b'-';
        let plain = found.parse().ok().filter(|_| is_iso);
        let day = plain.or_else(|| Written::of(found).day(self.order));
        if day.is_none() {
            self.tell(row, self.day, ProblemKind::InvalidDate);
        }
        day
    }

    fn tell(&mut self, row: &Row, column: usize, kind: ProblemKind) {
        self.problems.add(Problem {
            line: Some(row.line),
            field: self.table.header.get(column).cloned(),
            kind,
            found: shortened(text(row, Some(column))),
            kept: Kept::NotTheLine,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_cents_or_in_euros_as_the_column_says() {
        let cents = read_open_items(
            b"invoice,customer,customer_name,issue_date,due_date,open_cents\nF1,C1,Martin,2026-01-02,2026-02-01,1234\n",
        );
        assert_eq!(cents.facts[0].open, Money::eur(1234));
        assert_eq!(cents.facts[0].due_on, jiff::civil::date(2026, 2, 1));
        let euros = read_open_items(
            "Facture;Client;Nom client;Échéance;Solde;Devise\nF1;C1;Martin;31/01/2026;1 234,56;CHF\n".as_bytes(),
        );
        assert_eq!(euros.facts[0].open, Money::new(123_456, Currency::CHF));
        assert!(euros.problems.is_empty(), "{:?}", euros.problems);
    }

    #[test]
    fn a_bad_line_is_told_and_the_others_are_kept() {
        let reading = read_credits(
            b"payment,date,amount_cents,text\nP1,2026-01-02,12.5,x\nP2,2026-01-32,5,x\nP3,2026-01-03,5,VIR\n",
        );
        assert_eq!(reading.facts.len(), 1);
        assert_eq!(reading.facts[0].key, "P3");
        let told: Vec<_> = reading
            .problems
            .iter()
            .map(|one| (one.line, one.field.clone(), one.kind))
            .collect();
        assert_eq!(
            told,
            [
                (
                    Some(2),
                    Some("amount_cents".to_string()),
                    ProblemKind::InvalidAmount
                ),
                (Some(3), Some("date".to_string()), ProblemKind::InvalidDate),
            ]
        );
    }

    #[test]
    fn a_missing_column_is_named() {
        let reading = read_credits(b"payment;when;text\nP1;2026-01-02;x\n");
        assert!(reading.facts.is_empty());
        assert!(reading.problems.contains(ProblemKind::MissingColumn));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
            let lines = [b"payment,date,amount_cents,text\n".as_slice(), &bytes].concat();
            let (credits, items) = (read_credits(&lines), read_open_items(&bytes));
            proptest::prop_assert!(credits.facts.len() < 400 && items.facts.len() < 400);
        }
    }
}

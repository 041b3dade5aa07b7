//! The cleaning bench: what in the books would make a reminder wrong or useless, found before any leaves:
//! debtors and invoices that stand twice, credits nobody used, accounts nobody can be reached at, invoices
//! that never arrived, claims too old to chase. It proposes and must never change anything.

mod age;
mod credits;
mod duplicates;
mod numbers;
mod reach;

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::debtor::DebtorKind;
use receivables::identity::{DebtorId, ItemId};
use receivables::item::{ItemKind, Unconfirmed};
use receivables::money::{Balances, Money};
use serde::{Deserialize, Serialize};

pub use age::Recovery;

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Book {
    /// The day it is.
    pub today: Date,
    /// Every debtor that was not removed.
    pub debtors: Vec<BookDebtor>,
    /// Every open item.
    pub items: Vec<BookItem>,
    /// What a specialised agency asks and gets, for the choice between its fee and a loss.
    pub recovery: Recovery,
}

/// A debtor as the bench needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookDebtor {
    /// Its identity.
    pub id: DebtorId,
    /// Its name.
    pub name: String,
    /// Its nature before the law.
    pub kind: DebtorKind,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: String,
    /// French company number, as it was given.
    pub siren: Option<String>,
    /// VAT number, as it was given.
    pub vat_number: Option<String>,
    /// Post code of its address.
    pub post_code: Option<String>,
    /// Accounts it was confirmed to pay from.
    pub accounts: Vec<String>,
    /// Whether it can be written to or called.
    pub reach: Reach,
}

/// Whether a debtor can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// An address or a number works, as far as is known.
    Works,
    /// Every address it has bounced.
    Bounces,
    /// It has none.
    Nothing,
}

/// An open item as the bench needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookItem {
    /// Its identity.
    pub id: ItemId,
    /// Whose it is.
    pub debtor: DebtorId,
    /// What it is.
    pub kind: ItemKind,
    /// Its number.
    pub reference: String,
    /// Date of the invoice.
    pub issued_on: Date,
    /// Its due date.
    pub due_on: Date,
    /// Which instalment; 0 when there is only one.
    pub instalment: u32,
    /// The whole amount.
    pub amount: Money,
    /// What is open of it: positive for claims, negative for credits.
    pub open: Money,
    /// A cause on our side for which it may not be chased.
    pub unconfirmed: Option<Unconfirmed>,
}

/// Something to put right, or to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is, with the facts its sentence names.
    pub what: What,
    /// The debtors it is about.
    pub debtors: Vec<DebtorId>,
    /// The items it is about.
    pub items: Vec<ItemId>,
    /// What is open and depends on it, by currency.
    pub at_stake: Balances,
}

/// The kinds of findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
#[expect(
    missing_docs,
    reason = "the fields are the facts each variant's sentence names"
)]
pub enum What {
    /// Debtors that are probably one.
    DuplicateDebtors { by: SameBy },
    /// The same invoice number and amount on several items.
    DuplicateInvoices { number: String },
    /// Money or credit notes that lie on an account beside claims they would close.
    UnusedCredit { closes: u32 },
    /// An account with something overdue and nobody to write to.
    NoContact,
    /// An account with something overdue whose addresses all bounced.
    ContactBounces,
    /// An invoice that never left, was rejected or refused: ours to put right.
    NotProvenReceived { cause: Unconfirmed },
    /// A company number that cannot be right.
    WrongSiren { found: String },
    /// A VAT number that cannot be right.
    WrongVatNumber { found: String },
    /// An account number that cannot be right.
    WrongAccount { found: String },
    /// A claim whose period of prescription ends soon.
    PrescribedSoon { on: Date },
    /// A claim whose period of prescription is over, unless something interrupted it.
    Prescribed { since_on: Date },
    /// A claim so old that a specialised agency may get more of it than we will.
    TooOld { expected: Money, fee: Money },
}

/// What two debtors have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SameBy {
    /// The same company number.
    Siren,
    /// The same VAT number.
    VatNumber,
    /// They pay from the same account.
    Account,
    /// The same name in the same town.
    NameAndPlace,
    /// The same name.
    Name,
}

impl What {
    /// The number that cannot be right, of a finding about one.
    pub fn number(&self) -> Option<&str> {
        match self {
            What::WrongSiren { found }
            | What::WrongVatNumber { found }
            | What::WrongAccount { found } => Some(found),
            _ => None,
        }
    }

    /// The heading it stands under, in the order the bench is worked down.
    pub const fn heading(&self) -> Heading {
        match self {
            What::DuplicateDebtors { .. } => Heading::Debtors,
            What::DuplicateInvoices { .. } => Heading::Invoices,
            What::UnusedCredit { .. } => Heading::Credits,
            What::NotProvenReceived { .. } => Heading::Unproven,
            What::NoContact | What::ContactBounces => Heading::Contacts,
            What::WrongSiren { .. } | What::WrongVatNumber { .. } | What::WrongAccount { .. } => {
                Heading::Identifiers
            }
            What::PrescribedSoon { .. } | What::Prescribed { .. } | What::TooOld { .. } => {
                Heading::Age
            }
        }
    }
}

/// The headings of the bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heading {
    /// Debtors that stand twice.
    Debtors,
    /// Invoices that stand twice.
    Invoices,
    /// Credits nobody used.
    Credits,
    /// Invoices not proven received.
    Unproven,
    /// Accounts nobody can be reached at.
    Contacts,
    /// Numbers that cannot be right.
    Identifiers,
    /// Claims too old.
    Age,
}

impl Heading {
    /// All of them, in order.
    pub const ALL: [Heading; 7] = [
        Heading::Debtors,
        Heading::Invoices,
        Heading::Credits,
        Heading::Unproven,
        Heading::Contacts,
        Heading::Identifiers,
        Heading::Age,
    ];

    /// The word of addresses and of the wording.
    pub const fn code(self) -> &'static str {
        match self {
            Heading::Debtors => "debtors",
            Heading::Invoices => "invoices",
            Heading::Credits => "credits",
            Heading::Unproven => "unproven",
            Heading::Contacts => "contacts",
            Heading::Identifiers => "identifiers",
            Heading::Age => "age",
        }
    }
}

impl Finding {
    /// What tells it from every other, from one day to the next: its kind, debtors, items and wrong number. A finding a
    /// person dismissed is known by it.
    pub fn key(&self) -> String {
        let kind = match &self.what {
            What::DuplicateDebtors { .. } => "duplicate-debtors",
            What::DuplicateInvoices { .. } => "duplicate-invoices",
            What::UnusedCredit { .. } => "unused-credit",
            What::NoContact => "no-contact",
            What::ContactBounces => "contact-bounces",
            What::NotProvenReceived { .. } => "not-proven-received",
            What::WrongSiren { .. } => "wrong-siren",
            What::WrongVatNumber { .. } => "wrong-vat-number",
            What::WrongAccount { .. } => "wrong-account",
            What::PrescribedSoon { .. } => "prescribed-soon",
            What::Prescribed { .. } => "prescribed",
            What::TooOld { .. } => "too-old",
        };
        let debtors: Vec<String> = self.debtors.iter().map(ToString::to_string).collect();
        let items: Vec<String> = self.items.iter().map(ToString::to_string).collect();
        let key = format!("{kind}|{}|{}", debtors.join(","), items.join(","));
        match self.what.number() {
            // Another number that is wrong is another finding.
            Some(number) => format!("{key}|{number}"),
            None => key,
        }
    }
}

/// Everything to put right, heading by heading, most at stake first within each.
pub fn findings(book: &Book) -> Vec<Finding> {
    let open = Open::of(book);
    let mut found = duplicates::debtors(book, &open);
    found.extend(duplicates::invoices(book));
    found.extend(credits::unused(book));
    found.extend(reach::unproven(book));
    found.extend(reach::unreachable(book, &open));
    found.extend(numbers::wrong(book, &open));
    found.extend(age::claims(book));
    found.sort_by_cached_key(|finding| {
        let most = finding.at_stake.iter().map(|sum| sum.minor.abs()).max();
        let most = std::cmp::Reverse(most.unwrap_or(0));
        (finding.what.heading(), most, finding.key())
    });
    found
}

/// What is open of each debtor, and what of it is overdue.
struct Open {
    claims: BTreeMap<DebtorId, Balances>,
    overdue: BTreeMap<DebtorId, Balances>,
}

impl Open {
    fn of(book: &Book) -> Open {
        let (mut claims, mut overdue) = (BTreeMap::new(), BTreeMap::new());
        for item in &book.items {
            if !item.open.is_positive() {
                continue;
            }
            let add = |to: &mut BTreeMap<DebtorId, Balances>| {
                to.entry(item.debtor).or_default().add(item.open);
            };
            add(&mut claims);
            if item.due_on < book.today {
                add(&mut overdue);
            }
        }
        Open { claims, overdue }
    }
}

fn sum<'a>(items: impl IntoIterator<Item = &'a BookItem>) -> Balances {
    let mut sum = Balances::default();
    for item in items {
        sum.add(item.open);
    }
    sum
}

#[cfg(test)]
mod tests;

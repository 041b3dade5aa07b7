//! The receivables rebuilt from a FEC: debtors, open and settled items, and the links that say which
//! payment settled which invoice. It must say of every link what it was rebuilt from.

use jiff::civil::Date;
use receivables::money::Money;
use serde::{Deserialize, Serialize};

use super::text::{TextId, Texts};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A debit of an entry that touches sales.
    Invoice,
    /// A credit of an entry that touches sales.
    CreditNote,
    /// A credit of a bank or cash entry.
    Payment,
    /// Any other debit: bill, transfer between accounts, returned payment, fee passed on.
    OtherDebit,
    /// Any other credit: loss booked, transfer between accounts, set-off.
    OtherCredit,
    /// A line of the opening balance, debit or credit.
    OpeningBalance,
}

/// What a link was rebuilt from, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The accountant lettered both lines together.
    Lettering,
    /// The payment names the invoice.
    Reference,
    /// The amounts agree exactly, the oldest first.
    AmountAndAge,
    /// Nothing but age: the credit goes to the oldest debits, amounts do not agree.
    Age,
}

/// A debtor.
#[derive(Clone, Copy, Debug)]
pub struct RebuiltDebtor {
    /// Its auxiliary account, else its own sub-account: see [`Receivables::text`].
    pub key: TextId,
    /// Its name.
    pub name: TextId,
    /// True when the account is shared by debtors nothing tells apart.
    pub is_collective: bool,
}

/// One line of a debtor's account.
#[derive(Clone, Copy, Debug)]
pub struct RebuiltItem {
    /// Rank of the debtor in [`Receivables::debtors`].
    pub debtor: u32,
    /// What it is.
    pub kind: ItemKind,
    /// Amount in euro cents; above zero, the debtor owes it.
    pub amount_minor: i64,
    /// The amount in the currency of the document, when not the euro, with the same sign. What is owed is
    /// counted in euros; this is what the debtor was billed.
    pub original: Option<Money>,
    /// Day of the entry.
    pub posted_on: Date,
    /// Day of the document for an invoice or credit note, day of the entry for a payment.
    pub issued_on: Date,
    /// PieceRef.
    pub reference: TextId,
    /// EcritureLib.
    pub label: TextId,
    /// CompteNum: the same lettering code on two accounts is two letterings.
    pub account: TextId,
    /// Lettering code.
    pub lettering: TextId,
    /// Rank of the journal in [`Receivables::journals`].
    pub journal: u16,
    /// EcritureNum.
    pub entry_number: TextId,
    /// Rank among the receivable lines of its entry, from 1.
    pub ordinal: u16,
    /// Line in the file.
    pub line: u32,
    /// Set when the item is lettered with nothing in this file: its settlement lies in another exercise.
    pub settled_elsewhere: Option<SettledElsewhere>,
    /// For a returned payment, the rank of the payment it takes back.
    pub reverses: Option<u32>,
}

/// A settlement that this file does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledElsewhere {
    /// Day of the lettering, when the file gives it; the payment is not later.
    pub lettered_on: Option<Date>,
    /// From this day the item counts as settled: the day of the lettering, else the day after the last
    /// entry of the file, since a file holds every payment of its own exercise.
    pub closed_on: Date,
}

/// A credit that settled a debit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RebuiltLink {
    /// Rank of the credit in [`Receivables::items`].
    pub from: u32,
    /// Rank of the debit.
    pub to: u32,
    /// Euro cents settled, above zero.
    pub amount_minor: i64,
    /// Day the settlement took effect: the later of the two items' days.
    pub on: Date,
    /// What the link was rebuilt from.
    pub basis: Basis,
    /// True when the lettering it comes from does not balance.
    pub is_partial: bool,
}

/// Whether a lettering holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetteringState {
    /// Debits equal credits: settled.
    Balanced,
    /// In lower case, in a file that writes whole letterings in capitals: in part, and said so.
    Partial,
    /// Debits and credits differ: what is left is held open.
    Unbalanced,
    /// Only debits or only credits: the other side lies in another exercise.
    OneSided,
}

/// What the lines of one lettering add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lettering {
    /// Rank of the debtor in [`Receivables::debtors`].
    pub debtor: u32,
    /// Its code.
    pub code: TextId,
    /// How many lines.
    pub lines: u32,
    /// Their debits in euro cents.
    pub debit_minor: i64,
    /// Their credits in euro cents, above zero.
    pub credit_minor: i64,
    /// Whether it holds.
    pub state: LetteringState,
}

/// Everything rebuilt from the receivable accounts.
#[derive(Clone, Debug, Default)]
pub struct Receivables {
    /// Debtors, in the order met.
    pub debtors: Vec<RebuiltDebtor>,
    /// Items, in the order of the file.
    pub items: Vec<RebuiltItem>,
    /// Links, by debtor.
    pub links: Vec<RebuiltLink>,
    /// What each lettering adds up to, debtor by debtor: the second reading of what the accountant lettered.
    pub letterings: Vec<Lettering>,
    /// Journal codes.
    pub journals: Vec<String>,
    pub(super) texts: Texts,
}

impl Receivables {
    /// The text of an id.
    pub fn text(&self, id: TextId) -> &str {
        self.texts.of(id)
    }

    /// The key that names an item for ever: journal, entry number, day, rank among the receivable
    /// lines of the entry. The same in a later, longer export of the same exercise.
    pub fn natural_key(&self, item: &RebuiltItem) -> String {
        let journal = self
            .journals
            .get(usize::from(item.journal))
            .map_or("", String::as_str);
        format!(
            "{journal}|{}|{}|{}",
            self.text(item.entry_number),
            item.posted_on,
            item.ordinal
        )
    }

    /// What is left of each item: above zero still owed, below zero not yet allocated. Items settled
    /// in another exercise have nothing left.
    pub fn remainders(&self) -> Vec<i64> {
        let mut left: Vec<i64> = self
            .items
            .iter()
            .map(|item| {
                if item.settled_elsewhere.is_some() {
                    0
                } else {
                    item.amount_minor
                }
            })
            .collect();
        for link in &self.links {
            left[link.to as usize] -= link.amount_minor;
            left[link.from as usize] += link.amount_minor;
        }
        left
    }
}

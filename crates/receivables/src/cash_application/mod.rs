//! Cash application: which invoices a payment names, and what it pays of them. It proposes and never books;
//! it must never choose between two debtors, and what a number does not prove stays on account.

mod allotment;
mod index;
mod reference;
mod search;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use index::{OpenItem, OpenItemsIndex};
pub use reference::{normal_form, rf_body};

use crate::identity::{BankEntryId, DebtorId, ItemId};
use crate::money::Money;

/// From this confidence on, in per mille, a proposal may be applied without a person.
pub const CERTAIN_FROM: u16 = 900;

/// Money that came in, as the bank tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingCredit {
    /// The line of the bank statement.
    pub entry: BankEntryId,
    /// The day the bank booked it.
    pub booked_on: Date,
    /// How much, positive.
    pub amount: Money,
    /// The structured creditor reference or the numbers of documents named apart; may be empty.
    pub structured_reference: String,
    /// The free text of the payment.
    pub text: String,
    /// The end-to-end identification the payer gave; may be empty.
    pub end_to_end: String,
    /// The account it came from, when the bank tells.
    pub remitter_iban: Option<String>,
    /// The name it came from, when the bank tells. No exact evidence.
    pub remitter_name: Option<String>,
}

/// Where in a payment a number stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The structured reference.
    StructuredReference,
    /// The free text.
    Text,
    /// The end-to-end identification.
    EndToEnd,
}

/// Why a proposal is what it is. Translated at the edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "reason")]
#[expect(
    missing_docs,
    reason = "the fields are the facts each variant's sentence names"
)]
pub enum MatchReason {
    /// The payment names the item's number.
    NumberNamed { item: ItemId, field: Field },
    /// The payment carries the item's number in a creditor reference with check digits.
    CheckedReference { item: ItemId, field: Field },
    /// The account it came from is known as the debtor's.
    KnownAccount { debtor: DebtorId },
    /// It pays exactly what is open of the one item it names.
    PaysInFull,
    /// It pays exactly the sum of the items it names.
    PaysTheSum { items: u32 },
    /// It pays exactly one instalment of the invoice it names.
    PaysOneInstalment { item: ItemId },
    /// It is less than what is open of what it names.
    PaysLess { short: Money },
    /// It is more than what is open of what it names; the rest stays on account.
    PaysMore { rest: Money },
    /// The payer deducted a credit note that the payment names.
    DeductsCreditNote { item: ItemId },
    /// The number is too short or too plain to prove anything by itself.
    NumberTooPlain { item: ItemId },
    /// Numbers of several debtors fit: a person decides.
    SeveralDebtors { debtors: Vec<DebtorId> },
    /// The item it names is in another currency.
    CurrencyDiffers { item: ItemId },
    /// The item it names is settled already: paid twice, perhaps.
    AlreadySettled { item: ItemId },
    /// Nothing in it names an item or a debtor.
    NothingKnown,
}

impl MatchReason {
    /// The item a reason speaks of.
    pub const fn item(&self) -> Option<ItemId> {
        match self {
            MatchReason::NumberNamed { item, .. }
            | MatchReason::CheckedReference { item, .. }
            | MatchReason::PaysOneInstalment { item }
            | MatchReason::DeductsCreditNote { item }
            | MatchReason::NumberTooPlain { item }
            | MatchReason::CurrencyDiffers { item }
            | MatchReason::AlreadySettled { item } => Some(*item),
            _ => None,
        }
    }
}

/// Where the money of an allocation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "from")]
pub enum PaidFrom {
    /// The payment itself.
    Payment,
    /// A credit note that the payment deducts.
    CreditNote {
        /// The credit note.
        item: ItemId,
    },
}

/// An amount to put on a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedAllocation {
    /// The claim.
    pub claim: ItemId,
    /// Where the money comes from.
    pub from: PaidFrom,
    /// How much, positive.
    pub amount: Money,
}

/// What to do with one payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The line of the bank statement.
    pub entry: BankEntryId,
    /// Whose money it is for certain, so that it may lie on that account; nothing means it stays unallocated
    /// until a person knows.
    pub debtor: Option<DebtorId>,
    /// What it pays, oldest claim first.
    pub allocations: Vec<ProposedAllocation>,
    /// What is left of it once the allocations are made: on the debtor's account, or unallocated without one.
    pub on_account: Money,
    /// How sure the allocations are, in per mille; below [`CERTAIN_FROM`] a person looks at them first.
    pub confidence: u16,
    /// Why; at least one.
    pub reasons: Vec<MatchReason>,
}

impl Proposal {
    /// True when its allocations may be made without a person.
    pub fn is_certain(&self) -> bool {
        self.debtor.is_some() && self.confidence >= CERTAIN_FROM
    }

    /// What of the payment is put on claims.
    pub fn applied_minor(&self) -> i64 {
        self.allocations
            .iter()
            .filter(|allocation| allocation.from == PaidFrom::Payment)
            .fold(0, |sum: i64, allocation| {
                sum.saturating_add(allocation.amount.minor)
            })
    }
}

/// Proposes what to do with payments, oldest first: what one payment settles is not open for the next. The
/// proposals come in that order.
pub fn propose(credits: &[IncomingCredit], open: &OpenItemsIndex) -> Vec<Proposal> {
    let mut in_order: Vec<&IncomingCredit> = credits.iter().collect();
    in_order.sort_by_key(|credit| (credit.booked_on, credit.entry));
    let mut left = open.open_amounts();
    in_order
        .into_iter()
        .map(|credit| propose_one(credit, open, &mut left))
        .collect()
}

fn propose_one(credit: &IncomingCredit, open: &OpenItemsIndex, left: &mut [i64]) -> Proposal {
    let payer = credit
        .remitter_iban
        .as_deref()
        .and_then(|iban| open.debtor_of_account(iban));
    let mut proposal = Proposal {
        entry: credit.entry,
        debtor: payer,
        allocations: Vec::new(),
        on_account: credit.amount,
        confidence: 0,
        reasons: payer
            .map(|debtor| MatchReason::KnownAccount { debtor })
            .into_iter()
            .collect(),
    };
    if !credit.amount.is_positive() {
        proposal.reasons.push(MatchReason::NothingKnown);
        return proposal;
    }
    let named = search::named(credit, open);
    match search::debtor_of(&named, open, payer) {
        search::Whose::Nobody => {}
        search::Whose::Several(debtors) => {
            proposal.debtor = None;
            proposal.confidence = 0;
            proposal
                .reasons
                .push(MatchReason::SeveralDebtors { debtors });
        }
        search::Whose::One(debtor) => {
            allotment::allot(credit, (&named, debtor), open, (left, &mut proposal));
        }
    }
    if proposal.reasons.is_empty() {
        proposal.reasons.push(MatchReason::NothingKnown);
    }
    proposal
}

#[cfg(test)]
mod tests;

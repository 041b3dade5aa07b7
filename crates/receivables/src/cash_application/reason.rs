//! Why a proposal is what it is. Translated at the edge; must never hold a sentence.

use serde::{Deserialize, Serialize};

use crate::identity::{DebtorId, ItemId};
use crate::money::Money;

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
    /// The amount completes so many instalments of a plan, the next ones.
    PaysThePlan { instalments: u32 },
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
    /// The number stands there without its prefix or its zeros.
    NumberShortened { item: ItemId },
    /// The number stands there with one sign wrong.
    NumberDamaged { item: ItemId },
    /// The item lies in a range of numbers that the payment names.
    InNamedRange { item: ItemId },
    /// The payer's name is the debtor's.
    NameAgrees { debtor: DebtorId },
    /// The payer's name is cut, shortened or damaged, and is likest the debtor's.
    NameIsLike { debtor: DebtorId },
    /// The payer's name was confirmed for this debtor before.
    KnownPayerName { debtor: DebtorId, confirmed: u32 },
    /// The payer belongs to the debtor's group.
    PaidByGroup { payer: DebtorId },
    /// The payer's name is another debtor's than the number's.
    PaidByAnother { payer: DebtorId },
    /// The amount is that of one open item, and of `alike` open items of the book.
    AmountAgrees { alike: u32 },
    /// The amount is the sum of open items that it does not name.
    SumAgrees { items: u32 },
    /// The sum is all that was due.
    AllThatWasDue,
    /// The sum is the oldest items, one after the other.
    OldestFirst,
    /// A discount for early payment was deducted.
    TakesDiscount { discount: Money },
    /// So little is missing that banks may have kept it.
    BankFees { short: Money },
    /// The fixed recovery sum was paid with it.
    IncludesFixedSum { sum: Money },
    /// Other items, or other debtors, fit nearly as well.
    OthersFitToo { others: u32 },
    /// A word says that something else was paid.
    WordAgainst { word: String },
    /// A number that looks like the creditor's is open nowhere.
    UnknownNumber,
    /// A person wants to look at each payment of this debtor.
    AskedToLook { debtor: DebtorId },
}

impl MatchReason {
    /// Its word in files and in stored rows.
    pub const fn code(&self) -> &'static str {
        match self {
            MatchReason::NumberNamed { .. } => "number-named",
            MatchReason::CheckedReference { .. } => "checked-reference",
            MatchReason::KnownAccount { .. } => "known-account",
            MatchReason::PaysInFull => "pays-in-full",
            MatchReason::PaysTheSum { .. } => "pays-the-sum",
            MatchReason::PaysOneInstalment { .. } => "pays-one-instalment",
            MatchReason::PaysThePlan { .. } => "pays-the-plan",
            MatchReason::PaysLess { .. } => "pays-less",
            MatchReason::PaysMore { .. } => "pays-more",
            MatchReason::DeductsCreditNote { .. } => "deducts-credit-note",
            MatchReason::NumberTooPlain { .. } => "number-too-plain",
            MatchReason::SeveralDebtors { .. } => "several-debtors",
            MatchReason::CurrencyDiffers { .. } => "currency-differs",
            MatchReason::AlreadySettled { .. } => "already-settled",
            MatchReason::NothingKnown => "nothing-known",
            MatchReason::NumberShortened { .. } => "number-shortened",
            MatchReason::NumberDamaged { .. } => "number-damaged",
            MatchReason::InNamedRange { .. } => "in-named-range",
            MatchReason::NameAgrees { .. } => "name-agrees",
            MatchReason::NameIsLike { .. } => "name-is-like",
            MatchReason::KnownPayerName { .. } => "known-payer-name",
            MatchReason::PaidByGroup { .. } => "paid-by-group",
            MatchReason::PaidByAnother { .. } => "paid-by-another",
            MatchReason::AmountAgrees { .. } => "amount-agrees",
            MatchReason::SumAgrees { .. } => "sum-agrees",
            MatchReason::AllThatWasDue => "all-that-was-due",
            MatchReason::OldestFirst => "oldest-first",
            MatchReason::TakesDiscount { .. } => "takes-discount",
            MatchReason::BankFees { .. } => "bank-fees",
            MatchReason::IncludesFixedSum { .. } => "includes-fixed-sum",
            MatchReason::OthersFitToo { .. } => "others-fit-too",
            MatchReason::WordAgainst { .. } => "word-against",
            MatchReason::UnknownNumber => "unknown-number",
            MatchReason::AskedToLook { .. } => "asked-to-look",
        }
    }

    /// The item a reason speaks of.
    pub const fn item(&self) -> Option<ItemId> {
        match self {
            MatchReason::NumberNamed { item, .. }
            | MatchReason::CheckedReference { item, .. }
            | MatchReason::PaysOneInstalment { item }
            | MatchReason::DeductsCreditNote { item }
            | MatchReason::NumberTooPlain { item }
            | MatchReason::CurrencyDiffers { item }
            | MatchReason::AlreadySettled { item }
            | MatchReason::NumberShortened { item }
            | MatchReason::NumberDamaged { item }
            | MatchReason::InNamedRange { item } => Some(*item),
            _ => None,
        }
    }

    /// The debtors a reason speaks of.
    pub fn debtors(&self) -> &[DebtorId] {
        match self {
            MatchReason::SeveralDebtors { debtors } => debtors,
            MatchReason::KnownAccount { debtor }
            | MatchReason::NameAgrees { debtor }
            | MatchReason::NameIsLike { debtor }
            | MatchReason::KnownPayerName { debtor, .. }
            | MatchReason::AskedToLook { debtor }
            | MatchReason::PaidByGroup { payer: debtor }
            | MatchReason::PaidByAnother { payer: debtor } => std::slice::from_ref(debtor),
            _ => &[],
        }
    }
}

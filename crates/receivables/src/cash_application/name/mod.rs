//! Names of payers against names of debtors: words in one form, the words of all debtors with how rare each
//! is, and how much a damaged name says for one debtor. Must never say that a name is a debtor's, only how
//! much it weighs.

mod damage;
mod likeness;
mod vocabulary;
mod word;

pub(super) use damage::is_one_damage;
pub(super) use likeness::{Likeness, PayerWords, Sums};
pub(super) use vocabulary::{NamedDebtor, Vocabulary};
pub(super) use word::{fold, words_of};

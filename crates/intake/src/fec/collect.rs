//! The receivable lines of a FEC, kept small while the file goes by. It must keep nothing of a line
//! that concerns no debtor.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::money::Money;

use super::columns::Column;
use super::entries::{AccountNature, Entry};
use super::row::Row;
use super::text::{RawTexts, TextId};
use crate::encoding::Encoding;

/// A line on a receivable account.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReceivableLine {
    pub line: u32,
    pub entry: u32,
    pub ordinal: u16,
    pub journal: u16,
    pub debtor: u32,
    pub account: TextId,
    pub number: TextId,
    pub posted_on: Date,
    pub piece_on: Option<Date>,
    pub reference: TextId,
    pub label: TextId,
    pub amount_minor: i64,
    pub foreign: Option<Money>,
    pub lettering: TextId,
    pub lettered_on: Option<Date>,
}

/// A debtor as the lines name it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawDebtor {
    pub key: TextId,
    pub name: TextId,
    /// True when the account is shared and nothing tells the debtors apart.
    pub is_collective: bool,
    /// Lines on receivable accounts.
    pub lines: u32,
    /// True once a line on an account 411 was seen.
    pub is_customer: bool,
}

/// A journal and what its lines touch.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal {
    pub code: Vec<u8>,
    pub label: Vec<u8>,
    pub lines: u64,
    pub bank_lines: u64,
    pub sales_lines: u64,
}

/// Lines kept in pieces, so that a long file never holds them twice: a list that grows is copied, and its
/// last copy would be made of most of the file.
#[derive(Default)]
pub(super) struct ReceivableLines {
    pieces: Vec<Vec<ReceivableLine>>,
}

impl ReceivableLines {
    const IN_A_PIECE: usize = 4096;

    /// Adds a line.
    pub fn push(&mut self, line: ReceivableLine) {
        match self.pieces.last_mut() {
            Some(piece) if piece.len() < Self::IN_A_PIECE => piece.push(line),
            _ => self.pieces.push(vec![line]),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum()
    }

    /// Looks at the lines in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &ReceivableLine> {
        self.pieces.iter().flatten()
    }

    /// The lines in the order of the file; each piece goes when its last line was taken.
    pub fn into_lines(self) -> impl Iterator<Item = ReceivableLine> {
        self.pieces.into_iter().flatten()
    }
}

/// What a pass over the file leaves for the rebuilding.
#[derive(Default)]
pub(super) struct Collected {
    pub lines: ReceivableLines,
    pub debtors: Vec<RawDebtor>,
    pub texts: RawTexts,
    pub entries: Vec<Entry>,
    pub journals: Vec<Journal>,
    pub encoding: Option<Encoding>,
}

/// Debtors by key, made when new.
#[derive(Default)]
pub(super) struct Debtors {
    by_key: BTreeMap<TextId, u32>,
    pub all: Vec<RawDebtor>,
}

impl Debtors {
    /// The rank of the debtor a line names: its auxiliary account, else its own sub-account.
    pub fn rank(&mut self, row: &Row<'_>, texts: &mut RawTexts) -> u32 {
        let auxiliary = row.field(Column::CompAuxNum);
        let account = row.field(Column::CompteNum);
        let (key, name) = if auxiliary.is_empty() {
            (
                texts.keep(&customer_account(account)),
                row.field(Column::CompteLib),
            )
        } else {
            (texts.keep(auxiliary), row.field(Column::CompAuxLib))
        };
        let fresh = self.all.len() as u32;
        let rank = *self.by_key.entry(key).or_insert(fresh);
        if rank == fresh {
            let is_collective = auxiliary.is_empty() && is_collective(account);
            self.all.push(RawDebtor {
                key,
                name: TextId::default(),
                is_collective,
                lines: 0,
                is_customer: false,
            });
        }
        let debtor = &mut self.all[rank as usize];
        debtor.lines += 1;
        debtor.is_customer |= AccountNature::of(account) == AccountNature::Customer;
        if debtor.name.is_empty() {
            debtor.name = texts.keep(name);
        }
        rank
    }
}

/// The account 411 a debtor without auxiliary account is known by: `4160012` is `4110012` gone
/// doubtful, `4191DUPONT` is `411DUPONT` paying ahead.
fn customer_account(account: &[u8]) -> Vec<u8> {
    let own = match AccountNature::of(account) {
        AccountNature::Advance => account.get(4..),
        _ => account.get(3..),
    };
    let mut key = b"411".to_vec();
    key.extend_from_slice(own.unwrap_or_default());
    key
}

/// True for an account such as 411000, which holds every debtor.
fn is_collective(account: &[u8]) -> bool {
    account.iter().skip(3).all(|digit| *digit == b'0') || account.len() <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubtful_sub_account_is_the_same_debtor() {
        assert_eq!(customer_account(b"4160012"), b"4110012");
        assert_eq!(customer_account(b"4191DUPONT"), b"411DUPONT");
        assert_eq!(customer_account(b"411"), b"411");
    }

    #[test]
    fn an_account_of_zeros_is_collective() {
        assert!(is_collective(b"41100000"));
        assert!(is_collective(b"411"));
        assert!(!is_collective(b"411DUPONT"));
        assert!(!is_collective(b"4110012"));
    }
}

//! The entries of a FEC: which lines belong together, whether they balance, and what else they
//! touch (a bank, sales), which tells an invoice from a payment. It must not keep any line.

use super::text::{FixedMap, fingerprint};

/// What is known of one entry.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// Debit less credit so far, in cents.
    pub balance: i64,
    /// The line it starts on.
    pub first_line: u32,
    /// Receivable lines so far.
    pub receivable_lines: u16,
    /// True once a line of a bank, cash or cheque account was seen.
    pub has_bank: bool,
    /// True once a line of sales or collected VAT was seen.
    pub has_sales: bool,
}

/// The entries met, by journal, number and date.
#[derive(Default)]
pub(super) struct Entries {
    index: FixedMap<u64, u32>,
    states: Vec<Entry>,
    key: Vec<u8>,
    last_key: Vec<u8>,
    last: u32,
}

impl Entries {
    /// The rank of an entry, made when new. Lines of one entry mostly follow each other.
    pub fn rank(&mut self, journal: &[u8], number: &[u8], date: &[u8], line: u64) -> u32 {
        self.key.clear();
        for part in [journal, number, date] {
            self.key.extend_from_slice(part);
            self.key.push(0);
        }
        if self.key == self.last_key {
            return self.last;
        }
        std::mem::swap(&mut self.key, &mut self.last_key);
        let fresh = self.states.len() as u32;
        let rank = *self
            .index
            .entry(fingerprint(&self.last_key))
            .or_insert(fresh);
        if rank == fresh {
            self.states.push(Entry {
                first_line: line as u32,
                ..Entry::default()
            });
        }
        self.last = rank;
        rank
    }

    /// The entry of a rank.
    pub fn at(&mut self, rank: u32) -> &mut Entry {
        &mut self.states[rank as usize]
    }

    /// All entries, in the order met.
    pub fn all(&self) -> &[Entry] {
        &self.states
    }

    /// All entries, the index dropped.
    pub fn into_states(self) -> Vec<Entry> {
        self.states
    }
}

/// What an account says about the entry it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccountNature {
    /// Customers: 411.
    Customer,
    /// Bills receivable: 413.
    Bill,
    /// Doubtful customers: 416.
    Doubtful,
    /// Advances and deposits received: 4191, 4196, 4197.
    Advance,
    /// Bank, cash, cheques and transfers: 51, 53, 58.
    Bank,
    /// Sales: 70.
    Sales,
    /// Collected VAT: 4457.
    SalesTax,
    /// Any other.
    Other,
}

impl AccountNature {
    /// The nature of an account number.
    pub fn of(account: &[u8]) -> Self {
        match account {
            [b'4', b'1', b'1', ..] => AccountNature::Customer,
            [b'4', b'1', b'3', ..] => AccountNature::Bill,
            [b'4', b'1', b'6', ..] => AccountNature::Doubtful,
            // 4198 holds credit notes yet to be issued: an accrual, nobody's claim.
            [b'4', b'1', b'9', b'8', ..] => AccountNature::Other,
            [b'4', b'1', b'9', ..] => AccountNature::Advance,
            [b'5', b'1' | b'3' | b'8', ..] => AccountNature::Bank,
            [b'7', b'0', ..] => AccountNature::Sales,
            [b'4', b'4', b'5', b'7', ..] => AccountNature::SalesTax,
            _ => AccountNature::Other,
        }
    }

    /// True for what a debtor owes or has paid ahead.
    pub fn is_receivable(self) -> bool {
        matches!(
            self,
            AccountNature::Customer
                | AccountNature::Bill
                | AccountNature::Doubtful
                | AccountNature::Advance
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_an_entry_are_gathered_even_when_not_adjacent() {
        let mut entries = Entries::default();
        let first = entries.rank(b"VE", b"1", b"20240101", 2);
        let second = entries.rank(b"VE", b"2", b"20240101", 3);
        assert_eq!(entries.rank(b"VE", b"1", b"20240101", 4), first);
        assert_ne!(first, second);
        assert_ne!(entries.rank(b"V", b"E1", b"20240101", 5), first);
        assert_eq!(entries.all().len(), 3);
    }

    #[test]
    fn accounts_are_told_apart_by_their_first_digits() {
        assert_eq!(AccountNature::of(b"41100000"), AccountNature::Customer);
        assert_eq!(AccountNature::of(b"4191"), AccountNature::Advance);
        assert_eq!(AccountNature::of(b"4198"), AccountNature::Other);
        assert_eq!(AccountNature::of(b"411DUPONT"), AccountNature::Customer);
        assert_eq!(AccountNature::of(b"44571"), AccountNature::SalesTax);
        assert_eq!(AccountNature::of(b""), AccountNature::Other);
    }
}

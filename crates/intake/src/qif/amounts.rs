//! Amounts of QIF: the mark before the decimals is decided once for the file, on the values that leave no doubt.

use rust_decimal::Decimal;

use super::record::Record;
use crate::list::amount::{self, DecimalMark};

/// The mark that the amounts of a file prove.
pub(super) fn mark(records: &[Record]) -> Option<DecimalMark> {
    let of_record = |record: &Record| -> Vec<String> {
        let splits = record.splits.iter().map(|split| split.amount.clone());
        std::iter::once(record.amount.clone())
            .chain(splits)
            .collect()
    };
    let amounts: Vec<String> = records.iter().flat_map(of_record).collect();
    amount::mark_of(amounts.iter().map(String::as_str))
}

/// The amount, and whether another reading was possible; nothing when it is none, or names a currency.
pub(super) fn exact(text: &str, mark: Option<DecimalMark>) -> Option<(Decimal, bool)> {
    let read = amount::read(text, mark)?;
    read.currency
        .is_empty()
        .then_some((read.amount, read.is_doubtful))
}

//! What a bank tells of the orders that one entry gathers. It must never count what was not told.

use crate::xml::Element;

/// The batch of an entry, where either layout has it.
pub(super) fn of(entry: Element<'_>) -> Option<Element<'_>> {
    entry.at("NtryDtls/Btch").or_else(|| entry.child("Btch"))
}

/// How many orders the bank says the entry gathers, over all its batches.
pub(super) fn declared_transactions(entry: Element<'_>) -> Option<u32> {
    let mut sum = None;
    for child in entry.children() {
        let batches = match child.name() {
            "Btch" => Some(child),
            "NtryDtls" => child.child("Btch"),
            _ => None,
        };
        let number = batches.and_then(|batch| batch.text_of("NbOfTxs").parse::<u32>().ok());
        if let Some(number) = number {
            sum = Some(number.saturating_add(sum.unwrap_or(0)));
        }
    }
    sum
}

//! Interbank operation codes: which one takes a payment back, which one can only be a debit. It must
//! stay the table of the banks' brochure: what is not in it means nothing here.

/// Cheques, direct debits, transfers, bills and cards that came back.
const RETURNS: &[&str] = &[
    "03", "10", "12", "26", "27", "33", "34", "38", "98", "A3", "A4", "B3", "B4", "C3", "C4", "C5",
];

/// What only ever takes money off the account.
const DEBITS: &[&str] = &[
    "01", "03", "06", "07", "08", "14", "21", "22", "26", "28", "29", "33", "36", "38", "44", "46",
    "48", "53", "56", "58", "62", "64", "65", "66", "67", "68", "70", "72", "75", "76", "80", "84",
    "88", "90", "95", "96", "98", "A5", "A6", "B1", "B2", "B3", "B4", "C1", "C4",
];

/// True for an operation that takes an earlier one back.
pub(super) fn is_return(code: &str) -> bool {
    RETURNS.contains(&code)
}

/// True for an operation that only takes money off the account.
pub(super) fn is_debit(code: &str) -> bool {
    DEBITS.contains(&code)
}

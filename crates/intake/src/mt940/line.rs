//! The statement line `:61:`: days, side, amount, nature and references. It finds the side and the amount
//! wherever damaged days have moved them; it must never read an amount without its side.

use rust_decimal::Decimal;

use crate::bank::plain_amount;

/// Which side, and whether it takes back an earlier entry or is only expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Credit,
    Debit,
    /// `RC`: a credit taken back, money going out.
    CreditTakenBack,
    /// `RD`: a debit taken back, money coming in.
    DebitTakenBack,
    /// `EC`.
    ExpectedCredit,
    /// `ED`.
    ExpectedDebit,
}

impl Mark {
    /// True when money goes out.
    pub fn is_debit(self) -> bool {
        matches!(
            self,
            Mark::Debit | Mark::CreditTakenBack | Mark::ExpectedDebit
        )
    }
}

/// A statement line as written; texts may be empty.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StatementLine<'a> {
    /// What stands before the side: days, damaged or not.
    pub days: &'a str,
    pub mark: Mark,
    /// Above zero, whatever the side.
    pub amount: Decimal,
    /// Four characters such as `NTRF`.
    pub nature: &'a str,
    pub customer_reference: &'a str,
    pub bank_reference: &'a str,
    /// A name that some banks write after the reference.
    pub name: &'a str,
}

/// How far the side may be from the start.
const DEEPEST: usize = 20;

/// No amount is longer.
const LONGEST_AMOUNT: usize = 40;

/// Reads the first line of the field; nothing without side and amount.
pub(super) fn statement_line(text: &str) -> Option<StatementLine<'_>> {
    let text = text.trim_start();
    let starts = text.char_indices().take(DEEPEST).map(|(at, _)| at);
    let (days, mark, amount, rest) = starts.into_iter().find_map(|at| {
        let (mark, rest) = mark_at(&text[at..])?;
        let (amount, rest) = amount_at(rest)?;
        Some((&text[..at], mark, amount, rest))
    })?;
    let (nature, rest) = rest.split_at(end_of_nature(rest));
    let (customer, bank) = rest.split_once("//").unwrap_or((rest, ""));
    let (customer, name) = match customer.find("   ") {
        Some(at) => customer.split_at(at),
        None => (customer, ""),
    };
    Some(StatementLine {
        days: days.trim(),
        mark,
        amount,
        nature,
        customer_reference: given(customer),
        bank_reference: given(bank),
        name: name.trim(),
    })
}

fn mark_at(text: &str) -> Option<(Mark, &str)> {
    let two = match text.get(..2) {
        Some("RC") => Some(Mark::CreditTakenBack),
        Some("RD") => Some(Mark::DebitTakenBack),
        Some("EC") => Some(Mark::ExpectedCredit),
        Some("ED") => Some(Mark::ExpectedDebit),
        _ => None,
    };
    if let Some(mark) = two {
        return Some((mark, &text[2..]));
    }
    match text.chars().next()? {
        'C' => Some((Mark::Credit, &text[1..])),
        'D' => Some((Mark::Debit, &text[1..])),
        _ => None,
    }
}

/// The amount, after the third letter of the currency when there is one.
fn amount_at(text: &str) -> Option<(Decimal, &str)> {
    let text = match text.chars().next()? {
        letter if letter.is_ascii_alphabetic() => &text[1..],
        _ => text,
    };
    let text = text.trim_start();
    let mut start = text.bytes().take(LONGEST_AMOUNT);
    let ends = |byte: u8| !byte.is_ascii_digit() && byte != b',' && byte != b'.';
    let end = start.position(ends);
    let end = end.unwrap_or(text.len().min(LONGEST_AMOUNT));
    Some((plain_amount(&text[..end])?, &text[end..]))
}

/// One letter and three characters, when they are there.
fn end_of_nature(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_nature = bytes.len() >= 4
        && bytes[0].is_ascii_alphabetic()
        && bytes[1..4].iter().all(u8::is_ascii_alphanumeric);
    if is_nature { 4 } else { 0 }
}

/// The reference, unless it only says that there is none or that it is elsewhere.
fn given(reference: &str) -> &str {
    let reference = reference.trim();
    let is_none = [
        "NONREF", "KREF+", "EREF+", "MREF+", "EREF", "MARF", "PREF", "N",
    ];
    if is_none.contains(&reference) {
        ""
    } else {
        reference
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: (&str, Mark, &str, &str), references: (&str, &str, &str)) {
        let read = statement_line(text).unwrap_or_else(|| panic!("a line: {text}"));
        let amount = read.amount.to_string();
        assert_eq!(
            (read.days, read.mark, amount.as_str(), read.nature),
            expected,
            "{text}"
        );
        let found = (read.customer_reference, read.bank_reference, read.name);
        assert_eq!(found, references, "{text}");
    }

    #[test]
    fn lines_of_every_bank_are_read() {
        use Mark::{Credit, CreditTakenBack, Debit, ExpectedDebit};
        check(
            "0709040904RC204,88NRTINONREF",
            ("0709040904", CreditTakenBack, "204.88", "NRTI"),
            ("", "", ""),
        );
        check(
            "0709040904CR300,NTRFTFNr 1//0724",
            ("0709040904", Credit, "300", "NTRF"),
            ("TFNr 1", "0724", ""),
        );
        check(
            "131017D620,3NSTON",
            ("131017", Debit, "620.3", "NSTO"),
            ("", "", ""),
        );
        check(
            "1407290729C500NTRF29-07-2014 10:05//B4",
            ("1407290729", Credit, "500", "NTRF"),
            ("29-07-2014 10:05", "B4", ""),
        );
        check(
            "110527D000000001213,28N0440121470966      W.P. Jansen",
            ("110527", Debit, "1213.28", "N044"),
            ("0121470966", "", "W.P. Jansen"),
        );
        check(
            "1312091209C79,7FMSC01916//NONREF",
            ("1312091209", Credit, "79.7", "FMSC"),
            ("01916", "", ""),
        );
        check(
            "1610301031D0,42MCI0NONREF//05",
            ("1610301031", Debit, "0.42", "MCI0"),
            ("", "05", ""),
        );
        check(
            "      0904D5,NMSC",
            ("0904", Debit, "5", "NMSC"),
            ("", "", ""),
        );
        check("D5,NMSC", ("", Debit, "5", "NMSC"), ("", "", ""));
        check(
            "14O7290729ED500,NTRFX",
            ("14O7290729", ExpectedDebit, "500", "NTRF"),
            ("X", "", ""),
        );
        assert_eq!(statement_line("140729500,NTRF"), None);
        assert_eq!(statement_line("140729C,NTRF"), None);
        assert_eq!(statement_line("é"), None);
    }
}

//! What banks write above and below the table: the account and balances with their days. It must never take the
//! number of a line for the number of an account.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::TableRow;
use super::forms::Forms;
use super::side::without_side;
use crate::bank::{compact, iban_in};
use crate::list::amount;
use crate::list::day::Written;

const ACCOUNTS: [&str; 9] = [
    "compte",
    "account",
    "konto",
    "cuenta",
    "conto",
    "rekening",
    "n° de compte",
    "iban",
    "rib",
];
const BALANCES: [&str; 5] = ["solde", "balance", "saldo", "kontostand", "kontosaldo"];
const OPENINGS: [&str; 13] = [
    "initial",
    "ancien",
    "précédent",
    "precedent",
    "ouverture",
    "début",
    "opening",
    "previous",
    "anfang",
    "alter",
    "inicial",
    "iniziale",
    "begin",
];

/// What the rows around a table tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Around {
    pub account: String,
    pub opening: Option<(Decimal, Option<Date>)>,
    pub closing: Option<(Decimal, Option<Date>)>,
}

impl Around {
    /// Looks at a row outside the table; true when it told something.
    pub fn take(&mut self, row: &TableRow, forms: Forms) -> bool {
        let text = row.cells.join(" ");
        let lower = text.to_lowercase();
        if BALANCES.iter().any(|word| lower.contains(word)) {
            return self.take_balance(row, &lower, forms);
        }
        if !self.account.is_empty() {
            return false;
        }
        let account = iban_in(&text).or_else(|| {
            let names = ACCOUNTS.iter().any(|word| lower.contains(word));
            names.then(|| number_in(&row.cells)).flatten()
        });
        let is_found = account.is_some();
        self.account = account.unwrap_or_default();
        is_found
    }

    fn take_balance(&mut self, row: &TableRow, lower: &str, forms: Forms) -> bool {
        let words = || {
            row.cells
                .iter()
                .flat_map(|cell| cell.split(char::is_whitespace))
        };
        let whole_day = |cell: &String| Written::of(cell).day(forms.order);
        let on = row.cells.iter().find_map(whole_day);
        let on = on.or_else(|| words().find_map(|word| Written::of(word).day(forms.order)));
        let is_day = |cell: &str| Written::of(cell).is_day();
        let cells = row.cells.iter().rev().filter(|cell| !is_day(cell));
        let exact = cells.into_iter().find_map(|cell| amount_in(cell, forms));
        let Some(exact) = exact else { return false };
        let balance = Some((exact, on));
        if OPENINGS.iter().any(|word| lower.contains(word)) {
            self.opening = self.opening.or(balance);
        } else {
            self.closing = self.closing.or(balance);
        }
        true
    }
}

/// The amount of a cell, alone or after words: `Solde : 1 234,56 EUR`.
fn amount_in(cell: &str, forms: Forms) -> Option<Decimal> {
    let after = cell.rsplit([':', '=']).next().unwrap_or(cell).trim();
    let (text, side) = without_side(after);
    let read = amount::read(text, forms.mark)?;
    let is_debit = side == Some(super::side::Side::Debit);
    Some(if is_debit {
        -read.amount.abs()
    } else {
        read.amount
    })
}

/// The longest number of an account in some cells: letters and digits, most of them digits.
fn number_in(cells: &[String]) -> Option<String> {
    let words = cells.iter().flat_map(|cell| cell.split([' ', ':', ';']));
    let is_number = |word: &&str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let plain = word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-'));
        plain
            && (5..=34).contains(&word.len())
            && digits * 2 > word.len()
            && !Written::of(word).is_day()
    };
    words
        .filter(is_number)
        .max_by_key(|word| word.len())
        .map(compact)
}

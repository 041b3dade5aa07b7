//! One transaction of OFX, its fields gathered, to an entry. It must never make up an amount: a transaction
//! whose amount cannot be read is told and left out.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::currency::Currency;
use rust_decimal::Decimal;

use super::day::day;
use crate::bank::{
    BankEntry, BankTransaction, EntryStatus, NOT_SPECIFIED, Place, compact, new_entry,
    plain_amount, says_return,
};
use crate::reading::{Kept, ProblemKind, Problems};

/// The fields of a transaction as they were written.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    pub line: u64,
    /// First value of each tag; tags of the payee and of the other account carry a prefix.
    pub values: BTreeMap<String, String>,
    /// A payment the bank only expects.
    pub is_pending: bool,
}

impl Fields {
    /// Takes a value; the first one wins, save that blanks count for nothing.
    pub fn put(&mut self, name: String, value: String) {
        if !value.is_empty() {
            self.values.entry(name).or_insert(value);
        }
    }

    fn text(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    fn first(&self, names: &[&str]) -> String {
        let found = names
            .iter()
            .map(|name| self.text(name))
            .find(|text| !text.is_empty());
        found.unwrap_or_default().to_string()
    }
}

/// The entry and its exact amount; nothing without a readable amount.
pub(super) fn entry(
    fields: &Fields,
    account_currency: Currency,
    problems: &mut Problems,
) -> Option<(BankEntry, Decimal)> {
    let place = Place {
        line: fields.line,
        field: "TRNAMT",
    };
    let written = fields.text("TRNAMT");
    let Some(exact) = plain_amount(written) else {
        place.tell(
            problems,
            ProblemKind::InvalidAmount,
            written,
            Kept::NotTheLine,
        );
        return None;
    };
    let currency = currency(fields, account_currency, problems)?;
    let amount = place.rounded(exact, currency, problems)?;
    let mut entry = new_entry(amount, fields.line);
    entry.booked_on = booked_on(fields, problems);
    entry.value_on = day(fields.text("DTAVAIL"));
    entry.reference = fields.first(&["FITID", "REFNUM", "CHECKNUM"]);
    entry.bank_code = format!("OFX/{}", fields.text("TRNTYPE"));
    if fields.is_pending {
        entry.status = EntryStatus::Pending;
    }
    let name = fields.first(&["PAYEE.NAME", "NAME", "EXTDNAME"]);
    let memo = fields.first(&["MEMO"]);
    let extended = fields.text("EXTDNAME");
    let beside = [name.as_str(), extended, fields.text("REFNUM")];
    let told_by_memo = |text: &&&str| !text.is_empty() && !memo.contains(**text);
    let mut texts: Vec<&str> = beside.iter().filter(told_by_memo).copied().collect();
    texts.dedup();
    entry.text = texts.join(" ");
    let is_return = says_return(&name) || says_return(&memo);
    let account = ["TO.BANKID", "TO.BRANCHID", "TO.ACCTID"].map(|part| fields.text(part));
    entry.transactions = vec![BankTransaction {
        amount: Some(amount),
        instruction_id: fields.first(&["CHECKNUM"]),
        counterparty_name: name,
        counterparty_account: account_number(account),
        unstructured_text: memo,
        return_reason: if is_return {
            NOT_SPECIFIED.to_string()
        } else {
            String::new()
        },
        ..BankTransaction::default()
    }];
    Some((entry, exact))
}

/// The account of the three parts: bank, branch and number in one where they are those of a French account,
/// else the number alone.
pub(super) fn account_number([bank, branch, number]: [&str; 3]) -> String {
    let number = compact(number);
    let has_key = number.len() == 13;
    let is_french = bank.len() == 5 && branch.len() == 5 && (number.len() == 11 || has_key);
    if is_french {
        return [
            compact(bank),
            compact(branch),
            number.chars().take(11).collect(),
        ]
        .concat();
    }
    number
}

/// The currency of the amount: its own when the bank tells one, else that of the account.
fn currency(fields: &Fields, account: Currency, problems: &mut Problems) -> Option<Currency> {
    let code = fields.text("CURRENCY.CURSYM");
    if code.is_empty() {
        return Some(account);
    }
    let currency = code.parse().ok();
    if currency.is_none() {
        let place = Place {
            line: fields.line,
            field: "CURSYM",
        };
        place.tell(
            problems,
            ProblemKind::UnknownCurrency,
            code,
            Kept::NotTheLine,
        );
    }
    currency
}

fn booked_on(fields: &Fields, problems: &mut Problems) -> Option<Date> {
    let written = fields.text("DTPOSTED");
    if let Some(day) = day(written) {
        return Some(day);
    }
    let other = [fields.text("DTUSER"), fields.text("DTAVAIL")]
        .into_iter()
        .find_map(day);
    let kept = other.map_or(Kept::LineWithoutField, |day| Kept::Value(day.to_string()));
    let place = Place {
        line: fields.line,
        field: "DTPOSTED",
    };
    place.tell(problems, ProblemKind::InvalidDate, written, kept);
    other
}

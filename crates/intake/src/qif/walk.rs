//! From records to statements: one for each register. The record that opens an account is its balance,
//! not an entry. It must never count a split beside the record it splits.

use receivables::currency::Currency;
use rust_decimal::Decimal;

use super::record::{Record, Split};
use super::{amounts, days};
use crate::bank::{
    BankBalance, BankEntry, BankTransaction, Draft, NOT_SPECIFIED, Place, new_entry, says_return,
};
use crate::list::amount::DecimalMark;
use crate::list::day::DateOrder;
use crate::reading::{Kept, ProblemKind, Problems};

/// Names that programs give the record that opens an account.
const OPENINGS: [&str; 6] = [
    "opening balance",
    "solde d'ouverture",
    "solde initial",
    "anfangssaldo",
    "saldo inicial",
    "beginsaldo",
];

struct Forms {
    order: DateOrder,
    mark: Option<DecimalMark>,
}

/// One statement for each register with records.
pub(super) fn walk(records: &[Record], problems: &mut Problems) -> Vec<Draft> {
    let Some(first) = records.first() else {
        return Vec::new();
    };
    let kept = Kept::Value(Currency::EUR.to_string());
    let place = Place {
        line: first.line,
        field: "devise",
    };
    place.tell(problems, ProblemKind::Assumed, "", kept);
    if records.iter().any(|record| record.account.is_empty()) {
        problems.add_for_file(ProblemKind::NoAccount, "", Kept::All);
    }
    let forms = Forms {
        order: days::order(records, problems),
        mark: amounts::mark(records),
    };
    let mut drafts: Vec<(usize, Draft)> = Vec::new();
    for record in records {
        let is_new = drafts
            .last()
            .is_none_or(|(register, _)| *register != record.register);
        if is_new {
            let mut draft = Draft {
                line: record.line,
                ..Draft::default()
            };
            draft.statement.account = crate::bank::compact(&record.account);
            draft.statement.currency = Some(Currency::EUR);
            drafts.push((record.register, draft));
        }
        if let Some((_, draft)) = drafts.last_mut() {
            take(draft, record, &forms, problems);
        }
    }
    drafts.into_iter().map(|(_, draft)| draft).collect()
}

fn take(draft: &mut Draft, record: &Record, forms: &Forms, problems: &mut Problems) {
    let place = Place {
        line: record.line,
        field: "T",
    };
    let Some((exact, is_doubtful)) = amounts::exact(&record.amount, forms.mark) else {
        place.tell(
            problems,
            ProblemKind::InvalidAmount,
            &record.amount,
            Kept::NotTheLine,
        );
        return;
    };
    let Some(amount) = place.rounded(exact, Currency::EUR, problems) else {
        return;
    };
    if is_doubtful {
        let kept = Kept::Value(amount.to_string());
        place.tell(problems, ProblemKind::AmbiguousAmount, &record.amount, kept);
    }
    let day = days::day(&record.day, forms.order);
    if day.is_none() {
        let place = Place {
            line: record.line,
            field: "D",
        };
        place.tell(
            problems,
            ProblemKind::InvalidDate,
            &record.day,
            Kept::LineWithoutField,
        );
    }
    let is_opening = OPENINGS.contains(&record.payee.to_lowercase().as_str());
    if is_opening && draft.statement.entries.is_empty() && draft.statement.opening.is_none() {
        draft.statement.opening = Some(BankBalance {
            amount,
            exact,
            on: day,
        });
        return;
    }
    let mut entry = new_entry(amount, record.line);
    entry.booked_on = day;
    entry.reference.clone_from(&record.number);
    let texts = [record.category.as_str(), record.address.trim()];
    entry.text = texts.join(" ").trim().to_string();
    entry.transactions = transactions(&entry, record, exact, forms, problems);
    draft.push(entry, exact);
}

/// One transaction for each split when they make the amount, else one.
fn transactions(
    entry: &BankEntry,
    record: &Record,
    exact: Decimal,
    forms: &Forms,
    problems: &mut Problems,
) -> Vec<BankTransaction> {
    let is_return = says_return(&record.payee) || says_return(&record.memo);
    let whole = BankTransaction {
        amount: Some(entry.amount),
        counterparty_name: record.payee.clone(),
        unstructured_text: record.memo.clone(),
        return_reason: if is_return {
            NOT_SPECIFIED.to_string()
        } else {
            String::new()
        },
        ..BankTransaction::default()
    };
    let read = |split: &Split| amounts::exact(&split.amount, forms.mark).map(|(amount, _)| amount);
    let parts: Option<Vec<Decimal>> = record.splits.iter().map(read).collect();
    let Some(parts) = parts.filter(|parts| parts.len() > 1) else {
        return vec![whole];
    };
    let sum: Decimal = parts.iter().sum();
    if sum != exact {
        let place = Place {
            line: record.line,
            field: "$",
        };
        let found = format!("{sum} ≠ {exact}");
        place.tell(problems, ProblemKind::DoesNotAddUp, &found, Kept::All);
        return vec![whole];
    }
    let of_split = |(split, part): (&Split, Decimal)| {
        let texts = [
            whole.unstructured_text.as_str(),
            &split.memo,
            &split.category,
        ];
        let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        BankTransaction {
            amount: receivables::money::Money::from_major(part, entry.amount.currency),
            unstructured_text: texts.join(" "),
            ..whole.clone()
        }
    };
    record.splits.iter().zip(parts).map(of_split).collect()
}

//! The statement in people's form, as cells that the text part and the HTML part both lay out. Must never
//! drop a line without saying how many.

use receivables::item::{Item, ItemKind};
use receivables::money::Money;

use super::statement::{Other, OtherWhy, Row, Statement};
use super::words::Words;
use crate::format;
use crate::letterhead::Letterhead;
use crate::wording::Value;

/// Most lines of the items a message is about; the statement that goes with it has them all.
const MOST_ROWS: usize = 100;
/// A letter names all it asks for; a number that no letter reaches keeps a mistake from filling the printer.
const MOST_ROWS_ON_PAPER: usize = 2_000;
/// Most other lines.
const MOST_OTHERS: usize = 20;
const MOST_OTHERS_ON_PAPER: usize = 500;

/// One line of the statement.
pub(super) struct Line {
    pub reference: String,
    pub issued: String,
    pub due: String,
    /// Empty when it is not late.
    pub late: String,
    pub amount: String,
    pub open: String,
    /// Empty when there is nothing to note.
    pub note: String,
}

/// A label with an amount.
pub(super) struct Sum {
    pub label: String,
    pub amount: String,
    /// True for what is asked.
    pub is_result: bool,
}

/// One other open line.
pub(super) struct OtherLine {
    pub reference: String,
    pub what: String,
    pub open: String,
}

/// Everything a message lays out.
pub(super) struct Table {
    pub lines: Vec<Line>,
    /// `et 12 autres lignes`, when lines are left out.
    pub more_lines: Option<String>,
    pub sums: Vec<Sum>,
    pub others: Vec<OtherLine>,
    pub more_others: Option<String>,
    /// Labels and values of the bank details; empty without an IBAN.
    pub payment: Vec<(String, String)>,
}

impl Table {
    pub fn of(
        statement: &Statement<'_>,
        (letterhead, reference): (&Letterhead, &str),
        on_paper: bool,
        words: &Words,
    ) -> Table {
        let (most_rows, most_others) = match on_paper {
            true => (MOST_ROWS_ON_PAPER, MOST_OTHERS_ON_PAPER),
            false => (MOST_ROWS, MOST_OTHERS),
        };
        let language = words.language();
        let more = |all: usize, most: usize| {
            let left = all.saturating_sub(most);
            (left > 0).then(|| {
                words
                    .wording
                    .say("statement-more", &[("count", Value::from(left))])
            })
        };
        let money = |amount: Money| format::money(amount, language);
        let mut sums = Vec::new();
        for total in &statement.totals {
            let mut sum = |label: &str, amount: Money, is_result: bool| {
                sums.push(Sum {
                    label: label.to_string(),
                    amount: money(amount),
                    is_result,
                });
            };
            if total.has_parts() {
                sum(&words.total_open, total.open, false);
            }
            let parts = [
                (&words.total_credits, total.credits),
                (&words.total_disputed, total.disputed),
                (&words.total_awarded, total.awarded),
                (&words.total_promised, total.promised),
                (&words.total_planned, total.planned),
            ];
            for (label, part) in parts.into_iter().filter(|(_, part)| part.is_positive()) {
                sum(label, part.with_minor(-part.minor), false);
            }
            sum(&words.total_asked, total.asked, true);
        }
        Table {
            lines: statement
                .rows
                .iter()
                .take(most_rows)
                .map(|row| line(row, words))
                .collect(),
            more_lines: more(statement.rows.len(), most_rows),
            sums,
            others: statement
                .others
                .iter()
                .take(most_others)
                .map(|other| other_line(other, words))
                .collect(),
            more_others: more(statement.others.len(), most_others),
            payment: payment(letterhead, reference, words),
        }
    }
}

/// The number of an item as the debtor knows it, with its instalment. A charge bears the number of its invoice, so it
/// says what it is.
pub(super) fn reference(item: &Item, words: &Words) -> String {
    if item.kind == ItemKind::Charge {
        let of = [("reference", Value::from(item.reference.as_str()))];
        return words.wording.say("charge-of", &of);
    }
    number(item, words)
}

/// The same as it stands in a sentence that names invoices: a charge is named by its invoice.
pub(super) fn number(item: &Item, words: &Words) -> String {
    if item.instalment == 0 {
        return item.reference.clone();
    }
    let values = [
        ("reference", Value::from(item.reference.as_str())),
        ("instalment", Value::from(item.instalment)),
    ];
    words.wording.say("item-with-instalment", &values)
}

fn line(row: &Row<'_>, words: &Words) -> Line {
    let language = words.language();
    Line {
        reference: reference(row.item, words),
        issued: format::day_in_figures(row.item.issued_on, language),
        due: format::day_in_figures(row.item.due_on, language),
        late: if row.days_late > 0 {
            format::day_count(row.days_late, language)
        } else {
            String::new()
        },
        amount: format::money(row.item.amount, language),
        open: format::money(row.item.open, language),
        note: notes(row, words),
    }
}

/// What is to note of an item: the parts that are set aside.
pub(super) fn notes(row: &Row<'_>, words: &Words) -> String {
    let parts = [
        ("statement-disputed", row.disputed),
        ("statement-awarded", row.awarded),
    ];
    let notes: Vec<String> = parts
        .into_iter()
        .filter(|(_, part)| part.is_positive())
        .map(|(key, part)| words.with(key, "amount", &format::money(part, words.language())))
        .collect();
    notes.join(", ")
}

fn other_line(other: &Other<'_>, words: &Words) -> OtherLine {
    OtherLine {
        reference: reference(other.item, words),
        what: other_what(other, words),
        open: format::money(other.item.open, words.language()),
    }
}

/// Why a line is not among those the message is about.
pub(super) fn other_what(other: &Other<'_>, words: &Words) -> String {
    let day = |day| format::day_in_figures(day, words.language());
    match other.why {
        OtherWhy::ToCome => words.with("other-to-come", "day", &day(other.item.due_on)),
        OtherWhy::Late => words.with("other-late", "day", &day(other.item.due_on)),
        OtherWhy::Disputed => words.wording.word("other-disputed"),
        OtherWhy::Awarded => words.wording.word("other-awarded"),
        OtherWhy::Promised(until) => words.with("other-promised", "day", &day(until)),
        OtherWhy::Planned(due_on) => words.with("other-planned", "day", &day(due_on)),
        OtherWhy::Credit if other.item.kind == ItemKind::CreditNote => {
            words.wording.word("other-credit-note")
        }
        OtherWhy::Credit => words.wording.word("other-payment"),
    }
}

fn payment(letterhead: &Letterhead, reference: &str, words: &Words) -> Vec<(String, String)> {
    let bank = &letterhead.bank;
    if bank.iban.trim().is_empty() {
        return Vec::new();
    }
    let details = [
        (&words.payment_holder, bank.holder.trim().to_string()),
        (&words.payment_iban, bank.printed_iban()),
        (&words.payment_bic, bank.bic.trim().to_string()),
        (&words.payment_reference, reference.to_string()),
    ];
    let known = details.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(label, value)| (label.clone(), value)).collect()
}

//! Which column means what: guessed once, corrected by a person, remembered for the next file of the same bank.
//! A remembered mapping finds its columns by name, wherever they have moved.

use receivables::currency::Currency;
use serde::{Deserialize, Serialize};

use super::field::BankField;
use super::header::Sheet;
use super::status;
use crate::list::amount::{self, DecimalMark};
use crate::list::day::{DateOrder, Written};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// How many values are shown beside each column.
const SAMPLES: usize = 3;

/// Which way the signs of a table go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signs {
    /// Below zero, money went out.
    AsWritten,
    /// Below zero, money came in: some exports of credit cards.
    Inverted,
}

/// What the columns of a bank's table mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankTableMapping {
    /// Each column of the file, in order.
    pub columns: Vec<BankColumn>,
    /// Day or month first; nothing lets each file prove it.
    pub date_order: Option<DateOrder>,
    /// The mark before decimals; nothing lets each file prove it.
    pub decimal_mark: Option<DecimalMark>,
    /// The way of the signs; nothing lets the running balance of each file prove it.
    pub signs: Option<Signs>,
    /// The currency of amounts that name none.
    pub default_currency: Option<Currency>,
    /// The account of files that name none; may be empty.
    pub account: String,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankColumn {
    /// Its name in the file.
    pub header: String,
    /// What it means; nothing when it is not used.
    pub field: Option<BankField>,
    /// Some of its values.
    pub samples: Vec<String>,
}

/// True when the names of columns can only be those of a bank statement: a day and money, with a balance, a side,
/// a value day or debit beside credit, and no due date or invoice number.
pub(super) fn is_of_a_bank(header: &[String]) -> bool {
    let names = |field: BankField| header.iter().any(|name| field.fit(name).is_some());
    let of_an_invoice = header
        .iter()
        .any(|name| crate::list::field::is_of_an_invoice(name));
    let day = names(BankField::BookedOn) || names(BankField::ValueOn);
    let both = names(BankField::Debit) && names(BankField::Credit);
    let money = names(BankField::Amount) || both;
    let of_a_bank = [BankField::Balance, BankField::Side, BankField::ValueOn];
    day && money && (both || of_a_bank.into_iter().any(names)) && !of_an_invoice
}

impl BankTableMapping {
    fn bare(sheet: &Sheet) -> Self {
        let column = |(at, header): (usize, &String)| BankColumn {
            header: header.clone(),
            field: None,
            samples: sheet.values(at).take(SAMPLES).map(shortened).collect(),
        };
        BankTableMapping {
            columns: sheet.header.iter().enumerate().map(column).collect(),
            date_order: None,
            decimal_mark: None,
            signs: None,
            default_currency: None,
            account: String::new(),
        }
    }

    /// The mapping guessed from names, then from contents.
    pub(super) fn guessed(sheet: &Sheet) -> Self {
        let mut mapping = Self::bare(sheet);
        mapping.guess_by_name(sheet, |_| true);
        mapping.guess_by_content(sheet);
        mapping
    }

    /// This mapping for another file: same names, wherever they are. Columns it never saw are guessed; those a
    /// person left out stay out.
    pub(super) fn found_in(&self, sheet: &Sheet, problems: &mut Problems) -> Self {
        let mut mapping = BankTableMapping {
            columns: Self::bare(sheet).columns,
            ..self.clone()
        };
        for known in self.columns.iter().filter(|column| column.field.is_some()) {
            let same = |column: &&mut BankColumn| {
                column.field.is_none() && column.header.trim() == known.header.trim()
            };
            match mapping.columns.iter_mut().find(same) {
                Some(column) => column.field = known.field,
                None => tell_column(
                    &known.header,
                    ProblemKind::MissingColumn,
                    Kept::All,
                    problems,
                ),
            }
        }
        let knows = |header: &str| {
            self.columns
                .iter()
                .any(|column| column.header.trim() == header.trim())
        };
        mapping.guess_by_name(sheet, |header| !knows(header));
        mapping
    }

    /// The names of the columns that are used.
    pub(super) fn names(&self) -> Vec<&str> {
        let used = self.columns.iter().filter(|column| column.field.is_some());
        used.map(|column| column.header.trim()).collect()
    }

    /// The columns that mean a field, in order.
    pub fn positions(&self, field: BankField) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, column)| column.field == Some(field))
            .map(|(at, _)| at)
            .collect()
    }

    pub(super) fn position(&self, field: BankField) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == Some(field))
    }

    fn guess_by_name(&mut self, sheet: &Sheet, may: impl Fn(&str) -> bool) {
        for field in BankField::ALL {
            if self.position(field).is_some() {
                continue;
            }
            let columns = self.columns.iter().enumerate();
            let free = columns.filter(|(_, column)| column.field.is_none() && may(&column.header));
            let mut fits: Vec<(usize, usize)> = free
                .filter_map(|(at, column)| Some((field.fit(&column.header)?, at)))
                .filter(|(_, at)| can_mean(field, *at, sheet))
                .collect();
            fits.sort_unstable();
            let most = if field.may_repeat() { fits.len() } else { 1 };
            for (_, at) in fits.into_iter().take(most) {
                self.columns[at].field = Some(field);
            }
        }
    }

    /// Day, amount and text of a table whose names say nothing.
    fn guess_by_content(&mut self, sheet: &Sheet) {
        let has_money = |mapping: &Self| {
            let money = [BankField::Amount, BankField::Debit, BankField::Credit];
            money
                .into_iter()
                .any(|field| mapping.position(field).is_some())
        };
        let free = |mapping: &Self, is_it: fn(&str) -> bool| -> Vec<usize> {
            let columns = mapping.columns.iter().enumerate();
            let unused = columns.filter(|(_, column)| column.field.is_none());
            unused
                .map(|(at, _)| at)
                .filter(|at| mostly(sheet, *at, is_it))
                .collect()
        };
        if self.position(BankField::BookedOn).is_none()
            && self.position(BankField::ValueOn).is_none()
        {
            let fields = [BankField::BookedOn, BankField::ValueOn];
            for (at, field) in free(self, is_day).into_iter().zip(fields) {
                self.columns[at].field = Some(field);
            }
        }
        if !has_money(self) {
            // Debit and credit fill half of the rows each: without names only a person knows which is which.
            let is_filled = |at: &usize| sheet.values(*at).count() * 5 >= sheet.rows.len() * 4;
            let candidates: Vec<usize> = free(self, has_decimals)
                .into_iter()
                .filter(is_filled)
                .collect();
            let fields = [BankField::Amount, BankField::Balance];
            for (at, field) in candidates.into_iter().take(2).zip(fields) {
                self.columns[at].field = Some(field);
            }
        }
        if self.position(BankField::Label).is_none() {
            let mut texts = free(self, |text| {
                text.chars().filter(|c| c.is_alphabetic()).count() > 3
            });
            texts.retain(|at| !status::is_column(&self.columns[*at].header));
            let length = |at: &usize| sheet.values(*at).take(50).map(str::len).sum::<usize>();
            if let Some(at) = texts.into_iter().max_by_key(length) {
                self.columns[at].field = Some(BankField::Label);
            }
        }
    }

    /// True when nothing a statement needs is missing; else it is told.
    pub(super) fn tell_missing(&self, problems: &mut Problems) -> bool {
        let has = |field: BankField| self.position(field).is_some();
        let needs = [
            ("date", has(BankField::BookedOn) || has(BankField::ValueOn)),
            (
                "amount",
                has(BankField::Amount) || has(BankField::Debit) || has(BankField::Credit),
            ),
        ];
        let headers: Vec<&str> = self
            .columns
            .iter()
            .map(|column| column.header.as_str())
            .collect();
        for (name, _) in needs.iter().filter(|(_, present)| !present) {
            problems.add(Problem {
                line: None,
                field: Some((*name).to_string()),
                kind: ProblemKind::MissingColumn,
                found: shortened(&headers.join(", ")),
                kept: Kept::Nothing,
            });
        }
        needs.iter().all(|(_, present)| *present)
    }

    /// Tells the columns that hold something and are not used.
    pub(super) fn tell_unused(&self, problems: &mut Problems) {
        let is_used =
            |column: &BankColumn| column.field.is_some() || status::is_column(&column.header);
        let unused = self
            .columns
            .iter()
            .filter(|column| !is_used(column) && !column.samples.is_empty());
        let names: Vec<&str> = unused.map(|column| column.header.as_str()).collect();
        if !names.is_empty() {
            problems.add_for_file(ProblemKind::UnmappedColumn, &names.join(", "), Kept::All);
        }
    }
}

fn tell_column(header: &str, kind: ProblemKind, kept: Kept, problems: &mut Problems) {
    problems.add(Problem {
        line: None,
        field: Some(header.to_string()),
        kind,
        found: String::new(),
        kept,
    });
}

/// False for a column whose values cannot be of the field: a name alone may mean two things.
fn can_mean(field: BankField, at: usize, sheet: &Sheet) -> bool {
    let is_empty = sheet.values(at).next().is_none();
    match field {
        BankField::BookedOn | BankField::ValueOn => mostly(sheet, at, is_day),
        BankField::Amount => mostly(sheet, at, is_amount),
        BankField::Debit | BankField::Credit | BankField::Balance => {
            is_empty || mostly(sheet, at, is_amount)
        }
        BankField::OriginalAmount => mostly(sheet, at, is_amount),
        BankField::Currency => mostly(sheet, at, |text| super::side::currency(text).is_some()),
        BankField::Side => mostly(sheet, at, |text| super::side::side(text).is_some()),
        // One account in every line is the statement's own; several are those of the others.
        BankField::Account => is_one(sheet, at),
        BankField::CounterpartyAccount => {
            !is_empty && (!is_one(sheet, at) || sheet.values(at).nth(1).is_none())
        }
        BankField::CounterpartyName => sheet
            .values(at)
            .take(50)
            .any(|text| text.chars().any(char::is_alphabetic)),
        _ => !is_empty,
    }
}

fn is_one(sheet: &Sheet, at: usize) -> bool {
    let mut values = sheet.values(at);
    let first = values.next();
    let is_whole = sheet.rows.len() <= sheet.values(at).count() + 3;
    first.is_some_and(|first| values.all(|value| value == first)) && is_whole
}

/// True when at least half of the values, and one, are of a kind.
fn mostly(sheet: &Sheet, at: usize, is_it: fn(&str) -> bool) -> bool {
    let (mut all, mut agree) = (0, 0);
    for value in sheet.values(at).take(200) {
        all += 1;
        agree += usize::from(is_it(value));
    }
    agree > 0 && agree * 2 >= all
}

fn is_day(text: &str) -> bool {
    Written::of(text).is_day()
}

fn is_amount(text: &str) -> bool {
    !is_day(text) && amount::read(super::side::without_side(text).0, None).is_some()
}

fn has_decimals(text: &str) -> bool {
    text.contains([',', '.']) && is_amount(text)
}

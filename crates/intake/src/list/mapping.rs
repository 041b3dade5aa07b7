//! Which column means what: guessed once, corrected by a person, remembered for the next file of the
//! same source. A remembered mapping finds its columns by name, wherever they have moved.

mod guess;

use receivables::currency::Currency;
use serde::{Deserialize, Serialize};

use super::ListKind;
use super::amount::{DecimalMark, mark_of};
use super::day::{DateOrder, Written, order_of};
use super::field::{ListField, is_of_an_invoice, squeezed};
use super::table::Table;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// The meanings that hold days, and amounts.
const DAYS: [ListField; 5] = [
    ListField::IssuedOn,
    ListField::DueOn,
    ListField::PaidOn,
    ListField::DeliveredOn,
    ListField::SettledOn,
];
const AMOUNTS: [ListField; 10] = [
    ListField::Amount,
    ListField::OpenAmount,
    ListField::PaidAmount,
    ListField::Debit,
    ListField::Credit,
    ListField::LineAmount,
    ListField::LineTax,
    ListField::UnitPrice,
    ListField::Quantity,
    ListField::AgedAmount,
];

/// How many values are shown beside each column.
const SAMPLES: usize = 3;

/// What the columns of a list mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// What the list is of.
    pub kind: ListKind,
    /// What separates the fields.
    pub separator: char,
    /// The sheet of the workbook; another one may be chosen by a person. Nothing for a text.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Each column of the file, in order.
    pub columns: Vec<MappedColumn>,
    /// Day or month first; nothing lets each file prove it.
    pub date_order: Option<DateOrder>,
    /// The mark before decimals; nothing lets each file prove it.
    pub decimal_mark: Option<DecimalMark>,
    /// The currency of amounts that name none.
    pub default_currency: Currency,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// Its name in the file.
    pub header: String,
    /// What it means; nothing when it is not used.
    pub field: Option<ListField>,
    /// Some of its values.
    pub samples: Vec<String>,
}

impl MappedColumn {
    /// False for an empty column, and for a column of numbers that would have to be names.
    fn can_mean(&self, field: ListField) -> bool {
        let has_letters = |text: &String| text.chars().any(char::is_alphabetic);
        match field {
            ListField::DebtorName | ListField::ContactName => self.samples.iter().any(has_letters),
            // A column `Payé` of yes and no is a state, not an amount.
            ListField::PaidAmount | ListField::OpenAmount => self
                .samples
                .iter()
                .any(|text| text.chars().any(|c| c.is_ascii_digit())),
            ListField::Status => {
                squeezed(&self.header).contains("stat")
                    || !self.samples.iter().any(|text| text.contains([',', '.']))
                        && !self.samples.is_empty()
            }
            _ => !self.samples.is_empty(),
        }
    }
}

impl ColumnMapping {
    pub(super) fn empty(kind: ListKind) -> Self {
        ColumnMapping {
            kind,
            separator: ';',
            sheet: None,
            columns: Vec::new(),
            date_order: None,
            decimal_mark: None,
            default_currency: Currency::EUR,
        }
    }

    /// The mapping guessed from names, then from contents.
    pub(super) fn guessed(kind: ListKind, table: &Table) -> Self {
        let mut mapping = ColumnMapping::named(kind, table);
        mapping.guess_by_content(table);
        mapping
    }

    /// The mapping guessed from names alone.
    pub(super) fn named(kind: ListKind, table: &Table) -> Self {
        let mut mapping = ColumnMapping::empty(kind);
        mapping.separator = table.separator;
        mapping.sheet.clone_from(&table.sheet);
        mapping.columns = columns_of(table);
        mapping.guess_by_name(|_| true);
        mapping
    }

    /// True when the columns leave no doubt that the list is of this kind. A list with a function, a
    /// first name or a person beside the company is of contacts; other lists of companies, of debtors, unless
    /// they have columns of invoices too: then a person must say.
    pub(super) fn tells_its_kind(&self) -> bool {
        let has = |field: ListField| self.position(field).is_some();
        let person = has(ListField::FirstName)
            || has(ListField::Role)
            || (has(ListField::ContactName) && has(ListField::DebtorName));
        let is_complete = self.tell_missing(&mut Problems::new());
        let of_invoices = || {
            self.columns
                .iter()
                .any(|column| is_of_an_invoice(&column.header))
        };
        is_complete
            && match self.kind {
                ListKind::Contacts => person && !of_invoices(),
                ListKind::Debtors => !of_invoices(),
                ListKind::Invoices | ListKind::Payments => true,
            }
    }

    /// This mapping for another file: same names, wherever they are. Columns it never saw are guessed, so
    /// that a list made by another tool is read too; those a person left out stay out.
    pub(super) fn found_in(&self, table: &Table, problems: &mut Problems) -> Self {
        let mut mapping = ColumnMapping {
            separator: table.separator,
            sheet: table.sheet.clone(),
            columns: columns_of(table),
            ..self.clone()
        };
        for known in self.columns.iter().filter(|column| column.field.is_some()) {
            let same = |column: &&mut MappedColumn| {
                column.field.is_none() && squeezed(&column.header) == squeezed(&known.header)
            };
            if let Some(column) = mapping.columns.iter_mut().find(same) {
                column.field = known.field;
            }
        }
        mapping.guess_by_name(|header| !self.knows(header));
        for known in &self.columns {
            if known
                .field
                .is_some_and(|field| mapping.position(field).is_none())
            {
                problems.add(Problem {
                    line: None,
                    field: Some(known.header.clone()),
                    kind: ProblemKind::MissingColumn,
                    found: String::new(),
                    kept: Kept::LineWithoutField,
                });
            }
        }
        mapping
    }

    fn knows(&self, header: &str) -> bool {
        let same = |column: &MappedColumn| squeezed(&column.header) == squeezed(header);
        self.columns.iter().any(same)
    }

    /// Tells the columns that hold something and were not used, but for those a person saw before.
    pub(super) fn tell_unused(&self, remembered: Option<&ColumnMapping>, problems: &mut Problems) {
        let unused: Vec<&str> = self
            .columns
            .iter()
            .filter(|column| column.field.is_none() && !column.samples.is_empty())
            .map(|column| column.header.as_str())
            .filter(|header| !remembered.is_some_and(|known| known.knows(header)))
            .collect();
        if !unused.is_empty() {
            problems.add_for_file(ProblemKind::UnmappedColumn, &unused.join(", "), Kept::All);
        }
    }

    /// The position of the column that means a field.
    pub fn position(&self, field: ListField) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == Some(field))
    }

    /// The positions of all columns that mean a field.
    pub(super) fn positions(&self, field: ListField) -> Vec<usize> {
        let means =
            |(at, column): (usize, &MappedColumn)| (column.field == Some(field)).then_some(at);
        self.columns.iter().enumerate().filter_map(means).collect()
    }

    /// Tells what the list cannot do without; true when it can be read.
    pub(super) fn tell_missing(&self, problems: &mut Problems) -> bool {
        let has = |field: ListField| self.position(field).is_some();
        let debtor = has(ListField::DebtorKey) || has(ListField::DebtorName);
        let needs: &[(&str, bool)] = match self.kind {
            ListKind::Debtors => &[("debtor", debtor)],
            ListKind::Contacts => &[
                ("debtor", debtor),
                (
                    "contact",
                    has(ListField::Email) || has(ListField::ContactName),
                ),
            ],
            ListKind::Invoices => &[
                ("debtor", debtor),
                ("number", has(ListField::Number)),
                ("issued_on", has(ListField::IssuedOn)),
                ("amount", self.has_amount()),
            ],
            ListKind::Payments => &[
                (
                    "debtor",
                    debtor || has(ListField::Number) || has(ListField::Reference),
                ),
                ("paid_on", has(ListField::PaidOn)),
                ("amount", has(ListField::Amount)),
            ],
        };
        for (name, _) in needs.iter().filter(|(_, present)| !present) {
            let headers: Vec<&str> = self
                .columns
                .iter()
                .map(|column| column.header.as_str())
                .collect();
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

    /// True when an amount can be found or added up for each invoice.
    fn has_amount(&self) -> bool {
        let has = |field: ListField| self.position(field).is_some();
        has(ListField::Amount)
            || has(ListField::OpenAmount)
            || has(ListField::AgedAmount)
            || has(ListField::LineAmount)
            || (has(ListField::Debit) && has(ListField::Credit))
            || (has(ListField::Quantity) && has(ListField::UnitPrice))
    }

    /// True when some day of the list is the number a spreadsheet counts it by.
    pub(super) fn has_serial_days(&self, table: &Table) -> bool {
        let is_serial = |text: &str| matches!(Written::of(text), Written::Serial(_));
        DAYS.iter()
            .flat_map(|field| self.positions(*field))
            .any(|column| table.values(column).any(is_serial))
    }

    /// The order and the mark of this file: those given, else those its values prove.
    pub(super) fn forms(&self, table: &Table) -> (Option<DateOrder>, bool, Option<DecimalMark>) {
        let values = |fields: &[ListField]| -> Vec<usize> {
            fields
                .iter()
                .flat_map(|field| self.positions(*field))
                .collect()
        };
        let (days, amounts) = (values(&DAYS), values(&AMOUNTS));
        let (order, undecided) = order_of(days.into_iter().flat_map(|column| table.values(column)));
        let written = |column| table.written_values(column);
        let mark = mark_of(amounts.into_iter().flat_map(written));
        (
            self.date_order.or(order),
            undecided,
            self.decimal_mark.or(mark),
        )
    }
}

fn columns_of(table: &Table) -> Vec<MappedColumn> {
    let column = |(at, header): (usize, &String)| MappedColumn {
        header: header.clone(),
        field: None,
        samples: table.values(at).take(SAMPLES).map(shortened).collect(),
    };
    table.header.iter().enumerate().map(column).collect()
}

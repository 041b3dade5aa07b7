//! Guessing what the columns of a list mean: by their names, then by what they hold. Two columns alike are left to
//! the person who knows the file.

use super::{ColumnMapping, MappedColumn};
use crate::list::ListKind;
use crate::list::content::{Look, look};
use crate::list::field::{ListField, squeezed};
use crate::list::table::Table;

impl ColumnMapping {
    /// Gives each meaning the column whose name fits it best, among those that `may`.
    pub(super) fn guess_by_name(&mut self, may: impl Fn(&str) -> bool) {
        for field in ListField::of_kind(self.kind) {
            if self.position(*field).is_some() {
                continue;
            }
            let mut fits: Vec<(usize, usize)> = self
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| column.field.is_none() && column.can_mean(*field))
                .filter(|(_, column)| may(&column.header))
                .filter_map(|(at, column)| Some((field.fit(&column.header)?, at)))
                .collect();
            fits.sort_unstable();
            let most = if field.may_repeat() { fits.len() } else { 1 };
            for (_, at) in fits.into_iter().take(most) {
                self.columns[at].field = Some(*field);
            }
        }
        self.take_a_bare_code();
        self.doubt_the_settlement();
        self.leave_lone_columns_out();
    }

    /// In a list of debtors, `Code` alone is the code of the debtor; beside invoices it may be that of anything.
    fn take_a_bare_code(&mut self) {
        if self.kind != ListKind::Debtors || self.position(ListField::DebtorKey).is_some() {
            return;
        }
        let mut columns = self.columns.iter_mut();
        let bare =
            columns.find(|column| column.field.is_none() && squeezed(&column.header) == "code");
        if let Some(column) = bare {
            column.field = Some(ListField::DebtorKey);
        }
    }

    /// Columns that mean something only beside others: in an account of debits and credits the balance runs,
    /// and says nothing of one line; two spans of days are no aged balance.
    fn leave_lone_columns_out(&mut self) {
        let has = |mapping: &Self, field: ListField| mapping.position(field).is_some();
        let is_account = has(self, ListField::Debit) && has(self, ListField::Credit);
        let is_span = |column: &&MappedColumn| ListField::AgedAmount.fit(&column.header).is_some();
        let spans = self.columns.iter().filter(is_span).count();
        for column in &mut self.columns {
            let name = squeezed(&column.header);
            let runs = ["solde", "balance", "saldo", "cumul", "openbalance"]
                .contains(&name.as_str())
                || name.contains("progressif")
                || name.contains("cumul");
            let is_lone = match column.field {
                Some(ListField::OpenAmount) => is_account && runs,
                Some(ListField::AgedAmount) => spans < 3,
                Some(ListField::Debit | ListField::Credit) => !is_account,
                _ => false,
            };
            if is_lone {
                column.field = None;
            }
        }
    }

    /// French invoices call the day they must be paid by `date de règlement` too: without a due date
    /// beside it, only a person knows which one it is.
    fn doubt_the_settlement(&mut self) {
        if self.position(ListField::DueOn).is_some() {
            return;
        }
        for column in &mut self.columns {
            let name = squeezed(&column.header);
            let is_doubtful = ["datereglement", "datedereglement"].contains(&name.as_str());
            if column.field == Some(ListField::SettledOn) && is_doubtful {
                column.field = None;
            }
        }
    }

    /// Gives a column its meaning by its values, where its name says nothing and no other looks the same.
    pub(super) fn guess_by_content(&mut self, table: &Table) {
        let fields: &[(ListField, Look)] = match self.kind {
            ListKind::Debtors => &[
                (ListField::Email, Look::Email),
                (ListField::Siren, Look::Siren),
                (ListField::VatNumber, Look::VatNumber),
            ],
            ListKind::Contacts => &[(ListField::Email, Look::Email)],
            ListKind::Invoices => &[
                (ListField::IssuedOn, Look::Day),
                (ListField::Amount, Look::Amount),
            ],
            ListKind::Payments => &[
                (ListField::PaidOn, Look::Day),
                (ListField::Amount, Look::Amount),
            ],
        };
        for (field, wanted) in fields {
            let is_added_up = self.kind == ListKind::Invoices && self.has_amount();
            if self.position(*field).is_some() || (*field == ListField::Amount && is_added_up) {
                continue;
            }
            let unused = self
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| column.field.is_none());
            let alike: Vec<usize> = unused
                .map(|(at, _)| at)
                .filter(|at| look(table.values(*at)) == *wanted)
                .collect();
            // Two columns alike: only a person knows which one.
            if let [only] = alike.as_slice() {
                self.columns[*only].field = Some(*field);
            }
        }
    }
}

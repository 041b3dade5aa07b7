//! One line of a FEC, seen through its columns.

use super::columns::{Column, Columns};
use super::fields::Fields;

/// One line, cut.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub columns: &'a Columns,
    pub fields: &'a Fields,
    pub bytes: &'a [u8],
    pub number: u64,
    /// False for a last line that nothing ends.
    pub ended: bool,
}

impl<'a> Row<'a> {
    /// The field of a column, trimmed; empty when absent.
    pub fn field(&self, column: Column) -> &'a [u8] {
        self.columns.field(self.fields, self.bytes, column)
    }
}

//! One row of a table as texts, whatever file it comes from: separated values and workbooks give the same.
//! It must say which cells were numbers, so that nobody reads a decimal point as a thousands mark.

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// Line of the text, or row of the sheet, from 1.
    pub line: u64,
    /// The cells as texts, trimmed. Numbers of a workbook are written with a point and nothing else,
    /// days of a workbook as `2026-01-31`.
    pub fields: Vec<String>,
    /// The cells that a workbook holds as numbers; none in a text.
    pub numbers: ColumnSet,
}

impl Row {
    /// The trimmed text of a cell; empty past the end.
    pub fn text(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |text| text.trim())
    }

    /// True when no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|text| text.trim().is_empty())
    }
}

/// Some columns among the first 128: no list has numbers to the right of those.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ColumnSet(u128);

impl ColumnSet {
    /// Adds a column; one past the 128th is left out.
    pub fn add(&mut self, column: usize) {
        if column < 128 {
            self.0 |= 1 << column;
        }
    }

    /// True when the column was added.
    pub fn has(self, column: usize) -> bool {
        column < 128 && self.0 & (1 << column) != 0
    }
}

//! The text of an insert of many rows. Must never hold a value: values are always parameters.

use std::fmt::Write;

/// One insert: into which columns, and what happens on a conflict.
#[derive(Clone, Copy, Debug)]
pub struct Insert {
    /// Table and columns, such as `hold (id, creditor_id)`.
    pub into: &'static str,
    /// How many columns.
    pub columns: usize,
    /// `on conflict` clause, or nothing.
    pub tail: &'static str,
}

impl Insert {
    /// An insert whose columns are counted from its text.
    pub const fn into(into: &'static str) -> Insert {
        Insert {
            into,
            columns: count_columns(into),
            tail: "",
        }
    }

    /// The same insert with a clause after its values.
    pub const fn with_tail(self, tail: &'static str) -> Insert {
        Insert {
            into: self.into,
            columns: self.columns,
            tail,
        }
    }

    /// The statement for so many rows.
    pub fn sql(&self, rows: usize) -> String {
        let mut sql = String::with_capacity(self.into.len() + rows * self.columns * 6 + 40);
        sql.push_str("insert into ");
        sql.push_str(self.into);
        sql.push_str(" values ");
        for row in 0..rows {
            for column in 0..self.columns {
                let opening = match (row, column) {
                    (0, 0) => "(",
                    (_, 0) => ", (",
                    _ => ", ",
                };
                // Writing to a String cannot fail.
                let _ = write!(sql, "{opening}${}", row * self.columns + column + 1);
            }
            sql.push(')');
        }
        sql.push(' ');
        sql.push_str(self.tail);
        sql
    }
}

const fn count_columns(into: &str) -> usize {
    let bytes = into.as_bytes();
    let mut commas = 0;
    let mut position = 0;
    while position < bytes.len() {
        if bytes[position] == b',' {
            commas += 1;
        }
        position += 1;
    }
    commas + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_are_one_statement() {
        let insert = Insert::into("a (b, c)").with_tail("on conflict do nothing");
        assert_eq!(
            insert.sql(2),
            "insert into a (b, c) values ($1, $2), ($3, $4) on conflict do nothing"
        );
    }
}

//! The rows that come out of statements, read by position. Must never copy a value the caller does not
//! keep: texts are borrowed from the engine.

use crate::db::postgres;
use crate::db::sqlite;
use crate::error::{Result, StoreError};

/// One row, valid while its closure runs.
pub enum Row<'r> {
    /// From SQLite.
    Sqlite(&'r rusqlite::Row<'r>),
    /// From PostgreSQL.
    Postgres(&'r tokio_postgres::Row),
}

/// What takes each row of a query. It is no type parameter: the code around it is compiled once, not for each query.
pub type EachRow<'s> = &'s mut (dyn FnMut(&Row<'_>) -> Result<()> + Send);

impl Row<'_> {
    /// The integer in a column.
    pub fn integer(&self, column: usize) -> Result<i64> {
        match self {
            Row::Sqlite(row) => row.get(column).map_err(sqlite::failure),
            Row::Postgres(row) => row.try_get(column).map_err(postgres::failure),
        }
    }

    /// The integer in a column that may hold nothing.
    pub fn optional_integer(&self, column: usize) -> Result<Option<i64>> {
        match self {
            Row::Sqlite(row) => row.get(column).map_err(sqlite::failure),
            Row::Postgres(row) => row.try_get(column).map_err(postgres::failure),
        }
    }

    /// The text in a column.
    pub fn text(&self, column: usize) -> Result<&str> {
        self.optional_text(column)?.ok_or_else(|| {
            StoreError::Other(format!(
                "column {column} of a row holds nothing where a text is due"
            ))
        })
    }

    /// The text in a column that may hold nothing.
    pub fn optional_text(&self, column: usize) -> Result<Option<&str>> {
        match self {
            Row::Sqlite(row) => row
                .get_ref(column)
                .map_err(sqlite::failure)?
                .as_str_or_null()
                .map_err(|cause| StoreError::Other(format!("column {column} of a row: {cause}"))),
            Row::Postgres(row) => row.try_get(column).map_err(postgres::failure),
        }
    }

    /// The text in a column, kept.
    pub fn string(&self, column: usize) -> Result<String> {
        self.text(column).map(str::to_string)
    }

    /// The text in a column that may hold nothing, kept.
    pub fn optional_string(&self, column: usize) -> Result<Option<String>> {
        Ok(self.optional_text(column)?.map(str::to_string))
    }

    /// The bytes in a column that may hold nothing.
    pub fn optional_bytes(&self, column: usize) -> Result<Option<&[u8]>> {
        match self {
            Row::Sqlite(row) => row
                .get_ref(column)
                .map_err(sqlite::failure)?
                .as_blob_or_null()
                .map_err(|cause| StoreError::Other(format!("column {column} of a row: {cause}"))),
            Row::Postgres(row) => row.try_get(column).map_err(postgres::failure),
        }
    }
}

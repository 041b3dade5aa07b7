//! What can go wrong with the store, told to the person who operates it. Must never carry the content
//! of a row that belongs to a debtor, except the value that broke a rule.

use std::path::PathBuf;

/// A failure of the store. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process or a long write holds the database.
    #[error(
        "the database is locked by another process ({0}): close the other program that uses it, or wait and try again"
    )]
    Locked(String),
    /// No room left on the disk or the quota.
    #[error(
        "the disk of the database is full ({0}): free some space and try again; nothing of this change was kept"
    )]
    Full(String),
    /// The key does not open this database.
    #[error(
        "the key does not open {}: put back the key file that was made with this database, or open a backup with its own key file", path.display()
    )]
    WrongKey {
        /// The database file.
        path: PathBuf,
    },
    /// The key file is missing or unreadable.
    #[error("the key file {}: {cause}", path.display())]
    KeyFile {
        /// The key file.
        path: PathBuf,
        /// What is wrong and what to do.
        cause: String,
    },
    /// The server or the file cannot be reached.
    #[error(
        "the database cannot be reached ({0}): check the address, the server and the access rights"
    )]
    Unreachable(String),
    /// A stored value that no version of the software writes.
    #[error(
        "the row {id} of table {table} holds `{found}` in column {column}, which this version cannot read: run `relance check`, then restore a backup or correct the row"
    )]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The identity of the row.
        id: i64,
        /// The value found.
        found: String,
    },
    /// The row exists already.
    #[error("this exists already ({0})")]
    UniqueViolation(String),
    /// What was asked for is not there, or not any more.
    #[error("{noun} {id} is not in the database, or has changed since: load it again")]
    NotFound {
        /// What was looked for.
        noun: &'static str,
        /// Its identity.
        id: i64,
    },
    /// The database was written by a newer version, or a migration was altered.
    #[error("{0}")]
    Migration(String),
    /// Anything else the engine said.
    #[error(
        "the database refused a statement ({0}): run `relance check` and keep this message for support"
    )]
    Other(String),
}

impl StoreError {
    /// True when trying the same work again later may succeed.
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            StoreError::Locked(_) | StoreError::Full(_) | StoreError::Unreachable(_)
        )
    }
}

/// The short form of a result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

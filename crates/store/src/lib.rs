//! The store: facts, decisions and notices in SQLite or PostgreSQL. SQL lives here and only here. It must
//! never decide anything, never read a clock, and never show a row outside the scope it was asked for.

pub mod db;
pub mod error;
pub mod mint;
pub mod testing;

use jiff::Timestamp;

pub use db::{Database, DatabaseAddress, Reader, Session, Transaction};
pub use error::{Result, StoreError};

/// An open store: the database and what makes identities for it.
pub struct Store {
    database: Database,
    mint: mint::IdMint,
}

impl Store {
    /// Opens the database, brings it to this version, and starts making identities above those it holds.
    /// `node` is the number of this process in the installation, 0 to 1023.
    pub async fn open(address: &DatabaseAddress, node: u16) -> Result<Store> {
        let database = Database::open(address).await?;
        let mut reader = database.reader().await?;
        let highest = reader.query_integer(HIGHEST_IDENTITY, &[]).await?;
        drop(reader);
        let mint = mint::IdMint::new(node, highest)
            .map_err(|cause| StoreError::Other(cause.to_string()))?;
        Ok(Store { database, mint })
    }

    /// The database itself.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Reads from one state of the database; see [`Database::reader`].
    pub async fn reader(&self) -> Result<Reader> {
        self.database.reader().await
    }

    /// Writes in one transaction; see [`Database::transaction`].
    pub async fn transaction(&self) -> Result<Transaction> {
        self.database.transaction().await
    }

    /// A new identity, made at an instant.
    pub fn new_id(&self, at: Timestamp) -> i64 {
        self.mint.next(at)
    }

    /// What makes identities.
    pub fn mint(&self) -> &mint::IdMint {
        &self.mint
    }
}

/// Each table's highest identity is one step in its primary key.
const HIGHEST_IDENTITY: &str = "select max(id) from (
    select max(id) as id from creditor union all select max(id) from person
    union all select max(id) from journal union all select max(id) from debtor
    union all select max(id) from contact union all select max(id) from item
    union all select max(id) from allocation union all select max(id) from promise
    union all select max(id) from dispute union all select max(id) from hold
    union all select max(id) from reply union all select max(id) from strategy_version
    union all select max(id) from decision union all select max(id) from notice
    union all select max(id) from contact_made union all select max(id) from import
    union all select max(id) from bank_entry
  ) as highest";

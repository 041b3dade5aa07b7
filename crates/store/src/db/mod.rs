//! The only place that knows there are two engines: SQLite with SQLCipher and PostgreSQL behind one small
//! layer of rows and values. It must never know a table.

mod address;
mod dialect;
mod insert;
mod key_file;
mod migration;
mod postgres;
mod row;
mod session;
mod sqlite;
#[cfg(test)]
mod tests;
mod value;

use std::path::Path;

pub use address::DatabaseAddress;
pub use dialect::Engine;
pub use insert::Insert;
pub use row::Row;
pub use session::{Answer, Reader, Session, Transaction};
pub use value::Value;

use crate::error::{Result, StoreError};

/// An open database.
pub struct Database(Connections);

enum Connections {
    Sqlite(sqlite::SqliteFile),
    Postgres(postgres::PostgresServer),
}

impl Database {
    /// Opens the database, makes it when it does not exist (SQLite), and brings it to this version.
    pub async fn open(address: &DatabaseAddress) -> Result<Database> {
        let connections = match address {
            DatabaseAddress::SqliteFile { path, key } => {
                let key = key_file::read_or_make(key, path)?;
                Connections::Sqlite(sqlite::SqliteFile::open(path, key)?)
            }
            DatabaseAddress::SqliteMemory => Connections::Sqlite(sqlite::SqliteFile::temporary()?),
            DatabaseAddress::Postgres { url } => {
                Connections::Postgres(postgres::PostgresServer::open(url).await?)
            }
        };
        let database = Database(connections);
        let mut transaction = database.transaction().await?;
        migration::apply(database.engine(), &mut transaction).await?;
        transaction.commit().await?;
        Ok(database)
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Connections::Sqlite(_) => Engine::Sqlite,
            Connections::Postgres(_) => Engine::Postgres,
        }
    }

    /// Reads from one state of the database. There are few readers: drop it as soon as it has read.
    pub fn reader(&self) -> Answer<'_, Reader> {
        Box::pin(async move {
            let inner = match &self.0 {
                Connections::Sqlite(file) => session::Inner::Sqlite(file.reader().await?),
                Connections::Postgres(server) => session::Inner::Postgres(server.reader().await?),
            };
            Ok(Reader(Session(inner)))
        })
    }

    /// Writes in one transaction. SQLite has one writer: a task that holds a transaction must not ask
    /// for another one.
    pub fn transaction(&self) -> Answer<'_, Transaction> {
        Box::pin(async move {
            let inner = match &self.0 {
                Connections::Sqlite(file) => session::Inner::Sqlite(file.writer().await?),
                Connections::Postgres(server) => session::Inner::Postgres(server.writer().await?),
            };
            Ok(Transaction::over(Session(inner)))
        })
    }

    /// Copies a SQLite database, as it is now and under the same key, to another file.
    pub async fn backup_to(&self, target: &Path) -> Result<()> {
        match &self.0 {
            Connections::Sqlite(file) => file.backup_to(target).await,
            Connections::Postgres(_) => Err(StoreError::Other(
                "a PostgreSQL database is backed up with pg_dump on its server".to_string(),
            )),
        }
    }
}

/// Runs statements on a PostgreSQL server, outside any open database.
pub(crate) async fn run_on_server(url: &str, sql: &str) -> Result<()> {
    postgres::run_once(url, sql).await
}

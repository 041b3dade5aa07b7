//! SQLite with SQLCipher: one writer, a few readers, WAL. Must never leave this folder: the rest of the
//! store does not know the engine.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::db::dialect::{Engine, text_for};
use crate::db::insert::Insert;
use crate::db::key_file::Key;
use crate::db::row::{EachRow, Row};
use crate::db::value::Value;
use crate::error::{Result, StoreError};

const READERS: usize = 4;
/// What connections keep of the file in memory, in KiB.
const CACHE_OF_READER: u32 = 32_768;
const CACHE_OF_WRITER: u32 = 65_536;
/// While indexes are built: each of them reads its whole table again.
const CACHE_OF_BUILDER: u32 = 147_456;
const STATEMENTS_CACHED: usize = 256;
/// How pages are sealed. Each page is encrypted and authenticated by itself, so fewer and fuller ones cost a
/// run that writes much less, and a few rows of many accounts no more. Most processors have instructions for
/// SHA-256, few for SHA-512, which is SQLCipher's own choice.
const SEALING: &str = "pragma cipher_page_size = 8192; pragma cipher_hmac_algorithm = HMAC_SHA256;";
/// How long a process waits for another one; tests of a locked file are not kept waiting.
const LOCK_PATIENCE: Duration = if cfg!(test) {
    Duration::from_millis(100)
} else {
    Duration::from_secs(10)
};

/// The connections to one file.
pub struct SqliteFile {
    writer: Arc<tokio::sync::Mutex<Connection>>,
    readers: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
    path: PathBuf,
    key: Key,
    _temporary: Option<tempfile::TempDir>,
}

/// How safe and how large a connection is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Writing,
    Reading,
}

impl SqliteFile {
    /// Opens or makes the file.
    pub fn open(path: &Path, key: Key) -> Result<SqliteFile> {
        let writer = connect(path, &key, Use::Writing)?;
        Ok(SqliteFile {
            writer: Arc::new(tokio::sync::Mutex::new(writer)),
            readers: Arc::new(Mutex::new(Vec::new())),
            permits: Arc::new(Semaphore::new(READERS)),
            path: path.to_path_buf(),
            key,
            _temporary: None,
        })
    }

    /// A file in a temporary folder that goes with the database.
    pub fn temporary() -> Result<SqliteFile> {
        let folder = tempfile::Builder::new()
            .prefix("relance-")
            .tempdir()
            .map_err(|cause| StoreError::Unreachable(format!("no temporary folder: {cause}")))?;
        let mut file = SqliteFile::open(&folder.path().join("relance.db"), Key::random()?)?;
        file._temporary = Some(folder);
        Ok(file)
    }

    /// A connection for reading, from the few there are. Readers open when first needed, so that a
    /// start costs one connection.
    pub async fn reader(&self) -> Result<Lease> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|_| StoreError::Other("the database is closing".to_string()))?;
        let idle = self
            .readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.path, &self.key, Use::Reading)?,
        };
        connection.execute_batch("begin").map_err(failure)?;
        Ok(Lease::Reading {
            connection: Some(connection),
            home: Arc::clone(&self.readers),
            _permit: permit,
        })
    }

    /// The one connection for writing, once the one before has finished.
    pub async fn writer(&self) -> Result<Lease> {
        let connection = Arc::clone(&self.writer).lock_owned().await;
        blocking(|| connection.execute_batch("begin immediate")).map_err(failure)?;
        Ok(Lease::Writing(connection))
    }

    /// Copies the database, as it is now and under the same key, to another file.
    pub async fn backup_to(&self, target: &Path) -> Result<()> {
        let source = self.reader().await?;
        let mut copy = connect(target, &self.key, Use::Writing)?;
        blocking(|| {
            source.connection().execute_batch("rollback")?;
            let backup = rusqlite::backup::Backup::new(source.connection(), &mut copy)?;
            backup.run_to_completion(1000, Duration::ZERO, None)
        })
        .map_err(failure)
    }
}

/// A connection in somebody's hands; an open transaction is rolled back when it is dropped.
pub enum Lease {
    /// One of the readers.
    Reading {
        /// Always there until the lease ends.
        connection: Option<Connection>,
        /// Where it goes back to.
        home: Arc<Mutex<Vec<Connection>>>,
        /// What bounds the number of readers.
        _permit: OwnedSemaphorePermit,
    },
    /// The writer.
    Writing(OwnedMutexGuard<Connection>),
}

impl Lease {
    fn connection(&self) -> &Connection {
        match self {
            Lease::Reading { connection, .. } => connection
                .as_ref()
                .expect("a reading lease keeps its connection until it is dropped"),
            Lease::Writing(connection) => connection,
        }
    }

    /// Runs a query and hands each row to `each`.
    pub fn query_each(&mut self, sql: &str, values: &[Value<'_>], each: EachRow<'_>) -> Result<()> {
        blocking(|| {
            let mut statement = self
                .connection()
                .prepare_cached(&text_for(Engine::Sqlite, sql))
                .map_err(failure)?;
            let mut rows = statement
                .query(rusqlite::params_from_iter(values))
                .map_err(failure)?;
            while let Some(row) = rows.next().map_err(failure)? {
                each(&Row::Sqlite(row))?;
            }
            Ok(())
        })
    }

    /// Has the engine read a statement without running it.
    pub fn prepare(&mut self, sql: &str) -> Result<()> {
        let prepared = self.connection().prepare(&text_for(Engine::Sqlite, sql));
        prepared.map(drop).map_err(failure)
    }

    /// Runs a statement that changes rows; how many it changed.
    pub fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64> {
        blocking(|| {
            let mut statement = self
                .connection()
                .prepare_cached(&text_for(Engine::Sqlite, sql))?;
            statement.execute(rusqlite::params_from_iter(values))
        })
        .map(|changed| changed as u64)
        .map_err(failure)
    }

    /// Inserts rows through one prepared statement: re-running it beats longer texts on this engine.
    pub fn insert_many<'v, const N: usize>(
        &mut self,
        insert: &Insert,
        rows: impl IntoIterator<Item = [Value<'v>; N]>,
    ) -> Result<u64> {
        blocking(|| {
            let sql = insert.sql(1);
            let mut statement = self
                .connection()
                .prepare_cached(&text_for(Engine::Sqlite, &sql))?;
            let mut changed = 0;
            for row in rows {
                changed += statement.execute(rusqlite::params_from_iter(row))? as u64;
            }
            Ok(changed)
        })
        .map_err(failure)
    }

    /// Drops the indexes of a table; the statements that make them again. The transaction that does it
    /// is undone whole when anything fails in between.
    pub fn set_indexes_aside(&mut self, table: &str) -> Result<Vec<String>> {
        let mut indexes = Vec::new();
        let listed = "select name, sql from sqlite_master
            where type = 'index' and tbl_name = $1 and sql is not null order by name";
        self.query_each(listed, &[table.into()], &mut |row| {
            indexes.push((row.string(0)?, row.string(1)?));
            Ok(())
        })?;
        for (name, _) in &indexes {
            self.batch(&format!("drop index {name}"))?;
        }
        Ok(indexes.into_iter().map(|(_, sql)| sql).collect())
    }

    /// Builds indexes, one after the other.
    pub fn build_indexes(&mut self, indexes: &[String]) -> Result<()> {
        if indexes.is_empty() {
            return Ok(());
        }
        self.batch(&format!("pragma cache_size = -{CACHE_OF_BUILDER}"))?;
        let built = indexes.iter().try_for_each(|index| self.batch(index));
        self.batch(&format!("pragma cache_size = -{CACHE_OF_WRITER}"))?;
        built
    }

    /// Runs several statements without parameters.
    pub fn batch(&mut self, sql: &str) -> Result<()> {
        blocking(|| {
            self.connection()
                .execute_batch(&text_for(Engine::Sqlite, sql))
        })
        .map_err(failure)
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if !self.connection().is_autocommit()
            && self.connection().execute_batch("rollback").is_err()
        {
            // The engine has rolled back by itself; there is nothing left to undo.
            tracing::debug!("a rollback found no transaction");
        }
        if let Lease::Reading {
            connection, home, ..
        } = self
            && let Some(connection) = connection.take()
        {
            home.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
        }
    }
}

fn connect(path: &Path, key: &Key, purpose: Use) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if purpose == Use::Writing {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection =
        Connection::open_with_flags(path, flags).map_err(|cause| opening_failure(path, cause))?;
    connection.busy_timeout(LOCK_PATIENCE).map_err(failure)?;
    let cache = match purpose {
        Use::Writing => CACHE_OF_WRITER,
        Use::Reading => CACHE_OF_READER,
    };
    let settings = format!(
        "pragma cipher_log_level = none; pragma key = \"x'{}'\"; {SEALING} pragma cache_size = -{cache}; pragma temp_store = memory;
         pragma foreign_keys = on; pragma synchronous = normal; pragma wal_autocheckpoint = 4000;",
        key.digits()
    );
    connection
        .execute_batch(&settings)
        .map_err(|cause| opening_failure(path, cause))?;
    connection
        .query_row("select count(*) from sqlite_master", [], |row| {
            row.get::<_, i64>(0)
        })
        .map_err(|cause| opening_failure(path, cause))?;
    if purpose == Use::Writing {
        connection
            .query_row("pragma journal_mode = wal", [], |row| {
                row.get::<_, String>(0)
            })
            .map_err(|cause| opening_failure(path, cause))?;
    }
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    Ok(connection)
}

fn opening_failure(path: &Path, cause: rusqlite::Error) -> StoreError {
    match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::WrongKey {
            path: path.to_path_buf(),
        },
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::Unreachable(format!("{}: {cause}", path.display()))
        }
        _ => failure(cause),
    }
}

/// What an error of the engine means.
pub fn failure(cause: rusqlite::Error) -> StoreError {
    let said = cause.to_string();
    match cause.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked(said),
        Some(ErrorCode::DiskFull) => StoreError::Full(said),
        Some(
            ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::ReadOnly
            | ErrorCode::SystemIoFailure,
        ) => StoreError::Unreachable(said),
        Some(ErrorCode::ConstraintViolation) if said.contains("UNIQUE") => {
            StoreError::UniqueViolation(said)
        }
        _ => StoreError::Other(said),
    }
}

/// Runs work that blocks its thread without starving the other tasks of a multi-threaded runtime.
fn blocking<T>(work: impl FnOnce() -> T) -> T {
    match tokio::runtime::Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(tokio::runtime::RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

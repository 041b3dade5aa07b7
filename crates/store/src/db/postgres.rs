//! PostgreSQL: a small pool of connections with prepared statements. Must never leave this folder: the
//! rest of the store does not know the engine.

use std::pin::pin;
use std::str::FromStr;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_util::TryStreamExt;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, NoTls};

use crate::db::dialect::{Engine, text_for};
use crate::db::insert::Insert;
use crate::db::row::{EachRow, Row};
use crate::db::session::Answer;
use crate::db::value::Value;
use crate::error::{Result, StoreError};

const CONNECTIONS: usize = 8;
const ROWS_AT_ONCE: usize = 200;
const WAIT_SECONDS: u64 = 10;

/// The connections to one server.
pub struct PostgresServer {
    pool: Pool,
}

impl PostgresServer {
    /// Prepares the pool and tries one connection.
    pub async fn open(url: &str) -> Result<PostgresServer> {
        let mut config = Config::from_str(url).map_err(|cause| {
            StoreError::Unreachable(format!("the address is not understood: {cause}"))
        })?;
        config.connect_timeout(std::time::Duration::from_secs(WAIT_SECONDS));
        let manager = Manager::from_config(
            config,
            NoTls,
            ManagerConfig {
                recycling_method: RecyclingMethod::Fast,
            },
        );
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|cause| StoreError::Unreachable(cause.to_string()))?;
        let server = PostgresServer { pool };
        drop(server.connection().await?);
        Ok(server)
    }

    async fn connection(&self) -> Result<Object> {
        self.pool.get().await.map_err(|cause| match cause {
            deadpool_postgres::PoolError::Backend(cause) => StoreError::Unreachable(said(&cause)),
            other => StoreError::Unreachable(other.to_string()),
        })
    }

    /// A connection that sees one state of the database until it is dropped.
    pub async fn reader(&self) -> Result<PostgresLease> {
        self.begin("begin isolation level repeatable read read only")
            .await
    }

    /// A connection with an open transaction.
    pub async fn writer(&self) -> Result<PostgresLease> {
        self.begin("begin").await
    }

    fn begin<'s>(&'s self, sql: &'s str) -> Answer<'s, PostgresLease> {
        Box::pin(async move {
            let connection = self.connection().await?;
            let mut lease = PostgresLease {
                connection: Some(connection),
                is_open: true,
            };
            lease.batch(sql).await?;
            Ok(lease)
        })
    }
}

/// A connection in somebody's hands; an open transaction is rolled back when it is dropped.
pub struct PostgresLease {
    connection: Option<Object>,
    is_open: bool,
}

fn parameters<'a>(values: &'a [Value<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

impl PostgresLease {
    fn connection(&self) -> &Object {
        self.connection
            .as_ref()
            .expect("a lease keeps its connection until it is dropped")
    }

    /// Runs a query and hands each row to `each` as it arrives.
    pub fn query_each<'s>(
        &'s mut self,
        sql: &'s str,
        values: &'s [Value<'s>],
        each: EachRow<'s>,
    ) -> Answer<'s, ()> {
        Box::pin(async move {
            let connection = self.connection();
            let statement = connection
                .prepare_cached(&text_for(Engine::Postgres, sql))
                .await
                .map_err(failure)?;
            let rows = connection
                .query_raw(&statement, parameters(values))
                .await
                .map_err(failure)?;
            let mut rows = pin!(rows);
            while let Some(row) = rows.try_next().await.map_err(failure)? {
                each(&Row::Postgres(&row))?;
            }
            Ok(())
        })
    }

    /// Has the engine read a statement without running it.
    pub async fn prepare(&mut self, sql: &str) -> Result<()> {
        let prepared = self
            .connection()
            .prepare(&text_for(Engine::Postgres, sql))
            .await;
        prepared.map(drop).map_err(failure)
    }

    /// Runs a statement that changes rows; how many it changed.
    pub fn execute<'s>(&'s mut self, sql: &'s str, values: &'s [Value<'s>]) -> Answer<'s, u64> {
        Box::pin(async move {
            let connection = self.connection();
            let statement = connection
                .prepare_cached(&text_for(Engine::Postgres, sql))
                .await
                .map_err(failure)?;
            connection
                .execute_raw(&statement, parameters(values))
                .await
                .map_err(failure)
        })
    }

    /// Inserts rows, many to a statement: a round trip per row is what costs on this engine.
    pub async fn insert_many<'v, const N: usize>(
        &mut self,
        insert: &Insert,
        rows: impl IntoIterator<Item = [Value<'v>; N]>,
    ) -> Result<u64> {
        let mut changed = 0;
        let mut values: Vec<Value<'v>> = Vec::with_capacity(ROWS_AT_ONCE * N);
        let full = insert.sql(ROWS_AT_ONCE);
        for row in rows {
            values.extend(row);
            if values.len() == ROWS_AT_ONCE * N {
                changed += self.execute(&full, &values).await?;
                values.clear();
            }
        }
        changed += self.insert_rest::<N>(insert, &values).await?;
        Ok(changed)
    }

    /// The rows that do not fill a whole statement, in powers of two so that few texts are prepared.
    async fn insert_rest<const N: usize>(
        &mut self,
        insert: &Insert,
        values: &[Value<'_>],
    ) -> Result<u64> {
        let mut changed = 0;
        let mut rest = values;
        while !rest.is_empty() {
            let rows = rest.len() / N;
            let now = 1 << rows.ilog2();
            let (part, following) = rest.split_at(now * N);
            changed += self.execute(&insert.sql(now), part).await?;
            rest = following;
        }
        Ok(changed)
    }

    /// Runs several statements without parameters.
    pub fn batch<'s>(&'s mut self, sql: &'s str) -> Answer<'s, ()> {
        Box::pin(async move {
            self.connection()
                .batch_execute(&text_for(Engine::Postgres, sql))
                .await
                .map_err(failure)
        })
    }

    /// Ends the transaction with `commit` or `rollback`.
    pub async fn finish(&mut self, sql: &str) -> Result<()> {
        self.is_open = false;
        let ended = self.batch(sql).await;
        if ended.is_err() {
            self.is_open = true;
        }
        ended
    }
}

impl Drop for PostgresLease {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        if !self.is_open {
            return;
        }
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn(async move {
                    if connection.batch_execute("rollback").await.is_err() {
                        drop(Object::take(connection));
                    }
                });
            }
            // Without a runtime the connection is closed, and the server rolls back by itself.
            Err(_) => drop(Object::take(connection)),
        }
    }
}

/// What an error of the engine means.
pub fn failure(cause: tokio_postgres::Error) -> StoreError {
    let text = said(&cause);
    match cause.code() {
        Some(code) if *code == SqlState::UNIQUE_VIOLATION => StoreError::UniqueViolation(text),
        Some(code) if *code == SqlState::DISK_FULL => StoreError::Full(text),
        Some(code)
            if *code == SqlState::LOCK_NOT_AVAILABLE
                || *code == SqlState::T_R_SERIALIZATION_FAILURE
                || *code == SqlState::T_R_DEADLOCK_DETECTED =>
        {
            StoreError::Locked(text)
        }
        Some(code) if code.code().starts_with("08") || code.code().starts_with("57") => {
            StoreError::Unreachable(text)
        }
        None if cause.is_closed() => StoreError::Unreachable(text),
        _ => StoreError::Other(text),
    }
}

/// The engine's message without its `DETAIL`, which quotes the row.
fn said(cause: &tokio_postgres::Error) -> String {
    match cause.as_db_error() {
        Some(error) => format!("{} ({})", error.message(), error.code().code()),
        None => {
            let mut text = cause.to_string();
            if let Some(source) = std::error::Error::source(cause) {
                text.push_str(": ");
                text.push_str(&source.to_string());
            }
            text
        }
    }
}

/// Runs statements on a server outside any pool, for the tests' own schemas.
pub async fn run_once(url: &str, sql: &str) -> Result<()> {
    let server = PostgresServer::open(url).await?;
    server
        .connection()
        .await?
        .batch_execute(sql)
        .await
        .map_err(failure)
}

//! A conversation with the database: reading from one state of it, or writing in one transaction. Must
//! never let a reader change anything.

use std::ops::{Deref, DerefMut};

use crate::db::insert::Insert;
use crate::db::postgres::PostgresLease;
use crate::db::row::Row;
use crate::db::sqlite::Lease;
use crate::db::value::Value;
use crate::error::Result;

/// What both readers and transactions do: ask.
pub struct Session(pub(super) Inner);

pub(super) enum Inner {
    Sqlite(Lease),
    Postgres(PostgresLease),
}

impl Session {
    /// Runs a query and hands each row to `each`, without keeping the rows.
    pub async fn query_each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        each: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        match &mut self.0 {
            Inner::Sqlite(lease) => lease.query_each(sql, values, each),
            Inner::Postgres(lease) => lease.query_each(sql, values, each).await,
        }
    }

    /// Has the engine read a statement without running it.
    pub async fn prepare(&mut self, sql: &str) -> Result<()> {
        match &mut self.0 {
            Inner::Sqlite(lease) => lease.prepare(sql),
            Inner::Postgres(lease) => lease.prepare(sql).await,
        }
    }

    /// Every row of a query, as `read` makes it.
    pub async fn query<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.query_each(sql, values, |row| {
            rows.push(read(row)?);
            Ok(())
        })
        .await?;
        Ok(rows)
    }

    /// The first row of a query, if there is one.
    pub async fn query_first<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut first = None;
        self.query_each(sql, values, |row| {
            if first.is_none() {
                first = Some(read(row)?);
            }
            Ok(())
        })
        .await?;
        Ok(first)
    }

    /// The integer a query of one column gives; zero when it gives no row.
    pub async fn query_integer(&mut self, sql: &str, values: &[Value<'_>]) -> Result<i64> {
        Ok(self
            .query_first(sql, values, |row| row.optional_integer(0))
            .await?
            .flatten()
            .unwrap_or(0))
    }
}

/// Reads from one state of the database until it is dropped.
pub struct Reader(pub(super) Session);

impl Deref for Reader {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.0
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut Session {
        &mut self.0
    }
}

/// Reads and writes; everything is undone unless [`Transaction::commit`] is called.
pub struct Transaction(pub(super) Session);

impl Deref for Transaction {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.0
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Session {
        &mut self.0
    }
}

impl Transaction {
    /// Runs a statement that changes rows; how many it changed.
    pub async fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64> {
        match &mut self.0.0 {
            Inner::Sqlite(lease) => lease.execute(sql, values),
            Inner::Postgres(lease) => lease.execute(sql, values).await,
        }
    }

    /// Inserts rows; how many were inserted or changed.
    pub async fn insert_many<'v, const N: usize>(
        &mut self,
        insert: &Insert,
        rows: impl IntoIterator<Item = [Value<'v>; N]>,
    ) -> Result<u64> {
        debug_assert_eq!(N, insert.columns, "{}", insert.into);
        match &mut self.0.0 {
            Inner::Sqlite(lease) => lease.insert_many(insert, rows),
            Inner::Postgres(lease) => lease.insert_many(insert, rows).await,
        }
    }

    /// Inserts one row; false when a conflict clause left it out.
    pub async fn insert<const N: usize>(
        &mut self,
        insert: &Insert,
        row: [Value<'_>; N],
    ) -> Result<bool> {
        Ok(self.insert_many(insert, [row]).await? > 0)
    }

    /// Runs the statements of a migration.
    pub(super) async fn batch(&mut self, sql: &str) -> Result<()> {
        match &mut self.0.0 {
            Inner::Sqlite(lease) => lease.batch(sql),
            Inner::Postgres(lease) => lease.batch(sql).await,
        }
    }

    /// Keeps everything that was written.
    pub async fn commit(self) -> Result<()> {
        self.finish("commit").await
    }

    /// Undoes everything that was written; dropping the transaction does the same.
    pub async fn rollback(self) -> Result<()> {
        self.finish("rollback").await
    }

    async fn finish(mut self, sql: &str) -> Result<()> {
        match &mut self.0.0 {
            Inner::Sqlite(lease) => lease.batch(sql),
            Inner::Postgres(lease) => lease.finish(sql).await,
        }
    }
}

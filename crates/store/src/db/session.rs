//! A conversation with the database: reading from one state of it, or writing in one transaction. Must
//! never let a reader change anything.

use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;

use crate::db::insert::Insert;
use crate::db::postgres::PostgresLease;
use crate::db::row::Row;
use crate::db::sqlite::Lease;
use crate::db::value::Value;
use crate::error::Result;

/// The answer to come. It is boxed so that what waits for it holds no closure of the caller: such a future
/// could not be proven to move between threads.
pub type Answer<'s, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 's>>;

/// What both readers and transactions do: ask.
pub struct Session(pub(super) Inner);

pub(super) enum Inner {
    Sqlite(Lease),
    Postgres(PostgresLease),
}

impl Session {
    /// Runs a query and hands each row to `each`, without keeping the rows.
    pub fn query_each<'s>(
        &'s mut self,
        sql: &'s str,
        values: &'s [Value<'s>],
        mut each: impl FnMut(&Row<'_>) -> Result<()> + Send + 's,
    ) -> Answer<'s, ()> {
        Box::pin(async move {
            match &mut self.0 {
                Inner::Sqlite(lease) => lease.query_each(sql, values, &mut each),
                Inner::Postgres(lease) => lease.query_each(sql, values, &mut each).await,
            }
        })
    }

    /// Has the engine read a statement without running it.
    pub async fn prepare(&mut self, sql: &str) -> Result<()> {
        match &mut self.0 {
            Inner::Sqlite(lease) => lease.prepare(sql),
            Inner::Postgres(lease) => lease.prepare(sql).await,
        }
    }

    /// Every row of a query, as `read` makes it.
    pub fn query<'s, T: Send + 's>(
        &'s mut self,
        sql: &'s str,
        values: &'s [Value<'s>],
        mut read: impl FnMut(&Row<'_>) -> Result<T> + Send + 's,
    ) -> Answer<'s, Vec<T>> {
        Box::pin(async move {
            let mut rows = Vec::new();
            let keep = |row: &Row<'_>| {
                rows.push(read(row)?);
                Ok(())
            };
            self.query_each(sql, values, keep).await?;
            Ok(rows)
        })
    }

    /// The first row of a query, if there is one.
    pub fn query_first<'s, T: Send + 's>(
        &'s mut self,
        sql: &'s str,
        values: &'s [Value<'s>],
        mut read: impl FnMut(&Row<'_>) -> Result<T> + Send + 's,
    ) -> Answer<'s, Option<T>> {
        Box::pin(async move {
            let mut first = None;
            let keep = |row: &Row<'_>| {
                if first.is_none() {
                    first = Some(read(row)?);
                }
                Ok(())
            };
            self.query_each(sql, values, keep).await?;
            Ok(first)
        })
    }

    /// The integer a query of one column gives; zero when it gives no row.
    pub fn query_integer<'s>(
        &'s mut self,
        sql: &'s str,
        values: &'s [Value<'s>],
    ) -> Answer<'s, i64> {
        Box::pin(async move {
            Ok(self
                .query_first(sql, values, |row| row.optional_integer(0))
                .await?
                .flatten()
                .unwrap_or(0))
        })
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
pub struct Transaction {
    session: Session,
    /// Indexes that are set aside: the statements that make them.
    set_aside: Vec<String>,
}

impl Deref for Transaction {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Session {
        &mut self.session
    }
}

impl Transaction {
    pub(super) fn over(session: Session) -> Transaction {
        Transaction {
            session,
            set_aside: Vec::new(),
        }
    }

    /// Runs a statement that changes rows; how many it changed.
    pub fn execute<'s>(&'s mut self, sql: &'s str, values: &'s [Value<'s>]) -> Answer<'s, u64> {
        Box::pin(async move {
            match &mut self.session.0 {
                Inner::Sqlite(lease) => lease.execute(sql, values),
                Inner::Postgres(lease) => lease.execute(sql, values).await,
            }
        })
    }

    /// Inserts rows; how many were inserted or changed.
    pub fn insert_many<'s, const N: usize>(
        &'s mut self,
        insert: &'s Insert,
        rows: impl IntoIterator<Item = [Value<'s>; N], IntoIter: Send> + Send + 's,
    ) -> Answer<'s, u64> {
        debug_assert_eq!(N, insert.columns, "{}", insert.into);
        let rows = rows.into_iter();
        Box::pin(async move {
            match &mut self.session.0 {
                Inner::Sqlite(lease) => lease.insert_many(insert, rows),
                Inner::Postgres(lease) => lease.insert_many(insert, rows).await,
            }
        })
    }

    /// Inserts one row; false when a conflict clause left it out.
    pub async fn insert<const N: usize>(
        &mut self,
        insert: &Insert,
        row: [Value<'_>; N],
    ) -> Result<bool> {
        Ok(self.insert_many(insert, [row]).await? > 0)
    }

    /// Sets aside the indexes of a table before it is filled, where the engine builds them faster at
    /// once.
    pub(crate) async fn set_indexes_aside(&mut self, table: &str) -> Result<()> {
        if let Inner::Sqlite(lease) = &mut self.session.0 {
            self.set_aside.extend(lease.set_indexes_aside(table)?);
        }
        Ok(())
    }

    /// Builds the indexes that were set aside; the commit does it at the latest. It takes memory: what is not
    /// needed any more goes before.
    pub async fn put_indexes_back(&mut self) -> Result<()> {
        let indexes = std::mem::take(&mut self.set_aside);
        match &mut self.session.0 {
            Inner::Sqlite(lease) => lease.build_indexes(&indexes),
            Inner::Postgres(_) => Ok(()),
        }
    }

    /// Runs the statements of a migration.
    pub(super) async fn batch(&mut self, sql: &str) -> Result<()> {
        match &mut self.session.0 {
            Inner::Sqlite(lease) => lease.batch(sql),
            Inner::Postgres(lease) => lease.batch(sql).await,
        }
    }

    /// Keeps everything that was written.
    pub fn commit(mut self) -> Answer<'static, ()> {
        Box::pin(async move {
            self.put_indexes_back().await?;
            self.finish("commit").await
        })
    }

    /// Undoes everything that was written; dropping the transaction does the same.
    pub fn rollback(self) -> Answer<'static, ()> {
        self.finish("rollback")
    }

    fn finish(mut self, sql: &'static str) -> Answer<'static, ()> {
        Box::pin(async move {
            match &mut self.session.0 {
                Inner::Sqlite(lease) => lease.batch(sql),
                Inner::Postgres(lease) => lease.finish(sql).await,
            }
        })
    }
}

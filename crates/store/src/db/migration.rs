//! Numbered SQL files, embedded, each applied once and under a lock. Must never apply a text that differs
//! from the one applied before under the same number.

use crate::db::dialect::Engine;
use crate::db::session::Transaction;
use crate::error::{Result, StoreError};

const MIGRATIONS: &[(i64, &str, &str)] =
    &[(1, "first", include_str!("../../migrations/0001_first.sql"))];

const JOURNAL_OF_MIGRATIONS: &str = "create table if not exists migration (number bigint primary key, name text not null, digest text not null)";

/// Brings the database to this version; the transaction is the caller's to commit.
pub async fn apply(engine: Engine, transaction: &mut Transaction) -> Result<()> {
    if engine == Engine::Postgres {
        // SQLite's writing transaction is the lock; PostgreSQL is told which one.
        transaction
            .batch("select pg_advisory_xact_lock(7305204)")
            .await?;
    }
    transaction.batch(JOURNAL_OF_MIGRATIONS).await?;
    let applied = transaction
        .query(
            "select number, digest from migration order by number",
            &[],
            |row| Ok((row.integer(0)?, row.string(1)?)),
        )
        .await?;
    if let Some((number, _)) = applied
        .iter()
        .find(|(number, _)| !MIGRATIONS.iter().any(|known| known.0 == *number))
    {
        return Err(StoreError::Migration(format!(
            "the database was written by a newer version (its migration {number} is not known here): install that version again or restore an older backup"
        )));
    }
    for (number, name, sql) in MIGRATIONS {
        let digest = blake3::hash(sql.as_bytes()).to_hex().to_string();
        match applied.iter().find(|(applied, _)| applied == number) {
            Some((_, before)) if *before == digest => {}
            Some(_) => {
                return Err(StoreError::Migration(format!(
                    "migration {number} ({name}) of this version differs from the one the database was made with: install the version that made it"
                )));
            }
            None => {
                transaction.batch(sql).await?;
                transaction
                    .execute(
                        "insert into migration (number, name, digest) values ($1, $2, $3)",
                        &[(*number).into(), (*name).into(), digest.into()],
                    )
                    .await?;
            }
        }
    }
    Ok(())
}

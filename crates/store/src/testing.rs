//! For tests: the same test on both engines, each on an empty database of its own. Must never be used
//! by the product.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::Store;
use crate::db::DatabaseAddress;

static SCHEMAS: AtomicU32 = AtomicU32::new(0);

/// Runs `test` on an empty SQLite database, then on an empty schema of the PostgreSQL server that
/// `RELANCE_TEST_POSTGRES` names; says so when there is none. Wants a multi-threaded runtime.
pub async fn both_engines<F>(test: impl Fn(Store) -> F)
where
    F: Future<Output = ()>,
{
    test(sqlite().await).await;
    let Some(url) = server() else { return };
    let schema = format!(
        "test_{}_{}",
        std::process::id(),
        SCHEMAS.fetch_add(1, Ordering::Relaxed)
    );
    administer(
        &url,
        &format!("drop schema if exists {schema} cascade; create schema {schema}"),
    )
    .await;
    let separator = if url.contains('?') { '&' } else { '?' };
    let address = DatabaseAddress::Postgres {
        url: format!("{url}{separator}options=-c%20search_path%3D{schema}"),
    };
    let store = Store::open(&address, 1)
        .await
        .expect("the test server of RELANCE_TEST_POSTGRES opens");
    test(store).await;
    administer(&url, &format!("drop schema {schema} cascade")).await;
}

/// An empty SQLite store of its own.
pub async fn sqlite() -> Store {
    Store::open(&DatabaseAddress::SqliteMemory, 1)
        .await
        .expect("a temporary database opens")
}

fn server() -> Option<String> {
    #[allow(
        clippy::disallowed_methods,
        reason = "tests are told where the server is"
    )]
    let url = std::env::var("RELANCE_TEST_POSTGRES").ok();
    if url.is_none() {
        eprintln!(
            "SKIPPED on PostgreSQL: set RELANCE_TEST_POSTGRES to the address of a test server"
        );
    }
    url
}

async fn administer(url: &str, sql: &str) {
    crate::db::run_on_server(url, sql)
        .await
        .expect("the test server obeys");
}

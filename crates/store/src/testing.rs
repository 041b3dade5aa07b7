//! For tests: the same test on both engines, each on an empty database of its own. Must never be used
//! by the product.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use receivables::account::CreditorPolicy;
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::identity::{CreditorId, DebtorId};

use crate::creditor::Creditor;
use crate::db::DatabaseAddress;
use crate::debtor::{DebtorDefaults, ListedDebtor, Source};
use crate::{Store, creditor, debtor};

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
    empty_schema(&url, &schema).await;
    let store = Store::open(&schema_address(&url, &schema), 1)
        .await
        .expect("the test server of RELANCE_TEST_POSTGRES opens");
    test(store).await;
    administer(&url, &format!("drop schema {schema} cascade")).await;
}

/// Makes a schema of a PostgreSQL server, empty.
pub async fn empty_schema(url: &str, schema: &str) {
    let sql = format!("drop schema if exists {schema} cascade; create schema {schema}");
    administer(url, &sql).await;
}

/// The address of a schema of a PostgreSQL server.
pub fn schema_address(url: &str, schema: &str) -> DatabaseAddress {
    let separator = if url.contains('?') { '&' } else { '?' };
    DatabaseAddress::Postgres {
        url: format!("{url}{separator}options=-c%20search_path%3D{schema}"),
    }
}

/// An empty SQLite store of its own.
pub async fn sqlite() -> Store {
    Store::open(&DatabaseAddress::SqliteMemory, 1)
        .await
        .expect("a temporary database opens")
}

/// A creditor to work with.
pub async fn add_creditor(store: &Store, at: Timestamp) -> CreditorId {
    let mut transaction = store.transaction().await.expect("a transaction starts");
    let id = creditor::next_id(&mut transaction)
        .await
        .expect("a creditor has an identity");
    let creditor = Creditor {
        id,
        name: "Papeterie du Port".to_string(),
        siren: None,
        currency: Currency::EUR,
        policy: CreditorPolicy::starting(id),
        profile: "{}".to_string(),
    };
    creditor::add(&mut transaction, &store.stamp(at, "test"), &creditor)
        .await
        .expect("a creditor is added");
    transaction.commit().await.expect("a transaction commits");
    id
}

/// Debtors to work with, under the keys `C1`, `C2` and so on.
pub async fn add_debtors(
    store: &Store,
    at: Timestamp,
    creditor: CreditorId,
    many: usize,
) -> Vec<DebtorId> {
    let listed: Vec<ListedDebtor> = (1..=many)
        .map(|number| ListedDebtor {
            traits: receivables::debtor::Traits::default(),
            tags: Vec::new(),
            natural_key: format!("C{number}"),
            name: format!("Société {number}"),
            siren: None,
            vat_number: None,
            kind: None,
            country: None,
            address: None,
        })
        .collect();
    let defaults = DebtorDefaults {
        country: "FR".to_string(),
        language: Language::French,
        time_zone: "Europe/Paris".to_string(),
    };
    let source = Source {
        creditor,
        name: "test",
        import: None,
    };
    let mut transaction = store.transaction().await.expect("a transaction starts");
    let stamp = store.stamp(at, "test");
    let written = debtor::upsert_many(&mut transaction, &stamp, source, &defaults, &listed)
        .await
        .expect("debtors are added");
    transaction.commit().await.expect("a transaction commits");
    written.into_iter().map(|debtor| debtor.id).collect()
}

/// A record of an account, to be spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// The first day of each of its holds.
    Hold,
    /// The due date of each of its items.
    Item,
}

/// Makes a record of an account unreadable, as a foreign hand in the database would.
pub async fn spoil(store: &Store, debtor: DebtorId, record: Record) {
    let sql = match record {
        Record::Hold => "update hold set from_on = 'some day' where debtor_id = $1",
        Record::Item => "update item set due_on = 'some day' where debtor_id = $1",
    };
    let mut transaction = store.transaction().await.expect("a transaction starts");
    transaction
        .execute(sql, &[debtor.0.into()])
        .await
        .expect("the record is spoilt");
    transaction.commit().await.expect("a transaction commits");
}

/// How many rows each table holds, by its name.
pub async fn row_counts(store: &Store) -> BTreeMap<String, i64> {
    let created = include_str!("../migrations/0001_first.sql").lines();
    let tables = created.filter_map(|line| line.trim().strip_prefix("create table "));
    let mut counts = BTreeMap::new();
    let mut reader = store.reader().await.expect("a reader starts");
    for table in tables {
        let name = table.split([' ', '(']).next().unwrap_or_default();
        let sql = format!("select count(*) from {name}");
        let count = reader.query_integer(&sql, &[]).await.expect("rows count");
        counts.insert(name.to_string(), count);
    }
    counts
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

use super::*;
use crate::testing::both_engines;

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_is_dropped_leaves_nothing() {
    both_engines(async |store| {
        let mut transaction = store.database().transaction().await.unwrap();
        set(&mut transaction, "a", "1").await;
        drop(transaction);
        assert_eq!(count(&store).await, 0);
        let mut transaction = store.database().transaction().await.unwrap();
        set(&mut transaction, "a", "1").await;
        transaction.commit().await.unwrap();
        assert_eq!(count(&store).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_sees_one_state_until_it_is_dropped() {
    both_engines(async |store| {
        let mut reader = store.database().reader().await.unwrap();
        assert_eq!(reader.query_integer(COUNT, &[]).await.unwrap(), 0);
        let mut transaction = store.database().transaction().await.unwrap();
        set(&mut transaction, "a", "1").await;
        transaction.commit().await.unwrap();
        assert_eq!(reader.query_integer(COUNT, &[]).await.unwrap(), 0);
        drop(reader);
        assert_eq!(count(&store).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_rows_go_in_and_a_second_row_of_one_key_is_named() {
    both_engines(async |store| {
        const INSERT: Insert = Insert::into("installation (name, value, set_at)");
        let mut transaction = store.database().transaction().await.unwrap();
        let rows = (0..1234).map(|n| [Value::from(format!("k{n}")), "v".into(), "now".into()]);
        assert_eq!(transaction.insert_many(&INSERT, rows).await.unwrap(), 1234);
        transaction.commit().await.unwrap();
        let mut transaction = store.database().transaction().await.unwrap();
        let again = transaction
            .insert(&INSERT, ["k7".into(), "v".into(), "now".into()])
            .await;
        assert!(
            matches!(again, Err(StoreError::UniqueViolation(_))),
            "{again:?}"
        );
        drop(transaction);
        assert_eq!(count(&store).await, 1234);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters_bind_by_their_number() {
    both_engines(async |store| {
        let mut reader = store.database().reader().await.unwrap();
        let text = reader
            .query_first(
                "select cast($2 as text) || cast($1 as text) || cast($2 as text)",
                &["a".into(), "b".into()],
                |row| row.string(0),
            )
            .await
            .unwrap();
        assert_eq!(text.as_deref(), Some("bab"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wrong_key_is_told_from_a_broken_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("relance.db");
    let address = DatabaseAddress::file(&path);
    drop(Database::open(&address).await.unwrap());
    let header = std::fs::read(&path).unwrap();
    assert!(
        !header.starts_with(b"SQLite format 3"),
        "the file must be encrypted"
    );
    let key_file = folder.path().join("relance.db.key");
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(
        std::fs::metadata(&key_file).unwrap().permissions().mode() & 0o777,
        0o600
    );

    std::fs::write(&key_file, "00".repeat(32)).unwrap();
    let refused = Database::open(&address)
        .await
        .err()
        .expect("another key must not open it");
    assert!(matches!(refused, StoreError::WrongKey { .. }), "{refused}");
    std::fs::remove_file(&key_file).unwrap();
    let refused = Database::open(&address)
        .await
        .err()
        .expect("a lost key must not be made anew");
    assert!(
        refused.to_string().contains("put back the key file"),
        "{refused}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_opens_with_the_same_key_and_holds_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("relance.db");
    let database = Database::open(&DatabaseAddress::file(&path)).await.unwrap();
    let mut transaction = database.transaction().await.unwrap();
    set(&mut transaction, "a", "1").await;
    transaction.commit().await.unwrap();
    let copy = folder.path().join("copy.db");
    database.backup_to(&copy).await.unwrap();
    let address = DatabaseAddress::SqliteFile {
        path: copy,
        key: folder.path().join("relance.db.key"),
    };
    let restored = Database::open(&address).await.unwrap();
    let mut reader = restored.reader().await.unwrap();
    assert_eq!(reader.query_integer(COUNT, &[]).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let address = DatabaseAddress::file(&folder.path().join("relance.db"));
    let database = Database::open(&address).await.unwrap();
    let mut transaction = database.transaction().await.unwrap();
    transaction
        .execute(
            "insert into migration (number, name, digest) values (9999, 'later', 'x')",
            &[],
        )
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    drop(database);
    let refused = Database::open(&address)
        .await
        .err()
        .expect("a newer database must be refused");
    assert!(refused.to_string().contains("newer version"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_not_there_is_unreachable() {
    let address = DatabaseAddress::parse("postgres://nobody@127.0.0.1:1/none");
    let refused = Database::open(&address)
        .await
        .err()
        .expect("nothing listens on port 1");
    assert!(matches!(refused, StoreError::Unreachable(_)), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_another_process_writes_to_is_locked() {
    let folder = tempfile::tempdir().unwrap();
    let address = DatabaseAddress::file(&folder.path().join("relance.db"));
    let one = Database::open(&address).await.unwrap();
    let other = Database::open(&address).await.unwrap();
    let held = one.transaction().await.unwrap();
    let refused = other
        .transaction()
        .await
        .err()
        .expect("the file has one writer");
    assert!(matches!(refused, StoreError::Locked(_)), "{refused}");
    assert!(refused.is_passing());
    drop(held);
    assert!(other.transaction().await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_keeps_nothing_of_the_change() {
    let database = Database::open(&DatabaseAddress::SqliteMemory)
        .await
        .unwrap();
    let mut transaction = database.transaction().await.unwrap();
    transaction
        .batch("pragma max_page_count = 1")
        .await
        .unwrap();
    let long = "x".repeat(1_000_000);
    let refused = transaction
        .execute(
            "insert into installation (name, value, set_at) values ('a', $1, 'now')",
            &[(&long).into()],
        )
        .await
        .expect_err("there is no room");
    assert!(matches!(refused, StoreError::Full(_)), "{refused}");
    drop(transaction);
    let mut reader = database.reader().await.unwrap();
    assert_eq!(reader.query_integer(COUNT, &[]).await.unwrap(), 0);
}

const COUNT: &str = "select count(*) from installation where name <> 'made_by'";

async fn set(transaction: &mut Transaction, name: &str, value: &str) {
    transaction
        .execute(
            "insert into installation (name, value, set_at) values ($1, $2, 'now')",
            &[name.into(), value.into()],
        )
        .await
        .unwrap();
}

async fn count(store: &crate::Store) -> i64 {
    store
        .database()
        .reader()
        .await
        .unwrap()
        .query_integer(COUNT, &[])
        .await
        .unwrap()
}

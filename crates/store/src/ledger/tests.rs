use jiff::Timestamp;
use jiff::civil::date;
use receivables::identity::CreditorId;

use super::*;
use crate::testing::{add_creditor, add_debtors, both_engines};
use crate::{Store, item};

fn now() -> Timestamp {
    "2026-11-02T08:00:00Z".parse().unwrap()
}

fn listed<'a>(debtor: DebtorId, key: &'a str, minor: i64) -> ListedItem<'a> {
    let kind = match minor < 0 {
        true => ItemKind::PaymentOnAccount,
        false => ItemKind::Invoice,
    };
    ListedItem {
        debtor,
        kind,
        reference: key,
        instalment: 0,
        issued_on: date(2026, 9, 1),
        delivered_on: None,
        due_on: date(2026, 10, 1),
        amount: Money::eur(minor),
        unconfirmed: None,
        origin: None,
        label: None,
        natural_key: key,
    }
}

fn link(claim: usize, source: Option<usize>, amount_minor: i64) -> ListedLink {
    ListedLink {
        claim: Some(claim),
        source,
        amount_minor,
        effective_on: date(2026, 10, 5),
        basis: Basis::Lettering,
    }
}

async fn write(
    store: &Store,
    creditor: CreditorId,
    items: &[ListedItem<'_>],
    links: &[ListedLink],
) -> Recorded {
    let source = Source {
        creditor,
        name: "fec",
        import: None,
    };
    let mut transaction = store.transaction().await.unwrap();
    let stamp = store.stamp(now(), "import");
    let recorded = record(&mut transaction, &stamp, source, items, links)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let mut reader = store.reader().await.unwrap();
    assert_eq!(item::unbalanced(&mut reader, creditor).await.unwrap(), []);
    recorded
}

async fn open_amounts(store: &Store, creditor: CreditorId) -> Vec<(String, i64)> {
    let mut reader = store.reader().await.unwrap();
    let mut open = Vec::new();
    item::each_open(&mut reader, creditor, |owed| {
        open.push((owed.item.reference, owed.item.open.minor));
    })
    .await
    .unwrap();
    open.sort();
    open
}

fn opens(expected: &[(&str, i64)]) -> Vec<(String, i64)> {
    expected
        .iter()
        .map(|(key, minor)| (key.to_string(), *minor))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_the_same_list_twice_changes_nothing() {
    both_engines(async |store| {
        let creditor = add_creditor(&store, now()).await;
        let debtors = add_debtors(&store, now(), creditor, 2).await;
        let items = [
            listed(debtors[0], "F1", 10_000),
            listed(debtors[0], "F2", 5_000),
            listed(debtors[0], "P1", -12_000),
            listed(debtors[1], "F3", 7_000),
        ];
        let links = [
            link(0, Some(2), 10_000),
            link(1, Some(2), 2_000),
            link(3, None, 7_000),
        ];
        let first = write(&store, creditor, &items, &links).await;
        assert_eq!((first.allocations, first.links_known), (3, 0));
        assert!(
            first
                .items
                .iter()
                .all(|item| item.outcome == Outcome::Inserted)
        );
        assert_eq!(
            open_amounts(&store, creditor).await,
            opens(&[("F2", 3_000)])
        );

        let second = write(&store, creditor, &items, &links).await;
        assert_eq!((second.allocations, second.links_known), (0, 3));
        assert!(
            second
                .items
                .iter()
                .all(|item| item.outcome == Outcome::Unchanged)
        );
        assert_eq!(
            open_amounts(&store, creditor).await,
            opens(&[("F2", 3_000)])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_longer_export_adds_what_is_new_and_settles_what_was_open() {
    both_engines(async |store| {
        let creditor = add_creditor(&store, now()).await;
        let debtors = add_debtors(&store, now(), creditor, 1).await;
        write(&store, creditor, &[listed(debtors[0], "F1", 10_000)], &[]).await;
        let items = [
            listed(debtors[0], "F1", 10_000),
            listed(debtors[0], "P1", -4_000),
        ];
        let recorded = write(&store, creditor, &items, &[link(0, Some(1), 4_000)]).await;
        assert_eq!(recorded.allocations, 1);
        assert_eq!(
            open_amounts(&store, creditor).await,
            opens(&[("F1", 6_000)])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_amount_moves_what_is_open_and_is_in_the_journal() {
    both_engines(async |store| {
        let creditor = add_creditor(&store, now()).await;
        let debtors = add_debtors(&store, now(), creditor, 1).await;
        let items = [
            listed(debtors[0], "F1", 10_000),
            listed(debtors[0], "P1", -4_000),
        ];
        write(&store, creditor, &items, &[link(0, Some(1), 4_000)]).await;
        let changed = [listed(debtors[0], "F1", 9_000)];
        let recorded = write(&store, creditor, &changed, &[]).await;
        assert_eq!(recorded.items[0].outcome, Outcome::Changed);
        assert_eq!(
            open_amounts(&store, creditor).await,
            opens(&[("F1", 5_000)])
        );
        let written = "select count(*) from journal where noun = 'item' and act = 'change'
            and before like '%10000%' and after like '%9000%'";
        let mut reader = store.reader().await.unwrap();
        assert_eq!(reader.query_integer(written, &[]).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_takes_no_more_than_both_ends_have_open() {
    both_engines(async |store| {
        let creditor = add_creditor(&store, now()).await;
        let debtors = add_debtors(&store, now(), creditor, 1).await;
        let items = [
            listed(debtors[0], "F1", 10_000),
            listed(debtors[0], "P1", -4_000),
        ];
        let links = [link(0, Some(1), 9_000), link(0, Some(1), 1_000)];
        let recorded = write(&store, creditor, &items, &links).await;
        assert_eq!(recorded.links_cut, [0, 1]);
        assert_eq!(recorded.allocations, 1);
        assert_eq!(
            open_amounts(&store, creditor).await,
            opens(&[("F1", 6_000)])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_stands_twice_in_a_list_is_written_once() {
    both_engines(async |store| {
        let creditor = add_creditor(&store, now()).await;
        let debtors = add_debtors(&store, now(), creditor, 1).await;
        let twice = [
            listed(debtors[0], "F1", 10_000),
            listed(debtors[0], "F1", 10_000),
        ];
        let recorded = write(&store, creditor, &twice, &[]).await;
        assert_eq!(recorded.items[0].id, recorded.items[1].id);
        assert_eq!(recorded.items[1].outcome, Outcome::Unchanged);
        assert_eq!(
            open_amounts(&store, creditor).await,
            opens(&[("F1", 10_000)])
        );
    })
    .await;
}

/// More rows than it takes to build the indexes at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_first_import_leaves_every_index_in_its_place() {
    both_engines(async |store| {
        let creditor = add_creditor(&store, now()).await;
        let debtors = add_debtors(&store, now(), creditor, 2).await;
        let keys: Vec<String> = (0..21_000).map(|number| format!("F{number}")).collect();
        let items: Vec<ListedItem<'_>> = keys
            .iter()
            .map(|key| listed(debtors[0], key, 100))
            .collect();
        let before = indexes(&store).await;
        write(&store, creditor, &items, &[]).await;
        assert_eq!(indexes(&store).await, before);
        let again = write(&store, creditor, &items, &[]).await;
        assert!(
            again
                .items
                .iter()
                .all(|item| item.outcome == Outcome::Unchanged)
        );
    })
    .await;
}

async fn indexes(store: &Store) -> Vec<String> {
    let sql = match store.database().engine() {
        crate::db::Engine::Sqlite => {
            "select name from sqlite_master where type = 'index' order by name"
        }
        crate::db::Engine::Postgres => {
            "select cast(indexname as text) from pg_indexes where schemaname = current_schema() order by 1"
        }
    };
    let mut reader = store.reader().await.unwrap();
    reader.query(sql, &[], |row| row.string(0)).await.unwrap()
}

//! An invoice carried forward into the next exercise is one invoice, whichever ledger comes first.

use desk::Writing;
use store::item::Owed;
use store::testing::both_engines;

use crate::scene::Scene;
use crate::twins::ledger;

fn entry(
    journal: &str,
    number: &str,
    day: &str,
    (reference, piece): (&str, &str),
    cents: i64,
) -> String {
    let amount = |minor: i64| format!("{},{:02}", minor / 100, minor % 100);
    let (debit, credit) = (amount(cents.max(0)), amount((-cents).max(0)));
    let counterpart = match journal {
        "VE" => "706000",
        "BQ" => "512000",
        _ => "890000",
    };
    format!(
        "{journal}\t{journal}\t{number}\t{day}\t411000\tClients\tC001\tLenoir\t{reference}\t{piece}\tFacture {reference}\t{debit}\t{credit}\t\t\t{day}\t\t\n\
         {journal}\t{journal}\t{number}\t{day}\t{counterpart}\tX\t\t\t{reference}\t{piece}\tX\t{credit}\t{debit}\t\t\t{day}\t\t\n"
    )
}

fn older() -> String {
    entry("VE", "1", "20251115", ("FA-900", "20251115"), 120_000)
        + &entry("VE", "2", "20251220", ("FA-901", "20251220"), 50_000)
}

/// The opening balance of some software gives its own day as the day of the documents.
fn newer() -> String {
    entry("AN", "1", "20260101", ("FA-900", "20260101"), 120_000)
        + &entry("AN", "2", "20260101", ("FA-901", "20260101"), 50_000)
        + &entry("BQ", "9", "20260120", ("FA-901", "20260120"), -50_000)
}

async fn receive(scene: &Scene, name: &str, lines: &str) {
    let incoming = ledger(name, &[lines]);
    let report = scene
        .desk
        .receive(&scene.seat, incoming, Writing::ForReal)
        .await;
    report.unwrap();
}

async fn open(scene: &Scene) -> Vec<(String, String, i64)> {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let mut open = Vec::new();
    store::item::each_open(&mut reader, scene.seat.creditor, |owed: Owed| {
        let item = owed.item;
        open.push((item.reference, item.issued_on.to_string(), item.open.minor));
    })
    .await
    .unwrap();
    open
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_of_two_exercises_is_counted_once_in_either_order() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let expected = [("FA-900".to_string(), "2025-11-15".to_string(), 120_000)];
        receive(&scene, "2025.txt", &older()).await;
        receive(&scene, "2026.txt", &newer()).await;
        assert_eq!(open(&scene).await, expected);
        let longer = newer() + &entry("VE", "10", "20260201", ("FA-910", "20260201"), 100);
        receive(&scene, "2026-b.txt", &longer).await;
        assert_eq!(open(&scene).await[..1], expected);
    })
    .await;
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let expected = [("FA-900".to_string(), "2025-11-15".to_string(), 120_000)];
        receive(&scene, "2026.txt", &newer()).await;
        receive(&scene, "2025.txt", &older()).await;
        assert_eq!(open(&scene).await, expected);
        let longer = newer() + &entry("VE", "10", "20260201", ("FA-910", "20260201"), 100);
        receive(&scene, "2026-b.txt", &longer).await;
        assert_eq!(open(&scene).await[..1], expected);
    })
    .await;
}

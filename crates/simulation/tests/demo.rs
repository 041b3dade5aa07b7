//! The demonstration furnishes an empty store with something true for every screen.

use std::sync::Arc;

use desk::Desk;
use desk::clock::Clock;
use jiff::civil::date;
use receivables::aging::Bucket;
use receivables::currency::Currency;
use simulation::demo;
use simulation::post_office::PostOffice;
use store::notice::Standing;
use store::views::{aging, dashboard, departures};
use store::{DatabaseAddress, Seen, Store};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fresh_store_is_furnished() {
    let folder = tempfile::tempdir().unwrap();
    let address = DatabaseAddress::file(&folder.path().join("demo.db"));
    let today = date(2026, 6, 16);
    let post = Arc::new(PostOffice::new());
    let carrier = Arc::clone(&post) as Arc<dyn desk::carrier::Carrier>;
    let mut last = 0;
    let store = Store::open(&address, 1).await.unwrap();
    let furnished = demo::furnish_with(store, today, (150, 25), carrier, &mut |percent| {
        last = percent
    })
    .await
    .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(last, 100);
    assert_eq!(furnished.messages as usize, post.count());
    assert!(furnished.messages > 30, "{furnished:?}");

    let store = Store::open(&address, 1).await.unwrap();
    let desk = Desk::new(
        store,
        Clock::by_hand("2026-06-16T12:00:00Z".parse().unwrap()),
    );
    let mut reader = desk.store().reader().await.unwrap();
    let seen = Seen::by_the_machine(furnished.creditor);
    assert_eq!(
        dashboard::orphans(&mut reader, seen, today, 1)
            .await
            .unwrap(),
        0
    );
    let plans = store::instalment_plan::running_plans(&mut reader, furnished.creditor).await;
    assert!(!plans.unwrap().is_empty(), "a plan is to be looked at");
    let counts = dashboard::counts(&mut reader, seen).await.unwrap();
    assert_eq!(counts.debtors, 150);
    assert!(counts.disputes_open > 0, "{counts:?}");
    let waiting = departures::waiting(&mut reader, seen, &[Standing::ToConfirm], 500)
        .await
        .unwrap();
    assert!(
        waiting
            .counts
            .get(&Standing::ToConfirm)
            .is_some_and(|count| *count > 3),
        "{:?}",
        waiting.counts
    );
    let balance = aging::balance(&mut reader, seen, today)
        .await
        .unwrap()
        .of(Currency::EUR);
    for bucket in [Bucket::NotDue, Bucket::From1To30, Bucket::From31To60] {
        assert!(balance.of(bucket) > 0, "{balance:?}");
    }
    let (overdue, gross) = (balance.overdue(), balance.gross());
    assert!(
        overdue * 100 / gross > 10 && overdue * 100 / gross < 70,
        "{balance:?}"
    );
    for import in store::import::last(&mut reader, furnished.creditor, 50)
        .await
        .unwrap()
    {
        let summary = import.summary.unwrap_or_default();
        // A credit that waits for a person is a remark, and so is a statement of a day without entries; a
        // clean file gives no others.
        let is_empty = summary.contains("\"bank_entries\":{\"new\":0,") && import.kind == "bank";
        let remarks =
            count_of(&summary, "credits_waiting").map(|waiting| waiting + u64::from(is_empty));
        let problems = count_of(&summary, "problems_total");
        assert_eq!(problems, remarks, "{}: {summary}", import.file_name);
    }
}

/// The number behind a key of a summary.
fn count_of(summary: &str, key: &str) -> Option<u64> {
    let (_, rest) = summary.split_once(&format!("\"{key}\":"))?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

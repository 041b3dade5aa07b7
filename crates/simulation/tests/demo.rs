//! The demonstration furnishes an empty store with something true for every screen.

use std::sync::Arc;

use jiff::civil::date;
use simulation::demo;
use simulation::post_office::PostOffice;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fresh_store_is_furnished() {
    let store = store::testing::sqlite().await;
    let post = Arc::new(PostOffice::new());
    let carrier = Arc::clone(&post) as Arc<dyn desk::carrier::Carrier>;
    let mut last = 0;
    let furnished = demo::furnish_with(
        store,
        date(2026, 6, 16),
        (60, 20),
        carrier,
        &mut |percent| last = percent,
    )
    .await
    .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(last, 100);
    assert_eq!(furnished.messages as usize, post.count());
    assert!(furnished.messages > 10, "{furnished:?}");
}

use jiff::civil::date;
use receivables::aging::AgedBalance;

use super::*;

/// A short quiet time, so that there is something to look at.
async fn lived(world: &World) -> Year<'_> {
    let first = plus_days(world.until, -40);
    let store = store::testing::sqlite().await;
    let mut year = Year::begin(world, store, first).await.unwrap();
    for number in 0..=40 {
        year.day(plus_days(first, number)).await.unwrap();
    }
    assert_eq!(year.checker.first_breach(), None);
    year
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_checkers_see_a_breach() {
    let world = World::between(5, 12, date(2025, 9, 1), date(2026, 6, 30));
    let mut year = lived(&world).await;
    let taken = year.post.taken();
    let day = plus_days(world.until, 1);
    year.checker
        .after_sending(&year.company, &taken[..1], day)
        .await
        .unwrap();
    let breach = year.checker.first_breach().unwrap();
    assert!(breach.contains("left twice"), "{breach}");

    let mut year = lived(&world).await;
    year.checker.remember(
        world.until,
        year.company.desk.clock().instant(),
        AgedBalance::new(),
    );
    year.checker.at_the_end(&year.company).await.unwrap();
    let breach = year.checker.first_breach().unwrap();
    assert!(
        breach.contains("the aged balance of 2026-06-30"),
        "{breach}"
    );
}

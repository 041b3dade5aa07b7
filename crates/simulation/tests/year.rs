//! A year of faults, several seeds, on both engines. `RELANCE_SEEDS` says how many seeds.

use jiff::civil::date;
use simulation::world::World;
use simulation::year;

fn seeds() -> u64 {
    #[allow(clippy::disallowed_methods, reason = "tests are told how long to look")]
    let wanted = std::env::var("RELANCE_SEEDS").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(2)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_of_faults_breaks_no_rule() {
    for seed in 1..=seeds() {
        let world = World::between(seed, 25, date(2025, 1, 1), date(2026, 6, 30));
        store::testing::both_engines(|store| {
            let world = &world;
            async move {
                let report = year::live(world, store, 365)
                    .await
                    .unwrap_or_else(|error| panic!("{error}"));
                eprintln!("seed {seed}: {report:?}");
                assert!(
                    report.messages > 100,
                    "seed {seed}: too quiet a year: {report:?}"
                );
                assert!(
                    report.deaths > 3 && report.unknown > 5 && report.repeated_files > 5,
                    "seed {seed}: {report:?}"
                );
                assert!(report.happenings > 10, "seed {seed}: {report:?}");
            }
        })
        .await;
    }
}

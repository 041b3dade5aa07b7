//! Days that are played agree with days that are lived: the same steps on the same days, looked at from before and
//! from after.

use std::collections::BTreeMap;

use desk::Writing;
use desk::ledger_acts::WriteOff;
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::contact::Channel;
use receivables::decide::Release;
use receivables::identity::ItemId;
use receivables::replay::{Reach, Spell, Tally};
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

/// Days lived.
const DAYS: i32 = 75;

/// The company of these tests: invoices late, due soon and due later, of two debtors.
async fn company(store: store::Store) -> (Scene, ItemId) {
    let scene = Scene::set(store).await;
    scene.invoice("F1", 120_000, 6).await;
    let settled = scene.invoice("F2", 80_000, -12).await;
    let other = scene.other_debtor("C002").await;
    scene.invoice_of(other, "F3", 260_000, -20).await;
    scene.invoice_of(other, "F4", 45_000, 2).await;
    (scene, settled)
}

/// Lives one day: everything that is due leaves or is done. What it was, step by step.
async fn live(scene: &Scene, day: Date, lived: &mut BTreeMap<String, u64>) {
    let (desk, seat) = (&scene.desk, &scene.seat);
    desk.run_day(seat, day, Writing::ForReal).await.unwrap();
    let waiting = async || {
        let mut reader = desk.store().reader().await.unwrap();
        let found = store::notice::waiting(&mut reader, seat.creditor).await;
        found.unwrap()
    };
    for notice in waiting().await {
        *lived.entry(notice.act.step.clone()).or_default() += 1;
        if notice.release == Release::ByHand || notice.act.channel != Channel::EMail {
            desk.done_by_hand(seat, notice.id, "done").await.unwrap();
        }
    }
    desk.confirm_all(seat).await.unwrap();
    let carrier = TestCarrier::answering(Vec::new());
    desk.send(seat, &carriers(&carrier)).await.unwrap();
    let left = waiting().await;
    assert!(left.is_empty(), "{day}: {left:?}");
    let one_day = jiff::SignedDuration::from_hours(24);
    desk.clock().advance(one_day);
}

fn steps(tally: &Tally) -> BTreeMap<String, u64> {
    tally.by_step.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_to_come_are_those_that_come_when_nobody_pays() {
    both_engines(|store| async {
        let (scene, _) = company(store).await;
        let ahead = scene
            .desk
            .look_ahead(&scene.seat, (DAYS, Reach::Known, None), &mut |_, _| ())
            .await
            .unwrap();
        let mut lived = BTreeMap::new();
        for number in 0..=DAYS {
            live(&scene, plus_days(MONDAY, number), &mut lived).await;
        }
        assert!(lived.len() > 4, "{lived:?}");
        assert_eq!(steps(&ahead.in_force), lived);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_back_test_of_days_that_were_lived_counts_what_was_done_on_them() {
    both_engines(|store| async {
        let (scene, settled) = company(store).await;
        let mut lived = BTreeMap::new();
        for number in 0..=DAYS {
            if number == 33 {
                let written_off =
                    scene
                        .desk
                        .write_off(&scene.seat, settled, WriteOff::Irrecoverable);
                written_off.await.unwrap();
            }
            live(&scene, plus_days(MONDAY, number), &mut lived).await;
        }
        let spell = Spell {
            from: MONDAY,
            to: plus_days(MONDAY, DAYS),
            delay: 0,
            reach: Reach::Known,
        };
        let mut heard = Vec::new();
        let replayed = scene
            .desk
            .replay(&scene.seat, (spell, None), &mut |played, all| {
                heard.push((played, all));
            })
            .await
            .unwrap();
        assert_eq!(steps(&replayed.in_force), lived);
        assert_eq!(heard, [(2, 2)], "the progress is told");
        assert_eq!(replayed.in_force.too_late, 0);
    })
    .await;
}

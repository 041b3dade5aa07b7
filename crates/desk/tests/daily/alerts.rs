//! Alerts: they tell once while they hold, can hold an account before anything leaves, and their trial says what the days
//! would have said.

use desk::alerts::AlertDraft;
use desk::{Actor, DeskError, Writing};
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::condition::Condition;
use receivables::currency::Currency;
use receivables::identity::AlertId;
use store::Seen;
use store::alert::{AlertAct, Hit};
use store::testing::both_engines;

use crate::campaigns::brief;
use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

/// An alert that tells, switched on.
fn written(name: &str, condition: &str) -> AlertDraft {
    AlertDraft {
        name: name.to_string(),
        condition: condition.to_string(),
        act: AlertAct::Tell,
        campaign: None,
        is_on: true,
    }
}

impl Scene {
    async fn alert(&self, condition: &str, act: AlertAct) -> AlertId {
        let written = AlertDraft {
            act,
            ..written("An alert", condition)
        };
        let kept = self.desk.keep_alert(&self.seat, None, &written).await;
        kept.unwrap()
    }

    /// Lives through the morning of a day so many days after Monday.
    async fn morning(&self, days: i32) -> Date {
        let day = plus_days(MONDAY, days);
        let clock = self.desk.clock();
        clock.set(format!("{day}T09:00:00Z").parse().unwrap());
        let run = self.desk.run_day(&self.seat, day, Writing::ForReal).await;
        assert_eq!(run.unwrap().problems, Vec::<String>::new());
        day
    }

    async fn told(&self, alert: AlertId) -> Vec<Hit> {
        let mut reader = self.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(self.seat.creditor);
        store::alert::of_alert(&mut reader, seen, alert)
            .await
            .unwrap()
    }

    async fn waiting(&self) -> i64 {
        let mut reader = self.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(self.seat.creditor);
        store::alert::waiting_count(&mut reader, seen)
            .await
            .unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_tells_once_while_it_holds_and_again_after_it_ended() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let alert = scene.alert("days_late > 7", AlertAct::Tell).await;
        scene.morning(0).await;
        scene.morning(1).await;
        assert_eq!(scene.told(alert).await, Vec::new());
        let begun = scene.morning(2).await;
        scene.morning(3).await;
        let told = scene.told(alert).await;
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].began_on, told[0].ended_on), (begun, None));
        assert_eq!(scene.waiting().await, 1);
        let (desk, seat) = (&scene.desk, &scene.seat);
        desk.see_to_alert(seat, told[0].id).await.unwrap();
        assert!(desk.see_to_alert(seat, told[0].id).await.is_err());
        scene.morning(4).await;
        assert_eq!(scene.waiting().await, 0, "seen to, it stays silent");

        let payment = scene.unapplied("P1", 120_000).await;
        let paid_on = plus_days(MONDAY, 4);
        let put = desk.allocate(seat, (item, payment), None, paid_on).await;
        put.unwrap();
        let told = scene.told(alert).await;
        assert_eq!(told[0].ended_on, Some(paid_on), "at once");
        scene.invoice("F2", 50_000, 40).await;
        scene.morning(7).await;
        assert_eq!(scene.told(alert).await.len(), 2);
        assert_eq!(scene.waiting().await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_that_holds_keeps_the_message_of_that_very_day() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let sent = scene.desk.run_day(&scene.seat, MONDAY, Writing::DryRun);
        assert_eq!(sent.await.unwrap().planned, 1);
        scene.alert("overdue > 1000", AlertAct::Hold).await;
        let held = scene.desk.run_day(&scene.seat, MONDAY, Writing::ForReal);
        assert_eq!(held.await.unwrap().planned, 0);
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        let account = why.unwrap().account;
        assert_eq!(account.holds.len(), 1);
        scene
            .desk
            .lift_hold(&scene.seat, account.holds[0].id)
            .await
            .unwrap();
        scene.morning(1).await;
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        let holds = why.unwrap().account.holds;
        assert!(holds.iter().all(|hold| hold.lifted_on.is_some()), "once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trial_says_what_the_days_said() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let condition = "days_late > 8 && days_without_contact > 4";
        let alert = scene.alert(condition, AlertAct::Tell).await;
        scene.morning(0).await;
        let carrier = TestCarrier::answering(Vec::new());
        let sent = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
        assert_eq!(sent.unwrap().sent, 1);
        for day in 1..8 {
            scene.morning(day).await;
        }
        let payment = scene.unapplied("P1", 120_000).await;
        let put = scene
            .desk
            .allocate(&scene.seat, (item, payment), None, plus_days(MONDAY, 7));
        put.await.unwrap();
        scene.morning(8).await;
        let told = scene.told(alert).await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].began_on, plus_days(MONDAY, 5));
        let condition = Condition::parse(condition, Currency::EUR).unwrap();
        let tried = scene.desk.try_alert(&scene.seat, &condition, 10).await;
        let tried = tried.unwrap();
        assert_eq!((tried.counts, tried.going_on), ((1, 1), 0));
        let stretch = tried.hits[0].stretch;
        assert_eq!(stretch.from, told[0].began_on);
        let ended = told[0].ended_on.map(|day| plus_days(day, -1));
        assert_eq!(stretch.to, ended);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_faulty_alert_is_refused_and_one_switched_off_says_nothing() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let alert = scene.alert("overdue > 0", AlertAct::Tell).await;
        for (name, condition) in [
            ("", "overdue > 0"),
            ("An alert", "overdue > 1"),
            ("Other", "overdue >"),
        ] {
            let refused = desk.keep_alert(seat, None, &written(name, condition)).await;
            assert!(
                matches!(refused, Err(DeskError::Refused(_))),
                "{name} {condition}: {refused:?}"
            );
        }
        scene.morning(0).await;
        assert_eq!(scene.waiting().await, 1);
        let off = AlertDraft {
            is_on: false,
            ..written("An alert", "overdue > 0")
        };
        desk.keep_alert(seat, Some(alert), &off).await.unwrap();
        assert_eq!(scene.waiting().await, 0);
        scene.morning(1).await;
        assert_eq!(scene.told(alert).await.len(), 1);
        let elsewhere = Actor::machine("elsewhere");
        let elsewhere = elsewhere.at(receivables::identity::CreditorId(77));
        assert!(desk.remove_alert(&elsewhere, alert).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_told_of_as_one() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let child = scene.other_debtor("411PORT").await;
        scene.invoice_of(child, "F1", 120_000, 6).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let alert = scene.alert("overdue > 1000", AlertAct::Tell).await;
        scene.morning(0).await;
        assert_eq!(scene.told(alert).await[0].debtor, child);
        let parent = Some(scene.debtor);
        desk.join_group(seat, child, parent).await.unwrap();
        scene.morning(1).await;
        let told = scene.told(alert).await;
        let still: Vec<_> = told.iter().filter(|hit| hit.ended_on.is_none()).collect();
        assert_eq!(still.len(), 1, "{told:?}");
        assert_eq!(still[0].debtor, scene.debtor);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_starts_the_campaign_that_was_drafted_for_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 1).await;
        let other = scene.other_debtor("C002").await;
        scene.invoice_of(other, "F2", 90_000, 1).await;
        let draft = scene.campaign(brief("A word", "overdue > 0")).await;
        let alert = AlertDraft {
            act: AlertAct::StartCampaign,
            ..written("An alert", "overdue > 1000")
        };
        let refused = scene.desk.keep_alert(&scene.seat, None, &alert).await;
        assert!(matches!(refused, Err(DeskError::Refused(_))), "{refused:?}");
        let alert = AlertDraft {
            campaign: Some(draft),
            ..alert
        };
        let id = scene.desk.keep_alert(&scene.seat, None, &alert).await;
        let id = id.unwrap();
        scene.morning(0).await;

        let mut reader = scene.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(scene.seat.creditor);
        let campaigns = store::campaign::all(&mut reader, seen).await.unwrap();
        let started: Vec<_> = campaigns
            .iter()
            .filter(|kept| kept.started_by == Some(id))
            .collect();
        let [started] = started.as_slice() else {
            panic!("one campaign: {campaigns:?}");
        };
        assert_eq!(started.brief.on, MONDAY);
        assert_eq!(started.brief.until, plus_days(MONDAY, 2), "as many days");
        let accounts = store::campaign::accounts(&mut reader, seen, started.id);
        let accounts = accounts.await.unwrap();
        let taken: Vec<_> = accounts.iter().map(|account| account.debtor).collect();
        assert_eq!(taken, [scene.debtor]);
        drop(reader);

        let carrier = TestCarrier::answering(Vec::new());
        let sent = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
        sent.unwrap();
        assert_eq!(carrier.parcels().len(), 1);
        scene.morning(1).await;
        let sent = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
        sent.unwrap();
        assert_eq!(carrier.parcels().len(), 1, "once");

        // A draft that was thrown away starts nothing, and the run says so.
        let ended = scene.desk.end_campaign(&scene.seat, draft).await;
        ended.unwrap();
        let day = plus_days(MONDAY, 2);
        let run = scene.desk.run_day(&scene.seat, day, Writing::DryRun).await;
        let problems = run.unwrap().problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_campaign_of_an_alert_waits_until_another_one_is_over_or_somebody_sees_to_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 1).await;
        let running = scene.campaign(brief("A first word", "overdue > 0")).await;
        scene.approve(running).await;
        let draft = scene.campaign(brief("A second word", "overdue > 0")).await;
        let alert = AlertDraft {
            act: AlertAct::StartCampaign,
            campaign: Some(draft),
            ..written("An alert", "overdue > 1000")
        };
        let id = scene.desk.keep_alert(&scene.seat, None, &alert).await;
        let id = id.unwrap();
        let seen_to = AlertDraft {
            name: "Another alert".to_string(),
            campaign: Some(scene.campaign(brief("A third word", "overdue > 0")).await),
            ..alert
        };
        let seen_to = scene.desk.keep_alert(&scene.seat, None, &seen_to).await;
        let seen_to = seen_to.unwrap();
        let started = async || {
            let mut reader = scene.desk.store().reader().await.unwrap();
            let seen = Seen::by_the_machine(scene.seat.creditor);
            let campaigns = store::campaign::all(&mut reader, seen).await.unwrap();
            let of_alerts = campaigns.iter().filter(|kept| kept.started_by.is_some());
            let of_alerts = of_alerts.map(|kept| (kept.started_by, kept.brief.on));
            of_alerts.collect::<Vec<_>>()
        };
        // The first campaign speaks until Friday.
        for day in 0..=4 {
            scene.morning(day).await;
            assert_eq!(started().await, [], "day {day}");
        }
        let hit = scene.told(seen_to).await[0].id;
        scene.desk.see_to_alert(&scene.seat, hit).await.unwrap();
        for day in [7, 8, 14] {
            scene.morning(day).await;
            let next_monday = plus_days(MONDAY, 7);
            assert_eq!(started().await, [(Some(id), next_monday)], "day {day}");
        }
    })
    .await;
}

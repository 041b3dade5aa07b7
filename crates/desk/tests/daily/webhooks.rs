//! Programs that are told what happens: each event once it is taken, none of before, nothing undone by a program that
//! fails.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk::facts::NewHold;
use desk::webhooks::{EventReceiver, Told};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use receivables::fact::{Hold, HoldReason};
use receivables::identity::HoldId;
use receivables::sanction::Measure;
use serde_json::Value;
use store::mint::IdMint;
use store::sanction::NewSanction;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

/// A program that keeps what it is told, and refuses while it is broken.
#[derive(Default)]
struct Program {
    broken: Mutex<bool>,
    heard: Mutex<Vec<(String, Value)>>,
}

#[async_trait]
impl EventReceiver for Program {
    fn name(&self) -> &str {
        "erp"
    }

    fn company(&self) -> Option<&str> {
        None
    }

    async fn tell(&self, id: &str, body: &str, _at: Timestamp) -> Result<(), String> {
        if *self.broken.lock().unwrap() {
            return Err("out of order".to_string());
        }
        let body = serde_json::from_str(body).unwrap();
        self.heard.lock().unwrap().push((id.to_string(), body));
        Ok(())
    }
}

impl Program {
    fn is_broken(&self, broken: bool) {
        *self.broken.lock().unwrap() = broken;
    }

    /// Each event as noun, act, state of a sanction; the list is emptied.
    fn heard(&self) -> Vec<String> {
        let heard = std::mem::take(&mut *self.heard.lock().unwrap());
        let words = |body: &Value| {
            let state = body["sanction"]["state"].as_str().unwrap_or("");
            let (noun, act) = (&body["noun"], &body["act"]);
            format!(
                "{} {} {state}",
                noun.as_str().unwrap(),
                act.as_str().unwrap()
            )
        };
        heard
            .iter()
            .map(|(_, body)| words(body).trim().to_string())
            .collect()
    }
}

impl Scene {
    async fn tell(&self, program: &Arc<Program>) -> Told {
        let nothing = TestCarrier::answering(Vec::new());
        let carriers = carriers(&nothing).with_program(Arc::clone(program) as _);
        let told = self.desk.tell_programs(&self.seat, &carriers).await;
        told.unwrap()
    }

    async fn pause_and_resume(&self) {
        let new = NewHold {
            item: None,
            until_on: None,
            reason: HoldReason::Other,
            words: "En vacances, voir moi@atelier.example".to_string(),
        };
        let held = self.desk.place_hold(&self.seat, self.debtor, new).await;
        self.desk
            .lift_hold(&self.seat, held.unwrap())
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_19_a_pause_and_its_end_are_two_events_once_and_without_addresses() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 30).await;
        scene.pause_and_resume().await;
        scene.later();
        let program = Arc::new(Program::default());
        assert_eq!(scene.tell(&program).await.taken, 0, "what was before");
        scene.pause_and_resume().await;
        assert_eq!(scene.tell(&program).await.taken, 2);
        let told: Vec<(String, Value)> = program.heard.lock().unwrap().clone();
        assert_ne!(told[0].0, told[1].0);
        for (id, body) in &told {
            assert_eq!(body["id"].as_str(), Some(id.as_str()));
            assert_eq!(body["account"]["name"].as_str(), Some("Menuiserie Lenoir"));
            let text = body.to_string();
            assert!(!text.contains('@') && !text.contains("vacances"), "{text}");
        }
        assert_eq!(program.heard(), ["hold open", "hold close"]);
        assert_eq!(scene.tell(&program).await, Told::default());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_a_process_with_lower_identities_is_told_too() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 30).await;
        let program = Arc::new(Program::default());
        scene.tell(&program).await;
        scene.later();
        // Made by another process: its identity is below those this one has given out.
        let mint = IdMint::new(7, 0).unwrap();
        let stamp = store::Stamp {
            at: scene.desk.clock().instant() - SignedDuration::from_secs(30),
            who: "another process",
            mint: &mint,
        };
        let mut transaction = scene.desk.store().transaction().await.unwrap();
        let hold = Hold {
            id: HoldId(0),
            item: None,
            from_on: MONDAY,
            until_on: None,
            reason: HoldReason::Other,
            lifted_on: None,
        };
        let account = (scene.seat.creditor, scene.debtor);
        store::hold::place(&mut transaction, &stamp, account, &hold, None)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(scene.tell(&program).await.taken, 1);
        assert_eq!(program.heard(), ["hold open"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_fails_undoes_nothing_and_hears_all_of_it_later() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 30).await;
        let program = Arc::new(Program::default());
        scene.tell(&program).await;
        program.is_broken(true);
        let new = NewSanction {
            measure: Measure::CreditHold,
            why: "Trois relances sans réponse".to_string(),
            wished_on: MONDAY,
        };
        let wish = (new, &[][..]);
        let id = scene
            .desk
            .propose_sanction(&scene.seat, scene.debtor, wish)
            .await
            .unwrap();
        let told = scene.tell(&program).await;
        assert_eq!(told.unreached, ["erp: out of order"]);
        scene.desk.approve_sanction(&scene.seat, id).await.unwrap();
        program.is_broken(false);
        let waits = scene.tell(&program).await;
        assert_eq!(waits, Told::default(), "the pause after a failure");
        let clock = scene.desk.clock();
        clock.set(clock.instant() + SignedDuration::from_mins(2));
        assert_eq!(scene.tell(&program).await.taken, 2);
        let heard = program.heard();
        assert_eq!(
            heard,
            ["sanction open announced", "sanction confirm announced"]
        );
        // What was taken long ago is forgotten, and not told again.
        for day in [10, 20] {
            clock.set(
                date(2027, 1, day)
                    .at(9, 0, 0, 0)
                    .in_tz("UTC")
                    .unwrap()
                    .timestamp(),
            );
            assert_eq!(scene.tell(&program).await, Told::default());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_tell_at_once_stand_in_nobodys_way() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let mut transaction = scene.desk.store().transaction().await.unwrap();
        let at = scene.desk.clock().instant();
        let stamp = scene.desk.store().stamp(at, "sender-1");
        let of = (scene.seat.creditor, "erp");
        for _ in 0..2 {
            store::webhook::take(&mut transaction, &stamp, of, 7)
                .await
                .unwrap();
        }
        transaction.commit().await.unwrap();
    })
    .await;
}

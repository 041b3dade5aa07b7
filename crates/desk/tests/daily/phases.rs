//! Phases of a file: a last step that really left brings it there, settling brings it back, and who has it is asked.

use desk::facts::NewPromise;
use desk::{DeskError, Seat, Writing};
use jiff::civil::{Date, date};
use receivables::calendar::plus_days;
use receivables::debtor::{ClaimToFile, Phase};
use receivables::identity::{ItemId, PromiseId};
use store::person::Role;
use store::referral::{Covers, Hands, NewReferral, ReferralOutcome};
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

impl Scene {
    async fn follow_a_last_step(&self) {
        let text = "[strategy]\nkey = \"b2b-france\"\nname = { fr = \"T\", en = \"T\" }\n\
             summary = { fr = \"T\", en = \"T\" }\n\
             [[step]]\nkey = \"first-notice\"\nname = { fr = \"A\", en = \"A\" }\n\
             trigger = \"5 days after due\"\nact = \"e-mail\"\ntone = 2\n\
             [[step]]\nkey = \"final-notice\"\nname = { fr = \"A\", en = \"A\" }\nphase = \"pre-litigation\"\n\
             trigger = \"15 days after step first-notice\"\nact = \"e-mail\"\ntone = 3\n";
        let published = self.desk.publish_strategy(&self.seat, text).await;
        published.unwrap();
    }

    /// The day's run and everything it sends, at ten o'clock.
    async fn live(&self, day: Date) -> usize {
        let clock = self.desk.clock();
        clock.set(format!("{day}T09:00:00Z").parse().unwrap());
        let run = self.desk.run_day(&self.seat, day, Writing::ForReal).await;
        run.unwrap();
        let carrier = TestCarrier::answering(Vec::new());
        self.desk
            .send(&self.seat, &carriers(&carrier))
            .await
            .unwrap();
        carrier.parcels().len()
    }

    async fn file(&self) -> receivables::debtor::Debtor {
        let why = self.desk.why(&self.seat, self.debtor, None).await;
        why.unwrap().account.debtor
    }

    async fn move_to(&self, phase: Phase, published_on: Option<Date>) -> Result<(), DeskError> {
        let wanted = (phase, published_on);
        self.desk
            .change_phase(&self.seat, self.debtor, wanted)
            .await
    }

    async fn promise(&self, seat: &Seat, item: ItemId) -> Result<PromiseId, DeskError> {
        let new = NewPromise {
            pay_on: plus_days(MONDAY, 7),
            parts: vec![(item, None)],
        };
        self.desk.take_promise(seat, self.debtor, new).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_step_brings_the_file_there_and_the_payment_brings_it_back() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.follow_a_last_step().await;
        let item = scene.invoice("F1", 120_000, 6).await;
        assert_eq!(scene.live(MONDAY).await, 1);
        assert_eq!(scene.file().await.phase, Phase::Amicable);
        let fortnight = plus_days(MONDAY, 15);
        assert_eq!(scene.live(fortnight).await, 1);
        assert_eq!(scene.file().await.phase, Phase::PreLitigation);

        // Its next invoice hears no attentive note, and has a next step all the same.
        scene.invoice("F2", 50_000, -10).await;
        let later = plus_days(MONDAY, 24);
        assert_eq!(scene.live(later).await, 0);
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        assert_eq!(why.decision.outlook.len(), 2);

        let payment = scene.unapplied("P1", 170_000).await;
        let put = scene
            .desk
            .allocate(&scene.seat, (item, payment), None, later);
        put.await.unwrap();
        let rest = why.account.items.iter().find(|one| one.reference == "F2");
        let put = (rest.unwrap().id, payment);
        scene
            .desk
            .allocate(&scene.seat, put, None, later)
            .await
            .unwrap();
        scene.live(plus_days(later, 1)).await;
        assert_eq!(scene.file().await.phase, Phase::Amicable);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_gave_up_comes_back_to_the_pre_litigation_phase() {
    let table = [
        (Hands::Agency, Phase::HandedOver),
        (Hands::Lawyer, Phase::Litigation),
        (Hands::Bailiff, Phase::Litigation),
        (Hands::LegalDepartment, Phase::Litigation),
    ];
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        for (hands, phase) in table {
            let new = NewReferral {
                handed_to: "Maître Aubin".to_string(),
                hands,
                covers: Covers::Account,
                handed_on: MONDAY,
                fee_basis_points: None,
                note: None,
            };
            let items = [item];
            let referred = scene.desk.refer(&scene.seat, scene.debtor, (new, &items));
            let id = referred.await.unwrap();
            assert_eq!(scene.file().await.phase, phase, "{hands:?}");
            let taken = scene.move_to(Phase::Amicable, None).await;
            assert!(matches!(taken, Err(DeskError::Refused(_))), "{taken:?}");
            let given_up = ReferralOutcome::Returned;
            let ended = scene.desk.end_referral(&scene.seat, id, given_up).await;
            ended.unwrap();
            assert_eq!(scene.file().await.phase, Phase::PreLitigation, "{hands:?}");
        }
        scene.move_to(Phase::Amicable, None).await.unwrap();
        assert_eq!(scene.file().await.phase, Phase::Amicable);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_others_have_the_file_only_an_administrator_agrees_on_something() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let boss = scene.person("claire@atelier.example", Role::Administrator);
        let (_, administrator) = boss.await;
        let colleague = scene.person("paul@atelier.example", Role::Controller);
        let (_, controller) = colleague.await;
        let new = NewReferral {
            handed_to: "Maître Aubin".to_string(),
            hands: Hands::Lawyer,
            covers: Covers::Account,
            handed_on: MONDAY,
            fee_basis_points: None,
            note: None,
        };
        let items = [item];
        let referred = scene.desk.refer(&scene.seat, scene.debtor, (new, &items));
        referred.await.unwrap();
        let refused = scene.promise(&controller, item).await;
        assert!(matches!(refused, Err(DeskError::Refused(_))), "{refused:?}");
        scene.promise(&administrator, item).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn proceedings_learned_of_by_a_person_give_the_day_to_declare_the_claim() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let published_on = date(2026, 2, 20);
        let moved = scene.move_to(Phase::Insolvency, Some(published_on)).await;
        moved.unwrap();
        let file = scene.file().await;
        let expected = ClaimToFile {
            announced_on: published_on,
            by_on: date(2026, 4, 20),
        };
        assert_eq!(file.claim_to_file, Some(expected));
        assert_eq!(scene.live(MONDAY).await, 0);
        scene.move_to(Phase::Amicable, None).await.unwrap();
        assert_eq!(scene.file().await.claim_to_file, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_makes_no_sense_is_refused() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let tomorrow = plus_days(MONDAY, 1);
        let table = [
            (Phase::Litigation, None),
            (Phase::HandedOver, None),
            (Phase::PreLitigation, None),
            (Phase::Insolvency, Some(tomorrow)),
        ];
        for (phase, published_on) in table {
            let moved = scene.move_to(phase, published_on).await;
            assert!(matches!(moved, Err(DeskError::Refused(_))), "{phase:?}");
        }
        scene.invoice("F1", 120_000, 6).await;
        scene.move_to(Phase::PreLitigation, None).await.unwrap();
        assert_eq!(scene.file().await.phase, Phase::PreLitigation);
    })
    .await;
}

//! Sanctions: proposed, approved, told to the team before the day, lifted by payment, barred by the law.

use desk::alerts::AlertDraft;
use desk::carrier::Carried;
use desk::disputes::NewDispute;
use desk::refusal::SanctionRefusal;
use desk::{DeskError, Refusal, Writing};
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::debtor::Phase;
use receivables::fact::DisputeReason;
use receivables::identity::SanctionId;
use receivables::sanction::{Bar, Measure};
use store::Seen;
use store::alert::AlertAct;
use store::sanction::{Ending, KeptSanction, NewSanction, SanctionStanding};
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

fn credit_hold(wished_on: Date) -> NewSanction {
    NewSanction {
        measure: Measure::CreditHold,
        why: "Trois relances sans réponse".to_string(),
        wished_on,
    }
}

fn is(refused: &DeskError, wanted: &SanctionRefusal) -> bool {
    matches!(refused, DeskError::Refused(Refusal::Sanction(refusal)) if refusal == wanted)
}

impl Scene {
    async fn tell_the_team(&self) {
        let change = self.desk.change_settings(&self.seat, |settings| {
            settings.profile.sanctions.told = vec!["ventes@atelier.example".to_string()];
            settings.profile.alerts_told = vec!["compta@atelier.example".to_string()];
        });
        change.await.unwrap();
    }

    async fn propose(&self, new: NewSanction) -> Result<SanctionId, DeskError> {
        let wish = (new, &[][..]);
        self.desk
            .propose_sanction(&self.seat, self.debtor, wish)
            .await
    }

    async fn sanction(&self, id: SanctionId) -> KeptSanction {
        let mut reader = self.desk.store().reader().await.unwrap();
        store::sanction::find(&mut reader, self.seat.creditor, id)
            .await
            .unwrap()
    }

    async fn sanctions(&self) -> Vec<KeptSanction> {
        let mut reader = self.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(self.seat.creditor);
        store::sanction::all(&mut reader, seen).await.unwrap()
    }

    async fn run(&self, day: Date) {
        let clock = self.desk.clock();
        clock.set(format!("{day}T09:00:00Z").parse().unwrap());
        let run = self.desk.run_day(&self.seat, day, Writing::ForReal).await;
        assert_eq!(run.unwrap().problems, Vec::<String>::new());
    }

    /// The subjects of the mail to the team that leaves now.
    async fn team_mail(&self) -> Vec<String> {
        let carrier = TestCarrier::answering(Vec::new());
        let carriers = carriers(&carrier);
        let sent = self.desk.send_team_mail(&self.seat, &carriers);
        sent.await.unwrap();
        let parcels = carrier.parcels();
        let subjects = parcels.into_iter().map(|parcel| parcel.subject);
        subjects.map(|text| text.replace('\u{a0}', " ")).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_approved_told_before_the_day_and_lifted_by_payment() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.tell_the_team().await;
        let item = scene.invoice("F1", 120_000, 30).await;
        let id = scene.propose(credit_hold(MONDAY)).await.unwrap();
        let twice = scene.propose(credit_hold(MONDAY)).await.unwrap_err();
        assert!(is(&twice, &SanctionRefusal::GoesOn), "{twice:?}");
        assert_eq!(scene.team_mail().await, Vec::<String>::new());
        let from_on = scene.desk.approve_sanction(&scene.seat, id).await.unwrap();
        assert_eq!(from_on, plus_days(MONDAY, 2), "the team has its notice");
        assert_eq!(
            scene.team_mail().await,
            ["Mesure à partir du 4 mars 2026 : Menuiserie Lenoir, suspension de l’encours"]
        );
        assert_eq!(scene.team_mail().await, Vec::<String>::new(), "told once");
        let kept = scene.sanction(id).await;
        assert_eq!(kept.standing(MONDAY), SanctionStanding::Announced);
        assert_eq!(kept.standing(from_on), SanctionStanding::InForce);
        let file = scene.desk.sanctions_file(&scene.seat).await.unwrap();
        let announced = "C001;Menuiserie Lenoir;;credit-hold;announced;2026-03-04;";
        assert_eq!(file.lines().nth(1), Some(announced));

        let payment = scene.unapplied("P1", 120_000).await;
        let put = (item, payment);
        let put = scene.desk.allocate(&scene.seat, put, None, MONDAY);
        put.await.unwrap();
        let ended = scene.sanction(id).await.ended.unwrap();
        assert_eq!((ended.how, ended.on), (Ending::Paid, MONDAY));
        let told = scene.team_mail().await;
        assert!(told[0].starts_with("Mesure levée"), "{told:?}");
        let file = scene.desk.sanctions_file(&scene.seat).await.unwrap();
        assert!(file.contains(";lifted;2026-03-04;2026-03-02"), "{file}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_proposed_again_once_when_the_payment_that_lifted_it_came_back() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 30).await;
        let id = scene.propose(credit_hold(MONDAY)).await.unwrap();
        scene.desk.approve_sanction(&scene.seat, id).await.unwrap();
        let payment = scene.unapplied("P1", 120_000).await;
        let put = scene
            .desk
            .allocate(&scene.seat, (item, payment), None, MONDAY);
        let allocation = put.await.unwrap();
        assert!(scene.sanction(id).await.ended.is_some());
        scene.run(plus_days(MONDAY, 1)).await;
        assert_eq!(scene.sanctions().await.len(), 1, "nothing came back yet");

        let tuesday = plus_days(MONDAY, 1);
        let (desk, seat) = (&scene.desk, &scene.seat);
        let reversed = desk.reverse_allocation(seat, scene.debtor, allocation, tuesday);
        reversed.await.unwrap();
        scene.run(plus_days(MONDAY, 2)).await;
        let all = scene.sanctions().await;
        let again = &all[0];
        assert_eq!((all.len(), again.approved.is_none()), (2, true));
        assert_eq!(
            again.why,
            "Trois relances sans réponse (ce qui était soldé est de nouveau dû)"
        );

        let refused = scene.desk.end_sanction(&scene.seat, again.id, "Accord");
        refused.await.unwrap();
        scene.run(plus_days(MONDAY, 3)).await;
        assert_eq!(scene.sanctions().await.len(), 2, "refused is refused");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_once_all_it_is_about_is_contested() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 30).await;
        let other = scene.invoice("F2", 60_000, 30).await;
        let id = scene.propose(credit_hold(MONDAY)).await.unwrap();
        let contest = async |item| {
            let new = NewDispute::because(DisputeReason::Delivery, "jamais livré");
            let opened = scene.desk.open_dispute(&scene.seat, item, new).await;
            opened.unwrap();
        };
        contest(item).await;
        assert_eq!(scene.sanction(id).await.ended, None, "the other is not");
        contest(other).await;
        let ended = scene.sanction(id).await.ended.unwrap();
        assert_eq!((ended.how, ended.on), (Ending::Contested, MONDAY));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_paid_keeps_it_and_somebody_may_lift_or_refuse_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 30).await;
        let refused = scene.propose(credit_hold(MONDAY)).await.unwrap();
        let end = scene.desk.end_sanction(&scene.seat, refused, "Client clé");
        end.await.unwrap();
        let ended = scene.sanction(refused).await.ended.unwrap();
        assert_eq!(ended.how, Ending::Refused);
        assert_eq!(ended.words.as_deref(), Some("Client clé"));
        let late = scene.desk.approve_sanction(&scene.seat, refused).await;
        assert!(is(&late.unwrap_err(), &SanctionRefusal::Answered));
        let file = scene.desk.sanctions_file(&scene.seat).await.unwrap();
        assert_eq!(file.lines().count(), 1, "nobody applies what was refused");

        let id = scene.propose(credit_hold(MONDAY)).await.unwrap();
        scene.desk.approve_sanction(&scene.seat, id).await.unwrap();
        let payment = scene.unapplied("P1", 20_000).await;
        let put = (item, payment);
        let put = scene.desk.allocate(&scene.seat, put, None, MONDAY);
        put.await.unwrap();
        assert_eq!(scene.sanction(id).await.ended, None);
        let lifted = scene.desk.end_sanction(&scene.seat, id, "Accord trouvé");
        lifted.await.unwrap();
        assert_eq!(scene.sanction(id).await.ended.unwrap().how, Ending::Lifted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_contested_or_not_due_is_sanctioned_by_nobody() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, -10).await;
        let nothing = scene.propose(credit_hold(MONDAY)).await.unwrap_err();
        assert!(is(&nothing, &SanctionRefusal::OfNothing), "{nothing:?}");
        let mut mute = credit_hold(MONDAY);
        mute.why = "  ".to_string();
        let mute = scene.propose(mute).await.unwrap_err();
        assert!(is(&mute, &SanctionRefusal::WithoutReason), "{mute:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_contested_before_it_is_approved_is_approved_by_nobody() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 30).await;
        let id = scene.propose(credit_hold(MONDAY)).await.unwrap();
        let contested = NewDispute::because(DisputeReason::Quality, "Abîmé");
        let contested = scene.desk.open_dispute(&scene.seat, item, contested);
        contested.await.unwrap();
        let refused = scene.desk.approve_sanction(&scene.seat, id).await;
        assert!(is(&refused.unwrap_err(), &SanctionRefusal::Answered));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn proceedings_end_it_and_bar_another_one() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 30).await;
        let id = scene.propose(credit_hold(MONDAY)).await.unwrap();
        scene.desk.approve_sanction(&scene.seat, id).await.unwrap();
        let mut transaction = scene.desk.store().transaction().await.unwrap();
        let creditor = scene.seat.creditor;
        let mut debtor = store::debtor::find(&mut transaction, creditor, scene.debtor)
            .await
            .unwrap();
        debtor.phase = Phase::Insolvency;
        let stamp = scene
            .desk
            .store()
            .stamp(scene.desk.clock().instant(), "test");
        store::debtor::change(&mut transaction, &stamp, creditor, &debtor)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        scene.run(plus_days(MONDAY, 1)).await;
        assert_eq!(scene.sanction(id).await.ended.unwrap().how, Ending::Barred);
        let again = scene.propose(credit_hold(MONDAY)).await.unwrap_err();
        let by = Bar::Proceedings;
        assert!(is(&again, &SanctionRefusal::Barred { by }), "{again:?}");
        let mut milder = credit_hold(MONDAY);
        milder.measure = Measure::PaymentBeforeDelivery;
        scene.propose(milder).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_proposes_one_and_tells_the_team_that_it_began() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.tell_the_team().await;
        scene.invoice("F1", 120_000, 30).await;
        let written = AlertDraft {
            name: "Encours dépassé".to_string(),
            condition: "outstanding > 1000".to_string(),
            act: AlertAct::CreditHold,
            campaign: None,
            is_on: true,
        };
        let kept = scene.desk.keep_alert(&scene.seat, None, &written).await;
        kept.unwrap();
        scene.run(MONDAY).await;
        scene.run(plus_days(MONDAY, 1)).await;
        let proposed = scene.sanctions().await;
        assert_eq!(proposed.len(), 1);
        assert_eq!(proposed[0].why, "Encours dépassé");
        assert_eq!(proposed[0].approved, None, "a person approves it");
        let told = scene.team_mail().await;
        assert_eq!(told, ["Atelier du Port : une alerte au 2 mars 2026"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_to_the_team_whose_fate_nobody_knows_is_not_sent_again() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.tell_the_team().await;
        scene.invoice("F1", 120_000, 30).await;
        let id = scene.propose(credit_hold(MONDAY)).await.unwrap();
        scene.desk.approve_sanction(&scene.seat, id).await.unwrap();
        let passing = Carried::TryAgain {
            cause: "busy".into(),
        };
        let lost = Carried::Unknown {
            evidence: "no answer".into(),
        };
        let carrier = TestCarrier::answering(vec![passing, lost]);
        let carriers = carriers(&carrier);
        for expected in [(1, 0), (0, 1), (0, 0)] {
            let sent = scene.desk.send_team_mail(&scene.seat, &carriers);
            let report = sent.await.unwrap();
            assert_eq!((report.try_again, report.failed), expected);
        }
        let creditor = scene.seat.creditor;
        let mut reader = scene.desk.store().reader().await.unwrap();
        let trouble = store::team_mail::in_trouble(&mut reader, creditor).await;
        assert_eq!(trouble.unwrap().len(), 1);
    })
    .await;
}

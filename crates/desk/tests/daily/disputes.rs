//! Disputes: handed to somebody, talked over, proved, settled; what they owe is not asked for.

use desk::disputes::{NewDispute, Settlement};
use desk::refusal::{DisputeRefusal, RightsRefusal};
use desk::{DeskError, Refusal};
use receivables::calendar::plus_days;
use receivables::fact::DisputeReason;
use receivables::identity::{DisputeId, ItemId, PersonId};
use receivables::money::Money;
use store::Seen;
use store::dispute::thread::{self, Verdict};
use store::dispute::{Care, DisputeOutcome, Fault, Side};
use store::person::Role;
use store::testing::both_engines;
use store::views::disputes::{self, Case};

use crate::scene::{MONDAY, Scene};

impl Scene {
    async fn dispute(&self, item: ItemId, minor: i64) -> DisputeId {
        let new = NewDispute {
            amount: Some(Money::eur(minor)),
            ..NewDispute::because(DisputeReason::Price, "remise oubliée")
        };
        self.desk.open_dispute(&self.seat, item, new).await.unwrap()
    }

    async fn case(&self, dispute: DisputeId) -> Case {
        let mut reader = self.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(self.seat.creditor);
        let found = disputes::find(&mut reader, seen, dispute).await.unwrap();
        found.unwrap()
    }

    /// What the day's message asks for, in cents.
    async fn asked(&self) -> i64 {
        let why = self.desk.why(&self.seat, self.debtor, None).await.unwrap();
        let items = why.decision.contact().into_iter();
        let items = items.flat_map(|act| &act.items);
        items.map(|item| item.asked.minor).sum()
    }
}

const FOUNDED: Settlement = Settlement {
    is_founded: true,
    fault: Fault::Ours,
    credit_to_come: None,
};

fn refused<T: std::fmt::Debug>(outcome: desk::Result<T>) -> DisputeRefusal {
    match outcome {
        Err(DeskError::Refused(Refusal::Dispute(refusal))) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_founded_dispute_owes_is_asked_for_only_when_no_credit_note_is_awaited() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let dispute = scene.dispute(item, 20_000).await;
        assert_eq!(scene.asked().await, 100_000);
        let close = scene.desk.close_dispute(&scene.seat, dispute, FOUNDED);
        close.await.unwrap();
        assert_eq!(scene.asked().await, 100_000);
        let case = scene.case(dispute).await;
        assert_eq!(case.owed(MONDAY), Some(Money::eur(20_000)));
        let again = scene.desk.close_dispute(&scene.seat, dispute, FOUNDED);
        assert_eq!(refused(again.await), DisputeRefusal::AlreadySettled);

        scene.desk.end_award(&scene.seat, dispute).await.unwrap();
        assert_eq!(scene.asked().await, 120_000);
        let twice = scene.desk.end_award(&scene.seat, dispute).await;
        assert!(twice.is_err(), "{twice:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_that_came_during_the_dispute_is_not_awaited_again() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let dispute = scene.dispute(item, 20_000).await;
        let credit = scene.credit_note("A1", 20_000).await;
        let ends = (item, credit);
        let put = scene.desk.allocate(&scene.seat, ends, None, MONDAY);
        put.await.unwrap();
        let close = scene.desk.close_dispute(&scene.seat, dispute, FOUNDED);
        close.await.unwrap();
        assert_eq!(scene.case(dispute).await.owed(MONDAY), None);
        assert_eq!(scene.asked().await, 100_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_that_is_taken_back_is_awaited_again() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let dispute = scene.dispute(item, 20_000).await;
        let close = scene.desk.close_dispute(&scene.seat, dispute, FOUNDED);
        close.await.unwrap();
        scene.later();
        let credit = scene.credit_note("A1", 15_000).await;
        let ends = (item, credit);
        let put = scene.desk.allocate(&scene.seat, ends, None, MONDAY);
        let put = put.await.unwrap();
        let owed = scene.case(dispute).await.owed(MONDAY);
        assert_eq!(owed, Some(Money::eur(5_000)));
        assert_eq!(scene.asked().await, 100_000);
        let back = (&scene.seat, scene.debtor, put, MONDAY);
        let reverse = scene
            .desk
            .reverse_allocation(back.0, back.1, back.2, back.3);
        reverse.await.unwrap();
        let owed = scene.case(dispute).await.owed(MONDAY);
        assert_eq!(owed, Some(Money::eur(20_000)));
        // The credit note lies on the account: it is the one that is waited for, and is not taken off twice.
        assert_eq!(scene.asked().await, 100_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commercial_gesture_waits_for_an_administrator() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let (_, collector) = scene.person("claire@port.example", Role::Controller).await;
        let (_, manager) = scene.person("paul@port.example", Role::Administrator).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let dispute = scene.dispute(item, 50_000).await;
        let offer = (Money::eur(10_000), "client fidèle");
        let first = desk
            .propose_gesture(&collector, dispute, offer)
            .await
            .unwrap();
        let second = desk.propose_gesture(&collector, dispute, offer).await;
        assert_eq!(refused(second), DisputeRefusal::GestureWaits);
        let yes = (Verdict::Approved, "");
        let own = desk.answer_gesture(&collector, (dispute, first), yes).await;
        let own = own.unwrap_err();
        assert!(
            matches!(
                own,
                DeskError::Refused(Refusal::Rights(RightsRefusal::NotYours))
            ),
            "{own:?}"
        );
        let no = (Verdict::Refused, "trop");
        let answered = desk.answer_gesture(&manager, (dispute, first), no);
        answered.await.unwrap();
        assert_eq!(scene.asked().await, 70_000);

        let offer = (Money::eur(6_000), "moitié du transport");
        let second = desk
            .propose_gesture(&collector, dispute, offer)
            .await
            .unwrap();
        let answered = desk.answer_gesture(&manager, (dispute, second), yes);
        answered.await.unwrap();
        let case = scene.case(dispute).await;
        let outcome = case.closed.as_ref().map(|closed| closed.outcome);
        assert_eq!(outcome, Some(DisputeOutcome::Gesture));
        assert_eq!(case.owed(MONDAY), Some(Money::eur(6_000)));
        assert_eq!(scene.asked().await, 114_000);
        let mut reader = desk.store().reader().await.unwrap();
        let all = thread::gestures(&mut reader, seat.creditor, dispute);
        let verdicts: Vec<_> = all
            .await
            .unwrap()
            .into_iter()
            .map(|one| one.answered)
            .collect();
        let [Some((Verdict::Refused, ..)), Some((Verdict::Approved, ..))] = &verdicts[..] else {
            panic!("{verdicts:?}");
        };
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_is_handed_to_somebody_of_the_company_by_a_day() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let (claire, _) = scene.person("claire@port.example", Role::Controller).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let dispute = scene.dispute(item, 50_000).await;
        let usual = scene.case(dispute).await.care;
        let on_day = Some(plus_days(MONDAY, 15));
        assert_eq!((usual.side, usual.answer_by), (Side::Sales, on_day));
        let care = Care {
            side: Side::Accounting,
            owner: Some(claire),
            answer_by: Some(plus_days(MONDAY, 2)),
        };
        desk.assign_dispute(seat, dispute, care).await.unwrap();
        let case = scene.case(dispute).await;
        assert_eq!(
            (case.care, case.owner_name.as_deref()),
            (care, Some("claire@port.example"))
        );
        assert!(!case.is_late(plus_days(MONDAY, 2)) && case.is_late(plus_days(MONDAY, 3)));
        let past = Care {
            answer_by: Some(plus_days(MONDAY, -1)),
            ..care
        };
        let past = desk.assign_dispute(seat, dispute, past).await;
        assert_eq!(refused(past), DisputeRefusal::AnswerInThePast);
        let stranger = Care {
            owner: Some(PersonId(7)),
            ..care
        };
        let stranger = desk.assign_dispute(seat, dispute, stranger).await;
        assert!(
            matches!(stranger, Err(DeskError::NotFound("person"))),
            "{stranger:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_and_what_proves_it_stays_with_the_dispute() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let item = scene.invoice("F1", 120_000, 6).await;
        let dispute = scene.dispute(item, 50_000).await;
        desk.discuss_dispute(seat, dispute, " Le bon de livraison est signé. ")
            .await
            .unwrap();
        let said = desk.discuss_dispute(seat, dispute, "  ").await;
        assert_eq!(refused(said), DisputeRefusal::NothingSaid);
        let file = ("bon de livraison.pdf", &b"%PDF-1.7"[..]);
        let id = desk.add_evidence(seat, dispute, file).await.unwrap();
        let empty = desk.add_evidence(seat, dispute, ("vide.pdf", &[])).await;
        assert_eq!(refused(empty), DisputeRefusal::EvidenceEmpty);
        let large = vec![0; (10 << 20) + 1];
        let large = desk.add_evidence(seat, dispute, ("film.mp4", &large)).await;
        assert_eq!(
            refused(large),
            DisputeRefusal::EvidenceTooLarge { most: 10 }
        );

        let mut reader = desk.store().reader().await.unwrap();
        let notes = thread::notes(&mut reader, seat.creditor, dispute)
            .await
            .unwrap();
        assert_eq!(notes[0].words, "Le bon de livraison est signé.");
        let content = thread::content(&mut reader, seat.creditor, (dispute, id));
        let content = content.await.unwrap().unwrap();
        assert_eq!(
            content,
            ("bon de livraison.pdf".to_string(), b"%PDF-1.7".to_vec())
        );
        let stranger = receivables::identity::CreditorId(7);
        let hidden = thread::content(&mut reader, stranger, (dispute, id));
        assert_eq!(hidden.await.unwrap(), None);
    })
    .await;
}

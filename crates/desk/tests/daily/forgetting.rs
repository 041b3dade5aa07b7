//! What is kept of messages, and for how long.

use desk::Writing;
use jiff::SignedDuration;
use receivables::identity::NoticeId;
use store::notice::forgotten::{self, Forgotten};
use store::notice::outbox::{self, Evidence};
use store::testing::both_engines;

use crate::scene::{Scene, TestCarrier, carriers};

impl Scene {
    async fn keep_words_for(&self, days: i32) {
        let change = self.desk.change_settings(&self.seat, |settings| {
            settings.profile.message_days = days;
        });
        change.await.unwrap();
    }

    /// One message leaves today.
    async fn write_to_the_debtor(&self) -> NoticeId {
        self.run_today().await;
        let carrier = TestCarrier::answering(Vec::new());
        let carriers = carriers(&carrier);
        let report = self.desk.send(&self.seat, &carriers).await.unwrap();
        assert_eq!(report.sent, 1, "{report:?}");
        carrier.parcels()[0].notice
    }

    async fn run_today(&self) {
        let today = self.desk.today(self.seat.creditor).await.unwrap();
        let run = self.desk.run_day(&self.seat, today, Writing::ForReal).await;
        assert_eq!(run.unwrap().problems, Vec::<String>::new());
    }

    async fn kept(&self, notice: NoticeId) -> (Evidence, Option<Forgotten>) {
        let mut reader = self.desk.store().reader().await.unwrap();
        let creditor = self.seat.creditor;
        let evidence = outbox::evidence(&mut reader, creditor, notice).await;
        let gone = forgotten::of(&mut reader, creditor, notice).await.unwrap();
        (evidence.unwrap().unwrap(), gone)
    }

    fn a_day_and_a_minute_later(&self) {
        self.desk
            .clock()
            .advance(SignedDuration::from_hours(24) + SignedDuration::from_mins(1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_21_after_its_days_the_words_go_and_the_proof_that_it_left_stays() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        scene.keep_words_for(1).await;
        let notice = scene.write_to_the_debtor().await;
        let (before, gone) = scene.kept(notice).await;
        assert_eq!(gone, None);
        assert!(!before.message.is_empty());
        scene.a_day_and_a_minute_later();
        scene.run_today().await;
        let (after, gone) = scene.kept(notice).await;
        assert_eq!(after.message, Vec::<u8>::new());
        assert_eq!(
            (&after.recipient, &after.subject, &after.receipt),
            (&before.recipient, &before.subject, &before.receipt)
        );
        let gone = gone.unwrap();
        assert_eq!(
            gone.digest,
            blake3::hash(&before.message).to_hex().to_string()
        );
        assert_eq!(gone.size, before.message.len() as u64);
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        assert_eq!(why.unwrap().account.contacts_made.len(), 1);
        let again = scene.kept(notice).await;
        scene.run_today().await;
        assert_eq!(scene.kept(notice).await, again);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_21_a_company_that_sets_no_days_keeps_everything() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let notice = scene.write_to_the_debtor().await;
        let before = scene.kept(notice).await;
        for _ in 0..10 {
            scene.a_day_and_a_minute_later();
            scene.run_today().await;
        }
        assert_eq!(scene.kept(notice).await, before);
        assert!(!before.0.message.is_empty());
    })
    .await;
}

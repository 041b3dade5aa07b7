use jiff::civil::date;
use receivables::debtor::Language;
use receivables::decide::{ActItem, Recipient};
use receivables::identity::ItemId;
use receivables::money::Money;
use receivables::strategy::Act;

use super::outbox::{End, Evidence};
use super::*;
use crate::run::{self, PageOutcome};
use crate::testing::{add_creditor, add_debtors, both_engines};
use crate::{Store, account};

fn at(hour: i8) -> Timestamp {
    format!("2026-11-02T{hour:02}:00:00Z").parse().unwrap()
}

const DAY: Date = date(2026, 11, 2);

fn act(key: &str, release: Release) -> PlannedAct {
    PlannedAct {
        key: key.to_string(),
        step: "first".to_string(),
        act: Act::EMail,
        channel: Channel::EMail,
        instead_of: None,
        by_plan: None,
        template: "first".to_string(),
        sender: String::new(),
        recipient: Recipient {
            contact: None,
            address: "compta@exemple.fr".to_string(),
            name: String::new(),
        },
        language: Language::French,
        tone: 2,
        leading: ItemId(7),
        items: vec![ActItem {
            item: ItemId(7),
            step: "first".to_string(),
            asked: Money::eur(100),
            place: None,
        }],
        payment_asked_by: None,
        days_to_answer: None,
        due_on: None,
        release,
        attachments: Vec::new(),
        variant: None,
        from_hour: None,
    }
}

struct Outbox {
    store: Store,
    creditor: CreditorId,
    debtor: DebtorId,
}

impl Outbox {
    async fn new(store: Store) -> Outbox {
        let creditor = add_creditor(&store, at(1)).await;
        let debtor = add_debtors(&store, at(1), creditor, 1).await[0];
        Outbox {
            store,
            creditor,
            debtor,
        }
    }

    async fn plan(&self, act: PlannedAct) -> u64 {
        let notice = NewNotice {
            id: NoticeId(self.store.new_id(at(2))),
            debtor: self.debtor,
            decision: None,
            act,
            planned_on: DAY,
        };
        let outcome = PageOutcome {
            notices: vec![notice],
            ..PageOutcome::default()
        };
        let mut transaction = self.store.transaction().await.unwrap();
        let stamp = self.store.stamp(at(2), "daily-run");
        let written = run::write_page(&mut transaction, &stamp, self.creditor, &outcome)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        written.planned
    }

    async fn claim(&self, who: &str, hour: i8) -> Vec<Notice> {
        let mut transaction = self.store.transaction().await.unwrap();
        let stamp = self.store.stamp(at(hour), who);
        let claimed = outbox::claim(&mut transaction, &stamp, self.creditor, DAY, 10)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        claimed
    }

    async fn reserve(&self, who: &str, id: NoticeId) -> bool {
        let evidence = Evidence {
            message_id: "m@relance".to_string(),
            recipient: "compta@exemple.fr".to_string(),
            subject: "Facture F1".to_string(),
            message: b"Bonjour".to_vec(),
            receipt: None,
            cost: None,
        };
        let mut transaction = self.store.transaction().await.unwrap();
        let stamp = self.store.stamp(at(3), who);
        let held = outbox::reserve(&mut transaction, &stamp, self.creditor, id, &evidence)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        held
    }

    async fn end(&self, id: NoticeId, end: End) -> bool {
        let mut transaction = self.store.transaction().await.unwrap();
        let stamp = self.store.stamp(at(4), "sender-1");
        let ended = outbox::end(&mut transaction, &stamp, self.creditor, id, (&end, DAY))
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        ended
    }

    async fn standing(&self, id: NoticeId) -> Standing {
        let mut reader = self.store.reader().await.unwrap();
        find(&mut reader, self.creditor, id)
            .await
            .unwrap()
            .standing()
    }

    async fn take_over(&self, hour: i8) -> Vec<Notice> {
        let mut transaction = self.store.transaction().await.unwrap();
        let left = outbox::take_over(&mut transaction, self.creditor, at(hour))
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        left
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_act_is_written_down_once() {
    both_engines(async |store| {
        let outbox = Outbox::new(store).await;
        assert_eq!(outbox.plan(act("k1", Release::ByItself)).await, 1);
        assert_eq!(outbox.plan(act("k1", Release::ByItself)).await, 0);
        // Another key, but a second e-mail to the same debtor on the same day.
        assert_eq!(outbox.plan(act("k2", Release::ByItself)).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_held_by_one_sender_and_sent_once() {
    both_engines(async |store| {
        let outbox = Outbox::new(store).await;
        outbox.plan(act("k1", Release::ByItself)).await;
        let claimed = outbox.claim("sender-1", 3).await;
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].act, act("k1", Release::ByItself));
        assert!(outbox.claim("sender-2", 3).await.is_empty());
        let id = claimed[0].id;
        assert!(
            !outbox.reserve("sender-2", id).await,
            "only the holder may reserve"
        );
        assert!(outbox.reserve("sender-1", id).await);
        assert!(
            !outbox.reserve("sender-1", id).await,
            "a message is put aside once"
        );
        assert!(outbox.end(id, End::Sent("250 ok".to_string())).await);
        assert!(
            !outbox.end(id, End::Refused("late".to_string())).await,
            "an end is final"
        );
        assert_eq!(outbox.standing(id).await, Standing::Sent);
        let mut reader = outbox.store.reader().await.unwrap();
        let kept = outbox::evidence(&mut reader, outbox.creditor, id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (kept.message, kept.receipt),
            (b"Bonjour".to_vec(), Some("250 ok".to_string()))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_that_died_leaves_a_free_notice_or_an_unknown_one() {
    both_engines(async |store| {
        let outbox = Outbox::new(store).await;
        outbox.plan(act("k1", Release::ByItself)).await;
        let id = outbox.claim("sender-1", 3).await[0].id;
        assert!(
            outbox.take_over(3).await.is_empty(),
            "a fresh claim is left alone"
        );
        assert_eq!(outbox.standing(id).await, Standing::Leaving);
        assert!(
            outbox.take_over(9).await.is_empty(),
            "it had not reached a carrier"
        );
        assert_eq!(outbox.standing(id).await, Standing::Ready);

        outbox.claim("sender-1", 10).await;
        outbox.reserve("sender-1", id).await;
        let left = outbox.take_over(12).await;
        assert_eq!(
            left.iter().map(|notice| notice.id).collect::<Vec<_>>(),
            [id]
        );
        outbox
            .end(id, End::Unknown("the sender died".to_string()))
            .await;
        assert!(
            outbox.claim("sender-2", 13).await.is_empty(),
            "never tried again by itself"
        );
        assert_eq!(
            outbox.plan(act("k1", Release::ByItself)).await,
            0,
            "nor written again"
        );
        assert!(
            outbox
                .end(id, End::Sent("confirmed by the debtor".to_string()))
                .await
        );
        assert_eq!(outbox.standing(id).await, Standing::Sent);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_confirmation_leaves_after_it_and_not_before() {
    both_engines(async |store| {
        let outbox = Outbox::new(store).await;
        outbox.plan(act("k1", Release::OnConfirmation)).await;
        assert!(outbox.claim("sender-1", 3).await.is_empty());
        let page = Page::of(outbox.debtor);
        let mut transaction = outbox.store.transaction().await.unwrap();
        let waiting = waiting_of_page(&mut transaction, outbox.creditor, &page)
            .await
            .unwrap();
        assert_eq!(waiting[0].standing(), Standing::ToConfirm);
        let stamp = outbox.store.stamp(at(4), "a@b.fr");
        assert!(
            confirm(&mut transaction, &stamp, outbox.creditor, waiting[0].id)
                .await
                .unwrap()
        );
        assert!(
            !confirm(&mut transaction, &stamp, outbox.creditor, waiting[0].id)
                .await
                .unwrap()
        );
        transaction.commit().await.unwrap();
        assert_eq!(outbox.claim("sender-1", 5).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_taken_back_until_a_carrier_has_it() {
    both_engines(async |store| {
        let outbox = Outbox::new(store).await;
        outbox.plan(act("k1", Release::ByItself)).await;
        let id = outbox.claim("sender-1", 3).await[0].id;
        let stamp = outbox.store.stamp(at(5), "a@b.fr");
        let mut transaction = outbox.store.transaction().await.unwrap();
        assert!(
            withdraw(&mut transaction, &stamp, outbox.creditor, (id, "paid"))
                .await
                .unwrap()
        );
        transaction.commit().await.unwrap();
        assert!(
            !outbox.reserve("sender-1", id).await,
            "it was taken back in between"
        );
        assert_eq!(
            outbox.plan(act("k1", Release::ByItself)).await,
            1,
            "the key is free again"
        );
        let id = outbox.claim("sender-1", 6).await[0].id;
        outbox.reserve("sender-1", id).await;
        let mut transaction = outbox.store.transaction().await.unwrap();
        assert!(
            !withdraw(&mut transaction, &stamp, outbox.creditor, (id, "paid"))
                .await
                .unwrap()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_attempts_and_open_work_are_on_the_account() {
    both_engines(async |store| {
        let outbox = Outbox::new(store).await;
        outbox.plan(act("k1", Release::ByItself)).await;
        let task = PlannedAct {
            channel: Channel::Task,
            ..act("k2", Release::ByHand)
        };
        outbox.plan(task).await;
        let id = outbox.claim("sender-1", 3).await[0].id;
        outbox
            .end(id, End::Refused("550 no such user".to_string()))
            .await;
        let mut reader = outbox.store.reader().await.unwrap();
        let policy = crate::creditor::policy(&mut reader, outbox.creditor, None)
            .await
            .unwrap();
        let page = Page::of(outbox.debtor);
        let loaded =
            account::load_page(&mut reader, &policy.into(), &page, account::AsOf::now(DAY))
                .await
                .unwrap();
        let cause = "550 no such user".to_string();
        assert_eq!(loaded[0].attempts[0].end, AttemptEnd::Refused { cause });
        assert_eq!(loaded[0].open_tasks[0].items, [ItemId(7)]);
        assert_eq!(loaded[0].open_tasks.len(), 1);
    })
    .await;
}

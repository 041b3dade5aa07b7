use jiff::civil::date;
use receivables::contact::{Channel, Contact, ContactRole};
use receivables::fact::{
    ContactMade, Dispute, DisputeReason, Hold, HoldReason, PromisedPart, SaidOf, StepPlace,
};
use receivables::fact::{Promise as PromiseToPay, PromiseOutcome};
use receivables::identity::{ContactId, CreditorId, DebtorId, DisputeId, HoldId, PromiseId};
use receivables::item::ItemKind;

use super::*;
use crate::allocation::{Basis, NewAllocation};
use crate::debtor::Source;
use crate::dispute::{Care, Closing, DisputeOutcome, Fault, Side};
use crate::ledger::{self, ListedItem};
use crate::page::Reach;
use crate::testing::{add_creditor, add_debtors, both_engines};
use crate::{Store, creditor};

fn at(day: i8) -> Timestamp {
    format!("2026-11-{day:02}T08:00:00Z").parse().unwrap()
}

struct World {
    store: Store,
    creditor: CreditorId,
    debtors: Vec<DebtorId>,
    items: Vec<ItemId>,
}

/// Three debtors; the first has two invoices and a payment on account, the others one invoice each.
async fn world(store: Store) -> World {
    let creditor = add_creditor(&store, at(1)).await;
    let debtors = add_debtors(&store, at(1), creditor, 3).await;
    let listed: Vec<ListedItem<'_>> = [
        (0, "F1", 10_000),
        (0, "F2", 20_000),
        (0, "P1", -10_000),
        (1, "F3", 30_000),
        (2, "F4", 40_000),
    ]
    .into_iter()
    .map(|(debtor, key, minor)| ListedItem {
        debtor: debtors[debtor],
        kind: if minor < 0 {
            ItemKind::PaymentOnAccount
        } else {
            ItemKind::Invoice
        },
        reference: key,
        instalment: 0,
        issued_on: date(2026, 9, 1),
        delivered_on: None,
        due_on: date(2026, 10, 1),
        amount: Money::eur(minor),
        unconfirmed: None,
        origin: None,
        label: None,
        natural_key: key,
    })
    .collect();
    let source = Source {
        creditor,
        name: "fec",
        import: None,
    };
    let mut transaction = store.transaction().await.unwrap();
    let stamp = store.stamp(at(1), "import");
    let recorded = ledger::record(&mut transaction, &stamp, source, &listed, &[])
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let items = recorded.items.into_iter().map(|item| item.id).collect();
    World {
        store,
        creditor,
        debtors,
        items,
    }
}

impl World {
    async fn load(&self, page: &Page, known: Option<Timestamp>) -> Vec<Account> {
        let mut reader = self.store.reader().await.unwrap();
        let policy = Arc::new(
            creditor::policy(&mut reader, self.creditor, known)
                .await
                .unwrap(),
        );
        let as_of = AsOf {
            today: date(2026, 11, 10),
            known,
        };
        load_page(&mut reader, &policy, page, as_of).await.unwrap()
    }

    async fn one(&self, debtor: usize, known: Option<Timestamp>) -> Account {
        self.load(&Page::of(self.debtors[debtor]), known)
            .await
            .remove(0)
    }

    async fn pay(&self, day: i8) -> receivables::identity::AllocationId {
        let mut transaction = self.store.transaction().await.unwrap();
        let payment = NewAllocation {
            debtor: self.debtors[0],
            claim: Some(self.items[0]),
            source: Some(self.items[2]),
            amount_minor: 10_000,
            effective_on: date(2026, 11, day),
            basis: Basis::Manual,
            import: None,
        };
        let stamp = self.store.stamp(at(day), "a@b.fr");
        let made = allocation::apply(&mut transaction, &stamp, self.creditor, &[payment])
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        made[0]
    }
}

fn opens(account: &Account) -> Vec<(&str, i64)> {
    account
        .items
        .iter()
        .map(|item| (item.reference.as_str(), item.open.minor))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_loads_the_same_accounts_by_range_and_by_list() {
    both_engines(async |store| {
        let world = world(store).await;
        let wanted = vec![world.debtors[0], world.debtors[2]];
        let by_range = world
            .load(&Page::new(wanted.clone(), Reach::Range), None)
            .await;
        let by_list = world.load(&Page::new(wanted, Reach::List), None).await;
        assert_eq!(by_range, by_list);
        assert_eq!(by_range.len(), 2);
        assert_eq!(
            opens(&by_range[0]),
            [("F1", 10_000), ("F2", 20_000), ("P1", -10_000)]
        );
        assert_eq!(opens(&by_range[1]), [("F4", 40_000)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settled_item_is_left_out_and_comes_back_when_the_settlement_is_reversed() {
    both_engines(async |store| {
        let world = world(store).await;
        let made = world.pay(5).await;
        assert_eq!(opens(&world.one(0, None).await), [("F2", 20_000)]);
        let mut transaction = world.store.transaction().await.unwrap();
        let stamp = world.store.stamp(at(8), "a@b.fr");
        allocation::reverse(
            &mut transaction,
            &stamp,
            world.creditor,
            made,
            date(2026, 11, 8),
        )
        .await
        .unwrap();
        let again = allocation::reverse(
            &mut transaction,
            &stamp,
            world.creditor,
            made,
            date(2026, 11, 8),
        )
        .await;
        assert!(again.is_err(), "an allocation is reversed once");
        transaction.commit().await.unwrap();
        let account = world.one(0, None).await;
        assert_eq!(
            opens(&account),
            [("F1", 10_000), ("F2", 20_000), ("P1", -10_000)]
        );
        assert_eq!(account.items[0].reopened_on, Some(date(2026, 11, 8)));
        let mut reader = world.store.reader().await.unwrap();
        assert_eq!(
            item::unbalanced(&mut reader, world.creditor).await.unwrap(),
            []
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_of_a_past_day_is_what_was_known_then() {
    both_engines(async |store| {
        let world = world(store).await;
        let before = world.one(0, None).await;
        world.pay(5).await;
        let mut transaction = world.store.transaction().await.unwrap();
        let stamp = world.store.stamp(at(6), "a@b.fr");
        let place = (world.creditor, world.debtors[0]);
        let hold = Hold {
            id: HoldId(0),
            item: None,
            from_on: date(2026, 11, 6),
            until_on: None,
            reason: HoldReason::InDiscussion,
            lifted_on: None,
        };
        hold::place(&mut transaction, &stamp, place, &hold, None)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let now = world.one(0, None).await;
        assert_eq!((opens(&now).len(), now.holds.len()), (1, 1));
        assert_eq!(world.one(0, Some(at(4))).await, before);
        assert_eq!(opens(&world.one(0, Some(at(5))).await), [("F2", 20_000)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_is_open_cannot_be_taken() {
    both_engines(async |store| {
        let world = world(store).await;
        world.pay(5).await;
        let mut transaction = world.store.transaction().await.unwrap();
        let again = NewAllocation {
            debtor: world.debtors[0],
            claim: Some(world.items[1]),
            source: Some(world.items[2]),
            amount_minor: 1,
            effective_on: date(2026, 11, 6),
            basis: Basis::Manual,
            import: None,
        };
        let stamp = world.store.stamp(at(6), "a@b.fr");
        let refused = allocation::apply(&mut transaction, &stamp, world.creditor, &[again]).await;
        assert!(
            matches!(refused, Err(crate::StoreError::NotFound { .. })),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn promises_disputes_and_contacts_come_with_their_account() {
    both_engines(async |store| {
        let world = world(store).await;
        let mut transaction = world.store.transaction().await.unwrap();
        let stamp = world.store.stamp(at(6), "a@b.fr");
        let place = (world.creditor, world.debtors[1]);
        let promise = PromiseToPay {
            id: PromiseId(0),
            taken_on: date(2026, 11, 6),
            pay_on: date(2026, 11, 20),
            parts: vec![PromisedPart {
                item: world.items[3],
                amount: Money::eur(30_000),
            }],
            outcome: None,
        };
        let promised = promise::take(&mut transaction, &stamp, place.0, place.1, &promise)
            .await
            .unwrap();
        let dispute = Dispute {
            id: DisputeId(0),
            item: world.items[3],
            amount: Some(Money::eur(5_000)),
            reason: DisputeReason::Delivery,
            opened_on: date(2026, 11, 6),
            closed_on: None,
            award: None,
        };
        let care = Care {
            side: Side::Sales,
            owner: None,
            answer_by: None,
        };
        let raised = (&dispute, &care);
        let opened = dispute::open(&mut transaction, &stamp, place, raised, None)
            .await
            .unwrap();
        let contact = Contact {
            id: ContactId(0),
            role: ContactRole::AccountsPayable,
            name: "Compta".to_string(),
            email: Some("compta@exemple.fr".to_string()),
            phone: None,
            language: None,
            refused_on: None,
            bounced_on: None,
            texts: receivables::contact::TextReach::default(),
        };
        contact::add(&mut transaction, &stamp, place.0, place.1, &contact)
            .await
            .unwrap();
        let made = ContactMade {
            notice: None,
            made_on: date(2026, 11, 6),
            channel: Channel::Call,
            step: Some("call".to_string()),
            items: vec![SaidOf {
                item: world.items[3],
                step: "call".to_string(),
                place: Some(StepPlace { day: 21, tone: 2 }),
            }],
            payment_asked_by: None,
            variant: None,
        };
        contact_made::record(&mut transaction, &stamp, place, &made, None)
            .await
            .unwrap();
        transaction.commit().await.unwrap();

        let account = world.one(1, None).await;
        assert_eq!(
            account.promises,
            [PromiseToPay {
                id: promised,
                ..promise.clone()
            }]
        );
        assert_eq!(
            account.disputes,
            [Dispute {
                id: opened,
                ..dispute
            }]
        );
        assert_eq!(account.contacts[0].email, contact.email);
        assert_eq!(account.contacts_made, [made]);

        let mut transaction = world.store.transaction().await.unwrap();
        let stamp = world.store.stamp(at(8), "a@b.fr");
        let kept = (PromiseOutcome::Kept, date(2026, 11, 8));
        promise::close(&mut transaction, &stamp, place.0, promised, kept)
            .await
            .unwrap();
        let settled = Closing {
            outcome: DisputeOutcome::Unfounded,
            fault: Fault::Debtor,
            award: None,
            on: date(2026, 11, 8),
        };
        dispute::close(&mut transaction, &stamp, place.0, opened, &settled)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let account = world.one(1, None).await;
        assert_eq!(account.promises[0].outcome, Some(kept));
        assert_eq!(account.disputes[0].closed_on, Some(date(2026, 11, 8)));
        let account = world.one(1, Some(at(7))).await;
        assert_eq!(
            (account.promises[0].outcome, account.disputes[0].closed_on),
            (None, None)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_of_a_parent_carries_what_is_open_at_its_group() {
    both_engines(async |store| {
        let world = world(store).await;
        let [parent, child, insolvent] = world.debtors[..] else {
            panic!("three debtors")
        };
        let mut transaction = world.store.transaction().await.unwrap();
        let stamp = world.store.stamp(at(6), "a@b.fr");
        for member in [child, insolvent] {
            crate::debtor::set_parent(
                &mut transaction,
                &stamp,
                world.creditor,
                member,
                Some(parent),
            )
            .await
            .unwrap();
        }
        let mut alone = crate::debtor::find(&mut transaction, world.creditor, insolvent)
            .await
            .unwrap();
        alone.phase = receivables::debtor::Phase::Insolvency;
        crate::debtor::change(&mut transaction, &stamp, world.creditor, &alone)
            .await
            .unwrap();
        let hold = Hold {
            id: HoldId(0),
            item: None,
            from_on: date(2026, 11, 6),
            until_on: None,
            reason: HoldReason::InDiscussion,
            lifted_on: None,
        };
        hold::place(
            &mut transaction,
            &stamp,
            (world.creditor, child),
            &hold,
            None,
        )
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        let mut reader = world.store.reader().await.unwrap();
        let policy = Arc::new(
            creditor::policy(&mut reader, world.creditor, None)
                .await
                .unwrap(),
        );
        let as_of = AsOf::now(date(2026, 11, 10));
        let page = Page::of(parent);
        let accounts = crate::group::load_voices(&mut reader, &policy, &page, as_of)
            .await
            .unwrap();
        let open: Vec<&str> = accounts[0]
            .items
            .iter()
            .map(|item| item.reference.as_str())
            .collect();
        assert_eq!(open, ["F1", "F2", "P1", "F3"]);
        // The hold on the child holds its invoice, not the group.
        assert_eq!(accounts[0].holds[0].item, Some(world.items[3]));
        let own = world.one(1, None).await;
        assert_eq!(own.debtor.group.map(|group| group.debtor), Some(parent));
    })
    .await;
}

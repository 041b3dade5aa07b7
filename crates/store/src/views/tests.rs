use jiff::Timestamp;
use jiff::civil::{Date, date};
use receivables::aging::{AgedBalance, Bucket};
use receivables::currency::Currency;
use receivables::fact::{Hold, HoldReason};
use receivables::identity::{CreditorId, DebtorId, HoldId, ItemId};
use receivables::item::ItemKind;
use receivables::money::Money;

use super::account::What;
use super::aging::PastDay;
use super::debtor_list::{Asked, Filter, Order};
use super::*;
use crate::allocation::{self, Basis, NewAllocation};
use crate::debtor::Source;
use crate::ledger::{self, ListedItem};
use crate::testing::{add_creditor, add_debtors, both_engines};
use crate::{Seen, Store, hold};

struct World {
    store: Store,
    creditor: CreditorId,
    debtors: Vec<DebtorId>,
}

fn morning(day: Date) -> Timestamp {
    format!("{day}T08:00:00Z").parse().unwrap()
}

impl World {
    async fn new(store: Store) -> World {
        let start = morning(date(2026, 1, 1));
        let creditor = add_creditor(&store, start).await;
        let debtors = add_debtors(&store, start, creditor, 3).await;
        World {
            store,
            creditor,
            debtors,
        }
    }

    fn seen(&self) -> Seen {
        Seen::by_the_machine(self.creditor)
    }

    /// An item issued and known on a day, due thirty days later.
    async fn item(&self, debtor: usize, key: &str, minor: i64, known_on: Date) -> ItemId {
        self.item_dated(debtor, key, (minor, known_on), known_on)
            .await
    }

    async fn item_dated(
        &self,
        debtor: usize,
        key: &str,
        (minor, issued_on): (i64, Date),
        known_on: Date,
    ) -> ItemId {
        let item = ListedItem {
            debtor: self.debtors[debtor],
            kind: if minor < 0 {
                ItemKind::PaymentOnAccount
            } else {
                ItemKind::Invoice
            },
            reference: key,
            instalment: 0,
            issued_on,
            delivered_on: None,
            due_on: receivables::calendar::plus_days(issued_on, 30),
            amount: Money::eur(minor),
            unconfirmed: None,
            origin: None,
            label: None,
            natural_key: key,
        };
        let source = Source {
            creditor: self.creditor,
            name: "fec",
            import: None,
        };
        let mut transaction = self.store.transaction().await.unwrap();
        let stamp = self.store.stamp(morning(known_on), "import");
        let written = ledger::record(&mut transaction, &stamp, source, &[item], &[])
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        written.items[0].id
    }

    async fn allocate(
        &self,
        (claim, source): (ItemId, Option<ItemId>),
        amount_minor: i64,
        effective_on: Date,
        known_on: Date,
    ) -> receivables::identity::AllocationId {
        let allocation = NewAllocation {
            debtor: self.debtors[0],
            claim: Some(claim),
            source,
            amount_minor,
            effective_on,
            basis: Basis::Manual,
            import: None,
        };
        let mut transaction = self.store.transaction().await.unwrap();
        let stamp = self.store.stamp(morning(known_on), "a@b.fr");
        let made = allocation::apply(&mut transaction, &stamp, self.creditor, &[allocation])
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        made[0]
    }

    async fn reverse(&self, id: receivables::identity::AllocationId, on: Date) {
        let mut transaction = self.store.transaction().await.unwrap();
        let stamp = self.store.stamp(morning(on), "a@b.fr");
        allocation::reverse(&mut transaction, &stamp, self.creditor, id, on)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    }

    async fn balance(&self, today: Date) -> AgedBalance {
        let mut reader = self.store.reader().await.unwrap();
        aging::balance(&mut reader, self.seen(), today)
            .await
            .unwrap()
    }

    async fn balance_on(&self, on: Date, known: Option<Timestamp>) -> AgedBalance {
        let mut reader = self.store.reader().await.unwrap();
        aging::balance_on(&mut reader, self.seen(), PastDay { on, known })
            .await
            .unwrap()
    }
}

/// What the balance keeps when lines of nothing are left out.
fn figures(balance: &AgedBalance) -> Vec<(String, [i64; Bucket::COUNT], i64)> {
    let lines = balance
        .iter()
        .filter(|(_, line)| line.gross() != 0 || line.unallocated != 0);
    lines
        .map(|(currency, line)| (currency.to_string(), line.claims, line.unallocated))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_balance_of_a_past_day_is_what_it_was_on_that_day() {
    both_engines(async |store| {
        let world = World::new(store).await;
        let days: Vec<Date> = (1..=12).map(|month| date(2026, month, 10)).collect();
        let mut given = Vec::new();
        let mut made = Vec::new();
        let mut open: Option<ItemId> = None;
        for (month, day) in days.iter().enumerate() {
            let claim = world
                .item(month % 3, &format!("F{month}"), 10_000 + month as i64, *day)
                .await;
            if let Some(before) = open {
                let payment = world.item(0, &format!("P{month}"), -6_000, *day).await;
                made.push(
                    world
                        .allocate((before, Some(payment)), 4_000, *day, *day)
                        .await,
                );
            }
            if month == 7 {
                world.reverse(made[3], *day).await;
            }
            open = Some(claim);
            given.push(figures(&world.balance(*day).await));
        }
        for (day, expected) in days.iter().zip(&given) {
            assert_eq!(
                &figures(&world.balance_on(*day, Some(morning(*day))).await),
                expected,
                "{day}"
            );
            assert_eq!(
                &figures(&world.balance_on(*day, None).await),
                expected,
                "{day} as known now"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_back_dated_entry_is_named_and_explains_the_difference() {
    both_engines(async |store| {
        let world = World::new(store).await;
        let claim = world.item(0, "F1", 10_000, date(2026, 3, 1)).await;
        let then = figures(&world.balance_on(date(2026, 4, 30), None).await);
        // Known in June, dated April.
        world
            .allocate((claim, None), 3_000, date(2026, 4, 15), date(2026, 6, 1))
            .await;
        world
            .item_dated(1, "F2", (5_000, date(2026, 4, 20)), date(2026, 6, 1))
            .await;

        let known = morning(date(2026, 4, 30));
        let past = date(2026, 4, 30);
        assert_eq!(figures(&world.balance_on(past, Some(known)).await), then);
        let now = world.balance_on(past, None).await;
        assert_eq!(now.of(Currency::EUR).gross(), 12_000);
        let mut reader = world.store.reader().await.unwrap();
        let entries = aging::back_dated(&mut reader, world.seen(), (past, known), 100)
            .await
            .unwrap();
        let added: i64 = entries.iter().map(|entry| entry.amount.minor).sum();
        assert_eq!((entries.len(), added), (2, 12_000 - 10_000));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_searched_filtered_and_sorted() {
    both_engines(async |store| {
        let world = World::new(store).await;
        world.item(0, "F1", 10_000, date(2026, 1, 10)).await;
        world.item(1, "F2", 30_000, date(2026, 1, 10)).await;
        world.item(2, "F3", 90_000, date(2026, 6, 1)).await;
        let place = (world.creditor, world.debtors[2]);
        let held = Hold {
            id: HoldId(0),
            item: None,
            from_on: date(2026, 6, 1),
            until_on: None,
            reason: HoldReason::KeyRelation,
            lifted_on: None,
        };
        let mut transaction = world.store.transaction().await.unwrap();
        let stamp = world.store.stamp(morning(date(2026, 6, 1)), "a@b.fr");
        hold::place(&mut transaction, &stamp, place, &held, None)
            .await
            .unwrap();
        transaction.commit().await.unwrap();

        let table: &[(&str, Filter, Order, &[usize])] = &[
            ("", Filter::All, Order::Name, &[0, 1, 2]),
            ("", Filter::Overdue, Order::Overdue, &[1, 0]),
            ("", Filter::All, Order::Open, &[2, 1, 0]),
            ("", Filter::Held, Order::Name, &[2]),
            ("", Filter::Disputed, Order::Name, &[]),
            ("SOCIETE 2", Filter::All, Order::Name, &[1]),
            ("F3", Filter::All, Order::Name, &[2]),
            ("c1", Filter::All, Order::Name, &[0]),
            ("100%", Filter::All, Order::Name, &[]),
        ];
        let mut reader = world.store.reader().await.unwrap();
        for (search, filter, order, expected) in table {
            let asked = Asked {
                among: None,
                search: search.to_string(),
                filter: *filter,
                order: *order,
                from: 0,
                most: 10,
            };
            let today = (date(2026, 6, 15), Currency::EUR);
            let found = debtor_list::list(&mut reader, world.seen(), &asked, today)
                .await
                .unwrap();
            let shown: Vec<DebtorId> = found.lines.iter().map(|line| line.debtor.id).collect();
            let wanted: Vec<DebtorId> = expected.iter().map(|at| world.debtors[*at]).collect();
            assert_eq!(
                (shown, found.all),
                (wanted, expected.len()),
                "{search} {filter:?} {order:?}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_creditor_sees_nothing() {
    both_engines(async |store| {
        let world = World::new(store).await;
        world.item(0, "F1", 10_000, date(2026, 1, 10)).await;
        let other =
            Seen::by_the_machine(add_creditor(&world.store, morning(date(2026, 1, 2))).await);
        let today = date(2026, 6, 15);
        let mut reader = world.store.reader().await.unwrap();
        assert!(figures(&aging::balance(&mut reader, other, today).await.unwrap()).is_empty());
        let asked = Asked {
            most: 10,
            ..Asked::default()
        };
        let listed = debtor_list::list(&mut reader, other, &asked, (today, Currency::EUR))
            .await
            .unwrap();
        assert_eq!(listed.all, 0);
        let debtor = world.debtors[0];
        assert!(
            account::statement(&mut reader, other, debtor, 10)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            account::timeline(&mut reader, other, debtor, 10)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            dashboard::orphans(&mut reader, other, today, 0)
                .await
                .unwrap(),
            0
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_screen_counts_what_nobody_decided_about() {
    both_engines(async |store| {
        let world = World::new(store).await;
        let claim = world.item(0, "F1", 10_000, date(2026, 1, 10)).await;
        world.item(1, "F2", 30_000, date(2026, 6, 10)).await;
        let today = date(2026, 6, 15);
        let mut reader = world.store.reader().await.unwrap();
        assert_eq!(
            dashboard::orphans(&mut reader, world.seen(), today, 0)
                .await
                .unwrap(),
            1
        );
        let most = dashboard::who_owes_most(&mut reader, world.seen(), (today, Currency::EUR), 1)
            .await
            .unwrap();
        assert_eq!(most[0].0, "Société 2");
        let span = (date(2026, 1, 1), date(2026, 3, 31));
        let billed = dashboard::billed(&mut reader, world.seen(), span, Currency::EUR)
            .await
            .unwrap();
        assert_eq!(billed, Money::eur(10_000));
        drop(reader);
        world.allocate((claim, None), 4_000, today, today).await;
        let mut reader = world.store.reader().await.unwrap();
        let lines = account::statement(&mut reader, world.seen(), world.debtors[0], 10)
            .await
            .unwrap();
        assert_eq!(
            (lines[0].item.open, lines[0].allocations.len()),
            (Money::eur(6_000), 1)
        );
        let happened = account::timeline(&mut reader, world.seen(), world.debtors[0], 10)
            .await
            .unwrap();
        assert!(matches!(happened[0].what, What::Allocated(_)));
        assert_eq!(
            dashboard::counts(&mut reader, world.seen())
                .await
                .unwrap()
                .debtors,
            3
        );
    })
    .await;
}

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use receivables::calendar::plus_days;
use receivables::condition::{Behaviour, Facts, behaviour_from};
use receivables::currency::Currency;
use receivables::debtor::{Certainty, DebtorKind, Difficulty};
use receivables::fact::{Dispute, DisputeReason, Promise, PromiseOutcome, PromisedPart};
use receivables::identity::{CreditorId, DisputeId, ItemId, PromiseId};
use receivables::item::ItemKind;

use super::*;
use crate::account::AsOf;
use crate::allocation::{Basis, NewAllocation};
use crate::debtor::Source;
use crate::dispute::{Care, Side};
use crate::ledger::{self, ListedItem};
use crate::page::{Page, Reach};
use crate::testing::{add_creditor, add_debtors, both_engines};
use crate::{Store, allocation, creditor, debtor, dispute, group, promise};

const TODAY: Date = date(2026, 11, 10);
const DEBTORS: usize = 24;
const CONDITIONS: usize = 400;

fn at() -> Timestamp {
    "2026-11-01T08:00:00Z".parse().unwrap()
}

/// The same numbers every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// A book where every field has several values, zero and none among them, with a group and a foreign currency.
async fn book(store: &Store) -> CreditorId {
    let creditor = add_creditor(store, at()).await;
    let debtors = add_debtors(store, at(), creditor, DEBTORS).await;
    let numbers = &mut Numbers(7);
    let keys: Vec<String> = (0..DEBTORS * 5)
        .map(|number| format!("I{number}"))
        .collect();
    let mut listed = Vec::new();
    for (place, key) in keys.iter().enumerate() {
        let kind = [
            ItemKind::Invoice,
            ItemKind::Invoice,
            ItemKind::Charge,
            ItemKind::CreditNote,
        ][numbers.below(4)];
        let minor = [100, 5_000, 100_000, 250_050][numbers.below(4)] as i64;
        let currency = [Currency::EUR, Currency::EUR, Currency::USD][numbers.below(3)];
        let due_on = plus_days(TODAY, [-90, -61, -60, -1, 0, 1, 30][numbers.below(7)]);
        listed.push(ListedItem {
            debtor: debtors[numbers.below(DEBTORS - 2)],
            kind,
            reference: &keys[place / 2],
            instalment: 0,
            issued_on: plus_days(due_on, -30),
            delivered_on: None,
            due_on,
            amount: Money::new(
                if kind == ItemKind::CreditNote {
                    -minor
                } else {
                    minor
                },
                currency,
            ),
            unconfirmed: None,
            origin: None,
            label: None,
            natural_key: key,
        });
    }
    let source = Source {
        creditor,
        name: "list",
        import: None,
    };
    let mut transaction = store.transaction().await.unwrap();
    let stamp = store.stamp(at(), "test");
    let recorded = ledger::record(&mut transaction, &stamp, source, &listed, &[])
        .await
        .unwrap();
    let items: Vec<ItemId> = recorded.items.iter().map(|item| item.id).collect();
    for (place, id) in debtors.iter().enumerate() {
        let mut found = debtor::find(&mut transaction, creditor, *id).await.unwrap();
        found.kind = [
            DebtorKind::Business,
            DebtorKind::Public,
            DebtorKind::Consumer,
        ][place % 3];
        found.country = numbers.one(&["FR", "BE"]).to_string();
        found.difficulty = (place % 5 == 0).then_some(Difficulty {
            since: TODAY,
            certainty: Certainty::Stated,
        });
        found.traits.sector = numbers.one(&["", "retail", "Détail, gros"]).to_string();
        found.tags = [vec![], vec!["key"], vec!["key, large", "b"], vec!["ke"]][place % 4]
            .iter()
            .map(|tag| (*tag).to_string())
            .collect();
        debtor::change(&mut transaction, &stamp, creditor, &found)
            .await
            .unwrap();
    }
    debtor::set_parent(
        &mut transaction,
        &stamp,
        creditor,
        debtors[1],
        Some(debtors[0]),
    )
    .await
    .unwrap();
    for (place, item) in listed.iter().zip(&items).step_by(7) {
        if place.kind == ItemKind::CreditNote {
            continue;
        }
        let account = (creditor, place.debtor);
        let opened = Dispute {
            id: DisputeId(0),
            item: *item,
            amount: None,
            reason: DisputeReason::Price,
            opened_on: plus_days(TODAY, -3),
            closed_on: None,
            award: None,
        };
        let care = Care {
            side: Side::Sales,
            owner: None,
            answer_by: None,
        };
        dispute::open(&mut transaction, &stamp, account, (&opened, &care), None)
            .await
            .unwrap();
        let promised = Promise {
            id: PromiseId(0),
            taken_on: plus_days(TODAY, -9),
            pay_on: plus_days(TODAY, -5),
            parts: vec![PromisedPart {
                item: *item,
                amount: place.amount,
            }],
            outcome: None,
        };
        let taken = promise::take(&mut transaction, &stamp, creditor, place.debtor, &promised)
            .await
            .unwrap();
        let outcome = [
            Some(PromiseOutcome::Broken),
            Some(PromiseOutcome::Kept),
            None,
        ][numbers.below(3)];
        if let Some(outcome) = outcome {
            promise::close(&mut transaction, &stamp, creditor, taken, (outcome, TODAY))
                .await
                .unwrap();
        }
    }
    for (place, item) in listed.iter().zip(&items).skip(3).step_by(11) {
        if place.kind != ItemKind::Invoice {
            continue;
        }
        let paid = NewAllocation {
            debtor: place.debtor,
            claim: Some(*item),
            source: None,
            amount_minor: place.amount.minor,
            effective_on: plus_days(place.due_on, 12).min(TODAY),
            basis: Basis::List,
            import: None,
        };
        allocation::apply(&mut transaction, &stamp, creditor, &[paid])
            .await
            .unwrap();
    }
    transaction.commit().await.unwrap();
    creditor
}

fn piece(numbers: &mut Numbers) -> String {
    let sign = numbers.one(&[">", ">=", "<", "<=", "==", "!="]);
    let equal = numbers.one(&["==", "!="]);
    match numbers.below(14) {
        0 => format!(
            "outstanding {sign} {}",
            numbers.one(&["0", "1000", "2500.50", "-1"])
        ),
        1 => format!("overdue {sign} {}", numbers.one(&["0", "50", "1000"])),
        2 => format!("net_due {sign} credits"),
        3 => format!("largest_invoice {sign} overdue"),
        4 => format!(
            "days_late {sign} {}",
            numbers.one(&["0", "1", "60", "61", "90", "-3", "99999"])
        ),
        5 => format!("overdue_in(\"USD\") {sign} {}", numbers.one(&["0", "1000"])),
        6 => format!("open_invoices {sign} {}", numbers.one(&["0", "1", "3"])),
        7 => format!("overdue_invoices {sign} open_disputes"),
        8 => format!(
            "{} {sign} {}",
            numbers.one(&["promises_kept", "promises_broken", "open_promises"]),
            numbers.one(&["0", "1"])
        ),
        9 => format!("country {equal} \"FR\""),
        10 => format!(
            "kind in [\"public\", \"{}\"]",
            numbers.one(&["business", "consumer"])
        ),
        11 => format!(
            "sector {equal} \"{}\"",
            numbers.one(&["", "retail", "Détail, gros"])
        ),
        12 => format!(
            "\"{}\" in tags",
            numbers.one(&["key", "key, large", "ke", "b"])
        ),
        _ => numbers
            .one(&[
                "name.endsWith(\"2\")",
                "average_days_late > 5",
                "has_email",
                "in_difficulty",
                "true",
                "group != \"\"",
                "paid_invoices > 0",
            ])
            .to_string(),
    }
}

fn condition(numbers: &mut Numbers, depth: usize) -> String {
    if depth == 0 || numbers.below(3) == 0 {
        return piece(numbers);
    }
    let inner = condition(numbers, depth - 1);
    match numbers.below(4) {
        0 => format!("!({inner})"),
        1 => format!("({inner}) || ({})", condition(numbers, depth - 1)),
        _ => format!("({inner}) && ({})", condition(numbers, depth - 1)),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sql_and_evaluation_agree_about_every_condition() {
    both_engines(async |store| {
        let creditor = book(&store).await;
        let seen = Seen::by_the_machine(creditor);
        let mut reader = store.reader().await.unwrap();
        let policy = Arc::new(creditor::policy(&mut reader, creditor, None).await.unwrap());
        let everybody = Condition::parse("true", Currency::EUR).unwrap();
        let all = candidates(&mut reader, seen, &everybody, TODAY)
            .await
            .unwrap();
        assert_eq!(all.len(), DEBTORS);
        let page = Page::new(all.iter().map(|one| one.debtor).collect(), Reach::Range);
        let accounts = group::load_voices(&mut reader, &policy, &page, AsOf::now(TODAY))
            .await
            .unwrap();
        let since = behaviour_from(TODAY);
        let behaviours: Vec<Behaviour> =
            crate::behaviour::of_page(&mut reader, creditor, &page, since)
                .await
                .unwrap();
        assert!(
            behaviours
                .iter()
                .any(|one| one.average_days_late == Some(12)),
            "{behaviours:?}"
        );
        let numbers = &mut Numbers(11);
        let (mut sure, mut narrowed, mut mixed) = (0, 0, 0);
        for _ in 0..CONDITIONS {
            let text = condition(numbers, 3);
            let read =
                Condition::parse(&text, Currency::EUR).unwrap_or_else(|p| panic!("{text}: {p:?}"));
            let given = candidates(&mut reader, seen, &read, TODAY).await.unwrap();
            for (account, behaviour) in accounts.iter().zip(&behaviours) {
                let facts = Facts::of(account, (TODAY, Currency::EUR), *behaviour);
                let holds = read.holds(&facts);
                let found = given.iter().find(|one| one.debtor == account.debtor.id);
                match found {
                    None => assert!(!holds, "{text} leaves out {}", account.debtor.name),
                    Some(one) if one.is_sure => {
                        assert!(holds, "{text} takes {}", account.debtor.name)
                    }
                    Some(_) => {}
                }
            }
            sure += usize::from(given.iter().any(|one| one.is_sure));
            narrowed += usize::from(given.len() < DEBTORS);
            let holding = accounts
                .iter()
                .zip(&behaviours)
                .filter(|(account, behaviour)| {
                    read.holds(&Facts::of(account, (TODAY, Currency::EUR), **behaviour))
                });
            mixed += usize::from((1..DEBTORS).contains(&holding.count()));
        }
        assert!(
            sure > CONDITIONS / 4 && narrowed > CONDITIONS / 4 && mixed > CONDITIONS / 4,
            "{sure} {narrowed} {mixed}"
        );
    })
    .await;
}

//! What must hold whatever is paid: amounts, currencies, debtors, the order of things, any text at all.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::scene::{book, credit};
use super::*;

const TEXTS: [&str; 14] = [
    "VIR ETS LEFEVRE ET CIE",
    "LEFEVRE REGLT FACTURES",
    "FA2026-000101 FA2026-000102",
    "ETS LEFEVRE FA 101 a 104 - AV2026-000005",
    "MENUISERIE MARTIN",
    "MENUISERIE MARTIN NORD",
    "HOLDING KERVELLA",
    "QUINCAILLERIE VIEUX P",
    "GARAGE ZAOAUA",
    "FA2026-005001",
    "MARTIN LOYER",
    "FA2026-000802",
    "FACT 2026-000401",
    "",
];

fn credits() -> impl Strategy<Value = Vec<IncomingCredit>> {
    let cents = prop_oneof![
        1..400_000_i64,
        Just(9_990),
        Just(19_980),
        Just(169_130),
        Just(71_239),
        Just(104_570),
        Just(i64::MAX),
        Just(-5),
    ];
    proptest::collection::vec((cents, 0..TEXTS.len(), 0..60_i64), 1..12).prop_map(|list| {
        let with_rank = list.into_iter().enumerate();
        with_rank
            .map(|(rank, (cents, text, days))| {
                let mut one = credit(cents, TEXTS[text]);
                one.entry = BankEntryId(rank as i64);
                one.booked_on = crate::calendar::plus_days(one.booked_on, days as i32);
                one
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn sums_hold_and_nothing_is_put_where_it_may_not_be(credits in credits()) {
        let book = book();
        let items: BTreeMap<ItemId, OpenItem> =
            book.items.iter().map(|item| (item.item, item.clone())).collect();
        let proposals = propose(&credits, &OpenItemsIndex::of(book));
        let mut used: BTreeMap<ItemId, i64> = BTreeMap::new();
        for proposal in &proposals {
            let paid = &credits[proposal.entry.0 as usize];
            prop_assert!(!proposal.reasons.is_empty());
            prop_assert!(proposal.alternatives.len() <= 3);
            prop_assert_eq!(
                proposal.applied_minor().saturating_add(proposal.on_account.minor),
                paid.amount.minor
            );
            if proposal.is_certain() {
                prop_assert!(proposal.alternatives.is_empty());
                for one in &proposal.allocations {
                    *used.entry(one.claim).or_default() += one.amount.minor;
                    if let PaidFrom::CreditNote { item } = one.from {
                        *used.entry(item).or_default() += one.amount.minor;
                    }
                    prop_assert_eq!(Some(items[&one.claim].debtor), proposal.debtor);
                }
            }
            let alternatives = proposal.alternatives.iter().flat_map(|one| &one.allocations);
            for one in proposal.allocations.iter().chain(alternatives) {
                prop_assert!(one.amount.is_positive());
                prop_assert_eq!(items[&one.claim].open.currency, paid.amount.currency);
                prop_assert!(one.amount.minor <= items[&one.claim].open.minor);
            }
        }
        for (item, minor) in used {
            prop_assert!(minor <= items[&item].open.minor.abs(), "{item:?}");
        }
    }

    #[test]
    fn the_order_in_which_things_are_given_changes_nothing(credits in credits(), turn in 0..400_usize) {
        let turned = |mut book: Book| {
            let middle = turn % book.items.len();
            book.items.rotate_left(middle);
            book.debtors.reverse();
            book
        };
        let mut shuffled = credits.clone();
        shuffled.rotate_left(turn % credits.len());
        let one = propose(&credits, &OpenItemsIndex::of(book()));
        let other = propose(&shuffled, &OpenItemsIndex::of(turned(book())));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn any_text_in_any_field_is_read(text in ".{0,200}", cents in any::<i64>()) {
        let mut one = credit(cents, &text);
        one.structured_reference.clone_from(&text);
        one.remitter_name = Some(text.clone());
        one.remitter_iban = Some(text.clone());
        one.end_to_end = text;
        let proposal = propose(&[one], &OpenItemsIndex::of(book())).remove(0);
        prop_assert!(!proposal.reasons.is_empty());
    }

    #[test]
    fn any_book_is_read(references in proptest::collection::vec(".{0,30}", 1..30), cents in any::<i64>()) {
        let mut wild = book();
        for (rank, reference) in references.iter().enumerate() {
            wild.items.push(super::scene::item(9_000 + rank as i64, 1, reference, cents));
            wild.debtors.push(super::scene::debtor(9_000 + rank as i64, reference, Some(9_000)));
        }
        let text = references.join(" ");
        let proposal = propose(&[credit(9_990, &text)], &OpenItemsIndex::of(wild)).remove(0);
        prop_assert!(!proposal.reasons.is_empty());
    }
}

//! A small book for tests: debtors with names like each other, groups, discounts, what was learned. Compiled for
//! tests only.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::*;
use crate::currency::Currency;
use crate::item::ItemKind;

/// The day payments are booked.
pub(super) const BOOKED_ON: Date = date(2026, 6, 20);

/// An item of the book; negative ones are credit notes.
pub(super) fn item(id: i64, debtor: i64, reference: &str, cents: i64) -> OpenItem {
    OpenItem {
        item: ItemId(id),
        debtor: DebtorId(debtor),
        kind: if cents < 0 {
            ItemKind::CreditNote
        } else {
            ItemKind::Invoice
        },
        reference: reference.to_string(),
        due_on: date(2026, 5, i8::try_from(id % 28 + 1).unwrap_or(1)),
        open: Money::eur(cents),
    }
}

/// A debtor of one name.
pub(super) fn debtor(id: i64, name: &str, parent: Option<i64>) -> KnownDebtor {
    KnownDebtor {
        debtor: DebtorId(id),
        names: vec![name.to_string()],
        parent: parent.map(DebtorId),
        tags: BTreeSet::new(),
    }
}

/// What debtors 1 to 9 owe.
fn items() -> Vec<OpenItem> {
    let mut items = vec![
        item(101, 1, "FA2026-000101", 123_457),
        item(102, 1, "FA2026-000102", 45_673),
        item(103, 1, "FA2026-000103", 9_990),
        item(104, 1, "FA2026-000104", 31_111),
        item(105, 1, "AV2026-000005", -11_113),
        item(201, 2, "FA2026-000201", 9_990),
        item(202, 2, "FA2026-000202", 88_813),
        item(301, 3, "FA2026-000301", 9_990),
        item(302, 3, "FA2026-000302", 9_990),
        item(401, 4, "FA2026-000401", 64_237),
        item(501, 5, "FA2026-000501", 71_239),
        item(502, 6, "FA2026-000502", 33_331),
        item(601, 7, "FA2026-000601", 250_019),
        item(701, 8, "FA2026-000701", 52_361),
        item(801, 9, "FA2026-000801", 77_773),
    ];
    let mut dollars = item(802, 9, "FA2026-000802", 0);
    dollars.open = Money::new(61_237, Currency::USD);
    items.push(dollars);
    let mut charge = item(106, 4, "FA2026-000401", 5_117);
    charge.kind = ItemKind::Charge;
    items.push(charge);
    items
}

/// Debtors 1 to 9 with their items, and five hundred strangers at 99.90 each, so that words, numbers and
/// amounts have the rarity they have in a real book.
pub(super) fn book() -> Book {
    let mut items = items();
    let mut debtors = vec![
        debtor(1, "Établissements Lefèvre & Cie SARL", None),
        debtor(2, "Menuiserie Martin SAS", None),
        debtor(3, "Menuiserie Martin Nord SAS", None),
        debtor(4, "Quincaillerie du Vieux Port", None),
        debtor(5, "Groupe Armor Lyon", Some(7)),
        debtor(6, "Armor Nantes", Some(7)),
        debtor(7, "Holding Kervella", None),
        debtor(8, "Loyer Services SARL", None),
        debtor(9, "Transports Bellanger", None),
    ];
    debtors[3].names.push("Le Vieux Port".to_string());
    for stranger in 0..500 {
        let word = |number: i64| -> String {
            let letter =
                |at: u32| char::from(b'A' + u8::try_from(number / 7_i64.pow(at) % 7).unwrap_or(0));
            format!("Z{}O{}U{}", letter(0), letter(1), letter(2))
        };
        debtors.push(debtor(
            1_000 + stranger,
            &format!("Garage {} SARL", word(stranger)),
            None,
        ));
        items.push(item(
            5_000 + stranger,
            1_000 + stranger,
            &format!("FA2026-{:06}", 5_000 + stranger),
            9_990,
        ));
    }
    Book {
        items,
        debtors,
        accounts: vec![KnownAccount {
            account: "FR76 3000 1007 9412 3456 7890 185".to_string(),
            debtor: DebtorId(9),
            confirmed: 2,
        }],
        payer_names: vec![KnownPayerName {
            name: "SCI DU CANAL".to_string(),
            debtor: DebtorId(9),
            confirmed: 3,
        }],
        early_payments: vec![EarlyPayment {
            item: ItemId(601),
            discount: Money::eur(5_000),
            until_on: BOOKED_ON,
        }],
        plans: Vec::new(),
        policy: CashPolicy::default(),
    }
}

/// A payment of euro cents with a text.
pub(super) fn credit(cents: i64, text: &str) -> IncomingCredit {
    IncomingCredit {
        entry: BankEntryId(1),
        booked_on: BOOKED_ON,
        amount: Money::eur(cents),
        structured_reference: String::new(),
        text: text.to_string(),
        end_to_end: String::new(),
        remitter_iban: None,
        remitter_name: None,
    }
}

/// The proposal for one payment over a book.
pub(super) fn proposed_over(book: Book, credit: IncomingCredit) -> Proposal {
    propose(&[credit], &OpenItemsIndex::of(book)).remove(0)
}

/// The items of allocations, each once, in order.
pub(super) fn claims(allocations: &[ProposedAllocation]) -> Vec<i64> {
    let claims: BTreeSet<i64> = allocations.iter().map(|one| one.claim.0).collect();
    claims.into_iter().collect()
}

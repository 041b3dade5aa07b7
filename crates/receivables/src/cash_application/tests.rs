//! Payments and what they pay, as tables of texts behind one `check`.

use jiff::civil::date;

use super::*;
use crate::currency::Currency;
use crate::item::ItemKind;

fn open(item: i64, debtor: i64, reference: &str, cents: i64) -> OpenItem {
    OpenItem {
        item: ItemId(item),
        debtor: DebtorId(debtor),
        kind: if cents < 0 {
            ItemKind::CreditNote
        } else {
            ItemKind::Invoice
        },
        reference: reference.to_string(),
        due_on: date(2026, 5, i8::try_from(item % 28 + 1).unwrap()),
        open: Money::eur(cents),
    }
}

/// Two debtors with invoices, a credit note, short numbers, one invoice in instalments and a settled one.
fn ledger() -> OpenItemsIndex {
    OpenItemsIndex::new(
        [
            open(1, 7, "FA2025-000123", 120_000),
            open(2, 7, "FA2025-000124", 50_000),
            open(3, 7, "AV2025-000009", -20_000),
            open(4, 8, "INV20250001", 30_000),
            open(5, 8, "4711", 9_900),
            open(6, 9, "F77", 10_000),
            open(7, 9, "F77", 10_000),
            open(8, 9, "F77", 15_000),
            open(9, 7, "FA2024-000900", 0),
            open(10, 10, "20250042", 70_000),
            open(11, 11, "2025-0042", 70_000),
        ],
        [("FR76 3000 1007 9412 3456 7890 185".to_string(), DebtorId(8))],
    )
}

fn payment(cents: i64, text: &str) -> IncomingCredit {
    IncomingCredit {
        entry: BankEntryId(1),
        booked_on: date(2026, 6, 1),
        amount: Money::eur(cents),
        structured_reference: String::new(),
        text: text.to_string(),
        end_to_end: "NOTPROVIDED".to_string(),
        remitter_iban: None,
        remitter_name: None,
    }
}

fn proposed(credit: IncomingCredit) -> Proposal {
    propose(&[credit], &ledger()).remove(0)
}

/// What is put on which claim, in cents.
fn paid(proposal: &Proposal) -> Vec<(i64, i64)> {
    let of = |one: &ProposedAllocation| (one.claim.0, one.amount.minor);
    proposal.allocations.iter().map(of).collect()
}

#[test]
fn a_number_is_found_however_it_is_spelled() {
    let texts = [
        "FA2025-000123",
        "fa2025-000123",
        "VIR SEPA REGLEMENT FACTURE FA2025 000123 MERCI",
        "Fact. n°FA2025/000123.",
        "FACTURE:FA 2025-000123/12.05",
        "RGLT FA2025000123",
        "regl FA2025-0001\n23",
    ];
    for text in texts {
        let proposal = proposed(payment(120_000, text));
        assert_eq!(paid(&proposal), [(1, 120_000)], "{text}");
        assert_eq!(
            (proposal.debtor, proposal.confidence),
            (Some(DebtorId(7)), 1000),
            "{text}"
        );
        assert!(proposal.reasons.contains(&MatchReason::PaysInFull));
        assert_eq!(proposal.on_account, Money::eur(0));
    }
}

#[test]
fn a_longer_or_a_partial_number_is_another_number() {
    for text in [
        "FA2025-0001234",
        "XFA2025-000123",
        "FA2025-00012",
        "FA2025-000125",
    ] {
        let proposal = proposed(payment(119_999, text));
        assert_eq!(paid(&proposal), [], "{text}");
        assert_eq!(
            (proposal.debtor, proposal.on_account),
            (None, Money::eur(119_999)),
            "{text}"
        );
    }
}

#[test]
fn the_other_fields_are_read_too() {
    let mut credit = payment(30_000, "");
    credit.structured_reference = "RF65 INV2 0250 001".to_string();
    let proposal = proposed(credit);
    assert_eq!(paid(&proposal), [(4, 30_000)]);
    let field = Field::StructuredReference;
    assert!(proposal.reasons.contains(&MatchReason::CheckedReference {
        item: ItemId(4),
        field
    }));
    let mut credit = payment(30_000, "merci");
    credit.end_to_end = "INV20250001".to_string();
    assert_eq!(paid(&proposed(credit)), [(4, 30_000)]);
    let mut wrong = payment(30_000, "");
    wrong.structured_reference = "RF66INV20250001".to_string();
    assert_eq!(proposed(wrong).debtor, None);
}

#[test]
fn several_numbers_are_paid_together_when_the_sum_agrees() {
    let proposal = proposed(payment(170_000, "FA2025-000124, FA2025-000123"));
    assert_eq!(paid(&proposal), [(1, 120_000), (2, 50_000)]);
    assert!(
        proposal
            .reasons
            .contains(&MatchReason::PaysTheSum { items: 2 })
    );
    assert!(proposal.is_certain());
}

#[test]
fn a_credit_note_that_is_named_is_deducted() {
    let proposal = proposed(payment(
        150_000,
        "FA2025-000123 + FA2025-000124 - AV2025-000009",
    ));
    assert_eq!(paid(&proposal), [(1, 20_000), (1, 100_000), (2, 50_000)]);
    assert_eq!(
        proposal.allocations[0].from,
        PaidFrom::CreditNote { item: ItemId(3) }
    );
    assert_eq!(proposal.applied_minor(), 150_000);
    assert!(proposal.is_certain());
    // Deducted in words and not in the amount: the credit note stays.
    let whole = proposed(payment(
        170_000,
        "FA2025-000123 FA2025-000124 AV2025-000009",
    ));
    assert_eq!(paid(&whole), [(1, 120_000), (2, 50_000)]);
}

#[test]
fn a_short_payment_of_one_invoice_is_applied_and_of_several_a_person_looks() {
    let one = proposed(payment(119_000, "FA2025-000123"));
    assert_eq!(paid(&one), [(1, 119_000)]);
    assert!(
        one.is_certain()
            && one.reasons.contains(&MatchReason::PaysLess {
                short: Money::eur(1_000)
            })
    );
    let two = proposed(payment(160_000, "FA2025-000123 FA2025-000124"));
    assert_eq!(paid(&two), [(1, 120_000), (2, 40_000)]);
    assert!(!two.is_certain());
    assert_eq!(two.debtor, Some(DebtorId(7)));
}

#[test]
fn what_is_paid_too_much_rests_on_account() {
    let proposal = proposed(payment(121_500, "FA2025-000123"));
    assert_eq!(paid(&proposal), [(1, 120_000)]);
    assert_eq!(proposal.on_account, Money::eur(1_500));
    assert!(proposal.is_certain());
}

#[test]
fn one_instalment_or_the_oldest_first() {
    assert_eq!(paid(&proposed(payment(15_000, "F77"))), [(8, 15_000)]);
    assert_eq!(paid(&proposed(payment(10_000, "F77"))), [(6, 10_000)]);
    assert_eq!(
        paid(&proposed(payment(35_000, "F77"))),
        [(6, 10_000), (7, 10_000), (8, 15_000)]
    );
    assert_eq!(
        paid(&proposed(payment(12_000, "F77"))),
        [(6, 10_000), (7, 2_000)]
    );
}

#[test]
fn who_pays_invoices_pays_them_before_the_charges_that_carry_their_numbers() {
    let mut charge = open(3, 7, "FA1", 4_000);
    charge.kind = ItemKind::Charge;
    let index = OpenItemsIndex::new(
        [open(2, 7, "FA1", 10_000), charge, open(4, 7, "FA2", 5_000)],
        [],
    );
    let paid_of = |cents, text| paid(&propose(&[payment(cents, text)], &index)[0]);
    assert_eq!(paid_of(15_000, "FA1 FA2"), [(2, 10_000), (4, 5_000)]);
    assert_eq!(
        paid_of(19_000, "FA1 FA2"),
        [(2, 10_000), (4, 5_000), (3, 4_000)]
    );
    assert_eq!(paid_of(10_000, "FA1"), [(2, 10_000)]);
    assert_eq!(paid_of(11_000, "FA1"), [(2, 10_000), (3, 1_000)]);
}

#[test]
fn the_instalments_that_are_due_are_paid_together_with_another_invoice() {
    let mut later = open(3, 7, "FA1", 10_000);
    later.due_on = date(2026, 9, 1);
    let index = OpenItemsIndex::new(
        [open(2, 7, "FA1", 10_000), later, open(4, 7, "FA2", 5_000)],
        [],
    );
    let proposal = &propose(&[payment(15_000, "FA1 FA2")], &index)[0];
    assert_eq!(paid(proposal), [(2, 10_000), (4, 5_000)]);
    assert!(proposal.is_certain());
}

#[test]
fn a_short_number_of_digits_proves_nothing_unless_the_amount_or_the_account_agrees() {
    let alone = proposed(payment(5_000, "CHQ 4711 PARIS"));
    assert_eq!((paid(&alone), alone.debtor), (vec![], None));
    assert!(
        alone
            .reasons
            .contains(&MatchReason::NumberTooPlain { item: ItemId(5) })
    );
    assert_eq!(
        paid(&proposed(payment(9_900, "facture 4711"))),
        [(5, 9_900)]
    );
    let mut known = payment(5_000, "facture 4711");
    known.remitter_iban = Some("FR7630001007941234567890185".to_string());
    assert_eq!(paid(&proposed(known)), [(5, 5_000)]);
}

#[test]
fn numbers_of_two_debtors_are_left_to_a_person() {
    // Both debtors have an invoice whose number reads 20250042.
    for text in ["20250042", "2025-0042", "FA2025-000123 INV20250001"] {
        let proposal = proposed(payment(70_000, text));
        assert_eq!((paid(&proposal), proposal.debtor), (vec![], None), "{text}");
        assert!(
            matches!(proposal.reasons[0], MatchReason::SeveralDebtors { .. }),
            "{text}"
        );
        assert!(!proposal.is_certain());
    }
}

#[test]
fn the_account_it_came_from_chooses_between_two_debtors() {
    let mut credit = payment(30_000, "FA2025-000123 INV20250001");
    credit.remitter_iban = Some("FR76 3000 1007 9412 3456 7890 185".to_string());
    assert_eq!(paid(&proposed(credit)), [(4, 30_000)]);
}

#[test]
fn money_of_a_known_account_without_a_number_rests_on_the_debtors_account() {
    let mut credit = payment(30_000, "acompte");
    credit.remitter_iban = Some("FR7630001007941234567890185".to_string());
    let proposal = proposed(credit);
    assert_eq!(
        (paid(&proposal), proposal.debtor),
        (vec![], Some(DebtorId(8)))
    );
    assert_eq!(proposal.on_account, Money::eur(30_000));
}

#[test]
fn an_account_of_two_debtors_proves_nothing() {
    let accounts = [
        ("FR1".to_string(), DebtorId(1)),
        ("FR 1".to_string(), DebtorId(2)),
    ];
    let mut credit = payment(100, "");
    credit.remitter_iban = Some("FR1".to_string());
    assert_eq!(
        propose(&[credit], &OpenItemsIndex::new([], accounts))[0].debtor,
        None
    );
}

#[test]
fn what_is_settled_or_in_another_currency_tells_the_debtor_and_takes_nothing() {
    let settled = proposed(payment(120_000, "FA2024-000900"));
    assert_eq!(
        (paid(&settled), settled.debtor),
        (vec![], Some(DebtorId(7)))
    );
    assert!(
        settled
            .reasons
            .contains(&MatchReason::AlreadySettled { item: ItemId(9) })
    );
    let mut dollars = payment(120_000, "FA2025-000123");
    dollars.amount = Money::new(120_000, Currency::USD);
    let proposal = proposed(dollars);
    assert_eq!(
        (paid(&proposal), proposal.on_account.currency),
        (vec![], Currency::USD)
    );
    assert!(
        proposal
            .reasons
            .contains(&MatchReason::CurrencyDiffers { item: ItemId(1) })
    );
}

#[test]
fn an_invoice_is_not_paid_twice_in_one_statement() {
    let mut second = payment(120_000, "FA2025-000123");
    second.entry = BankEntryId(2);
    let proposals = propose(&[second, payment(120_000, "FA2025-000123")], &ledger());
    assert_eq!(proposals[0].entry, BankEntryId(1));
    assert_eq!(paid(&proposals[0]), [(1, 120_000)]);
    assert_eq!(paid(&proposals[1]), []);
    assert_eq!(proposals[1].debtor, Some(DebtorId(7)));
    assert_eq!(proposals[1].on_account, Money::eur(120_000));
}

#[test]
fn an_amount_that_is_no_credit_is_left_alone() {
    for cents in [0, -120_000, i64::MIN] {
        assert_eq!(proposed(payment(cents, "FA2025-000123")).allocations, []);
    }
}

proptest::proptest! {
    #[test]
    fn never_puts_more_on_a_claim_than_is_open_nor_more_than_was_paid(
        amounts in proptest::collection::vec(1..200_000_i64, 1..6),
        texts in proptest::collection::vec(0..8_usize, 6),
    ) {
        let numbers = [
            "FA2025-000123", "FA2025-000124 AV2025-000009", "INV20250001", "4711", "F77", "",
            "FA2025-000123 FA2025-000124", "FA2025-000123 FA2025-000124 AV2025-000009",
        ];
        let credits: Vec<IncomingCredit> = amounts
            .iter()
            .zip(&texts)
            .enumerate()
            .map(|(place, (cents, text))| {
                let mut credit = payment(*cents, numbers[*text]);
                credit.entry = BankEntryId(place as i64);
                credit
            })
            .collect();
        let index = ledger();
        let proposals = propose(&credits, &index);
        let mut on_claims = std::collections::BTreeMap::new();
        for (proposal, credit) in proposals.iter().zip(&credits) {
            let sum = proposal.applied_minor() + proposal.on_account.minor;
            proptest::prop_assert_eq!(sum, credit.amount.minor);
            proptest::prop_assert!(!proposal.reasons.is_empty());
            for one in proposal.allocations.iter().filter(|_| proposal.is_certain()) {
                *on_claims.entry(one.claim).or_insert(0) += one.amount.minor;
                proptest::prop_assert!(one.amount.is_positive());
            }
        }
        for (claim, minor) in on_claims {
            let place = (0..11).find(|place| index.at(*place).item == claim).unwrap();
            proptest::prop_assert!(minor <= index.at(place).open.minor);
        }
    }

    #[test]
    fn any_text_at_all_is_read(text in ".{0,300}") {
        let proposal = proposed(payment(100, &text));
        proptest::prop_assert!(!proposal.reasons.is_empty());
    }
}

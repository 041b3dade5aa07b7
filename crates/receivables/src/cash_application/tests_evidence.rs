//! Payments that do not name their invoices plainly: one table of situations behind one `check`.

use super::scene::{BOOKED_ON, book, claims, credit, item, proposed_over};
use super::*;
use crate::currency::Currency;

/// What is expected of a payment.
#[derive(Debug, PartialEq)]
enum Expected {
    /// These items, by itself.
    Applied(&'static [i64]),
    /// These items first of what a person chooses from.
    First(&'static [i64]),
    /// These items among what a person chooses from.
    Among(&'static [i64]),
    /// Nothing applied; whatever is proposed.
    NotApplied,
}
use Expected::{Among, Applied, First, NotApplied};

/// What a proposal is, compared with what is expected; each word must be the code of one of its reasons.
fn difference(proposal: &Proposal, expected: &Expected, words: &[&str]) -> Option<String> {
    let is_applied = proposal.is_certain() && !proposal.allocations.is_empty();
    let first = proposal.alternatives.first();
    let is_as_expected = match expected {
        Applied(items) => {
            is_applied
                && proposal.alternatives.is_empty()
                && claims(&proposal.allocations) == *items
        }
        First(items) => !is_applied && first.is_some_and(|one| claims(&one.allocations) == *items),
        Among(items) => {
            let is_it = |one: &Alternative| claims(&one.allocations) == *items;
            !is_applied && proposal.alternatives.iter().any(is_it)
        }
        NotApplied => !is_applied,
    };
    let reasons: Vec<&str> = proposal.reasons.iter().map(MatchReason::code).collect();
    let is_said = words.iter().all(|word| reasons.contains(word));
    (!is_as_expected || !is_said).then(|| format!("{expected:?} {words:?} but {proposal:?}"))
}

fn check(proposal: &Proposal, expected: &Expected, words: &[&str], what: &str) {
    let difference = difference(proposal, expected, words);
    assert_eq!(difference, None, "{what}");
}

/// Euro cents, text, what is to come of it, and reasons that are said.
const SITUATIONS: &[(i64, &str, Expected, &[&str])] = &[
    // Numbers, however spelled.
    (
        45_673,
        "FACT 2026-000102",
        Applied(&[102]),
        &["number-shortened", "pays-in-full"],
    ),
    (
        45_673,
        "facture n°2026/000102",
        Applied(&[102]),
        &["number-shortened"],
    ),
    (
        45_673,
        "FACT2026-000102",
        Applied(&[102]),
        &["number-shortened"],
    ),
    (45_673, "FA2026-102", Applied(&[102]), &["number-shortened"]),
    (
        45_673,
        "VIR LEFEVRE FA 102",
        Applied(&[102]),
        &["number-shortened"],
    ),
    (
        45_673,
        "VIR ETS LEFEVRE CIE FA2026-O00102",
        Applied(&[102]),
        &[],
    ),
    (45_673, "FA2026-000120", NotApplied, &[]),
    (44_444, "AV 2026-000102", NotApplied, &[]),
    // Lists and ranges.
    (169_130, "FA2026-000101/000102", Applied(&[101, 102]), &[]),
    (
        210_231,
        "ETS LEFEVRE FA 101 à 104",
        Applied(&[101, 102, 103, 104]),
        &["in-named-range"],
    ),
    (
        210_231,
        "LEFEVRE FA2026-000101 A FA2026-000104",
        Applied(&[101, 102, 103, 104]),
        &[],
    ),
    // Names and amounts.
    (
        123_457,
        "VIR ETS LEFEVRE ET CIE",
        Applied(&[101]),
        &["name-agrees", "amount-agrees"],
    ),
    (
        88_813,
        "MENUISERIE MARTN SAS",
        Applied(&[202]),
        &["name-is-like"],
    ),
    (
        88_813,
        "SAS MARTIN MENUISERIE",
        Applied(&[202]),
        &["name-agrees"],
    ),
    (
        88_813,
        "MENUISERIEMARTIN SAS",
        Applied(&[202]),
        &["name-is-like"],
    ),
    (
        64_237,
        "VIR QUINCAILLERIE VIEUX P",
        Applied(&[401]),
        &["name-is-like"],
    ),
    (
        64_237,
        "VIEUX PORT REGLT",
        Applied(&[401]),
        &["name-agrees"],
    ),
    (88_813, "MARTIN", NotApplied, &[]),
    (9_990, "VIR MENUISERIE MARTIN", NotApplied, &[]),
    (
        9_990,
        "VIR MENUISERIE MARTIN NORD",
        First(&[301]),
        &["others-fit-too"],
    ),
    (123_457, "PAIEMENT", NotApplied, &[]),
    (123_457, "VIR TRANSPORTS BELLANGER", NotApplied, &[]),
    // Several invoices.
    (
        169_130,
        "ETS LEFEVRE REGLT FACTURES",
        Applied(&[101, 102]),
        &["sum-agrees"],
    ),
    (
        199_118,
        "ETS LEFEVRE CIE SARL SOLDE",
        Applied(&[101, 102, 103, 104]),
        &[],
    ),
    (
        154_568,
        "LEFEVRE ET CIE FA2026-000101",
        Applied(&[101, 104]),
        &[],
    ),
    (
        19_980,
        "MENUISERIE MARTIN NORD SAS",
        Applied(&[301, 302]),
        &["all-that-was-due"],
    ),
    // Deductions, discounts, fees, charges.
    (
        34_560,
        "ETS LEFEVRE FA2026-000102 - AV2026-000005",
        Applied(&[102]),
        &["deducts-credit-note"],
    ),
    (
        245_019,
        "HOLDING KERVELLA FA2026-000601",
        Applied(&[601]),
        &[],
    ),
    (
        245_019,
        "HOLDING KERVELLA",
        Applied(&[601]),
        &["takes-discount"],
    ),
    (
        62_737,
        "QUINCAILLERIE DU VIEUX PORT",
        NotApplied,
        &["bank-fees"],
    ),
    (
        62_737,
        "QUINCAILLERIE DU VIEUX PORT FA401",
        First(&[401]),
        &["bank-fees"],
    ),
    (
        69_354,
        "QUINCAILLERIE VIEUX PORT FA401",
        Applied(&[106, 401]),
        &[],
    ),
    (
        92_813,
        "MENUISERIE MARTIN SAS 202",
        Applied(&[202]),
        &["includes-fixed-sum"],
    ),
    (100_000, "FA2026-000202", Applied(&[202]), &["pays-more"]),
    (
        50_000,
        "MENUISERIE MARTIN FA2026-000202",
        Applied(&[202]),
        &["pays-less"],
    ),
    (
        50_000,
        "TRANSPORTS BELLANGER FA2026-000202",
        NotApplied,
        &["paid-by-another"],
    ),
    (
        88_813,
        "TRANSPORTS BELLANGER FA2026-000202",
        Applied(&[202]),
        &["pays-in-full"],
    ),
    // Groups.
    (
        71_239,
        "HOLDING KERVELLA",
        Applied(&[501]),
        &["paid-by-group"],
    ),
    (104_570, "HOLDING KERVELLA", First(&[501, 502]), &[]),
    // Noise.
    (123_457, "REMISE CB 123457", NotApplied, &[]),
    (
        9_990,
        "MENUISERIE MARTIN SAS LOYER",
        NotApplied,
        &["word-against"],
    ),
    (52_361, "LOYER SERVICES", Applied(&[701]), &["name-agrees"]),
    (
        50_000,
        "MENUISERIE MARTIN FA2026-000202 CAUTION",
        NotApplied,
        &["word-against"],
    ),
    (7_777, "INTERETS 2026", NotApplied, &[]),
    (7_777, "", NotApplied, &["nothing-known"]),
];

#[test]
fn each_situation_ends_as_a_credit_controller_would_end_it() {
    let index = OpenItemsIndex::of(book());
    let mut differences = Vec::new();
    for (cents, text, expected, words) in SITUATIONS {
        let proposal = propose(&[credit(*cents, text)], &index).remove(0);
        let difference = difference(&proposal, expected, words);
        differences.extend(difference.map(|told| format!("{text}: {told}")));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn what_was_learned_tells_who_pays() {
    let mut known = credit(77_773, "paiement");
    known.remitter_iban = Some("FR7630001007941234567890185".to_string());
    check(
        &proposed_over(book(), known),
        &Applied(&[801]),
        &["known-account"],
        "account",
    );
    let mut named = credit(77_773, "paiement");
    named.remitter_name = Some("SCI du Canal".to_string());
    check(
        &proposed_over(book(), named.clone()),
        &Applied(&[801]),
        &["known-payer-name"],
        "name",
    );
    let mut forgetful = book();
    forgetful.payer_names.clear();
    check(
        &proposed_over(forgetful, named.clone()),
        &NotApplied,
        &[],
        "nothing learned",
    );

    let learned_of = learned(&named, DebtorId(9), &[MatchReason::PaysInFull]);
    assert_eq!(
        learned_of.payer_name.map(|known| known.name),
        Some("SCI du Canal".to_string())
    );
    assert_eq!(learned_of.account, None);
    let by_another = [MatchReason::PaidByAnother { payer: DebtorId(3) }];
    assert_eq!(
        learned(&named, DebtorId(9), &by_another),
        Learned::default()
    );
}

#[test]
fn currencies_are_never_crossed() {
    let mut euros = credit(61_237, "TRANSPORTS BELLANGER");
    check(
        &proposed_over(book(), euros.clone()),
        &NotApplied,
        &[],
        "name",
    );
    euros.text = "TRANSPORTS BELLANGER FA2026-000802".to_string();
    check(
        &proposed_over(book(), euros.clone()),
        &NotApplied,
        &["currency-differs"],
        "number",
    );
    euros.amount = Money::new(61_237, Currency::USD);
    check(
        &proposed_over(book(), euros),
        &Applied(&[802]),
        &["pays-in-full"],
        "dollars",
    );
}

#[test]
fn a_discount_is_taken_until_its_last_day_and_a_few_days_more() {
    for (day, expected) in [(25, Applied(&[601])), (26, NotApplied)] {
        let mut late = credit(245_019, "HOLDING KERVELLA");
        late.booked_on = BOOKED_ON.with().day(day).build().unwrap();
        check(
            &proposed_over(book(), late),
            &expected,
            &[],
            &day.to_string(),
        );
    }
}

#[test]
fn a_debtor_may_ask_for_a_person() {
    let mut asking = book();
    let tags = &mut asking.debtors[1].tags;
    tags.insert(DebtorTag::AskFirst);
    for text in ["FA2026-000202", "MENUISERIE MARTIN SAS"] {
        let proposal = proposed_over(asking.clone(), credit(88_813, text));
        check(&proposal, &First(&[202]), &["asked-to-look"], text);
    }
}

#[test]
fn one_payment_for_a_group_is_applied_where_the_creditor_says_so() {
    let mut willing = book();
    willing.policy.across_a_group = AcrossAGroup::Apply;
    let proposal = proposed_over(willing, credit(104_570, "HOLDING KERVELLA"));
    check(&proposal, &Applied(&[501, 502]), &["sum-agrees"], "group");
}

#[test]
fn what_one_payment_settles_makes_the_next_one_clear() {
    let mut named = credit(9_990, "FA2026-000201");
    named.entry = BankEntryId(2);
    named.booked_on = BOOKED_ON.tomorrow().unwrap();
    let mut left = book();
    left.items
        .retain(|item| item.debtor != DebtorId(3) || item.item == ItemId(301));
    let index = OpenItemsIndex::of(left);
    let unclear = credit(9_990, "VIR MENUISERIE MARTIN REGLEMENT");
    check(
        &propose(std::slice::from_ref(&unclear), &index)[0],
        &Among(&[301]),
        &[],
        "alone",
    );
    let together = propose(&[named, unclear], &index);
    check(&together[1], &Applied(&[201]), &["number-named"], "named");
    check(&together[0], &First(&[301]), &[], "the rest");
}

#[test]
fn swiss_references_are_read() {
    let mut swiss = book();
    let mut invoice = item(900, 9, "3139471430009", 33_337);
    invoice.open = Money::new(33_337, Currency::CHF);
    swiss.items.push(invoice);
    let mut credit = credit(33_337, "");
    credit.amount = Money::new(33_337, Currency::CHF);
    let body = "00000000000003139471430009";
    let right = (0..10)
        .map(|digit| format!("{body}{digit}"))
        .find(|text| qr_body(text).is_some());
    credit.structured_reference = right.unwrap();
    let proposal = proposed_over(swiss, credit);
    check(&proposal, &Applied(&[900]), &["checked-reference"], "QRR");
}

/// Debtor 4 pays 642.37 and debtor 1 1,692.20 (three invoices) by instalments.
fn with_plans() -> Book {
    let mut agreed = book();
    let plan = |debtor: i64, claims: &[i64], amounts: &[i64]| PlannedPayments {
        debtor: DebtorId(debtor),
        claims: claims.iter().copied().map(ItemId).collect(),
        amounts: amounts.iter().copied().map(Money::eur).collect(),
    };
    agreed.plans = vec![
        plan(1, &[101, 102], &[50_000, 100_000, 150_000, 169_130]),
        plan(4, &[401], &[21_412, 42_824, 64_237]),
    ];
    agreed
}

#[test]
fn an_instalment_of_a_plan_is_applied_and_no_other_part() {
    let planned = &["pays-the-plan"];
    let table: &[(i64, &str, Expected, &[&str])] = &[
        (
            21_412,
            "QUINCAILLERIE DU VIEUX PORT",
            Applied(&[401]),
            planned,
        ),
        (
            42_824,
            "QUINCAILLERIE DU VIEUX PORT",
            Applied(&[401]),
            planned,
        ),
        (21_400, "QUINCAILLERIE DU VIEUX PORT", NotApplied, &[]),
        (21_412, "VIR SEPA RECU", NotApplied, &[]),
        (21_412, "MENUISERIE MARTIN SAS", NotApplied, &[]),
        (
            50_000,
            "ETABLISSEMENTS LEFEVRE ET CIE",
            Applied(&[101]),
            planned,
        ),
        (
            150_000,
            "ETABLISSEMENTS LEFEVRE ET CIE",
            Applied(&[101, 102]),
            planned,
        ),
    ];
    for (cents, text, expected, words) in table {
        let proposal = proposed_over(with_plans(), credit(*cents, text));
        check(&proposal, expected, words, &format!("{text} {cents}"));
    }
}

#[test]
fn instalments_of_one_day_are_each_the_next() {
    let index = OpenItemsIndex::of(with_plans());
    let credits: Vec<IncomingCredit> = [21_412, 21_412, 21_413, 21_412]
        .iter()
        .zip(1..)
        .map(|(cents, entry)| IncomingCredit {
            entry: BankEntryId(entry),
            ..credit(*cents, "QUINCAILLERIE DU VIEUX PORT")
        })
        .collect();
    let proposals = propose(&credits, &index);
    for proposal in &proposals[..2] {
        check(proposal, &Applied(&[401]), &["pays-the-plan"], "the next");
    }
    check(
        &proposals[2],
        &Applied(&[401]),
        &[],
        "what is left, to the cent",
    );
    check(&proposals[3], &NotApplied, &[], "all was paid");
}

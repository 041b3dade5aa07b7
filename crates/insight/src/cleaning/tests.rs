use jiff::civil::date;
use receivables::currency::Currency;

use super::*;

const TODAY: Date = date(2026, 11, 25);

fn debtor(id: i64, name: &str) -> BookDebtor {
    BookDebtor {
        id: DebtorId(id),
        name: name.to_string(),
        kind: DebtorKind::Business,
        country: "FR".to_string(),
        siren: None,
        vat_number: None,
        post_code: None,
        accounts: Vec::new(),
        reach: Reach::Works,
    }
}

fn item(id: i64, debtor: i64, number: &str, minor: i64, due_on: Date) -> BookItem {
    let amount = Money::new(minor, Currency::EUR);
    BookItem {
        id: ItemId(id),
        debtor: DebtorId(debtor),
        kind: if minor > 0 {
            ItemKind::Invoice
        } else {
            ItemKind::CreditNote
        },
        reference: number.to_string(),
        issued_on: due_on,
        due_on,
        instalment: 0,
        amount,
        open: amount,
        unconfirmed: None,
    }
}

fn found(debtors: Vec<BookDebtor>, items: Vec<BookItem>) -> Vec<Finding> {
    findings(&Book {
        today: TODAY,
        debtors,
        items,
        recovery: Recovery::default(),
    })
}

fn whats(findings: &[Finding]) -> Vec<&What> {
    findings.iter().map(|finding| &finding.what).collect()
}

#[test]
fn debtors_of_one_name_are_proposed_together_unless_their_company_numbers_differ() {
    let pair = |first: Option<&str>, second: Option<&str>| {
        let mut one = debtor(1, "Établissements Dupont SARL");
        let mut two = debtor(2, "DUPONT");
        one.siren = first.map(str::to_string);
        two.siren = second.map(str::to_string);
        found(vec![one, two], Vec::new())
    };
    let by = |by| vec![What::DuplicateDebtors { by }];
    let table = [
        (pair(None, None), by(SameBy::Name)),
        (pair(Some("732829320"), None), by(SameBy::Name)),
        (
            pair(Some("732 829 320"), Some("732829320")),
            by(SameBy::Siren),
        ),
        (pair(Some("732829320"), Some("552100554")), Vec::new()),
    ];
    for (findings, expected) in table {
        assert_eq!(whats(&findings), expected.iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_number_that_fails_its_check_is_told_with_what_the_debtor_owes() {
    let mut wrong = debtor(1, "Dupont");
    wrong.siren = Some("404833047".into());
    wrong.vat_number = Some("FR84404833048".into());
    wrong.accounts = vec!["FR7630006000011234567890188".into()];
    let mut right = debtor(2, "Durand");
    right.siren = Some("732 829 320".into());
    right.vat_number = Some("FR44732829320".into());
    right.accounts = vec!["FR7630006000011234567890189".into(), "0012345678901".into()];
    let mut foreign = debtor(3, "Peeters");
    foreign.country = "BE".into();
    foreign.siren = Some("0403019261".into());
    let mut idle = wrong.clone();
    idle.id = DebtorId(4);
    idle.name = "Lemaire".into();
    let due = date(2026, 11, 1);
    let items = (1..=3).map(|id| item(id, id, &format!("FA-10{id}"), 1200 * id, due));
    let found = found(vec![wrong, right, foreign, idle], items.collect());
    let numbers = |what: &&Finding| what.what.heading() == Heading::Identifiers;
    let told: Vec<(DebtorId, &str)> = found
        .iter()
        .filter(numbers)
        .filter_map(|one| Some((one.debtors[0], one.what.number()?)))
        .collect();
    let all = ["FR7630006000011234567890188", "404833047", "FR84404833048"];
    assert_eq!(told, all.map(|number| (DebtorId(1), number)), "{found:?}");
    let stake: Vec<i64> = found[0].at_stake.iter().map(|sum| sum.minor).collect();
    assert_eq!(stake, [1200]);
}

#[test]
fn a_siret_is_judged_as_one_and_another_wrong_number_is_another_finding() {
    let told = |siren: &str| {
        let mut one = debtor(1, "Dupont");
        one.siren = Some(siren.into());
        let found = found(vec![one], vec![item(1, 1, "FA-101", 1200, TODAY)]);
        found.first().map(Finding::key)
    };
    assert_eq!(told("73282932000074"), None);
    assert_eq!(told("35600000049837"), None);
    assert_eq!(told(""), None);
    let first = told("73282932000075");
    assert!(first.is_some());
    assert_ne!(first, told("73282932000076"));
}

#[test]
fn a_mark_shared_by_many_debtors_means_nothing() {
    let many = (1..20).map(|id| debtor(id, "Divers clients")).collect();
    assert_eq!(found(many, Vec::new()), []);
}

#[test]
fn an_invoice_that_came_twice_shows_what_would_be_chased_twice() {
    let findings = found(
        vec![debtor(1, "Alpha Bois"), debtor(2, "Beta Fer")],
        vec![
            item(1, 1, "FA-101", 12_000, TODAY),
            item(2, 2, "FA101", 12_000, TODAY),
            item(3, 1, "FA-102", 12_000, TODAY),
        ],
    );
    assert_eq!(
        whats(&findings),
        [&What::DuplicateInvoices {
            number: "FA-101".into()
        }]
    );
    assert_eq!(findings[0].at_stake.of(Currency::EUR).minor, 12_000);
}

#[test]
fn a_credit_beside_claims_says_how_many_it_closes() {
    let findings = found(
        vec![debtor(1, "Alpha Bois")],
        vec![
            item(1, 1, "FA-101", 12_000, date(2026, 10, 1)),
            item(2, 1, "FA-102", 5_000, date(2026, 10, 5)),
            item(3, 1, "AV-1", -13_000, date(2026, 10, 5)),
        ],
    );
    assert_eq!(whats(&findings), [&What::UnusedCredit { closes: 1 }]);
    assert_eq!(findings[0].at_stake.of(Currency::EUR).minor, -13_000);
}

#[test]
fn nobody_to_write_to_matters_only_where_something_is_overdue() {
    let mut alone = debtor(1, "Alpha Bois");
    alone.reach = Reach::Nothing;
    let mut bounced = debtor(2, "Beta Fer");
    bounced.reach = Reach::Bounces;
    let late = date(2026, 11, 1);
    let coming = date(2026, 12, 24);
    let table = [(late, 2), (coming, 0)];
    for (due_on, count) in table {
        let items = vec![
            item(1, 1, "FA-1", 100, due_on),
            item(2, 2, "FA-2", 100, due_on),
        ];
        assert_eq!(
            found(vec![alone.clone(), bounced.clone()], items).len(),
            count
        );
    }
}

#[test]
fn old_claims_are_prescribed_by_the_law_of_their_debtor() {
    let business = debtor(1, "Alpha Bois");
    let consumer = BookDebtor {
        kind: DebtorKind::Consumer,
        ..debtor(1, "Mme Blanc")
    };
    let public = BookDebtor {
        kind: DebtorKind::Public,
        ..debtor(1, "Mairie de Nantes")
    };
    let foreign = BookDebtor {
        country: "DE".into(),
        ..debtor(1, "Holz GmbH")
    };
    let too_old = |minor: i64| What::TooOld {
        expected: Money::new(minor * 3 / 16, Currency::EUR),
        fee: Money::new(minor / 16, Currency::EUR),
    };
    let table = [
        (
            &business,
            date(2021, 11, 25),
            Some(What::Prescribed {
                since_on: date(2026, 11, 25),
            }),
        ),
        (
            &business,
            date(2022, 1, 31),
            Some(What::PrescribedSoon {
                on: date(2027, 1, 31),
            }),
        ),
        (&business, date(2024, 1, 31), Some(too_old(160_000))),
        (&business, date(2026, 3, 31), None),
        (
            &consumer,
            date(2024, 11, 24),
            Some(What::Prescribed {
                since_on: date(2026, 11, 24),
            }),
        ),
        (
            &public,
            date(2021, 12, 31),
            Some(What::Prescribed {
                since_on: date(2026, 1, 1),
            }),
        ),
        (&foreign, date(2015, 1, 1), Some(too_old(160_000))),
    ];
    for (debtor, due_on, expected) in table {
        let findings = found(
            vec![debtor.clone()],
            vec![item(1, 1, "FA-1", 160_000, due_on)],
        );
        let found = findings.first().map(|finding| finding.what.clone());
        assert_eq!(found, expected, "{} {due_on}", debtor.name);
    }
}

#[test]
fn the_order_of_what_is_given_does_not_matter() {
    let debtors = vec![debtor(1, "Alpha Bois"), debtor(2, "ALPHA BOIS SAS")];
    let items = vec![
        item(1, 1, "FA-101", 12_000, date(2026, 1, 1)),
        item(2, 2, "FA-101", 12_000, date(2026, 1, 1)),
        item(3, 2, "AV-9", -500, date(2026, 1, 1)),
    ];
    let one = found(debtors.clone(), items.clone());
    let other = found(debtors, items.into_iter().rev().collect());
    let keys = |findings: &[Finding]| findings.iter().map(Finding::key).collect::<Vec<_>>();
    assert_eq!(one.len(), other.len());
    assert_eq!(
        keys(&one)
            .iter()
            .filter(|key| key.starts_with("duplicate-debtors"))
            .count(),
        keys(&other)
            .iter()
            .filter(|key| key.starts_with("duplicate-debtors"))
            .count()
    );
}

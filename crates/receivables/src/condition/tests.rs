use jiff::civil::date;

use super::*;
use crate::decide::testing::{account, invoice};
use crate::fact::{Dispute, DisputeReason};
use crate::identity::{DisputeId, ItemId};
use crate::money::Money;

fn faults(text: &str) -> Vec<(usize, usize, Fault)> {
    match Condition::parse(text, Currency::EUR) {
        Ok(condition) => panic!("{text} was read as {:?}", condition.test()),
        Err(problems) => problems
            .into_iter()
            .map(|problem| (problem.line, problem.column, problem.fault))
            .collect(),
    }
}

/// An account that owes 12 400.00 EUR, 2 400.00 of it 62 days late on 2 June 2026.
fn late_account() -> crate::account::Account {
    let mut account = account();
    account.items.push(invoice(1, 240_000, date(2026, 4, 1)));
    account.items.push(invoice(2, 1_000_000, date(2026, 6, 20)));
    account.debtor.country = "FR".to_string();
    account.debtor.tags = vec!["key-account".to_string()];
    account.debtor.traits.sector = "retail".to_string();
    account
        .debtor
        .traits
        .own
        .insert("contract".to_string(), "annual".to_string());
    account.debtor.address = Some(crate::decide::testing::address());
    account
}

fn holds(text: &str) -> bool {
    let account = late_account();
    let behaviour = Behaviour {
        paid_invoices: 4,
        average_days_late: Some(21),
    };
    let facts = Facts::of(&account, (date(2026, 6, 2), Currency::EUR), behaviour);
    let condition =
        Condition::parse(text, Currency::EUR).unwrap_or_else(|p| panic!("{text}: {p:?}"));
    let again = written(condition.test(), Currency::EUR);
    let same = Condition::parse(&again, Currency::EUR).unwrap_or_else(|p| panic!("{again}: {p:?}"));
    assert_eq!(same.holds(&facts), condition.holds(&facts), "{again}");
    assert_eq!(written(same.test(), Currency::EUR), again);
    condition.holds(&facts)
}

#[test]
fn what_is_known_of_an_account_can_be_asked() {
    for text in [
        "overdue > 1000",
        "overdue >= 2400.00 && outstanding == 12400",
        "money(\"EUR\", 2400) <= overdue",
        "days_late == 62",
        "open_invoices == 2 && overdue_invoices == 1",
        "country == \"FR\" && country in ['FR', 'BE']",
        "department == \"33\" && post_code.startsWith('33')",
        "\"key-account\" in tags && !(\"small\" in tags)",
        "sector == 'retail' && own.contract == 'annual' && own[\"contract\"] != ''",
        "has(own.contract) && !has(own.colour)",
        "average_days_late > 15 && paid_invoices >= 3",
        "largest_invoice > overdue",
        "has_email && open_disputes == 0 && kind == 'business'",
        "overdue_in(\"USD\") == 0 && overdue_in('EUR') > 1000",
        "terms_days == 30 || terms_days in [30, 60]",
        "true || overdue > 1",
        "(kind == \"public\") == false",
        "-1 < days_late",
        "name == \"Acme\" // as it is written",
    ] {
        assert!(holds(text), "{text}");
    }
    for text in [
        "overdue > 2400",
        "days_late > 62",
        "kind == 'public'",
        "false",
        "name.contains('é')",
    ] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn a_contested_part_is_known() {
    let mut account = late_account();
    account.disputes.push(Dispute {
        id: DisputeId(1),
        item: ItemId(1),
        amount: Some(Money::eur(90_000)),
        reason: DisputeReason::Price,
        opened_on: date(2026, 5, 1),
        closed_on: None,
        award: None,
    });
    let facts = Facts::of(
        &account,
        (date(2026, 6, 2), Currency::EUR),
        Behaviour::default(),
    );
    let condition =
        Condition::parse("disputed == 900 && open_disputes == 1", Currency::EUR).unwrap();
    assert!(condition.holds(&facts));
}

#[test]
fn what_is_not_known_does_not_compare() {
    let account = account();
    let facts = Facts::of(
        &account,
        (date(2026, 6, 2), Currency::EUR),
        Behaviour::default(),
    );
    for (text, expected) in [
        ("average_days_late > -100", false),
        ("average_days_late < 100", false),
        ("sector == \"\"", true),
    ] {
        let condition = Condition::parse(text, Currency::EUR).unwrap();
        assert_eq!(condition.holds(&facts), expected, "{text}");
    }
}

#[test]
fn each_slip_has_its_place_and_what_to_write() {
    let meant = |name: &str, meant| Fault::UnknownName {
        name: name.to_string(),
        meant,
    };
    let checks = [
        ("", (1, 1, Fault::Empty)),
        ("overdue = 5", (1, 9, Fault::SingleEquals)),
        (
            "overdue > 5 and days_late > 3",
            (
                1,
                13,
                Fault::WordForSign {
                    word: "and".into(),
                    sign: "&&",
                },
            ),
        ),
        ("country == \"FR", (1, 12, Fault::OpenQuote)),
        ("(overdue > 5", (1, 1, Fault::OpenBracket)),
        (
            "overdue > 5\n&& pays == \"FR\"",
            (2, 4, meant("pays", Some(Field::Country))),
        ),
        (
            "\"é\" in tags && overdeu > 1",
            (1, 16, meant("overdeu", Some(Field::Overdue))),
        ),
        (
            "overdue > \"FR\"",
            (
                1,
                11,
                Fault::Mismatch {
                    field: Field::Overdue,
                    found: Found::Text,
                },
            ),
        ),
        (
            "days_late > overdue",
            (
                1,
                13,
                Fault::Mismatch {
                    field: Field::DaysLate,
                    found: Found::Field(Unit::Amount),
                },
            ),
        ),
        (
            "country > \"FR\"",
            (
                1,
                11,
                Fault::NoOrder {
                    field: Field::Country,
                },
            ),
        ),
        (
            "days_late > 1.5",
            (
                1,
                13,
                Fault::NotWhole {
                    number: "1.5".into(),
                },
            ),
        ),
        (
            "overdue > 1.005",
            (
                1,
                11,
                Fault::NotAnAmount {
                    amount: "1.005".into(),
                    currency: Currency::EUR,
                },
            ),
        ),
        (
            "kind == \"publik\"",
            (
                1,
                9,
                Fault::UnknownWord {
                    field: Field::Kind,
                    word: "publik".into(),
                    meant: Some("public"),
                },
            ),
        ),
        (
            "overdue > money(\"USD\", 10)",
            (
                1,
                11,
                Fault::TwoCurrencies {
                    field: Field::Overdue,
                    kept_in: Currency::EUR,
                    asked: Currency::USD,
                },
            ),
        ),
        (
            "overdue_in(\"USD\") > overdue",
            (
                1,
                21,
                Fault::TwoCurrencies {
                    field: Field::Overdue,
                    kept_in: Currency::USD,
                    asked: Currency::EUR,
                },
            ),
        ),
        (
            "credits > money(\"USD\", 10)",
            (
                1,
                11,
                Fault::OneCurrency {
                    field: Field::Credits,
                },
            ),
        ),
        (
            "overdue > money(\"XYZ\", 10)",
            (1, 17, Fault::UnknownCurrency { code: "XYZ".into() }),
        ),
        (
            "overdue",
            (
                1,
                1,
                Fault::NotACondition {
                    field: Some(Field::Overdue),
                },
            ),
        ),
        ("1 < 2", (1, 1, Fault::NothingAsked)),
        ("country in []", (1, 12, Fault::EmptyList)),
        (
            "large(overdue)",
            (
                1,
                1,
                Fault::UnknownFunction {
                    name: "large".into(),
                },
            ),
        ),
        (
            "tags == \"x\"",
            (
                1,
                1,
                Fault::Mismatch {
                    field: Field::Tags,
                    found: Found::Text,
                },
            ),
        ),
    ];
    for (text, expected) in checks {
        let found = faults(text);
        assert_eq!(found.first(), Some(&expected), "{text}");
    }
    assert_eq!(
        faults("pays == 'FR' && overdeu > 1").len(),
        2,
        "every problem is told"
    );
}

#[test]
fn what_no_person_writes_is_refused_and_not_crashed_on() {
    for text in [
        "(".repeat(3000),
        "!".repeat(3000) + "has_email",
        "overdue > 1 && ".repeat(250) + "overdue > 1",
        "tags.exists(t, t == 'x')".to_string(),
        "overdue + 1 > 3".to_string(),
        "overdue > 99999999999999999999".to_string(),
        "a ? b : c".to_string(),
        "own > 3".to_string(),
        "b'x' == null".to_string(),
        "{'a': 1}.a == 1".to_string(),
        "overdue > 1;".to_string(),
        "é".to_string(),
    ] {
        // The long one is a condition; the others are told what is wrong.
        let read = Condition::parse(&text, Currency::EUR);
        assert_eq!(read.is_ok(), text.starts_with("overdue > 1 &&"), "{text}");
    }
}

#[test]
fn it_says_the_day_it_can_turn_by_itself() {
    let account = late_account();
    let facts = Facts::of(
        &account,
        (date(2026, 6, 2), Currency::EUR),
        Behaviour::default(),
    );
    let turns = |text: &str| {
        Condition::parse(text, Currency::EUR)
            .unwrap()
            .turns_on(&facts)
    };
    assert_eq!(turns("days_late > 90"), Some(date(2026, 6, 30)));
    assert_eq!(turns("days_late == 62"), Some(date(2026, 6, 3)));
    assert_eq!(turns("days_late > 30"), None);
    assert_eq!(turns("overdue > 5000"), Some(date(2026, 6, 21)));
    assert_eq!(turns("average_days_late > 5"), Some(date(2026, 7, 1)));
    assert_eq!(turns("country == 'FR'"), None);
    assert_eq!(
        turns("country == 'FR' || overdue > 5000 && days_late > 90"),
        Some(date(2026, 6, 21))
    );
}

/// Days run one by one: on every day between two that were told, the answer is that of the first.
#[test]
fn nothing_turns_on_a_day_that_was_not_told() {
    let account = late_account();
    for text in [
        "days_late > 90",
        "days_late == 80",
        "overdue > 5000 || days_late in [70, 71]",
        "overdue_invoices > 1",
        "largest_invoice > overdue",
    ] {
        let condition = Condition::parse(text, Currency::EUR).unwrap();
        let mut day = date(2026, 3, 1);
        let mut told: Option<(bool, Option<Date>)> = None;
        while day < date(2026, 12, 1) {
            let facts = Facts::of(&account, (day, Currency::EUR), Behaviour::default());
            let now = condition.holds(&facts);
            let may_turn = told.is_none_or(|(_, turns_on)| turns_on.is_some_and(|on| on <= day));
            match told {
                Some((before, _)) if !may_turn => assert_eq!(now, before, "{text} on {day}"),
                _ => told = Some((now, condition.turns_on(&facts))),
            }
            day = day.tomorrow().unwrap();
        }
    }
}

#[test]
fn clicked_criteria_are_the_typed_text() {
    for (field, sign, value, expected) in [
        (Field::Overdue, ">", "1 000,50", "overdue > 1000.50"),
        (
            Field::Country,
            "in",
            "FR, BE",
            "country in [\"FR\", \"BE\"]",
        ),
        (
            Field::Tags,
            "!=",
            "key \"account\"",
            "!(\"key \\\"account\\\"\" in tags)",
        ),
        (Field::HasEmail, "!=", "", "!has_email"),
        (
            Field::PostCode,
            "startsWith",
            "33",
            "post_code.startsWith(\"33\")",
        ),
    ] {
        let text = write::criterion(field, sign, value);
        assert_eq!(text, expected);
        assert!(Condition::parse(&text, Currency::EUR).is_ok(), "{text}");
    }
}

use receivables::debtor::Language;

use super::*;

fn both(text: &str) -> [String; 2] {
    [Language::French, Language::English].map(|language| {
        let wording = Wording::new(language);
        let said = match Condition::parse(text, Currency::EUR) {
            Ok(condition) => sentence(&condition, &wording),
            Err(problems) => problem(&problems[0], &wording),
        };
        said.replace(['\u{a0}', '\u{202f}'], " ")
    })
}

#[test]
fn a_condition_is_a_sentence_in_both_languages() {
    let checks = [
        (
            "overdue > 1000 && country == 'FR'",
            "échu : plus de 1 000,00 € et pays : FR",
            "overdue: more than €1,000.00 and country: FR",
        ),
        (
            "days_late >= 1 && (kind == 'public' || !('small' in tags))",
            "jours de retard : au moins 1 jour et (nature : administration ou sans l’étiquette « small »)",
            "days late: at least 1 day and (nature: public body or not tagged “small”)",
        ),
        (
            "!has_email || sector != 'retail'",
            "sans adresse e-mail ou secteur : pas « retail »",
            "no e-mail address or sector: not “retail”",
        ),
    ];
    for (text, french, english) in checks {
        let [in_french, in_english] = both(text);
        assert_eq!(in_english, english);
        assert_eq!(in_french, french);
    }
}

#[test]
fn every_fault_and_field_has_words_in_both_languages() {
    for language in [Language::French, Language::English] {
        let wording = Wording::new(language);
        for field in Field::ALL {
            assert!(!field_name(*field, &wording).contains('⟦'), "{field:?}");
            assert!(!unit_name(field.unit(), &wording).contains('⟦'));
            for choice in field.choices() {
                let key = format!("choice-{}-{choice}", field.name());
                assert!(wording.has(&key), "{key}");
            }
            assert!(
                Condition::parse(&example(*field), Currency::EUR).is_ok(),
                "{field:?}"
            );
        }
        for sign in [
            ">",
            ">=",
            "<",
            "<=",
            "==",
            "!=",
            "in",
            "startsWith",
            "endsWith",
            "contains",
        ] {
            assert!(!comparison_name(sign, &wording).contains('⟦'), "{sign}");
        }
        for text in [
            "",
            "overdue = 1",
            "overdue > 1 and true",
            "name == \"",
            "(true",
            "overdue >",
            "overdue > 1 2",
            "pays == 'FR'",
            "quux > 1",
            "large(overdue)",
            "overdue + 1 > 2",
            "own.x > 1",
            "overdue > money('XX', 1)",
            "overdue > 1.005",
            "days_late > 0.5",
            "1 < 2",
            "1",
            "overdue",
            "country in []",
            "overdue > 'x'",
            "overdue > money('USD', 1)",
            "credits > money('USD', 1)",
            "kind == 'publik'",
            "kind == 'x'",
            "country == 'France'",
            "country > 'FR'",
            "tags == 'x'",
        ] {
            let problems = Condition::parse(text, Currency::EUR).expect_err(text);
            for one in &problems {
                let said = problem(one, &wording);
                assert!(
                    !said.contains('⟦') && !said.contains("{ $"),
                    "{text}: {said}"
                );
            }
        }
    }
}

#[test]
fn what_to_write_is_in_the_message() {
    let [french, english] = both("overdue > 1 &&\npays == 'FR'");
    assert!(french.starts_with("ligne 2, caractère 1"), "{french}");
    assert!(french.contains("country"), "{french}");
    assert!(english.starts_with("line 2, character 1"), "{english}");
    let [_, english] = both("overdue > money('USD', 1)");
    assert!(english.contains("overdue_in(\"USD\")"), "{english}");
}

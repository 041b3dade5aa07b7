use jiff::civil::date;

use super::*;

fn said(text: &str) -> Vec<Said> {
    let found = statements(text, Some(date(2026, 11, 26)));
    found.into_iter().map(|one| one.said).collect()
}

#[test]
fn an_answer_may_say_several_things_each_with_its_sentence() {
    let text = "Bonjour,\n\nLa facture F-12 est contestée : le tarif est faux. \
                Pour la F-13, un virement de 1 200,50 € part vendredi.\n\nCordialement";
    let found = statements(text, Some(date(2026, 11, 26)));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        found[0].said,
        Said::Contests {
            why: Contested::Price
        }
    );
    assert!(found[0].quote.starts_with("La facture F-12"), "{found:?}");
    let amount = SaidAmount {
        amount: "1200.50".parse().unwrap(),
        currency: "EUR".to_string(),
    };
    assert_eq!(
        found[1].said,
        Said::WillPay {
            on: Some(date(2026, 11, 27)),
            amount: Some(amount)
        }
    );
    assert!(found[1].quote.contains("part vendredi"), "{found:?}");
}

#[test]
fn of_two_sentences_of_a_kind_the_one_with_the_day_is_kept() {
    let text = "Nous allons régler cette facture. Le virement partira le 4 décembre.";
    let on = Some(date(2026, 12, 4));
    assert_eq!(said(text), [Said::WillPay { on, amount: None }]);
}

#[test]
fn a_refusal_and_a_question_promise_nothing() {
    for text in [
        "Nous ne paierons pas cette facture.",
        "Le virement sera-t-il accepté vendredi ?",
        "",
        "???",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
    let text = "We cannot pay this before January.";
    assert_eq!(said(text), [Said::AsksDelay { until: None }], "{text}");
}

#[test]
fn any_text_is_read_without_a_day_of_writing() {
    for text in [
        "virement vendredi",
        "€",
        "paid",
        "é".repeat(20_000).as_str(),
    ] {
        let _ = statements(text, None);
    }
}

#[test]
fn what_no_phrase_says_is_found_by_its_likeness_with_its_day_and_amount() {
    let text = "Bonjour, vous aurez votre argent vendredi, soit 1 200,50 €.";
    let on = Some(date(2026, 11, 26));
    assert_eq!(statements_found_by(FoundBy::Phrase, text, on), []);
    let found = statements(text, on);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].found_by, FoundBy::Likeness);
    let amount = SaidAmount {
        amount: "1200.50".parse().unwrap(),
        currency: "EUR".to_string(),
    };
    let on = Some(date(2026, 11, 27));
    let amount = Some(amount);
    assert_eq!(found[0].said, Said::WillPay { on, amount });
}

#[test]
fn a_finding_of_a_phrase_is_never_changed_by_likeness() {
    let text = "Le virement partira demain. Vous aurez l'argent le 4 décembre.";
    let on = Some(date(2026, 11, 26));
    let by_phrases = statements_found_by(FoundBy::Phrase, text, on);
    assert_eq!(by_phrases.len(), 1, "{by_phrases:?}");
    assert_eq!(statements(text, on)[0], by_phrases[0]);
}

#[test]
fn the_plainest_contestation_is_found() {
    let why = Contested::Other;
    assert_eq!(
        said("Nous contestons la facture F-2026-002."),
        [Said::Contests { why }]
    );
}

#[test]
fn what_says_that_nothing_is_contested_is_no_contestation() {
    for text in [
        "Nous ne contestons pas cette facture.",
        "We do not dispute the amount.",
        "Nous ne sommes pas en redressement judiciaire.",
        "The payment was rejected by the bank.",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn a_finding_kept_before_there_were_two_ways_reads_as_found_by_a_phrase() {
    let kept = r#"{"said":{"says":"asks-plan"},"quote":"En trois fois ?"}"#;
    let read: Statement = serde_json::from_str(kept).unwrap();
    assert_eq!(read.found_by, FoundBy::Phrase);
    let again = serde_json::to_string(&read).unwrap();
    assert!(again.ends_with(r#""found_by":"phrase"}"#), "{again}");
}

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
        "We cannot pay this before January.",
        "",
        "???",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
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

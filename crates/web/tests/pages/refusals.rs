//! What the desk refuses is said in the language of the reader, on the page the act came from.

use axum::http::StatusCode;
use receivables::account::Mode;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_said_in_the_language_of_the_reader() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let item = scene.invoice(debtor, "F-101", 120_000, 20).await;
    let mut browser = scene.signed_in().await;
    let path = format!("/debtors/{debtor}");
    let fields = [
        ("item", &*item.to_string()),
        ("amount", "1300"),
        ("pay_on", "2026-03-20"),
    ];
    for (code, sentence) in [
        (
            "fr",
            "Le montant doit être supérieur à zéro et de 1\u{202f}200,00\u{a0}€ au plus.",
        ),
        (
            "en",
            "The amount must be more than zero and at most €1,200.00.",
        ),
    ] {
        let language = [("language", code), ("back", path.as_str())];
        browser.post("/language", &language).await;
        let answer = browser.post(&format!("{path}/promises"), &fields).await;
        assert_eq!(answer.location(), path, "{}", answer.text);
        let page = browser.get(&path).await;
        assert!(page.text.contains(sentence), "{sentence} in {}", page.text);
        let again = browser.get(&path).await;
        assert!(!again.text.contains(sentence), "said once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_told_a_refusal_in_the_language_of_the_reader() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    browser.headers.push(("accept", "application/json"));
    let file: (&str, &[u8]) = ("vide.txt", b"");
    let answer = browser
        .upload("/imports", &[("writing", "for-real")], file)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    let words = told["words"].as_str().unwrap();
    assert!(
        words.starts_with("Le fichier vide.txt est vide\u{a0}: envoyez"),
        "{words}"
    );
}

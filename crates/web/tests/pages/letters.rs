//! Letters to post: the pile, and the postal address that a letter needs.

use receivables::account::Mode;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_waits_on_the_pile_and_is_posted() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor_without_mail("C001").await;
    scene.invoice(debtor, "F-101", 120_000, 60).await;
    let mut browser = scene.signed_in().await;
    let address = [
        ("lines", "3 impasse du Port\n\nZone nord"),
        ("post_code", "44000"),
        ("town", "Nantes"),
        ("country", "fr"),
    ];
    let account = format!("/debtors/{debtor}");
    browser.post(&format!("{account}/address"), &address).await;
    let shown = browser.get(&account).await;
    assert!(
        shown.text.contains("L’adresse postale est gardée"),
        "{}",
        shown.text
    );
    assert!(shown.text.contains("value=\"44000\""), "{}", shown.text);
    scene.follow_one_step("formal-letter", "letter").await;
    scene.run().await;
    let pile = browser.get("/letters").await;
    for words in ["44000 Nantes", "À imprimer"] {
        assert!(pile.text.contains(words), "{words} in {}", pile.text);
    }
    let id = pile.text.split("name=\"letter\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap().to_string();
    browser.post("/letters/printed", &[("letter", &*id)]).await;
    let missing = browser.get("/letters").await;
    assert!(
        missing.text.contains("cargo build -p letters"),
        "{}",
        missing.text
    );
    let posted = [("letter", &*id), ("posted_on", "2026-03-02")];
    let answer = browser.post("/letters/posted", &posted).await;
    assert_eq!(answer.location(), "/letters");
    let pile = browser.get("/letters").await;
    assert!(
        pile.text.contains("Aucune lettre n’attend"),
        "{}",
        pile.text
    );
    assert!(pile.text.contains("Une lettre est notée"), "{}", pile.text);
}

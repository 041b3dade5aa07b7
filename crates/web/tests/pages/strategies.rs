//! Strategies on the screens: read on their days, checked, tried on the past, published in versions.

use receivables::account::Mode;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_strategy_is_read_checked_tried_and_published() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 20).await;
    let mut browser = scene.signed_in().await;
    let page = browser.get("/strategies").await;
    assert!(page.text.contains("celui de l’entreprise"), "{}", page.text);
    let page = browser.get("/strategies/b2b-france").await;
    for words in ["Versions", "Essayer sur l’année écoulée", "[strategy]"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let mut reader = scene.desk.store().reader().await.unwrap();
    let versions = store::strategy_version::latest(&mut reader, scene.seat.creditor).await;
    drop(reader);
    let text = versions
        .unwrap()
        .into_iter()
        .find(|version| version.key == "b2b-france")
        .unwrap()
        .text;
    let broken = text.replacen("[[step]]", "[[step]]\nwhen = \"overdu > 10\"", 1);
    let sent = [
        ("key", "b2b-france"),
        ("act", "publish"),
        ("text", broken.as_str()),
    ];
    let page = browser.post("/strategies", &sent).await;
    assert!(
        page.text.contains("Rien n’a été publié") && page.text.contains("overdu"),
        "{}",
        page.text
    );
    let changed = text.replacen("[[step]]", "[[step]]\nwhen = \"overdue > 10\"", 1);
    let sent = [
        ("key", "b2b-france"),
        ("act", "try"),
        ("text", changed.as_str()),
    ];
    let page = browser.post("/strategies", &sent).await;
    for words in ["Modifié par rapport", "Essai à blanc du", "si échu"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let sent = [
        ("key", "b2b-france"),
        ("act", "publish"),
        ("text", changed.as_str()),
    ];
    let answer = browser.post("/strategies", &sent).await;
    let page = browser.get(answer.location()).await;
    for words in ["Version 2", "Version 1", "Le scénario est publié"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let copy = browser.get("/strategies/new?from=b2b-france").await;
    assert!(copy.text.contains("b2b-france-2"), "{}", copy.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn past_and_coming_days_are_counted_beside_another_strategy() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 120).await;
    let mut browser = scene.signed_in().await;
    let page = browser.get("/replay?calls=1").await;
    for words in [
        "Essai à blanc du",
        "Messages et appels",
        "Jours à plus de 1 appels",
    ] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let asked = "/replay?days=ahead&strategy=b2b-france-firm&everybody=yes";
    let page = browser.get(asked).await;
    for words in ["si personne ne payait", "ferme"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let unknown = browser.get("/replay?strategy=none").await;
    assert_eq!(unknown.status, axum::http::StatusCode::NOT_FOUND);
}

//! The texts of messages: listed, written, looked at, put in force, given back.

use receivables::account::Mode;

use crate::scene::Scene;

const BODY: &str = "{{ salutation }}\r\n\r\nNos mots à nous <b>.\r\n\r\n{{ statement }}";

fn form(body: &str) -> Vec<(&'static str, &str)> {
    [
        ("name", "first-notice"),
        ("kind", "message"),
        ("language", "fr"),
        ("tone", "2"),
        ("subject", "Un mot sur {{ references }}"),
        ("body", body),
        ("why", "plus court"),
    ]
    .into()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_looked_at_kept_and_given_back() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C1", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F1", 120_000, 6).await;
    scene.run().await;
    let mut browser = scene.signed_in().await;
    let list = browser.get("/templates").await.text;
    assert!(list.contains("/templates/first-notice/fr"), "{list}");
    assert!(!list.contains(">le vôtre<"), "{list}");
    let page = browser.get("/templates/first-notice/fr").await.text;
    assert!(page.contains("Sauf erreur de notre part"), "{page}");
    assert!(page.contains("<code>payment_asked_by</code>"), "{page}");

    let looked = browser.post("/templates/preview", &form(BODY)).await;
    assert!(looked.text.contains("Un mot sur F1"), "{}", looked.text);
    assert!(
        looked.text.contains("Nos mots à nous &lt;b&gt;"),
        "{}",
        looked.text
    );
    let page = browser.get("/templates/first-notice/fr").await.text;
    assert!(!page.contains("Nos mots à nous"), "looking keeps nothing");

    let wrong = browser
        .post("/templates", &form("Bonjour {{ nom }},\n\n{{ statement }}"))
        .await;
    assert!(wrong.text.contains("ligne 1"), "{}", wrong.text);
    assert!(wrong.text.contains("{{ nom }}"), "what was typed stays");

    let kept = browser.post("/templates", &form(BODY)).await;
    assert_eq!(kept.location(), "/templates/first-notice/fr");
    let page = browser.get(kept.location()).await.text;
    assert!(page.contains("Nos mots à nous &#60;b&#62;"), "{page}");
    assert!(page.contains("plus court"), "{page}");
    assert!(page.contains("Revenir au texte livré"), "{page}");
    let back = browser
        .post("/templates/first-notice/fr/restored", &[])
        .await;
    let list = browser.get(back.location()).await.text;
    assert!(!list.contains(">le vôtre<"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_asks_for_its_name_and_texts_nobody_has_do_not_exist() {
    let scene = Scene::set(Mode::Confirm).await;
    let mut browser = scene.signed_in().await;
    let copy = browser
        .get("/templates/new?from=second-notice&language=en")
        .await
        .text;
    assert!(copy.contains("name=\"name\" value=\"\""), "{copy}");
    for path in ["/templates/nothing/fr", "/templates/first-notice/de"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
}

//! Disputes: opened on the account, handed over, talked over, proved and settled on their own page.

use receivables::account::Mode;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_is_worked_on_and_settled_on_its_page() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let item = scene
        .invoice(debtor, "F-101", 120_000, 20)
        .await
        .to_string();
    let mut browser = scene.signed_in().await;
    let account = format!("/debtors/{debtor}");
    let opened = [
        ("item", item.as_str()),
        ("reason", "price"),
        ("amount", "300"),
        ("words", "remise <oubliée>"),
    ];
    let opened = browser.post(&format!("{account}/disputes"), &opened).await;
    let path = opened.location().to_string();
    let page = browser.get(&path).await;
    for shown in [
        "Litige sur F-101",
        "remise &#60;oubliée&#62;",
        "Commerce",
        "personne encore",
    ] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    browser
        .post(&format!("{path}/notes"), &[("words", "vu avec l’atelier")])
        .await;
    let file = ("bon.pdf", &b"%PDF-1.7"[..]);
    let kept = browser.upload(&format!("{path}/evidence"), &[], file).await;
    assert_eq!(kept.location(), path);
    let page = browser.get(&path).await;
    for shown in ["vu avec l’atelier", "bon.pdf"] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    let link = page
        .text
        .split("href=\"")
        .find(|rest| rest.contains("/evidence/"));
    let link = link.and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(browser.get(link).await.text, "%PDF-1.7");

    let nothing = [("outcome", ""), ("fault", "ours")];
    let chosen = browser.post(&format!("{path}/closed"), &nothing).await;
    let chosen = browser.get(chosen.location()).await;
    assert!(
        chosen.text.contains("Dites si le litige est fondé"),
        "{}",
        chosen.text
    );
    let founded = [
        ("outcome", "founded"),
        ("fault", "ours"),
        ("credit", "250,00"),
    ];
    browser.post(&format!("{path}/closed"), &founded).await;
    let page = browser.get(&path).await;
    for shown in ["Fondé.", "de la nôtre", "250,00", "Aucun avoir ne viendra"] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    let owed = browser.get("/disputes?show=owed").await;
    assert!(
        owed.text.contains("F-101") && owed.text.contains("250,00"),
        "{}",
        owed.text
    );
    let shown = browser.get(&account).await;
    assert!(shown.text.contains("avoir à émettre"), "{}", shown.text);
    browser.post(&format!("{path}/award"), &[]).await;
    assert!(
        !browser
            .get("/disputes?show=owed")
            .await
            .text
            .contains("F-101")
    );
    assert!(
        browser
            .get("/disputes?show=settled")
            .await
            .text
            .contains("F-101")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gesture_is_proposed_and_approved() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let item = scene
        .invoice(debtor, "F-101", 120_000, 20)
        .await
        .to_string();
    let mut browser = scene.signed_in().await;
    let opened = [("item", item.as_str()), ("reason", "quality")];
    let opened = browser
        .post(&format!("/debtors/{debtor}/disputes"), &opened)
        .await;
    let path = opened.location().to_string();
    let offer = [("amount", "99,90"), ("words", "client fidèle")];
    browser.post(&format!("{path}/gestures"), &offer).await;
    let page = browser.get(&path).await;
    assert!(page.text.contains("geste à approuver"), "{}", page.text);
    scene.promote().await;
    let page = browser.get(&path).await;
    let link = page
        .text
        .split("action=\"")
        .find(|rest| rest.contains("/answered"));
    let link = link
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_string();
    let answered = browser.post(&link, &[("verdict", "approved")]).await;
    let page = browser.get(answered.location()).await;
    for shown in ["Geste approuvé", "Réglé par un geste commercial", "99,90"] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_of_another_company_does_not_exist() {
    let scene = Scene::set(Mode::Confirm).await;
    let (debtor, item) = scene.elsewhere().await;
    let mut browser = scene.signed_in().await;
    let item = item.to_string();
    let fields = [("item", item.as_str()), ("reason", "price")];
    let opened = browser
        .post(&format!("/debtors/{debtor}/disputes"), &fields)
        .await;
    assert_eq!(opened.status, 404);
}

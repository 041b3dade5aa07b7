//! Sanctions proposed from the page of an account, approved by an administrator, in the file of the ERP, and lifted.

use receivables::account::Mode;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_sanction_is_proposed_approved_told_and_lifted() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 20).await;
    let mut browser = scene.signed_in().await;
    let account = format!("/debtors/{debtor}");
    let form = browser.get(&format!("{account}/sanctions/new")).await;
    for shown in [
        "F-101",
        "Livraison contre paiement",
        "2\u{a0}jours de préavis",
    ] {
        assert!(form.text.contains(shown), "{shown} in {}", form.text);
    }
    assert!(!form.text.contains("À regarder avant"), "{}", form.text);
    let answered = [("words", "Le virement est parti hier")];
    browser.post(&format!("{account}/replies"), &answered).await;
    let form = browser.get(&format!("{account}/sanctions/new")).await;
    assert!(form.text.contains("attend d’être lue"), "{}", form.text);
    let fields = [
        ("measure", "credit-hold"),
        ("from", "2026-03-02"),
        ("why", "Trois relances sans réponse"),
    ];
    let kept = browser.post(&format!("{account}/sanctions"), &fields).await;
    assert_eq!(kept.location(), "/sanctions");
    let list = browser.get("/sanctions").await;
    for shown in ["Suspension de l’encours", "à approuver", "Trois relances"] {
        assert!(list.text.contains(shown), "{shown} in {}", list.text);
    }
    assert!(!list.text.contains("/approved"), "a controller proposes");
    scene.promote().await;
    let list = browser.get("/sanctions").await;
    let path = list
        .text
        .split("action=\"")
        .find(|part| part.contains("/approved\""));
    let path = path.and_then(|part| part.split('"').next()).unwrap();
    browser.post(path, &[]).await;
    let list = browser.get("/sanctions").await;
    assert!(list.text.contains("annoncée pour le 4"), "{}", list.text);
    let shown = browser.get(&account).await;
    assert!(
        shown.text.contains("suspension de l’encours"),
        "{}",
        shown.text
    );
    let file = browser.get("/sanctions/file").await;
    let line = "C001;Menuiserie Lenoir;732829320;credit-hold;announced;2026-03-04;";
    assert!(file.text.contains(line), "{}", file.text);
    let ended = path.replace("/approved", "/ended");
    browser.post(&ended, &[("words", "Accord trouvé")]).await;
    let list = browser.get("/sanctions").await;
    assert!(list.text.contains("Accord trouvé"), "{}", list.text);
}

//! Claims handed over from the page of an account, what was noted, and the list.

use receivables::account::Mode;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn claims_are_handed_over_followed_and_come_back() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let item = scene.invoice(debtor, "F-101", 120_000, 20).await;
    let mut browser = scene.signed_in().await;
    let account = format!("/debtors/{debtor}");
    let form = browser.get(&format!("{account}/referrals/new")).await;
    for shown in ["F-101", "checked", "commissaire de justice"] {
        assert!(form.text.contains(shown), "{shown} in {}", form.text);
    }
    assert!(!form.text.contains("À regarder avant"), "{}", form.text);
    let answered = [("words", "Le virement est parti hier")];
    browser.post(&format!("{account}/replies"), &answered).await;
    let form = browser.get(&format!("{account}/referrals/new")).await;
    assert!(form.text.contains("attend d’être lue"), "{}", form.text);
    let item = item.to_string();
    let fields = [
        ("item", item.as_str()),
        ("to", "Cabinet Morel"),
        ("hands", "agency"),
        ("on", "2026-03-02"),
        ("fee", "12,5"),
        ("whole", "yes"),
        ("note", "Adresse à vérifier"),
    ];
    let mut wrong = fields;
    wrong[4] = ("fee", "beaucoup");
    let refused = browser.post(&format!("{account}/referrals"), &wrong).await;
    let refused = browser.get(refused.location()).await;
    assert!(refused.text.contains("pourcentage"), "{}", refused.text);

    let kept = browser.post(&format!("{account}/referrals"), &fields).await;
    let path = kept.location().to_string();
    let page = browser.get(&path).await;
    for shown in [
        "Cabinet Morel",
        "ils gardent 12,5",
        "aucune relance ne part",
        "1\u{202f}200,00",
        "Adresse à vérifier",
    ] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    let entry = [
        ("kind", "cost"),
        ("on", "2026-03-02"),
        ("amount", "35,21"),
        ("words", "Sommation de payer"),
    ];
    browser.post(&format!("{path}/entries"), &entry).await;
    let page = browser.get(&path).await;
    assert!(page.text.contains("35,21"), "{}", page.text);
    let shown = browser.get(&account).await;
    for words in ["dossier confié", "Cabinet Morel"] {
        assert!(shown.text.contains(words), "{words} in {}", shown.text);
    }
    let again = browser.get(&format!("{account}/referrals/new")).await;
    assert!(again.text.contains("Rien d’ouvert"), "{}", again.text);
    let list = browser.get("/referrals").await;
    for shown in ["chez eux", "35,21", "cabinet de recouvrement"] {
        assert!(list.text.contains(shown), "{shown} in {}", list.text);
    }
    let ended = [("outcome", "returned")];
    browser.post(&format!("{path}/ended"), &ended).await;
    let list = browser.get("/referrals").await;
    assert!(list.text.contains("rendu"), "{}", list.text);
}

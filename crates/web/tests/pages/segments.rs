//! Segments on the screens: written, checked while typed, shown with whom they hold, moved, and on the debtor's page.

use receivables::account::Mode;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_segment_is_written_previewed_and_followed() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 20).await;
    let small = scene.debtor("C002", "Atelier Brun").await;
    scene.invoice(small, "F-102", 4_000, 20).await;
    let mut browser = scene.signed_in().await;
    let page = browser.get("/segments").await;
    assert!(page.text.contains("Aucun segment"), "{}", page.text);
    let clicked = "/segments/new?name=Gros&condition=overdue+%3E+1000&field=country&sign=%3D%3D&value=FR&join=all&add=yes";
    let page = browser.get(clicked).await;
    let condition = "overdue &#62; 1000 &#38;&#38; country == &#34;FR&#34;";
    assert!(page.text.contains(condition), "{}", page.text);
    assert!(page.text.contains("1 client sur 2"), "{}", page.text);
    let dropped = "/segments/new?condition=overdue+%3E+1000+%26%26+country+%3D%3D+%22FR%22&drop=0";
    let page = browser.get(dropped).await;
    assert!(
        page.text.contains(">country == &#34;FR&#34;</textarea>"),
        "{}",
        page.text
    );
    let written = [
        ("id", ""),
        ("name", "Gros"),
        ("condition", "overdue > 1000"),
        ("strategy", "b2b-france-firm"),
    ];
    browser.post("/segments", &written).await;
    scene.run().await;
    let page = browser.get("/segments").await;
    for words in ["1. Gros", "échu", "overdue &#62; 1000"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let page = browser.get(&format!("/debtors/{debtor}")).await;
    assert!(page.text.contains("aucun segment → Gros"), "{}", page.text);
    let page = browser.get("/debtors?when=overdue+%3E+1000").await;
    assert!(
        page.text.contains("Menuiserie Lenoir") && !page.text.contains("Atelier Brun"),
        "{}",
        page.text
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_condition_is_checked_while_it_is_typed() {
    let scene = Scene::set(Mode::Confirm).await;
    scene.debtor("C001", "Menuiserie Lenoir").await;
    let mut browser = scene.signed_in().await;
    for (typed, words) in [
        ("overdeu+%3E+1", "overdue"),
        ("overdue+%3D+1", "=="),
        ("false", "ne concerne personne"),
        ("true", "concerne tous les clients"),
        ("", "Ajoutez un critère"),
    ] {
        let page = browser
            .get(&format!("/conditions/check?condition={typed}"))
            .await;
        assert!(page.text.contains(words), "{typed}: {}", page.text);
        assert!(!page.text.contains("<html"), "only a fragment");
    }
    let faulty = [
        ("id", ""),
        ("name", "X"),
        ("condition", "overdeu > 1"),
        ("strategy", "b2b-france"),
    ];
    let answer = browser.post("/segments", &faulty).await;
    assert_eq!(answer.status, 422);
    for words in [
        "écrivez overdue",
        "overdeu &#62; 1</textarea>",
        "value=\"X\"",
    ] {
        assert!(answer.text.contains(words), "{words} in {}", answer.text);
    }
    let clicked = "/segments/new?condition=&field=kind&sign=%3D%3D&value=Administration&add=yes";
    let page = browser.get(clicked).await;
    assert!(
        page.text.contains("kind == &#34;public&#34;"),
        "{}",
        page.text
    );
    let page = browser.get("/debtors?when=overdue+%3E+%22x%22").await;
    assert!(page.text.contains("est un montant"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_of_a_debtor_is_written_on_its_page() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let mut browser = scene.signed_in().await;
    let path = format!("/debtors/{debtor}");
    let fields = [
        ("tags", "grand compte, export, export"),
        ("sales_person", "Claire"),
        ("sector", "bois"),
        ("own", "contrat: annuel\nremise: 3 %"),
        ("strategy", "key-account"),
    ];
    browser.post(&format!("{path}/traits"), &fields).await;
    let page = browser.get(&path).await;
    for words in ["grand compte, export", "contrat: annuel", "value=\"bois\""] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let why = scene.desk.why(&scene.seat, debtor, None).await.unwrap();
    assert_eq!(why.strategy.key, "key-account");
    assert_eq!(why.account.debtor.tags, ["grand compte", "export"]);
    browser
        .post(&format!("{path}/traits"), &[("own", "no colon")])
        .await;
    let page = browser.get(&path).await;
    assert!(page.text.contains("n’est pas un champ"), "{}", page.text);
}

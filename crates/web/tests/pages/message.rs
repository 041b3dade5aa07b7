//! Writing to a customer: what is typed stays when something is missing, and who must not be asked is named.

use receivables::account::Mode;
use receivables::debtor::Phase;
use receivables::identity::DebtorId;
use store::stamp::Stamp;

use crate::scene::Scene;

async fn enter(scene: &Scene, debtor: DebtorId, phase: Phase) {
    let store = scene.desk.store();
    let mut transaction = store.transaction().await.unwrap();
    let stamp = Stamp {
        at: scene.clock.instant(),
        who: "test",
        mint: store.mint(),
    };
    let creditor = scene.seat.creditor;
    let found = store::debtor::find(&mut transaction, creditor, debtor).await;
    let mut found = found.unwrap();
    found.phase = phase;
    let changed = store::debtor::change(&mut transaction, &stamp, creditor, &found).await;
    changed.unwrap();
    transaction.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_law_forbids_to_ask_is_said_before_anything_is_written() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let mut browser = scene.signed_in().await;
    let path = format!("/debtors/{debtor}/message");
    let law = "la loi interdit de réclamer les créances antérieures";
    assert!(!browser.get(&path).await.text.contains(law));
    enter(&scene, debtor, Phase::Insolvency).await;
    assert!(browser.get(&path).await.text.contains(law));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_while_nothing_may_leave() {
    let scene = Scene::set(Mode::Observe).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let mut browser = scene.signed_in().await;
    let path = format!("/debtors/{debtor}/message");
    let page = browser.get(&path).await.text;
    let value = |before: &str| {
        let after = page.split(before).nth(1);
        after
            .and_then(|rest| rest.split('"').next())
            .unwrap()
            .to_string()
    };
    let written = [
        ("form", &*value("name=\"form\" value=\"")),
        ("contact", &*value("<option value=\"")),
        ("subject", "Votre commande"),
        ("words", "Elle part <demain>"),
    ];
    let kept = browser.post(&path, &written).await.text;
    for part in [
        "Rien ne part en ce moment",
        "value=\"Votre commande\"",
        "Elle part &#60;demain&#62;",
    ] {
        assert!(kept.contains(part), "{part} in {kept}");
    }
}

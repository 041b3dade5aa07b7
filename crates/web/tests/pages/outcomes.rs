//! What comes of calls: a line leaves the board by an outcome and words, and only who was reached was contacted.

use desk::contacts::ContactMark;
use receivables::account::Mode;
use receivables::contact::Channel;
use receivables::identity::{DebtorId, ItemId};
use store::notice::{Notice, Standing};

use crate::browser::Browser;
use crate::scene::Scene;

/// A company with one call to make, and a browser.
async fn ready() -> (Scene, DebtorId, ItemId, Browser) {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    // Messages come back: the strategy falls back to a call.
    let account = scene
        .desk
        .why(&scene.seat, debtor, None)
        .await
        .unwrap()
        .account;
    let contact = account.contacts[0].id;
    scene
        .desk
        .mark_contact(&scene.seat, debtor, contact, ContactMark::Bounced)
        .await
        .unwrap();
    let item = scene.invoice(debtor, "F-101", 120_000, 8).await;
    scene.run().await;
    let browser = scene.signed_in().await;
    (scene, debtor, item, browser)
}

async fn call(scene: &Scene) -> Notice {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let waiting = store::notice::waiting(&mut reader, scene.seat.creditor)
        .await
        .unwrap();
    let mut calls = waiting.into_iter().filter(|notice| {
        notice.act.channel == Channel::Call && notice.standing() == Standing::ToDo
    });
    calls.next().expect("the call is on the board")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_leaves_the_board_only_with_an_outcome_and_words() {
    let (scene, debtor, item, mut browser) = ready().await;
    let id = call(&scene).await.id;
    let path = format!("/calls/{id}");
    let on_the_board = format!("/notices/{id}/done");
    let kept = browser.post(&on_the_board, &[("words", "fait")]).await;
    assert_eq!(kept.location(), path, "a call is not done in passing");
    let page = browser
        .post(&path, &[("words", "Rappeler mardi")])
        .await
        .text;
    assert!(page.contains("Choisissez d’abord le résultat"), "{page}");
    browser
        .post(&path, &[("outcome", "done"), ("words", "fait")])
        .await;
    browser
        .post(&path, &[("outcome", "reached"), ("words", " ")])
        .await;
    let far = [
        ("outcome", "reached"),
        ("words", "ok"),
        ("pay_on", "2031-01-01"),
    ];
    let page = browser.post(&path, &far).await.text;
    assert!(page.contains("douze mois"), "{page}");
    assert_eq!(call(&scene).await.id, id, "still to do");
    let claim = item.to_string();
    let fields = [
        ("outcome", "reached"),
        ("reason", "forgotten"),
        ("item", &*claim),
        ("words", "Mme Petit paie le 20"),
        ("pay_on", "2026-03-20"),
    ];
    let kept = browser.post(&path, &fields).await;
    let next = format!("/calls?after={id}");
    assert_eq!(kept.location(), next, "nobody there reads e-mail");
    let account = scene
        .desk
        .why(&scene.seat, debtor, None)
        .await
        .unwrap()
        .account;
    assert_eq!(account.contacts_made.len(), 1);
    assert_eq!(account.promises[0].parts[0].item, item);
    let page = browser.get(&format!("/debtors/{debtor}")).await.text;
    assert!(
        page.contains("Joint · Oubli · Mme Petit paie le 20"),
        "{page}"
    );
    assert!(page.contains("pour le 20"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_not_reached_was_not_contacted_and_is_called_again() {
    let (scene, debtor, _, mut browser) = ready().await;
    let first = call(&scene).await;
    let fields = [("outcome", "not-reached"), ("words", "sonne dans le vide")];
    browser.post(&format!("/calls/{}", first.id), &fields).await;
    let account = scene
        .desk
        .why(&scene.seat, debtor, None)
        .await
        .unwrap()
        .account;
    assert!(account.contacts_made.is_empty());
    let page = browser.get(&format!("/debtors/{debtor}")).await.text;
    assert!(page.contains("Pas joint · sonne dans le vide"), "{page}");
    scene.run().await;
    assert_ne!(call(&scene).await.id, first.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_call_the_message_that_confirms_it_is_one_key_away() {
    let (scene, debtor, item, mut browser) = ready().await;
    scene.contact(debtor, "direction@c001.example").await;
    let id = call(&scene).await.id;
    let item = item.to_string();
    let fields = [
        ("outcome", "reached"),
        ("reason", "forgotten"),
        ("item", &item),
        ("pay_on", "2026-03-20"),
        ("words", "Mme Petit paie le 20"),
    ];
    let kept = browser.post(&format!("/calls/{id}"), &fields).await;
    let path = format!("/debtors/{debtor}/message?call={id}");
    assert_eq!(kept.location(), path);
    let page = browser.get(&path).await.text;
    for part in [
        "au plus tard le 20\u{a0}mars 2026",
        "F-101",
        "appel suivant",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let value = |name: &str| {
        let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
        after
            .and_then(|rest| rest.split('"').next())
            .unwrap()
            .to_string()
    };
    let contact = page.split("<option value=\"").nth(1).unwrap();
    let contact = contact.split('"').next().unwrap().to_string();
    let (form, spoken) = (value("form"), value("item"));
    let written = [
        ("form", form.as_str()),
        ("call", &id.to_string()),
        ("item", &spoken),
        ("contact", &contact),
        ("subject", "Notre échange"),
        ("words", "Bonjour,\n\nMerci."),
    ];
    let path = format!("/debtors/{debtor}/message");
    let sent = browser.post(&path, &written).await;
    assert_eq!(sent.location(), format!("/calls?after={id}"));
    let page = browser.get(&format!("/debtors/{debtor}")).await.text;
    assert!(page.contains("essage personnel"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_counts_what_was_done_today_and_is_asked_again_without_its_page() {
    let (scene, _, item, mut browser) = ready().await;
    let id = call(&scene).await.id;
    let item = item.to_string();
    let fields = [
        ("outcome", "reached"),
        ("reason", "forgotten"),
        ("item", &item),
        ("words", "rappelle demain"),
    ];
    browser.post(&format!("/calls/{id}"), &fields).await;
    let counted = "<strong>0</strong> e-mail parti · <strong>1</strong> appel abouti";
    let part = browser.get("/departures/done").await.text;
    assert_eq!(part.trim(), counted);
    let page = browser.get("/departures").await.text;
    assert!(page.contains(counted), "{page}");
}

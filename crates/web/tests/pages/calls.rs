//! Call mode: one call after the other, with what was typed kept when something is missing.

use receivables::account::Mode;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_noted_with_its_reason_and_its_promise() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 25).await;
    scene.follow_one_step("call-to-know-why", "call").await;
    scene.run().await;
    let mut browser = scene.signed_in().await;
    let board = browser.get("/departures").await;
    assert!(board.text.contains("href=\"/calls\""), "{}", board.text);
    let call = browser.get("/calls").await.location().to_string();
    let sheet = browser.get(&call).await;
    for shown in [
        "Menuiserie Lenoir",
        "appel 1 sur 1",
        "F-101",
        "Difficulté de trésorerie",
    ] {
        assert!(sheet.text.contains(shown), "{shown} in {}", sheet.text);
    }
    let item = sheet.text.split("name=\"item\" value=\"").nth(1).unwrap();
    let item = item.split('"').next().unwrap().to_string();
    let typed = [
        ("outcome", "reached"),
        ("item", &*item),
        ("pay_on", "2026-03-09"),
        ("words", "Mme Leroy rappelle"),
    ];
    let again = browser.post(&call, &typed).await;
    assert!(again.text.contains("dites pourquoi"), "{}", again.text);
    assert!(again.text.contains("Mme Leroy rappelle"), "nothing is lost");
    let mut whole = typed.to_vec();
    whole.push(("reason", "forgotten"));
    let kept = browser.post(&call, &whole).await;
    let id = call.trim_start_matches("/calls/");
    let message = format!("/debtors/{debtor}/message?call={id}");
    assert_eq!(kept.location(), message, "what was said is confirmed");
    let over = browser.get(&format!("/calls?after={id}")).await;
    for shown in ["au bout", "Joint", "Oubli"] {
        assert!(over.text.contains(shown), "{shown} in {}", over.text);
    }
    let account = browser.get(&format!("/debtors/{debtor}")).await;
    assert!(
        account.text.contains("9\u{a0}mars 2026"),
        "{}",
        account.text
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difficulty_leads_to_the_plan() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let item = scene.invoice(debtor, "F-101", 120_000, 25).await;
    scene.follow_one_step("call-to-know-why", "call").await;
    scene.run().await;
    let mut browser = scene.signed_in().await;
    let call = browser.get("/calls").await.location().to_string();
    let item = item.to_string();
    let fields = [
        ("outcome", "reached"),
        ("reason", "cash-difficulty"),
        ("item", &*item),
    ];
    let kept = browser.post(&call, &fields).await;
    let plan = format!("/debtors/{debtor}/plans/new?item={item}");
    assert_eq!(kept.location(), plan);
    assert!(browser.get(&plan).await.text.contains("F-101"));
}

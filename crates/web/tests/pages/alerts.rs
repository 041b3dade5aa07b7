//! Alerts: written, tried on the past, switched on, and seen to.

use receivables::account::Mode;

use crate::campaigns::{BODY, with};
use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_is_tried_before_it_is_switched_on_and_then_seen_to() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 20).await;
    let mut browser = scene.signed_in().await;
    let page = browser.get("/alerts").await;
    for shown in [
        "Rien à voir",
        "Pour commencer",
        "Bon payeur qui ne paie plus",
    ] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    let wrong = [
        ("id", ""),
        ("name", "Grand retard"),
        ("condition", "days_late >"),
        ("act", "tell"),
    ];
    let again = browser.post("/alerts", &wrong).await;
    assert_eq!(again.status, 422);
    assert!(again.text.contains("Grand retard"), "{}", again.text);

    let good = [
        ("id", ""),
        ("name", "Grand retard"),
        ("condition", "days_late > 10"),
        ("act", "tell"),
    ];
    let kept = browser.post("/alerts", &good).await;
    let path = kept.location().to_string();
    let tried = browser.get(&path).await;
    for shown in [
        "Ce qu’elle aurait dit",
        "1 alertes, pour 1 clients, 1\u{202f}200,00\u{a0}€ échus",
        "Menuiserie Lenoir",
        "désactivée",
    ] {
        assert!(tried.text.contains(shown), "{shown} in {}", tried.text);
    }
    let path = path.split('?').next().unwrap().to_string();
    browser
        .post(&format!("{path}/switched"), &[("to", "on")])
        .await;
    browser.post("/day-runs", &[]).await;
    let home = browser.get("/").await;
    assert!(home.text.contains("1 client à voir"), "{}", home.text);
    let page = browser.get("/alerts").await;
    let hit = page.text.split("/alert-hits/").nth(1).unwrap();
    let hit = hit.split('/').next().unwrap().to_string();
    browser.post(&format!("/alert-hits/{hit}/seen"), &[]).await;
    let page = browser.get("/alerts").await;
    assert!(page.text.contains("Rien à voir"), "{}", page.text);
    let history = browser.get(&path).await;
    assert!(history.text.contains("Claire Martin"), "{}", history.text);
    browser.post(&format!("{path}/removed"), &[]).await;
    assert_eq!(browser.get(&path).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_starts_a_draft_and_the_list_of_campaigns_says_so() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 20).await;
    let mut browser = scene.signed_in().await;
    let fields = with(&[
        ("name", "Un mot du gérant"),
        ("subject_fr", "Votre compte"),
        ("body_fr", BODY),
    ]);
    let drafted = browser.post("/campaigns", &fields).await;
    let draft = drafted.location().rsplit('/').next().unwrap().to_string();
    let editor = browser.get("/alerts/new").await;
    assert!(editor.text.contains("Un mot du gérant"), "{}", editor.text);

    let alert = [
        ("id", ""),
        ("name", "Gros retard"),
        ("condition", "overdue > 1000"),
        ("act", "start-campaign"),
        ("campaign", draft.as_str()),
    ];
    let mut without = alert;
    without[4] = ("campaign", "");
    let refused = browser.post("/alerts", &without).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("brouillon"), "{}", refused.text);

    let kept = browser.post("/alerts", &alert).await;
    let path = kept.location().split('?').next().unwrap().to_string();
    let page = browser.get(&format!("{path}?try=yes")).await;
    assert!(page.text.contains("1\u{202f}200,00"), "{}", page.text);
    browser
        .post(&format!("{path}/switched"), &[("to", "on")])
        .await;
    browser.post("/day-runs", &[]).await;
    let campaigns = browser.get("/campaigns").await;
    for shown in ["Lancées par des alertes", "Gros retard · 2026-03-02"] {
        assert!(
            campaigns.text.contains(shown),
            "{shown} in {}",
            campaigns.text
        );
    }
    let waiting = browser.get("/alerts").await;
    assert!(waiting.text.contains("1\u{202f}200,00"), "{}", waiting.text);
}

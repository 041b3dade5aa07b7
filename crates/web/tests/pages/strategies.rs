//! Strategies on the screens: read on their days, checked, tried on the past, published in versions.

use receivables::account::Mode;

use crate::browser::{Answer, Browser};
use crate::form::{filled, value, with};
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

/// What the editor sends when one of its buttons is pressed.
async fn pressed(browser: &mut Browser, fields: &[(String, String)], act: &str) -> Answer {
    let mut sent: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    sent.push(("act", act));
    browser.post("/strategies", &sent).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strategy_is_built_from_nothing_beside_its_rail() {
    let scene = Scene::set(Mode::Confirm).await;
    let mut browser = scene.signed_in().await;
    let page = browser.get("/strategies/new").await;
    let head = filled(&page.text, "/strategies");
    let head = with(&head, "field.name.fr", "Artisans");
    let head = with(&head, "field.limits.days_between", "6");
    let head = with(&head, "field.limits.most_per_week", "1");
    let head = with(&head, "field.limits.most_per_month", "3");
    // What is typed is kept by every button, not only by the one that says so.
    let page = pressed(&mut browser, &head, "open:step:first-notice").await;
    assert!(page.text.contains("<h1>Artisans</h1>"), "{}", page.text);
    let step = filled(&page.text, "/strategies");
    assert!(value(&step, "text").contains("days_between = 6"));
    assert_eq!(value(&step, "field.fallback.no_address"), "letter");
    let page = pressed(&mut browser, &with(&step, "trigger-days", "4"), "add").await;
    let added = filled(&page.text, "/strategies");
    assert_eq!(value(&added, "opened"), "step:new-step");
    assert_eq!(value(&added, "trigger-days"), "9", "after the open step");
    let added = with(&added, "field.key", "call");
    let added = with(&added, "field.act", "call");
    let added = with(&added, "field.name.fr", "Appel");
    let added = with(&added, "trigger-days", "1");
    let added = with(&added, "field.when", "overdue > 500");
    let page = pressed(&mut browser, &added, "check").await;
    assert!(
        page.text.contains("est écrit pour une autre voie"),
        "the words of a message are not those of a call: {}",
        page.text
    );
    let fitting = with(&added, "field.template", "call-for-a-date");
    let page = pressed(&mut browser, &fitting, "check").await;
    assert!(!page.text.contains("est écrit pour une autre voie"));
    assert!(!page.text.contains("<option value=\"final-notice\""));
    let text = value(&filled(&page.text, "/strategies"), "text").to_string();
    let strategy = receivables::strategy::Strategy::parse(&text).unwrap();
    let steps: Vec<String> = strategy
        .steps
        .iter()
        .map(|step| format!("{} {}", step.key, step.trigger))
        .collect();
    assert_eq!(
        steps,
        ["call 1 days after due", "first-notice 4 days after due"]
    );
    // A mistake is told beside the fields, which keep what was typed; the text keeps what it had.
    let call = filled(&page.text, "/strategies");
    let wrong = with(&call, "field.when", "overdu > 500");
    let page = pressed(&mut browser, &wrong, "publish").await;
    let kept = filled(&page.text, "/strategies");
    assert!(page.text.contains("overdu"), "{}", page.text);
    assert_eq!(value(&kept, "field.when"), "overdu > 500");
    assert!(value(&kept, "text").contains("overdue > 500"));
    let right = with(&kept, "field.when", "");
    let published = pressed(&mut browser, &right, "publish").await;
    assert_eq!(published.location(), "/strategies/new-strategy");
    let page = browser.get(published.location()).await;
    assert!(page.text.contains("Version 1"), "{}", page.text);
    // The next one begins under a key of its own, and cannot take the place of the first.
    let page = browser.get("/strategies/new").await;
    let next = filled(&page.text, "/strategies");
    assert!(value(&next, "text").contains("key = \"new-strategy-2\""));
    let same = with(&next, "field.key", "new-strategy");
    let refused = pressed(&mut browser, &same, "publish").await;
    assert!(
        refused.text.contains("Un autre scénario porte la clé"),
        "{}",
        refused.text
    );
    let mut reader = scene.desk.store().reader().await.unwrap();
    let all = store::strategy_version::all(&mut reader, scene.seat.creditor).await;
    let all = all.unwrap();
    let versions = all.iter().filter(|version| version.key == "new-strategy");
    assert_eq!(versions.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_was_not_touched_takes_back_nothing_typed_in_the_text() {
    let scene = Scene::set(Mode::Confirm).await;
    let mut browser = scene.signed_in().await;
    for (key, _) in notices::strategies::shipped() {
        let page = browser.get(&format!("/strategies/{key}")).await;
        let fields = filled(&page.text, "/strategies");
        let before = value(&fields, "text").to_string();
        let mut opened = vec!["strategy".to_string()];
        let steps = receivables::strategy::Strategy::parse(&before)
            .unwrap()
            .steps;
        opened.extend(steps.iter().map(|step| format!("step:{}", step.key)));
        for one in &opened {
            let page = pressed(&mut browser, &fields, &format!("open:{one}")).await;
            let shown = filled(&page.text, "/strategies");
            assert_eq!(value(&shown, "opened"), one);
            assert!(!page.text.contains(">strategy-"), "{}", page.text);
            let page = pressed(&mut browser, &shown, "check").await;
            let after = filled(&page.text, "/strategies");
            assert_eq!(value(&after, "text").trim(), before.trim(), "{key} {one}");
            let by_hand = before.replacen("tone = 1", "tone = 2", 1);
            let page = pressed(&mut browser, &with(&shown, "text", &by_hand), "check").await;
            let after = filled(&page.text, "/strategies");
            assert_eq!(value(&after, "text").trim(), by_hand.trim(), "{key} {one}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_gets_ways_to_choose_from_and_loses_them_together() {
    let scene = Scene::set(Mode::Confirm).await;
    let mut browser = scene.signed_in().await;
    let page = browser
        .get("/strategies/b2b-france?open=step:second-notice")
        .await;
    let step = filled(&page.text, "/strategies");
    let page = pressed(&mut browser, &step, "add-variant").await;
    let other = filled(&page.text, "/strategies");
    assert_eq!(value(&other, "opened"), "variant:second-notice:other");
    assert_eq!(value(&other, "field.act"), "", "as the step");
    let other = with(&other, "field.key", "afternoon");
    let other = with(&other, "field.from_hour", "14:00");
    let other = with(&other, "field.share", "2");
    let page = pressed(&mut browser, &other, "open:step:second-notice").await;
    assert!(!page.text.contains(">strategy-"), "{}", page.text);
    assert!(
        page.text.contains("open:variant:second-notice:afternoon"),
        "the step leads to its variants: {}",
        page.text
    );
    let shown = filled(&page.text, "/strategies");
    let text = value(&shown, "text").to_string();
    let strategy = receivables::strategy::Strategy::parse(&text).unwrap();
    let step = strategy
        .steps
        .iter()
        .find(|step| step.key == "second-notice");
    let variants: Vec<(&str, u32)> = step
        .unwrap()
        .variants
        .iter()
        .map(|variant| (variant.key.as_str(), variant.share))
        .collect();
    assert_eq!(variants, [("usual", 1), ("afternoon", 2)]);
    let opened = pressed(&mut browser, &shown, "open:variant:second-notice:usual").await;
    let usual = filled(&opened.text, "/strategies");
    let untouched = pressed(&mut browser, &usual, "check").await;
    let after = filled(&untouched.text, "/strategies");
    assert_eq!(value(&after, "text").trim(), text.trim());
    let wrong = with(&usual, "field.share", "many");
    let refused = pressed(&mut browser, &wrong, "check").await;
    let kept = filled(&refused.text, "/strategies");
    assert_eq!(value(&kept, "field.share"), "many");
    assert_eq!(value(&kept, "text").trim(), text.trim());
    let page = pressed(&mut browser, &usual, "remove-variant").await;
    let after = filled(&page.text, "/strategies");
    assert_eq!(value(&after, "opened"), "step:second-notice");
    assert!(!value(&after, "text").contains("[[step.variant]]"));
}

//! Campaigns: written, looked at, approved without an account that was taken out, and what came of them.

use receivables::account::Mode;

use crate::scene::Scene;

const FIELDS: [(&str, &str); 12] = [
    ("id", ""),
    ("name", "Fin d’année"),
    ("condition", "overdue > 100"),
    ("act", "e-mail"),
    ("tone", "2"),
    ("role", "accounts-payable"),
    ("sender", "accounting"),
    ("on", "2026-03-02"),
    ("until", "2026-03-06"),
    ("quiet", "3"),
    ("meeting", "steps-wait"),
    ("answer", "8"),
];

pub const BODY: &str = "{{ salutation }}\n\nMerci de régler **{{ total }}**.\n\n{{ statement }}\n";

pub fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = FIELDS.to_vec();
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_is_written_looked_at_approved_and_its_result_shown() {
    let scene = Scene::set(Mode::Automatic).await;
    let first = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(first, "F-101", 120_000, 20).await;
    let second = scene.debtor("C002", "Garage Petit").await;
    scene.invoice(second, "F-102", 80_000, 20).await;
    let mut browser = scene.signed_in().await;
    let empty = browser.get("/campaigns").await;
    assert!(empty.text.contains("Aucune campagne"), "{}", empty.text);
    let editor = browser.get("/campaigns/new").await;
    for shown in ["Jours de silence", "point sur votre compte"] {
        assert!(editor.text.contains(shown), "{shown} in {}", editor.text);
    }

    let faulty = [("subject_fr", "Point"), ("body_fr", "{{ nobody }}")];
    let again = browser.post("/campaigns", &with(&faulty)).await;
    assert_eq!(again.status, 422);
    for shown in ["ligne 1", "nobody", "Fin d’année"] {
        assert!(again.text.contains(shown), "{shown} in {}", again.text);
    }
    let wrong = browser.post("/campaigns", &with(&[("on", "31/02")])).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("31/02"), "{}", wrong.text);

    let good = [("subject_fr", "Point : {{ total }}"), ("body_fr", BODY)];
    let kept = browser.post("/campaigns", &with(&good)).await;
    let path = kept.location().to_string();
    let draft = browser.get(&path).await;
    for shown in [
        "brouillon",
        "Approuver pour 2 clients",
        "Menuiserie Lenoir",
        "Garage Petit",
        "Croise «",
    ] {
        assert!(draft.text.contains(shown), "{shown} in {}", draft.text);
    }
    let message = browser.get(&format!("{path}/message?debtor={first}")).await;
    assert!(message.text.contains("Merci de régler"), "{}", message.text);
    let edited = browser.get(&format!("{path}/edit")).await;
    assert!(edited.text.contains("Merci de régler"), "{}", edited.text);

    let out = second.to_string();
    let seen = draft.text.split("name=\"seen\" value=\"").nth(1).unwrap();
    let seen = seen.split('"').next().unwrap();
    browser
        .post(
            &format!("{path}/approved"),
            &[("out", &out), ("seen", seen)],
        )
        .await;
    assert_eq!(browser.get(&format!("{path}/edit")).await.status, 404);
    browser.post("/day-runs", &[]).await;
    let board = browser.get("/departures").await;
    assert!(
        board.text.contains("Campagne Fin d’année"),
        "{}",
        board.text
    );
    browser.post("/sendings", &[]).await;
    let result = browser.get(&path).await;
    for shown in ["touché le", "retiré à la main", "Réglé depuis", "claire@"] {
        assert!(result.text.contains(shown), "{shown} in {}", result.text);
    }
    let account = browser.get(&format!("/debtors/{first}")).await;
    assert!(
        account.text.contains("Campagne Fin d’année"),
        "{}",
        account.text
    );
    browser.post(&format!("{path}/ended"), &[]).await;
    let ended = browser.get("/campaigns").await;
    assert!(ended.text.contains("arrêtée"), "{}", ended.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_nobody_touched_follow_the_way_and_a_draft_can_be_discarded() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 20).await;
    let mut browser = scene.signed_in().await;
    let way = receivables::strategy::Act::EMail;
    let french = receivables::debtor::Language::French;
    let [subject, body] = desk::campaigns::starting_words(way, french);
    let call = [
        ("act", "call"),
        ("subject_fr", subject.as_str()),
        ("body_fr", body.as_str()),
    ];
    let kept = browser.post("/campaigns", &with(&call)).await;
    let path = kept.location().to_string();
    let edited = browser.get(&format!("{path}/edit")).await;
    assert!(edited.text.contains("But de l’appel"), "{}", edited.text);
    browser.post(&format!("{path}/ended"), &[]).await;
    let discarded = browser.get(&path).await;
    assert!(discarded.text.contains("abandonnée"), "{}", discarded.text);
}

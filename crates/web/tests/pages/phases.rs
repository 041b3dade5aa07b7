//! The phase of a file, changed on the page of an account and told in its timeline.

use axum::http::StatusCode;
use receivables::account::Mode;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_person_moves_a_file_and_the_timeline_says_so() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let mut browser = scene.signed_in().await;
    let account = format!("/debtors/{debtor}");
    let moved = |phase: &'static str| [("phase", phase), ("published", "")];

    browser
        .post(&format!("{account}/phase"), &moved("pre-litigation"))
        .await;
    let refused = browser.get(&account).await;
    assert!(refused.text.contains("rien n’est échu"), "{}", refused.text);

    scene.invoice(debtor, "F-101", 120_000, 20).await;
    browser
        .post(&format!("{account}/phase"), &moved("pre-litigation"))
        .await;
    let page = browser.get(&account).await;
    for shown in ["précontentieux", "Phase amiable → précontentieux"] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }

    let proceedings = [("phase", "insolvency"), ("published", "2026-02-20")];
    browser
        .post(&format!("{account}/phase"), &proceedings)
        .await;
    let page = browser.get(&account).await;
    assert!(page.text.contains("20/04/2026"), "{}", page.text);

    let strange = browser
        .post(&format!("{account}/phase"), &moved("lost"))
        .await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST);
}

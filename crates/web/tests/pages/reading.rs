//! Every page in both languages: its words are all there, it stays small, and it says what is true.

use axum::http::StatusCode;
use receivables::account::Mode;
use receivables::contact::Channel;
use receivables::identity::DebtorId;

use crate::browser::Browser;
use crate::scene::Scene;

/// A company with something on every page.
async fn busy(mode: Mode) -> (Scene, DebtorId) {
    let scene = Scene::set(mode).await;
    let debtor = scene
        .debtor("C001", "Menuiserie <b>Lenoir</b> & fils")
        .await;
    scene.invoice(debtor, "F-101", 120_000, 45).await;
    scene.invoice(debtor, "F-102", 80_050, 12).await;
    scene.invoice(debtor, "F-103", 50_000, -10).await;
    let other = scene.debtor("C002", "Imprimerie du Marais").await;
    scene.invoice(other, "F-201", 33_000, 3).await;
    scene.run().await;
    (scene, debtor)
}

async fn pages(scene: &Scene, debtor: DebtorId) -> Vec<String> {
    let mut paths: Vec<String> = [
        "/",
        "/debtors",
        "/debtors?q=lenoir",
        "/debtors?show=promised",
        "/debtors?show=all&sort=name",
        "/departures",
        "/imports",
        "/mode",
        "/signature",
    ]
    .map(String::from)
    .into();
    paths.push(format!("/debtors/{debtor}"));
    paths.push(format!("/debtors/{debtor}?on=2026-01-10&settled=yes"));
    let mut reader = scene.desk.store().reader().await.unwrap();
    let notices = store::notice::waiting(&mut reader, scene.seat.creditor)
        .await
        .unwrap();
    paths.extend(
        notices
            .iter()
            .map(|notice| format!("/notices/{}", notice.id)),
    );
    paths
}

#[track_caller]
fn check(path: &str, status: StatusCode, text: &str) {
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    let missing = text
        .find('⟦')
        .map(|at| text[at..].chars().take(60).collect::<String>());
    assert_eq!(missing, None, "{path}");
    assert!(
        !text.contains("{$") && !text.contains("{ $"),
        "{path} shows a variable"
    );
    assert!(text.len() < 100_000, "{path} has {} bytes", text.len());
    assert!(!text.contains("<b>Lenoir"), "{path} shows a name as markup");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_says_all_its_words_in_both_languages_and_modes() {
    for mode in [Mode::Observe, Mode::Confirm, Mode::Automatic] {
        let (scene, debtor) = busy(mode).await;
        let mut browser = scene.signed_in().await;
        for language in ["fr", "en"] {
            browser
                .post("/language", &[("language", language), ("back", "/")])
                .await;
            for path in pages(&scene, debtor).await {
                let answer = browser.get(&path).await;
                check(&path, answer.status, &answer.text);
                assert!(
                    answer.text.contains(&format!("<html lang=\"{language}\">")),
                    "{path}"
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_before_signing_in_follow_the_browser_language() {
    let (router, ..) = Scene::empty().await;
    for (accepted, title) in [("fr", "Bienvenue"), ("en", "Welcome")] {
        let mut browser = Browser::new(router.clone());
        browser.headers.push(("accept-language", accepted));
        let answer = browser.get("/setup").await;
        check("/setup", answer.status, &answer.text);
        assert!(answer.text.contains(title));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_shows_what_is_open_and_overdue() {
    let (scene, _) = busy(Mode::Confirm).await;
    let answer = scene.signed_in().await.get("/").await;
    let text = answer.text.replace(['\u{a0}', '\u{202f}'], " ");
    for amount in ["2 830,50 €", "2 330,50 €"] {
        assert!(text.contains(amount), "{amount} in {text}");
    }
    assert!(text.contains("Imprimerie du Marais"), "who owes most");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_searched_by_name_key_and_invoice_number() {
    let (scene, _) = busy(Mode::Confirm).await;
    let mut browser = scene.signed_in().await;
    for (search, found, left_out) in [
        ("lenoir", "Menuiserie", "Imprimerie"),
        ("C002", "Imprimerie", "Menuiserie"),
        ("F-201", "Imprimerie", "Menuiserie"),
    ] {
        let answer = browser.get(&format!("/debtors?q={search}")).await;
        assert!(
            answer.text.contains(found) && !answer.text.contains(left_out),
            "{search}"
        );
    }
    let answer = browser.get("/debtors?q=%3Cscript%3E").await;
    assert!(
        !answer.text.contains("<script>"),
        "what was typed is shown as text"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_says_why_with_every_gate() {
    let (scene, debtor) = busy(Mode::Confirm).await;
    let answer = scene
        .signed_in()
        .await
        .get(&format!("/debtors/{debtor}"))
        .await;
    assert_eq!(
        answer.text.matches("<span class=\"mark ").count(),
        10,
        "ten gates"
    );
    for said in [
        "Interrupteur général",
        "Jours ouvrés",
        "F-101",
        "F-103",
        "compta@c001.example",
    ] {
        assert!(answer.text.contains(said), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_shown_in_a_frame_with_rules_of_its_own() {
    let (scene, _) = busy(Mode::Confirm).await;
    let mut reader = scene.desk.store().reader().await.unwrap();
    let notices = store::notice::waiting(&mut reader, scene.seat.creditor)
        .await
        .unwrap();
    drop(reader);
    let mail = notices
        .iter()
        .find(|notice| notice.act.channel == Channel::EMail)
        .unwrap();
    let answer = scene
        .signed_in()
        .await
        .get(&format!("/notices/{}/message", mail.id))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("script-src"),
        "{policy}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_company_is_told_where_to_start() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    for path in ["/", "/debtors", "/departures", "/imports", "/mode"] {
        let answer = browser.get(path).await;
        check(path, answer.status, &answer.text);
    }
    assert!(browser.get("/").await.text.contains("href=\"/imports\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_to_why_is_given_as_a_file_with_its_facts() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 20).await;
    let mut browser = scene.signed_in().await;
    let page = browser.get(&format!("/debtors/{debtor}")).await;
    assert!(page.text.contains("Télécharger avec les faits"));
    let file = browser.get(&format!("/debtors/{debtor}/why")).await;
    let read: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    assert_eq!(read["on"], "2026-03-02");
    assert_eq!(read["facts"]["items"][0]["reference"], "F-101");
    let steps = read["steps"][0]["steps"].as_array().unwrap();
    assert!(steps.len() > 3, "{read:#}");
    assert_eq!(read["decision"]["gates"][0]["gate"], "master-switch");
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_has_no_room_today_is_shown_with_its_day() {
    let scene = Scene::set(Mode::Confirm).await;
    scene.promote().await;
    for (number, minor) in [("1", 900_000), ("2", 500_000), ("3", 100_000)] {
        let debtor = scene.debtor_without_mail(number).await;
        scene.invoice(debtor, number, minor, 20).await;
    }
    let mut browser = scene.signed_in().await;
    browser.post("/day-runs", &[]).await;
    let board = browser.get("/departures").await;
    assert!(!board.text.contains("Reporté"), "{}", board.text);
    let changed = scene.desk.change_settings(&scene.seat, |settings| {
        settings.profile.capacity.minutes_a_day = 20;
        settings.profile.capacity.minutes_a_task = 10;
    });
    changed.await.unwrap();
    let board = browser.get("/departures").await;
    let (_, later) = board.text.split_once("Reporté").expect("something waits");
    assert!(later.contains("03/03/2026"), "{later}");
    assert!(later.contains("1\u{202f}000,00"), "the smallest: {later}");
}

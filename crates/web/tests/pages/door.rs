//! Before the pages: first start, signing in and out, one-time links, other sites, other companies.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use receivables::account::Mode;

use crate::browser::Browser;
use crate::scene::{EMAIL, PASSWORD, Scene};

const PAGES: [&str; 7] = [
    "/",
    "/debtors",
    "/departures",
    "/imports",
    "/mode",
    "/signature",
    "/debtors/0000000000001",
];

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_a_page_without_signing_in() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = Browser::new(scene.router.clone());
    for page in PAGES {
        let answer = browser.get(page).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{page}");
        assert!(answer.location().starts_with("/sign-in?next="), "{page}");
    }
    let answer = browser.post("/switch", &[("to", "off")]).await;
    assert!(
        answer.location().starts_with("/sign-in"),
        "an act is refused too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_makes_the_first_person_and_the_company_once() {
    let (router, desk, _) = Scene::empty().await;
    let mut browser = Browser::new(router);
    assert_eq!(browser.get("/sign-in").await.location(), "/setup");
    let mut fields = [
        ("company", "Atelier du Port"),
        ("siren", "732 829 320"),
        ("language", "en"),
        ("name", "Claire"),
        ("email", EMAIL),
        ("password", "court"),
    ];
    let answer = browser.post("/setup", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("trop court"), "{}", answer.text);
    assert!(
        answer.text.contains("value=\"Atelier du Port\""),
        "what was typed is kept"
    );
    fields[5].1 = PASSWORD;
    let half = [&fields[..], &[("sender", "Claire")]].concat();
    let answer = browser.post("/setup", &half).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("donnez les deux"), "{}", answer.text);
    assert_eq!(browser.post("/setup", &fields).await.location(), "/");
    let answer = browser.get("/").await;
    assert!(
        answer.text.contains("<html lang=\"en\">"),
        "the language that was chosen"
    );
    assert!(answer.text.contains("Atelier du Port"));
    assert!(!desk.has_nobody().await.unwrap());
    let mut other = Browser::new(Scene::set(Mode::Observe).await.router);
    assert_eq!(
        other.post("/setup", &fields).await.location(),
        "/sign-in",
        "never a second time"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_says_no_more_than_a_wrong_address() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = Browser::new(scene.router.clone());
    let wrong = browser
        .post("/session", &[("email", EMAIL), ("password", "x")])
        .await;
    let unknown = browser
        .post(
            "/session",
            &[("email", "nobody@atelier.example"), ("password", "x")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        wrong.text.replace(EMAIL, "?"),
        unknown.text.replace("nobody@atelier.example", "?")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_wrong_passwords_make_wait_and_time_brings_attempts_back() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = Browser::new(scene.router.clone());
    for _ in 0..10 {
        browser
            .post("/session", &[("email", EMAIL), ("password", "x")])
            .await;
    }
    let right = [("email", EMAIL), ("password", PASSWORD)];
    assert_eq!(
        browser.post("/session", &right).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    scene.clock.advance(SignedDuration::from_mins(2));
    assert_eq!(browser.post("/session", &right).await.location(), "/");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_one_time_link_signs_in_once() {
    let scene = Scene::set(Mode::Observe).await;
    let mut reader = scene.desk.store().reader().await.unwrap();
    let person = store::person::by_email(&mut reader, EMAIL)
        .await
        .unwrap()
        .unwrap();
    drop(reader);
    let link = scene.desk.sign_in_link(person.id).await.unwrap();
    let mut browser = Browser::new(scene.router.clone());
    assert_eq!(
        browser
            .get(&format!("/sign-in-link/{link}"))
            .await
            .location(),
        "/"
    );
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    let again = Browser::new(scene.router.clone())
        .get(&format!("/sign-in-link/{link}"))
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_on_the_server() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    let mut copy = scene.signed_in().await;
    browser.post("/session/closed", &[]).await;
    assert!(browser.get("/").await.location().starts_with("/sign-in"));
    assert_eq!(
        copy.get("/").await.status,
        StatusCode::OK,
        "another session goes on"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_on_another_site_does_nothing() {
    let scene = Scene::set(Mode::Confirm).await;
    let mut browser = scene.signed_in().await;
    let foreign: [&[(&str, &str)]; 3] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
    ];
    for headers in foreign {
        let mut request =
            Request::post("/switch").header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = browser.send(request, Body::from("to=off")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(answer.text.contains("Action refusée"), "{}", answer.text);
    }
    let mut reader = scene.desk.store().reader().await.unwrap();
    let creditor = store::creditor::find(&mut reader, scene.seat.creditor)
        .await
        .unwrap();
    assert_eq!(creditor.policy.stopped_on, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_20_an_account_of_another_company_looks_like_one_that_does_not_exist() {
    let scene = Scene::set(Mode::Confirm).await;
    let (debtor, item) = scene.elsewhere().await;
    let mut browser = scene.signed_in().await;
    let theirs = browser.get(&format!("/debtors/{debtor}")).await;
    let unknown = browser.get("/debtors/0000000000001").await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    assert_eq!(theirs.text, unknown.text);
    let (item, debtor) = (item.to_string(), debtor.to_string());
    for (path, fields) in [
        (
            format!("/debtors/{debtor}/promises"),
            vec![("item", item.as_str()), ("pay_on", "2026-03-20")],
        ),
        (
            format!("/debtors/{debtor}/disputes"),
            vec![("item", item.as_str()), ("reason", "price")],
        ),
        (
            format!("/debtors/{debtor}/holds"),
            vec![("reason", "other")],
        ),
        (format!("/debtors/{debtor}/replies"), vec![("words", "…")]),
    ] {
        let answer = browser.post(&path, &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_tells_the_browser_what_to_refuse() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    for path in ["/", "/nowhere", "/sign-in"] {
        let answer = browser.get(path).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(
            answer.headers["x-content-type-options"], "nosniff",
            "{path}"
        );
        assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
        assert!(
            !answer.text.contains("<script>") && !answer.text.contains(" style="),
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn assets_are_kept_for_ever_under_an_address_of_their_content() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = Browser::new(scene.router.clone());
    let page = browser.get("/sign-in").await.text;
    let start = page.find("/assets/").unwrap();
    let path = page[start..].split('"').next().unwrap().to_string();
    let asset = browser.get(&path).await;
    assert_eq!(asset.status, StatusCode::OK);
    assert!(
        asset.headers["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    let tag = asset.headers["etag"].to_str().unwrap().to_string();
    let known = browser
        .send(
            Request::get(&path).header("if-none-match", tag),
            Body::empty(),
        )
        .await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert_eq!(
        browser.get("/assets/0/secret.txt").await.status,
        StatusCode::NOT_FOUND
    );
}

//! Letters to post: the pile, the postal address that a letter needs, and the service that posts them.

use std::sync::Arc;

use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use desk::carrier::{Carried, NotHeard, ProviderCall};
use desk::carriers::Carriers;
use desk::posting_service::{Given, LetterFate, LetterWord, PostingService, ServiceLetter};
use desk::press::{Press, PressFailure, PrintRun};
use desk::texts::TextTerms;
use receivables::account::Mode;
use receivables::currency::Currency;
use web::{WebSettings, WebState};

use crate::browser::Browser;
use crate::scene::Scene;

/// Prints, and posts what it is given but for the first letter; a call whose body is `delivered` is about the letter it took.
#[derive(Default)]
struct Service {
    given: std::sync::Mutex<u32>,
}

#[async_trait]
impl Press for Service {
    async fn print(&self, runs: Vec<PrintRun>) -> Result<Vec<Vec<u8>>, PressFailure> {
        Ok(runs.iter().map(|_| b"%PDF-1.7".to_vec()).collect())
    }
}

#[async_trait]
impl PostingService for Service {
    fn name(&self) -> &str {
        "Facteur Express"
    }

    async fn give(&self, letter: &ServiceLetter) -> Given {
        let mut given = self.given.lock().unwrap();
        *given += 1;
        let carried = match *given {
            1 => Carried::Refused {
                cause: "HTTP 422 ville inconnue".to_string(),
            },
            _ => Carried::Receipt {
                reference: "L-1".to_string(),
                bytes: letter.file.clone(),
            },
        };
        let is_taken = matches!(carried, Carried::Receipt { .. });
        let cost = TextTerms::price("6.42", Currency::EUR).filter(|_| is_taken);
        Given { carried, cost }
    }

    async fn ask(&self, _: &str) -> Result<Option<LetterWord>, String> {
        Ok(None)
    }

    fn hear(&self, call: &ProviderCall<'_>) -> Result<Vec<LetterWord>, NotHeard> {
        match call.body {
            b"delivered" => Ok(vec![LetterWord {
                reference: "L-1".to_string(),
                ours: String::new(),
                fate: LetterFate::Delivered,
                tracking: Some("2C 987".to_string()),
                words: "distribué".to_string(),
            }]),
            _ => Err(NotHeard::Signature),
        }
    }
}

async fn call(browser: &mut Browser, path: &str, body: &'static str) -> StatusCode {
    let request = Request::post(path).header("content-type", "text/plain");
    browser.send(request, Body::from(body)).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_given_to_a_service_which_tells_what_became_of_them() {
    let mut scene = Scene::set(Mode::Confirm).await;
    let service = Arc::new(Service::default());
    let carriers = Carriers::of_email(scene.carrier.clone())
        .with_press(service.clone())
        .with_posting(service);
    let state = WebState::new(scene.desk.clone(), carriers, WebSettings::default());
    scene.router = web::router(state);
    let debtor = scene.debtor_without_mail("C001").await;
    scene.invoice(debtor, "F-101", 120_000, 60).await;
    let mut browser = scene.signed_in().await;
    let address = [
        ("lines", "3 quai"),
        ("post_code", "44000"),
        ("town", "Nantes"),
    ];
    browser
        .post(&format!("/debtors/{debtor}/address"), &address)
        .await;
    scene.follow_one_step("formal-letter", "letter").await;
    scene.run().await;
    let pile = browser.get("/letters").await;
    assert!(
        pile.text
            .contains("Confier les lettres cochées à Facteur Express"),
        "{}",
        pile.text
    );
    let id = pile.text.split("name=\"letter\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap().to_string();

    browser.post("/letters/given", &[("letter", &*id)]).await;
    let refused = browser.get("/letters").await.text;
    assert!(refused.contains("ville inconnue"), "{refused}");
    assert!(refused.contains("44000 Nantes"), "it stays: {refused}");
    let account = browser.get(&format!("/debtors/{debtor}")).await.text;
    assert!(
        account.contains("Lettre refusée par le prestataire"),
        "{account}"
    );

    browser.post("/letters/given", &[("letter", &*id)]).await;
    let given = browser.get("/letters").await.text;
    assert!(given.contains("Une lettre a été confiée"), "{given}");
    assert!(given.contains("Aucune lettre n’attend"), "{given}");

    let key = scene.desk.text_call_key().await.unwrap();
    let mut provider = scene.browser();
    let right = format!("/hooks/letters/{key}");
    let wrong = format!("/hooks/letters/{}", "0".repeat(32));
    for (path, body, status) in [
        (&wrong, "delivered", StatusCode::NOT_FOUND),
        (&right, "forged", StatusCode::BAD_REQUEST),
        (&right, "delivered", StatusCode::OK),
        (&right, "delivered", StatusCode::OK),
    ] {
        assert_eq!(call(&mut provider, path, body).await, status, "{body}");
    }
    let page = browser.get(&format!("/notices/{id}")).await.text;
    for shown in ["2C 987", "6,42\u{a0}€", "remis le", "L-1"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_waits_on_the_pile_and_is_posted() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor_without_mail("C001").await;
    scene.invoice(debtor, "F-101", 120_000, 60).await;
    let mut browser = scene.signed_in().await;
    let address = [
        ("lines", "3 impasse du Port\n\nZone nord"),
        ("post_code", "44000"),
        ("town", "Nantes"),
        ("country", "fr"),
    ];
    let account = format!("/debtors/{debtor}");
    browser.post(&format!("{account}/address"), &address).await;
    let shown = browser.get(&account).await;
    assert!(
        shown.text.contains("L’adresse postale est gardée"),
        "{}",
        shown.text
    );
    assert!(shown.text.contains("value=\"44000\""), "{}", shown.text);
    scene.follow_one_step("formal-letter", "letter").await;
    scene.run().await;
    let pile = browser.get("/letters").await;
    for words in ["44000 Nantes", "À imprimer"] {
        assert!(pile.text.contains(words), "{words} in {}", pile.text);
    }
    let id = pile.text.split("name=\"letter\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap().to_string();
    browser.post("/letters/printed", &[("letter", &*id)]).await;
    let missing = browser.get("/letters").await;
    assert!(
        missing.text.contains("cargo build -p letters"),
        "{}",
        missing.text
    );
    let posted = [("letter", &*id), ("posted_on", "2026-03-02")];
    let answer = browser.post("/letters/posted", &posted).await;
    assert_eq!(answer.location(), "/letters");
    let pile = browser.get("/letters").await;
    assert!(
        pile.text.contains("Aucune lettre n’attend"),
        "{}",
        pile.text
    );
    assert!(pile.text.contains("Une lettre est notée"), "{}", pile.text);
}

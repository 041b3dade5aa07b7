//! Text messages on screen: how long one is and what it costs before it leaves, what a provider's call says of it after.

use std::sync::Arc;

use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use desk::carrier::{Carried, Heard, NotHeard, ProviderCall, TextCarrier, TextFate, TextMessage};
use desk::carriers::Carriers;
use desk::contacts::NewContact;
use desk::texts::TextTerms;
use receivables::account::Mode;
use receivables::contact::ContactRole;
use receivables::currency::Currency;
use receivables::identity::{DebtorId, NoticeId};
use web::{WebSettings, WebState};

use crate::browser::Browser;
use crate::scene::Scene;

/// Takes everything; a call whose body is a word is a report, `forged` is refused.
struct Provider;

#[async_trait]
impl TextCarrier for Provider {
    async fn carry_text(&self, message: &TextMessage) -> Carried {
        Carried::Receipt {
            reference: "SM1".to_string(),
            bytes: message.text.clone().into_bytes(),
        }
    }

    fn hear(&self, call: &ProviderCall<'_>) -> Result<Heard, NotHeard> {
        let fate = match call.body {
            b"delivered" => TextFate::Delivered,
            b"failed" => TextFate::NotDelivered,
            _ => return Err(NotHeard::Signature),
        };
        Ok(Heard::Report {
            reference: "SM1".to_string(),
            fate,
            words: "told".to_string(),
        })
    }
}

/// A debtor with a mobile who is to get a text message, and the message.
async fn set() -> (Scene, DebtorId, NoticeId) {
    let mut scene = Scene::set(Mode::Automatic).await;
    scene.desk = scene.desk.clone().with_texts(TextTerms {
        sender: "ATELIER".to_string(),
        price: TextTerms::price("0.045", Currency::EUR),
    });
    let carriers = Carriers::of_email(scene.carrier.clone()).with_texts(Arc::new(Provider));
    let settings = WebSettings::default();
    scene.router = web::router(WebState::new(scene.desk.clone(), carriers, settings));
    scene.follow_one_step("general-sms", "sms").await;
    let debtor = scene.debtor_without_mail("C1").await;
    let contact = NewContact {
        role: ContactRole::AccountsPayable,
        name: "Mme Roy".into(),
        email: String::new(),
        phone: "06 12 34 56 78".into(),
        language: None,
    };
    let added = scene.desk.add_contact(&scene.seat, debtor, contact);
    added.await.unwrap();
    scene.invoice(debtor, "F1", 120_000, 6).await;
    scene.run().await;
    let mut reader = scene.desk.store().reader().await.unwrap();
    let waiting = store::notice::waiting(&mut reader, scene.seat.creditor).await;
    let id = waiting.unwrap()[0].id;
    drop(reader);
    (scene, debtor, id)
}

async fn call(browser: &mut Browser, path: &str, body: &'static str) -> StatusCode {
    let request = Request::post(path).header("content-type", "text/plain");
    browser.send(request, Body::from(body)).await.status
}

#[tokio::test]
async fn its_length_and_its_price_are_shown_before_it_leaves() {
    let (scene, _, id) = set().await;
    let mut browser = scene.signed_in().await;
    let page = browser.get(&format!("/notices/{id}")).await.text;
    for shown in ["1 SMS", "alphabet court", "0,045\u{a0}€", "+33612345678"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("<iframe"), "there is no HTML of it");
}

#[tokio::test]
async fn a_call_of_the_provider_is_believed_with_the_key_alone() {
    let (scene, debtor, id) = set().await;
    let mut browser = scene.signed_in().await;
    browser.post("/sendings", &[]).await;
    let key = scene.desk.text_call_key().await.unwrap();
    let mut provider = scene.browser();
    let wrong = format!("/hooks/texts/{}/{id}", "0".repeat(32));
    let right = format!("/hooks/texts/{key}/{id}");
    let nobody = format!("/hooks/texts/{key}/none");
    let table = [
        (wrong.as_str(), "delivered", StatusCode::NOT_FOUND),
        (nobody.as_str(), "delivered", StatusCode::NOT_FOUND),
        (right.as_str(), "forged", StatusCode::BAD_REQUEST),
        (right.as_str(), "delivered", StatusCode::NO_CONTENT),
        (right.as_str(), "delivered", StatusCode::NO_CONTENT),
        (right.as_str(), "failed", StatusCode::NO_CONTENT),
    ];
    for (path, body, expected) in table {
        assert_eq!(call(&mut provider, path, body).await, expected, "{body}");
    }
    let page = browser.get(&format!("/notices/{id}")).await.text;
    assert!(page.contains("remis le"), "{page}");
    let page = browser.get(&format!("/debtors/{debtor}")).await.text;
    assert!(
        page.contains("SMS « A », remis") || page.contains(", remis"),
        "{page}"
    );
    let file = browser.get(&format!("/notices/{id}/original")).await;
    assert!(file.text.contains("Atelier du Port"), "{}", file.text);
}

#[tokio::test]
async fn a_contact_can_be_spared_text_messages_and_reached_again() {
    let (scene, debtor, id) = set().await;
    let mut reader = scene.desk.store().reader().await.unwrap();
    let contacts = store::contact::of_debtor(&mut reader, scene.seat.creditor, debtor).await;
    let contact = contacts.unwrap()[0].id;
    drop(reader);
    let mut browser = scene.signed_in().await;
    let mark = format!("/debtors/{debtor}/contacts/{contact}/mark");
    browser.post(&mark, &[("mark", "no-texts")]).await;
    let page = browser.get(&format!("/debtors/{debtor}")).await.text;
    assert!(page.contains("ne veut pas de SMS"), "{page}");
    let page = browser.get(&format!("/notices/{id}")).await.text;
    assert!(
        page.contains("retiré"),
        "what was ready is taken back: {page}"
    );
    browser.post(&mark, &[("mark", "reachable")]).await;
    let page = browser.get(&format!("/debtors/{debtor}")).await.text;
    assert!(
        !page.contains("Reachable") && page.contains("De nouveau joignable"),
        "{page}"
    );
    assert!(
        page.contains("Plus de SMS"),
        "it can be marked again: {page}"
    );
}

#[tokio::test]
async fn a_message_that_came_back_is_noted_by_hand_once() {
    let (scene, _, id) = set().await;
    let mut browser = scene.signed_in().await;
    let noted = format!("/notices/{id}/returned");
    browser.post(&noted, &[("words", "")]).await;
    let page = browser.get(&format!("/notices/{id}")).await.text;
    assert!(
        page.contains("rechargez la page"),
        "it has not left: {page}"
    );
    browser.post("/sendings", &[]).await;
    let page = browser.get(&format!("/notices/{id}")).await.text;
    assert!(page.contains("Il est revenu"), "{page}");
    let words = [("words", "Numéro attribué à quelqu’un d’autre")];
    browser.post(&noted, &words).await;
    let page = browser.get(&format!("/notices/{id}")).await.text;
    assert!(
        page.contains("revenu le") && !page.contains("came-back"),
        "{page}"
    );
    let board = browser.get("/departures").await.text;
    assert!(
        board.contains("Tâche interne"),
        "a person gets the work: {board}"
    );
}

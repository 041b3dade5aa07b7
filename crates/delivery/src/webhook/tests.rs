//! A program that is told: what it gets, and what each of its ways to fail means.

use super::*;
use crate::misbehaving::{End, halves, says, server};

const BODY: &str = "{\"id\":\"7\",\"noun\":\"hold\"}";

fn at() -> Timestamp {
    "2026-11-25T08:00:00Z".parse().unwrap()
}

fn told_at(address: &str) -> Webhook {
    Webhook::new(("erp", None), address, "shared").unwrap()
}

#[tokio::test]
async fn it_gets_the_event_with_its_identity_and_a_signature_it_can_check() {
    let (address, mut asked) = server(vec![says(204, "")]).await;
    let answer = told_at(&address).tell("7", BODY, at()).await;
    assert_eq!(answer, Ok(()));
    let (head, body) = halves(&asked.recv().await.unwrap());
    assert_eq!(body, BODY.as_bytes());
    assert!(head.contains("relance-event: 7"), "{head}");
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"shared");
    let signed = format!("{}.{BODY}", at().as_second());
    let tag = hmac::sign(&key, signed.as_bytes());
    let hex: String = tag
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let expected = format!("relance-signature: t={},v1={hex}", at().as_second());
    assert!(head.contains(&expected), "{head}");
}

#[tokio::test]
async fn whatever_is_no_success_was_not_taken_and_says_why() {
    let table = [
        (says(500, "out of\n order"), "500"),
        (says(404, "no such path"), "no such path"),
        (says(302, ""), "302"),
        (End::Drops, "error"),
    ];
    for (end, expected) in table {
        let (address, _asked) = server(vec![end]).await;
        let refused = told_at(&address).tell("7", BODY, at()).await.unwrap_err();
        assert!(refused.contains(expected), "{refused}");
    }
}

#[test]
fn nothing_is_sent_in_the_clear_to_another_machine() {
    let table = [
        ("http://erp.example/relance", "not protected"),
        ("erp.example", "not an address"),
        ("ftp://erp.example", "not an address"),
    ];
    for (address, expected) in table {
        let refused = Webhook::new(("erp", None), address, "shared").err();
        let words = refused.map(|refused| refused.to_string());
        assert!(
            words.as_ref().is_some_and(|words| words.contains(expected)),
            "{address}: {words:?}"
        );
    }
    assert!(Webhook::new(("erp", None), "https://erp.example/r", "s").is_ok());
}

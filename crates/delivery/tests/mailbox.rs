//! A real mailbox: what the mail server files there is fetched once, as it came, and nothing in it changes.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

mod letter;

use std::time::Duration;

use delivery::imap::{ImapSecurity, ImapSetback, ImapSettings, MailBatch, MailboxPlace, fetch};
use delivery::sign_in::SignIn;
use delivery::smtp::Security;
use delivery::{SmtpCarrier, SmtpSettings};
use desk::carrier::{Carried, Carrier, Parcel};
use jiff::civil::Date;

const LONG_AGO: Date = Date::constant(2020, 1, 1);

#[allow(
    clippy::disallowed_methods,
    reason = "tests are told where their servers are"
)]
fn told(name: &str) -> Option<String> {
    let value = std::env::var(name).ok();
    if value.is_none() {
        eprintln!("SKIPPED: {name} is not set; run the tests with ./test");
    }
    value
}

fn settings(name: &str, security: ImapSecurity) -> Option<ImapSettings> {
    let address = told(name)?;
    let (_, port) = address.rsplit_once(':')?;
    let certificate = told("RELANCE_TEST_SMTP_CERTIFICATE")?;
    Some(ImapSettings {
        host: "localhost".to_string(),
        port: port.parse().unwrap(),
        security,
        sign_in: SignIn::with_password("answers", "secret"),
        folder: "INBOX".to_string(),
        authority: Some(std::fs::read(certificate).unwrap()),
    })
}

/// Sends a message to the mailbox, by the mail server.
async fn deliver(notice: i64, subject: &str) {
    let address = told("RELANCE_TEST_SMTP").unwrap();
    let (host, port) = address.rsplit_once(':').unwrap();
    let mut settings = SmtpSettings::new(host, port.parse().unwrap());
    settings.security = Security::None;
    let parcel = Parcel {
        subject: subject.to_string(),
        ..letter::parcel(notice, &["answers@essai.example"])
    };
    let carried = SmtpCarrier::new(settings).carry(&parcel).await;
    assert!(matches!(carried, Carried::Receipt { .. }), "{carried:?}");
}

/// What came after a place, once a message with a subject is among it.
async fn fetched(settings: &ImapSettings, after: Option<MailboxPlace>, subject: &str) -> MailBatch {
    for _ in 0..50 {
        let batch = fetch(settings, after, (LONG_AGO, 100)).await.unwrap();
        if subjects(&batch).iter().any(|one| one == subject) {
            return batch;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("{subject} never came")
}

fn subjects(batch: &MailBatch) -> Vec<String> {
    let texts = batch
        .messages
        .iter()
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    texts
        .filter_map(|text| {
            let line = text.lines().find(|line| line.starts_with("Subject: "))?;
            Some(line["Subject: ".len()..].trim().to_string())
        })
        .collect()
}

#[tokio::test]
async fn messages_are_fetched_once_over_tls_and_stay_unread() {
    let Some(settings) = settings("RELANCE_TEST_IMAPS", ImapSecurity::Tls) else {
        return;
    };
    deliver(2001, "first-answer").await;
    let first = fetched(&settings, None, "first-answer").await;
    deliver(2002, "second-answer").await;
    let second = fetched(&settings, Some(first.place), "second-answer").await;
    assert!(!subjects(&second).contains(&"first-answer".to_string()));
    let nothing = fetch(&settings, Some(second.place), (LONG_AGO, 100)).await;
    let nothing = nothing.unwrap();
    assert_eq!((nothing.messages.len(), nothing.place), (0, second.place));
    let other_folder = MailboxPlace {
        validity: second.place.validity.wrapping_add(1),
        last: second.place.last,
    };
    let again = fetched(&settings, Some(other_folder), "first-answer").await;
    assert_eq!(
        again.place, second.place,
        "a folder made anew is read again"
    );
    let few = fetch(&settings, None, (LONG_AGO, 1)).await.unwrap();
    assert!(few.has_more && few.messages.len() == 1);
}

#[tokio::test]
async fn what_goes_wrong_says_what_to_do() {
    let Some(plain) = settings("RELANCE_TEST_IMAP", ImapSecurity::None) else {
        return;
    };
    fetch(&plain, None, (LONG_AGO, 1)).await.unwrap();
    let wrong = ImapSettings {
        sign_in: SignIn::with_password("answers", "wrong"),
        ..plain.clone()
    };
    let refused = fetch(&wrong, None, (LONG_AGO, 1)).await;
    assert!(
        matches!(refused, Err(ImapSetback::Refused { .. })),
        "{refused:?}"
    );
    let missing = ImapSettings {
        folder: "Nowhere".to_string(),
        ..plain.clone()
    };
    let missing = fetch(&missing, None, (LONG_AGO, 1)).await;
    assert!(
        matches!(missing, Err(ImapSetback::Protocol { .. })),
        "{missing:?}"
    );
    let closed = ImapSettings {
        port: 1,
        ..plain.clone()
    };
    let closed = fetch(&closed, None, (LONG_AGO, 1)).await;
    assert!(
        matches!(closed, Err(ImapSetback::Unreachable { .. })),
        "{closed:?}"
    );
    let Some(secured) = settings("RELANCE_TEST_IMAPS", ImapSecurity::Tls) else {
        return;
    };
    let stranger = ImapSettings {
        authority: None,
        ..secured
    };
    let stranger = fetch(&stranger, None, (LONG_AGO, 1)).await;
    let words = stranger.unwrap_err().to_string();
    assert!(words.contains("check host, port and security"), "{words}");
}

//! The carrier against a real mail server, the one that `./test` starts. Without one it says so and
//! passes.

#![allow(clippy::unwrap_used, reason = "tests end at the first surprise")]

mod letter;
mod receiver;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use delivery::sign_in::SignIn;
use delivery::smtp::{Security, probe};
use delivery::{DkimKey, SmtpCarrier, SmtpSettings};
use desk::carrier::{Carried, Carrier};

#[allow(
    clippy::disallowed_methods,
    reason = "tests are told where their servers are"
)]
fn told(name: &str) -> Option<String> {
    let found = std::env::var(name).ok();
    if found.is_none() {
        eprintln!("SKIPPED: {name} is not set; ./test starts a mail server and sets it");
    }
    found
}

/// The server's settings, protected and signed in; none without a server.
fn settings(address: &str) -> Option<SmtpSettings> {
    let address = told(address)?;
    let (host, port) = address.rsplit_once(':').unwrap();
    let mut settings = SmtpSettings::new(host, port.parse().unwrap());
    settings.authority = Some(fs::read(told("RELANCE_TEST_SMTP_CERTIFICATE")?).unwrap());
    settings.sign_in = Some(SignIn::with_password(
        told("RELANCE_TEST_SMTP_USER")?,
        told("RELANCE_TEST_SMTP_PASSWORD")?,
    ));
    Some(settings)
}

/// The message with this identifier as the server delivered it. A server delivers after it has answered,
/// so its folder is looked at until the message is there.
async fn delivered(message_id: &str) -> String {
    let folder = PathBuf::from(told("RELANCE_TEST_SMTP_MAILDIR").unwrap()).join("new");
    for _ in 0..500 {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            if text.contains(&format!("Message-ID: <{message_id}>")) {
                return text;
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{message_id} was taken and never delivered");
}

#[tokio::test]
async fn a_message_arrives_as_it_was_written() {
    for (notice, address, security) in [
        (1001, "RELANCE_TEST_SMTP", Security::StartTls),
        (1002, "RELANCE_TEST_SMTPS", Security::Tls),
        (1003, "RELANCE_TEST_SMTP", Security::None),
    ] {
        let Some(mut settings) = settings(address) else {
            return;
        };
        settings.security = security;
        let parcel = letter::parcel(notice, &["ap@example.org"]);
        let carried = SmtpCarrier::new(settings).carry(&parcel).await;
        let Carried::Receipt { bytes, reference } = carried else {
            panic!("{security:?}: {carried:?}");
        };
        assert!(reference.starts_with("250 OK id="), "{reference}");
        let text = delivered(&parcel.message_id).await;
        let written = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
        assert!(text.ends_with(&written), "{text}\n---\n{written}");
    }
}

#[tokio::test]
async fn what_the_server_refuses_is_said_in_its_words() {
    let Some(settings) = settings("RELANCE_TEST_SMTP") else {
        return;
    };
    let carrier = SmtpCarrier::new(settings);
    let carried = carrier
        .carry(&letter::parcel(1004, &["unknown@example.org"]))
        .await;
    let Carried::Refused { cause } = carried else {
        panic!("{carried:?}");
    };
    assert_eq!(cause, "naming the recipient: 550 5.1.1 No such mailbox");
    let carried = carrier
        .carry(&letter::parcel(1005, &["busy@example.org"]))
        .await;
    assert!(matches!(carried, Carried::TryAgain { .. }), "{carried:?}");
}

#[tokio::test]
async fn a_probe_tells_a_good_server_from_wrong_settings() {
    let Some(settings) = settings("RELANCE_TEST_SMTP") else {
        return;
    };
    let found = probe(&settings).await.unwrap();
    assert_eq!(found.server, "mail.test.invalid");
    assert!(found.is_encrypted && found.is_signed_in);

    let mut wrong_password = settings.clone();
    let user = told("RELANCE_TEST_SMTP_USER").unwrap();
    wrong_password.sign_in = Some(SignIn::with_password(user, "wrong"));
    let setback = probe(&wrong_password).await.unwrap_err();
    assert!(
        setback.to_string().starts_with("signing in: 535"),
        "{setback}"
    );

    let mut unknown_authority = settings.clone();
    unknown_authority.authority = None;
    let setback = probe(&unknown_authority).await.unwrap_err();
    assert!(setback.advice().contains("authority"), "{setback}");

    let mut tls_on_a_plain_port = settings;
    tls_on_a_plain_port.security = Security::Tls;
    let setback = probe(&tls_on_a_plain_port).await.unwrap_err();
    assert!(setback.advice().contains("security setting"), "{setback}");
}

/// The private key of RFC 8463, A.2.
const KEY: &[u8] = b"-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";

#[tokio::test]
async fn a_signature_is_good_where_the_message_arrives() {
    let Some(settings) = settings("RELANCE_TEST_SMTP") else {
        return;
    };
    let parcel = letter::parcel(1006, &["ap@example.org"]);
    let key = DkimKey::read("example.com", "relance", KEY).unwrap();
    let record = key.record();
    let carrier = SmtpCarrier::new(settings).with_keys(vec![key]);
    let carried = carrier.carry(&parcel).await;
    assert!(matches!(carried, Carried::Receipt { .. }), "{carried:?}");
    let text = delivered(&parcel.message_id).await.replace('\n', "\r\n");
    assert!(
        text.contains("\r\nReceived: "),
        "it went through the server: {text}"
    );
    assert_eq!(receiver::wrong(&text, &record), None, "{text}");
}

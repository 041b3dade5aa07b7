//! Signatures under what leaves, checked by somebody else: OpenSSL, with the key as it is published.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

mod letter;
mod receiver;

use std::path::Path;

use delivery::DkimKey;
use delivery::dkim::signed;
use delivery::message::compose;

const SENDER: &str = "compta@example.com";
const KINDS: [&str; 2] = [
    "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem",
    "genpkey -algorithm ED25519 -out key.pem",
];

/// A key that OpenSSL makes; nothing where the machine has none.
fn made(folder: &Path, how: &str) -> Option<DkimKey> {
    let arguments: Vec<&str> = how.split(' ').collect();
    assert!(receiver::openssl(folder, &arguments)?, "{how}");
    let pem = std::fs::read(folder.join("key.pem")).unwrap();
    Some(DkimKey::read("example.com", "relance", &pem).unwrap())
}

#[test]
fn a_receiver_finds_each_signature_good_and_every_change() {
    let folder = tempfile::tempdir().unwrap();
    for how in KINDS {
        let Some(key) = made(folder.path(), how) else {
            return;
        };
        let parcel = letter::parcel(1, &["ap@example.org"]);
        let message = compose(&parcel).unwrap().bytes;
        let sealed = signed(
            message,
            std::slice::from_ref(&key),
            (SENDER, parcel.dated_at),
        );
        let sealed = String::from_utf8(sealed.unwrap()).unwrap();
        let record = key.record();
        assert_eq!(receiver::wrong(&sealed, &record), None, "{sealed}");
        let changes = [
            ("\r\nSubject:", "\r\nSubject: Not", "the headers"),
            (
                "\r\nFrom: ",
                "\r\nFrom: spy@example.net\r\nFrom: ",
                "the headers",
            ),
            (
                "\r\nDate:",
                "\r\nCc: spy@example.net\r\nDate:",
                "the headers",
            ),
            ("Il reste", "Il vous reste", "the body"),
        ];
        for (from, to, part) in changes {
            let changed = sealed.replacen(from, to, 1);
            assert_ne!(changed, sealed, "the message has no {from:?}");
            let wrong = receiver::wrong(&changed, &record);
            assert_eq!(wrong.as_deref(), Some(part), "{from:?}");
        }
    }
}

#[test]
fn a_message_that_leaves_again_has_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut keys = Vec::new();
    for how in KINDS {
        let Some(key) = made(folder.path(), how) else {
            return;
        };
        keys.push(key);
    }
    let parcel = letter::parcel(1, &["ap@example.org"]);
    let leave = || {
        let message = compose(&parcel).unwrap().bytes;
        signed(message, &keys, (SENDER, parcel.dated_at)).unwrap()
    };
    let first = leave();
    assert_eq!(first, leave());
    let text = String::from_utf8(first).unwrap();
    assert_eq!(text.matches("DKIM-Signature: ").count(), 2, "{text}");
}

#[test]
fn a_short_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let how = "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out key.pem";
    let arguments: Vec<&str> = how.split(' ').collect();
    if receiver::openssl(folder.path(), &arguments) != Some(true) {
        return;
    }
    let pem = std::fs::read(folder.path().join("key.pem")).unwrap();
    let error = DkimKey::read("example.com", "relance", &pem).unwrap_err();
    assert!(error.to_string().contains("2048 to 4096 bits"), "{error}");
}

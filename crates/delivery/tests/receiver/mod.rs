//! A receiver that checks signatures with OpenSSL, written apart from what signs: it works on text, where the signer works
//! on bytes.

use std::path::Path;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use delivery::dkim::DnsRecord;

/// `SubjectPublicKeyInfo` of an Ed25519 key, before its 32 bytes (RFC 8410).
const ED25519: &[u8] = &[
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

/// Runs OpenSSL in a folder; whether it was content. Nothing where the machine has none.
pub fn openssl(folder: &Path, arguments: &[&str]) -> Option<bool> {
    let run = Command::new("openssl")
        .args(arguments)
        .current_dir(folder)
        .output();
    match run {
        Ok(output) => Some(output.status.success()),
        Err(_) => {
            eprintln!("SKIPPED: openssl is not there; ./test brings it");
            None
        }
    }
}

/// What is wrong with the first signature of a message, read with what its domain publishes.
pub fn wrong(message: &str, record: &DnsRecord) -> Option<String> {
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let lines = unfolded.split("\r\n");
    let fields: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(':')).collect();
    let named = fields.iter().find(|(name, _)| *name == "DKIM-Signature");
    let (_, signature) = named.unwrap();
    let name = format!(
        "{}._domainkey.{}.",
        tag(signature, "s"),
        tag(signature, "d")
    );
    assert_eq!(name, record.name, "the key is published elsewhere");
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();

    std::fs::write(folder.join("body"), plain_body(body)).unwrap();
    openssl(
        folder,
        &["dgst", "-sha256", "-binary", "-out", "hash", "body"],
    )?;
    let hash = STANDARD.encode(std::fs::read(folder.join("hash")).unwrap());
    if hash != tag(signature, "bh") {
        return Some("the body".to_string());
    }

    let mut left = fields.clone();
    let mut covered = String::new();
    for name in tag(signature, "h").split(':') {
        let found = left
            .iter()
            .rposition(|(known, _)| known.eq_ignore_ascii_case(name));
        if let Some(place) = found {
            let (_, value) = left.remove(place);
            covered += &format!("{name}:{}\r\n", plain(value));
        }
    }
    let (before, _) = signature.rsplit_once(" b=").unwrap();
    covered += &format!("dkim-signature:{} b=", plain(before));
    std::fs::write(folder.join("covered"), covered).unwrap();
    let bytes = STANDARD.decode(tag(signature, "b")).unwrap();
    std::fs::write(folder.join("signature"), bytes).unwrap();
    (!is_good(folder, record)?).then(|| "the headers".to_string())
}

/// Whether `signature` in a folder is that of `covered` with the key published.
fn is_good(folder: &Path, record: &DnsRecord) -> Option<bool> {
    let run = |arguments: &str| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        openssl(folder, &arguments)
    };
    let (kind, key) = record.value.rsplit_once("; p=").unwrap();
    let key = STANDARD.decode(key).unwrap();
    if kind.ends_with("k=ed25519") {
        std::fs::write(folder.join("key"), [ED25519, &key].concat()).unwrap();
        run("dgst -sha256 -binary -out digest covered")?;
        return run(
            "pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in digest -sigfile signature",
        );
    }
    std::fs::write(folder.join("key"), key).unwrap();
    run("pkey -pubin -inform DER -in key -pubout -out key.pem")?;
    run("dgst -sha256 -verify key.pem -signature signature covered")
}

fn tag(signature: &str, name: &str) -> String {
    let mut tags = signature
        .split(';')
        .filter_map(|tag| tag.trim().split_once('='));
    let found = tags.find(|(known, _)| *known == name);
    found.map(|(_, value)| value.replace(' ', "")).unwrap()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain_body(body: &str) -> String {
    let line = |line: &str| {
        let begins_blank = line.starts_with([' ', '\t']) && !line.trim().is_empty();
        format!("{}{}", if begins_blank { " " } else { "" }, plain(line))
    };
    let lines: Vec<String> = body.split("\r\n").map(line).collect();
    format!("{}\r\n", lines.join("\r\n").trim_end_matches("\r\n"))
}

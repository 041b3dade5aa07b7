//! What a domain publishes so that its signatures can be checked: one record of its DNS. Pure.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Letters of one text of a record; a longer value is several texts.
const MOST_OF_A_TEXT: usize = 255;
/// RSA encryption with nothing besides, as an `AlgorithmIdentifier` (RFC 8017, A.1).
const RSA: [u8; 15] = [
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];

/// A TXT record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DnsRecord {
    /// Its name, with the dot at its end.
    pub name: String,
    /// Its value, in one.
    pub value: String,
}

impl DnsRecord {
    /// Of an RSA key (the modulus and the exponent of PKCS #1), which is published as a `SubjectPublicKeyInfo`: what
    /// receivers read, whatever RFC 6376 says.
    pub(super) fn of_rsa(name: String, key: &[u8]) -> Self {
        let mut bits = vec![0];
        bits.extend_from_slice(key);
        let mut information = RSA.to_vec();
        information.extend(element(0x03, &bits));
        let published = STANDARD.encode(element(0x30, &information));
        let value = format!("v=DKIM1; k=rsa; p={published}");
        DnsRecord { name, value }
    }

    /// Of an Ed25519 key.
    pub(super) fn of_ed25519(name: String, key: &[u8]) -> Self {
        let value = format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(key));
        DnsRecord { name, value }
    }
}

/// As it stands in a zone file.
impl fmt::Display for DnsRecord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} IN TXT", self.name)?;
        for text in self.value.as_bytes().chunks(MOST_OF_A_TEXT) {
            write!(out, " \"{}\"", String::from_utf8_lossy(text))?;
        }
        Ok(())
    }
}

/// One element of DER: tag, length, content.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let significant: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
    let mut written = vec![tag];
    match significant[..] {
        [] => written.push(0),
        [short] if short < 0x80 => written.push(short),
        _ => {
            // Eight bytes at most: the count of them fits.
            written.push(0x80 | significant.len() as u8);
            written.extend_from_slice(&significant);
        }
    }
    written.extend_from_slice(content);
    written
}

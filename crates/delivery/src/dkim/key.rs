//! The private key of a domain, and whom it signs for. It must never be shown, not even in a log.

use std::fmt;

use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use super::record::DnsRecord;

/// Why a key cannot sign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// No name of a domain, or of a key.
    #[error(
        "`{0}` is no name of the DNS: write letters, figures, `-` and dots, and a domain with accents as `xn--…`"
    )]
    Name(String),
    /// The file holds no private key.
    #[error(
        "it holds no private key in PEM ({0}): make one with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048`"
    )]
    Pem(String),
    /// A key of another kind, or too short.
    #[error(
        "the key is neither RSA of 2048 to 4096 bits nor Ed25519 ({0}): make another with `openssl genpkey`"
    )]
    Kind(String),
}

enum Private {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
}

/// A key that signs for a domain, and the name it is published under.
pub struct DkimKey {
    domain: String,
    selector: String,
    private: Private,
}

impl DkimKey {
    /// Reads a key from the PEM that `openssl genpkey` or `openssl genrsa` writes.
    ///
    /// # Errors
    /// [`BadKey`] for names the DNS does not have, and for what is no key of RSA (2048 to 4096 bits) or Ed25519.
    pub fn read(domain: &str, selector: &str, pem: &[u8]) -> Result<DkimKey, BadKey> {
        let domain = domain.trim_end_matches('.').to_ascii_lowercase();
        for name in [domain.as_str(), selector] {
            if !is_name(name) {
                return Err(BadKey::Name(name.to_string()));
            }
        }
        Ok(DkimKey {
            domain,
            selector: selector.to_string(),
            private: private(pem)?,
        })
    }

    /// The domain it signs for.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The name it is published under.
    pub fn selector(&self) -> &str {
        &self.selector
    }

    /// The algorithm, as signatures name it.
    pub fn algorithm(&self) -> &'static str {
        match self.private {
            Private::Rsa(_) => "rsa-sha256",
            Private::Ed25519(_) => "ed25519-sha256",
        }
    }

    /// True when messages from a domain are signed with it: its own, and those under it.
    pub fn signs_for(&self, domain: &str) -> bool {
        let domain = domain.trim().trim_end_matches('.').to_ascii_lowercase();
        match domain.strip_suffix(&self.domain) {
            Some(under) => under.is_empty() || under.ends_with('.'),
            None => false,
        }
    }

    /// What is to be published for receivers to check its signatures.
    pub fn record(&self) -> DnsRecord {
        let name = format!("{}._domainkey.{}.", self.selector, self.domain);
        match &self.private {
            Private::Rsa(pair) => DnsRecord::of_rsa(name, pair.public_key().as_ref()),
            Private::Ed25519(pair) => DnsRecord::of_ed25519(name, pair.public_key().as_ref()),
        }
    }

    /// The signature over some bytes; nothing when the library fails. Both ways of signing draw nothing by chance that
    /// could be seen: the same bytes have the same signature.
    pub(super) fn sign(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        match &self.private {
            Private::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(
                    &RSA_PKCS1_SHA256,
                    &SystemRandom::new(),
                    bytes,
                    &mut signature,
                )
                .ok()?;
                Some(signature)
            }
            // RFC 8463 signs the digest.
            Private::Ed25519(pair) => {
                let hash = digest(&SHA256, bytes);
                Some(pair.sign(hash.as_ref()).as_ref().to_vec())
            }
        }
    }
}

impl fmt::Debug for DkimKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "key {} of {}", self.selector, self.domain)
    }
}

fn private(pem: &[u8]) -> Result<Private, BadKey> {
    let der = PrivateKeyDer::from_pem_slice(pem).map_err(|cause| BadKey::Pem(cause.to_string()))?;
    let rsa = match &der {
        PrivateKeyDer::Pkcs1(der) => RsaKeyPair::from_der(der.secret_pkcs1_der()),
        PrivateKeyDer::Pkcs8(der) => {
            // OpenSSL writes Ed25519 without its public half, which `maybe_unchecked` computes.
            let der = der.secret_pkcs8_der();
            if let Ok(pair) = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der) {
                return Ok(Private::Ed25519(Box::new(pair)));
            }
            RsaKeyPair::from_pkcs8(der)
        }
        _ => return Err(BadKey::Kind("a key of an elliptic curve".to_string())),
    };
    match rsa {
        Ok(pair) => Ok(Private::Rsa(Box::new(pair))),
        Err(cause) => Err(BadKey::Kind(cause.to_string())),
    }
}

fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        let is_of_dns = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !label.is_empty() && label.len() <= 63 && label.bytes().all(is_of_dns)
    };
    name.len() <= 190 && name.split('.').all(is_label)
}

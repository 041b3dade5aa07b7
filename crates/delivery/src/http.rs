//! The client that calls services over HTTP. Must never follow a redirect: what is sent holds keys and messages.

use std::sync::Arc;
use std::time::Duration;

use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// How long a connection may take.
const CONNECTING: Duration = Duration::from_secs(10);
/// How long a whole request may take.
const WHOLE: Duration = Duration::from_secs(30);

/// The TLS library does not start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("services cannot be called over TLS: {0}")]
pub struct BadClient(pub String);

/// A client that trusts the public authorities.
pub(crate) fn client() -> Result<reqwest::Client, BadClient> {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let provider = Arc::new(crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|cause| BadClient(cause.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECTING)
        .timeout(WHOLE)
        .user_agent("Relance")
        .build()
        .map_err(|cause| BadClient(cause.to_string()))
}

/// What went wrong with a request, with what lies under it.
pub(crate) fn words_of(cause: &reqwest::Error) -> String {
    let mut words = cause.to_string();
    let mut under = std::error::Error::source(cause);
    while let Some(deeper) = under {
        words = format!("{words}: {deeper}");
        under = deeper.source();
    }
    words
}

/// The bytes of an answer, at most so many; the rest is not read.
///
/// # Errors
/// The line broke.
pub(crate) async fn bytes_of(
    response: &mut reqwest::Response,
    most: usize,
) -> Result<Vec<u8>, reqwest::Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > most {
            break;
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

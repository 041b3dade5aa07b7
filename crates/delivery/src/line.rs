//! A line to a server, in TLS or plain. It must never go on where a certificate is not that of the host.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// How long a server may take to answer the call.
const CALL: Duration = Duration::from_secs(20);

/// What bytes go through.
pub(crate) trait Line: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Line for T {}

/// Where a line goes.
pub(crate) struct Place<'a> {
    /// The host.
    pub(crate) host: &'a str,
    /// The port.
    pub(crate) port: u16,
    /// TLS from the first byte.
    pub(crate) is_secured: bool,
    /// Certificates (PEM) to trust besides the public authorities.
    pub(crate) authority: Option<&'a [u8]>,
}

/// Why there is no line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum NoLine {
    /// There is no way to the server.
    #[error("{0}")]
    Unreachable(String),
    /// The certificate given as authority cannot be read.
    #[error("{0}")]
    Authority(String),
}

/// A line to a server. Takes bounded time.
pub(crate) async fn line(place: &Place<'_>) -> Result<Box<dyn Line>, NoLine> {
    let call = TcpStream::connect((place.host, place.port));
    let stream = match tokio::time::timeout(CALL, call).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return Err(unreachable(error)),
        Err(_) => return Err(silent()),
    };
    stream.set_nodelay(true).map_err(unreachable)?;
    if !place.is_secured {
        return Ok(Box::new(stream));
    }
    let connector = TlsConnector::from(Arc::new(trust(place.authority)?));
    let name = ServerName::try_from(place.host.to_string()).map_err(unreachable)?;
    match tokio::time::timeout(CALL, connector.connect(name, stream)).await {
        Ok(Ok(secured)) => Ok(Box::new(secured)),
        Ok(Err(error)) => Err(unreachable(error)),
        Err(_) => Err(silent()),
    }
}

fn unreachable(error: impl fmt::Display) -> NoLine {
    NoLine::Unreachable(error.to_string())
}

fn silent() -> NoLine {
    NoLine::Unreachable(format!("nothing for {} s", CALL.as_secs()))
}

/// Whom to trust: the public authorities, and the company's own.
fn trust(authority: Option<&[u8]>) -> Result<ClientConfig, NoLine> {
    let bad = |error: &dyn fmt::Display| NoLine::Authority(error.to_string());
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for certificate in CertificateDer::pem_slice_iter(authority.unwrap_or_default()) {
        let certificate = certificate.map_err(|error| bad(&error))?;
        roots.add(certificate).map_err(|error| bad(&error))?;
    }
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let versions = versions.map_err(|error| bad(&error))?;
    Ok(versions.with_root_certificates(roots).with_no_client_auth())
}

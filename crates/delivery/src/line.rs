//! The line to a mail server, in TLS or plain. It must never go on where a certificate is not that of the host.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::{ImapSecurity, ImapSetback, ImapSettings};

/// How long a server may take to answer the call.
const CALL: Duration = Duration::from_secs(20);

/// What bytes go through.
pub(super) trait Line: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Line for T {}

/// A line to the server of a mailbox.
pub(super) async fn line(settings: &ImapSettings) -> Result<Box<dyn Line>, ImapSetback> {
    let unreachable = |cause: String| ImapSetback::Unreachable {
        host: settings.host.clone(),
        port: settings.port,
        cause,
    };
    let call = TcpStream::connect((settings.host.as_str(), settings.port));
    let stream = match tokio::time::timeout(CALL, call).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return Err(unreachable(error.to_string())),
        Err(_) => return Err(unreachable(format!("nothing for {} s", CALL.as_secs()))),
    };
    if settings.security == ImapSecurity::None {
        return Ok(Box::new(stream));
    }
    let connector = TlsConnector::from(Arc::new(trust(settings)?));
    let name = ServerName::try_from(settings.host.clone());
    let name = name.map_err(|error| unreachable(error.to_string()))?;
    let secured = connector.connect(name, stream).await;
    let secured = secured.map_err(|error| unreachable(error.to_string()))?;
    Ok(Box::new(secured))
}

/// Whom to trust: the public authorities, and the company's own.
fn trust(settings: &ImapSettings) -> Result<ClientConfig, ImapSetback> {
    let authority = |cause: String| ImapSetback::Authority { cause };
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    if let Some(pem) = &settings.authority {
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| authority(error.to_string()))?;
            let added = roots.add(certificate);
            added.map_err(|error| authority(error.to_string()))?;
        }
    }
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let versions = versions.map_err(|error| authority(error.to_string()))?;
    Ok(versions.with_root_certificates(roots).with_no_client_auth())
}

//! One conversation with an SMTP server, each command bounded in time and its stage known. It must never
//! say the content was refused when the server only fell silent.

use std::error::Error as _;
use std::future::Future;
use std::io::ErrorKind;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use tokio::time::timeout;

use super::{Security, Setback, SmtpSettings, Stage};
use crate::message::Composed;
use crate::sign_in::{Proof, SignIn};

type Answer<T> = Result<T, lettre::transport::smtp::Error>;

/// Saying goodbye is a courtesy: nobody waits long for it.
const GOODBYE: Duration = Duration::from_secs(2);

/// An open line to a server, protected and signed in as the settings ask.
pub(super) struct Session {
    connection: AsyncSmtpConnection,
    command: Duration,
    answer: Duration,
}

impl Session {
    /// Connects, protects the line and signs in.
    pub(super) async fn open(settings: &SmtpSettings) -> Result<Self, Setback> {
        let command = settings.patience.command;
        let hello = match &settings.hello_name {
            Some(name) => ClientId::Domain(name.clone()),
            None => ClientId::default(),
        };
        let mut connection = connect(settings, &hello).await?;
        if settings.security == Security::StartTls {
            let upgrade = connection.starttls(tls(settings)?, &hello);
            within(command, Stage::Encryption, upgrade).await?;
        }
        if let Some(who) = &settings.sign_in {
            sign_in(&mut connection, who, command).await?;
        }
        Ok(Self {
            connection,
            command,
            answer: settings.patience.answer,
        })
    }

    /// Gives one message; the server's own words when it took charge of it.
    pub(super) async fn give(&mut self, composed: &Composed) -> Result<String, Setback> {
        self.address(&composed.envelope, composed.bytes.is_ascii())
            .await?;
        let permission = self.connection.command(Data);
        let answer = within(self.command, Stage::Permission, permission).await?;
        if !answer.has_code(354) {
            return Err(Setback::nonsense(Stage::Permission, words(&answer)));
        }
        // The protocol ends the content with a line of its own; the message's last line end is part of it.
        let content = composed
            .bytes
            .strip_suffix(b"\r\n")
            .unwrap_or(&composed.bytes);
        let given = self.connection.message(content);
        let answer = within(self.answer, Stage::Content, given).await?;
        match answer.has_code(250) {
            true => Ok(words(&answer)),
            false => Err(Setback::nonsense(Stage::Content, words(&answer))),
        }
    }

    async fn address(&mut self, envelope: &Envelope, is_ascii: bool) -> Result<(), Setback> {
        let mut parameters = Vec::new();
        let mut addresses = envelope.to().iter().chain(envelope.from());
        if !addresses.all(|address| address.to_string().is_ascii()) {
            self.must_support(
                Extension::SmtpUtfEight,
                "the server takes no address with accents (SMTPUTF8)",
            )?;
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !is_ascii {
            self.must_support(
                Extension::EightBitMime,
                "the server takes no message with accents in its headers (8BITMIME)",
            )?;
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let sender = self
            .connection
            .command(Mail::new(envelope.from().cloned(), parameters));
        within(self.command, Stage::Sender, sender).await?;
        // One recipient refused, and nobody receives: the message names them all.
        for recipient in envelope.to() {
            let named = self
                .connection
                .command(Rcpt::new(recipient.clone(), Vec::new()));
            within(self.command, Stage::Recipient, named).await?;
        }
        Ok(())
    }

    fn must_support(&self, extension: Extension, otherwise: &str) -> Result<(), Setback> {
        match self.connection.server_info().supports_feature(extension) {
            true => Ok(()),
            false => Err(Setback::beyond_it(Stage::Sender, otherwise)),
        }
    }

    /// The name the server goes by.
    pub(super) fn server_name(&self) -> String {
        self.connection.server_info().name().to_owned()
    }

    /// Whether the line is protected.
    pub(super) fn is_encrypted(&self) -> bool {
        self.connection.is_encrypted()
    }

    /// Says goodbye; what the server answers changes nothing any more.
    pub(super) async fn close(mut self) {
        let _ = timeout(GOODBYE, self.connection.quit()).await;
    }
}

async fn sign_in(
    connection: &mut AsyncSmtpConnection,
    who: &SignIn,
    patience: Duration,
) -> Result<(), Setback> {
    let user = who.user.clone();
    let source = match &who.proof {
        Proof::Password(password) => {
            let credentials = Credentials::new(user, password.clone());
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            let answer = connection.auth(&mechanisms, &credentials);
            return within(patience, Stage::SignIn, answer).await.map(drop);
        }
        Proof::Token(source) => source,
    };
    let token = source.token().await;
    let token = token.map_err(|cause| Setback::of_ours(Stage::SignIn, cause.to_string()))?;
    let credentials = Credentials::new(user, token);
    let mechanisms = [Mechanism::Xoauth2];
    let answer = connection.auth(&mechanisms, &credentials);
    let answer = within(patience, Stage::SignIn, answer).await;
    if answer.is_err() {
        // It may have been taken back before its time.
        source.forget().await;
    }
    answer.map(drop)
}

async fn connect(
    settings: &SmtpSettings,
    hello: &ClientId,
) -> Result<AsyncSmtpConnection, Setback> {
    let command = settings.patience.command;
    let tls = match settings.security {
        Security::Tls => Some(tls(settings)?),
        Security::None | Security::StartTls => None,
    };
    let server = (settings.host.as_str(), settings.port);
    let reached = AsyncSmtpConnection::connect_tokio1(server, Some(command), hello, tls, None);
    let connected = timeout(command, reached).await;
    match connected {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(error)) if concerns_tls(&error) => Err(Setback::of(Stage::Encryption, &error)),
        Ok(Err(error)) => Err(Setback::of(Stage::Connection, &error)),
        Err(_) => Err(Setback::silence(Stage::Connection)),
    }
}

/// Bytes that are not TLS, or a certificate that is not trusted, arrive as a connection error that holds
/// invalid data.
fn concerns_tls(error: &lettre::transport::smtp::Error) -> bool {
    let mut cause = error.source();
    while let Some(found) = cause {
        if let Some(source) = found.downcast_ref::<std::io::Error>() {
            return source.kind() == ErrorKind::InvalidData;
        }
        cause = found.source();
    }
    error.is_tls()
}

fn tls(settings: &SmtpSettings) -> Result<TlsParameters, Setback> {
    let refused = |error| Setback::of(Stage::Encryption, &error);
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(authority) = &settings.authority {
        builder = builder.add_root_certificate(Certificate::from_pem(authority).map_err(refused)?);
    }
    builder.build().map_err(refused)
}

async fn within<T>(
    patience: Duration,
    stage: Stage,
    command: impl Future<Output = Answer<T>>,
) -> Result<T, Setback> {
    match timeout(patience, command).await {
        Ok(answer) => answer.map_err(|error| Setback::of(stage, &error)),
        Err(_) => Err(Setback::silence(stage)),
    }
}

fn words(answer: &Response) -> String {
    let lines: Vec<&str> = answer.message().collect();
    format!("{} {}", answer.code(), lines.join(" "))
}

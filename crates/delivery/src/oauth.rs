//! Access tokens by OAuth 2 (RFC 6749), for mail servers that take no password any more: by the credentials of an
//! application (4.4), or by a refresh token a person once gave (6). Must never show a secret, not even in a log, and never
//! lose a refresh token that was renewed.

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};

use desk::clock::Clock;
use form_urlencoded::Serializer;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use tokio::sync::Mutex;

use crate::http;

/// A token is renewed so long before it ends: a message on its way must not outlive it.
const MARGIN: SignedDuration = SignedDuration::from_secs(120);
/// What a token lasts when the service does not say (RFC 6749, 5.1 leaves it open).
const USUAL_SECONDS: i64 = 600;
/// Longest answer that is read.
const MOST_BYTES: usize = 64 * 1024;
/// How much of an answer is quoted.
const MOST_QUOTED: usize = 300;

/// Where tokens come from.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenService {
    /// The address of the token endpoint.
    pub address: String,
    /// The application, as the service knows it.
    pub client_id: String,
    /// Its secret, where it has one.
    pub client_secret: Option<String>,
    /// What the token is for, as the service calls it.
    pub scope: Option<String>,
    /// On whose word it is given.
    pub grant: Grant,
}

/// On whose word a token is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// The application's own, which an administrator allowed to use the mailbox.
    Application,
    /// A person's, who allowed it once: the refresh token is the first line of this file, and is written there anew when
    /// the service changes it.
    Person(PathBuf),
}

impl fmt::Debug for TokenService {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "tokens of {} for {}", self.address, self.client_id)
    }
}

/// Why there is no token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenSetback {
    /// The service cannot be reached, or does not answer as it should.
    #[error("no access token from {address}: {cause}")]
    Unreachable {
        /// The service.
        address: String,
        /// What happened.
        cause: String,
    },
    /// The service says no.
    #[error(
        "{address} gives no access token: {cause}; check the application, its secret and what it may do"
    )]
    Refused {
        /// The service.
        address: String,
        /// Its words.
        cause: String,
    },
    /// The file of the refresh token cannot be read or written.
    #[error("the refresh token in {file}: {cause}")]
    File {
        /// The file.
        file: String,
        /// What happened.
        cause: String,
    },
}

struct Kept {
    token: String,
    ends_at: Timestamp,
}

/// Gives access tokens and keeps the last one while it lasts.
pub struct TokenSource {
    client: reqwest::Client,
    service: TokenService,
    clock: Clock,
    kept: Mutex<Option<Kept>>,
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.service.fmt(out)
    }
}

/// What a token endpoint answers.
#[derive(Deserialize)]
struct Answer {
    access_token: Option<String>,
    expires_in: Option<i64>,
    refresh_token: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

impl TokenSource {
    /// Tokens of a service. Nothing is asked before the first is needed.
    ///
    /// # Errors
    /// The TLS library does not start.
    pub fn new(service: TokenService, clock: Clock) -> Result<TokenSource, http::BadClient> {
        Ok(TokenSource {
            client: http::client()?,
            service,
            clock,
            kept: Mutex::new(None),
        })
    }

    /// A token that lasts for the next two minutes at least.
    ///
    /// # Errors
    /// [`TokenSetback`] says what to check.
    pub async fn token(&self) -> Result<String, TokenSetback> {
        let mut kept = self.kept.lock().await;
        let now = self.clock.instant();
        if let Some(found) = kept.as_ref().filter(|found| found.ends_at > now + MARGIN) {
            return Ok(found.token.clone());
        }
        let fresh = self.ask(now).await?;
        let token = fresh.token.clone();
        *kept = Some(fresh);
        Ok(token)
    }

    /// Forgets the token that is kept: a server did not take it.
    pub async fn forget(&self) {
        *self.kept.lock().await = None;
    }

    async fn ask(&self, now: Timestamp) -> Result<Kept, TokenSetback> {
        let form = self.form()?;
        let answer = self.answer(form).await?;
        let token = answer.access_token.filter(|token| !token.is_empty());
        let Some(token) = token else {
            return Err(self.unreachable("its answer holds no access token".to_string()));
        };
        if let (Grant::Person(file), Some(renewed)) = (&self.service.grant, answer.refresh_token) {
            keep(file, &renewed)?;
        }
        let seconds = answer.expires_in.unwrap_or(USUAL_SECONDS).clamp(0, 86_400);
        Ok(Kept {
            token,
            ends_at: now + SignedDuration::from_secs(seconds),
        })
    }

    fn form(&self) -> Result<String, TokenSetback> {
        let service = &self.service;
        let mut form = Serializer::new(String::new());
        form.append_pair("client_id", &service.client_id);
        if let Some(secret) = &service.client_secret {
            form.append_pair("client_secret", secret);
        }
        if let Some(scope) = &service.scope {
            form.append_pair("scope", scope);
        }
        match &service.grant {
            Grant::Application => form.append_pair("grant_type", "client_credentials"),
            Grant::Person(file) => form
                .append_pair("grant_type", "refresh_token")
                .append_pair("refresh_token", &first_line(file)?),
        };
        Ok(form.finish())
    }

    async fn answer(&self, form: String) -> Result<Answer, TokenSetback> {
        let broken = |cause: reqwest::Error| self.unreachable(http::words_of(&cause));
        let request = self
            .client
            .post(&self.service.address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(form);
        let mut response = request.send().await.map_err(broken)?;
        let status = response.status();
        let bytes = http::bytes_of(&mut response, MOST_BYTES).await;
        let bytes = bytes.map_err(broken)?;
        let answer: Option<Answer> = serde_json::from_slice(&bytes).ok();
        match answer {
            Some(answer) if status.is_success() => Ok(answer),
            Some(answer) if status.is_client_error() => Err(TokenSetback::Refused {
                address: self.service.address.clone(),
                cause: words(&answer, status.as_u16()),
            }),
            _ => {
                let said = String::from_utf8_lossy(&bytes);
                let quoted: String = said.trim().chars().take(MOST_QUOTED).collect();
                Err(self.unreachable(format!("HTTP {} {quoted}", status.as_u16())))
            }
        }
    }

    fn unreachable(&self, cause: String) -> TokenSetback {
        TokenSetback::Unreachable {
            address: self.service.address.clone(),
            cause,
        }
    }
}

/// What the service says of its refusal, on one line.
fn words(answer: &Answer, status: u16) -> String {
    let said = [&answer.error, &answer.error_description];
    let said: Vec<&str> = said
        .into_iter()
        .flatten()
        .flat_map(|words| words.lines())
        .map(str::trim)
        .collect();
    match said.is_empty() {
        true => format!("HTTP {status}"),
        false => said.join(": ").chars().take(MOST_QUOTED).collect(),
    }
}

fn first_line(file: &Path) -> Result<String, TokenSetback> {
    let text = std::fs::read_to_string(file).map_err(|cause| trouble(file, &cause))?;
    match text.lines().next().map(str::trim) {
        Some(token) if !token.is_empty() => Ok(token.to_string()),
        _ => Err(TokenSetback::File {
            file: file.display().to_string(),
            cause: "its first line is empty".to_string(),
        }),
    }
}

/// Writes a renewed token beside the old one, then in its place: a crash leaves one of the two, whole.
fn keep(file: &Path, token: &str) -> Result<(), TokenSetback> {
    if first_line(file)? == token {
        return Ok(());
    }
    let beside = file.with_extension("renewed");
    let kept = std::fs::copy(file, &beside)
        .and_then(|_| std::fs::write(&beside, format!("{token}\n")))
        .and_then(|()| std::fs::rename(&beside, file));
    kept.map_err(|cause| trouble(file, &cause))
}

fn trouble(file: &Path, cause: &std::io::Error) -> TokenSetback {
    TokenSetback::File {
        file: file.display().to_string(),
        cause: cause.to_string(),
    }
}

//! A mailbox read over IMAP: the messages that came since the last look, as they came. It must never change anything in
//! the mailbox: not even that a message was seen.

mod settings;
mod watch;

use std::time::Duration;

use futures_util::TryStreamExt;
use jiff::civil::Date;
use thiserror::Error;

pub use settings::{ImapSecurity, ImapSettings};
pub use watch::{Noticed, Watch};

use crate::line::{Line, NoLine, line};
use crate::sign_in::Proof;

/// A larger message is passed over, and said: what it holds besides its text is no answer.
const LARGEST: u32 = 30 << 20;
/// After so many bytes the rest waits for the next batch.
const BATCH: usize = 24 << 20;
/// How long one look may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// How far a mailbox was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailboxPlace {
    /// The UIDVALIDITY of the folder: when it changes, the numbers mean other messages.
    pub validity: u32,
    /// The number of the last message that was read.
    pub last: u32,
}

/// Why a mailbox could not be read. Nothing was changed in it.
#[derive(Debug, Error)]
pub enum ImapSetback {
    /// There is no way to the server.
    #[error("{host}:{port} does not answer: {cause}; check host, port and security of the mailbox")]
    Unreachable {
        /// The host.
        host: String,
        /// The port.
        port: u16,
        /// What happened.
        cause: String,
    },
    /// The certificate given as authority cannot be read.
    #[error("the authority given for the mailbox is no certificate in PEM: {cause}")]
    Authority {
        /// What is wrong.
        cause: String,
    },
    /// The server does not let us in.
    #[error("the server does not let us into the mailbox: {cause}")]
    Refused {
        /// Its words.
        cause: String,
    },
    /// The server said something else than it should.
    #[error("the mailbox cannot be read: {cause}")]
    Protocol {
        /// What happened.
        cause: String,
    },
    /// The server does not tell what comes in.
    #[error("the mail server has no IDLE: the mailbox can only be looked into now and then")]
    NoIdle,
    /// It took too long.
    #[error("the mail server was waited for longer than {seconds} s")]
    TooSlow {
        /// Seconds.
        seconds: u64,
    },
}

/// Some messages of a mailbox, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailBatch {
    /// How far the mailbox is read once these were taken in.
    pub place: MailboxPlace,
    /// The messages, as they came.
    pub messages: Vec<Vec<u8>>,
    /// How many were passed over because they are too large.
    pub too_large: usize,
    /// True when more wait.
    pub has_more: bool,
}

/// The messages after a place, `most` at a time. Without a place, or when the folder was made anew, those that came since
/// a day.
///
/// # Errors
/// The server cannot be reached, refuses, or answers what cannot be read.
pub async fn fetch(
    settings: &ImapSettings,
    after: Option<MailboxPlace>,
    (since, most): (Date, usize),
) -> Result<MailBatch, ImapSetback> {
    let work = read(settings, after, (since, most));
    let ended = tokio::time::timeout(PATIENCE, work).await;
    ended.unwrap_or(Err(ImapSetback::TooSlow {
        seconds: PATIENCE.as_secs(),
    }))
}

async fn read(
    settings: &ImapSettings,
    after: Option<MailboxPlace>,
    (since, most): (Date, usize),
) -> Result<MailBatch, ImapSetback> {
    let mut session = signed_in(settings).await?;
    let folder = session.examine(&settings.folder).await.map_err(protocol)?;
    let validity = folder.uid_validity.unwrap_or(0);
    let after = after.filter(|place| place.validity == validity);
    let query = match after {
        Some(place) => format!("UID {}:*", place.last.saturating_add(1)),
        None => format!("SINCE {}", since.strftime("%-d-%b-%Y")),
    };
    let found = session.uid_search(&query).await.map_err(protocol)?;
    let last = after.map_or(0, |place| place.last);
    // "N:*" always finds the last message, also when it was read before.
    let mut numbers: Vec<u32> = found.into_iter().filter(|number| *number > last).collect();
    numbers.sort_unstable();
    let has_more = numbers.len() > most;
    numbers.truncate(most);
    let mut batch = MailBatch {
        place: MailboxPlace { validity, last },
        messages: Vec::new(),
        too_large: 0,
        has_more,
    };
    if after.is_none() && numbers.is_empty() {
        // Nothing came lately: what comes from now on is new.
        batch.place.last = folder.uid_next.unwrap_or(1).saturating_sub(1);
    }
    let mut fetched = 0;
    for number in numbers {
        if fetched > BATCH {
            batch.has_more = true;
            break;
        }
        match message(&mut session, number).await? {
            Fetched::Message(bytes) => {
                fetched += bytes.len();
                batch.messages.push(bytes);
            }
            Fetched::TooLarge => batch.too_large += 1,
            Fetched::Gone => {}
        }
        batch.place.last = number;
    }
    // The messages are here: that the server hangs up without a word changes nothing.
    let _ = session.logout().await;
    Ok(batch)
}

enum Fetched {
    Message(Vec<u8>),
    TooLarge,
    Gone,
}

async fn message(
    session: &mut async_imap::Session<Box<dyn Line>>,
    number: u32,
) -> Result<Fetched, ImapSetback> {
    let set = number.to_string();
    let sizes = session
        .uid_fetch(&set, "(UID RFC822.SIZE)")
        .await
        .map_err(protocol)?;
    let sizes: Vec<_> = sizes.try_collect().await.map_err(protocol)?;
    let Some(size) = sizes.iter().find_map(|one| one.size) else {
        return Ok(Fetched::Gone);
    };
    if size > LARGEST {
        return Ok(Fetched::TooLarge);
    }
    let bodies = session
        .uid_fetch(&set, "(UID BODY.PEEK[])")
        .await
        .map_err(protocol)?;
    let bodies: Vec<_> = bodies.try_collect().await.map_err(protocol)?;
    let body = bodies.iter().find_map(|one| one.body());
    Ok(body.map_or(Fetched::Gone, |bytes| Fetched::Message(bytes.to_vec())))
}

async fn signed_in(
    settings: &ImapSettings,
) -> Result<async_imap::Session<Box<dyn Line>>, ImapSetback> {
    let stream = line(&settings.place()).await.map_err(|no| match no {
        NoLine::Authority(cause) => ImapSetback::Authority { cause },
        NoLine::Unreachable(cause) => ImapSetback::Unreachable {
            host: settings.host.clone(),
            port: settings.port,
            cause,
        },
    })?;
    let mut client = async_imap::Client::new(stream);
    let greeting = client.read_response().await;
    let greeting = greeting.map_err(|error| protocol(error.into()))?;
    if greeting.is_none() {
        let cause = "the server hung up before it had said anything".to_string();
        return Err(ImapSetback::Protocol { cause });
    }
    let user = &settings.sign_in.user;
    let source = match &settings.sign_in.proof {
        Proof::Password(password) => {
            let signed_in = client.login(user, password).await;
            return signed_in.map_err(|(error, _)| refused(error));
        }
        Proof::Token(source) => source,
    };
    let token = source.token().await;
    let token = token.map_err(|cause| ImapSetback::Refused {
        cause: cause.to_string(),
    })?;
    let bearer = Bearer(Some(format!("user={user}\x01auth=Bearer {token}\x01\x01")));
    let signed_in = client.authenticate("XOAUTH2", bearer).await;
    if signed_in.is_err() {
        // It may have been taken back before its time.
        source.forget().await;
    }
    signed_in.map_err(|(error, _)| refused(error))
}

/// What proves an access token, said once. A server that does not take it says why and waits for an empty line before it
/// says no.
struct Bearer(Option<String>);

impl async_imap::Authenticator for Bearer {
    type Response = String;

    fn process(&mut self, _challenge: &[u8]) -> String {
        self.0.take().unwrap_or_default()
    }
}

fn refused(error: async_imap::error::Error) -> ImapSetback {
    match error {
        async_imap::error::Error::No(cause) | async_imap::error::Error::Bad(cause) => {
            ImapSetback::Refused { cause }
        }
        other => protocol(other),
    }
}

fn protocol(error: async_imap::error::Error) -> ImapSetback {
    ImapSetback::Protocol {
        cause: error.to_string(),
    }
}

//! A line that is held open to a mailbox, on which the server tells at once what comes in (IDLE, RFC 2177). It says that
//! something came, never what: the mailbox is then read as ever. It must never be taken for a look: what came before the
//! line was open is not told.

use std::pin::Pin;
use std::time::Duration;

use async_imap::extensions::idle::{Handle, IdleResponse};
use async_imap::imap_proto::{MailboxDatum, Response, Status};
use async_imap::types::UnsolicitedResponse;
use tokio::time::{Sleep, sleep, timeout};

use super::{ImapSetback, ImapSettings, protocol, signed_in};
use crate::line::Line;

type Session = async_imap::Session<Box<dyn Line>>;
type Idle = Handle<Box<dyn Line>>;

/// How long the server may take for each thing it is asked.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a wait ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noticed {
    /// Something came into the mailbox since the line was opened, or since the last wait.
    Something,
    /// Nothing was told; the line was found alive and is held on.
    Nothing,
}

/// A line held open to a mailbox.
pub struct Watch {
    idle: Option<Idle>,
    came: bool,
    renew_after: Duration,
    renewal: Pin<Box<Sleep>>,
}

impl Watch {
    /// Opens the line. From then on nothing comes in untold: who looks into the mailbox after this and then waits, misses
    /// nothing. Servers drop who says nothing for 29 minutes, and a line may die in silence: it is renewed after
    /// `renew_after`.
    ///
    /// # Errors
    /// The server cannot be reached, refuses, or has no IDLE ([`ImapSetback::NoIdle`]).
    pub async fn begin(
        settings: &ImapSettings,
        renew_after: Duration,
    ) -> Result<Watch, ImapSetback> {
        let opened = async {
            let mut session = signed_in(settings).await?;
            let known = session.capabilities().await.map_err(protocol)?;
            if !known.has_str("IDLE") {
                let _ = session.logout().await;
                return Err(ImapSetback::NoIdle);
            }
            session.examine(&settings.folder).await.map_err(protocol)?;
            idle(session).await
        };
        let (idle, came) = in_time(opened).await?;
        Ok(Watch {
            idle: Some(idle),
            came,
            renew_after,
            renewal: Box::pin(sleep(renew_after)),
        })
    }

    /// Waits until something comes in, or until the line was renewed.
    ///
    /// # Errors
    /// The line broke. Then this watch is over: open another, look into the mailbox, and wait on that one.
    pub async fn wait(&mut self) -> Result<Noticed, ImapSetback> {
        if !std::mem::take(&mut self.came) {
            let mut held = self.idle.take().ok_or_else(hung_up)?;
            let is_due = tokio::select! {
                told = told(&mut held) => told.map(|()| false)?,
                () = self.renewal.as_mut() => true,
            };
            if !is_due {
                self.idle = Some(held);
                return Ok(Noticed::Something);
            }
            let (held, came) = in_time(renewed(held)).await?;
            self.idle = Some(held);
            self.renewal = Box::pin(sleep(self.renew_after));
            if !came {
                return Ok(Noticed::Nothing);
            }
        }
        Ok(Noticed::Something)
    }
}

/// Begins to be told; true when something came while the server was asked.
async fn idle(session: Session) -> Result<(Idle, bool), ImapSetback> {
    let told = session.unsolicited_responses.clone();
    let mut idle = session.idle();
    idle.init().await.map_err(protocol)?;
    let mut came = false;
    while let Ok(one) = told.try_recv() {
        came |= matches!(one, UnsolicitedResponse::Exists(_));
    }
    Ok((idle, came))
}

async fn renewed(held: Idle) -> Result<(Idle, bool), ImapSetback> {
    let session = held.done().await.map_err(protocol)?;
    idle(session).await
}

/// Ends once the server tells of a message.
async fn told(held: &mut Idle) -> Result<(), ImapSetback> {
    loop {
        // Kept while it waits: dropped, it would end the wait.
        let (words, _kept) = held.wait();
        match words.await.map_err(protocol)? {
            IdleResponse::NewData(words) => match words.parsed() {
                Response::MailboxData(MailboxDatum::Exists(_)) => return Ok(()),
                Response::Data {
                    status: Status::Bye,
                    ..
                } => return Err(hung_up()),
                // Flags that changed, messages that were taken out.
                _ => {}
            },
            // Nobody interrupts it here: the line is at its end.
            IdleResponse::ManualInterrupt => return Err(hung_up()),
            IdleResponse::Timeout => {}
        }
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, ImapSetback>>) -> Result<T, ImapSetback> {
    let ended = timeout(PATIENCE, work).await;
    ended.unwrap_or(Err(ImapSetback::TooSlow {
        seconds: PATIENCE.as_secs(),
    }))
}

fn hung_up() -> ImapSetback {
    ImapSetback::Protocol {
        cause: "the server hung up".to_string(),
    }
}

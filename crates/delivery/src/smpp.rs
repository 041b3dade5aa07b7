//! Text messages over SMPP 3.4: one line to the provider, bound to send on it and to hear on it. Must never send one message
//! twice, nor take silence for a refusal, nor acknowledge what nobody wrote down.

mod gathering;
mod listening;
mod pdu;
mod reading;
mod session;
mod settings;
pub mod smsc;
mod status;
mod writing;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use desk::carrier::{Carried, Heard, NotHeard, ProviderCall, TextCarrier, TextMessage};
use tokio::sync::{Mutex, mpsc};

pub use listening::Told;
pub use settings::{Patience, ReceiptNames, SmppSettings};

use pdu::{ANSWER, Fields, Pdu, command};
use session::{Session, Silence};

/// So often a part is offered again to a provider that asks for patience, once another part has left.
const HASTES: u32 = 5;
/// The longest pause before a line is opened again.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);
/// So much that was told waits to be written down.
const TOLD: usize = 64;

/// Why there is no line. Nothing went out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmppSetback {
    /// There is no way to the provider.
    #[error("{host}:{port} does not answer: {cause}; check host, port and `tls` in `texts.smpp`")]
    Unreachable {
        /// The host.
        host: String,
        /// The port.
        port: u16,
        /// What happened.
        cause: String,
    },
    /// The certificate given as authority cannot be read.
    #[error("`texts.smpp.authority_file` is no certificate in PEM: {cause}")]
    Authority {
        /// What is wrong.
        cause: String,
    },
    /// The provider does not let us in.
    #[error("the provider does not bind the line: {cause}; {advice}")]
    Refused {
        /// Its words.
        cause: String,
        /// What to do.
        advice: &'static str,
    },
    /// Something else was said than should be.
    #[error("the line cannot be bound: {cause}; check host, port and `tls` in `texts.smpp`")]
    Protocol {
        /// What happened.
        cause: String,
    },
}

/// A provider's line.
pub struct SmppCarrier {
    settings: SmppSettings,
    line: Mutex<Option<Arc<Session>>>,
    turn: Mutex<()>,
    told: mpsc::Sender<Told>,
}

impl SmppCarrier {
    /// A line that is opened once there is something to send or it is to be held; and what is told on it, which somebody
    /// must take for it to be acknowledged.
    pub fn new(settings: SmppSettings) -> (SmppCarrier, mpsc::Receiver<Told>) {
        let (told, heard) = mpsc::channel(TOLD);
        let carrier = SmppCarrier {
            settings,
            line: Mutex::default(),
            turn: Mutex::default(),
            told,
        };
        (carrier, heard)
    }

    /// The line, opened where it is not, or is dead.
    async fn session(&self) -> Result<Arc<Session>, SmppSetback> {
        let mut line = self.line.lock().await;
        if let Some(session) = line.as_ref()
            && session.lives().await
        {
            return Ok(session.clone());
        }
        *line = None;
        let session = Session::open(&self.settings, self.told.clone()).await?;
        *line = Some(session.clone());
        Ok(session)
    }

    /// Submits one part. Gives the provider's name for it.
    async fn submit(&self, session: &Session, body: &[u8]) -> Result<String, Carried> {
        let answer = match session.ask(command::SUBMIT_SM, body.to_vec()).await {
            Ok(answer) => answer,
            Err(Silence::NotAsked(cause)) => return Err(Carried::TryAgain { cause }),
            Err(Silence::NoAnswer(words)) => {
                let evidence = format!("the message was given on the SMPP line, then: {words}");
                return Err(Carried::Unknown { evidence });
            }
        };
        self.name(&answer)
    }

    fn name(&self, answer: &Pdu) -> Result<String, Carried> {
        let name = Fields::of(&answer.body).text_to_end();
        let is_about_it = answer.command == command::SUBMIT_SM | ANSWER;
        let words = status::words(answer.status);
        if answer.status != status::OK && (!is_about_it || name.is_empty()) {
            return Err(status::outcome(answer.status));
        }
        if answer.status != status::OK {
            let evidence = format!("{words}, and yet the provider names the message {name}");
            return Err(Carried::Unknown { evidence });
        }
        if !is_about_it {
            let evidence = "the provider answered something that is no answer to a message";
            return Err(Carried::Unknown {
                evidence: evidence.to_string(),
            });
        }
        Ok(self.settings.name_in_answer(&name))
    }

    /// Submits a part after others have left: a provider that asks for patience gets it, for half a message is no message.
    async fn submit_next(&self, session: &Session, body: &[u8]) -> Result<String, Carried> {
        let mut pause = self.settings.patience.haste;
        for _ in 0..HASTES {
            let answer = match session.ask(command::SUBMIT_SM, body.to_vec()).await {
                Ok(answer) => answer,
                Err(silence) => {
                    let evidence = silence.words();
                    return Err(Carried::Unknown { evidence });
                }
            };
            if !status::is_haste(answer.status) {
                return self.name(&answer);
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        self.submit(session, body).await
    }

    /// Submits every part in order; stops at the first that is not taken.
    async fn submit_all(
        &self,
        session: &Session,
        bodies: &[Vec<u8>],
    ) -> Result<Vec<String>, Carried> {
        let Some((first, others)) = bodies.split_first() else {
            return Ok(Vec::new());
        };
        let mut names = vec![self.submit(session, first).await?];
        for body in others {
            match self.submit_next(session, body).await {
                Ok(name) => names.push(name),
                Err(setback) => return Err(in_part(&names, bodies.len(), setback)),
            }
        }
        Ok(names)
    }
}

/// A message of which only the first parts left: nobody can send the rest alone, nor the whole again.
fn in_part(left: &[String], total: usize, setback: Carried) -> Carried {
    let words = match setback {
        Carried::TryAgain { cause } | Carried::Refused { cause } => cause,
        Carried::Unknown { evidence } => evidence,
        Carried::Receipt { reference, .. } => reference,
        Carried::InParts { references, .. } => references.join(" "),
    };
    let (count, names) = (left.len(), left.join(", "));
    let next = count + 1;
    Carried::Unknown {
        evidence: format!("of {total} parts {count} left ({names}); part {next}: {words}"),
    }
}

impl Drop for SmppCarrier {
    fn drop(&mut self) {
        if let Some(session) = self.line.get_mut().take() {
            session.end("nobody uses the line any more");
        }
    }
}

#[async_trait]
impl TextCarrier for SmppCarrier {
    async fn carry_text(&self, message: &TextMessage) -> Carried {
        let bodies = match writing::bodies(message) {
            Ok(bodies) => bodies,
            Err(cause) => {
                return Carried::Refused {
                    cause: cause.to_string(),
                };
            }
        };
        let _turn = self.turn.lock().await;
        let session = match self.session().await {
            Ok(session) => session,
            Err(setback) => {
                return Carried::TryAgain {
                    cause: setback.to_string(),
                };
            }
        };
        let bytes = message.text.clone().into_bytes();
        match self.submit_all(&session, &bodies).await {
            Ok(mut names) if names.len() == 1 => Carried::Receipt {
                reference: names.remove(0),
                bytes,
            },
            Ok(references) => Carried::InParts { references, bytes },
            Err(setback) => setback,
        }
    }

    fn hear(&self, _: &ProviderCall<'_>) -> Result<Heard, NotHeard> {
        let words = "a provider of SMPP tells things on its line, not by calls";
        Err(NotHeard::NotUnderstood(words.to_string()))
    }

    async fn hold_line(&self) {
        let usual = self.settings.patience.reopening;
        let (mut pause, mut known) = (usual, String::new());
        loop {
            let cause = match self.session().await {
                Ok(session) => {
                    known.clear();
                    if hold(&session, self.settings.patience.silence).await {
                        pause = usual;
                    }
                    session.end("the line broke")
                }
                Err(setback) => setback.to_string(),
            };
            if cause != known {
                tracing::warn!(line = ?self.settings, cause, "there is no line to the provider of text messages: nothing is heard of it; it is opened again and again");
                known = cause;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn hang_up(&self) {
        let session = self.line.lock().await.take();
        if let Some(session) = session {
            session.close().await;
        }
    }
}

/// Asks now and then whether the provider is there, until it is not; true when it was, once at least.
async fn hold(session: &Session, silence: Duration) -> bool {
    let mut was_there = false;
    loop {
        let is_over = tokio::time::timeout(silence, session.ended()).await.is_ok();
        if is_over || !session.answers().await {
            return was_there;
        }
        was_there = true;
    }
}

/// What a line was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmppProbe {
    /// What the provider calls itself; may be empty.
    pub provider: String,
}

/// Binds a line and closes it again. Nothing is sent, and what is told meanwhile is told again later.
///
/// # Errors
/// [`SmppSetback`] with the provider's words.
pub async fn probe(settings: &SmppSettings) -> Result<SmppProbe, SmppSetback> {
    let (told, nobody) = mpsc::channel(1);
    drop(nobody);
    let session = Session::open(settings, told).await?;
    session.close().await;
    Ok(SmppProbe {
        provider: session.provider.clone(),
    })
}

#[cfg(test)]
mod tests;

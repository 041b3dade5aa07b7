//! A mail server that behaves as it is told: takes messages, refuses them, cannot be reached, loses its
//! answers, or sees the sender die. It remembers every message it took. It must never send anything.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use desk::carrier::{Carried, Carrier, Parcel};
use tokio::sync::Notify;

use crate::diary::MailServer;

/// The server. Share it behind an `Arc`.
#[derive(Default)]
pub struct PostOffice {
    state: Mutex<State>,
    died: Notify,
}

#[derive(Default)]
struct State {
    behaviour: Option<MailServer>,
    taken: Vec<Parcel>,
}

impl PostOffice {
    /// A server that works.
    pub fn new() -> Self {
        PostOffice::default()
    }

    /// From now on it behaves like this.
    pub fn behave(&self, behaviour: MailServer) {
        self.state().behaviour = Some(behaviour);
    }

    /// Every message it took, in order.
    pub fn taken(&self) -> Vec<Parcel> {
        self.state().taken.clone()
    }

    /// How many messages it took.
    pub fn count(&self) -> usize {
        self.state().taken.len()
    }

    /// Ends when a sender has died while handing a message over: whoever sends drops its work then.
    pub async fn sender_died(&self) {
        self.died.notified().await;
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, parcel: &Parcel) -> Carried {
        let mut state = self.state();
        state.taken.push(parcel.clone());
        let number = state.taken.len();
        Carried::Receipt {
            reference: format!("taken as {number}"),
            bytes: parcel.text.clone().into_bytes(),
        }
    }

    /// The sender gets no answer for ever: its process is gone.
    async fn die(&self) -> Carried {
        self.died.notify_one();
        std::future::pending().await
    }
}

#[async_trait]
impl Carrier for PostOffice {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        let behaviour = self.state().behaviour.unwrap_or(MailServer::Works);
        match behaviour {
            MailServer::Works => self.take(parcel),
            MailServer::Down => Carried::TryAgain {
                cause: "connection refused".to_string(),
            },
            MailServer::Refuses => Carried::Refused {
                cause: "550 no such mailbox".to_string(),
            },
            MailServer::LosesAnswers => {
                self.take(parcel);
                Carried::Unknown {
                    evidence: "the connection was lost after the message was given".to_string(),
                }
            }
            MailServer::DiesBefore => self.die().await,
            MailServer::DiesAfter => {
                self.take(parcel);
                self.die().await
            }
        }
    }
}

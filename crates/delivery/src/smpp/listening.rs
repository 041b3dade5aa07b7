//! What a provider delivers on its line, handed over to be written down, and acknowledged only then. Must never acknowledge
//! what nobody wrote down, save a part of an answer whose other parts come only after it is acknowledged.

use std::sync::Arc;
use std::time::Duration;

use desk::carrier::Heard;
use tokio::sync::{mpsc, oneshot};

use super::gathering::{Gathered, Gathering};
use super::pdu::{Body, Pdu, command};
use super::reading::{self, Delivered};
use super::session::Session;
use super::settings::SmppSettings;
use super::status;

/// So many deliveries are written down at once.
pub(super) const HANDS: u32 = 32;
/// Steps of time while parts are gathered.
const STEPS: u32 = 4;

/// Something the provider told. Dropped without a word, the provider tells it again.
#[derive(Debug)]
pub struct Told {
    /// What it told.
    pub heard: Heard,
    written_down: oneshot::Sender<()>,
}

impl Told {
    /// It was written down, or is to be forgotten: the provider need not tell it again.
    pub fn done(self) {
        // A line that is over by now cannot acknowledge it: it is told again, and known.
        let _ = self.written_down.send(());
    }
}

/// Takes what is delivered on a line until the line is over.
pub(super) async fn listen(
    session: Arc<Session>,
    settings: SmppSettings,
    (mut delivered, told): (mpsc::Receiver<Pdu>, mpsc::Sender<Told>),
) {
    let step = (settings.patience.gathering / STEPS).max(Duration::from_millis(10));
    let missing = settings.patience.missing.as_nanos() / step.as_nanos();
    let missing = u64::try_from(missing).unwrap_or(u64::MAX);
    let mut clock = tokio::time::interval(step);
    let mut gathering = Gathering::default();
    let mut hands = Hands {
        session: session.clone(),
        told,
    };
    let mut now = 0;
    loop {
        tokio::select! {
            pdu = delivered.recv() => match pdu {
                Some(pdu) => hands.take(&settings, &mut gathering, (pdu, now)).await,
                None => break,
            },
            _ = clock.tick() => {
                now += 1;
                session.grow_older();
                for sequence in gathering.unanswered_since(now.saturating_sub(u64::from(STEPS))) {
                    acknowledge(&session, sequence, status::OK).await;
                }
                if let Some(since) = now.checked_sub(missing) {
                    for one in gathering.waited_since(since) {
                        hands.give(one).await;
                    }
                }
            }
        }
    }
    // What was not acknowledged the provider tells again; the rest nobody else has.
    for one in gathering.rest() {
        if one.is_ours_alone {
            hands.give(one).await;
        }
    }
    // All of them back: everything is written down.
    drop(session.hands.acquire_many(HANDS).await);
}

/// What hands over.
struct Hands {
    session: Arc<Session>,
    told: mpsc::Sender<Told>,
}

impl Hands {
    async fn take(
        &mut self,
        settings: &SmppSettings,
        gathering: &mut Gathering,
        (pdu, now): (Pdu, u64),
    ) {
        match reading::read(settings, &pdu.body) {
            Ok(Delivered::Report(heard)) => self.hand_over(heard, vec![pdu.sequence]).await,
            Ok(Delivered::Piece(piece)) => {
                for one in gathering.take(piece, pdu.sequence, now) {
                    self.give(one).await;
                }
            }
            Ok(Delivered::NoText) => {
                tracing::warn!(
                    "a message came in on the SMPP line that is no text; nothing is kept of it"
                );
                acknowledge(&self.session, pdu.sequence, status::OK).await;
            }
            Err(reading_failed) => {
                tracing::warn!(bytes = pdu.body.len(), cause = ?reading_failed, "something came in on the SMPP line that cannot be read; the provider was told so");
                acknowledge(&self.session, pdu.sequence, status::DO_NOT_TELL_AGAIN).await;
            }
        }
    }

    async fn give(&mut self, one: Gathered) {
        let heard = Heard::Answer {
            // The line gives answers no names.
            reference: String::new(),
            from: one.from,
            text: one.text,
        };
        self.hand_over(heard, one.unanswered).await;
    }

    async fn hand_over(&mut self, heard: Heard, unanswered: Vec<u32>) {
        let Ok(permit) = self.session.hands.clone().acquire_owned().await else {
            return;
        };
        let (session, told) = (self.session.clone(), self.told.clone());
        tokio::spawn(async move {
            let (written_down, is_written_down) = oneshot::channel();
            let given = told
                .send(Told {
                    heard,
                    written_down,
                })
                .await;
            let is_kept = given.is_ok() && is_written_down.await.is_ok();
            let end = if is_kept {
                status::OK
            } else {
                status::TELL_AGAIN
            };
            for sequence in unanswered {
                acknowledge(&session, sequence, end).await;
            }
            drop(permit);
        });
    }
}

async fn acknowledge(session: &Session, sequence: u32, end: u32) {
    let delivered = Pdu::request(command::DELIVER_SM, sequence, Body::default().done());
    session.say(&Pdu::answer(&delivered, end)).await;
}

//! One bound line: what is asked is told from what is delivered, and each answer finds its question. Must never take
//! silence for an answer, nor go on with a line on which something was said that cannot be read.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf};
use tokio::sync::{Notify, Semaphore, mpsc, oneshot};
use tokio::time::timeout;

use super::listening::{self, Told};
use super::pdu::{ANSWER, Fields, Pdu, command};
use super::settings::{Patience, SmppSettings};
use super::{SmppSetback, status, writing};
use crate::line::{Line, NoLine, line};

/// So many deliveries wait to be taken; with one more the provider is told to come again.
const WAITING: usize = 256;
/// After so many steps in which nothing was heard a line is asked whether it lives before a message is given to it.
const FRESH: u32 = 16;
/// How long closing may take for each of its steps.
const CLOSING: std::time::Duration = std::time::Duration::from_secs(10);

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// It was not asked: the line was over before.
    NotAsked(String),
    /// It may have been heard.
    NoAnswer(String),
}

impl Silence {
    pub(super) fn words(self) -> String {
        match self {
            Silence::NotAsked(words) | Silence::NoAnswer(words) => words,
        }
    }
}

/// A bound line.
pub(super) struct Session {
    writer: tokio::sync::Mutex<Option<WriteHalf<Box<dyn Line>>>>,
    /// Who waits for which answer; nobody may wait once the line is over.
    waiting: Mutex<Result<BTreeMap<u32, oneshot::Sender<Pdu>>, String>>,
    sequence: AtomicU32,
    /// Steps since anything was heard.
    age: AtomicU32,
    over: Notify,
    patience: Patience,
    /// Hands that write down what is delivered, while they are free.
    pub(super) hands: Arc<Semaphore>,
    listening: tokio::sync::Mutex<Option<tokio::task::JoinHandle<()>>>,
    /// What the provider calls itself.
    pub(super) provider: String,
}

impl Session {
    /// Opens and binds a line; what the provider delivers on it goes to `told`. Takes bounded time.
    pub(super) async fn open(
        settings: &SmppSettings,
        told: mpsc::Sender<Told>,
    ) -> Result<Arc<Session>, SmppSetback> {
        let stream = line(&settings.place()).await.map_err(|no| match no {
            NoLine::Authority(cause) => SmppSetback::Authority { cause },
            NoLine::Unreachable(cause) => SmppSetback::Unreachable {
                host: settings.host.clone(),
                port: settings.port,
                cause,
            },
        })?;
        let (mut reader, mut writer) = tokio::io::split(stream);
        let binding = Pdu::request(command::BIND_TRANSCEIVER, 1, writing::binding(settings));
        let asked = async {
            let written = writer.write_all(&binding.written()).await;
            written.map_err(|error| error.to_string())?;
            next(&mut reader).await
        };
        let answer = match timeout(settings.patience.answer, asked).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(cause)) => return Err(SmppSetback::Protocol { cause }),
            Err(_) => {
                let cause = "no answer to the binding in the time allowed".to_string();
                return Err(SmppSetback::Protocol { cause });
            }
        };
        if answer.status != status::OK {
            return Err(SmppSetback::Refused {
                cause: status::words(answer.status),
                advice: status::advice(answer.status),
            });
        }
        if answer.command != command::BIND_TRANSCEIVER | ANSWER {
            let cause = "what answers there does not speak SMPP as it should".to_string();
            return Err(SmppSetback::Protocol { cause });
        }
        let session = Arc::new(Session {
            writer: tokio::sync::Mutex::new(Some(writer)),
            waiting: Mutex::new(Ok(BTreeMap::new())),
            sequence: AtomicU32::new(2),
            age: AtomicU32::new(0),
            over: Notify::new(),
            patience: settings.patience,
            hands: Arc::new(Semaphore::new(listening::HANDS as usize)),
            listening: tokio::sync::Mutex::new(None),
            provider: Fields::of(&answer.body).text_to_end(),
        });
        let (deliver, delivered) = mpsc::channel(WAITING);
        let listens = listening::listen(session.clone(), settings.clone(), (delivered, told));
        *session.listening.lock().await = Some(tokio::spawn(listens));
        tokio::spawn(read_on(session.clone(), reader, deliver));
        Ok(session)
    }

    /// Asks, and waits for the answer so long as an answer may take.
    pub(super) async fn ask(&self, command: u32, body: Vec<u8>) -> Result<Pdu, Silence> {
        // Numbers of questions go from 1 to 0x7fffffff.
        let sequence = self.sequence.fetch_add(1, Ordering::Relaxed) & !ANSWER;
        let sequence = sequence.max(1);
        let (sender, receiver) = oneshot::channel();
        match self
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_mut()
        {
            Ok(waiting) => waiting.insert(sequence, sender),
            Err(cause) => return Err(Silence::NotAsked(cause.clone())),
        };
        if !self.say(&Pdu::request(command, sequence, body)).await {
            return Err(Silence::NotAsked(self.end("the line is closed")));
        }
        let answer = timeout(self.patience.answer, receiver).await;
        match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) => Err(Silence::NoAnswer(self.end("the line broke"))),
            Err(_) => Err(Silence::NoAnswer(self.end("no answer in the time allowed"))),
        }
    }

    /// Says something; a line on which it cannot be said is over. False when certainly nothing of it was said.
    pub(super) async fn say(&self, pdu: &Pdu) -> bool {
        let bytes = pdu.written();
        let Ok(mut writer) = timeout(self.patience.answer, self.writer.lock()).await else {
            return false;
        };
        let Some(writer) = writer.as_mut() else {
            return false;
        };
        let said = async {
            writer.write_all(&bytes).await?;
            writer.flush().await
        };
        match timeout(self.patience.answer, said).await {
            Ok(Ok(())) => {}
            Ok(Err(cause)) => drop(self.end(&cause.to_string())),
            Err(_) => drop(self.end("the provider takes nothing more on the line")),
        }
        true
    }

    /// True once nothing more can be asked.
    pub(super) fn is_over(&self) -> bool {
        self.waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_err()
    }

    /// Whether the line lives: it was heard of lately, or answers now.
    pub(super) async fn lives(&self) -> bool {
        let is_fresh = self.age.load(Ordering::Relaxed) < FRESH;
        !self.is_over() && (is_fresh || self.answers().await)
    }

    /// Asks whether somebody is there.
    pub(super) async fn answers(&self) -> bool {
        self.ask(command::ENQUIRE_LINK, Vec::new()).await.is_ok()
    }

    /// A step of time went by.
    pub(super) fn grow_older(&self) {
        self.age.fetch_add(1, Ordering::Relaxed);
    }

    /// Waits until the line is over.
    pub(super) async fn ended(&self) {
        loop {
            let told = self.over.notified();
            if self.is_over() {
                return;
            }
            told.await;
        }
    }

    /// Ends the line; whoever waits for an answer hears that none comes. Gives the cause of the first end.
    pub(super) fn end(&self, cause: &str) -> String {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.is_ok() {
            *waiting = Err(cause.to_string());
            self.over.notify_waiters();
        }
        waiting.as_ref().err().cloned().unwrap_or_default()
    }

    /// Takes leave: the provider knows that nobody listens any more. What it delivered before is written down first.
    pub(super) async fn close(&self) {
        drop(timeout(CLOSING, self.hands.acquire_many(listening::HANDS)).await);
        let _ = timeout(CLOSING, self.ask(command::UNBIND, Vec::new())).await;
        drop(self.end("the line was closed"));
        if let Some(listening) = self.listening.lock().await.take() {
            let _ = timeout(CLOSING, listening).await;
        }
    }

    /// Gives an answer to who waits for it; one that nobody waits for is of no use any more.
    fn answered(&self, answer: Pdu) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = waiting
            .as_mut()
            .ok()
            .and_then(|waiting| waiting.remove(&answer.sequence));
        if let Some(waits) = waits {
            let _ = waits.send(answer);
        }
    }
}

/// Reads what is said until the line is over.
async fn read_on(
    session: Arc<Session>,
    mut reader: ReadHalf<Box<dyn Line>>,
    deliver: mpsc::Sender<Pdu>,
) {
    let cause = tokio::select! {
        () = session.ended() => String::new(),
        cause = take_all(&session, &mut reader, &deliver) => cause,
    };
    drop(session.end(&cause));
    drop(session.writer.lock().await.take());
}

async fn take_all(
    session: &Session,
    reader: &mut ReadHalf<Box<dyn Line>>,
    deliver: &mpsc::Sender<Pdu>,
) -> String {
    loop {
        let pdu = match next(reader).await {
            Ok(pdu) => pdu,
            Err(cause) => return cause,
        };
        session.age.store(0, Ordering::Relaxed);
        match pdu.command {
            command::DELIVER_SM => {
                if let Err(full) = deliver.try_send(pdu) {
                    let answer = Pdu::answer(&full.into_inner(), status::TELL_AGAIN);
                    session.say(&answer).await;
                }
            }
            command::ENQUIRE_LINK => {
                session.say(&Pdu::answer(&pdu, status::OK)).await;
            }
            command::UNBIND => {
                session.say(&Pdu::answer(&pdu, status::OK)).await;
                return "the provider closed the line".to_string();
            }
            answer if answer & ANSWER != 0 => session.answered(pdu),
            _ => {
                let nack = Pdu {
                    command: command::GENERIC_NACK,
                    status: status::INVALID_COMMAND,
                    sequence: pdu.sequence,
                    body: Vec::new(),
                };
                session.say(&nack).await;
            }
        }
    }
}

/// Reads the next thing said.
async fn next(reader: &mut ReadHalf<Box<dyn Line>>) -> Result<Pdu, String> {
    let broke = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => "the provider hung up".to_string(),
        _ => error.to_string(),
    };
    let mut first = [0; 4];
    reader.read_exact(&mut first).await.map_err(broke)?;
    let length = Pdu::length(first)
        .map_err(|error| format!("what answers there does not speak SMPP: {error}"))?;
    let mut rest = vec![0; length - first.len()];
    reader.read_exact(&mut rest).await.map_err(broke)?;
    Pdu::read(&rest).ok_or_else(|| "what was said is cut off".to_string())
}

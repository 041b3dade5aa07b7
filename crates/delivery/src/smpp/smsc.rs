//! For tests: a provider of SMPP that misbehaves as asked. It writes its bytes by itself, so that no mistake of ours proves
//! itself right. Must never be used by the product.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

const SUBMIT: u32 = 4;
const DELIVER: u32 = 5;
const UNBIND: u32 = 6;
const BIND: u32 = 9;
const ENQUIRE: u32 = 0x15;
const ANSWER: u32 = 0x8000_0000;
/// Who says more at once does not speak SMPP.
const LONGEST: usize = 70_000;

/// What the provider does with a message it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Takes it.
    Takes,
    /// Answers with a status.
    Answers(u32),
    /// Answers with a status, and names the message all the same.
    NamesAndAnswers(u32),
    /// Says that it does not know what was asked, with a status.
    Nacks(u32),
    /// Takes it without a name.
    TakesNameless,
    /// Hangs up without a word.
    Drops,
    /// Answers, then hangs up.
    TakesAndDrops,
    /// Says nothing, and keeps the line.
    Silent,
    /// Says something that is no SMPP.
    Babbles,
    /// Delivers this before it answers.
    DeliversFirst(Vec<u8>),
    /// Answers another question first, twice, then this one.
    AnswersOthersFirst,
}

/// A provider that listens on a port of this machine.
pub struct Smsc {
    /// The port.
    pub port: u16,
    shared: Arc<Shared>,
    orders: mpsc::UnboundedSender<Order>,
}

type Order = (Vec<u8>, oneshot::Sender<u32>);

#[derive(Default)]
struct Shared {
    ways: Mutex<VecDeque<Way>>,
    binding: Mutex<u32>,
    is_deaf: Mutex<bool>,
    submitted: Mutex<Vec<Vec<u8>>>,
    told: Mutex<Vec<&'static str>>,
    acknowledged: Mutex<Vec<u32>>,
}

fn locked<T>(one: &Mutex<T>) -> MutexGuard<'_, T> {
    one.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Smsc {
    /// Begins to listen. Messages meet these ways one after the other, and are taken after that.
    ///
    /// # Errors
    /// There is no port to listen on.
    pub async fn start(ways: Vec<Way>) -> std::io::Result<Smsc> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared::default());
        *locked(&shared.ways) = ways.into();
        let (orders, mut ordered) = mpsc::unbounded_channel();
        let served = shared.clone();
        tokio::spawn(async move {
            // One line at a time, as most providers allow.
            while let Ok((stream, _)) = listener.accept().await {
                let _ = serve(&served, stream, &mut ordered).await;
                locked(&served.told).push("gone");
            }
        });
        Ok(Smsc {
            port,
            shared,
            orders,
        })
    }

    /// From now on lines are bound with this status.
    pub fn bind_with(&self, status: u32) {
        *locked(&self.shared.binding) = status;
    }

    /// From now on nobody hears whether it lives.
    pub fn grow_deaf(&self) {
        *locked(&self.shared.is_deaf) = true;
    }

    /// Adds ways.
    pub fn then(&self, ways: Vec<Way>) {
        locked(&self.shared.ways).extend(ways);
    }

    /// The bodies of the messages it was given.
    pub fn submitted(&self) -> Vec<Vec<u8>> {
        locked(&self.shared.submitted).clone()
    }

    /// What happened on its lines: `bound`, `unbound`, `enquired`, `gone`.
    pub fn happened(&self) -> Vec<&'static str> {
        locked(&self.shared.told).clone()
    }

    /// The ends of what it delivered before it answered.
    pub fn acknowledged(&self) -> Vec<u32> {
        locked(&self.shared.acknowledged).clone()
    }

    /// Delivers something on the line that is bound, or the next one; gives the end it is acknowledged with, none when the
    /// line breaks before.
    pub async fn deliver(&self, body: Vec<u8>) -> Option<u32> {
        let (sender, end) = oneshot::channel();
        self.orders.send((body, sender)).ok()?;
        end.await.ok()
    }
}

/// One thing said.
struct Said {
    command: u32,
    status: u32,
    sequence: u32,
    body: Vec<u8>,
}

async fn heard(mut reader: OwnedReadHalf, sender: mpsc::Sender<Said>) -> Option<()> {
    loop {
        let length = usize::try_from(reader.read_u32().await.ok()?).ok()?;
        let command = reader.read_u32().await.ok()?;
        let status = reader.read_u32().await.ok()?;
        let sequence = reader.read_u32().await.ok()?;
        let mut body = vec![0; length.checked_sub(16).filter(|length| *length < LONGEST)?];
        reader.read_exact(&mut body).await.ok()?;
        let said = Said {
            command,
            status,
            sequence,
            body,
        };
        sender.send(said).await.ok()?;
    }
}

async fn say(
    writer: &mut OwnedWriteHalf,
    (command, status, sequence): (u32, u32, u32),
    body: &[u8],
) -> Option<()> {
    let length = u32::try_from(16 + body.len()).ok()?;
    let mut bytes = Vec::new();
    for number in [length, command, status, sequence] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.extend(body);
    // In two halves: what is read must not depend on how it is cut on its way.
    let (first, second) = bytes.split_at(bytes.len() / 2);
    writer.write_all(first).await.ok()?;
    writer.flush().await.ok()?;
    writer.write_all(second).await.ok()
}

/// Ends when the line does.
async fn serve(
    shared: &Shared,
    stream: TcpStream,
    ordered: &mut mpsc::UnboundedReceiver<Order>,
) -> Option<()> {
    // Its halves leave as they are written.
    stream.set_nodelay(true).ok()?;
    let (reader, mut writer) = stream.into_split();
    let (sender, mut said) = mpsc::channel(64);
    tokio::spawn(heard(reader, sender));
    let mut waiting: BTreeMap<u32, oneshot::Sender<u32>> = BTreeMap::new();
    let mut number = 1000;
    let mut is_bound = false;
    loop {
        tokio::select! {
            one = said.recv() => {
                let one = one?;
                match one.command {
                    BIND => {
                        let status = *locked(&shared.binding);
                        locked(&shared.told).push(if status == 0 { "bound" } else { "not bound" });
                        is_bound = status == 0;
                        say(&mut writer, (BIND | ANSWER, status, one.sequence), b"SIMULATOR\0").await?;
                    }
                    SUBMIT => take(shared, &mut writer, &one).await?,
                    ENQUIRE => {
                        locked(&shared.told).push("enquired");
                        if !*locked(&shared.is_deaf) {
                            say(&mut writer, (ENQUIRE | ANSWER, 0, one.sequence), b"").await?;
                        }
                    }
                    UNBIND => {
                        locked(&shared.told).push("unbound");
                        say(&mut writer, (UNBIND | ANSWER, 0, one.sequence), b"").await?;
                        return None;
                    }
                    answer if answer == DELIVER | ANSWER => match waiting.remove(&one.sequence) {
                        Some(waits) => drop(waits.send(one.status)),
                        None => locked(&shared.acknowledged).push(one.status),
                    },
                    _ => {}
                }
            }
            order = ordered.recv(), if is_bound => {
                let (body, end) = order?;
                number += 1;
                waiting.insert(number, end);
                say(&mut writer, (DELIVER, 0, number), &body).await?;
            }
        }
    }
}

/// Takes a message, in its way. None when the line is to be closed.
async fn take(shared: &Shared, writer: &mut OwnedWriteHalf, one: &Said) -> Option<()> {
    let count = {
        let mut submitted = locked(&shared.submitted);
        submitted.push(one.body.clone());
        submitted.len()
    };
    let name = format!("m{count}\0").into_bytes();
    let way = locked(&shared.ways).pop_front().unwrap_or(Way::Takes);
    let (answer, sequence) = (SUBMIT | ANSWER, one.sequence);
    match way {
        Way::Takes => say(writer, (answer, 0, sequence), &name).await,
        Way::Answers(status) => say(writer, (answer, status, sequence), b"").await,
        Way::NamesAndAnswers(status) => say(writer, (answer, status, sequence), &name).await,
        Way::Nacks(status) => say(writer, (ANSWER, status, sequence), b"").await,
        Way::TakesNameless => say(writer, (answer, 0, sequence), b"\0").await,
        Way::Drops => None,
        Way::TakesAndDrops => {
            say(writer, (answer, 0, sequence), &name).await?;
            None
        }
        Way::Silent => Some(()),
        Way::Babbles => writer
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .await
            .ok(),
        Way::DeliversFirst(body) => {
            say(writer, (DELIVER, 0, 77), &body).await?;
            say(writer, (answer, 0, sequence), &name).await
        }
        Way::AnswersOthersFirst => {
            say(writer, (answer, 0, sequence + 500), b"other\0").await?;
            say(writer, (answer, 0x0b, sequence + 500), b"").await?;
            say(writer, (answer, 0, sequence), &name).await
        }
    }
}

/// The bytes of something that is delivered: class and alphabet, from whom, the words, and marked values.
pub fn delivery(
    (class, coding): (u8, u8),
    from: &str,
    words: &[u8],
    values: &[(u16, &[u8])],
) -> Vec<u8> {
    let mut body = vec![0, 1, 1];
    body.extend(from.bytes());
    body.extend([0, 1, 1]);
    body.extend(b"36180\0");
    body.extend([class, 0, 0, 0, 0, 0, 0, coding, 0]);
    body.extend(u8::try_from(words.len()));
    body.extend(words);
    for (tag, value) in values {
        body.extend(tag.to_be_bytes());
        body.extend(u16::try_from(value.len()).unwrap_or(0).to_be_bytes());
        body.extend(*value);
    }
    body
}

/// A receipt in words, as most providers write it.
pub fn receipt(name: &str, state: &str, error: &str) -> Vec<u8> {
    let words = format!(
        "id:{name} sub:001 dlvrd:001 submit date:2611280520 done date:2611280521 stat:{state} err:{error} text:Bonjour"
    );
    delivery((0x04, 0), "33612345678", words.as_bytes(), &[])
}

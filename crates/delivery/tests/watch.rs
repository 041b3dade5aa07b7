//! A line held open to a mailbox: what comes in is told at once by a real server, and a server that misbehaves is left for
//! looks now and then.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

mod letter;

use std::time::Duration;

use delivery::imap::{ImapSecurity, ImapSetback, ImapSettings, Noticed, Watch, fetch};
use delivery::sign_in::SignIn;
use delivery::smtp::Security;
use delivery::{SmtpCarrier, SmtpSettings};
use desk::carrier::{Carried, Carrier, Parcel};
use jiff::civil::Date;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const LONG: Duration = Duration::from_secs(600);
const SHORT: Duration = Duration::from_millis(50);
/// A message is told within seconds: far less than the minute between two looks.
const SECONDS: Duration = Duration::from_secs(15);

/// How a server behaves to who asks to be told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    HasNone,
    Refuses,
    Drops,
    SaysGoodbye,
    Tells,
    TellsOfFlags,
    TellsBeforeItBegins,
    TellsWhenRenewed,
    HangsUpWhenRenewed,
}

/// A server that behaves so to one client.
async fn server(way: Way) -> ImapSettings {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        play(way, BufReader::new(stream)).await
    });
    ImapSettings {
        host: "127.0.0.1".to_string(),
        port,
        security: ImapSecurity::None,
        sign_in: SignIn::with_password("answers", "secret"),
        folder: "INBOX".to_string(),
        authority: None,
    }
}

/// Ends, and hangs up, when the client is gone or the server's way is at its end.
async fn play(way: Way, mut stream: BufReader<TcpStream>) -> Option<()> {
    say(&mut stream, "* OK ready").await?;
    let mut idle = String::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        let mut words = line.split_whitespace();
        let tag = words.next()?.to_string();
        match words.next() {
            Some("CAPABILITY") if way == Way::HasNone => {
                say(&mut stream, "* CAPABILITY IMAP4rev1").await?;
            }
            Some("CAPABILITY") => say(&mut stream, "* CAPABILITY IMAP4rev1 IDLE").await?,
            Some("EXAMINE") => {
                say(&mut stream, "* 1 EXISTS").await?;
                say(&mut stream, "* OK [UIDVALIDITY 7] valid").await?;
                say(&mut stream, "* OK [UIDNEXT 2] next").await?;
            }
            Some("IDLE") if way == Way::Refuses => {
                say(&mut stream, &format!("{tag} BAD not now")).await?;
                continue;
            }
            Some("IDLE") => {
                idle = tag;
                begin_telling(way, &mut stream).await?;
                continue;
            }
            None if tag == "DONE" && way == Way::HangsUpWhenRenewed => return None,
            None if tag == "DONE" => {
                if way == Way::TellsWhenRenewed {
                    say(&mut stream, "* 2 EXISTS").await?;
                }
                say(&mut stream, &format!("{idle} OK done")).await?;
                continue;
            }
            _ => {}
        }
        say(&mut stream, &format!("{tag} OK done")).await?;
    }
}

async fn begin_telling(way: Way, stream: &mut BufReader<TcpStream>) -> Option<()> {
    if way == Way::TellsBeforeItBegins {
        say(stream, "* 2 EXISTS").await?;
    }
    say(stream, "+ idling").await?;
    match way {
        Way::Drops => None,
        Way::SaysGoodbye => say(stream, "* BYE closing").await,
        Way::Tells => {
            say(stream, "* OK still here").await?;
            say(stream, "* 2 EXISTS").await
        }
        Way::TellsOfFlags => {
            say(stream, "* 1 FETCH (FLAGS (\\Seen))").await?;
            say(stream, "* 1 EXPUNGE").await
        }
        _ => Some(()),
    }
}

async fn say(stream: &mut BufReader<TcpStream>, words: &str) -> Option<()> {
    let line = format!("{words}\r\n");
    stream.write_all(line.as_bytes()).await.ok()
}

async fn waited(way: Way, renew_after: Duration) -> Result<Noticed, ImapSetback> {
    let mut watch = Watch::begin(&server(way).await, renew_after).await?;
    watch.wait().await
}

#[tokio::test]
async fn what_comes_in_is_told_wherever_the_server_says_it() {
    let something = Noticed::Something;
    assert_eq!(waited(Way::Tells, LONG).await.unwrap(), something);
    let early = waited(Way::TellsBeforeItBegins, LONG).await;
    assert_eq!(early.unwrap(), something);
    let late = waited(Way::TellsWhenRenewed, SHORT).await;
    assert_eq!(late.unwrap(), something);
}

#[tokio::test]
async fn a_line_on_which_nothing_came_is_renewed_and_held() {
    // Flags that change and messages that are taken out are nothing that came in.
    let settings = server(Way::TellsOfFlags).await;
    let mut watch = Watch::begin(&settings, SHORT).await.unwrap();
    for _ in 0..3 {
        assert_eq!(watch.wait().await.unwrap(), Noticed::Nothing);
    }
}

#[tokio::test]
async fn a_server_that_does_not_tell_is_known_by_its_error() {
    let none = waited(Way::HasNone, LONG).await;
    assert!(matches!(none, Err(ImapSetback::NoIdle)), "{none:?}");
    for way in [Way::Refuses, Way::Drops, Way::SaysGoodbye] {
        let ended = waited(way, LONG).await;
        assert!(
            matches!(ended, Err(ImapSetback::Protocol { .. })),
            "{ended:?}"
        );
    }
    let settings = server(Way::HangsUpWhenRenewed).await;
    let mut watch = Watch::begin(&settings, SHORT).await.unwrap();
    watch.wait().await.unwrap_err();
    let over = watch.wait().await.unwrap_err();
    assert!(over.to_string().contains("hung up"), "{over}");
}

#[allow(
    clippy::disallowed_methods,
    reason = "tests are told where their servers are"
)]
fn told(name: &str) -> Option<String> {
    let value = std::env::var(name).ok();
    if value.is_none() {
        eprintln!("SKIPPED: {name} is not set; run the tests with ./test");
    }
    value
}

/// Sends a message to the mailbox, by the mail server.
async fn deliver(notice: i64, subject: &str) {
    let address = told("RELANCE_TEST_SMTP").unwrap();
    let (host, port) = address.rsplit_once(':').unwrap();
    let mut settings = SmtpSettings::new(host, port.parse().unwrap());
    settings.security = Security::None;
    let parcel = Parcel {
        subject: subject.to_string(),
        ..letter::parcel(notice, &["answers@essai.example"])
    };
    let carried = SmtpCarrier::new(settings).carry(&parcel).await;
    assert!(matches!(carried, Carried::Receipt { .. }), "{carried:?}");
}

#[tokio::test]
async fn a_real_server_tells_at_once_and_the_message_is_there_to_read() {
    let Some(address) = told("RELANCE_TEST_IMAPS") else {
        return;
    };
    let (_, port) = address.rsplit_once(':').unwrap();
    let certificate = told("RELANCE_TEST_SMTP_CERTIFICATE").unwrap();
    let settings = ImapSettings {
        host: "localhost".to_string(),
        port: port.parse().unwrap(),
        security: ImapSecurity::Tls,
        sign_in: SignIn::with_password("answers", "secret"),
        folder: "INBOX".to_string(),
        authority: Some(std::fs::read(certificate).unwrap()),
    };
    let mut watch = Watch::begin(&settings, LONG).await.unwrap();
    let since = (Date::constant(2020, 1, 1), 1000);
    let before = fetch(&settings, None, since).await.unwrap();
    for (notice, subject) in [(2101, "told-first"), (2102, "told-second")] {
        deliver(notice, subject).await;
        let line = format!("\nSubject: {subject}\r\n");
        // Other tests write into this mailbox too: what is told may be theirs.
        let found = async {
            loop {
                assert_eq!(watch.wait().await.unwrap(), Noticed::Something);
                let after = fetch(&settings, Some(before.place), since).await.unwrap();
                let has_it = |message: &Vec<u8>| String::from_utf8_lossy(message).contains(&line);
                if after.messages.iter().any(has_it) {
                    return;
                }
            }
        };
        let in_time = tokio::time::timeout(SECONDS, found).await;
        in_time.unwrap_or_else(|_| panic!("{subject} was not told"));
    }
    // Renewed, a real server goes on telling.
    let mut renewed = Watch::begin(&settings, SHORT).await.unwrap();
    for _ in 0..2 {
        renewed.wait().await.unwrap();
    }
}

//! What a carrier says when the server refuses, falls silent or drops the line, at each stage. The server
//! is a script on a real socket; the content must never be given twice.

#![allow(clippy::unwrap_used, reason = "tests end at the first surprise")]

mod letter;
mod receiver;

use std::time::Duration;

use delivery::DkimKey;
use delivery::sign_in::SignIn;
use delivery::smtp::{Patience, Security, probe};
use delivery::{SmtpCarrier, SmtpSettings};
use desk::carrier::{Carried, Carrier};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// One line of a server's script.
#[derive(Clone, Copy)]
enum Line {
    /// The server waits for a command that starts so.
    Hear(&'static str),
    /// The server reads the content to its end.
    HearContent,
    /// The server says this.
    Say(&'static str),
    /// The server drops the line.
    Drop,
    /// The server never says anything again.
    Silence,
}
use Line::{Drop, Hear, HearContent, Say, Silence};

const GREETED: &[Line] = &[Say("220 mx.test"), Hear("EHLO"), Say("250 mx.test")];
const SENDER: &[Line] = &[Hear("MAIL FROM:<compta@example.com>"), Say("250 ok")];
const RECIPIENT: &[Line] = &[Hear("RCPT TO:<ap@example.org>"), Say("250 ok")];
const PERMITTED: &[Line] = &[Hear("DATA"), Say("354 go on")];
const LONG: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_millis(200);

/// A server that plays its script to one client; what it heard, once the client is gone.
async fn server(script: Vec<Line>) -> (SmtpSettings, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = SmtpSettings::new("127.0.0.1", listener.local_addr().unwrap().port());
    settings.security = Security::None;
    settings.patience = Patience {
        command: LONG,
        answer: LONG,
    };
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        play(script, stream).await
    });
    (settings, heard)
}

async fn play(script: Vec<Line>, stream: TcpStream) -> Vec<String> {
    let mut stream = BufReader::new(stream);
    let mut heard = Vec::new();
    for line in script {
        match line {
            Say(words) => {
                let words = format!("{words}\r\n");
                stream.write_all(words.as_bytes()).await.unwrap();
            }
            Hear(start) => {
                let said = hear(&mut stream).await;
                assert!(said.starts_with(start), "heard {said:?}, not {start:?}");
                heard.push(said);
            }
            HearContent => loop {
                let said = hear(&mut stream).await;
                let is_end = said == ".\r\n";
                heard.push(said);
                if is_end {
                    break;
                }
            },
            Drop => return heard,
            Silence => break,
        }
    }
    // Whatever else the client says is heard, and only its goodbye is answered.
    loop {
        let said = hear(&mut stream).await;
        if said.is_empty() {
            return heard;
        }
        if said == "QUIT\r\n" {
            let _ = stream.write_all(b"221 bye\r\n").await;
        }
        heard.push(said);
    }
}

async fn hear(stream: &mut BufReader<TcpStream>) -> String {
    let mut line = Vec::new();
    // A client that is gone is heard as nothing.
    let _ = stream.read_until(b'\n', &mut line).await;
    String::from_utf8(line).unwrap()
}

fn outcome(carried: &Carried) -> (&'static str, &str) {
    match carried {
        Carried::Receipt { reference, .. } => ("receipt", reference),
        Carried::TryAgain { cause } => ("try again", cause),
        Carried::Refused { cause } => ("refused", cause),
        Carried::Unknown { evidence } => ("unknown", evidence),
        Carried::InParts { .. } => panic!("only text messages have parts: {carried:?}"),
    }
}

#[track_caller]
fn assert_outcome(carried: &Carried, expected: &str, says: &str) {
    let (found, words) = outcome(carried);
    assert_eq!(found, expected, "{words}");
    assert!(words.contains(says), "{words:?} does not say {says:?}");
}

async fn check(parts: &[&[Line]], expected: &str, says: &str) {
    let (settings, heard) = server(parts.concat()).await;
    let carrier = SmtpCarrier::new(settings);
    let carried = carrier.carry(&letter::parcel(1, &["ap@example.org"])).await;
    assert_outcome(&carried, expected, says);
    let heard = heard.await.unwrap();
    let asked = heard
        .iter()
        .filter(|line| line.as_str() == "DATA\r\n")
        .count();
    assert!(asked <= 1, "{heard:?}");
}

#[tokio::test]
async fn a_server_that_refuses_the_house_is_tried_again() {
    check(
        &[&[Say("554 no service")]],
        "try again",
        "connecting: 554 no service",
    )
    .await;
    check(
        &[&[Say("421 too busy")]],
        "try again",
        "connecting: 421 too busy",
    )
    .await;
    check(&[&[Drop]], "try again", "connecting").await;
    check(&[&[Say("SSH-2.0-OpenSSH")]], "try again", "connecting").await;
}

#[tokio::test]
async fn a_refusal_before_the_content_is_certain() {
    for (answer, expected) in [("550 5.7.1 not you", "refused"), ("451 later", "try again")] {
        let sender = &[Hear("MAIL"), Say(answer)];
        check(&[GREETED, sender], expected, answer).await;
        let recipient = &[Hear("RCPT"), Say(answer)];
        check(&[GREETED, SENDER, recipient], expected, answer).await;
        let content = &[Hear("DATA"), Say(answer)];
        check(&[GREETED, SENDER, RECIPIENT, content], expected, answer).await;
    }
}

#[tokio::test]
async fn a_line_dropped_before_the_content_is_tried_again() {
    check(&[GREETED, &[Hear("MAIL"), Drop]], "try again", "sender").await;
    check(
        &[GREETED, SENDER, &[Hear("RCPT"), Drop]],
        "try again",
        "recipient",
    )
    .await;
    let at_data = &[Hear("DATA"), Drop];
    check(
        &[GREETED, SENDER, RECIPIENT, at_data],
        "try again",
        "asking",
    )
    .await;
    let nonsense = &[Hear("DATA"), Say("250 what?")];
    check(
        &[GREETED, SENDER, RECIPIENT, nonsense],
        "try again",
        "unexpected",
    )
    .await;
}

#[tokio::test]
async fn an_answer_to_the_content_is_believed() {
    for (answer, expected) in [
        ("250 ok queued as 7", "receipt"),
        ("554 5.7.1 spam", "refused"),
        ("452 disk full", "try again"),
    ] {
        let end = &[HearContent, Say(answer)];
        check(
            &[GREETED, SENDER, RECIPIENT, PERMITTED, end],
            expected,
            answer,
        )
        .await;
    }
}

#[tokio::test]
async fn no_clear_answer_to_the_content_is_unknown() {
    for end in [
        &[HearContent, Drop][..],
        &[Hear(""), Drop],
        &[HearContent, Say("250-half an answer"), Drop],
        &[HearContent, Say("hello?")],
        &[HearContent, Say("354 go on")],
    ] {
        let script = &[GREETED, SENDER, RECIPIENT, PERMITTED, end];
        check(script, "unknown", "may have taken").await;
    }
}

#[tokio::test]
async fn silence_ends_with_patience() {
    let (mut settings, _) = server(vec![Silence]).await;
    settings.patience.command = SHORT;
    let parcel = letter::parcel(1, &["ap@example.org"]);
    let carried = SmtpCarrier::new(settings).carry(&parcel).await;
    assert_outcome(&carried, "try again", "no answer in the time allowed");

    let script = [
        GREETED,
        SENDER,
        RECIPIENT,
        PERMITTED,
        &[HearContent, Silence],
    ]
    .concat();
    let (mut settings, _) = server(script).await;
    settings.patience.answer = SHORT;
    let carried = SmtpCarrier::new(settings).carry(&parcel).await;
    assert_outcome(&carried, "unknown", "no answer in the time allowed");
}

#[tokio::test]
async fn one_recipient_refused_and_nobody_receives() {
    let second = &[Hear("RCPT TO:<dg@example.org>"), Say("550 nobody")];
    let (settings, heard) = server([GREETED, SENDER, RECIPIENT, second].concat()).await;
    let parcel = letter::parcel(1, &["ap@example.org", "dg@example.org"]);
    let carried = SmtpCarrier::new(settings).carry(&parcel).await;
    assert_outcome(&carried, "refused", "550 nobody");
    let heard = heard.await.unwrap();
    assert!(!heard.contains(&"DATA\r\n".to_owned()), "{heard:?}");
}

/// What the server was given as content.
fn content(heard: &[String]) -> String {
    let from = heard.iter().position(|line| line == "DATA\r\n").unwrap() + 1;
    let to = heard.iter().position(|line| line == ".\r\n").unwrap();
    // A line that starts with a dot is given with two, which the server takes back.
    heard[from..to]
        .iter()
        .map(|line| line.strip_prefix('.').unwrap_or(line))
        .collect()
}

#[tokio::test]
async fn the_receipt_holds_the_bytes_the_server_was_given() {
    let end = &[HearContent, Say("250 ok"), Hear("QUIT"), Say("221 bye")];
    let script = [GREETED, SENDER, RECIPIENT, PERMITTED, end].concat();
    let (settings, heard) = server(script).await;
    let parcel = letter::parcel(1, &["ap@example.org"]);
    let Carried::Receipt { bytes, .. } = SmtpCarrier::new(settings).carry(&parcel).await else {
        panic!("the server took it");
    };
    let given = content(&heard.await.unwrap());
    assert_eq!(given, String::from_utf8(bytes).unwrap());
    assert!(
        given.contains("Message-ID: <notice-1@relance.test>\r\n"),
        "{given}"
    );
}

/// The private key of RFC 8463, A.2.
const KEY: &[u8] = b"-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";

#[tokio::test]
async fn what_is_signed_is_what_leaves_and_what_is_kept() {
    let end = &[HearContent, Say("250 ok"), Hear("QUIT"), Say("221 bye")];
    let script = [GREETED, SENDER, RECIPIENT, PERMITTED, end].concat();
    let (settings, heard) = server(script).await;
    let parcel = letter::parcel(1, &["ap@example.org"]);
    let ours = DkimKey::read("example.com", "relance", KEY).unwrap();
    let record = ours.record();
    let another = DkimKey::read("example.net", "relance", KEY).unwrap();
    let carrier = SmtpCarrier::new(settings).with_keys(vec![another, ours]);
    let Carried::Receipt { bytes, .. } = carrier.carry(&parcel).await else {
        panic!("the server took it");
    };
    let given = content(&heard.await.unwrap());
    assert_eq!(given, String::from_utf8(bytes).unwrap());
    assert_eq!(given.matches("DKIM-Signature: ").count(), 1, "{given}");
    assert_eq!(receiver::wrong(&given, &record), None, "{given}");
}

#[tokio::test]
async fn an_address_with_accents_needs_a_server_that_takes_it() {
    let (settings, _) = server(GREETED.to_vec()).await;
    let parcel = letter::parcel(1, &["réception@example.org"]);
    let carried = SmtpCarrier::new(settings).carry(&parcel).await;
    assert_outcome(&carried, "refused", "SMTPUTF8");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = free.local_addr().unwrap().port();
    std::mem::drop(free);
    let carrier = SmtpCarrier::new(SmtpSettings::new("127.0.0.1", port));
    let carried = carrier.carry(&letter::parcel(1, &["ap@example.org"])).await;
    assert_outcome(&carried, "try again", "connecting");
}

#[tokio::test]
async fn settings_that_do_not_fit_are_named_with_advice() {
    let (mut settings, _) = server(GREETED.to_vec()).await;
    settings.security = Security::StartTls;
    let setback = probe(&settings).await.unwrap_err();
    assert!(setback.to_string().contains("STARTTLS"), "{setback}");
    assert!(setback.advice().contains("security setting"), "{setback}");

    let sign_in = &[
        Say("220 mx.test"),
        Hear("EHLO"),
        Say("250-mx.test"),
        Say("250 AUTH PLAIN"),
        Hear("AUTH PLAIN"),
        Say("535 5.7.8 wrong"),
    ];
    let (mut settings, _) = server(sign_in.to_vec()).await;
    settings.sign_in = Some(SignIn::with_password("compta", "hunter2"));
    let setback = probe(&settings).await.unwrap_err();
    assert_eq!(setback.to_string(), "signing in: 535 5.7.8 wrong");
    assert!(
        setback.advice().contains("password"),
        "{}",
        setback.advice()
    );
    // A wrong password is the house's mistake: what waits leaves once it is corrected.
    assert_outcome(&setback.carried(), "try again", "535");
}

use delivery::imap::ImapSecurity;
use delivery::sign_in::SignIn;
use delivery::smtp::{Security, SmtpCarrier, SmtpSettings};
use desk::carrier::{Carried, Carrier, Mailbox as Person, Parcel};
use desk::clock::Clock;
use desk::company::NewCreditor;
use receivables::identity::NoticeId;
use store::{DatabaseAddress, Seen, Store};
use tokio::net::{TcpListener, TcpStream};

use super::*;

#[test]
fn messages_of_a_mailbox_file_read_back_one_by_one() {
    let first = b"From: a@b.fr\r\nSubject: One\r\n\r\nFrom here on\r\n>From there\r\n".to_vec();
    let second = b"From: c@d.fr\r\nSubject: Two\r\n\r\nHello".to_vec();
    let read = intake::mail::messages(&mbox(&[first, second]));
    let subjects: Vec<&str> = read.facts.iter().map(|one| one.subject.as_str()).collect();
    assert_eq!(subjects, ["One", "Two"]);
    assert!(read.facts[0].text.contains("From here on"));
    assert!(read.facts[0].text.contains(">From there"));
    assert!(read.problems.is_empty());
}

#[test]
fn a_place_reads_back() {
    let place = MailboxPlace {
        validity: 7,
        last: 42,
    };
    assert_eq!(place_of("7 42"), Some(place));
    assert_eq!(place_of("seven"), None);
}

fn told(name: &str) -> Option<String> {
    let value = crate::config::from_environment(name);
    if value.is_none() {
        eprintln!("SKIPPED: {name} is not set; run the tests with ./test");
    }
    value
}

/// Sends a message to the mailbox, by the mail server.
async fn deliver(number: i64, subject: &str) {
    let address = told("RELANCE_TEST_SMTP").unwrap();
    let (host, port) = address.rsplit_once(':').unwrap();
    let mut settings = SmtpSettings::new(host, port.parse().unwrap());
    settings.security = Security::None;
    let person = |address: &str| Person {
        name: String::new(),
        address: address.to_string(),
    };
    let parcel = Parcel {
        notice: NoticeId(number),
        message_id: format!("watched-{number}@relance.test"),
        in_reply_to: None,
        dated_at: "2026-03-02T08:15:00Z".parse().unwrap(),
        from: person("compta@example.com"),
        reply_to: None,
        to: vec![person("answers@essai.example")],
        copy: Vec::new(),
        subject: subject.to_string(),
        text: "Bonjour".to_string(),
        html: "<p>Bonjour</p>".to_string(),
        enclosures: Vec::new(),
    };
    let carried = SmtpCarrier::new(settings).carry(&parcel).await;
    assert!(matches!(carried, Carried::Receipt { .. }), "{carried:?}");
}

/// Passes lines on to the server of the mailbox; whoever holds the other end of the channel hears of each, and may cut them.
async fn relay(server: String) -> (u16, tokio::sync::mpsc::Receiver<tokio::task::AbortHandle>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = tokio::sync::mpsc::channel(100);
    tokio::spawn(async move {
        loop {
            let (mut here, _) = listener.accept().await.unwrap();
            let mut there = TcpStream::connect(&server).await.unwrap();
            let line = tokio::spawn(async move {
                let _ = tokio::io::copy_bidirectional(&mut here, &mut there).await;
            });
            let _ = sender.send(line.abort_handle()).await;
        }
    });
    (port, receiver)
}

/// How often each of these subjects stands in the tray, once all of them do.
async fn in_tray(desk: &Desk, creditor: CreditorId, subjects: &[&str]) -> Vec<usize> {
    let seen = Seen::by_the_machine(creditor);
    let looked = async {
        loop {
            let mut reader = desk.store().reader().await.unwrap();
            let waiting = store::unplaced_answer::waiting(&mut reader, seen).await;
            drop(reader);
            let waiting = waiting.unwrap();
            let count = |subject: &&str| {
                let named = waiting.iter();
                named.filter(|one| one.message.subject == **subject).count()
            };
            let counts: Vec<usize> = subjects.iter().map(count).collect();
            if counts.iter().all(|count| *count > 0) {
                return counts;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let seconds = tokio::time::timeout(Duration::from_secs(20), looked).await;
    seconds.unwrap_or_else(|_| panic!("{subjects:?} did not come in within seconds"))
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_taken_in_once_as_they_come_and_also_after_the_line_broke() {
    let Some(server) = told("RELANCE_TEST_IMAP") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let address = DatabaseAddress::file(&folder.path().join("relance.db"));
    let store = Store::open(&address, 1).await.unwrap();
    let desk = Desk::new(store, Clock::machine());
    let actor = Actor::machine("test");
    let opened = desk.open_creditor(&actor, NewCreditor::french("Société essai"));
    let creditor = opened.await.unwrap();
    let (port, mut lines) = relay(server).await;
    let mailbox = Mailbox {
        company: None,
        settings: ImapSettings {
            host: "127.0.0.1".to_string(),
            port,
            security: ImapSecurity::None,
            sign_in: SignIn::with_password("answers", "secret"),
            folder: "INBOX".to_string(),
            authority: None,
        },
    };
    // So long that what comes in within seconds was told, but after the line broke.
    let pace = Pace {
        round: Duration::from_secs(3),
        renewal: Duration::from_secs(600),
    };
    let watching = tokio::spawn(keep_watch(desk.clone(), vec![mailbox], pace));
    let watched = lines.recv().await.unwrap();
    deliver(3001, "watched-first").await;
    assert_eq!(in_tray(&desk, creditor, &["watched-first"]).await, [1]);
    deliver(3002, "watched-second").await;
    let both = ["watched-first", "watched-second"];
    assert_eq!(in_tray(&desk, creditor, &both).await, [1, 1]);

    watched.abort();
    deliver(3003, "watched-third").await;
    let all = ["watched-first", "watched-second", "watched-third"];
    assert_eq!(in_tray(&desk, creditor, &all).await, [1, 1, 1]);

    // Stopped, it holds nothing any more.
    watching.abort();
    assert!(watching.await.unwrap_err().is_cancelled());
}

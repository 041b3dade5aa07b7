//! A token endpoint, and the mail servers that take its tokens, played by scripts on real sockets.

use std::sync::Arc;

use desk::carrier::{Carried, Carrier, Mailbox, Parcel};
use jiff::civil::Date;
use receivables::identity::NoticeId;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::*;
use crate::imap::{ImapSecurity, ImapSettings, fetch};
use crate::sign_in::{Proof, SignIn};
use crate::smtp::{Security, SmtpCarrier, SmtpSettings};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// A token endpoint that gives these answers, one to a request: its address, and what it was asked.
async fn endpoint(answers: Vec<(u16, String)>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/token", listener.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let mut asked = Vec::new();
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            asked.push(form_of(&mut stream).await);
            let answer = format!(
                "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        asked
    });
    (address, asked)
}

async fn form_of(stream: &mut TcpStream) -> String {
    let mut asked = String::new();
    let mut chunk = [0_u8; 4096];
    loop {
        let count = stream.read(&mut chunk).await.unwrap();
        asked.push_str(std::str::from_utf8(&chunk[..count]).unwrap());
        let Some((head, body)) = asked.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head.lines().find_map(|line| {
            line.to_lowercase()
                .strip_prefix("content-length: ")
                .map(str::to_string)
        });
        if length.is_some_and(|length| body.len() >= length.parse().unwrap()) {
            return body.to_string();
        }
    }
}

fn gives(token: &str) -> (u16, String) {
    let answer =
        serde_json::json!({"access_token": token, "expires_in": 3600, "token_type": "Bearer"});
    (200, answer.to_string())
}

fn service(address: String, grant: Grant) -> TokenService {
    TokenService {
        address,
        client_id: "app".to_string(),
        client_secret: Some("s&cret".to_string()),
        scope: Some("mail".to_string()),
        grant,
    }
}

#[tokio::test]
async fn a_token_is_asked_once_and_again_before_it_ends() {
    let (address, asked) = endpoint(vec![gives("first"), gives("second")]).await;
    let clock = Clock::by_hand(NOW);
    let source = TokenSource::new(service(address, Grant::Application), clock.clone()).unwrap();
    assert_eq!(source.token().await.unwrap(), "first");
    clock.advance(SignedDuration::from_mins(57));
    assert_eq!(source.token().await.unwrap(), "first");
    clock.advance(SignedDuration::from_mins(2));
    assert_eq!(source.token().await.unwrap(), "second");
    let form = "client_id=app&client_secret=s%26cret&scope=mail&grant_type=client_credentials";
    assert_eq!(asked.await.unwrap(), [form, form]);
}

#[tokio::test]
async fn a_refresh_token_that_changes_is_kept_in_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("refresh");
    std::fs::write(&file, "old\n").unwrap();
    let renewed = r#"{"access_token":"a","expires_in":60,"refresh_token":"new"}"#.to_string();
    let (address, asked) = endpoint(vec![(200, renewed), gives("b")]).await;
    let grant = Grant::Person(file.clone());
    let source = TokenSource::new(service(address, grant), Clock::by_hand(NOW)).unwrap();
    assert_eq!(source.token().await.unwrap(), "a");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "new\n");
    assert_eq!(source.token().await.unwrap(), "b");
    let asked = asked.await.unwrap();
    assert!(asked[0].ends_with("refresh_token=old") && asked[1].ends_with("refresh_token=new"));
}

#[tokio::test]
async fn what_the_service_says_is_told_and_no_secret_with_it() {
    let no = r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret.\r\nTrace"}"#;
    let table = [
        (
            (401, no.to_string()),
            "invalid_client: AADSTS7000215: Invalid client secret.: Trace",
        ),
        ((200, "{}".to_string()), "holds no access token"),
        (
            (503, "<html>later</html>".to_string()),
            "HTTP 503 <html>later</html>",
        ),
        ((400, "no json".to_string()), "HTTP 400 no json"),
    ];
    for (answer, expected) in table {
        let (address, _) = endpoint(vec![answer]).await;
        let source = TokenSource::new(service(address, Grant::Application), Clock::by_hand(NOW));
        let source = source.unwrap();
        let said = source.token().await.unwrap_err().to_string();
        assert!(said.contains(expected), "{said}");
        assert!(!format!("{said} {source:?}").contains("s&cret"));
    }
    let missing = Grant::Person("/nowhere/refresh".into());
    let source = TokenSource::new(service(String::new(), missing), Clock::by_hand(NOW)).unwrap();
    let said = source.token().await.unwrap_err().to_string();
    assert!(said.contains("/nowhere/refresh"), "{said}");
}

/// A server that says the next line of its script after each line it hears; what it heard.
async fn server(
    greeting: &'static str,
    script: Vec<&'static str>,
) -> (u16, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        stream.write_all(greeting.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        for said in script {
            let mut line = String::new();
            stream.read_line(&mut line).await.unwrap();
            heard.push(line.trim_end().to_string());
            let tag = heard[0].split(' ').next().unwrap_or_default();
            let said = said.replace("TAG", tag);
            stream.write_all(said.as_bytes()).await.unwrap();
        }
        heard
    });
    (port, heard)
}

async fn signs_in(token: &str) -> SignIn {
    let (address, _) = endpoint(vec![gives(token)]).await;
    let source = TokenSource::new(service(address, Grant::Application), Clock::by_hand(NOW));
    SignIn {
        user: "compta@atelier.example".to_string(),
        proof: Proof::Token(Arc::new(source.unwrap())),
    }
}

/// `user=compta@atelier.example^Aauth=Bearer t1^A^A`, as the servers of Microsoft and Google take it.
const PROOF: &str = "dXNlcj1jb21wdGFAYXRlbGllci5leGFtcGxlAWF1dGg9QmVhcmVyIHQxAQE=";

fn parcel() -> Parcel {
    let mailbox = |address: &str| Mailbox {
        name: String::new(),
        address: address.to_string(),
    };
    Parcel {
        notice: NoticeId(1),
        message_id: "1@atelier.example".to_string(),
        in_reply_to: None,
        dated_at: NOW,
        from: mailbox("compta@atelier.example"),
        reply_to: None,
        to: vec![mailbox("ap@client.example")],
        copy: Vec::new(),
        subject: "Facture".to_string(),
        text: "Bonjour\n".to_string(),
        html: "<p>Bonjour</p>".to_string(),
        enclosures: Vec::new(),
    }
}

async fn carried(script: Vec<&'static str>) -> (Carried, Vec<String>) {
    let (port, heard) = server("220 mx\r\n", script).await;
    let mut settings = SmtpSettings::new("127.0.0.1", port);
    settings.security = Security::None;
    settings.sign_in = Some(signs_in("t1").await);
    let carried = SmtpCarrier::new(settings).carry(&parcel()).await;
    (carried, heard.await.unwrap())
}

#[tokio::test]
async fn a_message_leaves_by_a_server_that_takes_tokens_alone() {
    let (carried, heard) = carried(vec![
        "250-mx\r\n250 AUTH XOAUTH2\r\n",
        "235 ok\r\n",
        "250 ok\r\n",
        "250 ok\r\n",
        "451 later\r\n",
    ])
    .await;
    assert_eq!(heard[1], format!("AUTH XOAUTH2 {PROOF}"));
    assert!(heard[2].starts_with("MAIL FROM"), "{heard:?}");
    assert!(matches!(carried, Carried::TryAgain { .. }), "{carried:?}");
}

#[tokio::test]
async fn a_token_that_is_not_taken_is_tried_again_and_nothing_has_left() {
    let (carried, heard) = carried(vec![
        "250-mx\r\n250 AUTH XOAUTH2\r\n",
        "535 5.7.3 Authentication unsuccessful\r\n",
    ])
    .await;
    let Carried::TryAgain { cause } = carried else {
        panic!("{carried:?}");
    };
    assert!(cause.contains("signing in: 535"), "{cause}");
    assert_eq!(heard.len(), 2);
}

#[tokio::test]
async fn a_mailbox_is_read_by_token_and_a_refusal_is_told() {
    let script = vec![
        "+ \r\n",
        "+ eyJzdGF0dXMiOiI0MDAifQ==\r\n",
        "TAG NO AUTHENTICATE failed.\r\n",
    ];
    let (port, heard) = server("* OK ready\r\n", script).await;
    let settings = ImapSettings {
        host: "127.0.0.1".to_string(),
        port,
        security: ImapSecurity::None,
        sign_in: signs_in("t1").await,
        folder: "INBOX".to_string(),
        authority: None,
    };
    let said = fetch(&settings, None, (Date::constant(2026, 1, 1), 10)).await;
    let heard = heard.await.unwrap();
    assert!(heard[0].ends_with("AUTHENTICATE XOAUTH2"), "{heard:?}");
    assert_eq!(heard[1..], [PROOF.to_string(), String::new()]);
    let said = said.unwrap_err().to_string();
    assert!(said.contains("does not let us in"), "{said}");
}

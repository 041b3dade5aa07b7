//! A service of the outside played by a server that misbehaves as asked, for tests. Must never answer by itself anything a
//! test did not say.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// How the server ends a request it has read.
#[derive(Clone)]
pub(crate) enum End {
    /// With a status and a body.
    Says(u16, String),
    /// With these words, head and all.
    Answers(&'static str),
    /// With nothing: the line is closed.
    Drops,
    /// Half an answer, then nothing.
    BreaksOff,
}

/// With a status and a body.
pub(crate) fn says(status: u16, body: &str) -> End {
    End::Says(status, body.to_string())
}

/// A server that ends its requests so, one after another: its address, and what it was asked. `{me}` in an answer is its
/// address.
pub(crate) async fn server(ends: Vec<End>) -> (String, mpsc::Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = mpsc::channel(16);
    let me = address.clone();
    tokio::spawn(async move {
        for end in ends {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = Vec::new();
            let mut chunk = [0_u8; 4096];
            while !is_whole(&asked) {
                let count = stream.read(&mut chunk).await.unwrap();
                asked.extend_from_slice(&chunk[..count]);
            }
            sender.send(asked).await.unwrap();
            let answer = match end {
                End::Says(status, body) => {
                    let body = body.replace("{me}", &me);
                    format!("HTTP/1.1 {status} So\r\nconnection: close\r\n\r\n{body}")
                }
                End::Answers(whole) => whole.to_string(),
                End::Drops => String::new(),
                End::BreaksOff => {
                    "HTTP/1.1 200 So\r\ncontent-length: 99\r\n\r\n{\"id\"".to_string()
                }
            };
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    (address, receiver)
}

fn is_whole(asked: &[u8]) -> bool {
    let Some(end) = asked.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&asked[..end]).to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.map_or(0, |length| length.parse().unwrap());
    asked.len() >= end + 4 + length
}

/// The head and the body of a request.
pub(crate) fn halves(asked: &[u8]) -> (String, Vec<u8>) {
    let end = asked
        .windows(4)
        .position(|bytes| bytes == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8(asked[..end].to_vec()).unwrap();
    (head, asked[end + 4..].to_vec())
}

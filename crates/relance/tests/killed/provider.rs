//! A provider of text messages that takes everything, slowly, and counts what it was given to each number.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub struct Provider {
    pub address: String,
    given: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Provider {
    pub fn start() -> Provider {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/send", listener.local_addr().unwrap());
        let given: Arc<Mutex<BTreeMap<String, usize>>> = Arc::default();
        let counted = given.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let counted = counted.clone();
                std::thread::spawn(move || {
                    // The line may break at any moment: that is what is tested.
                    let _ = serve(stream, &counted);
                });
            }
        });
        Provider { address, given }
    }

    /// How many messages it was given.
    pub fn taken(&self) -> usize {
        self.given.lock().unwrap().values().sum()
    }

    /// How often it was given a message to each number.
    pub fn given(&self) -> BTreeMap<String, usize> {
        self.given.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, given: &Mutex<BTreeMap<String, usize>>) -> std::io::Result<()> {
    let mut asked = String::new();
    let mut chunk = [0_u8; 2048];
    let number = loop {
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            return Ok(());
        }
        asked.push_str(&String::from_utf8_lossy(&chunk[..count]));
        if let Some((_, body)) = asked.split_once("\r\n\r\nto=")
            && body.len() >= "%2B33612000000".len()
        {
            break body.replace("%2B", "+");
        }
    };
    *given.lock().unwrap().entry(number).or_default() += 1;
    std::thread::sleep(Duration::from_millis(4));
    stream.write_all(b"HTTP/1.1 201 Created\r\nconnection: close\r\n\r\n{\"id\":\"1\"}")
}

//! The server from outside: how long from its start to its first answer, and what it holds at rest.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use desk::clock::Clock;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::measure::megabytes;
use crate::{Outcome, say};

/// How long the server is left alone before its memory is read.
const AT_REST: Duration = Duration::from_secs(2);

/// Starts the server a few times and prints the medians. The first start, which makes the database, is not
/// counted.
pub fn measure(folder: &Path, runs: usize) -> Outcome<()> {
    let program = program()?;
    if !program.exists() {
        return say(&format!(
            "\nThe server was not measured: build {} first.",
            program.display()
        ));
    }
    let data = folder.join("server");
    std::fs::create_dir_all(&data)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut starts = Vec::with_capacity(runs);
    let mut at_rest = Vec::with_capacity(runs);
    for run in 0..=runs {
        let (seconds, held) = runtime.block_on(once(&program, &data))?;
        if run > 0 {
            starts.push(seconds);
            at_rest.push(held);
        }
    }
    std::fs::remove_dir_all(&data)?;
    say(&format!(
        "| server: start to first answer | | | {:.3} | | |",
        median(starts)
    ))?;
    say(&format!(
        "| server at rest, resident | | | | {:.0} | |",
        median(at_rest)
    ))
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(0.0)
}

/// The product stands beside this program.
fn program() -> Outcome<PathBuf> {
    let this = std::env::current_exe()?;
    Ok(this.with_file_name("relance"))
}

async fn once(program: &Path, data: &Path) -> Outcome<(f64, f64)> {
    let clock = Clock::machine();
    let start = clock.instant();
    let mut server = Command::new(program)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let address = address(&mut server).await?;
    answer(&address).await?;
    let seconds = clock.instant().duration_since(start).as_secs_f64();
    tokio::time::sleep(AT_REST).await;
    let process = server.id().ok_or("the server ended by itself")?;
    let held = megabytes(&format!("/proc/{process}/status"), "VmRSS:")?;
    server.kill().await?;
    Ok((seconds, held))
}

/// The address the server says it listens on.
async fn address(server: &mut Child) -> Outcome<String> {
    let output = server.stdout.take().ok_or("the server has no output")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, address)) = line.split_once("http://") {
            return Ok(address.trim().to_string());
        }
    }
    Err("the server ended before it listened".into())
}

async fn answer(address: &str) -> Outcome<()> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    if !answer.starts_with(b"HTTP/1.1 200") {
        return Err(format!("the server answered {}", String::from_utf8_lossy(&answer)).into());
    }
    Ok(())
}

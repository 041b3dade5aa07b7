//! The program that prints letters, run for each print: it sets type, and what breaks it must take no server with it. Must
//! never wait for it for ever, nor take half a print for a whole.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use async_trait::async_trait;
use desk::press::{Press, PressFailure, PrintRun};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};

/// The name of the program, without the ending of its system.
pub const PROGRAM: &str = "relance-letters";
/// A print that takes longer never ends.
const PATIENCE: Duration = Duration::from_secs(300);
/// The largest file it may answer with.
const MOST_BYTES: usize = 256 << 20;

/// The program at a place of the disk.
#[derive(Clone, Debug)]
pub struct PressProgram {
    path: PathBuf,
}

impl PressProgram {
    /// The program at a path; whether it is there is asked at each print.
    pub fn new(path: PathBuf) -> Self {
        PressProgram { path }
    }

    /// The program beside the one that runs, where an installation has it.
    pub fn beside_this_program() -> Self {
        let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
        let here = std::env::current_exe().unwrap_or_default();
        PressProgram::new(here.with_file_name(name))
    }

    /// Where it is looked for.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }
}

#[async_trait]
impl Press for PressProgram {
    async fn print(&self, runs: Vec<PrintRun>) -> Result<Vec<Vec<u8>>, PressFailure> {
        let failed = |words: String| PressFailure::Failed(words);
        let mut asked = Vec::new();
        for run in &runs {
            serde_json::to_writer(&mut asked, run).map_err(|error| failed(error.to_string()))?;
            asked.push(b'\n');
        }
        let child = Command::new(&self.path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn();
        let child = match child {
            Ok(child) => child,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(PressFailure::Missing);
            }
            Err(error) => return Err(failed(error.to_string())),
        };
        match tokio::time::timeout(PATIENCE, conversation(child, asked, runs.len())).await {
            Ok(result) => result,
            Err(_) => Err(failed("no answer in the time allowed".to_string())),
        }
    }
}

async fn conversation(
    mut child: Child,
    asked: Vec<u8>,
    count: usize,
) -> Result<Vec<Vec<u8>>, PressFailure> {
    let broken = || PressFailure::Failed("the program has no open ends".to_string());
    let mut stdin = child.stdin.take().ok_or_else(broken)?;
    let stdout = child.stdout.take().ok_or_else(broken)?;
    // Written beside reading: neither end waits for a full pipe.
    let writing = tokio::spawn(async move {
        // A program that died says so at the other end.
        let _ = stdin.write_all(&asked).await;
    });
    let mut stdout = BufReader::new(stdout);
    let mut files = Vec::with_capacity(count);
    for _ in 0..count {
        match answer(&mut stdout).await {
            Ok(file) => files.push(file),
            Err(PressFailure::Failed(words)) if words.is_empty() => {
                return Err(PressFailure::Failed(last_words(child).await));
            }
            Err(failure) => return Err(failure),
        }
    }
    let _ = writing.await;
    Ok(files)
}

/// One answer; an empty failure when the program ended without one.
async fn answer(
    stdout: &mut BufReader<tokio::process::ChildStdout>,
) -> Result<Vec<u8>, PressFailure> {
    let failed = |words: &str| PressFailure::Failed(words.to_string());
    let ended = |_| failed("");
    let mut line = String::new();
    stdout.read_line(&mut line).await.map_err(ended)?;
    let line = line.trim_end();
    if let Some(words) = line.strip_prefix("failed ") {
        return Err(failed(words));
    }
    let length = line.strip_prefix("pdf ").and_then(|text| text.parse().ok());
    let Some(length) = length.filter(|length| *length <= MOST_BYTES) else {
        return Err(failed(""));
    };
    let mut bytes = vec![0; length];
    stdout.read_exact(&mut bytes).await.map_err(ended)?;
    Ok(bytes)
}

/// What a program that ended without an answer said of it.
async fn last_words(mut child: Child) -> String {
    let mut said = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        let _ = stderr.read_to_string(&mut said).await;
    }
    let status = child.wait().await;
    let words = said.lines().last().unwrap_or_default().trim().to_string();
    match (words.is_empty(), status) {
        (false, _) => words,
        (true, Ok(status)) => format!("the program ended with {status}"),
        (true, Err(error)) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use desk::press::Window;
    use jiff::civil::date;

    use super::*;

    fn run() -> PrintRun {
        PrintRun {
            letters: Vec::new(),
            window: Window::Right,
            list: None,
            dated: date(2026, 3, 10),
        }
    }

    /// A program that is a shell script, in a folder of its own.
    fn program(script: &str) -> (tempfile::TempDir, PressProgram) {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(PROGRAM);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        let program = PressProgram::new(path);
        (folder, program)
    }

    async fn said(script: &str) -> Result<Vec<Vec<u8>>, PressFailure> {
        let (_folder, program) = program(script);
        program.print(vec![run(), run()]).await
    }

    #[tokio::test]
    async fn files_come_in_their_order() {
        let script = "cat >/dev/null; printf 'pdf 2\\nabpdf 0\\n'";
        assert_eq!(said(script).await, Ok(vec![b"ab".to_vec(), Vec::new()]));
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_missing() {
        let program = PressProgram::new(PathBuf::from("/nowhere/relance-letters"));
        assert_eq!(program.print(vec![run()]).await, Err(PressFailure::Missing));
    }

    #[tokio::test]
    async fn what_breaks_is_told_and_nothing_is_half_printed() {
        let table = [
            ("printf 'pdf 2\\nabfailed no room\\n'", "no room"),
            ("echo broken >&2; exit 1", "broken"),
            ("printf 'pdf 99\\nab'; echo cut >&2", "cut"),
            ("echo hello", "exit status: 0"),
            ("kill -9 $$", "signal: 9"),
        ];
        for (script, words) in table {
            match said(script).await {
                Err(PressFailure::Failed(said)) => assert!(said.contains(words), "{said}"),
                other => panic!("{script}: {other:?}"),
            }
        }
    }
}

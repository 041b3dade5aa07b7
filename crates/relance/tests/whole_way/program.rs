//! The real binary, run verb by verb in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Program {
    data: PathBuf,
    instant: String,
}

impl Program {
    pub fn new(folder: &Path, instant: &str) -> Program {
        Program {
            data: folder.join("data"),
            instant: instant.to_string(),
        }
    }

    /// What a verb prints; it may end with "something to look at", never with a failure.
    pub fn text(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
        command
            .arg("--data")
            .arg(&self.data)
            .arg("--rehearse-at")
            .arg(&self.instant)
            .args(arguments);
        mail_server(&mut command);
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{arguments:?}: {text}{said}"
        );
        text
    }

    pub fn json(&self, arguments: &[&str]) -> String {
        self.text(arguments)
    }
}

/// The mail server of the test run; without one, messages go into a folder and this is said.
fn mail_server(command: &mut Command) {
    let Ok(server) = std::env::var("RELANCE_TEST_SMTP") else {
        eprintln!("SKIPPED on a mail server: set RELANCE_TEST_SMTP; messages go into a folder");
        return;
    };
    let (host, port) = server.rsplit_once(':').unwrap();
    let told = |name: &str| std::env::var(name).unwrap();
    let file = command
        .get_args()
        .nth(1)
        .map(PathBuf::from)
        .unwrap()
        .join("relance.toml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let text = format!(
        "[mail]\ncarrier = \"smtp\"\nhost = \"localhost\"\nport = {port}\nsecurity = \"starttls\"\nuser = \"{}\"\n\
         password = \"{}\"\nauthority_file = \"{}\"\n",
        told("RELANCE_TEST_SMTP_USER"),
        told("RELANCE_TEST_SMTP_PASSWORD"),
        told("RELANCE_TEST_SMTP_CERTIFICATE")
    );
    assert_eq!(host, "127.0.0.1");
    std::fs::write(&file, text).unwrap();
    command.env("RELANCE_CONFIG", file);
}

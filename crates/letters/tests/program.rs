//! The program as an installation starts it: lines in, files out, and an end when there is nothing more to read.

use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn it_prints_what_it_can_and_says_what_it_cannot() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_relance-letters"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let letter = r#"{"language":"fr","company":"A","sender_address":[],"addressee":["B"],"country":"FR","post_code":"44000","registered":null,"place_and_day":"le 2 mars","account":"1","account_line":"1","subject":"s","subject_line":"s","body":[],"signature":["A"],"foot":["A"],"page_word":"Page"}"#;
    let run =
        format!(r#"{{"letters":[{letter}],"window":"left","list":null,"dated":"2026-03-02"}}"#);
    let mut stdin = program.stdin.take().unwrap();
    writeln!(stdin, "{run}\n{{}}").unwrap();
    drop(stdin);
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success());
    let line_end = output
        .stdout
        .iter()
        .position(|byte| *byte == b'\n')
        .unwrap();
    let head = std::str::from_utf8(&output.stdout[..line_end]).unwrap();
    let length: usize = head.strip_prefix("pdf ").expect(head).parse().unwrap();
    let file = &output.stdout[line_end + 1..line_end + 1 + length];
    assert!(file.starts_with(b"%PDF-1.7"));
    let rest = String::from_utf8_lossy(&output.stdout[line_end + 1 + length..]).into_owned();
    assert!(
        rest.starts_with("failed the letters could not be read"),
        "{rest}"
    );
}

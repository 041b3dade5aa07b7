//! The conversation with whoever wants letters printed: one run a line, as JSON; for each `pdf` with the length and the
//! bytes, or `failed` with a sentence. Must never answer a run that was not asked, nor leave one without an answer.

use std::io::{self, BufRead, Write};

use notices::letter::PrintRun;

use crate::press::Press;

/// Prints what comes in until it ends.
///
/// # Errors
/// When the press cannot be set up, or one end hangs up.
pub fn serve(asked: impl BufRead, mut answers: impl Write) -> io::Result<()> {
    let press = Press::new().map_err(io::Error::other)?;
    for line in asked.lines() {
        match printed(&press, &line?) {
            Ok(bytes) => {
                writeln!(answers, "pdf {}", bytes.len())?;
                answers.write_all(&bytes)?;
            }
            Err(words) => writeln!(answers, "failed {}", words.replace('\n', " "))?,
        }
        answers.flush()?;
    }
    Ok(())
}

fn printed(press: &Press, line: &str) -> Result<Vec<u8>, String> {
    let run: PrintRun = serde_json::from_str(line)
        .map_err(|error| format!("the letters could not be read: {error}"))?;
    press.print(&run).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_its_answer() {
        let mut answers = Vec::new();
        let empty = r#"{"letters":[],"window":"right","list":null,"dated":"2026-03-10"}"#;
        let asked = format!("{empty}\nnot json\n");
        serve(asked.as_bytes(), &mut answers).unwrap();
        let answers = String::from_utf8(answers).unwrap();
        let answers: Vec<&str> = answers.lines().collect();
        assert_eq!(answers[0], "failed there is no letter to print");
        assert!(answers[1].starts_with("failed the letters could not be read"));
        assert_eq!(answers.len(), 2);
    }
}

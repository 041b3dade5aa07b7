//! Mailboxes of several messages in one file (mbox, all its dialects). It must never take a sentence that
//! begins with "From " for the start of a message.

use crate::format;

/// The message after a first line `From sender date`, if there is one.
pub(super) fn without_from_line(bytes: &[u8]) -> &[u8] {
    let bytes = without_mark(bytes);
    let line = super::first_line(bytes);
    if is_from_line(line) {
        without_line_end(&bytes[line.len()..])
    } else {
        bytes
    }
}

/// The messages of a mailbox, each without its `From ` line and with `>From ` given back its first letter.
pub(super) fn split(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let bytes = without_mark(bytes);
    let first = super::first_line(bytes);
    let mut starts = vec![0];
    let mut is_mailbox = is_from_line(first);
    if is_mailbox || !is_header(first) {
        starts = from_lines(bytes);
        // The line before the first message may be damaged: those of the others still stand.
        is_mailbox |= starts[1..].iter().any(|start| {
            let sample = &bytes[*start..bytes.len().min(start + format::SAMPLE)];
            super::looks_like_mbox(sample)
        });
    }
    if !is_mailbox {
        starts.truncate(1);
    }
    if bytes.trim_ascii().is_empty() {
        starts.clear();
    }
    let ends = starts[1.min(starts.len())..].to_vec();
    starts
        .into_iter()
        .zip(ends.into_iter().map(Some).chain(std::iter::once(None)))
        .map(move |(start, end)| {
            let raw = &bytes[start..end.unwrap_or(bytes.len())];
            match is_mailbox {
                true => unquoted(without_from_line(raw)),
                false => raw.to_vec(),
            }
        })
}

/// True for a line `Name: value`, with which a message starts.
fn is_header(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let starts = name.first().is_some_and(u8::is_ascii_alphabetic);
    starts && name.len() < line.len() && name.iter().all(is_letter)
}

/// True for `From somebody Thu Apr 29 23:34:45 2010` and its cousins: a time and a year stand in it.
pub(super) fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    if rest.len() > 500 {
        return false;
    }
    let words = || rest.split(|byte| byte.is_ascii_whitespace());
    let is_year = |word: &[u8]| {
        let word = &word[..word
            .iter()
            .position(|byte| *byte == b'-')
            .unwrap_or(word.len())];
        word.len() == 4 && word.iter().all(u8::is_ascii_digit) && matches!(word[0], b'1' | b'2')
    };
    let is_time = |word: &[u8]| {
        word.len() >= 4
            && word.contains(&b':')
            && word
                .iter()
                .all(|byte| byte.is_ascii_digit() || *byte == b':')
    };
    words().any(is_year) && words().any(is_time)
}

fn from_lines(bytes: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    for at in memchr::memmem::find_iter(bytes, b"\nFrom ") {
        let start = at + 1;
        let after_blank = bytes[..at].ends_with(b"\n") || bytes[..at].ends_with(b"\n\r");
        if after_blank && is_from_line(super::first_line(&bytes[start..])) {
            starts.push(start);
        }
    }
    starts
}

/// `>From ` and `>>From ` at the start of a line lose one `>`.
fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let rest = line.trim_start_with(b'>');
        let is_quoted = line.first() == Some(&b'>') && rest.starts_with(b"From ");
        out.extend_from_slice(if is_quoted { &line[1..] } else { line });
    }
    out
}

trait TrimStart {
    fn trim_start_with(&self, byte: u8) -> &[u8];
}

impl TrimStart for [u8] {
    fn trim_start_with(&self, byte: u8) -> &[u8] {
        let start = self.iter().position(|one| *one != byte);
        &self[start.unwrap_or(self.len())..]
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\r").unwrap_or(bytes);
    bytes.strip_prefix(b"\n").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_begins_with_from_starts_no_message() {
        let mailbox = b"From a@b.fr Thu Apr 29 23:34:45 2010\nSubject: 1\n\nHello\n\nFrom now on, pay.\n>From me\n\n\
            From MAILER-DAEMON Fri Apr 30 01:00 2010 +0200\r\nSubject: 2\n\nBye\n";
        let messages: Vec<Vec<u8>> = split(mailbox).collect();
        assert_eq!(messages.len(), 2);
        let first = String::from_utf8_lossy(&messages[0]).into_owned();
        assert!(
            first.starts_with("Subject: 1")
                && first.contains("\nFrom now on")
                && first.contains("\nFrom me")
        );
        assert!(messages[1].starts_with(b"Subject: 2"));
        assert_eq!(split(b"  \n").count(), 0);
        assert_eq!(split(b"Subject: x\n\n>From me").count(), 1);
    }

    #[test]
    fn a_damaged_first_line_does_not_lose_the_other_messages() {
        let second = "From b@b.fr Fri Apr 30 01:00:00 2010\nFrom: b@b.fr\nSubject: 2\n\nBye\n";
        let mailbox =
            format!("rom a@b.fr Thu Apr 29 23:34\nFrom: a@b.fr\nSubject: 1\n\nHello\n\n{second}");
        let messages: Vec<Vec<u8>> = split(mailbox.as_bytes()).collect();
        assert_eq!(messages.len(), 2);
        assert!(messages[1].starts_with(b"From: b@b.fr"));
        let forwarded = format!("From: a@b.fr\nSubject: 1\n\nHello\n\n{second}");
        assert_eq!(
            split(forwarded.as_bytes()).count(),
            1,
            "one message, with another in its text"
        );
    }
}

//! Cutting a stream of bytes into lines, whatever ends them. UTF-16 becomes UTF-8 on the way.
//! It must never hold more than one block and one line in memory.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE};
use memchr::memchr;
use serde::{Deserialize, Serialize};

use crate::encoding::{self, Encoding};

const BLOCK: usize = 1 << 20;
/// A file without line ends is cut here: no FEC line comes near it.
const LONGEST_LINE: usize = 4 << 20;

/// What ends the lines of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineEnd {
    /// Line feed.
    #[default]
    Lf,
    /// Carriage return and line feed.
    CrLf,
    /// Carriage return alone.
    Cr,
    /// Two carriage returns and a line feed, after a transfer in text mode.
    CrCrLf,
}

impl LineEnd {
    /// The bytes that end a line.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            LineEnd::Lf => b"\n",
            LineEnd::CrLf => b"\r\n",
            LineEnd::Cr => b"\r",
            LineEnd::CrCrLf => b"\r\r\n",
        }
    }
}

/// One line, without what ends it.
pub(super) struct Line<'a> {
    pub number: u64,
    pub bytes: &'a [u8],
    /// False for a last line that nothing ends.
    pub ended: bool,
}

/// The lines of a stream.
pub(super) struct Lines<'a> {
    source: &'a mut dyn Read,
    raw: Vec<u8>,
    decoder: Option<Decoder>,
    buffer: Vec<u8>,
    start: usize,
    finished: bool,
    terminator: u8,
    number: u64,
    pub bytes_read: u64,
    pub marked: Option<Encoding>,
    pub line_end: LineEnd,
}

impl<'a> Lines<'a> {
    pub fn open(source: &'a mut dyn Read) -> io::Result<Self> {
        let mut lines = Lines {
            source,
            raw: vec![0; BLOCK],
            decoder: None,
            buffer: Vec::with_capacity(BLOCK * 2),
            start: 0,
            finished: false,
            terminator: b'\n',
            number: 0,
            bytes_read: 0,
            marked: None,
            line_end: LineEnd::Lf,
        };
        lines.fill()?;
        lines.recognise();
        Ok(lines)
    }

    /// The bytes at hand, before any line was taken: enough to recognise a format.
    pub fn first_bytes(&self) -> &[u8] {
        &self.buffer
    }

    fn recognise(&mut self) {
        self.marked = encoding::marked(&self.buffer);
        match self.marked {
            Some(wide @ (Encoding::Utf16Little | Encoding::Utf16Big)) => {
                let set = if wide == Encoding::Utf16Little {
                    UTF_16LE
                } else {
                    UTF_16BE
                };
                self.decoder = Some(set.new_decoder_with_bom_removal());
                let raw = std::mem::take(&mut self.buffer);
                self.take_in(&raw);
            }
            Some(encoding) => self.start = encoding.mark().len(),
            None => {}
        }
        if memchr(b'\n', &self.buffer).is_none() && memchr(b'\r', &self.buffer).is_some() {
            self.terminator = b'\r';
            self.line_end = LineEnd::Cr;
        } else if let Some(end) = memchr(b'\n', &self.buffer) {
            self.line_end = match &self.buffer[..end] {
                [.., b'\r', b'\r'] => LineEnd::CrCrLf,
                [.., b'\r'] => LineEnd::CrLf,
                _ => LineEnd::Lf,
            };
        }
    }

    /// Reads one more block behind what is left of the last one.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let mut raw = std::mem::take(&mut self.raw);
        let outcome = read_block(self.source, &mut raw);
        if let Ok(count) = outcome {
            self.bytes_read += count as u64;
            self.finished = count < raw.len();
            self.take_in(&raw[..count]);
        }
        self.raw = raw;
        outcome.map(|_| ())
    }

    fn take_in(&mut self, bytes: &[u8]) {
        let Some(decoder) = &mut self.decoder else {
            self.buffer.extend_from_slice(bytes);
            return;
        };
        let mut rest = bytes;
        let mut text = vec![0_u8; BLOCK];
        loop {
            let (outcome, read, written, _) =
                decoder.decode_to_utf8(rest, &mut text, self.finished);
            self.buffer.extend_from_slice(&text[..written]);
            rest = &rest[read..];
            if outcome == CoderResult::InputEmpty {
                return;
            }
        }
    }

    /// The next line, or nothing at the end.
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        let mut searched = 0;
        loop {
            let unread = &self.buffer[self.start + searched..];
            if let Some(end) = memchr(self.terminator, unread) {
                let line = self.start..self.start + searched + end;
                self.start = line.end + 1;
                self.number += 1;
                return Ok(Some(Line {
                    number: self.number,
                    bytes: trim_returns(&self.buffer[line]),
                    ended: true,
                }));
            }
            searched = self.buffer.len() - self.start;
            if self.finished || searched > LONGEST_LINE {
                return Ok(self.last());
            }
            self.fill()?;
        }
    }

    fn last(&mut self) -> Option<Line<'_>> {
        let line = self.start..self.buffer.len();
        self.start = self.buffer.len();
        if line.is_empty() {
            return None;
        }
        self.number += 1;
        Some(Line {
            number: self.number,
            bytes: trim_returns(&self.buffer[line]),
            ended: false,
        })
    }
}

fn read_block(source: &mut dyn Read, raw: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < raw.len() {
        match source.read(&mut raw[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn trim_returns(mut line: &[u8]) -> &[u8] {
    while let [rest @ .., b'\r'] = line {
        line = rest;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mut bytes: &[u8], expected: &[&str], line_end: LineEnd) {
        let mut lines = Lines::open(&mut bytes).unwrap();
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push(String::from_utf8(line.bytes.to_vec()).unwrap());
        }
        assert_eq!(found, expected);
        assert_eq!(lines.line_end, line_end);
    }

    #[test]
    fn every_line_end_is_cut() {
        check(b"a\nb\n", &["a", "b"], LineEnd::Lf);
        check(b"a\r\nb", &["a", "b"], LineEnd::CrLf);
        check(b"a\rb\r", &["a", "b"], LineEnd::Cr);
        check(b"a\r\r\nb\r\r\n", &["a", "b"], LineEnd::CrCrLf);
        check(b"", &[], LineEnd::Lf);
        check(
            &Encoding::Utf16Big.encode("abcdé\nf"),
            &["abcdé", "f"],
            LineEnd::Lf,
        );
    }

    #[test]
    fn a_line_longer_than_a_block_is_one_line() {
        let mut bytes = vec![b'x'; BLOCK + 10];
        bytes.extend_from_slice(b"\ny\n");
        let mut source = bytes.as_slice();
        let mut lines = Lines::open(&mut source).unwrap();
        assert_eq!(lines.next().unwrap().unwrap().bytes.len(), BLOCK + 10);
        assert_eq!(lines.next().unwrap().unwrap().bytes, b"y");
        assert!(lines.next().unwrap().is_none());
    }
}

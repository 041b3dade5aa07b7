//! What a reading told, reduced to what is compared: a digest of all of it, its length, the lines its problems
//! name. It must never keep the text itself: a mutated file may tell a lot.

use std::fmt::{self, Debug, Write};

use intake::reading::{Problems, Reading};

/// What every reading of one file told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Digest of the facts and the problems, in order.
    pub digest: u64,
    /// How long they are, written out.
    pub length: usize,
    /// The lines that problems and facts name.
    pub lines: Vec<u64>,
    /// Which reading gave neither a fact nor a problem.
    pub silent: Option<&'static str>,
}

impl Default for Told {
    fn default() -> Self {
        Told {
            digest: 0xcbf2_9ce4_8422_2325,
            length: 0,
            lines: Vec::new(),
            silent: None,
        }
    }
}

impl Write for Told {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.length += text.len();
        for byte in text.bytes() {
            self.digest = (self.digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

impl Told {
    /// Takes a reading; `has_facts` tells whether it gave any.
    pub fn take<F: Debug>(&mut self, name: &'static str, reading: &Reading<F>, has_facts: bool) {
        self.add(&reading.facts);
        self.take_problems(&reading.problems);
        if !has_facts && reading.problems.is_empty() {
            self.silent = Some(name);
        }
    }

    /// Takes a value that follows from the facts.
    pub fn add(&mut self, value: &impl Debug) {
        write!(self, "{value:?}").expect("a digest takes any text");
    }

    /// Takes a line that a fact names.
    pub fn name_line(&mut self, line: u64) {
        self.lines.push(line);
    }

    fn take_problems(&mut self, problems: &Problems) {
        self.add(problems);
        self.lines
            .extend(problems.iter().filter_map(|problem| problem.line));
    }
}

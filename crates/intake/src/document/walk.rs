//! From text to tree, in one pass without recursion. What a plan leaves out is counted and forgotten, so that the
//! lines of a long invoice cost no memory.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{Element, Tree};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// What is nested deeper is left out; no format read here comes near.
const DEEPEST: usize = 48;
/// More elements than any header holds.
const MOST_ELEMENTS: usize = 200_000;
/// A text longer than this is cut: no field read here is a file.
const LONGEST_TEXT: usize = 64 << 10;

/// What of a document is worth holding.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Plan {
    /// Elements held without what is inside them.
    pub hollow: &'static [&'static str],
    /// Elements inside a hollow one that are held after all, as its children.
    pub kept_inside: &'static [&'static str],
}

struct Open {
    name: String,
    /// Nothing for an element that is left out.
    element: Option<Element>,
    is_hollow: bool,
}

struct Walk<'a> {
    text: &'a str,
    problems: &'a mut Problems,
    plan: Plan,
    top: Element,
    open: Vec<Open>,
    /// How many of `open` are hollow.
    hollow: usize,
    /// Elements open below the deepest level that is looked at.
    below: usize,
    elements: usize,
    told: Vec<ProblemKind>,
    line: u64,
    counted_to: usize,
    is_cut: bool,
}

/// Reads the whole text.
pub(crate) fn read(text: &str, plan: Plan, problems: &mut Problems) -> Tree {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk {
        text,
        problems,
        plan,
        top: Element::default(),
        open: Vec::new(),
        hollow: 0,
        below: 0,
        elements: 0,
        told: Vec::new(),
        line: 1,
        counted_to: 0,
        is_cut: false,
    };
    loop {
        let event = reader.read_event();
        walk.count_lines(usize::try_from(reader.buffer_position()).unwrap_or(text.len()));
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => walk.take(event),
            Err(error) => {
                walk.stop(&error);
                break;
            }
        }
        if walk.elements > MOST_ELEMENTS {
            walk.tell(ProblemKind::TooManyLines, "", Kept::WhatCameBefore);
            walk.is_cut = true;
            break;
        }
    }
    if !walk.open.is_empty() && !walk.is_cut {
        walk.tell(ProblemKind::TruncatedFile, "", Kept::WhatCameBefore);
        walk.is_cut = true;
    }
    walk.below = 0;
    while !walk.open.is_empty() {
        walk.close_last();
    }
    Tree {
        top: walk.top,
        is_cut: walk.is_cut,
    }
}

impl Walk<'_> {
    fn count_lines(&mut self, position: usize) {
        let end = position.min(self.text.len());
        if end > self.counted_to {
            let passed = &self.text.as_bytes()[self.counted_to..end];
            self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
            self.counted_to = end;
        }
    }

    fn stop(&mut self, error: &quick_xml::Error) {
        let kind = match error {
            quick_xml::Error::Syntax(_) => ProblemKind::TruncatedFile,
            _ => ProblemKind::Malformed,
        };
        self.tell(kind, &error.to_string(), Kept::WhatCameBefore);
        self.is_cut = true;
    }

    /// Each kind of fault is told once: the first is enough to send the document back.
    fn tell(&mut self, kind: ProblemKind, found: &str, kept: Kept) {
        if self.told.contains(&kind) {
            return;
        }
        self.told.push(kind);
        self.problems.add(Problem {
            line: Some(self.line),
            field: None,
            kind,
            found: shortened(found),
            kept,
        });
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => self.open(&start),
            Event::Empty(start) => {
                self.open(&start);
                self.close_last();
            }
            Event::End(end) => {
                let name = end.local_name();
                self.close(name.as_ref());
            }
            Event::Text(text) => self.add_text(&text.xml10_content()),
            Event::CData(text) => self.add_text(&text.xml10_content()),
            Event::GeneralRef(reference) => self.add_reference(&reference),
            Event::DocType(_) => self.tell(ProblemKind::UnsafeDocument, "", Kept::All),
            _ => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        let Some(Open {
            element: Some(element),
            is_hollow: false,
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        let room = LONGEST_TEXT.saturating_sub(element.text.len());
        if text.len() <= room {
            element.text.push_str(text);
        } else {
            element.text.extend(text.chars().take(room / 4));
        }
    }

    fn add_reference(&mut self, reference: &BytesRef<'_>) {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            self.add_text(character.encode_utf8(&mut [0; 4]));
            return;
        }
        let name = reference.xml10_content();
        match name.as_ref() {
            "amp" => self.add_text("&"),
            "lt" => self.add_text("<"),
            "gt" => self.add_text(">"),
            "apos" => self.add_text("'"),
            "quot" => self.add_text("\""),
            _ => self.tell(ProblemKind::UnsafeDocument, &name, Kept::All),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        if self.open.len() >= DEEPEST * 2 {
            self.below += 1;
            return;
        }
        let name = start.local_name().as_ref().to_string();
        let is_held = match self.hollow {
            0 => self.open.len() < DEEPEST,
            _ => self.is_kept_inside(&name),
        };
        let is_hollow = is_held && self.plan.hollow.contains(&name.as_str());
        self.hollow += usize::from(is_hollow);
        let element = is_held.then(|| {
            self.elements += 1;
            Element {
                name: name.clone(),
                attributes: attributes(start),
                line: self.line,
                ..Element::default()
            }
        });
        self.open.push(Open {
            name,
            element,
            is_hollow,
        });
    }

    /// Inside a hollow element: those the plan names, and what is inside them.
    fn is_kept_inside(&self, name: &str) -> bool {
        let is_inside_kept = self
            .open
            .last()
            .is_some_and(|open| open.element.is_some() && !open.is_hollow);
        is_inside_kept || self.plan.kept_inside.contains(&name)
    }

    fn close(&mut self, name: &str) {
        if self.below > 0 {
            self.below -= 1;
            return;
        }
        let is_last = self.open.last().is_some_and(|open| open.name == name);
        if is_last {
            self.close_last();
            return;
        }
        self.tell(ProblemKind::Malformed, name, Kept::All);
        if let Some(missing) = self.open.iter().rev().position(|open| open.name == name) {
            for _ in 0..=missing {
                self.close_last();
            }
        }
    }

    fn close_last(&mut self) {
        if self.below > 0 {
            self.below -= 1;
            return;
        }
        let Some(closed) = self.open.pop() else {
            return;
        };
        self.hollow -= usize::from(closed.is_hollow);
        let Some(element) = closed.element else {
            return;
        };
        let parent = self
            .open
            .iter_mut()
            .rev()
            .find_map(|open| open.element.as_mut());
        parent.unwrap_or(&mut self.top).children.push(element);
    }
}

fn attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    start
        .attributes()
        .with_checks(false)
        .flatten()
        .take(16)
        .map(|attribute| {
            let name = attribute.key.local_name().as_ref().to_string();
            (name, attribute.value.chars().take(200).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests;

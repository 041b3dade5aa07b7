//! Walking through a document: parts that the visitor wants are gathered as small trees, handed over and
//! forgotten. Damage within a part is told and does not reach the next part.

mod damage;
mod visitor;

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

pub(crate) use self::visitor::{Step, Tag, Visitor};
use super::characters::Characters;
use super::lines::Lines;
use super::path::Path;
use super::plain::{self, Plain, currency_in, with_line_feeds};
use super::tree::Tree;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// Markup longer than this has lost its end.
const LONGEST: usize = 1 << 20;
/// After so many losses a document is not worth following.
const MOST_RECOVERIES: u32 = 100;

/// A walk through one document.
pub(crate) struct Walk<'a, V> {
    visitor: &'a mut V,
    problems: &'a mut Problems,
    path: Path,
    tree: Tree,
    /// Depth of the part being gathered.
    part_at: Option<usize>,
    is_damaged: bool,
    is_cut: bool,
    warned_of_entities: bool,
    recoveries: u32,
    lines: Lines,
    /// The window has carriage returns.
    has_returns: bool,
}

/// Where to go on after markup that is not plain.
enum After {
    At(usize),
    /// Its end is not in the window yet.
    Wait,
    /// What follows cannot be read.
    GiveUp,
}

impl<'a, V: Visitor> Walk<'a, V> {
    pub fn new(visitor: &'a mut V, problems: &'a mut Problems) -> Self {
        Walk {
            visitor,
            problems,
            path: Path::default(),
            tree: Tree::default(),
            part_at: None,
            is_damaged: false,
            is_cut: false,
            warned_of_entities: false,
            recoveries: 0,
            lines: Lines::new(),
            has_returns: false,
        }
    }

    /// Walks to the end; true when the document stops before its end.
    pub fn run(mut self, input: impl BufRead) -> bool {
        let mut characters = Characters::new(input);
        let mut window = String::new();
        loop {
            let has_more = characters.read_into(&mut window);
            let end = if has_more {
                self.end_of_markup(&window)
            } else {
                window.len()
            };
            let used = self.take_window(&window[..end], !has_more);
            window.drain(..used);
            if !has_more {
                break;
            }
        }
        if characters.has_failed {
            self.tell(ProblemKind::ReadFailed, "", Kept::WhatCameBefore);
            self.is_cut = true;
        } else if characters.has_bad_bytes {
            self.problems
                .add_for_file(ProblemKind::BadEncoding, "", Kept::All);
        }
        if self.path.depth() > 0 && !self.is_cut {
            self.tell(ProblemKind::TruncatedFile, "", Kept::WhatCameBefore);
            self.is_cut = true;
        }
        self.forget_the_unfinished();
        self.leave_to(0);
        self.is_cut
    }

    /// Everything before the last `<` is whole, or is text that may be taken in pieces.
    fn end_of_markup(&self, window: &str) -> usize {
        match memchr::memrchr(b'<', window.as_bytes()) {
            Some(0) | None if window.len() > LONGEST => window.len(),
            found => found.unwrap_or(0),
        }
    }

    /// Takes what is whole and says how many bytes that was.
    fn take_window(&mut self, text: &str, is_last: bool) -> usize {
        self.lines.enter(text);
        self.has_returns = memchr::memchr(b'\r', text.as_bytes()).is_some();
        let mut at = 0;
        while at < text.len() {
            self.lines.go_to(text, at);
            if let Some(end) = self.end_of_innermost(text, at) {
                self.close_innermost();
                at = end;
                continue;
            }
            if let Some((piece, end)) = plain::next(text, at) {
                if let Plain::Open(name, attributes) = piece
                    && let Some(after) = self.take_leaf((name, attributes), text, end)
                {
                    at = after;
                    continue;
                }
                self.take_plain(piece);
                at = end;
                continue;
            }
            match self.take_other(text, at, is_last) {
                After::At(place) => at = place,
                After::Wait => return at,
                After::GiveUp => break,
            }
        }
        self.lines.go_to(text, text.len());
        text.len()
    }

    /// Where the tag at a place ends, when it closes the innermost element and is written without a prefix or a blank: half
    /// of all tags.
    #[inline]
    fn end_of_innermost(&self, text: &str, at: usize) -> Option<usize> {
        let name = text.as_bytes().get(at..)?.strip_prefix(b"</")?;
        let innermost = self.path.last(&self.tree).as_bytes();
        let after = name.get(innermost.len())?;
        let is_it = *after == b'>' && !innermost.is_empty() && name.starts_with(innermost);
        (is_it && !self.path.is_full()).then(|| at + 2 + innermost.len() + 1)
    }

    /// Takes an element of a part that holds nothing but its text, whole, and says where it ends: most elements are such.
    #[inline]
    fn take_leaf(
        &mut self,
        (name, attributes): (&str, &str),
        text: &str,
        at: usize,
    ) -> Option<usize> {
        let depth = self.path.depth();
        if self.part_at.is_none() || self.path.is_full() || self.visitor.is_record(name) {
            return None;
        }
        let rest = text.as_bytes().get(at..)?;
        let length = memchr::memchr2(b'<', b'&', rest)?;
        let closing = rest[length..].strip_prefix(b"</")?;
        if closing.get(name.len()) != Some(&b'>') || !closing.starts_with(name.as_bytes()) {
            return None;
        }
        let place = self
            .tree
            .open(name, currency_in(attributes), self.lines.line())?;
        self.tree
            .add_text(place, &self.with_line_feeds(&text[at..at + length]));
        self.tree.close(place);
        self.offer_piece(place, depth);
        Some(at + length + name.len() + 3)
    }

    fn take_plain(&mut self, piece: Plain<'_>) {
        match piece {
            Plain::Open(name, attributes) => self.open(name, attributes),
            Plain::Empty(name, attributes) => {
                self.open(name, attributes);
                self.close_innermost();
            }
            Plain::Close(name) => self.close(name),
            Plain::Text(text) => self.add_text(text),
        }
    }

    /// Takes one piece of markup that is not plain, and steps over it when it is damaged.
    fn take_other(&mut self, text: &str, from: usize, is_last: bool) -> After {
        let rest = &text[from..];
        if let Some(place) = plain::torn_at(rest) {
            return After::At(from + self.take_torn(&rest[1..place], place));
        }
        let mut reader = Reader::from_str(rest);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        reader.config_mut().allow_dangling_amp = true;
        let event = reader.read_event();
        let to = from + usize::try_from(reader.buffer_position()).unwrap_or(0);
        match event {
            Ok(Event::Eof) => After::At(text.len()),
            Ok(event) => {
                self.take(event);
                After::At(to)
            }
            Err(quick_xml::Error::IllFormed(_)) if to > from => {
                self.is_damaged = true;
                After::At(to)
            }
            Err(_) if !is_last && text.len() - from <= LONGEST => After::Wait,
            Err(error) => match self.recover(text, from, is_last) {
                Some(place) => After::At(place),
                None => {
                    if is_last {
                        self.cut_short(&error.to_string());
                    }
                    After::GiveUp
                }
            },
        }
    }

    fn tell(&mut self, kind: ProblemKind, found: &str, kept: Kept) {
        self.problems.add(Problem {
            line: Some(self.lines.line()),
            field: None,
            kind,
            found: shortened(found),
            kept,
        });
    }

    /// Takes one event.
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => self.open(start.local_name().as_ref(), start.attributes_raw()),
            Event::Empty(start) => {
                self.open(start.local_name().as_ref(), start.attributes_raw());
                self.close_innermost();
            }
            Event::End(end) => self.close(end.local_name().as_ref()),
            Event::Text(text) => self.add_text(&text),
            Event::CData(text) => self.add_text(&text),
            Event::GeneralRef(reference) => self.add_reference(&reference),
            Event::DocType(_) => self.warn_of_entities(),
            _ => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        if let Some(node) = self.path.node() {
            let text = self.with_line_feeds(text);
            self.tree.add_text(node, &text);
        }
    }

    fn with_line_feeds<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.has_returns {
            return with_line_feeds(text);
        }
        Cow::Borrowed(text)
    }

    fn add_reference(&mut self, reference: &BytesRef<'_>) {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            // Written as a number, a carriage return is meant: it is none of the line ends of the file.
            if let Some(node) = self.path.node() {
                self.tree.add_text(node, character.encode_utf8(&mut [0; 4]));
            }
            return;
        }
        match reference.xml10_content().as_ref() {
            "amp" => self.add_text("&"),
            "lt" => self.add_text("<"),
            "gt" => self.add_text(">"),
            "apos" => self.add_text("'"),
            "quot" => self.add_text("\""),
            _ => self.warn_of_entities(),
        }
    }

    fn warn_of_entities(&mut self) {
        if !self.warned_of_entities {
            self.warned_of_entities = true;
            self.tell(ProblemKind::UnsafeDocument, "", Kept::All);
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        if self.visitor.is_record(name) {
            self.leave_what_is_not_closed(name);
        }
        if self.path.is_full() {
            self.path.push(name, None);
            return;
        }
        if self.part_at.is_none() {
            let tag = Tag {
                name,
                parent: self.path.last(&self.tree),
                attributes,
            };
            if self.visitor.open(&tag, self.problems) == Step::Enter {
                self.path.push(name, None);
                return;
            }
            self.part_at = Some(self.path.depth());
            self.tree.clear();
            self.is_damaged = false;
        }
        let currency = currency_in(attributes);
        let node = self.tree.open(name, currency, self.lines.line());
        self.path.push(name, node);
    }

    fn close(&mut self, name: &str) {
        if self.path.leaves_the_depths() {
            return;
        }
        if self.path.last(&self.tree) == name {
            self.close_innermost();
            return;
        }
        self.is_damaged = true;
        match self.path.find(name, &self.tree) {
            Some(depth) => self.leave_to(depth),
            None if self.part_at.is_none() => self.tell(ProblemKind::Malformed, name, Kept::All),
            None => {}
        }
    }

    /// Closes elements until so many are left open.
    fn leave_to(&mut self, depth: usize) {
        while self.path.depth() > depth {
            self.close_innermost();
        }
    }

    fn close_innermost(&mut self) {
        if self.path.leaves_the_depths() {
            return;
        }
        let Some(part_at) = self.part_at else {
            let name = self.path.last(&self.tree).to_string();
            self.path.pop();
            self.visitor.close(&name, self.problems);
            return;
        };
        let node = self.path.pop();
        if let Some(place) = node {
            self.tree.close(place);
        }
        let depth = self.path.depth();
        if depth == part_at {
            self.hand_over();
        } else if let Some(place) = node {
            self.offer_piece(place, depth);
        }
    }

    /// Offers an element that is whole, at a depth, to the visitor before its part is.
    fn offer_piece(&mut self, place: u32, depth: usize) {
        let is_near = self.part_at.is_some_and(|part_at| depth <= part_at + 2);
        if is_near {
            let (part, piece) = (self.tree.element(0), self.tree.element(place));
            if self.visitor.take_piece(part, piece, self.problems) {
                self.tree.forget(place);
            }
        }
    }

    fn hand_over(&mut self) {
        self.part_at = None;
        let part = self.tree.element(0);
        let tell = |problems: &mut Problems, kind| {
            problems.add(Problem {
                line: Some(part.line()),
                field: Some(part.name().to_string()),
                kind,
                found: String::new(),
                kept: Kept::All,
            });
        };
        if self.is_damaged {
            tell(self.problems, ProblemKind::Malformed);
        }
        if self.tree.is_cut {
            tell(self.problems, ProblemKind::TooManyLines);
        }
        self.is_damaged = false;
        self.visitor.take(part, self.problems);
    }
}

#[cfg(test)]
mod tests;

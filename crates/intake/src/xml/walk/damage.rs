//! What a walk does where a document is damaged: it steps over what cannot be read, closes what lost its end, and tells.
//! It must never let damage to one part reach the next.

use super::{MOST_RECOVERIES, Visitor, Walk};
use crate::reading::{Kept, ProblemKind};
use crate::xml::recovery;

impl<V: Visitor> Walk<'_, V> {
    /// A part without its end is not taken: what it lacks is not known.
    pub(super) fn forget_the_unfinished(&mut self) {
        self.path.forget_the_depths();
        if let Some(part_at) = self.part_at.take() {
            while self.path.depth() > part_at {
                self.path.pop();
            }
        }
    }

    pub(super) fn cut_short(&mut self, found: &str) {
        self.tell(ProblemKind::TruncatedFile, found, Kept::WhatCameBefore);
        self.is_cut = true;
    }

    /// Where to go on after markup without an end.
    pub(super) fn recover(&mut self, text: &str, from: usize, is_last: bool) -> Option<usize> {
        self.recoveries += 1;
        if self.recoveries > MOST_RECOVERIES {
            return None;
        }
        let after = from + 1;
        let rest = text.get(after..).unwrap_or_default();
        if rest.starts_with(|c: char| c.is_ascii_alphabetic())
            && let Some(place) = memchr::memchr(b'<', rest.as_bytes())
        {
            self.open_swallowing(&rest[..place]);
            return Some(after + place);
        }
        let visitor = &*self.visitor;
        let found = recovery::next_record(rest, |name| visitor.is_record(name));
        if self.part_at.is_some() {
            self.is_damaged = true;
        } else if found.is_some() || !is_last {
            self.tell(ProblemKind::Malformed, "", Kept::All);
        }
        Some(after + found?)
    }

    /// Takes a tag that took in the next one, which begins at a place behind its start.
    pub(super) fn take_torn(&mut self, kept: &str, place: usize) -> usize {
        match kept.strip_prefix('/') {
            Some(name) => {
                self.is_damaged = true;
                let name = name.trim();
                self.close(name.rsplit(':').next().unwrap_or(name));
            }
            None => self.open_swallowing(kept),
        }
        place
    }

    /// A tag whose attribute lost its closing quote, and so took in what follows.
    pub(super) fn open_swallowing(&mut self, kept: &str) {
        let (tag, text) = kept.split_once('>').unwrap_or((kept, ""));
        let name = tag.split_whitespace().next().unwrap_or_default();
        let name = name.split_once(':').map_or(name, |(_, local)| local);
        self.open(name, "");
        self.is_damaged = true;
        self.add_text(text);
    }

    /// A record never starts within a part or within its like: what is open lost its end.
    pub(super) fn leave_what_is_not_closed(&mut self, name: &str) {
        let depth = self.path.find(name, &self.tree).or(self.part_at);
        if let Some(depth) = depth {
            self.is_damaged = true;
            self.path.forget_the_depths();
            self.leave_to(depth);
        }
    }
}

//! One part of a document as a tree, in three buffers that are used again for the next part. Names are
//! without their namespace. It must stay bounded: what is too large is left out, and says so.

/// More elements or characters than any single record has.
const MOST_NODES: usize = 400_000;
const MOST_TEXT: usize = 16 << 20;

/// The elements of one part, in the order of the document.
#[derive(Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    text: String,
    /// Something was left out.
    pub is_cut: bool,
}

#[derive(Clone, Copy, Default)]
struct Span {
    start: u32,
    end: u32,
}

#[derive(Clone, Copy)]
struct Node {
    /// Tells the name from nearly all others at once.
    mark: u64,
    name: Span,
    text: Span,
    currency: Span,
    /// The first place after everything within; the largest number while open.
    end: u32,
    line: u64,
}

impl Tree {
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.text.clear();
        self.is_cut = false;
    }

    /// A new element within those open; nothing when the tree is full.
    pub fn open(&mut self, name: &str, currency: Option<&str>, line: u64) -> Option<u32> {
        if self.nodes.len() >= MOST_NODES || self.text.len() + name.len() > MOST_TEXT {
            self.is_cut = true;
            return None;
        }
        let place = u32::try_from(self.nodes.len()).ok()?;
        let mark = mark(name);
        let name = self.push(name);
        let currency = currency.map_or(Span::default(), |currency| self.push(currency));
        let text = Span {
            start: name.end,
            end: name.end,
        };
        let end = u32::MAX;
        self.nodes.push(Node {
            mark,
            name,
            text,
            currency,
            end,
            line,
        });
        Some(place)
    }

    fn push(&mut self, text: &str) -> Span {
        let start = self.here();
        self.text.push_str(text);
        Span {
            start,
            end: self.here(),
        }
    }

    fn here(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Adds to the text of an element. Text after a child is left out: messages have none.
    pub fn add_text(&mut self, place: u32, text: &str) {
        let here = self.here();
        let Some(node) = self.nodes.get_mut(place as usize) else {
            return;
        };
        let is_first = node.text.start == node.text.end;
        let text = if is_first { text.trim_start() } else { text };
        if text.is_empty() || (!is_first && node.text.end != here) {
            return;
        }
        let room = MOST_TEXT.saturating_sub(self.text.len());
        let kept = &text[..text.floor_char_boundary(room)];
        self.is_cut |= kept.len() < text.len();
        self.text.push_str(kept);
        let end = u32::try_from(self.text.len()).unwrap_or(here);
        node.text = Span {
            start: if is_first { here } else { node.text.start },
            end,
        };
    }

    pub fn close(&mut self, place: u32) {
        let end = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        if let Some(node) = self.nodes.get_mut(place as usize) {
            node.end = end;
        }
    }

    /// Forgets an element that was closed last, with everything within.
    pub fn forget(&mut self, place: u32) {
        if let Some(node) = self.nodes.get(place as usize) {
            self.text.truncate(node.name.start as usize);
            self.nodes.truncate(place as usize);
        }
    }

    pub fn element(&self, place: u32) -> Element<'_> {
        Element { tree: self, place }
    }

    fn name_of(&self, node: &Node) -> &str {
        let span = node.name.start as usize..node.name.end as usize;
        self.text.get(span).unwrap_or_default()
    }
}

/// How many bytes of a name its mark holds: names that are no longer are alike when their marks are.
const MARKED: usize = 7;

/// The first bytes of a name and its length. Names of messages are short: most are told apart by this number alone.
#[inline]
const fn mark(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut mark = bytes.len() as u64;
    let mut at = 0;
    while at < bytes.len() && at < MARKED {
        mark = (mark << 8) | bytes[at] as u64;
        at += 1;
    }
    mark
}

/// One element of a tree, and everything within.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    tree: &'a Tree,
    place: u32,
}

impl<'a> Element<'a> {
    fn node(self) -> Option<&'a Node> {
        self.tree.nodes.get(self.place as usize)
    }

    fn slice(self, pick: fn(&Node) -> Span) -> &'a str {
        let span = self.node().map(pick).unwrap_or_default();
        self.tree
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }

    pub fn name(self) -> &'a str {
        self.slice(|node| node.name)
    }

    /// The text, without blanks around it.
    pub fn text(self) -> &'a str {
        self.slice(|node| node.text).trim_end()
    }

    /// The `Ccy` attribute; empty when absent.
    pub fn currency(self) -> &'a str {
        self.slice(|node| node.currency)
    }

    /// The line it starts on, from 1.
    pub fn line(self) -> u64 {
        self.node().map_or(0, |node| node.line)
    }

    pub fn children(self) -> impl Iterator<Item = Element<'a>> {
        let all = u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX);
        let end = self.node().map_or(0, |node| node.end.min(all));
        let mut next = self.place + 1;
        std::iter::from_fn(move || {
            if next >= end {
                return None;
            }
            let child = Element {
                tree: self.tree,
                place: next,
            };
            next = child.node().map_or(end, |node| node.end);
            Some(child)
        })
    }

    /// The first child of a name.
    #[inline]
    pub fn child(self, name: &str) -> Option<Element<'a>> {
        let wanted = mark(name);
        let nodes = self.tree.nodes.as_slice();
        let end = nodes.len().min(self.node()?.end as usize);
        let mut next = self.place as usize + 1;
        while next < end {
            let node = nodes.get(next)?;
            if node.mark == wanted && (name.len() <= MARKED || self.tree.name_of(node) == name) {
                let place = u32::try_from(next).ok()?;
                return Some(Element { place, ..self });
            }
            next = node.end as usize;
        }
        None
    }

    /// The children of a name.
    #[inline]
    pub fn children_of(self, name: &str) -> impl Iterator<Item = Element<'a>> {
        let wanted = mark(name);
        self.children().filter(move |child| {
            child.node().is_some_and(|node| node.mark == wanted)
                && (name.len() <= MARKED || child.name() == name)
        })
    }

    /// The first element at a path such as `Id/IBAN`.
    pub fn at(self, path: &str) -> Option<Element<'a>> {
        let (mut element, mut rest) = (self, path);
        while let Some(slash) = rest.bytes().position(|byte| byte == b'/') {
            element = element.child(&rest[..slash])?;
            rest = &rest[slash + 1..];
        }
        element.child(rest)
    }

    /// Every element at a path, siblings at every step.
    pub fn all(self, path: &str) -> Vec<Element<'a>> {
        path.split('/').fold(vec![self], |elements, name| {
            let within = elements.into_iter();
            within.flat_map(|one| one.children_of(name)).collect()
        })
    }

    /// The text at a path; empty when absent.
    #[inline]
    pub fn text_of(self, path: &str) -> &'a str {
        self.at(path).map_or("", Element::text)
    }

    /// The text at the first of some paths that has any; empty when none has.
    pub fn text_at(self, paths: &[&str]) -> &'a str {
        let mut found = paths.iter().map(|path| self.text_of(path));
        found.find(|text| !text.is_empty()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Tree {
        let mut tree = Tree::default();
        let root = tree.open("R", None, 1).expect("room");
        for text in [" 1 ", "2"] {
            let list = tree.open("A", None, 2).expect("room");
            for _ in 0..2 {
                let leaf = tree.open("B", Some("EUR"), 3).expect("room");
                tree.add_text(leaf, text);
                tree.close(leaf);
            }
            tree.close(list);
        }
        tree.close(root);
        tree
    }

    #[test]
    fn paths_find_the_first_and_all() {
        let tree = sample();
        let root = tree.element(0);
        assert_eq!(root.text_at(&["X", "A/B"]), "1");
        assert_eq!(root.all("A/B").len(), 4);
        assert!(root.at("A/C").is_none());
        assert_eq!(root.at("A/B").map(Element::currency), Some("EUR"));
    }

    #[test]
    fn names_that_begin_alike_are_told_apart() {
        let mut tree = Tree::default();
        let root = tree.open("R", None, 1).expect("room");
        let names = ["AddtlNtryInf", "AddtlNtrzInf", "AddtlNt", "AddtlN", ""];
        for name in names {
            let leaf = tree.open(name, None, 1).expect("room");
            tree.add_text(leaf, &format!("text of {name}"));
            tree.close(leaf);
        }
        tree.close(root);
        for name in names {
            let found = tree.element(0).child(name).map(Element::text);
            assert_eq!(found, Some(format!("text of {name}").trim()));
        }
        assert!(tree.element(0).child("AddtlNtrxInf").is_none());
    }

    #[test]
    fn what_is_forgotten_leaves_the_rest() {
        let mut tree = sample();
        tree.forget(4);
        let root = tree.element(0);
        assert_eq!(root.all("A/B").len(), 2);
        assert_eq!(root.text_of("A/B"), "1");
    }
}

//! The elements that are open, from the root down. It must stay small whatever the document nests: what
//! is deeper than any message is only counted.

use super::tree::Tree;

/// No message nests deeper.
const DEEPEST: usize = 100;

/// The names of the open elements: of those that are gathered the tree has them.
#[derive(Default)]
pub(super) struct Path {
    names: String,
    open: Vec<Open>,
    /// How many elements are open below the deepest that is kept.
    deeper: u64,
}

struct Open {
    start: usize,
    node: Option<u32>,
}

impl Path {
    /// Goes into an element; `node` is its place in the tree, when it is gathered.
    pub fn push(&mut self, name: &str, node: Option<u32>) {
        if self.is_full() {
            self.deeper += 1;
            return;
        }
        self.open.push(Open {
            start: self.names.len(),
            node,
        });
        if node.is_none() {
            self.names.push_str(name);
        }
    }

    /// True when one more element would only be counted.
    pub fn is_full(&self) -> bool {
        self.deeper > 0 || self.open.len() >= DEEPEST
    }

    /// True when the element that closes is one of those only counted.
    pub fn leaves_the_depths(&mut self) -> bool {
        let was_deeper = self.deeper > 0;
        self.deeper = self.deeper.saturating_sub(1);
        was_deeper
    }

    pub fn forget_the_depths(&mut self) {
        self.deeper = 0;
    }

    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// The name at a depth counted from the root, from 0.
    fn name_at<'a>(&'a self, depth: usize, tree: &'a Tree) -> &'a str {
        let Some(open) = self.open.get(depth) else {
            return "";
        };
        if let Some(place) = open.node {
            return tree.element(place).name();
        }
        let end = self
            .open
            .get(depth + 1)
            .map_or(self.names.len(), |next| next.start);
        &self.names[open.start..end]
    }

    /// The innermost name; empty at the top.
    pub fn last<'a>(&'a self, tree: &'a Tree) -> &'a str {
        match self.open.last() {
            None => "",
            Some(open) => match open.node {
                Some(place) => tree.element(place).name(),
                None => &self.names[open.start..],
            },
        }
    }

    /// The innermost element's place in the tree.
    pub fn node(&self) -> Option<u32> {
        self.open
            .last()
            .filter(|_| self.deeper == 0)
            .and_then(|one| one.node)
    }

    /// Leaves the innermost element.
    pub fn pop(&mut self) -> Option<u32> {
        let open = self.open.pop()?;
        self.names.truncate(open.start);
        open.node
    }

    /// The depth of the innermost element of a name.
    pub fn find(&self, name: &str, tree: &Tree) -> Option<usize> {
        (0..self.open.len())
            .rev()
            .find(|depth| self.name_at(*depth, tree) == name)
    }
}

//! A document as a small tree, names without their namespace, read as far as it can be: unknown prefixes, a stray
//! `&`, a tag left open lose nothing. It must never expand an entity, and never hold more than its bounds allow.

mod element;
mod text;
mod walk;

pub(crate) use element::Element;
pub(crate) use text::decode;
pub(crate) use walk::{Plan, read};

/// What was read of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    /// An element without name that holds the root, or the roots of a file of several.
    pub top: Element,
    /// True when the document stops before its end.
    pub is_cut: bool,
}

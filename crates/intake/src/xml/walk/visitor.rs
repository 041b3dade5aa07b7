//! Who wants the parts of a document, and what is told of each element that opens. It must never know how a document is
//! read.

use quick_xml::events::attributes::Attributes;

use crate::reading::Problems;
use crate::xml::tree::Element;

/// What to do with an element that opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Look at its children one by one.
    Enter,
    /// Gather it whole and hand it over.
    Gather,
}

/// An element that opens.
pub(crate) struct Tag<'a> {
    pub name: &'a str,
    /// The element it is in; empty at the top.
    pub parent: &'a str,
    /// As written.
    pub(super) attributes: &'a str,
}

impl Tag<'_> {
    /// The namespaces it declares, one after the other.
    pub fn namespaces(&self) -> Vec<String> {
        let mut attributes = Attributes::new(self.attributes, 0);
        attributes
            .with_checks(false)
            .flatten()
            .filter(|one| one.key.as_ref().starts_with("xmlns"))
            .map(|one| one.value.to_string())
            .collect()
    }
}

/// Who wants the parts of a document.
pub(crate) trait Visitor {
    /// What to do with an element outside the parts gathered.
    fn open(&mut self, tag: &Tag<'_>, problems: &mut Problems) -> Step;
    /// Takes a part.
    fn take(&mut self, part: Element<'_>, problems: &mut Problems);
    /// May take a piece of a part before the part is whole; true when it did.
    fn take_piece(
        &mut self,
        part: Element<'_>,
        piece: Element<'_>,
        problems: &mut Problems,
    ) -> bool;
    /// An element that was entered closes.
    fn close(&mut self, name: &str, problems: &mut Problems);
    /// True for elements that are never within a part nor within their like.
    fn is_record(&self, name: &str) -> bool;
}

//! Reading XML that banks and accidents made: in pieces of bounded size, in any encoding, with damage
//! told and stepped over. It must never expand an entity, follow a link, or hold a whole document.

mod characters;
mod lines;
mod path;
mod plain;
mod recovery;
mod tree;
mod walk;

pub(crate) use tree::Element;
pub(crate) use walk::{Step, Tag, Visitor, Walk};

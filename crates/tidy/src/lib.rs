//! Keeps the house rules that neither the compiler nor clippy can keep, by reading the sources, the
//! manifests and the documents. It runs as tests only and must never become part of the product.

pub mod arrow;
pub mod boxed;
pub mod column;
pub mod finding;
pub mod link;
pub mod name;
pub mod opening;
pub mod purity;
pub mod size;
pub mod source;
pub mod sql;
pub mod tree;

pub use finding::Finding;
pub use source::Source;

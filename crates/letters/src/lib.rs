//! The press: letters set on paper as PDF, each fit for a window envelope, alone or many in one file with the list
//! for the post office. It must never decide or word anything, read a clock or the network, nor read what people
//! wrote as instructions: their words are data of one fixed sheet.

mod code;
mod press;
mod serve;
mod world;

pub use press::{Press, PressError};
pub use serve::serve;

//! What a strategy would have done, or will do: the same decision, day after day, over the facts of an account as
//! they became known. Everything it tells can be counted; it must never claim anything about money that would
//! have come.

mod course;
mod history;
mod stretch;
mod tally;
#[cfg(test)]
mod tests;

pub use course::{Course, Reach, Said, Spell, play};
pub use history::{History, Movement};
pub use stretch::{Stretch, stretches};
pub use tally::{Busiest, Spread, Tally, Untouched};

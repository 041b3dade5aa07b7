//! From a decision to words: the sentence that explains it, the message, letter, call script or task that
//! carries it out, and the charts and reports people read. It must never read a clock, a file, a database
//! or the network, and never decide: it says what `receivables` decided.

pub mod cash;
pub mod charges;
pub mod chart;
pub mod conditions;
pub mod diagnosis_page;
pub mod draft;
pub mod explain;
pub mod format;
pub mod letter;
pub mod letterhead;
mod markup;
pub mod message;
pub mod names;
pub mod posting;
pub mod replay;
pub mod statement_sheet;
pub mod step_fate;
pub mod strategies;
pub mod team;
pub mod template;
pub mod text_message;
pub mod wording;
pub mod workbook;

#[cfg(test)]
mod testing;

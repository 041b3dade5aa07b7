//! Insight: what a ledger says about how its debtors pay. Figures of credit management with their
//! definitions, and the diagnosis of a whole ledger at a day. It must never read a clock or a file,
//! never hold money in a float, and never give a figure where the ledger cannot support one.

pub mod aging;
pub mod cleaning;
pub mod cost;
pub mod delay;
pub mod diagnosis;
pub mod dispute_cycle;
pub mod dso;
pub mod indicator;
pub mod ledger;
pub mod season;
pub mod tail;

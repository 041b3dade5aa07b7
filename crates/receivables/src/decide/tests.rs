//! What `decide` owes every account, as sentences; the properties that hold for all accounts come last.

mod amounts;
mod debtor;
mod items;
mod properties;
mod recipients;
mod review;
mod steps;
mod voice;
mod world;

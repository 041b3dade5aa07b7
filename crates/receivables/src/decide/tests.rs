//! What `decide` owes every account, as sentences; the properties that hold for all accounts come last.

mod amounts;
mod brought_up;
mod campaigns;
mod charges;
mod conditions;
mod courses;
mod debtor;
mod filing;
mod groups;
mod instalments;
mod items;
mod phases;
mod properties;
mod recipients;
mod repairs;
mod review;
mod step_outcomes;
mod steps;
mod variants;
mod voice;
mod world;

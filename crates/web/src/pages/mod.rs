//! The pages, one file for each noun. A handler reads what the page needs, makes it, and nothing more; an
//! act goes to the desk and comes back to a page.

pub(crate) mod account_acts;
pub(crate) mod account_line;
pub(crate) mod alerts;
pub(crate) mod campaigns;
pub(crate) mod carrier_words;
pub(crate) mod cleaning;
pub(crate) mod condition_form;
pub(crate) mod dashboard;
pub(crate) mod debtor;
pub(crate) mod debtors;
pub(crate) mod departures;
pub(crate) mod disputes;
pub(crate) mod document;
pub(crate) mod evidence;
pub(crate) mod import;
pub(crate) mod imports;
pub(crate) mod me;
pub(crate) mod mode;
pub(crate) mod notice;
pub(crate) mod notice_acts;
pub(crate) mod outcome;
pub(crate) mod people;
pub(crate) mod plans;
pub(crate) mod receipts;
pub(crate) mod referrals;
pub(crate) mod sanctions;
pub(crate) mod segments;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod sign_in;
pub(crate) mod signature;
pub(crate) mod sources;
pub(crate) mod step_names;
pub(crate) mod strategies;
pub(crate) mod traits;

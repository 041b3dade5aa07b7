//! What a credit controller does, as acts: receive a file, run the day, confirm, send, apply payments, take a
//! promise, open a dispute, hold. Every change of the store goes through here, with its entry in the
//! journal. It must never decide (that is `receivables`), never hold SQL (`store`), never open a connection
//! outward (`delivery`).

pub mod alerts;
pub mod answers;
pub mod board;
pub mod calls;
pub mod campaigns;
pub mod carrier;
pub mod carriers;
pub mod cash;
pub mod cleaning;
pub mod clock;
pub mod company;
pub mod composing;
pub mod contacts;
pub mod courses;
mod deciding;
mod desk;
pub mod difficulty;
pub mod disputes;
mod enclosures;
pub mod error;
pub mod facts;
mod fees;
pub mod follow_ups;
mod forgetting;
pub mod instalment_plans;
pub mod ledger_acts;
pub mod letters;
pub mod mailbox;
pub mod matching;
pub mod people;
pub mod personal_messages;
mod phases;
pub mod posting_service;
pub mod press;
pub mod profile;
pub mod receive;
pub mod referrals;
pub mod refusal;
pub mod replay;
pub mod rights;
pub mod run_day;
pub mod sanctions;
pub mod seat;
pub mod segments;
pub mod send;
pub mod settings;
pub mod sources;
pub mod strategies;
pub mod team_mail;
pub mod templates;
pub mod texts;
pub mod trial;
pub mod webhooks;
pub mod why;

pub use deciding::PlannedLine;
pub use desk::{Desk, Writing};
pub use error::{DeskError, Result};
pub use refusal::Refusal;
pub use seat::{Actor, Seat};

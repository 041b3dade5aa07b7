//! The screens through the router, on a store of their own: who sees what, what every page says in both
//! languages, and what each form does.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod acts;
mod alerts;
mod browser;
mod calls;
mod campaigns;
mod company;
mod disputes;
mod door;
mod files;
mod form;
mod letters;
mod message;
mod outcomes;
mod phases;
mod plans;
mod reading;
mod receipts;
mod referrals;
mod refusals;
mod replies;
mod sanctions;
mod scene;
mod segments;
mod strategies;
mod templates;
mod texts;
mod trial;
mod words;

//! The desk on both engines with real parts: an empty store, a clock moved by hand, a carrier that keeps
//! what it is given. Never a mock of our own rooms.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

mod alerts;
mod answers;
mod bank_table;
mod broken;
mod calls;
mod campaigns;
mod cash;
mod cleaning;
mod data_folder;
mod disputes;
mod e_invoice;
mod enclosed;
mod exercises;
mod follow_ups;
mod forgetting;
mod given;
mod group;
mod letters;
mod life_cycle;
mod notified;
mod outside;
mod personal;
mod phases;
mod read_again;
mod receiving;
mod receiving_folder;
mod referrals;
mod replay;
mod returned;
mod rights;
mod run;
mod sanctions;
mod scene;
mod scope;
mod segments;
mod sending;
mod settings;
mod signing;
mod streamed;
mod templates;
mod texts;
mod twins;
mod webhooks;

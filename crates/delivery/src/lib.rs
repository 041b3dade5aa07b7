//! Carriers: what takes a parcel out of the house, by e-mail, as a text message, as a letter or into a folder, and says
//! truthfully what became of it; the program that prints letters; and what is heard on connections that are opened outward:
//! the mailbox whose answers are fetched, the line of a provider of text messages. It must never decide whether to send, never retry and never write to the store.

mod accounts;
mod answer;
pub mod dkim;
pub mod folder;
mod http;
pub mod imap;
mod line;
mod marks;
pub mod message;
#[cfg(test)]
mod misbehaving;
pub mod oauth;
mod paths;
pub mod posting;
pub mod press;
pub mod sign_in;
pub mod smpp;
pub mod smtp;
pub mod texts;
mod webhook;

pub use accounts::{Senders, SmtpAccounts};
pub use dkim::DkimKey;
pub use folder::FolderCarrier;
pub use http::BadClient;
pub use press::PressProgram;
pub use smpp::{SmppCarrier, SmppSettings};
pub use smtp::{SmtpCarrier, SmtpSettings};
pub use webhook::{BadWebhook, Webhook};

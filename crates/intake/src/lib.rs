//! Intake: bytes become facts. Every reader returns the facts it could read and the problems it met;
//! a bad line never loses a good file. It must never open a file, touch the network, read a clock,
//! fail with an error instead of a problem, or drop anything silently.

pub mod announcement;
pub mod archive;
pub mod bank;
pub mod bank_table;
pub mod camt;
pub mod cfonb;
mod document;
pub mod encoding;
pub mod fec;
pub mod format;
pub mod hybrid;
pub mod invoice;
pub mod iso20022;
pub mod life_cycle;
pub mod list;
pub mod mail;
pub mod mt940;
pub mod ofx;
pub mod overview;
pub mod payment_order;
pub mod payment_status;
mod phrase;
pub mod qif;
pub mod reading;
pub mod reason;

mod xml;

//! The trade of collecting receivables: money, calendar, debtors, open items, strategies and the pure
//! function that decides what is owed attention today and why. It must never read a clock, a file, a
//! database, the network or a random source, and it knows no other room.

pub mod account;
pub mod aging;
pub mod calendar;
pub mod call;
pub mod campaign;
pub mod capacity;
pub mod cash_application;
pub mod charges;
pub mod condition;
pub mod contact;
pub mod currency;
pub mod debtor;
pub mod decide;
pub mod fact;
pub mod identifier;
pub mod identity;
pub mod instalment_plan;
pub mod item;
pub mod money;
pub mod phase;
pub mod phone;
pub mod promise_judgement;
pub mod reason;
pub mod replay;
pub mod sanction;
pub mod standing;
pub mod strategy;
pub mod terms;
#[cfg(test)]
mod testing;

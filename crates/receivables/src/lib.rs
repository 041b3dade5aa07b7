//! The trade of collecting receivables: money, calendar, debtors, open items, strategies and the pure
//! function that decides what is owed attention today and why. It must never read a clock, a file, a
//! database, the network or a random source, and it knows no other room.

pub mod currency;
pub mod money;

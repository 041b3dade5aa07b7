//! A world to try the product in: a seeded company with its debtors, its bank and its letters, diaries that a
//! credit manager can read and the real desk must agree with, a year of faults, and the demonstration.
//! It must never decide anything itself: what happens is what the desk did.

pub mod company;
pub mod demo;
pub mod diary;
mod letterhead;
pub mod post_office;
pub mod world;
pub mod year;

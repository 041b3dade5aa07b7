//! The seeded world: a company, its customers with their habits, eighteen months of trade, its bank, and
//! what happens besides. The same seed, size and last day give the same bytes. It must never know the product.

mod customer;
mod habit;
mod happening;
mod ledger;
mod lists;
mod random;
mod statement;
#[cfg(test)]
mod tests;
mod trade;
mod word_list;

use jiff::civil::Date;
use receivables::calendar::plus_days;

pub use customer::{Customer, Person};
pub use habit::Habit;
pub use happening::{Event, Happening};
pub use random::Random;
pub use trade::{Document, DocumentKind, Receipt, Trade};

use habit::Span;

/// The company whose invoices are collected. It is invented, and so is its number.
pub const COMPANY_NAME: &str = "Atelier Vauban SAS";
/// Its company number; real ones never begin with 0.
pub const COMPANY_SIREN: &str = "012345674";
/// The account the payments come to: the published example of a French IBAN.
pub const COMPANY_IBAN: &str = "FR7630006000011234567890189";

/// A whole world.
#[derive(Clone, Debug)]
pub struct World {
    /// What everything is drawn from.
    pub seed: u64,
    /// First day of the ledger.
    pub from: Date,
    /// Last day anything happens.
    pub until: Date,
    /// The customers, by their places.
    pub customers: Vec<Customer>,
    /// What was invoiced and paid.
    pub trade: Trade,
    /// What happens besides, by day.
    pub happenings: Vec<Happening>,
}

impl World {
    /// The world of a seed with so many customers, from the first of the month eighteen months before
    /// `until` to `until`.
    pub fn of(seed: u64, customers: usize, until: Date) -> World {
        let from = plus_days(until, -548).first_of_month();
        World::between(seed, customers, from, until)
    }

    /// The world of a seed with so many customers between two days.
    pub fn between(seed: u64, customers: usize, from: Date, until: Date) -> World {
        let span = Span { from, until };
        let customers: Vec<Customer> = (0..customers)
            .map(|place| Customer::invented(seed, place, span))
            .collect();
        let trade = Trade::of(seed, &customers, span);
        let mut world = World {
            seed,
            from,
            until,
            customers,
            trade,
            happenings: Vec::new(),
        };
        world.happenings = happening::of(seed, &world);
        world
    }

    /// What happens on one day.
    pub fn happenings_on(&self, day: Date) -> impl Iterator<Item = &Happening> {
        self.happenings
            .iter()
            .filter(move |happening| happening.on == day)
    }
}

//! What debtors and colleagues do besides paying: promises, disputes, replies, holds, an opened insolvency,
//! an address that bounces. Each is dated, and told to the desk on its day.

use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::fact::{DisputeReason, HoldReason};

use super::World;
use super::habit::Habit;
use super::random::Random;
use super::trade::is_contested;

/// One thing that happens to one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The day.
    pub on: Date,
    /// The customer's place in the list.
    pub customer: usize,
    /// What.
    pub event: Event,
}

/// What may happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The debtor promises to pay a document.
    Promise {
        /// The document.
        document: usize,
        /// The promised day.
        pay_on: Date,
    },
    /// The debtor contests a document.
    Dispute {
        /// The document.
        document: usize,
        /// A part of it in percent; 100 is the whole.
        percent: i64,
        /// Why.
        reason: DisputeReason,
    },
    /// The dispute over a document is settled.
    CloseDispute {
        /// The document.
        document: usize,
    },
    /// A colleague holds the debtor.
    Hold {
        /// Last day, or until lifted.
        until: Option<Date>,
        /// Why.
        reason: HoldReason,
    },
    /// The debtor answers.
    Reply {
        /// The first words.
        words: String,
    },
    /// A person deals with the answers of the debtor.
    HandleReplies,
    /// Collective proceedings are opened.
    Insolvency,
}

const REPLIES: &[&str] = &[
    "Bonjour, nous n’avons pas reçu cette facture, pouvez-vous nous la renvoyer ?",
    "Règlement prévu à notre prochaine échéance de paiement.",
    "Merci d’indiquer notre numéro de commande sur la facture.",
    "Le virement est parti hier.",
    "Notre comptable est absente jusqu’à lundi, nous revenons vers vous.",
];

/// Everything that happens in a world, by day.
pub(super) fn of(seed: u64, world: &World) -> Vec<Happening> {
    let mut happenings = Vec::new();
    for place in 0..world.trade.documents.len() {
        let mut random = Random::of_thing(seed, 5_000_000 + place as u64);
        about_document(world, place, &mut random, &mut happenings);
    }
    for place in 0..world.customers.len() {
        let mut random = Random::of_thing(seed, 6_000_000 + place as u64);
        about_customer(world, place, &mut random, &mut happenings);
    }
    happenings.retain(|happening| happening.on >= world.from && happening.on <= world.until);
    happenings.sort_by_key(|happening| (happening.on, happening.customer));
    happenings
}

fn about_document(
    world: &World,
    place: usize,
    random: &mut Random,
    happenings: &mut Vec<Happening>,
) {
    let document = &world.trade.documents[place];
    let customer = &world.customers[document.customer];
    let mut on = |day: Date, event: Event| {
        happenings.push(Happening {
            on: day,
            customer: document.customer,
            event,
        });
    };
    let owing = document.signed_minor() > 0;
    if customer.habit == Habit::Promising && owing && random.chance(60) {
        let said_on = plus_days(document.due_on, random.days(8, 16));
        let pay_on = plus_days(said_on, random.days(5, 20));
        on(
            said_on,
            Event::Promise {
                document: place,
                pay_on,
            },
        );
    }
    if is_contested(customer, document, random) {
        let opened_on = plus_days(document.issued_on, random.days(5, 40));
        let percent = *random.pick(&[100, 100, 30, 50]);
        let reason = *random.pick(DISPUTE_REASONS);
        on(
            opened_on,
            Event::Dispute {
                document: place,
                percent,
                reason,
            },
        );
        if random.chance(70) {
            let closed_on = plus_days(opened_on, random.days(10, 45));
            on(closed_on, Event::CloseDispute { document: place });
        }
    }
    if owing && random.chance(3) {
        let said_on = plus_days(document.due_on, random.days(4, 12));
        on(
            said_on,
            Event::Reply {
                words: (*random.pick(REPLIES)).to_string(),
            },
        );
        if random.chance(70) {
            on(plus_days(said_on, random.days(1, 6)), Event::HandleReplies);
        }
    }
}

fn about_customer(
    world: &World,
    place: usize,
    random: &mut Random,
    happenings: &mut Vec<Happening>,
) {
    let customer = &world.customers[place];
    if customer.habit == Habit::GoingInsolvent {
        let on = plus_days(customer.trouble_on, random.days(30, 50));
        happenings.push(Happening {
            on,
            customer: place,
            event: Event::Insolvency,
        });
    }
    if random.chance(3) {
        let on = plus_days(world.until, -random.days(2, 60));
        let until = random
            .chance(60)
            .then(|| plus_days(on, random.days(10, 80)));
        let reason = *random.pick(HOLD_REASONS);
        happenings.push(Happening {
            on,
            customer: place,
            event: Event::Hold { until, reason },
        });
    }
}

const DISPUTE_REASONS: &[DisputeReason] = &[
    DisputeReason::Price,
    DisputeReason::Delivery,
    DisputeReason::Quality,
    DisputeReason::Reference,
];

const HOLD_REASONS: &[HoldReason] = &[
    HoldReason::KeyRelation,
    HoldReason::InDiscussion,
    HoldReason::Difficulty,
];

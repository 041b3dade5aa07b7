//! The demonstration: a fresh store is filled with eighteen months of an invented company through the desk's own
//! acts, so that every screen has something true to show. Must never be run on a store somebody works with.

use std::collections::BTreeSet;
use std::sync::Arc;

use desk::alerts::AlertDraft;
use desk::campaigns::starting_words;
use desk::carrier::Carrier;
use desk::carriers::Carriers;
use desk::clock::Clock;
use desk::disputes::Settlement;
use desk::instalment_plans::NewPlan;
use desk::{Desk, DeskError, Result, Seat, Writing};
use jiff::Timestamp;
use jiff::civil::Date;
use receivables::account::Mode;
use receivables::calendar::{Calendar, plus_days};
use receivables::campaign::{Brief, CampaignWords, Meeting};
use receivables::condition::Condition;
use receivables::contact::{Channel, ContactRole};
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::identity::{CreditorId, DebtorId, ItemId, PersonId};
use receivables::instalment_plan::{Rhythm, Schedule};
use receivables::strategy::{Act, Tone};
use store::Store;
use store::alert::AlertAct;
use store::dispute::{Care, Fault};
use store::notice::Standing;
use store::scope::Seen;

use crate::company::Company;
use crate::world::{Random, World};

/// The seed of the demonstration's world.
const SEED: u64 = 1707;
/// Its customers.
const CUSTOMERS: usize = 400;
/// Days of history that are lived through, day by day.
const DAYS_LIVED: i32 = 30;
/// Days since the last ledger; what came in since stands on bank statements.
const DAYS_SINCE_LEDGER: i32 = 5;

/// Its segments, in their order: name, condition, strategy.
const SEGMENTS: [[&str; 3]; 5] = [
    [
        "Grands comptes",
        "\"grand-compte\" in tags || outstanding > 100000",
        "key-account",
    ],
    ["Administrations", "kind == \"public\"", "b2b-france-gentle"],
    [
        "Payeurs difficiles",
        "promises_broken >= 2 || (average_days_late > 30 && paid_invoices >= 3 && overdue > 2000)",
        "b2b-france-firm",
    ],
    ["Étranger", "country != \"FR\"", "b2b-france-gentle"],
    [
        "Petits montants",
        "outstanding > 0 && outstanding < 500",
        "b2b-france-gentle",
    ],
];

/// Its alerts, switched on: name and condition.
const ALERTS: [[&str; 2]; 2] = [
    [
        "Échu important, sans contact depuis un mois",
        "overdue > 1000 && days_without_contact > 30",
    ],
    [
        "Deux promesses rompues",
        "promises_broken >= 2 && overdue > 0",
    ],
];

/// What was furnished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Furnished {
    /// The company.
    pub creditor: CreditorId,
    /// Messages that left into the carrier.
    pub messages: u64,
}

/// Fills an empty store with the world up to today. The last day is decided and waits for confirmation; the days
/// before were sent through `carrier`, which should be a folder. The clock is moved by hand through these days,
/// so the store is given back closed: open it again with the machine's clock. `on_progress` is told the share
/// done, in percent.
pub async fn furnish(
    store: Store,
    today: Date,
    carrier: Arc<dyn Carrier>,
    mut on_progress: impl FnMut(u64),
) -> Result<Furnished> {
    furnish_with(
        store,
        today,
        (CUSTOMERS, DAYS_LIVED),
        carrier,
        &mut on_progress,
    )
    .await
}

/// The same with another number of customers and of days lived.
pub async fn furnish_with(
    store: Store,
    today: Date,
    (customers, days_lived): (usize, i32),
    carrier: Arc<dyn Carrier>,
    on_progress: &mut impl FnMut(u64),
) -> Result<Furnished> {
    let world = World::of(SEED, customers, today);
    let first = plus_days(today, -days_lived);
    let desk = Desk::new(store, Clock::by_hand(Timestamp::UNIX_EPOCH));
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    if let Ok(zoned) = first.at(7, 0, 0, 0).to_zoned(zone) {
        desk.clock().set(zoned.timestamp());
    }
    let mut company = Company::open(&world, desk).await?;
    company.receive_ledger(plus_days(first, -1)).await?;
    company.receive_lists().await?;
    for segment in SEGMENTS {
        company
            .desk
            .keep_segment(&company.seat, None, segment)
            .await?;
    }
    for [name, condition] in ALERTS {
        let alert = AlertDraft {
            name: name.to_string(),
            condition: condition.to_string(),
            act: AlertAct::Tell,
            campaign: None,
            is_on: true,
        };
        company.desk.keep_alert(&company.seat, None, &alert).await?;
    }
    company
        .desk
        .set_mode(&company.seat, Mode::Automatic)
        .await?;
    // Promises and disputes from before are still open in the books of people: the last two months count.
    for number in -60..0 {
        company.live_through(plus_days(first, number)).await?;
    }
    let mut history = History {
        company,
        carrier,
        chance: Random::of_thing(SEED, 8_000_000),
        messages: 0,
    };
    for number in 0..=days_lived {
        let day = plus_days(first, number);
        history.day(day, today).await?;
        if number == days_lived - CAMPAIGN_DAYS_AGO {
            campaign(&history.company.desk, &history.company.seat, day).await?;
        }
        if number == days_lived - PLANS_DAYS_AGO {
            agree_plans(&history.company.desk, &history.company.seat, day).await?;
        }
        on_progress(u64::try_from(number * 100 / days_lived.max(1)).unwrap_or(100));
    }
    Ok(Furnished {
        creditor: history.company.seat.creditor,
        messages: history.messages,
    })
}

/// Hands some of the open disputes to a person, and settles two as founded, so that credit notes are to be issued.
pub async fn hand_disputes_over(desk: &Desk, seat: &Seat, person: PersonId) -> Result<()> {
    let mut reader = desk.store().reader().await?;
    let seen = Seen::by_the_machine(seat.creditor);
    let open = store::views::disputes::open(&mut reader, seen).await?;
    drop(reader);
    let founded = Settlement {
        is_founded: true,
        fault: Fault::Ours,
        credit_to_come: None,
    };
    let unpaid = open.iter().filter(|case| !case.is_paid());
    for (place, case) in unpaid.enumerate() {
        match place % 4 {
            0 if place < 8 => desk.close_dispute(seat, case.id, founded).await?,
            1 | 2 => {
                let care = Care {
                    owner: Some(person),
                    ..case.care
                };
                desk.assign_dispute(seat, case.id, care).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

struct History<'w> {
    company: Company<'w>,
    carrier: Arc<dyn Carrier>,
    chance: Random,
    messages: u64,
}

impl History<'_> {
    async fn day(&mut self, day: Date, today: Date) -> Result<()> {
        self.company.begin(day, 7, 0);
        let last_ledger = plus_days(today, -DAYS_SINCE_LEDGER);
        let yesterday = plus_days(day, -1);
        let weekly = day.weekday() == jiff::civil::Weekday::Monday && day < last_ledger;
        if weekly || day == last_ledger {
            self.company.receive_ledger(yesterday).await?;
        } else if day > last_ledger {
            self.company.receive_statement(yesterday, yesterday).await?;
        }
        self.company.live_through(day).await?;
        self.company.begin(day, 8, 30);
        let is_today = day == today;
        if is_today {
            self.company
                .desk
                .set_mode(&self.company.seat, Mode::Confirm)
                .await?;
        }
        if !is_today && !Calendar::around(day).is_business_day(day, "FR", None) {
            return Ok(());
        }
        self.company
            .desk
            .run_day(&self.company.seat, day, Writing::ForReal)
            .await?;
        if !is_today {
            self.people_and_post(day).await?;
        }
        Ok(())
    }

    /// People do three quarters of their calls and letters; then the messages leave.
    async fn people_and_post(&mut self, day: Date) -> Result<()> {
        self.company.begin(day, 9, 30);
        let (desk, seat) = (&self.company.desk, &self.company.seat);
        let mut reader = desk.store().reader().await?;
        let waiting = store::notice::waiting(&mut reader, seat.creditor).await?;
        drop(reader);
        for notice in waiting {
            let by_hand = notice.act.channel != Channel::EMail;
            match notice.standing() {
                Standing::ToConfirm if !by_hand => desk.confirm(seat, notice.id).await?,
                Standing::ToDo | Standing::ToConfirm | Standing::Ready
                    if by_hand && self.chance.chance(75) =>
                {
                    let words = *self.chance.pick(OUTCOMES);
                    desk.done_by_hand(seat, notice.id, words).await?;
                }
                _ => {}
            }
        }
        self.company.begin(day, 10, 0);
        let carriers = Carriers::of_email(Arc::clone(&self.carrier));
        self.messages += self
            .company
            .desk
            .send(&self.company.seat, &carriers)
            .await?
            .sent;
        Ok(())
    }
}

/// Approved so many days before the last one, so that something came of it.
const CAMPAIGN_DAYS_AGO: i32 = 20;

/// A campaign from the day after next: who is long late is written to once, beside the strategies.
async fn campaign(desk: &Desk, seat: &Seat, day: Date) -> Result<()> {
    let words = [Language::French, Language::English].map(|language| {
        let [subject, body] = starting_words(Act::EMail, language);
        CampaignWords {
            language,
            subject,
            body,
        }
    });
    let condition = Condition::parse("days_late > 45 && overdue > 500", Currency::EUR);
    let (Some(tone), Ok(condition)) = (Tone::new(2), condition) else {
        return Ok(());
    };
    let brief = Brief {
        name: "Point sur les vieux soldes".to_string(),
        condition,
        act: Act::EMail,
        tone,
        role: ContactRole::AccountsPayable,
        sender: String::new(),
        words: words.into(),
        on: plus_days(day, 2),
        until: plus_days(day, 9),
        quiet_days: 3,
        meeting: Meeting::StepsWait,
        days_to_answer: Some(8),
    };
    let id = desk.keep_campaign(seat, None, brief).await?;
    let seen = desk.forecast_campaign(seat, id).await?.mark();
    match desk
        .approve_campaign(seat, id, (&seen, &BTreeSet::new()))
        .await
    {
        // A small world may have nobody that late: the draft stays.
        Ok(()) | Err(DeskError::Refused(_)) => Ok(()),
        Err(cause) => Err(cause),
    }
}

/// Plans were agreed so many days before the last one.
const PLANS_DAYS_AGO: i32 = 3;
/// So many of them.
const PLANS: usize = 3;

/// Customers with much overdue agreed to pay in four months.
async fn agree_plans(desk: &Desk, seat: &Seat, day: Date) -> Result<()> {
    let condition = Condition::parse(
        "overdue > 1500 && days_late > 20 && open_promises == 0",
        Currency::EUR,
    );
    let Ok(condition) = condition else {
        return Ok(());
    };
    let seen = Seen::by_the_machine(seat.creditor);
    let mut agreed = 0;
    for candidate in desk.matching(seen, &condition, day).await? {
        if agreed == PLANS {
            break;
        }
        let why = desk.why(seat, candidate.debtor, None).await?;
        let items = why.account.items.iter();
        let overdue = items.filter(|item| item.is_open_claim() && item.due_on < day);
        let overdue: Vec<ItemId> = overdue.map(|item| item.id).collect();
        match agree_plan(desk, seat, (candidate.debtor, &overdue), day).await {
            Ok(()) => agreed += 1,
            // Something stands against it: what is contested, or a file that somebody else has.
            Err(DeskError::Refused(_)) => {}
            Err(cause) => return Err(cause),
        }
    }
    Ok(())
}

async fn agree_plan(
    desk: &Desk,
    seat: &Seat,
    (debtor, items): (DebtorId, &[ItemId]),
    day: Date,
) -> Result<()> {
    let schedule = Schedule {
        count: 4,
        first_on: plus_days(day, 12),
        rhythm: Rhythm::Monthly,
    };
    let (parts, instalments) = desk.propose_plan(seat, debtor, items, schedule).await?;
    let new = NewPlan {
        parts: parts.iter().map(|part| (part.item, None)).collect(),
        instalments,
        tolerance_days: 3,
        default_after_days: Some(10),
        acceptance: "Accord par téléphone, confirmé par e-mail".to_string(),
    };
    desk.agree_plan(seat, debtor, new).await?;
    Ok(())
}

const OUTCOMES: &[&str] = &[
    "Joint la comptabilité : la facture attend un bon à payer.",
    "Message laissé, rappel demandé.",
    "La facture sera dans le prochain lot de virements.",
    "Contact en congé, son remplaçant regarde.",
    "Fait.",
];

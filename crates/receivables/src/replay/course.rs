//! The days of one account under one strategy. What is due is taken as done the same day: messages as delivered, work
//! for people as finished. It must never look at a fact before the day it is known.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::history::{History, Known};
use crate::account::Account;
use crate::calendar::{Calendar, plus_days};
use crate::contact::Channel;
use crate::decide::{Followed, PlannedAct, Verdict, decide_following};
use crate::fact::{ContactMade, SaidOf};
use crate::money::Money;
use crate::phase;
use crate::strategy::{Act, CONFIRM_INVOICE, FILE_CLAIM, Step};

/// Which days are played, and how late payments are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Calendar days from a payment to the day it is known: 1 for a bank read every morning.
    pub delay: i32,
    /// Whom a message can reach.
    pub reach: Reach,
}

/// Whom a message can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those whose addresses are known.
    Known,
    /// Everybody: a debtor without an address is taken to have one of each kind. For a company that has its ledger
    /// here and not yet its contacts.
    Everybody,
}

/// Something said to the debtor, or done for it by a colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The day.
    pub on: Date,
    /// The step that spoke.
    pub step: String,
    /// What was done, after any fallback.
    pub act: Act,
    /// By which way.
    pub channel: Channel,
    /// What one costs.
    pub cost: Option<Money>,
    /// How many items it was about.
    pub items: usize,
}

/// What became of one account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Everything that was done, in its order.
    pub said: Vec<Said>,
    /// Messages that yesterday's knowledge would have sent, and that the payment known that morning made
    /// needless or shorter.
    pub spared: u32,
    /// Messages that spoke of something paid already, on that day or before, and not known yet.
    pub too_late: u32,
    /// True when something of it was overdue on one of the days looked at.
    pub was_overdue: bool,
}

/// Plays the days of an account under a strategy.
pub fn play(
    history: &History,
    followed: Followed<'_>,
    calendar: &Calendar,
    spell: Spell,
) -> Course {
    let mut player = Player {
        history,
        followed,
        calendar,
        spell,
        account: history.unhindered(spell.reach),
        course: Course::default(),
    };
    let mut days = history.days(spell.delay);
    let moved = history.days_of_movements(spell.delay);
    days.insert(spell.from);
    let mut day = spell.from;
    loop {
        let next = player.live(day, &moved);
        let known = days.range(plus_days(day, 1)..).next().copied();
        let Some(coming) = next.into_iter().chain(known).min() else {
            break;
        };
        if coming > spell.to || coming <= day {
            break;
        }
        day = coming;
    }
    player.course
}

struct Player<'a> {
    history: &'a History,
    followed: Followed<'a>,
    calendar: &'a Calendar,
    spell: Spell,
    account: Account,
    course: Course,
}

impl Player<'_> {
    /// One day: what is due is done. The day to look next, if the account is to be looked at by itself.
    fn live(&mut self, day: Date, moved: &BTreeSet<Date>) -> Option<Date> {
        let delay = self.spell.delay;
        let before = moved
            .contains(&day)
            .then(|| self.message_of(day, Known::TheEveningBefore))
            .flatten();
        self.history
            .show(&mut self.account, day, (Known::ThatMorning, delay));
        self.account.debtor.phase = phase::on_day(&self.account, day);
        if self.account.items.is_empty() {
            self.note_spared(before.as_ref(), None);
            return None;
        }
        let mut items = self.account.items.iter();
        self.course.was_overdue |= items.any(|item| item.is_overdue(day));
        let decision = decide_following(&self.account, self.followed, self.calendar, day);
        self.note_spared(before.as_ref(), decision.contact());
        let Verdict::Act { acts } = decision.verdict else {
            return decision.next_review_on;
        };
        let mut was_done = false;
        for act in acts.iter().filter(|act| is_of_a_strategy(act)) {
            was_done = true;
            self.carry(act, day);
        }
        match was_done {
            true => Some(plus_days(day, 1)),
            false => decision.next_review_on,
        }
    }

    /// The message of a day on some knowledge.
    fn message_of(&mut self, day: Date, known: Known) -> Option<PlannedAct> {
        self.history
            .show(&mut self.account, day, (known, self.spell.delay));
        let decision = decide_following(&self.account, self.followed, self.calendar, day);
        decision.contact().cloned()
    }

    /// A message is spared when the morning's payments made it needless, or took something out of it.
    fn note_spared(&mut self, before: Option<&PlannedAct>, now: Option<&PlannedAct>) {
        let Some(before) = before else { return };
        let still_said = |item| now.is_some_and(|now| now.items.iter().any(|one| one.item == item));
        if before.items.iter().any(|one| !still_said(one.item)) {
            self.course.spared += 1;
        }
    }

    fn carry(&mut self, act: &PlannedAct, day: Date) {
        let step = self.step(&act.step);
        // What became a task is not posted and not called.
        let its_way = step.filter(|step| step.act.channel() == act.channel);
        let cost = its_way.and_then(|step| step.cost);
        if act.channel.reaches_debtor() && self.was_paid(act, day) {
            self.course.too_late += 1;
        }
        self.course.said.push(Said {
            on: day,
            step: act.step.clone(),
            act: act.act,
            channel: act.channel,
            cost,
            items: act.items.len(),
        });
        let items = act.items.iter().map(|one| SaidOf {
            item: one.item,
            step: one.step.clone(),
            place: one.place,
        });
        let done = act.items.iter().filter_map(|one| self.step(&one.step));
        self.account.debtor.phase = phase::after_steps(self.account.debtor.phase, done);
        self.account.contacts_made.push(ContactMade {
            notice: None,
            made_on: day,
            channel: act.channel,
            step: Some(act.step.clone()),
            items: items.collect(),
            payment_asked_by: act.payment_asked_by,
            variant: act.variant.clone(),
        });
    }

    /// The step with a key, in the account's strategy or in that of an item.
    fn step(&self, key: &str) -> Option<&Step> {
        let others = self.followed.others.iter();
        let mut all = std::iter::once(self.followed.account).chain(others.map(|one| &**one));
        all.find_map(|strategy| strategy.step(key))
    }

    /// True when something the act asks for was paid by then.
    fn was_paid(&self, act: &PlannedAct, day: Date) -> bool {
        let mut truth = self.account.clone();
        self.history.show(&mut truth, day, (Known::ThatMorning, 0));
        let is_paid = |item| truth.item(item).is_none();
        act.items.iter().any(|one| is_paid(one.item))
    }
}

/// Work that no strategy plans is not replayed: it answers facts whose days are not kept.
fn is_of_a_strategy(act: &PlannedAct) -> bool {
    act.step != CONFIRM_INVOICE && act.step != FILE_CLAIM
}

//! What was done for one item so far. Only contacts that really took place count; an attempt that failed, or
//! whose fate nobody knows, must never move an item forward.

use jiff::civil::Date;

use crate::account::Account;
use crate::calendar::plus_days;
use crate::fact::{ContactMade, SaidOf, StepPlace};
use crate::item::Item;
use crate::strategy::{CONFIRM_INVOICE, Strategy};

/// What was done for an item so far.
pub(super) struct Progress<'a> {
    pub item: &'a Item,
    contacts: Vec<(&'a ContactMade, &'a SaidOf)>,
}

/// How far an item came under strategies whose steps the one it follows now does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Elsewhere {
    /// The furthest day and the firmest tone.
    pub place: StepPlace,
    /// The last day such a step was done.
    pub done_on: Date,
}

impl<'a> Progress<'a> {
    /// The contacts of an account that spoke of an item, in any order.
    pub fn of(account: &'a Account, item: &'a Item) -> Self {
        let contacts = account
            .contacts_made
            .iter()
            .filter_map(|contact| {
                let said = contact.items.iter().find(|said| said.item == item.id)?;
                Some((contact, said))
            })
            .collect();
        Progress { item, contacts }
    }

    /// How often a step was done.
    pub fn times_done(&self, step: &str) -> usize {
        self.contacts
            .iter()
            .filter(|(_, done)| done.step == step)
            .count()
    }

    /// The last day a step was done.
    pub fn last_done_on(&self, step: &str) -> Option<Date> {
        self.contacts
            .iter()
            .filter(|(_, done)| done.step == step)
            .map(|(contact, _)| contact.made_on)
            .max()
    }

    /// The place of the furthest step done; steps that answer an event or speak of an instalment don't count.
    pub fn furthest(&self, strategy: &Strategy) -> Option<usize> {
        self.contacts
            .iter()
            .filter_map(|(_, done)| strategy.position(&done.step))
            .filter(|position| !strategy.steps[*position].trigger.is_off_axis())
            .max()
    }

    /// How far it came under other strategies; nothing when all that was done is of this one.
    pub fn elsewhere(&self, strategy: &Strategy) -> Option<Elsewhere> {
        self.contacts
            .iter()
            .filter(|(_, done)| strategy.position(&done.step).is_none())
            .filter_map(|(contact, done)| {
                Some(Elsewhere {
                    place: done.place?,
                    done_on: contact.made_on,
                })
            })
            .reduce(|far, other| Elsewhere {
                place: StepPlace {
                    day: far.place.day.max(other.place.day),
                    tone: far.place.tone.max(other.place.tone),
                },
                done_on: far.done_on.max(other.done_on),
            })
    }

    /// True when the debtor heard of the item.
    pub fn was_told(&self) -> bool {
        let mut contacts = self.contacts.iter();
        contacts.any(|(contact, _)| contact.channel.reaches_debtor())
    }

    /// The last day the item was spoken of. Putting our own invoice right is not speaking of it.
    pub fn last_contact_on(&self) -> Option<Date> {
        self.contacts
            .iter()
            .filter(|(_, done)| done.step != CONFIRM_INVOICE)
            .map(|(contact, _)| contact.made_on)
            .max()
    }

    /// The day after the payment date that the last notice with such a date printed.
    pub fn answer_awaited_until(&self) -> Option<Date> {
        self.contacts
            .iter()
            .filter_map(|(contact, _)| Some((contact.made_on, contact.payment_asked_by?)))
            .max()
            .map(|(_, asked_by)| plus_days(asked_by, 1))
    }

    /// The days before which nothing more is said of the item: a gap after the last contact, the payment date
    /// that was printed, the day it was opened again.
    pub fn not_before(&self, days_after_contact: i32) -> impl Iterator<Item = Date> + use<> {
        let after_contact = self
            .last_contact_on()
            .map(|last| plus_days(last, days_after_contact));
        [
            after_contact,
            self.answer_awaited_until(),
            self.item.reopened_on,
        ]
        .into_iter()
        .flatten()
    }
}

//! What is known of an account on a day, as conditions ask for it. Computed from the account each time, and
//! must never be stored.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::field::{Field, NUMBERS};
use super::test::{Operand, TextSource};
use crate::account::Account;
use crate::calendar::{days_between, plus_days};
use crate::currency::Currency;
use crate::debtor::{Debtor, DebtorKind, Phase};
use crate::fact::PromiseOutcome;
use crate::item::ItemKind;
use crate::money::{Balances, Money};

/// How the invoices of the last twelve months were paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Behaviour {
    /// How many invoices had their last payment in that time.
    pub paid_invoices: u32,
    /// Calendar days from due date to that payment, on average, each invoice once; negative when early.
    pub average_days_late: Option<i32>,
}

/// The first day of the behaviour that counts on `today`: twelve months before the first of this month, so
/// that it moves once a month.
pub fn behaviour_from(today: Date) -> Date {
    let first = today.first_of_month();
    first
        .checked_sub(jiff::Span::new().months(12))
        .unwrap_or(first)
}

/// What is known of one account on a day.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    debtor: &'a Debtor,
    numbers: [i64; NUMBERS],
    behaviour: Behaviour,
    outstanding: Balances,
    overdue: Balances,
    has_email: bool,
    today: Date,
    /// The due date of the oldest open claim.
    oldest_due_on: Option<Date>,
    /// The day of the last contact; of the oldest due date when there was none.
    silent_since: Option<Date>,
    /// The first day an open claim was issued.
    oldest_issued_on: Option<Date>,
    /// The first due date that has not passed, of an open claim.
    next_due_on: Option<Date>,
}

impl<'a> Facts<'a> {
    /// The facts of an account; amounts in `currency`, the creditor's own.
    pub fn of(
        account: &'a Account,
        (today, currency): (Date, Currency),
        behaviour: Behaviour,
    ) -> Facts<'a> {
        let mut facts = Facts {
            debtor: &account.debtor,
            numbers: [0; NUMBERS],
            behaviour,
            outstanding: Balances::new(),
            overdue: Balances::new(),
            has_email: account
                .contacts
                .iter()
                .any(|contact| contact.email.is_some() && contact.bounced_on.is_none()),
            today,
            oldest_due_on: None,
            silent_since: None,
            oldest_issued_on: None,
            next_due_on: None,
        };
        facts.count_items(account, currency);
        facts.count_silence(account);
        facts.count_disputes(account, currency);
        let taken = account.promises.iter();
        for promise in taken.filter(|promise| promise.taken_on <= today) {
            match promise.outcome.filter(|(_, day)| *day <= today) {
                None => facts.add(Field::OpenPromises, 1),
                Some((PromiseOutcome::Kept, _)) => facts.add(Field::PromisesKept, 1),
                Some((PromiseOutcome::Broken | PromiseOutcome::PartlyKept, _)) => {
                    facts.add(Field::PromisesBroken, 1);
                }
                Some((PromiseOutcome::Withdrawn, _)) => {}
            }
        }
        facts
    }

    fn count_items(&mut self, account: &Account, currency: Currency) {
        let mut open: BTreeSet<&str> = BTreeSet::new();
        let mut late: BTreeSet<&str> = BTreeSet::new();
        for item in &account.items {
            let own = if item.open.currency == currency {
                item.open.minor
            } else {
                0
            };
            if item.is_open_credit() {
                self.add(Field::Credits, own.saturating_neg());
                continue;
            }
            if !item.is_open_claim() {
                continue;
            }
            self.outstanding.add(item.open);
            self.add(Field::Outstanding, own);
            self.raise(Field::LargestInvoice, own);
            self.oldest_due_on = Some(earlier(self.oldest_due_on, item.due_on));
            self.oldest_issued_on = Some(earlier(self.oldest_issued_on, item.issued_on));
            if item.kind == ItemKind::Invoice {
                open.insert(&item.reference);
                self.raise(
                    Field::TermsDays,
                    days_between(item.issued_on, item.due_on).into(),
                );
            }
            if item.is_overdue(self.today) {
                self.overdue.add(item.open);
                self.add(Field::Overdue, own);
                self.raise(Field::DaysLate, item.days_late(self.today).into());
                if item.kind == ItemKind::Invoice {
                    late.insert(&item.reference);
                }
            } else {
                self.next_due_on = Some(earlier(self.next_due_on, item.due_on));
            }
        }
        self.set(Field::OpenInvoices, open.len() as i64);
        self.set(Field::OverdueInvoices, late.len() as i64);
        let net = self
            .get(Field::Outstanding)
            .saturating_sub(self.get(Field::Credits));
        self.set(Field::NetDue, net);
    }

    fn count_silence(&mut self, account: &Account) {
        let contacts = account.contacts_made.iter();
        // What was said before the oldest open claim was there is not about what is open.
        let first = self.oldest_issued_on.unwrap_or(self.today);
        let last = contacts
            .filter(|contact| (first..=self.today).contains(&contact.made_on))
            .filter(|contact| contact.channel.reaches_debtor())
            .map(|contact| contact.made_on)
            .max();
        self.silent_since = last.or(self.oldest_due_on);
        let days = self
            .silent_since
            .map_or(0, |day| days_between(day, self.today).max(0));
        self.set(Field::DaysWithoutContact, days.into());
    }

    fn count_disputes(&mut self, account: &Account, currency: Currency) {
        for dispute in &account.disputes {
            let is_open = dispute.opened_on <= self.today
                && dispute.closed_on.is_none_or(|day| day > self.today);
            if !is_open {
                continue;
            }
            self.add(Field::OpenDisputes, 1);
            let item = account.item(dispute.item);
            if let Some(item) = item.filter(|item| item.open.currency == currency) {
                let suspended = dispute.suspended_minor(item.id, item.open.minor, self.today);
                self.add(Field::Disputed, suspended);
            }
        }
    }

    fn get(&self, field: Field) -> i64 {
        self.numbers[field as usize]
    }

    fn set(&mut self, field: Field, value: i64) {
        self.numbers[field as usize] = value;
    }

    fn add(&mut self, field: Field, value: i64) {
        self.set(field, self.get(field).saturating_add(value));
    }

    fn raise(&mut self, field: Field, value: i64) {
        self.set(field, self.get(field).max(value));
    }

    /// A number; nothing when it is not known.
    pub fn number(&self, operand: Operand) -> Option<i64> {
        match operand {
            Operand::Value(value) => Some(value),
            Operand::Field(Field::AverageDaysLate) => {
                self.behaviour.average_days_late.map(i64::from)
            }
            Operand::Field(Field::PaidInvoices) => Some(self.behaviour.paid_invoices.into()),
            Operand::Field(field) => self.numbers.get(field as usize).copied(),
            Operand::Foreign(Field::Overdue, currency) => Some(self.overdue.of(currency).minor),
            Operand::Foreign(_, currency) => Some(self.outstanding.of(currency).minor),
        }
    }

    /// An amount of the account in the creditor's currency.
    pub fn amount(&self, field: Field, currency: Currency) -> Money {
        Money::new(self.number(Operand::Field(field)).unwrap_or(0), currency)
    }

    /// A text; empty when it is not known.
    pub fn text(&self, source: &TextSource) -> &str {
        match source {
            TextSource::Own(name) => self.debtor.traits.own.get(name).map_or("", String::as_str),
            TextSource::Field(field) => text_of(self.debtor, *field),
        }
    }

    /// A yes or no.
    pub fn is(&self, field: Field) -> bool {
        match field {
            Field::HasEmail => self.has_email,
            Field::InDifficulty => self.debtor.difficulty.is_some(),
            _ => false,
        }
    }

    /// The tags.
    pub fn tags(&self) -> &[String] {
        &self.debtor.tags
    }

    /// True when a word is among the tags.
    pub fn is_tagged(&self, word: &str) -> bool {
        self.debtor.tags.iter().any(|tag| tag == word)
    }

    /// The next day on which a comparison can turn out differently although no fact moves.
    pub(super) fn turns_on(&self, left: Operand, right: Operand) -> Option<Date> {
        let of_field = |operand, other| match operand {
            Operand::Field(Field::DaysLate) => self.days_turn_on(self.oldest_due_on, other),
            Operand::Field(Field::DaysWithoutContact) => {
                self.days_turn_on(self.silent_since, other)
            }
            Operand::Field(Field::Overdue | Field::OverdueInvoices)
            | Operand::Foreign(Field::Overdue, _) => self.next_due_on.map(|day| plus_days(day, 1)),
            Operand::Field(Field::AverageDaysLate | Field::PaidInvoices) => {
                Some(plus_days(self.today.last_of_month(), 1))
            }
            _ => None,
        };
        let days = [of_field(left, right), of_field(right, left)];
        days.into_iter().flatten().min()
    }

    /// Days since a day grow by one a day: it turns as it reaches the number and as it leaves it.
    fn days_turn_on(&self, since: Option<Date>, other: Operand) -> Option<Date> {
        let since = since?;
        let Operand::Value(days) = other else {
            return Some(plus_days(self.today, 1));
        };
        let days = i32::try_from(days).ok().filter(|days| *days >= 0)?;
        [
            plus_days(since, days),
            plus_days(since, days.saturating_add(1)),
        ]
        .into_iter()
        .find(|day| *day > self.today)
    }
}

fn earlier(known: Option<Date>, day: Date) -> Date {
    known.map_or(day, |known| known.min(day))
}

/// A text of a debtor; empty when it is not known.
pub fn text_of(debtor: &Debtor, field: Field) -> &str {
    let address = debtor.address.as_ref();
    match field {
        Field::Kind => match debtor.kind {
            DebtorKind::Business => "business",
            DebtorKind::Consumer => "consumer",
            DebtorKind::Public => "public",
        },
        Field::Phase => match debtor.phase {
            Phase::Amicable => "amicable",
            Phase::PreLitigation => "pre-litigation",
            Phase::HandedOver => "handed-over",
            Phase::Litigation => "litigation",
            Phase::Insolvency => "insolvency",
            Phase::Deceased => "deceased",
        },
        Field::Language => debtor.language.code(),
        Field::Country => &debtor.country,
        Field::PostCode => address.map_or("", |address| &address.post_code),
        Field::Department => address.map_or("", |address| department(&address.post_code)),
        Field::Town => address.map_or("", |address| &address.town),
        Field::Name => &debtor.name,
        Field::Key => &debtor.key,
        Field::Siren => debtor.siren.as_deref().unwrap_or(""),
        Field::Group => debtor.group.as_ref().map_or("", |group| &group.name),
        Field::SalesPerson => &debtor.traits.sales_person,
        Field::Sector => &debtor.traits.sector,
        Field::CompanySize => &debtor.traits.company_size,
        Field::Site => &debtor.traits.site,
        _ => "",
    }
}

/// The part of a French post code that names the department; empty for codes of another form.
fn department(post_code: &str) -> &str {
    let code = post_code.trim();
    if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return "";
    }
    let figures = if code.starts_with("97") || code.starts_with("98") {
        3
    } else {
        2
    };
    &code[..figures]
}

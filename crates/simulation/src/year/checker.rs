//! The checkers: they read the store and the mail server from outside and know nothing of how the desk works.

use std::collections::{BTreeMap, BTreeSet};

use desk::DeskError;
use desk::carrier::Parcel;
use jiff::Timestamp;
use jiff::civil::Date;
use receivables::aging::AgedBalance;
use receivables::identity::{DebtorId, ItemId, NoticeId};
use receivables::strategy::Strategy;
use store::account::AsOf;
use store::views::aging::{self, PastDay};
use store::views::balances;
use store::{Page, Seen};

use crate::company::Company;

/// Days between two looks at every account.
const LOOK_AT_EVERY_ACCOUNT: usize = 7;

/// What was seen so far.
#[derive(Default)]
pub(super) struct Checker {
    breaches: Vec<String>,
    taken: BTreeSet<NoticeId>,
    written_to: BTreeSet<(DebtorId, Date)>,
    evenings: Vec<(Date, Timestamp, AgedBalance)>,
}

impl Checker {
    /// Notes a breach when something is not so.
    pub fn must(&mut self, is_so: bool, breach: &str) {
        if !is_so {
            self.breaches.push(breach.to_string());
        }
    }

    /// The first breach, if there was one.
    pub fn first_breach(&self) -> Option<String> {
        self.breaches.first().cloned()
    }

    /// Today's aged balance.
    pub async fn balance(
        &self,
        company: &Company<'_>,
        day: Date,
    ) -> Result<AgedBalance, DeskError> {
        let mut reader = company.desk.store().reader().await?;
        Ok(aging::balance(&mut reader, seen(company), day).await?)
    }

    /// Right after a sending: each message is the only one of its notice and of its debtor's day, and nothing it
    /// asks for is settled or wholly contested.
    pub async fn after_sending(
        &mut self,
        company: &Company<'_>,
        taken: &[Parcel],
        day: Date,
    ) -> Result<(), DeskError> {
        for parcel in taken {
            let first_time = self.taken.insert(parcel.notice);
            self.must(first_time, &format!("notice {} left twice", parcel.notice));
            let mut reader = company.desk.store().reader().await?;
            let notice =
                store::notice::find(&mut reader, company.seat.creditor, parcel.notice).await?;
            let only_one = self.written_to.insert((notice.debtor, day));
            self.must(
                only_one,
                &format!("debtor {} got two messages", notice.debtor),
            );
            let ids: Vec<ItemId> = notice.act.items.iter().map(|item| item.item).collect();
            let owed = store::item::by_ids(&mut reader, company.seat.creditor, &ids).await?;
            let policy = store::creditor::policy(&mut reader, company.seat.creditor, None).await?;
            let page = Page::of(notice.debtor);
            let accounts = store::account::load_page(
                &mut reader,
                &std::sync::Arc::new(policy),
                &page,
                AsOf::now(day),
            )
            .await?;
            for owed in owed {
                let item = &owed.item;
                self.must(
                    item.is_open_claim(),
                    &format!("{} was asked for and is settled", item.reference),
                );
                let contested: i64 = accounts
                    .iter()
                    .flat_map(|account| &account.disputes)
                    .map(|dispute| dispute.suspended_minor(item.id, item.open.minor, day))
                    .sum();
                self.must(
                    contested < item.open.minor,
                    &format!("{} was asked for and is contested", item.reference),
                );
            }
        }
        Ok(())
    }

    /// Remembers what the aged balance of a day was at an instant.
    pub fn remember(&mut self, on: Date, at: Timestamp, balance: AgedBalance) {
        self.evenings.push((on, at, balance));
    }

    /// In the evening: the balance is remembered; once a week every account is looked at.
    pub async fn in_the_evening(
        &mut self,
        company: &Company<'_>,
        day: Date,
    ) -> Result<(), DeskError> {
        let balance = self.balance(company, day).await?;
        self.remember(day, company.desk.clock().instant(), balance);
        if !self.evenings.len().is_multiple_of(LOOK_AT_EVERY_ACCOUNT) {
            return Ok(());
        }
        let mut reader = company.desk.store().reader().await?;
        let accounts = balances::of_accounts(&mut reader, seen(company), day).await?;
        drop(reader);
        let debtors = accounts.iter().map(|account| account.debtor).collect();
        for why in company.desk.why_of_list(&company.seat, debtors).await? {
            let name = &why.account.debtor.name;
            self.must(
                !why.decision.reasons.is_empty(),
                &format!("{name} has no reason"),
            );
            let cared_for: BTreeSet<ItemId> = why
                .decision
                .outlook
                .iter()
                .map(|outlook| outlook.item)
                .collect();
            for item in why.account.items.iter().filter(|item| item.is_overdue(day)) {
                let breach = format!(
                    "{} is overdue with neither a next action nor a reason",
                    item.reference
                );
                self.must(cared_for.contains(&item.id), &breach);
            }
        }
        Ok(())
    }

    /// At the end: every past balance is what it was, open amounts add up, and no step was done twice for an item.
    pub async fn at_the_end(&mut self, company: &Company<'_>) -> Result<(), DeskError> {
        let mut reader = company.desk.store().reader().await?;
        for (on, at, balance) in std::mem::take(&mut self.evenings) {
            let past = PastDay {
                on,
                known: Some(at),
            };
            let now = aging::balance_on(&mut reader, seen(company), past).await?;
            self.must(
                without_zeros(&now) == without_zeros(&balance),
                &format!("the aged balance of {on} was {balance:?} and is {now:?}"),
            );
        }
        let unbalanced = store::item::unbalanced(&mut reader, company.seat.creditor).await?;
        self.must(
            unbalanced.is_empty(),
            &format!("open amounts do not add up: {unbalanced:?}"),
        );
        drop(reader);
        self.no_step_twice(company).await
    }

    async fn no_step_twice(&mut self, company: &Company<'_>) -> Result<(), DeskError> {
        let mut reader = company.desk.store().reader().await?;
        let accounts =
            balances::of_accounts(&mut reader, seen(company), company.world.until).await?;
        drop(reader);
        let debtors = accounts.iter().map(|account| account.debtor).collect();
        for why in company.desk.why_of_list(&company.seat, debtors).await? {
            let mut done: BTreeMap<(ItemId, &str), u32> = BTreeMap::new();
            for contact in &why.account.contacts_made {
                for said in contact.items.iter().filter(|said| {
                    is_repeatable(&why.strategy, &said.step).is_some_and(|again| !again)
                }) {
                    *done.entry((said.item, &said.step)).or_default() += 1;
                }
            }
            let twice = done.iter().find(|(_, times)| **times > 1);
            self.must(
                twice.is_none(),
                &format!(
                    "{}: a step was done twice: {twice:?}",
                    why.account.debtor.name
                ),
            );
        }
        Ok(())
    }
}

fn seen(company: &Company<'_>) -> Seen {
    Seen::by_the_machine(company.seat.creditor)
}

/// A balance without the lines of currencies in which nothing is open.
fn without_zeros(
    balance: &AgedBalance,
) -> Vec<(
    receivables::currency::Currency,
    receivables::aging::AgedLine,
)> {
    let nothing = receivables::aging::AgedLine::default();
    balance
        .iter()
        .filter(|(_, line)| **line != nothing)
        .map(|(currency, line)| (currency, *line))
        .collect()
}

/// Whether a step answers something that may happen again; nothing for a step that is not of the strategy.
fn is_repeatable(strategy: &Strategy, step: &str) -> Option<bool> {
    strategy.step(step).map(|step| step.trigger.is_off_axis())
}

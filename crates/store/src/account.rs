//! Accounts, loaded by the page: one query per table, merged by debtor. Must never ask debtor by debtor,
//! and must load the same account whatever the page it stands in.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::account::{Account, CreditorPolicy};
use receivables::calendar::plus_days;
use receivables::fact::Promise;
use receivables::identity::ItemId;
use receivables::item::Item;
use receivables::money::Money;

use crate::column;
use crate::contact_made::Span;
use crate::db::Session;
use crate::error::Result;
use crate::page::Page;
use crate::{
    allocation, campaign, contact, contact_made, debtor, dispute, hold, instalment_plan, item,
    notice, promise, reply, sanction,
};

/// Contacts older than this many days count for an account only through its open items.
pub(crate) const DAYS_OF_BUDGET: i32 = 62;

/// As of when accounts are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The day they are decided for.
    pub today: Date,
    /// The instant whose knowledge counts; nothing for everything known now.
    pub known: Option<Timestamp>,
}

impl AsOf {
    /// Everything known now, for a day.
    pub const fn now(today: Date) -> AsOf {
        AsOf { today, known: None }
    }
}

/// The accounts of a page, in the order of their debtors. A debtor that is not known is left out.
pub async fn load_page(
    session: &mut Session,
    policy: &Arc<CreditorPolicy>,
    page: &Page,
    as_of: AsOf,
) -> Result<Vec<Account>> {
    let creditor = policy.creditor;
    let accounts = &mut load_debtors(session, policy, page, as_of).await?;
    match as_of.known {
        None => {
            item::each_open_of_page(session, creditor, page, |at, item| {
                on(accounts, at, |account| account.items.push(item));
            })
            .await?;
        }
        Some(instant) => load_items_known(session, page, accounts, instant).await?,
    }
    load_facts(session, page, accounts, as_of).await?;
    load_promised(session, page, accounts).await?;
    load_contacts_made(session, page, accounts, as_of).await?;
    Ok(std::mem::take(accounts).into_iter().flatten().collect())
}

/// The debtors of a page with their contacts, by their places in it.
async fn load_debtors(
    session: &mut Session,
    policy: &Arc<CreditorPolicy>,
    page: &Page,
    as_of: AsOf,
) -> Result<Vec<Option<Account>>> {
    let creditor = policy.creditor;
    let known = as_of
        .known
        .map_or_else(|| column::END_OF_TIME.to_string(), column::instant);
    let known = known.as_str();
    let mut accounts: Vec<Option<Account>> = page.debtors().iter().map(|_| None).collect();
    for debtor in debtor::of_page(session, creditor, page, known).await? {
        if let Some(position) = page.position(debtor.id.0) {
            accounts[position] = Some(Account::new(Arc::clone(policy), debtor));
        }
    }
    contact::each_of_page(session, creditor, page, known, |at, contact| {
        on(&mut accounts, at, |account| account.contacts.push(contact));
    })
    .await?;
    Ok(accounts)
}

/// Whether the contacts of the past come with a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastContacts {
    /// They are left out: the past is played with contacts of its own.
    LeftOut,
    /// They come with it.
    Kept,
}

/// The accounts of a page with every item they ever had, whole, and no contact made: what a history starts from.
pub(crate) async fn load_whole(
    session: &mut Session,
    policy: &Arc<CreditorPolicy>,
    page: &Page,
    (today, contacts): (Date, PastContacts),
) -> Result<Vec<Option<Account>>> {
    let creditor = policy.creditor;
    let as_of = AsOf::now(today);
    let mut accounts = load_debtors(session, policy, page, as_of).await?;
    item::each_known_of_page(
        session,
        creditor,
        page,
        column::END_OF_TIME,
        |at, mut item| {
            item.open = item.amount;
            on(&mut accounts, at, |account| account.items.push(item));
        },
    )
    .await?;
    load_facts(session, page, &mut accounts, as_of).await?;
    if contacts == PastContacts::Kept {
        let span = Span {
            from_on: Date::constant(1, 1, 1),
            known: column::END_OF_TIME,
        };
        contact_made::each_of_page(session, creditor, page, span, |at, contact| {
            on(&mut accounts, at, |account| {
                account.contacts_made.push(contact)
            });
        })
        .await?;
    }
    Ok(accounts)
}

fn on(accounts: &mut [Option<Account>], position: usize, change: impl FnOnce(&mut Account)) {
    if let Some(account) = &mut accounts[position] {
        change(account);
    }
}

fn creditor_of(accounts: &[Option<Account>]) -> receivables::identity::CreditorId {
    let first = accounts.iter().flatten().next();
    first.map_or(receivables::identity::CreditorId(0), |account| {
        account.policy.creditor
    })
}

/// Items as they stood at an instant: what is open is the amount less the allocations known then.
async fn load_items_known(
    session: &mut Session,
    page: &Page,
    accounts: &mut [Option<Account>],
    instant: Timestamp,
) -> Result<()> {
    let creditor = creditor_of(accounts);
    let known = column::instant(instant);
    item::each_known_of_page(session, creditor, page, &known, |at, mut item| {
        item.open = item.amount;
        on(accounts, at, |account| account.items.push(item));
    })
    .await?;
    allocation::each_of_page(session, creditor, page, |at, allocation| {
        let is_reversed = allocation
            .reversed
            .is_some_and(|(_, reversed_at)| reversed_at <= instant);
        if allocation.known_at > instant || is_reversed {
            return;
        }
        on(accounts, at, |account| {
            take(
                &mut account.items,
                allocation.claim,
                -allocation.amount_minor,
            );
            take(
                &mut account.items,
                allocation.source,
                allocation.amount_minor,
            );
        });
    })
    .await?;
    for account in accounts.iter_mut().flatten() {
        account.items.retain(|item| !item.open.is_zero());
    }
    Ok(())
}

fn take(items: &mut [Item], id: Option<ItemId>, minor: i64) {
    let Some(id) = id else { return };
    if let Ok(at) = items.binary_search_by_key(&id, |item| item.id) {
        let open = items[at].open;
        items[at].open = Money::new(open.minor + minor, open.currency);
    }
}

async fn load_facts(
    session: &mut Session,
    page: &Page,
    accounts: &mut [Option<Account>],
    as_of: AsOf,
) -> Result<()> {
    let creditor = creditor_of(accounts);
    let instant = as_of.known.map(column::instant);
    let known = instant.as_deref().unwrap_or(column::END_OF_TIME);
    promise::each_of_page(session, creditor, page, known, |at, promise| {
        on(accounts, at, |account| account.promises.push(promise));
    })
    .await?;
    instalment_plan::each_of_page(session, creditor, page, known, |at, plan| {
        on(accounts, at, |account| account.plans.push(plan));
    })
    .await?;
    dispute::each_of_page(session, creditor, page, known, |at, dispute| {
        on(accounts, at, |account| account.disputes.push(dispute));
    })
    .await?;
    hold::each_of_page(session, creditor, page, known, |at, hold| {
        on(accounts, at, |account| account.holds.push(hold));
    })
    .await?;
    reply::each_of_page(session, creditor, page, known, |at, reply| {
        on(accounts, at, |account| account.replies.push(reply));
    })
    .await?;
    notice::each_attempt_of_page(session, creditor, page, known, |at, attempt| {
        on(accounts, at, |account| account.attempts.push(attempt));
    })
    .await?;
    notice::each_task_of_page(session, creditor, page, instant.as_deref(), |at, task| {
        on(accounts, at, |account| account.open_tasks.push(task));
    })
    .await?;
    sanction::each_of_page(session, creditor, page, known, |at, sanction| {
        on(accounts, at, |account| account.sanctions.push(sanction));
    })
    .await?;
    let running = (as_of.today, known);
    campaign::each_of_page(session, creditor, page, running, |at, campaign| {
        on(accounts, at, |account| account.campaign = Some(campaign));
    })
    .await
}

/// Settled items that an open promise names: without them nobody could tell that it was kept.
async fn load_promised(
    session: &mut Session,
    page: &Page,
    accounts: &mut [Option<Account>],
) -> Result<()> {
    let mut missing: Vec<ItemId> = Vec::new();
    for account in accounts.iter().flatten() {
        let open = account
            .promises
            .iter()
            .filter(|promise| promise.outcome.is_none());
        let promised =
            open.flat_map(|promise: &Promise| promise.parts.iter().map(|part| part.item));
        missing.extend(promised.filter(|item| account.item(*item).is_none()));
    }
    missing.sort_unstable();
    missing.dedup();
    for owed in item::by_ids(session, creditor_of(accounts), &missing).await? {
        if let Some(at) = page.position(owed.debtor.0) {
            on(accounts, at, |account| {
                account.items.push(owed.item);
                account.items.sort_by_key(|item| item.id);
            });
        }
    }
    Ok(())
}

/// Contacts of the budget's span, and those since the oldest open item of the account was issued.
async fn load_contacts_made(
    session: &mut Session,
    page: &Page,
    accounts: &mut [Option<Account>],
    as_of: AsOf,
) -> Result<()> {
    let known = as_of
        .known
        .map_or_else(|| column::END_OF_TIME.to_string(), column::instant);
    let budget_from_on = plus_days(as_of.today, -DAYS_OF_BUDGET);
    let first_days: Vec<Date> = accounts
        .iter()
        .map(|account| {
            let items = account.iter().flat_map(|account| &account.items);
            items
                .map(|item| item.issued_on)
                .chain([budget_from_on])
                .min()
                .unwrap_or(budget_from_on)
        })
        .collect();
    let from_on = first_days.iter().copied().min().unwrap_or(budget_from_on);
    let creditor = creditor_of(accounts);
    let span = Span {
        from_on,
        known: &known,
    };
    contact_made::each_of_page(session, creditor, page, span, |at, contact| {
        if contact.made_on >= first_days[at] {
            on(accounts, at, |account| account.contacts_made.push(contact));
        }
    })
    .await
}

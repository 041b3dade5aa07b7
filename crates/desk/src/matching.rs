//! Whom a condition holds for, over a whole book: for the preview of a segment and the filter of a list. SQL narrows
//! the book down; the accounts it is not sure of are loaded by the page and evaluated. Must never change anything.

use async_recursion::async_recursion as boxed;
use std::sync::Arc;

use jiff::civil::Date;
use receivables::condition::{Condition, Facts, behaviour_from};
use receivables::identity::DebtorId;
use receivables::money::Balances;
use store::account::AsOf;
use store::page::{Page, Reach};
use store::views::matching::{Candidate, candidates, sums};
use store::{Seen, Session};

use crate::desk::{Desk, policy};
use crate::error::Result;

/// Accounts evaluated together.
const ACCOUNTS_IN_A_PAGE: usize = 2000;

/// Whom a condition holds for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// How many accounts.
    pub accounts: usize,
    /// Of how many.
    pub of: usize,
    /// What they owe in the creditor's currency.
    pub outstanding: Balances,
    /// Of that, past its due date.
    pub overdue: Balances,
    /// Those that owe most.
    pub sample: Vec<Candidate>,
}

impl Desk {
    /// The accounts a condition holds for on a day, in the order of their identities.
    #[boxed]
    pub async fn matching(
        &self,
        seen: Seen,
        condition: &Condition,
        today: Date,
    ) -> Result<Vec<Candidate>> {
        let mut reader = self.store().reader().await?;
        let mut found = candidates(&mut reader, seen, condition, today).await?;
        let unsure: Vec<DebtorId> = found
            .iter()
            .filter(|candidate| !candidate.is_sure)
            .map(|candidate| candidate.debtor)
            .collect();
        let dense = unsure.len() * 4 > found.len();
        let reach = if dense { Reach::Range } else { Reach::List };
        let mut holding: Vec<DebtorId> = Vec::new();
        for part in unsure.chunks(ACCOUNTS_IN_A_PAGE) {
            let page = Page::new(part.to_vec(), reach);
            holding.extend(evaluated(&mut reader, (seen, condition, today), &page).await?);
        }
        found.retain(|candidate| {
            candidate.is_sure || holding.binary_search(&candidate.debtor).is_ok()
        });
        Ok(found)
    }

    /// How many accounts a condition holds for, what they owe, and a few of them.
    #[boxed]
    pub async fn preview_condition(
        &self,
        seen: Seen,
        condition: &Condition,
        (today, sample): (Date, usize),
    ) -> Result<Preview> {
        let mut found = self.matching(seen, condition, today).await?;
        let mut reader = self.store().reader().await?;
        let of = store::debtor::count(&mut reader, seen.creditor()).await?;
        let [outstanding, overdue] = sums(found.iter());
        let accounts = found.len();
        found.sort_by_key(|candidate| {
            (
                std::cmp::Reverse(candidate.outstanding.minor),
                candidate.debtor,
            )
        });
        found.truncate(sample);
        Ok(Preview {
            accounts,
            of,
            outstanding,
            overdue,
            sample: found,
        })
    }
}

/// The accounts of a page for which a condition holds, ascending.
async fn evaluated(
    reader: &mut Session,
    (seen, condition, today): (Seen, &Condition, Date),
    page: &Page,
) -> Result<Vec<DebtorId>> {
    let policy = Arc::new(policy(reader, seen.creditor(), None).await?);
    let accounts = store::group::load_voices(reader, &policy, page, AsOf::now(today)).await?;
    let behaviours = match condition.asks_behaviour() {
        true => {
            let since = behaviour_from(today);
            store::behaviour::of_page(reader, seen.creditor(), page, since).await?
        }
        false => Vec::new(),
    };
    let holds = |account: &receivables::account::Account| {
        let at = page.position(account.debtor.id.0).unwrap_or(usize::MAX);
        let behaviour = behaviours.get(at).copied().unwrap_or_default();
        let facts = Facts::of(account, (today, condition.currency()), behaviour);
        condition.holds(&facts)
    };
    let holding = accounts.iter().filter(|account| holds(account));
    Ok(holding.map(|account| account.debtor.id).collect())
}

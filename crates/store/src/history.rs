//! Accounts with their whole past, by the page, for playing their days again. Must never leave out what was
//! settled: the past is made of it.

use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::{Account, CreditorPolicy};
use receivables::replay::{History, Movement};

use crate::account::PastContacts;
use crate::allocation::{self, Allocation};
use crate::db::Session;
use crate::error::Result;
use crate::page::{Page, Reach};
use crate::{account, group};

/// The histories of a page, in the order of their debtors; that of a parent carries what its group owed. A debtor
/// that speaks through its group has none of its own.
pub async fn load_page(
    session: &mut Session,
    policy: &Arc<CreditorPolicy>,
    page: &Page,
    (today, contacts): (Date, PastContacts),
) -> Result<Vec<History>> {
    let mut found = load(session, policy, page, (today, contacts)).await?;
    let children = group::children_of_page(session, policy.creditor, page).await?;
    if !children.is_empty() {
        let children = Page::new(children, Reach::List);
        for (child, movements) in load(session, policy, &children, (today, contacts)).await? {
            let Some(voice) = child.debtor.spoken_for().map(|voice| voice.debtor) else {
                continue;
            };
            let place = found.binary_search_by_key(&voice, |(parent, _)| parent.debtor.id);
            if let Ok(at) = place {
                let (parent, of_group) = &mut found[at];
                group::join(parent, child);
                of_group.extend(movements);
            }
        }
    }
    found.retain(|(account, _)| account.debtor.spoken_for().is_none());
    let histories = found.into_iter();
    Ok(histories
        .map(|(account, movements)| History::new(account, movements))
        .collect())
}

async fn load(
    session: &mut Session,
    policy: &Arc<CreditorPolicy>,
    page: &Page,
    (today, contacts): (Date, PastContacts),
) -> Result<Vec<(Account, Vec<Movement>)>> {
    let accounts = account::load_whole(session, policy, page, (today, contacts)).await?;
    let mut movements: Vec<Vec<Movement>> = accounts.iter().map(|_| Vec::new()).collect();
    allocation::each_of_page(session, policy.creditor, page, |at, allocation| {
        movements[at].extend(movements_of(&allocation));
    })
    .await?;
    let both = accounts.into_iter().zip(movements);
    Ok(both
        .filter_map(|(account, movements)| Some((account?, movements)))
        .collect())
}

/// What an allocation moves: the claim it pays and the credit it comes from.
fn movements_of(allocation: &Allocation) -> impl Iterator<Item = Movement> + use<> {
    let moved = (
        allocation.amount_minor,
        allocation.effective_on,
        allocation.reversed.map(|(day, _)| day),
    );
    let ends = [allocation.claim, allocation.source];
    ends.into_iter().flatten().map(move |item| Movement {
        item,
        minor: moved.0,
        on: moved.1,
        back_on: moved.2,
    })
}

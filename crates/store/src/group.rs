//! Accounts as they are decided: those of a group are one, under the debtor that is spoken to. Must never make
//! a debtor speak that has left its group or the amicable phase.

use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::{Account, CreditorPolicy};
use receivables::calendar::plus_days;
use receivables::fact::Hold;
use receivables::identity::{CreditorId, DebtorId};

use crate::account::{AsOf, DAYS_OF_BUDGET, load_page};
use crate::column;
use crate::contact_made::{self, Span};
use crate::db::Session;
use crate::error::Result;
use crate::page::{Page, Reach};

const SELECT_CHILDREN: &str = "select id from debtor where creditor_id = $1 and parent_id :page
    and parent_id is not null and removed_at is null order by parent_id, id";

const HAS_CHILDREN: &str = "select count(*) from debtor
    where creditor_id = $1 and parent_id = $2 and parent_id is not null and removed_at is null";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_CHILDREN, HAS_CHILDREN];

/// The accounts of a page as [`load_page`] gives them; that of a parent carries what is open at its group.
pub async fn load_voices(
    session: &mut Session,
    policy: &Arc<CreditorPolicy>,
    page: &Page,
    as_of: AsOf,
) -> Result<Vec<Account>> {
    let mut accounts = load_page(session, policy, page, as_of).await?;
    let children = children_of_page(session, policy.creditor, page).await?;
    if children.is_empty() {
        return Ok(accounts);
    }
    let children = Page::new(children, Reach::List);
    let children = load_page(session, policy, &children, as_of).await?;
    reload_contacts(session, &mut accounts, &children, as_of).await?;
    for child in children {
        let Some(voice) = child.debtor.spoken_for().map(|voice| voice.debtor) else {
            continue;
        };
        if let Ok(at) = accounts.binary_search_by_key(&voice, |account| account.debtor.id) {
            join(&mut accounts[at], child);
        }
    }
    Ok(accounts)
}

/// The contacts of the parents again, back to the oldest item of their groups: what was said of a child's
/// item was said to its parent, however little the parent owes itself.
async fn reload_contacts(
    session: &mut Session,
    accounts: &mut [Account],
    children: &[Account],
    as_of: AsOf,
) -> Result<()> {
    let voices = children
        .iter()
        .filter_map(|child| child.debtor.spoken_for());
    let parents = Page::new(voices.map(|voice| voice.debtor).collect(), Reach::List);
    let is_parent = |account: &&mut Account| parents.position(account.debtor.id.0).is_some();
    let own = accounts.iter().flat_map(|account| &account.items);
    let items = children.iter().flat_map(|child| &child.items).chain(own);
    let budget_from_on = plus_days(as_of.today, -DAYS_OF_BUDGET);
    let from_on = items
        .map(|item| item.issued_on)
        .fold(budget_from_on, Date::min);
    for account in accounts.iter_mut().filter(is_parent) {
        account.contacts_made.clear();
    }
    let Some(creditor) = children.first().map(|child| child.policy.creditor) else {
        return Ok(());
    };
    let known = as_of
        .known
        .map_or_else(|| column::END_OF_TIME.to_string(), column::instant);
    let span = Span {
        from_on,
        known: &known,
    };
    let ids = parents.debtors().to_vec();
    contact_made::each_of_page(session, creditor, &parents, span, |at, contact| {
        let found = accounts.binary_search_by_key(&ids[at], |account| account.debtor.id);
        if let Ok(place) = found {
            accounts[place].contacts_made.push(contact);
        }
    })
    .await
}

/// True when other debtors speak through this one.
pub async fn has_children(
    session: &mut Session,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<bool> {
    let values = [creditor.0.into(), debtor.0.into()];
    Ok(session.query_integer(HAS_CHILDREN, &values).await? > 0)
}

pub(crate) async fn children_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
) -> Result<Vec<DebtorId>> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last];
    session
        .query(&page.text(SELECT_CHILDREN), &values, |row| {
            row.integer(0).map(DebtorId)
        })
        .await
}

/// What a child's account adds to its parent's: everything but the debtor and its contacts. A hold on the
/// child holds what it owes, not the group; what it answers is the group's answer.
pub(crate) fn join(parent: &mut Account, child: Account) {
    let (of_items, of_child): (Vec<Hold>, Vec<Hold>) = child
        .holds
        .into_iter()
        .partition(|hold| hold.item.is_some());
    parent.holds.extend(of_items);
    for hold in of_child {
        let items = child.items.iter();
        parent.holds.extend(items.map(|item| Hold {
            item: Some(item.id),
            ..hold.clone()
        }));
    }
    parent.items.extend(child.items);
    parent.items.sort_by_key(|item| item.id);
    parent.promises.extend(child.promises);
    parent.plans.extend(child.plans);
    parent.disputes.extend(child.disputes);
    parent.replies.extend(child.replies);
    parent.contacts_made.extend(child.contacts_made);
    parent.attempts.extend(child.attempts);
    parent.open_tasks.extend(child.open_tasks);
    parent.sanctions.extend(child.sanctions);
}

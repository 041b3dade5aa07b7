//! Payments that came back, or were put elsewhere: a sanction that one of them had ended is proposed again. Must never propose what somebody
//! refused since, nor put it in force without a person.

use jiff::civil::Date;
use notices::wording::Wording;
use receivables::account::Account;
use receivables::identity::SanctionId;
use receivables::sanction::Sanction;
use store::Transaction;
use store::sanction::Ending;
use store::stamp::Stamp;

use super::propose;
use crate::deciding::Deciding;
use crate::error::Result;

/// Proposes again what a payment had lifted, once that payment came back, before the page is decided.
pub(crate) async fn propose_again(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    deciding: &Deciding,
    accounts: &mut [Account],
) -> Result<()> {
    for account in accounts {
        for id in opened_again(account, deciding.today) {
            let creditor = deciding.policy.creditor;
            let before = store::sanction::find(transaction, creditor, id).await?;
            if before.ended.is_none_or(|ended| ended.how != Ending::Paid) {
                continue;
            }
            let again = Wording::new(deciding.policy.language).word("sanction-open-again");
            let why = match before.why.ends_with(&again) {
                true => before.why,
                false => format!("{} {again}", before.why),
            };
            let proposed = (before.measure, why.as_str());
            propose(transaction, stamp, (account, deciding.today), proposed).await?;
        }
    }
    Ok(())
}

/// The last sanction of each measure, where it has ended and a claim it was about was opened again since.
fn opened_again(account: &Account, today: Date) -> Vec<SanctionId> {
    let is_last = |one: &Sanction| {
        let mut others = account.sanctions.iter();
        !others.any(|other| other.measure == one.measure && other.id > one.id)
    };
    let is_open_again = |one: &Sanction| {
        let mut items = account.items.iter();
        one.ended_on.is_some_and(|ended_on| {
            items.any(|item| {
                one.claims.contains(&item.id)
                    && item.is_overdue(today)
                    && item.reopened_on.is_some_and(|day| day >= ended_on)
            })
        })
    };
    account
        .sanctions
        .iter()
        .filter(|one| !one.goes_on(today) && is_last(one) && is_open_again(one))
        .map(|one| one.id)
        .collect()
}

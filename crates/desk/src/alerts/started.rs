//! What an alert starts: a campaign drafted beforehand speaks to the accounts it begins to hold for, as campaigns do. Must
//! never start a second one for an account that takes part in another, and never one that nobody drafted.

use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::Account;
use receivables::calendar::plus_days;
use receivables::campaign::Brief;
use receivables::identity::DebtorId;
use receivables::item::days_between;
use store::Transaction;
use store::alert::{Alert, NewHit};
use store::stamp::Stamp;

use crate::error::Result;

/// Lets an account into the campaign that an alert starts on a day: one for all accounts it begins to hold for on that
/// day, with the draft's words and its days counted from there. An account that takes part in another campaign waits for
/// its end: then the day is given from which it waits.
pub(super) async fn start(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (alert, draft): (&Alert, &Brief),
    (account, today): (&mut Account, Date),
) -> Result<Option<Date>> {
    if account.campaign.is_some() {
        return Ok(Some(today));
    }
    let creditor = account.policy.creditor;
    let brief = Brief {
        name: format!("{} · {today}", alert.name),
        on: today,
        until: plus_days(today, days_between(draft.on, draft.until)),
        ..draft.clone()
    };
    let id = store::campaign::started_by(transaction, stamp, creditor, (alert.id, &brief)).await?;
    store::campaign::join(transaction, creditor, (id, account.debtor.id)).await?;
    account.campaign = Some(Arc::new(brief.campaign(id)));
    Ok(None)
}

/// The day after the campaign that a hit waits for, unless the account is looked at before.
pub(super) fn looked_at_again(
    account: &Account,
    hit: &NewHit,
    known: Option<&Date>,
) -> Option<(DebtorId, Date)> {
    let other = account
        .campaign
        .as_ref()
        .filter(|_| hit.waits_since.is_some())?;
    let over_on = plus_days(other.until, 1);
    let day = known.map_or(over_on, |known| over_on.min(*known));
    Some((account.debtor.id, day))
}

//! What an alert starts: a campaign drafted beforehand speaks to the accounts it begins to hold for, as campaigns do. Must
//! never start a second one for an account that takes part in another, and never one that nobody drafted.

use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::Account;
use receivables::calendar::plus_days;
use receivables::campaign::Brief;
use receivables::item::days_between;
use store::Transaction;
use store::alert::Alert;
use store::stamp::Stamp;

use crate::error::Result;

/// Lets an account into the campaign that an alert starts on a day: one for all accounts it begins to hold for on that
/// day, with the draft's words and its days counted from there. An account that takes part in another campaign is told
/// of and hears nothing more.
pub(super) async fn start(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (alert, draft): (&Alert, &Brief),
    (account, today): (&mut Account, Date),
) -> Result<()> {
    if account.campaign.is_some() {
        return Ok(());
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
    Ok(())
}

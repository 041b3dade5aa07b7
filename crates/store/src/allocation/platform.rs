//! What platforms told to be collected (status 212) and nobody has seen the money of yet: settlements without a
//! source, which the payment itself replaces when the bank or the ledger shows it. Must never stand beside that
//! payment: it would be the same money twice.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::identity::{CreditorId, ItemId};

use super::{Allocation, Basis, NewAllocation, insert, read};
use crate::column;
use crate::db::{Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::review;
use crate::stamp::Stamp;

const SELECT_LIVE: &str =
    "select id, debtor_id, claim_item_id, source_item_id, amount_minor, effective_on, basis,
    import_id, known_at, reversed_on, reversed_at from allocation
    where creditor_id = $1 and basis = 'platform' and reversed_at is null and source_item_id is null
    order by claim_item_id, effective_on, id";

const SELECT_OF_CLAIM: &str =
    "select id, debtor_id, claim_item_id, source_item_id, amount_minor, effective_on, basis,
    import_id, known_at, reversed_on, reversed_at from allocation
    where creditor_id = $1 and claim_item_id = $2 and basis = 'platform' and reversed_at is null
    and source_item_id is null order by effective_on, id";

const SELECT_OPEN: &str = "select open_minor from item where creditor_id = $1 and id = $2";

const MAKE_ROOM: &str = "update item set open_minor = open_minor + $3
    where creditor_id = $1 and id = $2 and amount_minor > 0";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_LIVE, SELECT_OF_CLAIM, SELECT_OPEN, MAKE_ROOM];

/// What platforms told and no payment has replaced, claim by claim.
pub async fn live(session: &mut Session, creditor: CreditorId) -> Result<Vec<Allocation>> {
    session.query(SELECT_LIVE, &[creditor.0.into()], read).await
}

/// How much of each claim rests on the word of a platform.
pub(crate) async fn by_claim(
    session: &mut Session,
    creditor: CreditorId,
) -> Result<BTreeMap<i64, i64>> {
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for one in live(session, creditor).await? {
        if let Some(claim) = one.claim {
            let sum = sums.entry(claim.0).or_default();
            *sum = sum.saturating_add(one.amount_minor);
        }
    }
    Ok(sums)
}

/// Makes room on a claim for a payment that was seen: as much as the payment needs and is not open is taken
/// from what platforms told. The claim was paid all along, so it does not count as open again.
pub async fn give_way(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (claim, needed_minor): (ItemId, i64),
    seen_on: Date,
) -> Result<()> {
    let values = [creditor.0.into(), claim.0.into()];
    let open = transaction
        .query_first(SELECT_OPEN, &values, |row| row.integer(0))
        .await?;
    let short = needed_minor - open.unwrap_or(needed_minor);
    let gone = shrink(transaction, stamp, creditor, (claim, short), seen_on).await?;
    if gone > 0 {
        let values = [creditor.0.into(), claim.0.into(), gone.into()];
        transaction.execute(MAKE_ROOM, &values).await?;
    }
    Ok(())
}

/// Ends what platforms told of a claim, oldest first, up to an amount; how much that was. What is open of the
/// claim is the caller's to keep.
pub(crate) async fn shrink(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (claim, most_minor): (ItemId, i64),
    seen_on: Date,
) -> Result<i64> {
    let mut left = most_minor;
    if left <= 0 {
        return Ok(0);
    }
    let values = [creditor.0.into(), claim.0.into()];
    let told = transaction.query(SELECT_OF_CLAIM, &values, read).await?;
    for one in told {
        if left <= 0 {
            break;
        }
        end(transaction, stamp, creditor, (&one, seen_on)).await?;
        let gone = one.amount_minor.min(left);
        left -= gone;
        if gone < one.amount_minor {
            let rest = NewAllocation {
                debtor: one.debtor,
                claim: one.claim,
                source: None,
                amount_minor: one.amount_minor - gone,
                effective_on: one.effective_on,
                basis: Basis::Platform,
                import: one.import,
            };
            insert(transaction, stamp, creditor, &[(stamp.id(), rest)]).await?;
        }
    }
    Ok(most_minor - left)
}

async fn end(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (one, seen_on): (&Allocation, Date),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        one.id.0.into(),
        column::day(seen_on.max(one.effective_on)).into(),
        stamp.at().into(),
    ];
    transaction.execute(super::REVERSE, &values).await?;
    let entry = Entry::new(creditor, Some(one.debtor), "replace", "allocation").on(one.id.0);
    journal::append(transaction, stamp, entry.before(column::json(one)?)).await?;
    review::touch(transaction, stamp, creditor, &[one.debtor]).await
}

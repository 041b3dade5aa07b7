//! What platforms told to be collected (status 212) and nobody has seen the money of yet: settlements without a
//! source, which the payment itself replaces when the bank or the ledger shows it. Must never stand beside that
//! payment: it would be the same money twice.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::identity::{CreditorId, ItemId};

use super::{Allocation, Basis, NewAllocation, apply, insert, read};
use crate::column;
use crate::db::{Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::review;
use crate::stamp::Stamp;

const SELECT_LIVE: &str =
    "select id, debtor_id, claim_item_id, source_item_id, amount_minor, effective_on, basis,
    import_id, known_at, reversed_on, reversed_at, replaced_by_item_id from allocation
    where creditor_id = $1 and basis = 'platform' and reversed_at is null and source_item_id is null
    order by claim_item_id, effective_on, id";

const SELECT_OF_CLAIM: &str =
    "select id, debtor_id, claim_item_id, source_item_id, amount_minor, effective_on, basis,
    import_id, known_at, reversed_on, reversed_at, replaced_by_item_id from allocation
    where creditor_id = $1 and claim_item_id = $2 and basis = 'platform' and reversed_at is null
    and source_item_id is null order by effective_on || '', id";

const SELECT_OPEN: &str = "select open_minor from item where creditor_id = $1 and id = $2";

const MAKE_ROOM: &str = "update item set open_minor = open_minor + $3
    where creditor_id = $1 and id = $2 and amount_minor > 0";

const SELECT_REPLACED: &str =
    "select id, debtor_id, claim_item_id, source_item_id, amount_minor, effective_on, basis,
    import_id, known_at, reversed_on, reversed_at, replaced_by_item_id from allocation
    where + creditor_id = $1 and replaced_by_item_id = $2 order by effective_on, id";

const REPLACE: &str =
    "update allocation set reversed_on = $3, reversed_at = $4, replaced_by_item_id = $5
    where creditor_id = $1 and id = $2 and reversed_at is null";

const FORGET: &str =
    "update allocation set replaced_by_item_id = null where creditor_id = $1 and id = $2";

pub(crate) const STATEMENTS: &[&str] = &[
    FORGET,
    SELECT_LIVE,
    SELECT_OF_CLAIM,
    SELECT_OPEN,
    MAKE_ROOM,
    SELECT_REPLACED,
    REPLACE,
];

/// How the money that a platform told of was seen.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The day it was booked.
    pub on: Date,
    /// The payment that shows it; nothing when the ledger shows it as one of several.
    pub payment: Option<ItemId>,
}

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
    seen: Seen,
) -> Result<()> {
    let values = [creditor.0.into(), claim.0.into()];
    let open = transaction
        .query_first(SELECT_OPEN, &values, |row| row.integer(0))
        .await?;
    let short = needed_minor - open.unwrap_or(needed_minor);
    let gone = shrink(transaction, stamp, creditor, (claim, short), seen).await?;
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
    seen: Seen,
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
        end(transaction, stamp, creditor, (&one, seen)).await?;
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

/// Keeps what a platform tells of money that a payment shows already: it settles nothing now, and stands again
/// should the payment be undone.
pub async fn keep_replaced(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (word, payment): (&NewAllocation, ItemId),
) -> Result<()> {
    let id = stamp.id();
    insert(transaction, stamp, creditor, &[(id, word.clone())]).await?;
    let values = [
        creditor.0.into(),
        id.into(),
        column::day(word.effective_on).into(),
        stamp.at().into(),
        payment.0.into(),
    ];
    transaction.execute(REPLACE, &values).await?;
    let entry = Entry::new(creditor, Some(word.debtor), "replace", "allocation").on(id);
    journal::append(transaction, stamp, entry.before(column::json(word)?)).await
}

/// Forgets a word that a payment replaced: the platform took it back.
pub async fn forget_replaced(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    word: &Allocation,
) -> Result<()> {
    let values = [creditor.0.into(), word.id.0.into()];
    transaction.execute(FORGET, &values).await?;
    let entry = Entry::new(creditor, Some(word.debtor), "forget", "allocation").on(word.id.0);
    journal::append(transaction, stamp, entry.before(column::json(word)?)).await
}

/// After a payment was undone: what platforms told of its money settles its claims again, claim by claim as far as
/// the payment had settled them (`freed`). The platform still says that the claim was collected.
pub async fn come_back(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (payment, freed): (ItemId, &[Allocation]),
) -> Result<()> {
    let values = [creditor.0.into(), payment.0.into()];
    let mut words = transaction.query(SELECT_REPLACED, &values, read).await?;
    let told = freed.iter().filter(|one| one.basis == Basis::Platform);
    words.extend(told.cloned());
    let mut room: BTreeMap<ItemId, i64> = BTreeMap::new();
    for one in freed {
        if let Some(claim) = one.claim {
            *room.entry(claim).or_default() += one.amount_minor;
        }
    }
    for word in words {
        let Some(left) = word.claim.and_then(|claim| room.get_mut(&claim)) else {
            continue;
        };
        let amount_minor = word.amount_minor.min(*left);
        if amount_minor <= 0 {
            continue;
        }
        *left -= amount_minor;
        let again = NewAllocation {
            debtor: word.debtor,
            claim: word.claim,
            source: None,
            amount_minor,
            effective_on: word.effective_on,
            basis: Basis::Platform,
            import: word.import,
        };
        apply(transaction, stamp, creditor, &[again]).await?;
        transaction
            .execute(FORGET, &[creditor.0.into(), word.id.0.into()])
            .await?;
    }
    Ok(())
}

async fn end(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (one, seen): (&Allocation, Seen),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        one.id.0.into(),
        column::day(seen.on.max(one.effective_on)).into(),
        stamp.at().into(),
        seen.payment.map(|payment| payment.0).into(),
    ];
    transaction.execute(REPLACE, &values).await?;
    let entry = Entry::new(creditor, Some(one.debtor), "replace", "allocation").on(one.id.0);
    journal::append(transaction, stamp, entry.before(column::json(one)?)).await?;
    review::touch(transaction, stamp, creditor, &[one.debtor]).await
}

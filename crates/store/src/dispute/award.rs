//! What settled disputes owe: credit notes that have not come, what came of them, and the end of the wait. Must never
//! count money of the debtor as a credit note.

use jiff::civil::Date;
use receivables::fact::{Award, Dispute};
use receivables::identity::{CreditorId, DisputeId};

use crate::column::{self, Place};
use crate::db::{Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;

const END: &str = "update dispute set award_ended_on = $3, award_ended_at = $4
    where creditor_id = $1 and id = $2 and awarded_minor is not null and award_ended_at is null";

/// By the claim, never by the day: what became known since would be every allocation of the ledger.
const SELECT_COVERED: &str = "select d.id, a.id, a.amount_minor, a.effective_on,
    case when a.reversed_at <= $4 then a.reversed_on end
    from dispute d join allocation a on a.claim_item_id = d.item_id
    left join item s on s.id = a.source_item_id
    where d.creditor_id = $1 and d.debtor_id :page and d.awarded_minor is not null
    and + a.creditor_id = $1 and a.known_at || '' > d.closed_at and a.known_at || '' <= $4
    and (s.kind = 'credit-note' or (a.source_item_id is null and a.basis in ('write-off', 'cancelled')))
    order by a.id, d.id";

pub(crate) const STATEMENTS: &[&str] = &[END, SELECT_COVERED];

/// Says that no credit note is waited for any more: what is open is asked for again.
pub async fn end(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (id, on): (DisputeId, Date),
) -> Result<()> {
    let debtor = super::debtor_of(transaction, creditor, id).await?;
    let values = [
        creditor.0.into(),
        id.0.into(),
        column::day(on).into(),
        stamp.at().into(),
    ];
    if transaction.execute(END, &values).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "credit note that is waited for",
            id: id.0,
        });
    }
    let entry = Entry::new(creditor, Some(debtor), "end-award", "dispute").on(id.0);
    journal::append(transaction, stamp, entry).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await
}

/// Writes on each award what has come of it since its dispute was settled.
pub(crate) async fn cover(
    session: &mut Session,
    creditor: CreditorId,
    (page, known): (&Page, &str),
    disputes: &mut [(usize, Dispute)],
) -> Result<()> {
    if disputes.iter().all(|(_, dispute)| dispute.award.is_none()) {
        return Ok(());
    }
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    // Two disputes over one item share what comes, the first one first.
    let mut shared = (0, 0);
    session
        .query_each(&page.text(SELECT_COVERED), &values, |row| {
            let (dispute, allocation) = (row.integer(0)?, row.integer(1)?);
            let place = Place::new("allocation", allocation);
            let on = place.day("effective_on", row.text(3)?)?;
            let back_on = place.optional_day("reversed_on", row.optional_text(4)?)?;
            if shared.0 != allocation {
                shared = (allocation, row.integer(2)?);
            }
            let mut disputes = disputes.iter_mut().map(|(_, dispute)| dispute);
            let of_it = disputes.find(|one| one.id.0 == dispute);
            if let Some(award) = of_it.and_then(|one| one.award.as_mut()) {
                shared.1 -= take(award, shared.1, (on, back_on));
            }
            Ok(())
        })
        .await
}

/// Puts what came on an award, at most what has not come; gives how much.
fn take(award: &mut Award, minor: i64, (on, back_on): (Date, Option<Date>)) -> i64 {
    let come = award.covered.iter();
    let come = come.fold(0_i64, |sum, (_, minor)| sum.saturating_add(*minor));
    let taken = minor.min(award.amount.minor.saturating_sub(come)).max(0);
    if taken > 0 {
        award.covered.push((on, taken));
        award.covered.extend(back_on.map(|day| (day, -taken)));
    }
    taken
}

//! How the debtors of a page paid lately: read only where a condition asks for it. Must never count a payment
//! that was taken back.

use jiff::civil::Date;
use receivables::condition::Behaviour;
use receivables::identity::CreditorId;
use receivables::item::days_between;

use crate::column::{self, Place};
use crate::db::Session;
use crate::error::Result;
use crate::page::Page;

/// The last payment of each invoice that is settled. Neither a write-off nor a credit note is a payment.
const PAID: &str = "select a.debtor_id, a.claim_item_id, i.due_on, max(a.effective_on)
    from allocation a join item i on i.id = a.claim_item_id
    where a.creditor_id = $1 and a.debtor_id :page and a.reversed_at is null
    and a.basis not in ('write-off', 'cancelled')
    and not exists (select 1 from item s where s.id = a.source_item_id and s.kind = 'credit-note')
    and i.kind = 'invoice' and i.open_minor = 0
    group by a.debtor_id, a.claim_item_id, i.due_on
    having max(a.effective_on) >= $4 order by a.debtor_id, a.claim_item_id";

pub(crate) const STATEMENTS: &[&str] = &[PAID];

/// The behaviour of each debtor of a page since a day, in the order of the page.
pub async fn of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    since: Date,
) -> Result<Vec<Behaviour>> {
    let mut sums: Vec<(u32, i64)> = vec![(0, 0); page.debtors().len()];
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, column::day(since).into()];
    session
        .query_each(&page.text(PAID), &values, |row| {
            let Some(at) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            let due_on = Place::new("item", row.integer(1)?).day("due_on", row.text(2)?)?;
            let place = Place::new("allocation", row.integer(1)?);
            let paid_on = place.day("effective_on", row.text(3)?)?;
            sums[at].0 += 1;
            sums[at].1 += i64::from(days_between(due_on, paid_on));
            Ok(())
        })
        .await?;
    let behaviour = sums.into_iter().map(|(paid, days)| Behaviour {
        paid_invoices: paid,
        average_days_late: (paid > 0).then(|| rounded(days, i64::from(paid))),
    });
    Ok(behaviour.collect())
}

/// The nearest whole number of days, halves away from zero.
fn rounded(days: i64, paid: i64) -> i32 {
    let half = if days < 0 { -paid / 2 } else { paid / 2 };
    i32::try_from((days + half) / paid).unwrap_or(i32::MAX)
}

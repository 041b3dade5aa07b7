//! The figures of the first screen. Must never count as cared for an overdue item that nobody decided
//! about.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::identity::DebtorId;
use receivables::money::Money;

use crate::column::{self, Place};
use crate::db::Session;
use crate::error::Result;
use crate::page::{Page, Reach};
use crate::scope::Seen;
use crate::views::balances::{self, AccountBalance};

const BILLED: &str = "select issued_on, currency, amount_minor from item
    where creditor_id = $1 and issued_on >= $2 and issued_on <= $3 and kind in ('invoice', 'credit-note')";

/// Overdue items of accounts that were never decided, or whose review has been due for days.
const ORPHANS: &str = "select count(*) from item i join review r on r.debtor_id = i.debtor_id
    where i.creditor_id = $1 and i.open_minor <> 0 and i.kind in ('invoice', 'charge')
    and i.open_minor > 0 and i.due_on < $2
    and (r.decision_id is null or (r.next_review_on < $3 and r.changed_at is null))";

const COUNTS: &str = "select
    (select count(*) from debtor where creditor_id = $1 and removed_at is null),
    (select count(*) from bank_entry
      where creditor_id = $1 and settled_at is null),
    (select count(*) from reply where creditor_id = $1 and handled_at is null),
    (select count(*) from promise where creditor_id = $1 and closed_at is null),
    (select count(*) from dispute where creditor_id = $1 and closed_at is null)";

pub(crate) const STATEMENTS: &[&str] = &[BILLED, ORPHANS, COUNTS];

/// How many there are of what waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Debtors.
    pub debtors: i64,
    /// Bank lines neither matched nor set aside.
    pub bank_entries_waiting: i64,
    /// Answers nobody dealt with.
    pub replies_waiting: i64,
    /// Open promises.
    pub promises_open: i64,
    /// Open disputes.
    pub disputes_open: i64,
}

/// How many there are of what waits.
pub async fn counts(session: &mut Session, seen: Seen) -> Result<Counts> {
    let counts = session
        .query_first(COUNTS, &[seen.creditor().0.into()], |row| {
            Ok(Counts {
                debtors: row.integer(0)?,
                bank_entries_waiting: row.integer(1)?,
                replies_waiting: row.integer(2)?,
                promises_open: row.integer(3)?,
                disputes_open: row.integer(4)?,
            })
        })
        .await?;
    Ok(counts.unwrap_or_default())
}

/// Invoices less credit notes of each calendar month, by the first day of the month and the currency.
pub async fn billed_by_month(
    session: &mut Session,
    seen: Seen,
    (first_on, last_on): (Date, Date),
) -> Result<BTreeMap<(Date, Currency), i64>> {
    let values = [
        seen.creditor().0.into(),
        column::day(first_on).into(),
        column::day(last_on).into(),
    ];
    let place = Place::new("item", 0);
    let mut months: BTreeMap<(Date, Currency), i64> = BTreeMap::new();
    session
        .query_each(BILLED, &values, |row| {
            let month = place.day("issued_on", row.text(0)?)?.first_of_month();
            *months
                .entry((month, place.currency(row.text(1)?)?))
                .or_default() += row.integer(2)?;
            Ok(())
        })
        .await?;
    Ok(months)
}

/// Invoices less credit notes of a span of days, both included, in one currency.
pub async fn billed(
    session: &mut Session,
    seen: Seen,
    (first_on, last_on): (Date, Date),
    currency: Currency,
) -> Result<Money> {
    let months = billed_by_month(session, seen, (first_on, last_on)).await?;
    let of_currency = months.iter().filter(|((_, billed), _)| *billed == currency);
    Ok(Money::new(
        of_currency.map(|(_, minor)| *minor).sum(),
        currency,
    ))
}

/// Overdue items about which nobody has decided, or whose review is more than `days_late` days behind.
pub async fn orphans(
    session: &mut Session,
    seen: Seen,
    today: Date,
    days_late: i32,
) -> Result<i64> {
    let behind = receivables::calendar::plus_days(today, -days_late);
    let values = [
        seen.creditor().0.into(),
        column::day(today).into(),
        column::day(behind).into(),
    ];
    session.query_integer(ORPHANS, &values).await
}

/// The accounts with most open claims in one currency, before credits, most first, with their names: the
/// order of the figure that is shown.
pub async fn who_owes_most(
    session: &mut Session,
    seen: Seen,
    (today, currency): (Date, Currency),
    most: usize,
) -> Result<Vec<(String, AccountBalance)>> {
    let mut accounts = balances::of_accounts(session, seen, today).await?;
    let owed = |account: &AccountBalance| account.claims.of(currency).minor;
    accounts.retain(|account| owed(account) > 0);
    accounts.sort_by_key(|account| (std::cmp::Reverse(owed(account)), account.debtor));
    accounts.truncate(most);
    let debtors: Vec<DebtorId> = accounts.iter().map(|account| account.debtor).collect();
    if debtors.is_empty() {
        return Ok(Vec::new());
    }
    let page = Page::new(debtors, Reach::List);
    let found =
        crate::debtor::of_page(session, seen.creditor(), &page, column::END_OF_TIME).await?;
    let names: BTreeMap<DebtorId, String> = found
        .into_iter()
        .map(|debtor| (debtor.id, debtor.name))
        .collect();
    let named = accounts.into_iter().map(|account| {
        let name = names.get(&account.debtor).cloned().unwrap_or_default();
        (name, account)
    });
    Ok(named.collect())
}

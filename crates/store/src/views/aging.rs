//! The aged balance of a creditor: today from what is open, any past day from what is open now and what
//! moved since. Must give for a past day what was given on that day, and name every later entry.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::aging::AgedBalance;
use receivables::currency::Currency;
use receivables::identity::{DebtorId, ItemId};
use receivables::item::{ItemKind, days_between};
use receivables::money::Money;

use crate::column::{self, Place};
use crate::db::{Row, Session};
use crate::error::Result;
use crate::scope::Seen;

/// Grouped in the order of the index, so that nothing is sorted and plans have no choice.
const OPEN_TODAY: &str = "select currency, due_on, kind, cast(sum(open_minor) as bigint), count(*)
    from item where creditor_id = $1 and open_minor <> 0 group by currency, due_on, kind";

const OPEN_ISSUED: &str = "select currency, due_on, kind, open_minor from item
    where creditor_id = $1 and open_minor <> 0 and issued_on || '' <= $2 and known_at <= $3";

/// Live now, not yet effective then.
const LATER: &str = "select i.currency, i.due_on, i.kind, a.amount_minor
    from allocation a join item i on i.id = a.:end
    where a.creditor_id = $1 and a.effective_on > $2 and a.reversed_at is null
    and i.issued_on <= $2 and i.known_at <= $3";

/// Live now and effective then, not yet known then.
const LEARNT: &str = "select i.currency, i.due_on, i.kind, a.amount_minor
    from allocation a join item i on i.id = a.:end
    where a.creditor_id = $1 and a.known_at > $3 and a.effective_on <= $2 and a.reversed_at is null
    and i.issued_on <= $2 and i.known_at <= $3";

/// Live then, reversed since.
const REVERSED: &str = "select i.currency, i.due_on, i.kind, - a.amount_minor
    from allocation a join item i on i.id = a.:end
    where a.creditor_id = $1 and a.reversed_at is not null
    and (a.reversed_on > $2 or a.reversed_at > $3)
    and a.effective_on <= $2 and a.known_at <= $3 and i.issued_on <= $2 and i.known_at <= $3";

const BACK_DATED_ITEMS: &str = "select debtor_id, id, issued_on, known_at, amount_minor, currency
    from item where creditor_id = $1 and issued_on <= $2 and known_at > $3 order by id limit $4";

const BACK_DATED_ALLOCATIONS: &str =
    "select a.debtor_id, i.id, a.effective_on, a.known_at, - a.amount_minor,
    i.currency from allocation a join item i on i.id = coalesce(a.claim_item_id, a.source_item_id)
    where a.creditor_id = $1 and a.known_at > $3 and a.effective_on <= $2 order by a.id limit $4";

/// The statements, for each end of an allocation.
pub(crate) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        OPEN_TODAY,
        OPEN_ISSUED,
        BACK_DATED_ITEMS,
        BACK_DATED_ALLOCATIONS,
    ]
    .map(str::to_string)
    .into();
    for sql in [LATER, LEARNT, REVERSED] {
        texts.extend([CLAIM, SOURCE].map(|(end, _)| sql.replace(":end", end)));
    }
    texts
}

/// An end of an allocation, and the sign of giving back what it took.
type End = (&'static str, i64);
const CLAIM: End = ("claim_item_id", 1);
const SOURCE: End = ("source_item_id", -1);

/// A day in the past, as known now or as known at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastDay {
    /// The day.
    pub on: Date,
    /// The instant whose knowledge counts; nothing for everything known now.
    pub known: Option<Timestamp>,
}

/// An entry that changes a past balance: dated on or before the day, known only after the instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackDated {
    /// The account.
    pub debtor: DebtorId,
    /// The item it is, or the claim it was put against.
    pub item: ItemId,
    /// The day it counts from.
    pub dated_on: Date,
    /// When it became known.
    pub known_at: Timestamp,
    /// What it adds to the balance.
    pub amount: Money,
}

/// What is open now, aged on `today`.
pub async fn balance(session: &mut Session, seen: Seen, today: Date) -> Result<AgedBalance> {
    let mut sums = Sums::default();
    session
        .query_each(OPEN_TODAY, &[seen.creditor().0.into()], |row| {
            sums.add(row, 1)
        })
        .await?;
    sums.aged(today)
}

/// What was open at the end of a past day, aged on that day.
pub async fn balance_on(session: &mut Session, seen: Seen, past: PastDay) -> Result<AgedBalance> {
    let known = past
        .known
        .map_or_else(|| column::END_OF_TIME.to_string(), column::instant);
    let values = [
        seen.creditor().0.into(),
        column::day(past.on).into(),
        known.into(),
    ];
    let mut sums = Sums::default();
    session
        .query_each(OPEN_ISSUED, &values, |row| sums.add(row, 1))
        .await?;
    for (end, sign) in [CLAIM, SOURCE] {
        for sql in [LATER, LEARNT, REVERSED] {
            let sql = sql.replace(":end", end);
            // Without an instant nothing is learnt later, and the third parameter is the end of time.
            session
                .query_each(&sql, &values, |row| sums.add(row, sign))
                .await?;
        }
    }
    sums.aged(past.on)
}

/// The entries that make the balance of a past day, as known now, differ from what it was as known at an
/// instant; at most so many of each kind.
pub async fn back_dated(
    session: &mut Session,
    seen: Seen,
    (on, known): (Date, Timestamp),
    most: u32,
) -> Result<Vec<BackDated>> {
    let values = [
        seen.creditor().0.into(),
        column::day(on).into(),
        column::instant(known).into(),
        i64::from(most).into(),
    ];
    let mut entries = session
        .query(BACK_DATED_ITEMS, &values, read_back_dated)
        .await?;
    entries.extend(
        session
            .query(BACK_DATED_ALLOCATIONS, &values, read_back_dated)
            .await?,
    );
    Ok(entries)
}

fn read_back_dated(row: &Row<'_>) -> Result<BackDated> {
    let item = row.integer(1)?;
    let place = Place::new("item", item);
    Ok(BackDated {
        debtor: DebtorId(row.integer(0)?),
        item: ItemId(item),
        dated_on: place.day("issued_on", row.text(2)?)?,
        known_at: place.instant("known_at", row.text(3)?)?,
        amount: place.money(row.integer(4)?, row.text(5)?)?,
    })
}

/// Sums by currency, due date and side. Rows of one due date come together, so the last sum is kept at hand.
#[derive(Default)]
struct Sums {
    by_day: BTreeMap<(String, bool, String), i64>,
    last: Option<(String, String, String, i64)>,
}

impl Sums {
    fn add(&mut self, row: &Row<'_>, sign: i64) -> Result<()> {
        let (currency, due_on, kind) = (row.text(0)?, row.text(1)?, row.text(2)?);
        let minor = sign * row.integer(3)?;
        if let Some((last_currency, last_due_on, last_kind, sum)) = &mut self.last
            && last_due_on == due_on
            && last_kind == kind
            && last_currency == currency
        {
            *sum += minor;
            return Ok(());
        }
        self.put_last();
        self.last = Some((
            currency.to_string(),
            due_on.to_string(),
            kind.to_string(),
            minor,
        ));
        Ok(())
    }

    fn put_last(&mut self) {
        if let Some((currency, due_on, kind, sum)) = self.last.take() {
            let is_claim = ItemKind::from_code(&kind).is_none_or(ItemKind::is_claim);
            *self.by_day.entry((currency, is_claim, due_on)).or_default() += sum;
        }
    }

    fn aged(mut self, on: Date) -> Result<AgedBalance> {
        self.put_last();
        let place = Place::new("item", 0);
        let mut balance = AgedBalance::new();
        for ((currency, is_claim, due_on), minor) in self.by_day {
            let currency: Currency = place.currency(&currency)?;
            let sum = Money::new(minor, currency);
            if is_claim {
                balance.add_claim(sum, days_between(place.day("due_on", &due_on)?, on));
            } else {
                balance.add_credit(sum);
            }
        }
        Ok(balance)
    }
}

//! Sanctions: proposed, approved, announced, in force, lifted. Must never change what was proposed: what comes after is
//! written beside it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::identity::{CreditorId, DebtorId, ItemId, SanctionId};
use receivables::money::{Balances, Money};
use receivables::sanction::{Measure, Sanction};
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::scope::Seen;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "sanction (id, creditor_id, debtor_id, measure, why, proposed_on, wished_on, known_at, made_by)",
);

const INSERT_ITEM: Insert =
    Insert::into("sanction_item (sanction_id, creditor_id, item_id, amount_minor)");

const COLUMNS: &str = "select s.id, s.debtor_id, d.name, d.natural_key, d.siren, s.measure, s.why, s.proposed_on, s.wished_on,
    s.made_by, s.approved_at, s.approved_by, s.from_on, s.ended_on, s.ending, s.ended_by, s.ended_words
    from sanction s join debtor d on d.id = s.debtor_id where s.creditor_id = $1";

const ALL: &str = "order by s.id desc";

const OF_DEBTOR: &str = "and s.debtor_id = $2 order by s.id desc";

const ONE: &str = "and s.id = $2";

const APPROVE: &str = "update sanction set from_on = $3, approved_at = $4, approved_by = $5
    where creditor_id = $1 and id = $2 and approved_at is null and ended_at is null";

const END: &str =
    "update sanction set ended_on = $3, ending = $4, ended_words = $5, ended_at = $6, ended_by = $7
    where creditor_id = $1 and id = $2 and ended_at is null";

const SELECT_PAGE: &str = "select debtor_id, id, measure, proposed_on, wished_on,
    case when approved_at <= $4 then from_on end, case when ended_at <= $4 then ended_on end
    from sanction where creditor_id = $1 and debtor_id :page and known_at <= $4 order by debtor_id, id";

const ITEMS_OF_PAGE: &str =
    "select p.sanction_id, p.item_id from sanction_item p join sanction s on s.id = p.sanction_id
    where s.creditor_id = $1 and s.debtor_id :page order by p.sanction_id, p.item_id";

const SETTLED_OF_PAGE: &str = "select id from sanction
    where creditor_id = $1 and debtor_id :page and ended_at is null and not exists (
      select 1 from sanction_item p join item i on i.id = p.item_id
      where p.sanction_id = sanction.id and i.open_minor <> 0
    ) order by id";

const SUMS: &str = "select p.sanction_id, i.currency, p.amount_minor, i.open_minor
    from sanction_item p join item i on i.id = p.item_id
    where p.creditor_id = $1 order by p.sanction_id, p.item_id";

pub(crate) const STATEMENTS: &[&str] = &[
    APPROVE,
    END,
    SELECT_PAGE,
    ITEMS_OF_PAGE,
    SETTLED_OF_PAGE,
    SUMS,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_ITEM];

/// The texts that read whole sanctions.
pub(crate) fn texts() -> Vec<String> {
    [ALL, OF_DEBTOR, ONE].map(whole).to_vec()
}

fn whole(part: &str) -> String {
    format!("{COLUMNS} {part}")
}

/// How a sanction ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// What it was about is settled.
    Paid,
    /// Somebody lifted it.
    Lifted,
    /// Somebody refused the proposal.
    Refused,
    /// The law bars it now.
    Barred,
    /// All that is open of what it was about is contested.
    Contested,
}

/// A sanction as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSanction {
    /// Its identity.
    pub id: SanctionId,
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub debtor_name: String,
    /// Its key in the ledger.
    pub debtor_key: String,
    /// Its French company number.
    pub siren: Option<String>,
    /// What is done.
    pub measure: Measure,
    /// Why, in words.
    pub why: String,
    /// The day it was proposed.
    pub proposed_on: Date,
    /// The day it is wished to take effect.
    pub wished_on: Date,
    /// Who proposed it.
    pub made_by: String,
    /// When and by whom it was approved, and the day it takes effect.
    pub approved: Option<(Timestamp, String, Date)>,
    /// How it ended.
    pub ended: Option<Ended>,
}

/// The end of a sanction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The day.
    pub on: Date,
    /// How.
    pub how: Ending,
    /// Who said so.
    pub by: String,
    /// Why, in words.
    pub words: Option<String>,
}

/// Where a sanction stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SanctionStanding {
    /// It waits for somebody to approve it.
    Proposed,
    /// It was approved and announced, and its day is to come.
    Announced,
    /// It is applied.
    InForce,
    /// It ended.
    Ended,
}

impl KeptSanction {
    /// Where it stands on a day.
    pub fn standing(&self, today: Date) -> SanctionStanding {
        match (&self.ended, &self.approved) {
            (Some(_), _) => SanctionStanding::Ended,
            (None, None) => SanctionStanding::Proposed,
            (None, Some((_, _, from_on))) if today < *from_on => SanctionStanding::Announced,
            (None, Some(_)) => SanctionStanding::InForce,
        }
    }

    /// True when somebody outside the desk was ever told of it.
    pub const fn was_announced(&self) -> bool {
        self.approved.is_some()
    }
}

/// A sanction to propose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSanction {
    /// What is done.
    pub measure: Measure,
    /// Why, in words.
    pub why: String,
    /// The day it is wished to take effect.
    pub wished_on: Date,
}

/// Every sanction of a creditor, the latest first.
pub async fn all(session: &mut Session, seen: Seen) -> Result<Vec<KeptSanction>> {
    let values = [seen.creditor().0.into()];
    session.query(&whole(ALL), &values, read).await
}

/// The sanctions of an account, the latest first.
pub async fn of_debtor(
    session: &mut Session,
    seen: Seen,
    debtor: DebtorId,
) -> Result<Vec<KeptSanction>> {
    let values = [seen.creditor().0.into(), debtor.0.into()];
    session.query(&whole(OF_DEBTOR), &values, read).await
}

/// One sanction.
pub async fn find(
    session: &mut Session,
    creditor: CreditorId,
    id: SanctionId,
) -> Result<KeptSanction> {
    let values = [creditor.0.into(), id.0.into()];
    let found = session.query_first(&whole(ONE), &values, read).await?;
    found.ok_or(missing(id))
}

/// Keeps a proposal with the claims it is about and what is open of each.
pub async fn propose(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    (new, on, claims): (&NewSanction, Date, &[(ItemId, Money)]),
) -> Result<SanctionId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        debtor.0.into(),
        column::word(&new.measure).into(),
        (&new.why).into(),
        column::day(on).into(),
        column::day(new.wished_on).into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let rows = claims.iter().map(|(item, open)| {
        [
            id.into(),
            creditor.0.into(),
            item.0.into(),
            open.minor.into(),
        ]
    });
    transaction.insert_many(&INSERT_ITEM, rows).await?;
    let entry = Entry::new(creditor, Some(debtor), "open", "sanction").on(id);
    journal::append(transaction, stamp, entry.after(column::json(new)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(SanctionId(id))
}

/// Approves a proposal; it takes effect on a day.
pub async fn approve(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, sanction): (CreditorId, &KeptSanction),
    from_on: Date,
) -> Result<()> {
    let values = [
        creditor.0.into(),
        sanction.id.0.into(),
        column::day(from_on).into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    if transaction.execute(APPROVE, &values).await? == 0 {
        return Err(missing(sanction.id));
    }
    let entry = Entry::new(creditor, Some(sanction.debtor), "confirm", "sanction");
    let entry = entry.on(sanction.id.0).after(column::json(&from_on)?);
    journal::append(transaction, stamp, entry).await?;
    review::touch(transaction, stamp, creditor, &[sanction.debtor]).await
}

/// Ends a sanction, whether it was approved or not.
pub async fn end(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, sanction): (CreditorId, &KeptSanction),
    (on, how, words): (Date, Ending, Option<&str>),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        sanction.id.0.into(),
        column::day(on).into(),
        column::word(&how).into(),
        words.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    if transaction.execute(END, &values).await? == 0 {
        return Err(missing(sanction.id));
    }
    let entry = Entry::new(creditor, Some(sanction.debtor), "close", "sanction");
    let entry = entry.on(sanction.id.0).after(column::json(&how)?);
    journal::append(transaction, stamp, entry).await?;
    review::touch(transaction, stamp, creditor, &[sanction.debtor]).await
}

/// The sanctions of a page that go on although nothing of what they are about is open any more.
pub async fn settled_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
) -> Result<Vec<SanctionId>> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last];
    session
        .query(&page.text(SETTLED_OF_PAGE), &values, |row| {
            Ok(SanctionId(row.integer(0)?))
        })
        .await
}

/// What the claims of each sanction came to when it was proposed, and what is open of them now.
pub async fn sums(
    session: &mut Session,
    seen: Seen,
) -> Result<BTreeMap<SanctionId, [Balances; 2]>> {
    let read_sum = |row: &Row<'_>| {
        let id = row.integer(0)?;
        let currency = Place::new("sanction", id).currency(row.text(1)?)?;
        let amounts = [row.integer(2)?, row.integer(3)?].map(|minor| Money::new(minor, currency));
        Ok((SanctionId(id), amounts))
    };
    let rows = session
        .query(SUMS, &[seen.creditor().0.into()], read_sum)
        .await?;
    let mut sums: BTreeMap<SanctionId, [Balances; 2]> = BTreeMap::new();
    for (id, amounts) in rows {
        let both = sums.entry(id).or_default();
        for (sum, amount) in both.iter_mut().zip(amounts) {
            sum.add(amount);
        }
    }
    Ok(sums)
}

/// Hands each sanction of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, Sanction) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    let mut found: BTreeMap<i64, (usize, Sanction)> = BTreeMap::new();
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            let Some(position) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            let sanction = head(row)?;
            found.insert(sanction.id.0, (position, sanction));
            Ok(())
        })
        .await?;
    if found.is_empty() {
        return Ok(());
    }
    session
        .query_each(&page.text(ITEMS_OF_PAGE), &values[..3], |row| {
            if let Some((_, sanction)) = found.get_mut(&row.integer(0)?) {
                sanction.claims.push(ItemId(row.integer(1)?));
            }
            Ok(())
        })
        .await?;
    for (position, sanction) in found.into_values() {
        each(position, sanction);
    }
    Ok(())
}

fn head(row: &Row<'_>) -> Result<Sanction> {
    let id = row.integer(1)?;
    let place = Place::new("sanction", id);
    let wished_on = place.day("wished_on", row.text(4)?)?;
    let from_on = place.optional_day("from_on", row.optional_text(5)?)?;
    Ok(Sanction {
        id: SanctionId(id),
        measure: place.word("measure", row.text(2)?)?,
        proposed_on: place.day("proposed_on", row.text(3)?)?,
        is_approved: from_on.is_some(),
        from_on: from_on.unwrap_or(wished_on),
        ended_on: place.optional_day("ended_on", row.optional_text(6)?)?,
        claims: Vec::new(),
    })
}

const fn missing(id: SanctionId) -> StoreError {
    StoreError::NotFound {
        noun: "sanction that goes on",
        id: id.0,
    }
}

fn read(row: &Row<'_>) -> Result<KeptSanction> {
    let id = row.integer(0)?;
    let place = Place::new("sanction", id);
    let approved_at = place.optional_instant("approved_at", row.optional_text(10)?)?;
    let from_on = place.optional_day("from_on", row.optional_text(12)?)?;
    let approved_by = row.optional_string(11)?.unwrap_or_default();
    let ended_on = place.optional_day("ended_on", row.optional_text(13)?)?;
    let ended = match (ended_on, row.optional_text(14)?) {
        (Some(on), Some(word)) => Some(Ended {
            on,
            how: place.word("ending", word)?,
            by: row.optional_string(15)?.unwrap_or_default(),
            words: row.optional_string(16)?,
        }),
        _ => None,
    };
    Ok(KeptSanction {
        id: SanctionId(id),
        debtor: DebtorId(row.integer(1)?),
        debtor_name: row.string(2)?,
        debtor_key: row.string(3)?,
        siren: row.optional_string(4)?,
        measure: place.word("measure", row.text(5)?)?,
        why: row.string(6)?,
        proposed_on: place.day("proposed_on", row.text(7)?)?,
        wished_on: place.day("wished_on", row.text(8)?)?,
        made_by: row.string(9)?,
        approved: approved_at
            .zip(from_on)
            .map(|(at, from_on)| (at, approved_by, from_on)),
        ended,
    })
}

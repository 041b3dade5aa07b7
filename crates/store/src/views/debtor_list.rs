//! The list of debtors, searched, filtered, sorted and cut into pages. Must never show a debtor twice or
//! lose one between two pages of the same order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use receivables::contact::Channel;
use receivables::currency::Currency;
use receivables::debtor::Debtor;
use receivables::identity::DebtorId;

use crate::column::{self, Place};
use crate::db::Session;
use crate::error::Result;
use crate::fold;
use crate::page::{Page, Reach};
use crate::review::{self, Review};
use crate::scope::Seen;
use crate::views::balances::{self, AccountBalance};

const ALL: &str = "select id, search_name from debtor
    where creditor_id = $1 and removed_at is null order by search_name, id";

const FOUND: &str = "select id, search_name from debtor where creditor_id = $1 and removed_at is null
    and (search_name like $2 escape '!' or lower(natural_key) like $2 escape '!' or siren like $2 escape '!'
         or id in (select debtor_id from item where creditor_id = $1 and reference = $3))
    order by search_name, id";

const HELD: &str = "select distinct debtor_id from hold
    where creditor_id = $1 and lifted_at is null and from_on <= $2 and (until_on is null or until_on >= $2)";

const DISPUTED: &str = "select distinct debtor_id from dispute where creditor_id = $1 and closed_at is null and opened_on <= $2";

const PROMISED: &str = "select distinct debtor_id from promise where creditor_id = $1 and closed_at is null and taken_on <= $2";

const REPLIED: &str = "select distinct debtor_id from reply where creditor_id = $1 and handled_at is null and received_on <= $2";

const REACHABLE: &str = "select distinct debtor_id from contact
    where creditor_id = $1 and removed_at is null and bounced_on is null and refused_on is null
    and (coalesce(email, '') <> '' or coalesce(phone, '') <> '')";

const LAST_CONTACTS: &str = "select debtor_id, made_on, channel from contact_made
    where creditor_id = $1 and debtor_id = $2 and made_on <= $3 order by made_on desc, id desc limit 1";

pub(crate) const STATEMENTS: &[&str] = &[
    ALL,
    FOUND,
    HELD,
    DISPUTED,
    PROMISED,
    REPLIED,
    REACHABLE,
    LAST_CONTACTS,
];

/// Which debtors are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    #[default]
    All,
    /// With something open.
    Open,
    /// With something overdue.
    Overdue,
    /// With a hold in force.
    Held,
    /// With an open dispute.
    Disputed,
    /// With an open promise.
    Promised,
    /// With an answer that waits for a person.
    Replied,
    /// With something open and nobody who can be written to or called.
    WithoutContact,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// Most overdue first, in the creditor's currency.
    Overdue,
    /// Most open first, in the creditor's currency.
    Open,
    /// Latest payer first.
    DaysLate,
}

/// What is asked of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Part of a name, key, company number, or a whole invoice number; empty for all.
    pub search: String,
    /// Which debtors.
    pub filter: Filter,
    /// Only these, when a condition chose some.
    pub among: Option<BTreeSet<DebtorId>>,
    /// In which order.
    pub order: Order,
    /// How many come before.
    pub from: usize,
    /// How many at most.
    pub most: usize,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub debtor: Debtor,
    /// What is owed.
    pub balance: AccountBalance,
    /// When it is looked at again, once it was decided.
    pub review: Option<Review>,
    /// The last contact.
    pub last_contact: Option<(Date, Channel)>,
    /// A hold is in force.
    pub is_held: bool,
    /// A dispute is open.
    pub is_disputed: bool,
    /// A promise is open.
    pub is_promised: bool,
    /// An answer waits for a person.
    pub has_reply: bool,
    /// Somebody can be written to or called.
    pub is_reachable: bool,
}

/// A part of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The lines, in order.
    pub lines: Vec<Line>,
    /// How many there are in all.
    pub all: usize,
}

/// Debtors about whom something is going on.
struct Marks {
    held: BTreeSet<i64>,
    disputed: BTreeSet<i64>,
    promised: BTreeSet<i64>,
    replied: BTreeSet<i64>,
    reachable: BTreeSet<i64>,
}

/// A part of the list, as of `today`; amounts are compared in `currency`.
pub async fn list(
    session: &mut Session,
    seen: Seen,
    asked: &Asked,
    (today, currency): (Date, Currency),
) -> Result<Lines> {
    let names = found(session, seen, &asked.search).await?;
    let balances = balances::of_accounts(session, seen, today).await?;
    let balances: BTreeMap<DebtorId, AccountBalance> = balances
        .into_iter()
        .map(|balance| (balance.debtor, balance))
        .collect();
    let marks = marks(session, seen, today).await?;
    let mut wanted: Vec<DebtorId> = names
        .into_iter()
        .filter(|debtor| {
            asked
                .among
                .as_ref()
                .is_none_or(|among| among.contains(debtor))
        })
        .filter(|debtor| is_wanted(asked.filter, *debtor, &balances, &marks))
        .collect();
    // Names come in order, and the sort is stable: debtors of one amount stay by name.
    let of = |debtor: &DebtorId| balances.get(debtor);
    match asked.order {
        Order::Name => {}
        Order::Overdue => {
            wanted.sort_by_key(|debtor| {
                Reverse(of(debtor).map_or(0, |b| b.overdue.of(currency).minor))
            });
        }
        Order::Open => {
            wanted.sort_by_key(|debtor| {
                Reverse(of(debtor).map_or(0, |b| b.claims.of(currency).minor))
            });
        }
        Order::DaysLate => {
            wanted.sort_by_key(|debtor| Reverse(of(debtor).map_or(0, |b| b.days_late(today))));
        }
    }
    let all = wanted.len();
    let shown: Vec<DebtorId> = wanted
        .into_iter()
        .skip(asked.from)
        .take(asked.most)
        .collect();
    let lines = lines(session, seen, (&shown, today), (&balances, &marks)).await?;
    Ok(Lines { lines, all })
}

async fn found(session: &mut Session, seen: Seen, search: &str) -> Result<Vec<DebtorId>> {
    let creditor = seen.creditor().0;
    let read = |row: &crate::db::Row<'_>| row.integer(0).map(DebtorId);
    if search.trim().is_empty() {
        return session.query(ALL, &[creditor.into()], read).await;
    }
    let values = [
        creditor.into(),
        fold::anywhere(search).into(),
        search.trim().into(),
    ];
    session.query(FOUND, &values, read).await
}

async fn marks(session: &mut Session, seen: Seen, today: Date) -> Result<Marks> {
    let values = [seen.creditor().0.into(), column::day(today).into()];
    let mut sets = Vec::with_capacity(4);
    for sql in [HELD, DISPUTED, PROMISED, REPLIED] {
        let debtors = session.query(sql, &values, |row| row.integer(0)).await?;
        sets.push(debtors.into_iter().collect::<BTreeSet<i64>>());
    }
    let reachable = session
        .query(REACHABLE, &values[..1], |row| row.integer(0))
        .await?;
    let mut sets = sets.into_iter();
    let mut next = || sets.next().unwrap_or_default();
    Ok(Marks {
        held: next(),
        disputed: next(),
        promised: next(),
        replied: next(),
        reachable: reachable.into_iter().collect(),
    })
}

fn is_wanted(
    filter: Filter,
    debtor: DebtorId,
    balances: &BTreeMap<DebtorId, AccountBalance>,
    marks: &Marks,
) -> bool {
    let balance = balances.get(&debtor);
    match filter {
        Filter::All => true,
        Filter::Open => balance.is_some(),
        Filter::Overdue => balance.is_some_and(|balance| balance.overdue_claims > 0),
        Filter::Held => marks.held.contains(&debtor.0),
        Filter::Disputed => marks.disputed.contains(&debtor.0),
        Filter::Promised => marks.promised.contains(&debtor.0),
        Filter::Replied => marks.replied.contains(&debtor.0),
        Filter::WithoutContact => balance.is_some() && !marks.reachable.contains(&debtor.0),
    }
}

async fn lines(
    session: &mut Session,
    seen: Seen,
    (shown, today): (&[DebtorId], Date),
    (balances, marks): (&BTreeMap<DebtorId, AccountBalance>, &Marks),
) -> Result<Vec<Line>> {
    if shown.is_empty() {
        return Ok(Vec::new());
    }
    let page = Page::new(shown.to_vec(), Reach::List);
    let creditor = seen.creditor();
    let debtors = crate::debtor::of_page(session, creditor, &page, column::END_OF_TIME).await?;
    let mut debtors: BTreeMap<DebtorId, Debtor> = debtors
        .into_iter()
        .map(|debtor| (debtor.id, debtor))
        .collect();
    let reviews = review::of_page(session, creditor, &page).await?;
    let mut reviews: BTreeMap<DebtorId, Review> = reviews
        .into_iter()
        .map(|review| (review.debtor, review))
        .collect();
    let mut lines = Vec::with_capacity(shown.len());
    for id in shown {
        let Some(debtor) = debtors.remove(id) else {
            continue;
        };
        lines.push(Line {
            debtor,
            balance: balances
                .get(id)
                .cloned()
                .unwrap_or_else(|| AccountBalance::nothing(*id)),
            review: reviews.remove(id),
            last_contact: last_contact(session, seen, *id, today).await?,
            is_held: marks.held.contains(&id.0),
            is_disputed: marks.disputed.contains(&id.0),
            is_promised: marks.promised.contains(&id.0),
            has_reply: marks.replied.contains(&id.0),
            is_reachable: marks.reachable.contains(&id.0),
        });
    }
    Ok(lines)
}

/// The last contact of one account; asked for the few lines that are shown.
async fn last_contact(
    session: &mut Session,
    seen: Seen,
    debtor: DebtorId,
    today: Date,
) -> Result<Option<(Date, Channel)>> {
    let values = [
        seen.creditor().0.into(),
        debtor.0.into(),
        column::day(today).into(),
    ];
    session
        .query_first(LAST_CONTACTS, &values, |row| {
            let place = Place::new("contact_made", row.integer(0)?);
            let channel = row.text(2)?;
            let made_on = place.day("made_on", row.text(1)?)?;
            Channel::from_code(channel)
                .map(|channel| (made_on, channel))
                .ok_or_else(|| place.inconsistent("channel", channel))
        })
        .await
}

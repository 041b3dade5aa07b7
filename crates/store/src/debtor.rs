//! Debtors: who owes, under the key of the ledger they came from. Must never remove one: a debtor that
//! left the ledger carries the instant it left.

mod claim;
mod traits;

use std::collections::BTreeMap;

use receivables::debtor::{Address, Debtor, DebtorKind, GroupVoice, Language, Phase, Traits};
use receivables::identifier::{check_siren, check_vat_number};
use receivables::identity::{CreditorId, DebtorId};
use serde::Serialize;

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction, Value};
use crate::error::{Result, StoreError};
use crate::fold::{anywhere, folded};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;
use crate::upsert::{KEYS_AT_ONCE, Outcome, Upserted, in_texts};
use claim::{claim_of, values_of};
use traits::{own_text, tags_of, traits_of, united, with};

const INSERT: Insert = Insert::into(
    "debtor (id, creditor_id, source, natural_key, name, search_name, siren, vat_number, kind, country,
     region, language, time_zone, address, phase, strategy_override, tags, known_at,
     sales_person, sector, company_size, site, own_fields)",
);

const SELECT_KEYS: &str = "select natural_key, coalesce(merged_into_id, id), name, siren, vat_number, kind, country, address, merged_into_id,
    sales_person, sector, company_size, site, own_fields, tags
    from debtor where creditor_id = $1 and source = $2 and natural_key :texts";

const UPDATE_LEDGER: &str =
    "update debtor set name = $2, search_name = $3, siren = $4, vat_number = $5,
    kind = $6, country = $7, address = $8, sales_person = $9, sector = $10, company_size = $11, site = $12,
    own_fields = $13, tags = $14 where id = $1";

const UPDATE_DESK: &str = "update debtor set name = $3, search_name = $4, siren = $5, kind = $6,
    country = $7, region = $8, language = $9, time_zone = $10, address = $11, phase = $12,
    strategy_override = $13, tags = $14, sales_person = $15, sector = $16, company_size = $17, site = $18,
    own_fields = $19, claim_announced_on = $20, claim_file_by_on = $21,
    difficulty = $22
    where creditor_id = $1 and id = $2";

const SELECT_PAGE: &str =
    "select id, natural_key, name, siren, kind, country, region, language, time_zone,
    address, phase, strategy_override, tags, parent_id,
    case when parent_id is not null then
        (select name from debtor parent where parent.id = debtor.parent_id) end,
    sales_person, sector, company_size, site, own_fields, claim_announced_on, claim_file_by_on, difficulty
    from debtor where + creditor_id = $1 and id :page and known_at <= $4
    and (removed_at is null or removed_at > $4) order by id";

const SET_PARENT: &str = "update debtor set parent_id = $3 where creditor_id = $1 and id = $2";

const SELECT_NATURAL: &str = "select coalesce(merged_into_id, id) from debtor
    where creditor_id = $1 and natural_key = $2 order by id limit 1";

const SEARCH: &str = "select id from debtor where creditor_id = $1 and removed_at is null
    and (natural_key = $2 or siren = $2 or search_name like $3 escape '!') order by search_name, id limit 100";

const SELECT_SIREN: &str = "select id from debtor
    where creditor_id = $1 and siren = $2 and removed_at is null order by id";

const COUNT: &str = "select count(*) from debtor where creditor_id = $1 and removed_at is null";

const SELECT_NAMES: &str = "select id, name from debtor where + creditor_id = $1 and id :ids";

pub(crate) const STATEMENTS: &[&str] = &[
    COUNT,
    SELECT_NAMES,
    SELECT_SIREN,
    SELECT_KEYS,
    UPDATE_LEDGER,
    UPDATE_DESK,
    SET_PARENT,
    SELECT_PAGE,
    SELECT_NATURAL,
    SEARCH,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// A debtor as a ledger or a list names it. What is not given is left as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedDebtor {
    /// The key in its source, such as the auxiliary account.
    pub natural_key: String,
    /// The name as written to the debtor.
    pub name: String,
    /// French company number of nine digits.
    pub siren: Option<String>,
    /// VAT number.
    pub vat_number: Option<String>,
    /// Its nature before the law, when the source says.
    pub kind: Option<DebtorKind>,
    /// ISO 3166-1 alpha-2 code, when the source says.
    pub country: Option<String>,
    /// Where letters go.
    pub address: Option<Address>,
    /// What the source knows besides. What is empty is left as it was.
    pub traits: Traits,
    /// Words for grouping, put beside those it has.
    pub tags: Vec<String>,
}

/// What a new debtor is taken for until somebody says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorDefaults {
    /// Country.
    pub country: String,
    /// Language of its notices.
    pub language: Language,
    /// Time zone.
    pub time_zone: String,
}

struct Known {
    id: i64,
    name: String,
    siren: Option<String>,
    vat_number: Option<String>,
    kind: String,
    country: String,
    address: Option<String>,
    traits: Traits,
    tags: Vec<String>,
    is_merged: bool,
}

/// A source of debtors and items of one creditor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The creditor.
    pub creditor: CreditorId,
    /// The name of the source, such as `fec` or `list`.
    pub name: &'a str,
    /// The import that reads it.
    pub import: Option<receivables::identity::ImportId>,
}

/// Adds or changes debtors by their natural keys; the answers stand in the order of `listed`.
pub async fn upsert_many(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    source: Source<'_>,
    defaults: &DebtorDefaults,
    listed: &[ListedDebtor],
) -> Result<Vec<Upserted<DebtorId>>> {
    let mut answers = Vec::with_capacity(listed.len());
    for part in listed.chunks(KEYS_AT_ONCE) {
        let mut known = known(transaction, source, part).await?;
        let mut fresh: Vec<(i64, &ListedDebtor)> = Vec::new();
        let mut changed = Vec::new();
        for debtor in part {
            let Some(before) = known.get(&debtor.natural_key) else {
                let id = stamp.id();
                fresh.push((id, debtor));
                known.insert(debtor.natural_key.clone(), fresh_row(id, debtor, defaults)?);
                answers.push(Upserted {
                    id: DebtorId(id),
                    outcome: Outcome::Inserted,
                });
                continue;
            };
            let after = merged(before, debtor)?;
            // The debtor it was put together with keeps its own name and numbers.
            let is_same = before.is_merged || row_json(before) == row_json(&after);
            let outcome = if is_same {
                Outcome::Unchanged
            } else {
                Outcome::Changed
            };
            answers.push(Upserted {
                id: DebtorId(before.id),
                outcome,
            });
            if !is_same {
                changed.push((row_json(before), after));
            }
        }
        insert_fresh(transaction, stamp, source, defaults, &fresh).await?;
        write_changed(transaction, stamp, source.creditor, changed).await?;
    }
    Ok(answers)
}

async fn known(
    transaction: &mut Transaction,
    source: Source<'_>,
    part: &[ListedDebtor],
) -> Result<BTreeMap<String, Known>> {
    let keys: Vec<&str> = part
        .iter()
        .map(|debtor| debtor.natural_key.as_str())
        .collect();
    let keys = column::json(&keys)?;
    let sql = SELECT_KEYS.replace(":texts", &in_texts("$3"));
    let values = [source.creditor.0.into(), source.name.into(), keys.into()];
    let rows = transaction.query(&sql, &values, |row| {
        let known = Known {
            id: row.integer(1)?,
            name: row.string(2)?,
            siren: row.optional_string(3)?,
            vat_number: row.optional_string(4)?,
            kind: row.string(5)?,
            country: row.string(6)?,
            address: row.optional_string(7)?,
            is_merged: row.optional_integer(8)?.is_some(),
            traits: traits_of(row, 9, Place::new("debtor", row.integer(1)?))?,
            tags: tags_of(row.text(14)?, Place::new("debtor", row.integer(1)?))?,
        };
        Ok((row.string(0)?, known))
    });
    Ok(rows.await?.into_iter().collect())
}

fn fresh_row(id: i64, debtor: &ListedDebtor, defaults: &DebtorDefaults) -> Result<Known> {
    Ok(Known {
        id,
        name: debtor.name.clone(),
        siren: debtor.siren.clone(),
        vat_number: debtor.vat_number.clone(),
        kind: column::word(&debtor.kind.unwrap_or(DebtorKind::Business)),
        country: debtor
            .country
            .clone()
            .unwrap_or_else(|| defaults.country.clone()),
        address: debtor.address.as_ref().map(column::json).transpose()?,
        traits: debtor.traits.clone(),
        tags: debtor.tags.clone(),
        is_merged: false,
    })
}

fn merged(before: &Known, debtor: &ListedDebtor) -> Result<Known> {
    let name = if debtor.name.trim().is_empty() {
        &before.name
    } else {
        &debtor.name
    };
    let address = debtor.address.as_ref().map(column::json).transpose()?;
    Ok(Known {
        id: before.id,
        name: name.clone(),
        siren: righter(&before.siren, &debtor.siren, |text| {
            check_siren(text).is_wrong()
        }),
        vat_number: righter(&before.vat_number, &debtor.vat_number, |text| {
            check_vat_number(text).is_wrong()
        }),
        kind: debtor
            .kind
            .as_ref()
            .map_or_else(|| before.kind.clone(), column::word),
        country: debtor
            .country
            .clone()
            .unwrap_or_else(|| before.country.clone()),
        address: address.or_else(|| before.address.clone()),
        traits: with(&before.traits, &debtor.traits),
        tags: united(&before.tags, &debtor.tags),
        is_merged: before.is_merged,
    })
}

/// The number a source gives, unless it cannot be right and the one that is known can: what a person corrected
/// is not undone by the next file of a source that was not.
fn righter(
    before: &Option<String>,
    given: &Option<String>,
    is_wrong: impl Fn(&str) -> bool,
) -> Option<String> {
    match (before, given) {
        (Some(known), Some(given)) if is_wrong(given) && !is_wrong(known) => Some(known.clone()),
        (_, Some(given)) => Some(given.clone()),
        (known, None) => known.clone(),
    }
}

fn row_json(row: &Known) -> String {
    serde_json::json!({
        "name": row.name, "siren": row.siren, "vat_number": row.vat_number, "kind": row.kind,
        "country": row.country, "address": row.address, "traits": row.traits, "tags": row.tags,
    })
    .to_string()
}

async fn insert_fresh(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    source: Source<'_>,
    defaults: &DebtorDefaults,
    fresh: &[(i64, &ListedDebtor)],
) -> Result<()> {
    let at = stamp.at();
    let mut rows: Vec<[Value<'_>; 23]> = Vec::with_capacity(fresh.len());
    for (id, debtor) in fresh {
        let row = fresh_row(*id, debtor, defaults)?;
        let own = own_text(&row.traits)?;
        rows.push([
            (*id).into(),
            source.creditor.0.into(),
            source.name.into(),
            (&debtor.natural_key).into(),
            (&debtor.name).into(),
            folded(&debtor.name).into(),
            row.siren.into(),
            row.vat_number.into(),
            row.kind.into(),
            row.country.into(),
            Value::Null,
            defaults.language.code().into(),
            (&defaults.time_zone).into(),
            row.address.into(),
            column::word(&Phase::Amicable).into(),
            Value::Null,
            column::json(&row.tags)?.into(),
            at.as_str().into(),
            row.traits.sales_person.into(),
            row.traits.sector.into(),
            row.traits.company_size.into(),
            row.traits.site.into(),
            own.into(),
        ]);
    }
    transaction.insert_many(&INSERT, rows).await?;
    review::start(
        transaction,
        source.creditor,
        fresh.iter().map(|(id, _)| *id),
    )
    .await
}

async fn write_changed(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    changed: Vec<(String, Known)>,
) -> Result<()> {
    let mut touched = Vec::with_capacity(changed.len());
    for (before, row) in changed {
        let debtor = DebtorId(row.id);
        let entry = Entry::new(creditor, Some(debtor), "change", "debtor").on(row.id);
        let entry = entry.before(before).after(row_json(&row));
        let search_name = folded(&row.name);
        let values = [
            row.id.into(),
            row.name.into(),
            search_name.into(),
            row.siren.into(),
            row.vat_number.into(),
            row.kind.into(),
            row.country.into(),
            row.address.into(),
            (&row.traits.sales_person).into(),
            (&row.traits.sector).into(),
            (&row.traits.company_size).into(),
            (&row.traits.site).into(),
            own_text(&row.traits)?.into(),
            column::json(&row.tags)?.into(),
        ];
        transaction.execute(UPDATE_LEDGER, &values).await?;
        journal::append(transaction, stamp, entry).await?;
        touched.push(debtor);
    }
    review::touch(transaction, stamp, creditor, &touched).await
}

/// Writes what a person changed about a debtor, with the journal, and has its account decided again.
pub async fn change(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    debtor: &Debtor,
) -> Result<()> {
    let before = find(transaction, creditor, debtor.id).await?;
    if before == *debtor {
        return Ok(());
    }
    let [claim_announced_on, claim_file_by_on] = values_of(debtor.claim_to_file);
    let values = [
        creditor.0.into(),
        debtor.id.0.into(),
        (&debtor.name).into(),
        folded(&debtor.name).into(),
        debtor.siren.as_deref().into(),
        column::word(&debtor.kind).into(),
        (&debtor.country).into(),
        debtor.region.as_deref().into(),
        debtor.language.code().into(),
        (&debtor.time_zone).into(),
        debtor
            .address
            .as_ref()
            .map(column::json)
            .transpose()?
            .into(),
        column::word(&debtor.phase).into(),
        debtor.strategy_override.as_deref().into(),
        column::json(&debtor.tags)?.into(),
        (&debtor.traits.sales_person).into(),
        (&debtor.traits.sector).into(),
        (&debtor.traits.company_size).into(),
        (&debtor.traits.site).into(),
        own_text(&debtor.traits)?.into(),
        claim_announced_on,
        claim_file_by_on,
        debtor
            .difficulty
            .as_ref()
            .map(column::json)
            .transpose()?
            .into(),
    ];
    transaction.execute(UPDATE_DESK, &values).await?;
    let entry = Entry::new(creditor, Some(debtor.id), "change", "debtor")
        .on(debtor.id.0)
        .before(column::json(&before)?)
        .after(column::json(debtor)?);
    journal::append(transaction, stamp, entry).await?;
    review::touch(transaction, stamp, creditor, &[debtor.id]).await
}

/// Puts a debtor into the group of another one, or takes it out of its group, with the journal. Both accounts
/// are decided again. What makes sense as a group is the caller's matter.
pub async fn set_parent(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: DebtorId,
    parent: Option<DebtorId>,
) -> Result<()> {
    let before = find(transaction, creditor, id).await?;
    let values = [
        creditor.0.into(),
        id.0.into(),
        parent.map(|parent| parent.0).into(),
    ];
    transaction.execute(SET_PARENT, &values).await?;
    let entry = Entry::new(creditor, Some(id), "change", "group").on(id.0);
    let entry = entry.before(column::json(&before.group)?);
    journal::append(transaction, stamp, entry.after(column::json(&parent)?)).await?;
    let left = before.group.map(|group| group.debtor);
    let touched: Vec<DebtorId> = [Some(id), left, parent].into_iter().flatten().collect();
    review::touch(transaction, stamp, creditor, &touched).await
}

/// One debtor.
pub async fn find(session: &mut Session, creditor: CreditorId, id: DebtorId) -> Result<Debtor> {
    let found = of_page(session, creditor, &Page::of(id), column::END_OF_TIME).await?;
    found.into_iter().next().ok_or(StoreError::NotFound {
        noun: "debtor",
        id: id.0,
    })
}

/// The debtor of a natural key, in whichever source.
pub async fn by_natural_key(
    session: &mut Session,
    creditor: CreditorId,
    natural_key: &str,
) -> Result<Option<DebtorId>> {
    session
        .query_first(
            SELECT_NATURAL,
            &[creditor.0.into(), natural_key.into()],
            |row| row.integer(0).map(DebtorId),
        )
        .await
}

/// The debtors of a key, a company number or a part of a name: the one of that very key alone when there
/// is one, at most a hundred otherwise.
pub async fn search(
    session: &mut Session,
    creditor: CreditorId,
    text: &str,
) -> Result<Vec<DebtorId>> {
    let text = text.trim();
    if let Some(exact) = by_natural_key(session, creditor, text).await? {
        return Ok(vec![exact]);
    }
    let values = [creditor.0.into(), text.into(), anywhere(text).into()];
    session
        .query(SEARCH, &values, |row| row.integer(0).map(DebtorId))
        .await
}

/// The debtors of a company number of nine figures.
pub async fn by_siren(
    session: &mut Session,
    creditor: CreditorId,
    siren: &str,
) -> Result<Vec<DebtorId>> {
    session
        .query(SELECT_SIREN, &[creditor.0.into(), siren.into()], |row| {
            row.integer(0).map(DebtorId)
        })
        .await
}

/// How many debtors a creditor has.
pub async fn count(session: &mut Session, creditor: CreditorId) -> Result<usize> {
    let count = session.query_integer(COUNT, &[creditor.0.into()]).await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The names of some debtors.
pub async fn names(
    session: &mut Session,
    creditor: CreditorId,
    ids: &[DebtorId],
) -> Result<std::collections::BTreeMap<DebtorId, String>> {
    if ids.is_empty() {
        return Ok(std::collections::BTreeMap::new());
    }
    let sql = SELECT_NAMES.replace(":ids", &crate::page::in_list("$2"));
    let ids = crate::page::listed(ids.iter().map(|id| id.0));
    let named = session
        .query(&sql, &[creditor.0.into(), ids.into()], |row| {
            Ok((DebtorId(row.integer(0)?), row.string(1)?))
        })
        .await?;
    Ok(named.into_iter().collect())
}

/// The debtors of a page as known at an instant, in order.
pub(crate) async fn of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
) -> Result<Vec<Debtor>> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    let mut debtors = Vec::with_capacity(page.debtors().len());
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            if page.position(row.integer(0)?).is_some() {
                debtors.push(read(row)?);
            }
            Ok(())
        })
        .await?;
    Ok(debtors)
}

fn group_of(row: &Row<'_>) -> Result<Option<GroupVoice>> {
    let Some(parent) = row.optional_integer(13)? else {
        return Ok(None);
    };
    Ok(Some(GroupVoice {
        debtor: DebtorId(parent),
        name: row.optional_string(14)?.unwrap_or_default(),
    }))
}

fn read(row: &Row<'_>) -> Result<Debtor> {
    let id = row.integer(0)?;
    let place = Place::new("debtor", id);
    let language = row.text(7)?;
    let tags = row.text(12)?;
    Ok(Debtor {
        id: DebtorId(id),
        key: row.string(1)?,
        name: row.string(2)?,
        siren: row.optional_string(3)?,
        kind: place.word("kind", row.text(4)?)?,
        country: row.string(5)?,
        region: row.optional_string(6)?,
        language: Language::from_code(language)
            .ok_or_else(|| place.inconsistent("language", language))?,
        time_zone: row.string(8)?,
        address: row
            .optional_text(9)?
            .map(|text| place.json("address", text))
            .transpose()?,
        phase: place.word("phase", row.text(10)?)?,
        claim_to_file: claim_of(row, 20, place)?,
        difficulty: row
            .optional_text(22)?
            .map(|text| place.json("difficulty", text))
            .transpose()?,
        group: group_of(row)?,
        strategy_override: row.optional_string(11)?,
        tags: tags_of(tags, place)?,
        traits: traits_of(row, 15, place)?,
    })
}

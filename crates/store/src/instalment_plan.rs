//! Instalment plans. Must never change one: a plan that has ended carries its outcome and its day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::identity::{CreditorId, DebtorId, ItemId, PlanId};
use receivables::instalment_plan::{Instalment, InstalmentPlan, PlanOutcome, PlannedPart};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::{Page, Reach};
use crate::review;
use crate::stamp::Stamp;

/// Debtors whose plans are read together.
const DEBTORS_IN_A_PAGE: usize = 2000;

const INSERT: Insert = Insert::into(
    "instalment_plan (id, creditor_id, debtor_id, agreed_on, tolerance_days, default_after_days, acceptance, taken_by, known_at)",
);

const INSERT_ITEM: Insert = Insert::into(
    "plan_item (plan_id, item_id, creditor_id, debtor_id, amount_minor, open_minor, currency)",
);

const INSERT_INSTALMENT: Insert = Insert::into(
    "plan_instalment (plan_id, number, creditor_id, debtor_id, due_on, amount_minor, currency)",
);

const CLOSE: &str = "update instalment_plan set outcome = $3, closed_on = $4, closed_at = $5
    where creditor_id = $1 and id = $2 and closed_at is null";

const SELECT_DEBTOR: &str =
    "select debtor_id, acceptance from instalment_plan where creditor_id = $1 and id = $2";

const SELECT_PAGE: &str = "select debtor_id, id, agreed_on, tolerance_days, default_after_days,
    case when closed_at <= $4 then outcome end, case when closed_at <= $4 then closed_on end
    from instalment_plan where creditor_id = $1 and debtor_id :page and known_at <= $4 order by debtor_id, id";

const SELECT_ITEMS: &str = "select plan_id, item_id, amount_minor, open_minor, currency
    from plan_item where creditor_id = $1 and debtor_id :page order by plan_id, item_id";

const SELECT_INSTALMENTS: &str = "select plan_id, due_on, amount_minor, currency
    from plan_instalment where creditor_id = $1 and debtor_id :page order by plan_id, number";

const SELECT_RUNNING: &str = "select debtor_id from instalment_plan
    where creditor_id = $1 and closed_at is null group by debtor_id order by debtor_id";

const COUNT_OUTCOMES: &str = "select outcome, count(*) from instalment_plan
    where creditor_id = $1 and closed_at is not null group by outcome order by outcome";

pub(crate) const STATEMENTS: &[&str] = &[
    CLOSE,
    SELECT_DEBTOR,
    SELECT_PAGE,
    SELECT_ITEMS,
    SELECT_INSTALMENTS,
    SELECT_RUNNING,
    COUNT_OUTCOMES,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_ITEM, INSERT_INSTALMENT];

/// Writes a plan down with how it was accepted; its identity in `plan` is replaced by a new one, which is returned.
pub async fn agree(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    plan: &InstalmentPlan,
    acceptance: Option<&str>,
) -> Result<PlanId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        debtor.0.into(),
        column::day(plan.agreed_on).into(),
        i64::from(plan.tolerance_days).into(),
        plan.default_after_days.map(i64::from).into(),
        acceptance.into(),
        stamp.who.into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let items = plan.parts.iter().map(|part| {
        [
            id.into(),
            part.item.0.into(),
            creditor.0.into(),
            debtor.0.into(),
            part.amount.minor.into(),
            part.open_then.minor.into(),
            part.amount.currency.code().to_string().into(),
        ]
    });
    transaction.insert_many(&INSERT_ITEM, items).await?;
    let instalments = (0_i64..).zip(&plan.instalments).map(|(number, one)| {
        [
            id.into(),
            number.into(),
            creditor.0.into(),
            debtor.0.into(),
            column::day(one.due_on).into(),
            one.amount.minor.into(),
            one.amount.currency.code().to_string().into(),
        ]
    });
    transaction
        .insert_many(&INSERT_INSTALMENT, instalments)
        .await?;
    let entry = Entry::new(creditor, Some(debtor), "open", "plan").on(id);
    journal::append(transaction, stamp, entry.after(column::json(plan)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(PlanId(id))
}

/// Ends a plan that goes on.
pub async fn close(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: PlanId,
    (outcome, closed_on): (PlanOutcome, Date),
) -> Result<DebtorId> {
    let missing = StoreError::NotFound {
        noun: "instalment plan that goes on",
        id: id.0,
    };
    let Some((debtor, _)) = owner(transaction, creditor, id).await? else {
        return Err(missing);
    };
    let values = [
        creditor.0.into(),
        id.0.into(),
        column::word(&outcome).into(),
        column::day(closed_on).into(),
        stamp.at().into(),
    ];
    if transaction.execute(CLOSE, &values).await? == 0 {
        return Err(missing);
    }
    let entry = Entry::new(creditor, Some(debtor), "close", "plan").on(id.0);
    let after = column::json(&(outcome, closed_on))?;
    journal::append(transaction, stamp, entry.after(after)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(debtor)
}

/// Whose plan it is, and how it was accepted; nothing for a plan of another creditor.
pub async fn owner(
    session: &mut Session,
    creditor: CreditorId,
    id: PlanId,
) -> Result<Option<(DebtorId, Option<String>)>> {
    let values = [creditor.0.into(), id.0.into()];
    session
        .query_first(SELECT_DEBTOR, &values, |row| {
            let acceptance = row.optional_text(1)?.map(str::to_string);
            Ok((DebtorId(row.integer(0)?), acceptance))
        })
        .await
}

/// The debtors with a plan that goes on.
pub async fn running(session: &mut Session, creditor: CreditorId) -> Result<Vec<DebtorId>> {
    session
        .query(SELECT_RUNNING, &[creditor.0.into()], |row| {
            Ok(DebtorId(row.integer(0)?))
        })
        .await
}

/// The plans that go on, with whose they are, as they are known now.
pub async fn running_plans(
    session: &mut Session,
    creditor: CreditorId,
) -> Result<Vec<(DebtorId, InstalmentPlan)>> {
    let debtors = running(session, creditor).await?;
    let mut found = Vec::new();
    for part in debtors.chunks(DEBTORS_IN_A_PAGE) {
        let page = Page::new(part.to_vec(), Reach::List);
        each_of_page(
            session,
            creditor,
            &page,
            column::END_OF_TIME,
            |position, plan| {
                if plan.outcome.is_none() {
                    found.push((part[position], plan));
                }
            },
        )
        .await?;
    }
    Ok(found)
}

/// How many plans ended in each way.
pub async fn outcomes(
    session: &mut Session,
    creditor: CreditorId,
) -> Result<BTreeMap<PlanOutcome, i64>> {
    let counted = session
        .query(COUNT_OUTCOMES, &[creditor.0.into()], |row| {
            let place = Place::new("instalment_plan", 0);
            Ok((place.word("outcome", row.text(0)?)?, row.integer(1)?))
        })
        .await?;
    Ok(counted.into_iter().collect())
}

/// Hands each plan of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, InstalmentPlan) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    let mut found: BTreeMap<i64, (usize, InstalmentPlan)> = BTreeMap::new();
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            let Some(position) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            let plan = head(row)?;
            found.insert(plan.id.0, (position, plan));
            Ok(())
        })
        .await?;
    if found.is_empty() {
        return Ok(());
    }
    load_parts(session, creditor, page, &mut found).await?;
    for (position, plan) in found.into_values() {
        each(position, plan);
    }
    Ok(())
}

fn head(row: &Row<'_>) -> Result<InstalmentPlan> {
    let id = row.integer(1)?;
    let place = Place::new("instalment_plan", id);
    let outcome = match (row.optional_text(5)?, row.optional_text(6)?) {
        (Some(outcome), Some(day)) => Some((
            place.word("outcome", outcome)?,
            place.day("closed_on", day)?,
        )),
        _ => None,
    };
    let days = |days: i64| i32::try_from(days).unwrap_or(i32::MAX);
    Ok(InstalmentPlan {
        id: PlanId(id),
        agreed_on: place.day("agreed_on", row.text(2)?)?,
        parts: Vec::new(),
        instalments: Vec::new(),
        tolerance_days: days(row.integer(3)?),
        default_after_days: row.optional_integer(4)?.map(days),
        outcome,
    })
}

async fn load_parts(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    found: &mut BTreeMap<i64, (usize, InstalmentPlan)>,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last];
    session
        .query_each(&page.text(SELECT_ITEMS), &values, |row| {
            let id = row.integer(0)?;
            if let Some((_, plan)) = found.get_mut(&id) {
                let place = Place::new("plan_item", id);
                let amount = place.money(row.integer(2)?, row.text(4)?)?;
                plan.parts.push(PlannedPart {
                    item: ItemId(row.integer(1)?),
                    amount,
                    open_then: amount.with_minor(row.integer(3)?),
                });
            }
            Ok(())
        })
        .await?;
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last];
    session
        .query_each(&page.text(SELECT_INSTALMENTS), &values, |row| {
            let id = row.integer(0)?;
            if let Some((_, plan)) = found.get_mut(&id) {
                let place = Place::new("plan_instalment", id);
                plan.instalments.push(Instalment {
                    due_on: place.day("due_on", row.text(1)?)?,
                    amount: place.money(row.integer(2)?, row.text(3)?)?,
                });
            }
            Ok(())
        })
        .await
}

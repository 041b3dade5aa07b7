//! Two debtors that are one, put together and taken apart again. What moved is written down row by row, so
//! that undoing moves back these rows and no others.

use jiff::Timestamp;
use receivables::identity::{CreditorId, DebtorId, DebtorMergeId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::review;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "debtor_merge (id, creditor_id, from_debtor_id, into_debtor_id, merged_at, merged_by)",
);

const SELECT: &str = "select m.id, m.from_debtor_id, m.into_debtor_id, m.merged_at, m.merged_by, f.name, i.name
    from debtor_merge m join debtor f on f.id = m.from_debtor_id join debtor i on i.id = m.into_debtor_id
    where m.creditor_id = $1 and m.undone_at is null order by m.id desc limit $2";

const SELECT_ONE: &str = "select m.id, m.from_debtor_id, m.into_debtor_id, m.merged_at, m.merged_by, f.name, i.name
    from debtor_merge m join debtor f on f.id = m.from_debtor_id join debtor i on i.id = m.into_debtor_id
    where m.creditor_id = $1 and m.id = $2 and m.undone_at is null";

const END: &str = "update debtor_merge set undone_at = $3, undone_by = $4
    where creditor_id = $1 and id = $2 and undone_at is null";

const LEAVE: &str = "update debtor set removed_at = $3, merged_into_id = $4
    where creditor_id = $1 and id = $2 and removed_at is null";

const COME_BACK: &str = "update debtor set removed_at = null, merged_into_id = null
    where creditor_id = $1 and id = $2 and merged_into_id is not null";

/// What was put together with the one that leaves follows it.
const REPOINT: &str =
    "update debtor set merged_into_id = $3 where creditor_id = $1 and merged_into_id = $2";

const POINT_BACK: &str = "update debtor set merged_into_id = $2 where creditor_id = $1 and merged_into_id = $3
    and id in (select from_debtor_id from debtor_merge where into_debtor_id = $2 and undone_at is null)";

/// Allocations that link a row that moved to one that did not: they would span two accounts.
const LINKS_ACROSS: &str = "select count(*) from allocation a where a.creditor_id = $1 and a.debtor_id = $2
    and a.reversed_at is null and a.claim_item_id is not null and a.source_item_id is not null
    and (exists (select 1 from debtor_merge_row r where r.merge_id = $3 and r.noun = 'item' and r.row_id = a.claim_item_id)
      <> exists (select 1 from debtor_merge_row r where r.merge_id = $3 and r.noun = 'item' and r.row_id = a.source_item_id))";

/// A table whose rows belong to an account: how they are noted, moved and moved back.
struct Moving {
    note: &'static str,
    go: &'static str,
    back: &'static str,
}

/// Rows known by their own identity.
const MOVING: [Moving; 12] = [
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'contact', id from contact where creditor_id = $1 and debtor_id = $2",
        go: "update contact set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update contact set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'contact')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'item', id from item where creditor_id = $1 and debtor_id = $2",
        go: "update item set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update item set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'item')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'allocation', id from allocation where creditor_id = $1 and debtor_id = $2",
        go: "update allocation set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update allocation set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'allocation')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'promise', id from promise where creditor_id = $1 and debtor_id = $2",
        go: "update promise set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update promise set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'promise')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'plan', id from instalment_plan where creditor_id = $1 and debtor_id = $2",
        go: "update instalment_plan set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update instalment_plan set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'plan')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'dispute', id from dispute where creditor_id = $1 and debtor_id = $2",
        go: "update dispute set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update dispute set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'dispute')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'hold', id from hold where creditor_id = $1 and debtor_id = $2",
        go: "update hold set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update hold set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'hold')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'referral', id from referral where creditor_id = $1 and debtor_id = $2",
        go: "update referral set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update referral set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'referral')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'sanction', id from sanction where creditor_id = $1 and debtor_id = $2",
        go: "update sanction set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update sanction set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'sanction')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'reply', id from reply where creditor_id = $1 and debtor_id = $2",
        go: "update reply set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update reply set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'reply')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'contact-made', id from contact_made where creditor_id = $1 and debtor_id = $2",
        go: "update contact_made set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update contact_made set debtor_id = $2 where creditor_id = $1
            and id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'contact-made')",
    },
    Moving {
        note: "insert into debtor_merge_row (merge_id, noun, row_id)
            select $3, 'bank-payment', item_id from bank_entry_payment where creditor_id = $1 and debtor_id = $2",
        go: "update bank_entry_payment set debtor_id = $3 where creditor_id = $1 and debtor_id = $2",
        back: "update bank_entry_payment set debtor_id = $2 where creditor_id = $1
            and item_id in (select row_id from debtor_merge_row where merge_id = $3 and noun = 'bank-payment')",
    },
];

/// Rows that follow the row they hang on.
const FOLLOWING: [&str; 4] = [
    "update promise_item set debtor_id = (select p.debtor_id from promise p where p.id = promise_item.promise_id)
        where creditor_id = $1 and debtor_id = $2",
    "update plan_item set debtor_id = (select p.debtor_id from instalment_plan p where p.id = plan_item.plan_id)
        where creditor_id = $1 and debtor_id = $2",
    "update plan_instalment set debtor_id = (select p.debtor_id from instalment_plan p where p.id = plan_instalment.plan_id)
        where creditor_id = $1 and debtor_id = $2",
    "update contact_item set debtor_id = (select c.debtor_id from contact_made c where c.id = contact_item.contact_id)
        where creditor_id = $1 and debtor_id = $2",
];

/// The statements above, for the check that both engines read them.
pub(crate) const STATEMENTS: &[&str] = &[
    SELECT,
    SELECT_ONE,
    END,
    LEAVE,
    COME_BACK,
    REPOINT,
    POINT_BACK,
    LINKS_ACROSS,
    MOVING[0].note,
    MOVING[0].go,
    MOVING[0].back,
    MOVING[1].note,
    MOVING[1].go,
    MOVING[1].back,
    MOVING[2].note,
    MOVING[2].go,
    MOVING[2].back,
    MOVING[3].note,
    MOVING[3].go,
    MOVING[3].back,
    MOVING[4].note,
    MOVING[4].go,
    MOVING[4].back,
    MOVING[5].note,
    MOVING[5].go,
    MOVING[5].back,
    MOVING[6].note,
    MOVING[6].go,
    MOVING[6].back,
    MOVING[7].note,
    MOVING[7].go,
    MOVING[7].back,
    MOVING[8].note,
    MOVING[8].go,
    MOVING[8].back,
    FOLLOWING[0],
    FOLLOWING[1],
];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// Two debtors that were put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtorMerge {
    /// Its identity.
    pub id: DebtorMergeId,
    /// The one that left, and its name.
    pub from: (DebtorId, String),
    /// The one that stayed, and its name.
    pub into: (DebtorId, String),
    /// When and by whom.
    pub merged: (Timestamp, String),
}

/// Moves everything of one debtor to another. What a file brings later under the key of the first goes to
/// the second.
pub async fn merge(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (from, into): (DebtorId, DebtorId),
) -> Result<DebtorMergeId> {
    let id = stamp.id();
    let left = [
        creditor.0.into(),
        from.0.into(),
        stamp.at().into(),
        into.0.into(),
    ];
    if transaction.execute(LEAVE, &left).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "debtor",
            id: from.0,
        });
    }
    let row = [
        id.into(),
        creditor.0.into(),
        from.0.into(),
        into.0.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    for moving in &MOVING {
        let noted = [creditor.0.into(), from.0.into(), id.into()];
        transaction.execute(moving.note, &noted).await?;
        let moved = [creditor.0.into(), from.0.into(), into.0.into()];
        transaction.execute(moving.go, &moved).await?;
    }
    for follow in FOLLOWING {
        transaction
            .execute(follow, &[creditor.0.into(), from.0.into()])
            .await?;
    }
    let followed = [creditor.0.into(), from.0.into(), into.0.into()];
    transaction.execute(REPOINT, &followed).await?;
    for (debtor, other, act) in [(into, from, "merge"), (from, into, "merged-into")] {
        let entry = Entry::new(creditor, Some(debtor), act, "debtor").on(debtor.0);
        let entry = entry.after(column::json(&other)?);
        journal::append(transaction, stamp, entry).await?;
    }
    review::touch(transaction, stamp, creditor, &[into]).await?;
    Ok(DebtorMergeId(id))
}

/// Takes two debtors apart again. False, and nothing done, when something was settled between rows of the
/// two meanwhile: that has to be taken back first.
pub async fn undo(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    merge: &DebtorMerge,
) -> Result<bool> {
    let (from, into) = (merge.from.0, merge.into.0);
    let across = [creditor.0.into(), into.0.into(), merge.id.0.into()];
    if transaction.query_integer(LINKS_ACROSS, &across).await? > 0 {
        return Ok(false);
    }
    let ended = [
        creditor.0.into(),
        merge.id.0.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.execute(END, &ended).await?;
    transaction
        .execute(COME_BACK, &[creditor.0.into(), from.0.into()])
        .await?;
    for moving in &MOVING {
        let back = [creditor.0.into(), from.0.into(), merge.id.0.into()];
        transaction.execute(moving.back, &back).await?;
    }
    for follow in FOLLOWING {
        transaction
            .execute(follow, &[creditor.0.into(), into.0.into()])
            .await?;
    }
    let followed = [creditor.0.into(), from.0.into(), into.0.into()];
    transaction.execute(POINT_BACK, &followed).await?;
    for (debtor, other) in [(into, from), (from, into)] {
        let entry = Entry::new(creditor, Some(debtor), "take-apart", "debtor").on(debtor.0);
        let entry = entry.before(column::json(&other)?);
        journal::append(transaction, stamp, entry).await?;
    }
    review::touch(transaction, stamp, creditor, &[into, from]).await?;
    Ok(true)
}

/// The merges that hold, latest first.
pub async fn last(
    session: &mut Session,
    creditor: CreditorId,
    most: u32,
) -> Result<Vec<DebtorMerge>> {
    session
        .query(SELECT, &[creditor.0.into(), i64::from(most).into()], read)
        .await
}

/// One merge that holds.
pub async fn find(
    session: &mut Session,
    creditor: CreditorId,
    id: DebtorMergeId,
) -> Result<DebtorMerge> {
    session
        .query_first(SELECT_ONE, &[creditor.0.into(), id.0.into()], read)
        .await?
        .ok_or(StoreError::NotFound {
            noun: "merge of debtors",
            id: id.0,
        })
}

fn read(row: &Row<'_>) -> Result<DebtorMerge> {
    let id = row.integer(0)?;
    let place = Place::new("debtor_merge", id);
    Ok(DebtorMerge {
        id: DebtorMergeId(id),
        from: (DebtorId(row.integer(1)?), row.string(5)?),
        into: (DebtorId(row.integer(2)?), row.string(6)?),
        merged: (place.instant("merged_at", row.text(3)?)?, row.string(4)?),
    })
}

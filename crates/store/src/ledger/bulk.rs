//! A first import puts more rows into tables than they hold: their indexes are then built at once, which
//! takes a fraction of the time of feeding them row by row in the order of a ledger.

use crate::db::Transaction;
use crate::error::Result;

const COUNT_ITEMS: &str = "select count(*) from item";
const COUNT_ALLOCATIONS: &str = "select count(*) from allocation";

pub(super) const STATEMENTS: &[&str] = &[COUNT_ITEMS, COUNT_ALLOCATIONS];

/// Fewer rows than this are not worth building indexes for.
const MANY: usize = 20_000;

/// Sets aside the indexes of the tables that grow to more than twice their size; what was set aside.
pub(super) async fn set_indexes_aside(
    transaction: &mut Transaction,
    (items, allocations): (usize, usize),
) -> Result<Vec<String>> {
    let mut set_aside = Vec::new();
    for (table, fresh, count) in [
        ("item", items, COUNT_ITEMS),
        ("allocation", allocations, COUNT_ALLOCATIONS),
    ] {
        if fresh >= MANY && transaction.query_integer(count, &[]).await? <= fresh as i64 {
            set_aside.extend(transaction.set_indexes_aside(table).await?);
        }
    }
    Ok(set_aside)
}

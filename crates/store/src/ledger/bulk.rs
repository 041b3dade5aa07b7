//! A first import puts more rows into tables than they hold: their indexes are then built at once, which
//! takes a fraction of the time of feeding them row by row in the order of a ledger.

use crate::db::Transaction;
use crate::error::Result;

/// Counts no further than the question needs.
const COUNT_ITEMS: &str = "select count(*) from (select id from item limit $1) as counted";
/// The same.
const COUNT_ALLOCATIONS: &str =
    "select count(*) from (select id from allocation limit $1) as counted";

pub(super) const STATEMENTS: &[&str] = &[COUNT_ITEMS, COUNT_ALLOCATIONS];

/// Fewer rows than this are not worth building indexes for.
const MANY: usize = 20_000;

/// Sets aside the indexes of the tables that grow to more than twice their size.
pub(super) async fn set_indexes_aside(
    transaction: &mut Transaction,
    (items, allocations): (usize, usize),
) -> Result<()> {
    for (table, fresh, count) in [
        ("item", items, COUNT_ITEMS),
        ("allocation", allocations, COUNT_ALLOCATIONS),
    ] {
        if fresh < MANY {
            continue;
        }
        let fresh = fresh as i64;
        let up_to = [(fresh + 1).into()];
        if transaction.query_integer(count, &up_to).await? <= fresh {
            transaction.set_indexes_aside(table).await?;
        }
    }
    Ok(())
}

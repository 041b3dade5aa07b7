//! Lists on a line: items with their parts, sums of several currencies.

use receivables::money::Money;

use super::cursor::{Cursor, Read};
use super::statement::Part;

/// `F1, F2 300.00 EUR, F3`.
pub(super) fn parts(cursor: &mut Cursor) -> Read<Vec<Part>> {
    let mut parts = Vec::new();
    loop {
        let item = cursor.name("an item such as `F1`")?;
        let amount = cursor.amount_or_nothing()?;
        parts.push(Part { item, amount });
        if !cursor.takes_comma() {
            return Ok(parts);
        }
    }
}

/// `100.00 EUR, 50.00 USD`, or `nothing`.
pub(super) fn sums(cursor: &mut Cursor) -> Read<Vec<Money>> {
    if cursor.takes("nothing") {
        return Ok(Vec::new());
    }
    let mut sums = vec![cursor.amount()?];
    while cursor.takes_comma() {
        sums.push(cursor.amount()?);
    }
    Ok(sums)
}

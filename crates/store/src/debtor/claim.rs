//! The claim to be declared in a debtor's proceedings, as two columns. Must never hold one day without the other.

use receivables::debtor::ClaimToFile;

use crate::column::{self, Place};
use crate::db::{Row, Value};
use crate::error::Result;

/// The columns of a claim to be declared.
pub(super) fn values_of<'v>(claim: Option<ClaimToFile>) -> [Value<'v>; 2] {
    [
        claim.map(|claim| column::day(claim.announced_on)).into(),
        claim.map(|claim| column::day(claim.by_on)).into(),
    ]
}

/// The claim in two columns of a row, from one on.
pub(super) fn claim_of(row: &Row<'_>, at: usize, place: Place) -> Result<Option<ClaimToFile>> {
    let announced_on = place.optional_day("claim_announced_on", row.optional_text(at)?)?;
    let by_on = place.optional_day("claim_file_by_on", row.optional_text(at + 1)?)?;
    let claim = announced_on.zip(by_on);
    Ok(claim.map(|(announced_on, by_on)| ClaimToFile {
        announced_on,
        by_on,
    }))
}

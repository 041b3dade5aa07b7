//! The daily run's writing: decisions, notices and reviews of one page, in the caller's transaction. Must
//! never write a second notice under one key.

use receivables::identity::CreditorId;

use crate::db::Transaction;
use crate::decision::{self, WrittenDecision};
use crate::error::Result;
use crate::notice::{self, NewNotice};
use crate::review::{self, Review};
use crate::stamp::Stamp;

/// What a run decided for one page of accounts.
#[derive(Clone, Debug, Default)]
pub struct PageOutcome {
    /// Decisions whose verdict differs from the last one.
    pub decisions: Vec<WrittenDecision>,
    /// Acts to be carried.
    pub notices: Vec<NewNotice>,
    /// The review of every account of the page.
    pub reviews: Vec<Review>,
}

/// Writes a page; how many notices are new.
pub async fn write_page(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    page: &PageOutcome,
) -> Result<u64> {
    decision::insert(transaction, stamp, creditor, &page.decisions).await?;
    let written = notice::insert(transaction, stamp, creditor, &page.notices).await?;
    review::write(transaction, creditor, &page.reviews).await?;
    Ok(written)
}

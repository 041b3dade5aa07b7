//! The daily run's writing: decisions, notices and reviews of one page, in the caller's transaction. Must
//! never write a second notice under one key.

use receivables::identity::CreditorId;

use crate::db::Transaction;
use crate::decision::{self, WrittenDecision};
use crate::error::Result;
use crate::notice::{self, NewNotice, Withdrawal};
use crate::review::{self, Review};
use crate::segment::{self, NewMove};
use crate::stamp::Stamp;

/// What a run decided for one page of accounts.
#[derive(Clone, Debug, Default)]
pub struct PageOutcome {
    /// Decisions whose verdict differs from the last one.
    pub decisions: Vec<WrittenDecision>,
    /// Prepared notices that no longer stand.
    pub withdrawals: Vec<Withdrawal>,
    /// Acts to be carried.
    pub notices: Vec<NewNotice>,
    /// Accounts that came into another segment.
    pub moves: Vec<NewMove>,
    /// The review of every account of the page.
    pub reviews: Vec<Review>,
}

/// What writing a page changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageWritten {
    /// Notices that are new.
    pub planned: u64,
    /// Notices that were taken back.
    pub withdrawn: u64,
}

/// Writes a page. What is taken back goes first: it frees the keys of what replaces it.
pub async fn write_page(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    page: &PageOutcome,
) -> Result<PageWritten> {
    let withdrawn = notice::withdraw_many(transaction, stamp, creditor, &page.withdrawals).await?;
    decision::insert(transaction, stamp, creditor, &page.decisions).await?;
    let planned = notice::insert(transaction, stamp, creditor, &page.notices).await?;
    segment::insert_moves(transaction, stamp, creditor, &page.moves).await?;
    review::write(transaction, creditor, &page.reviews).await?;
    Ok(PageWritten { planned, withdrawn })
}

//! The desk itself: a store, a clock and what every act needs of them.

use std::sync::Arc;

use jiff::civil::Date;
use notices::message::Composer;
use receivables::account::CreditorPolicy;
use receivables::charges::Rates;
use receivables::identity::CreditorId;
use store::creditor::Creditor;
use store::stamp::Stamp;
use store::{Session, Store, Transaction};

use crate::clock::Clock;
use crate::error::Result;
use crate::seat::{Actor, Seat};
use crate::strategies::ReadVersions;

/// Whether an act is kept or only tried. A try runs the same code and is undone at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// What is done is kept.
    ForReal,
    /// Nothing is kept.
    DryRun,
}

impl Writing {
    /// Ends a transaction by this choice.
    pub(crate) async fn end(self, transaction: Transaction) -> Result<()> {
        match self {
            Writing::ForReal => transaction.commit().await?,
            Writing::DryRun => transaction.rollback().await?,
        }
        Ok(())
    }
}

/// What a credit controller sits at. Cheap to clone; clones share the store and the clock.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Clock,
    composer: Composer,
    rates: Rates,
    versions: Arc<ReadVersions>,
}

impl Desk {
    /// A desk over a store, told the time by `clock`.
    pub fn new(store: Store, clock: Clock) -> Self {
        Desk {
            inner: Arc::new(Inner {
                store,
                clock,
                composer: Composer::shipped(),
                rates: Rates::shipped(),
                versions: Arc::default(),
            }),
        }
    }

    /// The store, for reading.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// What writes messages.
    pub(crate) fn composer(&self) -> &Composer {
        &self.inner.composer
    }

    /// The dated rates of late charges.
    pub(crate) fn rates(&self) -> &Rates {
        &self.inner.rates
    }

    /// Versions of strategies that were read already.
    pub(crate) fn versions(&self) -> &Arc<ReadVersions> {
        &self.inner.versions
    }

    /// Who acts now.
    pub(crate) fn stamp<'a>(&'a self, actor: &'a Actor) -> Stamp<'a> {
        Stamp {
            at: self.inner.clock.instant(),
            who: &actor.name,
            mint: self.inner.store.mint(),
        }
    }

    /// Today, in the time zone of a creditor.
    pub async fn today(&self, creditor: CreditorId) -> Result<Date> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, creditor).await?;
        Ok(self.inner.clock.today(&creditor.policy.time_zone))
    }

    /// A transaction with the creditor of a seat and its day.
    pub(crate) async fn begin(&self, seat: &Seat) -> Result<(Transaction, Creditor, Date)> {
        let mut transaction = self.store().transaction().await?;
        let creditor = store::creditor::find(&mut transaction, seat.creditor).await?;
        let today = self.inner.clock.today(&creditor.policy.time_zone);
        Ok((transaction, creditor, today))
    }
}

/// What a creditor allows, with the ages of its data. A bank that was never imported is not watched while
/// there is a ledger: its payments then come with the ledger.
pub(crate) async fn policy(
    session: &mut Session,
    creditor: CreditorId,
    known: Option<jiff::Timestamp>,
) -> Result<CreditorPolicy> {
    let mut policy = store::creditor::policy(session, creditor, known).await?;
    let data = &mut policy.freshness;
    if data.bank_as_of.is_none() && data.ledger_as_of.is_some() {
        data.bank_days_limit = None;
    }
    Ok(policy)
}

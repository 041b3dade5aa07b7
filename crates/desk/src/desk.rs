//! The desk itself: a store, a clock and what every act needs of them.

use async_recursion::async_recursion as boxed;
use std::sync::Arc;

use jiff::civil::Date;
use notices::message::Composer;
use receivables::account::{Carriage, CreditorPolicy};
use receivables::charges::Rates;
use receivables::contact::Channel;
use receivables::identity::CreditorId;
use store::creditor::Creditor;
use store::stamp::Stamp;
use store::{Session, Store, Transaction};

use crate::clock::Clock;
use crate::error::Result;
use crate::seat::{Actor, Seat};
use crate::strategies::Readings;
use crate::texts::TextTerms;

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
    store: Arc<Store>,
    clock: Clock,
    composer: Arc<Composer>,
    rates: Arc<Rates>,
    readings: Arc<Readings>,
    texts: Option<TextTerms>,
}

impl Desk {
    /// A desk over a store, told the time by `clock`.
    pub fn new(store: Store, clock: Clock) -> Self {
        Desk {
            inner: Arc::new(Inner {
                store: Arc::new(store),
                clock,
                composer: Arc::new(Composer::shipped()),
                rates: Arc::new(Rates::shipped()),
                readings: Arc::default(),
                texts: None,
            }),
        }
    }

    /// A desk of the same store whose text messages leave by machine, on these terms.
    pub fn with_texts(self, terms: TextTerms) -> Self {
        let inner = Inner {
            store: self.inner.store.clone(),
            clock: self.inner.clock.clone(),
            composer: self.inner.composer.clone(),
            rates: self.inner.rates.clone(),
            readings: self.inner.readings.clone(),
            texts: Some(terms),
        };
        Desk {
            inner: Arc::new(inner),
        }
    }

    /// True when a machine of this installation carries what goes by a channel.
    pub fn carries_by_machine(&self, channel: Channel) -> bool {
        match channel {
            Channel::EMail => true,
            Channel::Sms => self.text_terms().is_some(),
            Channel::Letter | Channel::RegisteredLetter | Channel::Call | Channel::Task => false,
        }
    }

    /// On which terms text messages leave by machine; nothing where people send them.
    pub fn text_terms(&self) -> Option<&TextTerms> {
        self.inner.texts.as_ref()
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

    /// Strategies and conditions that were read already.
    pub(crate) fn readings(&self) -> &Arc<Readings> {
        &self.inner.readings
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
    #[boxed]
    pub async fn today(&self, creditor: CreditorId) -> Result<Date> {
        let mut reader = self.store().reader().await?;
        self.today_in(&mut reader, creditor).await
    }

    /// The same, read by somebody who reads or writes already.
    pub(crate) async fn today_in(&self, session: &mut Session, id: CreditorId) -> Result<Date> {
        let creditor = store::creditor::find(session, id).await?;
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

impl Desk {
    /// What a creditor allows, with what this installation can carry.
    pub(crate) async fn policy(
        &self,
        session: &mut Session,
        creditor: CreditorId,
        known: Option<jiff::Timestamp>,
    ) -> Result<CreditorPolicy> {
        let mut policy = policy(session, creditor, known).await?;
        if self.text_terms().is_some() {
            policy.texts = Carriage::ByMachine;
        }
        Ok(policy)
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

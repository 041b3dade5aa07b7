//! A customer that is short of money: noted by a person or in a call, and over when a person says so. Must never make
//! anything firmer: it asks for a person's eye, and conditions can ask for it.

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use receivables::debtor::{Certainty, Difficulty};
use receivables::identity::DebtorId;
use store::Transaction;

use crate::desk::Desk;
use crate::error::Result;
use crate::seat::Seat;

impl Desk {
    /// Notes that a customer is short of money, or with nothing that it no longer is. The day it was first noted stays.
    #[boxed]
    pub async fn note_difficulty(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        certainty: Option<Certainty>,
    ) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        self.write_difficulty(&mut transaction, (seat, today), debtor, certainty)
            .await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        Ok(transaction.commit().await?)
    }

    /// Writes it down; the account is not decided again yet.
    pub(crate) async fn write_difficulty(
        &self,
        transaction: &mut Transaction,
        (seat, today): (&Seat, Date),
        debtor: DebtorId,
        certainty: Option<Certainty>,
    ) -> Result<()> {
        let mut found = store::debtor::find(transaction, seat.creditor, debtor).await?;
        let since = found.difficulty.map_or(today, |known| known.since);
        found.difficulty = certainty.map(|certainty| Difficulty { since, certainty });
        let stamp = self.stamp(&seat.actor);
        store::debtor::change(transaction, &stamp, seat.creditor, &found).await?;
        Ok(())
    }
}

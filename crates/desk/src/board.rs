//! What people do on the departures board: confirm, take back, do by hand, and say what became of a
//! message whose fate nobody knows.

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use receivables::contact::Channel;
use receivables::decide::Release;
use receivables::identity::NoticeId;
use store::Transaction;
use store::notice::outbox::{self, End};
use store::notice::{Notice, Standing};
use store::page::Page;

use crate::desk::Desk;
use crate::error::Result;
use crate::facts::said;
use crate::refusal::Refusal;
use crate::seat::Seat;

/// A person's finding about a message of unknown fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It reached the debtor.
    Arrived,
    /// It did not go out.
    Lost,
}

/// True for what left, in writing, and is not known to have come back.
pub fn can_come_back(notice: &Notice) -> bool {
    let is_written = !matches!(notice.act.channel, Channel::Call | Channel::Task);
    notice.standing() == Standing::Sent && notice.returned.is_none() && is_written
}

impl Desk {
    /// Confirms one message; it leaves at the next sending run.
    #[boxed]
    pub async fn confirm(&self, seat: &Seat, notice: NoticeId) -> Result<()> {
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&seat.actor);
        if !store::notice::confirm(&mut transaction, &stamp, seat.creditor, notice).await? {
            return Err(Refusal::NoLongerToConfirm.into());
        }
        Ok(transaction.commit().await?)
    }

    /// Confirms every message that waits; gives how many.
    #[boxed]
    pub async fn confirm_all(&self, seat: &Seat) -> Result<u64> {
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&seat.actor);
        let mut confirmed = 0;
        for notice in store::notice::waiting(&mut transaction, seat.creditor).await? {
            if notice.standing() == Standing::ToConfirm
                && store::notice::confirm(&mut transaction, &stamp, seat.creditor, notice.id)
                    .await?
            {
                confirmed += 1;
            }
        }
        transaction.commit().await?;
        Ok(confirmed)
    }

    /// Takes a prepared message back for today. It is decided again at the next run.
    #[boxed]
    pub async fn withdraw(&self, seat: &Seat, notice: NoticeId, words: &str) -> Result<()> {
        let words = said(words).unwrap_or("withdrawn-by-hand");
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&seat.actor);
        if !store::notice::withdraw(&mut transaction, &stamp, seat.creditor, (notice, words))
            .await?
        {
            return Err(Refusal::AlreadyLeft.into());
        }
        Ok(transaction.commit().await?)
    }

    /// Says that a call, a letter or a task was done, and what came of it.
    #[boxed]
    pub async fn done_by_hand(&self, seat: &Seat, notice: NoticeId, words: &str) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let found = store::notice::find(&mut transaction, seat.creditor, notice).await?;
        self.finish(&mut transaction, seat, (&found, today), words)
            .await?;
        self.decide_again(&mut transaction, seat, found.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Notes that a person did what a notice asks; the account is not decided again yet.
    pub(crate) async fn finish(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (found, today): (&Notice, Date),
        words: &str,
    ) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        let is_machines = matches!(found.act.channel, Channel::EMail | Channel::Sms);
        if found.release != Release::ByHand && is_machines {
            return Err(Refusal::SentByMachine.into());
        }
        let end = End::Sent(said(words).unwrap_or("done").to_string());
        let ended = (&end, today);
        if !outbox::end(transaction, &stamp, seat.creditor, found.id, ended).await? {
            return Err(Refusal::AlreadyDone.into());
        }
        self.note_contact(transaction, seat, (found, &found.act, today))
            .await
    }

    /// Settles a message whose fate was unknown, by what a person found out.
    #[boxed]
    pub async fn settle_unknown(&self, seat: &Seat, notice: NoticeId, fate: Fate) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let found = store::notice::find(&mut transaction, seat.creditor, notice).await?;
        if found.standing() != Standing::Unknown {
            return Err(Refusal::FateKnown.into());
        }
        let end = match fate {
            Fate::Arrived => End::Sent("arrived, says a person".to_string()),
            Fate::Lost => End::Refused("did not go out, says a person".to_string()),
        };
        outbox::end(
            &mut transaction,
            &stamp,
            seat.creditor,
            notice,
            (&end, today),
        )
        .await?;
        if fate == Fate::Arrived {
            let left_on = found.unknown.as_ref().map_or(today, |_| found.planned_on);
            self.note_contact(&mut transaction, seat, (&found, &found.act, left_on))
                .await?;
        }
        self.decide_again(&mut transaction, seat, found.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Notes that a message or a letter came back: the debtor never saw it, and its step is due again another way.
    #[boxed]
    pub async fn came_back(&self, seat: &Seat, notice: NoticeId, words: &str) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let found = store::notice::find(&mut transaction, seat.creditor, notice).await?;
        if !can_come_back(&found) {
            return Err(Refusal::AlreadyDone.into());
        }
        let noted = (notice, said(words).unwrap_or_default());
        store::notice::returned::note(&mut transaction, &stamp, seat.creditor, noted).await?;
        self.decide_again(&mut transaction, seat, found.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Decides an account again now, for a page that must show what a change did.
    #[boxed]
    pub async fn look_at_again(
        &self,
        seat: &Seat,
        debtor: receivables::identity::DebtorId,
    ) -> Result<()> {
        let mut transaction = self.store().transaction().await?;
        store::review::lock_page(&mut transaction, seat.creditor, &Page::of(debtor)).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        Ok(transaction.commit().await?)
    }
}

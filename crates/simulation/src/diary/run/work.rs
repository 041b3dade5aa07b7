//! What people and the machine do: facts taken down, the daily run, sending, the departures board.

use std::sync::Arc;

use desk::board::Fate;
use desk::carriers::Carriers;
use desk::{Seat, Writing};
use receivables::identity::DebtorId;
use store::Seen;
use store::notice::{Notice, Standing};
use store::views::account::{self as account_page, What};

use super::super::Statement;
use super::{Failure, Outcome, Runner};

/// More happenings than any diary has on one account.
const ALL: u32 = 10_000;

impl Runner<'_> {
    /// Does one line of work.
    pub(super) async fn work(&mut self, statement: &Statement) -> Outcome<()> {
        let seat = self.seat().await?;
        match statement {
            Statement::Run { times, on } => {
                for _ in 0..*times {
                    self.last_run = self
                        .desk
                        .run_day(&seat, on.unwrap_or(self.today()), Writing::ForReal)
                        .await?;
                }
            }
            Statement::DryRun { on } => {
                self.last_run = self
                    .desk
                    .run_day(&seat, on.unwrap_or(self.today()), Writing::DryRun)
                    .await?;
            }
            Statement::Send => self.send(&seat).await?,
            Statement::MailServer(behaviour) => self.post.behave(*behaviour),
            Statement::Restart => {
                self.desk.take_over_at_start(&seat).await?;
            }
            Statement::Confirm(None) => {
                self.desk.confirm_all(&seat).await?;
            }
            Statement::Confirm(Some(debtor)) => {
                let notice = self.notice_in(debtor, &[Standing::ToConfirm]).await?;
                self.desk.confirm(&seat, notice.id).await?;
            }
            Statement::Withdraw { debtor, words } => {
                let notice = self
                    .notice_in(
                        debtor,
                        &[Standing::Ready, Standing::ToConfirm, Standing::ToDo],
                    )
                    .await?;
                self.desk.withdraw(&seat, notice.id, words).await?;
            }
            Statement::Done { debtor, words } => {
                let waiting = [Standing::ToDo, Standing::Ready, Standing::ToConfirm];
                let notice = self.notice_in(debtor, &waiting).await?;
                self.desk.done_by_hand(&seat, notice.id, words).await?;
            }
            Statement::CameBack(debtor) => {
                let notice = self.notice_in(debtor, &[Standing::Sent]).await?;
                self.desk.came_back(&seat, notice.id, "came back").await?;
            }
            Statement::Settle { debtor, was_sent } => {
                let notice = self.notice_in(debtor, &[Standing::Unknown]).await?;
                let fate = if *was_sent { Fate::Arrived } else { Fate::Lost };
                self.desk.settle_unknown(&seat, notice.id, fate).await?;
            }
            _ => self.fact(&seat, statement).await?,
        }
        Ok(())
    }

    /// Sends until the sender has nothing left or dies.
    async fn send(&mut self, seat: &Seat) -> Outcome<()> {
        let carriers =
            Carriers::of_email(Arc::clone(&self.post) as Arc<dyn desk::carrier::Carrier>);
        let report = tokio::select! {
            biased;
            report = self.desk.send(seat, &carriers) => Some(report?),
            () = self.post.sender_died() => None,
        };
        self.last_sending = report.unwrap_or_default();
        Ok(())
    }

    /// Every act that was ever written down for a debtor, the latest first.
    pub(super) async fn notices(&mut self, debtor: DebtorId) -> Outcome<Vec<Notice>> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let timeline = account_page::timeline(&mut reader, seen, debtor, ALL).await?;
        let mut notices: Vec<Notice> = timeline
            .into_iter()
            .filter_map(|happening| match happening.what {
                What::Notice(notice) => Some(*notice),
                _ => None,
            })
            .collect();
        notices.sort_by_key(|notice| std::cmp::Reverse((notice.planned_at, notice.id)));
        Ok(notices)
    }

    /// The latest act in one of some standings; without one, the latest of all, so that the desk says why not.
    async fn notice_in(&mut self, debtor: &str, standings: &[Standing]) -> Outcome<Notice> {
        let id = self.known_debtor(debtor).await?;
        let mut notices = self.notices(id).await?;
        let place = notices
            .iter()
            .position(|notice| standings.contains(&notice.standing()))
            .unwrap_or(0);
        if notices.is_empty() {
            return Err(Failure::Unknown(format!(
                "nothing was ever prepared for {debtor}"
            )));
        }
        Ok(notices.swap_remove(place))
    }
}

//! What people and the machine do: facts taken down, the daily run, sending, the departures board.

use std::sync::Arc;

use desk::board::Fate;
use desk::facts::{NewHold, NewPromise};
use desk::send::Carriers;
use desk::{Seat, Writing};
use receivables::identity::DebtorId;
use store::Seen;
use store::account::AsOf;
use store::dispute::DisputeOutcome;
use store::notice::{Notice, Standing};
use store::views::account::{self as account_page, What};

use super::super::{Part, Statement};
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
            Statement::Settle { debtor, was_sent } => {
                let notice = self.notice_in(debtor, &[Standing::Unknown]).await?;
                let fate = if *was_sent { Fate::Arrived } else { Fate::Lost };
                self.desk.settle_unknown(&seat, notice.id, fate).await?;
            }
            _ => self.fact(&seat, statement).await?,
        }
        Ok(())
    }

    async fn fact(&mut self, seat: &Seat, statement: &Statement) -> Outcome<()> {
        match statement {
            Statement::Promise {
                debtor,
                parts,
                pay_on,
            } => {
                let debtor = self.known_debtor(debtor).await?;
                let new = NewPromise {
                    pay_on: *pay_on,
                    parts: self.parts(parts).await?,
                };
                self.desk.take_promise(seat, debtor, new).await?;
            }
            Statement::WithdrawPromises(debtor) => {
                let account = self.account(debtor).await?;
                for promise in account
                    .promises
                    .iter()
                    .filter(|promise| promise.outcome.is_none())
                {
                    self.desk.withdraw_promise(seat, promise.id).await?;
                }
            }
            Statement::Dispute { part, reason } => {
                let item = self.item(&part.item).await?;
                self.desk
                    .open_dispute(seat, item, part.amount, (*reason, "as the diary says"))
                    .await?;
            }
            Statement::CloseDispute { item, founded } => {
                let (found, debtor) = self.open_item(item).await?;
                let outcome = if *founded {
                    DisputeOutcome::Founded
                } else {
                    DisputeOutcome::Unfounded
                };
                let account = self.account_of(debtor).await?;
                let open = account
                    .disputes
                    .iter()
                    .filter(|dispute| dispute.item == found.id && dispute.closed_on.is_none());
                for dispute in open {
                    self.desk.close_dispute(seat, dispute.id, outcome).await?;
                }
            }
            Statement::Hold {
                subject,
                until,
                reason,
            } => {
                let (debtor, item) = self.held_subject(subject).await?;
                let hold = NewHold {
                    item,
                    until_on: *until,
                    reason: *reason,
                    words: "as the diary says".to_string(),
                };
                self.desk.place_hold(seat, debtor, hold).await?;
            }
            Statement::LiftHold(subject) => {
                let (debtor, item) = self.held_subject(subject).await?;
                let account = self.account_of(debtor).await?;
                let open = account
                    .holds
                    .iter()
                    .filter(|hold| hold.item == item && hold.lifted_on.is_none());
                for hold in open {
                    self.desk.lift_hold(seat, hold.id).await?;
                }
            }
            Statement::Reply { debtor, words } => {
                let debtor = self.known_debtor(debtor).await?;
                self.desk.note_reply(seat, debtor, words).await?;
            }
            Statement::HandleReplies(debtor) => {
                let account = self.account(debtor).await?;
                for reply in account
                    .replies
                    .iter()
                    .filter(|reply| reply.handled_on.is_none())
                {
                    self.desk.handle_reply(seat, reply.id).await?;
                }
            }
            Statement::ClaimCharges { debtor, through } => {
                let debtor = self.known_debtor(debtor).await?;
                self.desk.claim_late_charges(seat, debtor, *through).await?;
            }
            _ => {}
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

    async fn parts(
        &mut self,
        parts: &[Part],
    ) -> Outcome<
        Vec<(
            receivables::identity::ItemId,
            Option<receivables::money::Money>,
        )>,
    > {
        let mut found = Vec::with_capacity(parts.len());
        for part in parts {
            found.push((self.item(&part.item).await?, part.amount));
        }
        Ok(found)
    }

    async fn held_subject(
        &mut self,
        name: &str,
    ) -> Outcome<(DebtorId, Option<receivables::identity::ItemId>)> {
        if self.named().await?.items.contains_key(name) {
            let (item, debtor) = self.open_item(name).await?;
            return Ok((debtor, Some(item.id)));
        }
        Ok((self.known_debtor(name).await?, None))
    }

    async fn account(&mut self, debtor: &str) -> Outcome<receivables::account::Account> {
        let id = self.known_debtor(debtor).await?;
        self.account_of(id).await
    }

    async fn account_of(&mut self, debtor: DebtorId) -> Outcome<receivables::account::Account> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let policy = Arc::new(store::creditor::policy(&mut reader, seat.creditor, None).await?);
        let page = store::Page::of(debtor);
        let accounts =
            store::account::load_page(&mut reader, &policy, &page, AsOf::now(self.today())).await?;
        accounts
            .into_iter()
            .next()
            .ok_or_else(|| Failure::Unknown("the account is not in the store".to_string()))
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

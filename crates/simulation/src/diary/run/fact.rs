//! Facts that people take down: promises, disputes, holds, replies, claims for charges.

use std::sync::Arc;

use desk::Seat;
use desk::disputes::{NewDispute, Settlement};
use desk::facts::{NewHold, NewPromise};
use desk::instalment_plans::NewPlan;
use receivables::account::Account;
use receivables::fact::Dispute;
use receivables::identity::{DebtorId, ItemId};
use receivables::instalment_plan::Instalment;
use receivables::money::Money;
use store::account::AsOf;
use store::dispute::Fault;

use crate::diary::{self, Part, Statement};

use super::{Failure, Outcome, Runner};

impl Runner<'_> {
    /// Takes down one fact, or ends one.
    pub(super) async fn fact(&mut self, seat: &Seat, statement: &Statement) -> Outcome<()> {
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
            Statement::Plan {
                debtor,
                parts,
                instalments,
                ends_after_days,
            } => {
                let debtor = self.known_debtor(debtor).await?;
                let instalment = |one: &diary::Instalment| Instalment {
                    due_on: one.due_on,
                    amount: one.amount,
                };
                let new = NewPlan {
                    parts: self.parts(parts).await?,
                    instalments: instalments.iter().map(instalment).collect(),
                    tolerance_days: 2,
                    default_after_days: *ends_after_days,
                    acceptance: "as the diary says".to_string(),
                };
                self.desk.agree_plan(seat, debtor, new).await?;
            }
            Statement::Dispute { part, reason } => {
                let item = self.item(&part.item).await?;
                let new = NewDispute {
                    amount: part.amount,
                    ..NewDispute::because(*reason, "as the diary says")
                };
                self.desk.open_dispute(seat, item, new).await?;
            }
            Statement::Hold {
                subject,
                until,
                reason,
            } => {
                let (debtor, item) = self.held_subject(subject).await?;
                let words = "as the diary says".to_string();
                let hold = NewHold {
                    item,
                    until_on: *until,
                    reason: *reason,
                    words,
                };
                self.desk.place_hold(seat, debtor, hold).await?;
            }
            Statement::Reply { debtor, words } => {
                let debtor = self.known_debtor(debtor).await?;
                self.desk.note_reply(seat, debtor, words).await?;
            }
            Statement::ClaimCharges { debtor, through } => {
                let debtor = self.known_debtor(debtor).await?;
                self.desk.claim_late_charges(seat, debtor, *through).await?;
            }
            _ => self.end_of_fact(seat, statement).await?,
        }
        Ok(())
    }

    async fn end_of_fact(&mut self, seat: &Seat, statement: &Statement) -> Outcome<()> {
        match statement {
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
            Statement::EndPlans(debtor) => {
                let account = self.account(debtor).await?;
                for plan in account.plans.iter().filter(|plan| plan.outcome.is_none()) {
                    self.desk.withdraw_plan(seat, plan.id).await?;
                }
            }
            Statement::CloseDispute {
                item,
                founded,
                credit_to_come,
            } => {
                let settlement = Settlement {
                    is_founded: *founded,
                    fault: Fault::Unknown,
                    credit_to_come: *credit_to_come,
                };
                let disputes = self.disputes(item).await?.into_iter();
                for dispute in disputes.filter(|dispute| dispute.closed_on.is_none()) {
                    self.desk
                        .close_dispute(seat, dispute.id, settlement)
                        .await?;
                }
            }
            Statement::EndAwards(item) => {
                let disputes = self.disputes(item).await?.into_iter();
                for dispute in disputes.filter(|dispute| dispute.award.is_some()) {
                    self.desk.end_award(seat, dispute.id).await?;
                }
            }
            Statement::LiftHold(subject) => {
                let (debtor, item) = self.held_subject(subject).await?;
                let account = self.account_of(debtor).await?;
                let of_subject = account.holds.iter().filter(|hold| hold.item == item);
                for hold in of_subject.filter(|hold| hold.lifted_on.is_none()) {
                    self.desk.lift_hold(seat, hold.id).await?;
                }
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
            _ => {}
        }
        Ok(())
    }

    async fn parts(&mut self, parts: &[Part]) -> Outcome<Vec<(ItemId, Option<Money>)>> {
        let mut found = Vec::with_capacity(parts.len());
        for part in parts {
            found.push((self.item(&part.item).await?, part.amount));
        }
        Ok(found)
    }

    async fn disputes(&mut self, item: &str) -> Outcome<Vec<Dispute>> {
        let (found, debtor) = self.open_item(item).await?;
        let mut disputes = self.account_of(debtor).await?.disputes;
        disputes.retain(|dispute| dispute.item == found.id);
        Ok(disputes)
    }

    async fn held_subject(&mut self, name: &str) -> Outcome<(DebtorId, Option<ItemId>)> {
        if self.named().await?.items.contains_key(name) {
            let (item, debtor) = self.open_item(name).await?;
            return Ok((debtor, Some(item.id)));
        }
        Ok((self.known_debtor(name).await?, None))
    }

    async fn account(&mut self, debtor: &str) -> Outcome<Account> {
        let id = self.known_debtor(debtor).await?;
        self.account_of(id).await
    }

    async fn account_of(&mut self, debtor: DebtorId) -> Outcome<Account> {
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
}

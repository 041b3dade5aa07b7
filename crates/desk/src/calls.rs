//! Calls: what came of one, with what the debtor agreed to, written down at once. Must never count a call that reached
//! nobody as a contact, nor keep half of what was said.

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use receivables::call::{CallOutcome, UnpaidReason};
use receivables::contact::Channel;
use receivables::debtor::Certainty;
use receivables::fact::{DisputeReason, HoldReason};
use receivables::identity::{DebtorId, ItemId, NoticeId};
use receivables::money::Money;
use store::Transaction;
use store::call_report::CallReport;
use store::notice::Standing;

use crate::desk::Desk;
use crate::disputes::NewDispute;
use crate::error::{DeskError, Result};
use crate::facts::{NewHold, NewPromise};
use crate::refusal::{PromiseRefusal, Refusal};
use crate::seat::Seat;

/// What a call brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// How it ended.
    pub outcome: CallOutcome,
    /// Why the invoices are not paid, when somebody was reached.
    pub reason: Option<UnpaidReason>,
    /// What was said.
    pub words: String,
    /// The same with outcome and reason, in the words of the timeline.
    pub summary: String,
    /// What was agreed.
    pub agreed: Agreed,
}

/// What was agreed in a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreed {
    /// The items it is about.
    pub items: Vec<ItemId>,
    /// The day they are paid.
    pub pay_on: Option<Date>,
    /// Less than the whole, for one item.
    pub amount: Option<Money>,
    /// What is contested, and why: the amount of the only item, or each item as a whole.
    pub contested: Option<(DisputeReason, Option<Money>)>,
    /// Until when nothing is asked, for a payment under way.
    pub rest_until: Option<Date>,
}

impl Desk {
    /// Writes down what a call brought.
    ///
    /// # Errors
    /// Refuses a call that is done already or was none, a reason that is missing though somebody was reached, and what
    /// cannot be promised or contested; then nothing of the call is written.
    #[boxed]
    pub async fn report_call(&self, seat: &Seat, id: NoticeId, called: &Called) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let notice = store::notice::find(&mut transaction, seat.creditor, id).await?;
        if notice.act.channel != Channel::Call || notice.standing() != Standing::ToDo {
            return Err(Refusal::AlreadyDone.into());
        }
        if called.outcome == CallOutcome::Reached && called.reason.is_none() {
            return Err(Refusal::CallWithoutReason.into());
        }
        let stamp = self.stamp(&seat.actor);
        let report = CallReport {
            outcome: called.outcome,
            reason: called.reason,
            words: called.words.clone(),
        };
        if called.outcome.is_contact() {
            self.finish(&mut transaction, seat, (&notice, today), &called.summary)
                .await?;
        } else {
            let taken_back = (id, called.summary.as_str());
            let is_first =
                store::notice::withdraw(&mut transaction, &stamp, seat.creditor, taken_back)
                    .await?;
            if !is_first {
                return Err(Refusal::AlreadyDone.into());
            }
        }
        let whose = (seat.creditor, notice.debtor, id);
        store::call_report::keep(&mut transaction, &stamp, whose, (&report, today)).await?;
        let agreed_on = (seat, today);
        if called.reason == Some(UnpaidReason::CashDifficulty) {
            let said = Some(Certainty::Stated);
            self.write_difficulty(&mut transaction, agreed_on, notice.debtor, said)
                .await?;
        }
        self.write_agreed(&mut transaction, agreed_on, notice.debtor, called)
            .await?;
        self.decide_again(&mut transaction, seat, notice.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// What can be promised beside what is contested: the rest of the only item.
    async fn uncontested(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        agreed: &Agreed,
        contested: Option<Money>,
    ) -> Result<Option<Money>> {
        let ([item], Some(contested)) = (&agreed.items[..], contested) else {
            return Err(PromiseRefusal::OfContested.into());
        };
        let owed = store::item::by_ids(transaction, seat.creditor, &[*item]).await?;
        let open = owed.first().ok_or(DeskError::NotFound("item"))?.item.open;
        let rest = open.minor - contested.minor;
        if open.currency != contested.currency || rest <= 0 {
            return Err(PromiseRefusal::OfContested.into());
        }
        let most = open.with_minor(rest);
        if agreed.amount.is_some_and(|amount| amount.minor > rest) {
            return Err(Refusal::PartNotOpen { open: most }.into());
        }
        Ok(Some(agreed.amount.unwrap_or(most)))
    }

    async fn write_agreed(
        &self,
        transaction: &mut Transaction,
        (seat, today): (&Seat, Date),
        debtor: DebtorId,
        called: &Called,
    ) -> Result<()> {
        let agreed = &called.agreed;
        if let Some((reason, amount)) = agreed.contested {
            for item in &agreed.items {
                let new = NewDispute {
                    amount,
                    ..NewDispute::because(reason, &called.words)
                };
                self.write_dispute(transaction, (seat, today), *item, new)
                    .await?;
            }
        }
        if let Some(pay_on) = agreed.pay_on {
            let amount = match agreed.contested {
                Some((_, contested)) => {
                    self.uncontested(transaction, seat, agreed, contested)
                        .await?
                }
                None => agreed.amount,
            };
            let parts = agreed.items.iter().map(|item| (*item, amount));
            let new = NewPromise {
                pay_on,
                parts: parts.collect(),
            };
            self.write_promise(transaction, (seat, today), debtor, new)
                .await?;
        }
        if let Some(until) = agreed.rest_until {
            for item in &agreed.items {
                let new = NewHold {
                    item: Some(*item),
                    until_on: Some(until),
                    reason: HoldReason::DebtorSaid,
                    words: called.words.clone(),
                };
                self.write_hold(transaction, (seat, today), debtor, new)
                    .await?;
            }
        }
        Ok(())
    }
}

//! Instalment plans: proposed, agreed, taken back and judged. A plan is written with its entry in the journal and
//! has the account decided again. Must never agree to a plan that does not add up to what it covers.

use async_recursion::async_recursion as boxed;
use std::sync::Arc;

use jiff::civil::Date;
use notices::message::Message;
use receivables::account::Account;
use receivables::calendar::{Calendar, plus_days};
use receivables::contact::{Channel, ContactRole};
use receivables::decide::{ActItem, PlannedAct, Recipient, Release};
use receivables::fact::PromiseOutcome;
use receivables::identity::{DebtorId, ItemId, PlanId};
use receivables::instalment_plan::{
    Instalment, InstalmentPlan, MOST_INSTALMENTS, PlanOutcome, PlannedPart, Schedule, propose,
};
use receivables::money::Money;
use receivables::strategy::Act;
use store::account::AsOf;
use store::page::{Page, Reach};

use crate::carriers::Carriers;
use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::facts::{account, part_of, said};
use crate::letters::{PrintedFile, one_run, print, window};
use crate::phases;
use crate::refusal::{PlanRefusal, PressRefusal, Refusal};
use crate::seat::Seat;

/// Accounts whose plans are judged together.
const ACCOUNTS_JUDGED_TOGETHER: usize = 500;
/// The template of the letter that confirms a plan.
const AGREEMENT: &str = "plan-agreement";

/// A plan as it is agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlan {
    /// The claims, with the part of each that is covered; nothing means all that is open.
    pub parts: Vec<(ItemId, Option<Money>)>,
    /// The payments, by day.
    pub instalments: Vec<Instalment>,
    /// Calendar days an instalment may be late before anybody speaks of it.
    pub tolerance_days: i32,
    /// Calendar days after which an unpaid instalment ends the plan; nothing when a person decides.
    pub default_after_days: Option<i32>,
    /// Who accepted and how: "e-mail of Mrs Durand, 3 March". May be empty.
    pub acceptance: String,
}

impl Desk {
    /// A schedule for what is open of some claims of a debtor. Keeps nothing.
    ///
    /// # Errors
    /// Refuses nothing chosen and claims of two currencies.
    #[boxed]
    pub async fn propose_plan(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        items: &[ItemId],
        schedule: Schedule,
    ) -> Result<(Vec<PlannedPart>, Vec<Instalment>)> {
        let why = self.why(seat, debtor, None).await?;
        let parts: Vec<(ItemId, Option<Money>)> = items.iter().map(|item| (*item, None)).collect();
        let parts = parts_of(&why.account, &parts)?;
        let total = total_of(&parts)?;
        let calendar = Calendar::around(schedule.first_on);
        let country = why.account.policy.country.as_str();
        let instalments = propose(total, schedule, (&calendar, country));
        Ok((parts, instalments))
    }

    /// Agrees to a plan. Open promises on its claims are taken back: the plan stands instead of them.
    ///
    /// # Errors
    /// Refuses a plan over nothing, over two currencies or over claims that are under one already, instalments that
    /// do not add up to what is covered, and days that are not in their order.
    #[boxed]
    pub async fn agree_plan(&self, seat: &Seat, debtor: DebtorId, new: NewPlan) -> Result<PlanId> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        // An account of another creditor does not exist here.
        let known = store::debtor::find(&mut transaction, seat.creditor, debtor).await?;
        phases::check_may_bind(&mut transaction, seat, &known).await?;
        // Two people who agree to a plan at once come one after the other.
        store::review::touch(&mut transaction, &stamp, seat.creditor, &[debtor]).await?;
        let account = account(&mut transaction, seat, debtor, today).await?;
        let parts = parts_of(&account, &new.parts)?;
        check(&account, &parts, &new.instalments, today)?;
        let plan = InstalmentPlan {
            id: PlanId(0),
            agreed_on: today,
            parts,
            instalments: new.instalments,
            tolerance_days: new.tolerance_days.max(0),
            default_after_days: new.default_after_days.map(|days| days.max(0)),
            outcome: None,
        };
        let replaced = account.promises.iter().filter(|promise| {
            promise.outcome.is_none() && promise.parts.iter().any(|part| plan.covers(part.item))
        });
        for promise in replaced {
            let ended = (PromiseOutcome::Withdrawn, today);
            store::promise::close(&mut transaction, &stamp, seat.creditor, promise.id, ended)
                .await?;
        }
        let whose = (seat.creditor, debtor);
        let acceptance = said(&new.acceptance);
        let id = store::instalment_plan::agree(&mut transaction, &stamp, whose, &plan, acceptance)
            .await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// The letter that confirms a plan, as it was agreed.
    ///
    /// # Errors
    /// Finds no plan of another creditor, and none whose claims were already settled on the day it was agreed.
    #[boxed]
    pub async fn plan_letter(
        &self,
        seat: &Seat,
        (debtor, plan): (DebtorId, PlanId),
    ) -> Result<Message> {
        let missing = || DeskError::NotFound("instalment plan");
        let now = self.why(seat, debtor, None).await?;
        let of_account = |account: &Account| {
            let mut plans = account.plans.iter();
            plans.find(|known| known.id == plan).cloned()
        };
        let agreed_on = of_account(&now.account).ok_or_else(missing)?.agreed_on;
        let then = match agreed_on < now.on {
            true => self.why(seat, debtor, Some(agreed_on)).await?,
            false => now,
        };
        let agreed = of_account(&then.account).ok_or_else(missing)?;
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let library = self.library(&mut reader, seat.creditor).await?;
        drop(reader);
        let act = confirmation(&agreed, &then.account);
        let from = (&creditor, &*library);
        let (message, _) = self.message(from, (&act, None), &then.account, agreed_on)?;
        Ok(message)
    }

    /// The same letter as a file, on the letterhead of the company.
    ///
    /// # Errors
    /// As [`Desk::plan_letter`], and when nothing prints.
    #[boxed]
    pub async fn plan_file(
        &self,
        seat: &Seat,
        carriers: &Carriers,
        (debtor, plan): (DebtorId, PlanId),
    ) -> Result<PrintedFile> {
        let message = self.plan_letter(seat, (debtor, plan)).await?;
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        drop(reader);
        let today = self.clock().today(&creditor.policy.time_zone);
        let missing = || Refusal::Press(PressRefusal::NoLetter);
        let letter = message.letter.ok_or_else(missing)?;
        let run = one_run(*letter, window(&creditor)?, today);
        let bytes = print(carriers, vec![run]).await?.pop();
        Ok(PrintedFile {
            name: format!("{AGREEMENT}-{plan}.pdf"),
            bytes: bytes.ok_or_else(missing)?,
        })
    }

    /// Takes a plan back: its claims are asked for as before.
    #[boxed]
    pub async fn withdraw_plan(&self, seat: &Seat, plan: PlanId) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let outcome = (PlanOutcome::Withdrawn, today);
        let stamp = self.stamp(&seat.actor);
        let creditor = seat.creditor;
        let debtor =
            store::instalment_plan::close(&mut transaction, &stamp, creditor, plan, outcome)
                .await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        Ok(transaction.commit().await?)
    }

    /// Judges the plans that go on: those that are paid and those whose instalment stayed unpaid for too long.
    pub(crate) async fn judge_plans(&self, seat: &Seat, on: Date) -> Result<u64> {
        let mut transaction = self.store().transaction().await?;
        let policy = Arc::new(self.policy(&mut transaction, seat.creditor, None).await?);
        let running = store::instalment_plan::running(&mut transaction, seat.creditor).await?;
        let stamp = self.stamp(&seat.actor);
        let mut judged = 0;
        for debtors in running.chunks(ACCOUNTS_JUDGED_TOGETHER) {
            let page = Page::new(debtors.to_vec(), Reach::List);
            let as_of = AsOf::now(on);
            let accounts =
                store::account::load_page(&mut transaction, &policy, &page, as_of).await?;
            for account in &accounts {
                for plan in &account.plans {
                    let Some(outcome) = plan.judge(account, on) else {
                        continue;
                    };
                    let creditor = seat.creditor;
                    store::instalment_plan::close(
                        &mut transaction,
                        &stamp,
                        creditor,
                        plan.id,
                        outcome,
                    )
                    .await?;
                    judged += 1;
                }
            }
        }
        transaction.commit().await?;
        Ok(judged)
    }
}

/// The letter to whoever pays at the debtor.
fn confirmation(plan: &InstalmentPlan, account: &Account) -> PlannedAct {
    let contact = account
        .contacts
        .iter()
        .min_by_key(|contact| (contact.role != ContactRole::AccountsPayable, contact.id));
    let item = |part: &PlannedPart| ActItem {
        item: part.item,
        step: AGREEMENT.to_string(),
        asked: part.amount,
        place: None,
    };
    PlannedAct {
        key: plan.id.to_string(),
        step: AGREEMENT.to_string(),
        act: Act::Letter,
        channel: Channel::Letter,
        instead_of: None,
        template: AGREEMENT.to_string(),
        sender: String::new(),
        recipient: Recipient {
            contact: contact.map(|contact| contact.id),
            address: String::new(),
            name: contact.map_or_else(String::new, |contact| contact.name.clone()),
        },
        language: account.debtor.language,
        tone: 1,
        leading: plan.parts.first().map_or(ItemId(0), |part| part.item),
        items: plan.parts.iter().map(item).collect(),
        by_plan: Some(plan.id),
        payment_asked_by: None,
        days_to_answer: None,
        due_on: None,
        release: Release::ByHand,
        attachments: Vec::new(),
        variant: None,
        from_hour: None,
    }
}

/// The parts of claims as the account holds them.
fn parts_of(account: &Account, wanted: &[(ItemId, Option<Money>)]) -> Result<Vec<PlannedPart>> {
    let mut parts: Vec<PlannedPart> = Vec::with_capacity(wanted.len());
    for (id, amount) in wanted {
        let item = account
            .item(*id)
            .filter(|item| item.is_open_claim())
            .ok_or(DeskError::NotFound("item"))?;
        if parts.iter().any(|part| part.item == *id) {
            continue;
        }
        parts.push(PlannedPart {
            item: *id,
            amount: part_of(item.open, *amount)?,
            open_then: item.open,
        });
    }
    Ok(parts)
}

fn total_of(parts: &[PlannedPart]) -> Result<Money> {
    let Some(first) = parts.first() else {
        return Err(Refusal::Plan(PlanRefusal::OfNothing).into());
    };
    let nothing = Money::zero(first.amount.currency);
    let total = parts
        .iter()
        .try_fold(nothing, |sum, part| sum.checked_add(part.amount));
    total.ok_or_else(|| Refusal::Plan(PlanRefusal::OfTwoCurrencies).into())
}

fn check(
    account: &Account,
    parts: &[PlannedPart],
    instalments: &[Instalment],
    today: Date,
) -> Result<()> {
    let claim = total_of(parts)?;
    let covered = parts.iter().find(|part| {
        let mut plans = account.plans.iter();
        plans.any(|plan| plan.is_running(today) && plan.covers(part.item))
    });
    if let Some(item) = covered.and_then(|part| account.item(part.item)) {
        let item = item.reference.clone();
        return Err(Refusal::Plan(PlanRefusal::AlreadyUnderOne { item }).into());
    }
    let has_amounts = instalments
        .iter()
        .all(|one| one.amount.is_positive() && one.amount.currency == claim.currency);
    if instalments.is_empty() || instalments.len() > MOST_INSTALMENTS || !has_amounts {
        let most = MOST_INSTALMENTS;
        return Err(Refusal::Plan(PlanRefusal::Instalments { most }).into());
    }
    // What was paid before is not open any more: an instalment of the past would be missing from the first day.
    let mut last_on = plus_days(today, -1);
    for one in instalments {
        if one.due_on <= last_on {
            return Err(Refusal::Plan(PlanRefusal::DaysNotInOrder { day: one.due_on }).into());
        }
        last_on = one.due_on;
    }
    let planned = instalments
        .iter()
        .fold(0_i64, |sum, one| sum.saturating_add(one.amount.minor));
    if planned != claim.minor {
        let planned = claim.with_minor(planned);
        return Err(Refusal::Plan(PlanRefusal::SumIsNotTheClaim { claim, planned }).into());
    }
    Ok(())
}

//! What people note about an account: promises, holds and replies. Each is written with its
//! entry in the journal and has the account decided again.

use async_recursion::async_recursion as boxed;
use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::Account;
use receivables::fact::{Hold, HoldReason, Promise, PromiseOutcome, PromisedPart};
use receivables::identity::{DebtorId, HoldId, ItemId, PromiseId, ReplyId};
use receivables::item::Item;
use receivables::money::Money;
use store::account::AsOf;
use store::item::Owed;
use store::page::Page;
use store::reply::ReplyMessage;
use store::{Session, Transaction};

use crate::desk::{Desk, policy};
use crate::error::{DeskError, Result};
use crate::phases;
use crate::profile::Profile;
use crate::receive::said_in_answer;
use crate::refusal::{MessageRefusal, PromiseRefusal, Refusal};
use crate::seat::Seat;

/// A promise as it is taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPromise {
    /// The day the money is promised for.
    pub pay_on: Date,
    /// The items, with the part of each that is promised; nothing means all that is open.
    pub parts: Vec<(ItemId, Option<Money>)>,
}

/// A hold as it is placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHold {
    /// The item; nothing holds the whole debtor.
    pub item: Option<ItemId>,
    /// The last day held, included; nothing means as long as the company holds for that reason, else until a person lifts
    /// it.
    pub until_on: Option<Date>,
    /// Why.
    pub reason: HoldReason,
    /// In the words of who placed it.
    pub words: String,
}

impl Desk {
    /// Takes a promise to pay. Refused for a day in the past, an item of another account, more than is open, or what
    /// is promised already.
    #[boxed]
    pub async fn take_promise(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        new: NewPromise,
    ) -> Result<PromiseId> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let id = self
            .write_promise(&mut transaction, (seat, today), debtor, new)
            .await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Writes a promise down; the account is not decided again yet.
    pub(crate) async fn write_promise(
        &self,
        transaction: &mut Transaction,
        (seat, today): (&Seat, Date),
        debtor: DebtorId,
        new: NewPromise,
    ) -> Result<PromiseId> {
        if new.pay_on < today {
            return Err(PromiseRefusal::InThePast.into());
        }
        if new.parts.is_empty() {
            return Err(PromiseRefusal::OfNothing.into());
        }
        let stamp = self.stamp(&seat.actor);
        // An account of another creditor does not exist here. Two people who take a promise at once come one after the
        // other.
        let known = store::debtor::find(transaction, seat.creditor, debtor).await?;
        phases::check_may_bind(transaction, seat, &known).await?;
        store::review::touch(transaction, &stamp, seat.creditor, &[debtor]).await?;
        let account = account(transaction, seat, debtor, today).await?;
        let ids: Vec<ItemId> = new.parts.iter().map(|(item, _)| *item).collect();
        let owed = items_of(transaction, seat, debtor, &ids).await?;
        let mut parts = Vec::with_capacity(owed.len());
        for (id, amount) in &new.parts {
            let Some(item) = owed
                .iter()
                .map(|owed| &owed.item)
                .find(|item| item.id == *id)
            else {
                return Err(DeskError::NotFound("item"));
            };
            let amount = unpromised((&account, today), item, *amount)?;
            parts.push(PromisedPart { item: *id, amount });
        }
        let promise = Promise {
            id: PromiseId(0),
            taken_on: today,
            pay_on: new.pay_on,
            parts,
            outcome: None,
        };
        Ok(store::promise::take(transaction, &stamp, seat.creditor, debtor, &promise).await?)
    }

    /// Takes a promise back.
    #[boxed]
    pub async fn withdraw_promise(&self, seat: &Seat, promise: PromiseId) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let outcome = (PromiseOutcome::Withdrawn, today);
        let stamp = self.stamp(&seat.actor);
        store::promise::close(&mut transaction, &stamp, seat.creditor, promise, outcome).await?;
        Ok(transaction.commit().await?)
    }

    /// Holds a debtor or one of its items from today on.
    #[boxed]
    pub async fn place_hold(&self, seat: &Seat, debtor: DebtorId, new: NewHold) -> Result<HoldId> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let id = self
            .write_hold(&mut transaction, (seat, today), debtor, new)
            .await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Writes a hold down; the account is not decided again yet.
    pub(crate) async fn write_hold(
        &self,
        transaction: &mut Transaction,
        (seat, today): (&Seat, Date),
        debtor: DebtorId,
        new: NewHold,
    ) -> Result<HoldId> {
        if new.until_on.is_some_and(|last| last < today) {
            return Err(Refusal::HoldEnded.into());
        }
        // An account of another creditor does not exist here.
        store::debtor::find(transaction, seat.creditor, debtor).await?;
        if let Some(item) = new.item {
            items_of(transaction, seat, debtor, &[item]).await?;
        }
        let creditor = store::creditor::find(transaction, seat.creditor).await?;
        let usual = Profile::of(&creditor)?.follow_ups;
        let hold = Hold {
            id: HoldId(0),
            item: new.item,
            from_on: today,
            until_on: new.until_on.or(usual.last_day(new.reason, today)),
            reason: new.reason,
            lifted_on: None,
        };
        let stamp = self.stamp(&seat.actor);
        let account = (seat.creditor, debtor);
        Ok(store::hold::place(transaction, &stamp, account, &hold, said(&new.words)).await?)
    }

    /// Lifts a hold today.
    #[boxed]
    pub async fn lift_hold(&self, seat: &Seat, hold: HoldId) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        store::hold::lift(&mut transaction, &stamp, seat.creditor, hold, today).await?;
        Ok(transaction.commit().await?)
    }

    /// Notes an answer of the debtor: automatic steps stop until a person has handled it.
    #[boxed]
    pub async fn note_reply(&self, seat: &Seat, debtor: DebtorId, words: &str) -> Result<ReplyId> {
        let Some(words) = said(words) else {
            return Err(Refusal::Message(MessageRefusal::ReplyWithoutWords).into());
        };
        let (mut transaction, _, today) = self.begin(seat).await?;
        // An account of another creditor does not exist here.
        store::debtor::find(&mut transaction, seat.creditor, debtor).await?;
        let stamp = self.stamp(&seat.actor);
        let account = (seat.creditor, debtor);
        let id = store::reply::receive(&mut transaction, &stamp, account, today, words).await?;
        let message = ReplyMessage {
            message_id: String::new(),
            sender: String::new(),
            subject: String::new(),
            words: words.to_string(),
            statements: said_in_answer(words, today),
        };
        let kept = (seat.creditor, id);
        store::reply::keep_message(&mut transaction, kept, &message).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Says that an answer was dealt with.
    #[boxed]
    pub async fn handle_reply(&self, seat: &Seat, reply: ReplyId) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        store::reply::handle(&mut transaction, &stamp, seat.creditor, reply, today).await?;
        Ok(transaction.commit().await?)
    }
}

/// Trimmed words, when there are any.
pub(crate) fn said(words: &str) -> Option<&str> {
    Some(words.trim()).filter(|words| !words.is_empty())
}

/// The wanted part of what is open; all of it when nothing is wanted.
pub(crate) fn part_of(open: Money, wanted: Option<Money>) -> Result<Money> {
    let part = wanted.unwrap_or(open);
    if part.currency != open.currency || !part.is_positive() || part.minor > open.minor {
        return Err(Refusal::PartNotOpen { open }.into());
    }
    Ok(part)
}

/// What may still be promised of an item: all of it comes to what no open promise holds, and a part beyond that is
/// refused, whoever took the other promise.
fn unpromised(
    (account, today): (&Account, Date),
    item: &Item,
    wanted: Option<Money>,
) -> Result<Money> {
    let tolerance = account.policy.promise_tolerance_days;
    let promises = account.promises.iter();
    let of_item: Vec<(i64, Date)> = promises
        .map(|one| (one.held_minor(item.id, today, tolerance), one.pay_on))
        .filter(|(held, _)| *held > 0)
        .collect();
    let promised = of_item
        .iter()
        .fold(0_i64, |sum, (minor, _)| sum.saturating_add(*minor));
    let left = item.open.minor.saturating_sub(promised);
    let part = match wanted {
        Some(_) => part_of(item.open, wanted)?,
        None => item.open.with_minor(left),
    };
    match of_item.iter().map(|(_, day)| *day).max() {
        Some(day) if part.minor > left || !part.is_positive() => {
            let item = item.reference.clone();
            Err(PromiseRefusal::Already { item, day }.into())
        }
        _ => part_of(item.open, Some(part)),
    }
}

/// The account as it stands in a transaction.
pub(crate) async fn account(
    transaction: &mut Transaction,
    seat: &Seat,
    debtor: DebtorId,
    today: Date,
) -> Result<Account> {
    let policy = Arc::new(policy(transaction, seat.creditor, None).await?);
    let page = Page::of(debtor);
    let accounts = store::account::load_page(transaction, &policy, &page, AsOf::now(today)).await?;
    let found = accounts.into_iter().next();
    found.ok_or(DeskError::NotFound("account"))
}

/// Items that must all be on one account.
async fn items_of(
    transaction: &mut Transaction,
    seat: &Seat,
    debtor: DebtorId,
    ids: &[ItemId],
) -> Result<Vec<Owed>> {
    let session: &mut Session = transaction;
    let owed = store::item::by_ids(session, seat.creditor, ids).await?;
    let all_there = ids.iter().all(|id| {
        owed.iter()
            .any(|owed| owed.item.id == *id && owed.debtor == debtor)
    });
    if all_there {
        Ok(owed)
    } else {
        Err(DeskError::NotFound("item"))
    }
}

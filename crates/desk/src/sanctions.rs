//! Sanctions: proposed by a step or a person, approved by an administrator, told to the team before the day, lifted once
//! what they are about is paid. Must never approve what the law bars, and never apply anything by itself.

mod file;
mod returned;

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use notices::team::{SanctionNews, sanction_announced, sanction_lifted};
use notices::wording::Wording;
use receivables::account::Account;
use receivables::calendar::plus_days;
use receivables::identity::{CreditorId, DebtorId, ItemId, SanctionId};
use receivables::money::{Balances, Money};
use receivables::sanction::{Bar, Measure, Sanction, bar};
use store::creditor::Creditor;
use store::notice::{Notice, Standing};
use store::page::Page;
use store::sanction::{Ending, KeptSanction, NewSanction};
use store::stamp::Stamp;
use store::{Seen, Transaction};

pub(crate) use self::returned::propose_again;
use crate::deciding::Deciding;
use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;
use crate::refusal::SanctionRefusal;
use crate::rights::check_administrator;
use crate::seat::Seat;

impl Desk {
    /// Proposes a sanction for claims of an account; with none named, for all that is overdue and not contested.
    #[boxed]
    pub async fn propose_sanction(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        (new, items): (NewSanction, &[ItemId]),
    ) -> Result<SanctionId> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let new = NewSanction {
            why: new.why.trim().to_string(),
            wished_on: new.wished_on.max(today),
            ..new
        };
        if new.why.is_empty() {
            return Err(SanctionRefusal::WithoutReason.into());
        }
        let account = self
            .account_now(&mut transaction, seat, debtor, today)
            .await?;
        let mut sanctions = account.sanctions.iter();
        if sanctions.any(|one| one.measure == new.measure && one.goes_on(today)) {
            return Err(SanctionRefusal::GoesOn.into());
        }
        refuse_barred(&account, (&new, new.wished_on))?;
        let claims = claims(&account, items, today);
        if claims.is_empty() {
            return Err(SanctionRefusal::OfNothing.into());
        }
        let stamp = self.stamp(&seat.actor);
        let owner = (seat.creditor, debtor);
        let kept = (&new, today, claims.as_slice());
        let id = store::sanction::propose(&mut transaction, &stamp, owner, kept).await?;
        for notice in asked_for(&mut transaction, seat, (debtor, &new)).await? {
            self.finish(&mut transaction, seat, (&notice, today), &new.why)
                .await?;
        }
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Approves a sanction and tells the team. It takes effect on the day it was wished for, but never before the
    /// company's days of notice have passed; that day is given.
    #[boxed]
    pub async fn approve_sanction(&self, seat: &Seat, id: SanctionId) -> Result<Date> {
        let (mut transaction, creditor, today) = self.begin(seat).await?;
        check_administrator(&mut transaction, seat).await?;
        let sanction = store::sanction::find(&mut transaction, seat.creditor, id).await?;
        if sanction.ended.is_some() || sanction.approved.is_some() {
            return Err(SanctionRefusal::Answered.into());
        }
        let profile = Profile::of(&creditor)?;
        let first_day = plus_days(today, profile.sanctions.notice_days.max(1));
        let from_on = sanction.wished_on.max(first_day);
        let account = self
            .account_now(&mut transaction, seat, sanction.debtor, today)
            .await?;
        refuse_barred(&account, (&wish(&sanction), from_on))?;
        // What was contested since it was proposed is no ground for it any more.
        let mut proposed = account.sanctions.iter().filter(|one| one.id == id);
        if proposed.all(|one| claims(&account, &one.claims, today).is_empty()) {
            return Err(SanctionRefusal::OfNothing.into());
        }
        let stamp = self.stamp(&seat.actor);
        let of = (seat.creditor, &sanction);
        store::sanction::approve(&mut transaction, &stamp, of, from_on).await?;
        let wording = Wording::new(creditor.policy.language);
        let sums = store::sanction::sums(&mut transaction, Seen::by_the_machine(seat.creditor));
        let open = sums.await?.remove(&id).map(|[_, open]| open);
        let news = news(&creditor, &sanction, open.as_ref());
        let (subject, body) = sanction_announced(&news, from_on, &wording);
        let key = format!("sanction:{id}:announced");
        let mail = (&profile.sanctions.told[..], &*subject, &*body);
        let place = (seat.creditor, &*key);
        store::team_mail::write(&mut transaction, &stamp, place, mail).await?;
        self.decide_again(&mut transaction, seat, sanction.debtor)
            .await?;
        transaction.commit().await?;
        Ok(from_on)
    }

    /// Refuses a proposal, or lifts a sanction that was approved and tells the team. Whoever may propose may lift: a
    /// customer must not wait for an administrator once there is no reason any more.
    #[boxed]
    pub async fn end_sanction(&self, seat: &Seat, id: SanctionId, words: &str) -> Result<()> {
        let (mut transaction, creditor, today) = self.begin(seat).await?;
        let sanction = store::sanction::find(&mut transaction, seat.creditor, id).await?;
        if sanction.ended.is_some() {
            return Err(SanctionRefusal::Answered.into());
        }
        let words = Some(words.trim()).filter(|words| !words.is_empty());
        let how = match sanction.was_announced() {
            true => Ending::Lifted,
            false => Ending::Refused,
        };
        let stamp = self.stamp(&seat.actor);
        let told = Profile::of(&creditor)?.sanctions.told;
        let end = (today, how, words);
        end_and_tell(&mut transaction, &stamp, (&creditor, &told), &sanction, end).await?;
        self.decide_again(&mut transaction, seat, sanction.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }
}

/// Proposes what an alert asks for, unless it goes on already, the law bars it, or nothing uncontested is overdue.
pub(crate) async fn propose(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (account, today): (&mut Account, Date),
    (measure, why): (Measure, &str),
) -> Result<()> {
    let mut sanctions = account.sanctions.iter();
    let goes_on = sanctions.any(|one| one.measure == measure && one.goes_on(today));
    let claims = claims(account, &[], today);
    if goes_on || claims.is_empty() || bar(account, measure, today).is_some() {
        return Ok(());
    }
    let new = NewSanction {
        measure,
        why: why.to_string(),
        wished_on: today,
    };
    let owner = (account.policy.creditor, account.debtor.id);
    let kept = (&new, today, claims.as_slice());
    let id = store::sanction::propose(transaction, stamp, owner, kept).await?;
    account.sanctions.push(Sanction {
        id,
        measure,
        proposed_on: today,
        is_approved: false,
        from_on: today,
        ended_on: None,
        claims: claims.into_iter().map(|(item, _)| item).collect(),
    });
    Ok(())
}

/// Ends the sanctions of a page whose claims are settled or contested, and those that proceedings bar, before the page is
/// decided.
pub(crate) async fn lift_ended(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    deciding: &Deciding,
    (page, accounts): (&Page, &mut [Account]),
) -> Result<()> {
    let today = deciding.today;
    let is_quiet = |account: &Account| !account.sanctions.iter().any(|one| one.goes_on(today));
    if accounts.iter().all(is_quiet) {
        return Ok(());
    }
    let creditor = deciding.policy.creditor;
    let settled = store::sanction::settled_of_page(transaction, creditor, page).await?;
    for account in accounts {
        let mut over: Vec<(SanctionId, Ending)> = Vec::new();
        for one in account.sanctions.iter().filter(|one| one.goes_on(today)) {
            if settled.contains(&one.id) {
                over.push((one.id, Ending::Paid));
            } else if bar(account, one.measure, today) == Some(Bar::Proceedings) {
                over.push((one.id, Ending::Barred));
            } else if is_contested(account, &one.claims, today) {
                over.push((one.id, Ending::Contested));
            }
        }
        for (id, how) in over {
            let whole = store::creditor::find(transaction, creditor).await?;
            let told = Profile::of(&whole)?.sanctions.told;
            let sanction = store::sanction::find(transaction, creditor, id).await?;
            let end = (today, how, None);
            end_and_tell(transaction, stamp, (&whole, &told), &sanction, end).await?;
            for one in account.sanctions.iter_mut().filter(|one| one.id == id) {
                one.ended_on = Some(today);
            }
        }
    }
    Ok(())
}

/// Ends a sanction; the team hears of it when it had heard of the sanction.
async fn end_and_tell(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, told): (&Creditor, &[String]),
    sanction: &KeptSanction,
    (on, how, words): (Date, Ending, Option<&str>),
) -> Result<()> {
    let of = (creditor.id, sanction);
    store::sanction::end(transaction, stamp, of, (on, how, words)).await?;
    if !sanction.was_announced() {
        return Ok(());
    }
    let wording = Wording::new(creditor.policy.language);
    let why = match how {
        Ending::Paid => wording.word("sanction-ended-paid"),
        Ending::Barred => wording.word("sanction-ended-barred"),
        Ending::Contested => wording.word("sanction-ended-contested"),
        Ending::Lifted | Ending::Refused => words.unwrap_or_default().to_string(),
    };
    let (subject, body) = sanction_lifted(&news(creditor, sanction, None), (on, &why), &wording);
    let key = format!("sanction:{}:lifted", sanction.id);
    let place = (creditor.id, &*key);
    store::team_mail::write(transaction, stamp, place, (told, &subject, &body)).await?;
    Ok(())
}

fn news<'a>(
    creditor: &'a Creditor,
    sanction: &'a KeptSanction,
    open: Option<&'a Balances>,
) -> SanctionNews<'a> {
    SanctionNews {
        company: &creditor.name,
        customer: &sanction.debtor_name,
        customer_key: &sanction.debtor_key,
        measure: sanction.measure,
        why: &sanction.why,
        open,
    }
}

fn wish(sanction: &KeptSanction) -> NewSanction {
    NewSanction {
        measure: sanction.measure,
        why: sanction.why.clone(),
        wished_on: sanction.wished_on,
    }
}

fn refuse_barred(account: &Account, (new, on): (&NewSanction, Date)) -> Result<()> {
    match bar(account, new.measure, on) {
        Some(by) => Err(SanctionRefusal::Barred { by }.into()),
        None => Ok(()),
    }
}

/// The claims a sanction may be about: overdue, and not contested as a whole. Nobody is sanctioned for what is not owed.
fn claims(account: &Account, wanted: &[ItemId], today: Date) -> Vec<(ItemId, Money)> {
    account
        .items
        .iter()
        .filter(|item| item.is_overdue(today) && item.is_open_claim())
        .filter(|item| wanted.is_empty() || wanted.contains(&item.id))
        .filter(|item| !is_disputed(account, item.id, today))
        .map(|item| (item.id, item.open))
        .collect()
}

/// True when what is open of some claims is contested, each as a whole.
fn is_contested(account: &Account, ids: &[ItemId], today: Date) -> bool {
    let mut open = account
        .items
        .iter()
        .filter(|item| item.is_open_claim() && ids.contains(&item.id))
        .peekable();
    open.peek().is_some() && open.all(|item| is_disputed(account, item.id, today))
}

/// True while a claim is contested as a whole.
fn is_disputed(account: &Account, id: ItemId, today: Date) -> bool {
    let mut disputes = account.disputes.iter();
    disputes.any(|one| one.item == id && one.amount.is_none() && one.is_open(today))
}

/// The work that waits on an account for somebody to propose the sanction.
async fn asked_for(
    transaction: &mut Transaction,
    seat: &Seat,
    (debtor, new): (DebtorId, &NewSanction),
) -> Result<Vec<Notice>> {
    let creditor: CreditorId = seat.creditor;
    let waiting = store::notice::waiting_of_page(transaction, creditor, &Page::of(debtor)).await?;
    let asks = waiting.into_iter().filter(|notice| {
        notice.act.act.measure() == Some(new.measure) && notice.standing() == Standing::ToDo
    });
    Ok(asks.collect())
}

//! The phase of a file: moved by a person, by a step of the strategy that really left, and back once nothing is overdue.
//! Must never take a file from those who have it: a referral is ended on its own page.

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use receivables::account::Account;
use receivables::calendar::Calendar;
use receivables::calendar::legal_deadline::months_from;
use receivables::debtor::{ClaimToFile, Debtor, Phase};
use receivables::identity::{CreditorId, DebtorId};
use receivables::phase;
use store::Transaction;
use store::referral::{Covers, Hands};
use store::stamp::Stamp;

use crate::deciding::Deciding;
use crate::desk::Desk;
use crate::error::Result;
use crate::fees::StepDone;
use crate::refusal::PhaseRefusal;
use crate::rights::check_administrator;
use crate::seat::Seat;

/// Months from the publication of proceedings to the last day to declare a claim: creditors in France and abroad
/// (C. com. R622-24).
const MONTHS_TO_DECLARE: [i32; 2] = [2, 4];

impl Desk {
    /// Moves the file of a customer into another phase. For collective proceedings the day of their publication says
    /// until when the claim is to be declared.
    ///
    /// # Errors
    /// Refused while somebody else has the file, for the phases that a referral opens, for the pre-litigation phase of
    /// an account with nothing overdue, and for a publication that is to come.
    #[boxed]
    pub async fn change_phase(
        &self,
        seat: &Seat,
        id: DebtorId,
        (to, published_on): (Phase, Option<Date>),
    ) -> Result<()> {
        let (mut transaction, creditor, today) = self.begin(seat).await?;
        if to.is_with_others() {
            return Err(PhaseRefusal::ByReferral.into());
        }
        let account = self.account_now(&mut transaction, seat, id, today).await?;
        let stays_with_others = matches!(to, Phase::Amicable | Phase::PreLitigation);
        if stays_with_others && has_referral(&mut transaction, (seat.creditor, id)).await? {
            return Err(PhaseRefusal::WithOthers.into());
        }
        if to == Phase::PreLitigation && !phase::has_overdue(&account, today) {
            return Err(PhaseRefusal::NothingOverdue.into());
        }
        if let Some(day) = published_on.filter(|day| *day > today) {
            return Err(PhaseRefusal::DayToCome { day }.into());
        }
        let mut debtor = account.debtor;
        debtor.claim_to_file = match to {
            Phase::Insolvency => published_on
                .map(|day| claim_to_file(day, &creditor.policy.country))
                .or(debtor.claim_to_file),
            _ => None,
        };
        debtor.phase = to;
        let stamp = self.stamp(&seat.actor);
        store::debtor::change(&mut transaction, &stamp, seat.creditor, &debtor).await?;
        self.decide_again(&mut transaction, seat, id).await?;
        Ok(transaction.commit().await?)
    }
}

/// The phase that a referral of a whole account opens.
pub(crate) const fn of_referral(hands: Hands) -> Phase {
    match hands {
        Hands::Agency => Phase::HandedOver,
        Hands::Lawyer | Hands::Bailiff | Hands::LegalDepartment => Phase::Litigation,
    }
}

/// Refuses what binds the company towards a customer whose file somebody else has, unless an administrator does it: who
/// has the file must not be contradicted by a colleague who does not know.
pub(crate) async fn check_may_bind(
    transaction: &mut Transaction,
    seat: &Seat,
    debtor: &Debtor,
) -> Result<()> {
    if !debtor.phase.is_with_others() {
        return Ok(());
    }
    match check_administrator(transaction, seat).await {
        Ok(()) => Ok(()),
        Err(_) => Err(PhaseRefusal::ForAdministrators.into()),
    }
}

/// Brings a file into the pre-litigation phase when a step that belongs to it was really done.
pub(crate) async fn enter(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    done: &[StepDone],
) -> Result<()> {
    let mut found = store::debtor::find(transaction, creditor, debtor).await?;
    let after = phase::after_steps(found.phase, done.iter().map(|one| &one.step));
    if after == found.phase {
        return Ok(());
    }
    found.phase = after;
    Ok(store::debtor::change(transaction, stamp, creditor, &found).await?)
}

/// Brings the files of a page back to the amicable phase where nothing is overdue any more, before they are decided.
pub(crate) async fn leave(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    deciding: &Deciding,
    accounts: &mut [Account],
) -> Result<()> {
    for account in accounts {
        let after = phase::on_day(account, deciding.today);
        if after == account.debtor.phase {
            continue;
        }
        account.debtor.phase = after;
        let creditor = deciding.policy.creditor;
        store::debtor::change(transaction, stamp, creditor, &account.debtor).await?;
    }
    Ok(())
}

/// True while the whole account is with somebody else.
async fn has_referral(
    transaction: &mut Transaction,
    (creditor, debtor): (CreditorId, DebtorId),
) -> Result<bool> {
    let seen = store::Seen::by_the_machine(creditor);
    let known = store::referral::of_debtor(transaction, seen, debtor).await?;
    let mut known = known.iter();
    Ok(known.any(|one| one.ended.is_none() && one.covers == Covers::Account))
}

fn claim_to_file(published_on: Date, country: &str) -> ClaimToFile {
    let [in_france, abroad] = MONTHS_TO_DECLARE;
    let months = match country {
        "FR" => in_france,
        _ => abroad,
    };
    let year = published_on.year();
    let calendar = Calendar::of_years(year, year.saturating_add(1));
    ClaimToFile {
        announced_on: published_on,
        by_on: months_from(published_on, months, &calendar).raw,
    }
}

//! Disputes as people work on them: opened with somebody who answers for them by a day, talked over, proved, settled,
//! with a credit note or a commercial gesture where one is owed. Must never ask a debtor for what was found not to be
//! owed, and must never grant a gesture that nobody approved.

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::fact::{Dispute, DisputeReason};
use receivables::identity::{DebtorId, DisputeId, EvidenceId, GestureId, ItemId, PersonId};
use receivables::item::ItemKind;
use receivables::money::Money;
use store::Transaction;
use store::allocation::Basis;
use store::dispute::thread::{self, NewEvidence, Verdict};
use store::dispute::{Care, Closing, DisputeOutcome, Fault, Side};
use store::scope::Seen;
use store::views::disputes::Case;

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::facts::{part_of, said};
use crate::profile::Profile;
use crate::refusal::DisputeRefusal;
use crate::rights::check_administrator;
use crate::seat::Seat;

/// The largest file that is kept as evidence, in megabytes.
const MOST_MEGABYTES: usize = 10;
/// The most letters of a file's name.
const MOST_LETTERS: usize = 200;

/// A dispute as it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDispute {
    /// How much is contested; nothing means the whole item.
    pub amount: Option<Money>,
    /// Why.
    pub reason: DisputeReason,
    /// In the words of the debtor or of who took it down.
    pub words: String,
    /// The side of the house that answers; nothing for the one that usually does.
    pub side: Option<Side>,
    /// The person who answers.
    pub owner: Option<PersonId>,
    /// The last day for an answer; nothing for the company's usual delay.
    pub answer_by: Option<Date>,
}

impl NewDispute {
    /// A dispute over a whole item, handed to whoever usually answers.
    pub fn because(reason: DisputeReason, words: &str) -> Self {
        NewDispute {
            amount: None,
            reason,
            words: words.to_string(),
            side: None,
            owner: None,
            answer_by: None,
        }
    }
}

/// How a person settles a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Founded or not; a commercial gesture is settled by its approval.
    pub is_founded: bool,
    /// Whose fault it was.
    pub fault: Fault,
    /// What is to come as a credit note when it is founded: nothing for all that is contested and has not come,
    /// zero when nothing is to come.
    pub credit_to_come: Option<Money>,
}

impl Desk {
    /// Opens a dispute over an item, whole or in part.
    #[boxed]
    pub async fn open_dispute(
        &self,
        seat: &Seat,
        item: ItemId,
        new: NewDispute,
    ) -> Result<DisputeId> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let (id, debtor) = self
            .write_dispute(&mut transaction, (seat, today), item, new)
            .await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Writes a dispute down; the account is not decided again yet.
    pub(crate) async fn write_dispute(
        &self,
        transaction: &mut Transaction,
        (seat, today): (&Seat, Date),
        item: ItemId,
        new: NewDispute,
    ) -> Result<(DisputeId, DebtorId)> {
        let owed = store::item::by_ids(transaction, seat.creditor, &[item]).await?;
        let Some(owed) = owed.into_iter().next() else {
            return Err(DeskError::NotFound("item"));
        };
        let amount = new
            .amount
            .map(|amount| part_of(owed.item.open, Some(amount)))
            .transpose()?;
        let usual = usual_care(transaction, seat, (new.reason, today)).await?;
        let care = Care {
            side: new.side.unwrap_or(usual.side),
            owner: new.owner.or(usual.owner),
            answer_by: new.answer_by.or(usual.answer_by),
        };
        check_care(transaction, seat, (&care, today)).await?;
        let dispute = Dispute {
            id: DisputeId(0),
            item,
            amount,
            reason: new.reason,
            opened_on: today,
            closed_on: None,
            award: None,
        };
        let stamp = self.stamp(&seat.actor);
        let account = (seat.creditor, owed.debtor);
        let note = said(&new.words);
        let opened = (&dispute, &care);
        let id = store::dispute::open(transaction, &stamp, account, opened, note).await?;
        Ok((id, owed.debtor))
    }

    /// Settles a dispute. What it owes as a credit note is not asked for until it has come.
    #[boxed]
    pub async fn close_dispute(
        &self,
        seat: &Seat,
        dispute: DisputeId,
        settlement: Settlement,
    ) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let case = open_case(&mut transaction, seat, dispute).await?;
        let award = match (settlement.is_founded, settlement.credit_to_come) {
            (true, None) => Some(still_to_credit(&mut transaction, seat, &case).await?),
            (true, Some(credit)) if credit.is_zero() => None,
            (true, Some(credit)) => Some(part_of(case.open, Some(credit))?),
            (false, None) => None,
            (false, Some(credit)) if credit.is_zero() => None,
            (false, Some(_)) => return Err(DisputeRefusal::CreditOfUnfounded.into()),
        };
        let closing = Closing {
            outcome: match settlement.is_founded {
                true => DisputeOutcome::Founded,
                false => DisputeOutcome::Unfounded,
            },
            fault: settlement.fault,
            award: award.filter(|award| award.is_positive()),
            on: today,
        };
        self.settle(&mut transaction, seat, (dispute, &closing))
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Says that the credit note a settled dispute owes is not waited for any more.
    #[boxed]
    pub async fn end_award(&self, seat: &Seat, dispute: DisputeId) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let end = (dispute, today);
        store::dispute::award::end(&mut transaction, &stamp, seat.creditor, end).await?;
        let debtor = store::dispute::debtor_of(&mut transaction, seat.creditor, dispute).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        Ok(transaction.commit().await?)
    }

    /// Hands a dispute to a side, a person and a day.
    #[boxed]
    pub async fn assign_dispute(&self, seat: &Seat, dispute: DisputeId, care: Care) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let case = open_case(&mut transaction, seat, dispute).await?;
        if case.care.answer_by != care.answer_by {
            check_care(&mut transaction, seat, (&care, today)).await?;
        } else {
            check_owner(&mut transaction, seat, care.owner).await?;
        }
        let stamp = self.stamp(&seat.actor);
        store::dispute::assign(&mut transaction, &stamp, seat.creditor, dispute, &care).await?;
        Ok(transaction.commit().await?)
    }

    /// Says something about a dispute, to the people of the house.
    #[boxed]
    pub async fn discuss_dispute(
        &self,
        seat: &Seat,
        dispute: DisputeId,
        words: &str,
    ) -> Result<()> {
        let words = said(words).ok_or(DisputeRefusal::NothingSaid)?;
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        thread::say(&mut transaction, &stamp, (seat.creditor, dispute), words).await?;
        Ok(transaction.commit().await?)
    }

    /// Adds a file that proves something.
    #[boxed]
    pub async fn add_evidence(
        &self,
        seat: &Seat,
        dispute: DisputeId,
        (name, bytes): (&str, &[u8]),
    ) -> Result<EvidenceId> {
        if bytes.is_empty() {
            return Err(DisputeRefusal::EvidenceEmpty.into());
        }
        if bytes.len() > MOST_MEGABYTES << 20 {
            let most = MOST_MEGABYTES;
            return Err(DisputeRefusal::EvidenceTooLarge { most }.into());
        }
        let name: String = name.trim().chars().take(MOST_LETTERS).collect();
        let digest = blake3::hash(bytes).to_hex().to_string();
        let new = NewEvidence {
            file_name: &name,
            digest: &digest,
            content: bytes,
        };
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let place = (seat.creditor, dispute);
        let id = thread::add_evidence(&mut transaction, &stamp, place, &new).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Proposes to give up a part of the claim to keep the relation. An administrator approves it or not.
    #[boxed]
    pub async fn propose_gesture(
        &self,
        seat: &Seat,
        dispute: DisputeId,
        (amount, words): (Money, &str),
    ) -> Result<GestureId> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let case = open_case(&mut transaction, seat, dispute).await?;
        let amount = part_of(case.open, Some(amount))?;
        let words = said(words).ok_or(DisputeRefusal::NothingSaid)?;
        if case.gestures_waiting > 0 {
            return Err(DisputeRefusal::GestureWaits.into());
        }
        let stamp = self.stamp(&seat.actor);
        let place = (seat.creditor, dispute);
        let id = thread::propose_gesture(&mut transaction, &stamp, place, (amount, words)).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Approves a gesture, which settles the dispute and owes a credit note, or refuses it.
    #[boxed]
    pub async fn answer_gesture(
        &self,
        seat: &Seat,
        (dispute, gesture): (DisputeId, GestureId),
        (verdict, words): (Verdict, &str),
    ) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        check_administrator(&mut transaction, seat).await?;
        let case = open_case(&mut transaction, seat, dispute).await?;
        let gestures = thread::gestures(&mut transaction, seat.creditor, dispute).await?;
        let asked = gestures
            .into_iter()
            .find(|one| one.id == gesture)
            .ok_or(DeskError::NotFound("gesture"))?;
        let stamp = self.stamp(&seat.actor);
        let place = (seat.creditor, dispute, gesture);
        let answer = (verdict, words.trim());
        thread::answer_gesture(&mut transaction, &stamp, place, answer).await?;
        if verdict == Verdict::Approved {
            // What was paid meanwhile cannot be given up.
            let minor = asked.amount.minor.min(case.open.minor);
            let closing = Closing {
                outcome: DisputeOutcome::Gesture,
                fault: Fault::Unknown,
                award: (minor > 0).then(|| asked.amount.with_minor(minor)),
                on: today,
            };
            self.settle(&mut transaction, seat, (dispute, &closing))
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn settle(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (dispute, closing): (DisputeId, &Closing),
    ) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        let debtor =
            store::dispute::close(transaction, &stamp, seat.creditor, dispute, closing).await?;
        self.decide_again(transaction, seat, debtor).await?;
        Ok(())
    }
}

/// Who answers a dispute of a reason and until when, where nobody said. A person who has left answers nothing.
pub(crate) async fn usual_care(
    transaction: &mut Transaction,
    seat: &Seat,
    (reason, today): (DisputeReason, Date),
) -> Result<Care> {
    let creditor = store::creditor::find(transaction, seat.creditor).await?;
    let profile = Profile::of(&creditor)?;
    let set = profile.follow_ups.of_dispute(reason);
    let days = set.days.unwrap_or(profile.dispute_days);
    let owner = match works_here(transaction, seat, set.owner).await? {
        true => set.owner,
        false => None,
    };
    Ok(Care {
        side: Side::usual(reason),
        owner,
        answer_by: Some(plus_days(today, days)),
    })
}

async fn open_case(transaction: &mut Transaction, seat: &Seat, id: DisputeId) -> Result<Case> {
    let seen = Seen::by_the_machine(seat.creditor);
    let found = store::views::disputes::find(transaction, seen, id).await?;
    let case = found.ok_or(DeskError::NotFound("dispute"))?;
    match case.closed {
        Some(_) => Err(DisputeRefusal::AlreadySettled.into()),
        None => Ok(case),
    }
}

/// What of the contested amount no credit note, write-off or cancellation has covered since the dispute was opened.
async fn still_to_credit(transaction: &mut Transaction, seat: &Seat, case: &Case) -> Result<Money> {
    let contested = case.contested();
    if case.amount.is_none() {
        return Ok(contested);
    }
    let allocations = store::allocation::of_debtor(transaction, seat.creditor, case.debtor).await?;
    let mut come = 0_i64;
    for one in allocations {
        let is_since = one.claim == Some(case.item) && one.effective_on >= case.opened.1;
        if !is_since || one.reversed.is_some() {
            continue;
        }
        let is_credit = match one.source {
            None => matches!(one.basis, Basis::WriteOff | Basis::Cancelled),
            Some(source) => {
                let found = store::item::by_ids(transaction, seat.creditor, &[source]).await?;
                found
                    .iter()
                    .any(|owed| owed.item.kind == ItemKind::CreditNote)
            }
        };
        come = come.saturating_add(if is_credit { one.amount_minor } else { 0 });
    }
    Ok(contested.with_minor(contested.minor.saturating_sub(come).max(0)))
}

async fn check_care(
    transaction: &mut Transaction,
    seat: &Seat,
    (care, today): (&Care, Date),
) -> Result<()> {
    if care.answer_by.is_some_and(|day| day < today) {
        return Err(DisputeRefusal::AnswerInThePast.into());
    }
    check_owner(transaction, seat, care.owner).await
}

/// Whoever answers for a dispute works for the company.
async fn check_owner(
    transaction: &mut Transaction,
    seat: &Seat,
    owner: Option<PersonId>,
) -> Result<()> {
    match works_here(transaction, seat, owner).await? {
        true => Ok(()),
        false => Err(DeskError::NotFound("person")),
    }
}

/// Nobody in particular always does.
async fn works_here(
    transaction: &mut Transaction,
    seat: &Seat,
    person: Option<PersonId>,
) -> Result<bool> {
    let Some(wanted) = person else {
        return Ok(true);
    };
    let people = store::person::of_creditor(transaction, seat.creditor).await?;
    Ok(people
        .iter()
        .any(|(person, _)| person.id == wanted && !person.is_disabled))
}

//! Sending: claim a notice, look again, compose, reserve, carry, record. Deciding and carrying never share
//! a transaction, and whatever may have reached a carrier is never tried again by the machine.

use async_recursion::async_recursion as boxed;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use receivables::account::Account;
use receivables::contact::Channel;
use receivables::decide::{PlannedAct, Release};
use receivables::fact::{ContactMade, SaidOf};
use receivables::strategy::PERSONAL_MESSAGE;
use store::Transaction;
use store::notice::Notice;
use store::notice::outbox::{self, End, Evidence};
use store::page::Page;

use crate::carrier::Carried;
use crate::carriers::{Carriers, Load};
use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::phases;
use crate::refusal::Refusal;
use crate::seat::Seat;

/// Notices claimed at once.
const CLAIMED_AT_ONCE: u32 = 20;
/// A claim of a sender that died is taken over after so long.
const LEASE: SignedDuration = SignedDuration::from_mins(15);

/// After so many messages of unknown fate in a row the run stops: each one costs a person a decision.
const MOST_LOST_IN_A_ROW: u32 = 3;

/// What a sending run did.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct SendReport {
    /// Taken in charge by a carrier.
    pub sent: u64,
    /// Refused for certain.
    pub refused: u64,
    /// To be tried again later.
    pub try_again: u64,
    /// Nobody knows; a person decides.
    pub unknown: u64,
    /// Taken back because the facts changed since they were prepared.
    pub withdrawn: u64,
    /// Waiting for the debtor's sending hours.
    pub outside_hours: u64,
    /// Not prepared for a reason of ours, each with its cause.
    pub problems: Vec<Refusal>,
}

/// How the look before sending ended.
enum Look {
    Go(Box<Load>, Box<PlannedAct>),
    Withdrawn,
    Later,
    Problem(Refusal),
}

impl Desk {
    /// Sends what is ready to leave for the creditor of a seat. The seat's actor names the sender.
    #[boxed]
    pub async fn send(&self, seat: &Seat, carriers: &Carriers) -> Result<SendReport> {
        let mut report = SendReport::default();
        self.take_over(seat, LEASE, &mut report).await?;
        let mut lost_in_a_row = 0;
        loop {
            let (mut transaction, _, today) = self.begin(seat).await?;
            let stamp = self.stamp(&seat.actor);
            let claimed = outbox::claim(
                &mut transaction,
                &stamp,
                seat.creditor,
                today,
                CLAIMED_AT_ONCE,
            )
            .await?;
            transaction.commit().await?;
            if claimed.is_empty() {
                return Ok(report);
            }
            for (place, notice) in claimed.iter().enumerate() {
                let unknown_before = report.unknown;
                self.send_one(seat, carriers, (notice, today), &mut report)
                    .await?;
                let lost = report.unknown > unknown_before;
                lost_in_a_row = if lost { lost_in_a_row + 1 } else { 0 };
                if lost_in_a_row == MOST_LOST_IN_A_ROW {
                    self.give_back(seat, &claimed[place + 1..]).await?;
                    report.problems.push(Refusal::CarrierLosing {
                        count: lost_in_a_row,
                    });
                    return Ok(report);
                }
            }
        }
    }

    /// Gives claimed notices back, to be tried in an hour.
    async fn give_back(&self, seat: &Seat, notices: &[Notice]) -> Result<()> {
        let again = self.clock().instant() + SignedDuration::from_hours(1);
        for notice in notices {
            self.free(seat, notice, again).await?;
        }
        Ok(())
    }

    /// Takes over from senders that are known to be dead, whatever the age of their claims: at the start of
    /// a process that is alone.
    #[boxed]
    pub async fn take_over_at_start(&self, seat: &Seat) -> Result<SendReport> {
        let mut report = SendReport::default();
        self.take_over(seat, SignedDuration::from_millis(-1), &mut report)
            .await?;
        Ok(report)
    }

    async fn take_over(
        &self,
        seat: &Seat,
        lease: SignedDuration,
        report: &mut SendReport,
    ) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let before = stamp.at.checked_sub(lease).unwrap_or(stamp.at);
        for notice in outbox::take_over(&mut transaction, seat.creditor, before).await? {
            let evidence =
                "the sender stopped between giving the message to the carrier and its answer";
            let end = End::Unknown(evidence.to_string());
            outbox::end(
                &mut transaction,
                &stamp,
                seat.creditor,
                notice.id,
                (&end, today),
            )
            .await?;
            report.unknown += 1;
        }
        Ok(transaction.commit().await?)
    }

    async fn send_one(
        &self,
        seat: &Seat,
        carriers: &Carriers,
        (notice, today): (&Notice, Date),
        report: &mut SendReport,
    ) -> Result<()> {
        if !carriers.has(notice.act.channel) {
            report.problems.push(Refusal::CarrierMissing {
                channel: notice.act.channel,
            });
            return self
                .free(
                    seat,
                    notice,
                    self.clock().instant() + SignedDuration::from_hours(1),
                )
                .await;
        }
        let (load, act) = match self.look_again(seat, notice, today).await? {
            Look::Go(load, act) => (load, act),
            Look::Withdrawn => {
                report.withdrawn += 1;
                return Ok(());
            }
            Look::Later => {
                report.outside_hours += 1;
                return Ok(());
            }
            Look::Problem(cause) => {
                report.problems.push(cause);
                return Ok(());
            }
        };
        let carried = carriers.carry(&load).await;
        self.record(seat, (notice, &act, today), carried, (carriers, report))
            .await
    }

    /// Looks at the account as it is now, under lock; composes and reserves the message when it still has
    /// to leave as prepared.
    async fn look_again(&self, seat: &Seat, notice: &Notice, today: Date) -> Result<Look> {
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&seat.actor);
        let page = Page::of(notice.debtor);
        store::review::lock_page(&mut transaction, seat.creditor, &page).await?;
        let Some((account, act)) = self
            .act_now(&mut transaction, (seat, today), notice)
            .await?
        else {
            outbox::try_again(&mut transaction, seat.creditor, notice.id, stamp.at).await?;
            let reason = match notice.act.step == PERSONAL_MESSAGE {
                true => "message-cannot-leave",
                false => "no-longer-due-at-sending",
            };
            let withdrawn = (notice.id, reason);
            store::notice::withdraw(&mut transaction, &stamp, seat.creditor, withdrawn).await?;
            transaction.commit().await?;
            return Ok(Look::Withdrawn);
        };
        let opens_at = match act.step == PERSONAL_MESSAGE {
            // A person who writes has chosen the hour.
            true => None,
            false => outside_hours(&account, act.from_hour, stamp.at),
        };
        if let Some(opens_at) = opens_at {
            outbox::try_again(&mut transaction, seat.creditor, notice.id, opens_at).await?;
            transaction.commit().await?;
            return Ok(Look::Later);
        }
        let loaded = self
            .load(&mut transaction, seat, (notice, &act, &account))
            .await;
        let (load, evidence) = match loaded {
            Ok(loaded) => loaded,
            Err(cause) => {
                let again = stamp.at + SignedDuration::from_hours(1);
                outbox::try_again(&mut transaction, seat.creditor, notice.id, again).await?;
                transaction.commit().await?;
                return Ok(Look::Problem(not_ready(&account, cause)));
            }
        };
        if !outbox::reserve(
            &mut transaction,
            &stamp,
            seat.creditor,
            notice.id,
            &evidence,
        )
        .await?
        {
            return Ok(Look::Withdrawn);
        }
        transaction.commit().await?;
        Ok(Look::Go(Box::new(load), Box::new(act)))
    }

    /// What the carrier of the act's channel takes, and what is kept of it.
    async fn load(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (notice, act, account): (&Notice, &PlannedAct, &Account),
    ) -> Result<(Load, Evidence)> {
        let of = (notice, act, account);
        if act.channel == Channel::Sms {
            let message = self.text_message(transaction, seat, of).await?;
            let terms = self.text_terms();
            let evidence = Evidence {
                message_id: message.reference.clone(),
                recipient: message.to.clone(),
                subject: message.from.clone(),
                message: message.text.clone().into_bytes(),
                receipt: None,
                cost: terms.and_then(|terms| terms.cost_of(&message.text)),
            };
            return Ok((Load::Text(message), evidence));
        }
        let parcel = self.parcel(transaction, seat, of).await?;
        let evidence = Evidence {
            message_id: parcel.message_id.clone(),
            recipient: act.recipient.address.clone(),
            subject: parcel.subject.clone(),
            message: parcel.text.clone().into_bytes(),
            receipt: None,
            cost: None,
        };
        let creditor = store::creditor::find(transaction, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let statement = self.statement_to_print(&creditor, act, account, today)?;
        Ok((Load::EMail(Box::new(parcel), statement), evidence))
    }

    /// The act as it would be decided at this moment, when it is still the one that was prepared.
    async fn act_now(
        &self,
        transaction: &mut Transaction,
        (seat, today): (&Seat, Date),
        notice: &Notice,
    ) -> Result<Option<(Account, PlannedAct)>> {
        if notice.act.step == PERSONAL_MESSAGE {
            return self.personal_now(transaction, seat, (notice, today)).await;
        }
        let deciding = self.deciding_in(transaction, seat, today).await?;
        let page = Page::of(notice.debtor);
        let as_of = store::account::AsOf::now(deciding.today);
        let accounts =
            store::group::load_voices(transaction, &deciding.policy, &page, as_of).await?;
        let Some(account) = accounts.into_iter().next() else {
            return Ok(None);
        };
        let reviews = store::review::of_page(transaction, deciding.policy.creditor, &page).await?;
        let started_with = reviews.first().and_then(|review| review.strategy_version);
        let segment = reviews.first().and_then(|review| review.segment);
        let version = deciding
            .strategies
            .for_account(&account, segment, started_with)?;
        let decision = deciding.decide(&account, &version.strategy);
        let found = decision.acts().iter().find(|act| {
            act.key == notice.act.key && act.channel == notice.act.channel && may_leave(act, notice)
        });
        Ok(found.cloned().map(|act| (account, act)))
    }

    async fn record(
        &self,
        seat: &Seat,
        (notice, act, today): (&Notice, &PlannedAct, Date),
        carried: Carried,
        (carriers, report): (&Carriers, &mut SendReport),
    ) -> Result<()> {
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&seat.actor);
        let end = match carried {
            Carried::Receipt { reference, bytes } => {
                outbox::keep_message(&mut transaction, seat.creditor, notice.id, &bytes).await?;
                report.sent += 1;
                End::Sent(reference)
            }
            Carried::InParts { references, bytes } => {
                let parts = (notice.id, references.as_slice());
                outbox::keep_message(&mut transaction, seat.creditor, notice.id, &bytes).await?;
                store::notice::texts::keep_parts(&mut transaction, seat.creditor, parts).await?;
                report.sent += 1;
                End::Sent(references.join(" "))
            }
            Carried::Unknown { evidence } => {
                report.unknown += 1;
                End::Unknown(evidence)
            }
            Carried::TryAgain { cause } if notice.attempts + 1 < carriers.most_attempts => {
                report.try_again += 1;
                tracing::warn!(%cause, "a message could not leave and is tried again");
                let doubled = i32::try_from(1_u32 << notice.attempts.min(10)).unwrap_or(1);
                let again = stamp.at + carriers.pause * doubled;
                outbox::try_again(&mut transaction, seat.creditor, notice.id, again).await?;
                return Ok(transaction.commit().await?);
            }
            Carried::TryAgain { cause } | Carried::Refused { cause } => {
                report.refused += 1;
                End::Refused(cause)
            }
        };
        let ended = outbox::end(
            &mut transaction,
            &stamp,
            seat.creditor,
            notice.id,
            (&end, today),
        )
        .await?;
        if ended && matches!(end, End::Sent(_)) {
            self.note_contact(&mut transaction, seat, (notice, act, today))
                .await?;
        }
        self.decide_again(&mut transaction, seat, notice.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Only what really reached the debtor moves its items forward, books fees and uses the budget.
    pub(crate) async fn note_contact(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (notice, act, made_on): (&Notice, &PlannedAct, Date),
    ) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        let contact = ContactMade {
            notice: Some(notice.id),
            made_on,
            channel: act.channel,
            step: Some(act.step.clone()),
            items: act
                .items
                .iter()
                .map(|item| SaidOf {
                    item: item.item,
                    step: item.step.clone(),
                    place: item.place,
                })
                .collect(),
            payment_asked_by: act.payment_asked_by,
            variant: act.variant.clone(),
        };
        let account = (seat.creditor, notice.debtor);
        store::contact_made::record(transaction, &stamp, account, &contact, None).await?;
        let done = self
            .steps_done(transaction, seat, (notice.debtor, act))
            .await?;
        phases::enter(transaction, &stamp, account, &done).await?;
        self.book_fees(transaction, seat, (made_on, &done)).await
    }

    async fn free(&self, seat: &Seat, notice: &Notice, again: Timestamp) -> Result<()> {
        let mut transaction = self.store().transaction().await?;
        outbox::try_again(&mut transaction, seat.creditor, notice.id, again).await?;
        Ok(transaction.commit().await?)
    }
}

/// Why the message of an account waits.
fn not_ready(account: &Account, cause: DeskError) -> Refusal {
    let cause = match cause {
        DeskError::Refused(refusal) => refusal,
        other => Refusal::Hindered {
            words: other.to_string(),
        },
    };
    Refusal::MessageNotReady {
        debtor: account.debtor.name.clone(),
        cause: Box::new(cause),
    }
}

/// What was confirmed may leave under any mode but observing; the rest only when it leaves by itself.
fn may_leave(act: &PlannedAct, notice: &Notice) -> bool {
    match act.release {
        Release::ByItself => true,
        Release::OnConfirmation => notice.confirmed.is_some(),
        Release::ByHand | Release::ObservedOnly => false,
    }
}

/// The instant the debtor's hours open, when they are closed now. A variant may want a later hour of the day.
fn outside_hours(account: &Account, from_hour: Option<Time>, now: Timestamp) -> Option<Timestamp> {
    let (from, until): (Time, Time) = account.policy.sending_hours;
    let from = from_hour.map_or(from, |hour| hour.clamp(from, until));
    let zone = TimeZone::get(&account.debtor.time_zone)
        .or_else(|_| TimeZone::get(&account.policy.time_zone))
        .unwrap_or(TimeZone::UTC);
    let local = now.to_zoned(zone.clone());
    if local.time() >= from && local.time() <= until {
        return None;
    }
    let day = if local.time() < from {
        local.date()
    } else {
        receivables::calendar::plus_days(local.date(), 1)
    };
    day.to_datetime(from)
        .to_zoned(zone)
        .ok()
        .map(|zoned| zoned.timestamp())
}

//! What became of e-invoices at the platforms: refused or rejected, an invoice is ours to mend and nobody is
//! chased for it; disputed, the dispute is open; payment sent, it rests for some days; received, it may be
//! chased again. It must never chase what the buyer contests.

mod collected;

use std::collections::BTreeMap;

use intake::life_cycle::{InvoiceStatus, StatusMeaning};
use intake::overview::Overview;
use intake::reading::{Kept, Problem, ProblemKind};
use jiff::SignedDuration;
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::fact::{Dispute, DisputeReason, Hold, HoldReason};
use receivables::identity::{DebtorId, DisputeId, HoldId};
use receivables::item::{ItemKind, Unconfirmed};
use receivables::money::Money;
use store::Transaction;
use store::item::Owed;
use store::stamp::Stamp;

use super::{Arrival, ImportReport, read_aside};
use crate::desk::Desk;
use crate::error::Result;

/// Days an invoice rests once its payer says that the payment was sent: transfers take two, banks close.
const DAYS_OF_REST: i32 = 5;
/// Days a status waits for its invoice: after half a year the number may be another one's.
const DAYS_A_STATUS_WAITS: i64 = 180;
/// Days an invoice rests while the buyer waits for a document of ours.
const DAYS_TO_COMPLETE: i32 = 15;

impl Desk {
    pub(super) async fn receive_life_cycle(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        bytes: Vec<u8>,
    ) -> Result<ImportReport> {
        let read = |input: std::io::Cursor<Vec<u8>>| intake::life_cycle::read(input.get_ref());
        let reading = read_aside(bytes, read)?;
        let mut report = ImportReport {
            overview: Overview::of_life_cycle(&reading.facts),
            ..ImportReport::default()
        };
        report.note(reading.problems);
        let creditor = arrival.seat.creditor;
        let today = store::creditor::find(transaction, creditor)
            .await
            .map(|creditor| self.clock().today(&creditor.policy.time_zone))?;
        let stamp = self.stamp(&arrival.seat.actor);
        let statuses = reading.facts.messages.iter().flat_map(|one| &one.statuses);
        for status in statuses {
            let marked = mark_all(transaction, (&stamp, arrival, today), status).await?;
            report.items.changed += marked;
            if marked > 0 {
                continue;
            }
            report.tell(Problem {
                line: None,
                field: Some(status.invoice.clone()),
                kind: ProblemKind::StatusOfUnknown,
                found: format!("{} {}", status.code, status.label),
                kept: Kept::All,
            });
            let kept = serde_json::to_string(status).unwrap_or_default();
            let words = (status.invoice.as_str(), kept.as_str());
            let from = (creditor, arrival.import);
            store::waiting_status::keep(transaction, &stamp, from, words).await?;
        }
        Ok(report)
    }

    /// Marks the invoices that have come by what was said of them before; gives how many items.
    pub(super) async fn mark_arrived(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
    ) -> Result<u64> {
        let creditor = arrival.seat.creditor;
        let stamp = self.stamp(&arrival.seat.actor);
        let since = stamp.at - SignedDuration::from_hours(24 * DAYS_A_STATUS_WAITS);
        let arrived = store::waiting_status::arrived(transaction, creditor, since).await?;
        if arrived.is_empty() {
            return Ok(0);
        }
        let found = store::creditor::find(transaction, creditor).await?;
        let today = self.clock().today(&found.policy.time_zone);
        let mut marked = 0;
        for waiting in arrived {
            if let Ok(status) = serde_json::from_str::<InvoiceStatus>(&waiting.status) {
                marked += mark_all(transaction, (&stamp, arrival, today), &status).await?;
            }
            let which = (creditor, waiting.id);
            store::waiting_status::applied(transaction, &stamp, which).await?;
        }
        Ok(marked)
    }
}

/// Marks every invoice that carries the number of a status; gives how many items, none when nobody knows it.
async fn mark_all(
    transaction: &mut Transaction,
    (stamp, arrival, today): (&Stamp<'_>, &Arrival<'_>, Date),
    status: &InvoiceStatus,
) -> Result<u64> {
    let creditor = arrival.seat.creditor;
    let items = store::item::by_reference(transaction, creditor, &status.invoice).await?;
    let mut invoices: BTreeMap<DebtorId, Vec<Owed>> = BTreeMap::new();
    for owed in items {
        if owed.item.kind == ItemKind::Invoice {
            invoices.entry(owed.debtor).or_default().push(owed);
        }
    }
    let mut marked = 0;
    for (debtor, mut parts) in invoices {
        parts.sort_by_key(|owed| (owed.item.due_on, owed.item.instalment));
        let marking = Marking {
            stamp,
            arrival,
            debtor,
            today,
        };
        marking.mark(transaction, &parts, status).await?;
        marked += parts.len() as u64;
    }
    Ok(marked)
}

/// Marking one invoice: its parts are the items of one debtor that carry its number, first due first.
struct Marking<'a> {
    stamp: &'a Stamp<'a>,
    arrival: &'a Arrival<'a>,
    debtor: DebtorId,
    today: Date,
}

impl Marking<'_> {
    async fn mark(
        &self,
        transaction: &mut Transaction,
        parts: &[Owed],
        status: &InvoiceStatus,
    ) -> Result<()> {
        let on = status
            .set_at
            .map_or(self.today, |at| at.date())
            .min(self.today);
        let cause = match status.meaning() {
            StatusMeaning::Rejected | StatusMeaning::Cancelled => Some(Unconfirmed::Rejected),
            StatusMeaning::Refused => Some(Unconfirmed::Refused),
            StatusMeaning::RoutingError => Some(Unconfirmed::DeliveryFailed),
            StatusMeaning::ProvenReceived
            | StatusMeaning::Acknowledged
            | StatusMeaning::Completed => None,
            StatusMeaning::InDispute => {
                return self.dispute(transaction, parts, (status, None), on).await;
            }
            StatusMeaning::PartlyAcknowledged { disputed, .. } => {
                let contested = (status, disputed);
                return self.dispute(transaction, parts, contested, on).await;
            }
            StatusMeaning::Suspended => {
                return self.rest(transaction, parts, DAYS_TO_COMPLETE, on).await;
            }
            StatusMeaning::PaymentSent { .. } => {
                return self.rest(transaction, parts, DAYS_OF_REST, on).await;
            }
            StatusMeaning::Cashed { amount } => {
                return self.collected(transaction, parts, amount, on).await;
            }
            StatusMeaning::Submitted
            | StatusMeaning::FactoringChanged
            | StatusMeaning::AccountChanged
            | StatusMeaning::DirectPaymentRequested
            | StatusMeaning::Unknown => return Ok(()),
        };
        self.confirm(transaction, parts, cause).await
    }

    /// Writes whether the invoice is proven received, or why it is not.
    async fn confirm(
        &self,
        transaction: &mut Transaction,
        parts: &[Owed],
        unconfirmed: Option<Unconfirmed>,
    ) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        for owed in parts {
            let mut item = owed.item.clone();
            // Refusals and rejections are final: a message that was older, or came twice, never lifts one.
            let is_final = matches!(
                item.unconfirmed,
                Some(Unconfirmed::Refused | Unconfirmed::Rejected)
            );
            if is_final && unconfirmed.is_none() {
                continue;
            }
            item.unconfirmed = unconfirmed;
            store::item::change(transaction, self.stamp, creditor, &item).await?;
        }
        Ok(())
    }

    /// Opens the dispute, once: its message goes to the seller and to the State, and a 206 may come before a 207.
    /// Of a part in dispute, the instalments due last are contested first.
    async fn dispute(
        &self,
        transaction: &mut Transaction,
        parts: &[Owed],
        (status, amount): (&InvoiceStatus, Option<Money>),
        on: Date,
    ) -> Result<()> {
        let open: Vec<Owed> = parts
            .iter()
            .filter(|owed| owed.item.is_open_claim())
            .cloned()
            .collect();
        self.confirm(transaction, &open, None).await?;
        let creditor = self.arrival.seat.creditor;
        let known = store::dispute::of_debtor(transaction, creditor, self.debtor).await?;
        let whole: i64 = open.iter().map(|owed| owed.item.open.minor).sum();
        let mut left = amount
            .filter(|part| part.is_positive() && part.minor < whole)
            .map_or(whole, |part| part.minor);
        for owed in open.iter().rev() {
            let contested = left.min(owed.item.open.minor);
            left -= contested;
            self.contest(transaction, (owed, contested), (status, &known), on)
                .await?;
        }
        Ok(())
    }

    /// Contests so much of one part, less what is contested of it already. What was contested by a message of
    /// this day and is settled since is not contested anew.
    async fn contest(
        &self,
        transaction: &mut Transaction,
        (owed, contested_minor): (&Owed, i64),
        (status, known): (&InvoiceStatus, &[Dispute]),
        on: Date,
    ) -> Result<()> {
        let open = owed.item.open;
        let of_it = known.iter().filter(|one| one.item == owed.item.id);
        let covered: i64 = of_it
            .clone()
            .map(|one| one.suspended_minor(owed.item.id, open.minor, self.today))
            .sum();
        let is_over = of_it
            .filter(|one| one.closed_on.is_some())
            .any(|one| one.opened_on == on);
        if is_over || covered >= contested_minor {
            return Ok(());
        }
        let fresh = contested_minor - covered;
        let first = status.reasons.first();
        let reason = first
            .and_then(|reason| reason.known())
            .map_or(DisputeReason::Other, |known| known.family.dispute_reason());
        let words = first.map_or("", |reason| reason.text.as_str());
        let dispute = Dispute {
            id: DisputeId(0),
            item: owed.item.id,
            amount: (fresh < open.minor).then(|| open.with_minor(fresh)),
            reason,
            opened_on: on,
            closed_on: None,
            award: None,
        };
        let account = (self.arrival.seat.creditor, owed.debtor);
        let note = format!("{} {} {words}", status.code, status.label);
        let note = Some(note.trim());
        let of = (reason, self.today);
        let care = crate::disputes::usual_care(transaction, self.arrival.seat, of).await?;
        let opened = (&dispute, &care);
        store::dispute::open(transaction, self.stamp, account, opened, note).await?;
        Ok(())
    }

    /// Lets the invoice rest, once for each message: the same one goes to the seller and to the State. A rest that a
    /// person ended is not begun anew.
    async fn rest(
        &self,
        transaction: &mut Transaction,
        parts: &[Owed],
        days: i32,
        on: Date,
    ) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        let known = store::hold::of_debtor(transaction, creditor, self.debtor).await?;
        for owed in parts {
            let hold = Hold {
                id: HoldId(0),
                item: Some(owed.item.id),
                from_on: on,
                until_on: Some(plus_days(on, days)),
                reason: HoldReason::DebtorSaid,
                lifted_on: None,
            };
            let is_it = |one: &&Hold| {
                (one.item, one.from_on, one.until_on) == (hold.item, hold.from_on, hold.until_on)
                    && one.reason == hold.reason
            };
            if known.iter().any(|one| is_it(&one)) {
                continue;
            }
            let account = (creditor, owed.debtor);
            store::hold::place(transaction, self.stamp, account, &hold, None).await?;
        }
        Ok(())
    }
}

//! What became of e-invoices at the platforms: refused or rejected, an invoice is ours to mend and nobody is
//! chased for it; disputed, the dispute is open; payment sent, it rests for some days; received, it may be
//! chased again. It must never chase what the buyer contests.

use intake::life_cycle::{InvoiceStatus, StatusMeaning};
use intake::overview::Overview;
use intake::reading::{Kept, Problem, ProblemKind};
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::fact::{Dispute, DisputeReason, Hold, HoldReason};
use receivables::identity::{DisputeId, HoldId};
use receivables::item::Unconfirmed;
use receivables::money::Money;
use store::Transaction;
use store::allocation::{Basis, NewAllocation};
use store::item::Owed;
use store::stamp::Stamp;

use super::{Arrival, ImportReport, read_aside};
use crate::desk::Desk;
use crate::error::Result;

/// Days an invoice rests once its payer says that the payment was sent: transfers take two, banks close.
const DAYS_OF_REST: i32 = 5;
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
            let items = store::item::by_reference(transaction, creditor, &status.invoice).await?;
            let claims: Vec<Owed> = items
                .into_iter()
                .filter(|owed| owed.item.kind.is_claim())
                .collect();
            if claims.is_empty() {
                report.tell(Problem {
                    line: None,
                    field: Some(status.invoice.clone()),
                    kind: ProblemKind::StatusOfUnknown,
                    found: format!("{} {}", status.code, status.label),
                    kept: Kept::NotTheLine,
                });
            }
            for owed in claims {
                let mut marking = Marking {
                    stamp: &stamp,
                    arrival,
                    today,
                };
                marking.mark(transaction, &owed, status).await?;
                report.items.changed += 1;
            }
        }
        Ok(report)
    }
}

struct Marking<'a> {
    stamp: &'a Stamp<'a>,
    arrival: &'a Arrival<'a>,
    today: Date,
}

impl Marking<'_> {
    async fn mark(
        &mut self,
        transaction: &mut Transaction,
        owed: &Owed,
        status: &InvoiceStatus,
    ) -> Result<()> {
        let on = status
            .set_at
            .map_or(self.today, |at| at.date())
            .min(self.today);
        match status.meaning() {
            StatusMeaning::Rejected | StatusMeaning::Cancelled => {
                self.confirm(transaction, owed, Some(Unconfirmed::Rejected))
                    .await
            }
            StatusMeaning::Refused => {
                self.confirm(transaction, owed, Some(Unconfirmed::Refused))
                    .await
            }
            StatusMeaning::RoutingError => {
                self.confirm(transaction, owed, Some(Unconfirmed::DeliveryFailed))
                    .await
            }
            StatusMeaning::ProvenReceived
            | StatusMeaning::Acknowledged
            | StatusMeaning::Completed => self.confirm(transaction, owed, None).await,
            StatusMeaning::InDispute => self.dispute(transaction, owed, (status, None), on).await,
            StatusMeaning::PartlyAcknowledged { disputed, .. } => {
                self.dispute(transaction, owed, (status, disputed), on)
                    .await
            }
            StatusMeaning::Suspended => self.rest(transaction, owed, DAYS_TO_COMPLETE, on).await,
            StatusMeaning::PaymentSent { .. } => {
                self.rest(transaction, owed, DAYS_OF_REST, on).await
            }
            StatusMeaning::Cashed { amount } => self.pay(transaction, owed, amount, on).await,
            StatusMeaning::Submitted
            | StatusMeaning::FactoringChanged
            | StatusMeaning::AccountChanged
            | StatusMeaning::DirectPaymentRequested
            | StatusMeaning::Unknown => Ok(()),
        }
    }

    /// Writes whether the invoice is proven received, or why it is not.
    async fn confirm(
        &self,
        transaction: &mut Transaction,
        owed: &Owed,
        unconfirmed: Option<Unconfirmed>,
    ) -> Result<()> {
        let mut item = owed.item.clone();
        // Refusals and rejections are final: a message that was older, or came twice, never lifts one.
        let is_final = matches!(
            item.unconfirmed,
            Some(Unconfirmed::Refused | Unconfirmed::Rejected)
        );
        if is_final && unconfirmed.is_none() {
            return Ok(());
        }
        item.unconfirmed = unconfirmed;
        let creditor = self.arrival.seat.creditor;
        Ok(store::item::change(transaction, self.stamp, creditor, &item).await?)
    }

    async fn dispute(
        &self,
        transaction: &mut Transaction,
        owed: &Owed,
        (status, amount): (&InvoiceStatus, Option<Money>),
        on: Date,
    ) -> Result<()> {
        if !owed.item.is_open_claim() {
            return Ok(());
        }
        self.confirm(transaction, owed, None).await?;
        let first = status.reasons.first();
        let reason = first
            .and_then(|reason| reason.known())
            .map_or(DisputeReason::Other, |known| known.family.dispute_reason());
        let words = first.map_or("", |reason| reason.text.as_str());
        let open = owed.item.open;
        let amount = amount.filter(|part| {
            part.currency == open.currency && part.is_positive() && part.minor < open.minor
        });
        let dispute = Dispute {
            id: DisputeId(0),
            item: owed.item.id,
            amount,
            reason,
            opened_on: on,
            closed_on: None,
        };
        let account = (self.arrival.seat.creditor, owed.debtor);
        let note = format!("{} {} {words}", status.code, status.label);
        let note = Some(note.trim());
        store::dispute::open(transaction, self.stamp, account, &dispute, note).await?;
        Ok(())
    }

    async fn rest(
        &self,
        transaction: &mut Transaction,
        owed: &Owed,
        days: i32,
        on: Date,
    ) -> Result<()> {
        let hold = Hold {
            id: HoldId(0),
            item: Some(owed.item.id),
            from_on: on,
            until_on: Some(plus_days(on, days)),
            reason: HoldReason::DebtorSaid,
            lifted_on: None,
        };
        let account = (self.arrival.seat.creditor, owed.debtor);
        store::hold::place(transaction, self.stamp, account, &hold, None).await?;
        Ok(())
    }

    /// Paid, says the message: what is open of it is settled, up to the amount.
    async fn pay(
        &self,
        transaction: &mut Transaction,
        owed: &Owed,
        amount: Option<Money>,
        on: Date,
    ) -> Result<()> {
        let open = owed.item.open;
        let told = amount.filter(|amount| amount.currency == open.currency);
        let amount_minor = told.map_or(open.minor, |told| told.minor.min(open.minor));
        if amount_minor <= 0 {
            return Ok(());
        }
        // The same message goes to the buyer and to the State: it is money once.
        let known =
            store::allocation::of_debtor(transaction, self.arrival.seat.creditor, owed.debtor);
        let is_known = known.await?.iter().any(|one| {
            one.claim == Some(owed.item.id)
                && one.source.is_none()
                && one.basis == Basis::List
                && one.amount_minor == amount_minor
                && one.effective_on == on
                && one.reversed.is_none()
        });
        if is_known {
            return Ok(());
        }
        let paid = NewAllocation {
            debtor: owed.debtor,
            claim: Some(owed.item.id),
            source: None,
            amount_minor,
            effective_on: on,
            basis: Basis::List,
            import: Some(self.arrival.import),
        };
        let creditor = self.arrival.seat.creditor;
        store::allocation::apply(transaction, self.stamp, creditor, &[paid]).await?;
        Ok(())
    }
}

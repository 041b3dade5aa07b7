//! Messages of e-mail: a bounce marks the contact it names, a person's answer holds the account it comes
//! from or waits in the tray, and what a machine answered is told and stops nothing. It must never take a machine for a person.

use intake::mail::{Bounce, BouncedRecipient, MailMessage, MailNature, Permanence};
use intake::overview::Overview;
use intake::reading::shortened;
use jiff::SignedDuration;
use jiff::civil::Date;
use store::Transaction;

use super::{Arrival, ImportReport, read_aside};
use crate::desk::Desk;
use crate::error::Result;

/// A message that names nothing comes back within so much time of the one it was.
const RETURNS_WITHIN: SignedDuration = SignedDuration::from_hours(24 * 7);

impl Desk {
    pub(super) async fn receive_messages(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        bytes: Vec<u8>,
    ) -> Result<ImportReport> {
        let read = |input: std::io::Cursor<Vec<u8>>| intake::mail::messages(input.get_ref());
        let reading = read_aside(bytes, read)?;
        let mut report = ImportReport {
            overview: Overview::of_messages(&reading.facts),
            ..ImportReport::default()
        };
        report.note(reading.problems);
        let today = store::creditor::find(transaction, arrival.seat.creditor)
            .await
            .map(|creditor| self.clock().today(&creditor.policy.time_zone))?;
        for message in &reading.facts {
            let nature = intake::mail::nature(message).nature;
            match nature {
                MailNature::DeliveryFailure => {
                    self.mark_bounces(transaction, arrival, (message, today), &mut report)
                        .await?;
                }
                MailNature::Human => {
                    self.note_answer(transaction, arrival, (message, today), &mut report)
                        .await?;
                }
                MailNature::OutOfOffice
                | MailNature::Acknowledgement
                | MailNature::OtherAutoReply => {
                    self.note_machine(transaction, arrival, (message, nature))
                        .await?;
                }
                MailNature::Unsubscription => {
                    let of = (message, today);
                    self.note_refusal(transaction, arrival, of, &mut report)
                        .await?;
                }
                MailNature::DeliveryDelay
                | MailNature::DeliverySuccess
                | MailNature::Feedback
                | MailNature::ReadReceipt
                | MailNature::Challenge
                | MailNature::Notification => {}
            }
        }
        Ok(report)
    }

    /// The contacts whose address will not work again.
    async fn mark_bounces(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (message, today): (&MailMessage, Date),
        report: &mut ImportReport,
    ) -> Result<()> {
        let Some(bounce) = intake::mail::bounce(message) else {
            return Ok(());
        };
        let creditor = arrival.seat.creditor;
        let stamp = self.stamp(&arrival.seat.actor);
        for recipient in &bounce.recipients {
            let is_lost = matches!(recipient.permanence, Permanence::Hard | Permanence::Soft);
            if is_lost {
                let lost = (&bounce, recipient);
                self.mark_returned(transaction, arrival, lost, report)
                    .await?;
            }
            if recipient.permanence != Permanence::Hard {
                continue;
            }
            let tried = [&recipient.original_recipient, &recipient.final_recipient];
            let Some(address) = tried.into_iter().find(|address| !address.is_empty()) else {
                continue;
            };
            for (debtor, mut contact) in
                store::contact::by_email(transaction, creditor, address).await?
            {
                if contact.bounced_on.is_some() {
                    report.contacts.known += 1;
                    continue;
                }
                contact.bounced_on = Some(today);
                store::contact::change(transaction, &stamp, creditor, debtor, &contact).await?;
                report.contacts.changed += 1;
            }
        }
        Ok(())
    }

    /// The message that left for the recipient is marked as come back: the one of the Message-ID, else the last
    /// one to that address.
    async fn mark_returned(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (bounce, recipient): (&Bounce, &BouncedRecipient),
        report: &mut ImportReport,
    ) -> Result<()> {
        let creditor = arrival.seat.creditor;
        let stamp = self.stamp(&arrival.seat.actor);
        let named = bounce
            .returned
            .as_ref()
            .map_or("", |returned| returned.message_id.as_str());
        let mut found = match named {
            "" => None,
            named => store::notice::returned::by_message_id(transaction, creditor, named).await?,
        };
        // A message of another software has a name of its own: it is none of ours, whoever it was for.
        if found.is_none() && named.is_empty() {
            let until = self.clock().instant();
            let since = until.checked_sub(RETURNS_WITHIN).unwrap_or(until);
            for address in [&recipient.original_recipient, &recipient.final_recipient] {
                if found.is_none() && !address.is_empty() {
                    let span = (since, until);
                    found = store::notice::returned::last_to(transaction, creditor, address, span)
                        .await?;
                }
            }
        }
        let Some(notice) = found else {
            return Ok(());
        };
        let code = recipient.status.map(|status| status.to_string());
        let said = [
            code.as_deref().unwrap_or_default(),
            recipient.diagnostic.trim(),
        ];
        let cause = shortened(said.join(" ").trim());
        if store::notice::returned::note(transaction, &stamp, creditor, (notice, &cause)).await? {
            report.notices_returned += 1;
        }
        Ok(())
    }
}

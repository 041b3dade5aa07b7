//! Messages of e-mail: a bounce marks the contact it names, a person's answer holds the account it comes
//! from, and what a machine answered is only counted. It must never take a machine for a person.

use intake::mail::{MailMessage, MailNature, Permanence};
use intake::overview::Overview;
use intake::reading::{Kept, Problem, ProblemKind, shortened};
use jiff::civil::Date;
use receivables::identity::DebtorId;
use store::Transaction;

use super::{Arrival, ImportReport, read_aside};
use crate::desk::Desk;
use crate::error::Result;

/// How much of an answer is kept as its summary.
const MOST_LETTERS: usize = 500;

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
            match intake::mail::nature(message).nature {
                MailNature::DeliveryFailure => {
                    self.mark_bounces(transaction, arrival, (message, today), &mut report)
                        .await?;
                }
                MailNature::Human => {
                    self.note_answer(transaction, arrival, (message, today), &mut report)
                        .await?;
                }
                _ => {}
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

    /// A person's answer on the account of its sender; one that belongs to no account, or to several, is told.
    async fn note_answer(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (message, today): (&MailMessage, Date),
        report: &mut ImportReport,
    ) -> Result<()> {
        let creditor = arrival.seat.creditor;
        let stamp = self.stamp(&arrival.seat.actor);
        let sender = message
            .from
            .first()
            .map_or("", |from| from.address.as_str());
        let mut debtors: Vec<DebtorId> = store::contact::by_email(transaction, creditor, sender)
            .await?
            .into_iter()
            .map(|(debtor, _)| debtor)
            .collect();
        debtors.dedup();
        let [debtor] = debtors[..] else {
            report.tell(Problem {
                line: None,
                field: Some(shortened(sender)),
                kind: ProblemKind::AnswerOfUnknown,
                found: shortened(&message.subject),
                kept: Kept::NotTheLine,
            });
            return Ok(());
        };
        let reply = intake::mail::reply_text(message).reply;
        let words = format!("{} : {}", message.subject, reply.trim());
        let summary: String = words.chars().take(MOST_LETTERS).collect();
        let account = (creditor, debtor);
        store::reply::receive(transaction, &stamp, account, today, &summary).await?;
        report.contacts.known += 1;
        Ok(())
    }
}

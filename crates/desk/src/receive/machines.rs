//! What machines answer: somebody is away, a message was received, a recipient wants no more. Told on the account, never
//! taken for an answer: nothing stops for it. Who wants no more is written to no more.

use intake::mail::{MailMessage, MailNature, absence};
use jiff::civil::Date;
use store::Transaction;
use store::reply::{MachineAnswer, MachineAnswerKind};

use super::answers::{account_of, sender};
use super::{Arrival, ImportReport};
use crate::desk::Desk;
use crate::error::Result;

impl Desk {
    /// An answer of a machine, on the account it belongs to; one that belongs to none says nothing to anybody.
    pub(super) async fn note_machine(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (message, nature): (&MailMessage, MailNature),
    ) -> Result<()> {
        let kind = match nature {
            MailNature::OutOfOffice => MachineAnswerKind::Away,
            MailNature::Acknowledgement => MachineAnswerKind::Received,
            _ => MachineAnswerKind::Other,
        };
        let creditor = arrival.seat.creditor;
        let Some(debtor) = account_of(transaction, creditor, message).await? else {
            return Ok(());
        };
        let away = absence(message).unwrap_or_default();
        let answer = MachineAnswer {
            kind,
            sender: sender(message).to_string(),
            back_on: away.back_on.filter(|_| kind == MachineAnswerKind::Away),
            substitutes: away
                .substitutes
                .into_iter()
                .map(|one| one.address)
                .collect(),
        };
        let stamp = self.stamp(&arrival.seat.actor);
        store::reply::note_machine(transaction, &stamp, (creditor, debtor), &answer).await?;
        Ok(())
    }

    /// The contacts of an address that wants no more are marked: no machine writes to them.
    pub(super) async fn note_refusal(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (message, today): (&MailMessage, Date),
        report: &mut ImportReport,
    ) -> Result<()> {
        let creditor = arrival.seat.creditor;
        let stamp = self.stamp(&arrival.seat.actor);
        let found = store::contact::by_email(transaction, creditor, sender(message)).await?;
        for (debtor, mut contact) in found {
            if contact.refused_on.is_some() {
                report.contacts.known += 1;
                continue;
            }
            contact.refused_on = Some(today);
            store::contact::change(transaction, &stamp, creditor, debtor, &contact).await?;
            report.contacts.changed += 1;
        }
        Ok(())
    }
}

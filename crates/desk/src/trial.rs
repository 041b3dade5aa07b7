//! A message tried on oneself: as it would leave, to the person who asks, marked as a trial. Must never go to a debtor, nor
//! count as anything: no step moves by it.

use async_recursion::async_recursion as boxed;
use notices::wording::{Value, Wording};
use receivables::contact::Channel;
use receivables::identity::NoticeId;

use crate::carrier::{Carried, Mailbox, Parcel};
use crate::carriers::Carriers;
use crate::composing::Preview;
use crate::desk::Desk;
use crate::error::Result;
use crate::refusal::Refusal;
use crate::seat::Seat;

impl Desk {
    /// Sends what a message would say to who tries it, without the files that go with it.
    ///
    /// # Errors
    /// Refused without a carrier of e-mail or an address of the sender, and with the carrier's words when it did not leave
    /// or nobody knows.
    #[boxed]
    pub async fn try_message(
        &self,
        seat: &Seat,
        carriers: &Carriers,
        preview: &Preview,
        (to, wording): (&Mailbox, &Wording),
    ) -> Result<()> {
        let channel = Channel::EMail;
        let missing = Refusal::CarrierMissing { channel };
        let carrier = carriers.email.as_ref().ok_or(missing)?;
        let sender = &preview.sender;
        let Some((_, domain)) = sender.email.rsplit_once('@') else {
            return Err(Refusal::SenderWithoutAddress {
                sender: sender.key.clone(),
            }
            .into());
        };
        let id = NoticeId(self.stamp(&seat.actor).id());
        let subject = Value::from(preview.message.subject.as_str());
        let parcel = Parcel {
            notice: id,
            message_id: format!("trial.{id}@{domain}"),
            in_reply_to: None,
            dated_at: self.clock().instant(),
            from: Mailbox {
                name: sender.name.clone(),
                address: sender.email.clone(),
            },
            reply_to: None,
            to: vec![to.clone()],
            copy: Vec::new(),
            subject: wording.say("trial-subject", &[("subject", subject)]),
            text: preview.message.text.clone(),
            html: preview.message.html.clone(),
            enclosures: Vec::new(),
        };
        match carrier.carry(&parcel).await {
            Carried::Receipt { .. } | Carried::InParts { .. } => Ok(()),
            Carried::TryAgain { cause } | Carried::Refused { cause } => {
                Err(Refusal::Hindered { words: cause }.into())
            }
            Carried::Unknown { evidence } => Err(Refusal::Hindered { words: evidence }.into()),
        }
    }
}

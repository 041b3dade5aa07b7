//! What a message that came back says: which recipients, what happened to each, why, and which message it
//! was. It must never say that an address is dead when the server only said "not now".

use serde::{Deserialize, Serialize};

use super::message::{MailMessage, MailMoment};
use super::status::EnhancedStatus;
use super::{cause::BounceCause, nature, prose, report};

/// What happened to the message for one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryAction {
    /// Not delivered, and will not be.
    Failed,
    /// Not delivered yet; tries go on.
    Delayed,
    /// Delivered.
    Delivered,
    /// Handed to a system that reports no further.
    Relayed,
    /// Delivered to several addresses behind this one.
    Expanded,
}

/// What a failure means for the next message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permanence {
    /// The address will not work again: do not write to it.
    Hard,
    /// This message did not arrive; the address may be good.
    Soft,
    /// Nothing is lost: the servers still try.
    Delayed,
    /// It arrived.
    Arrived,
}

/// What a bounce says of one recipient. Texts are empty when absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BouncedRecipient {
    /// The address the servers tried.
    pub final_recipient: String,
    /// The address the message was written to, when told apart.
    pub original_recipient: String,
    /// What happened, when told.
    pub action: Option<DeliveryAction>,
    /// Status, when told.
    pub status: Option<EnhancedStatus>,
    /// The server's words.
    pub diagnostic: String,
    /// The server that answered.
    pub remote_server: String,
    /// Why, derived.
    pub cause: BounceCause,
    /// What it means for the next message, derived.
    pub permanence: Permanence,
}

/// The message that came back, as far as it was returned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedMessage {
    /// Its identifier, without angle brackets: names the notice that left.
    pub message_id: String,
    /// Its subject.
    pub subject: String,
    /// To whom it was written.
    pub to: Vec<String>,
    /// From whom.
    pub from: Vec<String>,
    /// When it was sent.
    pub sent_at: Option<MailMoment>,
    /// Its headers, name and value.
    pub headers: Vec<(String, String)>,
}

/// A delivery report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounce {
    /// The server that reports.
    pub reporting_server: String,
    /// Each recipient told, in order; at least one in a report that names any.
    pub recipients: Vec<BouncedRecipient>,
    /// The message that came back.
    pub returned: Option<ReturnedMessage>,
}

/// The bounce a message is; nothing when it is none.
pub fn bounce(message: &MailMessage) -> Option<Bounce> {
    let mut found = report::of_parts(message)
        .or_else(|| report::of_notification(message))
        .or_else(|| report::of_text(message))
        .or_else(|| prose::bounce(message))?;
    if found.recipients.is_empty() && report::is_delivery_report(message) {
        found.recipients = prose::recipients(message);
    }
    for recipient in &mut found.recipients {
        explained_by_text(recipient, message);
    }
    found.returned = found.returned.or_else(|| returned(message));
    Some(found)
}

/// Some servers leave their fields bare and explain themselves to people only.
fn explained_by_text(recipient: &mut BouncedRecipient, message: &MailMessage) {
    if recipient.cause != BounceCause::Other || !recipient.diagnostic.is_empty() {
        return;
    }
    let words = prose::section_about(message, &recipient.final_recipient);
    recipient.cause = BounceCause::of(recipient.status, words);
    recipient.permanence = permanence(recipient.action, recipient.status, recipient.cause);
}

impl BouncedRecipient {
    /// A recipient with what is derived from what was told.
    pub(super) fn told(
        final_recipient: String,
        action: Option<DeliveryAction>,
        status: Option<EnhancedStatus>,
        diagnostic: String,
    ) -> Self {
        let status_or_words = status.or_else(|| EnhancedStatus::in_text(&diagnostic));
        let status_for_cause = match status {
            // Many reports put 5.0.0 in the field and the true status in the words.
            Some(told) if told.says_little() => EnhancedStatus::in_text(&diagnostic)
                .filter(|one| !one.says_little())
                .or(status),
            _ => status_or_words,
        };
        let cause = BounceCause::of(status_for_cause, &diagnostic);
        BouncedRecipient {
            final_recipient,
            original_recipient: String::new(),
            action,
            status,
            permanence: permanence(action, status_or_words, cause),
            cause,
            diagnostic,
            remote_server: String::new(),
        }
    }
}

/// What a report means for the next message to this address.
pub fn permanence(
    action: Option<DeliveryAction>,
    status: Option<EnhancedStatus>,
    cause: BounceCause,
) -> Permanence {
    match action {
        Some(DeliveryAction::Delayed) => return Permanence::Delayed,
        Some(DeliveryAction::Delivered | DeliveryAction::Relayed | DeliveryAction::Expanded) => {
            return Permanence::Arrived;
        }
        Some(DeliveryAction::Failed) | None => {}
    }
    if status.is_some_and(|status| status.class == 2) && action.is_none() {
        return Permanence::Arrived;
    }
    match cause {
        // The server of a full, strict or suspicious mailbox says nothing against the address.
        BounceCause::MailboxFull
        | BounceCause::Blocked
        | BounceCause::Policy
        | BounceCause::TooLarge
        | BounceCause::Temporary
        | BounceCause::Greylisted
        | BounceCause::Expired
        | BounceCause::Relay => Permanence::Soft,
        BounceCause::UnknownMailbox | BounceCause::DomainUnknown | BounceCause::Other => {
            match status {
                Some(status) if status.class == 4 => Permanence::Soft,
                _ => Permanence::Hard,
            }
        }
    }
}

/// The message returned inside the report, whole or only its headers.
pub(super) fn returned(message: &MailMessage) -> Option<ReturnedMessage> {
    let enclosed = message.enclosed.iter().find(|one| !one.headers.is_empty());
    match enclosed {
        Some(one) => Some(returned_from(one)),
        None => prose::returned(&message.text).map(|one| returned_from(&one)),
    }
}

fn returned_from(message: &MailMessage) -> ReturnedMessage {
    let addresses =
        |list: &[super::MailAddress]| list.iter().map(|one| one.address.clone()).collect();
    ReturnedMessage {
        message_id: message.message_id.clone(),
        subject: message.subject.clone(),
        to: addresses(&message.to),
        from: addresses(&message.from),
        sent_at: message.sent_at,
        headers: message
            .headers
            .iter()
            .map(|header| (header.name.clone(), header.value.clone()))
            .collect(),
    }
}

impl Bounce {
    /// The nature of the report as a whole: one failure makes it a failure.
    pub fn nature(&self) -> nature::MailNature {
        let any = |wanted: &[Permanence]| {
            self.recipients
                .iter()
                .any(|one| wanted.contains(&one.permanence))
        };
        if any(&[Permanence::Hard, Permanence::Soft]) || self.recipients.is_empty() {
            nature::MailNature::DeliveryFailure
        } else if any(&[Permanence::Delayed]) {
            nature::MailNature::DeliveryDelay
        } else {
            nature::MailNature::DeliverySuccess
        }
    }
}

#[cfg(test)]
mod tests;

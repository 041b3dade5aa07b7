//! Delivery reports in their standard forms: fields (RFC 3464), wherever they stand, and the notifications
//! of Amazon SES in JSON. It must never search the text of the returned message for fields.

use serde_json::Value;

use super::bounce::{Bounce, BouncedRecipient, DeliveryAction};
use super::fields::{self, Block};
use super::message::MailMessage;
use super::prose;
use super::status::EnhancedStatus;

const STATUS_PARTS: [&str; 2] = ["message/delivery-status", "message/global-delivery-status"];

/// True when the message calls itself a delivery report.
pub(super) fn is_delivery_report(message: &MailMessage) -> bool {
    message.report(&STATUS_PARTS).is_some()
        || message.media_type == "multipart/report" && message.report_type == "delivery-status"
}

/// The bounce told by a part made for it.
pub(super) fn of_parts(message: &MailMessage) -> Option<Bounce> {
    let reports: Vec<&str> = message
        .reports
        .iter()
        .filter(|report| STATUS_PARTS.contains(&report.media_type.as_str()))
        .map(|report| report.text.as_str())
        .collect();
    if reports.is_empty() {
        return None;
    }
    let mut found = Bounce::default();
    for text in reports {
        add(&mut found, text);
    }
    Some(found)
}

/// The bounce told by the same fields in the middle of a text.
pub(super) fn of_text(message: &MailMessage) -> Option<Bounce> {
    let lower = message.text.to_ascii_lowercase();
    let at = lower
        .find("final-recipient:")
        .or_else(|| lower.find("original-recipient:"))?;
    let is_report = is_delivery_report(message) || prose::is_from_a_mail_system(message);
    if !is_report || !(lower.contains("action:") || lower.contains("status:")) {
        return None;
    }
    // The fields of a recipient may come before its address, those of the server before them all.
    let start = lower[..at].rfind("reporting-mta:").unwrap_or(at);
    let before = lower[..start].rfind("\n\n").map_or(0, |blank| blank + 2);
    let text = &message.text[before..];
    let text = match prose::returned_at(text) {
        Some(end) if end > at - before => &text[..end],
        _ => text,
    };
    let mut found = Bounce::default();
    add(&mut found, text);
    (!found.recipients.is_empty()).then_some(found)
}

fn add(found: &mut Bounce, text: &str) {
    for block in fields::blocks(text) {
        if let Some(server) = fields::value(&block, "Reporting-MTA")
            && found.reporting_server.is_empty()
        {
            found.reporting_server = fields::untyped(server).to_string();
        }
        found.recipients.extend(recipient(&block));
    }
}

/// The recipient a block is about; nothing when it is about the message.
fn recipient(block: &Block) -> Option<BouncedRecipient> {
    let address = |name: &str| fields::value(block, name).map(|value| bare(fields::untyped(value)));
    let original = address("Original-Recipient");
    let tried = address("Final-Recipient").or_else(|| address("X-Actual-Recipient"));
    let action = fields::value(block, "Action").and_then(action);
    let status = fields::value(block, "Status").and_then(EnhancedStatus::of_field);
    let names_somebody = tried.is_some() || original.is_some();
    if !names_somebody && (action.is_none() || status.is_none()) {
        return None;
    }
    let diagnostic = fields::value(block, "Diagnostic-Code")
        .map(fields::untyped)
        .unwrap_or_default();
    // Some servers put their words beside the status.
    let beside = fields::value(block, "Status")
        .filter(|_| diagnostic.is_empty())
        .unwrap_or_default();
    let words = format!("{diagnostic}{beside}");
    let mut told = BouncedRecipient::told(
        tried
            .clone()
            .or_else(|| original.clone())
            .unwrap_or_default(),
        action,
        status,
        words,
    );
    told.diagnostic = diagnostic.to_string();
    told.original_recipient = original.unwrap_or_default();
    told.remote_server = fields::value(block, "Remote-MTA")
        .map(|value| fields::untyped(value).to_string())
        .unwrap_or_default();
    Some(told)
}

fn action(value: &str) -> Option<DeliveryAction> {
    let word = value
        .trim()
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()?;
    match word.to_ascii_lowercase().as_str() {
        "failed" | "failure" | "error" => Some(DeliveryAction::Failed),
        "delayed" | "deferred" => Some(DeliveryAction::Delayed),
        "delivered" | "deliverable" => Some(DeliveryAction::Delivered),
        "relayed" => Some(DeliveryAction::Relayed),
        "expanded" => Some(DeliveryAction::Expanded),
        _ => None,
    }
}

/// The address without brackets, quotes and the comment some servers add.
fn bare(value: &str) -> String {
    let value = value.trim();
    if let (Some(open), Some(close)) = (value.find('<'), value.rfind('>'))
        && open < close
    {
        return value[open + 1..close].trim().to_string();
    }
    value.trim_matches(['<', '>', '"', ' ']).to_string()
}

/// The bounce told by Amazon SES in JSON, forwarded as a message.
pub(super) fn of_notification(message: &MailMessage) -> Option<Bounce> {
    let text = message.text.trim_start();
    if !text.starts_with('{') || !text.contains("otificationType") && !text.contains("eventType") {
        return None;
    }
    let json: Value = serde_json::Deserializer::from_str(text)
        .into_iter()
        .next()?
        .ok()?;
    let kind = json["notificationType"]
        .as_str()
        .or_else(|| json["eventType"].as_str())?;
    let mut found = Bounce {
        returned: notified_message(&json["mail"]),
        ..Bounce::default()
    };
    match kind {
        "Delivery" => {
            let words = json["delivery"]["smtpResponse"]
                .as_str()
                .unwrap_or_default();
            found.reporting_server = text_of(&json["delivery"]["reportingMTA"]);
            for address in json["delivery"]["recipients"].as_array()? {
                let status = EnhancedStatus::in_text(words);
                let action = Some(DeliveryAction::Delivered);
                found.recipients.push(BouncedRecipient::told(
                    text_of(address),
                    action,
                    status,
                    words.to_string(),
                ));
            }
        }
        "Bounce" => {
            found.reporting_server = text_of(&json["bounce"]["reportingMTA"]);
            for one in json["bounce"]["bouncedRecipients"].as_array()? {
                let told = BouncedRecipient::told(
                    text_of(&one["emailAddress"]),
                    one["action"]
                        .as_str()
                        .and_then(action)
                        .or(Some(DeliveryAction::Failed)),
                    one["status"].as_str().and_then(EnhancedStatus::of_field),
                    fields::untyped(&text_of(&one["diagnosticCode"])).to_string(),
                );
                found.recipients.push(told);
            }
        }
        _ => return None,
    }
    Some(found)
}

fn notified_message(mail: &Value) -> Option<super::ReturnedMessage> {
    mail.as_object()?;
    let headers = &mail["commonHeaders"];
    let told_id = text_of(&headers["messageId"]);
    let id = if told_id.is_empty() {
        text_of(&mail["messageId"])
    } else {
        told_id
    };
    let list = |value: &Value| {
        value
            .as_array()
            .map_or(Vec::new(), |all| all.iter().map(text_of).collect())
    };
    Some(super::ReturnedMessage {
        message_id: id.trim_matches(['<', '>']).to_string(),
        subject: text_of(&headers["subject"]),
        to: list(&mail["destination"]),
        from: vec![text_of(&mail["source"])],
        ..super::ReturnedMessage::default()
    })
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_string()
}

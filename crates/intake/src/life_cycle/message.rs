//! From the tree of a message to its facts. It must read what is there whatever the phase: what one forbids, another
//! platform sends.

use jiff::civil::{Date, DateTime, Time};

use super::facts::{
    ActorRole, Characteristic, InvoiceStatus, LifeCycleMessage, LifeCycleParty, RequestedAction,
    StatusReason,
};
use crate::document::Element;
use crate::invoice::field::{amount, amount_at, day, day_at, identifier, tell};
use crate::reading::{Kept, ProblemKind, Problems};

/// Reads one message.
pub(super) fn read(root: &Element, problems: &mut Problems) -> LifeCycleMessage {
    let text = |path: &str| root.text_at(&[path]);
    let absent = Element::default();
    let document = root.at("ExchangedDocument").unwrap_or(&absent);
    let recipients = document.all("RecipientTradeParty");
    let mut message = LifeCycleMessage {
        message_id: document.text_at(&["ID"]),
        name: document.text_at(&["Name"]),
        process: text(
            "ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID",
        ),
        guideline: text("ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"),
        made_at: instant_at(document, "IssueDateTime", problems),
        sender: party(document.at("SenderTradeParty")),
        issuer: party(document.at("IssuerTradeParty")),
        recipients: recipients.into_iter().map(|one| party(Some(one))).collect(),
        statuses: Vec::new(),
    };
    for acknowledgement in root.all("AcknowledgementDocument") {
        let phase_code = acknowledgement.text_at(&["TypeCode"]);
        let set_at = instant_at(acknowledgement, "IssueDateTime", problems);
        for reference in acknowledgement.all("ReferenceReferencedDocument") {
            let mut status = status(reference, problems);
            status.phase_code.clone_from(&phase_code);
            status.set_at = set_at;
            message.statuses.push(status);
        }
    }
    if message.statuses.is_empty() {
        let kept = Kept::LineWithoutField;
        tell(
            problems,
            root,
            ProblemKind::MissingKey,
            "ReferenceReferencedDocument",
            kept,
        );
    }
    message
}

fn status(reference: &Element, problems: &mut Problems) -> InvoiceStatus {
    let text = |path: &str| reference.text_at(&[path]);
    let party_of = |role: &str, path: &str| {
        let parties = reference.all(path);
        let found = parties
            .iter()
            .find(|party| party.text_at(&["RoleCode"]) == role)
            .or(parties.first().filter(|_| role == "SE"));
        found
            .and_then(|party| party.filled_at(&["GlobalID", "ID"]))
            .map(identifier)
    };
    let mut status = InvoiceStatus {
        invoice: text("IssuerAssignedID"),
        type_code: text("TypeCode"),
        invoice_issued_on: day_at(
            reference,
            &["FormattedIssueDateTime", "IssueDateTime"],
            problems,
        ),
        seller: party_of("SE", "IssuerTradeParty"),
        buyer: party_of("BY", "RecipientTradeParty").or_else(|| party_of("BY", "IssuerTradeParty")),
        code: text("ProcessConditionCode"),
        label: text("ProcessCondition"),
        untdid_code: text("StatusCode"),
        received_at: instant_at(reference, "ReceiptDateTime", problems),
        ..InvoiceStatus::default()
    };
    for given in reference.all("SpecifiedDocumentStatus") {
        let reason = StatusReason {
            code: given.text_at(&["ReasonCode"]),
            text: given.text_at(&["Reason"]),
            action: RequestedAction::of(&given.text_at(&["RequestedActionCode"])),
            action_text: given.text_at(&["RequestedAction"]),
        };
        if reason != StatusReason::default() {
            status.reasons.push(reason);
        }
        for one in given.all("SpecifiedDocumentCharacteristic") {
            status.characteristics.push(characteristic(one, problems));
        }
    }
    check(&status, reference, problems);
    status
}

/// What is missing or not in the tables.
fn check(status: &InvoiceStatus, reference: &Element, problems: &mut Problems) {
    let mut note = |kind, found: &str, kept| tell(problems, reference, kind, found, kept);
    if status.invoice.is_empty() {
        note(
            ProblemKind::MissingKey,
            "IssuerAssignedID",
            Kept::LineWithoutField,
        );
    }
    if status.code.is_empty() {
        note(
            ProblemKind::MissingKey,
            "ProcessConditionCode",
            Kept::LineWithoutField,
        );
    } else if status.known().is_none() {
        note(ProblemKind::UnknownCode, &status.code, Kept::All);
    }
    for reason in &status.reasons {
        if !reason.code.is_empty() && reason.known().is_none() {
            note(ProblemKind::UnknownCode, &reason.code, Kept::All);
        }
        if let Some(RequestedAction::Other(code)) = &reason.action
            && code != "OTH"
        {
            note(ProblemKind::UnknownCode, code, Kept::All);
        }
    }
}

fn characteristic(element: &Element, problems: &mut Problems) -> Characteristic {
    let value = element.filled_at(&["ValueAmount"]);
    Characteristic {
        kind: element.text_at(&["TypeCode"]),
        field: element.text_at(&["ID"]),
        name: element.text_at(&["Name"]),
        currency: value.and_then(|value| value.attribute("currencyID").parse().ok()),
        amount: value.and_then(|value| amount(value, problems)),
        percent: amount_at(element, &["ValuePercent"], problems),
        on: day_at(element, &["ValueDateTime"], problems),
        text: element.text_at(&["Value", "ValueCode", "ValueText", "ValueNumeric"]),
    }
}

fn party(element: Option<&Element>) -> LifeCycleParty {
    let Some(element) = element else {
        return LifeCycleParty::default();
    };
    LifeCycleParty {
        id: element.filled_at(&["GlobalID", "ID"]).map(identifier),
        name: element.text_at(&["Name"]),
        role: ActorRole::of(&element.text_at(&["RoleCode"])),
        electronic_address: element
            .filled_at(&["URIUniversalCommunication/URIID"])
            .map(identifier),
    }
}

fn instant_at(element: &Element, path: &str, problems: &mut Problems) -> Option<DateTime> {
    let outer = element.at(path)?;
    let text = outer
        .at("DateTimeString")
        .or(outer.at("DateTime"))
        .unwrap_or(outer)
        .words();
    if text.is_empty() {
        return None;
    }
    let read = instant(text);
    if read.is_none() {
        let kept = Kept::LineWithoutField;
        tell(problems, outer, ProblemKind::InvalidDate, text, kept);
    }
    read
}

/// `20250701151500`, `202507011515`, `20250701`, or an ISO date with or without a time.
fn instant(text: &str) -> Option<DateTime> {
    let on: Date = day(text)?;
    let time = match text.split_once(['T', ' ']) {
        Some((_, time)) => time
            .get(..8)
            .or(time.get(..5))
            .unwrap_or_default()
            .replace(':', ""),
        None => text.get(8..).unwrap_or_default().to_string(),
    };
    let digits: String = time.chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize| -> i8 {
        let two = digits.get(from..from + 2);
        two.and_then(|two| two.parse().ok()).unwrap_or(0)
    };
    let is_compact =
        digits.len() >= 4 && !text.get(..10)?.contains('-') || text.contains(['T', ' ']);
    let time = match is_compact {
        true => Time::new(part(0), part(2), part(4).min(59), 0).ok()?,
        false => Time::midnight(),
    };
    Some(on.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn instants_of_every_form_are_read() {
        let table = [
            ("20250701151530", Some(date(2025, 7, 1).at(15, 15, 30, 0))),
            ("202507011515", Some(date(2025, 7, 1).at(15, 15, 0, 0))),
            ("20250701", Some(date(2025, 7, 1).at(0, 0, 0, 0))),
            ("2025-07-01", Some(date(2025, 7, 1).at(0, 0, 0, 0))),
            (
                "2025-07-01T15:15:30",
                Some(date(2025, 7, 1).at(15, 15, 30, 0)),
            ),
            (
                "2025-07-01T15:15:30+02:00",
                Some(date(2025, 7, 1).at(15, 15, 30, 0)),
            ),
            ("2025-07-01+02:00", Some(date(2025, 7, 1).at(0, 0, 0, 0))),
            ("20250701996000", None),
            ("soon", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(instant(text), expected, "{text}");
        }
    }
}

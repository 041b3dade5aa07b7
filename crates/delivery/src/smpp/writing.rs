//! A text message as what is submitted for it: one body for each part, cut where the price shown was counted. The same
//! message makes the same bytes, whenever it is made again.

use desk::carrier::TextMessage;
use notices::text_message::{Alphabet, TextParts, gsm};

use super::pdu::Body;
use super::settings::SmppSettings;

/// The standard numbers the parts with one byte.
const MOST_PARTS: usize = 255;
/// What a message of the wide alphabet is marked with (UCS-2).
const WIDE: u8 = 8;
/// The class of a message whose words follow a head of their own.
const WITH_HEAD: u8 = 0x40;
/// Numbers of so many figures are known in one country only, to who has an agreement with its networks.
const LONGEST_SHORT_NUMBER: usize = 8;

/// Why a message cannot be submitted at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoParts {
    /// It says nothing.
    #[error("the message has no words")]
    Empty,
    /// It has more parts than can be numbered.
    #[error("the message has more than 255 parts")]
    TooLong,
}

/// The bodies to submit for a message, in their order.
pub(super) fn bodies(message: &TextMessage) -> Result<Vec<Vec<u8>>, NoParts> {
    let cut = TextParts::of(&message.text);
    if cut.parts.is_empty() {
        return Err(NoParts::Empty);
    }
    let total = match cut.parts.len() {
        count @ 1..=MOST_PARTS => u8::try_from(count).unwrap_or(u8::MAX),
        _ => return Err(NoParts::TooLong),
    };
    let mark = mark(&message.reference);
    let numbered = (1..=total).zip(&cut.parts);
    Ok(numbered
        .map(|(number, part)| {
            let words = match cut.alphabet {
                Alphabet::Gsm => gsm::codes(part),
                Alphabet::Wide => part.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            };
            let head: &[u8] = match total {
                1 => &[],
                _ => &[5, 0, 3, mark, total, number],
            };
            body(message, (head, &words), cut.alphabet)
        })
        .collect())
}

/// Tells the parts of one message from those of another to the same number.
fn mark(reference: &str) -> u8 {
    let folded = reference.bytes();
    folded.fold(0, |mark: u8, byte| mark.wrapping_mul(31).wrapping_add(byte))
}

fn body(message: &TextMessage, (head, words): (&[u8], &[u8]), alphabet: Alphabet) -> Vec<u8> {
    let (ton, npi, from) = sender(&message.from);
    let to = message.to.trim_start_matches('+');
    let class = if head.is_empty() { 0 } else { WITH_HEAD };
    let coding = match alphabet {
        Alphabet::Gsm => 0,
        Alphabet::Wide => WIDE,
    };
    let length = u8::try_from(head.len() + words.len()).unwrap_or(u8::MAX);
    Body::default()
        .text("", 6)
        .bytes(&[ton, npi])
        .text(from, 21)
        .bytes(&[1, 1])
        .text(to, 21)
        // Class, protocol, priority; when to send it and how long to try: now, as long as the provider does.
        .bytes(&[class, 0, 0, 0, 0])
        // A receipt is wanted; nothing is replaced; the alphabet; no message of the provider's own.
        .bytes(&[1, 0, coding, 0, length])
        .bytes(head)
        .bytes(words)
        .done()
}

/// The kind of a sender, its plan and how it is written.
fn sender(from: &str) -> (u8, u8, &str) {
    let from = from.trim();
    let figures = from.strip_prefix('+');
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match figures {
        Some(figures) => (1, 1, figures),
        None if from.is_empty() => (0, 0, from),
        None if !is_number(from) => (5, 0, from),
        None if from.len() <= LONGEST_SHORT_NUMBER => (3, 0, from),
        None if from.starts_with('0') => (2, 1, from),
        None => (1, 1, from),
    }
}

/// What binds a line, to send and to hear on it.
pub(super) fn binding(settings: &SmppSettings) -> Vec<u8> {
    // Some providers give longer names and passwords than the 15 and 8 letters of the standard: cut, they would be wrong.
    Body::default()
        .text(&settings.system_id, 65)
        .text(&settings.password, 65)
        .text(&settings.system_type, 13)
        // Version 3.4; kind and plan of the numbers that are told of here: as the provider has it.
        .bytes(&[0x34, 0, 0])
        .text(&settings.address_range, 41)
        .done()
}

#[cfg(test)]
mod tests {
    use receivables::identity::NoticeId;

    use super::*;

    fn message(from: &str, text: &str) -> TextMessage {
        TextMessage {
            notice: NoticeId(42),
            reference: "text-42".to_string(),
            from: from.to_string(),
            to: "+33612345678".to_string(),
            text: text.to_string(),
        }
    }

    #[test]
    fn a_short_message_is_submitted_as_the_standard_has_it() {
        let [body] = &bodies(&message("ATELIER", "Total : 5 €")).unwrap()[..] else {
            panic!("one part");
        };
        let expected =
            b"\0\x05\0ATELIER\0\x01\x0133612345678\0\0\0\0\0\0\x01\0\0\0\x0cTotal : 5 \x1be";
        assert_eq!(body, expected);
    }

    #[test]
    fn senders_are_of_the_kind_they_look() {
        let table = [
            ("", (0, 0, "")),
            ("ATELIER 2", (5, 0, "ATELIER 2")),
            ("+33612345678", (1, 1, "33612345678")),
            ("33612345678", (1, 1, "33612345678")),
            ("0612345678", (2, 1, "0612345678")),
            ("36180", (3, 0, "36180")),
        ];
        for (from, expected) in table {
            assert_eq!(sender(from), expected);
        }
    }

    #[test]
    fn a_long_message_leaves_in_the_parts_of_its_price() {
        for (text, each, coding) in [("a".repeat(307), 153, 0), ("ê".repeat(140), 134, WIDE)] {
            let made = bodies(&message("A1", &text)).unwrap();
            assert_eq!(
                bodies(&message("A1", &text)).unwrap(),
                made,
                "the same bytes"
            );
            assert_eq!(made.len(), 3);
            let mut words: Vec<u8> = Vec::new();
            for (number, body) in (1..).zip(&made) {
                let at = body
                    .iter()
                    .rposition(|byte| *byte == mark("text-42"))
                    .unwrap()
                    - 3;
                assert_eq!(body[at..at + 6], [5, 0, 3, mark("text-42"), 3, number]);
                assert_eq!(usize::from(body[at - 1]), body.len() - at);
                assert_eq!(body[at - 3], coding);
                assert!(body.len() - at - 6 <= each);
                words.extend(&body[at + 6..]);
            }
            let expected: Vec<u8> = match coding {
                0 => text.into_bytes(),
                _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            };
            assert_eq!(words, expected);
        }
    }

    #[test]
    fn what_cannot_be_submitted_is_told() {
        assert_eq!(bodies(&message("A", "")), Err(NoParts::Empty));
        let book = "a".repeat(153 * 255 + 1);
        assert_eq!(bodies(&message("A", &book)), Err(NoParts::TooLong));
        assert_eq!(bodies(&message("A", &book[1..])).unwrap().len(), 255);
    }

    #[test]
    fn a_binding_names_the_account_as_the_provider_gave_it() {
        let mut settings = SmppSettings::new("h", 1, ("relance", "secret-too-long"));
        settings.system_type = "sms".to_string();
        let expected = b"relance\0secret-too-long\0sms\0\x34\0\0\0";
        assert_eq!(binding(&settings), expected);
    }
}

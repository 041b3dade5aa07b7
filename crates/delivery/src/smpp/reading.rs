//! What a provider delivers on its line, read: a receipt, a person's answer or a part of one. Must never panic on bytes of
//! somebody else, nor take a person's words for a receipt.

use desk::carrier::{Heard, TextFate};
use notices::text_message::gsm;

use super::pdu::{Cut, Fields, Values, tag};
use super::settings::SmppSettings;

/// The bits of a class that tell what kind of thing is delivered.
const KIND: u8 = 0x3c;
/// Kinds that are receipts: final, or on the way.
const RECEIPTS: [u8; 2] = [0x04, 0x20];
/// The bit of a class that says that a head stands before the words.
const WITH_HEAD: u8 = 0x40;
/// Errors of GSM networks (3GPP TS 29.002) that mean that a number takes no text messages: nobody has it, it is barred, its
/// contract has none.
const NEVER: [u16; 3] = [1, 9, 11];
/// Kind of a network's error: GSM.
const GSM_NETWORK: u8 = 3;

/// What was delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Delivered {
    /// What became of a message of ours.
    Report(Heard),
    /// Words of a person, or a part of them.
    Piece(Piece),
    /// Something that is no text.
    NoText,
}

/// Words of a person, or a part of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The number they come from.
    pub(super) from: String,
    /// Where they stand, when they are a part.
    pub(super) place: Option<PieceOf>,
    /// The words.
    pub(super) words: Words,
}

/// A part of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PieceOf {
    /// What the parts have in common.
    pub(super) mark: u16,
    /// How many there are: 2 at least.
    pub(super) total: u8,
    /// Which one it is, from 1.
    pub(super) number: u8,
}

/// Words as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) alphabet: Written,
    pub(super) bytes: Vec<u8>,
}

/// What words are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// The short alphabet, a letter in each byte.
    Gsm,
    /// Latin-1, and whatever is not known better.
    Latin,
    /// UCS-2.
    Wide,
    /// No letters.
    Binary,
}

impl Written {
    fn of(coding: u8) -> Written {
        match coding {
            0 | 0xc0..=0xdf => Written::Gsm,
            0x02 | 0x04 => Written::Binary,
            0x08 | 0xe0..=0xef => Written::Wide,
            0x10..=0x3f => match (coding >> 2) & 3 {
                0 => Written::Gsm,
                1 => Written::Binary,
                _ => Written::Wide,
            },
            0xf0..=0xff if coding & 4 == 0 => Written::Gsm,
            0xf0..=0xff => Written::Binary,
            _ => Written::Latin,
        }
    }
}

impl Words {
    /// The text.
    pub(super) fn text(&self) -> String {
        match self.alphabet {
            Written::Gsm => gsm::text(&self.bytes),
            Written::Latin | Written::Binary => {
                self.bytes.iter().copied().map(char::from).collect()
            }
            Written::Wide => {
                let pairs = self.bytes.chunks_exact(2);
                let units: Vec<u16> = pairs
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                String::from_utf16_lossy(&units)
            }
        }
    }
}

/// Reads what is delivered.
pub(super) fn read(settings: &SmppSettings, body: &[u8]) -> Result<Delivered, Cut> {
    let mut fields = Fields::of(body);
    fields.text()?;
    let (ton, _) = (fields.byte()?, fields.byte()?);
    let from = fields.text()?;
    fields.bytes(2)?;
    fields.text()?;
    let (class, _, _) = (fields.byte()?, fields.byte()?, fields.byte()?);
    fields.text()?;
    fields.text()?;
    let (_, _, coding, _) = (
        fields.byte()?,
        fields.byte()?,
        fields.byte()?,
        fields.byte()?,
    );
    let length = fields.byte()?;
    let short = fields.bytes(usize::from(length))?;
    let values = fields.values();
    let payload = values.of(tag::MESSAGE_PAYLOAD).unwrap_or_default();
    let bytes = if short.is_empty() { payload } else { short };
    let (head, bytes) = match class & WITH_HEAD {
        0 => (&[][..], bytes),
        _ => split_head(bytes),
    };
    let words = Words {
        alphabet: Written::of(coding),
        bytes: bytes.to_vec(),
    };
    let is_receipt =
        RECEIPTS.contains(&(class & KIND)) || values.of(tag::RECEIPTED_MESSAGE_ID).is_some();
    if is_receipt {
        return Ok(Delivered::Report(report(settings, &words.text(), &values)));
    }
    if words.alphabet == Written::Binary {
        return Ok(Delivered::NoText);
    }
    Ok(Delivered::Piece(Piece {
        from: match ton {
            1 if !from.starts_with('+') => format!("+{from}"),
            _ => from,
        },
        place: place_in_head(head)
            .or_else(|| place_in_values(&values))
            .filter(PieceOf::is_sound),
        words,
    }))
}

impl PieceOf {
    fn is_sound(&self) -> bool {
        self.total >= 2 && (1..=self.total).contains(&self.number)
    }
}

/// The head before the words, and the words.
fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
    let Some((length, rest)) = bytes.split_first() else {
        return (&[], &[]);
    };
    // One that is longer than what there is, is none.
    rest.split_at_checked(usize::from(*length))
        .unwrap_or((&[], bytes))
}

/// Where a part stands, by the head (3GPP TS 23.040, 9.2.3.24).
fn place_in_head(head: &[u8]) -> Option<PieceOf> {
    let mut fields = Fields::of(head);
    loop {
        let (kind, length) = (fields.byte().ok()?, fields.byte().ok()?);
        let told = fields.bytes(usize::from(length)).ok()?;
        match (kind, told) {
            (0, [mark, total, number]) => {
                return Some(PieceOf {
                    mark: u16::from(*mark),
                    total: *total,
                    number: *number,
                });
            }
            (8, [high, low, total, number]) => {
                return Some(PieceOf {
                    mark: u16::from_be_bytes([*high, *low]),
                    total: *total,
                    number: *number,
                });
            }
            _ => {}
        }
    }
}

fn place_in_values(values: &Values<'_>) -> Option<PieceOf> {
    Some(PieceOf {
        mark: values.number(tag::SAR_MSG_REF_NUM)?,
        total: u8::try_from(values.number(tag::SAR_TOTAL_SEGMENTS)?).ok()?,
        number: u8::try_from(values.number(tag::SAR_SEGMENT_SEQNUM)?).ok()?,
    })
}

fn report(settings: &SmppSettings, text: &str, values: &Values<'_>) -> Heard {
    let named = values.of(tag::RECEIPTED_MESSAGE_ID);
    let name = match named {
        Some(name) => Fields::of(name).text_to_end(),
        None => told(text, "id").unwrap_or_default().to_string(),
    };
    let state = values.of(tag::MESSAGE_STATE).and_then(|state| state.last());
    let (fate, state) = match (state, told(text, "stat")) {
        (Some(state), said) => {
            let (fate, word) = fate(*state);
            (fate, said.unwrap_or(word).to_string())
        }
        (None, Some(said)) => (fate_said(said), said.to_string()),
        (None, None) => (TextFate::OnItsWay, String::new()),
    };
    let error = told(text, "err").filter(|code| code.bytes().any(|byte| byte != b'0'));
    let network = match values.of(tag::NETWORK_ERROR_CODE) {
        Some([kind, high, low]) => Some((*kind, u16::from_be_bytes([*high, *low]))),
        _ => None,
    };
    let is_never = error.is_some_and(|code| settings.never.iter().any(|never| never == code))
        || network.is_some_and(|(kind, code)| kind == GSM_NETWORK && NEVER.contains(&code));
    let error = error.map(str::to_string).or_else(|| {
        let (_, code) = network.filter(|(_, code)| *code != 0)?;
        Some(code.to_string())
    });
    Heard::Report {
        reference: settings.name_in_receipt(name.trim()),
        fate: match fate {
            TextFate::NotDelivered if is_never => TextFate::NeverDelivered,
            fate => fate,
        },
        words: match error {
            Some(code) => format!("{state} {code}").trim().to_string(),
            None => state,
        },
    }
}

/// What a receipt in words (`id:… stat:DELIVRD err:000 …`) tells under a name.
fn told<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let words = text.split_whitespace();
    words
        .take_while(|word| !word.to_ascii_lowercase().starts_with("text:"))
        .find_map(|word| {
            let (told, value) = word.split_once(':')?;
            (told.eq_ignore_ascii_case(name) && !value.is_empty()).then_some(value)
        })
}

/// What a state means, and its word in a receipt.
fn fate(state: u8) -> (TextFate, &'static str) {
    match state {
        2 => (TextFate::Delivered, "DELIVRD"),
        3 => (TextFate::NotDelivered, "EXPIRED"),
        4 => (TextFate::NotDelivered, "DELETED"),
        5 => (TextFate::NotDelivered, "UNDELIV"),
        8 => (TextFate::NotDelivered, "REJECTD"),
        9 => (TextFate::NotDelivered, "SKIPPED"),
        0 => (TextFate::OnItsWay, "SCHEDLD"),
        1 => (TextFate::OnItsWay, "ENROUTE"),
        6 => (TextFate::OnItsWay, "ACCEPTD"),
        _ => (TextFate::OnItsWay, "UNKNOWN"),
    }
}

fn fate_said(state: &str) -> TextFate {
    let state = state.to_ascii_uppercase();
    let beginnings = [
        ("DELIV", TextFate::Delivered),
        ("EXPIR", TextFate::NotDelivered),
        ("DELET", TextFate::NotDelivered),
        ("UNDEL", TextFate::NotDelivered),
        ("REJEC", TextFate::NotDelivered),
        ("SKIPP", TextFate::NotDelivered),
        ("FAIL", TextFate::NotDelivered),
    ];
    let found = beginnings
        .iter()
        .find(|(beginning, _)| state.starts_with(beginning));
    found.map_or(TextFate::OnItsWay, |(_, fate)| *fate)
}

#[cfg(test)]
mod tests;

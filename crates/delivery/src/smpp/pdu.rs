//! What is said on an SMPP line (version 3.4), as bytes: a head of sixteen, then fields and marked values. Must never panic
//! on bytes of somebody else, nor keep a message from being read for one field that is longer than it should be.

/// A head alone.
pub(super) const HEAD: usize = 16;
/// A longer one is not SMPP: the longest value is 65535 bytes.
pub(super) const LONGEST: usize = 70_000;
/// The first bit of an answer.
pub(super) const ANSWER: u32 = 0x8000_0000;

/// What is asked, by its number.
pub(super) mod command {
    pub(in super::super) const GENERIC_NACK: u32 = 0x8000_0000;
    pub(in super::super) const SUBMIT_SM: u32 = 0x0000_0004;
    pub(in super::super) const DELIVER_SM: u32 = 0x0000_0005;
    pub(in super::super) const UNBIND: u32 = 0x0000_0006;
    pub(in super::super) const BIND_TRANSCEIVER: u32 = 0x0000_0009;
    pub(in super::super) const ENQUIRE_LINK: u32 = 0x0000_0015;
}

/// Marks of the values that may follow the fields.
pub(super) mod tag {
    pub(in super::super) const RECEIPTED_MESSAGE_ID: u16 = 0x001e;
    pub(in super::super) const SAR_MSG_REF_NUM: u16 = 0x020c;
    pub(in super::super) const SAR_TOTAL_SEGMENTS: u16 = 0x020e;
    pub(in super::super) const SAR_SEGMENT_SEQNUM: u16 = 0x020f;
    pub(in super::super) const NETWORK_ERROR_CODE: u16 = 0x0423;
    pub(in super::super) const MESSAGE_PAYLOAD: u16 = 0x0424;
    pub(in super::super) const MESSAGE_STATE: u16 = 0x0427;
}

/// One thing said on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pdu {
    /// What is asked or answered.
    pub(super) command: u32,
    /// How an answer ends: 0 is well.
    pub(super) status: u32,
    /// The number that an answer repeats.
    pub(super) sequence: u32,
    /// The fields.
    pub(super) body: Vec<u8>,
}

/// Why bytes are no PDU, so that nothing after them can be read either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a length of {0} bytes, which no message of SMPP has")]
pub(super) struct NotSmpp(pub(super) u32);

/// Fields that end before they should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut;

impl Pdu {
    /// A request.
    pub(super) fn request(command: u32, sequence: u32, body: Vec<u8>) -> Pdu {
        Pdu {
            command,
            status: 0,
            sequence,
            body,
        }
    }

    /// The answer to a request.
    pub(super) fn answer(to: &Pdu, status: u32) -> Pdu {
        let body = match to.command {
            // An empty name of the message.
            command::DELIVER_SM => vec![0],
            _ => Vec::new(),
        };
        Pdu {
            command: to.command | ANSWER,
            status,
            sequence: to.sequence,
            body,
        }
    }

    /// How long a PDU is, by its first four bytes.
    pub(super) fn length(first: [u8; 4]) -> Result<usize, NotSmpp> {
        let told = u32::from_be_bytes(first);
        match usize::try_from(told) {
            Ok(length) if (HEAD..=LONGEST).contains(&length) => Ok(length),
            _ => Err(NotSmpp(told)),
        }
    }

    /// Reads what follows the length.
    pub(super) fn read(after_length: &[u8]) -> Option<Pdu> {
        let mut rest = after_length;
        let mut number = || {
            let (first, after) = rest.split_first_chunk::<4>()?;
            rest = after;
            Some(u32::from_be_bytes(*first))
        };
        let (command, status, sequence) = (number()?, number()?, number()?);
        Some(Pdu {
            command,
            status,
            sequence,
            body: rest.to_vec(),
        })
    }

    /// The bytes.
    pub(super) fn written(&self) -> Vec<u8> {
        let length = u32::try_from(HEAD + self.body.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::with_capacity(HEAD + self.body.len());
        for number in [length, self.command, self.status, self.sequence] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(&self.body);
        bytes
    }
}

/// Reads the fields of a body, one after the other.
pub(super) struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    pub(super) fn of(body: &'a [u8]) -> Fields<'a> {
        Fields { rest: body }
    }

    /// A byte.
    pub(super) fn byte(&mut self) -> Result<u8, Cut> {
        let (first, rest) = self.rest.split_first().ok_or(Cut)?;
        self.rest = rest;
        Ok(*first)
    }

    /// So many bytes.
    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], Cut> {
        let (first, rest) = self.rest.split_at_checked(count).ok_or(Cut)?;
        self.rest = rest;
        Ok(first)
    }

    /// A text that ends with a zero, of whatever length.
    pub(super) fn text(&mut self) -> Result<String, Cut> {
        let end = self.rest.iter().position(|byte| *byte == 0).ok_or(Cut)?;
        let text = self.bytes(end)?;
        self.rest = &self.rest[1..];
        Ok(String::from_utf8_lossy(text).into_owned())
    }

    /// What is left as a text: many leave the zero at its end away.
    pub(super) fn text_to_end(&mut self) -> String {
        let end = self.rest.iter().position(|byte| *byte == 0);
        let text = &self.rest[..end.unwrap_or(self.rest.len())];
        self.rest = &[];
        String::from_utf8_lossy(text).into_owned()
    }

    /// The marked values at the end, up to the first that is cut off.
    pub(super) fn values(mut self) -> Values<'a> {
        let mut values = Vec::new();
        while let Ok((tag, value)) = self.value() {
            values.push((tag, value));
        }
        Values(values)
    }

    fn value(&mut self) -> Result<(u16, &'a [u8]), Cut> {
        let tag = self.pair()?;
        let length = self.pair()?;
        Ok((tag, self.bytes(usize::from(length))?))
    }

    fn pair(&mut self) -> Result<u16, Cut> {
        Ok(u16::from_be_bytes([self.byte()?, self.byte()?]))
    }
}

/// Marked values.
pub(super) struct Values<'a>(Vec<(u16, &'a [u8])>);

impl<'a> Values<'a> {
    /// The first value of a mark.
    pub(super) fn of(&self, tag: u16) -> Option<&'a [u8]> {
        let found = self.0.iter().find(|(known, _)| *known == tag);
        found.map(|(_, value)| *value)
    }

    /// A number of one or two bytes.
    pub(super) fn number(&self, tag: u16) -> Option<u16> {
        match self.of(tag)? {
            [one] => Some(u16::from(*one)),
            [high, low] => Some(u16::from_be_bytes([*high, *low])),
            _ => None,
        }
    }
}

/// Writes fields.
#[derive(Default)]
pub(super) struct Body(Vec<u8>);

impl Body {
    pub(super) fn bytes(mut self, bytes: &[u8]) -> Body {
        self.0.extend(bytes);
        self
    }

    /// A text that ends with a zero; cut to so many bytes with it, and at a zero in it.
    pub(super) fn text(mut self, text: &str, most: usize) -> Body {
        let own = text.bytes().take_while(|byte| *byte != 0);
        self.0.extend(own.take(most.saturating_sub(1)));
        self.0.push(0);
        self
    }

    pub(super) fn done(self) -> Vec<u8> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let body = Body::default().text("id\0x", 65).bytes(b"\x07ab").done();
        assert_eq!(body, b"id\0\x07ab");
        let pdu = Pdu::request(command::SUBMIT_SM, 3, body);
        let bytes = pdu.written();
        assert_eq!(&bytes[..16], b"\0\0\0\x16\0\0\0\x04\0\0\0\0\0\0\0\x03");
        let first: [u8; 4] = bytes[..4].try_into().unwrap();
        assert_eq!(Pdu::length(first), Ok(22));
        assert_eq!(Pdu::read(&bytes[4..]), Some(pdu.clone()));
        let answer = Pdu::answer(&pdu, 0x58).written();
        assert_eq!(answer, b"\0\0\0\x10\x80\0\0\x04\0\0\0\x58\0\0\0\x03");
    }

    #[test]
    fn a_length_that_no_message_has_is_known() {
        for length in [0, 4, 15, 70_001, u32::MAX] {
            assert_eq!(Pdu::length(length.to_be_bytes()), Err(NotSmpp(length)));
        }
        assert_eq!(Pdu::read(&[0; 11]), None);
    }

    #[test]
    fn values_are_read_up_to_the_first_that_is_cut_off() {
        let bytes =
            b"\x00\x1e\x00\x03ab1\x04\x27\x00\x01\x02\x02\x0c\x00\x02\x01\x02\x04\x24\x00\x09xy";
        let values = Fields::of(bytes).values();
        assert_eq!(values.of(tag::RECEIPTED_MESSAGE_ID), Some(&b"ab1"[..]));
        assert_eq!(values.number(tag::MESSAGE_STATE), Some(2));
        assert_eq!(values.number(tag::SAR_MSG_REF_NUM), Some(0x0102));
        assert_eq!(values.of(tag::MESSAGE_PAYLOAD), None);
    }
}

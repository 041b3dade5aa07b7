//! Enhanced status codes (RFC 3463) and SMTP reply codes in free text. It must never take an address of
//! the network, a version or a date for a status.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A status `class.subject.detail`: class 2 success, 4 may pass, 5 will not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EnhancedStatus {
    /// 2, 4 or 5.
    pub class: u8,
    /// 0 to 999: 1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.
    pub subject: u16,
    /// 0 to 999.
    pub detail: u16,
}

impl EnhancedStatus {
    /// A status of these three numbers.
    pub const fn new(class: u8, subject: u16, detail: u16) -> Self {
        EnhancedStatus {
            class,
            subject,
            detail,
        }
    }

    /// The status a field begins with: `5.0.0 (permanent failure)` is 5.0.0.
    pub fn of_field(text: &str) -> Option<Self> {
        let text = text.trim_start_matches([' ', '#', '(', '\t']);
        let end = text
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(text.len());
        Self::of_word(&text[..end])
    }

    /// The first status in a free text.
    pub fn in_text(text: &str) -> Option<Self> {
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        let mut rest = text;
        let mut before = ' ';
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            before = rest[..at].chars().next_back().unwrap_or(before);
            let end = rest[at..]
                .find(|c| !is_part(c))
                .map_or(rest.len(), |end| at + end);
            let after = rest[end..].chars().next().unwrap_or(' ');
            let word = rest[at..end].trim_end_matches('.');
            let stands_alone = !before.is_alphanumeric()
                && !matches!(before, '.' | '-' | '/' | '[' | '_')
                && !after.is_alphanumeric()
                && !matches!(after, ']' | '/' | '_');
            if stands_alone && let Some(status) = Self::of_word(word) {
                return Some(status);
            }
            before = rest[..end].chars().next_back().unwrap_or(' ');
            rest = &rest[end..];
        }
        None
    }

    fn of_word(word: &str) -> Option<Self> {
        let mut parts = word.trim_end_matches('.').split('.');
        let class = parts
            .next()?
            .parse()
            .ok()
            .filter(|class| matches!(class, 2 | 4 | 5))?;
        let number = |part: Option<&str>| {
            part.filter(|part| part.len() <= 3)
                .and_then(|part| part.parse::<u16>().ok())
        };
        let (subject, detail) = (number(parts.next())?, number(parts.next())?);
        parts
            .next()
            .is_none()
            .then_some(EnhancedStatus::new(class, subject, detail))
    }

    /// True when it says only that delivery failed: `x.0.0` and `x.5.0`, `x.3.0`.
    pub fn says_little(self) -> bool {
        self.detail == 0 && matches!(self.subject, 0 | 2 | 3 | 5)
    }
}

impl fmt::Display for EnhancedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// The SMTP reply code a text holds, 400 to 599: `550 5.1.1 ...`, `550-Your`, `said: 450`.
pub(super) fn reply_code(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    let is_free = |byte: Option<&u8>| {
        byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'.' | b'_' | b'@'))
    };
    (0..bytes.len().saturating_sub(2)).find_map(|at| {
        let digits = bytes.get(at..at + 3)?;
        let is_code = matches!(digits[0], b'4' | b'5')
            && matches!(digits[1], b'0'..=b'5' | b'7')
            && digits[2].is_ascii_digit();
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let after = bytes.get(at + 3);
        let ends = matches!(
            after,
            None | Some(b' ' | b'-' | b':' | b';' | b',' | b'\n' | b')' | b'\'')
        );
        if is_code && ends && is_free(before) {
            std::str::from_utf8(digits).ok()?.parse().ok()
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_found_where_it_stands_alone() {
        let check = |text: &str, expected: Option<&str>| {
            let found = EnhancedStatus::in_text(text).map(|status| status.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("550 5.1.1 <a@b.fr>... User Unknown", Some("5.1.1"));
        check("Sorry, no mailbox. (#5.1.1)", Some("5.1.1"));
        check("ERROR_CODE :5.2.1 <x>", Some("5.2.1"));
        check("host mx [5.2.1.9]: try 4.4.7.", Some("4.4.7"));
        check("192.5.1.1 failed", None);
        check("MagicMail version 2.0", None);
        check("(8.8.8/8.8.8)", None);
        check("see RFC/5.1.1/x", None);
        check("'550 5.7.515 Access denied'", Some("5.7.515"));
        check("", None);
    }

    #[test]
    fn a_field_gives_the_status_it_begins_with() {
        let check = |text: &str, expected: Option<EnhancedStatus>| {
            assert_eq!(EnhancedStatus::of_field(text), expected, "{text}");
        };
        check(
            "5.0.0 (permanent failure)",
            Some(EnhancedStatus::new(5, 0, 0)),
        );
        check(" 5.1.351", Some(EnhancedStatus::new(5, 1, 351)));
        check("5.1.99999", None);
        check("9.1.1", None);
        check("", None);
    }

    #[test]
    fn reply_codes_are_told_from_other_numbers() {
        for (text, code) in [
            ("host said: 550 No", Some(550)),
            ("550-Reason", Some(550)),
            ("25 of 4500 mails", None),
            ("192.0.2.450 x", None),
            ("code 452", Some(452)),
        ] {
            assert_eq!(reply_code(text), code, "{text}");
        }
    }
}

//! What a telephone number leads to when it is pressed: the telephone of the device, a soft phone, or the page of an
//! exchange that rings both ends. It must never lead to anything that runs as a page of ours.

use serde::{Deserialize, Serialize};

/// Where the number goes.
const NUMBER: &str = "{number}";
/// What may stand in front.
const SCHEMES: [&str; 5] = ["tel:", "sip:", "sips:", "callto:", "https://"];

/// A link that calls a number: `tel:{number}`, `sip:{number}@exchange.example` or
/// `https://exchange.example/call?to={number}`. The number stands in it with its country, such as `+33123456789`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CallLink(String);

/// A text that is no such link.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` cannot call a number: begin with tel:, sip:, sips:, callto: or https:// and write {{number}} once, as in \
     `tel:{{number}}` or `sip:{{number}}@exchange.example`"
)]
pub struct NoCallLink(String);

impl CallLink {
    /// The link of a number with its country.
    pub(crate) fn to(&self, number: &str) -> String {
        // A plus means a blank in the query of a page.
        let number = match self.is_page() {
            true => number.replace('+', "%2B"),
            false => number.to_string(),
        };
        self.0.replace(NUMBER, &number)
    }

    /// True for a page, which opens beside the call.
    pub(crate) fn is_page(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl Default for CallLink {
    fn default() -> Self {
        CallLink(format!("tel:{NUMBER}"))
    }
}

impl TryFrom<String> for CallLink {
    type Error = NoCallLink;

    fn try_from(text: String) -> Result<CallLink, NoCallLink> {
        let text = text.trim().to_string();
        let has_scheme = SCHEMES.iter().any(|scheme| text.starts_with(scheme));
        let is_plain = text.chars().all(|letter| letter.is_ascii_graphic());
        match has_scheme && is_plain && text.matches(NUMBER).count() == 1 {
            true => Ok(CallLink(text)),
            false => Err(NoCallLink(text)),
        }
    }
}

impl From<CallLink> for String {
    fn from(link: CallLink) -> String {
        link.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_called_by_the_way_the_installation_says() {
        let table = [
            ("tel:{number}", "tel:+33123456789"),
            ("sip:{number}@pbx.example", "sip:+33123456789@pbx.example"),
            (
                "https://pbx.example/call?to={number}",
                "https://pbx.example/call?to=%2B33123456789",
            ),
        ];
        for (text, expected) in table {
            let link = CallLink::try_from(text.to_string()).unwrap();
            assert_eq!(link.to("+33123456789"), expected);
        }
        assert_eq!(CallLink::default().to("+331"), "tel:+331");
    }

    #[test]
    fn what_calls_nobody_is_refused_with_what_to_write() {
        let texts = [
            "",
            "tel:",
            "javascript:alert({number})",
            "http://pbx.example/{number}",
            "sip:{number}@{number}",
            "sip:{number} @pbx",
        ];
        for text in texts {
            let refused = CallLink::try_from(text.to_string()).unwrap_err();
            assert!(refused.to_string().contains("tel:{number}"), "{refused}");
        }
    }
}

//! The cookies of the pages: the session, the language, the company looked at and the word said after an
//! act. None is readable by a script, none travels with a request another site makes.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName};

use crate::state::WebSettings;

/// The token of the session.
pub(crate) const SESSION: &str = "session";
/// `fr` or `en`.
pub(crate) const LANGUAGE: &str = "language";
/// The company looked at, among those of the person.
pub(crate) const CREDITOR: &str = "creditor";
/// What is said on the next page.
pub(crate) const FLASH: &str = "flash";

/// Seconds in a year: a choice is remembered that long.
pub(crate) const A_YEAR: i64 = 365 * 24 * 3600;

/// How long a cookie lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// Until the browser is closed.
    ThisBrowser,
    /// So many seconds; none forgets it.
    Seconds(i64),
}

/// A header that sets a cookie. The value must be letters, digits and `-_.~%`: callers encode.
pub(crate) fn set(
    name: &str,
    value: &str,
    lasting: Lasting,
    settings: &WebSettings,
) -> (HeaderName, String) {
    debug_assert!(
        value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%".contains(&byte))
    );
    let age = match lasting {
        Lasting::ThisBrowser => String::new(),
        Lasting::Seconds(seconds) => format!("; Max-Age={seconds}"),
    };
    let secure = if settings.is_behind_https {
        "; Secure"
    } else {
        ""
    };
    (
        SET_COOKIE,
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}"),
    )
}

/// A header that forgets a cookie.
pub(crate) fn forget(name: &str, settings: &WebSettings) -> (HeaderName, String) {
    set(name, "", Lasting::Seconds(0), settings)
}

/// The value of a cookie the browser sent.
pub(crate) fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// Writes any text with letters, digits and `%` only.
pub(crate) fn encoded(text: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Reads a text of [`encoded`] back; nothing for a broken one.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        let digits = std::str::from_utf8(&digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_travels_in_a_cookie_and_comes_back() {
        for text in ["", "déjà vu ; 100 % « sûr »", "a=b;c\r\nSet-Cookie: x"] {
            let sent = encoded(text);
            assert!(
                sent.bytes()
                    .all(|byte| byte.is_ascii_graphic() && byte != b';'),
                "{sent}"
            );
            assert_eq!(decoded(&sent).as_deref(), Some(text));
        }
        assert_eq!(decoded("%4"), None);
        assert_eq!(decoded("%zz"), None);
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "a=1; session=abc; b=2".parse().unwrap());
        assert_eq!(value(&headers, SESSION), Some("abc"));
        assert_eq!(value(&headers, "sess"), None);
    }
}

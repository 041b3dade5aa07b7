//! The readable parts of a message that was kept as it left. Must show what its bytes hold and nothing else; what
//! is not understood is shown as it stands.

use std::borrow::Cow;

/// Most characters shown on a page; the whole is downloaded.
const MOST_SHOWN: usize = 20_000;

/// The part of a kind (`text/plain`, `text/html`), decoded; nothing when the message has no such part.
pub(crate) fn part(message: &[u8], kind: &str) -> Option<String> {
    let text = String::from_utf8_lossy(message).replace("\r\n", "\n");
    let start = text.find(&format!("Content-Type: {kind}"))?;
    let (headers, body) = text[start..].split_once("\n\n")?;
    let body = match boundary(&text) {
        Some(boundary) => body.split(boundary.as_str()).next().unwrap_or(body),
        None => body,
    };
    match encoding(headers) {
        "quoted-printable" => Some(unquoted(body)),
        "" | "7bit" | "8bit" | "binary" => Some(body.trim_end().to_string()),
        _ => None,
    }
}

/// The text of a message for a page, cut when it is long, and whether it was cut.
pub(crate) fn shown(message: &[u8]) -> (String, bool) {
    let text =
        part(message, "text/plain").map_or_else(|| String::from_utf8_lossy(message), Cow::Owned);
    let cut: String = text.chars().take(MOST_SHOWN).collect();
    let is_cut = cut.len() < text.len();
    (cut, is_cut)
}

fn boundary(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("boundary=\"")?;
    let (boundary, _) = rest.split_once('"')?;
    Some(format!("\n--{boundary}"))
}

fn encoding(headers: &str) -> &str {
    headers
        .lines()
        .find_map(|line| line.strip_prefix("Content-Transfer-Encoding:"))
        .map_or("", str::trim)
}

/// Quoted-printable text, read back.
fn unquoted(body: &str) -> String {
    let joined = body.replace("=\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'=')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|figures| std::str::from_utf8(figures).ok())
            .and_then(|figures| u8::from_str_radix(figures, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).trim_end().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &[u8] = b"Subject: x\r\nContent-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n\
        --b1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Bonjour,=\r\n r=C3=A8glement =3D 10=E2=82=AC\r\n--b1\r\n\
        Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n\
        <p>Bonjour</p>\r\n--b1--\r\n";

    #[test]
    fn each_part_is_read_as_it_was_written() {
        assert_eq!(
            part(MESSAGE, "text/plain").unwrap(),
            "Bonjour, règlement = 10€"
        );
        assert_eq!(part(MESSAGE, "text/html").unwrap(), "<p>Bonjour</p>");
    }

    #[test]
    fn a_message_without_parts_is_shown_as_it_stands() {
        assert_eq!(
            shown("Bonjour, réglez 10 €".as_bytes()),
            ("Bonjour, réglez 10 €".to_string(), false)
        );
        assert_eq!(part(b"Bonjour", "text/html"), None);
    }
}

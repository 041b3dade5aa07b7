//! Character references of HTML: those of the Latin languages, and any by number. It must never lengthen a
//! text: an unknown reference stays as written.

use std::borrow::Cow;

const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("agrave", "à"),
    ("acirc", "â"),
    ("aacute", "á"),
    ("auml", "ä"),
    ("aring", "å"),
    ("atilde", "ã"),
    ("aelig", "æ"),
    ("ccedil", "ç"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("iacute", "í"),
    ("igrave", "ì"),
    ("ocirc", "ô"),
    ("ouml", "ö"),
    ("oacute", "ó"),
    ("ograve", "ò"),
    ("otilde", "õ"),
    ("oslash", "ø"),
    ("oelig", "œ"),
    ("ugrave", "ù"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("uacute", "ú"),
    ("yuml", "ÿ"),
    ("ntilde", "ñ"),
    ("szlig", "ß"),
    ("Eacute", "É"),
    ("Egrave", "È"),
    ("Ecirc", "Ê"),
    ("Agrave", "À"),
    ("Acirc", "Â"),
    ("Ccedil", "Ç"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("Auml", "Ä"),
    ("Ntilde", "Ñ"),
    ("OElig", "Œ"),
    ("euro", "€"),
    ("pound", "£"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("bdquo", "„"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("deg", "°"),
    ("ordm", "º"),
    ("ordf", "ª"),
    ("iexcl", "¡"),
    ("iquest", "¿"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("times", "×"),
    ("sect", "§"),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("zwnj", ""),
    ("zwj", ""),
    ("shy", ""),
];

/// The text with its references resolved.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((character, length)) => {
                out.push_str(&character);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character a reference stands for, and the bytes it takes.
fn reference(text: &str) -> Option<(Cow<'static, str>, usize)> {
    const LONGEST: usize = 10;
    let name: String = text[1..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '#')
        .take(LONGEST)
        .collect();
    let has_end = text[1 + name.len()..].starts_with(';');
    let length = 1 + name.len() + usize::from(has_end);
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        let character = char::from_u32(code).filter(|c| *c != '\0')?;
        return Some((character.to_string().into(), length));
    }
    let found = NAMED.iter().find(|(known, _)| *known == name)?;
    Some((Cow::Borrowed(found.1), length))
}

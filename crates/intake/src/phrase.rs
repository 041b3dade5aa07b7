//! Words compared as people read them: without case, accents or typographic marks. It must never be used
//! on what is shown.

/// Lower case, without accents, with plain quotes and dashes and one blank between words.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' | 'ì' => 'i',
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' => 'o',
            'û' | 'ü' | 'ú' | 'ù' => 'u',
            'ç' | 'ć' | 'č' => 'c',
            'ñ' | 'ń' => 'n',
            'ł' => 'l',
            'ą' => 'a',
            'ę' | 'ě' => 'e',
            'ś' | 'š' => 's',
            'ż' | 'ź' | 'ž' => 'z',
            'ř' => 'r',
            'ů' => 'u',
            '’' | '‘' | '´' | '`' => '\'',
            '–' | '—' | '‐' | '‑' | '−' => '-',
            other => other,
        };
        match c {
            'ß' => out.push_str("ss"),
            'œ' => out.push_str("oe"),
            // Accents written apart, marks that nobody sees.
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The first of some phrases, already plain, that a plain text holds.
pub(crate) fn first_in<'a>(plain: &str, phrases: &[&'a str]) -> Option<&'a str> {
    phrases
        .iter()
        .copied()
        .find(|phrase| plain.contains(phrase))
}

/// True when a word stands in a text with no letter or digit against it.
pub(crate) fn has_word(plain: &str, word: &str) -> bool {
    plain.match_indices(word).any(|(at, _)| {
        let before = plain[..at].chars().next_back();
        let after = plain[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The addresses in a text, with the byte where each begins, in order.
pub(crate) fn addresses(text: &str) -> Vec<(usize, String)> {
    const LONGEST: usize = 254;
    let is_local = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut read_up_to = 0;
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        if at < read_up_to {
            continue;
        }
        let from = floor(text, at.saturating_sub(LONGEST).max(read_up_to));
        let local: usize = text[from..at]
            .chars()
            .rev()
            .take_while(|c| is_local(*c))
            .map(char::len_utf8)
            .sum();
        let to = floor(text, text.len().min(at + 1 + LONGEST));
        let domain: usize = text[at + 1..to]
            .chars()
            .take_while(|c| is_domain(*c))
            .map(char::len_utf8)
            .sum();
        let domain = text[at + 1..at + 1 + domain].trim_end_matches(['.', '-']);
        let local_text = text[at - local..at].trim_start_matches(['\'', '=', '/', '.', '*']);
        if local_text.is_empty() || domain.is_empty() || domain.starts_with(['.', '-']) {
            continue;
        }
        read_up_to = at + 1 + domain.len();
        found.push((at - local_text.len(), format!("{local_text}@{domain}")));
    }
    found
}

/// The nearest place at or before `at` where a character begins.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_accents_or_case() {
        assert_eq!(
            plain("  Réponse\u{a0}automatique :\n l’été "),
            "reponse automatique : l'ete"
        );
        assert!(has_word("le 3 mars", "mars"));
        assert!(!has_word("marseille", "mars"));
    }

    #[test]
    fn addresses_are_found_with_their_place() {
        let found = addresses("écrire à <jean.d'arc@b-c.fr>. ou mailto:x@y.fr, @z, a@");
        let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["jean.d'arc@b-c.fr", "x@y.fr"]);
        assert_eq!(addresses(&"@".repeat(10_000)).len(), 0);
    }
}

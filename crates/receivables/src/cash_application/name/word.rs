//! The words of a name in one form: capitals without accents, signs gone, the usual short forms of French
//! companies written one way. Must never keep a letter that a bank's character set loses.

/// A character in the letters every bank keeps: capitals without accents. Nothing for a sign.
pub(in super::super) fn fold(character: char) -> &'static str {
    const LETTERS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let plain = |letter: u8| match letter {
        b'0'..=b'9' => usize::from(letter - b'0'),
        _ => usize::from(letter - b'A') + 10,
    };
    if character.is_ascii() {
        let letter = (character as u8).to_ascii_uppercase();
        return match letter {
            b'0'..=b'9' | b'A'..=b'Z' => &LETTERS[plain(letter)..=plain(letter)],
            _ => "",
        };
    }
    match character {
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' | 'Ā' | 'Ă' | 'Ą' => "A",
        'ç' | 'Ç' | 'ć' | 'č' | 'Ć' | 'Č' => "C",
        'ď' | 'đ' | 'Ď' | 'Đ' => "D",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'Ē' | 'Ę' | 'Ě' => "E",
        'ğ' | 'Ğ' => "G",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'į' | 'ı' | 'İ' => "I",
        'ł' | 'Ł' | 'ľ' | 'Ľ' => "L",
        'ñ' | 'Ñ' | 'ń' | 'ň' | 'Ń' | 'Ň' => "N",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ő' | 'Ő' => "O",
        'ř' | 'Ř' => "R",
        'ś' | 'š' | 'ş' | 'ș' | 'Ś' | 'Š' | 'Ş' | 'Ș' => "S",
        'ť' | 'ţ' | 'ț' | 'Ť' | 'Ţ' | 'Ț' => "T",
        'ù'..='ü' | 'Ù'..='Ü' | 'ů' | 'ű' | 'Ů' | 'Ű' => "U",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "Y",
        'ź' | 'ż' | 'ž' | 'Ź' | 'Ż' | 'Ž' => "Z",
        'æ' | 'Æ' => "AE",
        'œ' | 'Œ' => "OE",
        'ß' => "SS",
        _ => "",
    }
}

/// Words that stand for longer ones; sorted by the short form.
const SHORT_FORMS: [(&str, &str); 22] = [
    ("ASS", "ASSOCIATION"),
    ("ASSOC", "ASSOCIATION"),
    ("COMPAGNIE", "CIE"),
    ("COMPANY", "CO"),
    ("ENT", "ENTREPRISE"),
    ("ENTR", "ENTREPRISE"),
    ("ETABL", "ETS"),
    ("ETABLISSEMENT", "ETS"),
    ("ETABLISSEMENTS", "ETS"),
    ("ETABTS", "ETS"),
    ("FRERES", "FRES"),
    ("GPE", "GROUPE"),
    ("GRP", "GROUPE"),
    ("INTERNATIONAL", "INTL"),
    ("LIMITED", "LTD"),
    ("SAINT", "ST"),
    ("SAINTE", "STE"),
    ("SOC", "STE"),
    ("SOCIETE", "STE"),
    ("STES", "STE"),
    ("TRANSPORT", "TRANSPORTS"),
    ("TRSP", "TRANSPORTS"),
];

/// Words that tell nothing about whose name it is.
const EMPTY_WORDS: [&str; 12] = [
    "AND", "AU", "AUX", "DE", "DES", "DU", "ET", "LA", "LE", "LES", "OF", "THE",
];

/// Legal forms, which payers and banks drop or add at will.
const LEGAL_FORMS: [&str; 26] = [
    "AG", "ASBL", "BV", "CO", "EARL", "EI", "EIRL", "EURL", "GAEC", "GIE", "GMBH", "INC", "KG",
    "LLC", "LTD", "NV", "PLC", "SA", "SARL", "SAS", "SASU", "SCI", "SCP", "SNC", "SPA", "SRL",
];

/// True for a legal form in one form.
pub(super) fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.binary_search(&word).is_ok()
}

/// True for a word that tells nothing about whose name it is.
pub(super) fn is_empty_word(word: &str) -> bool {
    EMPTY_WORDS.binary_search(&word).is_ok()
}

/// Calls `take` with each word of a text in one form, empty words left out. `buffer` saves memory.
pub(in super::super) fn words_of(text: &str, buffer: &mut String, mut take: impl FnMut(&str)) {
    buffer.clear();
    let mut give = |word: &str| {
        let word = match SHORT_FORMS.binary_search_by_key(&word, |(short, _)| short) {
            Ok(at) => SHORT_FORMS[at].1,
            Err(_) => word,
        };
        if !word.is_empty() && !is_empty_word(word) {
            take(word);
        }
    };
    for character in text.chars() {
        let folded = fold(character);
        // An apostrophe or a dot inside initials (S.A.R.L.) joins; any other sign parts.
        if folded.is_empty() && !(character == '.' && is_initial(buffer)) {
            give(buffer);
            buffer.clear();
        }
        buffer.push_str(folded);
    }
    give(buffer);
    buffer.clear();
}

/// True for letters that single dots part: so far one letter, or a run of initials that could be a legal form.
fn is_initial(so_far: &str) -> bool {
    let begins = |form: &str| form.starts_with(so_far);
    !so_far.is_empty() && so_far.len() < 5 && LEGAL_FORMS.iter().any(|form| begins(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_form_however_they_are_written() {
        let table = [
            (
                "Établissements Lefèvre & Cie S.A.R.L.",
                "ETS LEFEVRE CIE SARL",
            ),
            ("ETS LEFEVRE ET CIE SARL", "ETS LEFEVRE CIE SARL"),
            ("Société d'Œuvres, Łódź", "STE D OEUVRES LODZ"),
            ("  ", ""),
            ("Straße №5", "STRASSE 5"),
        ];
        for (name, expected) in table {
            let mut words = Vec::new();
            words_of(name, &mut String::new(), |word| {
                words.push(word.to_string())
            });
            assert_eq!(words.join(" "), expected, "{name}");
        }
    }

    #[test]
    fn the_tables_are_sorted_so_that_the_search_finds_each_word() {
        assert!(SHORT_FORMS.is_sorted());
        assert!(EMPTY_WORDS.is_sorted());
        assert!(LEGAL_FORMS.is_sorted());
    }
}

//! Telephone numbers: read as people write them, and told apart by whether they take text messages. Must never guess a
//! number: one that is not valid in its country is none.

use phonenumber::{Mode, PhoneNumber, Type, country};

/// Longest number that is looked at, with its blanks: anything longer is not a number.
const MOST_LETTERS: usize = 40;
/// What people write between two numbers in one field.
const SEPARATORS: [&str; 6] = ["/", ";", ",", "|", " ou ", " or "];

/// The number as the networks know it (E.164, such as `+33612345678`), when it is a valid one; a number without its country
/// is of `country` (ISO 3166-1 alpha-2).
pub fn international(written: &str, country: &str) -> Option<String> {
    first(written, country, |_| true)
}

/// The first number written there that takes text messages, in E.164. In some countries, such as the United States, a
/// number does not tell whether it is a mobile: it counts as one.
pub fn for_texts(written: &str, country: &str) -> Option<String> {
    first(written, country, |number| {
        let kind = number.number_type(&phonenumber::metadata::DATABASE);
        matches!(kind, Type::Mobile | Type::FixedLineOrMobile)
    })
}

fn first(written: &str, country: &str, is_wanted: impl Fn(&PhoneNumber) -> bool) -> Option<String> {
    if written.chars().count() > MOST_LETTERS * 3 {
        return None;
    }
    let country: Option<country::Id> = country.parse().ok();
    let mut parts = vec![written];
    for separator in SEPARATORS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    let mut numbers = parts.into_iter().filter_map(|part| read(part, country));
    let found = numbers.find(is_wanted)?;
    Some(found.format().mode(Mode::E164).to_string())
}

/// One number; words around it, such as an extension, are left out.
fn read(part: &str, country: Option<country::Id>) -> Option<PhoneNumber> {
    let from = part.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let mut digits = String::with_capacity(20);
    for letter in part[from..].chars() {
        match letter {
            '0'..='9' | '+' | '(' | ')' => digits.push(letter),
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '‑' | '–' => {}
            _ => break,
        }
    }
    // "+33 (0)6 …": the zero in brackets is for callers inside the country.
    let digits = digits.replace("(0)", "").replace(['(', ')'], "");
    let digits = match digits.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => digits,
    };
    if digits.len() > MOST_LETTERS {
        return None;
    }
    let number = phonenumber::parse(country, &digits).ok()?;
    number.is_valid().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let table = [
            ("06 12 34 56 78", "FR", Some("+33612345678")),
            ("+33 (0)6 12 34 56 78", "FR", Some("+33612345678")),
            ("0033612345678", "DE", Some("+33612345678")),
            ("06.12.34.56.78", "FR", Some("+33612345678")),
            (
                "02 40 12 34 56 / 06 12 34 56 78",
                "FR",
                Some("+33612345678"),
            ),
            ("Mob. 07-56-78-12-34 (Mme Roy)", "FR", Some("+33756781234")),
            ("02 40 12 34 56", "FR", None),
            ("07400 123456", "GB", Some("+447400123456")),
            ("0151 23456789", "DE", Some("+4915123456789")),
            ("0470 12 34 56", "BE", Some("+32470123456")),
            ("(212) 555-0123", "US", Some("+12125550123")),
            ("12", "FR", None),
            ("poste 12", "FR", None),
            ("", "FR", None),
            ("06 12 34 56 78", "", None),
        ];
        for (written, country, expected) in table {
            assert_eq!(
                for_texts(written, country).as_deref(),
                expected,
                "{written}"
            );
        }
    }

    #[test]
    fn a_number_of_an_office_is_a_number_all_the_same() {
        let office = international("02 40 12 34 56 poste 12", "FR");
        assert_eq!(office.as_deref(), Some("+33240123456"));
    }

    #[test]
    fn what_is_no_number_is_none_and_breaks_nothing() {
        let long = "1".repeat(500);
        for written in [
            long.as_str(),
            "+",
            "++33",
            "+(0)",
            "é06",
            "\u{202f}",
            "+999999999999999",
            "tel:0x",
        ] {
            assert_eq!(for_texts(written, "FR"), None, "{written}");
        }
    }
}

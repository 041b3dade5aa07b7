//! The spaces French typography wants before double punctuation, so that people write texts with ordinary
//! spaces and readers get the right ones. Must never touch anything but spaces.

use super::{NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE};

/// Replaces ordinary spaces by the ones that do not break: before `:`, `;`, `!`, `?`, `»` and units, and
/// after `«`. Template tags such as `{% if %}` keep theirs.
pub fn french_spaces(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut done = String::with_capacity(text.len() + 16);
    for (place, letter) in letters.iter().copied().enumerate() {
        let before = place.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(place + 1).copied();
        let second = letters.get(place + 2).copied();
        done.push(if letter == ' ' {
            space(before, after, second)
        } else {
            letter
        });
    }
    done
}

fn space(before: Option<char>, after: Option<char>, second: Option<char>) -> char {
    let ends_mark = second.is_none_or(|c| c.is_whitespace() || "*_)»".contains(c));
    match (before, after) {
        (Some('«'), _) | (_, Some('»')) => NO_BREAK_SPACE,
        (Some(before), Some(':')) if !before.is_whitespace() && ends_mark => NO_BREAK_SPACE,
        (Some(before), Some(';' | '!' | '?')) if !before.is_whitespace() && ends_mark => {
            NARROW_NO_BREAK_SPACE
        }
        (Some('0'..='9' | '}'), Some('€' | '%')) if second != Some('}') => NO_BREAK_SPACE,
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_spaces_of_typography_change() {
        let table = [
            ("Prêt ? Oui !", "Prêt\u{202f}? Oui\u{202f}!"),
            ("Objet : « relevé »", "Objet\u{a0}: «\u{a0}relevé\u{a0}»"),
            ("40 € et 12 %", "40\u{a0}€ et 12\u{a0}%"),
            ("{ $share } % perçus", "{ $share }\u{a0}% perçus"),
            (
                "{% if count > 1 %}a{% endif %}",
                "{% if count > 1 %}a{% endif %}",
            ),
            ("a :b", "a :b"),
            ("- un ; - deux", "- un\u{202f}; - deux"),
        ];
        for (before, after) in table {
            assert_eq!(french_spaces(before), after);
        }
    }
}

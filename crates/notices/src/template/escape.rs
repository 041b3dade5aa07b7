//! Makes values of variables plain text for Markdown: every mark is escaped, every line break becomes a
//! space. Must never let a debtor's name open a list, a link, a tag or a block of the letter.

/// The text with each mark of Markdown escaped, on one line.
pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in single_line(text).chars() {
        if letter.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The text on one line, without control marks, marks that turn the direction of reading, or the private
/// letters that stand for blocks.
pub(crate) fn single_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        let space =
            letter == ' ' || letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
        if space && (line.is_empty() || line.ends_with(' ')) || is_stray(letter) {
            continue;
        }
        line.push(if space { ' ' } else { letter });
    }
    line.truncate(line.trim_end_matches(' ').len());
    line
}

const fn is_stray(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_lines_joined() {
        assert_eq!(markdown("<b>*x*"), "\\<b\\>\\*x\\*");
        assert_eq!(markdown("  a\r\n\r\n# b "), "a \\# b");
        assert_eq!(markdown("\u{202e}gro\u{e000}"), "gro");
        assert_eq!(
            single_line("1\u{202f}234,56\u{a0}€"),
            "1\u{202f}234,56\u{a0}€"
        );
    }
}

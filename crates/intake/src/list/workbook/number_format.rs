//! Whether a spreadsheet shows a number as a day, told by the format of its cell. It must never take a duration or an
//! hour for a day.

/// What a number is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// A day, with or without an hour.
    Day,
    /// Anything else.
    Number,
}

/// What a format shows that has only a number: those every workbook has without writing them.
pub(super) fn of_number(number: u16) -> Shows {
    match number {
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shows::Day,
        _ => Shows::Number,
    }
}

/// What a format shows, as it is written.
pub(super) fn shows(written: &str) -> Shows {
    let mut letters = written.chars();
    while let Some(letter) = letters.next() {
        match letter {
            // A text, a sign, the width of a sign, a sign repeated.
            '"' => pass(&mut letters, '"'),
            '\\' | '_' | '*' => {
                letters.next();
            }
            // A colour, a language, a condition, hours that go on past a day.
            '[' => pass(&mut letters, ']'),
            // The other parts are for other signs.
            ';' => break,
            'd' | 'D' | 'y' | 'Y' => return Shows::Day,
            _ => {}
        }
    }
    Shows::Number
}

/// Passes all letters up to the one that ends a text.
fn pass(letters: &mut std::str::Chars<'_>, end: char) {
    letters
        .by_ref()
        .take_while(|letter| *letter != end)
        .for_each(drop);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_of_days_is_told_from_one_of_hours_and_amounts() {
        let check =
            |written: &str, expected: Shows| assert_eq!(shows(written), expected, "{written}");
        check("dd/mm/yyyy", Shows::Day);
        check("[$-40C]d mmm yyyy;@", Shows::Day);
        check("YYYY\\-MM\\-DD hh:mm", Shows::Day);
        check("[h]:mm:ss", Shows::Number);
        check("hh:mm", Shows::Number);
        check("#,##0.00 \"days\"", Shows::Number);
        check("[Red]-0.00", Shows::Number);
        check("0.00_d;yyyy", Shows::Number);
        check("General", Shows::Number);
        check("0.00E+00", Shows::Number);
        check("\"not closed", Shows::Number);
        assert_eq!(of_number(14), Shows::Day);
        assert_eq!(of_number(2), Shows::Number);
        assert_eq!(of_number(21), Shows::Number);
    }
}

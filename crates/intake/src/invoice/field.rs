//! Days and amounts of a document, whatever the dialect. A value that cannot be read is told and left out; it must
//! never be guessed.

use jiff::civil::Date;
use receivables::currency::Currency;
use rust_decimal::Decimal;

use super::party::Identifier;
use crate::document::Element;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// No amount of any currency on an invoice is larger; sums of such amounts stay exact.
const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// Notes a problem with an element.
pub(crate) fn tell(
    problems: &mut Problems,
    element: &Element,
    kind: ProblemKind,
    found: &str,
    kept: Kept,
) {
    problems.add(Problem {
        line: Some(element.line),
        field: Some(element.name.clone()),
        kind,
        found: shortened(found),
        kept,
    });
}

/// The day at the first of some paths that has a text; UN/CEFACT wraps it once more.
pub(crate) fn day_at(element: &Element, paths: &[&str], problems: &mut Problems) -> Option<Date> {
    let outer = paths.iter().find_map(|path| element.at(path))?;
    let inner = ["DateTimeString", "DateString", "DateTime", "Date"]
        .iter()
        .find_map(|name| outer.at(name))
        .unwrap_or(outer);
    let text = inner.words();
    if text.is_empty() {
        return None;
    }
    let day = day(text);
    if day.is_none() {
        tell(
            problems,
            outer,
            ProblemKind::InvalidDate,
            text,
            Kept::LineWithoutField,
        );
    }
    day
}

/// A day written as `2025-07-01`, `20250701`, with or without a time or a zone after it, or day first with dots or
/// slashes.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(day) = text.get(..10).and_then(|text| text.parse().ok()) {
        return Some(day);
    }
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    if digits.len() >= 8 {
        return civil(&digits[..4], &digits[4..6], &digits[6..8]);
    }
    let parts: Vec<&str> = text
        .split([' ', 'T'])
        .next()?
        .split(['.', '/', '-'])
        .collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => civil(year, month, day),
        [day, month, year] if year.len() == 4 => civil(year, month, day),
        _ => None,
    }
}

/// A day of three numbers; nothing when there is no such day, or none that an invoice could have.
pub(crate) fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok()?;
    let day = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1900..2200).contains(&year).then_some(day)
}

/// The amount at the first of some paths that has a text.
pub(crate) fn amount_at(
    element: &Element,
    paths: &[&str],
    problems: &mut Problems,
) -> Option<Decimal> {
    amount(element.filled_at(paths)?, problems)
}

/// The amount an element holds.
pub(crate) fn amount(element: &Element, problems: &mut Problems) -> Option<Decimal> {
    let text = element.words();
    let read = plain(text).filter(|amount| amount.abs() <= LARGEST);
    match read {
        Some(amount) => {
            if text.contains(',') {
                let kept = Kept::Value(amount.to_string());
                tell(problems, element, ProblemKind::AmbiguousAmount, text, kept);
            }
            Some(amount)
        }
        None => {
            tell(
                problems,
                element,
                ProblemKind::InvalidAmount,
                text,
                Kept::LineWithoutField,
            );
            None
        }
    }
}

/// `1234.5` as the standards want it; `1 234,50` and `1.234,50` as some programs write it.
fn plain(text: &str) -> Option<Decimal> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_start_matches('+');
    if text.len() > 40 {
        return None;
    }
    let plain = match (text.rfind(','), text.rfind('.')) {
        (None, _) => text.to_string(),
        (Some(comma), Some(dot)) if comma < dot => text.replace(',', ""),
        (Some(comma), _) if text.matches(',').count() == 1 => {
            format!("{}.{}", text[..comma].replace('.', ""), &text[comma + 1..])
        }
        _ => return None,
    };
    plain.parse().ok()
}

/// The currency at the first of some paths, which is told when it is none.
pub(crate) fn currency_at(
    element: &Element,
    paths: &[&str],
    problems: &mut Problems,
) -> Option<Currency> {
    let found = element.filled_at(paths)?;
    let currency = found.words().parse().ok();
    if currency.is_none() {
        let words = found.words();
        tell(
            problems,
            found,
            ProblemKind::UnknownCurrency,
            words,
            Kept::LineWithoutField,
        );
    }
    currency
}

/// An identifier and its scheme.
pub(crate) fn identifier(element: &Element) -> Identifier {
    Identifier {
        scheme: element.attribute("schemeID").to_string(),
        value: element.words().to_string(),
    }
}

/// A text without any blank: account numbers are written in groups.
pub(crate) fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_of_every_dialect_are_read() {
        let table = [
            ("2025-07-01", Some(date(2025, 7, 1))),
            ("2025-07-01Z", Some(date(2025, 7, 1))),
            ("2025-07-01+02:00", Some(date(2025, 7, 1))),
            ("2025-07-01T10:00:00", Some(date(2025, 7, 1))),
            ("20250701", Some(date(2025, 7, 1))),
            ("20250701151500", Some(date(2025, 7, 1))),
            ("01.07.2025", Some(date(2025, 7, 1))),
            ("01/07/2025 00:00", Some(date(2025, 7, 1))),
            ("2025-7-1", Some(date(2025, 7, 1))),
            ("2025-02-30", None),
            ("00000000", None),
            ("99999999999999999999", None),
            ("July", None),
        ];
        for (text, expected) in table {
            assert_eq!(day(text), expected, "{text}");
        }
    }

    #[test]
    fn amounts_of_every_dialect_are_read() {
        let table = [
            ("336.9", Some("336.9")),
            ("-12.50", Some("-12.50")),
            ("+12", Some("12")),
            ("1 234,50", Some("1234.50")),
            ("1.234,50", Some("1234.50")),
            ("1,234.50", Some("1234.50")),
            ("12,5", Some("12.5")),
            ("1,2,3", None),
            ("1e400", None),
            ("", None),
            ("douze", None),
            ("9999999999999999999999999999999999999999999999", None),
        ];
        for (text, expected) in table {
            let read = plain(text).map(|amount| amount.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }
}

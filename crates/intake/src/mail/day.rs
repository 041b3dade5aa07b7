//! Days as people write them in six languages: "12 mars", "March 12th, 2026", "3. April", "12/03/2026",
//! "lundi 2", "2026-03-12". Plain text in, days out. It must never guess a day of which the text gives no
//! month and no weekday.

use jiff::civil::{Date, Weekday};

/// A day found in a text, with the bytes it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ToldDay {
    pub on: Date,
    pub start: usize,
    pub end: usize,
}

/// Months in French, English, German, Spanish, Italian, Dutch, then short forms; plain.
const MONTHS: [&[&str]; 12] = [
    &[
        "janvier", "january", "januar", "enero", "gennaio", "januari", "jan", "janv", "janner",
    ],
    &[
        "fevrier", "february", "februar", "febrero", "febbraio", "februari", "feb", "fev", "fevr",
        "febr",
    ],
    &[
        "mars", "march", "marz", "marzo", "maart", "mar", "mrt", "maerz",
    ],
    &["avril", "april", "abril", "aprile", "apr", "avr"],
    &["mai", "may", "mayo", "maggio", "mei"],
    &["juin", "june", "juni", "junio", "giugno", "jun"],
    &["juillet", "july", "juli", "julio", "luglio", "jul", "juil"],
    &["aout", "august", "agosto", "augustus", "aug"],
    &[
        "septembre",
        "september",
        "septiembre",
        "settembre",
        "sept",
        "sep",
        "setiembre",
    ],
    &[
        "octobre", "october", "oktober", "octubre", "ottobre", "oct", "okt",
    ],
    &["novembre", "november", "noviembre", "nov"],
    &[
        "decembre",
        "december",
        "dezember",
        "diciembre",
        "dicembre",
        "dec",
        "dez",
    ],
];

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (
        Weekday::Monday,
        &["lundi", "monday", "montag", "lunes", "lunedi", "maandag"],
    ),
    (
        Weekday::Tuesday,
        &[
            "mardi", "tuesday", "dienstag", "martes", "martedi", "dinsdag",
        ],
    ),
    (
        Weekday::Wednesday,
        &[
            "mercredi",
            "wednesday",
            "mittwoch",
            "miercoles",
            "mercoledi",
            "woensdag",
        ],
    ),
    (
        Weekday::Thursday,
        &[
            "jeudi",
            "thursday",
            "donnerstag",
            "jueves",
            "giovedi",
            "donderdag",
        ],
    ),
    (
        Weekday::Friday,
        &[
            "vendredi", "friday", "freitag", "viernes", "venerdi", "vrijdag",
        ],
    ),
    (
        Weekday::Saturday,
        &[
            "samedi", "saturday", "samstag", "sabado", "sabato", "zaterdag",
        ],
    ),
    (
        Weekday::Sunday,
        &[
            "dimanche", "sunday", "sonntag", "domingo", "domenica", "zondag",
        ],
    ),
];

/// One word of the text.
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// The days of a plain text, in order.
pub(super) fn days(plain: &str, written_on: Option<Date>) -> Vec<ToldDay> {
    const MOST: usize = 20;
    let words = words(plain);
    let mut found: Vec<ToldDay> = Vec::new();
    let mut at = 0;
    while at < words.len() && found.len() < MOST {
        match day_at(&words, at, written_on) {
            Some((on, taken)) => {
                found.push(ToldDay {
                    on,
                    start: words[at].start,
                    end: words[at + taken - 1].end,
                });
                at += taken;
                if let Some(last) = second_of_range(&words, at, on) {
                    found.push(ToldDay {
                        on: last,
                        start: words[at + 1].start,
                        end: words[at + 1].end,
                    });
                    at += 2;
                }
            }
            None => at += 1,
        }
    }
    found
}

/// A text without the weekday and article it ends with: "until monday the" is "until".
pub(super) fn without_weekday(plain: &str) -> &str {
    let mut rest = plain.trim_end();
    loop {
        let word = rest.rsplit(' ').next().unwrap_or_default();
        let is_article = matches!(
            word,
            "the" | "le" | "den" | "dem" | "el" | "il" | "de" | "am" | "on" | "op" | "le."
        );
        let is_weekday = weekday(word.trim_end_matches([',', '.'])).is_some();
        if !is_article && !is_weekday || word.len() == rest.len() {
            return rest;
        }
        rest = rest[..rest.len() - word.len()].trim_end_matches([' ', ',']);
    }
}

fn words(plain: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in plain
        .char_indices()
        .chain(std::iter::once((plain.len(), ' ')))
    {
        let is_word = c.is_alphanumeric() || matches!(c, '/' | '.' | '-');
        match (start, is_word) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let text = plain[from..at].trim_matches(['.', '-', '/']);
                let skipped = plain[from..at].len()
                    - plain[from..at].trim_start_matches(['.', '-', '/']).len();
                words.extend(words_of(text, from + skipped));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// One word, or three of a range such as "10-31".
fn words_of(text: &str, start: usize) -> Vec<Word<'_>> {
    let word = |text, start: usize, length: usize| Word {
        text,
        start,
        end: start + length,
    };
    let range = text
        .split_once('-')
        .filter(|(first, last)| day_number(first).is_some() && day_number(last).is_some());
    match range {
        Some((first, last)) => vec![
            word(first, start, first.len()),
            word("to", start + first.len(), 1),
            word(last, start + first.len() + 1, last.len()),
        ],
        None if text.is_empty() => Vec::new(),
        None => vec![word(text, start, text.len())],
    }
}

/// "July 10 to 31": the second day has the month of the first.
fn second_of_range(words: &[Word<'_>], at: usize, first: Date) -> Option<Date> {
    let text = |rank: usize| words.get(rank).map(|word| word.text).unwrap_or_default();
    let day = day_number(text(at + 1)).filter(|_| is_range(text(at)))?;
    let has_own_month = month(text(at + 2)).is_some() || text(at + 2) == "de";
    let on = Date::new(first.year(), first.month(), day).ok()?;
    (!has_own_month && on > first).then_some(on)
}

/// The day that begins at a word, and how many words it takes.
fn day_at(words: &[Word<'_>], at: usize, written_on: Option<Date>) -> Option<(Date, usize)> {
    let word = words[at].text;
    if let Some(on) = numeric(word, written_on) {
        return Some((on, 1));
    }
    let text = |rank: usize| words.get(rank).map(|word| word.text).unwrap_or_default();
    // "10-31 july", "july 10-31": the first day; the last one is found as its own range below.
    let skip_of = |rank: usize| usize::from(matches!(text(rank), "of" | "de" | "del"));
    if let Some(day) = day_number(word) {
        let after = at + 1 + skip_of(at + 1);
        if let Some(month) = month(text(after)) {
            let year_at = after + 1 + skip_of(after + 1);
            let year = year(text(year_at));
            let taken = if year.is_some() { year_at } else { after } - at + 1;
            return Some((placed(year, month, day, written_on)?, taken));
        }
        // "du 3 au 12 mars": the first day has the month of the second.
        if is_range(text(at + 1))
            && let Some(month) = range_month(words, at + 2)
        {
            return Some((placed(None, month, day, written_on)?, 1));
        }
    }
    if let Some(month) = month(word)
        && let Some(day) = day_number(text(at + 1))
        && word.len() > 2
    {
        let year = year(text(at + 2));
        return Some((
            placed(year, month, day, written_on)?,
            2 + usize::from(year.is_some()),
        ));
    }
    let day = weekday(word)?;
    let next_is_date = day_number(text(at + 1)).is_some()
        || month(text(at + 1)).is_some()
        || numeric(text(at + 1), written_on).is_some()
        || matches!(text(at + 1), "the" | "der" | "den" | "dem");
    if next_is_date {
        return None;
    }
    let ahead = written_on?.weekday().until(day);
    let days_ahead = if ahead == 0 { 7 } else { i64::from(ahead) };
    let on = written_on?
        .checked_add(jiff::Span::new().days(days_ahead))
        .ok()?;
    Some((on, 1))
}

fn is_range(word: &str) -> bool {
    matches!(
        word,
        "au" | "to" | "bis" | "al" | "tot" | "et" | "and" | "und" | "through" | "t/m" | "inclus"
    )
}

fn range_month(words: &[Word<'_>], at: usize) -> Option<usize> {
    let skipped = usize::from(
        words
            .get(at)
            .is_some_and(|word| weekday(word.text).is_some() || word.text == "zum"),
    );
    day_number(words.get(at + skipped)?.text)?;
    let after = words.get(at + skipped + 1)?.text;
    month(if after == "de" {
        words.get(at + skipped + 2)?.text
    } else {
        after
    })
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word
        .trim_end_matches(['.', ','])
        .trim_end_matches("st")
        .trim_end_matches("nd")
        .trim_end_matches("rd")
        .trim_end_matches("th")
        .trim_end_matches("er")
        .trim_end_matches('e');
    let is_number =
        matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|day| (1..=31).contains(day))
}

fn month(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    MONTHS
        .iter()
        .position(|names| names.contains(&word))
        .map(|rank| rank + 1)
}

fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS
        .iter()
        .find(|(_, names)| names.contains(&word))
        .map(|(day, _)| *day)
}

fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1990..=2100).contains(&year)).then_some(year)
}

/// "12/03/2026", "12.03.26", "2026-03-12", "12/03": the day first, as all but Americans write; the month
/// first when nothing else can be.
fn numeric(word: &str, written_on: Option<Date>) -> Option<Date> {
    let parts: Vec<&str> = word.trim_end_matches('.').split(['/', '.', '-']).collect();
    let number = |part: &str| {
        let is_number =
            !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<i16>().ok()).flatten()
    };
    let numbers: Vec<i16> = parts
        .iter()
        .map(|part| number(part))
        .collect::<Option<_>>()?;
    match (numbers.as_slice(), parts[0].len()) {
        ([year, month, day], 4) => {
            Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok()
        }
        ([day, month, year], 1 | 2) if parts[2].len() != 3 => {
            let year = if *year < 100 { year + 2000 } else { *year };
            let (day, month) = day_and_month(*day, *month)?;
            Date::new(year, month, day).ok()
        }
        // Two numbers may be an hour, an amount, a fraction: only a slash or both of two figures is a day.
        ([day, month], 1 | 2) if word.contains('/') || (word.contains('.') && word.len() == 5) => {
            let (day, month) = day_and_month(*day, *month)?;
            placed(None, usize::try_from(month).ok()?, day, written_on)
        }
        _ => None,
    }
}

fn day_and_month(first: i16, second: i16) -> Option<(i8, i8)> {
    let (day, month) = if second > 12 {
        (second, first)
    } else {
        (first, second)
    };
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((day as i8, month as i8))
}

/// A day without a year is the nearest to the day the message was written: three months back at most.
fn placed(year: Option<i16>, month: usize, day: i8, written_on: Option<Date>) -> Option<Date> {
    let month = i8::try_from(month).ok()?;
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let written_on = written_on?;
    let earliest = written_on.saturating_sub(jiff::Span::new().days(92));
    (-1..=1)
        .filter_map(|shift: i16| Date::new(written_on.year().checked_add(shift)?, month, day).ok())
        .find(|on| *on >= earliest)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(text: &str, expected: &[Date]) {
        let found: Vec<Date> = days(text, Some(date(2026, 12, 10)))
            .iter()
            .map(|one| one.on)
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_are_read_in_six_languages() {
        check("de retour le 12 mars", &[date(2027, 3, 12)]);
        check("until april 3rd, 2027", &[date(2027, 4, 3)]);
        check("bis zum 3. april", &[date(2027, 4, 3)]);
        check("hasta el 3 de enero de 2027", &[date(2027, 1, 3)]);
        check("fino al 24 dicembre", &[date(2026, 12, 24)]);
        check("tot 5 mei", &[date(2027, 5, 5)]);
        check("du 3 au 12 janvier", &[date(2027, 1, 3), date(2027, 1, 12)]);
        check("le 1er decembre", &[date(2026, 12, 1)]);
        check(
            "12/01/2027 ou 2027-01-13 ou 14.01.27",
            &[date(2027, 1, 12), date(2027, 1, 13), date(2027, 1, 14)],
        );
        check("on july 10-31", &[date(2027, 7, 10), date(2027, 7, 31)]);
        check("10-31 july", &[date(2027, 7, 10), date(2027, 7, 31)]);
        check("lundi", &[date(2026, 12, 14)]);
        check("monday 14 december", &[date(2026, 12, 14)]);
        check("tel 01.23.45.67.89, 31/31, 45 mars, version 1.2", &[]);
    }

    #[test]
    fn without_a_day_of_writing_only_whole_dates_are_read() {
        assert!(days("le 12 mars, lundi", None).is_empty());
        assert_eq!(days("12 mars 2026", None).len(), 1);
    }
}

//! Public holidays by rule: France with Alsace-Moselle and overseas, and the neighbours a French company
//! invoices most. Days that differ inside a country (Länder, Spanish regions, Scotland) are left out, so a
//! message may leave there on a local holiday; an installation closes such days in its settings.

use jiff::civil::{Date, Weekday, date};

use super::{easter_sunday, plus_days};

/// Countries whose national holidays are known.
pub const COUNTRIES: &[&str] = &[
    "AT", "BE", "CH", "DE", "ES", "FR", "GB", "IE", "IT", "LU", "NL", "PT",
];

/// Parts of France with holidays of their own (Code du travail L3134-13, L3422-2).
pub const FRENCH_REGIONS: &[&str] = &[
    "ALSACE-MOSELLE",
    "GUADELOUPE",
    "GUYANE",
    "LA-REUNION",
    "MARTINIQUE",
    "MAYOTTE",
    "SAINT-BARTHELEMY",
    "SAINT-MARTIN",
];

/// A country with its fixed days (month, day) and its days counted from Easter Sunday.
type National = (&'static str, &'static [(i8, i8)], &'static [i32]);

/// National holidays by country; England computes its own.
#[rustfmt::skip]
const NATIONAL: &[National] = &[
    ("AT", &[(1, 1), (1, 6), (5, 1), (8, 15), (10, 26), (11, 1), (12, 8), (12, 25), (12, 26)], &[1, 39, 50, 60]),
    ("BE", &[(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)], &[1, 39, 50]),
    ("CH", &[(1, 1), (8, 1), (12, 25)], &[39]),
    ("DE", &[(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)], &[-2, 1, 39, 50]),
    ("ES", &[(1, 1), (1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8), (12, 25)], &[-2]),
    ("FR", &[(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)], &[1, 39, 50]),
    ("IE", &[(1, 1), (3, 17), (12, 25), (12, 26)], &[1]),
    ("IT", &[(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)], &[1]),
    ("LU", &[(1, 1), (5, 1), (5, 9), (6, 23), (8, 15), (11, 1), (12, 25), (12, 26)], &[1, 39, 50]),
    ("NL", &[(1, 1), (4, 27), (12, 25), (12, 26)], &[1, 39, 50]),
    ("PT", &[(1, 1), (4, 25), (5, 1), (6, 10), (8, 15), (10, 5), (11, 1), (12, 1), (12, 8), (12, 25)], &[-2, 60]),
];

/// The holidays of one year, in no order, weekends included. Nothing for a country that is not known.
pub fn of_year(country: &str, region: Option<&str>, year: i16) -> Vec<Date> {
    if country == "GB" {
        return of_england(year);
    }
    let Some((_, fixed, moving)) = NATIONAL.iter().find(|(code, ..)| *code == country) else {
        return Vec::new();
    };
    let easter = easter_sunday(year);
    let mut days: Vec<Date> = fixed
        .iter()
        .map(|(month, day)| date(year, *month, *day))
        .collect();
    days.extend(moving.iter().map(|offset| plus_days(easter, *offset)));
    if country == "FR" {
        days.extend(of_french_region(region, year));
    }
    days
}

fn of_french_region(region: Option<&str>, year: i16) -> Vec<Date> {
    match region {
        Some("ALSACE-MOSELLE") => vec![plus_days(easter_sunday(year), -2), date(year, 12, 26)],
        Some("MAYOTTE") => vec![date(year, 4, 27)],
        Some("MARTINIQUE") => vec![date(year, 5, 22)],
        Some("GUADELOUPE") => vec![date(year, 5, 27)],
        Some("GUYANE") => vec![date(year, 6, 10)],
        Some("LA-REUNION") => vec![date(year, 12, 20)],
        Some("SAINT-BARTHELEMY") => vec![date(year, 10, 9)],
        // Sources differ between 27 and 28 May: both close, which sends a day later rather than wrongly.
        Some("SAINT-MARTIN") => vec![date(year, 5, 27), date(year, 5, 28)],
        _ => Vec::new(),
    }
}

fn of_england(year: i16) -> Vec<Date> {
    let easter = easter_sunday(year);
    let substituted = |day: Date| match day.weekday() {
        Weekday::Saturday => plus_days(day, 2),
        Weekday::Sunday => plus_days(day, 1),
        _ => day,
    };
    let christmas = date(year, 12, 25);
    let christmas_days = match christmas.weekday() {
        Weekday::Friday => [christmas, plus_days(christmas, 3)],
        Weekday::Saturday => [plus_days(christmas, 2), plus_days(christmas, 3)],
        Weekday::Sunday => [plus_days(christmas, 1), plus_days(christmas, 2)],
        _ => [christmas, plus_days(christmas, 1)],
    };
    let first_monday = |month: i8| {
        let first = date(year, month, 1);
        plus_days(
            first,
            (8 - i32::from(first.weekday().to_monday_one_offset())) % 7,
        )
    };
    let last_monday = |month: i8| {
        let last = date(year, month, 1).last_of_month();
        plus_days(
            last,
            -(i32::from(last.weekday().to_monday_one_offset()) - 1),
        )
    };
    let mut days = vec![
        substituted(date(year, 1, 1)),
        plus_days(easter, -2),
        plus_days(easter, 1),
        first_monday(5),
        last_monday(5),
        last_monday(8),
    ];
    days.extend(christmas_days);
    days
}

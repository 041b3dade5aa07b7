//! Days that are told without a date: tomorrow, the end of the month, in ten days. It must never guess one that is not told.

use jiff::civil::Date;

use crate::phrase;

const TOMORROW: &[&str] = &["demain", "tomorrow", "morgen", "manana", "domani"];
const END_OF_MONTH: &[&str] = &[
    "fin de mois",
    "fin du mois",
    "fin de ce mois",
    "end of the month",
    "end of month",
    "monatsende",
    "ende des monats",
    "fin de mes",
    "final de mes",
    "fine mese",
    "eind van de maand",
];
const END_OF_WEEK: &[&str] = &[
    "fin de semaine",
    "cette semaine",
    "end of the week",
    "this week",
    "ende der woche",
    "diese woche",
    "esta semana",
    "questa settimana",
    "deze week",
];
const NEXT_WEEK: &[&str] = &[
    "semaine prochaine",
    "next week",
    "nachste woche",
    "proxima semana",
    "prossima settimana",
    "volgende week",
];

/// A day told without a date. Of a week it is the Friday.
pub(super) fn near_day(plain: &str, written_on: Option<Date>) -> Option<Date> {
    let written_on = written_on?;
    let holds = |phrases: &[&str]| phrase::first_in(plain, phrases).is_some();
    let days_to_friday = i64::from(written_on.weekday().until(jiff::civil::Weekday::Friday));
    let after = |days: i64| written_on.checked_add(jiff::Span::new().days(days)).ok();
    if let Some(days) = days_from_now(plain) {
        return after(days);
    }
    if holds(NEXT_WEEK) {
        let monday = i64::from(written_on.weekday().until(jiff::civil::Weekday::Monday));
        return after(if monday == 0 { 7 } else { monday } + 4);
    }
    if holds(END_OF_MONTH) {
        return Some(written_on.last_of_month());
    }
    if holds(END_OF_WEEK) {
        return after(days_to_friday);
    }
    if holds(TOMORROW) {
        return after(1);
    }
    None
}

/// "sous 8 jours", "dans 10 jours", "within 10 days", "in 5 days".
fn days_from_now(plain: &str) -> Option<i64> {
    let words: Vec<&str> = plain.split(' ').collect();
    words.windows(3).find_map(|three| {
        let leads = matches!(
            three[0],
            "sous" | "dans" | "within" | "in" | "innerhalb" | "en" | "entro" | "binnen"
        );
        let unit = three[2].trim_matches(['.', ',', ';', ')']);
        let is_days = matches!(
            unit,
            "jours" | "days" | "tagen" | "dias" | "giorni" | "dagen"
        );
        let days: i64 = three[1].parse().ok()?;
        (leads && is_days && (1..=180).contains(&days)).then_some(days)
    })
}

//! The calendar against the dated tables of the domain reference.

use jiff::civil::{Date, date};

use super::*;
use crate::testing::domain_table;

#[test]
fn french_holidays_agree_with_the_table() {
    let Some(table) = domain_table("holidays_fr.csv") else {
        return;
    };
    let mut rows = 0;
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let day: Date = fields[0].parse().unwrap();
        let region = (fields[3].trim() != "FR").then(|| fields[3].trim());
        let known = holidays::of_year("FR", region, day.year());
        assert!(known.contains(&day), "{line}");
        rows += 1;
    }
    assert!(rows > 90);
    for year in 2024..=2031 {
        let in_table = table
            .lines()
            .filter(|line| line.starts_with(&year.to_string()) && line.ends_with(",FR"));
        let mut computed = holidays::of_year("FR", None, year);
        computed.sort();
        computed.dedup();
        assert_eq!(in_table.count(), computed.len(), "{year}");
    }
}

#[test]
fn target_days_agree_with_the_table() {
    let Some(table) = domain_table("target_closing_days.csv") else {
        return;
    };
    let closed: Vec<Date> = table
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap().parse().unwrap())
        .collect();
    let mut day = date(2024, 1, 1);
    while day < date(2032, 1, 1) {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        assert_eq!(
            target::is_open(day),
            !weekend && !closed.contains(&day),
            "{day}"
        );
        day = plus_days(day, 1);
    }
    assert_eq!(
        target::plus_open_days(date(2025, 4, 16), 2),
        date(2025, 4, 22)
    );
    assert_eq!(
        target::plus_open_days(date(2025, 12, 23), 2),
        date(2025, 12, 29)
    );
}

#[test]
fn a_date_moves_by_its_convention() {
    let calendar = Calendar::of_years(2024, 2031);
    let saturday = date(2026, 5, 30);
    let moved = |how| calendar.adjust(saturday, how, "FR", None);
    assert_eq!(moved(Adjustment::Keep), saturday);
    assert_eq!(moved(Adjustment::Following), date(2026, 6, 1));
    assert_eq!(moved(Adjustment::ModifiedFollowing), date(2026, 5, 29));
    assert_eq!(moved(Adjustment::Preceding), date(2026, 5, 29));
    assert_eq!(
        calendar.business_day_from(date(2026, 11, 1), "FR", None),
        date(2026, 11, 2)
    );
}

#[test]
fn legal_limits_roll_to_a_working_day() {
    let calendar = Calendar::of_years(2024, 2031);
    let table = [
        (date(2026, 1, 31), 1, date(2026, 2, 28), date(2026, 3, 2)),
        (date(2026, 1, 14), 2, date(2026, 3, 14), date(2026, 3, 16)),
        (date(2026, 1, 14), 4, date(2026, 5, 14), date(2026, 5, 15)),
        (date(2026, 9, 30), 3, date(2026, 12, 30), date(2026, 12, 30)),
        (date(2025, 10, 15), 6, date(2026, 4, 15), date(2026, 4, 15)),
    ];
    for (start, months, raw, effective) in table {
        let deadline = legal_deadline::months_from(start, months, &calendar);
        assert_eq!(
            (deadline.raw, deadline.effective),
            (raw, effective),
            "{start} + {months}"
        );
    }
}

#[test]
fn regions_and_countries_close_their_own_days() {
    let calendar = Calendar::of_years(2024, 2031);
    let good_friday = date(2026, 4, 3);
    assert!(calendar.is_business_day(good_friday, "FR", None));
    assert!(!calendar.is_business_day(good_friday, "FR", Some("ALSACE-MOSELLE")));
    assert!(!calendar.is_business_day(good_friday, "DE", None));
    assert!(
        !calendar.is_business_day(date(2026, 12, 28), "GB", None),
        "Boxing Day falls on Saturday"
    );
    assert!(
        calendar.is_business_day(date(2026, 7, 14), "XX", None),
        "unknown countries: weekends only"
    );
}

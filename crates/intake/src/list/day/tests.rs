//! Days as the world writes them.

use super::*;
use jiff::civil::date;

#[test]
fn days_are_read_in_the_forms_of_the_world() {
    let check = |text: &str, expected: Option<Date>| {
        assert_eq!(
            Written::of(text).day(DateOrder::DayFirst),
            expected,
            "{text}"
        );
    };
    check("2026-01-31", Some(date(2026, 1, 31)));
    check("2026-01-31T10:00:00Z", Some(date(2026, 1, 31)));
    check("20260131", Some(date(2026, 1, 31)));
    check("31/01/2026", Some(date(2026, 1, 31)));
    check("31.1.26 00:00", Some(date(2026, 1, 31)));
    check("31 janv. 2026", Some(date(2026, 1, 31)));
    check("31-Aug-99", Some(date(1999, 8, 31)));
    check("29/3/2019", Some(date(2019, 3, 29)));
    check("29 août 2019", Some(date(2019, 8, 29)));
    check("mardi 29 mars 2022", Some(date(2022, 3, 29)));
    check("March 29, 2019", Some(date(2019, 3, 29)));
    check("29th March 2019", Some(date(2019, 3, 29)));
    check("29. März 2019", Some(date(2019, 3, 29)));
    check("29 de diciembre de 2019", Some(date(2019, 12, 29)));
    check("29 OCT 2019", Some(date(2019, 10, 29)));
    check("1er juil. 2019", Some(date(2019, 7, 1)));
    check("2019/3/29", Some(date(2019, 3, 29)));
    check("31122024", Some(date(2024, 12, 31)));
    check("20240331120000", Some(date(2024, 3, 31)));
    check("12/19/24 00:00", None);
    check("46053", Some(date(2026, 1, 31)));
    check("46053.5", Some(date(2026, 1, 31)));
    check("29 jui 2019", None);
    check("31/02/2026", None);
    check("12", None);
}

#[test]
fn a_word_is_no_day() {
    assert_eq!(Written::of("TODAY"), Written::Symbol);
    assert_eq!(Written::of("TODAY[+15d]"), Written::Symbol);
    assert_eq!(Written::of("=A1+30"), Written::Symbol);
    assert_eq!(Written::of("12"), Written::Unreadable);
}

#[test]
fn the_whole_column_decides_the_order() {
    let order = |values: &[&str]| order_of(values.iter().copied());
    assert_eq!(
        order(&["1/2/2026", "13/2/2026"]),
        (Some(DateOrder::DayFirst), true)
    );
    assert_eq!(
        order(&["1/2/2026", "2/13/2026"]),
        (Some(DateOrder::MonthFirst), true)
    );
    assert_eq!(order(&["1/2/2026", "3/3/2026"]), (None, true));
    assert_eq!(order(&["2026-01-02"]), (None, false));
}

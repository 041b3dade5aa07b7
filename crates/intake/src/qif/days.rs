//! Days of QIF: `1/31'08`, `31/12/2008`, `12.31.99`. Which number is the month is decided once for the file: by the
//! values that leave no doubt, then by the order of the records, then by the habits of its other fields.

use jiff::civil::Date;

use super::record::Record;
use crate::list::day::{DateOrder, Written, order_of, order_of_sequence};
use crate::reading::{Kept, ProblemKind, Problems};

/// The order of the days of a file; told when nothing proves it.
pub(super) fn order(records: &[Record], problems: &mut Problems) -> DateOrder {
    let days: Vec<String> = records.iter().map(|record| plain(&record.day)).collect();
    let values = || days.iter().map(String::as_str);
    let (proven, is_undecided) = order_of(values());
    if let Some(order) = proven {
        return order;
    }
    if !is_undecided {
        return DateOrder::default();
    }
    if let Some(order) = order_of_sequence(values()) {
        return order;
    }
    // The apostrophe, and the comma between thousands, are of American programs.
    let is_american = |record: &Record| {
        let comma = record.amount.find(',');
        record.day.contains('\'') || comma.is_some_and(|at| record.amount[at..].contains('.'))
    };
    let (order, shown) = if records.iter().any(is_american) {
        (DateOrder::MonthFirst, "12/31")
    } else {
        (DateOrder::DayFirst, "31/12")
    };
    let kept = Kept::Value(shown.to_string());
    problems.add_for_file(ProblemKind::AmbiguousDates, "", kept);
    order
}

/// The day of a text in an order; nothing when it does not exist.
pub(super) fn day(text: &str, order: DateOrder) -> Option<Date> {
    Written::of(&plain(text)).day(order)
}

/// `1/ 1'00` as `1/1/2000`: what follows an apostrophe is of this century.
fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(24)
        .collect();
    match text.split_once(['\'', '’', '`']) {
        Some((start, year))
            if year.len() <= 2 && year.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            format!("{start}/20{year:0>2}")
        }
        Some((start, year)) => format!("{start}/{year}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_way_of_writing_a_day_is_read() {
        let check = |text: &str, order: DateOrder, expected: Option<Date>| {
            assert_eq!(day(text, order), expected, "{text}");
        };
        check("1/2'08", DateOrder::MonthFirst, Some(date(2008, 1, 2)));
        check(
            "D1/ 1'00".trim_start_matches('D'),
            DateOrder::MonthFirst,
            Some(date(2000, 1, 1)),
        );
        check("2/10'2020", DateOrder::MonthFirst, Some(date(2020, 2, 10)));
        check("31/12/2008", DateOrder::DayFirst, Some(date(2008, 12, 31)));
        check("31.12.98", DateOrder::DayFirst, Some(date(1998, 12, 31)));
        check("2008-12-31", DateOrder::DayFirst, Some(date(2008, 12, 31)));
        check("31/02/2008", DateOrder::DayFirst, None);
        check("", DateOrder::DayFirst, None);
    }
}

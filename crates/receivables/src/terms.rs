//! Payment terms: from the date of an invoice to its due date, with both lawful readings of
//! "fin de mois" (Code de commerce L441-10). Must never move a due date off a non-working day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::plus_days;

/// The two lawful computations of "n jours fin de mois"; the contract says which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndOfMonth {
    /// End of the invoice's month, then the days.
    EndThenAdd,
    /// The days, then the end of that month.
    #[default]
    AddThenEnd,
}

/// The words that make a number of days of a number; a code such as `NAJ1` is none of them.
const TERM_WORDS: [&str; 9] = [
    "jour", "jours", "day", "days", "net", "nets", "j", "jr", "jrs",
];

/// Agreed payment terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "terms")]
pub enum Terms {
    /// A number of calendar days from the invoice date; 0 is on receipt.
    Net {
        /// Calendar days.
        days: u16,
    },
    /// A number of days with an end of month.
    EndOfMonth {
        /// Calendar days.
        days: u16,
        /// Which of the two computations.
        reading: EndOfMonth,
    },
    /// Days, then the end of that month, then a day of the month after ("30 jours fin de mois le 10").
    EndOfMonthThe {
        /// Calendar days.
        days: u16,
        /// Day of the following month, 1 to 28.
        day: i8,
    },
}

impl Terms {
    /// What the law gives when nothing was agreed: 30 days (L441-10 I).
    pub const STATUTORY: Terms = Terms::Net { days: 30 };

    /// The due date of an invoice of `issued_on`.
    pub fn due_on(&self, issued_on: Date) -> Date {
        match *self {
            Terms::Net { days } => plus_days(issued_on, i32::from(days)),
            Terms::EndOfMonth {
                days,
                reading: EndOfMonth::EndThenAdd,
            } => plus_days(issued_on.last_of_month(), i32::from(days)),
            Terms::EndOfMonth {
                days,
                reading: EndOfMonth::AddThenEnd,
            } => plus_days(issued_on, i32::from(days)).last_of_month(),
            Terms::EndOfMonthThe { days, day } => plus_days(
                plus_days(issued_on, i32::from(days)).last_of_month(),
                i32::from(day),
            ),
        }
    }

    /// The terms as [`Terms::parse`] reads them back, in French.
    pub fn written(&self) -> String {
        match self {
            Terms::Net { days } => format!("{days} jours"),
            Terms::EndOfMonth { days, .. } => format!("{days} jours fin de mois"),
            Terms::EndOfMonthThe { days, day } => format!("{days} jours fin de mois le {day}"),
        }
    }

    /// Reads terms as people write them in French or English: `30 jours`, `45 jours fin de mois`,
    /// `30 FDM le 10`, `Net 30`, `30 days EOM`, `à réception`, `comptant`. Nothing when it is none of them.
    /// `reading` says which "fin de mois" the contracts of this creditor mean.
    pub fn parse(text: &str, reading: EndOfMonth) -> Option<Terms> {
        let lower = text.trim().to_lowercase();
        let on_receipt = [
            "réception",
            "reception",
            "comptant",
            "receipt",
            "immediate",
            "immédiat",
        ];
        if on_receipt.iter().any(|word| lower.contains(word)) {
            return Some(Terms::Net { days: 0 });
        }
        let end_of_month = ["fin de mois", "fdm", "eom", "end of month"]
            .iter()
            .any(|word| lower.contains(word));
        let numbers = numbers_in(&lower);
        let days = numbers.first().copied().or(end_of_month.then_some(0))?;
        if days > 365 {
            return None;
        }
        if !end_of_month {
            let known = lower
                .split(|c: char| !c.is_alphabetic())
                .any(|word| TERM_WORDS.contains(&word));
            let bare = lower.chars().all(|c| c.is_ascii_digit());
            return (known || bare).then_some(Terms::Net { days });
        }
        match numbers.get(1) {
            Some(&day @ 1..=28) => Some(Terms::EndOfMonthThe {
                days,
                day: day as i8,
            }),
            Some(_) => None,
            None => Some(Terms::EndOfMonth { days, reading }),
        }
    }
}

fn numbers_in(text: &str) -> Vec<u16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::domain_table;

    #[test]
    fn due_dates_agree_with_the_table_of_examples() {
        let Some(table) = domain_table("due_date_examples.csv") else {
            return;
        };
        let eom = |days, reading| Terms::EndOfMonth { days, reading };
        let columns = [
            Terms::Net { days: 30 },
            Terms::Net { days: 45 },
            Terms::Net { days: 60 },
            eom(30, EndOfMonth::EndThenAdd),
            eom(30, EndOfMonth::AddThenEnd),
            eom(45, EndOfMonth::EndThenAdd),
            eom(45, EndOfMonth::AddThenEnd),
            Terms::EndOfMonthThe { days: 30, day: 10 },
        ];
        let mut compared = 0;
        for line in table.lines().skip(1) {
            let dates: Vec<Date> = line
                .split(',')
                .map(|field| field.trim().parse().unwrap())
                .collect();
            for (terms, expected) in columns.iter().zip(&dates[1..]) {
                assert_eq!(terms.due_on(dates[0]), *expected, "{terms:?} in {line}");
                compared += 1;
            }
        }
        assert!(compared >= 80);
    }

    #[test]
    fn terms_are_read_as_people_write_them() {
        let table = [
            ("30 jours", Some(Terms::Net { days: 30 })),
            ("Net 45", Some(Terms::Net { days: 45 })),
            ("60", Some(Terms::Net { days: 60 })),
            ("À réception", Some(Terms::Net { days: 0 })),
            (
                "45 jours fin de mois",
                Some(Terms::EndOfMonth {
                    days: 45,
                    reading: EndOfMonth::AddThenEnd,
                }),
            ),
            (
                "30 days EOM",
                Some(Terms::EndOfMonth {
                    days: 30,
                    reading: EndOfMonth::AddThenEnd,
                }),
            ),
            (
                "30 FDM le 10",
                Some(Terms::EndOfMonthThe { days: 30, day: 10 }),
            ),
            ("virement", None),
            ("4000 jours", None),
        ];
        for (text, expected) in table {
            assert_eq!(
                Terms::parse(text, EndOfMonth::AddThenEnd),
                expected,
                "{text}"
            );
        }
    }
}

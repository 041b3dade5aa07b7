//! Reference rates by half-year, as dated tables that ship with the software. A missing half-year is an
//! error, never the last known value.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The rates that statutory penalties are built on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reference {
    /// Main refinancing rate of the European Central Bank on the first day of the half-year.
    EcbRefinancing,
    /// French legal interest, "all other cases" (the creditor is a business).
    FrenchLegalInterest,
    /// German Basiszinssatz.
    GermanBase,
    /// Bank of England rate of the reference day before the half-year.
    BankOfEngland,
    /// Nothing: the rate is the margin.
    None,
}

/// One row of a table: a period with both ends included, and its rate in percent per year.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    start: Date,
    end: Date,
    percent: Decimal,
}

/// The dated tables of reference rates.
#[derive(Clone, Debug)]
pub struct Rates {
    ecb: Vec<Row>,
    french_legal: Vec<Row>,
    german_base: Vec<Row>,
    bank_of_england: Vec<Row>,
}

impl Rates {
    /// The tables that ship with this version.
    pub fn shipped() -> Self {
        let by_dates = |text: &str, column: usize| {
            rows(text, |fields| {
                let start = fields.get(1)?.parse().ok()?;
                let end = fields.get(2)?.parse().ok()?;
                Some(Row {
                    start,
                    end,
                    percent: fields.get(column)?.parse().ok()?,
                })
            })
        };
        Rates {
            ecb: by_dates(include_str!("../../tables/ecb_semester.csv"), 3),
            french_legal: by_dates(include_str!("../../tables/fr_legal_interest.csv"), 4),
            german_base: by_dates(include_str!("../../tables/de_base_rate.csv"), 3),
            bank_of_england: rows(
                include_str!("../../tables/uk_reference_rate.csv"),
                |fields| {
                    let (start, end) = half_year(fields.first()?)?;
                    Some(Row {
                        start,
                        end,
                        percent: fields.get(2)?.parse().ok()?,
                    })
                },
            ),
        }
    }

    /// The reference rate in percent per year that governs a day; nothing when the tables end before it.
    pub fn percent_on(&self, reference: Reference, day: Date) -> Option<Decimal> {
        let rows = match reference {
            Reference::EcbRefinancing => &self.ecb,
            Reference::FrenchLegalInterest => &self.french_legal,
            Reference::GermanBase => &self.german_base,
            Reference::BankOfEngland => &self.bank_of_england,
            Reference::None => return Some(Decimal::ZERO),
        };
        rows.iter()
            .find(|row| row.start <= day && day <= row.end)
            .map(|row| row.percent)
    }
}

fn rows(text: &str, read: impl Fn(&[&str]) -> Option<Row>) -> Vec<Row> {
    text.lines()
        .skip(1)
        .filter_map(|line| {
            let fields: Vec<&str> = line.split(',').map(str::trim).collect();
            read(&fields)
        })
        .collect()
}

/// `2025S1` as its first and last day.
fn half_year(text: &str) -> Option<(Date, Date)> {
    let (year, half) = text.split_once('S')?;
    let year: i16 = year.parse().ok()?;
    match half {
        "1" => Some((date(year, 1, 1), date(year, 6, 30))),
        "2" => Some((date(year, 7, 1), date(year, 12, 31))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_year_up_to_the_end_of_2026_has_a_rate_and_2027_has_none() {
        let rates = Rates::shipped();
        let all = [
            Reference::EcbRefinancing,
            Reference::FrenchLegalInterest,
            Reference::GermanBase,
            Reference::BankOfEngland,
        ];
        for reference in all {
            for year in 2015..=2026 {
                for day in [
                    date(year, 1, 1),
                    date(year, 6, 30),
                    date(year, 7, 1),
                    date(year, 12, 31),
                ] {
                    assert!(
                        rates.percent_on(reference, day).is_some(),
                        "{reference:?} {day}"
                    );
                }
            }
            assert_eq!(
                rates.percent_on(reference, date(2027, 1, 1)),
                None,
                "{reference:?}"
            );
        }
    }
}

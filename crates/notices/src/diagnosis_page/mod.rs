//! The instant diagnosis of a ledger as one page that stands alone: figures, charts, cautions and what was
//! assumed. It must never fetch anything nor give a figure the diagnosis does not give.

mod payment;
mod sentences;
mod standing;
mod style;
mod table;

use insight::diagnosis::Diagnosis;
use receivables::debtor::Language;
use receivables::money::Money;
use rust_decimal::Decimal;

use crate::chart;
use crate::format;
use crate::markup::escaped;
use crate::wording::{Value, Wording};

/// The page of a diagnosis. `name` is what the ledger is called, such as the name of its file.
pub fn diagnosis_page(diagnosis: &Diagnosis, name: &str, language: Language) -> String {
    let wording = Wording::new(language);
    let sheet = Sheet {
        diagnosis,
        wording: &wording,
    };
    let title = sheet.with("diagnosis-title", "name", name);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{}{}</style>\n</head>\n<body>\n<main>\n",
        language.code(),
        escaped(&title),
        style::STYLE,
        chart::STYLE
    );
    page.push_str(&format!("<h1>{}</h1>\n", escaped(&title)));
    for line in sheet.introduction() {
        page.push_str(&format!("<p class=\"soft\">{}</p>\n", escaped(&line)));
    }
    page.push_str(&sheet.tiles());
    page.push_str(&sheet.cautions());
    if diagnosis.aged.open_count() > 0 || diagnosis.aged.unallocated_minor > 0 {
        page.push_str(&sheet.aged());
    }
    page.push_str(&sheet.owing());
    if diagnosis.delays.invoices_paid > 0 {
        page.push_str(&sheet.delays());
    }
    if diagnosis.sales_between.is_some() {
        page.push_str(&sheet.dso());
        page.push_str(&sheet.seasons());
        page.push_str(&sheet.tail());
        page.push_str(&sheet.cost());
    }
    page.push_str(&sheet.assumptions());
    let foot = escaped(&wording.word("diagnosis-foot"));
    page.push_str(&format!(
        "<footer>{foot}</footer>\n</main>\n</body>\n</html>\n"
    ));
    page
}

/// What every section looks at.
struct Sheet<'a> {
    diagnosis: &'a Diagnosis,
    wording: &'a Wording,
}

impl Sheet<'_> {
    fn word(&self, key: &str) -> String {
        self.wording.word(key)
    }

    fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.wording.say(key, &[(name, Value::from(value))])
    }

    fn language(&self) -> Language {
        self.wording.language()
    }

    fn money(&self, minor: i64) -> String {
        format::money(Money::new(minor, self.diagnosis.currency), self.language())
    }

    /// Days with one decimal, or a dash where there is no such figure.
    fn days(&self, days: Option<Decimal>) -> String {
        match days {
            Some(days) => format::decimal(one_decimal(days), self.language()),
            None => "—".to_string(),
        }
    }

    fn percent(&self, percent: Option<Decimal>) -> String {
        match percent {
            Some(percent) => format::percent(one_decimal(percent), self.language()),
            None => "—".to_string(),
        }
    }

    fn introduction(&self) -> Vec<String> {
        let day = |date| format::day(date, self.language());
        let mut lines = vec![self.with("diagnosis-as-of", "day", &day(self.diagnosis.as_of))];
        if let Some((first_on, last_on)) = self.diagnosis.sales_between {
            let values = [
                ("count", Value::from(self.diagnosis.invoices)),
                ("first", Value::from(day(first_on))),
                ("last", Value::from(day(last_on))),
            ];
            lines.push(self.wording.say("diagnosis-sales", &values));
        }
        lines.push(self.word("diagnosis-nothing-kept"));
        lines
    }
}

fn one_decimal(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests;

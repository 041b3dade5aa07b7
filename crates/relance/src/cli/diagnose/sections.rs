//! The report in the terminal, section by section: what to know first, who owes, how old it is, how debtors
//! pay, what it costs. A section without figures says so in a sentence or is left out.

mod delays;
mod seasons;

use std::path::Path;

use insight::diagnosis::{DebtorDiagnosis, Diagnosis};
use intake::fec::FecSummary;
use notices::format;
use notices::wording::Wording;
use receivables::aging::Bucket;
use receivables::money::Money;
use rust_decimal::{Decimal, RoundingStrategy};

use super::sentences;
use crate::cli::sheet::{Sheet, Side, bar};

/// Debtors listed.
const LISTED: usize = 10;

/// What every section writes with.
struct Report<'a> {
    sheet: &'a mut Sheet,
    wording: &'a Wording,
    diagnosis: &'a Diagnosis,
}

/// Writes the whole report; `penalty_rate_is_known` on the day looked at.
pub fn write(
    sheet: &mut Sheet,
    wording: &Wording,
    name: &str,
    summary: &FecSummary,
    (diagnosis, penalty_rate_is_known): (&Diagnosis, bool),
) {
    sheet.title(&wording.say("cli-diagnosis-title", &[("file", name.into())]));
    about_the_file(sheet, wording, summary);
    let mut report = Report {
        sheet,
        wording,
        diagnosis,
    };
    report.cautions();
    report.who_owes();
    report.aged_balance();
    report.days_of_sales();
    report.delays();
    report.seasons();
    report.tail();
    report.cost(penalty_rate_is_known);
    report.assumptions();
}

/// Writes the report of a file without receivables.
pub fn write_nothing(sheet: &mut Sheet, wording: &Wording, name: &str, summary: &FecSummary) {
    sheet.title(&wording.say("cli-diagnosis-title", &[("file", name.into())]));
    if summary.lines > 0 {
        about_the_file(sheet, wording, summary);
    }
    sheet.paragraph(&wording.word("cli-diagnosis-nothing"));
}

/// Says where the page was written.
pub fn page_written(sheet: &mut Sheet, wording: &Wording, page: Option<&Path>) {
    if let Some(page) = page {
        sheet.heading(&wording.say(
            "cli-page-written",
            &[("path", page.display().to_string().into())],
        ));
    }
}

fn about_the_file(sheet: &mut Sheet, wording: &Wording, summary: &FecSummary) {
    let language = wording.language();
    let number = |count: u64| format::number(i64::try_from(count).unwrap_or(i64::MAX), language);
    let (Some(first_on), Some(last_on)) = (summary.first_on, summary.last_on) else {
        return;
    };
    sheet.paragraph(&wording.say(
        "cli-diagnosis-file",
        &[
            ("lines", number(summary.lines).into()),
            ("first", format::day(first_on, language).into()),
            ("last", format::day(last_on, language).into()),
            ("customers", number(summary.customers.lines).into()),
        ],
    ));
}

impl Report<'_> {
    fn money(&self, minor: i64) -> String {
        format::money(
            Money::new(minor, self.diagnosis.currency),
            self.wording.language(),
        )
    }

    fn amount(&self, minor: i64) -> String {
        format::amount_alone(
            Money::new(minor, self.diagnosis.currency),
            self.wording.language(),
        )
    }

    fn percent(&self, share: Decimal) -> String {
        format::percent(one_decimal(share), self.wording.language())
    }

    fn decimal(&self, days: Option<Decimal>) -> String {
        days.map_or_else(
            || "—".to_string(),
            |days| format::decimal(one_decimal(days), self.wording.language()),
        )
    }

    fn word(&self, key: &str) -> String {
        self.wording.word(key)
    }

    fn titles(&self, keys: &[&str]) -> Vec<String> {
        keys.iter()
            .map(|key| {
                if key.is_empty() {
                    String::new()
                } else {
                    self.word(key)
                }
            })
            .collect()
    }

    fn cautions(&mut self) {
        if self.diagnosis.cautions.is_empty() {
            return;
        }
        self.sheet.heading(&self.wording.word("cli-cautions"));
        for caution in &self.diagnosis.cautions {
            let text = sentences::caution(caution, self.diagnosis, self.wording);
            self.sheet.bullet("!", &text);
        }
    }

    fn assumptions(&mut self) {
        if self.diagnosis.assumptions.is_empty() {
            return;
        }
        self.sheet.heading(&self.wording.word("cli-assumptions"));
        for assumption in &self.diagnosis.assumptions {
            let text = sentences::assumption(assumption, self.wording);
            self.sheet.bullet("·", &text);
        }
    }

    fn who_owes(&mut self) {
        let day = format::day(self.diagnosis.as_of, self.wording.language());
        self.sheet
            .heading(&self.wording.say("cli-owing", &[("day", day.into())]));
        let owing: Vec<&DebtorDiagnosis> = self.diagnosis.owing_most(usize::MAX).collect();
        if owing.is_empty() {
            let nobody = self.word("cli-owing-nobody");
            return self.sheet.paragraph(&nobody);
        }
        let titles = [
            "cli-column-debtor",
            "cli-column-owed",
            "cli-column-overdue",
            "cli-column-credits",
            "cli-column-oldest",
        ];
        let mut rows = vec![self.titles(&titles)];
        rows.extend(owing.iter().take(LISTED).map(|debtor| self.debtor(debtor)));
        self.sheet.table(
            &[
                Side::Left,
                Side::Right,
                Side::Right,
                Side::Right,
                Side::Right,
            ],
            &rows,
            true,
        );
        let others = owing.len().saturating_sub(LISTED);
        if others > 0 {
            let rest: i64 = owing
                .iter()
                .skip(LISTED)
                .map(|debtor| debtor.aged.gross_minor())
                .sum();
            let variables = [
                ("count", (others as i64).into()),
                ("amount", self.money(rest).into()),
            ];
            self.sheet
                .note(&self.wording.say("cli-owing-others", &variables));
        }
    }

    fn debtor(&self, debtor: &DebtorDiagnosis) -> Vec<String> {
        let or_dash =
            |is_shown: bool, text: String| if is_shown { text } else { "—".to_string() };
        let aged = &debtor.aged;
        let days = i32::try_from(debtor.oldest_days_late).unwrap_or(i32::MAX);
        vec![
            debtor.debtor.name.clone(),
            self.amount(aged.gross_minor()),
            or_dash(aged.overdue_minor() > 0, self.amount(aged.overdue_minor())),
            or_dash(
                aged.unallocated_minor > 0,
                self.amount(-aged.unallocated_minor),
            ),
            or_dash(days > 0, format::day_count(days, self.wording.language())),
        ]
    }

    fn aged_balance(&mut self) {
        let aged = &self.diagnosis.aged;
        let (gross, unallocated) = (aged.gross_minor(), aged.unallocated_minor);
        if gross == 0 && unallocated == 0 {
            return;
        }
        self.sheet.heading(&self.wording.word("cli-aged"));
        let largest = Bucket::ALL
            .iter()
            .map(|bucket| aged.bucket_minor(*bucket))
            .max()
            .unwrap_or(0);
        let mut rows = Vec::new();
        for bucket in Bucket::ALL {
            let minor = aged.bucket_minor(bucket);
            let share = insight::indicator::percent(minor, gross).unwrap_or_default();
            rows.push(vec![
                self.word(&format!("cli-bucket-{}", bucket.code())),
                self.amount(minor),
                self.percent(share),
                bar(minor, largest),
            ]);
        }
        rows.push(vec![
            self.word("cli-aged-gross"),
            self.amount(gross),
            String::new(),
            String::new(),
        ]);
        if unallocated > 0 {
            rows.push(vec![
                self.word("cli-aged-unallocated"),
                self.amount(-unallocated),
                String::new(),
                String::new(),
            ]);
            rows.push(vec![
                self.word("cli-aged-net"),
                self.amount(gross - unallocated),
                String::new(),
                String::new(),
            ]);
        }
        self.sheet.table(
            &[Side::Left, Side::Right, Side::Right, Side::Left],
            &rows,
            false,
        );
        if let Some(share) = self.diagnosis.overdue_percent {
            let variables = [
                ("amount", self.money(aged.overdue_minor()).into()),
                ("share", self.percent(share).into()),
                ("count", (aged.overdue_count() as i64).into()),
            ];
            self.sheet
                .note(&self.wording.say("cli-aged-overdue", &variables));
        }
    }

    fn days_of_sales(&mut self) {
        let dso = &self.diagnosis.dso;
        if dso.sales_minor <= 0 {
            return;
        }
        let variables = [
            ("days", i64::from(dso.period_days).into()),
            ("sales", self.money(dso.sales_minor).into()),
        ];
        self.sheet.heading(&self.wording.say("cli-dso", &variables));
        let mut rows = Vec::new();
        for (key, result) in [
            ("cli-dso-gross", dso.gross),
            ("cli-dso-net", dso.net),
            ("cli-dso-count-back", dso.count_back),
            ("cli-dso-best", dso.best_possible),
            ("cli-dso-delinquent", dso.delinquent),
        ] {
            rows.push(vec![
                self.word(key),
                sentences::dso(result, self.wording),
                self.word(&format!("{key}-means")),
            ]);
        }
        self.sheet
            .table(&[Side::Left, Side::Right, Side::Left], &rows, false);
        if rows.iter().any(|row| row[1] == sentences::UNDEFINED) {
            self.sheet.note(&self.wording.word("cli-dso-undefined"));
        }
        if let Some(minor) = dso.one_day_minor {
            let variables = [("amount", self.money(minor).into())];
            self.sheet
                .note(&self.wording.say("cli-dso-one-day", &variables));
        }
    }

    fn cost(&mut self, penalty_rate_is_known: bool) {
        let cost = &self.diagnosis.cost;
        if cost.late_invoices == 0 {
            return;
        }
        self.sheet.heading(&self.wording.word("cli-cost"));
        let language = self.wording.language();
        let own = [(
            "rate",
            format::percent(cost.rates.own_percent.normalize(), language).into(),
        )];
        let mut rows = vec![
            vec![self.word("cli-cost-mean"), self.money(cost.mean_late_minor)],
            vec![
                self.wording.say("cli-cost-financing", &own),
                self.money(cost.financing_minor),
            ],
        ];
        if penalty_rate_is_known {
            let penalty = [
                (
                    "rate",
                    format::percent(cost.rates.penalty_percent.normalize(), language).into(),
                ),
                (
                    "day",
                    format::day_in_figures(cost.rates.penalty_rate_on, language).into(),
                ),
            ];
            rows.push(vec![
                self.wording.say("cli-cost-penalties", &penalty),
                self.money(cost.penalties_minor),
            ]);
        }
        let fee = [
            ("count", (cost.late_invoices as i64).into()),
            ("fee", self.money(cost.rates.flat_fee_minor).into()),
        ];
        rows.push(vec![
            self.wording.say("cli-cost-fees", &fee),
            self.money(cost.flat_fees_minor),
        ]);
        self.sheet.table(&[Side::Left, Side::Right], &rows, false);
        let note = if penalty_rate_is_known {
            "cli-cost-note"
        } else {
            "cli-cost-no-rate"
        };
        self.sheet.note(&self.wording.word(note));
    }
}

/// One decimal, always shown, so that the figures of a column stand under each other.
pub(super) fn one_decimal(value: Decimal) -> Decimal {
    let mut shown = value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    shown.rescale(1);
    shown
}

/// The name of a month, from 1.
fn month_name(month: i8, wording: &Wording) -> String {
    let first = jiff::civil::date(2026, month.clamp(1, 12), 1);
    format::month(first, wording.language())
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use receivables::debtor::Language;

    #[test]
    fn every_bucket_has_its_words() {
        for language in [Language::French, Language::English] {
            let wording = Wording::new(language);
            for bucket in Bucket::ALL {
                assert!(
                    wording.has(&format!("cli-bucket-{}", bucket.code())),
                    "{bucket:?}"
                );
            }
        }
    }

    #[test]
    fn months_are_named() {
        assert_eq!(month_name(8, &Wording::new(Language::French)), "août");
    }
}

//! How debtors pay: delays, days of sales, seasons, what stays unpaid, and what it costs. Must never show a
//! figure the diagnosis does not give.

use super::Sheet;
use super::table::Cell::{self, Figures, Words};
use super::table::{section, table};
use crate::chart::{Bar, Bars, Columns, Figure};
use crate::format;
use crate::markup::escaped;
use crate::wording::Value;

impl Sheet<'_> {
    pub(super) fn in_days(&self, days: Option<rust_decimal::Decimal>) -> String {
        use rust_decimal::prelude::ToPrimitive;
        let whole = days.and_then(|days| days.round().to_i32());
        whole.map_or_else(
            || "—".to_string(),
            |days| format::day_count(days, self.language()),
        )
    }

    pub(super) fn delays(&self) -> String {
        let delays = &self.diagnosis.delays;
        let values = [
            ("count", Value::from(delays.invoices_paid)),
            ("late", Value::from(delays.invoices_late)),
        ];
        let paid = escaped(&self.wording.say("diagnosis-delays-paid", &values));
        let figures = [
            ("diagnosis-delays-mean", delays.mean_days),
            ("diagnosis-delays-median", delays.median_days),
            ("diagnosis-delays-weighted", delays.weighted_days),
            ("diagnosis-delays-late", delays.mean_days_late),
            ("diagnosis-delays-late-weighted", delays.weighted_days_late),
        ];
        let rows: Vec<Vec<Cell>> = figures
            .into_iter()
            .map(|(key, days)| vec![Words(self.word(key)), Figures(self.days(days))])
            .collect();
        section(
            "delays",
            &self.word("diagnosis-delays-title"),
            &format!("<p>{paid}</p>\n{}", table(&[], &rows, false)),
        )
    }

    pub(super) fn dso(&self) -> String {
        let dso = &self.diagnosis.dso;
        let days = i32::try_from(dso.period_days).unwrap_or(i32::MAX);
        let values = [
            (
                "days",
                Value::from(format::day_count(days, self.language())),
            ),
            ("sales", Value::from(self.money(dso.sales_minor))),
        ];
        let period = escaped(&self.wording.say("diagnosis-dso-period", &values));
        let methods = [
            ("cli-dso-gross", "cli-dso-gross-means", dso.gross),
            ("cli-dso-net", "cli-dso-net-means", dso.net),
            (
                "cli-dso-count-back",
                "cli-dso-count-back-means",
                dso.count_back,
            ),
            ("cli-dso-best", "cli-dso-best-means", dso.best_possible),
            (
                "cli-dso-delinquent",
                "cli-dso-delinquent-means",
                dso.delinquent,
            ),
        ];
        let rows: Vec<Vec<Cell>> = methods
            .into_iter()
            .map(|(key, means, result)| {
                vec![
                    Words(self.word(key)),
                    Figures(self.dso_days(result)),
                    Words(self.word(means)),
                ]
            })
            .collect();
        section(
            "dso",
            &self.word("diagnosis-dso-title"),
            &format!("<p>{period}</p>\n{}", table(&[], &rows, false)),
        )
    }

    pub(super) fn seasons(&self) -> String {
        let month = |month: i8| {
            let date = jiff::civil::Date::new(2026, month, 1).unwrap_or(self.diagnosis.as_of);
            let with_year = format::month(date, self.language());
            with_year.split(' ').next().unwrap_or_default().to_string()
        };
        let seasons = &self.diagnosis.seasons;
        let columns: Vec<Figure> = seasons
            .iter()
            .map(|season| Figure {
                label: month(season.month).chars().take(4).collect(),
                value: season.amount_minor,
                shown: self.money(season.amount_minor),
            })
            .collect();
        let caption = self.caption(
            "seasons",
            "diagnosis-seasons-title",
            self.word("diagnosis-seasons-words"),
        );
        let chart = Columns {
            caption,
            top_shown: self.money(Columns::top(&columns)),
            columns,
        };
        let head = [
            Words(self.word("diagnosis-column-month")),
            Figures(self.word("diagnosis-column-invoiced")),
            Figures(self.word("diagnosis-column-invoices")),
            Figures(self.word("diagnosis-column-share")),
            Figures(self.word("diagnosis-column-delay")),
        ];
        let rows: Vec<Vec<Cell>> = seasons
            .iter()
            .map(|season| {
                vec![
                    Words(month(season.month)),
                    Figures(self.money(season.amount_minor)),
                    Figures(season.invoices.to_string()),
                    Figures(self.percent(season.share_percent)),
                    Figures(self.in_days(season.mean_days)),
                ]
            })
            .collect();
        section(
            "seasons",
            &self.word("diagnosis-seasons-title"),
            &(chart.svg() + &table(&head, &rows, false)),
        )
    }

    pub(super) fn tail(&self) -> String {
        use rust_decimal::prelude::ToPrimitive;
        let known: Vec<Figure> = self
            .diagnosis
            .tail
            .iter()
            .filter_map(|point| {
                let percent = point.unpaid_percent?;
                let days = i32::try_from(point.days).ok()?;
                Some(Figure {
                    label: format::day_count(days, self.language()),
                    value: (percent * rust_decimal::Decimal::ONE_HUNDRED).to_i64()?,
                    shown: self.percent(Some(percent)),
                })
            })
            .collect();
        if known.is_empty() {
            return String::new();
        }
        let description = self.word("diagnosis-tail-words");
        let caption = self.caption("tail", "diagnosis-tail-title", description.clone());
        let bars = known
            .into_iter()
            .map(|whole| Bar { whole, part: 0 })
            .collect();
        let chart = Bars { caption, bars };
        let words = format!("<p class=\"soft\">{}</p>\n", escaped(&description));
        section(
            "tail",
            &self.word("diagnosis-tail-title"),
            &(words + &chart.svg()),
        )
    }

    pub(super) fn cost(&self) -> String {
        let cost = &self.diagnosis.cost;
        let rate = |percent| format::percent(percent, self.language());
        let penalties = [
            ("rate", Value::from(rate(cost.rates.penalty_percent))),
            (
                "day",
                Value::from(format::day(cost.rates.penalty_rate_on, self.language())),
            ),
        ];
        let rate_is_known = !cost.rates.penalty_percent.is_zero();
        let mut rows = vec![
            vec![
                Words(self.word("diagnosis-cost-late")),
                Figures(cost.late_invoices.to_string()),
            ],
            vec![
                Words(self.word("diagnosis-cost-mean")),
                Figures(self.money(cost.mean_late_minor)),
            ],
            vec![
                Words(self.with(
                    "diagnosis-cost-financing",
                    "rate",
                    &rate(cost.rates.own_percent),
                )),
                Figures(self.money(cost.financing_minor)),
            ],
        ];
        if rate_is_known {
            rows.push(vec![
                Words(self.wording.say("diagnosis-cost-penalties", &penalties)),
                Figures(self.money(cost.penalties_minor)),
            ]);
        }
        rows.push(vec![
            Words(self.word("diagnosis-cost-fees")),
            Figures(self.money(cost.flat_fees_minor)),
        ]);
        let note = match rate_is_known {
            true => "cli-cost-note",
            false => "cli-cost-no-rate",
        };
        let note = format!("<p class=\"note\">{}</p>\n", escaped(&self.word(note)));
        section(
            "cost",
            &self.word("diagnosis-cost-title"),
            &(table(&[], &rows, false) + &note),
        )
    }
}

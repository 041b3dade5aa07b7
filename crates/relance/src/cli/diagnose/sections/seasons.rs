//! Over the year, and what stays unpaid with time.

use insight::season::Season;

use super::{Report, month_name};
use crate::cli::sheet::{Side, bar};

impl Report<'_> {
    pub(super) fn seasons(&mut self) {
        let seasons = &self.diagnosis.seasons;
        if seasons.iter().filter(|season| season.invoices > 0).count() < 2 {
            return;
        }
        self.sheet.heading(&self.wording.word("cli-seasons"));
        let largest = seasons
            .iter()
            .map(|season| season.amount_minor)
            .max()
            .unwrap_or(0);
        let mut rows = vec![self.titles(&[
            "cli-column-month",
            "cli-column-invoices",
            "cli-column-billed",
            "cli-column-mean",
            "",
        ])];
        rows.extend(seasons.iter().map(|season| self.season(season, largest)));
        self.sheet.table(
            &[
                Side::Left,
                Side::Right,
                Side::Right,
                Side::Right,
                Side::Left,
            ],
            &rows,
            true,
        );
    }

    fn season(&self, season: &Season, largest: i64) -> Vec<String> {
        vec![
            month_name(season.month, self.wording),
            season.invoices.to_string(),
            if season.invoices > 0 {
                self.amount(season.amount_minor)
            } else {
                "—".to_string()
            },
            self.decimal(season.mean_days),
            bar(season.amount_minor, largest),
        ]
    }

    pub(super) fn tail(&mut self) {
        let known: Vec<_> = self
            .diagnosis
            .tail
            .iter()
            .filter(|point| point.unpaid_percent.is_some())
            .collect();
        if known.is_empty() || self.diagnosis.delays.payments == 0 {
            return;
        }
        self.sheet.heading(&self.wording.word("cli-tail"));
        let rows: Vec<Vec<String>> = known
            .iter()
            .map(|point| {
                let share = point.unpaid_percent.unwrap_or_default();
                let hundredths = i64::try_from(
                    (share * rust_decimal::Decimal::ONE_HUNDRED)
                        .round()
                        .mantissa(),
                )
                .unwrap_or(0);
                let after = self
                    .wording
                    .say("cli-tail-after", &[("count", point.days.into())]);
                vec![after, self.percent(share), bar(hundredths, 10_000)]
            })
            .collect();
        self.sheet
            .table(&[Side::Left, Side::Right, Side::Left], &rows, false);
    }
}

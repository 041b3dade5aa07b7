//! How debtors pay: all together, then those who pay latest.

use insight::delay::DelaySource;
use insight::diagnosis::DebtorDiagnosis;

use super::{LISTED, Report};
use crate::cli::diagnose::sentences;
use crate::cli::sheet::Side;

impl Report<'_> {
    pub(super) fn delays(&mut self) {
        let delays = &self.diagnosis.delays;
        if delays.invoices_paid == 0 {
            return;
        }
        self.sheet.heading(&self.wording.word("cli-delays"));
        let variables = [
            ("count", (delays.invoices_paid as i64).into()),
            ("mean", self.decimal(delays.mean_days).into()),
            ("median", self.decimal(delays.median_days).into()),
            ("weighted", self.decimal(delays.weighted_days).into()),
            ("late", (delays.invoices_late as i64).into()),
        ];
        self.sheet
            .paragraph(&self.wording.say("cli-delays-all", &variables));
        if self.diagnosis.delay_source == DelaySource::Lettering {
            self.sheet.note(&self.wording.word("cli-delays-lettering"));
        }
        self.latest_payers();
    }

    fn latest_payers(&mut self) {
        let mut paying: Vec<&DebtorDiagnosis> = self
            .diagnosis
            .debtors
            .iter()
            .filter(|debtor| debtor.delays.invoices_paid > 0)
            .collect();
        // Latest first; the number of invoices breaks a tie, so that a habit goes before an accident.
        paying.sort_by(|a, b| {
            let place =
                |one: &DebtorDiagnosis| (one.delays.weighted_days_late, one.delays.invoices_paid);
            place(b)
                .cmp(&place(a))
                .then_with(|| a.debtor.key.cmp(&b.debtor.key))
        });
        let titles = [
            "cli-column-latest",
            "cli-column-paid",
            "cli-column-mean",
            "cli-column-late",
            "cli-column-trend",
        ];
        let mut rows = vec![self.titles(&titles)];
        for debtor in paying.iter().take(LISTED) {
            let delays = &debtor.delays;
            rows.push(vec![
                debtor.debtor.name.clone(),
                delays.invoices_paid.to_string(),
                self.decimal(delays.mean_days),
                self.decimal(delays.weighted_days_late),
                sentences::trend(delays.trend, self.wording),
            ]);
        }
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
        let others = paying.len().saturating_sub(LISTED);
        if others > 0 {
            self.sheet.note(
                &self
                    .wording
                    .say("cli-delays-others", &[("count", (others as i64).into())]),
            );
        }
    }
}

//! What is owed: the figures at the top, cautions, the aged balance and who owes most. Must never show an
//! amount without its currency.

use insight::diagnosis::DebtorDiagnosis;
use receivables::aging::Bucket;

use super::Sheet;
use super::table::Cell::{self, Figures, Words};
use super::table::{list, section, table};
use crate::chart::{Bar, Bars, Caption, Figure, ShareRow, Shares};
use crate::format;
use crate::markup::escaped;
use crate::wording::Value;

/// Debtors drawn as bars.
const MOST_BARS: usize = 10;
/// Debtors in the table.
const MOST_DEBTORS: usize = 50;

impl Sheet<'_> {
    pub(super) fn caption(&self, id: &str, title: &str, description: String) -> Caption {
        Caption {
            id: id.to_string(),
            title: self.word(title),
            description,
        }
    }

    pub(super) fn tiles(&self) -> String {
        let (aged, dso) = (&self.diagnosis.aged, &self.diagnosis.dso);
        let unallocated = self.money(aged.unallocated_minor);
        let open_note = match aged.unallocated_minor {
            0 => String::new(),
            _ => self.with("diagnosis-tile-open-note", "amount", &unallocated),
        };
        let share = self.percent(self.diagnosis.overdue_percent);
        let late = self.diagnosis.delays.weighted_days_late;
        let one_day = dso
            .one_day_minor
            .map_or_else(|| "—".to_string(), |minor| self.money(minor));
        let in_days = |figure: String| match figure.as_str() {
            "—" => figure,
            _ if self.language() == receivables::debtor::Language::French => {
                format!("{figure}\u{a0}j")
            }
            _ => format!("{figure}\u{a0}days"),
        };
        let tiles = [
            (
                "diagnosis-tile-open",
                self.money(aged.gross_minor()),
                open_note,
            ),
            (
                "diagnosis-tile-overdue",
                self.money(aged.overdue_minor()),
                self.with("diagnosis-tile-overdue-note", "share", &share),
            ),
            (
                "diagnosis-tile-dso",
                in_days(self.dso_days(dso.count_back)),
                self.word("diagnosis-tile-dso-note"),
            ),
            (
                "diagnosis-tile-delay",
                in_days(self.days(late)),
                self.word("diagnosis-tile-delay-note"),
            ),
            (
                "diagnosis-tile-cost",
                self.money(self.diagnosis.cost.financing_minor),
                self.word("diagnosis-tile-cost-note"),
            ),
            (
                "diagnosis-tile-day",
                one_day,
                self.word("diagnosis-tile-day-note"),
            ),
        ];
        let write = |(key, figure, note): (&str, String, String)| {
            format!(
                "<div class=\"tile\"><span class=\"soft\">{}</span><b>{}</b><span class=\"note\">{}</span></div>\n",
                escaped(&self.word(key)),
                escaped(&figure),
                escaped(&note)
            )
        };
        format!(
            "<div class=\"tiles\">\n{}</div>\n",
            tiles.into_iter().map(write).collect::<String>()
        )
    }

    pub(super) fn cautions(&self) -> String {
        let lines: Vec<String> = self
            .diagnosis
            .cautions
            .iter()
            .map(|caution| self.caution(caution))
            .collect();
        if lines.is_empty() {
            return String::new();
        }
        section("cautions", &self.word("cli-cautions"), &list(&lines))
    }

    pub(super) fn assumptions(&self) -> String {
        let lines: Vec<String> = self
            .diagnosis
            .assumptions
            .iter()
            .map(|one| self.assumption(one))
            .collect();
        if lines.is_empty() {
            return String::new();
        }
        section("assumptions", &self.word("cli-assumptions"), &list(&lines))
    }

    pub(super) fn aged(&self) -> String {
        let aged = &self.diagnosis.aged;
        let (total, overdue) = (
            self.money(aged.gross_minor()),
            self.money(aged.overdue_minor()),
        );
        let description = self.wording.say(
            "diagnosis-aged-words",
            &[
                ("total", Value::from(total.as_str())),
                ("overdue", Value::from(overdue)),
            ],
        );
        let parts = Bucket::ALL.into_iter().map(|bucket| Figure {
            label: self.bucket(bucket),
            value: aged.bucket_minor(bucket),
            shown: self.money(aged.bucket_minor(bucket)),
        });
        let row = ShareRow {
            label: self.diagnosis.currency.code().to_string(),
            total,
            parts: parts.collect(),
        };
        let chart = Shares {
            caption: self.caption("aged", "diagnosis-aged-title", description),
            rows: vec![row],
        };
        let head = [
            Words(self.word("diagnosis-column-age")),
            Figures(self.word("diagnosis-column-amount")),
            Figures(self.word("diagnosis-column-share")),
            Figures(self.word("diagnosis-column-count")),
        ];
        let share =
            |minor: i64| self.percent(insight::indicator::percent(minor, aged.gross_minor()));
        let mut rows: Vec<Vec<Cell>> = Bucket::ALL
            .into_iter()
            .map(|bucket| {
                let minor = aged.bucket_minor(bucket);
                let count = aged.count(bucket).to_string();
                vec![
                    Words(self.bucket(bucket)),
                    Figures(self.money(minor)),
                    Figures(share(minor)),
                    Figures(count),
                ]
            })
            .collect();
        let plain = |label: &str, minor: i64| {
            vec![
                Words(self.word(label)),
                Figures(self.money(minor)),
                Figures(String::new()),
                Figures(String::new()),
            ]
        };
        if aged.unallocated_minor != 0 {
            rows.push(plain("diagnosis-unallocated", -aged.unallocated_minor));
        }
        rows.push(plain("diagnosis-total", aged.net_minor()));
        section(
            "aged",
            &self.word("diagnosis-aged-title"),
            &(chart.svg() + &table(&head, &rows, true)),
        )
    }

    pub(super) fn owing(&self) -> String {
        let owing: Vec<&DebtorDiagnosis> = self.diagnosis.owing_most(usize::MAX).collect();
        let title = self.word("diagnosis-owing-title");
        if owing.is_empty() {
            let nobody = escaped(&self.word("diagnosis-owing-nobody"));
            return section("owing", &title, &format!("<p>{nobody}</p>\n"));
        }
        let bars = owing.iter().take(MOST_BARS).map(|debtor| Bar {
            whole: Figure {
                label: name(debtor),
                value: debtor.aged.gross_minor(),
                shown: self.money(debtor.aged.gross_minor()),
            },
            part: debtor.aged.overdue_minor(),
        });
        let caption = self.caption(
            "owing",
            "diagnosis-owing-title",
            self.word("diagnosis-owing-words"),
        );
        let chart = Bars {
            caption,
            bars: bars.collect(),
        };
        let head = [
            Words(self.word("diagnosis-column-debtor")),
            Figures(self.word("diagnosis-column-owed")),
            Figures(self.word("diagnosis-column-overdue")),
            Figures(self.word("diagnosis-column-oldest")),
            Figures(self.word("diagnosis-column-delay")),
            Words(self.word("diagnosis-column-trend")),
        ];
        let rows: Vec<Vec<Cell>> = owing
            .iter()
            .take(MOST_DEBTORS)
            .map(|debtor| self.debtor(debtor))
            .collect();
        let mut inside = chart.svg() + &table(&head, &rows, false);
        let left = owing.len().saturating_sub(MOST_DEBTORS);
        if left > 0 {
            let more = self
                .wording
                .say("diagnosis-owing-others", &[("count", Value::from(left))]);
            inside.push_str(&format!("<p class=\"note\">{}</p>\n", escaped(&more)));
        }
        section("owing", &title, &inside)
    }

    fn debtor(&self, debtor: &DebtorDiagnosis) -> Vec<Cell> {
        let oldest = i32::try_from(debtor.oldest_days_late).unwrap_or(i32::MAX);
        let oldest = if oldest > 0 {
            format::day_count(oldest, self.language())
        } else {
            "—".to_string()
        };
        vec![
            Words(name(debtor)),
            Figures(self.money(debtor.aged.gross_minor())),
            Figures(self.money(debtor.aged.overdue_minor())),
            Figures(oldest),
            Figures(self.in_days(debtor.delays.mean_days)),
            Words(self.trend(debtor.delays.trend)),
        ]
    }
}

fn name(debtor: &DebtorDiagnosis) -> String {
    let name = debtor.debtor.name.trim();
    if name.is_empty() {
        debtor.debtor.key.clone()
    } else {
        name.to_string()
    }
}

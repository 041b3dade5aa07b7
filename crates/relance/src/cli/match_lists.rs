//! `relance match`: open invoices and payments from two lists, and what each payment settles. It must never
//! store anything, and never write a decision without its reasons.

mod decisions;
mod lists;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use desk::clock::Clock;
use intake::reading::{Problem, Problems};
use notices::format;
use notices::wording::Wording;
use receivables::cash_application::{OpenItemsIndex, propose};
use receivables::money::{Balances, Money};
use serde::Serialize;

use super::problems;
use super::sheet::{Sheet, Side};
use crate::{exit, output};
use decisions::{Decided, Decision};
use lists::Lists;

/// Say which open invoices payments settle, from two lists; stores nothing.
#[derive(Args)]
#[command(
    name = "match",
    after_help = "Examples:\n  relance match invoices.csv payments.csv --out decisions.csv\n  relance match invoices.csv payments.csv --json | jq .decisions\n\nColumns of the invoices: invoice, customer, customer_name, due_date, open_cents (or open, in euros), currency.\nColumns of the payments: payment, date, amount_cents (or amount), text, and iban, remitter_name, end_to_end,\nstructured_reference, currency when the bank tells.\nExit codes: 0 done, 1 done, but lines could not be read, 3 a list could not be read."
)]
pub struct MatchLists {
    /// The open invoices, as CSV.
    #[arg(value_name = "INVOICES.csv")]
    invoices: PathBuf,
    /// The payments, as CSV.
    #[arg(value_name = "PAYMENTS.csv")]
    payments: PathBuf,
    /// Where the decisions are written, one line for each payment and alternative.
    #[arg(long, value_name = "DECISIONS.csv")]
    out: Option<PathBuf>,
    /// fr or en; the language of the terminal when not given.
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Print the summary as JSON; with the decisions when no file is written.
    #[arg(long)]
    json: bool,
}

/// How many payments, and how much.
#[derive(Clone, Default, Serialize)]
struct Total {
    payments: u64,
    amounts: Balances,
}

impl Total {
    fn add(&mut self, amount: Money) {
        self.payments += 1;
        self.amounts.add(amount);
    }
}

/// What is printed for scripts.
#[derive(Serialize)]
struct Printed<'a> {
    invoices: usize,
    payments: usize,
    applied: &'a Total,
    proposed: &'a Total,
    none: &'a Total,
    milliseconds: i64,
    problems: Vec<String>,
    problems_total: u64,
    decisions: Option<Vec<Decision>>,
}

/// What came of all payments.
#[derive(Default)]
struct Summary {
    applied: Total,
    proposed: Total,
    none: Total,
    milliseconds: i64,
}

impl Summary {
    fn total(&mut self, decided: Decided) -> &mut Total {
        match decided {
            Decided::Applied => &mut self.applied,
            Decided::Proposed => &mut self.proposed,
            Decided::None => &mut self.none,
        }
    }
}

impl MatchLists {
    /// Reads, matches, writes.
    pub fn run(self) -> Result<ExitCode> {
        let language = super::diagnose::language(self.language.as_deref())?;
        let wording = Wording::new(language);
        let mut lists = Lists::read(&self.invoices, &self.payments, language)?;
        let clock = Clock::machine();
        let start = clock.instant();
        let index = OpenItemsIndex::of(std::mem::take(&mut lists.book));
        let proposals = propose(&lists.credits, &index);
        let took = clock.instant().duration_since(start);
        let mut summary = Summary {
            milliseconds: i64::try_from(took.as_millis()).unwrap_or(i64::MAX),
            ..Summary::default()
        };
        let writer = decisions::Writer {
            lists: &lists,
            wording: &wording,
        };
        for proposal in &proposals {
            let amount = lists.credit(proposal.entry).map(|credit| credit.amount);
            if let Some(amount) = amount {
                summary.total(Decided::of(proposal)).add(amount);
            }
        }
        if let Some(path) = &self.out {
            writer
                .write(path, &proposals)
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
        if self.json {
            let decisions = self.out.is_none().then(|| writer.all(&proposals));
            self.print(&lists, &summary, decisions, &wording)?;
        } else {
            self.show(&lists, &summary, &wording);
        }
        Ok(if lists.lose_something() {
            ExitCode::from(exit::DIFFERENCES)
        } else {
            ExitCode::SUCCESS
        })
    }

    fn print(
        &self,
        lists: &Lists,
        summary: &Summary,
        decisions: Option<Vec<Decision>>,
        wording: &Wording,
    ) -> Result<()> {
        let explained = |file: &str, problems: &Problems| -> Vec<String> {
            let one =
                |problem: &Problem| format!("{file}: {}", problem.explain(wording.language()));
            problems.iter().map(one).collect()
        };
        let told = lists
            .problems
            .iter()
            .flat_map(|(file, problems)| explained(file, problems));
        output::json(&Printed {
            invoices: lists.items(),
            payments: lists.credits.len(),
            applied: &summary.applied,
            proposed: &summary.proposed,
            none: &summary.none,
            milliseconds: summary.milliseconds,
            problems: told.collect(),
            problems_total: lists
                .problems
                .iter()
                .map(|(_, problems)| problems.total())
                .sum(),
            decisions,
        })
    }

    fn show(&self, lists: &Lists, summary: &Summary, wording: &Wording) {
        let mut sheet = Sheet::for_output();
        let number = |count: usize| {
            format::number(i64::try_from(count).unwrap_or(i64::MAX), wording.language())
        };
        sheet.title(&wording.say(
            "cash-title",
            &[
                ("payments", number(lists.credits.len()).into()),
                ("invoices", number(lists.items()).into()),
            ],
        ));
        let mut rows = vec![vec![
            String::new(),
            wording.word("cash-column-count"),
            wording.word("cash-column-amount"),
        ]];
        for (key, total) in [
            ("cash-decision-applied", &summary.applied),
            ("cash-decision-proposed", &summary.proposed),
            ("cash-decision-none", &summary.none),
        ] {
            let amounts = total
                .amounts
                .iter()
                .map(|amount| format::money(amount, wording.language()));
            rows.push(vec![
                wording.word(key),
                number(usize::try_from(total.payments).unwrap_or(usize::MAX)),
                amounts.collect::<Vec<_>>().join(" + "),
            ]);
        }
        sheet.table(&[Side::Left, Side::Right, Side::Right], &rows, true);
        sheet.paragraph(&wording.say(
            "cash-time",
            &[("milliseconds", summary.milliseconds.into())],
        ));
        if let Some(path) = &self.out {
            let file = path.display().to_string();
            sheet.paragraph(&wording.say("cash-written", &[("file", file.into())]));
        }
        for (file, problems) in lists
            .problems
            .iter()
            .filter(|(_, problems)| !problems.is_empty())
        {
            sheet.heading(file);
            problems::list(&mut sheet, problems.iter(), problems.total(), wording);
        }
        sheet.print();
    }
}

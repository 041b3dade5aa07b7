//! `relance diagnose`: what a ledger (FEC) says about its debtors, in the terminal and as one page. It must
//! never store anything, and never show a figure without saying what it rests on.

mod ledger;
mod rates;
mod sections;
mod sentences;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use insight::diagnosis::{Basis, Diagnosis};
use intake::fec::{Fec, FecSummary};
use intake::reading::{Problems, Reading};
use jiff::civil::Date;
use notices::wording::Wording;
use receivables::debtor::Language;
use rust_decimal::Decimal;
use serde::Serialize;

use super::problems;
use super::sheet::Sheet;
use crate::{config, exit, output};

/// Say what a ledger (FEC) tells about debtors; stores nothing.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  relance diagnose 123456789FEC20251231.txt\n  relance diagnose FEC.txt --as-of 2025-09-30 --terms 45\n  relance diagnose FEC.txt --html              writes FEC.diagnosis.html beside it\n  relance diagnose FEC.txt --json | jq .diagnosis.dso\n\nSeveral files are diagnosed one after the other, each on its own.\nExit codes: 0 said, 1 said, but lines could not be read, 3 nothing could be read."
)]
pub struct Diagnose {
    /// Ledgers in the format of the French tax authority (FEC).
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The day looked at; the last day of the ledger when not given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// Days from invoice to due date: a FEC holds no due date.
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(0..=365))]
    terms: u16,
    /// What a year of money costs the company, in per cent.
    #[arg(long, value_name = "PERCENT", default_value = "5")]
    own_rate: Decimal,
    /// Write the diagnosis as one HTML page too: here, or beside the ledger.
    #[arg(long, value_name = "PAGE.html", num_args = 0..=1)]
    html: Option<Option<PathBuf>>,
    /// fr or en; the language of the terminal when not given.
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Print the diagnosis as JSON: amounts in minor units, days and shares as decimal numbers.
    #[arg(long)]
    json: bool,
}

/// What is printed for scripts.
#[derive(Serialize)]
struct Printed<'a> {
    file: String,
    ledger: &'a FecSummary,
    diagnosis: Option<&'a Diagnosis>,
    penalty_rate_is_known: bool,
    problems: Vec<String>,
    problems_total: u64,
}

impl Diagnose {
    /// Diagnoses each file; one that cannot be read doesn't stop the others.
    pub fn run(self) -> Result<ExitCode> {
        let language = language(self.language.as_deref())?;
        self.check_page()?;
        let wording = Wording::new(language);
        let mut worst = 0;
        for path in &self.files {
            let code = match self.diagnose(path, &wording) {
                Ok(code) => code,
                Err(cause) if self.files.len() == 1 => return Err(cause),
                Err(cause) => {
                    exit::report(&cause);
                    exit::FAILED
                }
            };
            worst = worst.max(code);
        }
        Ok(ExitCode::from(worst))
    }

    /// A page is never written over a ledger, nor two on the same one.
    fn check_page(&self) -> Result<()> {
        let Some(Some(page)) = &self.html else {
            return Ok(());
        };
        let ends_well = page
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm"));
        if !ends_well {
            bail!(
                "{} is not the name of a page: --html is followed by a name that ends in .html, or by nothing",
                page.display()
            );
        }
        if self.files.len() > 1 {
            bail!(
                "one page cannot hold {} ledgers: write --html without a name, each page then stands beside its ledger",
                self.files.len()
            );
        }
        Ok(())
    }

    fn diagnose(&self, path: &Path, wording: &Wording) -> Result<u8> {
        let reading = read(path, wording)?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let ledger = ledger::of(&reading.facts.receivables);
        let day = self.as_of.or(reading.facts.summary.last_on);
        let Some(as_of) = day.filter(|_| !ledger.invoices.is_empty() || !ledger.credits.is_empty())
        else {
            return self.nothing_found(&name, &reading, wording);
        };
        let (rates, is_known) = rates::on(as_of, self.own_rate);
        let basis = Basis {
            days_of_terms: self.terms,
            rates,
        };
        let diagnosis = Diagnosis::of(&ledger, as_of, &basis);
        let page = self
            .html
            .as_ref()
            .map(|named| named.clone().unwrap_or_else(|| beside(path)));
        if let Some(page) = &page {
            write_page(page, &name, &diagnosis, wording.language())?;
        }
        if self.json {
            self.print_json(&name, &reading, (Some(&diagnosis), is_known), wording)?;
        } else {
            let mut sheet = Sheet::for_output();
            sections::write(
                &mut sheet,
                wording,
                &name,
                &reading.facts.summary,
                (&diagnosis, is_known),
            );
            problems::list(
                &mut sheet,
                reading.problems.iter(),
                reading.problems.total(),
                wording,
            );
            sections::page_written(&mut sheet, wording, page.as_deref());
            sheet.print();
        }
        Ok(if problems::lose_something(&reading.problems) {
            exit::DIFFERENCES
        } else {
            0
        })
    }

    /// Says why there is nothing to say of a file.
    fn nothing_found(&self, name: &str, reading: &Reading<Fec>, wording: &Wording) -> Result<u8> {
        if self.json {
            self.print_json(name, reading, (None, false), wording)?;
        } else {
            let mut sheet = Sheet::for_output();
            sections::write_nothing(&mut sheet, wording, name, &reading.facts.summary);
            problems::list(
                &mut sheet,
                reading.problems.iter(),
                reading.problems.total(),
                wording,
            );
            sheet.print();
        }
        // A ledger of a company without customers is no failure; a file that gave no line is one.
        let lines_taken = reading.facts.summary.lines - reading.facts.summary.lines_not_taken;
        Ok(if lines_taken == 0 {
            exit::FAILED
        } else {
            exit::DIFFERENCES
        })
    }

    fn print_json(
        &self,
        name: &str,
        reading: &Reading<Fec>,
        (diagnosis, penalty_rate_is_known): (Option<&Diagnosis>, bool),
        wording: &Wording,
    ) -> Result<()> {
        output::json(&Printed {
            file: name.to_string(),
            ledger: &reading.facts.summary,
            diagnosis,
            penalty_rate_is_known,
            problems: reading
                .problems
                .iter()
                .map(|problem| problem.explain(wording.language()))
                .collect(),
            problems_total: reading.problems.total(),
        })
    }
}

fn read(path: &Path, wording: &Wording) -> Result<Reading<Fec>> {
    let file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let about = file
        .metadata()
        .with_context(|| format!("{} cannot be read", path.display()))?;
    if about.is_dir() {
        bail!("{} is a folder: name the ledger in it", path.display());
    }
    let bar = output::progress(about.len(), &wording.word("cli-reading"));
    let mut reading = intake::fec::read(file, |bytes| bar.set_position(bytes));
    bar.finish_and_clear();
    // An empty or foreign file has a worse problem than its name.
    if reading.facts.summary.lines > 0 {
        let mut about_name = Problems::new();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(problem) = intake::fec::check_file_name(&name) {
            about_name.add(problem);
        }
        reading.problems.append(about_name);
    }
    Ok(reading)
}

/// `FEC.txt` has its page in `FEC.diagnosis.html`.
fn beside(ledger: &Path) -> PathBuf {
    ledger.with_extension("diagnosis.html")
}

fn write_page(page: &Path, name: &str, diagnosis: &Diagnosis, language: Language) -> Result<()> {
    let html = notices::diagnosis_page::diagnosis_page(diagnosis, name, language);
    std::fs::write(page, html)
        .with_context(|| format!("the page {} cannot be written", page.display()))
}

/// The language asked for, else the one of the terminal, else French.
pub(super) fn language(asked: Option<&str>) -> Result<Language> {
    if let Some(code) = asked {
        return Language::from_code(code)
            .with_context(|| format!("`{code}` is not a language of this program: fr or en"));
    }
    let of_terminal = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| config::from_environment(name));
    Ok(of_terminal
        .and_then(|locale| Language::from_code(locale.get(..2)?))
        .unwrap_or(Language::French))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stands_beside_the_ledger() {
        assert_eq!(
            beside(Path::new("a/FEC.txt")),
            Path::new("a/FEC.diagnosis.html")
        );
    }

    #[test]
    fn a_language_that_is_not_there_is_refused() {
        assert_eq!(language(Some("en")).unwrap(), Language::English);
        let refused = language(Some("de")).unwrap_err().to_string();
        assert!(refused.contains("fr or en"), "{refused}");
    }
}

//! A ledger file (FEC) of sales only: three lines an invoice, two invoices in three lettered. Seeded, so that
//! the same size gives the same bytes on every machine.

use std::io::Write;
use std::path::Path;

use jiff::civil::{Date, date};
use receivables::calendar::plus_days;

use crate::Outcome;
use crate::company::{Chance, amount_minor, company_name};

const HEADER: &str = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n";

/// Writes the file.
pub fn write(path: &Path, lines: u64) -> Outcome<()> {
    let entries = lines / 3;
    let customers = (entries / 10).max(1);
    let mut chance = Chance::new(18);
    let mut file = std::io::BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    file.write_all(HEADER.as_bytes())?;
    for entry in 0..entries {
        let customer = chance.below(customers);
        let name = company_name(customer);
        let net = amount_minor(&mut chance);
        let tax = net * 20 / 100;
        let day_of_year = i32::try_from(entry * 365 / entries.max(1))?;
        let on = compact(plus_days(date(2026, 1, 1), day_of_year));
        let number = entry + 1;
        let reference = format!("FA2026-{number:07}");
        let lettering = match entry % 3 {
            0 => "\t".to_string(),
            _ => format!(
                "A{:04}\t{}",
                entry % 9999,
                compact(plus_days(date(2026, 1, 1), day_of_year + 40))
            ),
        };
        let common = format!("VE\tJournal des ventes\tVE{number:08}\t{on}\t");
        let tail = format!("{reference}\t{on}\tFacture {reference} {name}\t");
        let (gross, net, tax) = (decimal(net + tax), decimal(net), decimal(tax));
        write!(
            file,
            "{common}41100000\tClients\tC{customer:06}\t{name}\t{tail}{gross}\t0,00\t{lettering}\t{on}\t\t\n\
             {common}70600000\tPrestations de services\t\t\t{tail}0,00\t{net}\t\t\t{on}\t\t\n\
             {common}44571000\tTVA collectée\t\t\t{tail}0,00\t{tax}\t\t\t{on}\t\t\n"
        )?;
    }
    Ok(file.flush()?)
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn decimal(minor: i64) -> String {
    format!("{},{:02}", minor / 100, minor % 100)
}

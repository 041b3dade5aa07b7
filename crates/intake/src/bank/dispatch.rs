//! One door for every bank file: the content tells the format, the name of the message tells the dialect. It must
//! never look at the name of the file.

use super::BankFile;
use crate::format::{self, Format};
use crate::list::LARGEST;
use crate::reading::{Kept, ProblemKind, Problems, Reading};
use crate::{bank_table, camt, cfonb, mt940, ofx, qif};

/// Reads a bank file of any format known here: camt, CFONB 120, MT940, MT942, OFX, QIF, or a table of separated
/// values with its columns guessed. Other files give a problem that names their format.
pub fn read(bytes: &[u8]) -> Reading<BankFile> {
    if bytes.len() > LARGEST {
        let mut problems = Problems::new();
        problems.add_for_file(ProblemKind::TooManyLines, "", Kept::Nothing);
        let facts = BankFile::default();
        return Reading { facts, problems };
    }
    match format::sniff(bytes) {
        Format::Camt => camt::read(bytes),
        Format::Cfonb120 | Format::Cfonb240 => cfonb::read(bytes),
        Format::Mt940 | Format::Mt942 => mt940::read(bytes),
        Format::Ofx => ofx::read(bytes),
        Format::Qif => qif::read(bytes),
        format if format == Format::Csv || format.is_workbook() => {
            let Reading { facts, problems } = bank_table::read(bytes, None);
            let facts = facts.file;
            Reading { facts, problems }
        }
        // Any other XML may still hold statements that stand far from its start.
        _ => camt::read(bytes),
    }
}

/// True when the content is a bank file that [`read`] reads, tables included.
pub fn is_bank_file(bytes: &[u8]) -> bool {
    match format::sniff(bytes) {
        Format::Camt
        | Format::Cfonb120
        | Format::Mt940
        | Format::Mt942
        | Format::Ofx
        | Format::Qif => true,
        format => (format == Format::Csv || format.is_workbook()) && bank_table::looks_like(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, entries: usize) {
        let read = read(text.as_bytes());
        assert_eq!(read.facts.message_name, name, "{text}");
        let count: usize = read
            .facts
            .statements
            .iter()
            .map(|one| one.entries.len())
            .sum();
        assert_eq!(count, entries, "{text}: {:?}", read.problems);
        assert!(is_bank_file(text.as_bytes()), "{text}");
    }

    #[test]
    fn every_format_comes_through_one_door() {
        check(
            ":20:A\n:25:1\n:60F:C260101EUR1,\n:61:260102C1,NTRFX\n:62F:C260102EUR2,\n-",
            "MT940",
            1,
        );
        check(
            ":20:A\n:25:1\n:34F:EUR0,\n:13D:2601021200+0100\n:61:260102C1,NTRFX\n-",
            "MT942",
            1,
        );
        check("!Type:Bank\nD31/01/2026\nT1,00\n^\n", "QIF", 1);
        check(
            "OFXHEADER:100\nVERSION:102\n<OFX><STMTRS><CURDEF>EUR<STMTTRN><DTPOSTED>20260131<TRNAMT>1<FITID>1</OFX>",
            "OFX 1.02",
            1,
        );
        check(
            "Date;Libellé;Débit;Crédit\n31/01/2026;VIR;;1,00\n",
            "CSV",
            1,
        );
        check(
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Ntry><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry></Stmt></BkToCstmrStmt></Document>",
            "camt.053.001.08",
            1,
        );
    }

    #[test]
    fn what_is_no_bank_file_is_named() {
        let check = |bytes: &[u8], kind: ProblemKind, found: &str| {
            let read = read(bytes);
            let problem = read.problems.iter().next().expect("a problem");
            assert_eq!((problem.kind, problem.found.as_str()), (kind, found));
            assert!(!is_bank_file(bytes));
        };
        check(b"", ProblemKind::EmptyFile, "empty");
        check(b"%PDF-1.7", ProblemKind::AnotherFormat, "PDF");
        check(
            b"This is not a QIF file. I promise.",
            ProblemKind::AnotherFormat,
            "TXT",
        );
        check(
            b"JournalCode|EcritureNum|EcritureDate|CompteNum|Debit|Credit\n",
            ProblemKind::AnotherFormat,
            "FEC",
        );
    }
}

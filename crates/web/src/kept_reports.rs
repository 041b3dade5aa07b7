//! The reports of the latest imports and checks, with the bytes of small tables that were only checked, so that a
//! person can read them again and correct the columns. Kept in memory only: a report that is gone is made again by importing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use desk::receive::ImportReport;
use receivables::identity::CreditorId;

/// Reports kept at most.
const MOST_REPORTS: usize = 24;
/// Bytes kept of one file at most, for reading it again with other columns.
pub(crate) const MOST_BYTES: usize = 4 << 20;

/// One report, with what it was about.
pub(crate) struct KeptReport {
    pub creditor: CreditorId,
    pub file_name: String,
    pub was_dry: bool,
    pub report: ImportReport,
    /// The bytes of the file, when it was only checked and is small.
    pub bytes: Option<Vec<u8>>,
}

/// The latest reports, by a number that means nothing elsewhere.
pub(crate) struct KeptReports {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    last_number: u64,
    reports: VecDeque<(u64, Arc<KeptReport>)>,
}

impl KeptReports {
    pub(crate) fn new() -> Self {
        KeptReports {
            kept: Mutex::new(Kept::default()),
        }
    }

    /// Keeps a report; answers its number.
    pub(crate) fn keep(&self, mut report: KeptReport) -> u64 {
        let is_kept = |bytes: &Vec<u8>| report.was_dry && bytes.len() <= MOST_BYTES;
        report.bytes = report.bytes.filter(is_kept);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.last_number += 1;
        let number = kept.last_number;
        if kept.reports.len() == MOST_REPORTS {
            kept.reports.pop_front();
        }
        kept.reports.push_back((number, Arc::new(report)));
        number
    }

    /// A report of a creditor, while it is kept.
    pub(crate) fn find(&self, creditor: CreditorId, number: u64) -> Option<Arc<KeptReport>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, report) = kept.reports.iter().find(|(found, _)| *found == number)?;
        (report.creditor == creditor).then(|| Arc::clone(report))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_shown_to_its_company_only_and_large_files_are_not_kept() {
        let reports = KeptReports::new();
        let report = |bytes: usize| KeptReport {
            creditor: CreditorId(1),
            file_name: "a.csv".to_string(),
            was_dry: true,
            report: ImportReport::default(),
            bytes: Some(vec![0; bytes]),
        };
        let first = reports.keep(report(10));
        let second = reports.keep(report(MOST_BYTES + 1));
        assert!(reports.find(CreditorId(2), first).is_none());
        assert!(reports.find(CreditorId(1), first).unwrap().bytes.is_some());
        assert!(reports.find(CreditorId(1), second).unwrap().bytes.is_none());
        for _ in 0..MOST_REPORTS {
            reports.keep(report(1));
        }
        assert!(reports.find(CreditorId(1), first).is_none());
    }
}

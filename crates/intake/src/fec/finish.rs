//! The end of a pass: the totals that can only be told once every line was seen.

use super::collect::Collected;
use super::pass::Pass;
use super::summary::{FecSummary, JournalSummary};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};
use receivables::money::Money;

/// Closes the figures and hands over what was collected.
pub(super) fn finish(mut pass: Pass) -> (Problems, FecSummary, Collected) {
    if pass.summary.lines == 0 {
        if pass.remarks.problems.is_empty() {
            pass.remarks.file(ProblemKind::EmptyFile, "", Kept::Nothing);
        }
        return (pass.remarks.problems, pass.summary, Collected::default());
    }
    let encoding = pass.remarks.encoding();
    let against = pass.remarks.evidence.lines_against(encoding);
    if against > 0 {
        pass.remarks
            .file(ProblemKind::BadEncoding, &against.to_string(), Kept::All);
    }
    pass.summary.encoding = Some(encoding);
    for journal in &pass.journals {
        let code = encoding.decode(&journal.code).into_owned();
        let label = encoding.decode(&journal.label).into_owned();
        pass.summary.journals.insert(
            code,
            JournalSummary {
                label,
                lines: journal.lines,
            },
        );
    }
    pass.summary.auxiliary_accounts = pass
        .debtors
        .all
        .iter()
        .filter(|debtor| debtor.is_customer)
        .count() as u64;
    check_balance(&mut pass);
    remark_debtors(&mut pass);
    let collected = Collected {
        lines: pass.lines,
        debtors: pass.debtors.all,
        texts: pass.texts,
        entries: pass.entries.into_states(),
        journals: pass.journals,
        encoding: Some(encoding),
    };
    (pass.remarks.problems, pass.summary, collected)
}

fn check_balance(pass: &mut Pass) {
    pass.summary.entries = pass.entries.all().len() as u64;
    for entry in pass.entries.all().iter().filter(|entry| entry.balance != 0) {
        pass.summary.unbalanced_entries += 1;
        pass.remarks.problems.add(Problem {
            line: Some(u64::from(entry.first_line)),
            field: None,
            kind: ProblemKind::UnbalancedEntry,
            found: Money::eur(entry.balance).to_string(),
            kept: Kept::All,
        });
    }
    let difference = pass.summary.totals.balance_minor();
    if difference != 0 {
        pass.remarks.file(
            ProblemKind::UnbalancedFile,
            &Money::eur(difference).to_string(),
            Kept::All,
        );
    }
}

fn remark_debtors(pass: &mut Pass) {
    if pass.debtors.all.is_empty() {
        pass.remarks.file(ProblemKind::NoReceivables, "", Kept::All);
    }
    let encoding = pass.remarks.encoding();
    for debtor in pass
        .debtors
        .all
        .iter()
        .filter(|debtor| debtor.is_collective)
    {
        let key = encoding
            .decode(pass.texts.bytes_of(debtor.key))
            .into_owned();
        let found = format!("{} × {}", debtor.lines, shortened(&key));
        pass.remarks.file(ProblemKind::NoDebtor, &found, Kept::All);
    }
}

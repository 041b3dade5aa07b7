//! The decisions of `relance match` as lines: one for what is applied, one for each alternative a person chooses
//! from. Must never leave out a payment.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use notices::cash::CashExplainer;
use notices::wording::Wording;
use receivables::cash_application::{MatchReason, PaidFrom, Proposal, ProposedAllocation};
use serde::Serialize;

use super::lists::Lists;

/// What became of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Decided {
    /// It may be booked without a person.
    Applied,
    /// A person chooses.
    Proposed,
    /// Nothing fits.
    None,
}

impl Decided {
    pub fn of(proposal: &Proposal) -> Decided {
        match (proposal.is_certain(), proposal.allocations.is_empty()) {
            (true, false) => Decided::Applied,
            (false, false) => Decided::Proposed,
            _ if proposal.alternatives.is_empty() => Decided::None,
            _ => Decided::Proposed,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Decided::Applied => "applied",
            Decided::Proposed => "proposed",
            Decided::None => "none",
        }
    }
}

/// One line.
#[derive(Serialize)]
pub(super) struct Decision {
    payment: String,
    decision: &'static str,
    rank: u32,
    invoices: String,
    amounts: String,
    confidence: u16,
    reasons: String,
    explanation: String,
}

/// Writes decisions in one language.
pub(super) struct Writer<'a> {
    pub lists: &'a Lists,
    pub wording: &'a Wording,
}

impl Writer<'_> {
    /// All lines, in the order of the proposals.
    pub fn all(&self, proposals: &[Proposal]) -> Vec<Decision> {
        proposals
            .iter()
            .flat_map(|proposal| self.lines(proposal))
            .collect()
    }

    /// Writes all lines as CSV.
    pub fn write(&self, path: &Path, proposals: &[Proposal]) -> std::io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        writeln!(
            file,
            "payment,decision,rank,invoices,amounts,confidence,reasons,explanation"
        )?;
        for proposal in proposals {
            for one in self.lines(proposal) {
                writeln!(
                    file,
                    "{},{},{},{},{},{},{},{}",
                    cell(&one.payment),
                    one.decision,
                    one.rank,
                    cell(&one.invoices),
                    one.amounts,
                    one.confidence,
                    one.reasons,
                    cell(&one.explanation)
                )?;
            }
        }
        file.flush()
    }

    fn lines(&self, proposal: &Proposal) -> Vec<Decision> {
        let decided = Decided::of(proposal);
        let own = (
            &proposal.allocations[..],
            proposal.confidence,
            &proposal.reasons[..],
        );
        let is_own = decided != Decided::Proposed || proposal.alternatives.is_empty();
        let alternatives = proposal
            .alternatives
            .iter()
            .map(|one| (&one.allocations[..], one.confidence, &one.reasons[..]));
        let lines: Vec<_> = match is_own {
            true => vec![own],
            false => alternatives.collect(),
        };
        let ranked = (1..).zip(lines);
        ranked
            .map(|(rank, (allocations, confidence, reasons))| Decision {
                payment: self.lists.key(proposal.entry).to_string(),
                decision: decided.code(),
                rank,
                invoices: self.invoices(allocations),
                amounts: amounts(allocations),
                confidence,
                reasons: reasons
                    .iter()
                    .map(MatchReason::code)
                    .collect::<Vec<_>>()
                    .join(";"),
                explanation: self.explanation(reasons),
            })
            .collect()
    }

    fn invoices(&self, allocations: &[ProposedAllocation]) -> String {
        let numbers = sums(allocations)
            .into_iter()
            .map(|(claim, _)| self.lists.number(receivables::identity::ItemId(claim)));
        numbers.collect::<Vec<_>>().join(";")
    }

    fn explanation(&self, reasons: &[MatchReason]) -> String {
        let explainer = CashExplainer {
            wording: self.wording,
            number: &|item| self.lists.number(item).to_string(),
            debtor: &|debtor| self.lists.name(debtor).to_string(),
        };
        let sentences = reasons.iter().map(|reason| explainer.reason(reason));
        sentences.collect::<Vec<_>>().join(" ")
    }
}

/// What is put on each claim, deducted credit notes included, in minor units, in the order of the proposal.
fn sums(allocations: &[ProposedAllocation]) -> Vec<(i64, i64)> {
    let mut sums: Vec<(i64, i64)> = Vec::new();
    let notes_last = |one: &&ProposedAllocation| one.from != PaidFrom::Payment;
    let mut in_order: Vec<&ProposedAllocation> = allocations.iter().collect();
    in_order.sort_by_key(notes_last);
    for one in in_order {
        match sums.iter_mut().find(|(claim, _)| *claim == one.claim.0) {
            Some((_, minor)) => *minor = minor.saturating_add(one.amount.minor),
            None => sums.push((one.claim.0, one.amount.minor)),
        }
    }
    sums
}

fn amounts(allocations: &[ProposedAllocation]) -> String {
    let amounts = sums(allocations)
        .into_iter()
        .map(|(_, minor)| minor.to_string());
    amounts.collect::<Vec<_>>().join(";")
}

/// A cell of a CSV: in quotes where it must be, and never a formula for a spreadsheet.
fn cell(text: &str) -> String {
    let safe = match text.starts_with(['=', '+', '-', '@']) {
        true => format!("'{text}"),
        false => text.to_string(),
    };
    match safe.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", safe.replace('"', "\"\"")),
        false => safe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        for (text, expected) in [
            ("FA1;FA2", "FA1;FA2"),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
            ("=1+1", "'=1+1"),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}

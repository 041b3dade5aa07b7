//! One statement: its account, its pages, and the check that balances and entries add up. A statement
//! that does not add up is told, never refused.

use super::amount::day;
use super::balance;
use crate::bank::{BankDocumentKind, BankStatement, BankTransaction};
use crate::reading::{Kept, Problem, ProblemKind, Problems};
use crate::xml::Element;

/// A statement whose entries are being read.
#[derive(Default)]
pub(super) struct OpenStatement {
    pub facts: BankStatement,
    /// How good a balance is known: 0 for none.
    pub opening_rank: u8,
    pub closing_rank: u8,
    /// It was told that entries have no status: a bank that leaves it out does so everywhere.
    pub has_told_status: bool,
    /// Transactions of the entry that is being gathered.
    pub transactions: Vec<BankTransaction>,
    /// More transactions than are kept of one entry.
    pub has_too_many: bool,
    /// Its header was handed over.
    pub is_announced: bool,
}

impl OpenStatement {
    pub fn new(kind: BankDocumentKind) -> Self {
        let facts = BankStatement {
            kind,
            ..BankStatement::default()
        };
        OpenStatement {
            facts,
            ..OpenStatement::default()
        }
    }

    /// Takes one child of the statement that is no entry.
    pub fn take(&mut self, element: Element<'_>, problems: &mut Problems) {
        let facts = &mut self.facts;
        match element.name() {
            "Id" => facts.statement_id = element.text().to_string(),
            "ElctrncSeqNb" => facts.page.sequence = element.text().to_string(),
            "LglSeqNb" if facts.page.sequence.is_empty() => {
                facts.page.sequence = element.text().to_string();
            }
            "StmtPgntn" | "RptPgntn" | "NtfctnPgntn" | "Pgntn" => self.take_page(element),
            "FrToDt" => {
                facts.page.from_on = day(element.text_at(&["FrDtTm", "FrDt"]));
                facts.page.until_on = day(element.text_at(&["ToDtTm", "ToDt"]));
            }
            "Acct" => {
                let paths = [
                    "Id/IBAN",
                    "Id/Othr/Id",
                    "Id/BBAN",
                    "Id/PrtryAcct/Id",
                    "Id/UPIC",
                ];
                let account = element.text_at(&paths);
                facts.account = account.chars().filter(|c| !c.is_whitespace()).collect();
                facts.currency = element.text_of("Ccy").parse().ok();
            }
            "Bal" => balance::take(self, element, problems),
            _ => {}
        }
    }

    pub fn take_page(&mut self, element: Element<'_>) {
        self.facts.page.number = element.text_of("PgNb").parse().ok();
        self.facts.page.is_last = match element.text_of("LastPgInd") {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        };
    }

    /// Closes the statement: whether it adds up.
    pub fn check(&self, line: Option<u64>, problems: &mut Problems) {
        let facts = &self.facts;
        if facts.adds_up() != Some(false) {
            return;
        }
        let (Some(opening), Some(closing)) = (facts.opening, facts.closing) else {
            return;
        };
        let found = format!(
            "{} + {} - {} ≠ {}",
            opening.exact, facts.credits, facts.debits, closing.exact
        );
        problems.add(Problem {
            line,
            field: Some(facts.account.clone()).filter(|account| !account.is_empty()),
            kind: ProblemKind::DoesNotAddUp,
            found,
            kept: Kept::All,
        });
    }
}

//! From tag to tag: statements open and close, transactions and balances are gathered on the way. A new
//! start ends what was left open; it must never need an end tag.

use std::collections::BTreeMap;

use receivables::currency::Currency;

use super::day::day;
use super::token::{Token, Tokens};
use super::transaction::{Fields, account_number, entry};
use crate::bank::{BankBalance, Draft, Place, plain_amount};
use crate::reading::{Kept, ProblemKind, Problems};

/// What the walk gives.
#[derive(Default)]
pub(super) struct Walked {
    pub drafts: Vec<Draft>,
    pub message_id: String,
    pub is_cut: bool,
}

/// Where the walk is within a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Statement,
    Account,
    Transaction,
    Payee,
    OtherAccount,
    Currency,
    OriginalCurrency,
    Ledger,
    OtherBalance,
}

struct Walk<'b> {
    problems: &'b mut Problems,
    walked: Walked,
    open: Option<Draft>,
    account: BTreeMap<String, String>,
    transaction: Option<Fields>,
    ledger: Option<Fields>,
    within: Within,
    /// Code, message and line of a status.
    status: (String, u64),
    passed_over: Vec<String>,
    has_end: bool,
}

/// Reads the tags of a text.
pub(super) fn walk(text: &str, problems: &mut Problems) -> Walked {
    let mut walk = Walk {
        problems,
        walked: Walked::default(),
        open: None,
        account: BTreeMap::new(),
        transaction: None,
        ledger: None,
        within: Within::Statement,
        status: (String::new(), 0),
        passed_over: Vec::new(),
        has_end: false,
    };
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        walk.problems
            .add_for_file(ProblemKind::UnsafeDocument, "", Kept::All);
    }
    for token in Tokens::new(text) {
        if token.is_end {
            walk.end(&token);
        } else {
            walk.start(&token);
        }
    }
    walk.close_statement();
    if !walk.has_end {
        walk.walked.is_cut = true;
        walk.problems
            .add_for_file(ProblemKind::TruncatedFile, "", Kept::WhatCameBefore);
    }
    walk.walked
}

impl Walk<'_> {
    fn start(&mut self, token: &Token<'_>) {
        match token.name.as_str() {
            "STMTRS" | "CCSTMTRS" => {
                self.close_statement();
                let line = token.line;
                self.open = Some(Draft {
                    line,
                    ..Draft::default()
                });
            }
            "INVSTMTRS" | "LOANSTMTRS" => {
                self.close_statement();
                self.pass_over(token);
            }
            "CODE" => self.status = (token.value(), token.line),
            "MESSAGE" => self.tell_refusal(&token.value()),
            "STMTTRN" | "STMTTRNP" => {
                self.close_transaction();
                self.transaction = Some(Fields {
                    line: token.line,
                    is_pending: token.name == "STMTTRNP",
                    ..Fields::default()
                });
                self.within = Within::Transaction;
            }
            "TRNUID" if self.walked.message_id.is_empty() => self.walked.message_id = token.value(),
            name => match opening(name) {
                Some(within) => self.enter(within, token),
                None => self.take_value(token),
            },
        }
    }

    fn enter(&mut self, within: Within, token: &Token<'_>) {
        match within {
            Within::Account => self.account.clear(),
            Within::Ledger => {
                self.close_transaction();
                let line = token.line;
                self.ledger = Some(Fields {
                    line,
                    ..Fields::default()
                });
            }
            Within::OtherBalance => self.close_transaction(),
            _ => {}
        }
        self.within = within;
    }

    fn take_value(&mut self, token: &Token<'_>) {
        let (name, value) = (token.name.clone(), token.value());
        let fields = self.transaction.as_mut();
        let prefix = match self.within {
            Within::Account => {
                self.account.insert(name, value);
                return;
            }
            Within::Ledger => {
                if let Some(ledger) = &mut self.ledger {
                    ledger.put(name, value);
                }
                return;
            }
            Within::Statement => return self.take_of_statement(&name, &value),
            Within::OtherBalance => return,
            Within::Transaction => "",
            Within::Payee if name == "NAME" => "PAYEE.",
            // A payee left open ends where a field of the transaction starts.
            Within::Payee if name == "MEMO" => "",
            Within::Payee => "PAYEE.",
            Within::OtherAccount if name == "MEMO" => "",
            Within::OtherAccount => "TO.",
            Within::Currency if name.starts_with("CUR") => "CURRENCY.",
            Within::OriginalCurrency if name.starts_with("CUR") => "ORIGINAL.",
            Within::Currency | Within::OriginalCurrency => "",
        };
        if let Some(fields) = fields {
            fields.put(format!("{prefix}{name}"), value);
        }
    }

    fn take_of_statement(&mut self, name: &str, value: &str) {
        let Some(draft) = &mut self.open else { return };
        match name {
            "CURDEF" => {
                draft.statement.currency = value.parse().ok();
                if draft.statement.currency.is_none() {
                    let place = Place {
                        line: draft.line,
                        field: "CURDEF",
                    };
                    let kept = Kept::Value("EUR".to_string());
                    place.tell(self.problems, ProblemKind::UnknownCurrency, value, kept);
                    draft.statement.currency = Some(Currency::EUR);
                }
            }
            "DTSTART" => draft.statement.covers_from_on = day(value),
            "DTEND" => draft.statement.covers_to_on = day(value),
            _ => {}
        }
    }

    fn end(&mut self, token: &Token<'_>) {
        match token.name.as_str() {
            "OFX" => self.has_end = true,
            "STATUS" => self.tell_refusal(""),
            "STMTTRN" | "STMTTRNP" => {
                self.tell_lost_start(token);
                self.close_transaction();
            }
            "BANKTRANLIST" => self.close_transaction(),
            "STMTRS" | "CCSTMTRS" | "STMTTRNRS" | "CCSTMTTRNRS" => self.close_statement(),
            name => {
                if let Some(within) = opening(name) {
                    self.leave(within);
                }
            }
        }
    }

    /// A transaction that ends and never started lost its first tag: what it holds belongs to nothing.
    fn tell_lost_start(&mut self, token: &Token<'_>) {
        if self.transaction.is_none() && self.open.is_some() {
            let (line, field) = (token.line, token.name.as_str());
            let place = Place { line, field };
            place.tell(self.problems, ProblemKind::Malformed, "", Kept::NotTheLine);
        }
    }

    fn leave(&mut self, within: Within) {
        if within == Within::Ledger {
            self.close_ledger();
        }
        if within == Within::Account {
            self.take_account();
        }
        self.within = match self.transaction {
            Some(_) => Within::Transaction,
            None => Within::Statement,
        };
    }

    fn take_account(&mut self) {
        let part = |name: &str| self.account.get(name).map_or("", String::as_str);
        let number = account_number([part("BANKID"), part("BRANCHID"), part("ACCTID")]);
        if let Some(draft) = &mut self.open
            && draft.statement.account.is_empty()
        {
            draft.statement.account = number;
        }
    }

    fn close_transaction(&mut self) {
        self.within = Within::Statement;
        let Some(fields) = self.transaction.take() else {
            return;
        };
        if self.open.is_none() {
            return;
        }
        self.assume_currency(fields.line);
        let Some(draft) = &mut self.open else { return };
        let currency = draft.statement.currency.unwrap_or(Currency::EUR);
        if let Some((entry, exact)) = entry(&fields, currency, self.problems) {
            draft.push(entry, exact);
        }
    }

    /// A statement that names no currency is taken for one in euros, once told.
    fn assume_currency(&mut self, line: u64) {
        if let Some(draft) = &mut self.open
            && draft.statement.currency.is_none()
        {
            draft.statement.currency = Some(Currency::EUR);
            let place = Place {
                line,
                field: "CURDEF",
            };
            let kept = Kept::Value("EUR".to_string());
            place.tell(self.problems, ProblemKind::Assumed, "", kept);
        }
    }

    fn close_ledger(&mut self) {
        let Some(fields) = self.ledger.take() else {
            return;
        };
        if self.open.is_none() {
            return;
        }
        self.assume_currency(fields.line);
        let Some(draft) = &mut self.open else { return };
        let text = |name: &str| fields.values.get(name).map_or("", String::as_str);
        let place = Place {
            line: fields.line,
            field: "BALAMT",
        };
        let Some(exact) = plain_amount(text("BALAMT")) else {
            let kind = ProblemKind::NoBalance;
            place.tell(self.problems, kind, text("BALAMT"), Kept::LineWithoutField);
            return;
        };
        let currency = draft.statement.currency.unwrap_or(Currency::EUR);
        let on = day(text("DTASOF"));
        draft.line = fields.line;
        let amount = place.rounded(exact, currency, self.problems);
        draft.statement.closing = amount.map(|amount| BankBalance { amount, exact, on });
    }

    fn close_statement(&mut self) {
        self.close_transaction();
        self.close_ledger();
        let Some(mut draft) = self.open.take() else {
            return;
        };
        if draft.statement.account.is_empty() {
            self.open = Some(draft);
            self.take_account();
            draft = self.open.take().unwrap_or_default();
        }
        self.account.clear();
        if draft.statement.account.is_empty() {
            let place = Place {
                line: draft.line,
                field: "ACCTID",
            };
            place.tell(self.problems, ProblemKind::NoAccount, "", Kept::All);
        }
        tell_repeated(&draft, self.problems);
        self.walked.drafts.push(draft);
    }

    /// A status other than 0 means that the bank refused the connection, or the account.
    fn tell_refusal(&mut self, message: &str) {
        let (code, line) = std::mem::take(&mut self.status);
        let is_refused = !code.is_empty() && code.chars().any(|c| c != '0');
        if is_refused && self.open.is_none() {
            let found = format!("{code} {message}");
            let place = Place {
                line,
                field: "STATUS",
            };
            place.tell(self.problems, ProblemKind::RefusedByBank, &found, Kept::All);
        }
    }

    fn pass_over(&mut self, token: &Token<'_>) {
        if !self.passed_over.contains(&token.name) {
            let place = Place {
                line: token.line,
                field: &token.name,
            };
            place.tell(self.problems, ProblemKind::PassedOver, "", Kept::All);
            self.passed_over.push(token.name.clone());
        }
    }
}

/// The part of a statement that a tag opens.
fn opening(name: &str) -> Option<Within> {
    Some(match name {
        "BANKACCTFROM" | "CCACCTFROM" => Within::Account,
        "PAYEE" => Within::Payee,
        "BANKACCTTO" | "CCACCTTO" => Within::OtherAccount,
        "CURRENCY" => Within::Currency,
        "ORIGCURRENCY" => Within::OriginalCurrency,
        "LEDGERBAL" => Within::Ledger,
        "AVAILBAL" | "BALLIST" | "BAL" => Within::OtherBalance,
        _ => return None,
    })
}

/// Some banks give one identifier to several transactions: each is counted, and it is told.
fn tell_repeated(draft: &Draft, problems: &mut Problems) {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for entry in &draft.statement.entries {
        let is_new = seen.insert(&entry.reference, entry.line).is_none();
        if !is_new && !entry.reference.is_empty() {
            let place = Place {
                line: entry.line,
                field: "FITID",
            };
            place.tell(
                problems,
                ProblemKind::RepeatedReference,
                &entry.reference,
                Kept::All,
            );
        }
    }
}

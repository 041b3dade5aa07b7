//! From record to record: statements open, gather their operations and close. A record out of its place
//! is told; it must never take the statement around it along.

use receivables::currency::Currency;
use rust_decimal::Decimal;

use super::code;
use super::complement::Complements;
use super::record::{Record, day};
use super::signed::{Sign, near, signed};
use crate::bank::{BankBalance, BankEntry, BankTransaction, Draft, NOT_SPECIFIED, new_entry};
use crate::reading::{Kept, ProblemKind, Problems};

struct Operation {
    entry: BankEntry,
    exact: Decimal,
    /// Reason of the reject, when the record gives one.
    reason: String,
    code: String,
    complements: Complements,
}

struct Walk<'a> {
    problems: &'a mut Problems,
    drafts: Vec<Draft>,
    open: Option<Draft>,
    operation: Option<Operation>,
}

/// The statements, and whether the last one lacks its end.
pub(super) fn walk(records: &[Record<'_>], problems: &mut Problems) -> (Vec<Draft>, bool) {
    let mut walk = Walk {
        problems,
        drafts: Vec::new(),
        open: None,
        operation: None,
    };
    for record in records {
        match record.code().as_str() {
            "01" => walk.start(record),
            "04" => walk.take_operation(record),
            "05" => walk.take_complement(record),
            _ => walk.end(record),
        }
    }
    let is_cut = walk.close_without_balance();
    (walk.drafts, is_cut)
}

impl Walk<'_> {
    fn start(&mut self, record: &Record<'_>) {
        self.close_without_balance();
        let mut draft = self.new_draft(record);
        draft.statement.opening = self.balance(record, draft.statement.currency);
        draft.statement.covers_from_on = draft.statement.opening.and_then(|one| one.on);
        self.open = Some(draft);
    }

    fn new_draft(&mut self, record: &Record<'_>) -> Draft {
        let mut draft = Draft {
            line: record.line,
            ..Draft::default()
        };
        draft.statement.account = record.account();
        draft.statement.currency = Some(self.currency(record));
        draft
    }

    /// The currency of a statement; a currency that is not written on its first record is told.
    fn currency(&mut self, record: &Record<'_>) -> Currency {
        let written = record.trimmed(17, 19);
        let place = record.place("devise");
        let currency = record.currency.unwrap_or(Currency::EUR);
        let kind = match written.parse::<Currency>() {
            Ok(_) => return currency,
            Err(_) if written.is_empty() => ProblemKind::Assumed,
            Err(_) => ProblemKind::UnknownCurrency,
        };
        let kept = Kept::Value(currency.to_string());
        place.tell(self.problems, kind, &written, kept);
        currency
    }

    fn balance(&mut self, record: &Record<'_>, currency: Option<Currency>) -> Option<BankBalance> {
        let (exact, _) = self.amount(record, Kept::LineWithoutField)?;
        let currency = currency.unwrap_or(Currency::EUR);
        let amount = record
            .place("solde")
            .rounded(exact, currency, self.problems)?;
        let written = record.trimmed(35, 40);
        let on = day(&written);
        if on.is_none() {
            let place = record.place("date");
            let kind = ProblemKind::InvalidDate;
            place.tell(self.problems, kind, &written, Kept::LineWithoutField);
        }
        Some(BankBalance { amount, exact, on })
    }

    fn amount(&mut self, record: &Record<'_>, lost: Kept) -> Option<(Decimal, Sign)> {
        let currency = record.currency.unwrap_or(Currency::EUR);
        let decimals = record.decimals.unwrap_or(currency.decimals());
        let field: Vec<char> = record.field(91, 104).chars().collect();
        let read =
            signed(&field, decimals).or_else(|| signed(near(&record.characters(), 104)?, decimals));
        if read.is_none() {
            let found: String = field.iter().collect();
            let place = record.place("montant");
            place.tell(self.problems, ProblemKind::InvalidAmount, &found, lost);
        }
        read
    }

    fn take_operation(&mut self, record: &Record<'_>) {
        self.close_operation();
        let is_of_another = self
            .open
            .as_ref()
            .is_some_and(|draft| !draft.statement.account.ends_with(&record.account_number()));
        if is_of_another {
            self.close_without_balance();
        }
        if self.open.is_none() {
            let place = record.place("01");
            let (kind, found) = (ProblemKind::NoBalance, record.trimmed(49, 79));
            place.tell(self.problems, kind, &found, Kept::All);
            self.open = Some(self.new_draft(record));
        }
        self.operation = self.operation(record);
    }

    fn operation(&mut self, record: &Record<'_>) -> Option<Operation> {
        let (exact, sign) = self.amount(record, Kept::NotTheLine)?;
        let code = record.trimmed(33, 34).to_uppercase();
        let exact = match sign {
            Sign::Absent if code::is_debit(&code) => -exact,
            _ => exact,
        };
        let currency = record.currency.unwrap_or(Currency::EUR);
        let amount = record
            .place("montant")
            .rounded(exact, currency, self.problems)?;
        if sign == Sign::Absent {
            let place = record.place("montant");
            let kept = Kept::Value(amount.to_string());
            place.tell(self.problems, ProblemKind::Assumed, "", kept);
        }
        let mut entry = new_entry(amount, record.line);
        entry.booked_on = self.day(record, (35, 40), "date d’opération");
        let value = record.trimmed(43, 48);
        if !value.is_empty() && value != "000000" {
            entry.value_on = self.day(record, (43, 48), "date de valeur");
        }
        entry.text = record.trimmed(49, 79);
        let number = record.trimmed(82, 88);
        let number = Some(number).filter(|text| text.bytes().any(|byte| byte != b'0'));
        let reference = Some(record.trimmed(105, 120)).filter(|text| !text.is_empty());
        entry.reference = reference.or(number).unwrap_or_default();
        entry.bank_code = format!("CFONB/{code}");
        let reason = record.trimmed(41, 42);
        Some(Operation {
            entry,
            exact,
            reason: if reason == "00" {
                String::new()
            } else {
                reason
            },
            code,
            complements: Complements::default(),
        })
    }

    fn day(
        &mut self,
        record: &Record<'_>,
        (from, to): (usize, usize),
        field: &str,
    ) -> Option<jiff::civil::Date> {
        let written = record.trimmed(from, to);
        let read = day(&written);
        if read.is_none() {
            let kind = ProblemKind::InvalidDate;
            let place = record.place(field);
            place.tell(self.problems, kind, &written, Kept::LineWithoutField);
        }
        read
    }

    fn take_complement(&mut self, record: &Record<'_>) {
        match &mut self.operation {
            Some(operation) => operation.complements.take(record),
            None => {
                let kind = ProblemKind::MisplacedRecord;
                let (place, found) = (record.place("05"), record.trimmed(46, 118));
                place.tell(self.problems, kind, &found, Kept::NotTheLine);
            }
        }
    }

    fn end(&mut self, record: &Record<'_>) {
        self.close_operation();
        let number = record.account_number();
        let is_its_end = |draft: &Draft| draft.statement.account.ends_with(&number);
        if !self.open.as_ref().is_some_and(is_its_end) {
            self.close_without_balance();
        }
        let Some(mut draft) = self.open.take() else {
            let (kind, found) = (ProblemKind::MisplacedRecord, record.trimmed(91, 104));
            let place = record.place("07");
            place.tell(self.problems, kind, &found, Kept::NotTheLine);
            return;
        };
        draft.line = record.line;
        draft.statement.closing = self.balance(record, draft.statement.currency);
        draft.statement.covers_to_on = draft.statement.closing.and_then(|one| one.on);
        self.drafts.push(draft);
    }

    /// Closes what is open, told; false when nothing was.
    fn close_without_balance(&mut self) -> bool {
        self.close_operation();
        let Some(draft) = self.open.take() else {
            return false;
        };
        let place = crate::bank::Place {
            line: draft.line,
            field: "07",
        };
        let account = draft.statement.account.clone();
        place.tell(self.problems, ProblemKind::NoBalance, &account, Kept::All);
        self.drafts.push(draft);
        true
    }

    fn close_operation(&mut self) {
        let (Some(operation), Some(draft)) = (self.operation.take(), &mut self.open) else {
            return;
        };
        let exact = operation.exact;
        draft.push(told(operation), exact);
    }
}

/// The entry with what its complements say.
fn told(operation: Operation) -> BankEntry {
    let Operation {
        mut entry,
        reason,
        code,
        complements,
        ..
    } = operation;
    let is_return = code::is_return(&code) || !reason.is_empty();
    let remittance = complements.remittance();
    let labels = complements
        .texts
        .iter()
        .filter(|text| !remittance.contains(text.as_str()));
    let label = entry.text.clone();
    entry.text = std::iter::once(&label)
        .chain(labels)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_string();
    let Complements {
        payer,
        creditor,
        ultimate_payer,
        ultimate_creditor,
        ..
    } = complements;
    // Who is on the other side: the payer of what came in and of what came back unpaid.
    let is_of_payer = entry.amount.minor >= 0 || matches!(code.as_str(), "B3" | "B4" | "10" | "27");
    let (names, account) = if is_of_payer {
        let names = [payer, ultimate_payer, creditor];
        (names, complements.payer_account)
    } else {
        let names = [creditor, ultimate_creditor, payer];
        (names, complements.beneficiary_account)
    };
    let name = names.into_iter().find(|name| !name.is_empty());
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    let reason = reason.or(is_return.then(|| NOT_SPECIFIED.to_string()));
    entry.transactions = vec![BankTransaction {
        amount: Some(entry.amount),
        end_to_end_id: complements.end_to_end_id,
        instruction_id: complements.instruction_id,
        mandate_id: complements.mandate_id,
        counterparty_name: name.unwrap_or_default(),
        counterparty_account: crate::bank::compact(&account),
        structured_reference: complements.structured_reference,
        unstructured_text: remittance,
        return_reason: reason.unwrap_or_default(),
        ..BankTransaction::default()
    }];
    entry
}

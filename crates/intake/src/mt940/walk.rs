//! From field to field: messages open, gather their lines and close. It must never lose a line for what
//! is missing around it.

use std::collections::BTreeSet;

use receivables::currency::Currency;

use super::balance;
use super::day::{day, day_near};
use super::field::{Field, Part, parts};
use super::information::{self, joined};
use super::line::{Mark, StatementLine, statement_line};
use crate::bank::{
    BankBalance, BankDocumentKind, BankEntry, BankTransaction, Draft, EntryStatus, NOT_SPECIFIED,
    Place, compact, iban_in, is_iban, new_entry, says_return,
};
use crate::reading::{Kept, ProblemKind, Problems};

/// An entry waiting for its information.
struct Waiting<'a> {
    entry: BankEntry,
    exact: rust_decimal::Decimal,
    line: StatementLine<'a>,
    supplement: String,
    information: Vec<&'a str>,
}

#[derive(Default)]
struct Message<'a> {
    draft: Draft,
    is_report: bool,
    has_closing: bool,
    /// Currency written in the balances that is none in use.
    unknown_currency: Option<&'a str>,
    waiting: Option<Waiting<'a>>,
}

struct Walk<'a, 'b> {
    problems: &'b mut Problems,
    drafts: Vec<Draft>,
    open: Option<Message<'a>>,
    unknown_tags: BTreeSet<&'a str>,
    next_is_report: bool,
    last_account: String,
    is_cut: bool,
}

/// The statements of a file, and whether the last one lacks its end.
pub(super) fn walk(text: &str, problems: &mut Problems) -> (Vec<Draft>, bool) {
    let mut walk = Walk {
        problems,
        drafts: Vec::new(),
        open: None,
        unknown_tags: BTreeSet::new(),
        next_is_report: false,
        last_account: String::new(),
        is_cut: false,
    };
    for part in parts(text) {
        match part {
            Part::Kind(kind) => walk.next_is_report = kind == "942",
            Part::End => walk.close(),
            Part::Field(field) => walk.take(&field),
        }
    }
    walk.close();
    (walk.drafts, walk.is_cut)
}

impl<'a> Walk<'a, '_> {
    fn take(&mut self, field: &Field<'a>) {
        let first = field.lines.first().copied().unwrap_or_default();
        match field.tag {
            "940" | "942" => {
                self.close();
                self.next_is_report = field.tag == "942";
            }
            "20" => {
                self.close();
                self.message(field).draft.statement.statement_id = first.trim().to_string();
            }
            "21" => {
                self.message(field);
            }
            "25" | "25P" => self.take_account(field, first),
            "28" | "28C" => self.message(field).draft.statement.number = first.trim().to_string(),
            "60" | "60F" | "60M" => self.take_balance(field, first, true),
            "62" | "62F" | "62M" => self.take_balance(field, first, false),
            // What is available, and what will be: not the booked balance.
            "64" | "65" => self.settle(),
            "13" | "13D" | "34F" | "90D" | "90C" => self.take_of_report(field, first),
            "61" => self.take_line(field, first),
            "86" => self.take_information(field),
            tag => {
                if self.unknown_tags.len() < 100 && self.unknown_tags.insert(tag) {
                    let place = Place {
                        line: field.line,
                        field: tag,
                    };
                    place.tell(self.problems, ProblemKind::PassedOver, first, Kept::All);
                }
            }
        }
    }

    fn message(&mut self, field: &Field<'a>) -> &mut Message<'a> {
        let is_report = self.next_is_report;
        self.open.get_or_insert_with(|| {
            let mut message = Message {
                is_report,
                ..Message::default()
            };
            message.draft.line = field.line;
            message
        })
    }

    fn take_account(&mut self, field: &Field<'a>, first: &str) {
        let whole = compact(first);
        let iban = whole
            .split('/')
            .find(|part| is_iban(part))
            .map(str::to_string);
        let mut account = iban.unwrap_or_else(|| whole.trim_start_matches('/').to_string());
        // Rabobank writes the currency after the number.
        let cut = account.len().saturating_sub(3);
        let currency = account
            .get(cut..)
            .and_then(|code| code.parse::<Currency>().ok());
        let before = account.get(..cut).unwrap_or_default();
        let is_after_digit = before.ends_with(|c: char| c.is_ascii_digit());
        let message = self.message(field);
        if let Some(currency) = currency.filter(|_| is_after_digit) {
            account.truncate(cut);
            message.draft.statement.currency = Some(currency);
        }
        message.draft.statement.account.clone_from(&account);
        self.last_account = account;
    }

    fn take_balance(&mut self, field: &Field<'a>, first: &'a str, is_opening: bool) {
        self.settle();
        let place = Place {
            line: field.line,
            field: field.tag,
        };
        let Some(written) = balance::balance(first) else {
            self.message(field).has_closing |= !is_opening;
            place.tell(
                self.problems,
                ProblemKind::InvalidAmount,
                first,
                Kept::LineWithoutField,
            );
            return;
        };
        let message = self.message(field);
        message.draft.line = field.line;
        message.has_closing |= !is_opening;
        let known = written.known_currency();
        if known.is_none() && !written.currency.is_empty() {
            let is_new = message.unknown_currency.replace(written.currency).is_none();
            if is_new {
                let kept = Kept::LineWithoutField;
                place.tell(
                    self.problems,
                    ProblemKind::UnknownCurrency,
                    written.currency,
                    kept,
                );
            }
        }
        if written.on.is_none() {
            place.tell(
                self.problems,
                ProblemKind::InvalidDate,
                first,
                Kept::LineWithoutField,
            );
        }
        let Some(message) = &mut self.open else {
            return;
        };
        let currency = known
            .or(message.draft.statement.currency)
            .unwrap_or(Currency::EUR);
        if message.unknown_currency.is_none() {
            message.draft.statement.currency = Some(currency);
        }
        let Some(amount) = place.rounded(written.exact, currency, self.problems) else {
            return;
        };
        let (exact, on) = (written.exact, written.on);
        let balance = Some(BankBalance { amount, exact, on });
        let statement = &mut message.draft.statement;
        if is_opening {
            statement.opening = statement.opening.or(balance);
        } else {
            statement.closing = balance;
        }
    }

    fn take_of_report(&mut self, field: &Field<'a>, first: &str) {
        self.settle();
        let message = self.message(field);
        message.is_report = true;
        let statement = &mut message.draft.statement;
        match field.tag {
            "13" | "13D" => statement.covers_to_on = first.trim().get(..6).and_then(day),
            "34F" => {
                let currency = first.trim().get(..3).and_then(|code| code.parse().ok());
                statement.currency = statement.currency.or(currency);
            }
            _ => self.check_count(field, first),
        }
    }

    /// `:90D:1EUR2,30`: how many debits the report says it has.
    fn check_count(&mut self, field: &Field<'a>, first: &str) {
        let digits: String = first
            .trim()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let Some(message) = &self.open else { return };
        let is_debit = field.tag == "90D";
        let entries = message.draft.statement.entries.iter();
        let count = entries
            .filter(|entry| (entry.amount.minor < 0) == is_debit)
            .count();
        let sum = if is_debit {
            message.draft.statement.debits
        } else {
            message.draft.statement.credits
        };
        let told = first
            .trim()
            .get(digits.len() + 3..)
            .and_then(crate::bank::plain_amount);
        let differs = digits.parse() != Ok(count) || told.is_some_and(|told| told != sum);
        if differs {
            let found = format!("{} ≠ {count}, {sum}", first.trim());
            let place = Place {
                line: field.line,
                field: field.tag,
            };
            place.tell(self.problems, ProblemKind::DoesNotAddUp, &found, Kept::All);
        }
    }

    fn take_line(&mut self, field: &Field<'a>, first: &'a str) {
        self.settle();
        let place = Place {
            line: field.line,
            field: "61",
        };
        if self.open.is_none() {
            place.tell(
                self.problems,
                ProblemKind::MisplacedRecord,
                first,
                Kept::All,
            );
            let account = self.last_account.clone();
            self.message(field).draft.statement.account = account;
        }
        let Some(line) = statement_line(first) else {
            place.tell(
                self.problems,
                ProblemKind::InvalidAmount,
                first,
                Kept::NotTheLine,
            );
            return;
        };
        let Some(message) = &self.open else { return };
        let is_unknown = message.unknown_currency.is_some();
        let currency = message.draft.statement.currency;
        if currency.is_none() && !is_unknown {
            let kept = Kept::Value("EUR".to_string());
            place.tell(self.problems, ProblemKind::Assumed, "devise", kept);
        }
        let exact = if line.mark.is_debit() {
            -line.amount
        } else {
            line.amount
        };
        let currency = currency.unwrap_or(Currency::EUR);
        let Some(amount) = place.rounded(exact, currency, self.problems) else {
            return;
        };
        let mut entry = new_entry(amount, field.line);
        self.take_days(&mut entry, line.days, place);
        entry.is_reversal = matches!(line.mark, Mark::CreditTakenBack | Mark::DebitTakenBack);
        entry.status = match line.mark {
            Mark::ExpectedCredit | Mark::ExpectedDebit => EntryStatus::Pending,
            // An amount in a currency nobody knows is shown, never allocated.
            _ if is_unknown => EntryStatus::Information,
            _ => EntryStatus::Booked,
        };
        let reference = if line.bank_reference.is_empty() {
            line.customer_reference
        } else {
            line.bank_reference
        };
        entry.reference = reference.to_string();
        let supplement = joined(field.lines.get(1..).unwrap_or_default());
        let information = Vec::new();
        let waiting = Waiting {
            entry,
            exact,
            line,
            supplement,
            information,
        };
        if let Some(message) = &mut self.open {
            message.waiting = Some(waiting);
        }
    }

    /// Value and booking day; what cannot be read is told, and the other day stands in.
    fn take_days(&mut self, entry: &mut BankEntry, written: &str, place: Place<'_>) {
        let (value, booking) = match written.len() {
            _ if !written.is_ascii() => ("", ""),
            4 => ("", written),
            10 => written.split_at(6),
            12 => written.split_at(8),
            _ => (written, ""),
        };
        entry.value_on = day(value);
        let statement = self.open.as_ref().map(|message| &message.draft.statement);
        let of_statement = statement
            .and_then(|one| one.opening)
            .and_then(|balance| balance.on);
        let near = entry.value_on.or(of_statement);
        entry.booked_on = near.and_then(|near| day_near(booking, near));
        let is_value_bad = entry.value_on.is_none();
        let is_booking_bad = entry.booked_on.is_none() && !booking.trim().is_empty();
        if is_value_bad || is_booking_bad {
            let known = entry.booked_on.or(entry.value_on);
            let kept = known.map_or(Kept::LineWithoutField, |day| Kept::Value(day.to_string()));
            place.tell(self.problems, ProblemKind::InvalidDate, written, kept);
        }
        entry.booked_on = entry.booked_on.or(entry.value_on);
    }

    fn take_information(&mut self, field: &Field<'a>) {
        let message = self.message(field);
        match &mut message.waiting {
            Some(waiting) => waiting.information.extend(&field.lines),
            None => {
                let text = &mut message.draft.statement.text;
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&joined(&field.lines));
            }
        }
    }

    /// Puts the entry that waits into the statement.
    fn settle(&mut self) {
        if let Some(message) = &mut self.open
            && let Some(waiting) = message.waiting.take()
        {
            let exact = waiting.exact;
            message.draft.push(told(waiting), exact);
        }
    }

    fn close(&mut self) {
        self.settle();
        let Some(mut message) = self.open.take() else {
            return;
        };
        self.next_is_report = false;
        let statement = &mut message.draft.statement;
        if statement.opening.is_some() || message.has_closing {
            message.is_report = false;
        }
        if message.is_report {
            statement.kind = BankDocumentKind::Report;
        } else {
            let is_whole = statement.opening.is_some() && statement.closing.is_some();
            self.is_cut = !message.has_closing;
            if !is_whole {
                let place = Place {
                    line: message.draft.line,
                    field: "",
                };
                let account = statement.account.clone();
                place.tell(self.problems, ProblemKind::NoBalance, &account, Kept::All);
            }
        }
        self.drafts.push(message.draft);
    }
}

/// The entry with what its information says.
fn told(waiting: Waiting<'_>) -> BankEntry {
    let Waiting {
        mut entry,
        line,
        supplement,
        information,
        ..
    } = waiting;
    let read = information::read(&information);
    let texts = [read.text.as_str(), supplement.as_str()];
    entry.text = texts.join(" ").trim().to_string();
    entry.bank_code = match read.code.as_str() {
        "" => line.nature.to_string(),
        code => format!("{}/{code}", line.nature),
    };
    let is_return =
        line.nature.ends_with("RTI") || says_return(&entry.text) || says_return(&read.remittance);
    let reason = Some(read.return_reason).filter(|reason| !reason.is_empty());
    let reason = reason.or(is_return.then(|| NOT_SPECIFIED.to_string()));
    let name = if read.name.is_empty() {
        line.name.to_string()
    } else {
        read.name
    };
    let account = if read.account.is_empty() {
        iban_in(&supplement).unwrap_or_default()
    } else {
        read.account
    };
    let instruction = if read.instruction_id.is_empty() {
        line.customer_reference.to_string()
    } else {
        read.instruction_id
    };
    entry.transactions = vec![BankTransaction {
        amount: Some(entry.amount),
        end_to_end_id: read.end_to_end_id,
        instruction_id: instruction,
        mandate_id: read.mandate_id,
        counterparty_name: name,
        counterparty_account: compact(&account),
        structured_reference: read.structured_reference,
        unstructured_text: read.remittance,
        return_reason: reason.unwrap_or_default(),
        ..BankTransaction::default()
    }];
    entry
}

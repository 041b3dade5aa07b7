//! What a file holds, in figures a person can compare with what the sender says: facts by kind with their
//! counts and exact sums by currency, and the balances of bank statements. It must never be used to book
//! anything: it counts what was read, taken or not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::announcement::AnnouncementFile;
use crate::bank::{BankBalance, BankEntry, BankFile, BankStatement};
use crate::fec::{AccountTotals, Fec};
use crate::invoice::InvoiceFile;
use crate::life_cycle::LifeCycleFile;
use crate::list::ListedRows;
use crate::mail::{self, MailMessage};
use crate::payment_order::PaymentOrder;
use crate::payment_status::PaymentStatusReport;

/// The figures of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The format, such as `FEC`, `camt.053`, `CFONB 120`.
    pub format: String,
    /// The dialect or version within it, such as `camt.053.001.08` or `TAB, UTF-8`; may be empty.
    pub dialect: String,
    /// For a ledger: the day of its earliest entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_on: Option<Date>,
    /// For a ledger: the day of its latest entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_on: Option<Date>,
    /// What was read, by kind, in the order of their names.
    pub facts: BTreeMap<String, FactCount>,
    /// For a bank file: each statement.
    pub statements: Vec<StatementOverview>,
}

/// How many facts of one kind, and their sums.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactCount {
    /// How many.
    pub count: u64,
    /// Exact sum by currency code, as written in the file; facts without an amount have none.
    pub sums: BTreeMap<String, Decimal>,
}

/// One statement of a bank account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementOverview {
    /// The account.
    pub account: String,
    /// Its currency, when told.
    pub currency: Option<String>,
    /// The day and the amount of the opening balance.
    pub opening: Option<BalanceOverview>,
    /// The day and the amount of the closing balance.
    pub closing: Option<BalanceOverview>,
    /// Entries.
    pub entries: u64,
    /// Transactions told one by one within the entries.
    pub transactions: u64,
    /// Exact sum of the credits.
    pub credits: Decimal,
    /// Exact sum of the debits, above zero.
    pub debits: Decimal,
    /// Whether opening, credits and debits make closing; nothing when a balance is absent.
    pub adds_up: Option<bool>,
}

/// A balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceOverview {
    /// Its day, when told.
    pub on: Option<Date>,
    /// The amount as written, below zero when the account is overdrawn.
    pub amount: Decimal,
}

/// What the entries of one statement come to, counted as they go by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryFigures {
    /// The currency of the first entry.
    pub currency: Option<Currency>,
    /// Entries of money that came in.
    pub credits: u64,
    /// Entries of money that went out.
    pub debits: u64,
    /// Transactions told one by one within the entries.
    pub transactions: u64,
    /// The first day an entry was booked.
    pub first_on: Option<Date>,
    /// The last day an entry was booked.
    pub last_on: Option<Date>,
}

impl EntryFigures {
    /// Counts entries.
    pub fn add(&mut self, entries: &[BankEntry]) {
        for entry in entries {
            self.currency = self.currency.or(Some(entry.amount.currency));
            match entry.amount.minor >= 0 {
                true => self.credits += 1,
                false => self.debits += 1,
            }
            self.transactions += entry.transactions.len() as u64;
            self.first_on = self.first_on.into_iter().chain(entry.booked_on).min();
            self.last_on = self.last_on.max(entry.booked_on);
        }
    }

    /// All entries.
    pub fn entries(&self) -> u64 {
        self.credits + self.debits
    }
}

impl Overview {
    /// An overview of a format and a dialect, with nothing counted.
    pub fn of(format: &str, dialect: &str) -> Self {
        Overview {
            format: format.to_string(),
            dialect: dialect.to_string(),
            ..Overview::default()
        }
    }

    /// Counts facts that carry no amount.
    pub fn count(&mut self, kind: &str, count: u64) {
        if count > 0 {
            self.facts.entry(kind.to_string()).or_default().count += count;
        }
    }

    /// Counts one fact with its amount.
    pub fn add(&mut self, kind: &str, amount: Decimal, currency: &str) {
        let fact = self.facts.entry(kind.to_string()).or_default();
        fact.count += 1;
        let sum = fact.sums.entry(currency.to_string()).or_default();
        *sum = sum.checked_add(amount).unwrap_or(*sum);
    }

    /// Counts one fact with its amount.
    pub fn add_money(&mut self, kind: &str, amount: Money) {
        self.add(kind, amount.major(), amount.currency.code());
    }

    /// The figures of a bank file.
    pub fn of_bank(format: &str, file: &BankFile) -> Self {
        let format = Overview::format_of_bank(format, &file.message_name);
        let mut overview = Overview::of(format, &file.message_name);
        for statement in &file.statements {
            let mut figures = EntryFigures::default();
            figures.add(&statement.entries);
            overview.add_statement(statement, &figures);
        }
        overview
    }

    /// Statements, reports and notices are read alike; people call each by its own name.
    pub fn format_of_bank<'a>(format: &'a str, message_name: &'a str) -> &'a str {
        match message_name.starts_with("camt.") {
            true => message_of(message_name),
            false => format,
        }
    }

    /// Adds a statement, whose entries may have gone by already.
    pub fn add_statement(&mut self, statement: &BankStatement, figures: &EntryFigures) {
        self.statements.push(statement_overview(statement, figures));
        let currency = statement
            .currency
            .or(figures.currency)
            .map_or_else(String::new, |currency| currency.code().to_string());
        self.count("statements", 1);
        self.add_sum("credits", figures.credits, (&currency, statement.credits));
        self.add_sum("debits", figures.debits, (&currency, statement.debits));
        self.count("transactions", figures.transactions);
    }

    fn add_sum(&mut self, kind: &str, count: u64, (currency, sum): (&str, Decimal)) {
        if count == 0 {
            return;
        }
        let fact = self.facts.entry(kind.to_string()).or_default();
        fact.count += count;
        let total = fact.sums.entry(currency.to_string()).or_default();
        *total = total.checked_add(sum).unwrap_or(*total);
    }

    /// The figures of a FEC.
    pub fn of_fec(fec: &Fec) -> Self {
        let summary = &fec.summary;
        let separator = format!("{:?}", summary.separator).to_uppercase();
        let encoding = summary.encoding.map(crate::encoding::Encoding::name);
        let dialect = format!(
            "{} columns, {separator}, {}",
            summary.columns,
            encoding.unwrap_or_default()
        );
        let mut overview = Overview::of("FEC", &dialect);
        overview.count("lines", summary.lines);
        overview.count("entries", summary.entries);
        overview.count("unbalanced-entries", summary.unbalanced_entries);
        overview.from_on = summary.first_on;
        overview.to_on = summary.last_on;
        for (code, journal) in &summary.journals {
            overview.count(&format!("journal-{code}"), journal.lines);
        }
        let euro = Currency::EUR.code();
        let mut totals = |kind: &str, totals: &AccountTotals| {
            if totals.lines == 0 {
                return;
            }
            let cents = |minor: i64| Decimal::new(minor, 2);
            for (side, minor) in [
                ("debit", totals.debit_minor),
                ("credit", totals.credit_minor),
            ] {
                overview.add_sum(&format!("{kind}{side}"), totals.lines, (euro, cents(minor)));
            }
        };
        totals("", &summary.totals);
        totals("customers-", &summary.customers);
        totals("customers-unlettered-", &summary.customers_unlettered);
        overview.count("auxiliary-accounts", summary.auxiliary_accounts);
        overview.count("debtors", fec.receivables.debtors.len() as u64);
        for item in &fec.receivables.items {
            let kind = match item.kind {
                crate::fec::ItemKind::Invoice => "invoices",
                crate::fec::ItemKind::CreditNote => "credit-notes",
                crate::fec::ItemKind::Payment => "payments",
                crate::fec::ItemKind::OtherDebit => "other-debits",
                crate::fec::ItemKind::OtherCredit => "other-credits",
                crate::fec::ItemKind::OpeningBalance => "opening-balances",
            };
            overview.add_money(kind, Money::eur(item.amount_minor));
        }
        overview
    }

    /// The figures of a list.
    pub fn of_list(format: &str, rows: &ListedRows) -> Self {
        let mut overview = Overview::of(format, "");
        match rows {
            ListedRows::Debtors(rows) => overview.count("debtors", rows.len() as u64),
            ListedRows::Contacts(rows) => overview.count("contacts", rows.len() as u64),
            ListedRows::Payments(rows) => rows
                .iter()
                .for_each(|row| overview.add_money("payments", row.amount)),
            ListedRows::Invoices(rows) => {
                for row in rows {
                    let kind = match row.kind {
                        crate::list::ListedKind::Invoice => "invoices",
                        crate::list::ListedKind::CreditNote => "credit-notes",
                        crate::list::ListedKind::Payment => "payments",
                    };
                    overview.add_money(kind, row.amount);
                    // A list that tells nothing of payments is one of open invoices.
                    let is_settled = row.settled_on.is_some();
                    let left = row.open.or((!is_settled).then_some(row.amount));
                    let is_claim = row.kind == crate::list::ListedKind::Invoice;
                    if let Some(left) = left.filter(|left| is_claim && left.minor != 0) {
                        overview.add_money("open-invoices", left);
                    }
                }
            }
        }
        overview
    }

    /// The figures of an order to pay or to collect.
    pub fn of_orders(dialect: &str, order: &PaymentOrder) -> Self {
        let mut overview = Overview::of(message_of(dialect), dialect);
        overview.count("blocks", order.blocks.len() as u64);
        for payment in order.transactions() {
            match payment.amount {
                Some(amount) => overview.add_money("payments-ordered", amount),
                None => overview.count("payments-ordered", 1),
            }
        }
        overview
    }

    /// The figures of a bank's report on orders.
    pub fn of_statuses(dialect: &str, report: &PaymentStatusReport) -> Self {
        let mut overview = Overview::of(message_of(dialect), dialect);
        overview.count("blocks", report.blocks.len() as u64);
        for block in &report.blocks {
            overview.count("payments-reported", block.transactions.len() as u64);
            // A report may tell no payment by itself, only how many have which status.
            for (status, count) in &block.counts {
                overview.count(&format!("status-{}", status.code), *count);
            }
        }
        for failed in report.failed() {
            match failed.payment.amount {
                Some(amount) => overview.add_money("payments-refused", amount),
                None => overview.count("payments-refused", 1),
            }
        }
        overview
    }

    /// The figures of legal announcements.
    pub fn of_announcements(file: &AnnouncementFile) -> Self {
        let mut overview = Overview::of("BODACC", "");
        overview.count("announcements", file.announcements.len() as u64);
        let mut sirens = BTreeSet::new();
        for one in &file.announcements {
            sirens.extend(one.sirens.iter());
            overview.count(&format!("nature-{}", word(&one.nature)), 1);
        }
        overview.count("companies", sirens.len() as u64);
        overview
    }

    /// The figures of electronic invoices: what each adds to its buyer's account.
    pub fn of_invoices(format: &str, file: &InvoiceFile) -> Self {
        let dialect = file
            .invoices
            .first()
            .map_or("", |one| one.guideline.as_str());
        let mut overview = Overview::of(format, dialect);
        for invoice in &file.invoices {
            let kind = word(&invoice.kind());
            match invoice.claim() {
                Some(claim) => overview.add_money(&format!("e-{kind}"), claim),
                None => overview.count(&format!("e-{kind}"), 1),
            }
            let currency = invoice
                .currency
                .map_or_else(String::new, |currency| currency.code().to_string());
            let totals = [
                ("gross", invoice.totals.gross),
                ("prepaid", invoice.totals.prepaid),
                ("to-pay", invoice.totals.to_pay()),
            ];
            for (name, amount) in totals {
                if let Some(amount) = amount {
                    overview.add(name, amount, &currency);
                }
            }
        }
        overview
    }

    /// The figures of life-cycle messages: each status by its code.
    pub fn of_life_cycle(file: &LifeCycleFile) -> Self {
        let mut overview = Overview::of("CDAR", "");
        overview.count("messages", file.messages.len() as u64);
        for status in file.messages.iter().flat_map(|one| &one.statuses) {
            overview.count(&format!("status-{}", status.code), 1);
        }
        overview
    }

    /// The figures of a mailbox, or of one message.
    pub fn of_messages(messages: &[MailMessage]) -> Self {
        let format = if messages.len() > 1 { "mbox" } else { "e-mail" };
        let mut overview = Overview::of(format, "");
        overview.count("messages", messages.len() as u64);
        for message in messages {
            let nature = mail::nature(message).nature;
            overview.count(&format!("nature-{}", word(&nature)), 1);
            let attachments = message.attachments.len() as u64;
            overview.count("attachments", attachments);
            for recipient in mail::bounce(message).iter().flat_map(|one| &one.recipients) {
                overview.count(&format!("bounce-{}", word(&recipient.cause)), 1);
            }
        }
        overview
    }
}

/// The message of ISO 20022 without its version: `pain.002` of `pain.002.001.10`.
fn message_of(dialect: &str) -> &str {
    dialect.get(.."pain.002".len()).unwrap_or(dialect)
}

/// The word of a value that is one of a closed list.
fn word<T: Serialize>(value: &T) -> String {
    let written = serde_json::to_value(value).unwrap_or_default();
    written.as_str().unwrap_or("other").to_string()
}

fn statement_overview(statement: &BankStatement, figures: &EntryFigures) -> StatementOverview {
    let balance = |balance: BankBalance| BalanceOverview {
        on: balance.on,
        amount: balance.exact,
    };
    StatementOverview {
        account: statement.account.clone(),
        currency: statement
            .currency
            .map(|currency| currency.code().to_string()),
        opening: statement.opening.map(balance),
        closing: statement.closing.map(balance),
        entries: figures.entries(),
        transactions: figures.transactions,
        credits: statement.credits,
        debits: statement.debits,
        adds_up: statement.adds_up(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_kept_apart_by_currency_and_to_the_last_decimal() {
        let mut overview = Overview::of("CSV", "");
        overview.add("payments", Decimal::new(1005, 3), "EUR");
        overview.add("payments", Decimal::new(5, 3), "EUR");
        overview.add("payments", Decimal::new(7, 0), "USD");
        let payments = &overview.facts["payments"];
        assert_eq!(payments.count, 3);
        assert_eq!(payments.sums["EUR"].to_string(), "1.010");
        assert_eq!(payments.sums["USD"].to_string(), "7");
    }

    #[test]
    fn what_is_not_there_is_not_counted() {
        let mut overview = Overview::of("CSV", "");
        overview.count("contacts", 0);
        assert!(overview.facts.is_empty());
    }
}

//! One entry of a statement. An entry whose side or status is not told is kept, and told; money whose
//! direction is not known is never marked as booked.

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;

use super::amount::{day_in, money, read_amount, rounded, side_amount, tell};
use super::batch;
use super::charge;
use super::statement::OpenStatement;
use super::transaction;
use crate::bank::{BankEntry, BankStatement, BankTransaction, EntryReferences, EntryStatus};
use crate::iso20022::value::given;
use crate::reading::{Kept, ProblemKind, Problems};
use crate::xml::Element;

/// More payments than any batch gathers.
const MOST_TRANSACTIONS: usize = 100_000;

/// Takes one transaction of an entry that is not whole yet, when the entry's side is known already.
pub(super) fn take_transaction(
    open: &mut OpenStatement,
    entry: Element<'_>,
    detail: Element<'_>,
    problems: &mut Problems,
) -> bool {
    let is_debit = match entry.text_of("CdtDbtInd") {
        "DBIT" => true,
        "CRDT" => false,
        _ => return false,
    };
    if open.transactions.len() >= MOST_TRANSACTIONS {
        open.has_too_many = true;
        return true;
    }
    let read = transaction::read(detail, &open.facts, is_debit, problems);
    if open.transactions.is_empty() {
        // Nearly every entry has one: room for more would be the greater part of the memory a statement takes.
        open.transactions.reserve_exact(1);
    }
    open.transactions.push(read);
    true
}

/// Reads one entry and adds it to the sums of its statement.
pub(super) fn read(
    open: &mut OpenStatement,
    element: Element<'_>,
    problems: &mut Problems,
) -> Option<BankEntry> {
    let mut transactions = std::mem::take(&mut open.transactions);
    if std::mem::take(&mut open.has_too_many) {
        let found = MOST_TRANSACTIONS.to_string();
        let kept = Kept::WhatCameBefore;
        tell(problems, element, ProblemKind::TooManyLines, &found, kept);
    }
    let Some(amount) = element.child("Amt") else {
        let kept = Kept::NotTheLine;
        tell(problems, element, ProblemKind::InvalidAmount, "", kept);
        return None;
    };
    let (exact, currency) = read_amount(amount, &open.facts, problems)?;
    let bank_code = bank_code(element);
    let (is_debit, is_certain) = side(element, &bank_code, problems);
    let exact_signed = if is_debit { -exact } else { exact };
    let signed = rounded(exact_signed, currency, amount, problems)?;
    for detail in details(element) {
        transactions.push(transaction::read(detail, &open.facts, is_debit, problems));
    }
    check_sum(element, (exact, currency), &transactions, problems);
    let status = status(element, is_certain, open, problems);
    let facts = &mut open.facts;
    if is_debit {
        facts.debits += exact;
    } else {
        facts.credits += exact;
    }
    if status != EntryStatus::Booked {
        facts.not_booked += exact_signed;
    }
    complete_the_only_one(&mut transactions, signed);
    let references = references(element, facts);
    Some(BankEntry {
        natural_key: String::new(),
        reference: reference(&references, &transactions),
        booked_on: booked_on(element, facts, problems),
        value_on: day_in(element.child("ValDt")),
        amount: signed,
        is_reversal: matches!(element.text_of("RvslInd"), "true" | "1"),
        status,
        bank_code,
        text: element.text_of("AddtlNtryInf").to_string(),
        declared_transactions: batch::declared_transactions(element),
        transactions,
        line: element.line(),
        references,
    })
}

/// The transactions not taken yet, in either layout.
fn details<'a>(entry: Element<'a>) -> impl Iterator<Item = Element<'a>> {
    let within = entry.children_of("NtryDtls");
    let within = within.flat_map(|details| details.children_of("TxDtls"));
    entry.children_of("TxDtls").chain(within)
}

/// The bank's reference, else the reference in the statement.
fn reference(references: &EntryReferences, transactions: &[BankTransaction]) -> String {
    let of_payment = transactions
        .first()
        .map_or("", |one| one.account_servicer_reference.as_str());
    let known = [
        references.account_servicer.as_str(),
        references.entry.as_str(),
        of_payment,
    ];
    let found = known.into_iter().find(|text| !text.is_empty());
    found.unwrap_or_default().to_string()
}

fn references(element: Element<'_>, statement: &BankStatement) -> EntryReferences {
    let batch = batch::of(element);
    EntryReferences {
        account_servicer: given(element.text_of("AcctSvcrRef")).to_string(),
        entry: given(element.text_of("NtryRef")).to_string(),
        batch_message_id: batch.map_or("", |one| one.text_of("MsgId")).to_string(),
        payment_information_id: batch.map_or("", |one| one.text_of("PmtInfId")).to_string(),
        batch_total: side_amount(batch.and_then(|one| one.child("TtlAmt")), statement),
        charges: charge::charges(element, statement),
        instructed: side_amount(element.at("AmtDtls/InstdAmt/Amt"), statement),
    }
}

/// The booking day; banks that leave it out mean the day of the statement.
fn booked_on(
    element: Element<'_>,
    statement: &BankStatement,
    problems: &mut Problems,
) -> Option<Date> {
    let told = element.child("BookgDt");
    let day = day_in(told);
    if day.is_none()
        && let Some(written) =
            told.and_then(|told| told.children().find(|one| !one.text().is_empty()))
    {
        let kept = Kept::LineWithoutField;
        tell(
            problems,
            written,
            ProblemKind::InvalidDate,
            written.text(),
            kept,
        );
    }
    let of_the_statement = || {
        statement
            .closing
            .or(statement.opening)
            .and_then(|balance| balance.on)
    };
    day.or_else(of_the_statement)
}

/// True for a debit, and whether that is certain.
fn side(element: Element<'_>, bank_code: &str, problems: &mut Problems) -> (bool, bool) {
    match element.text_of("CdtDbtInd") {
        "CRDT" => return (false, true),
        "DBIT" => return (true, true),
        _ => {}
    }
    let is_of = |families: &[&str]| families.iter().any(|family| bank_code.contains(family));
    let issued = is_of(&["/ICDT/", "/RDDT/", "/ICHQ/", "/IRCT/", "/CHRG"]);
    let received = is_of(&["/RCDT/", "/IDDT/", "/RRCT/", "/RCHQ/"]);
    let kept = Kept::Value(if issued { "DBIT" } else { "CRDT" }.to_string());
    tell(problems, element, ProblemKind::Assumed, "CdtDbtInd", kept);
    (issued, issued || received)
}

fn status(
    element: Element<'_>,
    is_certain: bool,
    open: &mut OpenStatement,
    problems: &mut Problems,
) -> EntryStatus {
    match element.text_at(&["Sts/Cd", "Sts", "Sts/Prtry"]) {
        "BOOK" if is_certain => EntryStatus::Booked,
        "INFO" => EntryStatus::Information,
        "" if is_certain => {
            if !open.has_told_status {
                open.has_told_status = true;
                let kept = Kept::Value("BOOK".to_string());
                tell(problems, element, ProblemKind::Assumed, "Sts", kept);
            }
            EntryStatus::Booked
        }
        _ => EntryStatus::Pending,
    }
}

/// Domain, family and sub-family, else the bank's own code.
pub(super) fn bank_code(element: Element<'_>) -> String {
    let Some(code) = element.child("BkTxCd") else {
        return String::new();
    };
    code_in(code)
}

/// Domain, family and sub-family of a code, else the bank's own word.
pub(super) fn code_in(code: Element<'_>) -> String {
    let domain = code.child("Domn");
    let name = domain.map_or("", |domain| domain.text_of("Cd"));
    let Some(domain) = domain.filter(|_| !name.is_empty()) else {
        return code.text_of("Prtry/Cd").to_string();
    };
    let family = domain.child("Fmly");
    let of = |path| family.map_or("", |family| family.text_of(path));
    let (family, sub_family) = (of("Cd"), of("SubFmlyCd"));
    let mut whole = String::with_capacity(name.len() + family.len() + sub_family.len() + 2);
    for (part, after) in [(name, "/"), (family, "/"), (sub_family, "")] {
        whole.push_str(part);
        whole.push_str(after);
    }
    whole
}

/// The transactions told must make the entry, when each tells its amount in the entry's currency.
fn check_sum(
    element: Element<'_>,
    (exact, currency): (Decimal, Currency),
    transactions: &[BankTransaction],
    problems: &mut Problems,
) {
    if transactions.len() < 2 {
        return;
    }
    let mut sum = 0_i64;
    for one in transactions {
        match one.amount {
            Some(amount) if amount.currency == currency => sum = sum.saturating_add(amount.minor),
            _ => return,
        }
    }
    let sum = Money::new(sum.saturating_abs(), currency);
    if money(exact, currency) != Some(sum) {
        let found = format!("{exact} ≠ {sum}");
        tell(
            problems,
            element,
            ProblemKind::DoesNotAddUp,
            &found,
            Kept::All,
        );
    }
}

fn complete_the_only_one(transactions: &mut [BankTransaction], amount: Money) {
    let [only] = transactions else { return };
    if only
        .amount
        .is_none_or(|told| told.currency != amount.currency)
    {
        only.amount = Some(amount);
    }
}

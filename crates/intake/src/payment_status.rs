//! What became of orders: the bank's report on payments presented (pain.002), any version. It must never
//! say more than the bank: an order without a status of its own has that of its block or file.

mod visit;

use jiff::civil::Date;
use receivables::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::format::{self, Format};
use crate::iso20022;
use crate::reading::{Kept, ProblemKind, Problems, Reading};
use crate::xml::Walk;

/// What a status means for somebody who waits for the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Taken by the bank, not carried out yet: `ACCP`, `ACTC`, `ACSP`, `ACWC`, `ACWP`, `RCVD`.
    Accepted,
    /// Carried out: `ACSC`, `ACCC`.
    Settled,
    /// Being looked at: `PDNG`.
    Pending,
    /// Some accepted, some not: `PART`.
    Partly,
    /// Refused: `RJCT`.
    Rejected,
    /// Cancelled: `CANC`.
    Cancelled,
    /// The name was compared with the account: it matches (`RCVC`).
    NameMatches,
    /// The name nearly matches: `RVMC`.
    NameIsClose,
    /// The name does not match: `RVNM`.
    NameDiffers,
    /// The name could not be compared: `RVNA`.
    NameNotCompared,
    /// A code of no list.
    Unknown,
}

/// A status as the bank wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentStatus {
    /// The code.
    pub code: String,
    /// What it means.
    pub state: PaymentState,
}

/// Why a status is what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusReason {
    /// The code, which [`crate::reason::of`] explains; empty when only words are given.
    pub code: String,
    /// The bank's words.
    pub words: String,
}

/// One report. Texts are empty when absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PaymentStatusReport {
    /// The sender's identifier of the message.
    pub message_id: String,
    /// Name and version, such as `pain.002.001.10`; empty when not told.
    pub message_name: String,
    /// True when the document stops before its end.
    pub is_cut: bool,
    /// The message of orders it is about.
    pub original_message_id: String,
    /// What that message was: `pain.008.001.02`.
    pub original_message_name: String,
    /// How many payments that message held.
    pub original_transactions: Option<u64>,
    /// Its control sum.
    pub original_sum: Option<Decimal>,
    /// The status of the message as a whole.
    pub status: Option<PaymentStatus>,
    /// Why.
    pub reasons: Vec<StatusReason>,
    /// The blocks of orders; one without identifier when the report has none.
    pub blocks: Vec<StatusBlock>,
}

/// What became of one block of orders.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StatusBlock {
    /// The block of the orders it is about.
    pub payment_information_id: String,
    /// How many payments the block held.
    pub original_transactions: Option<u64>,
    /// Its control sum.
    pub original_sum: Option<Decimal>,
    /// The status of the block as a whole.
    pub status: Option<PaymentStatus>,
    /// Why.
    pub reasons: Vec<StatusReason>,
    /// How many payments have which status, as told.
    pub counts: Vec<(PaymentStatus, u64)>,
    /// The payments told one by one: often only those refused.
    pub transactions: Vec<OrderedStatus>,
}

/// What became of one payment ordered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OrderedStatus {
    /// The bank's identifier of this line.
    pub status_id: String,
    /// The order's reference from end to end, else its own number (UETR).
    pub original_end_to_end_id: String,
    /// The order's instruction.
    pub original_instruction_id: String,
    /// The payment's own number.
    pub uetr: String,
    /// Its own status; nothing when that of the block holds.
    pub status: Option<PaymentStatus>,
    /// Why.
    pub reasons: Vec<StatusReason>,
    /// The amount ordered, above zero.
    pub amount: Option<Money>,
    /// The day asked for.
    pub requested_on: Option<Date>,
    /// The direct debit mandate.
    pub mandate_id: String,
    /// The debtor's name.
    pub debtor_name: String,
    /// The debtor's account.
    pub debtor_account: String,
    /// The creditor's name.
    pub creditor_name: String,
    /// The creditor's account.
    pub creditor_account: String,
    /// Free text of the order.
    pub text: String,
    /// Line in the file.
    pub line: u64,
}

/// One payment that failed, with the status and the reasons that hold for it.
#[derive(Clone, Debug)]
pub struct FailedPayment<'a> {
    /// The block it is in.
    pub block: &'a StatusBlock,
    /// The payment.
    pub payment: &'a OrderedStatus,
    /// Its reasons, else those of its block, else those of the file.
    pub reasons: &'a [StatusReason],
}

impl PaymentStatus {
    /// The status of a code.
    pub fn of(code: &str) -> Option<Self> {
        let state = match code {
            "" => return None,
            "ACCP" | "ACTC" | "ACSP" | "ACWC" | "ACWP" | "RCVD" | "ACFC" => PaymentState::Accepted,
            "ACSC" | "ACCC" => PaymentState::Settled,
            "PDNG" | "PATC" => PaymentState::Pending,
            "PART" => PaymentState::Partly,
            "RJCT" => PaymentState::Rejected,
            "CANC" => PaymentState::Cancelled,
            "RCVC" => PaymentState::NameMatches,
            "RVMC" => PaymentState::NameIsClose,
            "RVNM" => PaymentState::NameDiffers,
            "RVNA" => PaymentState::NameNotCompared,
            _ => PaymentState::Unknown,
        };
        let code = code.to_string();
        Some(PaymentStatus { code, state })
    }
}

impl PaymentStatusReport {
    /// The status that holds for a payment: its own, else its block's, else the file's.
    pub fn status_of<'a>(
        &'a self,
        block: &'a StatusBlock,
        payment: &'a OrderedStatus,
    ) -> Option<&'a PaymentStatus> {
        let own = payment.status.as_ref().or(block.status.as_ref());
        own.or(self.status.as_ref())
    }

    /// The payments refused or cancelled, in the order of the file.
    pub fn failed(&self) -> Vec<FailedPayment<'_>> {
        let mut failed = Vec::new();
        for block in &self.blocks {
            for payment in &block.transactions {
                let state = self.status_of(block, payment).map(|status| status.state);
                if !matches!(
                    state,
                    Some(PaymentState::Rejected | PaymentState::Cancelled)
                ) {
                    continue;
                }
                let lists = [&payment.reasons, &block.reasons, &self.reasons];
                let reasons = lists.into_iter().find(|list| !list.is_empty());
                failed.push(FailedPayment {
                    block,
                    payment,
                    reasons: reasons.map_or(&[], Vec::as_slice),
                });
            }
        }
        failed
    }
}

/// Reads a pain.002 document.
pub fn read(bytes: &[u8]) -> Reading<PaymentStatusReport> {
    let mut problems = Problems::new();
    let mut visit = visit::Visit::default();
    let format = format::sniff(bytes);
    if matches!(
        format,
        Format::PaymentStatus | Format::OtherXml | Format::OtherBankMessage
    ) {
        let is_cut = Walk::new(&mut visit, &mut problems).run(bytes);
        visit.report.is_cut = is_cut;
    }
    if !visit.has_content {
        let kind = match format {
            Format::Empty => ProblemKind::EmptyFile,
            Format::Binary => ProblemKind::BinaryFile,
            Format::PaymentStatus => ProblemKind::NoStatement,
            _ if iso20022::message_of_bytes(bytes).is_some() => ProblemKind::AnotherMessage,
            _ => ProblemKind::AnotherFormat,
        };
        problems.add_for_file(kind, &format::dialect(bytes), Kept::Nothing);
    }
    Reading {
        facts: visit.report,
        problems,
    }
}

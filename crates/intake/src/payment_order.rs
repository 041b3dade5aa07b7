//! Orders given to the bank: credit transfers (pain.001) and direct debits (pain.008), any version. They
//! tell what was presented, so that what comes back can be recognised. It must never take an order for a
//! payment: nothing here says that money moved.

mod visit;

use jiff::civil::Date;
use receivables::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::format::{self, Format};
use crate::iso20022;
use crate::reading::{Kept, ProblemKind, Problems, Reading};
use crate::xml::Walk;

/// Which way the money is to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKind {
    /// Out, to creditors: pain.001.
    #[default]
    CreditTransfer,
    /// In, from debtors: pain.008.
    DirectDebit,
}

/// One file of orders. Texts are empty when absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PaymentOrder {
    /// Which way.
    pub kind: OrderKind,
    /// The sender's identifier of the message.
    pub message_id: String,
    /// Name and version, such as `pain.008.001.02`.
    pub message_name: String,
    /// True when the document stops before its end.
    pub is_cut: bool,
    /// Who sends the file.
    pub initiator_name: String,
    /// How many payments the header announces.
    pub declared_transactions: Option<u64>,
    /// The control sum the header announces, else that of the blocks: the amounts as numbers, whatever
    /// their currency.
    pub declared_sum: Option<Decimal>,
    /// The blocks of payments.
    pub blocks: Vec<OrderBlock>,
}

/// Payments of one account on one day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OrderBlock {
    /// The block's identifier, which the bank repeats on its statement.
    pub payment_information_id: String,
    /// How many payments the block announces.
    pub declared_transactions: Option<u64>,
    /// The control sum the block announces.
    pub declared_sum: Option<Decimal>,
    /// The scheme: `CORE`, `B2B`, or the bank's word.
    pub scheme: String,
    /// `FRST`, `RCUR`, `OOFF` or `FNAL`.
    pub sequence: String,
    /// The day of collection or execution.
    pub requested_on: Option<Date>,
    /// The sender's name.
    pub own_name: String,
    /// The sender's account.
    pub own_account: String,
    /// The creditor identifier (ICS).
    pub creditor_identifier: String,
    /// The payments.
    pub transactions: Vec<OrderedPayment>,
}

/// One payment ordered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OrderedPayment {
    /// The reference from end to end, which comes back with the payment.
    pub end_to_end_id: String,
    /// The instruction's identifier.
    pub instruction_id: String,
    /// The payment's own number, the same at every bank.
    pub uetr: String,
    /// The amount, above zero.
    pub amount: Option<Money>,
    /// The amount as the number written.
    pub exact: Decimal,
    /// The direct debit mandate.
    pub mandate_id: String,
    /// The day the mandate was signed.
    pub mandate_signed_on: Option<Date>,
    /// The other party: the debtor of a direct debit, the creditor of a transfer.
    pub party_name: String,
    /// Its account.
    pub party_account: String,
    /// Its bank (BIC).
    pub party_bank: String,
    /// Free text, parts joined by a blank.
    pub text: String,
    /// The structured creditor reference.
    pub structured_reference: String,
    /// Line in the file.
    pub line: u64,
}

impl PaymentOrder {
    /// The payments of every block.
    pub fn transactions(&self) -> impl Iterator<Item = &OrderedPayment> {
        self.blocks.iter().flat_map(|block| &block.transactions)
    }

    /// The control sum as the scheme defines it: the numbers written, whatever their currency. Not money.
    pub fn control_sum(&self) -> Decimal {
        self.transactions().map(|one| one.exact).sum()
    }
}

/// Reads a pain.001 or pain.008 document.
pub fn read(bytes: &[u8]) -> Reading<PaymentOrder> {
    let mut problems = Problems::new();
    let format = format::sniff(bytes);
    let mut visit = visit::Visit::default();
    if matches!(
        format,
        Format::CreditTransfer | Format::DirectDebit | Format::OtherXml | Format::OtherBankMessage
    ) {
        let is_cut = Walk::new(&mut visit, &mut problems).run(bytes);
        visit.order.is_cut = is_cut;
    }
    let mut order = visit.order;
    if order.blocks.is_empty() {
        tell_what_it_is(bytes, format, &mut problems);
    } else {
        if order.declared_sum.is_none() {
            order.declared_sum = order.blocks.iter().map(|block| block.declared_sum).sum();
        }
        check_sums(&order, &mut problems);
    }
    Reading {
        facts: order,
        problems,
    }
}

fn tell_what_it_is(bytes: &[u8], format: Format, problems: &mut Problems) {
    let name = format::dialect(bytes);
    let kind = match format {
        Format::Empty => ProblemKind::EmptyFile,
        Format::Binary => ProblemKind::BinaryFile,
        Format::CreditTransfer | Format::DirectDebit => ProblemKind::NoStatement,
        _ if iso20022::message_of_bytes(bytes).is_some() => ProblemKind::AnotherMessage,
        _ => ProblemKind::AnotherFormat,
    };
    problems.add_for_file(kind, &name, Kept::Nothing);
}

fn check_sums(order: &PaymentOrder, problems: &mut Problems) {
    let count = order.transactions().count() as u64;
    if order
        .declared_transactions
        .is_some_and(|told| told != count)
    {
        let told = order.declared_transactions.unwrap_or_default();
        let found = format!("{told} ≠ {count}");
        problems.add_for_file(ProblemKind::ControlSumDiffers, &found, Kept::All);
    }
    let sum = order.control_sum();
    if let Some(told) = order.declared_sum.filter(|told| *told != sum) {
        let found = format!("{told} ≠ {sum}");
        problems.add_for_file(ProblemKind::ControlSumDiffers, &found, Kept::All);
    }
}

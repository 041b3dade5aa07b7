//! What a life-cycle message says, as it says it. The MDT numbers are those of the French specification. It must
//! keep every code, known or not.

use jiff::civil::{Date, DateTime};
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::reason::{ReasonCode, reason};
use super::status::{StatusCode, status};
use crate::invoice::Identifier;

/// The messages of one file, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeCycleFile {
    /// Almost always one.
    pub messages: Vec<LifeCycleMessage>,
    /// True when the document stops before its end.
    pub is_cut: bool,
}

/// One message. A text that is absent is empty; times are those of the sender's clock, in France.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeCycleMessage {
    /// Identity of the message (MDT-4).
    pub message_id: String,
    /// Name of the message (MDT-5).
    pub name: String,
    /// `REGULATED`, `B2C`... (MDT-2).
    pub process: String,
    /// Profile (MDT-3); `…:CDV:einvoicingF2` is what only the State receives.
    pub guideline: String,
    /// When the message was made (MDT-8).
    pub made_at: Option<DateTime>,
    /// The platform that sends it.
    pub sender: LifeCycleParty,
    /// Who says it.
    pub issuer: LifeCycleParty,
    /// Whom it is for.
    pub recipients: Vec<LifeCycleParty>,
    /// What became of each invoice.
    pub statuses: Vec<InvoiceStatus>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeCycleParty {
    /// SIREN or platform number, with its scheme.
    pub id: Option<Identifier>,
    /// Name.
    pub name: String,
    /// What it is in this exchange.
    pub role: ActorRole,
    /// Where messages reach it.
    pub electronic_address: Option<Identifier>,
}

/// What somebody is in an exchange (MDT-21, MDT-40, MDT-59).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorRole {
    /// SE.
    Seller,
    /// BY.
    Buyer,
    /// AB, SR and the like: who acts for one of them.
    Agent,
    /// DL.
    Factor,
    /// PE.
    Payee,
    /// PR.
    Payer,
    /// II.
    Invoicer,
    /// IV.
    Invoicee,
    /// WK: an approved platform.
    Platform,
    /// DFH: the public portal.
    PublicPortal,
    /// Not said.
    #[default]
    Unsaid,
    /// Another code.
    Other(String),
}

/// What became of one invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceStatus {
    /// Number of the invoice (MDT-87).
    pub invoice: String,
    /// Its type (MDT-91).
    pub type_code: String,
    /// Its day of issue (MDT-100).
    pub invoice_issued_on: Option<Date>,
    /// Its seller (MDT-129).
    pub seller: Option<Identifier>,
    /// Its buyer, where the message names one.
    pub buyer: Option<Identifier>,
    /// The French status (MDT-105): 200 to 228, 501.
    pub code: String,
    /// Its label as the message gives it (MDT-106).
    pub label: String,
    /// UNTDID 1373 status (MDT-88). Several French statuses share one: never key on it.
    pub untdid_code: String,
    /// 305 transmission or 23 treatment (MDT-77).
    pub phase_code: String,
    /// When the status was set (MDT-78).
    pub set_at: Option<DateTime>,
    /// When the invoice was received or submitted (MDT-95).
    pub received_at: Option<DateTime>,
    /// Why, and what is asked.
    pub reasons: Vec<StatusReason>,
    /// Amounts and data, of all reasons.
    pub characteristics: Vec<Characteristic>,
}

/// A reason and what is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusReason {
    /// Code (MDT-113); may be empty.
    pub code: String,
    /// Words (MDT-114).
    pub text: String,
    /// What the sender asks for (MDT-121).
    pub action: Option<RequestedAction>,
    /// The same in words (MDT-122).
    pub action_text: String,
}

/// What is asked of the seller (MDT-121).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestedAction {
    /// NOA.
    Nothing,
    /// PIN: give information.
    Information,
    /// NIN: make a corrective invoice.
    NewInvoice,
    /// CNF: credit the whole.
    FullCreditNote,
    /// CNP: credit a part.
    PartialCreditNote,
    /// CNA: credit an amount.
    CreditNoteOfAmount,
    /// OTH, or a code that the tables do not hold.
    Other(String),
}

/// An amount, a rate or another value that comes with a status.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Characteristic {
    /// `MEN` collected, `MPA` paid, `RAP` remaining, `ESC` discount, `MAP` approved, `MNA` not approved, `DIV` value as
    /// it is, `DVA` value as it should be... (MDT-207).
    pub kind: String,
    /// The field of the invoice it is about, such as `BT-152` (MDT-206).
    pub field: String,
    /// Name of the field (MDT-211).
    pub name: String,
    /// Amount (MDT-215).
    pub amount: Option<Decimal>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// Percentage; of VAT with an amount collected (MDT-224).
    pub percent: Option<Decimal>,
    /// Day (MDT-219).
    pub on: Option<Date>,
    /// Value in words, for what is neither.
    pub text: String,
}

impl InvoiceStatus {
    /// The row of the table, nothing for a code it does not hold.
    pub fn known(&self) -> Option<&'static StatusCode> {
        status(&self.code)
    }

    /// The sum of the amounts of one kind, nothing when there is none, or when they are of several currencies. An
    /// amount without currency is in euros: the tax authority knows no other here.
    pub fn sum_of(&self, kind: &str) -> Option<Money> {
        let mut amounts = self
            .characteristics
            .iter()
            .filter(|one| one.kind == kind)
            .filter_map(Characteristic::money);
        let first = amounts.next()?;
        amounts.try_fold(first, Money::checked_add)
    }
}

impl Characteristic {
    /// The amount as money.
    pub fn money(&self) -> Option<Money> {
        Money::from_major(self.amount?, self.currency.unwrap_or(Currency::EUR))
    }
}

impl StatusReason {
    /// The row of the table, nothing for a code it does not hold.
    pub fn known(&self) -> Option<&'static ReasonCode> {
        reason(&self.code)
    }
}

impl ActorRole {
    /// The role of a code of UNTDID 3035.
    pub(super) fn of(code: &str) -> ActorRole {
        match code {
            "" => ActorRole::Unsaid,
            "SE" => ActorRole::Seller,
            "BY" => ActorRole::Buyer,
            "AB" | "SR" => ActorRole::Agent,
            "DL" => ActorRole::Factor,
            "PE" => ActorRole::Payee,
            "PR" => ActorRole::Payer,
            "II" => ActorRole::Invoicer,
            "IV" => ActorRole::Invoicee,
            "WK" => ActorRole::Platform,
            "DFH" => ActorRole::PublicPortal,
            other => ActorRole::Other(other.to_string()),
        }
    }
}

impl RequestedAction {
    /// The action of a code; nothing when none is given.
    pub(super) fn of(code: &str) -> Option<RequestedAction> {
        Some(match code {
            "" => return None,
            "NOA" => RequestedAction::Nothing,
            "PIN" => RequestedAction::Information,
            "NIN" => RequestedAction::NewInvoice,
            "CNF" => RequestedAction::FullCreditNote,
            "CNP" => RequestedAction::PartialCreditNote,
            "CNA" => RequestedAction::CreditNoteOfAmount,
            other => RequestedAction::Other(other.to_string()),
        })
    }
}

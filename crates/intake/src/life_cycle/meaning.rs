//! What a status means for the claim. It must follow the French status only: the UNTDID code is the same for a
//! payment that was sent and for one that arrived.

use jiff::civil::Date;
use receivables::money::Money;
use serde::{Deserialize, Serialize};

use super::facts::InvoiceStatus;

/// What a status means for the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "meaning")]
pub enum StatusMeaning {
    /// 200, 201: it left; nothing says yet that the buyer has it.
    Submitted,
    /// 202, 203, 204: it is proven that the buyer has it.
    ProvenReceived,
    /// 205, 214: the debt is acknowledged.
    Acknowledged,
    /// 206: a part is acknowledged, the rest is disputed.
    PartlyAcknowledged {
        /// What is acknowledged, when the message says so.
        approved: Option<Money>,
        /// What is not.
        disputed: Option<Money>,
    },
    /// 207: disputed: not chased while the dispute is open.
    InDispute,
    /// 208: the buyer waits for a document: ours to send.
    Suspended,
    /// 209: the document was sent; the claim goes on.
    Completed,
    /// 210: the buyer refuses it: not chased; a credit note or a new invoice mends it.
    Refused,
    /// 213, 501: a platform rejected it: it counts as never issued, and must be mended and issued again.
    Rejected,
    /// 211: the payment is under way: nothing is chased for some days.
    PaymentSent {
        /// What was sent.
        amount: Option<Money>,
        /// The day it was sent, as the payer says.
        sent_on: Option<Date>,
    },
    /// 212: paid, wholly or in part; negative takes an earlier one back.
    Cashed {
        /// What was received.
        amount: Option<Money>,
    },
    /// 220: no longer claimed.
    Cancelled,
    /// 221: it did not reach the buyer.
    RoutingError,
    /// 225, 226, 228: who is to be paid may have changed: a factor, or no longer one.
    FactoringChanged,
    /// 227: the account to pay changed: to be verified by another way, for fraud looks the same.
    AccountChanged,
    /// 224: a subcontractor asks the buyer to pay it directly.
    DirectPaymentRequested,
    /// 601 and codes that the tables do not hold: for a person to read.
    Unknown,
}

impl InvoiceStatus {
    /// What the status means for the claim.
    pub fn meaning(&self) -> StatusMeaning {
        let Some(known) = self.known() else {
            return StatusMeaning::Unknown;
        };
        match known.code {
            200 | 201 => StatusMeaning::Submitted,
            202..=204 => StatusMeaning::ProvenReceived,
            205 | 214 => StatusMeaning::Acknowledged,
            206 => StatusMeaning::PartlyAcknowledged {
                approved: self.first_sum(&["MAPTTC", "MAP"]),
                disputed: self.first_sum(&["MNATTC", "MNA"]),
            },
            207 => StatusMeaning::InDispute,
            208 => StatusMeaning::Suspended,
            209 => StatusMeaning::Completed,
            210 => StatusMeaning::Refused,
            211 => StatusMeaning::PaymentSent {
                amount: self.sum_of("MPA"),
                sent_on: self.payment_sent_on(),
            },
            212 => StatusMeaning::Cashed {
                amount: self.sum_of("MEN"),
            },
            213 | 501 => StatusMeaning::Rejected,
            220 => StatusMeaning::Cancelled,
            221 => StatusMeaning::RoutingError,
            224 => StatusMeaning::DirectPaymentRequested,
            225 | 226 | 228 => StatusMeaning::FactoringChanged,
            227 => StatusMeaning::AccountChanged,
            _ => StatusMeaning::Unknown,
        }
    }

    fn first_sum(&self, kinds: &[&str]) -> Option<Money> {
        kinds.iter().find_map(|kind| self.sum_of(kind))
    }

    fn payment_sent_on(&self) -> Option<Date> {
        let mut paid = self.characteristics.iter().filter(|one| one.kind == "MPA");
        paid.find_map(|one| one.on)
            .or_else(|| self.set_at.map(|set_at| set_at.date()))
    }
}

impl StatusMeaning {
    /// True when the invoice must not be chased as it stands: it must be mended first, or the dispute settled.
    pub fn stops_the_chase(self) -> bool {
        matches!(
            self,
            StatusMeaning::InDispute
                | StatusMeaning::Suspended
                | StatusMeaning::Refused
                | StatusMeaning::Rejected
                | StatusMeaning::Cancelled
                | StatusMeaning::RoutingError
        )
    }

    /// True when it is certain that the buyer has the invoice.
    pub fn proves_receipt(self) -> bool {
        matches!(
            self,
            StatusMeaning::ProvenReceived
                | StatusMeaning::Acknowledged
                | StatusMeaning::PartlyAcknowledged { .. }
                | StatusMeaning::InDispute
                | StatusMeaning::Suspended
                | StatusMeaning::Refused
                | StatusMeaning::PaymentSent { .. }
        )
    }
}

//! What is known of one electronic invoice after reading it: what a claim is made of, nothing of its lines. It must
//! keep the amounts exactly as the document gives them; the sign of the claim is derived, never stored.

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::kind::DocumentKind;
use super::party::Party;
use super::payment::{Discount, Due, Instalment, PaymentMeans};

/// The invoices of one file, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceFile {
    /// Almost always one.
    pub invoices: Vec<EInvoice>,
    /// True when the document stops before its end.
    pub is_cut: bool,
}

/// The form of the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Syntax {
    /// UBL 2, root `Invoice`.
    #[default]
    UblInvoice,
    /// UBL 2, root `CreditNote`.
    UblCreditNote,
    /// UN/CEFACT cross industry invoice, D16B and later: Factur-X, ZUGFeRD 2, XRechnung.
    Cii,
    /// ZUGFeRD 1, root `CrossIndustryDocument`.
    Zugferd1,
}

/// One electronic invoice. The BT and BG numbers are those of EN 16931. A text that is absent is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EInvoice {
    /// The form of the document.
    pub syntax: Syntax,
    /// Specification the document follows (BT-24).
    pub guideline: String,
    /// Business process, in France the framework such as `S1` (BT-23).
    pub process: String,
    /// True when the document says of itself that it is a test.
    pub is_test: bool,
    /// Type of document (BT-3): 380, 381, 384, 389...
    pub type_code: String,
    /// Number (BT-1), spelled as in the document.
    pub number: String,
    /// Day of issue (BT-2).
    pub issued_on: Option<Date>,
    /// When it must be paid; the earliest day when there are several instalments.
    pub due: Option<Due>,
    /// The parts it is to be paid in; empty when it is paid at once.
    pub instalments: Vec<Instalment>,
    /// Discounts for early payment that are offered.
    pub discounts: Vec<Discount>,
    /// Payment terms in words (BT-20), several on lines of their own.
    pub terms: String,
    /// Day of delivery (BT-72).
    pub delivered_on: Option<Date>,
    /// What the buyer wants to see on it (BT-10).
    pub buyer_reference: String,
    /// The buyer's order (BT-13).
    pub order_reference: String,
    /// The seller's order (BT-14).
    pub sales_order_reference: String,
    /// The contract (BT-12).
    pub contract_reference: String,
    /// The project (BT-11).
    pub project_reference: String,
    /// The invoices that this one credits, corrects or follows (BG-3), those named on lines included.
    pub preceding: Vec<PrecedingInvoice>,
    /// Currency of the amounts (BT-5).
    pub currency: Option<Currency>,
    /// Totals, in `currency`.
    pub totals: Totals,
    /// Who sells; in a self-billed invoice too.
    pub seller: Party,
    /// Who owes.
    pub buyer: Party,
    /// Who is to be paid when it is not the seller (BG-10): a factor most often.
    pub payee: Option<Party>,
    /// How it can be paid (BG-16).
    pub means: Vec<PaymentMeans>,
    /// What the payer is asked to write (BT-83).
    pub payment_reference: String,
    /// SEPA creditor identifier (BT-90).
    pub creditor_id: String,
    /// Notes with their subject (BG-1).
    pub notes: Vec<Note>,
    /// How many lines; 0 in profiles without lines.
    pub line_count: u64,
}

/// An earlier invoice that is referred to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrecedingInvoice {
    /// Its number (BT-25).
    pub number: String,
    /// Its day of issue (BT-26).
    pub issued_on: Option<Date>,
}

/// Totals exactly as written: neither rounded nor given a sign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Without VAT (BT-109).
    pub net: Option<Decimal>,
    /// VAT in the currency of the invoice (BT-110).
    pub vat: Option<Decimal>,
    /// With VAT (BT-112).
    pub gross: Option<Decimal>,
    /// Already paid (BT-113).
    pub prepaid: Option<Decimal>,
    /// Rounding of the amount to pay (BT-114).
    pub rounding: Option<Decimal>,
    /// To pay (BT-115).
    pub payable: Option<Decimal>,
}

/// A note and its subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// UNTDID 4451 subject (BT-21): in France `PMT` recovery sum, `PMD` penalties, `AAB` discount. May be empty.
    pub subject: String,
    /// The words (BT-22).
    pub text: String,
}

/// What a corrective invoice does to the one it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Correction {
    /// It takes the place of the whole earlier claim.
    Replaces,
    /// Its amount is a difference, to be added to the earlier claim.
    Adjusts,
}

impl Totals {
    /// What is to be paid as written, or what the other totals say when it is not: gross − prepaid + rounding.
    pub fn to_pay(&self) -> Option<Decimal> {
        self.payable.or_else(|| {
            let gross = self.gross.or_else(|| {
                let (net, vat) = (self.net?, self.vat.unwrap_or_default());
                net.checked_add(vat)
            })?;
            gross
                .checked_sub(self.prepaid.unwrap_or_default())?
                .checked_add(self.rounding.unwrap_or_default())
        })
    }
}

impl EInvoice {
    /// What the document is to a receivables ledger.
    pub fn kind(&self) -> DocumentKind {
        DocumentKind::of(&self.type_code, self.syntax)
    }

    /// What the document adds to the account of the buyer: positive is owed, negative is owed back. A credit note
    /// written with positive amounts counts negative; every other kind counts as it is written. Nothing when the
    /// amount or the currency cannot be read.
    pub fn claim(&self) -> Option<Money> {
        self.signed(self.totals.to_pay()?)
    }

    /// The whole of the document as [`EInvoice::claim`] counts it, what was already paid included.
    pub fn whole(&self) -> Option<Money> {
        self.signed(self.totals.gross.or_else(|| self.totals.to_pay())?)
    }

    /// An amount of this document with the sign it has in the account of the buyer.
    pub fn signed(&self, amount: Decimal) -> Option<Money> {
        let counted = match self.kind() {
            DocumentKind::CreditNote => -amount.abs(),
            _ => amount,
        };
        Money::from_major(counted, self.currency?)
    }

    /// For a corrective invoice, what it does: a negative amount is a difference, a positive one the claim anew.
    pub fn correction(&self) -> Option<Correction> {
        if self.kind() != DocumentKind::Corrective {
            return None;
        }
        let is_difference = self
            .totals
            .to_pay()
            .is_some_and(|amount| amount.is_sign_negative())
            || self
                .totals
                .gross
                .is_some_and(|gross| gross.is_sign_negative());
        Some(if is_difference {
            Correction::Adjusts
        } else {
            Correction::Replaces
        })
    }

    /// The words of the first note on a subject such as `PMT`.
    pub fn note(&self, subject: &str) -> Option<&str> {
        self.notes
            .iter()
            .find(|note| note.subject == subject)
            .map(|note| note.text.as_str())
    }

    /// The account money is asked on: the first means that has one.
    pub fn account(&self) -> Option<&PaymentMeans> {
        self.means.iter().find(|means| !means.account.is_empty())
    }

    /// Who is to be paid: the payee when there is one, else the seller.
    pub fn paid_to(&self) -> &Party {
        self.payee.as_ref().unwrap_or(&self.seller)
    }

    /// The SIREN of the buyer, whatever it is written in.
    pub fn buyer_siren(&self) -> Option<String> {
        self.buyer.siren()
    }
}

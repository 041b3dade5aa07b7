//! When and how an invoice is to be paid. It must always say how a due date was found, because one that was read
//! out of a sentence is worth less than one that was written as a date.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A due date and how it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The day it must be paid at the latest.
    pub on: Date,
    /// How it was found.
    pub source: DueSource,
}

/// How a due date was found. All but the first three are told as doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DueSource {
    /// Written as the due date of the document (BT-9).
    Document,
    /// Written with the means of payment, where a UBL credit note has it.
    Means,
    /// Written with an instalment.
    Instalment,
    /// A date in the words of the terms.
    DayInWords,
    /// A number of days, weeks or months in the words of the terms, from the day of issue.
    DelayInWords,
    /// A delay with an end of month in the words of the terms: two readings are lawful, the days were added first.
    EndOfMonthInWords,
    /// Payable at once, in the words of the terms.
    OnReceiptInWords,
}

impl DueSource {
    /// True when the date was worked out of a sentence.
    pub fn is_from_words(self) -> bool {
        !matches!(
            self,
            DueSource::Document | DueSource::Means | DueSource::Instalment
        )
    }
}

/// One part of an invoice that is paid in several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// Amount as written, in the currency of the invoice; [`super::EInvoice::signed`] gives it its sign.
    pub amount: Decimal,
    /// When; nothing when the document does not say.
    pub due: Option<Due>,
}

/// A discount for early payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// Percent of the base.
    pub percent: Option<Decimal>,
    /// Amount, when it is given instead of or beside the percentage.
    pub amount: Option<Decimal>,
    /// What the percentage is of, when it is not the whole.
    pub base: Option<Decimal>,
    /// Days from the day of issue.
    pub days: Option<u16>,
    /// The last day.
    pub until_on: Option<Date>,
}

/// One way to pay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMeans {
    /// UNTDID 4461 (BT-81): 30 and 58 transfer, 49 and 59 direct debit, 48 card, 20 cheque, 97 clearing.
    pub code: String,
    /// In words (BT-82).
    pub text: String,
    /// Account to pay to, without blanks (BT-84): an IBAN, else an account number of the country.
    pub account: String,
    /// Name of the account (BT-85).
    pub account_name: String,
    /// BIC of the bank (BT-86).
    pub bic: String,
    /// Mandate of a direct debit (BT-89).
    pub mandate: String,
    /// Account that is debited (BT-91).
    pub debited_account: String,
}

impl PaymentMeans {
    /// True for a direct debit: the creditor takes the money, nobody is asked to send it.
    pub fn is_direct_debit(&self) -> bool {
        matches!(self.code.as_str(), "49" | "59")
    }
}

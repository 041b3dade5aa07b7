//! The fixed words of messages in one language, read once so that composing thousands of messages does not
//! look them up thousands of times. Must never hold anything about a debtor.

use receivables::debtor::Language;

use crate::wording::{Value, Wording};

/// Columns and labels of statements, bank details and letters.
pub(super) struct Words {
    pub wording: Wording,
    pub reference: String,
    pub issued: String,
    pub due: String,
    pub late: String,
    pub amount: String,
    pub open: String,
    pub total_open: String,
    pub total_credits: String,
    pub total_disputed: String,
    pub total_awarded: String,
    pub total_promised: String,
    pub total_planned: String,
    pub total_asked: String,
    pub others_title: String,
    pub payment_title: String,
    pub payment_holder: String,
    pub payment_iban: String,
    pub payment_bic: String,
    pub payment_reference: String,
    pub payment_amount: String,
    pub payment_code: String,
}

impl Words {
    pub fn new(language: Language) -> Words {
        let wording = Wording::new(language);
        let word = |key: &str| wording.word(key);
        Words {
            reference: word("statement-reference"),
            issued: word("statement-issued"),
            due: word("statement-due"),
            late: word("statement-late"),
            amount: word("statement-amount"),
            open: word("statement-open"),
            total_open: word("total-open"),
            total_credits: word("total-credits"),
            total_disputed: word("total-disputed"),
            total_awarded: word("total-awarded"),
            total_promised: word("total-promised"),
            total_planned: word("total-planned"),
            total_asked: word("total-asked"),
            others_title: word("others-title"),
            payment_title: word("payment-title"),
            payment_holder: word("payment-holder"),
            payment_iban: word("payment-iban"),
            payment_bic: word("payment-bic"),
            payment_reference: word("payment-reference"),
            payment_amount: word("payment-amount"),
            payment_code: word("payment-code"),
            wording,
        }
    }

    pub fn language(&self) -> Language {
        self.wording.language()
    }

    /// A text with one variable.
    pub fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.wording.say(key, &[(name, Value::from(value))])
    }
}

//! Why a payment came back or was refused: each code of the SEPA and ISO 20022 lists with a sentence for
//! people and what can be done next. It must never blame the debtor: a bank's code is not a fault.

mod table;

use receivables::debtor::Language;
use serde::{Deserialize, Serialize};

use table::TABLE;

/// What the reason is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonFamily {
    /// Account or address data.
    Data,
    /// No money on the account, or the account is blocked.
    Solvency,
    /// The mandate.
    Mandate,
    /// The debtor contests.
    Dispute,
    /// The scheme does not allow it.
    Scheme,
    /// The debtor itself: deceased, insolvent.
    Party,
    /// A recall by the payer's bank.
    Recall,
    /// The file or the transmission.
    Technical,
    /// The law.
    Regulatory,
    /// Not told.
    Unknown,
}

/// What can be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// The same order may be presented again as it is.
    Retryable,
    /// It may be presented again once something is corrected.
    RetryableOnceCorrected,
    /// Only with a new or amended mandate.
    NeedsNewMandate,
    /// Somebody must talk with the debtor first.
    AskTheDebtor,
    /// Never again this way: another means of payment.
    Final,
}

/// One reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The code of the lists, such as `AM04`.
    pub code: &'static str,
    /// What it is about.
    pub family: ReasonFamily,
    /// What can be done next.
    pub outlook: Outlook,
    french: &'static str,
    english: &'static str,
}

impl Reason {
    /// The reason in a sentence, without full stop.
    pub fn sentence(&self, language: Language) -> &'static str {
        match language {
            Language::French => self.french,
            Language::English => self.english,
        }
    }

    /// True when presenting the order again, as it is, may succeed.
    pub fn is_retryable(&self) -> bool {
        self.outlook == Outlook::Retryable
    }
}

/// The reason of a code; blanks and small letters do not matter. Nothing for a code of no list.
pub fn of(code: &str) -> Option<&'static Reason> {
    let code = code.trim();
    TABLE
        .iter()
        .find(|reason| reason.code.eq_ignore_ascii_case(code))
}

/// Every reason known, in the order of the codes.
pub fn all() -> &'static [Reason] {
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_there_once_and_says_something_in_both_languages() {
        let codes: Vec<&str> = all().iter().map(|reason| reason.code).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(codes, sorted, "in order, none twice");
        for reason in all() {
            let french = reason.sentence(Language::French);
            let english = reason.sentence(Language::English);
            assert!(french.len() > 10 && english.len() > 10 && french != english);
            assert!(!french.ends_with('.') && !english.ends_with('.'));
        }
    }

    #[test]
    fn what_to_do_next_follows_from_the_code() {
        let outlook = |code: &str| of(code).map(|reason| reason.outlook);
        assert_eq!(outlook(" am04 "), Some(Outlook::Retryable));
        assert_eq!(outlook("AC04"), Some(Outlook::NeedsNewMandate));
        assert_eq!(outlook("MD06"), Some(Outlook::AskTheDebtor));
        assert_eq!(outlook("AC13"), Some(Outlook::Final));
        assert_eq!(outlook("AC01"), Some(Outlook::RetryableOnceCorrected));
        assert_eq!(outlook("X123"), None);
    }
}

//! The sentence behind each reason of cash application, in the reader's language. Must never leave a reason
//! without a sentence, nor say that money is on an invoice: that is decided elsewhere.

use receivables::cash_application::MatchReason;
use receivables::identity::{DebtorId, ItemId};
use receivables::money::Money;

use crate::format;
use crate::wording::{Value, Wording};

/// Explains proposals in one language.
#[derive(Clone, Copy)]
pub struct CashExplainer<'a> {
    /// The words.
    pub wording: &'a Wording,
    /// The number of an item as the debtor knows it.
    pub number: &'a dyn Fn(ItemId) -> String,
    /// The name of a debtor.
    pub debtor: &'a dyn Fn(DebtorId) -> String,
}

impl CashExplainer<'_> {
    /// The sentence of a reason, with its full stop.
    pub fn reason(&self, reason: &MatchReason) -> String {
        let key = format!("cash-{}", reason.code());
        match reason {
            MatchReason::NumberNamed { item, .. }
            | MatchReason::CheckedReference { item, .. }
            | MatchReason::PaysOneInstalment { item }
            | MatchReason::DeductsCreditNote { item }
            | MatchReason::NumberTooPlain { item }
            | MatchReason::CurrencyDiffers { item }
            | MatchReason::AlreadySettled { item }
            | MatchReason::NumberShortened { item }
            | MatchReason::NumberDamaged { item }
            | MatchReason::InNamedRange { item } => self.say(&key, "number", (self.number)(*item)),
            MatchReason::KnownAccount { debtor }
            | MatchReason::NameAgrees { debtor }
            | MatchReason::NameIsLike { debtor }
            | MatchReason::KnownPayerName { debtor, .. }
            | MatchReason::AskedToLook { debtor } => self.say(&key, "name", (self.debtor)(*debtor)),
            MatchReason::PaidByGroup { payer } | MatchReason::PaidByAnother { payer } => {
                self.say(&key, "name", (self.debtor)(*payer))
            }
            MatchReason::PaysLess { short: amount }
            | MatchReason::PaysMore { rest: amount }
            | MatchReason::TakesDiscount { discount: amount }
            | MatchReason::BankFees { short: amount }
            | MatchReason::IncludesFixedSum { sum: amount } => {
                self.say(&key, "amount", self.money(*amount))
            }
            MatchReason::PaysTheSum { items: count }
            | MatchReason::SumAgrees { items: count }
            | MatchReason::AmountAgrees { alike: count }
            | MatchReason::PaysThePlan { instalments: count }
            | MatchReason::OthersFitToo { others: count } => self
                .wording
                .say(&key, &[("count", i64::from(*count).into())]),
            MatchReason::SeveralDebtors { debtors } => {
                let names: Vec<String> = debtors
                    .iter()
                    .map(|debtor| (self.debtor)(*debtor))
                    .collect();
                let names = format::list(&names, self.wording.language());
                self.say(&key, "names", names)
            }
            MatchReason::WordAgainst { word } => self.say(&key, "word", word.clone()),
            MatchReason::PaysInFull
            | MatchReason::NothingKnown
            | MatchReason::AllThatWasDue
            | MatchReason::OldestFirst
            | MatchReason::UnknownNumber => self.wording.word(&key),
        }
    }

    fn say(&self, key: &str, name: &str, value: String) -> String {
        self.wording.say(key, &[(name, Value::from(value))])
    }

    fn money(&self, amount: Money) -> String {
        format::money(amount, self.wording.language())
    }
}

#[cfg(test)]
mod tests {
    use receivables::cash_application::Field;
    use receivables::debtor::Language;

    use super::*;

    #[test]
    fn every_reason_has_its_sentence_in_both_languages() {
        let (item, debtor, amount) = (ItemId(1), DebtorId(2), Money::eur(1_250));
        let reasons = [
            MatchReason::NumberNamed {
                item,
                field: Field::Text,
            },
            MatchReason::CheckedReference {
                item,
                field: Field::Text,
            },
            MatchReason::KnownAccount { debtor },
            MatchReason::PaysInFull,
            MatchReason::PaysTheSum { items: 2 },
            MatchReason::PaysOneInstalment { item },
            MatchReason::PaysThePlan { instalments: 1 },
            MatchReason::PaysLess { short: amount },
            MatchReason::PaysMore { rest: amount },
            MatchReason::DeductsCreditNote { item },
            MatchReason::NumberTooPlain { item },
            MatchReason::SeveralDebtors {
                debtors: vec![debtor, DebtorId(3)],
            },
            MatchReason::CurrencyDiffers { item },
            MatchReason::AlreadySettled { item },
            MatchReason::NothingKnown,
            MatchReason::NumberShortened { item },
            MatchReason::NumberDamaged { item },
            MatchReason::InNamedRange { item },
            MatchReason::NameAgrees { debtor },
            MatchReason::NameIsLike { debtor },
            MatchReason::KnownPayerName {
                debtor,
                confirmed: 3,
            },
            MatchReason::PaidByGroup { payer: debtor },
            MatchReason::PaidByAnother { payer: debtor },
            MatchReason::AmountAgrees { alike: 1 },
            MatchReason::SumAgrees { items: 3 },
            MatchReason::AllThatWasDue,
            MatchReason::OldestFirst,
            MatchReason::TakesDiscount { discount: amount },
            MatchReason::BankFees { short: amount },
            MatchReason::IncludesFixedSum { sum: amount },
            MatchReason::OthersFitToo { others: 2 },
            MatchReason::WordAgainst {
                word: "LOYER".to_string(),
            },
            MatchReason::UnknownNumber,
            MatchReason::AskedToLook { debtor },
        ];
        for language in [Language::French, Language::English] {
            let wording = Wording::new(language);
            let explainer = CashExplainer {
                wording: &wording,
                number: &|_| "FA2026-000101".to_string(),
                debtor: &|_| "Menuiserie Martin".to_string(),
            };
            for reason in &reasons {
                let sentence = explainer.reason(reason);
                assert!(sentence.ends_with('.'), "{reason:?}: {sentence}");
                assert!(
                    !sentence.contains(['⟦', '{', '$']),
                    "{reason:?}: {sentence}"
                );
            }
        }
    }
}

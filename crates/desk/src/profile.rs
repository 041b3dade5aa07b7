//! What a creditor's messages say about it: address, legal mentions, bank details, the people and
//! departments who sign, and the terms its invoices bear. Kept as one JSON column of the creditor.

use notices::letter::Window;
use receivables::capacity::Capacity;
use receivables::charges::Regime;
use receivables::charges::fixed_sum::FixedSum;
use receivables::debtor::{Address, DebtorKind};
use receivables::identifier::{check_iban, compact};
use receivables::money::Money;
use receivables::terms::{EndOfMonth, Terms};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::creditor::Creditor;

use crate::contacts::looks_deliverable;
use crate::error::Result;
use crate::follow_ups::FollowUps;
use crate::refusal::Refusal;

/// Where debtors pay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BankDetails {
    /// Holder of the account.
    pub holder: String,
    /// IBAN.
    pub iban: String,
    /// BIC.
    pub bic: String,
}

/// A person or a department that signs. Real ones only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SenderIdentity {
    /// The key strategies name (`accounting`).
    pub key: String,
    /// Name of the person or department.
    pub name: String,
    /// Function, such as "service comptabilité clients".
    pub role: String,
    /// E-mail address messages come from and answers go to.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}

/// Late charges as the creditor's contracts agree them, for businesses: the law decides for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractCharges {
    /// The yearly penalty rate, in percent.
    pub percent: Decimal,
    /// The fixed charge for each late invoice; nothing leaves the one of the law.
    pub fixed_sum: Option<Money>,
}

/// How sanctions are announced inside the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SanctionRules {
    /// Calendar days between the announcement and the day a sanction takes effect, at least one.
    pub notice_days: i32,
    /// E-mail addresses of those who hear of them before the day; nobody when empty.
    pub told: Vec<String>,
}

impl Default for SanctionRules {
    fn default() -> Self {
        SanctionRules {
            notice_days: 2,
            told: Vec::new(),
        }
    }
}

/// What messages say about the creditor, and what is assumed of its ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Postal address.
    pub address: Address,
    /// Legal mentions: form, capital, register, VAT number.
    pub legal: String,
    /// Where debtors pay.
    pub bank: BankDetails,
    /// Who signs; the first signs for a key nobody has.
    pub senders: Vec<SenderIdentity>,
    /// Terms of invoices whose source names none.
    pub terms: Terms,
    /// What "fin de mois" means in the creditor's contracts.
    pub end_of_month: EndOfMonth,
    /// Key of the strategy of accounts that no rule puts elsewhere.
    pub strategy: String,
    /// Key of the strategy of accounts tagged `key-account`.
    pub key_account_strategy: String,
    /// What a year of money costs the creditor, in percent; for the cost of delay.
    pub own_rate_percent: Decimal,
    /// Late charges the contracts agree; nothing leaves those of the law.
    pub contract_charges: Option<ContractCharges>,
    /// Calendar days in which a dispute is usually answered.
    pub dispute_days: i32,
    /// What follows by default what people note.
    pub follow_ups: FollowUps,
    /// Days after which the words of a message that left are no longer kept; 0 keeps them for ever.
    pub message_days: i32,
    /// The hours people have for calls, letters and tasks.
    pub capacity: Capacity,
    /// How sanctions are announced.
    pub sanctions: SanctionRules,
    /// E-mail addresses of those who hear of alerts; nobody when empty.
    pub alerts_told: Vec<String>,
    /// The name or number shown as sender of text messages; the installation's own when empty.
    pub text_sender: String,
    /// Where envelopes have their window; nothing follows the usage of the creditor's country.
    pub window: Option<Window>,
}

impl Default for Profile {
    fn default() -> Self {
        Profile {
            address: Address::default(),
            legal: String::new(),
            bank: BankDetails::default(),
            senders: Vec::new(),
            terms: Terms::STATUTORY,
            end_of_month: EndOfMonth::default(),
            strategy: "b2b-france".to_string(),
            key_account_strategy: "key-account".to_string(),
            own_rate_percent: Decimal::from(5),
            contract_charges: None,
            dispute_days: 15,
            follow_ups: FollowUps::default(),
            message_days: 0,
            capacity: Capacity::default(),
            sanctions: SanctionRules::default(),
            alerts_told: Vec::new(),
            text_sender: String::new(),
            window: None,
        }
    }
}

impl BankDetails {
    /// Refuses an IBAN that cannot be right: every message would carry it. An empty one leaves the bank details
    /// out of messages.
    pub fn check(&self) -> Result<()> {
        if compact(&self.iban).is_empty() || !check_iban(&self.iban).is_wrong() {
            return Ok(());
        }
        Err(Refusal::IbanMistyped {
            iban: self.iban.clone(),
        }
        .into())
    }
}

impl Profile {
    /// The profile of a creditor.
    pub fn of(creditor: &Creditor) -> Result<Profile> {
        serde_json::from_str(&creditor.profile).map_err(|error| {
            Refusal::ProfileUnreadable {
                company: creditor.name.clone(),
                words: error.to_string(),
            }
            .into()
        })
    }

    /// The profile as it is kept.
    pub fn kept(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| {
            Refusal::ProfileNotKept {
                words: error.to_string(),
            }
            .into()
        })
    }

    /// The rules late charges follow for a nature of debtor: the contract's for businesses where there is one,
    /// else those of the creditor's country; nothing where neither is known.
    pub fn charges_regime(&self, country: &str, kind: DebtorKind) -> Option<Regime> {
        let law = Regime::statutory(country, kind);
        let Some(contract) = self
            .contract_charges
            .filter(|_| kind == DebtorKind::Business)
        else {
            return law;
        };
        let of_law = law.map_or(FixedSum::None, |regime| regime.fixed_sum);
        let fixed_sum = contract.fixed_sum.map_or(of_law, FixedSum::Flat);
        Some(Regime::agreed(contract.percent, fixed_sum))
    }

    /// Refuses a profile in whose name no message can leave: nobody signs, or somebody has no address.
    pub fn check_senders(&self) -> Result<()> {
        if self.senders.is_empty() {
            return Err(Refusal::NobodySigns.into());
        }
        let mute = |sender: &&SenderIdentity| !looks_deliverable(sender.email.trim());
        match self.senders.iter().find(mute) {
            Some(sender) => Err(Refusal::SenderWithoutAddress {
                sender: sender.key.clone(),
            }
            .into()),
            None => Ok(()),
        }
    }

    /// Who signs for a key: the sender with the key, else the first, else the company itself.
    pub fn sender(&self, key: &str, company: &str) -> SenderIdentity {
        let found = self
            .senders
            .iter()
            .find(|sender| sender.key == key)
            .or(self.senders.first());
        found.cloned().unwrap_or_else(|| SenderIdentity {
            key: key.to_string(),
            name: company.to_string(),
            ..SenderIdentity::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_iban_is_refused_before_any_message_carries_it() {
        let details = |iban: &str| BankDetails {
            iban: iban.into(),
            ..BankDetails::default()
        };
        assert!(details("FR76 3000 6000 0112 3456 7890 189").check().is_ok());
        assert!(details("").check().is_ok());
        for wrong in [
            "FR77 3000 6000 0112 3456 7890 189",
            "FR76",
            "not an iban at all",
        ] {
            assert!(details(wrong).check().is_err(), "{wrong}");
        }
    }
}

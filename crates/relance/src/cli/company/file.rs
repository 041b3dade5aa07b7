//! The description of a company as a text file. An unknown key is an error that names it, and a key that is
//! absent changes nothing.

use anyhow::{Result, bail};
use desk::profile::{BankDetails, ContractCharges, Profile, SenderIdentity};
use jiff::civil::Time;
use notices::letter::Window;
use receivables::account::{ContactLimits, CreditorPolicy};
use receivables::currency::Currency;
use receivables::debtor::Address;
use receivables::money::Money;
use receivables::sanction::Supplies;
use receivables::terms::{EndOfMonth, Terms};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a file may say of a company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyFile {
    legal: Option<String>,
    terms: Option<String>,
    end_of_month: Option<EndOfMonth>,
    strategy: Option<String>,
    key_account_strategy: Option<String>,
    own_rate_percent: Option<Decimal>,
    penalty_percent: Option<Decimal>,
    recovery_sum: Option<String>,
    promise_tolerance_days: Option<i32>,
    dispute_days: Option<i32>,
    message_days: Option<i32>,
    sanction_notice_days: Option<i32>,
    sanction_told: Option<Vec<String>>,
    alerts_told: Option<Vec<String>>,
    text_sender: Option<String>,
    supplies: Option<Supplies>,
    window: Option<Window>,
    sending_hours: Option<(String, String)>,
    ledger_days_limit: Option<i32>,
    bank_days_limit: Option<i32>,
    region: Option<String>,
    limits: Option<Limits>,
    address: Option<Place>,
    bank: Option<Bank>,
    #[serde(default)]
    senders: Vec<Sender>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limits {
    days_between: i32,
    most_per_week: u32,
    most_per_month: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    lines: Vec<String>,
    post_code: String,
    town: String,
    country: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bank {
    holder: String,
    iban: String,
    #[serde(default)]
    bic: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sender {
    key: String,
    name: String,
    #[serde(default)]
    role: String,
    email: String,
    #[serde(default)]
    phone: String,
}

impl CompanyFile {
    /// What is known of a company, as a file.
    pub fn of(profile: &Profile, policy: &CreditorPolicy) -> CompanyFile {
        let (first, last) = policy.sending_hours;
        let hour = |time: Time| time.strftime("%H:%M").to_string();
        let contract = profile.contract_charges;
        CompanyFile {
            legal: Some(profile.legal.clone()),
            terms: Some(profile.terms.written()),
            end_of_month: Some(profile.end_of_month),
            strategy: Some(profile.strategy.clone()),
            key_account_strategy: Some(profile.key_account_strategy.clone()),
            own_rate_percent: Some(profile.own_rate_percent),
            penalty_percent: contract.map(|contract| contract.percent),
            recovery_sum: contract
                .and_then(|contract| contract.fixed_sum)
                .map(|sum| sum.to_string()),
            promise_tolerance_days: Some(policy.promise_tolerance_days),
            dispute_days: Some(profile.dispute_days),
            message_days: Some(profile.message_days),
            sanction_notice_days: Some(profile.sanctions.notice_days),
            sanction_told: Some(profile.sanctions.told.clone()),
            alerts_told: Some(profile.alerts_told.clone()),
            text_sender: Some(profile.text_sender.clone()),
            supplies: Some(policy.supplies),
            window: profile.window,
            sending_hours: Some((hour(first), hour(last))),
            ledger_days_limit: policy.freshness.ledger_days_limit,
            bank_days_limit: policy.freshness.bank_days_limit,
            region: policy.region.clone(),
            limits: Some(Limits {
                days_between: policy.limits.days_between,
                most_per_week: policy.limits.most_per_week,
                most_per_month: policy.limits.most_per_month,
            }),
            address: Some(Place {
                lines: profile.address.lines.clone(),
                post_code: profile.address.post_code.clone(),
                town: profile.address.town.clone(),
                country: profile.address.country.clone(),
            }),
            bank: Some(Bank {
                holder: profile.bank.holder.clone(),
                iban: profile.bank.iban.clone(),
                bic: profile.bank.bic.clone(),
            }),
            senders: profile.senders.iter().map(Sender::of).collect(),
        }
    }

    /// Puts what the file gives over what is known.
    pub fn apply(self, profile: &mut Profile, policy: &mut CreditorPolicy) -> Result<()> {
        self.check()?;
        put(&mut profile.legal, self.legal);
        put(&mut profile.end_of_month, self.end_of_month);
        if let Some(text) = &self.terms {
            let Some(terms) = Terms::parse(text, profile.end_of_month) else {
                bail!(
                    "`terms`: `{text}` is not understood: write for example \"30 jours\" or \"45 jours fin de mois\""
                );
            };
            profile.terms = terms;
        }
        put(&mut profile.strategy, self.strategy);
        put(&mut profile.key_account_strategy, self.key_account_strategy);
        put(&mut profile.own_rate_percent, self.own_rate_percent);
        put(&mut profile.dispute_days, self.dispute_days);
        put(&mut profile.message_days, self.message_days);
        put(
            &mut profile.sanctions.notice_days,
            self.sanction_notice_days,
        );
        put(&mut profile.sanctions.told, self.sanction_told);
        put(&mut profile.alerts_told, self.alerts_told);
        put(&mut profile.text_sender, self.text_sender);
        profile.window = self.window.or(profile.window);
        put(&mut policy.supplies, self.supplies);
        if let Some(percent) = self.penalty_percent {
            profile.contract_charges = Some(ContractCharges {
                percent,
                fixed_sum: self.recovery_sum.as_deref().map(sum).transpose()?,
            });
        }
        put(&mut profile.address, self.address.map(Place::address));
        put(&mut profile.bank, self.bank.map(Bank::details));
        if !self.senders.is_empty() {
            profile.senders = self.senders.into_iter().map(Sender::identity).collect();
        }
        put(
            &mut policy.promise_tolerance_days,
            self.promise_tolerance_days,
        );
        if let Some((first, last)) = &self.sending_hours {
            policy.sending_hours = (time(first)?, time(last)?);
        }
        if self.ledger_days_limit.is_some() {
            policy.freshness.ledger_days_limit = self.ledger_days_limit;
        }
        if self.bank_days_limit.is_some() {
            policy.freshness.bank_days_limit = self.bank_days_limit;
        }
        if self.region.is_some() {
            policy.region = self.region;
        }
        put(&mut policy.limits, self.limits.map(Limits::limits));
        Ok(())
    }

    fn check(&self) -> Result<()> {
        if self.recovery_sum.is_some() && self.penalty_percent.is_none() {
            bail!("`recovery_sum` goes with `penalty_percent`: write both");
        }
        for sender in &self.senders {
            if !sender.email.contains('@') {
                bail!(
                    "`senders`: `{}` of `{}` is not an e-mail address",
                    sender.email,
                    sender.key
                );
            }
        }
        Ok(())
    }
}

impl Limits {
    fn limits(self) -> ContactLimits {
        ContactLimits {
            days_between: self.days_between,
            most_per_week: self.most_per_week,
            most_per_month: self.most_per_month,
        }
    }
}

impl Place {
    fn address(self) -> Address {
        Address {
            lines: self.lines,
            post_code: self.post_code,
            town: self.town,
            country: self.country,
        }
    }
}

impl Bank {
    fn details(self) -> BankDetails {
        BankDetails {
            holder: self.holder,
            iban: self.iban,
            bic: self.bic,
        }
    }
}

impl Sender {
    fn of(known: &SenderIdentity) -> Sender {
        Sender {
            key: known.key.clone(),
            name: known.name.clone(),
            role: known.role.clone(),
            email: known.email.clone(),
            phone: known.phone.clone(),
        }
    }

    fn identity(self) -> SenderIdentity {
        SenderIdentity {
            key: self.key,
            name: self.name,
            role: self.role,
            email: self.email,
            phone: self.phone,
        }
    }
}

fn put<T>(place: &mut T, given: Option<T>) {
    if let Some(value) = given {
        *place = value;
    }
}

/// An amount such as `40.00 EUR`.
fn sum(text: &str) -> Result<Money> {
    let parsed = text.trim().rsplit_once(' ').and_then(|(number, code)| {
        let currency: Currency = code.parse().ok()?;
        Money::parse_plain(number, currency)
    });
    match parsed.filter(|sum| sum.minor >= 0) {
        Some(sum) => Ok(sum),
        None => bail!("`recovery_sum`: `{text}` is not an amount such as \"40.00 EUR\""),
    }
}

fn time(text: &str) -> Result<Time> {
    match Time::strptime("%H:%M", text) {
        Ok(time) => Ok(time),
        Err(_) => bail!("`sending_hours`: `{text}` is not a time such as \"08:30\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use receivables::identity::CreditorId;

    fn policy() -> CreditorPolicy {
        CreditorPolicy::starting(CreditorId(1))
    }

    #[test]
    fn what_is_shown_can_be_given_back() {
        for terms in [
            Terms::Net { days: 30 },
            Terms::EndOfMonth {
                days: 45,
                reading: EndOfMonth::AddThenEnd,
            },
            Terms::EndOfMonth {
                days: 45,
                reading: EndOfMonth::EndThenAdd,
            },
            Terms::EndOfMonthThe { days: 30, day: 10 },
        ] {
            let end_of_month = match terms {
                Terms::EndOfMonth { reading, .. } => reading,
                _ => EndOfMonth::default(),
            };
            let profile = Profile {
                terms,
                end_of_month,
                contract_charges: Some(ContractCharges {
                    percent: Decimal::from(12),
                    fixed_sum: Some(Money::eur(4_000)),
                }),
                ..Profile::default()
            };
            let text = toml::to_string(&CompanyFile::of(&profile, &policy())).unwrap();
            let read: CompanyFile = toml::from_str(&text).unwrap();
            let (mut again, mut policy_again) = (Profile::default(), policy());
            read.apply(&mut again, &mut policy_again).unwrap();
            assert_eq!((again, policy_again), (profile, policy()));
        }
    }

    #[test]
    fn a_key_that_is_absent_changes_nothing() {
        let mut profile = Profile {
            legal: "SAS".to_string(),
            ..Profile::default()
        };
        let given: CompanyFile = toml::from_str("[bank]\nholder = \"A\"\niban = \"FR76\"").unwrap();
        given.apply(&mut profile, &mut policy()).unwrap();
        assert_eq!(
            (profile.legal.as_str(), profile.bank.iban.as_str()),
            ("SAS", "FR76")
        );
    }

    #[test]
    fn a_wrong_value_is_named() {
        for (text, expected) in [
            ("colour = 1", "colour"),
            ("terms = \"soon\"", "terms"),
            (
                "[[senders]]\nkey = \"accounting\"\nname = \"A\"\nemail = \"nobody\"",
                "senders",
            ),
            ("recovery_sum = \"40.00 EUR\"", "penalty_percent"),
            (
                "penalty_percent = \"10\"\nrecovery_sum = \"much\"",
                "recovery_sum",
            ),
        ] {
            let outcome = toml::from_str::<CompanyFile>(text)
                .map_err(anyhow::Error::from)
                .and_then(|file| file.apply(&mut Profile::default(), &mut policy()));
            let words = format!("{:#}", outcome.unwrap_err());
            assert!(words.contains(expected), "{text}: {words}");
        }
    }
}

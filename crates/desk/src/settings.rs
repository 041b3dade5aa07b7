//! What a company sets for itself: its identity, its rhythm, its terms, its strategies. Must never keep a setting
//! under which nothing could leave or a debtor would be charged against the law's limits of a rate.

use jiff::tz::TimeZone;
use receivables::account::CreditorPolicy;
use receivables::identifier::check_siren;
use rust_decimal::Decimal;
use store::Transaction;
use store::creditor::Creditor;

use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;
use crate::refusal::{Refusal, SettingRefusal};
use crate::rights::check_administrator;
use crate::seat::Seat;
use crate::team_mail::check_addresses;
use crate::texts::is_sender;

/// The most days any setting counts.
const MOST_DAYS: i32 = 3650;

/// What is open to change, as it is now.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Its name, as debtors know it.
    pub name: String,
    /// French company number of nine digits.
    pub siren: Option<String>,
    /// What messages say of it, and what is assumed of its ledger.
    pub profile: Profile,
    /// What it allows.
    pub policy: CreditorPolicy,
}

impl Settings {
    /// Those of a creditor.
    pub fn of(creditor: &Creditor) -> Result<Settings> {
        Ok(Settings {
            name: creditor.name.clone(),
            siren: creditor.siren.clone(),
            profile: Profile::of(creditor)?,
            policy: creditor.policy.clone(),
        })
    }

    fn check(&self) -> Result<()> {
        if self.name.trim().is_empty() {
            return Err(Refusal::CompanyWithoutName.into());
        }
        if let Some(siren) = self.siren.as_deref()
            && check_siren(siren).is_wrong()
        {
            return Err(SettingRefusal::Siren {
                siren: siren.to_string(),
            }
            .into());
        }
        check_policy(&self.policy)?;
        check_profile(&self.profile)
    }
}

impl Desk {
    /// Changes what a company set: `edit` is given it as it is, so that nothing else is undone. All of it is kept or
    /// nothing. Nothing is sent by this: the accounts are decided again at the next run.
    pub async fn change_settings(
        &self,
        seat: &Seat,
        edit: impl FnOnce(&mut Settings),
    ) -> Result<()> {
        let (mut transaction, mut creditor, _) = self.begin(seat).await?;
        check_administrator(&mut transaction, seat).await?;
        let mut settings = Settings::of(&creditor)?;
        edit(&mut settings);
        settings.check()?;
        check_strategies(&mut transaction, seat, &settings.profile).await?;
        creditor.name = settings.name.trim().to_string();
        creditor.siren = settings.siren;
        creditor.profile = settings.profile.kept()?;
        creditor.policy = settings.policy;
        let stamp = self.stamp(&seat.actor);
        store::creditor::change(&mut transaction, &stamp, &creditor).await?;
        store::review::touch_all(&mut transaction, &stamp, seat.creditor).await?;
        Ok(transaction.commit().await?)
    }
}

fn check_policy(policy: &CreditorPolicy) -> Result<()> {
    if policy.sending_hours.0 >= policy.sending_hours.1 {
        return Err(SettingRefusal::SendingHours.into());
    }
    let limits = policy.limits;
    if limits.days_between < 0 || limits.most_per_week == 0 || limits.most_per_month == 0 {
        return Err(SettingRefusal::Limits.into());
    }
    let freshness = &policy.freshness;
    let days = [
        ("days_between", Some(limits.days_between)),
        (
            "promise_tolerance_days",
            Some(policy.promise_tolerance_days),
        ),
        ("ledger_days_limit", freshness.ledger_days_limit),
        ("bank_days_limit", freshness.bank_days_limit),
    ];
    for (setting, days) in days {
        check_days(setting, days.unwrap_or(0))?;
    }
    if TimeZone::get(&policy.time_zone).is_err() {
        return Err(SettingRefusal::TimeZone {
            zone: policy.time_zone.clone(),
        }
        .into());
    }
    check_country(&policy.country)
}

fn check_profile(profile: &Profile) -> Result<()> {
    profile.bank.check()?;
    check_days("dispute_days", profile.dispute_days)?;
    check_days("message_days", profile.message_days)?;
    for set in profile.follow_ups.disputes.values() {
        check_days("dispute_days", set.days.unwrap_or(0))?;
    }
    for days in profile.follow_ups.holds.values() {
        check_days("hold_days", *days)?;
    }
    check_days("sanction_notice_days", profile.sanctions.notice_days)?;
    check_addresses(&profile.sanctions.told)?;
    check_addresses(&profile.alerts_told)?;
    check_rate("own_rate_percent", profile.own_rate_percent)?;
    if !profile.text_sender.is_empty() && !is_sender(&profile.text_sender) {
        let sender = profile.text_sender.clone();
        return Err(SettingRefusal::TextSender { sender }.into());
    }
    if let Some(contract) = &profile.contract_charges {
        check_rate("penalty_percent", contract.percent)?;
        if contract.fixed_sum.is_some_and(|sum| sum.minor < 0) {
            return Err(SettingRefusal::RecoverySum.into());
        }
    }
    match profile.address.country.is_empty() {
        true => Ok(()),
        false => check_country(&profile.address.country),
    }
}

fn check_days(setting: &'static str, days: i32) -> Result<()> {
    match (0..=MOST_DAYS).contains(&days) {
        true => Ok(()),
        false => Err(SettingRefusal::Days {
            setting,
            most: MOST_DAYS,
        }
        .into()),
    }
}

fn check_rate(setting: &'static str, percent: Decimal) -> Result<()> {
    match percent.is_sign_negative() || percent > Decimal::ONE_HUNDRED {
        true => Err(SettingRefusal::Rate { setting }.into()),
        false => Ok(()),
    }
}

fn check_country(code: &str) -> Result<()> {
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    match is_code {
        true => Ok(()),
        false => Err(SettingRefusal::Country {
            code: code.to_string(),
        }
        .into()),
    }
}

/// Refuses a strategy that nobody published.
async fn check_strategies(
    transaction: &mut Transaction,
    seat: &Seat,
    profile: &Profile,
) -> Result<()> {
    let published = store::strategy_version::latest(transaction, seat.creditor).await?;
    for key in [&profile.strategy, &profile.key_account_strategy] {
        if !published.iter().any(|version| version.key == *key) {
            return Err(Refusal::NoStrategy {
                strategy: key.clone(),
            }
            .into());
        }
    }
    Ok(())
}

//! Why a setting of a company was not kept. Must never hold the sentence itself.

use notices::wording::Value;

use super::Refusal;

/// What is wrong, by the name the setting has in a company's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingRefusal {
    /// The check digit of a SIREN doesn't agree.
    Siren {
        /// As it was given.
        siren: String,
    },
    /// The first hour of sending is not before the last.
    SendingHours,
    /// Days between contacts are negative, or no contact is allowed at all.
    Limits,
    /// A number of days out of its range.
    Days {
        /// The setting.
        setting: &'static str,
        /// The most days.
        most: i32,
    },
    /// A yearly rate that is not from 0 to 100 percent.
    Rate {
        /// The setting.
        setting: &'static str,
    },
    /// The fixed charge is negative, or goes without a penalty rate.
    RecoverySum,
    /// Nobody knows the time zone.
    TimeZone {
        /// As it was given.
        zone: String,
    },
    /// No network shows this as the sender of text messages.
    TextSender {
        /// As it was given.
        sender: String,
    },
    /// The code of a country is not one of two letters.
    Country {
        /// As it was given.
        code: String,
    },
}

impl SettingRefusal {
    /// The key of its sentence.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            SettingRefusal::Siren { .. } => "refusal-setting-siren",
            SettingRefusal::SendingHours => "refusal-setting-hours",
            SettingRefusal::Limits => "refusal-setting-limits",
            SettingRefusal::Days { .. } => "refusal-setting-days",
            SettingRefusal::Rate { .. } => "refusal-setting-rate",
            SettingRefusal::RecoverySum => "refusal-setting-recovery-sum",
            SettingRefusal::TimeZone { .. } => "refusal-setting-time-zone",
            SettingRefusal::TextSender { .. } => "refusal-setting-text-sender",
            SettingRefusal::Country { .. } => "refusal-setting-country",
        }
    }

    /// The facts its sentence names.
    pub(super) fn facts(&self) -> Vec<(&'static str, Value<'_>)> {
        match self {
            SettingRefusal::Siren { siren } => vec![("siren", siren.into())],
            SettingRefusal::Days { setting, most } => {
                vec![("setting", (*setting).into()), ("most", (*most).into())]
            }
            SettingRefusal::Rate { setting } => vec![("setting", (*setting).into())],
            SettingRefusal::TimeZone { zone } => vec![("zone", zone.into())],
            SettingRefusal::TextSender { sender } => vec![("sender", sender.into())],
            SettingRefusal::Country { code } => vec![("code", code.into())],
            SettingRefusal::SendingHours | SettingRefusal::Limits | SettingRefusal::RecoverySum => {
                Vec::new()
            }
        }
    }
}

impl From<SettingRefusal> for crate::error::DeskError {
    fn from(refusal: SettingRefusal) -> Self {
        Refusal::Setting(refusal).into()
    }
}

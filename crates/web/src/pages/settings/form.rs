//! The settings as a form: texts as they are typed, and what they mean. A field that does not read is named by the key
//! of its sentence.

use desk::profile::{ContractCharges, SanctionRules};
use desk::settings::Settings;
use desk::team_mail::split_addresses;
use jiff::civil::Time;
use notices::letter::Window;
use receivables::account::ContactLimits;
use receivables::capacity::Capacity;
use receivables::currency::Currency;
use receivables::debtor::Address;
use receivables::money::Money;
use receivables::sanction::Supplies;
use receivables::terms::{EndOfMonth, Terms};
use rust_decimal::Decimal;

use crate::amount;
use crate::fields::Fields;
use crate::words::Words;

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub(super) struct SettingsForm {
    pub name: String,
    pub siren: String,
    pub legal: String,
    pub lines: String,
    pub post_code: String,
    pub town: String,
    pub address_country: String,
    pub country: String,
    pub region: String,
    pub time_zone: String,
    pub days_between: String,
    pub most_per_week: String,
    pub most_per_month: String,
    pub sending_from: String,
    pub sending_until: String,
    pub promise_days: String,
    pub dispute_days: String,
    pub message_days: String,
    pub minutes_a_day: String,
    pub minutes_a_call: String,
    pub minutes_a_task: String,
    pub sanction_told: String,
    pub sanction_days: String,
    pub alerts_told: String,
    pub supplies: String,
    pub window: String,
    pub ledger_days: String,
    pub bank_days: String,
    pub terms: String,
    pub end_of_month: String,
    pub penalty_percent: String,
    pub recovery_sum: String,
    pub own_rate_percent: String,
    pub strategy: String,
    pub key_account_strategy: String,
}

impl SettingsForm {
    /// As it is kept.
    pub(super) fn kept(settings: &Settings, words: &Words) -> Self {
        let (profile, policy) = (&settings.profile, &settings.policy);
        let hour = |time: Time| time.strftime("%H:%M").to_string();
        let optional = |days: Option<i32>| days.map_or_else(String::new, |days| days.to_string());
        let contract = profile.contract_charges.as_ref();
        let fixed_sum = contract.and_then(|contract| contract.fixed_sum);
        SettingsForm {
            name: settings.name.clone(),
            siren: settings.siren.clone().unwrap_or_default(),
            legal: profile.legal.clone(),
            lines: profile.address.lines.join("\n"),
            post_code: profile.address.post_code.clone(),
            town: profile.address.town.clone(),
            address_country: profile.address.country.clone(),
            country: policy.country.clone(),
            region: policy.region.clone().unwrap_or_default(),
            time_zone: policy.time_zone.clone(),
            days_between: policy.limits.days_between.to_string(),
            most_per_week: policy.limits.most_per_week.to_string(),
            most_per_month: policy.limits.most_per_month.to_string(),
            sending_from: hour(policy.sending_hours.0),
            sending_until: hour(policy.sending_hours.1),
            promise_days: policy.promise_tolerance_days.to_string(),
            dispute_days: profile.dispute_days.to_string(),
            message_days: profile.message_days.to_string(),
            minutes_a_day: profile.capacity.minutes_a_day.to_string(),
            minutes_a_call: profile.capacity.minutes_a_call.to_string(),
            minutes_a_task: profile.capacity.minutes_a_task.to_string(),
            sanction_told: profile.sanctions.told.join("\n"),
            sanction_days: profile.sanctions.notice_days.to_string(),
            alerts_told: profile.alerts_told.join("\n"),
            supplies: supplies_code(policy.supplies).to_string(),
            window: window_code(profile.window).to_string(),
            ledger_days: optional(policy.freshness.ledger_days_limit),
            bank_days: optional(policy.freshness.bank_days_limit),
            terms: profile.terms.written(),
            end_of_month: code(profile.end_of_month).to_string(),
            penalty_percent: contract.map_or_else(String::new, |one| one.percent.to_string()),
            recovery_sum: fixed_sum.map_or_else(String::new, |sum| words.plain_amount(sum)),
            own_rate_percent: profile.own_rate_percent.to_string(),
            strategy: profile.strategy.clone(),
            key_account_strategy: profile.key_account_strategy.clone(),
        }
    }

    /// As it was typed.
    pub(super) fn typed(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_string();
        SettingsForm {
            name: text("name"),
            siren: text("siren"),
            legal: text("legal"),
            lines: text("lines"),
            post_code: text("post_code"),
            town: text("town"),
            address_country: text("address_country").to_uppercase(),
            country: text("country").to_uppercase(),
            region: text("region"),
            time_zone: text("time_zone"),
            days_between: text("days_between"),
            most_per_week: text("most_per_week"),
            most_per_month: text("most_per_month"),
            sending_from: text("sending_from"),
            sending_until: text("sending_until"),
            promise_days: text("promise_days"),
            dispute_days: text("dispute_days"),
            message_days: text("message_days"),
            minutes_a_day: text("minutes_a_day"),
            minutes_a_call: text("minutes_a_call"),
            minutes_a_task: text("minutes_a_task"),
            sanction_told: text("sanction_told"),
            sanction_days: text("sanction_days"),
            alerts_told: text("alerts_told"),
            supplies: text("supplies"),
            window: text("window"),
            ledger_days: text("ledger_days"),
            bank_days: text("bank_days"),
            terms: text("terms"),
            end_of_month: text("end_of_month"),
            penalty_percent: text("penalty_percent"),
            recovery_sum: text("recovery_sum"),
            own_rate_percent: text("own_rate_percent"),
            strategy: text("strategy"),
            key_account_strategy: text("key_account_strategy"),
        }
    }

    /// What it means, or the key of the sentence that says what cannot be read.
    pub(super) fn read(&self, currency: Currency) -> Result<Edit, String> {
        let reading = reading(&self.end_of_month)?;
        let terms = Terms::parse(&self.terms, reading).ok_or("settings-terms-wrong")?;
        let number = |text: &str| text.parse().map_err(|_| "settings-number-wrong");
        let count = |text: &str| text.parse().map_err(|_| "settings-number-wrong");
        let optional = |text: &str| match text.is_empty() {
            true => Ok(None),
            false => number(text).map(Some),
        };
        Ok(Edit {
            form: self.clone(),
            address: Address {
                lines: self.lines.lines().map(str::to_string).collect(),
                post_code: self.post_code.clone(),
                town: self.town.clone(),
                country: self.address_country.clone(),
            },
            limits: ContactLimits {
                days_between: number(&self.days_between)?,
                most_per_week: count(&self.most_per_week)?,
                most_per_month: count(&self.most_per_month)?,
            },
            hours: (hour(&self.sending_from)?, hour(&self.sending_until)?),
            promise_days: number(&self.promise_days)?,
            dispute_days: number(&self.dispute_days)?,
            message_days: number(&self.message_days)?,
            capacity: Capacity {
                minutes_a_day: count(&self.minutes_a_day)?,
                minutes_a_call: count(&self.minutes_a_call)?,
                minutes_a_task: count(&self.minutes_a_task)?,
            },
            sanctions: SanctionRules {
                notice_days: number(&self.sanction_days)?,
                told: split_addresses(&self.sanction_told),
            },
            supplies: supplies(&self.supplies),
            ledger_days: optional(&self.ledger_days)?,
            bank_days: optional(&self.bank_days)?,
            terms,
            reading,
            contract: self.contract(currency)?,
            own_rate: rate(&self.own_rate_percent)?,
        })
    }

    fn contract(&self, currency: Currency) -> Result<Option<ContractCharges>, String> {
        if self.penalty_percent.is_empty() {
            return match self.recovery_sum.is_empty() {
                true => Ok(None),
                false => Err("settings-recovery-alone".to_string()),
            };
        }
        Ok(Some(ContractCharges {
            percent: rate(&self.penalty_percent)?,
            fixed_sum: sum(&self.recovery_sum, currency)?,
        }))
    }
}

/// The settings as they were read.
pub(super) struct Edit {
    form: SettingsForm,
    address: Address,
    limits: ContactLimits,
    hours: (Time, Time),
    promise_days: i32,
    dispute_days: i32,
    message_days: i32,
    capacity: Capacity,
    sanctions: SanctionRules,
    supplies: Supplies,
    ledger_days: Option<i32>,
    bank_days: Option<i32>,
    terms: Terms,
    reading: EndOfMonth,
    contract: Option<ContractCharges>,
    own_rate: Decimal,
}

impl Edit {
    /// Puts them over those of the company.
    pub(super) fn put_on(self, settings: &mut Settings) {
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        settings.name = self.form.name;
        settings.siren = filled(self.form.siren);
        let profile = &mut settings.profile;
        profile.legal = self.form.legal;
        profile.address = self.address;
        profile.terms = self.terms;
        profile.end_of_month = self.reading;
        profile.contract_charges = self.contract;
        profile.own_rate_percent = self.own_rate;
        profile.dispute_days = self.dispute_days;
        profile.message_days = self.message_days;
        profile.capacity = self.capacity;
        profile.sanctions = self.sanctions;
        profile.alerts_told = split_addresses(&self.form.alerts_told);
        profile.window = window(&self.form.window);
        profile.strategy = self.form.strategy;
        profile.key_account_strategy = self.form.key_account_strategy;
        let policy = &mut settings.policy;
        policy.country = self.form.country;
        policy.region = filled(self.form.region);
        policy.time_zone = self.form.time_zone;
        policy.limits = self.limits;
        policy.sending_hours = self.hours;
        policy.promise_tolerance_days = self.promise_days;
        policy.supplies = self.supplies;
        policy.freshness.ledger_days_limit = self.ledger_days;
        policy.freshness.bank_days_limit = self.bank_days;
    }
}

/// The word of what is supplied in the form.
pub(super) const fn supplies_code(supplies: Supplies) -> &'static str {
    match supplies {
        Supplies::Ordinary => "ordinary",
        Supplies::Energy => "energy",
        Supplies::Water => "water",
    }
}

fn supplies(code: &str) -> Supplies {
    let mut all = Supplies::ALL.into_iter();
    all.find(|one| supplies_code(*one) == code)
        .unwrap_or_default()
}

/// The words of the windows of envelopes in the form.
pub(super) const WINDOWS: [&str; 3] = ["usual", "right", "left"];

const fn window_code(window: Option<Window>) -> &'static str {
    match window {
        None => "usual",
        Some(Window::Right) => "right",
        Some(Window::Left) => "left",
    }
}

fn window(code: &str) -> Option<Window> {
    let all = [Window::Right, Window::Left].map(Some);
    all.into_iter()
        .find(|one| window_code(*one) == code)
        .flatten()
}

/// The word of a reading in the form.
pub(super) const fn code(reading: EndOfMonth) -> &'static str {
    match reading {
        EndOfMonth::AddThenEnd => "add-then-end",
        EndOfMonth::EndThenAdd => "end-then-add",
    }
}

fn reading(text: &str) -> Result<EndOfMonth, String> {
    match text {
        "add-then-end" => Ok(EndOfMonth::AddThenEnd),
        "end-then-add" => Ok(EndOfMonth::EndThenAdd),
        _ => Err("settings-terms-wrong".to_string()),
    }
}

fn hour(text: &str) -> Result<Time, String> {
    Time::strptime("%H:%M", text).map_err(|_| "settings-hour-wrong".to_string())
}

/// A yearly rate in percent, with a point or a comma.
fn rate(text: &str) -> Result<Decimal, String> {
    let plain = text.replace(',', ".");
    plain.parse().map_err(|_| "settings-rate-wrong".to_string())
}

fn sum(text: &str, currency: Currency) -> Result<Option<Money>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = amount::typed(text, currency);
    read.map(Some)
        .ok_or_else(|| "settings-sum-wrong".to_string())
}

//! The words of one page: the wording of its language, within reach of templates. Must never hold a
//! sentence of its own.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use notices::format;
use notices::wording::{Value, Wording};
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::money::{Balances, Money};

use crate::state::WebState;

/// The words and the formats of one language.
#[derive(Clone)]
pub(crate) struct Words {
    state: WebState,
    language: Language,
}

impl Words {
    pub(crate) fn new(state: &WebState, language: Language) -> Self {
        Words {
            state: state.clone(),
            language,
        }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn wording(&self) -> &Wording {
        self.state.wordings().of(self.language)
    }

    /// The text of a key.
    pub(crate) fn say(&self, key: &str) -> String {
        self.wording().word(key)
    }

    /// The text of a key with variables that are texts.
    pub(crate) fn with(&self, key: &str, variables: &[(&str, &str)]) -> String {
        let values: Vec<(&str, Value<'_>)> = variables
            .iter()
            .map(|(name, value)| (*name, Value::from(*value)))
            .collect();
        self.wording().say(key, &values)
    }

    /// The text of a key that counts something.
    pub(crate) fn count(&self, key: &str, count: i64) -> String {
        self.wording().say(key, &[("count", count.into())])
    }

    /// A text that came from a file, with the spaces its language wants.
    pub(crate) fn typeset(&self, text: &str) -> String {
        match self.language {
            Language::French => format::french_spaces(text),
            Language::English => text.to_string(),
        }
    }

    pub(crate) fn money(&self, amount: Money) -> String {
        format::money(amount, self.language)
    }

    /// A price finer than the smallest coin, in millionths of a unit of its currency: `0,045 €`.
    pub(crate) fn price(&self, micros: i64, currency: Currency) -> String {
        format::price(micros, currency, self.language)
    }

    /// An amount as a person would type it: no sign of its currency, no separators.
    pub(crate) fn plain_amount(&self, amount: Money) -> String {
        let text = amount.major().to_string();
        match self.language {
            Language::French => text.replace('.', ","),
            Language::English => text,
        }
    }

    /// One text for each currency that is not at zero.
    pub(crate) fn balances(&self, balances: &Balances) -> Vec<String> {
        balances
            .non_zero()
            .map(|amount| self.money(amount))
            .collect()
    }

    /// The same, with a dash when there is nothing.
    pub(crate) fn balances_or_dash(&self, balances: &Balances) -> Vec<String> {
        let texts = self.balances(balances);
        if texts.is_empty() {
            vec!["–".to_string()]
        } else {
            texts
        }
    }

    /// Who did something, as people read it: a person by their address, the machine as what it is.
    pub(crate) fn who(&self, name: &str) -> String {
        if is_machine(name) {
            self.say("event-by-machine")
        } else {
            name.to_string()
        }
    }

    pub(crate) fn number(&self, number: i64) -> String {
        format::number(number, self.language)
    }

    pub(crate) fn day(&self, day: Date) -> String {
        format::day(day, self.language)
    }

    pub(crate) fn day_in_figures(&self, day: Date) -> String {
        format::day_in_figures(day, self.language)
    }

    pub(crate) fn days(&self, days: i32) -> String {
        format::day_count(days, self.language)
    }

    /// An instant as people of a time zone read it: the day and the minute.
    pub(crate) fn instant(&self, instant: Timestamp, time_zone: &str) -> String {
        let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
        let local = instant.to_zoned(zone);
        let day = format::day_in_figures(local.date(), self.language);
        format!("{day} {:02}:{:02}", local.hour(), local.minute())
    }
}

/// True of a name the journal keeps that is nobody's: a worker, the demonstration.
pub(crate) fn is_machine(name: &str) -> bool {
    !name.contains('@') && name != "command-line"
}

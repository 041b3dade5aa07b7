//! What a diagnosis takes for granted and what it cannot say, as sentences. The match is whole on purpose: a
//! new caution cannot be added without its words.

use insight::delay::Trend;
use insight::diagnosis::{Assumption, Caution, Diagnosis};
use insight::dso::DsoResult;
use notices::format;
use notices::wording::{Value, Wording};
use receivables::money::Money;

/// What stands where a figure does not exist.
pub const UNDEFINED: &str = "—";

/// A caution.
pub fn caution(caution: &Caution, diagnosis: &Diagnosis, wording: &Wording) -> String {
    match caution {
        Caution::NoSales => wording.word("cli-caution-no-sales"),
        Caution::NoPayments => wording.word("cli-caution-no-payments"),
        Caution::FewPayments { invoices_paid } => {
            counted(wording, "cli-caution-few-payments", *invoices_paid as i64)
        }
        Caution::LessThanAYear { days } => counted(wording, "cli-caution-less-than-a-year", *days),
        Caution::OldLedger { days } => counted(wording, "cli-caution-old-ledger", *days),
        Caution::OpeningBalances { items } => {
            counted(wording, "cli-caution-opening-balances", *items as i64)
        }
        Caution::UnallocatedCredits { amount_minor } => {
            let amount = format::money(
                Money::new(*amount_minor, diagnosis.currency),
                wording.language(),
            );
            wording.say(
                "cli-caution-unallocated-credits",
                &[("amount", amount.into())],
            )
        }
    }
}

/// An assumption.
pub fn assumption(assumption: &Assumption, wording: &Wording) -> String {
    match assumption {
        Assumption::DueDatesFromTerms { days, invoices } => {
            let variables = [
                ("days", Value::from(i64::from(*days))),
                ("count", Value::from(*invoices as i64)),
            ];
            wording.say("cli-assumption-due-dates", &variables)
        }
        Assumption::DelaysFromLettering => wording.word("cli-assumption-lettering"),
        Assumption::SettledElsewhere { invoices } => counted(
            wording,
            "cli-assumption-settled-elsewhere",
            *invoices as i64,
        ),
        Assumption::VatIncluded => wording.word("cli-assumption-vat"),
    }
}

/// A number of days, or why there is none.
pub fn dso(result: DsoResult, wording: &Wording) -> String {
    match result {
        DsoResult::Days(days) => {
            format::decimal(super::sections::one_decimal(days), wording.language())
        }
        DsoResult::MoreThan(days) => format!("> {days}"),
        DsoResult::Undefined => UNDEFINED.to_string(),
    }
}

/// How a debtor's delay changes.
pub fn trend(trend: Trend, wording: &Wording) -> String {
    let days = |days: rust_decimal::Decimal| format::decimal(days.round(), wording.language());
    match trend {
        Trend::Slower(by) => wording.say("cli-trend-slower", &[("days", days(by).into())]),
        Trend::Faster(by) => wording.say("cli-trend-faster", &[("days", days(by).into())]),
        Trend::Stable => wording.word("cli-trend-stable"),
        Trend::TooFew => String::new(),
    }
}

fn counted(wording: &Wording, key: &str, count: i64) -> String {
    wording.say(key, &[("count", count.into())])
}

//! Cautions, assumptions, trends and days of sales as words. Must name every case: a new one cannot be
//! added without its words.

use insight::delay::Trend;
use insight::diagnosis::{Assumption, Caution};
use insight::dso::DsoResult;
use receivables::aging::Bucket;

use super::Sheet;
use crate::format;
use crate::wording::Value;

impl Sheet<'_> {
    pub(super) fn caution(&self, caution: &Caution) -> String {
        match caution {
            Caution::NoSales => self.word("cli-caution-no-sales"),
            Caution::NoPayments => self.word("cli-caution-no-payments"),
            Caution::FewPayments { invoices_paid } => {
                self.counted("cli-caution-few-payments", *invoices_paid)
            }
            Caution::LessThanAYear { days } => self.counted("cli-caution-less-than-a-year", *days),
            Caution::OldLedger { days } => self.counted("cli-caution-old-ledger", *days),
            Caution::OpeningBalances { items } => {
                self.counted("cli-caution-opening-balances", *items)
            }
            Caution::UnallocatedCredits { amount_minor } => self.with(
                "cli-caution-unallocated-credits",
                "amount",
                &self.money(*amount_minor),
            ),
        }
    }

    pub(super) fn assumption(&self, assumption: &Assumption) -> String {
        match assumption {
            Assumption::DueDatesFromTerms { days, invoices } => {
                let values = [
                    ("days", Value::from(*days)),
                    ("count", Value::from(*invoices)),
                ];
                self.wording.say("cli-assumption-due-dates", &values)
            }
            Assumption::DelaysFromLettering => self.word("cli-assumption-lettering"),
            Assumption::SettledElsewhere { invoices } => {
                self.counted("cli-assumption-settled-elsewhere", *invoices)
            }
            Assumption::VatIncluded => self.word("cli-assumption-vat"),
        }
    }

    pub(super) fn trend(&self, trend: Trend) -> String {
        let words = match trend {
            Trend::Slower(days) => self.with("cli-trend-slower", "days", &self.whole(days)),
            Trend::Faster(days) => self.with("cli-trend-faster", "days", &self.whole(days)),
            Trend::Stable => self.word("cli-trend-stable"),
            Trend::TooFew => "—".to_string(),
        };
        words.replace(' ', "\u{a0}")
    }

    /// A number of days of sales, or why there is none.
    pub(super) fn dso_days(&self, result: DsoResult) -> String {
        match result {
            DsoResult::Days(days) => self.days(Some(days)),
            DsoResult::MoreThan(days) => {
                self.with("diagnosis-more-than", "days", &days.to_string())
            }
            DsoResult::Undefined => self.days(None),
        }
    }

    pub(super) fn bucket(&self, bucket: Bucket) -> String {
        self.word(match bucket {
            Bucket::NotDue => "cli-bucket-not-due",
            Bucket::From1To30 => "cli-bucket-1-30",
            Bucket::From31To60 => "cli-bucket-31-60",
            Bucket::From61To90 => "cli-bucket-61-90",
            Bucket::From91To120 => "cli-bucket-91-120",
            Bucket::Over120 => "cli-bucket-over-120",
        })
    }

    fn counted<'v>(&self, key: &str, count: impl Into<Value<'v>>) -> String {
        self.wording.say(key, &[("count", count.into())])
    }

    fn whole(&self, days: rust_decimal::Decimal) -> String {
        format::decimal(days.round(), self.language())
    }
}

//! Which rules apply to late payment: statutory defaults by country and nature of the debtor, and rates
//! agreed in a contract. Each carries how sure its source is.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::fixed_sum::FixedSum;
use super::rates::Reference;
use crate::debtor::DebtorKind;

/// How sure the source of a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read in the statute.
    Text,
    /// Read in a secondary source.
    Secondary,
    /// General knowledge: shown with its doubt, to be confirmed by the creditor.
    General,
}

/// How the yearly rate is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rate {
    /// A reference rate plus points.
    ReferencePlus {
        /// The reference.
        reference: Reference,
        /// Points added, in percent.
        points: Decimal,
    },
    /// A multiple of French legal interest: the floor of contract clauses is three times (L441-10 II).
    TimesLegalInterest {
        /// The multiple.
        times: Decimal,
    },
    /// A fixed rate agreed in the contract, in percent per year.
    Agreed {
        /// Percent per year.
        percent: Decimal,
    },
}

/// Whether the rate moves with the half-years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RateMode {
    /// Fixed again on 1 January and 1 July.
    Floating,
    /// The rate of the day interest starts, for the whole delay.
    FixedAtStart,
}

/// Days in the year of the fraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayCount {
    /// Actual days over 365, always.
    #[default]
    Actual365,
    /// Actual days over the days of their own year.
    ActualActual,
}

/// From which day interest runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartsFrom {
    /// The day after the due date, without a reminder.
    DueDate,
    /// The day after a formal notice.
    FormalNotice,
}

/// The rules for one debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regime {
    /// The yearly rate.
    pub rate: Rate,
    /// Whether it moves.
    pub mode: RateMode,
    /// True where the rate is rounded up to the next half point (Belgium).
    pub rounded_up_to_half_point: bool,
    /// True where unpaid interest bears interest after each whole year (Netherlands, BW 6:119a).
    pub compounds_yearly: bool,
    /// The fixed recovery charge.
    pub fixed_sum: FixedSum,
    /// When interest starts.
    pub starts_from: StartsFrom,
    /// Days of the year.
    pub day_count: DayCount,
    /// How sure the source is.
    pub confidence: Confidence,
}

impl Regime {
    /// The statutory default for a country (ISO 3166-1 alpha-2) and a nature of debtor, as known in
    /// 2026; nothing where it is not known, so that nothing is claimed there by itself.
    pub fn statutory(country: &str, kind: DebtorKind) -> Option<Regime> {
        use Confidence::{General, Secondary, Text};
        let ecb_plus = |points: u32| (Reference::EcbRefinancing, Decimal::from(points));
        let euro_40 = FixedSum::EURO_40;
        let (reference, fixed_sum, confidence) = match (country, kind) {
            ("FR", DebtorKind::Business) => (ecb_plus(10), euro_40, Secondary),
            ("FR", DebtorKind::Public) => {
                return Some(Regime::plain(ecb_plus(8), euro_40, Text).fixed_at_start());
            }
            ("FR", DebtorKind::Consumer) => {
                let reference = (Reference::FrenchLegalInterest, Decimal::ZERO);
                let regime = Regime::plain(reference, FixedSum::None, Text);
                return Some(Regime {
                    starts_from: StartsFrom::FormalNotice,
                    ..regime
                });
            }
            ("DE", DebtorKind::Consumer) => (
                (Reference::GermanBase, Decimal::from(5)),
                FixedSum::None,
                Secondary,
            ),
            (_, DebtorKind::Consumer) => return None,
            ("DE", _) => (
                (Reference::GermanBase, Decimal::from(9)),
                euro_40,
                Secondary,
            ),
            ("BE", _) => {
                let regime = Regime::plain(ecb_plus(8), euro_40, Secondary);
                return Some(Regime {
                    rounded_up_to_half_point: true,
                    ..regime
                });
            }
            ("NL", _) => {
                let regime = Regime::plain(ecb_plus(8), FixedSum::DutchScale, General);
                return Some(Regime {
                    compounds_yearly: true,
                    ..regime
                });
            }
            ("ES" | "IT" | "LU" | "PT", _) => (ecb_plus(8), euro_40, General),
            ("IE", _) => {
                return Some(
                    Regime::plain(ecb_plus(8), FixedSum::Irish, Secondary).fixed_at_start(),
                );
            }
            ("GB", _) => {
                let reference = (Reference::BankOfEngland, Decimal::from(8));
                return Some(Regime::plain(reference, FixedSum::British, General).fixed_at_start());
            }
            _ => return None,
        };
        Some(Regime::plain(reference, fixed_sum, confidence))
    }

    /// A rate and a fixed charge agreed in the contract, for a country without rules known here: days over 365,
    /// interest from the day after the due date.
    pub fn agreed(percent: Decimal, fixed_sum: FixedSum) -> Regime {
        Regime {
            rate: Rate::Agreed { percent },
            mode: RateMode::FixedAtStart,
            rounded_up_to_half_point: false,
            compounds_yearly: false,
            fixed_sum,
            starts_from: StartsFrom::DueDate,
            day_count: DayCount::Actual365,
            confidence: Confidence::Text,
        }
    }

    /// The same rules with a rate agreed in the contract.
    pub fn with_rate(self, rate: Rate) -> Regime {
        Regime { rate, ..self }
    }

    fn plain(
        (reference, points): (Reference, Decimal),
        fixed_sum: FixedSum,
        confidence: Confidence,
    ) -> Regime {
        Regime {
            rate: Rate::ReferencePlus { reference, points },
            mode: RateMode::Floating,
            rounded_up_to_half_point: false,
            compounds_yearly: false,
            fixed_sum,
            starts_from: StartsFrom::DueDate,
            day_count: DayCount::Actual365,
            confidence,
        }
    }

    fn fixed_at_start(self) -> Regime {
        Regime {
            mode: RateMode::FixedAtStart,
            ..self
        }
    }
}

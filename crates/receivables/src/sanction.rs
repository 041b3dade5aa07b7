//! Sanctions: what a company may do, besides asking, to somebody who does not pay: stop delivering on credit, deliver
//! against payment only, cut a service, change a price. Must never be applied by a machine, nor where the law bars it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::debtor::{DebtorKind, Phase};
use crate::identity::{ItemId, SanctionId};

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Nothing more is delivered on credit.
    CreditHold,
    /// Orders are delivered once they are paid.
    PaymentBeforeDelivery,
    /// The service is interrupted.
    ServiceCut,
    /// Prices or discounts change.
    PriceChange,
}

impl Measure {
    /// Every measure, the mildest for the customer first.
    pub const ALL: [Measure; 4] = [
        Measure::PaymentBeforeDelivery,
        Measure::CreditHold,
        Measure::PriceChange,
        Measure::ServiceCut,
    ];

    /// The word of files and stored rows.
    pub const fn code(self) -> &'static str {
        match self {
            Measure::CreditHold => "credit-hold",
            Measure::PaymentBeforeDelivery => "payment-before-delivery",
            Measure::ServiceCut => "service-cut",
            Measure::PriceChange => "price-change",
        }
    }
}

/// What a company supplies, where a law protects those who cannot do without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Supplies {
    /// Goods or services like any other.
    #[default]
    Ordinary,
    /// Electricity, gas or heat.
    Energy,
    /// Drinking water.
    Water,
}

impl Supplies {
    /// Every kind.
    pub const ALL: [Supplies; 3] = [Supplies::Ordinary, Supplies::Energy, Supplies::Water];
}

/// A sanction somebody proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sanction {
    /// Its identity.
    pub id: SanctionId,
    /// What is done.
    pub measure: Measure,
    /// The day it was proposed.
    pub proposed_on: Date,
    /// True once somebody approved it.
    pub is_approved: bool,
    /// The day it takes effect.
    pub from_on: Date,
    /// The day it was lifted, refused or taken back.
    pub ended_on: Option<Date>,
    /// The claims it is about; once they are settled it is lifted.
    pub claims: Vec<ItemId>,
}

impl Sanction {
    /// True while it waits, is announced or in force.
    pub fn goes_on(&self, day: Date) -> bool {
        self.proposed_on <= day && self.ended_on.is_none_or(|ended_on| day < ended_on)
    }

    /// True on a day on which it is applied to the customer.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.is_approved && self.from_on <= day && self.goes_on(day)
    }
}

/// What in the law bars a sanction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "bar")]
pub enum Bar {
    /// Collective proceedings are open: running contracts go on in spite of what was not paid before (Code de commerce
    /// L622-13, L631-14, L641-11-1). Payment before delivery of what is ordered since remains possible.
    Proceedings,
    /// The price of a consumer's contract is not changed by one side alone (Code de la consommation R212-1, 3°).
    ConsumerPrice,
    /// Nobody's home is cut off from energy from 1 November to 31 March (Code de l'action sociale et des familles L115-3).
    WinterTruce,
    /// Nobody's home is cut off from water (the same article).
    Water,
}

/// What bars a measure against an account on a day; nothing when the law does not stand against it.
pub fn bar(account: &Account, measure: Measure, on: Date) -> Option<Bar> {
    let debtor = &account.debtor;
    if debtor.phase == Phase::Insolvency && measure != Measure::PaymentBeforeDelivery {
        return Some(Bar::Proceedings);
    }
    if debtor.kind != DebtorKind::Consumer {
        return None;
    }
    match (measure, account.policy.supplies) {
        (Measure::PriceChange, _) => Some(Bar::ConsumerPrice),
        (Measure::ServiceCut, Supplies::Water) => Some(Bar::Water),
        (Measure::ServiceCut, Supplies::Energy) => is_winter(on).then_some(Bar::WinterTruce),
        _ => None,
    }
}

/// True from 1 November to 31 March.
fn is_winter(day: Date) -> bool {
    matches!(day.month(), 11 | 12 | 1..=3)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::decide::testing::{account, decided, invoice, on, step, strategy};

    fn barred(
        (kind, phase, supplies): (DebtorKind, Phase, Supplies),
        measure: Measure,
        on: Date,
    ) -> Option<Bar> {
        let mut account = account();
        account.debtor.kind = kind;
        account.debtor.phase = phase;
        Arc::make_mut(&mut account.policy).supplies = supplies;
        bar(&account, measure, on)
    }

    #[test]
    fn the_law_bars_what_it_bars_and_nothing_else() {
        use DebtorKind::{Business, Consumer};
        use Measure::{CreditHold, PaymentBeforeDelivery, PriceChange, ServiceCut};
        use Phase::{Amicable, Insolvency};
        use Supplies::{Energy, Ordinary, Water};
        let summer = date(2026, 7, 1);
        let table = [
            (Business, Amicable, Ordinary, CreditHold, summer, None),
            (
                Business,
                Insolvency,
                Ordinary,
                CreditHold,
                summer,
                Some(Bar::Proceedings),
            ),
            (
                Business,
                Insolvency,
                Ordinary,
                PaymentBeforeDelivery,
                summer,
                None,
            ),
            (Consumer, Amicable, Ordinary, ServiceCut, summer, None),
            (
                Consumer,
                Amicable,
                Ordinary,
                PriceChange,
                summer,
                Some(Bar::ConsumerPrice),
            ),
            (
                Consumer,
                Amicable,
                Water,
                ServiceCut,
                summer,
                Some(Bar::Water),
            ),
            (Consumer, Amicable, Energy, ServiceCut, summer, None),
            (
                Consumer,
                Amicable,
                Energy,
                ServiceCut,
                date(2026, 10, 31),
                None,
            ),
            (
                Consumer,
                Amicable,
                Energy,
                ServiceCut,
                date(2026, 11, 1),
                Some(Bar::WinterTruce),
            ),
            (
                Consumer,
                Amicable,
                Energy,
                ServiceCut,
                date(2027, 3, 31),
                Some(Bar::WinterTruce),
            ),
            (
                Consumer,
                Amicable,
                Energy,
                ServiceCut,
                date(2027, 4, 1),
                None,
            ),
            (
                Business,
                Amicable,
                Energy,
                ServiceCut,
                date(2026, 12, 1),
                None,
            ),
        ];
        for (kind, phase, supplies, measure, on, expected) in table {
            let found = barred((kind, phase, supplies), measure, on);
            assert_eq!(
                found, expected,
                "{kind:?} {phase:?} {supplies:?} {measure:?} {on}"
            );
        }
    }

    #[test]
    fn a_step_that_the_law_bars_or_that_is_done_already_is_passed_over() {
        let steps = strategy(
            "",
            &[
                step("cut", "10 days after due", "service-cut", ""),
                step("letter", "20 days after due", "letter", ""),
            ],
        );
        let mut account = account();
        account.items = vec![invoice(1, 50_000, on(5, 4))];
        let next = |account: &Account| {
            let decision = decided(account, &steps, on(5, 18));
            let act = decision.acts().first().map(|act| act.step.clone());
            act.or_else(|| decision.next_step().map(|(step, _)| step.to_string()))
        };
        assert_eq!(next(&account).as_deref(), Some("cut"));
        let sanction = Sanction {
            id: SanctionId(1),
            measure: Measure::ServiceCut,
            proposed_on: on(5, 10),
            is_approved: false,
            from_on: on(5, 25),
            ended_on: None,
            claims: vec![ItemId(1)],
        };
        account.sanctions = vec![sanction.clone()];
        assert_eq!(next(&account).as_deref(), Some("letter"));
        account.sanctions[0].ended_on = Some(on(5, 15));
        assert_eq!(next(&account).as_deref(), Some("cut"));
        account.sanctions.clear();
        account.debtor.kind = DebtorKind::Consumer;
        Arc::make_mut(&mut account.policy).supplies = Supplies::Water;
        assert_eq!(next(&account).as_deref(), Some("letter"));
        assert!(!sanction.is_in_force(on(5, 25)), "nobody approved it");
    }
}

//! The late charges a message may speak of: what could be charged to date on what is asked, with its rate
//! and its legal basis. Must never claim: a claim is an item of its own, made in `receivables`.

use jiff::civil::Date;
use receivables::account::Account;
use receivables::charges::regime::StartsFrom;
use receivables::charges::{ChargeError, Debt, PartPayment, Rate, Rates, Regime, late_charges};
use receivables::debtor::DebtorKind;
use receivables::decide::PlannedAct;
use receivables::item::ItemKind;
use receivables::money::Balances;
use rust_decimal::Decimal;

/// What late charges rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalBasis {
    /// Code de commerce L441-10.
    FrenchCommerce,
    /// Code de la commande publique.
    FrenchPublicOrder,
    /// The national law of another member state.
    European,
    /// The British act of 1998.
    British,
    /// A rate agreed in the contract.
    Contract,
    /// Another law.
    National,
}

impl LegalBasis {
    /// The basis of a regime, for the country whose law it is (ISO 3166-1 alpha-2) and a nature of debtor.
    pub fn of(country: &str, kind: DebtorKind, regime: &Regime) -> LegalBasis {
        if matches!(
            regime.rate,
            Rate::Agreed { .. } | Rate::TimesLegalInterest { .. }
        ) {
            return LegalBasis::Contract;
        }
        match (country, kind) {
            ("FR", DebtorKind::Business) => LegalBasis::FrenchCommerce,
            ("FR", DebtorKind::Public) => LegalBasis::FrenchPublicOrder,
            ("GB", _) => LegalBasis::British,
            ("AT" | "BE" | "DE" | "ES" | "IE" | "IT" | "LU" | "NL" | "PT", _) => {
                LegalBasis::European
            }
            _ => LegalBasis::National,
        }
    }

    pub(crate) const fn name_key(self) -> &'static str {
        match self {
            LegalBasis::FrenchCommerce => "basis-french-commerce",
            LegalBasis::FrenchPublicOrder => "basis-french-public-order",
            LegalBasis::European => "basis-european",
            LegalBasis::British => "basis-british",
            LegalBasis::Contract => "basis-contract",
            LegalBasis::National => "basis-national",
        }
    }

    pub(crate) const fn terms_key(self) -> &'static str {
        match self {
            LegalBasis::FrenchCommerce => "late-terms-french-commerce",
            LegalBasis::FrenchPublicOrder => "late-terms-french-public-order",
            LegalBasis::European => "late-terms-european",
            LegalBasis::British => "late-terms-british",
            LegalBasis::Contract => "late-terms-contract",
            LegalBasis::National => "late-terms-national",
        }
    }
}

/// The rules charges are computed by.
#[derive(Clone, Copy, Debug)]
pub struct ChargeRules<'a> {
    /// Rate, fixed charge, counting of days.
    pub regime: &'a Regime,
    /// The dated tables.
    pub rates: &'a Rates,
    /// What it rests on.
    pub basis: LegalBasis,
}

/// What could be charged to date, and on what basis. Nothing of it is claimed by being said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chargeable {
    /// Interest per currency.
    pub interest: Balances,
    /// Fixed recovery charges per currency.
    pub fixed: Balances,
    /// The yearly rate in force, in percent; nothing when no item is late.
    pub percent: Option<Decimal>,
    /// The basis.
    pub basis: LegalBasis,
}

impl Chargeable {
    /// What could be charged on the invoices an act asks for, on `today`, counted on what is asked of each.
    /// Nothing for consumers, and where the law wants a formal notice first.
    pub fn of(
        act: &PlannedAct,
        account: &Account,
        rules: ChargeRules<'_>,
        today: Date,
    ) -> Result<Option<Chargeable>, ChargeError> {
        let consumer = account.debtor.kind == DebtorKind::Consumer;
        if consumer || rules.regime.starts_from == StartsFrom::FormalNotice {
            return Ok(None);
        }
        let mut chargeable = Chargeable {
            interest: Balances::new(),
            fixed: Balances::new(),
            percent: None,
            basis: rules.basis,
        };
        for asked in &act.items {
            let Some(item) = account.item(asked.item) else {
                continue;
            };
            // No interest on interest: only invoices bear charges.
            if item.kind != ItemKind::Invoice || !item.is_overdue(today) {
                continue;
            }
            let debt = Debt {
                principal: asked.asked,
                starts_after: item.due_on,
                payments: &[],
                part_payment: PartPayment::default(),
            };
            let charges = late_charges(&debt, today, rules.regime, rules.rates)?;
            chargeable.interest.add(charges.interest);
            if let Some(fixed) = charges.fixed {
                chargeable.fixed.add(fixed);
            }
            chargeable.percent = charges.segments.last().map(|segment| segment.percent);
        }
        Ok(Some(chargeable))
    }
}

#[cfg(test)]
mod tests {
    use receivables::debtor::DebtorKind;
    use receivables::money::Money;

    use super::*;
    use crate::testing::{TODAY, account, act, keys_named_in};
    use crate::wording::Wordings;

    #[test]
    fn what_could_be_charged_is_counted_on_what_is_asked() {
        let account = account();
        let act = act("second-notice", &account);
        let regime = Regime::statutory("FR", DebtorKind::Business).unwrap();
        let rates = Rates::shipped();
        let basis = LegalBasis::of("FR", DebtorKind::Business, &regime);
        let rules = ChargeRules {
            regime: &regime,
            rates: &rates,
            basis,
        };
        let found = Chargeable::of(&act, &account, rules, TODAY)
            .unwrap()
            .unwrap();
        assert_eq!(found.basis, LegalBasis::FrenchCommerce);
        assert_eq!(found.percent, Some(Decimal::new(1215, 2)));
        // 12 days at 12.15 % on 1 114.56 and 6 days on 600.00: 4.45 + 1.20.
        assert_eq!(found.interest.of(Money::eur(0).currency), Money::eur(565));
        assert_eq!(found.fixed.of(Money::eur(0).currency), Money::eur(8000));
    }

    #[test]
    fn a_consumer_is_told_of_no_charges() {
        let mut account = account();
        account.debtor.kind = DebtorKind::Consumer;
        let act = act("second-notice", &account);
        let regime = Regime::statutory("FR", DebtorKind::Business).unwrap();
        let rates = Rates::shipped();
        let rules = ChargeRules {
            regime: &regime,
            rates: &rates,
            basis: LegalBasis::FrenchCommerce,
        };
        assert_eq!(Chargeable::of(&act, &account, rules, TODAY), Ok(None));
    }

    #[test]
    fn every_basis_has_its_words() {
        let wordings = Wordings::new();
        for key in keys_named_in(include_str!("charges.rs")) {
            assert!(
                wordings.of(receivables::debtor::Language::French).has(key),
                "{key}"
            );
        }
    }
}

//! Late charges against the worked examples of the domain reference.

use super::*;
use crate::charges::regime::{RateMode, StartsFrom};
use crate::debtor::DebtorKind;
use crate::testing::domain_table;

/// The rules each example of the table is computed under.
fn regime_of(id: &str) -> Regime {
    let business = |country| Regime::statutory(country, DebtorKind::Business).unwrap();
    match id {
        "FR-03b" => Regime {
            day_count: DayCount::ActualActual,
            ..business("FR")
        },
        "FR-04" => business("FR").with_rate(Rate::TimesLegalInterest {
            times: Decimal::from(3),
        }),
        "FR-05" => business("FR").with_rate(Rate::Agreed {
            percent: Decimal::from(12),
        }),
        "FR-08" => Regime::statutory("FR", DebtorKind::Public).unwrap(),
        "FR-09" => Regime::statutory("FR", DebtorKind::Consumer).unwrap(),
        "DE-02" => Regime::statutory("DE", DebtorKind::Consumer).unwrap(),
        "UK-01" => business("GB"),
        _ => business(&id[..2]),
    }
}

#[test]
fn charges_agree_with_the_table_to_the_cent() {
    let Some(table) = domain_table("late_payment_examples.csv") else {
        return;
    };
    let rates = Rates::shipped();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut compared = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let currency = record[2].parse().unwrap();
        let money = |text: &str| Money::parse_plain(text, currency).unwrap();
        let principal = money(&record[3]);
        let (due_on, paid_on): (Date, Date) =
            (record[4].parse().unwrap(), record[5].parse().unwrap());
        let debt = Debt {
            principal,
            starts_after: due_on,
            payments: &[(paid_on, principal)],
            part_payment: PartPayment::PrincipalFirst,
        };
        let charges = late_charges(&debt, paid_on, &regime_of(&record[0]), &rates).unwrap();
        assert_eq!(charges.days_late.to_string(), record[6], "{}", &record[0]);
        assert_eq!(
            charges.interest,
            money(&record[8]),
            "interest of {}",
            &record[0]
        );
        assert_eq!(
            charges.fixed,
            Some(money(&record[9])),
            "fixed charge of {}",
            &record[0]
        );
        assert_eq!(
            charges.total(),
            money(&record[10]),
            "total of {}",
            &record[0]
        );
        compared += 1;
    }
    assert!(compared >= 17);
}

#[test]
fn a_part_payment_pays_what_the_creditor_says_first() {
    let rates = Rates::shipped();
    let regime = Regime::statutory("FR", DebtorKind::Business).unwrap();
    let total = |part_payment| {
        let payments = [
            (date(2025, 8, 14), Money::eur(200_000)),
            (date(2025, 9, 30), Money::eur(400_000)),
        ];
        let debt = Debt {
            principal: Money::eur(500_000),
            starts_after: date(2025, 7, 15),
            payments: &payments,
            part_payment,
        };
        late_charges(&debt, date(2025, 9, 30), &regime, &rates)
            .unwrap()
            .interest
    };
    assert_eq!(total(PartPayment::InterestFirst), Money::eur(9_765));
    assert_eq!(total(PartPayment::PrincipalFirst), Money::eur(9_687));
}

#[test]
fn a_half_year_without_a_rate_is_an_error_and_never_the_last_rate() {
    let rates = Rates::shipped();
    let regime = Regime::statutory("FR", DebtorKind::Business).unwrap();
    let debt = Debt {
        principal: Money::eur(100_000),
        starts_after: date(2026, 12, 1),
        payments: &[],
        part_payment: PartPayment::default(),
    };
    assert!(late_charges(&debt, date(2026, 12, 31), &regime, &rates).is_ok());
    let error = late_charges(&debt, date(2027, 1, 1), &regime, &rates).unwrap_err();
    assert_eq!(
        error,
        ChargeError::NoRate {
            reference: Reference::EcbRefinancing,
            day: date(2027, 1, 1)
        }
    );
}

#[test]
fn consumers_pay_no_fixed_charge_and_only_from_formal_notice() {
    let regime = Regime::statutory("FR", DebtorKind::Consumer).unwrap();
    assert_eq!(regime.starts_from, StartsFrom::FormalNotice);
    assert_eq!(regime.mode, RateMode::Floating);
    assert_eq!(
        regime.fixed_sum.charge(Money::eur(80_000)),
        Some(Money::eur(0))
    );
}

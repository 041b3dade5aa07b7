//! The diagnosis of small ledgers, by hand.

use super::*;
use crate::ledger::{LedgerCredit, example};
use jiff::civil::date;

fn basis() -> Basis {
    Basis {
        days_of_terms: 30,
        rates: CostRates {
            own_percent: Decimal::from(5),
            penalty_percent: Decimal::from(12),
            penalty_rate_on: date(2026, 1, 1),
            flat_fee_minor: 4_000,
        },
    }
}

/// The sales of the published example: October 120,000, November 100,000, December 150,000.
fn quarter() -> Ledger {
    let sale = |month: i8, due_on: Date, amount_minor: i64, paid_minor: i64| {
        let issued_on = date(2025, month, 1);
        example::invoice(
            issued_on,
            due_on,
            amount_minor,
            &[(date(2025, 12, 15), paid_minor)],
        )
    };
    let invoices = vec![
        sale(10, date(2025, 11, 30), 12_000_000, 4_000_000),
        sale(11, date(2026, 1, 31), 10_000_000, 5_000_000),
        sale(12, date(2026, 1, 31), 15_000_000, 2_000_000),
    ];
    example::ledger(invoices, Vec::new())
}

#[test]
fn the_published_quarter_comes_out_of_a_ledger() {
    let diagnosis = Diagnosis::of(&quarter(), date(2025, 12, 31), &basis());
    assert_eq!(
        (diagnosis.aged.gross_minor(), diagnosis.aged.overdue_minor()),
        (26_000_000, 8_000_000)
    );
    assert_eq!(diagnosis.overdue_percent, Some("30.77".parse().unwrap()));
    let dso = &diagnosis.dso;
    assert_eq!((dso.period_days, dso.sales_minor), (92, 37_000_000));
    let days = |text: &str| DsoResult::Days(text.parse().unwrap());
    assert_eq!(
        (dso.gross, dso.net, dso.count_back),
        (days("64.65"), days("64.65"), days("63.58"))
    );
    assert_eq!(
        (dso.best_possible, dso.delinquent),
        (days("44.76"), days("19.89"))
    );
    assert_eq!(dso.one_day_minor, Some(402_174));
}

#[test]
fn a_tiny_ledger_says_what_it_cannot_say() {
    let mut sale = example::invoice(date(2024, 12, 20), date(2025, 1, 19), 120_000, &[]);
    sale.due_on = None;
    let diagnosis = Diagnosis::of(
        &example::ledger(vec![sale], Vec::new()),
        date(2024, 12, 31),
        &basis(),
    );
    assert_eq!(diagnosis.delays.mean_days, None);
    assert_eq!(
        diagnosis.cautions,
        [Caution::NoPayments, Caution::LessThanAYear { days: 12 }]
    );
    let expected = [
        Assumption::DueDatesFromTerms {
            days: 30,
            invoices: 1,
        },
        Assumption::VatIncluded,
    ];
    assert_eq!(diagnosis.assumptions, expected);
    assert!(
        diagnosis
            .tail
            .iter()
            .all(|point| point.unpaid_percent.is_none())
    );
    assert_eq!(diagnosis.dso.count_back, DsoResult::Days(Decimal::from(31)));
}

#[test]
fn an_empty_ledger_has_no_figure() {
    let diagnosis = Diagnosis::of(
        &example::ledger(Vec::new(), Vec::new()),
        date(2026, 1, 1),
        &basis(),
    );
    assert_eq!(diagnosis.cautions, [Caution::NoSales]);
    assert_eq!(diagnosis.dso.gross, DsoResult::Undefined);
    assert_eq!(diagnosis.owing_most(5).count(), 0);
}

#[test]
fn unallocated_credits_are_deducted_from_the_net_dso_only() {
    let mut ledger = quarter();
    let on = date(2025, 12, 20);
    let allocations = vec![(date(2026, 1, 10), 1_000_000)];
    ledger.credits.push(LedgerCredit {
        debtor: 0,
        on,
        amount_minor: 1_000_000,
        is_credit_note: false,
        allocations,
    });
    let diagnosis = Diagnosis::of(&ledger, date(2025, 12, 31), &basis());
    assert_eq!(diagnosis.dso.gross.days(), Some("64.65".parse().unwrap()));
    assert_eq!(diagnosis.dso.net.days(), Some("62.16".parse().unwrap()));
    assert!(diagnosis.cautions.contains(&Caution::UnallocatedCredits {
        amount_minor: 1_000_000
    }));
}

#[test]
fn the_debtor_who_owes_most_comes_first() {
    let mut ledger = quarter();
    ledger.debtors.push(LedgerDebtor {
        key: "C2".to_string(),
        name: "Martin".to_string(),
    });
    let mut large = example::invoice(date(2025, 12, 1), date(2025, 12, 10), 90_000_000, &[]);
    large.debtor = 1;
    ledger.invoices.push(large);
    let diagnosis = Diagnosis::of(&ledger, date(2025, 12, 31), &basis());
    let keys: Vec<&str> = diagnosis
        .owing_most(5)
        .map(|one| one.debtor.key.as_str())
        .collect();
    assert_eq!(keys, ["C2", "C1"]);
    assert_eq!(diagnosis.debtors[0].oldest_days_late, 21);
}

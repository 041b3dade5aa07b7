use insight::cost::CostRates;
use insight::diagnosis::Basis;
use insight::ledger::{Ledger, LedgerCredit, LedgerDebtor, LedgerInvoice, SettledBy, Settlement};
use jiff::civil::{Date, date};
use receivables::currency::Currency;

use super::*;
use crate::testing::keys_named_in;

fn basis() -> Basis {
    Basis {
        days_of_terms: 30,
        rates: CostRates {
            own_percent: Decimal::from(5),
            penalty_percent: Decimal::new(1215, 2),
            penalty_rate_on: date(2026, 1, 1),
            flat_fee_minor: 4_000,
        },
    }
}

fn invoice(
    debtor: usize,
    issued_on: Date,
    amount_minor: i64,
    paid_after: Option<i32>,
) -> LedgerInvoice {
    let paid = paid_after.map(|days| Settlement {
        on: receivables::calendar::plus_days(issued_on, days),
        amount_minor,
        by: SettledBy::Payment,
    });
    LedgerInvoice {
        debtor,
        issued_on,
        due_on: None,
        amount_minor,
        is_sale: true,
        settlements: paid.into_iter().collect(),
        settled_elsewhere: None,
    }
}

/// Two years of three debtors, one of whom has a name that is not plain.
fn diagnosis() -> Diagnosis {
    let names = ["Boulangerie Petit", "<script>alert(1)</script>", ""];
    let debtor = |(key, name): (usize, &&str)| LedgerDebtor {
        key: format!("C{key}"),
        name: name.to_string(),
    };
    let mut invoices = Vec::new();
    for month in 0..24_i32 {
        let issued_on = receivables::calendar::plus_days(date(2024, 1, 5), month * 30);
        for debtor in 0..3 {
            let paid_after =
                (month < 21).then_some(30 + i32::try_from(debtor).unwrap_or(0) * 20 + month);
            let amount = 100_000 + i64::from(month) * 5_000;
            invoices.push(invoice(debtor, issued_on, amount, paid_after));
        }
    }
    let ledger = Ledger {
        currency: Currency::EUR,
        debtors: names.iter().enumerate().map(debtor).collect(),
        invoices,
        credits: vec![LedgerCredit {
            debtor: 0,
            on: date(2025, 11, 1),
            amount_minor: 30_000,
            is_credit_note: false,
            allocations: Vec::new(),
        }],
    };
    Diagnosis::of(&ledger, date(2025, 12, 31), &basis())
}

#[test]
fn the_page_stands_alone_and_is_plain_in_both_languages() {
    let diagnosis = diagnosis();
    for language in [Language::French, Language::English] {
        let page = diagnosis_page(&diagnosis, "FEC <2025>.txt", language);
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
        assert!(page.len() < 100_000, "{}", page.len());
        for stranger in [
            "<script", "src=", "href=", "url(", "@import", "⟦", "<2025>", "https://",
        ] {
            assert!(!page.contains(stranger), "{stranger}");
        }
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains(">C2<"));
        assert_eq!(page.matches("<svg").count(), 4);
        assert_eq!(
            page.matches("<section").count(),
            page.matches("</section>").count()
        );
    }
}

#[test]
fn the_figures_of_the_diagnosis_stand_on_the_page() {
    let diagnosis = diagnosis();
    let page = diagnosis_page(&diagnosis, "FEC", Language::French);
    let money = |minor| format::money(Money::eur(minor), Language::French);
    for figure in [
        money(diagnosis.aged.gross_minor()),
        money(diagnosis.aged.overdue_minor()),
        money(diagnosis.aged.net_minor()),
        money(diagnosis.cost.penalties_minor),
        format!("{} factures de vente", diagnosis.invoices),
    ] {
        assert!(page.contains(&figure), "{figure}");
    }
}

#[test]
fn an_empty_ledger_says_so_and_gives_no_figure() {
    let ledger = Ledger {
        currency: Currency::EUR,
        debtors: Vec::new(),
        invoices: Vec::new(),
        credits: Vec::new(),
    };
    let page = diagnosis_page(
        &Diagnosis::of(&ledger, date(2025, 12, 31), &basis()),
        "vide",
        Language::French,
    );
    assert!(page.contains("Personne ne doit rien"));
    assert!(page.contains("Aucune facture de vente"));
    assert!(!page.contains("<svg"), "no chart of nothing");
}

#[test]
fn every_key_of_the_page_has_its_words() {
    let sources = [
        include_str!("mod.rs"),
        include_str!("standing.rs"),
        include_str!("payment.rs"),
        include_str!("sentences.rs"),
    ];
    let words = Wording::new(Language::French);
    let keys: Vec<&str> = sources.into_iter().flat_map(keys_named_in).collect();
    let keys: Vec<&str> = keys
        .into_iter()
        .filter(|key| key.starts_with("diagnosis-") || key.starts_with("cli-"))
        .collect();
    assert!(
        keys.len() > 60,
        "the keys are found in the source: {}",
        keys.len()
    );
    for key in keys {
        assert!(words.has(key), "{key}");
    }
}

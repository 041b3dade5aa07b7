//! How fast conditions are read and evaluated: twenty conditions as segments have them, over a hundred thousand
//! accounts of ten items. Prints readings, facts and evaluations per second of processor time.
//! `cargo bench -p receivables --bench condition_speed`

use std::hint::black_box;
use std::sync::Arc;

use jiff::civil::{Date, date};
use receivables::account::{Account, CreditorPolicy};
use receivables::calendar::plus_days;
use receivables::condition::{Behaviour, Condition, Facts};
use receivables::currency::Currency;
use receivables::debtor::{Debtor, DebtorKind, Language, Phase, Traits};
use receivables::identity::{CreditorId, DebtorId, ItemId};
use receivables::item::{Item, ItemKind};
use receivables::money::Money;

const ACCOUNTS: i64 = 100_000;
const PAGE: i64 = 10_000;
const ITEMS: i64 = 10;
const TODAY: Date = date(2026, 5, 19);

/// As a credit department has them, the likely ones last so that most are asked of most accounts.
const CONDITIONS: [&str; 20] = [
    "'key-account' in tags || outstanding > 500000",
    "kind == 'public'",
    "kind == 'consumer' && outstanding < 150",
    "overdue > 50000 && days_late > 60",
    "promises_broken >= 2 || (average_days_late > 45 && paid_invoices >= 3)",
    "country in ['DE', 'AT', 'CH'] && overdue > 0",
    "country in ['BE', 'LU'] && language == 'fr'",
    "country != 'FR' && outstanding > 10000",
    "sector == 'retail' && terms_days >= 60",
    "sector in ['construction', 'public-works'] && days_late > 30",
    "company_size == 'large' && overdue > 20000",
    "sales_person == 'Dupond' && open_disputes > 0",
    "department in ['75', '92', '93', '94'] && overdue > 5000",
    "post_code.startsWith('97')",
    "open_disputes > 2",
    "largest_invoice > 30000 && overdue_invoices >= 1",
    "open_promises > 0 && days_late > 15",
    "credits > 1000",
    "outstanding < 30 && open_invoices == 1",
    "amount_is_never_reached > 0",
];

#[expect(
    clippy::print_stdout,
    reason = "the figures are for the reader of the terminal"
)]
fn main() {
    let texts: Vec<String> = CONDITIONS
        .iter()
        .map(|text| text.replace("amount_is_never_reached", "disputed"))
        .collect();
    let started = processor_nanoseconds();
    let mut conditions = Vec::new();
    for _ in 0..100 {
        conditions = texts
            .iter()
            .map(|text| Condition::parse(text, Currency::EUR).expect("a condition of the list"))
            .collect::<Vec<_>>();
    }
    let reading = processor_nanoseconds() - started;
    let policy = Arc::new(CreditorPolicy::starting(CreditorId(1)));
    let behaviour = Behaviour {
        paid_invoices: 4,
        average_days_late: Some(12),
    };
    let (mut gathering, mut evaluating, mut held) = (0, 0, 0_u64);
    for page in 0..ACCOUNTS / PAGE {
        let accounts: Vec<Account> = (page * PAGE..(page + 1) * PAGE)
            .map(|id| account(id, &policy))
            .collect();
        let started = processor_nanoseconds();
        let facts: Vec<Facts<'_>> = accounts
            .iter()
            .map(|account| Facts::of(account, (TODAY, Currency::EUR), behaviour))
            .collect();
        gathering += processor_nanoseconds() - started;
        let started = processor_nanoseconds();
        for facts in &facts {
            for condition in &conditions {
                held += u64::from(black_box(condition.holds(black_box(facts))));
            }
        }
        evaluating += processor_nanoseconds() - started;
    }
    let per_second = |count: u64, nanoseconds: u64| {
        (u128::from(count) * 1_000_000_000 / u128::from(nanoseconds.max(1))) as u64
    };
    let evaluations = ACCOUNTS as u64 * CONDITIONS.len() as u64;
    println!("{} conditions read/s", per_second(2000, reading));
    println!(
        "{} accounts/s of {ITEMS} items made into facts",
        per_second(ACCOUNTS as u64, gathering)
    );
    println!(
        "{evaluations} evaluations in {} ms, {held} held",
        evaluating / 1_000_000
    );
    println!("{} evaluations/s", per_second(evaluations, evaluating));
}

/// Processor time of this process; zero where the system does not tell.
fn processor_nanoseconds() -> u64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split_whitespace()
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

fn account(id: i64, policy: &Arc<CreditorPolicy>) -> Account {
    let at = |many: i64| id.rem_euclid(many) as usize;
    let debtor = Debtor {
        id: DebtorId(id),
        key: format!("C{id}"),
        name: format!("Debtor {id}"),
        siren: None,
        kind: [
            DebtorKind::Business,
            DebtorKind::Business,
            DebtorKind::Public,
        ][at(3)],
        country: ["FR", "FR", "FR", "BE", "DE"][at(5)].to_string(),
        region: None,
        language: Language::French,
        time_zone: "Europe/Paris".to_string(),
        address: None,
        phase: Phase::Amicable,
        claim_to_file: None,
        difficulty: None,
        group: None,
        strategy_override: None,
        tags: if at(50) == 0 {
            vec!["key-account".to_string()]
        } else {
            Vec::new()
        },
        traits: Traits {
            sector: ["retail", "construction", "services", ""][at(4)].to_string(),
            ..Traits::default()
        },
    };
    let mut account = Account::new(Arc::clone(policy), debtor);
    for number in 0..ITEMS {
        let due_on = plus_days(TODAY, (number * 17 + id) as i32 % 120 - 70);
        let amount = Money::eur(10_000 + (id * 7919 + number * 104_729) % 900_000);
        account.items.push(Item {
            id: ItemId(id * ITEMS + number),
            kind: ItemKind::Invoice,
            reference: format!("F{}", id * ITEMS + number),
            instalment: 0,
            issued_on: plus_days(due_on, -45),
            delivered_on: None,
            due_on,
            amount,
            open: amount,
            reopened_on: None,
            unconfirmed: None,
            strategy_override: None,
        });
    }
    account
}

//! How fast accounts are decided: a million items of 200 000 accounts under the French strategy that ships,
//! as a first day's run sees them. Prints accounts and items per second of processor time.
//! `cargo bench -p receivables --bench decide_speed`

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

use jiff::civil::{Date, date};
use receivables::account::{Account, CreditorPolicy, Mode};
use receivables::calendar::{Calendar, plus_days};
use receivables::contact::{Channel, Contact, ContactRole};
use receivables::debtor::{Debtor, DebtorKind, Language, Phase};
use receivables::decide::{Verdict, decide};
use receivables::fact::{ContactMade, Promise, PromisedPart, SaidOf};
use receivables::identity::{ContactId, CreditorId, DebtorId, ItemId, PromiseId};
use receivables::item::{Item, ItemKind};
use receivables::money::Money;
use receivables::strategy::Strategy;

const ACCOUNTS: i64 = 200_000;
/// Accounts held at a time, as a daily run holds a page of them.
const PAGE: i64 = 20_000;
const ITEMS: i64 = 5;
const TODAY: Date = date(2026, 5, 19);

#[expect(
    clippy::print_stdout,
    reason = "the figures are for the reader of the terminal"
)]
fn main() {
    let text = include_str!("../../../strategies/b2b-france.toml");
    let strategy = Strategy::parse(text).expect("the strategy that ships is one");
    let calendar = Calendar::around(TODAY);
    let mut policy = CreditorPolicy::starting(CreditorId(1));
    policy.mode = Mode::Automatic;
    let policy = Arc::new(policy);
    let mut verdicts: BTreeMap<&str, u64> = BTreeMap::new();
    let mut nanoseconds = 0;
    for page in 0..ACCOUNTS / PAGE {
        let accounts: Vec<Account> = (page * PAGE..(page + 1) * PAGE)
            .map(|id| account(id, &policy))
            .collect();
        let started = processor_nanoseconds();
        for account in &accounts {
            let decision = black_box(decide(black_box(account), &strategy, &calendar, TODAY));
            *verdicts.entry(word(&decision.verdict)).or_default() += 1;
        }
        nanoseconds += processor_nanoseconds() - started;
    }
    let microseconds = (nanoseconds / 1000).max(1);
    let per_second = |count: i64| count as u64 * 1_000_000 / microseconds;
    println!(
        "{ACCOUNTS} accounts, {} items: {} ms",
        ACCOUNTS * ITEMS,
        microseconds / 1000
    );
    println!(
        "{} accounts/s, {} items/s",
        per_second(ACCOUNTS),
        per_second(ACCOUNTS * ITEMS)
    );
    println!("{verdicts:?}");
}

fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Rest => "rest",
        Verdict::Wait => "wait",
        Verdict::Hold { .. } => "hold",
        Verdict::Act { .. } => "act",
    }
}

/// Processor time of this process; zero where the system does not tell.
fn processor_nanoseconds() -> u64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split_whitespace()
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// A number that looks like chance and is the same on every run.
fn scattered(seed: i64) -> i64 {
    let mixed = (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33) as i64
}

fn account(id: i64, policy: &Arc<CreditorPolicy>) -> Account {
    let debtor = Debtor {
        id: DebtorId(id),
        key: format!("411{id:06}"),
        name: format!("Debtor {id}"),
        siren: None,
        kind: DebtorKind::Business,
        country: "FR".to_string(),
        region: None,
        language: Language::French,
        time_zone: "Europe/Paris".to_string(),
        address: None,
        phase: Phase::Amicable,
        claim_to_file: None,
        difficulty: None,
        group: None,
        strategy_override: None,
        tags: Vec::new(),
        traits: receivables::debtor::Traits::default(),
    };
    let mut account = Account::new(Arc::clone(policy), debtor);
    account.contacts.push(Contact {
        id: ContactId(id),
        role: ContactRole::AccountsPayable,
        name: String::new(),
        email: Some(format!("compta@debtor-{id}.example")),
        phone: None,
        language: None,
        refused_on: None,
        bounced_on: None,
        texts: receivables::contact::TextReach::default(),
    });
    account.items = (0..ITEMS).map(|place| item(id * ITEMS + place)).collect();
    facts(id, &mut account);
    account
}

/// Every third account was written to before; every tenth promised something.
fn facts(id: i64, account: &mut Account) {
    let oldest = account.items[0].id;
    if id % 3 == 0 {
        account.contacts_made.push(ContactMade {
            notice: None,
            made_on: plus_days(TODAY, -10),
            channel: Channel::EMail,
            step: Some("first-notice".to_string()),
            items: vec![SaidOf {
                item: oldest,
                step: "first-notice".to_string(),
                place: None,
            }],
            payment_asked_by: Some(plus_days(TODAY, -3)),
            variant: None,
        });
    }
    if id % 10 == 0 {
        account.promises.push(Promise {
            id: PromiseId(id),
            taken_on: plus_days(TODAY, -5),
            pay_on: plus_days(TODAY, 5),
            parts: vec![PromisedPart {
                item: oldest,
                amount: account.items[0].open,
            }],
            outcome: None,
        });
    }
}

fn item(id: i64) -> Item {
    let due_on = plus_days(TODAY, 40 - i32::try_from(scattered(id) % 120).unwrap_or(0));
    let amount = Money::eur(1_000 + scattered(id + 1) % 500_000);
    Item {
        id: ItemId(id),
        kind: ItemKind::Invoice,
        reference: format!("FA2026-{id:06}"),
        instalment: 0,
        issued_on: plus_days(due_on, -30),
        delivered_on: None,
        due_on,
        amount,
        open: amount,
        reopened_on: None,
        unconfirmed: None,
        strategy_override: None,
    }
}

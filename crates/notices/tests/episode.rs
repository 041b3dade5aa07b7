//! The shipped strategies lived through day by day: one invoice nobody pays, from before its due date to the
//! hand-over, with every act put into words. Proves that engine, strategies and templates fit together.

use std::sync::Arc;

use jiff::civil::{Date, date};
use notices::letterhead::Letterhead;
use notices::message::{Composer, Occasion};
use notices::strategies::shipped;
use receivables::account::{Account, CreditorPolicy, Mode};
use receivables::calendar::{Calendar, plus_days};
use receivables::contact::{Channel, Contact, ContactRole};
use receivables::debtor::{Address, Debtor, DebtorKind, Language, Phase};
use receivables::decide::{PlannedAct, decide};
use receivables::fact::{ContactMade, SaidOf};
use receivables::identity::{ContactId, CreditorId, DebtorId, ItemId};
use receivables::item::{Item, ItemKind, days_between};
use receivables::money::Money;
use receivables::strategy::Strategy;

/// A Monday.
const DUE_ON: Date = date(2026, 3, 2);

fn account() -> Account {
    let address = Address {
        lines: vec!["3 impasse du Port".to_string()],
        post_code: "44000".to_string(),
        town: "Nantes".to_string(),
        country: "FR".to_string(),
    };
    let debtor = Debtor {
        id: DebtorId(7),
        key: "411MARTIN".to_string(),
        name: "Menuiserie Martin".to_string(),
        siren: None,
        kind: DebtorKind::Business,
        country: "FR".to_string(),
        region: None,
        language: Language::French,
        time_zone: "Europe/Paris".to_string(),
        address: Some(address),
        phase: Phase::Amicable,
        claim_to_file: None,
        difficulty: None,
        group: None,
        strategy_override: None,
        tags: Vec::new(),
        traits: receivables::debtor::Traits::default(),
    };
    let mut policy = CreditorPolicy::starting(CreditorId(1));
    policy.mode = Mode::Automatic;
    let mut account = Account::new(Arc::new(policy), debtor);
    let roles = [
        ContactRole::AccountsPayable,
        ContactRole::Finance,
        ContactRole::Management,
    ];
    account.contacts = (1..)
        .zip(roles)
        .map(|(id, role)| Contact {
            id: ContactId(id),
            role,
            name: String::new(),
            email: Some(format!("{id}@martin.example")),
            phone: Some("+33 1 99 00 12 34".to_string()),
            language: None,
            refused_on: None,
            bounced_on: None,
            texts: receivables::contact::TextReach::default(),
        })
        .collect();
    account.items.push(Item {
        id: ItemId(1),
        kind: ItemKind::Invoice,
        reference: "F2026-014".to_string(),
        instalment: 0,
        issued_on: plus_days(DUE_ON, -30),
        delivered_on: None,
        due_on: DUE_ON,
        amount: Money::eur(123_456),
        open: Money::eur(123_456),
        reopened_on: None,
        unconfirmed: None,
        strategy_override: None,
    });
    account
}

fn done(act: &PlannedAct, today: Date) -> ContactMade {
    let said = |item: &receivables::decide::ActItem| SaidOf {
        item: item.item,
        step: item.step.clone(),
        place: item.place,
    };
    ContactMade {
        notice: None,
        made_on: today,
        channel: act.channel,
        step: Some(act.step.clone()),
        items: act.items.iter().map(said).collect(),
        payment_asked_by: act.payment_asked_by,
        variant: None,
    }
}

/// Every act of an episode nobody answers, with its day counted from the due date.
fn live(strategy: &Strategy, mut account: Account) -> Vec<(i32, String, Channel)> {
    let calendar = Calendar::of_years(2025, 2027);
    let composer = Composer::shipped();
    let letterhead = Letterhead {
        company: "Atelier du Bois".to_string(),
        ..Letterhead::default()
    };
    let mut lived = Vec::new();
    for offset in -30..160 {
        let today = plus_days(DUE_ON, offset);
        let decision = decide(&account, strategy, &calendar, today);
        for act in decision.acts() {
            let occasion = Occasion {
                account: &account,
                letterhead: &letterhead,
                charges: None,
                today,
            };
            let message = composer
                .compose(act, &occasion)
                .expect("every step can be put into words");
            assert!(message.text.contains("F2026-014"), "{}", message.text);
            lived.push((days_between(DUE_ON, today), act.step.clone(), act.channel));
        }
        let made: Vec<ContactMade> = decision.acts().iter().map(|act| done(act, today)).collect();
        account.contacts_made.extend(made);
    }
    lived
}

fn strategy(key: &str) -> Strategy {
    let text = shipped()
        .into_iter()
        .find(|(of, _)| *of == key)
        .expect("the strategy ships")
        .1;
    Strategy::parse(text).expect("shipped strategies parse")
}

#[test]
fn an_invoice_nobody_pays_goes_from_the_check_to_the_hand_over() {
    let lived = live(&strategy("b2b-france"), account());
    let lived: Vec<(i32, &str)> = lived
        .iter()
        .map(|(day, step, _)| (*day, step.as_str()))
        .collect();
    // Days that would fall on a weekend or on a holiday move to the next working day.
    let expected = [
        (-7, "pre-due-check"),
        (3, "first-notice"),
        (14, "second-notice"),
        (22, "call-to-know-why"),
        (30, "open-reminder"),
        (42, "call-for-a-date"),
        (50, "formal-letter"),
        (65, "final-notice"),
        (80, "hand-over"),
        (81, "end-of-strategy"),
        (112, "end-of-strategy"),
        (142, "end-of-strategy"),
    ];
    assert_eq!(lived, expected);
}

#[test]
fn every_strategy_does_each_of_its_steps_once() {
    for (key, text) in shipped() {
        let strategy = Strategy::parse(text).unwrap();
        let lived = live(&strategy, account());
        for step in strategy
            .steps
            .iter()
            .filter(|step| !step.trigger.is_off_axis())
        {
            let times = lived
                .iter()
                .filter(|(_, done, _)| *done == step.key)
                .count();
            assert_eq!(times, 1, "{key} {}: {lived:?}", step.key);
        }
    }
}

#[test]
fn a_debtor_without_any_address_gives_work_to_a_person_and_no_message() {
    let mut account = account();
    account.contacts.clear();
    account.debtor.address = None;
    let lived = live(&strategy("b2b-france"), account);
    assert!(lived.len() >= 9, "{lived:?}");
    assert!(
        lived
            .iter()
            .all(|(_, _, channel)| *channel == Channel::Task),
        "{lived:?}"
    );
}

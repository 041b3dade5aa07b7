//! What the tests of this room share. Compiled for tests only.

use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::{Account, CreditorPolicy};
use receivables::contact::{Channel, Contact, ContactRole};
use receivables::debtor::{Debtor, DebtorKind, Language, Phase};
use receivables::decide::{ActItem, PlannedAct, Recipient, Release};
use receivables::identity::{ContactId, CreditorId, DebtorId, ItemId};
use receivables::item::{Item, ItemKind};
use receivables::money::Money;
use receivables::strategy::Act;

/// The wording keys written as literals in the part of a source file that stands before its tests: so a
/// new variant cannot be added without its words.
pub fn keys_named_in(source: &str) -> Vec<&str> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    code.split('"')
        .skip(1)
        .step_by(2)
        .filter(|text| {
            text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        })
        .collect()
}

/// 10 March 2026, the day of the examples.
pub const TODAY: Date = jiff::civil::date(2026, 3, 10);

/// One item of the example account.
pub fn item(id: i64, kind: ItemKind, reference: &str, due_on: Date, minor: i64) -> Item {
    Item {
        id: ItemId(id),
        kind,
        reference: reference.to_string(),
        instalment: 0,
        issued_on: due_on.saturating_sub(jiff::Span::new().days(30)),
        delivered_on: None,
        due_on,
        amount: Money::eur(minor),
        open: Money::eur(minor),
        reopened_on: None,
        unconfirmed: None,
        strategy_override: None,
    }
}

/// A debtor with two late invoices, one to come, a credit note and a contact.
pub fn account() -> Account {
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
        address: None,
        phase: Phase::Amicable,
        claim_to_file: None,
        difficulty: None,
        group: None,
        strategy_override: None,
        tags: Vec::new(),
        traits: receivables::debtor::Traits::default(),
    };
    let mut account = Account::new(Arc::new(CreditorPolicy::starting(CreditorId(1))), debtor);
    account.contacts.push(Contact {
        id: ContactId(5),
        role: ContactRole::AccountsPayable,
        name: "Claire Dubois".to_string(),
        email: Some("compta@martin.example".to_string()),
        phone: Some("+33 1 99 00 12 34".to_string()),
        language: None,
        refused_on: None,
        bounced_on: None,
        texts: receivables::contact::TextReach::default(),
    });
    account.items = vec![
        item(
            1,
            ItemKind::Invoice,
            "F2026-014",
            jiff::civil::date(2026, 2, 26),
            123_456,
        ),
        item(
            2,
            ItemKind::Invoice,
            "F2026-021",
            jiff::civil::date(2026, 3, 4),
            60_000,
        ),
        item(
            3,
            ItemKind::Invoice,
            "F2026-033",
            jiff::civil::date(2026, 3, 31),
            45_000,
        ),
        item(
            4,
            ItemKind::CreditNote,
            "A2026-002",
            jiff::civil::date(2026, 2, 20),
            -12_000,
        ),
    ];
    account
}

/// An e-mail of a step about the two late invoices.
pub fn act(step: &str, account: &Account) -> PlannedAct {
    let asked = |id: i64, minor: i64| ActItem {
        item: ItemId(id),
        step: step.to_string(),
        asked: Money::eur(minor),
        place: None,
    };
    PlannedAct {
        key: "key".to_string(),
        step: step.to_string(),
        act: Act::EMail,
        channel: Channel::EMail,
        instead_of: None,
        by_plan: None,
        template: step.to_string(),
        sender: "accounting".to_string(),
        recipient: Recipient {
            contact: Some(ContactId(5)),
            address: "compta@martin.example".to_string(),
            name: "Claire Dubois".to_string(),
        },
        language: account.debtor.language,
        tone: 2,
        leading: ItemId(1),
        items: vec![asked(1, 111_456), asked(2, 60_000)],
        payment_asked_by: Some(jiff::civil::date(2026, 3, 17)),
        days_to_answer: Some(7),
        due_on: None,
        release: Release::ByItself,
        attachments: Vec::new(),
        variant: None,
        from_hour: None,
    }
}

//! Builders of accounts and strategies for tests, so that each test shows only what it is about. Items are
//! in euros, dates around May 2026, the debtor a French business with a mailbox.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::{ActItem, Decision, Gate, PlannedAct, Verdict, decide};
use crate::account::{Account, Attempt, AttemptEnd, CreditorPolicy, Mode, OpenTask};
use crate::calendar::{Calendar, EVERY_DAY_IS_WORKED};
use crate::contact::{Channel, Contact, ContactRole};
use crate::debtor::{Address, Debtor, DebtorKind, Language, Phase};
use crate::fact::{
    Award, ContactMade, Dispute, DisputeReason, Hold, HoldReason, Promise, PromisedPart, Reply,
    SaidOf,
};
use crate::identity::{
    ContactId, CreditorId, DebtorId, DisputeId, HoldId, ItemId, NoticeId, PlanId, PromiseId,
    ReplyId,
};
use crate::instalment_plan::{Instalment, InstalmentPlan, PlannedPart};
use crate::item::{Item, ItemKind};
use crate::money::Money;
use crate::strategy::Strategy;

/// A day of 2026.
pub(crate) fn on(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

/// The head of a strategy file; lines of the head may follow.
pub(crate) const HEAD: &str = "[strategy]\nkey = \"t\"\nname = { fr = \"T\", en = \"T\" }\nsummary = { fr = \"T\", en = \"T\" }\n";

/// One step of a strategy file.
pub(crate) fn step(key: &str, trigger: &str, act: &str, lines: &str) -> String {
    format!(
        "[[step]]\nkey = \"{key}\"\nname = {{ fr = \"A\", en = \"A\" }}\ntrigger = \"{trigger}\"\nact = \"{act}\"\n{}{lines}\n",
        if lines.contains("tone") {
            ""
        } else {
            "tone = 1\n"
        }
    )
}

/// A strategy of lines for its head and steps.
pub(crate) fn strategy(head: &str, steps: &[String]) -> Strategy {
    Strategy::parse(&format!("{HEAD}{head}\n{}", steps.concat())).unwrap()
}

/// E-mails `first`, `second`, `third` 5, 20 and 40 days after the due date.
pub(crate) fn three_levels() -> Strategy {
    three_levels_with("")
}

/// [`three_levels`] with lines in its head.
pub(crate) fn three_levels_with(head: &str) -> Strategy {
    strategy(
        head,
        &[
            step("first", "5 days after due", "e-mail", "tone = 1"),
            step("second", "20 days after due", "e-mail", "tone = 2"),
            step("third", "40 days after due", "e-mail", "tone = 3"),
        ],
    )
}

/// An account in automatic mode where every day is worked, with a mailbox and nothing open.
pub(crate) fn account() -> Account {
    let mut policy = CreditorPolicy::starting(CreditorId(1));
    policy.mode = Mode::Automatic;
    policy.country = EVERY_DAY_IS_WORKED.to_string();
    let debtor = Debtor {
        id: DebtorId(7),
        key: "411ACME".to_string(),
        name: "Acme".to_string(),
        siren: None,
        kind: DebtorKind::Business,
        country: EVERY_DAY_IS_WORKED.to_string(),
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
        traits: crate::debtor::Traits::default(),
    };
    let mut account = Account::new(Arc::new(policy), debtor);
    account.contacts.push(mailbox(
        1,
        ContactRole::AccountsPayable,
        "compta@acme.example",
    ));
    account
}

/// A contact with an e-mail address.
pub(crate) fn mailbox(id: i64, role: ContactRole, address: &str) -> Contact {
    Contact {
        id: ContactId(id),
        role,
        name: String::new(),
        email: Some(address.to_string()),
        phone: None,
        language: None,
        refused_on: None,
        bounced_on: None,
        texts: crate::contact::TextReach::default(),
    }
}

/// An address a letter reaches.
pub(crate) fn address() -> Address {
    Address {
        lines: vec!["1 rue du Port".to_string()],
        post_code: "33000".to_string(),
        town: "Bordeaux".to_string(),
        country: "FR".to_string(),
    }
}

/// An invoice of some euro cents, issued 30 days before it is due.
pub(crate) fn invoice(id: i64, cents: i64, due_on: Date) -> Item {
    Item {
        id: ItemId(id),
        kind: ItemKind::Invoice,
        reference: format!("F{id}"),
        instalment: 0,
        issued_on: crate::calendar::plus_days(due_on, -30),
        delivered_on: None,
        due_on,
        amount: Money::eur(cents),
        open: Money::eur(cents),
        reopened_on: None,
        unconfirmed: None,
        strategy_override: None,
    }
}

/// A credit of some euro cents.
pub(crate) fn credit(id: i64, kind: ItemKind, cents: i64) -> Item {
    let mut item = invoice(id, -cents, on(5, 1));
    item.kind = kind;
    item
}

/// A dispute over an item since 1 May, of a part or of the whole.
pub(crate) fn dispute(item: i64, cents: Option<i64>) -> Dispute {
    Dispute {
        id: DisputeId(item),
        item: ItemId(item),
        amount: cents.map(Money::eur),
        reason: DisputeReason::Delivery,
        opened_on: on(5, 1),
        closed_on: None,
        award: None,
    }
}

/// A dispute over an item, settled on 8 May with a credit note to come.
pub(crate) fn settled_dispute(item: i64, awarded: i64) -> Dispute {
    Dispute {
        closed_on: Some(on(5, 8)),
        award: Some(Award {
            amount: Money::eur(awarded),
            covered: Vec::new(),
            ended_on: None,
        }),
        ..dispute(item, None)
    }
}

/// A promise for an item, taken on 1 May.
pub(crate) fn promise(item: i64, cents: i64, pay_on: Date) -> Promise {
    Promise {
        id: PromiseId(item),
        taken_on: on(5, 1),
        pay_on,
        parts: vec![PromisedPart {
            item: ItemId(item),
            amount: Money::eur(cents),
        }],
        outcome: None,
    }
}

/// A plan agreed on 1 May over items as (item, cents covered, cents open then), paid on some days.
pub(crate) fn plan(parts: &[(i64, i64, i64)], instalments: &[(Date, i64)]) -> InstalmentPlan {
    let part = |(item, cents, open): &(i64, i64, i64)| PlannedPart {
        item: ItemId(*item),
        amount: Money::eur(*cents),
        open_then: Money::eur(*open),
    };
    let instalment = |(due_on, cents): &(Date, i64)| Instalment {
        due_on: *due_on,
        amount: Money::eur(*cents),
    };
    InstalmentPlan {
        id: PlanId(1),
        agreed_on: on(5, 1),
        parts: parts.iter().map(part).collect(),
        instalments: instalments.iter().map(instalment).collect(),
        tolerance_days: 2,
        default_after_days: Some(10),
        outcome: None,
    }
}

/// A hold since 1 May on the debtor, or on an item.
pub(crate) fn hold(item: Option<i64>, until_on: Option<Date>) -> Hold {
    Hold {
        id: HoldId(item.unwrap_or(0)),
        item: item.map(ItemId),
        from_on: on(5, 1),
        until_on,
        reason: HoldReason::InDiscussion,
        lifted_on: None,
    }
}

/// A reply that waits since a day.
pub(crate) fn reply(received_on: Date) -> Reply {
    Reply {
        id: ReplyId(1),
        received_on,
        handled_on: None,
    }
}

/// An e-mail that took place, about items with the step done for each.
pub(crate) fn contact(made_on: Date, said: &[(i64, &str)]) -> ContactMade {
    let of = |(item, step): &(i64, &str)| SaidOf {
        item: ItemId(*item),
        step: (*step).to_string(),
        place: None,
    };
    ContactMade {
        notice: None,
        made_on,
        channel: Channel::EMail,
        step: said.first().map(|(_, step)| (*step).to_string()),
        items: said.iter().map(of).collect(),
        payment_asked_by: None,
        variant: None,
    }
}

/// An attempt by e-mail that did not become a contact.
pub(crate) fn attempt(step: &str, leading: i64, end: AttemptEnd) -> Attempt {
    Attempt {
        notice: NoticeId(90),
        step: step.to_string(),
        leading: ItemId(leading),
        channel: Channel::EMail,
        ended_on: on(5, 4),
        end,
    }
}

/// Work for a person that waits since a day.
pub(crate) fn task(step: &str, channel: Channel, items: &[i64], planned_on: Date) -> OpenTask {
    OpenTask {
        notice: NoticeId(80),
        step: step.to_string(),
        leading: ItemId(items[0]),
        items: items.iter().copied().map(ItemId).collect(),
        channel,
        planned_on,
    }
}

/// The decision of a day, in the calendar of these years.
pub(crate) fn decided(account: &Account, strategy: &Strategy, today: Date) -> Decision {
    decide(account, strategy, &Calendar::of_years(2024, 2028), today)
}

/// The one act that reaches the debtor.
pub(crate) fn message(account: &Account, strategy: &Strategy, today: Date) -> PlannedAct {
    let decision = decided(account, strategy, today);
    let contact = decision.contact().cloned();
    contact.unwrap_or_else(|| panic!("no message on {today}: {:?}", decision.reasons))
}

/// What an act says of its items: (item, step, cents asked).
pub(crate) fn said(act: &PlannedAct) -> Vec<(i64, &str, i64)> {
    let of = |item: &'_ ActItem| (item.item.0, item.asked.minor);
    let steps = act.items.iter().map(|item| item.step.as_str());
    act.items
        .iter()
        .map(of)
        .zip(steps)
        .map(|((item, cents), step)| (item, step, cents))
        .collect()
}

/// The gate that holds an account.
pub(crate) fn held_by(account: &Account, strategy: &Strategy, today: Date) -> Option<Gate> {
    match decided(account, strategy, today).verdict {
        Verdict::Hold { gate } => Some(gate),
        _ => None,
    }
}

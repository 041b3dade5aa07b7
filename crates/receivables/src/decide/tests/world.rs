//! Accounts and strategies of every shape for the property tests. Days lie around May 2026, identities are
//! small, and every kind of fact comes up often enough to meet every other.

use std::sync::Arc;

use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::account::{Account, AttemptEnd, ContactLimits, Freshness, Mode};
use crate::calendar::plus_days;
use crate::campaign::{Campaign, step_key};
use crate::condition::Condition;
use crate::contact::{Channel, ContactRole};
use crate::currency::Currency;
use crate::debtor::Phase;
use crate::decide::testing::*;
use crate::fact::{
    Award, ContactMade, Dispute, Hold, Promise, PromiseOutcome, Reply, SaidOf, StepPlace,
};
use crate::identity::{CampaignId, DisputeId, HoldId, ItemId, NoticeId, PromiseId, ReplyId};
use crate::instalment_plan::{InstalmentPlan, PlanOutcome};
use crate::item::{Item, ItemKind, Unconfirmed};
use crate::money::Money;
use crate::strategy::{END_OF_STRATEGY, Strategy as Scenario};

/// The steps of [`scenarios`].
pub(super) const STEPS: [&str; 9] = [
    "check",
    "first",
    "call",
    "second",
    "hand-over",
    "broken",
    "coming",
    "missed",
    "ended",
];

/// A day within some months around May 2026.
pub(super) fn day() -> impl Strategy<Value = Date> {
    (-60..80_i32).prop_map(|days| plus_days(on(5, 4), days))
}

fn currency() -> impl Strategy<Value = Currency> {
    prop_oneof![4 => Just(Currency::EUR), 1 => Just(Currency::USD)]
}

fn item(id: i64) -> impl Strategy<Value = Item> {
    let kind = prop_oneof![
        6 => Just(ItemKind::Invoice),
        1 => Just(ItemKind::Charge),
        1 => Just(ItemKind::CreditNote),
        1 => Just(ItemKind::PaymentOnAccount),
    ];
    let cause = option::weighted(0.08, Just(Unconfirmed::NeverSent));
    let reopened_on = option::weighted(0.1, day());
    (
        kind,
        day(),
        0..40_000_i64,
        0..40_000_i64,
        currency(),
        cause,
        reopened_on,
    )
        .prop_map(
            move |(kind, due_on, amount, open, currency, unconfirmed, reopened_on)| {
                let sign = if kind.is_claim() { 1 } else { -1 };
                let mut item = invoice(id, 0, due_on);
                item.kind = kind;
                // A charge bears the number of an invoice that is there, or of one that is not.
                if kind == ItemKind::Charge {
                    item.reference = format!("F{}", id / 2);
                }
                item.amount = Money::new(sign * amount.max(open), currency);
                item.open = Money::new(sign * open, currency);
                item.unconfirmed = unconfirmed;
                item.reopened_on = reopened_on;
                item
            },
        )
}

fn made() -> impl Strategy<Value = ContactMade> {
    let step = prop_oneof![
        proptest::sample::select(STEPS.to_vec()),
        Just(END_OF_STRATEGY),
        Just("another-strategys-step"),
    ];
    let channel =
        prop_oneof![3 => Just(Channel::EMail), 1 => Just(Channel::Call), 1 => Just(Channel::Task)];
    let place = option::of((-10..50_i32, 1..=5_u8));
    let place = place.prop_map(|place| place.map(|(day, tone)| StepPlace { day, tone }));
    let said = vec((0..6_i64, step, place), 0..4);
    (said, day(), channel, option::of(0..12_i32)).prop_map(|(said, made_on, channel, days)| {
        let mut items: Vec<SaidOf> = Vec::new();
        for (item, step, place) in said {
            if !items.iter().any(|known| known.item == ItemId(item)) {
                items.push(SaidOf {
                    item: ItemId(item),
                    step: step.to_string(),
                    place,
                });
            }
        }
        ContactMade {
            notice: None,
            made_on,
            channel,
            step: None,
            items,
            payment_asked_by: days.map(|days| plus_days(made_on, days)),
            variant: None,
        }
    })
}

fn disputed(id: i64) -> impl Strategy<Value = Dispute> {
    (
        0..6_i64,
        option::of(1..30_000_i64),
        day(),
        option::of(day()),
        option::of(award()),
    )
        .prop_map(move |(item, part, opened_on, closed_on, award)| {
            let mut dispute = dispute(item, part);
            dispute.id = DisputeId(id);
            dispute.opened_on = opened_on;
            dispute.closed_on = closed_on;
            dispute.award = award.filter(|_| closed_on.is_some());
            dispute
        })
}

fn award() -> impl Strategy<Value = Award> {
    let covered = vec((day(), -5_000..10_000_i64), 0..3);
    (1..30_000_i64, covered, option::of(day())).prop_map(|(minor, covered, ended_on)| Award {
        amount: Money::eur(minor),
        covered,
        ended_on,
    })
}

fn promised(id: i64) -> impl Strategy<Value = Promise> {
    let outcome = prop_oneof![
        Just(PromiseOutcome::Kept),
        Just(PromiseOutcome::PartlyKept),
        Just(PromiseOutcome::Broken),
        Just(PromiseOutcome::Withdrawn),
    ];
    (
        0..6_i64,
        1..40_000_i64,
        day(),
        0..40_i32,
        option::weighted(0.4, (outcome, day())),
    )
        .prop_map(move |(item, part, taken_on, days, outcome)| {
            let mut promise = promise(item, part, plus_days(taken_on, days));
            promise.id = PromiseId(id);
            promise.taken_on = taken_on;
            promise.outcome = outcome;
            promise
        })
}

fn planned() -> impl Strategy<Value = InstalmentPlan> {
    let outcome = prop_oneof![
        Just(PlanOutcome::Kept),
        Just(PlanOutcome::Broken),
        Just(PlanOutcome::Withdrawn),
    ];
    let parts = (1..20_000_i64, 1..20_000_i64, 0..20_000_i64, 0..20_000_i64);
    let days = (day(), 0..20_i32, 1..20_i32, 0..5_i32, option::of(0..20_i32));
    let outcome = option::weighted(0.2, (outcome, day()));
    (0..5_i64, parts, days, outcome).prop_map(|(item, parts, days, outcome)| {
        let (one, two, paid_one, paid_two) = parts;
        let (agreed_on, first, apart, tolerance_days, default_after_days) = days;
        let total = one + two;
        let first_on = plus_days(agreed_on, first);
        let instalments = [
            (first_on, total / 3 + 1),
            (plus_days(first_on, apart), total - total / 3 - 1),
        ];
        let parts = [(item, one, one + paid_one), (item + 1, two, two + paid_two)];
        InstalmentPlan {
            agreed_on,
            tolerance_days,
            default_after_days,
            outcome,
            ..plan(&parts, &instalments)
        }
    })
}

fn held(id: i64) -> impl Strategy<Value = Hold> {
    let lifted_on = option::weighted(0.3, day());
    (
        option::weighted(0.7, 0..6_i64),
        day(),
        option::weighted(0.8, 0..30_i32),
        lifted_on,
    )
        .prop_map(move |(item, from_on, days, lifted_on)| {
            let mut hold = hold(item, days.map(|days| plus_days(from_on, days)));
            hold.id = HoldId(id);
            hold.from_on = from_on;
            hold.lifted_on = lifted_on;
            hold
        })
}

/// What is on the account: money and what was said of it.
fn ledger() -> impl Strategy<Value = Account> {
    let items = (
        item(0),
        item(1),
        item(2),
        item(3),
        item(4),
        item(5),
        0..6_usize,
    );
    let disputes = (disputed(0), disputed(1), 0..3_usize);
    let plans = option::weighted(0.3, planned());
    let promises = (promised(0), promised(1), 0..3_usize);
    let holds = (held(0), held(1), prop_oneof![3 => Just(0), 1 => 1..3_usize]);
    let facts = (items, disputes, promises, plans, holds);
    facts.prop_map(|(items, disputes, promises, plans, holds)| {
        let mut account = account();
        let (a, b, c, d, e, f, count) = items;
        account.items = [a, b, c, d, e, f].into_iter().take(count + 1).collect();
        account.disputes = [disputes.0, disputes.1]
            .into_iter()
            .take(disputes.2)
            .collect();
        account.promises = [promises.0, promises.1]
            .into_iter()
            .take(promises.2)
            .collect();
        account.plans.extend(plans);
        account.holds = [holds.0, holds.1].into_iter().take(holds.2).collect();
        account
    })
}

/// Accounts of every shape.
pub(super) fn accounts() -> impl Strategy<Value = Account> {
    let attempt_end = prop_oneof![
        3 => Just(AttemptEnd::Refused { cause: "550".to_string() }),
        1 => Just(AttemptEnd::Unknown),
        2 => Just(AttemptEnd::Returned { address: "a@client.example".to_string() }),
    ];
    let attempts = option::weighted(0.15, (0..6_i64, 0..STEPS.len(), attempt_end));
    let replies = option::weighted(0.1, (day(), option::of(day())));
    let tasks = option::weighted(
        0.25,
        (0..STEPS.len(), 0..6_i64, 0..6_i64, day(), any::<bool>()),
    );
    let people = (
        any::<bool>(),
        option::weighted(0.1, day()),
        option::weighted(0.1, day()),
    );
    let rare = (
        attempts,
        replies,
        tasks,
        people,
        (0..24_u8, option::of(day()), any::<bool>()),
    );
    let campaign = option::weighted(0.25, (day(), 0..30_i32, 0..15_i32, 0..CONDITIONS.len()));
    let all = (ledger(), vec(made(), 0..5), rare, campaign);
    all.prop_map(|(mut account, made, rare, campaign)| {
        let (attempts, replies, tasks, people, creditor) = rare;
        account.contacts_made = made;
        account
            .attempts
            .extend(attempts.map(|(item, step, end)| attempt(STEPS[step], item, end)));
        account
            .replies
            .extend(replies.map(|(received_on, handled_on)| Reply {
                id: ReplyId(1),
                received_on,
                handled_on,
            }));
        account
            .open_tasks
            .extend(tasks.map(|(step, a, b, planned_on, call)| {
                let channel = if call { Channel::Call } else { Channel::Task };
                let mut task = task(STEPS[step], channel, &[a, b], planned_on);
                task.notice = NoticeId(80);
                task
            }));
        let (other, refused_on, bounced_on) = people;
        if other {
            account
                .contacts
                .push(mailbox(2, ContactRole::Other, "contact@acme.example"));
        }
        account.contacts[0].refused_on = refused_on;
        account.contacts[0].bounced_on = bounced_on;
        of_creditor(&mut account, creditor);
        account.campaign = campaign.map(|(on, days, quiet, condition)| {
            campaign_on((on, days), quiet, CONDITIONS[condition])
        });
        account
    })
}

/// Whom campaigns are for.
const CONDITIONS: [&str; 3] = [
    "true",
    "overdue > 100 || average_days_late > 10",
    "days_late > 20 && open_disputes == 0",
];

/// A campaign by e-mail that may speak from a day on.
fn campaign_on((on, days): (Date, i32), quiet_days: i32, condition: &str) -> Arc<Campaign> {
    let scenario = strategy("", &[step("x", "on due", "e-mail", "tone = 2")]);
    let id = CampaignId(9);
    let mut said = scenario.steps[0].clone();
    said.key = step_key(id);
    Arc::new(Campaign {
        id,
        step: said,
        condition: Condition::parse(condition, Currency::EUR).unwrap(),
        on,
        until: plus_days(on, days),
        quiet_days,
    })
}

fn of_creditor(account: &mut Account, (what, as_of, weekends): (u8, Option<Date>, bool)) {
    let Some(policy) = Arc::get_mut(&mut account.policy) else {
        return;
    };
    policy.mode = [Mode::Observe, Mode::Confirm, Mode::Automatic][usize::from(what % 3)];
    match what {
        0 => policy.stopped_on = as_of,
        1 | 2 => account.debtor.phase = Phase::Insolvency,
        3..=6 => {
            policy.freshness = Freshness {
                bank_as_of: as_of,
                bank_days_limit: Some(20),
                ..Freshness::default()
            };
        }
        _ => {}
    }
    if weekends {
        policy.country = "FR".to_string();
    }
}

/// A step that is done in two ways.
const VARIED: &str = "tone = 3
[[step.variant]]
key = \"a\"
name = { fr = \"A\", en = \"A\" }
days_later = 2
[[step.variant]]
key = \"b\"
name = { fr = \"B\", en = \"B\" }
act = \"call\"";

/// Strategies with every kind of trigger and act.
pub(super) fn scenarios() -> impl Strategy<Value = Scenario> {
    (any::<bool>(), 0..5_i32, any::<bool>(), any::<bool>()).prop_map(
        |(catch_up, pull_forward, limits, answer)| {
            let mut head = format!("pull_forward_days = {pull_forward}\n");
            if limits {
                head.push_str("floor = [\"100.00 EUR\"]\nceiling = [\"300.00 EUR\"]\n");
            }
            if catch_up {
                head.push_str("entry = \"catch-up\"\n");
            }
            let days = if answer {
                "tone = 2\ndays_to_answer = 8"
            } else {
                "tone = 2"
            };
            let mut scenario = strategy(
                &head,
                &[
                    step("check", "7 days before due", "e-mail", ""),
                    step("first", "3 days after due", "e-mail", days),
                    step(
                        "call",
                        "5 days after step first",
                        "call",
                        "floor = [\"150.00 EUR\"]\ntone = 2",
                    ),
                    step(
                        "second",
                        "20 days after due",
                        "e-mail",
                        &format!("days_after_contact = 6\n{VARIED}"),
                    ),
                    step("hand-over", "40 days after due", "hand-over", "tone = 4"),
                    step("broken", "promise broken", "e-mail", VARIED),
                    step("coming", "3 days before instalment", "e-mail", ""),
                    step("missed", "instalment missed", "e-mail", "tone = 2"),
                    step("ended", "plan broken", "call", "tone = 3"),
                ],
            );
            if limits {
                scenario.limits = Some(ContactLimits {
                    days_between: 5,
                    most_per_week: 1,
                    most_per_month: 3,
                });
            }
            scenario
        },
    )
}

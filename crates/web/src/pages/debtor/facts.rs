//! What is open on an account besides its items: promises, disputes, holds and replies, each with the form
//! that ends it.

use desk::why::Why;
use notices::explain::Explainer;
use notices::names::Named;
use receivables::fact::{Dispute, Hold, HoldReason, Promise, Reply};
use receivables::identity::ItemId;
use receivables::instalment_plan::InstalmentPlan;
use receivables::money::{Balances, Money};
use store::referral::Referral;
use store::sanction::KeptSanction;

use super::events::History;
use crate::pages::sanctions::badge;
use crate::words::Words;

/// An open matter and the form that ends it.
pub(super) struct Fact {
    pub label: String,
    pub state: &'static str,
    pub words: String,
    pub path: String,
    /// The page of the matter, where it is ended.
    pub link: String,
    pub act: String,
}

/// Every open matter of an account.
pub(super) fn open(words: &Words, why: &Why, history: &History) -> Vec<Fact> {
    let account = &why.account;
    let mut facts = Vec::new();
    let waiting = account
        .replies
        .iter()
        .filter(|reply| reply.is_waiting(why.on));
    facts.extend(waiting.map(|reply| reply_fact(words, why, (reply, history))));
    let open = account
        .promises
        .iter()
        .filter(|promise| promise.outcome.is_none());
    facts.extend(open.map(|promise| promise_fact(words, why, promise)));
    let running = account.plans.iter().filter(|plan| plan.is_running(why.on));
    facts.extend(running.map(|plan| plan_fact(words, why, plan)));
    let disputes = account.disputes.iter();
    facts.extend(disputes.filter_map(|dispute| dispute_fact(words, why, dispute)));
    let with_others = history
        .referrals
        .iter()
        .filter(|referral| referral.ended.is_none());
    facts.extend(with_others.map(|referral| referral_fact(words, why, referral)));
    let sanctions = history.sanctions.iter().filter(|one| one.ended.is_none());
    facts.extend(sanctions.map(|one| sanction_fact(words, why, one)));
    // The holds of a referral are placed and lifted with it.
    let open = account.holds.iter().filter(|hold| {
        hold.reason != HoldReason::HandedOver
            && hold.lifted_on.is_none()
            && hold.until_on.is_none_or(|last| last >= why.on)
    });
    facts.extend(open.map(|hold| hold_fact(words, why, hold)));
    facts
}

fn fact(words: &Words, why: &Why, (noun, plural, id): (&str, &str, String), said: String) -> Fact {
    Fact {
        label: words.say(&format!("fact-{noun}")),
        state: "waiting",
        words: said,
        path: format!("/debtors/{}/{plural}/{id}/closed", why.account.debtor.id),
        link: String::new(),
        act: words.say(&format!("fact-{noun}-end")),
    }
}

fn item_name(words: &Words, why: &Why, item: ItemId) -> String {
    let explainer = Explainer {
        wording: words.wording(),
        account: &why.account,
        strategy: Some(&why.strategy),
        others: &why.others,
        today: why.on,
    };
    explainer.item(item)
}

/// A promise in words: how much, for when.
pub(super) fn promise_words(words: &Words, promise: &Promise) -> String {
    let amounts: Balances = promise.parts.iter().map(|part| part.amount).collect();
    let amount = notices::format::balances(&amounts, words.language());
    let day = words.day(promise.pay_on);
    words.with("fact-promise-words", &[("amount", &amount), ("day", &day)])
}

fn promise_fact(words: &Words, why: &Why, promise: &Promise) -> Fact {
    let said = promise_words(words, promise);
    Fact {
        state: "coming",
        ..fact(
            words,
            why,
            ("promise", "promises", promise.id.to_string()),
            said,
        )
    }
}

/// A plan in words: how much, in how many instalments.
pub(super) fn plan_words(words: &Words, plan: &InstalmentPlan, left: Money) -> String {
    let count = i64::try_from(plan.instalments.len()).unwrap_or(i64::MAX);
    let values = [
        ("amount", words.money(plan.total()).into()),
        ("count", count.into()),
        ("left", words.money(left).into()),
    ];
    words.wording().say("fact-plan-words", &values)
}

fn plan_fact(words: &Words, why: &Why, plan: &InstalmentPlan) -> Fact {
    let total = plan.total();
    let standing = plan.standing(&why.account, why.on);
    let paid = standing.map_or(0, |standing| standing.paid.minor);
    let left = total.with_minor(total.minor.saturating_sub(paid));
    let said = plan_words(words, plan, left);
    Fact {
        state: "coming",
        link: format!("/debtors/{}/plans/{}", why.account.debtor.id, plan.id),
        ..fact(words, why, ("plan", "plans", plan.id.to_string()), said)
    }
}

/// A dispute in words: which item, how much of it, why.
pub(super) fn dispute_words(words: &Words, why: &Why, dispute: &Dispute) -> String {
    let item = item_name(words, why, dispute.item);
    let reason = dispute.reason.name(words.wording());
    match dispute.amount {
        Some(amount) => {
            let amount = words.money(amount);
            words.with(
                "fact-dispute-words",
                &[("item", &item), ("amount", &amount), ("why", &reason)],
            )
        }
        None => words.with("fact-dispute-whole", &[("item", &item), ("why", &reason)]),
    }
}

/// A dispute that is open, or that owes a credit note.
fn dispute_fact(words: &Words, why: &Why, dispute: &Dispute) -> Option<Fact> {
    let award = dispute.award.as_ref();
    let owed = award.map_or(0, |award| award.awaited_minor(why.on));
    let (noun, state, said) = match (dispute.closed_on, award) {
        (None, _) => ("dispute", "warn", dispute_words(words, why, dispute)),
        (Some(_), Some(award)) if owed > 0 => {
            let item = item_name(words, why, dispute.item);
            let amount = words.money(award.amount.with_minor(owed));
            let values = [("item", &*item), ("amount", &*amount)];
            ("award", "coming", words.with("fact-award-words", &values))
        }
        (Some(_), _) => return None,
    };
    let id = dispute.id.to_string();
    Some(Fact {
        state,
        link: format!("/debtors/{}/disputes/{id}", why.account.debtor.id),
        ..fact(words, why, (noun, "disputes", id), said)
    })
}

/// A hold in words: what it holds, until when, why.
pub(super) fn hold_words(words: &Words, why: &Why, hold: &Hold) -> String {
    let what = hold.item.map_or_else(
        || words.say("fact-hold-account"),
        |item| item_name(words, why, item),
    );
    let reason = hold.reason.name(words.wording());
    match hold.until_on {
        Some(day) => words.with(
            "fact-hold-words-until",
            &[("what", &what), ("day", &words.day(day)), ("why", &reason)],
        ),
        None => words.with("fact-hold-words", &[("what", &what), ("why", &reason)]),
    }
}

fn referral_fact(words: &Words, why: &Why, referral: &Referral) -> Fact {
    let day = words.day(referral.handed_on);
    let said = words.with(
        "fact-referral-words",
        &[("to", &referral.handed_to), ("day", &day)],
    );
    let id = referral.id.to_string();
    Fact {
        state: "warn",
        link: format!("/debtors/{}/referrals/{id}", why.account.debtor.id),
        ..fact(words, why, ("referral", "referrals", id), said)
    }
}

fn sanction_fact(words: &Words, why: &Why, sanction: &KeptSanction) -> Fact {
    let what = sanction.measure.name(words.wording());
    let stands = badge(words, sanction, why.on);
    let id = sanction.id.to_string();
    Fact {
        state: stands.state,
        link: "/sanctions".to_string(),
        ..fact(
            words,
            why,
            ("sanction", "sanctions", id),
            format!("{what}, {}", stands.words),
        )
    }
}

fn hold_fact(words: &Words, why: &Why, hold: &Hold) -> Fact {
    let said = hold_words(words, why, hold);
    fact(words, why, ("hold", "holds", hold.id.to_string()), said)
}

fn reply_fact(words: &Words, why: &Why, (reply, history): (&Reply, &History)) -> Fact {
    let day = words.day(reply.received_on);
    let summary = history.reply_summary(reply).unwrap_or_default();
    let said = words.with("fact-reply-words", &[("day", &day), ("words", summary)]);
    Fact {
        state: "coming",
        link: format!("/replies/{}", reply.id),
        act: words.say("fact-reply-read"),
        ..fact(words, why, ("reply", "replies", reply.id.to_string()), said)
    }
}

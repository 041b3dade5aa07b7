//! What the journal says of an account, act by act and noun by noun. Must never tell twice what another line of the
//! timeline tells.

use jiff::civil::Date;
use notices::format::capitalised;
use notices::names::Named;
use receivables::contact::Contact;
use receivables::debtor::{Debtor, Phase};
use receivables::fact::HoldReason;
use receivables::instalment_plan::{InstalmentPlan, PlanOutcome};
use store::referral::NewReferral;
use store::reply::{MachineAnswer, MachineAnswerKind};
use store::sanction::NewSanction;
use store::views::account::JournalEntry;

use super::{Event, Teller};
use crate::pages::debtor::{contacts, facts};
use crate::words::Words;

impl Teller<'_> {
    /// What a promise, a dispute or a hold was when it was opened: its amount, its item, its reason, its end.
    fn opened(&self, entry: &JournalEntry) -> String {
        let (words, why) = (self.words(), self.why);
        let json = entry.after.as_deref().unwrap_or_default();
        let said = match entry.noun.as_str() {
            "promise" => serde_json::from_str(json)
                .ok()
                .map(|promise| facts::promise_words(words, &promise)),
            "plan" => serde_json::from_str::<InstalmentPlan>(json)
                .ok()
                .map(|plan| facts::plan_words(words, &plan, plan.total())),
            "dispute" => serde_json::from_str(json)
                .ok()
                .map(|dispute| facts::dispute_words(words, why, &dispute)),
            "referral" => serde_json::from_str::<NewReferral>(json)
                .ok()
                .map(|new| new.handed_to),
            "sanction" => serde_json::from_str::<NewSanction>(json)
                .ok()
                .map(|new| format!("{} · {}", new.measure.name(words.wording()), new.why)),
            "machine-answer" => serde_json::from_str::<MachineAnswer>(json)
                .ok()
                .map(|answer| machine_words(words, &answer)),
            "hold" => serde_json::from_str(json)
                .ok()
                .map(|hold| facts::hold_words(words, why, &hold)),
            _ => None,
        };
        said.map_or_else(String::new, |said| capitalised(&said))
    }

    /// True for a hold that a referral placed: the referral is told, once.
    fn is_of_referral(&self, entry: &JournalEntry) -> bool {
        let mut holds = self.why.account.holds.iter();
        let found = holds.find(|hold| Some(hold.id.0) == entry.noun_id);
        entry.noun == "hold" && found.is_some_and(|hold| hold.reason == HoldReason::HandedOver)
    }

    /// A line for an act; nothing for one that another line tells already.
    pub(super) fn act(&self, entry: &JournalEntry) -> Option<Event> {
        // The line of the call says it.
        if (entry.act.as_str(), entry.noun.as_str()) == ("report", "call") {
            return None;
        }
        if self.is_of_referral(entry) {
            return None;
        }
        let words = self.words();
        let (key, side) = match (entry.act.as_str(), entry.noun.as_str()) {
            ("open", "promise") => ("event-promise-opened", "theirs"),
            ("close", "promise") => (promise_end(entry), "inside"),
            ("open", "plan") => ("event-plan-opened", "theirs"),
            ("close", "plan") => (plan_end(entry), "inside"),
            ("open", "dispute") => ("event-dispute-opened", "theirs"),
            ("close", "dispute") => ("event-dispute-closed", "inside"),
            ("assign", "dispute") => ("event-dispute-assigned", "inside"),
            ("add-evidence", "dispute") => ("event-dispute-evidence", "inside"),
            ("propose-gesture", "dispute") => ("event-gesture-proposed", "inside"),
            ("answer-gesture", "dispute") => ("event-gesture-answered", "inside"),
            ("end-award", "dispute") => ("event-award-ended", "inside"),
            ("open", "referral") => ("event-referral-opened", "inside"),
            ("note", "referral") => ("event-referral-noted", "inside"),
            ("close", "referral") => ("event-referral-ended", "inside"),
            ("open", "sanction") => ("event-sanction-opened", "inside"),
            ("open", "machine-answer") => ("event-machine-answer", "theirs"),
            ("confirm", "sanction") => ("event-sanction-approved", "inside"),
            ("close", "sanction") => ("event-sanction-ended", "inside"),
            ("print", "notice") => ("event-letter-printed", "inside"),
            ("refuse", "letter") => ("event-letter-not-taken", "inside"),
            ("post", "letter") => ("event-letter-number", "inside"),
            ("open", "hold") => ("event-hold-opened", "inside"),
            ("close", "hold") => ("event-hold-closed", "inside"),
            ("add", "contact") => ("event-contact-added", "inside"),
            ("change", "contact") => ("event-contact-changed", "inside"),
            ("remove", "contact") => ("event-contact-removed", "inside"),
            ("change", "item") => ("event-item-changed", "inside"),
            ("change", "debtor") => ("event-debtor-changed", "inside"),
            ("match", "bank-entry") => ("event-bank-matched", "theirs"),
            _ => ("event-other", "inside"),
        };
        let act = format!("{} {}", entry.act, entry.noun);
        let mut event = self.event(side, words.with(key, &[("act", &act)]), &entry.who);
        if entry.act == "open" {
            event.detail = self.opened(entry);
        }
        match (entry.act.as_str(), entry.noun.as_str()) {
            ("change", "contact") => event.detail = contact_change(words, entry),
            ("change", "debtor") => event.detail = phase_change(words, entry),
            (_, "letter") => {
                let words = entry.after.as_deref().map(serde_json::from_str);
                event.detail = words.and_then(Result::ok).unwrap_or_default();
            }
            _ => {}
        }
        Some(event)
    }
}

/// The phase a file left and the one it is in, when the change was about that.
fn phase_change(words: &Words, entry: &JournalEntry) -> String {
    let phase = |json: &Option<String>| -> Option<Phase> {
        let debtor: Debtor = serde_json::from_str(json.as_deref()?).ok()?;
        Some(debtor.phase)
    };
    let both = phase(&entry.before).zip(phase(&entry.after));
    both.filter(|(before, after)| before != after)
        .map_or_else(String::new, |(before, after)| {
            let name = |phase: Phase| phase.name(words.wording());
            format!(
                "{} {} → {}",
                words.say("debtor-phase"),
                name(before),
                name(after)
            )
        })
}

/// What became known of a contact: what was put right, new marks, or that they are past.
fn contact_change(words: &Words, entry: &JournalEntry) -> String {
    let read = |json: &Option<String>| -> Option<Contact> {
        serde_json::from_str(json.as_deref().unwrap_or_default()).ok()
    };
    let Some((before, after)) = read(&entry.before).zip(read(&entry.after)) else {
        return String::new();
    };
    let (old, new) = (
        contacts::troubles(words, &before),
        contacts::troubles(words, &after),
    );
    let mut said = corrections(&before, &after);
    if said.is_empty() && new.is_empty() && !old.is_empty() {
        return words.say("debtor-contact-reachable");
    }
    said.extend(new.into_iter().filter(|one| !old.contains(one)));
    if !said.is_empty() && !after.name.is_empty() {
        said.insert(0, after.name);
    }
    said.join(" · ")
}

/// What a person put right, each as "before → after".
fn corrections(before: &Contact, after: &Contact) -> Vec<String> {
    let ways = [
        (Some(&before.name), Some(&after.name)),
        (before.email.as_ref(), after.email.as_ref()),
        (before.phone.as_ref(), after.phone.as_ref()),
    ];
    let shown = |way: Option<&String>| {
        let known = way.filter(|words| !words.is_empty());
        known.map_or_else(|| "—".to_string(), Clone::clone)
    };
    let changed = ways.into_iter().filter(|(before, after)| before != after);
    changed
        .map(|(before, after)| format!("{} → {}", shown(before), shown(after)))
        .collect()
}

fn plan_end(entry: &JournalEntry) -> &'static str {
    let after = entry.after.as_deref().unwrap_or("");
    match serde_json::from_str::<(PlanOutcome, Date)>(after) {
        Ok((PlanOutcome::Kept, _)) => "event-plan-kept",
        Ok((PlanOutcome::Broken, _)) => "event-plan-broken",
        Ok((PlanOutcome::Withdrawn, _)) | Err(_) => "event-plan-withdrawn",
    }
}

fn promise_end(entry: &JournalEntry) -> &'static str {
    let after = entry.after.as_deref().unwrap_or("");
    [
        ("\"partly-kept\"", "event-promise-partly-kept"),
        ("\"kept\"", "event-promise-kept"),
        ("\"broken\"", "event-promise-broken"),
        ("\"withdrawn\"", "event-promise-withdrawn"),
    ]
    .into_iter()
    .find(|(word, _)| after.contains(word))
    .map_or("event-promise-closed", |(_, key)| key)
}

/// What a machine answered: who is away until when, and whom to write to meanwhile.
fn machine_words(words: &Words, answer: &MachineAnswer) -> String {
    let key = match answer.kind {
        MachineAnswerKind::Away => "event-machine-away",
        MachineAnswerKind::Received => "event-machine-received",
        MachineAnswerKind::Other => "event-machine-other",
    };
    let mut parts = vec![words.with(key, &[("sender", &answer.sender)])];
    if let Some(day) = answer.back_on {
        parts.push(words.with("event-machine-back", &[("day", &words.day(day))]));
    }
    if !answer.substitutes.is_empty() {
        let others = answer.substitutes.join(", ");
        parts.push(words.with("event-machine-substitute", &[("others", &others)]));
    }
    parts.join(" · ")
}

//! The sentence behind each reason: exact about the facts, friendly in tone, in the reader's language.
//! Must never leave a reason without a sentence or give one that its facts do not carry.

mod step;

use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::Account;
use receivables::calendar::plus_days;
use receivables::contact::{Channel, ContactRole};
use receivables::debtor::Phase;
use receivables::decide::{Decision, Gate, PlannedAct, Verdict};
use receivables::fact::HoldReason;
use receivables::identity::ItemId;
use receivables::item::{ItemKind, Unconfirmed};
use receivables::money::Money;
use receivables::reason::{DayOff, Reason, Source, Unreachable};
use receivables::strategy::Strategy;

use crate::format;
use crate::names::Named;
use crate::wording::{Value, Wording};

/// Explains the decisions of one account in one language.
#[derive(Clone, Copy)]
pub struct Explainer<'a> {
    /// The words.
    pub wording: &'a Wording,
    /// The account the reasons are about: its items give the references.
    pub account: &'a Account,
    /// The strategy, for the names of its steps; without it their keys are shown.
    pub strategy: Option<&'a Strategy>,
    /// The strategies that items follow against it, for the names of theirs.
    pub others: &'a [Arc<Strategy>],
    /// The day the decision was made for.
    pub today: Date,
}

impl Explainer<'_> {
    /// The sentence of a reason, with its full stop.
    pub fn reason(&self, reason: &Reason) -> String {
        format::capitalised(&self.sentence(reason))
    }

    /// The verdict in one line.
    pub fn verdict(&self, decision: &Decision) -> String {
        match &decision.verdict {
            Verdict::Rest => self.wording.word("verdict-rest"),
            Verdict::Wait => match decision.next_step() {
                Some((step, on)) => {
                    let (step, on) = (self.step(step), self.day(on));
                    self.say("verdict-wait", &[("step", &step), ("on", &on)])
                }
                None => match decision.next_review_on {
                    Some(on) => self.say("verdict-wait-looked-at", &[("on", &self.day(on))]),
                    None => self.wording.word("verdict-wait-for-fact"),
                },
            },
            Verdict::Hold { gate } => self.held(decision, *gate),
            Verdict::Act { acts } => {
                let acts: Vec<String> = acts.iter().map(|act| self.act(act)).collect();
                let acts = format::list(&acts, self.wording.language());
                self.say("verdict-act", &[("acts", &acts)])
            }
        }
    }

    fn held(&self, decision: &Decision, gate: Gate) -> String {
        let gate = self.closed_gate(decision, gate);
        match (resumes_on(decision), decision.next_review_on) {
            (Some(on), _) => self.say(
                "verdict-hold-resumes",
                &[("gate", &gate), ("on", &self.day(on))],
            ),
            (None, Some(on)) => self.say(
                "verdict-hold-looked-at",
                &[("gate", &gate), ("on", &self.day(on))],
            ),
            (None, None) => self.say("verdict-hold", &[("gate", &gate)]),
        }
    }

    /// What holds, in a few words: nobody put a customer on hold whose answer waits to be read.
    fn closed_gate(&self, decision: &Decision, gate: Gate) -> String {
        match (gate, decision.reasons.first()) {
            (Gate::DebtorHold, Some(Reason::ReplyWaiting { .. })) => {
                self.wording.word("held-by-reply")
            }
            (Gate::DebtorHold, Some(Reason::SendingUnknown { .. })) => {
                self.wording.word("held-by-unknown")
            }
            _ => gate.name(self.wording),
        }
    }

    /// An act in a few words: `e-mail « Premier rappel »`.
    pub fn act(&self, act: &PlannedAct) -> String {
        // After a fallback the way it goes says more than the act the step wanted.
        let channel = if act.act.channel() == act.channel {
            act.act.name(self.wording)
        } else {
            act.channel.name(self.wording)
        };
        self.say(
            "act-with-step",
            &[("channel", &channel), ("step", &self.step(&act.step))],
        )
    }

    /// An item as a noun phrase: `la facture F2026-14`.
    pub fn item(&self, id: ItemId) -> String {
        let Some(item) = self.account.item(id) else {
            return self.wording.word("item-unknown");
        };
        let reference = item.reference.as_str();
        match item.kind {
            ItemKind::Invoice if item.instalment > 0 => {
                let instalment = item.instalment.to_string();
                self.say(
                    "item-instalment",
                    &[("reference", reference), ("instalment", &instalment)],
                )
            }
            ItemKind::Invoice => self.say("item-invoice", &[("reference", reference)]),
            ItemKind::Charge => self.say("item-charge", &[("reference", reference)]),
            ItemKind::CreditNote => self.say("item-credit-note", &[("reference", reference)]),
            ItemKind::PaymentOnAccount => {
                self.say("item-payment-on-account", &[("reference", reference)])
            }
        }
    }

    fn sentence(&self, reason: &Reason) -> String {
        match reason {
            Reason::NothingOpen => self.wording.word("reason-nothing-open"),
            Reason::StepDue {
                step,
                item,
                due_since,
            } => self.step_due(step, *item, *due_since),
            Reason::StepPlanned { step, item, on } => self.step_planned(step, *item, *on),
            Reason::VariantChosen { step, variant } => self.variant_chosen(step, variant),
            Reason::PulledForward { item, planned_on } => self.pulled_forward(*item, *planned_on),
            Reason::StepsFinished { item } => self.facts().item(*item).say("reason-steps-finished"),
            Reason::GivesWay { item, late, on } => self.gives_way(*item, *late, *on),
            Reason::ChargeFollowsInvoice { item, .. } => self.follows_invoice(*item),
            Reason::ChargesStaySilent { item } => self.stays_silent(*item),
            Reason::GroupDecides { name, .. } => self.group_decides(name),
            Reason::ClaimToFile { by_on } => self.claim_to_file(*by_on),
            Reason::TaskOpen { step, since, .. } => self.task_open(step, *since),
            Reason::MasterSwitchOff { since } => self.since("reason-master-switch-off", *since),
            Reason::UpgradeNotConfirmed { since } => self.upgraded(*since),
            Reason::StaleData {
                source,
                as_of,
                days_limit,
            } => self.stale(*source, *as_of, *days_limit),
            Reason::PhaseForbids { phase } => self.wording.word(phase_key(*phase)),
            Reason::DebtorHeld { why, until } => self.debtor_held(*why, *until),
            Reason::ReplyWaiting { since, .. } => self.since("reason-reply-waiting", *since),
            Reason::SendingUnknown { since, .. } => self.since("reason-sending-unknown", *since),
            Reason::ItemHeld { item, why, until } => self.item_held(*item, *why, *until),
            Reason::CoveredByCredits { item, credits } => self.covered(*item, *credits),
            Reason::Disputed { .. } | Reason::CreditNoteAwaited { .. } => self.contested(reason),
            Reason::Promised {
                item,
                promised,
                until,
            } => self.promised(*item, *promised, *until),
            Reason::UnderPlan { .. } => self.under_plan(reason),
            Reason::InvoiceUnconfirmed { item, cause } => self.unconfirmed(*item, *cause),
            Reason::BelowFloor { owed, floor } => self.limit("reason-below-floor", *owed, *floor),
            Reason::TooFewInvoices { open, fewest } => self.too_few(*open, *fewest),
            Reason::AboveCeiling { owed, ceiling } => {
                self.limit("reason-above-ceiling", *owed, *ceiling)
            }
            Reason::NoRecipient { role, channel, why } => self.no_recipient(*role, *channel, *why),
            Reason::FellBack { from, to, .. } => self.fell_back(*from, *to),
            Reason::ContactedRecently { last_on, until } => {
                self.contacted_recently(*last_on, *until)
            }
            Reason::WeekIsFull { made, most, until } => {
                self.full("reason-week-is-full", (*made, *most), *until)
            }
            Reason::MonthIsFull { made, most, until } => {
                self.full("reason-month-is-full", (*made, *most), *until)
            }
            Reason::NotABusinessDay { whose, until } => {
                self.facts().day("until", *until).say(day_off_key(*whose))
            }
            Reason::ObserveOnly => self.wording.word("reason-observe-only"),
            Reason::ConfirmEach => self.wording.word("reason-confirm-each"),
            Reason::StepIsConfirmed { step } => self.step_is_confirmed(step),
            Reason::InDifficulty { since } => self
                .facts()
                .day("since", *since)
                .say("reason-in-difficulty"),
            Reason::DoneByHand { step } => self.facts().step(step).say("reason-done-by-hand"),
            Reason::LeavesByItself => self.wording.word("reason-leaves-by-itself"),
        }
    }

    fn facts(&self) -> Facts<'_> {
        Facts {
            explainer: self,
            values: Vec::new(),
        }
    }

    fn step_due(&self, step: &str, item: ItemId, since: Date) -> String {
        let facts = self.facts().step(step).item(item);
        if since >= self.today {
            return facts.say("reason-step-due-today");
        }
        facts.day("since", since).say("reason-step-due-since")
    }

    fn step_planned(&self, step: &str, item: ItemId, on: Date) -> String {
        let facts = self.facts().step(step).item(item);
        facts.day("on", on).say("reason-step-planned")
    }

    fn pulled_forward(&self, item: ItemId, planned_on: Date) -> String {
        let facts = self.facts().item(item);
        facts.day("on", planned_on).say("reason-pulled-forward")
    }

    fn gives_way(&self, item: ItemId, late: ItemId, on: Date) -> String {
        let facts = self.facts().item(item).word("late", self.item(late));
        facts.day("on", on).say("reason-gives-way")
    }

    fn follows_invoice(&self, item: ItemId) -> String {
        let facts = self.facts().item(item);
        facts.say("reason-charge-follows-invoice")
    }

    fn stays_silent(&self, item: ItemId) -> String {
        self.facts().item(item).say("reason-charges-stay-silent")
    }

    fn upgraded(&self, since: Date) -> String {
        self.since("reason-upgrade-not-confirmed", since)
    }

    /// Nothing for other reasons.
    fn under_plan(&self, reason: &Reason) -> String {
        let Reason::UnderPlan {
            item,
            missing,
            due_on,
            late_since,
            ..
        } = reason
        else {
            return String::new();
        };
        let facts = self.facts().item(*item).money("amount", *missing);
        let key = match late_since {
            Some(_) => "reason-under-plan-late",
            None => "reason-under-plan",
        };
        facts.day("due", *due_on).say(key)
    }

    fn unconfirmed(&self, item: ItemId, cause: Unconfirmed) -> String {
        self.facts().item(item).say(unconfirmed_key(cause))
    }

    fn step_is_confirmed(&self, step: &str) -> String {
        self.facts().step(step).say("reason-step-is-confirmed")
    }

    fn claim_to_file(&self, by_on: Date) -> String {
        self.facts().day("by", by_on).say("reason-claim-to-file")
    }

    fn group_decides(&self, name: &str) -> String {
        let facts = self.facts().word("name", name.to_string());
        facts.say("reason-group-decides")
    }

    fn too_few(&self, open: u32, fewest: u32) -> String {
        let facts = self.facts().count("open", open).count("fewest", fewest);
        facts.say("reason-too-few-invoices")
    }

    fn task_open(&self, step: &str, since: Date) -> String {
        let facts = self.facts().step(step);
        facts.day("since", since).say("reason-task-open")
    }

    fn since(&self, key: &str, since: Date) -> String {
        self.facts().day("since", since).say(key)
    }

    fn stale(&self, source: Source, as_of: Option<Date>, days_limit: i32) -> String {
        let language = self.wording.language();
        match (source, as_of) {
            (Source::Ledger, None) => self.wording.word("reason-no-ledger"),
            (Source::Bank, None) => self.wording.word("reason-no-bank"),
            (source, Some(as_of)) => {
                let key = match source {
                    Source::Ledger => "reason-stale-ledger",
                    Source::Bank => "reason-stale-bank",
                };
                let days = format::day_count(days_limit, language);
                self.facts().day("on", as_of).word("days", days).say(key)
            }
        }
    }

    fn debtor_held(&self, why: HoldReason, until: Option<Date>) -> String {
        let facts = self.facts().word("why", why.name(self.wording));
        match until {
            Some(until) => facts.day("until", until).say("reason-debtor-held-until"),
            None => facts.say("reason-debtor-held"),
        }
    }

    fn item_held(&self, item: ItemId, why: HoldReason, until: Option<Date>) -> String {
        let facts = self.facts().item(item).word("why", why.name(self.wording));
        match until {
            Some(until) => facts.day("until", until).say("reason-item-held-until"),
            None => facts.say("reason-item-held"),
        }
    }

    fn covered(&self, item: ItemId, credits: Money) -> String {
        self.facts()
            .item(item)
            .money("amount", credits)
            .say("reason-covered-by-credits")
    }

    fn contested(&self, reason: &Reason) -> String {
        match reason {
            Reason::Disputed {
                item,
                suspended,
                why,
            } => {
                let facts = self.facts().item(*item).money("amount", *suspended);
                let facts = facts.word("why", why.name(self.wording));
                facts.say("reason-disputed")
            }
            Reason::CreditNoteAwaited {
                item,
                awaited,
                since,
            } => {
                let facts = self.facts().item(*item).money("amount", *awaited);
                facts.day("since", *since).say("reason-credit-note-awaited")
            }
            _ => String::new(),
        }
    }

    fn promised(&self, item: ItemId, promised: Money, until: Date) -> String {
        let facts = self.facts().item(item).money("amount", promised);
        facts.day("until", until).say("reason-promised")
    }

    fn limit(&self, key: &str, owed: Money, limit: Money) -> String {
        self.facts()
            .money("owed", owed)
            .money("limit", limit)
            .say(key)
    }

    fn no_recipient(&self, role: ContactRole, channel: Channel, why: Unreachable) -> String {
        let facts = self.facts().word("role", role.name(self.wording));
        let facts = facts.word("channel", channel.name(self.wording));
        facts
            .word("why", why.name(self.wording))
            .say("reason-no-recipient")
    }

    fn fell_back(&self, from: Channel, to: Channel) -> String {
        let facts = self.facts().word("from", from.name(self.wording));
        facts
            .word("to", to.name(self.wording))
            .say("reason-fell-back")
    }

    fn contacted_recently(&self, last_on: Date, until: Date) -> String {
        self.facts()
            .day("last", last_on)
            .day("until", until)
            .say("reason-contacted-recently")
    }

    fn full(&self, key: &str, counts: (u32, u32), until: Date) -> String {
        let (made, most) = counts;
        self.facts()
            .count("made", made)
            .count("most", most)
            .day("until", until)
            .say(key)
    }

    fn say(&self, key: &str, words: &[(&'static str, &str)]) -> String {
        let values: Vec<(&str, Value<'_>)> = words
            .iter()
            .map(|(name, word)| (*name, Value::from(*word)))
            .collect();
        self.wording.say(key, &values)
    }

    fn day(&self, day: Date) -> String {
        format::day(day, self.wording.language())
    }
}

/// The day a gate that is closed opens by itself, when its reasons say until when it stays closed.
pub fn resumes_on(decision: &Decision) -> Option<Date> {
    let Verdict::Hold { gate } = &decision.verdict else {
        return None;
    };
    let closed = decision
        .gates
        .iter()
        .find(|outcome| outcome.gate == *gate)?;
    let mut resumes: Option<Date> = None;
    for reason in &closed.reasons {
        let on = match reason {
            // The last day held is included.
            Reason::DebtorHeld { until, .. } => Some(plus_days((*until)?, 1)),
            Reason::ContactedRecently { until, .. }
            | Reason::WeekIsFull { until, .. }
            | Reason::MonthIsFull { until, .. }
            | Reason::NotABusinessDay { until, .. } => Some(*until),
            // These end when somebody acts: no day is known.
            Reason::ReplyWaiting { .. } | Reason::SendingUnknown { .. } => return None,
            _ => None,
        };
        resumes = resumes.max(on);
    }
    resumes
}

/// The facts of one sentence, collected in people's form.
struct Facts<'a> {
    explainer: &'a Explainer<'a>,
    values: Vec<(&'static str, Value<'static>)>,
}

impl Facts<'_> {
    fn word(mut self, name: &'static str, word: String) -> Self {
        self.values.push((name, Value::from(word)));
        self
    }

    fn count(mut self, name: &'static str, count: u32) -> Self {
        self.values.push((name, Value::from(count)));
        self
    }

    fn step(self, key: &str) -> Self {
        let step = self.explainer.step(key);
        self.word("step", step)
    }

    fn item(self, id: ItemId) -> Self {
        let item = self.explainer.item(id);
        self.word("item", item)
    }

    fn day(self, name: &'static str, day: Date) -> Self {
        let day = self.explainer.day(day);
        self.word(name, day)
    }

    fn money(self, name: &'static str, amount: Money) -> Self {
        let amount = format::money(amount, self.explainer.wording.language());
        self.word(name, amount)
    }

    fn say(self, key: &str) -> String {
        self.explainer.wording.say(key, &self.values)
    }
}

const fn phase_key(phase: Phase) -> &'static str {
    match phase {
        Phase::Amicable => "reason-phase-amicable",
        Phase::PreLitigation => "reason-phase-pre-litigation",
        Phase::HandedOver => "reason-phase-handed-over",
        Phase::Litigation => "reason-phase-litigation",
        Phase::Insolvency => "reason-phase-insolvency",
        Phase::Deceased => "reason-phase-deceased",
    }
}

const fn unconfirmed_key(cause: Unconfirmed) -> &'static str {
    match cause {
        Unconfirmed::NeverSent => "reason-unconfirmed-never-sent",
        Unconfirmed::DeliveryFailed => "reason-unconfirmed-delivery-failed",
        Unconfirmed::Rejected => "reason-unconfirmed-rejected",
        Unconfirmed::Refused => "reason-unconfirmed-refused",
    }
}

const fn day_off_key(whose: DayOff) -> &'static str {
    match whose {
        DayOff::Creditor => "reason-day-off-creditor",
        DayOff::Debtor => "reason-day-off-debtor",
    }
}

#[cfg(test)]
mod tests;

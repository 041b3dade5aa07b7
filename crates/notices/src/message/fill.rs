//! From an act and its account to the variables of its template. Must never guess: what is not known stays
//! empty, and templates say what they do then.

use jiff::civil::Date;
use receivables::contact::Channel;
use receivables::decide::PlannedAct;
use receivables::fact::{ContactMade, Promise, PromiseOutcome};
use receivables::instalment_plan::{InstalmentPlan, PlanOutcome, PlanState};
use receivables::item::ItemKind;
use receivables::money::Balances;

use super::Occasion;
use super::statement::{Row, Statement, all_invoices};
use super::table::{number, reference};
use super::words::Words;
use crate::charges::Chargeable;
use crate::format;
use crate::template::{InstalmentVariables, ItemVariables, Variables};
use crate::wording::Value;

/// Most numbers of invoices in a sentence.
const MOST_REFERENCES: usize = 3;

/// The variables of one message.
pub(super) fn variables(
    act: &PlannedAct,
    occasion: &Occasion<'_>,
    statement: &Statement<'_>,
    words: &Words,
) -> Variables {
    let language = words.language();
    let day = |date: Date| format::day(date, language);
    let references = once_each(statement.rows.iter().map(|row| number(row.item, words)));
    let references = format::shortened_list(&references, MOST_REFERENCES, language);
    let days_late = statement
        .rows
        .iter()
        .map(|row| row.days_late)
        .max()
        .unwrap_or(0);
    let promise = last_promise(act, occasion);
    let promised = promise.map(|promise| {
        promise
            .parts
            .iter()
            .map(|part| part.amount)
            .collect::<Balances>()
    });
    let sender = &occasion.letterhead.sender;
    let mut variables = Variables {
        salutation: salutation(act, words),
        debtor_name: occasion.account.debtor.name.clone(),
        company_name: occasion.letterhead.company.clone(),
        sender_name: occasion.letterhead.signing_name().to_string(),
        sender_role: known(&sender.role),
        sender_phone: known(&sender.phone),
        sender_email: known(&sender.email),
        recipient_name: known(&act.recipient.name),
        recipient_phone: known(&act.recipient.address).filter(|_| act.channel == Channel::Call),
        today: day(occasion.today),
        several: statement.rows.len() > 1,
        item_count: statement.rows.len(),
        invoices: invoices("invoices", statement, &references, words),
        of_invoices: invoices("of-invoices", statement, &references, words),
        total: format::balances(&statement.asked(), language),
        oldest_due_on: statement
            .rows
            .iter()
            .map(|row| row.item.due_on)
            .min()
            .map(day)
            .unwrap_or_default(),
        days_late: (days_late > 0).then(|| format::day_count(days_late, language)),
        payment_asked_by: act.payment_asked_by.map(day),
        payment_reference: payment_reference(occasion, statement),
        last_reminder_on: last_reminder_on(act, occasion).map(day),
        promise_on: promise.map(|promise| day(promise.pay_on)),
        promise_amount: promised.map(|amounts| format::balances(&amounts, language)),
        references,
        items: statement.rows.iter().map(|row| item(row, words)).collect(),
        ..Variables::default()
    };
    if let Some(plan) = plan_spoken_of(act, occasion) {
        instalments(plan, occasion, words, &mut variables);
    }
    if let Some(charges) = occasion.charges {
        late_charges(charges, words, &mut variables);
    }
    variables
}

/// What the debtor is asked to quote: the invoice's number, or the account when there are many.
pub(super) fn payment_reference(occasion: &Occasion<'_>, statement: &Statement<'_>) -> String {
    let rows = statement.rows.iter();
    let references = once_each(rows.map(|row| row.item.reference.as_str()));
    if references.is_empty() || references.len() > MOST_REFERENCES {
        return occasion.account.debtor.key.clone();
    }
    references.join(", ")
}

/// Texts in their order, each once.
fn once_each<T: PartialEq>(texts: impl Iterator<Item = T>) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    for text in texts {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

fn known(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}

fn salutation(act: &PlannedAct, words: &Words) -> String {
    match known(&act.recipient.name) {
        Some(name) => words.with("salutation-named", "name", &name),
        None => words.wording.word("salutation-unnamed"),
    }
}

fn invoices(key: &str, statement: &Statement<'_>, references: &str, words: &Words) -> String {
    let form = match statement.rows.as_slice() {
        rows if !all_invoices(rows) => "mixed",
        [_] => "one",
        _ => "many",
    };
    words.with(&format!("{key}-{form}"), "references", references)
}

fn item(row: &Row<'_>, words: &Words) -> ItemVariables {
    let language = words.language();
    ItemVariables {
        reference: reference(row.item, words),
        issued_on: format::day_in_figures(row.item.issued_on, language),
        due_on: format::day_in_figures(row.item.due_on, language),
        days_late: (row.days_late > 0).then(|| format::day_count(row.days_late, language)),
        amount: format::money(row.item.amount, language),
        open: format::money(row.item.open, language),
        asked: format::money(row.asked, language),
    }
}

/// The last day the debtor heard of one of these items after it was due.
fn last_reminder_on(act: &PlannedAct, occasion: &Occasion<'_>) -> Option<Date> {
    let reminds = |contact: &&ContactMade| {
        contact.channel.reaches_debtor()
            && contact.made_on <= occasion.today
            && contact.items.iter().any(|said| {
                let spoken_of = act.items.iter().any(|asked| asked.item == said.item);
                let item = occasion.account.item(said.item);
                spoken_of
                    && item
                        .is_some_and(|item| item.kind.is_claim() && item.due_on < contact.made_on)
            })
    };
    occasion
        .account
        .contacts_made
        .iter()
        .filter(reminds)
        .map(|contact| contact.made_on)
        .max()
}

/// The last promise on one of these items whose day has passed without being kept.
fn last_promise<'a>(act: &PlannedAct, occasion: &Occasion<'a>) -> Option<&'a Promise> {
    let today = occasion.today;
    let missed = |promise: &&Promise| {
        let judged = promise.outcome.map(|(outcome, _)| outcome);
        let open = matches!(
            judged,
            None | Some(PromiseOutcome::Broken | PromiseOutcome::PartlyKept)
        );
        let concerned = promise
            .parts
            .iter()
            .any(|part| act.items.iter().any(|asked| asked.item == part.item));
        open && concerned && promise.pay_on < today
    };
    occasion
        .account
        .promises
        .iter()
        .filter(missed)
        .max_by_key(|promise| (promise.pay_on, promise.id))
}

/// The plan the act speaks of, or else the last one over these items that was not kept.
fn plan_spoken_of<'a>(act: &PlannedAct, occasion: &Occasion<'a>) -> Option<&'a InstalmentPlan> {
    let plans = &occasion.account.plans;
    if let Some(id) = act.by_plan {
        return plans.iter().find(|plan| plan.id == id);
    }
    let concerned = |plan: &&InstalmentPlan| act.items.iter().any(|asked| plan.covers(asked.item));
    let was_broken = |plan: &&InstalmentPlan| match plan.outcome {
        Some((outcome, _)) => outcome == PlanOutcome::Broken,
        None => plan
            .standing(occasion.account, occasion.today)
            .is_some_and(|standing| matches!(standing.state, PlanState::Broken { .. })),
    };
    let broken = plans.iter().filter(concerned).filter(was_broken);
    broken.max_by_key(|plan| (plan.agreed_on, plan.id))
}

fn instalments(
    plan: &InstalmentPlan,
    occasion: &Occasion<'_>,
    words: &Words,
    variables: &mut Variables,
) {
    let language = words.language();
    variables.plan_ends_after = plan
        .default_after_days
        .map(|days| format::day_count(days, language));
    variables.plan_agreed_on = Some(format::day(plan.agreed_on, language));
    // A plan that has ended is spoken of by its name only: nobody pays it any more.
    let Some(standing) = plan.standing(occasion.account, occasion.today) else {
        return;
    };
    let left = plan.total().minor.saturating_sub(standing.paid.minor);
    variables.plan_left = Some(format::money(plan.total().with_minor(left), language));
    let first_open = plan.instalments.get(standing.first_open);
    variables.instalment_on = first_open.map(|one| format::day(one.due_on, language));
    variables.schedule = plan
        .instalments
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let missing = plan.missing_minor(at, standing.paid);
            InstalmentVariables {
                due_on: format::day(one.due_on, language),
                amount: format::money(one.amount, language),
                missing: (missing > 0)
                    .then(|| format::money(one.amount.with_minor(missing), language)),
            }
        })
        .collect();
}

fn late_charges(charges: &Chargeable, words: &Words, variables: &mut Variables) {
    let language = words.language();
    let basis = words.wording.word(charges.basis.name_key());
    variables.late_terms = Some(words.wording.word(charges.basis.terms_key()));
    let Some(percent) = charges.percent else {
        return;
    };
    let interest = format::balances(&charges.interest, language);
    if interest.is_empty() {
        return;
    }
    let fixed = format::balances(&charges.fixed, language);
    let rate = format::percent(percent.normalize(), language);
    let mut values = vec![
        ("interest", Value::from(interest.clone())),
        ("rate", Value::from(rate.clone())),
        ("basis", Value::from(basis.clone())),
    ];
    let key = if fixed.is_empty() {
        "late-interest-note"
    } else {
        "late-charges-note"
    };
    if !fixed.is_empty() {
        values.push(("fixed", Value::from(fixed.clone())));
        variables.late_fixed = Some(fixed);
    }
    variables.late_charges_note = Some(words.wording.say(key, &values));
    variables.late_interest = Some(interest);
    variables.late_rate = Some(rate);
    variables.late_basis = Some(basis);
}

/// True when an act asks for something a template can speak of.
pub(super) fn asks_for_something(act: &PlannedAct, occasion: &Occasion<'_>) -> bool {
    act.items.iter().any(|asked| {
        let item = occasion.account.item(asked.item);
        asked.asked.is_positive() && item.is_some_and(|item| item.kind != ItemKind::CreditNote)
    })
}

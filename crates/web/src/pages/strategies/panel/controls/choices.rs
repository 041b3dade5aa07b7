//! What a field may say, by the words of the file and of the screen. A word the file has and nobody knows stays among
//! the choices: it is the reader of the text that refuses it.

use notices::format::capitalised;
use notices::names::Named;
use notices::template::{Kind, Library};
use receivables::contact::ContactRole;
use receivables::debtor::DebtorKind;
use receivables::strategy::edit::Form;
use receivables::strategy::{Act, Approval};
use serde::Serialize;

use crate::frame::Choice;
use crate::pages::debtor::word_of;
use crate::words::Words;

const ACTS: [Act; 11] = [
    Act::EMail,
    Act::Sms,
    Act::Letter,
    Act::RegisteredLetter,
    Act::Call,
    Act::Task,
    Act::HandOver,
    Act::CreditHold,
    Act::PaymentBeforeDelivery,
    Act::ServiceCut,
    Act::PriceChange,
];
/// What a debtor hears of.
const HEARD: [Act; 5] = [
    Act::EMail,
    Act::Sms,
    Act::Letter,
    Act::RegisteredLetter,
    Act::Call,
];
const WAYS: [Act; 6] = [
    Act::EMail,
    Act::Sms,
    Act::Letter,
    Act::RegisteredLetter,
    Act::Call,
    Act::Task,
];
const APPROVALS: [Approval; 3] = [Approval::Automatic, Approval::Confirm, Approval::Manual];
const KINDS: [DebtorKind; 3] = [
    DebtorKind::Business,
    DebtorKind::Consumer,
    DebtorKind::Public,
];

/// The choices of a field; none for one that is typed.
pub(super) fn choices(
    field: &str,
    form: &Form,
    (words, library): (&Words, &Library),
) -> Vec<Choice> {
    let chosen = form.get(field).map_or("", String::as_str);
    let said = |key: &str| words.say(key);
    let pairs = match field {
        "act" if is_of_a_variant(form) => {
            with_none(said("strategy-choice-as-step"), named(&HEARD, words))
        }
        "act" => named(&ACTS, words),
        "fallback.no_address" | "fallback.bounced" | "fallback.refused" => {
            with_none(said("strategy-choice-task"), named(&WAYS, words))
        }
        "approval" => with_none_as("automatic", named(&APPROVALS, words)),
        "role" => with_none(
            said("strategy-choice-usual"),
            named(&ContactRole::ALL, words),
        ),
        "debtor_kinds" => return ticks(named(&KINDS, words), chosen),
        "attachments" => {
            let each = ["invoices", "statement"];
            return ticks(worded(&each, "strategy-attachment", words), chosen);
        }
        "tone" => worded(&["1", "2", "3", "4", "5"], "strategy-tone", words),
        "template" => {
            let names = fitting(form, (words, library)).into_iter();
            let pairs = names.map(|name| (name.to_string(), name.to_string()));
            let silent = match is_of_a_variant(form) {
                true => "strategy-choice-as-step",
                false => "strategy-choice-own-words",
            };
            with_none(said(silent), pairs.collect())
        }
        "phase" => with_none_as(
            "amicable",
            worded(&["amicable", "pre-litigation"], "strategy-phase", words),
        ),
        "entry" => with_none_as(
            "step-by-step",
            worded(&["step-by-step", "catch-up"], "strategy-entry", words),
        ),
        "charges" => with_none_as(
            "once",
            worded(&["once", "silent", "chased"], "strategy-charges", words),
        ),
        _ => return Vec::new(),
    };
    chosen_of(pairs, chosen)
}

/// True for the fields of a variant, which has a share.
fn is_of_a_variant(form: &Form) -> bool {
    form.contains_key("share")
}

/// The texts that are written for what the step does.
fn fitting<'a>(form: &Form, (words, library): (&Words, &'a Library)) -> Vec<&'a str> {
    let language = words.language();
    let code = form.get("act").map_or("", String::as_str);
    let act = ACTS.into_iter().find(|act| word_of(act) == code);
    let wanted = act.map(|act| Kind::of(act.channel()));
    let mut names = library.names(language);
    names.retain(|name| wanted.is_none() || library.kind(name, language) == wanted);
    names
}

type Pairs = Vec<(String, String)>;

fn named<T: Named + Serialize>(values: &[T], words: &Words) -> Pairs {
    let pair = |value: &T| (word_of(value), capitalised(&value.name(words.wording())));
    values.iter().map(pair).collect()
}

fn worded(codes: &[&str], start: &str, words: &Words) -> Pairs {
    let pair = |code: &&str| ((*code).to_string(), words.say(&format!("{start}-{code}")));
    codes.iter().map(pair).collect()
}

/// With a first choice for what the file does not say.
fn with_none(label: String, mut pairs: Pairs) -> Pairs {
    pairs.insert(0, (String::new(), label));
    pairs
}

/// The usual one is what a file that says nothing says.
fn with_none_as(usual: &str, pairs: Pairs) -> Pairs {
    let silent = |(code, label): (String, String)| match code == usual {
        true => (String::new(), label),
        false => (code, label),
    };
    pairs.into_iter().map(silent).collect()
}

fn chosen_of(mut pairs: Pairs, chosen: &str) -> Vec<Choice> {
    if !pairs.iter().any(|(code, _)| code == chosen) {
        // Written out although it is the usual one, or a word nobody knows: it stays as it is written.
        pairs.push((chosen.to_string(), chosen.to_string()));
    }
    let choice = |(value, label): (String, String)| Choice {
        chosen: value == chosen,
        value,
        label,
    };
    pairs.into_iter().map(choice).collect()
}

fn ticks(pairs: Pairs, chosen: &str) -> Vec<Choice> {
    let ticked: Vec<&str> = chosen.split(", ").collect();
    let choice = |(value, label): (String, String)| Choice {
        chosen: ticked.contains(&value.as_str()),
        value,
        label,
    };
    pairs.into_iter().map(choice).collect()
}

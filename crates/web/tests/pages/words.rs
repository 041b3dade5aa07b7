//! Every key the pages name, in code and in templates, has its words in both languages, also those of states
//! that no test brings about.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use notices::wording::Wordings;
use receivables::debtor::Language;

/// The first words of keys of the pages; a literal that starts with one is a key.
const STARTS: [&str; 61] = [
    "follow-ups-",
    "template-",
    "templates-",
    "variable-",
    "difficulty-",
    "phase-",
    "trial-",
    "message-",
    "calls-",
    "letters-",
    "senders-",
    "referral-",
    "referrals-",
    "replies-",
    "sanction-",
    "sanctions-",
    "campaign-",
    "campaigns-",
    "alert-",
    "alerts-",
    "settings-",
    "people-",
    "me-",
    "nav-",
    "frame-",
    "sign-in-",
    "setup-",
    "failure-",
    "flash-",
    "dashboard-",
    "debtors-",
    "debtor-",
    "state-",
    "fact-",
    "promise-",
    "dispute-",
    "disputes-",
    "gesture-",
    "fault-",
    "file-size",
    "plans-",
    "hold-",
    "reply-",
    "contact-",
    "charges-",
    "departures-",
    "notice-",
    "mode-",
    "signature-",
    "imports-",
    "import-",
    "event-",
    "basis-",
    "withdrawal-",
    "column-",
    "step-",
    "kind-",
    "role-",
    "segments-",
    "segment-",
    "traits-",
];

/// Literals that start like a key and are something else.
const OTHERS: [&str; 7] = [
    "dispute-closed",
    "step-by-step",
    "template-form",
    "template-preview",
    "sign-in-link",
    "hold-",
    "segment-form",
];

fn literals(text: &str, found: &mut BTreeSet<String>) {
    for literal in text.split('"').skip(1) {
        let is_key = literal
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let starts = STARTS.iter().any(|start| literal.starts_with(start));
        if is_key && starts && !literal.ends_with('-') && !OTHERS.contains(&literal) {
            found.insert(literal.to_string());
        }
    }
}

/// Keys of the code; of templates only what is said, as they name fields too.
fn read(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        if path.extension().is_some_and(|kind| kind == "rs") {
            literals(&text, found);
        } else {
            for said in text.split(".say(").skip(1) {
                literals(said.split(')').next().unwrap(), found);
            }
        }
    }
}

#[test]
fn every_key_of_code_and_templates_has_words_in_both_languages() {
    let room = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut keys = BTreeSet::new();
    read(&room.join("src"), &mut keys);
    read(&room.join("templates"), &mut keys);
    assert!(keys.len() > 250, "only {} keys are found", keys.len());
    let wordings = Wordings::new();
    for language in [Language::French, Language::English] {
        let missing: Vec<&String> = keys
            .iter()
            .filter(|key| !wordings.of(language).has(key))
            .collect();
        assert_eq!(missing, Vec::<&String>::new(), "{language:?}");
    }
}

#[test]
fn every_variable_of_a_text_is_explained_in_both_languages() {
    let wordings = Wordings::new();
    for name in notices::template::NAMES {
        let key = format!("variable-{}", name.replace('_', "-"));
        for language in [Language::French, Language::English] {
            assert!(wordings.of(language).has(&key), "{language:?} {key}");
        }
    }
}

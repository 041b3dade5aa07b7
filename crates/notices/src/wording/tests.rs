use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Each key of a language with the variables its text names.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (file, text) in files(language) {
        let parsed = FluentResource::try_new(text.to_string());
        let problems = parsed
            .as_ref()
            .err()
            .map(|(_, problems)| format!("{problems:?}"));
        assert_eq!(problems, None, "{file} in {language:?}");
        let mut key = String::new();
        for line in text.lines() {
            let starts = line.starts_with(|c: char| c.is_ascii_lowercase());
            if let Some((name, _)) = line.split_once(" =").filter(|_| starts) {
                key = name.to_string();
                let earlier = keys.insert(key.clone(), BTreeSet::new());
                assert_eq!(earlier, None, "{key} stands twice in {language:?}");
            }
            let names: &mut BTreeSet<String> = keys.entry(key.clone()).or_default();
            names.extend(line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                    .collect::<String>()
            }));
        }
    }
    keys.remove("");
    keys
}

#[test]
fn every_key_has_both_languages_and_the_same_variables() {
    let (french, english) = (keys(Language::French), keys(Language::English));
    assert!(french.len() > 100, "the files are read");
    for (key, variables) in &french {
        assert_eq!(english.get(key), Some(variables), "{key} in English");
    }
    for key in english.keys() {
        assert!(french.contains_key(key), "{key} in French");
    }
}

#[test]
fn a_missing_key_shows_itself() {
    let words = Wording::new(Language::French);
    assert_eq!(words.word("no-such-key"), "⟦no-such-key⟧");
    assert!(!words.has("no-such-key"));
}

#[test]
fn plurals_follow_the_language() {
    let wordings = Wordings::new();
    let say = |language, count: i64| {
        wordings
            .of(language)
            .say("invoice-count", &[("count", count.into())])
    };
    assert_eq!(say(Language::French, 0), "0\u{a0}facture");
    assert_eq!(say(Language::French, 2), "2\u{a0}factures");
    assert_eq!(say(Language::English, 0), "0 invoices");
    assert_eq!(say(Language::English, 1), "1 invoice");
}

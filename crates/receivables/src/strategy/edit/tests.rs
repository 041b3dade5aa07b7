use super::*;
use crate::strategy::Strategy;
use crate::strategy::compare::compare;

const TEXT: &str = r#"# Above all.

[strategy]
key = "workshop"
name = { fr = "Atelier", en = "Workshop" }
summary.fr = """
Un mot."""
summary.en = "A note."
floor = ["15.00 EUR"]

# The first word.
[[step]]
key = "first-notice"
name = { fr = "Mot", en = "Note" } # never in what leaves
trigger = "3 days after due"
act = "e-mail"
tone = 1
fallback = { no_address = "letter" }

[[step.variant]]
key = "short"
name = { fr = "Court", en = "Short" }

[[step.variant]]
key = "long"
name = { fr = "Long", en = "Long" }

# Somebody calls.
[[step]]
key = "call"
name = { fr = "Appel", en = "Call" }
trigger = "20 days after due"
act = "call"
tone = 2

[[step]]
key = "after-promise"
name = { fr = "Promesse", en = "Promise" }
trigger = "promise broken"
act = "call"
tone = 3
"#;

fn open(text: &str) -> StrategyText {
    StrategyText::open(text).expect("a text")
}

/// The text after one change of one field of a step.
fn with(key: &str, field: &'static str, wanted: &str) -> String {
    let mut text = open(TEXT);
    let mut form = text.step(key).expect("a step");
    form.insert(field, wanted.to_string());
    assert!(text.set_step(key, &form));
    text.into_text()
}

/// The lines that one text has and the other has not.
fn changed<'a>(before: &'a str, after: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let not_in = |one: &'a str, other: &'a str| {
        let lines = one.lines();
        let gone = lines.filter(|line| !other.lines().any(|there| there == *line));
        gone.collect()
    };
    (not_in(before, after), not_in(after, before))
}

#[test]
fn what_is_not_changed_is_left_to_the_byte() {
    let mut text = open(TEXT);
    let head = text.head();
    text.set_head(&head);
    for key in text.step_keys() {
        let form = text.step(&key).unwrap();
        text.set_step(&key, &form);
    }
    assert_eq!(text.into_text(), TEXT);
}

#[test]
fn one_field_changes_one_line() {
    let table: [(&str, &str, &[&str], &[&str]); 8] = [
        (
            "trigger",
            "5 days after due",
            &["trigger = \"3 days after due\""],
            &["trigger = \"5 days after due\""],
        ),
        ("tone", "2", &[], &[]),
        (
            "name.en",
            "Word",
            &["name = { fr = \"Mot\", en = \"Note\" } # never in what leaves"],
            &["name = { fr = \"Mot\", en = \"Word\" } # never in what leaves"],
        ),
        (
            "floor",
            "20.00 EUR, 18.00 GBP",
            &[],
            &["floor = [\"20.00 EUR\", \"18.00 GBP\"]"],
        ),
        (
            "fallback.no_address",
            "",
            &["fallback = { no_address = \"letter\" }"],
            &[],
        ),
        (
            "fallback.bounced",
            "call",
            &["fallback = { no_address = \"letter\" }"],
            &["fallback = { no_address = \"letter\" , bounced = \"call\" }"],
        ),
        ("days_to_answer", "7", &[], &["days_to_answer = 7"]),
        (
            "days_to_answer",
            "seven",
            &[],
            &["days_to_answer = \"seven\""],
        ),
    ];
    for (field, wanted, gone, come) in table {
        let after = with("first-notice", field, wanted);
        let found = changed(TEXT, &after);
        let plain = |lines: &[&str]| lines.join("\n").replace(' ', "");
        if field != "tone" {
            assert_eq!(
                (plain(&found.0), plain(&found.1)),
                (plain(gone), plain(come)),
                "{field}"
            );
        }
        assert_eq!(open(&after).step("first-notice").unwrap()[field], wanted);
        assert_eq!(
            Strategy::parse(&after).is_ok(),
            wanted != "seven",
            "{after}"
        );
    }
}

#[test]
fn a_step_stands_where_its_day_belongs_and_takes_its_variants_and_remarks_along() {
    let after = with("first-notice", "trigger", "30 days after due");
    assert_eq!(
        open(&after).step_keys(),
        ["call", "first-notice", "after-promise"]
    );
    let strategy = Strategy::parse(&after).unwrap();
    assert_eq!(strategy.steps[1].variants.len(), 2);
    assert_eq!(strategy.steps[0].variants.len(), 0);
    let (remark, step) = (
        after.find("# The first word."),
        after.find("\"first-notice\""),
    );
    assert!(
        remark.unwrap() < step.unwrap() && after.find("\"call\"") < remark,
        "{after}"
    );
    let back = {
        let mut text = open(&after);
        let mut form = text.step("first-notice").unwrap();
        form.insert("trigger", "3 days before due".to_string());
        text.set_step("first-notice", &form);
        text.into_text()
    };
    assert_eq!(
        open(&back).step_keys(),
        ["first-notice", "call", "after-promise"]
    );
    assert_eq!(Strategy::parse(&back).unwrap().steps[0].variants.len(), 2);
}

#[test]
fn a_step_is_added_copied_and_taken_out() {
    let mut text = open(TEXT);
    let form = Form::from([
        ("key", "call".to_string()),
        ("name.fr", "Lettre".to_string()),
        ("name.en", "Letter".to_string()),
        ("trigger", "10 days after due".to_string()),
        ("act", "letter".to_string()),
        ("tone", "2".to_string()),
    ]);
    assert_eq!(text.add_step(&form), "call-2", "the key is taken");
    assert_eq!(
        text.step_keys(),
        ["first-notice", "call-2", "call", "after-promise"]
    );
    assert_eq!(
        text.duplicate_step("first-notice").as_deref(),
        Some("first-notice-2")
    );
    assert!(text.remove_step("call"));
    assert!(!text.remove_step("call"));
    let after = text.into_text();
    let strategy = Strategy::parse(&after).unwrap();
    let keys: Vec<&str> = strategy
        .steps
        .iter()
        .map(|step| step.key.as_str())
        .collect();
    assert_eq!(
        keys,
        ["first-notice", "first-notice-2", "call-2", "after-promise"]
    );
    assert_eq!(
        strategy.steps[1].template, "first-notice",
        "its words are those of the first"
    );
    assert_eq!(strategy.steps[1].variants.len(), 2);
    assert!(!after.contains("# Somebody calls."));
    assert_eq!(after.matches("# The first word.").count(), 1);
}

#[test]
fn the_strategy_itself_is_changed_in_place() {
    let mut text = open(TEXT);
    let mut head = text.head();
    assert_eq!(head["summary.fr"], "Un mot.");
    head.insert("summary.fr", "Deux mots.".to_string());
    head.insert("limits.most_per_week", "1".to_string());
    head.insert("limits.days_between", "5".to_string());
    head.insert("limits.most_per_month", "4".to_string());
    text.set_head(&head);
    let after = text.into_text();
    let strategy = Strategy::parse(&after).unwrap();
    assert_eq!(strategy.summary.fr, "Deux mots.");
    assert_eq!(strategy.limits.unwrap().days_between, 5);
    assert!(after.starts_with("# Above all."));
    assert!(!compare(TEXT, &after).unwrap().is_empty());
}

#[test]
fn a_text_that_is_not_toml_says_where() {
    let refused = StrategyText::open("[strategy\nkey = 1").err().unwrap();
    assert!(refused.to_string().contains("line 1"), "{refused}");
}

#[test]
fn what_one_begins_with_is_a_strategy() {
    let strategy = Strategy::parse(BLANK).unwrap();
    assert_eq!(strategy.key, BLANK_KEY);
    assert_eq!(strategy.steps.len(), 1);
    assert_eq!(open(BLANK).into_text(), BLANK);
}

#[test]
fn variants_are_changed_added_and_taken_out_and_never_stand_alone() {
    let mut text = open(TEXT);
    assert_eq!(text.variant_keys("first-notice"), ["short", "long"]);
    assert!(text.variant_keys("call").is_empty());
    let mut short = text.variant("first-notice", "short").unwrap();
    short.insert("from_hour", "14:00".to_string());
    short.insert("share", "2".to_string());
    assert!(text.set_variant(("first-notice", "short"), &short));
    assert!(!text.set_variant(("call", "short"), &short));
    let after = text.into_text();
    let (gone, come) = changed(TEXT, &after);
    assert!(gone.is_empty(), "{gone:?}");
    assert_eq!(come, ["from_hour = \"14:00\"", "share = 2"]);
    let mut text = open(&after);
    let fresh = Form::from([
        ("key", "short".to_string()),
        ("name.fr", "Autre".to_string()),
        ("name.en", "Other".to_string()),
        ("act", "letter".to_string()),
    ]);
    let added = text.add_variant("first-notice", &fresh);
    assert_eq!(added.as_deref(), Some("short-2"), "the key is taken");
    text.add_variant("call", &fresh);
    text.add_variant("call", &fresh);
    let after = text.into_text();
    let strategy = Strategy::parse(&after).unwrap_or_else(|cause| panic!("{cause}\n{after}"));
    let counts: Vec<usize> = strategy
        .steps
        .iter()
        .map(|step| step.variants.len())
        .collect();
    assert_eq!(counts, [3, 2, 0], "{after}");
    let mut text = open(&after);
    text.remove_variant("first-notice", "short-2");
    text.remove_variant("call", "short");
    text.remove_variant("none", "short");
    let strategy = Strategy::parse(&text.into_text()).unwrap();
    let counts: Vec<usize> = strategy
        .steps
        .iter()
        .map(|step| step.variants.len())
        .collect();
    assert_eq!(counts, [2, 0, 0]);
}

//! What answers say, measured: for each kind how many of its findings are right and how many of its answers are found.
//! The figures of the answers kept aside stand in the manual.

use std::collections::BTreeMap;

use intake::mail::{Said, statements};
use jiff::civil::{Date, date};

/// One labelled answer.
struct Example {
    kinds: Vec<(String, Option<Date>)>,
    text: &'static str,
}

/// Right, wrongly found, not found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    right: u32,
    wrong: u32,
    lost: u32,
}

fn examples(text: &'static str) -> Vec<Example> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (kinds, text) = line.split_once(" | ").expect("a bar");
            let kinds = kinds.split(", ").filter(|kind| *kind != "-");
            let kinds = kinds.map(|kind| match kind.split_once('@') {
                Some((kind, day)) => (kind.to_string(), Some(day.parse().expect("a day"))),
                None => (kind.to_string(), None),
            });
            Example {
                kinds: kinds.collect(),
                text,
            }
        })
        .collect()
}

const fn day(said: &Said) -> Option<Date> {
    match said {
        Said::WillPay { on, .. } | Said::HasPaid { on, .. } => *on,
        Said::AsksDelay { until } => *until,
        _ => None,
    }
}

fn measured(text: &'static str) -> (BTreeMap<String, Count>, Vec<String>) {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut misread = Vec::new();
    for example in examples(text) {
        let found = statements(example.text, Some(date(2026, 11, 26)));
        for (kind, on) in &example.kinds {
            let count = counts.entry(kind.clone()).or_default();
            match found.iter().find(|one| one.said.code() == kind) {
                Some(one) => {
                    count.right += 1;
                    if on.is_some() && day(&one.said) != *on {
                        misread.push(format!("{kind} on {:?}: {}", day(&one.said), example.text));
                    }
                }
                None => {
                    count.lost += 1;
                    misread.push(format!("{kind} not found: {}", example.text));
                }
            }
        }
        for one in found {
            let kind = one.said.code();
            if example.kinds.iter().all(|(wanted, _)| wanted != kind) {
                counts.entry(kind.to_string()).or_default().wrong += 1;
                misread.push(format!("{kind} wrongly: {}", example.text));
            }
        }
    }
    (counts, misread)
}

fn all(counts: &BTreeMap<String, Count>) -> Count {
    counts.values().fold(Count::default(), |sum, one| Count {
        right: sum.right + one.right,
        wrong: sum.wrong + one.wrong,
        lost: sum.lost + one.lost,
    })
}

#[test]
fn the_answers_the_phrases_were_made_with_are_read_as_labelled() {
    let (_, misread) = measured(include_str!("answers/seen.txt"));
    assert_eq!(misread, Vec::<String>::new());
}

#[test]
fn of_the_answers_kept_aside_most_are_read_right() {
    let (counts, misread) = measured(include_str!("answers/kept_aside.txt"));
    for (kind, count) in &counts {
        println!("{kind}: {count:?}");
    }
    println!("{misread:#?}");
    let all = all(&counts);
    assert!(all.right * 100 >= (all.right + all.wrong) * 90, "{all:?}");
    assert!(all.right * 100 >= (all.right + all.lost) * 80, "{all:?}");
}

//! What two texts of a strategy say differently, in the words of the file. Must never compare by lines: a step that
//! was moved, or a comment, is not a change of every line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::{Strategy, StrategyError};

/// Longer values are cut: the texts themselves are at hand.
const LONGEST: usize = 80;

/// One difference between an older and a newer text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "difference")]
pub enum Difference {
    /// A field of the strategy itself.
    Field {
        /// The field, such as `limits.days_between`.
        field: String,
        /// What the older text says; nothing when it is silent.
        before: Option<String>,
        /// What the newer text says; nothing when it is silent.
        after: Option<String>,
    },
    /// A step that only the newer text has.
    StepAdded {
        /// Its key.
        step: String,
        /// Its place, from 1.
        place: usize,
    },
    /// A step that only the older text has.
    StepRemoved {
        /// Its key.
        step: String,
    },
    /// A step of both that stands at another place among those of both.
    StepMoved {
        /// Its key.
        step: String,
        /// Its place in the newer text, from 1.
        place: usize,
    },
    /// A field of a step of both.
    StepField {
        /// The key of the step.
        step: String,
        /// The field.
        field: String,
        /// What the older text says; nothing when it is silent.
        before: Option<String>,
        /// What the newer text says; nothing when it is silent.
        after: Option<String>,
    },
}

/// The differences, those of the strategy first, then step by step in the order of the newer text. A text that
/// is not a strategy is an error.
pub fn compare(older: &str, newer: &str) -> Result<Vec<Difference>, StrategyError> {
    let (older, newer) = (Texts::of(older)?, Texts::of(newer)?);
    let mut found: Vec<Difference> = changed(&older.head, &newer.head)
        .map(|(field, before, after)| Difference::Field {
            field,
            before,
            after,
        })
        .collect();
    found.extend(
        older
            .steps
            .iter()
            .filter(|(key, _)| newer.step(key).is_none())
            .map(|(key, _)| Difference::StepRemoved { step: key.clone() }),
    );
    let kept = |steps: &[(String, Leaves)], other: &Texts| -> Vec<String> {
        let common = steps.iter().filter(|(key, _)| other.step(key).is_some());
        common.map(|(key, _)| key.clone()).collect()
    };
    let moved = moved(&kept(&older.steps, &newer), &kept(&newer.steps, &older));
    for (place, (key, leaves)) in (1..).zip(&newer.steps) {
        let step = key.clone();
        let Some(before) = older.step(key) else {
            found.push(Difference::StepAdded { step, place });
            continue;
        };
        if moved.contains(key) {
            found.push(Difference::StepMoved {
                step: step.clone(),
                place,
            });
        }
        found.extend(
            changed(before, leaves).map(|(field, before, after)| Difference::StepField {
                step: step.clone(),
                field,
                before,
                after,
            }),
        );
    }
    Ok(found)
}

/// Fields with what they say, such as `limits.days_between` and `5`.
type Leaves = BTreeMap<String, String>;

/// A text, taken apart.
struct Texts {
    head: Leaves,
    steps: Vec<(String, Leaves)>,
}

impl Texts {
    fn of(text: &str) -> Result<Texts, StrategyError> {
        Strategy::parse(text)?;
        let table: Table =
            toml::from_str(text).map_err(|error| StrategyError::Shape(error.to_string()))?;
        let mut head = Leaves::new();
        if let Some(strategy) = table.get("strategy") {
            gather("", strategy, &mut head);
        }
        let steps = table.get("step").and_then(Value::as_array);
        let step = |step: &Value| {
            let mut leaves = Leaves::new();
            gather("", step, &mut leaves);
            let key = step.get("key").and_then(Value::as_str).unwrap_or_default();
            (key.to_string(), leaves)
        };
        Ok(Texts {
            head,
            steps: steps.into_iter().flatten().map(step).collect(),
        })
    }

    fn step(&self, key: &str) -> Option<&Leaves> {
        let found = self.steps.iter().find(|(known, _)| known == key);
        found.map(|(_, leaves)| leaves)
    }
}

fn gather(path: &str, value: &Value, leaves: &mut Leaves) {
    let Value::Table(table) = value else {
        let words = match value {
            Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            other => other.to_string(),
        };
        let short: String = words.chars().take(LONGEST).collect();
        let cut = if short.len() < words.len() { "…" } else { "" };
        leaves.insert(path.to_string(), format!("{short}{cut}"));
        return;
    };
    for (key, value) in table {
        let path = match path {
            "" => key.clone(),
            path => format!("{path}.{key}"),
        };
        gather(&path, value, leaves);
    }
}

/// A field, what was said and what is said.
type Changed = (String, Option<String>, Option<String>);

fn changed(before: &Leaves, after: &Leaves) -> impl Iterator<Item = Changed> {
    let mut fields: Vec<&String> = before.keys().chain(after.keys()).collect();
    fields.sort();
    fields.dedup();
    let of_field = |field: &String| {
        let (before, after) = (before.get(field).cloned(), after.get(field).cloned());
        (before != after).then(|| (field.clone(), before, after))
    };
    let found: Vec<Changed> = fields.into_iter().filter_map(of_field).collect();
    found.into_iter()
}

/// The fewest keys that would have to be moved to make one order of the other: all but those of the longest
/// run that both have in the same order.
fn moved(before: &[String], after: &[String]) -> Vec<String> {
    let place = |key: &String| before.iter().position(|known| known == key);
    let places: Vec<usize> = after.iter().filter_map(place).collect();
    let mut lengths = vec![1_usize; places.len()];
    let mut previous: Vec<Option<usize>> = vec![None; places.len()];
    for at in 0..places.len() {
        for earlier in 0..at {
            if places[earlier] < places[at] && lengths[earlier] + 1 > lengths[at] {
                lengths[at] = lengths[earlier] + 1;
                previous[at] = Some(earlier);
            }
        }
    }
    let mut in_order = vec![false; places.len()];
    let mut at = (0..places.len()).max_by_key(|at| lengths[*at]);
    while let Some(place) = at {
        in_order[place] = true;
        at = previous[place];
    }
    let keys = after.iter().zip(in_order);
    keys.filter(|(_, stays)| !stays)
        .map(|(key, _)| key.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(steps: &[(&str, u32)]) -> String {
        let head = "[strategy]\nkey = \"t\"\nname = { fr = \"T\", en = \"T\" }\nsummary = { fr = \"T\", en = \"T\" }\n";
        let step = |(key, days): &(&str, u32)| {
            format!(
                "[[step]]\nkey = \"{key}\"\nname = {{ fr = \"A\", en = \"A\" }}\ntrigger = \"{days} days after due\"\n\
                 act = \"call\"\ntone = 1\n"
            )
        };
        let steps: Vec<String> = steps.iter().map(step).collect();
        format!("{head}{}", steps.concat())
    }

    #[test]
    fn steps_are_added_removed_moved_and_changed() {
        let older = text(&[("a", 1), ("b", 5), ("c", 9), ("d", 12)]);
        let newer = text(&[("c", 9), ("a", 1), ("b", 6), ("e", 20)]);
        let expected = [
            Difference::StepRemoved { step: "d".into() },
            Difference::StepMoved {
                step: "c".into(),
                place: 1,
            },
            Difference::StepField {
                step: "b".into(),
                field: "trigger".into(),
                before: Some("5 days after due".into()),
                after: Some("6 days after due".into()),
            },
            Difference::StepAdded {
                step: "e".into(),
                place: 4,
            },
        ];
        assert_eq!(compare(&older, &newer).unwrap(), expected);
    }

    #[test]
    fn a_field_that_was_silent_is_told_and_comments_are_not() {
        let older = text(&[("a", 1)]);
        let newer = older.replacen(
            "[[step]]",
            "# quieter\nlimits = { days_between = 5, most_per_week = 1, most_per_month = 4 }\n[[step]]",
            1,
        );
        let found = compare(&older, &newer).unwrap();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.contains(&Difference::Field {
            field: "limits.days_between".into(),
            before: None,
            after: Some("5".into()),
        }));
        assert_eq!(compare(&newer, &newer).unwrap(), []);
    }

    #[test]
    fn what_is_not_a_strategy_is_refused() {
        assert!(compare("[strategy]", &text(&[])).is_err());
    }
}

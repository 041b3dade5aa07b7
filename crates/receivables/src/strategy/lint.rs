//! Advice on a strategy before it is published: what a credit manager would object to although the file
//! is right. Must never refuse anything: errors are found by `parse`.

use super::{Act, StepPhase, Strategy, Trigger};
use serde::{Deserialize, Serialize};

/// One piece of advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "advice")]
pub enum Advice {
    /// A step is due before the one that stands above it, so it is never done on its own day.
    OutOfOrder {
        /// The step.
        step: String,
    },
    /// The tone falls from one step to the next.
    ToneFalls {
        /// The softer, later step.
        step: String,
    },
    /// The tone rises by more than one level at once.
    ToneJumps {
        /// The step that jumps.
        step: String,
    },
    /// A step of the amicable phase stands after one of the pre-litigation phase: it is passed over.
    AfterPreLitigation {
        /// The step.
        step: String,
    },
    /// Nothing but letters.
    LettersOnly,
    /// No step goes to a person or hands the file over: the strategy ends in silence.
    EndsInSilence,
    /// Nothing happens before the due date.
    NothingBeforeDue,
}

/// All advice on a strategy, in the order of its steps.
pub fn lint(strategy: &Strategy) -> Vec<Advice> {
    let mut advice = Vec::new();
    let mut last_day = i32::MIN;
    let mut last_tone = None;
    let mut has_left_amicable = false;
    for step in &strategy.steps {
        if let Trigger::Due(days) = step.trigger {
            if days < last_day {
                advice.push(Advice::OutOfOrder {
                    step: step.key.clone(),
                });
            }
            last_day = days;
        }
        if step.trigger.is_off_axis() {
            continue;
        }
        match step.phase {
            StepPhase::PreLitigation => has_left_amicable = true,
            StepPhase::Amicable if has_left_amicable => advice.push(Advice::AfterPreLitigation {
                step: step.key.clone(),
            }),
            StepPhase::Amicable => {}
        }
        let level = step.tone.level();
        match last_tone {
            Some(before) if level < before => advice.push(Advice::ToneFalls {
                step: step.key.clone(),
            }),
            Some(before) if level > before + 1 => advice.push(Advice::ToneJumps {
                step: step.key.clone(),
            }),
            _ => {}
        }
        last_tone = Some(level);
    }
    let acts: Vec<Act> = strategy.steps.iter().map(|step| step.act).collect();
    if acts
        .iter()
        .all(|act| matches!(act, Act::Letter | Act::RegisteredLetter))
    {
        advice.push(Advice::LettersOnly);
    }
    if !acts
        .iter()
        .any(|act| matches!(act, Act::Call | Act::Task | Act::HandOver))
    {
        advice.push(Advice::EndsInSilence);
    }
    if !strategy
        .steps
        .iter()
        .any(|step| step.trigger.is_before_due())
    {
        advice.push(Advice::NothingBeforeDue);
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strategy_of_one_hard_letter_gets_its_advice() {
        let text = r#"
            [strategy]
            key = "t"
            name = { fr = "T", en = "T" }
            summary = { fr = "T", en = "T" }
            [[step]]
            key = "a"
            name = { fr = "A", en = "A" }
            trigger = "20 days after due"
            act = "letter"
            tone = 1
            [[step]]
            key = "b"
            name = { fr = "B", en = "B" }
            trigger = "10 days after due"
            act = "letter"
            tone = 4
        "#;
        let advice = lint(&Strategy::parse(text).unwrap());
        let expected = [
            Advice::OutOfOrder { step: "b".into() },
            Advice::ToneJumps { step: "b".into() },
            Advice::LettersOnly,
            Advice::EndsInSilence,
            Advice::NothingBeforeDue,
        ];
        assert_eq!(advice, expected);
    }
}

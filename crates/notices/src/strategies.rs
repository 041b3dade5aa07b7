//! The strategies that ship, as their text files, and what is to be said of any. Must never be the only way to a strategy: an
//! installation edits its own copies.

use receivables::strategy::{Strategy, lint};

use crate::names;
use crate::template::{Kind, Library};
use crate::wording::Wording;

/// The key of the strategy a new installation starts with.
pub const USUAL: &str = "b2b-france";

/// Each shipped strategy: its key and its text, the usual one first.
pub fn shipped() -> [(&'static str, &'static str); 4] {
    [
        (USUAL, include_str!("../../../strategies/b2b-france.toml")),
        (
            "b2b-france-gentle",
            include_str!("../../../strategies/b2b-france-gentle.toml"),
        ),
        (
            "b2b-france-firm",
            include_str!("../../../strategies/b2b-france-firm.toml"),
        ),
        (
            "key-account",
            include_str!("../../../strategies/key-account.toml"),
        ),
    ]
}

/// What a credit manager would object to in a strategy: its steps, words that are missing, then the words they use.
pub fn advice(strategy: &Strategy, library: &Library, wording: &Wording) -> Vec<String> {
    let pieces = lint::lint(strategy);
    let mut told: Vec<String> = pieces
        .iter()
        .map(|piece| names::advice(piece, wording))
        .collect();
    for step in &strategy.steps {
        let kind = library.kind(&step.template, wording.language());
        if kind.is_some_and(|kind| kind != Kind::of(step.act.channel())) {
            let words = [
                ("step", step.name.in_language(wording.language()).into()),
                ("template", step.template.as_str().into()),
            ];
            told.push(wording.say("strategy-template-kind", &words));
        }
        for template in step.templates() {
            let is_known = library.language_of(template, wording.language()).is_some();
            if step.act.channel().reaches_debtor() && !is_known {
                let words = [
                    ("step", step.key.as_str().into()),
                    ("template", template.into()),
                ];
                told.push(wording.say("strategy-template-unknown", &words));
            }
            for piece in library.review(template, wording.language()) {
                let words = names::template_advice(&piece, wording);
                told.push(format!("{template}: {words}"));
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use receivables::contact::Channel;
    use receivables::debtor::Language;
    use receivables::strategy::lint::lint;
    use receivables::strategy::{Act, Approval, Step, Trigger};

    use super::*;
    use crate::template::Kind;

    fn strategies() -> Vec<Strategy> {
        shipped()
            .into_iter()
            .map(|(key, text)| {
                let strategy =
                    Strategy::parse(text).unwrap_or_else(|error| panic!("{key}: {error}"));
                assert_eq!(strategy.key, key);
                strategy
            })
            .collect()
    }

    #[test]
    fn every_shipped_strategy_is_above_advice() {
        for strategy in strategies() {
            assert_eq!(lint(&strategy), [], "{}", strategy.key);
        }
    }

    #[test]
    fn every_strategy_goes_from_before_the_due_date_to_the_hand_over_in_eight_to_ten_steps() {
        for strategy in strategies() {
            let key = &strategy.key;
            assert!(strategy.steps[0].trigger.is_before_due(), "{key}");
            let on_the_axis: Vec<&Step> = strategy
                .steps
                .iter()
                .filter(|step| !step.trigger.is_off_axis())
                .collect();
            assert!((7..=9).contains(&on_the_axis.len()), "{key}");
            let [.., announcing, last] = on_the_axis.as_slice() else {
                panic!("{key} has steps")
            };
            assert_eq!(last.act, Act::HandOver, "{key}");
            // The last contact announces the hand-over and leaves the days it printed.
            assert_eq!(announcing.template, "final-notice", "{key}");
            assert!(
                last.days_after_contact > announcing.days_to_answer.unwrap_or(0),
                "{key}"
            );
        }
    }

    #[test]
    fn nobody_is_chased_within_the_days_they_were_given() {
        for strategy in strategies() {
            let mut free_from = i32::MIN;
            for step in &strategy.steps {
                let Trigger::Due(day) = step.trigger else {
                    continue;
                };
                assert!(day >= free_from, "{} {}", strategy.key, step.key);
                free_from = day + step.days_to_answer.unwrap_or(0) + 1;
            }
        }
    }

    #[test]
    fn every_message_has_a_designed_way_out() {
        for strategy in strategies() {
            for step in strategy
                .steps
                .iter()
                .filter(|step| step.act.channel().reaches_debtor())
            {
                assert!(
                    step.fallback.no_address.is_some(),
                    "{} {}",
                    strategy.key,
                    step.key
                );
                assert!(
                    step.fallback.refused.is_some(),
                    "{} {}",
                    strategy.key,
                    step.key
                );
                let bounces = step.act.channel() == Channel::EMail;
                assert!(
                    !bounces || step.fallback.bounced.is_some(),
                    "{} {}",
                    strategy.key,
                    step.key
                );
            }
        }
    }

    #[test]
    fn nothing_leaves_to_a_key_account_without_a_person() {
        let key_account = strategies().pop().unwrap();
        for step in key_account
            .steps
            .iter()
            .filter(|step| matches!(step.act.channel(), Channel::EMail | Channel::Sms))
        {
            assert_ne!(step.approval, Approval::Automatic, "{}", step.key);
        }
    }

    #[test]
    fn every_step_has_its_template_in_both_languages() {
        let library = crate::template::Library::shipped();
        for strategy in strategies() {
            for step in &strategy.steps {
                for language in [Language::French, Language::English] {
                    let kind = library.kind(&step.template, language);
                    let wanted = Kind::of(step.act.channel());
                    assert_eq!(
                        kind,
                        Some(wanted),
                        "{} {} {language:?}",
                        strategy.key,
                        step.key
                    );
                }
            }
        }
    }

    #[test]
    fn a_template_that_does_not_exist_is_told_and_those_that_ship_draw_no_advice() {
        let wording = Wording::new(Language::English);
        for strategy in strategies() {
            assert_eq!(
                advice(&strategy, &Library::shipped(), &wording),
                [""; 0],
                "{}",
                strategy.key
            );
        }
        let mut strategy = strategies().remove(0);
        strategy.steps[0].template = "pre-du-check".to_string();
        let told = advice(&strategy, &Library::shipped(), &wording);
        assert!(told[0].contains("no template “pre-du-check”"), "{told:?}");
    }
}

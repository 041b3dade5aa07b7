//! What became of a step, in words: the lines of "why?", step by step. Must never say more than the fate holds.

use receivables::decide::{Obstacle, StepFate};
use receivables::sanction::Bar;

use crate::format;
use crate::wording::{Value, Wording};

/// What became of a step, as a person says it.
pub fn step_fate(fate: StepFate, wording: &Wording) -> String {
    let language = wording.language();
    let on = |key: &str, day| wording.say(key, &[("day", format::day(day, language).into())]);
    match fate {
        StepFate::Done { on: day } => on("fate-done", day),
        StepFate::Next { on: day } => on("fate-next", day),
        StepFate::ToCome { on: day } => on("fate-to-come", day),
        StepFate::AfterAnother => wording.word("fate-after-another"),
        StepFate::NotCalledFor => wording.word("fate-not-called-for"),
        StepFate::Overtaken => wording.word("fate-overtaken"),
        StepFate::DoneElsewhere => wording.word("fate-done-elsewhere"),
        StepFate::Expired => wording.word("fate-expired"),
        StepFate::ConditionFails => wording.word("fate-condition-fails"),
        StepFate::PlanSpeaks => wording.word("fate-plan-speaks"),
        StepFate::CampaignSpeaks { on: day } => on("fate-campaign-speaks", day),
        StepFate::Kept { by } => obstacle(by, wording),
    }
}

fn obstacle(obstacle: Obstacle, wording: &Wording) -> String {
    let language = wording.language();
    match obstacle {
        Obstacle::NotForCharges => wording.word("fate-not-for-charges"),
        Obstacle::AmicablePhaseOver => wording.word("fate-amicable-phase-over"),
        Obstacle::OtherKindOfDebtor => wording.word("fate-other-kind"),
        Obstacle::SanctionGoesOn => wording.word("fate-sanction-goes-on"),
        Obstacle::Barred { by } => wording.word(barred(by)),
        Obstacle::TooFewInvoices { open, fewest } => wording.say(
            "fate-too-few",
            &[("open", Value::from(open)), ("fewest", Value::from(fewest))],
        ),
        Obstacle::BelowFloor { owed, floor } => wording.say(
            "fate-below-floor",
            &[
                ("owed", format::money(owed, language).into()),
                ("floor", format::money(floor, language).into()),
            ],
        ),
    }
}

const fn barred(by: Bar) -> &'static str {
    match by {
        Bar::Proceedings => "fate-barred-proceedings",
        Bar::ConsumerPrice => "fate-barred-consumer-price",
        Bar::WinterTruce => "fate-barred-winter",
        Bar::Water => "fate-barred-water",
    }
}

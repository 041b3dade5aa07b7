//! How a strategy and what changed in it are shown in a terminal. It must never say in words what the file does
//! not say.

use std::path::Path;

use notices::format;
use notices::names::{self, Named};
use notices::wording::Wording;
use receivables::strategy::compare::Difference;
use receivables::strategy::{Act, Step, Strategy};

use crate::cli::sheet::Sheet;

/// The steps, each on its day, with what it becomes without an e-mail address.
pub(super) fn of_steps(strategy: &Strategy, wording: &Wording) -> Sheet {
    let language = wording.language();
    let mut sheet = Sheet::for_output();
    sheet.title(&format!(
        "{} · {}",
        strategy.key,
        strategy.name.in_language(language)
    ));
    let summary: Vec<&str> = strategy
        .summary
        .in_language(language)
        .split_whitespace()
        .collect();
    sheet.paragraph(&summary.join(" "));
    sheet.heading(&wording.word("cli-strategy-steps"));
    for step in &strategy.steps {
        sheet.bullet("·", &told(step, wording));
    }
    for (key, sums) in [
        ("cli-strategy-floor", &strategy.floor),
        ("cli-strategy-ceiling", &strategy.ceiling),
    ] {
        if sums.is_empty() {
            continue;
        }
        let sums: Vec<String> = sums
            .iter()
            .map(|sum| format::money(*sum, language))
            .collect();
        sheet.note(&wording.say(key, &[("sums", sums.join(", ").into())]));
    }
    if let Some(limits) = &strategy.limits {
        let count = |count: i64| notices::wording::Value::from(count);
        sheet.note(&wording.say(
            "cli-strategy-limits",
            &[
                ("between", count(i64::from(limits.days_between))),
                ("week", count(i64::from(limits.most_per_week))),
                ("month", count(i64::from(limits.most_per_month))),
            ],
        ));
    }
    sheet
}

/// A step in one sentence.
fn told(step: &Step, wording: &Wording) -> String {
    let mut how = step.act.name(wording);
    if step.act == Act::EMail {
        let other = step.fallback.no_address.unwrap_or(Act::Task).name(wording);
        let without = wording.say("cli-strategy-without-address", &[("act", other.into())]);
        how = format!("{how} ({without})");
    }
    let when = names::trigger(&step.trigger, wording);
    let level = i64::from(step.tone.level());
    let tone = wording.say("cli-strategy-tone", &[("level", level.into())]);
    let name = step.name.in_language(wording.language());
    let leaves = step.approval.name(wording);
    let told = format!("{when} · {name} [{}] · {how} · {leaves} · {tone}", step.key);
    match &step.when {
        None => told,
        Some(condition) => {
            let said = notices::conditions::sentence(condition, wording);
            let when = wording.say("strategies-when", &[("condition", said.into())]);
            format!("{told} · {when}")
        }
    }
}

/// One sentence for each difference.
pub(super) fn of_differences(
    found: &[Difference],
    (older, newer): (&Path, &Path),
    wording: &Wording,
) -> Sheet {
    let mut sheet = Sheet::for_output();
    sheet.title(&format!("{} → {}", older.display(), newer.display()));
    if found.is_empty() {
        sheet.paragraph(&wording.word("cli-strategy-same"));
    }
    for difference in found {
        sheet.bullet("·", &names::difference(difference, wording));
    }
    sheet
}

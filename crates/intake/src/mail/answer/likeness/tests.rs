use std::path::Path;

use super::learn::{bytes, examples, scored_unseen, thresholds};
use super::{KINDS, LEARNT};
use crate::mail::{FoundBy, statements_found_by};

#[test]
fn what_ships_was_learnt_from_the_examples() {
    let examples = examples();
    let thresholds = thresholds(&examples, &scored_unseen(&examples));
    assert!(
        bytes(&examples, thresholds) == LEARNT,
        "the examples changed: cargo nextest run -p intake --run-ignored only learn_again"
    );
}

#[test]
#[ignore = "writes likeness/learnt.bin from the examples"]
fn learn_again() {
    let examples = examples();
    let thresholds = thresholds(&examples, &scored_unseen(&examples));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/mail/answer/likeness/learnt.bin");
    std::fs::write(path, bytes(&examples, thresholds)).unwrap();
}

#[test]
#[ignore = "prints how examples are read by what was learnt without them"]
fn examples_unseen() {
    let examples = examples();
    let scored = scored_unseen(&examples);
    let thresholds = thresholds(&examples, &scored);
    println!("learnt alone: right, wrong, lost; by phrases: right, wrong, lost; both");
    println!("{} sentences", examples.len());
    for (kind, code) in KINDS.iter().enumerate() {
        let mut counts = [[0_u32; 3]; 3];
        for (one, scores) in examples
            .iter()
            .zip(&scored)
            .filter(|(one, _)| !one.is_varied)
        {
            let likely = scores[kind] >= thresholds[kind];
            let found = statements_found_by(FoundBy::Phrase, &one.text, None);
            let phrase = found.iter().any(|found| found.said.code() == *code);
            for (count, is_found) in counts.iter_mut().zip([likely, phrase, likely || phrase]) {
                match (is_found, one.says[kind]) {
                    (true, true) => count[0] += 1,
                    (true, false) => count[1] += 1,
                    (false, true) => count[2] += 1,
                    (false, false) => {}
                }
            }
            if likely && !one.says[kind] {
                println!("  {code} wrongly {:.2}: {}", scores[kind], one.text);
            }
            if phrase && !one.says[kind] {
                println!("  {code} wrongly by a phrase: {}", one.text);
            }
        }
        let shares = counts.map(|[right, wrong, lost]| {
            let share = |of: u32| f64::from(right) * 100.0 / f64::from((right + of).max(1));
            format!(
                "{right}/{wrong}/{lost} p {:.1} r {:.1}",
                share(wrong),
                share(lost)
            )
        });
        println!("{code} from {:.2}: {shares:?}", thresholds[kind]);
    }
}

#[test]
fn no_answer_kept_aside_stands_among_the_examples() {
    let plain = |text: &str| crate::phrase::plain(text.trim_end_matches(['.', '!', '?', ' ']));
    let examples: Vec<String> = examples().iter().map(|one| plain(&one.text)).collect();
    for set in [
        include_str!("../../../../tests/answers/kept_aside.txt"),
        include_str!("../../../../tests/answers/second_kept_aside.txt"),
    ] {
        let answers = set.lines().filter_map(|line| line.split_once(" | "));
        for (_, text) in answers {
            for (sentence, _) in crate::mail::answer::sentences(text) {
                assert!(!examples.contains(&plain(sentence)), "{sentence}");
            }
        }
    }
}

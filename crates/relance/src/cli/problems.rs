//! The problems met in a file, as the command line lists them: the first few in full, the rest counted.

use intake::reading::{Kept, Problem};
use notices::wording::Wording;

use super::sheet::Sheet;

/// How many are listed.
const LISTED: usize = 10;

/// Lists the first problems out of a total; writes nothing when there is none.
pub fn list<'a>(
    sheet: &mut Sheet,
    problems: impl Iterator<Item = &'a Problem>,
    total: u64,
    wording: &Wording,
) {
    if total == 0 {
        return;
    }
    sheet.heading(&wording.word("cli-problems"));
    let mut listed = 0;
    for problem in problems.take(LISTED) {
        sheet.bullet("·", &capitalised(&problem.explain(wording.language())));
        listed += 1;
    }
    if total > listed {
        let others = i64::try_from(total - listed).unwrap_or(i64::MAX);
        sheet.paragraph(&wording.say("cli-problems-others", &[("count", others.into())]));
    }
}

/// True when a problem cost a value or a line: somebody should look at the file.
pub fn lose_something<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> bool {
    problems
        .into_iter()
        .any(|problem| !matches!(problem.kept, Kept::All))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use intake::reading::{ProblemKind, Problems};
    use receivables::debtor::Language;

    fn problems(count: u64, kept: Kept) -> Problems {
        let mut problems = Problems::new();
        (0..count).for_each(|_| {
            problems.add_for_file(ProblemKind::InvalidDate, "20250231", kept.clone())
        });
        problems
    }

    #[test]
    fn ten_problems_are_listed_and_the_others_counted() {
        let mut sheet = Sheet::new(false);
        let problems = problems(13, Kept::All);
        list(
            &mut sheet,
            problems.iter(),
            problems.total(),
            &Wording::new(Language::English),
        );
        let text = sheet.text();
        assert_eq!(text.matches('·').count(), LISTED);
        assert!(text.ends_with("and 3 more remarks."), "{text}");
    }

    #[test]
    fn a_remark_loses_nothing() {
        assert!(!lose_something(&problems(1, Kept::All)));
        assert!(lose_something(&problems(1, Kept::NotTheLine)));
    }
}

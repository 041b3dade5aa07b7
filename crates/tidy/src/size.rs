//! Sizes: a file that cannot be read in one sitting, or a function that does not fit a screen, hides a
//! missing noun. Tests may be long tables of data, so only files count for them.

use crate::{Finding, Source};

/// More lines than this in one file fail.
const FILE_LINES: usize = 600;
/// More lines than this in one function fail, from its signature to its closing brace.
const FUNCTION_LINES: usize = 70;

/// Files and functions that are too long.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = source.text.lines().count();
    if lines > FILE_LINES {
        let message = format!(
            "{lines} lines, at most {FILE_LINES}: move the tests to a sibling file, or find the second noun and give it a file"
        );
        findings.push(Finding::new(&source.path, 1, message));
    }
    for function in functions(source) {
        if function.lines > FUNCTION_LINES {
            let message = format!(
                "`{}` has {} lines, at most {FUNCTION_LINES}: name its steps and make them functions",
                function.name, function.lines
            );
            findings.push(Finding::new(&source.path, function.line, message));
        }
    }
    findings
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
}

fn functions(source: &Source) -> Vec<Function> {
    let lines: Vec<&str> = source.shipped_lines().map(|(_, line)| line).collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        if let Some(length) = body_length(&lines[index..]) {
            found.push(Function {
                name,
                line: index + 1,
                lines: length,
            });
        }
    }
    found
}

/// The name declared on this line, if it declares a function.
pub(crate) fn function_name(line: &str) -> Option<String> {
    let (before, after) = line.split_once("fn ")?;
    let words_before = before.split_whitespace().all(|word| {
        ["pub", "async", "const", "unsafe", "extern", "default"].contains(&word)
            || word.starts_with("pub(")
            || word.ends_with(')')
    });
    let name: String = after
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (words_before && !name.is_empty()).then_some(name)
}

/// Lines from the signature to the brace that closes the body; none for a declaration without body.
fn body_length(lines: &[&str]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut brackets = 0_usize;
    for (index, line) in lines.iter().enumerate() {
        for character in line.chars() {
            match character {
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets = brackets.saturating_sub(1),
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(index + 1);
                    }
                }
                ';' if depth == 0 && brackets == 0 => return None,
                _ => {}
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        check(&Source::new("crates/desk/src/clock.rs", text))
            .iter()
            .map(|finding| finding.line)
            .collect()
    }

    fn function(lines: usize) -> String {
        format!(
            "pub async fn long(\n) -> u8 {{\n{}}}\n",
            "    a({ b });\n".repeat(lines - 3)
        )
    }

    #[test]
    fn a_file_of_601_lines_is_found_and_one_of_600_is_not() {
        assert_eq!(found(&"\n".repeat(601)), [1]);
        assert_eq!(found(&"\n".repeat(600)), []);
    }

    #[test]
    fn a_function_of_71_lines_is_found_and_one_of_70_is_not() {
        assert_eq!(found(&format!("\n{}", function(71))), [2]);
        assert_eq!(found(&function(70)), []);
    }

    #[test]
    fn two_functions_are_not_counted_as_one() {
        assert_eq!(
            found(&format!("{}{}{}", function(40), function(40), function(71))),
            [81]
        );
    }

    #[test]
    fn a_declaration_without_a_body_has_no_length() {
        let text = format!(
            "trait T {{\n    fn a(&self, b: [u8; 2]);\n{}}}\n",
            "    fn b(&self);\n".repeat(80)
        );
        assert_eq!(found(&text), []);
    }

    #[test]
    fn a_long_table_in_a_test_is_allowed() {
        let source = Source::new("crates/desk/src/clock/tests.rs", function(90));
        assert_eq!(check(&source), []);
    }
}

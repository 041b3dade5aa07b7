//! Links between documents. A page that sends its reader nowhere must never be published.

use std::path::Path;

use crate::Finding;
use crate::tree::Document;

/// Relative links of a Markdown file that lead to no file, seen from `root`.
pub fn check(document: &Document, root: &Path) -> Vec<Finding> {
    let folder = Path::new(&document.path).parent().unwrap_or(Path::new(""));
    let mut findings = Vec::new();
    let mut in_code = false;
    for (index, line) in document.text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for target in targets(line) {
            let path = target.split('#').next().unwrap_or("");
            if is_elsewhere(target) || path.is_empty() {
                continue;
            }
            if !root.join(folder).join(path).exists() {
                let message =
                    format!("the link to `{target}` leads nowhere: correct it or remove it");
                findings.push(Finding::new(&document.path, index + 1, message));
            }
        }
    }
    findings
}

fn is_elsewhere(target: &str) -> bool {
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme))
}

/// The targets of `[text](target)` on a line, those shown as code excepted.
fn targets(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find("](") {
        let is_code = rest[..start].matches('`').count() % 2 == 1;
        let after = &rest[start + 2..];
        let Some(end) = after.find(')') else { break };
        if !is_code {
            let target = after[..end].split_whitespace().next().unwrap_or("");
            found.push(target);
        }
        rest = &after[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        let document = Document {
            path: "crates/tidy/page.md".to_owned(),
            text: text.to_owned(),
        };
        check(&document, &crate::tree::root())
            .iter()
            .map(|f| f.line)
            .collect()
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        assert_eq!(found("ok\n[a](nowhere.md) and [b](Cargo.toml)"), [2]);
        assert_eq!(found("[a](Cargo.toml) and [b](../nowhere.md#part)"), [1]);
    }

    #[test]
    fn links_that_lead_somewhere_are_allowed() {
        assert_eq!(found("[a](src/lib.rs) [b](../desk) [c](#part)"), []);
        assert_eq!(found("[a](https://example.org/nowhere.md)"), []);
        assert_eq!(found("```\n[a](nowhere.md)\n```\n`[a](nowhere.md)`"), []);
    }
}

//! SQL lives in `store` and the database engines in `store/src/db`; anything else would have to change
//! with the tables, and would see past the user's scope.

use crate::{Finding, Source};

const ENGINES: &[&str] = &["rusqlite", "tokio_postgres", "deadpool_postgres"];

/// SQL texts and engine names outside their place.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !["store", "tidy"].contains(&source.room()) {
        for literal in &source.literals {
            if is_sql(&literal.text) {
                let message = "SQL outside `store`: write a query named for its noun there, or a view, and call it";
                findings.push(Finding::new(&source.path, literal.line, message));
            }
        }
    }
    if !source.path.starts_with("crates/store/src/db/") {
        for (index, line) in source.code.lines().enumerate() {
            if let Some(engine) = ENGINES.iter().find(|engine| line.contains(**engine)) {
                let message = format!(
                    "`{engine}` outside store/src/db: only that folder knows that there are two engines"
                );
                findings.push(Finding::new(&source.path, index + 1, message));
            }
        }
    }
    findings
}

fn is_sql(text: &str) -> bool {
    // Statements are written in one case; a sentence that starts with "Select" is English.
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower: Vec<String> = words
        .iter()
        .map(|word| match *word == word.to_uppercase() {
            true => word.to_lowercase(),
            false => (*word).to_owned(),
        })
        .collect();
    let word = |index: usize| lower.get(index).map_or("", String::as_str);
    let has = |wanted: &str| lower.iter().any(|found| found == wanted);
    (0..lower.len()).any(|at| match word(at) {
        "select" => at == 0 && has("from"),
        "(select" => has("from"),
        "insert" => word(at + 1) == "into" && (has("values") || has("select")),
        "update" => word(at + 2) == "set" && text.contains('='),
        "delete" => at == 0 && word(1) == "from",
        "create" => at == 0 && ["table", "index", "view"].contains(&word(1)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_count(path: &str, text: &str, count: usize) {
        let found = check(&Source::new(path, text));
        assert_eq!(found.len(), count, "{found:?}");
    }

    #[test]
    fn sql_outside_store_is_found() {
        for sql in [
            "select id from debtor",
            "SELECT id FROM debtor",
            "with due as (select id from debtor) update",
            "insert into debtor (id) values ($1)",
            "update debtor set name = $1",
            "delete from debtor",
            "create table debtor (id bigint)",
        ] {
            check_count("crates/web/src/page.rs", &format!("let a = \"{sql}\";"), 1);
        }
    }

    #[test]
    fn sentences_and_the_room_of_sql_are_allowed() {
        for text in [
            "Select a file from the list",
            "update the strategy",
            "delete the row",
        ] {
            check_count("crates/web/src/page.rs", &format!("let a = \"{text}\";"), 0);
        }
        let sql = "let a = \"delete from debtor\";";
        check_count("crates/store/src/debtor.rs", sql, 0);
    }

    #[test]
    fn an_engine_outside_its_folder_is_found() {
        let text = "use rusqlite::Row;\n";
        check_count("crates/store/src/debtor.rs", text, 1);
        check_count("crates/relance/src/main.rs", text, 1);
        check_count("crates/store/src/db/row.rs", text, 0);
    }
}

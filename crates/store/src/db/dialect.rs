//! One SQL text for both engines: parameters `$n` become `?n` for SQLite, and a comment `/*+sqlite ...*/`
//! or `/*+postgres ...*/` is opened for the engine it names. Must never be used for more than table options and row locks.

use std::borrow::Cow;

/// The engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite with SQLCipher.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// The text of a statement for one engine. A `$` stands only before the number of a parameter.
pub fn text_for(engine: Engine, sql: &str) -> Cow<'_, str> {
    let opening = match engine {
        Engine::Sqlite => "/*+sqlite ",
        Engine::Postgres => "/*+postgres ",
    };
    let opened = if sql.contains(opening) {
        Cow::Owned(open_comments(sql, opening))
    } else {
        Cow::Borrowed(sql)
    };
    match engine {
        Engine::Sqlite if opened.contains('$') => Cow::Owned(opened.replace('$', "?")),
        // Only under this name does SQLite keep the rows themselves in the order of the key.
        Engine::Sqlite if opened.contains("bigint primary key") => {
            Cow::Owned(opened.replace("bigint primary key", "integer primary key"))
        }
        _ => opened,
    }
}

fn open_comments(sql: &str, opening: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once(opening) {
        text.push_str(before);
        let (inside, following) = after.split_once("*/").unwrap_or((after, ""));
        text.push_str(inside);
        rest = following;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_reads_its_own_text() {
        let sql =
            "select a from b where c = $2 and d = $1 limit $3 /*+postgres for update skip locked*/";
        assert_eq!(
            text_for(Engine::Sqlite, sql),
            "select a from b where c = ?2 and d = ?1 limit ?3 /*+postgres for update skip locked*/"
        );
        assert_eq!(
            text_for(Engine::Postgres, sql),
            "select a from b where c = $2 and d = $1 limit $3 for update skip locked"
        );
    }
}

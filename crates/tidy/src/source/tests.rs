//! The cutter against the ways Rust hides a brace or a quote.

use super::*;

#[track_caller]
fn check(text: &str, code: &str, literals: &[&str]) {
    let source = Source::new("crates/desk/src/clock.rs", text);
    let found: Vec<&str> = source.literals.iter().map(|l| l.text.as_str()).collect();
    assert_eq!(source.code, code);
    assert_eq!(found, literals);
}

#[test]
fn comments_and_texts_are_blanked_and_texts_are_kept_apart() {
    check("a // {", "a     ", &[]);
    check("/* { /* } */ */b", "               b", &[]);
    check("f(\"{\")", "f(\" \")", &["{"]);
    check(r#"f("\"{")"#, "f(\"   \")", &[r#"\"{"#]);
    check("r#\"a \" {\"#;", "r#\"     \"#;", &["a \" {"]);
    check("br\"{\"", "br\" \"", &["{"]);
    check("'{' 'a '\\'' &'a str", "    'a      &'a str", &[]);
}

#[test]
fn a_literal_knows_its_line() {
    let source = Source::new("crates/desk/src/clock.rs", "a\n\"b\nc\"\n\"d\"");
    let lines: Vec<usize> = source.literals.iter().map(|l| l.line).collect();
    assert_eq!(lines, [2, 4]);
    assert_eq!(source.code.lines().count(), 4);
}

#[test]
fn shipped_lines_end_where_inner_tests_begin() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n}\n";
    let source = Source::new("crates/desk/src/clock.rs", text);
    assert_eq!(source.shipped_lines().count(), 1);
    let source = Source::new("crates/desk/tests/clock.rs", text);
    assert_eq!(source.shipped_lines().count(), 0);
}

#[test]
fn a_file_knows_its_room() {
    assert_eq!(Source::new("crates/desk/src/clock.rs", "").room(), "desk");
    assert_eq!(Source::new("build.rs", "").room(), "");
}

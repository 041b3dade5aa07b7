//! What is left of a PDF, and that nothing grows.

use super::*;

#[test]
fn pages_are_left_out_and_the_last_revision_counts() {
    let pdf = b"%PDF-1.7\n1 0 obj\n<</EF 1>>\nendobj\n2 0 obj\n<</Subtype/Image/Length 3>>\nstream\nabc\nendstream\nendobj\n\
        1 0 obj\n<</EF 2>>\nendobj\n3 0 obj\n<</Type/EmbeddedFile/Length 4 0 R>>\nstream\n9 0 obj endobj endstream\nendstream\nendobj\n\
        4 0 obj\n24\nendobj\n";
    let reduced = reduce(pdf);
    let text = String::from_utf8_lossy(&reduced.bytes).into_owned();
    assert!(
        text.contains("/EF 2") && !text.contains("/EF 1") && !text.contains("Image"),
        "{text}"
    );
    assert!(
        text.contains("9 0 obj endobj endstream\nendstream"),
        "{text}"
    );
    assert_eq!(
        text.matches(" 00000 n").count(),
        2,
        "an object inside a content is none: {text}"
    );
}

#[test]
fn nothing_grows() {
    let hostile = "1 0 obj<</Length 999999>>stream ".repeat(2000);
    assert!(reduce(hostile.as_bytes()).bytes.len() < hostile.len() + 2000);
    assert!(reduce(b" obj obj 1 obj 1 0 obj").bytes.len() < 200);
}

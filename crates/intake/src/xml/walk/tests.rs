use crate::xml::Element;

use super::*;

/// Gathers every `R` and notes its name, its `A` texts and its line.
#[derive(Default)]
struct Records(Vec<String>);

impl Visitor for Records {
    fn open(&mut self, tag: &Tag<'_>, _: &mut Problems) -> Step {
        if tag.name == "R" || tag.parent == "L" {
            Step::Gather
        } else {
            Step::Enter
        }
    }

    fn take(&mut self, part: Element<'_>, _: &mut Problems) {
        let texts: Vec<&str> = part.all("A").into_iter().map(Element::text).collect();
        self.0.push(format!(
            "{}:{}={}",
            part.line(),
            part.name(),
            texts.join(",")
        ));
    }

    fn take_piece(&mut self, _: Element<'_>, _: Element<'_>, _: &mut Problems) -> bool {
        false
    }

    fn close(&mut self, _: &str, _: &mut Problems) {}

    fn is_record(&self, name: &str) -> bool {
        name == "R"
    }
}

#[track_caller]
fn check(text: &str, expected: &[&str], kinds: &[ProblemKind]) {
    let mut records = Records::default();
    let mut problems = Problems::new();
    Walk::new(&mut records, &mut problems).run(text.as_bytes());
    assert_eq!(records.0, expected, "{text}");
    let found: Vec<ProblemKind> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(found, kinds, "{text}");
}

#[test]
fn parts_are_handed_over_one_by_one() {
    check(
        "<L>\n<R><A>1</A></R>\n<R><A>2</A></R></L>",
        &["2:R=1", "3:R=2"],
        &[],
    );
    check(
        "<L><R><A>a &amp; b &#233; &lt;</A></R></L>",
        &["1:R=a & b é <"],
        &[],
    );
    check(
        "<L><R><A>Dupont & Fils</A></R></L>",
        &["1:R=Dupont & Fils"],
        &[],
    );
    check(
        "<L><R><A><![CDATA[<x>]]></A><!-- <R> --></R></L>",
        &["1:R=<x>"],
        &[],
    );
}

#[test]
fn damage_to_one_part_does_not_reach_the_next() {
    let malformed = [ProblemKind::Malformed];
    let after = "<R><A>2</A></R></L>";
    let damaged = |bad: &str, first: &str| {
        check(&format!("<L>{bad}{after}"), &[first, "1:R=2"], &malformed);
    };
    damaged("<R><A>1</B></A></R>", "1:R=1");
    damaged("<R><A>1</R>", "1:R=1");
    damaged("<R><A>1</A>", "1:R=1");
    damaged("<Rx><A>1</A></R>", "1:Rx=1");
    damaged("<R><A Ccy=\"EUR>1</A></R>", "1:R=1");
    damaged("<R><A>1</A><!-- never ends </R>", "1:R=1");
    damaged("<R><A>1</A><B <C></C></R>", "1:R=1");
    damaged("<R><A>1</A></", "1:R=1");
    damaged("<R><A>1</A></R", "1:R=1");
}

#[test]
fn a_document_that_stops_keeps_what_came_before() {
    check(
        "<L><R><A>1</A></R><R><A>2",
        &["1:R=1"],
        &[ProblemKind::TruncatedFile],
    );
    check(
        "<L><R><A>1</A></R><R",
        &["1:R=1"],
        &[ProblemKind::TruncatedFile],
    );
}

#[test]
fn windows_cut_anywhere_give_the_same_parts() {
    let mut text = String::from("<L>");
    let mut expected = Vec::new();
    for number in 0..40_000 {
        text.push_str(&format!("<R><!-- {number} --><A>é{number}</A></R>"));
        expected.push(format!("1:R=é{number}"));
    }
    text.push_str("</L>");
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(&text, &expected, &[]);
}

#[test]
fn a_text_and_a_nesting_without_end_are_cut_short() {
    let long = format!(
        "<L><R><A>{}</A></R><R><A>2</A></R></L>",
        "x".repeat(40 << 20)
    );
    let mut records = Records::default();
    let mut problems = Problems::new();
    Walk::new(&mut records, &mut problems).run(long.as_bytes());
    assert_eq!(records.0.len(), 2);
    assert!(records.0[0].len() < 20 << 20);
    assert!(problems.contains(ProblemKind::TooManyLines));
    let deep = format!(
        "<L><R>{}{}<A>1</A></R><R><A>2</A></R></L>",
        "<B>".repeat(500_000),
        "</B>".repeat(500_000)
    );
    check(&deep, &["1:R=1", "1:R=2"], &[]);
}

#[test]
fn markup_that_never_ends_is_given_up_in_time() {
    for bad in ["<!--", "<![CDATA[", "<a b=\"", "<?x ", "&"] {
        let text = format!("<L><R><A>1</A></R>{}", bad.repeat(1 << 20));
        let mut records = Records::default();
        let mut problems = Problems::new();
        Walk::new(&mut records, &mut problems).run(text.as_bytes());
        assert_eq!(records.0, ["1:R=1"], "{bad}");
        assert!(!problems.is_empty(), "{bad}");
    }
}

#[test]
fn tags_that_take_each_other_in_are_looked_at_once() {
    for bad in ["<\"", "<a b='", "</a \""] {
        let text = format!("<L><R><A>1</A></R>{}>", bad.repeat(1 << 19));
        let mut records = Records::default();
        let mut problems = Problems::new();
        Walk::new(&mut records, &mut problems).run(text.as_bytes());
        assert_eq!(records.0, ["1:R=1"], "{bad}");
        assert!(!problems.is_empty(), "{bad}");
    }
}

#[test]
fn marks_of_byte_order_inside_the_text_move_no_line() {
    let prologue = "\u{feff}<?xml version='1.0'?>\n".repeat(120);
    let text = format!("\u{feff}{prologue}<L>\n<R><A>1\u{feff}2</A></R></L>");
    for capacity in [5, 1 << 16] {
        let mut records = Records::default();
        let mut problems = Problems::new();
        let input = std::io::BufReader::with_capacity(capacity, text.as_bytes());
        Walk::new(&mut records, &mut problems).run(input);
        assert_eq!(records.0, ["122:R=12"], "in pieces of {capacity}");
    }
}

//! What is read of whole and of damaged documents.

use super::*;

fn tree(text: &str) -> (Tree, Problems) {
    let mut problems = Problems::new();
    let plan = Plan {
        hollow: &["Line"],
        kept_inside: &["Reference"],
    };
    (read(text, plan, &mut problems), problems)
}

#[test]
fn prefixes_attributes_and_references_are_read() {
    let (tree, problems) =
        tree("<x:A xmlns:x='u'><B c='1 '>a&amp;b&#233;</B><B/>\n<C><![CDATA[<d>]]></C></x:A>");
    assert!(problems.is_empty());
    let root = &tree.top.children[0];
    assert_eq!(root.name, "A");
    assert_eq!(root.text_at(&["B"]), "a&bé");
    assert_eq!(root.children[0].attribute("c"), "1");
    assert_eq!(root.text_at(&["C"]), "<d>");
    assert_eq!(root.at("C").map(|element| element.line), Some(2));
}

#[test]
fn lines_are_hollow_save_for_what_the_plan_keeps() {
    let (tree, problems) = tree(
        "<A><Line><Id>1</Id><X><Reference><Id>F1</Id></Reference></X></Line><Line/><B>2</B></A>",
    );
    assert!(problems.is_empty());
    assert_eq!(tree.top.all("A/Line").len(), 2);
    assert_eq!(tree.top.text_at(&["A/Line/Id"]), "");
    assert_eq!(tree.top.text_at(&["A/Line/Reference/Id"]), "F1");
    assert_eq!(tree.top.text_at(&["A/B"]), "2");
}

#[test]
fn damage_keeps_what_could_be_read() {
    let table = [
        ("<A><B>1</B><C>2", ProblemKind::TruncatedFile),
        ("<A><B>1</B><C>2</A>", ProblemKind::Malformed),
        ("<A><B>1</B><C>2</C></D></A>", ProblemKind::Malformed),
        ("<A><B>1</B><C>2</C><D", ProblemKind::TruncatedFile),
        (
            "<!DOCTYPE a [<!ENTITY b 'c'>]><A><B>1</B><C>2&b;</C></A>",
            ProblemKind::UnsafeDocument,
        ),
    ];
    for (text, kind) in table {
        let (tree, problems) = tree(text);
        assert_eq!(tree.top.text_at(&["A/B"]), "1", "{text}");
        assert_eq!(tree.top.text_at(&["A/C"]), "2", "{text}");
        assert!(problems.contains(kind), "{text}: {problems:?}");
    }
}

#[test]
fn a_stray_ampersand_loses_nothing() {
    let (tree, _) = tree("<A><B>Dupont & Fils</B><C>R&D</C></A>");
    assert_eq!(tree.top.text_at(&["A/B"]), "Dupont & Fils");
    assert_eq!(tree.top.text_at(&["A/C"]), "R&D");
}

#[test]
fn depth_and_width_are_bounded() {
    let (deep, _) = tree(&"<A>".repeat(100_000));
    assert!(deep.is_cut);
    let (wide, problems) = tree(&"<A/>".repeat(MOST_ELEMENTS + 2));
    assert!(wide.is_cut && problems.contains(ProblemKind::TooManyLines));
    let (stray, _) = tree(&("<A>".repeat(20_000) + &"</B>".repeat(20_000)));
    assert!(stray.is_cut);
    let long = format!("<A>{}</A>", "x".repeat(1 << 20));
    assert!(tree(&long).0.top.text_at(&["A"]).len() <= LONGEST_TEXT);
}

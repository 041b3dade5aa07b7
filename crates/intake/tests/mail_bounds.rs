//! Messages made to exhaust a reader: depth, number, size. Each is read in bounded time, and what stands
//! beside the damage is kept.

use std::fmt::Write;

use intake::mail;
use intake::reading::ProblemKind;
use proptest::prelude::*;

fn read(raw: &str) -> intake::reading::Reading<mail::MailMessage> {
    let read = mail::read(raw.as_bytes());
    mail::nature(&read.facts);
    mail::bounce(&read.facts);
    mail::absence(&read.facts);
    mail::reply_text(&read.facts);
    mail::statements(&read.facts.text, None);
    read
}

#[test]
fn messages_within_messages_end_at_a_depth() {
    for encoding in ["", "Content-Transfer-Encoding: 8bit\n"] {
        let level = format!("From: a@b.fr\nContent-Type: message/rfc822\n{encoding}\n");
        let read = read(&level.repeat(20_000));
        assert!(read.problems.contains(ProblemKind::TooDeep));
        assert_eq!(read.facts.from[0].address, "a@b.fr");
    }
    let folded = "From: a@b.fr\nContent-Type:\n\t MESSAGE / RFC822\n\n".repeat(20_000);
    assert!(read(&folded).problems.contains(ProblemKind::TooDeep));
}

#[test]
fn multiparts_within_multiparts_end_at_a_depth() {
    let mut nested = "From: a@b.fr\n".to_string();
    for level in 0..5_000 {
        write!(
            nested,
            "Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"
        )
        .expect("a text grows");
    }
    assert!(read(&nested).problems.contains(ProblemKind::TooDeep));
    let open = "Content-Type: multipart/mixed; boundary=never\n\n--a\n".repeat(20_000);
    let raw = format!("From: a@b.fr\nContent-Type: multipart/mixed; boundary=a\n\n--a\n{open}");
    assert!(read(&raw).problems.contains(ProblemKind::TooDeep));
}

#[test]
fn the_text_is_kept_before_thousands_of_parts() {
    let mut raw =
        "From: a@b.fr\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nVirement fait.\n"
            .to_string();
    for _ in 0..20_000 {
        raw.push_str(
            "--a\nContent-Type: image/png\nContent-Disposition: attachment; filename=x.png\n\nx\n",
        );
    }
    let read = read(&raw);
    assert!(read.problems.contains(ProblemKind::TooDeep));
    assert_eq!(read.facts.text.trim(), "Virement fait.");
    assert!(read.facts.attachments.len() > 1_000);
}

#[test]
fn huge_headers_and_lines_are_read() {
    let many = "X-Header: value\n".repeat(100_000);
    let long = "é".repeat(1_000_000);
    let read_many = read(&format!("From: a@b.fr\n{many}\nText"));
    assert_eq!(read_many.facts.text, "Text");
    let read_long = read(&format!(
        "From: a@b.fr\nSubject: {long}\nReferences: {}\n\n{long}",
        "<a@b> ".repeat(50_000)
    ));
    assert_eq!(read_long.facts.from[0].address, "a@b.fr");
    for line in [
        "> ",
        "On x@y 12:30, ",
        "-Name\n",
        "a@b.fr ",
        "From: x\nTo: y\n",
        "<div \"",
        "1.1.1 ",
        "3 mars au 4 ",
    ] {
        read(&format!(
            "From: MAILER-DAEMON@b.fr\nDate: Thu, 10 Dec 2026 10:00:00 +0100\nSubject: failure\n\n{}",
            line.repeat(100_000)
        ));
    }
    let html = [
        "<style>",
        "<!--",
        "<div \"",
        "<blockquote>",
        "</div>",
        "&#",
        "<pre>\n",
    ];
    for piece in html {
        read(&format!(
            "From: a@b.fr\nContent-Type: text/html\n\n{}fin",
            piece.repeat(200_000)
        ));
    }
}

#[test]
fn every_line_end_and_damage_leaves_the_message_readable() {
    let text = "From: Jean <jean@b.fr>\nSubject: =?utf-8?q?Pay=C3=A9?=\nContent-Type: text/plain; charset=utf-8\n\nRéglé hier.\n";
    for (name, raw) in [
        ("crlf", text.replace('\n', "\r\n")),
        ("cr", text.replace('\n', "\r")),
        (
            "mbox",
            format!("From jean@b.fr Thu Dec 10 10:00:00 2026\n{text}"),
        ),
        ("blank lines first", format!("\r\n\n{text}")),
        ("mark", format!("\u{feff}{text}")),
        (
            "unknown charset",
            text.replace("charset=utf-8", "charset=x-unknown"),
        ),
    ] {
        let facts = read(&raw).facts;
        assert_eq!(
            (facts.subject.as_str(), facts.text.trim()),
            ("Payé", "Réglé hier."),
            "{name}"
        );
        assert_eq!(facts.from[0].name, "Jean", "{name}");
    }
    let latin = b"From: a@b.fr\nSubject: R\xE9gl\xE9\nContent-Type: text/plain; charset=utf-8\n\nR\xE9gl\xE9 hier.\n";
    let facts = mail::read(latin).facts;
    assert_eq!(
        (facts.subject.as_str(), facts.text.trim()),
        ("Réglé", "Réglé hier.")
    );
}

#[test]
fn cut_base64_gives_what_came_before() {
    let raw = "From: a@b.fr\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nVoir.\n--a\nContent-Type: application/pdf; name=f.pdf\n\
               Content-Transfer-Encoding: base64\n\nSGVsbG8gd29ybG";
    let read = read(raw);
    assert_eq!(read.facts.text.trim(), "Voir.");
    assert_eq!(read.facts.attachments[0].name, "f.pdf");
    assert!(read.facts.attachments[0].bytes.starts_with(b"Hello wor"));
    assert!(read.problems.contains(ProblemKind::DamagedPart));
}

#[test]
fn html_alone_is_turned_to_text_and_pictures_of_the_page_are_told_from_files() {
    let raw = "From: a@b.fr\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\n\n<p>Pay&eacute;</p>\n\
               --a\nContent-Type: image/png\nContent-ID: <logo>\n\nx\n--a\nContent-Type: text/csv\nContent-Disposition: attachment; filename=\"l.csv\"\n\na;b\n--a--\n";
    let facts = read(raw).facts;
    assert_eq!(
        (facts.text.as_str(), facts.text_is_from_html),
        ("Payé", true)
    );
    assert_eq!(facts.attachments[0].placement, mail::Placement::Inline);
    assert_eq!(facts.attachments[1].placement, mail::Placement::Attached);
    assert_eq!(
        (
            facts.attachments[1].name.as_str(),
            facts.attachments[1].bytes.as_slice()
        ),
        ("l.csv", &b"a;b"[..])
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn damage_to_one_message_of_a_mailbox_leaves_the_others(
        noise in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let whole = |rank: usize| format!("From a@b.fr Thu Dec 10 10:00:00 2026\nFrom: a@b.fr\nSubject: n{rank}\n\nText {rank}\n\n");
        let mut bytes = whole(1).into_bytes();
        bytes.extend_from_slice(b"From x Thu Dec 10 10:00:00 2026\nSubject: damaged\nContent-Type: multipart/mixed; boundary=b\n\n--b\n");
        bytes.extend_from_slice(&noise);
        bytes.extend_from_slice(b"\n\n");
        bytes.extend_from_slice(whole(3).as_bytes());
        let read = mail::messages(&bytes).facts;
        prop_assert_eq!(read.first().map(|one| one.subject.as_str()), Some("n1"));
        prop_assert_eq!(read.last().map(|one| one.text.trim()), Some("Text 3"));
    }
}

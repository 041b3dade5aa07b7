use desk::carrier::Parcel;
use mail_parser::{MessageParser, MimeHeaders};
use receivables::identity::NoticeId;

use super::*;

fn person(name: &str, address: &str) -> Mailbox {
    Mailbox {
        name: name.to_owned(),
        address: address.to_owned(),
    }
}

fn parcel() -> Parcel {
    Parcel {
        notice: NoticeId(42),
        message_id: "notice-42.1@relance.test".to_owned(),
        in_reply_to: None,
        dated_at: "2026-03-02T08:15:00Z".parse().unwrap(),
        from: person("Société Générale d’Ébénisterie", "compta@example.com"),
        reply_to: None,
        to: vec![person("", "ap@example.org")],
        copy: Vec::new(),
        subject: "Facture FA-1042 : 1 234,56 € échus".to_owned(),
        text: "Bonjour,\n\nIl reste 1 234,56 €.\n".to_owned(),
        html: "<p>Il reste 1 234,56 €.</p>".to_owned(),
        enclosures: Vec::new(),
    }
}

#[test]
fn the_same_parcel_makes_the_same_bytes() {
    let mut parcel = parcel();
    parcel.enclosures = vec![Enclosure {
        name: "relevé.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: vec![0, 159, 255],
    }];
    let first = compose(&parcel).unwrap();
    let second = compose(&parcel).unwrap();
    assert_eq!(first.bytes, second.bytes);
    assert!(first.bytes.is_ascii());
}

#[test]
fn a_reader_finds_everything_that_was_put_in() {
    let mut parcel = parcel();
    parcel.reply_to = Some(person("Comptes clients", "reponse@example.com"));
    parcel.copy = vec![person("Direction", "dg@example.org")];
    parcel.in_reply_to = Some("notice-41.1@relance.test".to_owned());
    parcel.enclosures = vec![Enclosure {
        name: "relevé.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: vec![0, 159, 255],
    }];
    let composed = compose(&parcel).unwrap();
    let read = MessageParser::default().parse(&composed.bytes).unwrap();
    assert_eq!(read.message_id(), Some("notice-42.1@relance.test"));
    assert_eq!(
        read.in_reply_to().as_text(),
        Some("notice-41.1@relance.test")
    );
    assert_eq!(read.subject(), Some("Facture FA-1042 : 1 234,56 € échus"));
    assert_eq!(read.date().unwrap().to_rfc3339(), "2026-03-02T08:15:00Z");
    let from = read.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Société Générale d’Ébénisterie"));
    assert_eq!(
        read.cc().unwrap().first().unwrap().address(),
        Some("dg@example.org")
    );
    assert_eq!(
        read.body_text(0).unwrap().replace("\r\n", "\n"),
        parcel.text
    );
    assert_eq!(read.body_html(0).unwrap(), parcel.html);
    let file = read.attachment(0).unwrap();
    assert_eq!(file.attachment_name(), Some("relevé.pdf"));
    assert_eq!(file.contents(), [0, 159, 255]);
    let recipients: Vec<String> = composed
        .envelope
        .to()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(recipients, ["ap@example.org", "dg@example.org"]);
}

#[test]
fn a_line_end_in_a_name_or_subject_writes_no_header() {
    let mut parcel = parcel();
    parcel.subject = "Facture\r\nBcc: spy@example.net".to_owned();
    parcel.from.name = "Compta\nBcc: spy@example.net".to_owned();
    parcel.message_id = "a\r\nBcc: spy@example.net".to_owned();
    let composed = compose(&parcel).unwrap();
    let text = String::from_utf8(composed.bytes).unwrap();
    assert!(!text.contains("\nBcc:"), "{text}");
    assert_eq!(composed.envelope.to().len(), 1);
}

#[test]
fn what_cannot_be_written_says_what_to_correct() {
    let mut nobody = parcel();
    nobody.to.clear();
    assert_eq!(compose(&nobody).unwrap_err(), CannotCompose::NoRecipient);
    for address in ["", "ap", "ap@", "a b@example.org", "ap@example.org\r\nDATA"] {
        let mut wrong = parcel();
        wrong.to = vec![person("", address)];
        let refused = compose(&wrong).unwrap_err();
        assert_eq!(refused, CannotCompose::Address(address.to_owned()));
    }
    let mut strange = parcel();
    strange.enclosures = vec![Enclosure {
        name: "a.pdf".to_owned(),
        media_type: "pdf".to_owned(),
        bytes: Vec::new(),
    }];
    let words = compose(&strange).unwrap_err().to_string();
    assert!(words.contains("`a.pdf`"), "{words}");
}

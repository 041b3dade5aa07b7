use super::*;
use crate::mail;

fn report(fields: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.fr\nReturn-Path: <>\nSubject: x\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\n\n\
         --B\n\nfailed\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.fr\n\n{fields}\n--B\n\
         Content-Type: message/rfc822\n\nMessage-ID: <n1@relance>\nSubject: Facture\nTo: a@b.fr\n\nx\n--B--\n"
    )
}

fn read(raw: &str) -> Bounce {
    bounce(&mail::read(raw.as_bytes()).facts).expect("a bounce")
}

#[test]
fn a_report_is_read_by_its_fields() {
    let found = read(&report(
        "Original-Recipient: rfc822; c@b.fr\nFinal-Recipient: RFC822; <a@b.fr>\nAction: failed\nStatus: 5.1.1 (bad)\n\
         Remote-MTA: dns; mx.b.fr\nDiagnostic-Code: smtp; 550 5.1.1 no\n such user\n\nFinal-Recipient: rfc822;d@b.fr\nAction: Delayed\nStatus: 4.4.1",
    ));
    assert_eq!(found.recipients.len(), 2);
    let first = &found.recipients[0];
    assert_eq!(
        (
            first.final_recipient.as_str(),
            first.original_recipient.as_str()
        ),
        ("a@b.fr", "c@b.fr")
    );
    assert_eq!(first.diagnostic, "550 5.1.1 no such user");
    assert_eq!(
        (first.cause, first.permanence),
        (BounceCause::UnknownMailbox, Permanence::Hard)
    );
    assert_eq!(found.recipients[1].permanence, Permanence::Delayed);
    let returned = found.returned.expect("a returned message");
    assert_eq!(
        (returned.message_id.as_str(), returned.to.as_slice()),
        ("n1@relance", &["a@b.fr".to_string()][..])
    );
    assert_eq!(found.reporting_server, "mx.fr");
}

#[test]
fn what_a_report_means_for_the_address() {
    let check = |action: &str, status: &str, expected: Permanence| {
        let found = read(&report(&format!(
            "Final-Recipient: rfc822; a@b.fr\nAction: {action}\nStatus: {status}"
        )));
        assert_eq!(
            found.recipients[0].permanence, expected,
            "{action} {status}"
        );
    };
    check("failed", "5.1.1", Permanence::Hard);
    check("failed", "5.2.2", Permanence::Soft);
    check("failed", "4.4.7", Permanence::Soft);
    check("failed", "5.7.1", Permanence::Soft);
    check("failed", "4.1.1", Permanence::Soft);
    check("delayed", "4.2.2", Permanence::Delayed);
    check("delivered", "2.0.0", Permanence::Arrived);
    check("relayed", "2.1.9", Permanence::Arrived);
    check("failed", "5.0.0", Permanence::Hard);
}

#[test]
fn bounces_in_sentences_give_recipient_status_and_returned_message() {
    let check = |body: &str, address: &str, status: &str, cause: BounceCause| {
        let raw = format!(
            "From: MAILER-DAEMON@mx.fr\nTo: moi@relance.fr\nReturn-Path: <>\nSubject: failure notice\n\n{body}\n"
        );
        let found = read(&raw);
        let first = found.recipients.first().expect("a recipient");
        let told = first
            .status
            .map_or(String::new(), |status| status.to_string());
        assert_eq!(
            (first.final_recipient.as_str(), told.as_str(), first.cause),
            (address, status, cause),
            "{body}"
        );
    };
    check(
        "Hi. This is the qmail-send program at mx.fr.\nI'm afraid I wasn't able to deliver your message.\n\n<a@b.fr>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <1@x>\nTo: a@b.fr",
        "a@b.fr",
        "5.1.1",
        BounceCause::UnknownMailbox,
    );
    check(
        "Votre message n'a pas pu être remis à :\n  a@b.fr\nMotif : boîte pleine",
        "a@b.fr",
        "",
        BounceCause::MailboxFull,
    );
    check(
        "Your message did not reach some or all of the intended recipients.\n\n  a@b.fr on 1/2/2026\n   The e-mail account does not exist. <mx.fr #5.1.1>",
        "a@b.fr",
        "5.1.1",
        BounceCause::UnknownMailbox,
    );
}

#[test]
fn the_message_returned_after_the_text_is_read() {
    let raw = "From: MAILER-DAEMON@mx.fr\nReturn-Path: <>\nSubject: failure notice\n\nI wasn't able to deliver to\n<a@b.fr>:\nno\n\n\
               --- Below this line is a copy of the message.\n\nReceived: from x\nMessage-ID: <n7@relance>\nSubject: S\nTo: a@b.fr\n\nbody";
    assert_eq!(
        read(raw).returned.expect("returned").message_id,
        "n7@relance"
    );
}

#[test]
fn a_letter_of_a_person_is_no_bounce() {
    let raw = "From: Jean <jean@b.fr>\nSubject: Votre courrier n'a pas pu être remis\n\nUndeliverable, dit le facteur.";
    assert!(bounce(&mail::read(raw.as_bytes()).facts).is_none());
}

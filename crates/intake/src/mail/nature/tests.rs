use super::*;
use crate::mail;

#[track_caller]
fn check(raw: &str, expected: MailNature) {
    let message = mail::read(raw.as_bytes()).facts;
    let found = nature(&message);
    assert_eq!(found.nature, expected, "{raw}\n{found:?}");
    assert_eq!(
        found.evidence.is_empty(),
        expected == MailNature::Human,
        "{found:?}"
    );
}

#[test]
fn machines_are_told_by_their_headers() {
    check(
        "From: a@b.fr\nAuto-Submitted: auto-replied\nSubject: x\n\nJe suis absent jusqu'au 3 mars.",
        MailNature::OutOfOffice,
    );
    check(
        "From: a@b.fr\nAuto-Submitted: auto-replied\nSubject: x\n\nNous avons bien reçu votre message.",
        MailNature::Acknowledgement,
    );
    check(
        "From: a@b.fr\nAuto-Submitted: auto-generated\nSubject: Rapport\n\nChiffres.",
        MailNature::Notification,
    );
    check(
        "From: a@b.fr\nX-Autoreply: yes\nSubject: x\n\nx",
        MailNature::OtherAutoReply,
    );
    check(
        "From: a@b.fr\nList-Unsubscribe: <x>\nSubject: x\n\nPromo",
        MailNature::Notification,
    );
    check(
        "From: a@b.fr\nAuto-Submitted: no\nSubject: x\n\nPayé",
        MailNature::Human,
    );
}

#[test]
fn machines_are_told_by_their_subjects() {
    for subject in [
        "Réponse automatique : Facture",
        "Automatic reply: Invoice",
        "Automatische Antwort: Rechnung",
        "Risposta automatica: x",
        "Automatisch antwoord: x",
        "Respuesta automática: x",
    ] {
        check(
            &format!("From: a@b.fr\nSubject: {subject}\n\nOk."),
            MailNature::OtherAutoReply,
        );
    }
    check(
        "From: a@b.fr\nSubject: Absence du bureau\n\nMerci.",
        MailNature::OutOfOffice,
    );
    check(
        "From: a@b.fr\nSubject: Abwesenheitsnotiz\n\nx",
        MailNature::OutOfOffice,
    );
    check(
        "From: a@b.fr\nSubject: RE: Absence du bureau\n\nJe suis rentré, je paie.",
        MailNature::Human,
    );
    check(
        "From: a@b.fr\nSubject: [MailInBlack] Demande\n\nx",
        MailNature::Challenge,
    );
    check(
        "From: a@b.fr\nSubject: Désabonnement\n\n",
        MailNature::Unsubscription,
    );
}

#[test]
fn an_answer_of_a_person_is_human() {
    check(
        "From: Jean <jean@b.fr>\nSubject: RE: Facture F12\nIn-Reply-To: <1@x>\n\nRéglée hier, en mon absence la semaine dernière.",
        MailNature::Human,
    );
    check(
        "From: Jean <jean@b.fr>\nSubject: RE: Facture\n\nLe mail n'a pas pu être remis au service.",
        MailNature::Human,
    );
    check(
        "From: postmaster@b.fr\nSubject: RE: Facture\n\nBonjour, c'est réglé.",
        MailNature::Human,
    );
}

#[test]
fn receipts_and_complaints_are_told_by_their_parts() {
    let report = |kind: &str, part: &str| {
        format!(
            "From: a@b.fr\nSubject: x\nContent-Type: multipart/report; report-type={kind}; boundary=B\n\n--B\n\nx\n--B\nContent-Type: {part}\n\nFeedback-Type: abuse\n--B--\n"
        )
    };
    check(
        &report("feedback-report", "message/feedback-report"),
        MailNature::Feedback,
    );
    check(
        &report(
            "disposition-notification",
            "message/disposition-notification",
        ),
        MailNature::ReadReceipt,
    );
}

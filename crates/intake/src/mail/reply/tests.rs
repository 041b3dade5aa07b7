use super::*;

#[track_caller]
fn check(text: &str, reply: &str, signature: &str) {
    let read = reply_text_of(text);
    assert_eq!(
        (read.reply.as_str(), read.signature.as_str()),
        (reply, signature),
        "{text}"
    );
}

#[test]
fn what_was_quoted_is_cut_off_in_every_language() {
    let introductions = [
        "Le 12 mars 2026 à 10:04, Compta <c@x.fr> a écrit :",
        "Le lun. 3 mars 2026 à 09:12, <c@x.fr> a écrit\u{a0}:",
        "On Tue, 3 Mar 2026 at 10:04, Accounts <c@x.fr> wrote:",
        "Am 03.03.2026 um 10:04 schrieb Buchhaltung <c@x.de>:",
        "El mar, 3 mar 2026 a las 10:04, Cuentas (<c@x.es>) escribió:",
        "Il giorno mar 3 mar 2026 alle ore 10:04 Conti <c@x.it> ha scritto:",
        "Op di 3 mrt 2026 om 10:04 schreef Boekhouding <c@x.nl>:",
        "-----Message d'origine-----",
        "-------- Message original --------",
        "-----Ursprüngliche Nachricht-----",
        "---------- Forwarded message ---------",
        "________________________________\nDe : Compta <c@x.fr>\nEnvoyé : mardi 3 mars 2026 10:04\nÀ : Jean\nObjet : Facture",
        "*De :* Compta\n*Date :* 3 mars\n*À :* Jean",
        "Von: Buchhaltung\nGesendet: Dienstag\nAn: Jean\nBetreff: Rechnung",
    ];
    for introduction in introductions {
        check(
            &format!("Réglé hier.\n\n{introduction}\n\nMerci de payer.\nCordialement"),
            "Réglé hier.",
            "",
        );
    }
}

#[test]
fn an_answer_below_or_between_quotes_is_kept() {
    check(
        "On 3 Mar 2026, A <a@b.fr> wrote:\n> Paid?\nYes.\n> When?\nYesterday.",
        "Yes.\nYesterday.",
        "",
    );
}

#[test]
fn signatures_of_people_and_telephones_are_told_apart() {
    check(
        "Payé.\n\n-- \nJean Martin\nComptable",
        "Payé.",
        "-- \nJean Martin\nComptable",
    );
    check(
        "Payé.\n\nEnvoyé de mon iPhone\n\nLe 3 mars 2026 à 10:04, A <a@b.fr> a écrit :\n\n> x",
        "Payé.",
        "Envoyé de mon iPhone",
    );
    check("Payé.\n\n-Jean Martin", "Payé.", "-Jean Martin");
}

#[test]
fn sentences_that_look_like_quotes_stay() {
    check(
        "On the 3rd we paid what you wrote to us about.",
        "On the 3rd we paid what you wrote to us about.",
        "",
    );
    check(
        "Le virement est parti.\nDe : notre banque, hier.",
        "Le virement est parti.\nDe : notre banque, hier.",
        "",
    );
    check(
        "- facture 12\n- facture 13",
        "- facture 12\n- facture 13",
        "",
    );
    check("", "", "");
}

#[test]
fn no_line_is_lost() {
    let text = "Un\n> deux\nTrois\n-- \nquatre\nLe 3 mars 2026, a@b.fr a écrit :\ncinq";
    let read = reply_text_of(text);
    let count = |part: &str| part.lines().count();
    assert_eq!(
        count(&read.reply) + count(&read.quoted) + count(&read.signature),
        7
    );
}

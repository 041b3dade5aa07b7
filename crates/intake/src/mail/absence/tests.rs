use jiff::civil::date;

use super::*;
use crate::mail;

#[track_caller]
fn check(body: &str, back_on: Option<Date>, substitute: &str) {
    let raw = format!(
        "From: jean@b.fr\nTo: moi@relance.fr\nDate: Thu, 10 Dec 2026 10:00:00 +0100\nSubject: Absence\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    );
    let found = absence(&mail::read(raw.as_bytes()).facts).unwrap_or_default();
    let first = found
        .substitutes
        .first()
        .map_or(String::new(), |one| format!("{} {}", one.name, one.address));
    assert_eq!(
        (found.back_on, first.trim()),
        (back_on, substitute),
        "{body}\n{found:?}"
    );
}

#[test]
fn the_day_of_return_is_read_in_six_languages() {
    let on = |year, month, day| Some(date(year, month, day));
    check("Je serai de retour le 12 mars.", on(2027, 3, 12), "");
    check(
        "Je suis absent du 14 au 18 décembre inclus.",
        on(2026, 12, 19),
        "",
    );
    check(
        "Je suis en congés jusqu’au vendredi 18 décembre.",
        on(2026, 12, 19),
        "",
    );
    check(
        "Absente du 14/12/2026 au 18/12/2026, retour le 21/12.",
        on(2026, 12, 21),
        "",
    );
    check(
        "I am out of the office until 3 January.",
        on(2027, 1, 4),
        "",
    );
    check("I will be back on Monday.", on(2026, 12, 14), "");
    check(
        "I will return to the office on January 4th, 2027.",
        on(2027, 1, 4),
        "",
    );
    check(
        "Ich bin bis zum 3. Januar nicht im Büro.",
        on(2027, 1, 4),
        "",
    );
    check(
        "Ab dem 4. Januar bin ich wieder erreichbar.",
        on(2027, 1, 4),
        "",
    );
    check(
        "Estaré de vacaciones hasta el 3 de enero.",
        on(2027, 1, 4),
        "",
    );
    check(
        "Sono assente fino al 3 gennaio, rientro il 5 gennaio.",
        on(2027, 1, 5),
        "",
    );
    check("Ik ben afwezig tot en met 3 januari.", on(2027, 1, 4), "");
    check("Je réponds à mon retour.", None, "");
}

#[test]
fn who_stands_in_is_read_with_the_name() {
    check(
        "En mon absence, contactez Marie Durand (marie@b.fr).",
        None,
        "Marie Durand marie@b.fr",
    );
    check(
        "In urgent cases please contact Peter Smith at peter@b.fr",
        None,
        "Peter Smith peter@b.fr",
    );
    check(
        "Bitte wenden Sie sich an vertretung@b.fr",
        None,
        "vertretung@b.fr",
    );
    check("Cordialement\nJean\njean@b.fr", None, "");
}

#[test]
fn the_quoted_message_is_not_searched() {
    check(
        "Absent.\n\nLe 1 déc. 2026 à 10:00, Moi <moi@relance.fr> a écrit :\n> Merci de régler avant le retour du 15 décembre.",
        None,
        "",
    );
}

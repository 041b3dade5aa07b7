//! Terms of payment as people write them.

use super::*;
use jiff::civil::date;

const ISSUED_ON: Date = date(2018, 6, 5);

fn percents(terms: &Terms) -> Vec<(String, Option<u16>, Option<Date>)> {
    let discounts = terms.discounts.iter();
    discounts
        .map(|one| {
            let percent = one.percent.unwrap_or_default().normalize().to_string();
            (percent, one.days, one.until_on)
        })
        .collect()
}

#[track_caller]
fn check(text: &str, delay: Option<Delay>, discounts: &[(&str, Option<u16>, Option<Date>)]) {
    let terms = read(text, Some(ISSUED_ON));
    assert_eq!(terms.delay, delay, "{text}");
    let expected: Vec<_> = discounts
        .iter()
        .map(|(percent, days, until)| (percent.to_string(), *days, *until))
        .collect();
    assert_eq!(percents(&terms), expected, "{text}");
}

#[test]
fn french_terms_are_read() {
    check("30 jours", Some(Delay::Days(30)), &[]);
    check("PAIEMENT 30 JOURS NET", Some(Delay::Days(30)), &[]);
    check(
        "Paiement à 45 jours fin de mois",
        Some(Delay::EndOfMonth {
            days: 45,
            day: None,
        }),
        &[],
    );
    check(
        "30 FDM le 10",
        Some(Delay::EndOfMonth {
            days: 30,
            day: Some(10),
        }),
        &[],
    );
    check("À réception de facture", Some(Delay::Days(0)), &[]);
    check(
        "30 jours à réception de la facture",
        Some(Delay::Days(30)),
        &[],
    );
    check(
        "Règlement au plus tard le 14 août 2018 par virement",
        Some(Delay::Until(date(2018, 8, 14))),
        &[],
    );
    check(
        "Payable le 01/08/2018",
        Some(Delay::Until(date(2018, 8, 1))),
        &[],
    );
    check("60j nets", Some(Delay::Days(60)), &[]);
    check(
        "2 % d'escompte sous 8 jours, 30 jours net",
        Some(Delay::Days(30)),
        &[("2", Some(8), None)],
    );
    check(
        "Les règlements reçus avant la date d'échéance ne donneront pas lieu à escompte.",
        None,
        &[],
    );
    check(
        "Tout retard entraîne une pénalité de 10 % après 30 jours",
        None,
        &[],
    );
}

#[test]
fn english_terms_are_read() {
    check("30 days net", Some(Delay::Days(30)), &[]);
    check("Net 30", Some(Delay::Days(30)), &[]);
    check("Within one month", Some(Delay::Months(1)), &[]);
    check("Payable within 10 working days", Some(Delay::Days(10)), &[]);
    check("Due upon receipt", Some(Delay::Days(0)), &[]);
    check(
        "30 days EOM",
        Some(Delay::EndOfMonth {
            days: 30,
            day: None,
        }),
        &[],
    );
    check(
        "2 % discount if paid within 2 days\nPenalty percentage 10% from due date",
        None,
        &[("2", Some(2), None)],
    );
    check("50% prepaid, 50% within one month", None, &[]);
    check(
        "Pay by July 4, 2018",
        Some(Delay::Until(date(2018, 7, 4))),
        &[],
    );
}

#[test]
fn german_terms_are_read() {
    check(
        "Zahlbar innerhalb 30 Tagen netto bis 04.07.2018",
        Some(Delay::Until(date(2018, 7, 4))),
        &[],
    );
    check(
        "Zahlbar innerhalb 30 Tagen netto bis 05.07.2018, 3% Skonto innerhalb 10 Tagen bis 15.06.2018",
        Some(Delay::Until(date(2018, 7, 5))),
        &[("3", None, Some(date(2018, 6, 15)))],
    );
    check(
        "Bei Zahlungen binnen 14 Tagen, 2% Skonto",
        None,
        &[("2", Some(14), None)],
    );
    check(
        "Zahlbar innerhalb 14 Tagen nach Erhalt der Rechnung.",
        Some(Delay::Days(14)),
        &[],
    );
    check("Fällig sofort, ohne Abzug", Some(Delay::Days(0)), &[]);
    check(
        "Bis zum 14.08.2018 ohne Abzug",
        Some(Delay::Until(date(2018, 8, 14))),
        &[],
    );
    check(
        "Zahlbar bis 14. August 2018, danach Mahnung",
        Some(Delay::Until(date(2018, 8, 14))),
        &[],
    );
    check("14 Tage", Some(Delay::Days(14)), &[]);
    check("Rechnung gemäß Bestellung vom 01.03.2018", None, &[]);
    check("innerhalb von […] Tagen ohne Abzug", None, &[]);
    check(
        "Wir bitten, die Gebühr iHv. 120,00 € innerhalb von 14 Tagen unter Angabe der Rechnungsnummer 1234/78/901 zu zahlen.",
        Some(Delay::Days(14)),
        &[],
    );
}

#[test]
fn coded_discounts_are_read() {
    check(
        "#SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1.00#BASISBETRAG=357.93#\n#SKONTO#TAGE=30#PROZENT=0.00#\n#VERZUG#TAGE=40#PROZENT=5.00#",
        Some(Delay::Days(30)),
        &[("2", Some(7), None), ("1", Some(14), None)],
    );
}

#[test]
fn days_are_counted_on_the_calendar() {
    assert_eq!(after(ISSUED_ON, 30), Some(date(2018, 7, 5)));
    assert_eq!(months_after(date(2018, 1, 31), 1), Some(date(2018, 2, 28)));
    assert_eq!(end_of_month(ISSUED_ON, 45, None), Some(date(2018, 7, 31)));
    assert_eq!(
        end_of_month(ISSUED_ON, 30, Some(10)),
        Some(date(2018, 8, 10))
    );
    assert_eq!(after(Date::MAX, 1), None);
}

#[test]
fn strange_words_end_in_silence() {
    for text in [
        "%",
        "%%%",
        "31.02.2018",
        "99999999 jours",
        "#SKONTO",
        "#",
        "é".repeat(9000).as_str(),
        "- , ; .",
    ] {
        assert_eq!(read(text, Some(ISSUED_ON)).delay, None, "{text}");
    }
}

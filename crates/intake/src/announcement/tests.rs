use jiff::civil::date;

use super::*;

const RECORD: &str = r#"{"publicationavis":"A","id":"A202600090001","registre":"404833048,404 833 048","commercant":"Dupont","dateparution":"2026-01-14","tribunal":"Greffe de Lyon","typeavis":"annonce","typeavis_lib":"Avis initial","familleavis":"collective","numeroannonce":1,"parution":"20260009","jugement":"{\"type\": \"initial\", \"nature\": \"Jugement d'ouverture de liquidation judiciaire\", \"date\": \"2026-01-05\", \"complementJugement\": \"date de cessation des paiements le 25 novembre 2025, d\u00e9signant liquidateur Me Anne Roux 3 rue X 69001 Lyon.\"}"}"#;

fn one(text: &str) -> Announcement {
    let read = read(text.as_bytes());
    assert_eq!(
        read.facts.announcements.len(),
        1,
        "{text} {:?}",
        read.problems
    );
    read.facts.announcements.into_iter().next().expect("one")
}

#[test]
fn every_shape_of_the_interface_gives_the_same_announcement() {
    let expected = one(RECORD);
    assert_eq!(expected.sirens, ["404833048"]);
    assert_eq!(
        (expected.published_on, expected.judged_on),
        (Some(date(2026, 1, 14)), Some(date(2026, 1, 5)))
    );
    assert_eq!(expected.insolvent_since_on, Some(date(2025, 11, 25)));
    assert_eq!(expected.nature, JudgmentNature::LiquidationOpened);
    assert_eq!(expected.practitioners[0].name, "Me Anne Roux");
    for shape in [
        format!(r#"{{"nhits":1,"records":[{{"recordid":"x","fields":{RECORD}}}]}}"#),
        format!(r#"{{"total_count":1,"results":[{RECORD}]}}"#),
        format!(r#"{{"total_count":1,"records":[{{"record":{{"id":"y","fields":{RECORD}}}}}]}}"#),
        format!("[{RECORD}]"),
        format!("[{{\"fields\":{RECORD}}}]"),
    ] {
        assert_eq!(one(&shape), expected, "{shape}");
    }
}

#[test]
fn claims_end_two_months_after_publication_or_four_abroad() {
    let claims = one(RECORD).claims.expect("a deadline");
    assert_eq!(
        (claims.in_france.raw_on, claims.in_france.effective_on),
        (date(2026, 3, 14), date(2026, 3, 16))
    );
    assert_eq!(
        (claims.abroad.raw_on, claims.abroad.effective_on),
        (date(2026, 5, 14), date(2026, 5, 15))
    );
    for closed in [
        "Jugement de clôture pour insuffisance d'actif",
        "Jugement de faillite personnelle",
        "Jugement de conversion en liquidation judiciaire",
    ] {
        let record = RECORD.replace("Jugement d'ouverture de liquidation judiciaire", closed);
        assert_eq!(one(&record).claims, None, "{closed}");
    }
}

#[test]
fn corrections_and_cancellations_are_known_with_what_they_are_about() {
    let about = r#""parutionavisprecedent":"{\"numeroParution\":\"20260001\",\"dateParution\":\"2026-01-02\",\"numeroAnnonce\":\"77\"}","typeavis":"rectificatif","#;
    let amended = one(&RECORD.replace(r#""typeavis":"annonce","#, about));
    assert_eq!(amended.kind, AnnouncementKind::Amendment);
    let previous = amended.previous.expect("what it corrects");
    assert_eq!(
        (previous.issue.as_str(), previous.number.as_str()),
        ("20260001", "77")
    );
    assert_eq!(
        amended.claims.expect("the first time").in_france.raw_on,
        date(2026, 3, 2)
    );
    let cancelled = one(&RECORD.replace(r#""typeavis":"annonce""#, r#""typeavis":"annulation""#));
    assert_eq!(
        (cancelled.kind, cancelled.claims),
        (AnnouncementKind::Cancellation, None)
    );
}

#[test]
fn a_lost_zero_is_given_back_and_told() {
    let read = read(b"RCS,DATE,NATURE\n55800296,2021-02-02,jugement d'ouverture de liquidation judiciaire\nx,2021-02-30,autre\n");
    assert_eq!(read.facts.announcements[0].sirens, ["055800296"]);
    assert!(read.problems.contains(ProblemKind::RepairedNumber));
    assert!(read.problems.contains(ProblemKind::InvalidDate));
    assert_eq!(read.facts.announcements.len(), 2);
}

#[test]
fn a_cut_or_damaged_file_gives_its_whole_records() {
    let text = format!(
        r#"{{"records":[{{"fields":{RECORD}}},{{"fields":{}}},{{"fi"#,
        RECORD.replace("Dupont", "Durand")
    );
    let read = read(text.as_bytes());
    let names: Vec<&str> = read
        .facts
        .announcements
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["Dupont", "Durand"]);
    assert!(read.problems.contains(ProblemKind::Malformed));
    let damaged = format!("[{RECORD},{{\"dateparution\": oops}},{RECORD}]");
    assert_eq!(super::read(damaged.as_bytes()).facts.announcements.len(), 2);
}

#[test]
fn a_judgment_against_a_person_says_nothing_of_the_debts() {
    let record = RECORD.replace(
        "Jugement d'ouverture de liquidation judiciaire",
        "Jugement d'interdiction de gérer",
    );
    assert_eq!(one(&record).nature.effect(), Effect::None);
}

#[test]
fn depth_and_size_end_in_problems() {
    for text in [
        "[".repeat(200_000),
        "{\"records\":".repeat(200_000),
        "{\"dateparution\":{".repeat(100_000),
        "{".repeat(10) + &"}".repeat(300_000),
    ] {
        let read = read(text.as_bytes());
        assert!(read.facts.announcements.is_empty() && !read.problems.is_empty());
    }
}

#[test]
fn a_problem_of_a_record_in_json_names_the_record_and_no_line() {
    let record = |day: &str| {
        format!(
            "{{\"fields\":{{\"familleavis\":\"collective\",\"dateparution\":\"{day}\",\"registre\":[\"404833048\"]}}}}"
        )
    };
    let text = format!(
        "{{\"records\":[{},{}]}}",
        record("2026-01-14"),
        record("2147483648-01-14")
    );
    let read = read(text.as_bytes());
    let day = read
        .problems
        .iter()
        .find(|one| one.kind == ProblemKind::InvalidDate)
        .expect("a problem");
    assert_eq!(
        (day.line, day.field.as_deref()),
        (None, Some("#2 dateparution"))
    );
}

const DAILY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><PCL_REDIFF><parution>20260031</parution>\
    <dateParution>2026-02-13</dateParution><listeAnnonces>\
    <annonce><typeAnnonce><annonce/></typeAnnonce><nojo>000441</nojo><numeroAnnonce>1234</numeroAnnonce>\
    <numeroDepartement>44</numeroDepartement><tribunal>Greffe du Tribunal de Commerce de Nantes</tribunal>\
    <personneMorale><denomination>MENUISERIE LENOIR</denomination><formeJuridique>SARL</formeJuridique></personneMorale>\
    <numeroImmatriculation><numeroIdentificationRCS>732 829 320</numeroIdentificationRCS><codeRCS>RCS</codeRCS>\
    <nomGreffeImmat>Nantes</nomGreffeImmat></numeroImmatriculation><adresse><france><ville>Nantes</ville></france></adresse>\
    <jugement><famille>Jugement d'ouverture</famille><nature>Jugement d'ouverture de liquidation judiciaire</nature>\
    <date>11 février 2026</date><complementJugement>Date de cessation des paiements le 1er janvier 2026</complementJugement>\
    </jugement></annonce>\
    <annonce><typeAnnonce><annulation/></typeAnnonce><numeroAnnonce>1235</numeroAnnonce>\
    <personnePhysique><nom>DURAND</nom><prenom>Anne</prenom></personnePhysique>\
    <parutionAvisPrecedent><numeroParution>20260020</numeroParution><dateParution>29 janvier 2026</dateParution>\
    <numeroAnnonce>77</numeroAnnonce></parutionAvisPrecedent>\
    <jugement><nature>Jugement d'ouverture de redressement judiciaire</nature></jugement></annonce></listeAnnonces></PCL_REDIFF>";

#[test]
fn the_daily_file_in_xml_is_read_as_the_interface_is() {
    assert_eq!(format::sniff(DAILY.as_bytes()), Format::Bodacc);
    let reading = read(DAILY.as_bytes());
    let [opened, taken_back] = &reading.facts.announcements[..] else {
        panic!("two: {reading:?}")
    };
    assert_eq!(opened.sirens, ["732829320"]);
    assert_eq!(
        (opened.name.as_str(), opened.town.as_str()),
        ("MENUISERIE LENOIR", "Nantes")
    );
    assert_eq!(opened.kind, AnnouncementKind::Initial);
    assert_eq!(opened.family, AnnouncementFamily::Insolvency);
    let day = |day: i8| jiff::civil::date(2026, 2, day);
    assert_eq!(
        (opened.published_on, opened.judged_on),
        (Some(day(13)), Some(day(11)))
    );
    assert!(opened.nature.opens_claims(), "{opened:?}");
    let until = opened.claims.map(|claims| claims.in_france.effective_on);
    assert_eq!(until, Some(jiff::civil::date(2026, 4, 13)));
    assert_eq!(taken_back.kind, AnnouncementKind::Cancellation);
    assert_eq!(taken_back.name, "Anne DURAND");
    let previous = taken_back.previous.as_ref().unwrap();
    assert_eq!(previous.published_on, Some(jiff::civil::date(2026, 1, 29)));
    assert_eq!(taken_back.claims, None);
}

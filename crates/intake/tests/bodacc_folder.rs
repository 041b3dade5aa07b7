//! Every announcement of the test data, to the figures computed by another program.

mod data_folder;

use std::collections::{BTreeMap, BTreeSet};

use data_folder::bytes;
use intake::announcement::{
    self, Announcement, AnnouncementFamily, AnnouncementFile, AnnouncementKind, JudgmentNature,
};
use intake::format::{self, Format};
use intake::reading::{ProblemKind, Reading};
use jiff::civil::{Date, date};

fn file(path: &str) -> Option<Reading<AnnouncementFile>> {
    bytes(&format!("bodacc/{path}")).map(|bytes| announcement::read(&bytes))
}

fn counts<K: Ord>(of: &[Announcement], key: impl Fn(&Announcement) -> K) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for one in of {
        *counts.entry(key(one)).or_default() += 1;
    }
    counts
}

#[test]
fn the_answer_of_the_interface_is_read() {
    let Some(read) = file("annuaire-entreprises-data-gouv-fr__site/bodacc.json") else {
        return;
    };
    let all = &read.facts.announcements;
    assert_eq!((read.facts.declared, all.len()), (Some(3), 3));
    let families: Vec<AnnouncementFamily> = all.iter().map(|one| one.family).collect();
    assert_eq!(
        families,
        [
            AnnouncementFamily::Removal,
            AnnouncementFamily::Accounts,
            AnnouncementFamily::Accounts
        ]
    );
    for one in all {
        assert_eq!(
            (one.sirens.as_slice(), one.name.as_str()),
            (&["880878145".to_string()][..], "Ganymède")
        );
        assert_eq!(one.register_numbers.len(), 2, "given twice");
        assert_eq!((one.kind, one.claims), (AnnouncementKind::Initial, None));
        assert!(one.court.to_lowercase().contains("paris"));
    }
    assert_eq!(all[0].announcement_id, "B20220227446");
    assert!(read.problems.is_empty(), "{:?}", read.problems);
}

#[test]
fn the_snapshot_of_the_same_company_is_read() {
    let Some(read) = file("annuaire-entreprises-data-gouv-fr__site/ganymede-bodacc.json") else {
        return;
    };
    let all = &read.facts.announcements;
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|one| one.sirens == ["880878145"]));
    let told: Vec<(JudgmentNature, &str, Option<Date>)> = all
        .iter()
        .map(|one| (one.nature, one.issue.as_str(), one.published_on))
        .collect();
    assert_eq!(
        told,
        [
            (
                JudgmentNature::Removed,
                "20220227",
                Some(date(2022, 11, 23))
            ),
            (
                JudgmentNature::AccountsFiled,
                "20220090",
                Some(date(2022, 5, 8))
            ),
            (
                JudgmentNature::AccountsFiled,
                "20210155",
                Some(date(2021, 8, 11))
            ),
        ]
    );
}

#[test]
fn a_year_of_judgments_is_read_from_a_table() {
    let Some(read) = file("PlansDe__bodacc/grands_plans_1y.csv") else {
        return;
    };
    let all = &read.facts.announcements;
    assert_eq!(all.len(), 544);
    let sirens: BTreeSet<&String> = all.iter().flat_map(|one| &one.sirens).collect();
    assert_eq!(sirens.len(), 537);
    assert!(sirens.iter().all(|siren| siren.len() == 9));
    let days: BTreeSet<Date> = all.iter().filter_map(|one| one.judged_on).collect();
    assert_eq!(
        (days.first(), days.last()),
        (Some(&date(2020, 11, 12)), Some(&date(2021, 10, 20)))
    );
    let repaired = read
        .problems
        .iter()
        .filter(|one| one.kind == ProblemKind::RepairedNumber)
        .count();
    assert_eq!(repaired, 1, "{:?}", read.problems);
    let natures = counts(all, |one| one.nature);
    for (nature, count) in [
        (JudgmentNature::ConvertedToLiquidation, 253 + 8),
        (JudgmentNature::LiquidationOpened, 148),
        (JudgmentNature::ClosedForLackOfAssets, 127),
        (JudgmentNature::LiquidationExtended, 5),
        (JudgmentNature::ReorganisationExtended, 3),
    ] {
        assert_eq!(natures.get(&nature), Some(&count), "{natures:?}");
    }
    assert!(
        all.iter().all(|one| one.claims.is_none()),
        "publication is not told, so no limit follows"
    );
}

#[test]
fn a_day_of_insolvencies_is_read() {
    let Some(read) = file("Bencode92__CHECKING-M-A/bodacc_alerts_extract.json") else {
        return;
    };
    let all = &read.facts.announcements;
    assert_eq!((read.facts.declared, all.len()), (Some(75), 75));
    for one in all {
        assert_eq!((one.register_numbers.len(), one.sirens.len()), (2, 1));
        assert_eq!(
            (one.family, one.published_on),
            (AnnouncementFamily::Insolvency, Some(date(2026, 2, 13)))
        );
        assert!(one.judged_on.is_some() && !one.text.is_empty() && !one.name.is_empty());
        assert_eq!(one.claims.is_some(), one.nature.opens_claims());
    }
    let titles = counts(all, |one| one.nature_text.clone());
    let expected = [
        ("Jugement d'ouverture de liquidation judiciaire", 24),
        ("Jugement de clôture pour insuffisance d'actif", 17),
        ("Jugement de conversion en liquidation judiciaire", 11),
        (
            "Jugement d'ouverture d'une procédure de redressement judiciaire",
            6,
        ),
        ("Dépôt de l'état des créances", 6),
        (
            "Liste des créances nées après le jugement d'ouverture d'une procédure de liquidation judiciaire",
            3,
        ),
        ("Jugement de faillite personnelle", 2),
        ("Jugement d'interdiction de gérer", 2),
        ("Jugement arrêtant un plan de cession", 1),
        ("Autre jugement et ordonnance", 1),
        ("Jugement de plan de redressement", 1),
        (
            "Jugement prononçant la résolution du plan de redressement et la liquidation judiciaire",
            1,
        ),
    ];
    assert_eq!(titles.len(), expected.len());
    for (title, count) in expected {
        assert_eq!(titles.get(title), Some(&count), "{title}");
    }
    let natures = counts(all, |one| one.nature);
    // The sentence of the "other judgment" opens a reorganisation.
    for (nature, count) in [
        (JudgmentNature::LiquidationOpened, 24),
        (JudgmentNature::ReorganisationOpened, 6 + 1),
        (JudgmentNature::ConvertedToLiquidation, 11),
        (JudgmentNature::ClosedForLackOfAssets, 17),
        (JudgmentNature::ClaimsListed, 6),
        (JudgmentNature::LaterClaimsListed, 3),
        (JudgmentNature::PersonalBankruptcy, 2),
        (JudgmentNature::ManagementBan, 2),
        (JudgmentNature::DisposalPlan, 1),
        (JudgmentNature::ReorganisationPlan, 1),
        (JudgmentNature::PlanBrokenByLiquidation, 1),
    ] {
        assert_eq!(natures.get(&nature), Some(&count), "{natures:?}");
    }
}

#[test]
fn whoever_an_opening_names_is_read() {
    let Some(read) = file("Bencode92__CHECKING-M-A/bodacc_alerts_extract.json") else {
        return;
    };
    for one in &read.facts.announcements {
        let names_somebody =
            one.nature.opens_claims() || one.nature == JudgmentNature::ConvertedToLiquidation;
        if !names_somebody {
            continue;
        }
        let first = one
            .practitioners
            .first()
            .unwrap_or_else(|| panic!("nobody in {}", one.text));
        assert!(
            !first.name.contains("créances") && first.name.len() < 120,
            "{first:?}"
        );
        assert!(
            first.address.starts_with(|c: char| c.is_ascii_digit()),
            "{first:?}"
        );
    }
    let openings = read
        .facts
        .announcements
        .iter()
        .filter(|one| one.nature.opens_claims());
    for one in openings {
        let claims = one.claims.expect("a deadline");
        assert_eq!(
            (claims.in_france.raw_on, claims.in_france.effective_on),
            (date(2026, 4, 13), date(2026, 4, 13))
        );
        assert_eq!(
            claims.abroad.effective_on,
            date(2026, 6, 15),
            "13 June 2026 is a Saturday"
        );
    }
}

#[test]
fn announcements_are_known_by_their_content() {
    for path in [
        "annuaire-entreprises-data-gouv-fr__site/bodacc.json",
        "annuaire-entreprises-data-gouv-fr__site/ganymede-bodacc.json",
        "Bencode92__CHECKING-M-A/bodacc_alerts_extract.json",
    ] {
        let Some(bytes) = bytes(&format!("bodacc/{path}")) else {
            return;
        };
        assert_eq!(format::sniff(&bytes), Format::Bodacc, "{path}");
    }
}

//! The whole data folder through the desk, on both engines: every file gives what independent programs read in
//! it or says why not, and all of it twice changes nothing. It must never know what a file is beforehand.

mod expected;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use desk::Writing;
use desk::receive::{FileKind, ImportReport, Incoming};
use rust_decimal::Decimal;
use store::testing::both_engines;

use crate::scene::Scene;

/// A fact of a file, in the words of its overview: its count, and the sums by currency that are known.
type Fact = (
    &'static str,
    &'static str,
    u64,
    &'static [(&'static str, &'static str)],
);

/// What `EXPECTED.md` says in prose.
const FACTS: &[Fact] = &[
    (
        "unicorn_inc.csv",
        "invoices",
        3_107,
        &[("USD", "6057441.84"), ("CAD", "29698.43")],
    ),
    (
        "unicorn_inc.csv",
        "open-invoices",
        707,
        &[("USD", "495396.08"), ("CAD", "4324.89")],
    ),
    (
        "WA_Fn-UseC_-Accounts-Receivable.csv",
        "invoices",
        2_466,
        &[("EUR", "147703.18")],
    ),
    (
        "WA_Fn-UseC_-Accounts-Receivable.csv",
        "open-invoices",
        0,
        &[],
    ),
    (
        "data2.csv",
        "open-invoices",
        9_700,
        &[("USD", "275113716.83"), ("CAD", "44471009.08")],
    ),
    ("factures.csv", "invoices", 400, &[("EUR", "4956977.68")]),
    (
        "factures.csv",
        "open-invoices",
        273,
        &[("EUR", "3426365.46")],
    ),
    (
        "SalesInvoiceTemplate.csv",
        "invoices",
        99,
        &[("EUR", "232278.00")],
    ),
    ("0000000001FEC20220831.txt", "lines", 5_422, &[]),
    ("0000000001FEC20220831.txt", "entries", 2_033, &[]),
    ("0000000001FEC20220831.txt", "unbalanced-entries", 0, &[]),
    ("0000000001FEC20220831.txt", "journal-VEN", 1_258, &[]),
    (
        "0000000001FEC20220831.txt",
        "debit",
        5_422,
        &[("EUR", "10186219.81")],
    ),
    (
        "0000000001FEC20220831.txt",
        "customers-debit",
        538,
        &[("EUR", "1185535.04")],
    ),
    (
        "0000000001FEC20220831.txt",
        "customers-credit",
        538,
        &[("EUR", "1133017.80")],
    ),
    ("0000000001FEC20220831.txt", "auxiliary-accounts", 17, &[]),
    ("111111111FEC20221231.TXT", "lines", 934, &[]),
    ("111111111FEC20221231.TXT", "entries", 248, &[]),
    (
        "111111111FEC20221231.TXT",
        "credit",
        934,
        &[("EUR", "225682.23")],
    ),
    (
        "111111111FEC20221231.TXT",
        "customers-credit",
        151,
        &[("EUR", "39222.26")],
    ),
    ("fec_propre.txt", "entries", 10, &[]),
    ("fec_propre.txt", "debit", 25, &[("EUR", "21565.00")]),
    (
        "sample_tab.txt",
        "customers-debit",
        1,
        &[("EUR", "1200.00")],
    ),
    ("cfonb/example.txt", "debits", 5, &[("EUR", "70.81")]),
    ("cfonb/example.txt", "credits", 1, &[("EUR", "97.49")]),
    ("invalid_date.txt", "debits", 1, &[("EUR", "10.70")]),
    ("cfonb/operation.txt", "debits", 1, &[("EUR", "32.21")]),
    (
        "new_statement_without_previous_ended.txt",
        "debits",
        2,
        &[("EUR", "18.60")],
    ),
    ("bank_statement.cfo", "debits", 3, &[("EUR", "6000.00")]),
    ("cfonb_classic.cfo", "credits", 9, &[("EUR", "17968.57")]),
    ("cfonb_classic.cfo", "debits", 4, &[("EUR", "3694.67")]),
    ("csv_french_headers.csv", "transactions", 3, &[]),
    ("grands_plans_1y.csv", "announcements", 544, &[]),
    ("grands_plans_1y.csv", "companies", 537, &[]),
    ("bodacc_alerts_extract.json", "announcements", 75, &[]),
    ("site/bodacc.json", "announcements", 3, &[]),
];

/// What a folder holds, and the files in it that are to be refused.
const FOLDERS: &[(&str, FileKind, &[&str])] = &[
    ("fec/", FileKind::Fec, &[]),
    ("ar-history/", FileKind::Invoices, &[]),
    ("bank-camt/", FileKind::BankStatement, &[]),
    (
        "bank-cfonb/",
        FileKind::BankStatement,
        &["cfonb.240-complex-test.txt"],
    ),
    ("bank-mt940/", FileKind::BankStatement, &[]),
    ("einvoice/", FileKind::EInvoice, &[]),
    ("einvoice-lifecycle/", FileKind::LifeCycle, &[]),
    ("bodacc/", FileKind::Announcements, &[]),
    ("email/sisimai__set-of-emails/", FileKind::Messages, &[]),
];

/// What became of a file: its report, or the words of the refusal.
type Outcome = Result<ImportReport, String>;

fn folder() -> PathBuf {
    #[allow(
        clippy::disallowed_methods,
        reason = "tests are told where the data lies"
    )]
    std::env::var_os("RELANCE_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    )
}

/// The files under a folder by their path in it, in its order; the notes of the folder itself left out.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.contains('/') {
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

async fn take_all(scene: &Scene, files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Outcome> {
    let mut outcomes = BTreeMap::new();
    for (name, bytes) in files {
        let incoming = Incoming {
            name: name.clone(),
            bytes: bytes.clone(),
            kind: None,
            mapping: None,
        };
        let received = scene
            .desk
            .receive_each(&scene.seat, incoming, Writing::ForReal)
            .await;
        for one in received {
            let outcome = one.outcome.map_err(|refused| refused.to_string());
            outcomes.insert(one.name, outcome);
        }
    }
    outcomes
}

/// How many rows each table holds, and what is open in each currency.
async fn state(scene: &Scene) -> (BTreeMap<String, i64>, BTreeMap<String, i64>) {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let mut open = BTreeMap::new();
    store::item::each_open(&mut reader, scene.seat.creditor, |owed| {
        *open.entry(owed.item.open.currency.to_string()).or_default() += owed.item.open.minor;
    })
    .await
    .unwrap();
    let unbalanced = store::item::unbalanced(&mut reader, scene.seat.creditor)
        .await
        .unwrap();
    assert!(unbalanced.is_empty(), "{unbalanced:?}");
    drop(reader);
    (store::testing::row_counts(scene.desk.store()).await, open)
}

/// The report of a file; of its twin when the same bytes came in before.
fn report_of<'o>(outcomes: &'o BTreeMap<String, Outcome>, name: &str) -> Option<&'o ImportReport> {
    let report = outcomes.get(name)?.as_ref().ok()?;
    match &report.duplicate_of {
        Some(twin) => outcomes.get(twin)?.as_ref().ok(),
        None => Some(report),
    }
}

fn check_figures(text: &str, outcomes: &BTreeMap<String, Outcome>) {
    let mut wrong = Vec::new();
    for row in expected::rows(text) {
        let name = outcomes.keys().find(|name| row.is_of(name));
        let outcome = name.map(|name| outcomes.get(name));
        let refused = matches!(outcome, Some(Some(Err(_))));
        let said = match name.and_then(|name| report_of(outcomes, name)) {
            Some(report) => row.check(report),
            None if refused && row.kind == "bank-ofx-qif-csv" => Ok(()),
            None => Err(format!("{outcome:?}")),
        };
        if let Err(difference) = said {
            wrong.push(format!("{}\n    {difference}", row.said()));
        }
    }
    for (name, kind, count, sums) in FACTS {
        let path = outcomes.keys().find(|path| path.ends_with(name));
        let report = path.and_then(|path| report_of(outcomes, path));
        let Some(report) = report else {
            wrong.push(format!("{name} has no report"));
            continue;
        };
        let fact = report
            .overview
            .facts
            .get(*kind)
            .cloned()
            .unwrap_or_default();
        let expected: BTreeMap<String, Decimal> = sums
            .iter()
            .map(|(code, sum)| ((*code).to_string(), sum.parse().unwrap()))
            .collect();
        if fact.count != *count || (!expected.is_empty() && fact.sums != expected) {
            wrong.push(format!(
                "{name}, {kind}: {fact:?} instead of {count} {expected:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Nothing is passed over: a file is of its kind, or is refused, and what brings nothing says why.
fn check_kinds(outcomes: &BTreeMap<String, Outcome>) {
    for (name, outcome) in outcomes {
        let folder = FOLDERS
            .iter()
            .find(|(folder, _, _)| name.starts_with(folder));
        let Ok(report) = outcome else {
            let may =
                folder.is_none_or(|(_, _, refused)| refused.iter().any(|one| name.ends_with(one)));
            assert!(may, "{name}: {outcome:?}");
            continue;
        };
        if let Some((_, kind, _)) = folder {
            assert_eq!(report.kind, Some(*kind), "{name}");
        }
        let brings = !report.overview.facts.is_empty() || report.duplicate_of.is_some();
        assert!(
            brings || report.problems_total > 0,
            "{name} passes without a word"
        );
        assert!(
            report.duplicate_of.is_some() || !report.overview.format.is_empty(),
            "{name}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_data_folder_gives_the_expected_figures_and_twice_the_same_result() {
    let root = folder();
    let Ok(text) = std::fs::read_to_string(root.join("EXPECTED.md")) else {
        eprintln!(
            "SKIPPED: EXPECTED.md is not in {}; set RELANCE_TEST_DATA",
            root.display()
        );
        return;
    };
    let files = files(&root);
    assert!(files.len() > 400 && expected::rows(&text).len() > 150);
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let first = take_all(&scene, &files).await;
        check_kinds(&first);
        check_figures(&text, &first);
        let before = state(&scene).await;
        let second = take_all(&scene, &files).await;
        assert!(first.keys().eq(second.keys()));
        for (name, outcome) in &second {
            match outcome {
                Ok(report) => assert!(report.duplicate_of.is_some(), "{name}: {report:?}"),
                Err(words) => assert_eq!(Some(words), first[name].as_ref().err(), "{name}"),
            }
        }
        assert_eq!(state(&scene).await, before);
        check_other_bytes(&scene, &files, &before).await;
    })
    .await;
}

/// Tables of what is known of debtors and their money: other bytes that say the same add nothing to them.
const KNOWN: [&str; 9] = [
    "debtor",
    "contact",
    "item",
    "bank_entry",
    "bank_payment",
    "dispute",
    "hold",
    "promise",
    "reply",
];

/// The same files again with a blank at their end: their digests are new, what they say is not.
async fn check_other_bytes(
    scene: &Scene,
    files: &BTreeMap<String, Vec<u8>>,
    before: &(BTreeMap<String, i64>, BTreeMap<String, i64>),
) {
    // Archives, workbooks and PDF end where they end. A status that came before its invoice is about it when it
    // comes again.
    let is_taken = |bytes: &[u8]| {
        let is_status = String::from_utf8_lossy(bytes).contains("CrossDomainAcknowledgement");
        !bytes.starts_with(b"PK") && !bytes.starts_with(b"%PDF") && !is_status
    };
    let others = files.iter().filter(|(_, bytes)| is_taken(bytes));
    let others = others
        .map(|(name, bytes)| (name.clone(), [bytes.as_slice(), b" "].concat()))
        .collect();
    take_all(scene, &others).await;
    let (rows, open) = state(scene).await;
    for table in KNOWN {
        assert_eq!(rows.get(table), before.0.get(table), "{table}");
    }
    assert_eq!(open, before.1);
}

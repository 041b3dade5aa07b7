//! Real files of other people, received to the figures an independent program computed.

use std::path::PathBuf;

use desk::Writing;
use desk::receive::{FileKind, ImportReport, Incoming};
use intake::reading::ProblemKind;
use jiff::civil::date;

use crate::receiving::{kinds, open_eur};
use crate::scene::Scene;

fn bytes(name: &str) -> Option<Vec<u8>> {
    #[allow(
        clippy::disallowed_methods,
        reason = "tests are told where the data lies"
    )]
    let folder = std::env::var_os("RELANCE_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let bytes = std::fs::read(folder.join(name)).ok();
    if bytes.is_none() {
        eprintln!(
            "SKIPPED: {name} is not in {}; set RELANCE_TEST_DATA",
            folder.display()
        );
    }
    bytes
}

async fn take(scene: &Scene, name: &str, bytes: Vec<u8>) -> ImportReport {
    let incoming = Incoming {
        name: name.into(),
        bytes,
        kind: None,
        mapping: None,
    };
    scene
        .desk
        .receive(&scene.seat, incoming, Writing::ForReal)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_real_ledger_leaves_open_what_its_accounts_411_say() {
    // Balance of the accounts 411, in cents, as an independent program read it.
    let table = [
        (
            "fec/neolegal-fr__fec-reader/111111111FEC20221231.TXT",
            1_441_652,
        ),
        ("fec/adams43360__fec-validator/fec_propre.txt", 0),
        (
            "fec/La-Societe-Nouvelle__fec-reader/sample_tab.txt",
            120_000,
        ),
    ];
    for (name, balance) in table {
        let Some(bytes) = bytes(name) else {
            continue;
        };
        let scene = Scene::set(store::testing::sqlite().await).await;
        let report = take(&scene, name, bytes).await;
        assert_eq!(report.kind, Some(FileKind::Fec));
        assert_eq!(
            open_eur(&scene, &scene.seat).await,
            balance,
            "{name}: {report:?}"
        );
        let mut reader = scene.desk.store().reader().await.unwrap();
        let unbalanced = store::item::unbalanced(&mut reader, scene.seat.creditor)
            .await
            .unwrap();
        assert!(unbalanced.is_empty(), "{unbalanced:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_ledger_cut_off_does_not_make_the_data_fresh() {
    let name = "fec/neolegal-fr__fec-reader/0000000001FEC20220831.txt";
    let Some(bytes) = bytes(name) else { return };
    let scene = Scene::set(store::testing::sqlite().await).await;
    let cut = take(&scene, "cut.txt", bytes[..300_000].to_vec()).await;
    assert_eq!(
        (cut.as_of, kinds(&cut).first()),
        (None, Some(&ProblemKind::NoDataDate))
    );
    let whole = take(&scene, "whole.txt", bytes).await;
    assert_eq!(whole.as_of, Some(date(2022, 8, 31)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_list_of_settled_invoices_leaves_nothing_to_chase() {
    let name = "ar-history/pthiagu2__DataMining/WA_Fn-UseC_-Accounts-Receivable.csv";
    let Some(bytes) = bytes(name) else { return };
    let scene = Scene::set(store::testing::sqlite().await).await;
    let report = take(&scene, "list.csv", bytes).await;
    assert_eq!(
        (report.kind, report.items.new, report.debtors.new),
        (Some(FileKind::Invoices), 2466, 100)
    );
    assert_eq!(report.as_of, Some(date(2014, 1, 9)));
    assert_eq!(open_eur(&scene, &scene.seat).await, 0);
    assert_eq!(kinds(&report), [ProblemKind::UnmappedColumn]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_list_keeps_its_debtors_apart_by_their_numbers() {
    let name =
        "ar-history/sagnikroy10__AI-enabled-B2B-FinTech-Payment-Date-Prediction-Project/data2.csv";
    let Some(bytes) = bytes(name) else { return };
    let scene = Scene::set(store::testing::sqlite().await).await;
    let report = take(&scene, "list.csv", bytes).await;
    // 664 numbers; 14 of them are another with its leading zeros lost, and the same name.
    assert_eq!(report.debtors.new, 650, "{:?}", kinds(&report));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_are_lines_of_invoices_are_taken_as_invoices() {
    let name = "tool-exports/Philipotieno__Invoice-API/SalesInvoiceTemplate.csv";
    let Some(bytes) = bytes(name) else { return };
    let scene = Scene::set(store::testing::sqlite().await).await;
    let report = take(&scene, "list.csv", bytes).await;
    // 64 numbers, some of which several customers share: one invoice for each customer.
    assert_eq!((report.items.new, report.debtors.new), (99, 59));
    assert!(kinds(&report).contains(&ProblemKind::TotalFromLines));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_read_is_refused_by_name_and_what_is_not_sure_is_asked() {
    let scene = Scene::set(store::testing::sqlite().await).await;
    let table = [
        (
            "bank-cfonb/silarhi__cfonb-parser/cfonb.240-complex-test.txt",
            "CFONB 240",
        ),
        (
            "tool-exports/axelor__axelor-open-suite/account_invoice.csv",
            "choose",
        ),
    ];
    for (name, words) in table {
        let Some(bytes) = bytes(name) else { continue };
        let incoming = Incoming {
            name: name.into(),
            bytes,
            kind: None,
            mapping: None,
        };
        let answer = scene
            .desk
            .receive(&scene.seat, incoming, Writing::ForReal)
            .await;
        let refused = answer.expect_err(name);
        assert!(refused.to_string().contains(words), "{name}: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_real_bank_document_that_brings_nothing_says_why() {
    #[allow(
        clippy::disallowed_methods,
        reason = "tests are told where the data lies"
    )]
    let folder = std::env::var_os("RELANCE_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let mut folders = vec![folder.join("bank-camt")];
    let mut seen = 0;
    let scene = Scene::set(store::testing::sqlite().await).await;
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            eprintln!(
                "SKIPPED: {} is not there; set RELANCE_TEST_DATA",
                folder.display()
            );
            return;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let incoming = Incoming {
                name: path.display().to_string(),
                bytes: std::fs::read(&path).unwrap(),
                kind: None,
                mapping: None,
            };
            let answer = scene
                .desk
                .receive(&scene.seat, incoming, Writing::DryRun)
                .await;
            let Ok(report) = answer else { continue };
            let brings = report.bank_entries.new > 0 || report.duplicate_of.is_some();
            assert!(
                brings || report.problems_total > 0,
                "{}: {report:?}",
                path.display()
            );
            seen += 1;
        }
    }
    assert!(seen > 0);
}

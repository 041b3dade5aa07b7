//! Files too large to hold: they give what the same file gives when it is small, to the last figure.

use std::io::Write as _;

use desk::Writing;
use desk::receive::{ImportReport, Incoming, IncomingFile};
use store::testing::both_engines;

use crate::receiving::statement;
use crate::scene::Scene;
use crate::twins::{SALE, ledger};

/// More than what is held of a file of the disk.
const LARGE: usize = 33 * 1024 * 1024;

/// A file of the disk made large with bytes that say nothing, put in at a place of its text.
fn padded(folder: &tempfile::TempDir, text: &[u8], at: usize) -> IncomingFile {
    let path = folder.path().join("large");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(&text[..at]).unwrap();
    file.write_all(&vec![b'\n'; LARGE]).unwrap();
    file.write_all(&text[at..]).unwrap();
    IncomingFile {
        name: "large".into(),
        path,
        kind: None,
    }
}

async fn held(scene: &Scene, bytes: Vec<u8>) -> ImportReport {
    let incoming = Incoming {
        name: "small".into(),
        bytes,
        kind: None,
        mapping: None,
    };
    let received = scene.desk.receive(&scene.seat, incoming, Writing::ForReal);
    received.await.unwrap()
}

async fn streamed(scene: &Scene, file: IncomingFile) -> ImportReport {
    let received = scene
        .desk
        .receive_file(&scene.seat, file, Writing::ForReal)
        .await;
    assert_eq!(received.len(), 1);
    received.into_iter().next().unwrap().outcome.unwrap()
}

/// Without what tells one import from another.
fn told(report: ImportReport) -> String {
    let lines = report.problems.into_iter().map(|mut problem| {
        problem.line = None;
        problem
    });
    format!(
        "{:?} {:?} {:?} {:?} {:?} {} {} {:?} {:?}",
        report.kind,
        report.as_of,
        report.debtors,
        report.items,
        report.bank_entries,
        report.allocations,
        report.credits_waiting,
        report.overview,
        lines.collect::<Vec<_>>()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_ledger_gives_what_a_small_one_gives() {
    both_engines(|store| async {
        let small = Scene::set(store::testing::sqlite().await).await;
        let large = Scene::set(store).await;
        let bytes = ledger("ledger.txt", &[SALE]).bytes;
        let at = bytes.iter().rposition(|byte| *byte == b'\n').unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = padded(&folder, &bytes, at);
        let checked = large
            .desk
            .receive_file(&large.seat, file.clone(), Writing::DryRun)
            .await;
        assert_eq!(checked.len(), 1);
        let of_large = streamed(&large, file.clone()).await;
        let import = of_large.import.expect("an import");
        assert_eq!(told(of_large), told(held(&small, bytes).await));
        let mut reader = large.desk.store().reader().await.unwrap();
        let kept = store::import_original::whole(&mut reader, large.seat.creditor, import).await;
        let on_disk = std::fs::read(&file.path).unwrap();
        assert!(
            kept.unwrap() == Some(on_disk),
            "the file is kept to the byte, however large"
        );
        let elsewhere = receivables::identity::CreditorId(large.seat.creditor.0 + 1);
        let hidden = store::import_original::whole(&mut reader, elsewhere, import).await;
        assert_eq!(hidden.unwrap(), None);
        drop(reader);
        assert!(streamed(&large, file).await.duplicate_of.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_statement_gives_what_a_small_one_gives() {
    both_engines(|store| async {
        let small = Scene::set(store::testing::sqlite().await).await;
        let large = Scene::set(store).await;
        for scene in [&small, &large] {
            let sale = ledger("ledger.txt", &[SALE]);
            scene
                .desk
                .receive(&scene.seat, sale, Writing::ForReal)
                .await
                .unwrap();
            scene
                .desk
                .clock()
                .advance(jiff::SignedDuration::from_hours(24 * 9));
        }
        let text = statement("B1", "1200.00", "VIR LENOIR FA-900");
        let at = text.find("<Ntry>").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = padded(&folder, text.as_bytes(), at);
        let of_large = streamed(&large, file).await;
        assert_eq!(of_large.bank_entries.new, 1, "{of_large:?}");
        assert_eq!(told(of_large), told(held(&small, text.into_bytes()).await));
        let mut reader = large.desk.store().reader().await.unwrap();
        let kept = store::bank_statement::closed_since(
            &mut reader,
            large.seat.creditor,
            jiff::civil::date(2026, 1, 1),
        )
        .await;
        assert_eq!(kept.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_there_is_named() {
    let scene = Scene::set(store::testing::sqlite().await).await;
    let file = IncomingFile {
        name: "gone.txt".into(),
        path: "/nowhere/gone.txt".into(),
        kind: None,
    };
    let received = scene
        .desk
        .receive_file(&scene.seat, file, Writing::ForReal)
        .await;
    let cause = received.into_iter().next().unwrap().outcome.unwrap_err();
    assert!(cause.to_string().contains("/nowhere/gone.txt"), "{cause}");
}

//! Every diary of `scenarios/` runs through the real desk and must hold, line by line, on both engines.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use simulation::diary;
use simulation::diary::run::run_on;

fn scenarios() -> Vec<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios"));
    let entries =
        std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a file of the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_diary_holds() {
    let files = scenarios();
    assert!(files.len() >= 60, "only {} diaries were found", files.len());
    let complaints = Mutex::new(Vec::new());
    let checked = AtomicUsize::new(0);
    for file in &files {
        let text = std::fs::read_to_string(file).expect("a diary is UTF-8 text");
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_string();
        let diary = match diary::parse(&name, &text) {
            Ok(diary) => diary,
            Err(error) => {
                complaints.lock().unwrap().push(error.to_string());
                continue;
            }
        };
        store::testing::both_engines(|store| {
            let (diary, complaints, checked, name) = (&diary, &complaints, &checked, &name);
            async move {
                let report = run_on(diary, store)
                    .await
                    .unwrap_or_else(|error| panic!("{name}: {error}"));
                checked.fetch_add(report.checked, Ordering::Relaxed);
                let differences = report
                    .differences
                    .iter()
                    .map(|difference| format!("{name}, {difference}"));
                complaints.lock().unwrap().extend(differences);
            }
        })
        .await;
    }
    let complaints = complaints.into_inner().unwrap();
    assert!(
        complaints.is_empty(),
        "{} differences:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
    let checked = checked.into_inner();
    assert!(checked >= 250, "only {checked} expectations were checked");
}

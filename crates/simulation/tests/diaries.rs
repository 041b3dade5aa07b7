//! Every diary of `scenarios/` runs through the real desk and must hold, line by line.

use std::path::PathBuf;

use simulation::diary;

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
    let mut complaints = Vec::new();
    let mut checked = 0;
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
                complaints.push(error.to_string());
                continue;
            }
        };
        let report = diary::run(&diary)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        checked += report.checked;
        for difference in report.differences {
            complaints.push(format!(
                "{name}, line {} ({}):\n    expected {}\n    decided  {}",
                difference.line, difference.on, difference.expected, difference.decided
            ));
        }
    }
    assert!(
        complaints.is_empty(),
        "{} differences:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
    assert!(checked >= 200, "only {checked} expectations were checked");
}

//! Every diary of `scenarios/`, and those beside each strategy that ships, run through the real desk and must hold, line by line, on both engines.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use simulation::diary;
use simulation::diary::run::run_on;

const HOUSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn scenarios() -> Vec<PathBuf> {
    let house = PathBuf::from(HOUSE);
    let mut files = diaries_of(&house.join("scenarios"));
    for (key, _) in notices::strategies::shipped() {
        let beside = diaries_of(&house.join(format!("strategies/{key}.tests")));
        assert!(!beside.is_empty(), "no diary tells what {key} does");
        files.extend(beside);
    }
    files
}

fn diaries_of(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a file of the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
}

/// The cases that are promised; what each is stands in `scenarios/README.md`.
const CASES: &[(&str, &[u8])] = &[
    ("TRY", &[1, 3, 4, 5, 7, 8]),
    ("OCA", &[2, 3, 5, 6, 8, 9, 10, 11, 13]),
    ("ERP", &[1, 2, 3, 5, 7, 8]),
    ("MET", &[1, 3, 4, 7, 10, 11]),
    ("IDE", &[2, 4]),
    ("KB", &[2, 4, 5, 7, 9, 10]),
    ("LAG", &[1, 3, 5, 7, 8]),
    ("INJ", &[2, 4, 5, 6]),
    (
        "MAH",
        &[
            1, 4, 5, 7, 8, 9, 11, 12, 13, 14, 16, 19, 20, 21, 22, 24, 25, 26, 28, 29, 30, 31,
        ],
    ),
    ("ACC", &[2, 3, 4]),
    ("SYN", &[4]),
    ("DEB", &[3]),
    ("ISS", &[1, 2, 4, 6, 7, 10]),
    ("invariant", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
];

#[test]
fn every_case_is_proven_and_stands_in_the_table() {
    let table = include_str!("../../../scenarios/README.md");
    let proven: Vec<String> = scenarios()
        .iter()
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .filter_map(|text| {
            let line = text.lines().find_map(|line| line.strip_prefix("proves:"));
            line.map(str::to_string)
        })
        .collect();
    // Cases a diary cannot tell are tests of the desk or of its pages, named for them: `oca_11_...`.
    let of_desk = concat!(env!("CARGO_MANIFEST_DIR"), "/../desk/tests/daily");
    let of_pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/tests/pages");
    let tests: String = [of_desk, of_pages]
        .into_iter()
        .flat_map(|folder| {
            std::fs::read_dir(folder).expect("tests stand beside those of the simulation")
        })
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok())
        .collect();
    for (source, numbers) in CASES {
        for number in *numbers {
            let code = format!("{source}-{number}");
            let in_diary = proven
                .iter()
                .any(|codes| codes.split_whitespace().any(|known| known == code));
            let name = format!("{}_{number}_", source.to_lowercase());
            assert!(in_diary || tests.contains(&name), "nothing proves {code}");
            let row = format!("| {code} |");
            assert!(table.contains(&row), "{code} is not in the table");
        }
    }
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

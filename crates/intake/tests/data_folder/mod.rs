//! Where the collected files of other people's software lie, and saying so loudly when they do not.

use std::path::PathBuf;

#[allow(
    clippy::disallowed_methods,
    reason = "a test may be told where its data lie"
)]
/// The folder of test data: `RELANCE_TEST_DATA`, else `../shared/data` beside the repository.
pub fn data(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("RELANCE_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let file = root.join(path);
    if file.exists() {
        return Some(file);
    }
    eprintln!(
        "SKIPPED: {} is not here; set RELANCE_TEST_DATA to read it",
        file.display()
    );
    None
}

/// The bytes of a test file, nothing when it is not here.
pub fn bytes(path: &str) -> Option<Vec<u8>> {
    data(path).map(|file| std::fs::read(file).expect("a test file that exists is readable"))
}

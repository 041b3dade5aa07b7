//! The files of the repository, as the checks see them: sources, manifests, migrations, documents. It
//! must never look outside the repository or into what a build made.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Source;

/// A file that is not Rust.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file, relative to the root of the repository.
    pub path: String,
    /// The file as written.
    pub text: String,
}

/// The root of the repository.
pub fn root() -> PathBuf {
    let tidy = Path::new(env!("CARGO_MANIFEST_DIR"));
    tidy.ancestors().nth(2).unwrap_or(tidy).to_owned()
}

/// Every Rust file of the rooms, sorted by path.
///
/// # Panics
/// When a file cannot be read: there is nothing to check then.
pub fn sources() -> Vec<Source> {
    documents("crates", "rs")
        .into_iter()
        .map(|document| Source::new(document.path, document.text))
        .collect()
}

/// Every file under `folder` (`""` is the root) whose name ends in `.extension`, sorted by path.
///
/// # Panics
/// When a file cannot be read: there is nothing to check then.
pub fn documents(folder: &str, extension: &str) -> Vec<Document> {
    let root = root();
    let mut paths = Vec::new();
    collect(&root.join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| Document {
            path: relative(&root, &path),
            text: fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let name = entry.file_name();
        let path = entry.path();
        if path.is_dir() {
            if name != "target" && !name.to_string_lossy().starts_with('.') {
                collect(&path, paths);
            }
        } else {
            paths.push(path);
        }
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside.to_string_lossy().replace('\\', "/")
}

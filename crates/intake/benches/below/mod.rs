//! The files of a kind below a folder, for the measurements that read them. It must only read.

use std::path::{Path, PathBuf};

/// Adds the bytes of every file with an extension, in the order of their paths. What cannot be read is left out.
pub fn gather(folder: &Path, extension: &str, files: &mut Vec<Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let is_wanted = path.extension().is_some_and(|found| found == extension);
        if path.is_dir() {
            gather(&path, extension, files);
        } else if is_wanted && let Ok(bytes) = std::fs::read(&path) {
            files.push(bytes);
        }
    }
}

//! The files that damage starts from: the collected real ones, and small ones that are always here. It must
//! never be quiet about the real ones being absent: what is found without them is much less.

use std::path::Path;

use crate::data_folder::data;

/// The largest part of a text file taken: its beginning, whole lines. Damage to more finds nothing more, slowly.
const MOST_TEXT: usize = 32 << 10;
/// Files larger than this are not taken when they cannot be cut.
const MOST_WHOLE: usize = 170 << 10;

/// Where real files of a format lie.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Folders of the test data.
    pub folders: &'static [&'static str],
    /// Ends of names, in small letters; none takes every file.
    pub endings: &'static [&'static str],
}

/// The files of a source, in the order of their names, after the small ones.
pub fn seeds(source: Source, small: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut seeds = small;
    for folder in source.folders {
        match data(folder) {
            Some(folder) => collect(&folder, source.endings, &mut seeds),
            None => eprintln!(
                "WEAK: fuzzing starts from the small built-in files alone, without {folder}"
            ),
        }
    }
    seeds
}

fn collect(folder: &Path, endings: &[&str], seeds: &mut Vec<Vec<u8>>) {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder of test data is readable")
        .map(|entry| entry.expect("a folder of test data is readable").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, endings, seeds);
            continue;
        }
        let name = path.to_string_lossy().to_lowercase();
        if !endings.is_empty() && !endings.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a test file that exists is readable");
        seeds.extend(cut(bytes));
    }
}

fn cut(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let is_packed =
        bytes.starts_with(b"PK") || bytes.starts_with(b"%PDF") || bytes.starts_with(b"\x1F\x8B");
    if is_packed {
        return (bytes.len() <= MOST_WHOLE).then_some(bytes);
    }
    if bytes.len() > MOST_TEXT {
        let end = bytes[..MOST_TEXT].iter().rposition(|byte| *byte == b'\n');
        bytes.truncate(end.map_or(MOST_TEXT, |end| end + 1));
    }
    Some(bytes)
}

//! The names of files in archives, as people may read them. It must never let a name lead out of the
//! archive.

use crate::encoding::Encoding;

/// More characters than any name has.
const LONGEST: usize = 300;

/// A name without what leads elsewhere: roots, drives, parents; DOS letters where it is not UTF-8.
pub(super) fn clean(raw: &[u8]) -> String {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.to_string(),
        Err(_) => Encoding::Cp850.decode(raw).into_owned(),
    };
    let parts = text
        .split(['/', '\\'])
        .map(|part| part.trim().replace(|c: char| c.is_control(), ""))
        .filter(|part| !matches!(part.as_str(), "" | "." | "..") && !part.ends_with(':'));
    let name = parts.collect::<Vec<_>>().join("/");
    name.chars().take(LONGEST).collect()
}

/// True for what systems put into archives beside the files of their users.
pub(super) fn is_of_the_system(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.split('/').any(|part| part == "__MACOSX")
        || last.starts_with("._")
        || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// The name of a file within an archive within an archive.
pub(super) fn within(outer: &str, name: String) -> String {
    match (outer.is_empty(), name.is_empty()) {
        (true, _) => name,
        (false, true) => outer.to_string(),
        (false, false) => format!("{outer}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_archive() {
        let check = |raw: &[u8], expected: &str| assert_eq!(clean(raw), expected);
        check(b"../../etc/passwd", "etc/passwd");
        check(b"/etc/passwd", "etc/passwd");
        check(b"C:\\bank\\..\\a.xml", "bank/a.xml");
        check(b"relev\x82.xml", "relevé.xml");
        check("relevé\0.xml".as_bytes(), "relevé.xml");
    }
}

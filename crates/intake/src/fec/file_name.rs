//! The legal file name, `SirenFECAAAAMMJJ`. A wrong name is worth a remark, never a refusal.

use super::day;
use crate::reading::{Kept, Problem, ProblemKind, shortened};

/// A remark when the name is not `SirenFECAAAAMMJJ` with any extension.
pub fn check_file_name(name: &str) -> Option<Problem> {
    let stem = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(name)
        .split('.')
        .next()
        .unwrap_or(name);
    if follows_the_rule(stem.as_bytes()) {
        return None;
    }
    Some(Problem {
        line: None,
        field: None,
        kind: ProblemKind::FileName,
        found: shortened(name),
        kept: Kept::All,
    })
}

fn follows_the_rule(stem: &[u8]) -> bool {
    let Some((siren, rest)) = stem.split_at_checked(9) else {
        return false;
    };
    let Some((fec, closing)) = rest.split_at_checked(3) else {
        return false;
    };
    siren.iter().all(u8::is_ascii_digit)
        && fec.eq_ignore_ascii_case(b"FEC")
        && day::plain(closing).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_name_is_remarked() {
        assert!(check_file_name("/x/111111111FEC20221231.TXT").is_none());
        assert!(check_file_name("0000000001FEC20220831.txt").is_some());
        assert!(check_file_name("fec_propre.txt").is_some());
        assert!(check_file_name("").is_some());
    }
}

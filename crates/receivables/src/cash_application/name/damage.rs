//! One damage to a word: a letter lost, added, replaced, or two neighbours swapped. Must never take two.

/// True when one damage at most makes one word of the other. Both are plain capitals and digits.
pub(in super::super) fn is_one_damage(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one.as_bytes(), other.as_bytes())
    } else {
        (other.as_bytes(), one.as_bytes())
    };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 if same == short.len() => true,
        0 => {
            let replaced = short[same + 1..] == long[same + 1..];
            let swapped = same + 1 < short.len()
                && short[same] == long[same + 1]
                && short[same + 1] == long[same]
                && short[same + 2..] == long[same + 2..];
            replaced || swapped
        }
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_damage_is_seen_and_two_are_not() {
        let table = [
            ("MARTIN", "MARTIN", true),
            ("MRTIN", "MARTIN", true),
            ("MARTINE", "MARTIN", true),
            ("MARTIM", "MARTIN", true),
            ("MATRIN", "MARTIN", true),
            ("MARTINEZ", "MARTIN", false),
            ("MTRAIN", "MARTIN", false),
            ("", "A", true),
            ("", "", true),
        ];
        for (one, other, expected) in table {
            assert_eq!(is_one_damage(one, other), expected, "{one} {other}");
            assert_eq!(is_one_damage(other, one), expected, "{other} {one}");
        }
    }
}

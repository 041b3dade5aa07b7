//! The columns of an aged balance: `Non échu`, `0-30 jours`, `31 à 60`, `> 90`. The total of what is overdue
//! must never be taken for a span: it would count twice.

/// Names without numbers.
const NAMED: &[&str] = &[
    "nonechu",
    "aechoir",
    "notdue",
    "notyetdue",
    "current",
    "nichtfallig",
    "novencido",
    "pasechu",
];

/// Words that may stand beside the numbers.
const WORDS: &[&str] = &[
    "j", "jour", "jours", "d", "day", "days", "tage", "dias", "a", "to", "bis", "de", "du", "au",
    "et", "and", "plus", "over", "older", "than", "past", "due", "mehr", "als", "mas", "moins",
    "retard", "entre", "overdue", "echu", "depuis",
];

/// True when a header names a span of days.
pub(super) fn is_span_of_days(header: &str) -> bool {
    if NAMED.contains(&super::squeezed(header).as_str()) {
        return true;
    }
    let lower = header
        .to_lowercase()
        .replace('à', "a")
        .replace('é', "e")
        .replace('á', "a");
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let mut numbers = 0;
    let mut has_word = false;
    for part in parts {
        let digits = part.trim_end_matches(['j', 'd']);
        match digits.parse::<u16>() {
            Ok(number) if number <= 365 => {
                numbers += 1;
                has_word |= digits.len() < part.len();
            }
            Ok(_) => return false,
            Err(_) if WORDS.contains(&part) => has_word = true,
            Err(_) => return false,
        }
    }
    let is_open = header.contains(['>', '+', '<']);
    numbers == 2 || (numbers == 1 && (has_word || is_open))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_days_are_known_and_their_total_is_not_one() {
        for header in [
            "Non échu",
            "0-30",
            "0-30 jours",
            "De 31 à 60 jours",
            "> 90",
            "+90j",
            "61 to 90 days",
            "Plus de 90 jours",
        ] {
            assert!(is_span_of_days(header), "{header}");
        }
        for header in [
            "Total",
            "Échu",
            "12",
            "2026-01",
            "Montant",
            "1 à 12 mois",
            "30/06/2026",
        ] {
            assert!(!is_span_of_days(header), "{header}");
        }
    }
}

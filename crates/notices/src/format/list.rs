//! Lists in a sentence. Must never drop an element without saying how many.

use receivables::debtor::Language;

/// `a`, `a et b`, `a, b et c`; `a, b and c`.
pub fn list(parts: &[String], language: Language) -> String {
    let and = match language {
        Language::French => "et",
        Language::English => "and",
    };
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// The first `most` elements and how many more there are: `a, b, c et 4 autres`.
pub fn shortened_list(parts: &[String], most: usize, language: Language) -> String {
    let most = most.max(1);
    // One element more is shorter than the words that would stand for it.
    if parts.len() <= most + 1 {
        return list(parts, language);
    }
    let mut shown = parts[..most].to_vec();
    let left = parts.len() - most;
    shown.push(match language {
        Language::French => format!("{left} autres"),
        Language::English => format!("{left} more"),
    });
    list(&shown, language)
}

/// The text with its first letter in upper case, for the start of a sentence.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_says_how_many_it_leaves_out() {
        let parts: Vec<String> = (1..=7).map(|n| format!("F{n}")).collect();
        assert_eq!(list(&parts[..3], Language::French), "F1, F2 et F3");
        assert_eq!(
            shortened_list(&parts, 3, Language::French),
            "F1, F2, F3 et 4 autres"
        );
        assert_eq!(
            shortened_list(&parts[..4], 3, Language::English),
            "F1, F2, F3 and F4"
        );
        assert_eq!(list(&[], Language::French), "");
        assert_eq!(capitalised("échéance"), "Échéance");
    }
}

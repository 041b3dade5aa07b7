//! What the values of a column look like, for columns whose name says nothing.

use receivables::identifier::{Soundness, check_siren, check_siret};

use super::amount;
use super::day::Written;

/// What most values of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Email,
    Siren,
    VatNumber,
    Day,
    Amount,
    Other,
}

/// The look of a column; other when less than nine values in ten agree.
pub(crate) fn look<'a>(values: impl Iterator<Item = &'a str>) -> Look {
    let looks: Vec<Look> = values.take(200).map(look_of).collect();
    let candidates = [
        Look::Email,
        Look::Siren,
        Look::VatNumber,
        Look::Day,
        Look::Amount,
    ];
    let agree =
        |look: &Look| looks.iter().filter(|one| *one == look).count() * 10 >= looks.len() * 9;
    candidates
        .into_iter()
        .find(|look| !looks.is_empty() && agree(look))
        .unwrap_or(Look::Other)
}

fn look_of(value: &str) -> Look {
    let compact: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    if value.contains('@') && value.contains('.') && !value.contains(' ') {
        return Look::Email;
    }
    if [check_siren(&compact), check_siret(&compact)].contains(&Soundness::Sound) {
        return Look::Siren;
    }
    if Written::of(value).is_day() {
        return Look::Day;
    }
    if is_vat_number(&compact) {
        return Look::VatNumber;
    }
    let has_decimals = value.contains([',', '.']);
    if has_decimals && amount::read(value, None).is_some() {
        Look::Amount
    } else {
        Look::Other
    }
}

fn is_vat_number(text: &str) -> bool {
    let country = text
        .get(..2)
        .is_some_and(|start| start.bytes().all(|byte| byte.is_ascii_uppercase()));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    country && (8..=14).contains(&text.len()) && digits + 4 >= text.len() && digits >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_its_values() {
        assert_eq!(look(["a@b.fr", "c@d.com"].into_iter()), Look::Email);
        assert_eq!(
            look(["404833048", "732 829 320 00074"].into_iter()),
            Look::Siren
        );
        assert_eq!(look(["FR83404833048"].into_iter()), Look::VatNumber);
        assert_eq!(look(["31/01/2026", "2026-02-28"].into_iter()), Look::Day);
        assert_eq!(look(["1,50", "12.00"].into_iter()), Look::Amount);
        assert_eq!(look(["12", "13"].into_iter()), Look::Other);
        assert_eq!(look([].into_iter()), Look::Other);
        assert_eq!(look(["404833047"].into_iter()), Look::Other);
    }
}

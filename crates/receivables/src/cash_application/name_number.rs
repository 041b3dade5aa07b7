//! How surely a payment names an item of a debtor that is known otherwise: its whole number, its last digits, a
//! range, or a number with one sign wrong. Must never be asked for items of everybody.

use super::MatchReason;
use super::evidence::Centibits;
use super::index::OpenItemsIndex;
use super::number::{Spelled, folded};
use super::reference::normal_form;
use super::search::{Found, Named};

/// How surely an item is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    /// What it says.
    pub weight: Centibits,
    /// In which way.
    pub how: How,
}

/// In which way an item is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By its number.
    Number(Named),
    /// By its last digits.
    LastDigits,
    /// By a range.
    Range,
}

/// How an item is named; nothing when it is not.
pub(super) fn naming(place: usize, found: &Found, open: &OpenItemsIndex) -> Option<Naming> {
    let by_number = found.named.get(&place).map(|named| Naming {
        weight: weight_of(named),
        how: How::Number(*named),
    });
    let last = open.numbers().last(place);
    let by_digits = last.and_then(|last| {
        let digits = found.digits.iter().filter(|(value, _)| *value == last);
        let longest = digits.map(|(_, length)| *length).max()?;
        Some(Naming {
            weight: weight_of_digits(longest),
            how: How::LastDigits,
        })
    });
    let is_within = |last: u64| {
        found
            .ranges
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&last))
    };
    let by_range = last.filter(|last| is_within(*last)).map(|_| Naming {
        weight: 500,
        how: How::Range,
    });
    [by_number, by_digits, by_range]
        .into_iter()
        .flatten()
        .max_by_key(|naming| naming.weight)
}

fn weight_of(named: &Named) -> Centibits {
    if named.plain {
        return weight_of_digits(named.length);
    }
    match named.spelled {
        _ if named.checked => 3_300,
        Spelled::Whole => 3_000,
        Spelled::WithoutPrefix => 2_600,
        Spelled::WithoutZeros | Spelled::WithoutBoth => 2_200,
    }
}

/// Short numbers stand everywhere: in addresses, on cheques.
fn weight_of_digits(length: usize) -> Centibits {
    let length = i64::try_from(length.min(12)).unwrap_or(12);
    if length <= 4 {
        length * 200 - 100
    } else {
        length * 320 - 400
    }
}

/// True when the payment holds the item's number with one sign wrong.
pub(super) fn is_damaged(place: usize, found: &Found, open: &OpenItemsIndex) -> bool {
    if found.unknown.is_empty() && found.known.is_empty() {
        return false;
    }
    let number = normal_form(&folded(&open.at(place).reference));
    let tail = number.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let is_like = |text: &String| {
        super::name::is_one_damage(text, &number) || super::name::is_one_damage(text, tail)
    };
    tail.len() >= 6 && found.unknown.iter().chain(&found.known).any(is_like)
}

/// The reason a person reads.
pub(super) fn reason(naming: &Naming, place: usize, open: &OpenItemsIndex) -> MatchReason {
    let item = open.at(place).item;
    match naming.how {
        How::Number(named) => named.reason(item),
        How::LastDigits => MatchReason::NumberShortened { item },
        How::Range => MatchReason::InNamedRange { item },
    }
}

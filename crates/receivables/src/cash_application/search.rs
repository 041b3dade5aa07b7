//! The numbers a payment names, found in one pass over its text. A number may be broken by spaces, dashes or
//! line ends; it must begin and end where a word does.

use std::collections::{BTreeMap, BTreeSet};

use super::index::OpenItemsIndex;
use super::reference::{is_plain, rf_body};
use super::{Field, IncomingCredit, MatchReason};
use crate::identity::{DebtorId, ItemId};

/// Longest ISO 11649 reference.
const LONGEST_RF: usize = 25;

/// How an item was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The field it stood in.
    pub field: Field,
    /// With check digits.
    pub checked: bool,
    /// Too short or too plain to prove anything by itself.
    pub plain: bool,
}

impl Named {
    /// The reason a person reads.
    pub fn reason(self, item: ItemId) -> MatchReason {
        match self.checked {
            true => MatchReason::CheckedReference {
                item,
                field: self.field,
            },
            false => MatchReason::NumberNamed {
                item,
                field: self.field,
            },
        }
    }
}

/// Whose numbers a payment names.
pub(super) enum Whose {
    /// Nobody's.
    Nobody,
    /// One debtor's.
    One(DebtorId),
    /// Several debtors': nothing may be chosen.
    Several(Vec<DebtorId>),
}

/// The places of the items a payment names, with how.
pub(super) fn named(credit: &IncomingCredit, open: &OpenItemsIndex) -> BTreeMap<usize, Named> {
    let mut found = BTreeMap::new();
    let fields = [
        (Field::StructuredReference, &credit.structured_reference),
        (Field::Text, &credit.text),
        (Field::EndToEnd, &credit.end_to_end),
    ];
    for (field, text) in fields {
        named_in(text, field, open, &mut found);
    }
    found
}

/// The debtor whose items were named. The account it came from chooses between debtors with the same number.
pub(super) fn debtor_of(
    named: &BTreeMap<usize, Named>,
    open: &OpenItemsIndex,
    payer: Option<DebtorId>,
) -> Whose {
    let of = |plain: bool| -> BTreeSet<DebtorId> {
        let with = named.iter().filter(|(_, how)| how.plain == plain);
        with.map(|(place, _)| open.at(*place).debtor).collect()
    };
    let mut debtors = of(false);
    if debtors.is_empty() {
        debtors = of(true);
    }
    if let Some(payer) = payer.filter(|payer| debtors.contains(payer)) {
        return Whose::One(payer);
    }
    let mut debtors: Vec<DebtorId> = debtors.into_iter().collect();
    match debtors.len() {
        0 => Whose::Nobody,
        1 => debtors.pop().map_or(Whose::Nobody, Whose::One),
        _ => Whose::Several(debtors),
    }
}

fn named_in(text: &str, field: Field, open: &OpenItemsIndex, found: &mut BTreeMap<usize, Named>) {
    let words = words(text);
    let mut first = 0;
    while first < words.len() {
        first += match longest_number(&words[first..], open) {
            Some(number) => {
                for place in number.places {
                    let plain = is_plain(&number.text)
                        && !number.checked
                        && field != Field::StructuredReference;
                    let how = Named {
                        field,
                        checked: number.checked,
                        plain,
                    };
                    found.entry(*place).or_insert(how);
                }
                number.words
            }
            None => 1,
        };
    }
}

/// A number found at the beginning of some words.
struct Number<'a> {
    places: &'a [usize],
    text: String,
    words: usize,
    checked: bool,
}

/// The longest known number made of the first words.
fn longest_number<'a>(words: &[Word<'_>], open: &'a OpenItemsIndex) -> Option<Number<'a>> {
    let longest = open.longest().max(LONGEST_RF);
    let mut joined = String::new();
    let mut best = None;
    for (count, word) in words.iter().enumerate() {
        if joined.len() + word.text.len() > longest || (count > 0 && word.apart) {
            break;
        }
        joined.extend(word.text.chars().map(|letter| letter.to_ascii_uppercase()));
        // A short number pieced together from several words is an accident.
        if count > 0 && joined.len() < 5 {
            continue;
        }
        let body = rf_body(&joined).filter(|body| !open.named(body).is_empty());
        let number = body.unwrap_or(&joined);
        let places = open.named(number);
        if !places.is_empty() {
            best = Some(Number {
                places,
                text: number.to_string(),
                words: count + 1,
                checked: body.is_some(),
            });
        }
    }
    best
}

/// A run of letters and digits.
struct Word<'a> {
    text: &'a str,
    /// Separated from the word before by a sign that no number contains.
    apart: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut apart = true;
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_alphanumeric()) {
        apart |= rest[..start].contains([',', ';', '+', '&', '(', ')', '=', '€']);
        rest = &rest[start..];
        let end = rest
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        words.push(Word {
            text: &rest[..end],
            apart,
        });
        apart = false;
        rest = &rest[end..];
    }
    words
}

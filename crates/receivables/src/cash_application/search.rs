//! The numbers a payment names, found in one pass over its text. A number may be broken by spaces, dashes or
//! line ends; it must begin and end where a word does. Must never choose between debtors.

use std::collections::{BTreeMap, BTreeSet};

use super::index::OpenItemsIndex;
use super::number::{Run, Sign, Spelled, Spelling, folded, runs};
use super::reference::{is_day, is_plain, qr_body, rf_body};
use super::{Field, IncomingCredit, MatchReason};
use crate::identity::{DebtorId, ItemId};

/// Longest reference with check digits.
const LONGEST_CHECKED: usize = 27;
/// Digits that may be an item's last ones, looked at for one payment.
const MOST_DIGITS: usize = 48;
/// Numbers in a range, at most.
const WIDEST_RANGE: u64 = 300;

/// How an item was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The field it stood in.
    pub field: Field,
    /// With check digits.
    pub checked: bool,
    /// Too short or too plain to prove anything by itself.
    pub plain: bool,
    /// How it was spelled.
    pub spelled: Spelled,
    /// Letters and digits of it.
    pub length: usize,
}

impl Named {
    /// The reason a person reads.
    pub fn reason(self, item: ItemId) -> MatchReason {
        let field = self.field;
        match (self.checked, self.spelled) {
            (true, _) => MatchReason::CheckedReference { item, field },
            (false, Spelled::Whole) => MatchReason::NumberNamed { item, field },
            (false, _) => MatchReason::NumberShortened { item },
        }
    }
}

/// What the texts of a payment name.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The places of the items named, with how.
    pub named: BTreeMap<usize, Named>,
    /// Digits that may be the last ones of a number: their value and how many they are.
    pub digits: Vec<(u64, usize)>,
    /// Ranges of last digits.
    pub ranges: Vec<(u64, u64)>,
    /// Texts that look like numbers of the book and are none.
    pub unknown: Vec<String>,
    /// The numbers named, as written: with one sign wrong they could name others.
    pub known: Vec<String>,
}

impl Found {
    /// True when the texts hold nothing that could be a number.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty() && self.digits.is_empty() && self.ranges.is_empty()
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

/// What a payment names.
pub(super) fn named(credit: &IncomingCredit, open: &OpenItemsIndex) -> Found {
    let mut found = Found::default();
    let fields = [
        (Field::StructuredReference, &credit.structured_reference),
        (Field::Text, &credit.text),
        (Field::EndToEnd, &credit.end_to_end),
    ];
    for (field, text) in fields {
        if !text.is_empty() {
            named_in(text, field, open, &mut found);
        }
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

fn named_in(text: &str, field: Field, open: &OpenItemsIndex, found: &mut Found) {
    let text = folded(text);
    let runs = runs(&text);
    let mut first = 0;
    while first < runs.len() {
        first += match longest_number(&runs, first, open) {
            Some(number) => {
                let taken = &runs[first..first + number.runs];
                found.known.push(taken.iter().map(|run| run.text).collect());
                note(&number, field, found);
                number.runs
            }
            None => {
                note_unknown(&runs, first, open, found);
                1
            }
        };
    }
    note_digits(&runs, found);
}

fn note(number: &Number<'_>, field: Field, found: &mut Found) {
    let is_structured = field == Field::StructuredReference && number.spelled == Spelled::Whole;
    let plain = number.plain && !number.checked && !is_structured;
    for place in number.places {
        let how = Named {
            field,
            checked: number.checked,
            plain,
            spelled: number.spelled,
            length: number.length,
        };
        found.named.entry(*place as usize).or_insert(how);
    }
}

/// A number found at the beginning of some runs.
struct Number<'a> {
    places: &'a [u32],
    runs: usize,
    checked: bool,
    plain: bool,
    spelled: Spelled,
    length: usize,
}

/// The longest known number that begins at a run.
fn longest_number<'a>(
    runs: &[Run<'_>],
    first: usize,
    open: &'a OpenItemsIndex,
) -> Option<Number<'a>> {
    if !begins_a_number(runs, first) {
        return None;
    }
    let is_checked = runs[first].text == "RF" || runs[first].is_digits;
    let longest = open
        .numbers()
        .longest()
        .max(if is_checked { LONGEST_CHECKED } else { 0 });
    let mut spelling = Spelling::new();
    let (mut words, mut best) = (0, None);
    for (count, run) in runs[first..].iter().enumerate() {
        if spelling.length + run.text.len() > longest || (count > 0 && run.apart) {
            break;
        }
        spelling = spelling.with(run);
        words += usize::from(run.begins);
        // A short number pieced together from several words is an accident.
        if !run.ends || spelling.digit_runs == 0 || (words > 1 && spelling.length < 5) {
            continue;
        }
        let taken = &runs[first..=first + count];
        if is_checked && let Some(number) = checked(taken, open) {
            return Some(number);
        }
        let Some((places, spelled)) = open.numbers().spelled(&spelling) else {
            continue;
        };
        if spelled >= Spelled::WithoutPrefix && has_another_prefix(runs, first, &spelling, open) {
            continue;
        }
        best = Some(Number {
            places,
            runs: count + 1,
            checked: false,
            plain: is_plain_so(taken, spelled),
            spelled,
            length: spelling.length,
        });
    }
    best
}

/// A number begins where a word does, or after letters that only say that a number comes: `FACT2026-1`.
fn begins_a_number(runs: &[Run<'_>], first: usize) -> bool {
    let run = &runs[first];
    if run.begins {
        return true;
    }
    let before = first.checked_sub(1).map(|before| &runs[before]);
    before.is_some_and(|before| before.begins && !before.is_digits && announces(before.text))
}

/// Words that say that a number comes; sorted.
const ANNOUNCING: [&str; 20] = [
    "F", "FAC", "FACT", "FACTS", "FACTURE", "FACTURES", "FC", "FT", "FTE", "INV", "INVOICE", "N",
    "NO", "NR", "NUM", "RE", "REF", "REG", "RG", "RGT",
];

fn announces(word: &str) -> bool {
    ANNOUNCING.binary_search(&word).is_ok()
}

/// True when the number stands after letters that are the prefix of other numbers: `AV 2026-000123`.
fn has_another_prefix(
    runs: &[Run<'_>],
    first: usize,
    spelling: &Spelling,
    open: &OpenItemsIndex,
) -> bool {
    let Some(before) = first.checked_sub(1).map(|before| &runs[before]) else {
        return false;
    };
    let is_prefix = !before.is_digits && !runs[first].apart && runs[first].is_digits;
    is_prefix
        && !announces(before.text)
        && open
            .numbers()
            .look_like(before.text, spelling.length + before.text.len())
}

fn is_plain_so(runs: &[Run<'_>], spelled: Spelled) -> bool {
    let text: String = runs.iter().map(|run| run.text).collect();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match spelled {
        Spelled::Whole | Spelled::WithoutPrefix => is_plain(&text),
        Spelled::WithoutZeros => digits < 4 || digits == text.len(),
        Spelled::WithoutBoth => true,
    }
}

/// The items whose number stands in a reference with check digits made of these runs.
fn checked<'a>(runs: &[Run<'_>], open: &'a OpenItemsIndex) -> Option<Number<'a>> {
    let length: usize = runs.iter().map(|run| run.text.len()).sum();
    let is_rf = runs[0].text == "RF" && length >= 5;
    if !is_rf && (length != LONGEST_CHECKED || !runs.iter().all(|run| run.is_digits)) {
        return None;
    }
    let text: String = runs.iter().map(|run| run.text).collect();
    let (places, plain) = match rf_body(&text) {
        Some(body) => (items_in(body, open)?, false),
        None => in_qr(qr_body(&text)?, open)?,
    };
    Some(Number {
        places,
        runs: runs.len(),
        checked: !plain,
        plain,
        spelled: Spelled::Whole,
        length,
    })
}

fn items_in<'a>(number: &str, open: &'a OpenItemsIndex) -> Option<&'a [u32]> {
    let runs = runs(number);
    let spelling = runs
        .iter()
        .fold(Spelling::new(), |so_far, run| so_far.with(run));
    open.numbers().spelled(&spelling).map(|(places, _)| places)
}

/// The number in a Swiss reference: all of it, or its last digits after the creditor's own.
fn in_qr<'a>(body: &str, open: &'a OpenItemsIndex) -> Option<(&'a [u32], bool)> {
    if let Some(places) = items_in(body.trim_start_matches('0'), open) {
        return Some((places, false));
    }
    (5..=20).rev().find_map(|length| {
        let end = &body[body.len() - length..];
        items_in(end, open).map(|places| (places, true))
    })
}

/// Notes a text that looks like a number of the book, one sign more or less allowed.
fn note_unknown(runs: &[Run<'_>], first: usize, open: &OpenItemsIndex, found: &mut Found) {
    let run = &runs[first];
    let prefix = if run.is_digits { "" } else { run.text };
    if !run.begins || prefix.len() > 6 || announces(prefix) {
        return;
    }
    let looks_like = |length: usize| {
        (length - 1..=length + 1).any(|length| open.numbers().look_like(prefix, length))
    };
    let mut text = String::new();
    for (count, run) in runs[first..].iter().enumerate() {
        if text.len() + run.text.len() > open.numbers().longest() + 1 || (count > 0 && run.apart) {
            return;
        }
        text.push_str(run.text);
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let is_long = text.len() >= 6 && digits >= 4;
        if run.ends && is_long && looks_like(text.len()) && !is_day(&text) {
            found.unknown.push(text);
            return;
        }
    }
}

/// Notes digits that may be the last ones of a number, and ranges of them. Days and years are none.
fn note_digits(runs: &[Run<'_>], found: &mut Found) {
    let value = |run: &Run<'_>| run.text.parse::<u64>().ok();
    let is_year = |run: &Run<'_>| {
        run.text.len() == 4 && (run.text.starts_with("20") || run.text.starts_with("19"))
    };
    for (at, run) in runs.iter().enumerate() {
        let next = runs.get(at + 1);
        let is_of_a_day = (run.sign == Sign::DateLike && run.text.len() <= 4)
            || next.is_some_and(|next| next.sign == Sign::DateLike && next.text.len() <= 4);
        let begins = run.begins || at.checked_sub(1).is_some_and(|before| runs[before].begins);
        let is_wanted = run.is_digits && begins && run.ends && (2..=12).contains(&run.text.len());
        if !is_wanted || is_year(run) || is_of_a_day || found.digits.len() >= MOST_DIGITS {
            continue;
        }
        let Some(first) = value(run) else { continue };
        found.digits.push((first, run.text.len()));
        let Some(last) = end_of_range(&runs[at + 1..], run.text.len(), is_year) else {
            continue;
        };
        if last > first && last - first <= WIDEST_RANGE {
            found.ranges.push((first, last));
        }
    }
}

/// The last number of a range whose first stands before these runs: `à FA2026-000105`, `-105`.
fn end_of_range(
    runs: &[Run<'_>],
    length: usize,
    is_year: impl Fn(&Run<'_>) -> bool,
) -> Option<u64> {
    let first = runs.first()?;
    let is_word = matches!(first.text, "A" | "AU" | "TO" | "BIS" | "THRU" | "JUSQU");
    if !is_word {
        let is_dash = first.sign == Sign::Dash && first.is_digits && first.text.len() == length;
        return first.text.parse().ok().filter(|_| is_dash);
    }
    let rest = &runs[1..];
    let prefix = rest.iter().take(2).take_while(|run| !run.is_digits).count();
    let digits = &rest[prefix..];
    let first = digits.first().filter(|run| run.is_digits)?;
    let second = digits
        .get(1)
        .filter(|run| run.is_digits && is_year(first) && !run.apart);
    second.unwrap_or(first).text.parse().ok()
}

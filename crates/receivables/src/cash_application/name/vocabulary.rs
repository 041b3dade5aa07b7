//! The words of all debtors' names, each taken apart once: which names hold a word, how much a word says,
//! and which words are one damage away. Must never be searched name by name.

use std::collections::HashMap;

use super::damage::is_one_damage;
use super::word::{is_legal_form, words_of};
use crate::cash_application::evidence::{Centibits, log2};
use crate::cash_application::key_table::{Key, KeyTable};

/// Payers are drawn from more companies than the debtors; a small book proves no more than this allows.
const COMPANIES_AT_LARGE: u64 = 4_096;
/// Shortest word in which a damage is recognised.
const SHORTEST_DAMAGED: usize = 4;
/// Longest word whose damaged forms are listed.
const LONGEST_DAMAGED: usize = 40;
/// More words than this beginning alike say nothing.
const MOST_BEGINNING_ALIKE: usize = 64;

/// A name to be known.
pub(in super::super) struct NamedDebtor<'a> {
    /// Whose, by its place among the debtors.
    pub debtor: u32,
    /// The name.
    pub name: &'a str,
    /// How often a person confirmed it, for a name learned from payments; nothing for the debtor's own.
    pub confirmed: Option<u32>,
}

/// The words of all names.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Vocabulary {
    words: Vec<String>,
    known: HashMap<String, u32>,
    weights: Vec<Centibits>,
    are_forms: Vec<bool>,
    /// The words of each name, one after the other.
    in_names: Vec<u32>,
    name_starts: Vec<u32>,
    owners: Vec<(u32, Option<u32>)>,
    /// The names that hold each word, one after the other.
    holders: Vec<u32>,
    holder_starts: Vec<u32>,
    names_of_debtor: KeyTable,
    damaged: KeyTable,
    in_order: Vec<u32>,
    most: Centibits,
}

impl Vocabulary {
    /// The words of names. Their order changes nothing but the numbers of names.
    pub fn new<'a>(names: impl IntoIterator<Item = NamedDebtor<'a>>) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            name_starts: vec![0],
            ..Vocabulary::default()
        };
        let mut buffer = String::new();
        for named in names {
            let before = vocabulary.in_names.len();
            words_of(named.name, &mut buffer, |word| {
                let id = vocabulary.known.get(word).copied().unwrap_or_else(|| {
                    let id = vocabulary.words.len() as u32;
                    vocabulary.words.push(word.to_string());
                    vocabulary.are_forms.push(is_legal_form(word));
                    vocabulary.known.insert(word.to_string(), id);
                    id
                });
                vocabulary.in_names.push(id);
            });
            if vocabulary.in_names.len() > before {
                vocabulary
                    .name_starts
                    .push(vocabulary.in_names.len() as u32);
                vocabulary.owners.push((named.debtor, named.confirmed));
            }
        }
        vocabulary.list_holders();
        vocabulary.list_damaged();
        let owners = vocabulary.owners.iter().enumerate();
        vocabulary.names_of_debtor =
            KeyTable::new(owners.map(|(name, (debtor, _))| (debtor_key(*debtor), name as u32)));
        vocabulary
    }

    fn list_holders(&mut self) {
        let mut counts = vec![0_u32; self.words.len() + 1];
        for name in 0..self.owners.len() {
            for (at, word) in self.words_in(name as u32).iter().enumerate() {
                let again = self.words_in(name as u32)[..at].contains(word);
                counts[*word as usize + 1] += u32::from(!again);
            }
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        let mut next = counts.clone();
        let mut holders = vec![0_u32; counts.last().copied().unwrap_or(0) as usize];
        for name in 0..self.owners.len() as u32 {
            let words = self.words_in(name);
            for (at, word) in words.iter().enumerate() {
                if !words[..at].contains(word) {
                    holders[next[*word as usize] as usize] = name;
                    next[*word as usize] += 1;
                }
            }
        }
        self.holders = holders;
        self.holder_starts = counts;
        let companies = (self.owners.len() as u64).max(COMPANIES_AT_LARGE);
        self.most = log2(companies) + 300;
        self.weights = (0..self.words.len() as u32)
            .map(|word| log2(companies) - log2(self.holders_of(word).len() as u64))
            .collect();
    }

    fn list_damaged(&mut self) {
        let mut entries = Vec::new();
        for (id, word) in self.words.iter().enumerate() {
            if is_damageable(word) {
                without_one(word, |key| entries.push((key, id as u32)));
            }
        }
        self.damaged = KeyTable::new(entries);
        self.in_order = (0..self.words.len() as u32).collect();
        let words = &self.words;
        self.in_order
            .sort_unstable_by(|one, other| words[*one as usize].cmp(&words[*other as usize]));
    }

    /// A word's place, when a name holds it.
    pub fn id(&self, word: &str) -> Option<u32> {
        self.known.get(word).copied()
    }

    /// A word.
    pub fn word(&self, id: u32) -> &str {
        &self.words[id as usize]
    }

    /// True for a word that is a legal form.
    pub fn is_form(&self, id: u32) -> bool {
        self.are_forms[id as usize]
    }

    /// What a word says when it is there.
    pub fn weight(&self, id: u32) -> Centibits {
        self.weights[id as usize]
    }

    /// The most that a name can say.
    pub fn most(&self) -> Centibits {
        self.most
    }

    /// The words of a name, in its order.
    pub fn words_in(&self, name: u32) -> &[u32] {
        let (from, to) = (
            self.name_starts[name as usize] as usize,
            self.name_starts[name as usize + 1] as usize,
        );
        &self.in_names[from..to]
    }

    /// The names that hold a word.
    pub fn holders_of(&self, word: u32) -> &[u32] {
        let (from, to) = (
            self.holder_starts[word as usize] as usize,
            self.holder_starts[word as usize + 1] as usize,
        );
        &self.holders[from..to]
    }

    /// How many names there are.
    pub fn names(&self) -> usize {
        self.owners.len()
    }

    /// Whose a name is, and how often it was confirmed when it was learned.
    pub fn owner(&self, name: u32) -> (u32, Option<u32>) {
        self.owners[name as usize]
    }

    /// The names of a debtor.
    pub fn names_of(&self, debtor: u32) -> &[u32] {
        self.names_of_debtor.places(debtor_key(debtor))
    }

    /// The words one damage away from a word, the word itself left out.
    pub fn one_damage_away(&self, word: &str) -> Vec<u32> {
        if !is_damageable(word) {
            return Vec::new();
        }
        let mut found: Vec<u32> = Vec::new();
        without_one(word, |key| found.extend(self.damaged.places(key)));
        found.sort_unstable();
        found.dedup();
        found.retain(|id| self.word(*id) != word && is_one_damage(self.word(*id), word));
        found
    }

    /// The longer words that begin with these letters; nothing when so many do that it says nothing.
    pub fn beginning_with(&self, letters: &str) -> &[u32] {
        let from = self
            .in_order
            .partition_point(|id| self.word(*id) <= letters);
        let rest = &self.in_order[from..];
        let most = rest.len().min(MOST_BEGINNING_ALIKE + 1);
        let count = rest[..most]
            .iter()
            .take_while(|id| self.word(**id).starts_with(letters))
            .count();
        if count > MOST_BEGINNING_ALIKE {
            return &[];
        }
        &rest[..count]
    }
}

fn debtor_key(debtor: u32) -> Key {
    Key::new(7).with_number(u64::from(debtor))
}

fn is_damageable(word: &str) -> bool {
    (SHORTEST_DAMAGED..=LONGEST_DAMAGED).contains(&word.len())
        && !word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The keys of a word and of the word without each of its letters.
fn without_one(word: &str, mut take: impl FnMut(Key)) {
    take(Key::new(3).with_text(word));
    for at in 0..word.len() {
        let shorter = word.bytes().enumerate().filter(|(place, _)| *place != at);
        take(shorter.fold(Key::new(3), |key, (_, byte)| key.with(byte)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let names = ["Garage Martin SARL", "Garage Martinez", "Menuiserie Martin"];
        Vocabulary::new(names.iter().enumerate().map(|(place, name)| NamedDebtor {
            debtor: place as u32,
            name,
            confirmed: None,
        }))
    }

    #[test]
    fn a_word_knows_the_names_that_hold_it_and_says_more_when_fewer_do() {
        let vocabulary = vocabulary();
        let martin = vocabulary.id("MARTIN").unwrap();
        let martinez = vocabulary.id("MARTINEZ").unwrap();
        assert_eq!(vocabulary.holders_of(martin), [0, 2]);
        assert!(vocabulary.weight(martinez) > vocabulary.weight(martin));
        assert_eq!(vocabulary.names_of(1), [1]);
    }

    #[test]
    fn damaged_and_cut_words_are_found() {
        let vocabulary = vocabulary();
        let words = |ids: &[u32]| -> Vec<String> {
            ids.iter()
                .map(|id| vocabulary.word(*id).to_string())
                .collect()
        };
        for damaged in ["MARTN", "MATRIN", "MARTIXN", "MBRTIN"] {
            assert_eq!(
                words(&vocabulary.one_damage_away(damaged)),
                ["MARTIN"],
                "{damaged}"
            );
        }
        assert_eq!(
            words(vocabulary.beginning_with("MART")),
            ["MARTIN", "MARTINEZ"]
        );
        assert_eq!(words(vocabulary.beginning_with("MARTIN")), ["MARTINEZ"]);
    }
}

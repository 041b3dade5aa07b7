//! How much the words of a payment say for a name: words that are there, damaged or cut weigh for it, words
//! that are missing or too many against it. Must never take a word of the bank's for a word of a name.

use super::vocabulary::Vocabulary;
use super::word::{is_empty_word, is_legal_form, words_of};
use crate::cash_application::evidence::{Centibits, log2};
use crate::cash_application::words::{Purpose, is_of_payments};

/// Names looked at closely, at most.
const MOST_NAMES: usize = 40;
/// Entries of word lists walked for one payment, at most.
const MOST_HOLDERS: usize = 6_000;
/// Words of a payment looked at, at most.
const MOST_WORDS: usize = 48;
/// Banks cut names at 24 letters and more; a name this long may be cut at a word's end.
const MAY_BE_CUT_FROM: usize = 19;

/// How a name agrees with a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Likeness {
    /// What the words say.
    pub weight: Centibits,
    /// True when every word but a legal form is there, undamaged.
    pub is_whole: bool,
}

/// A word of a payment that may be a word of names.
#[derive(Clone, Copy, Debug)]
struct Match {
    word: u32,
    token: u32,
    gain: Centibits,
    how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Whole,
    Damaged,
    Cut,
}

#[derive(Clone, Debug)]
struct Token {
    text: String,
    /// In the payer's name, or in a text that has no name apart: a word too many counts against.
    counts: bool,
    /// False for the first of two words that lost the space between them.
    is_whole: bool,
    end: usize,
    known: Option<u32>,
}

/// The words of a payment, matched once with the words of all names.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct PayerWords {
    tokens: Vec<Token>,
    /// By word, the best first.
    matches: Vec<Match>,
}

impl PayerWords {
    /// The words of a name and of a text.
    pub fn of(name: &str, text: &str, vocabulary: &Vocabulary) -> PayerWords {
        let mut words = PayerWords::default();
        let mut buffer = String::new();
        let has_name = !name.trim().is_empty();
        for (part, counts) in [(name, true), (text, !has_name)] {
            let mut end = 0;
            let mut add = |word: &str, is_whole: bool| {
                end += word.len() + 1;
                if words.tokens.len() < MOST_WORDS {
                    words.tokens.push(Token {
                        text: word.to_string(),
                        counts: counts && !is_of_payments(word),
                        is_whole,
                        end,
                        known: vocabulary.id(word),
                    });
                }
            };
            words_of(part, &mut buffer, |word| match parted(word, vocabulary) {
                Some((one, other)) => {
                    add(one, false);
                    add(other, true);
                }
                None => add(word, true),
            });
        }
        words.match_all(vocabulary);
        words
    }

    /// What the words say the payment is for, with the word that speaks against a settlement.
    pub fn purpose(&self) -> (Purpose, Option<&str>) {
        Purpose::of(self.tokens.iter().map(|token| token.text.as_str()))
    }

    fn match_all(&mut self, vocabulary: &Vocabulary) {
        let mut matches = Vec::new();
        for at in 0..self.tokens.len() {
            self.match_one(at, vocabulary, &mut matches);
        }
        matches.sort_unstable_by_key(|one| (one.word, -one.gain, one.token));
        self.matches = matches;
    }

    fn match_one(&self, at: usize, vocabulary: &Vocabulary, matches: &mut Vec<Match>) {
        let token = &self.tokens[at];
        let mut add = |word, gain, how| {
            let token = at as u32;
            matches.push(Match {
                word,
                token,
                gain,
                how,
            });
        };
        if let Some(word) = token.known {
            match token.is_whole {
                true => add(word, vocabulary.weight(word), How::Whole),
                false => add(word, vocabulary.weight(word) - 150, How::Damaged),
            }
        }
        if is_of_payments(&token.text) || is_legal_form(&token.text) {
            return;
        }
        // A word that no name holds is hardly anything but a damaged one.
        let cost = match (token.known, token.text.len()) {
            (Some(_), _) => 600,
            (None, 8..) => 150,
            (None, 5..) => 250,
            (None, _) => 350,
        };
        let mut is_found = token.known.is_some();
        for word in vocabulary.one_damage_away(&token.text) {
            add(word, vocabulary.weight(word) - cost, How::Damaged);
            is_found = true;
        }
        let next = self.tokens.get(at + 1);
        let is_last = next.is_none_or(|next| next.known.is_none() || is_of_payments(&next.text));
        if is_last || (token.known.is_none() && token.text.len() >= 3) {
            let begun = vocabulary.beginning_with(&token.text);
            let holders: usize = begun
                .iter()
                .map(|word| vocabulary.holders_of(*word).len())
                .sum();
            let all = vocabulary.most() - 300;
            let gain = all - log2(holders as u64) - if is_last { 60 } else { 200 };
            for word in begun {
                add(*word, gain, How::Cut);
                is_found = true;
            }
        }
        let whole = next.and_then(|next| joined(token, next, vocabulary));
        if let Some(word) = whole.filter(|_| !is_found) {
            add(word, vocabulary.weight(word) - 150, How::Damaged);
        }
    }

    /// The names that the rarest words of the payment point at, the likeliest first.
    pub fn names(&self, vocabulary: &Vocabulary, sums: &mut Sums) -> Vec<u32> {
        let mut by_rarity: Vec<&Match> = self
            .matches
            .iter()
            .filter(|one| !vocabulary.is_form(one.word))
            .collect();
        by_rarity.sort_by_key(|one| (vocabulary.holders_of(one.word).len(), one.word, one.token));
        let mut walked = 0;
        for one in by_rarity {
            let holders = vocabulary.holders_of(one.word);
            if walked > 0 && walked + holders.len() > MOST_HOLDERS {
                break;
            }
            walked += holders.len();
            sums.add(holders, i32::try_from(one.gain).unwrap_or(0));
        }
        sums.best(MOST_NAMES)
    }

    /// How much the payment says for a name.
    pub fn likeness(&self, name: u32, vocabulary: &Vocabulary) -> Likeness {
        let words = vocabulary.words_in(name);
        let (mut used, mut gain, mut content) = (0_u64, 0, 0);
        let mut missing: Vec<(usize, u32)> = Vec::new();
        let mut last = (0, false);
        let (mut start, mut end, mut is_whole) = (usize::MAX, 0, true);
        for (at, word) in words.iter().enumerate() {
            let Some(one) = self.best(*word, used) else {
                missing.push((at, *word));
                continue;
            };
            used |= 1_u64 << one.token;
            gain += one.gain;
            let token = &self.tokens[one.token as usize];
            start = start.min(token.end - token.text.len() - 1);
            end = end.max(token.end);
            is_whole &= one.how == How::Whole;
            if !vocabulary.is_form(*word) {
                content += 1;
                last = (at, one.how == How::Cut);
            }
        }
        if content == 0 {
            return Likeness {
                weight: 0,
                is_whole: false,
            };
        }
        let is_cut = last.1 || end.saturating_sub(start) >= MAY_BE_CUT_FROM;
        let lost = self.cost_of_missing(&missing, (last.0, is_cut), vocabulary);
        let is_form = |word: &u32| vocabulary.is_form(*word);
        is_whole &= missing.iter().all(|(_, word)| is_form(word));
        let extra = self.cost_of_extra(used);
        Likeness {
            weight: capped(gain, vocabulary.most()) - lost - extra,
            is_whole,
        }
    }

    fn best(&self, word: u32, used: u64) -> Option<&Match> {
        let from = self.matches.partition_point(|one| one.word < word);
        self.matches[from..]
            .iter()
            .take_while(|one| one.word == word)
            .find(|one| used & (1_u64 << one.token) == 0)
    }

    /// What it costs that words of the name are not there. After a cut the rest is missing at one price.
    fn cost_of_missing(
        &self,
        missing: &[(usize, u32)],
        (last, is_cut): (usize, bool),
        vocabulary: &Vocabulary,
    ) -> Centibits {
        let (mut cost, mut after) = (0, false);
        for (at, word) in missing {
            if *at > last && is_cut {
                after = true;
            } else if vocabulary.is_form(*word) {
                cost += 150;
            } else if vocabulary.word(*word).len() <= 2 {
                cost += 550;
            } else {
                cost += 600;
            }
        }
        cost + if after { 150 } else { 0 }
    }

    /// What it costs that the payer's name holds words of other names.
    fn cost_of_extra(&self, used: u64) -> Centibits {
        let tokens = self.tokens.iter().enumerate();
        tokens
            .filter(|(at, token)| {
                used & (1_u64 << at) == 0 && token.counts && token.known.is_some()
            })
            .map(|(_, token)| match token.text.len() {
                _ if is_legal_form(&token.text) => 250,
                1 if !token.text.as_bytes()[0].is_ascii_digit() => 100,
                _ => 400,
            })
            .sum::<Centibits>()
            .min(1_500)
    }
}

/// Words of one name are no independent witnesses: beyond what a name can say, they weigh an eighth.
fn capped(gain: Centibits, most: Centibits) -> Centibits {
    gain.min(most) + (gain - most).max(0) / 8
}

/// Two words that lost the space between them; the second may be a number. Nothing for a word that is known
/// or is a damaged one.
fn parted<'a>(text: &'a str, vocabulary: &Vocabulary) -> Option<(&'a str, &'a str)> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_known = |text: &str| vocabulary.id(text).is_some();
    if text.len() < 4 || is_digits(text) || is_of_payments(text) || is_known(text) {
        return None;
    }
    let parts = (2..text.len()).rev().map(|at| text.split_at(at));
    let fit = |(one, other): &(&str, &str)| {
        let is_long = other.len() >= 2 || is_digits(other);
        let fits = |part: &str| is_known(part) || is_empty_word(part);
        is_long && fits(one) && fits(other) && (is_known(one) || is_known(other))
    };
    let found = parts.into_iter().find(fit)?;
    vocabulary.one_damage_away(text).is_empty().then_some(found)
}

/// One word that a space cut in two.
fn joined(token: &Token, next: &Token, vocabulary: &Vocabulary) -> Option<u32> {
    let whole = format!("{}{}", token.text, next.text);
    vocabulary.id(&whole)
}

/// Sums over names, kept between payments so that nothing of the size of all names is made for each.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Sums {
    sums: Vec<i32>,
    touched: Vec<u32>,
}

impl Sums {
    /// Sums over so many names.
    pub fn over(names: usize) -> Sums {
        Sums {
            sums: vec![0; names],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, names: &[u32], gain: i32) {
        for name in names {
            let sum = &mut self.sums[*name as usize];
            if *sum == 0 {
                self.touched.push(*name);
            }
            *sum = sum.saturating_add(gain.max(1));
        }
    }

    /// The names with the highest sums; starts anew. Most names share one frequent word with the payment and are
    /// passed over at once: only what may be among the best is ordered.
    fn best(&mut self, most: usize) -> Vec<u32> {
        let order = |one: &(i32, u32)| (-one.0, one.1);
        let mut best: Vec<(i32, u32)> = Vec::with_capacity(2 * most);
        let mut bar = None;
        for name in self.touched.drain(..) {
            let one = (std::mem::take(&mut self.sums[name as usize]), name);
            if bar.is_some_and(|bar| order(&one) >= bar) {
                continue;
            }
            best.push(one);
            if best.len() == 2 * most {
                let (_, last, _) = best.select_nth_unstable_by_key(most - 1, order);
                bar = Some(order(last));
                best.truncate(most);
            }
        }
        best.sort_unstable_by_key(order);
        best.truncate(most);
        best.into_iter().map(|(_, name)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::NamedDebtor;
    use super::*;

    fn vocabulary() -> Vocabulary {
        let names = [
            "Garage Martin SARL",
            "Garage Martin 1 SAS",
            "Menuiserie Martin Nord SARL",
            "Menuiserie Martinez Services 1 SA",
            "Établissements Dubois & Cie SA",
        ];
        Vocabulary::new(names.iter().enumerate().map(|(place, name)| NamedDebtor {
            debtor: place as u32,
            name,
            confirmed: None,
        }))
    }

    /// The likeliest name of a text, or nothing when two are as likely.
    fn likeliest(text: &str) -> Option<u32> {
        let vocabulary = vocabulary();
        let words = PayerWords::of("", text, &vocabulary);
        let names = words.names(&vocabulary, &mut Sums::over(vocabulary.names()));
        let mut weights: Vec<(Centibits, u32)> = names
            .iter()
            .map(|name| (words.likeness(*name, &vocabulary).weight, *name))
            .filter(|(weight, _)| *weight > 0)
            .collect();
        weights.sort();
        let best = weights.pop()?;
        (weights.last().is_none_or(|next| next.0 < best.0)).then_some(best.1)
    }

    #[test]
    fn the_highest_sums_are_found_whatever_the_order_they_come_in() {
        let mut sums = Sums::over(1_000);
        for name in 0..1_000_u32 {
            let gain = i32::try_from(name * 7_919 % 101).unwrap();
            sums.add(&[name], gain);
        }
        let mut expected: Vec<(i32, u32)> = (0..1_000_u32)
            .map(|name| (-i32::try_from(name * 7_919 % 101).unwrap().max(1), name))
            .collect();
        expected.sort_unstable();
        let expected: Vec<u32> = expected.into_iter().take(40).map(|one| one.1).collect();
        assert_eq!(sums.best(40), expected);
        assert_eq!(sums.best(40), Vec::<u32>::new(), "it starts anew");
    }

    #[test]
    fn the_name_that_a_damaged_text_means_weighs_most() {
        let table = [
            ("VIR GARAGE MARTIN SARL REGLEMENT", Some(0)),
            ("VIR GARAGE MARTIN 1 REGLEMENT", Some(1)),
            ("VIR SAS MARTIN 1 GARAGE", Some(1)),
            ("VIR GARAGE MARTN 1 SAS", Some(1)),
            ("VIR GARAGEMARTIN 1 SAS", Some(1)),
            ("VIR GARAGE MARTIN1 SAS", Some(1)),
            ("MENUISERIE MARTIN N", Some(2)),
            ("MENUISERIE MARTINEZ SERV", Some(3)),
            ("ETS DUBOIS ET CIE", Some(4)),
            ("etablissements dubois", Some(4)),
            ("STE GENERALE", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(likeliest(text), expected, "{text}");
        }
    }
}

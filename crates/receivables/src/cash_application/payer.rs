//! Who may have paid: debtors with what a payment's name, account and numbers say for each. Must never choose
//! one; that is done with the amounts.

use std::collections::BTreeMap;

use super::IncomingCredit;
use super::book::DebtorTag;
use super::evidence::{Centibits, log2};
use super::index::OpenItemsIndex;
use super::name::{Likeness, PayerWords, Sums};
use super::search::Found;
use super::words::Purpose;

/// Debtors weighed for one payment, at most.
const MOST_CANDIDATES: usize = 48;
/// An amount of more open items than this points at nobody.
const MOST_OF_AN_AMOUNT: usize = 24;
/// How far below the likeliest a name is still weighed.
const FAR_BELOW: Centibits = 1_200;
/// What an account says that was confirmed once, and each time more.
const ACCOUNT: (Centibits, Centibits) = (1_200, 200);
/// What it costs that another company of the group paid.
const BY_THE_GROUP: Centibits = 300;

/// How a debtor came to be a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Its name is there.
    Name(Likeness),
    /// A name it paid under before, confirmed so often.
    LearnedName(u32),
    /// Another company of its group is there.
    Group(u32),
}

/// A debtor that may have paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its place among the debtors.
    pub debtor: u32,
    /// What speaks for it.
    pub weight: Centibits,
    /// Its name, or what stands for it.
    pub sign: Option<Sign>,
    /// The account it came from is known as its own.
    pub is_known_account: bool,
}

/// What a payment says, whatever is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Clues {
    /// Who may have paid, by debtor.
    pub candidates: Vec<Candidate>,
    /// A word that speaks against a settlement.
    pub against: Option<String>,
    /// Words say that an invoice is paid.
    pub is_settlement: bool,
}

impl Clues {
    /// What a payment says of all debtors, or of those alone that its numbers and its amount point at. `sums`
    /// saves memory between payments.
    pub fn of(
        credit: &IncomingCredit,
        found: &Found,
        open: &OpenItemsIndex,
        sums: Option<&mut Sums>,
    ) -> Clues {
        let name = credit.remitter_name.as_deref().unwrap_or_default();
        let vocabulary = open.vocabulary();
        let words = PayerWords::of(name, &credit.text, vocabulary);
        let (purpose, against) = words.purpose();
        let mut signs: BTreeMap<u32, (Centibits, Option<Sign>)> = BTreeMap::new();
        let mut note = |name: u32| {
            let likeness = words.likeness(name, vocabulary);
            let (debtor, confirmed) = vocabulary.owner(name);
            let (weight, sign) = match confirmed {
                None => (likeness.weight, Sign::Name(likeness)),
                Some(times) => {
                    let learned = log2(u64::from(times) + 1).min(300);
                    (likeness.weight + learned, Sign::LearnedName(times))
                }
            };
            let known = signs.entry(debtor).or_insert((0, None));
            if likeness.weight > 0 && weight > known.0 {
                *known = (weight, Some(sign));
            }
        };
        let likely = sums
            .map(|sums| words.names(vocabulary, sums))
            .unwrap_or_default();
        likely.into_iter().for_each(&mut note);
        let alike = open.of_amount(credit.amount);
        let of_amount = if alike.len() <= MOST_OF_AN_AMOUNT {
            alike
        } else {
            &[]
        };
        let named = found.named.keys().copied();
        let places = of_amount.iter().map(|place| *place as usize).chain(named);
        let pointed_at: Vec<u32> = places.map(|place| open.owner(place)).collect();
        for debtor in &pointed_at {
            vocabulary
                .names_of(*debtor)
                .iter()
                .copied()
                .for_each(&mut note);
        }
        for debtor in &pointed_at {
            signs.entry(*debtor).or_insert((0, None));
        }
        let accounts = credit
            .remitter_iban
            .as_deref()
            .and_then(|iban| open.payers_from(iban));
        let candidates = candidates(&mut signs, accounts, (open, &pointed_at));
        Clues {
            candidates,
            against: against.map(str::to_string),
            is_settlement: purpose == Purpose::Settlement,
        }
    }

    /// The candidate that is a debtor.
    pub fn candidate(&self, debtor: u32) -> Option<&Candidate> {
        self.candidates
            .iter()
            .find(|candidate| candidate.debtor == debtor)
    }

    /// A debtor whose name stands there and that has nothing to do with this one.
    pub fn another_payer(&self, debtor: u32, open: &OpenItemsIndex) -> Option<u32> {
        let own = self
            .candidate(debtor)
            .map_or(0, |candidate| candidate.weight);
        let best = self
            .candidates
            .iter()
            .max_by_key(|one| (one.weight, u32::MAX - one.debtor))?;
        let is_other = best.debtor != debtor
            && best.weight >= 500
            && own + 500 <= best.weight
            && !open.group(debtor).contains(&best.debtor)
            && !open.has_tag(best.debtor, DebtorTag::PaysForOthers);
        is_other.then_some(best.debtor)
    }
}

fn candidates(
    signs: &mut BTreeMap<u32, (Centibits, Option<Sign>)>,
    accounts: Option<&BTreeMap<u32, u32>>,
    (open, pointed_at): (&OpenItemsIndex, &[u32]),
) -> Vec<Candidate> {
    let by_group: Vec<(u32, u32, Centibits)> = signs
        .iter()
        .filter(|(_, (weight, _))| *weight > BY_THE_GROUP)
        .flat_map(|(payer, (weight, _))| {
            let members = open.group(*payer).iter();
            members.map(move |member| (*member, *payer, weight - BY_THE_GROUP))
        })
        .collect();
    for (member, payer, weight) in by_group {
        let known = signs.entry(member).or_insert((0, None));
        if member != payer && weight > known.0 {
            *known = (weight, Some(Sign::Group(payer)));
        }
    }
    for payer in accounts.into_iter().flat_map(BTreeMap::keys) {
        signs.entry(*payer).or_insert((0, None));
    }
    let sharing = accounts.map_or(1, BTreeMap::len) as u64;
    let mut found: Vec<Candidate> = signs
        .iter()
        .map(|(debtor, (weight, sign))| {
            let confirmed = accounts.and_then(|accounts| accounts.get(debtor));
            let account = confirmed.map_or(0, |times| {
                ACCOUNT.0 + ACCOUNT.1 * Centibits::from((*times).min(4)) - log2(sharing)
            });
            Candidate {
                debtor: *debtor,
                weight: weight + account,
                sign: *sign,
                is_known_account: confirmed.is_some(),
            }
        })
        .collect();
    found.sort_by_key(|one| (-one.weight, one.debtor));
    // What is far less likely than the best counts only where a number or an amount points at it.
    let best = found.first().map_or(0, |one| one.weight);
    found.retain(|one| best - one.weight <= FAR_BELOW || pointed_at.contains(&one.debtor));
    found.truncate(MOST_CANDIDATES);
    found
}

//! What a payment may settle: sets of items of each candidate with what speaks for each. Must never mix
//! currencies, nor debtors that are not of one group.

use super::IncomingCredit;
use super::evidence::{Centibits, log2, log2_choices};
use super::index::OpenItemsIndex;
use super::name_number::{Naming, naming};
use super::payer::{Candidate, Clues};
use super::search::Found;
use super::subset::{self, Natural};
use crate::item::ItemKind;

/// Candidates whose sums of items are looked at, at most, and how far below the best they may be.
const SUMS_OF: (usize, Centibits) = (16, 1_300);
/// Candidates whose oldest items are proposed when nothing agrees, at most.
const OLDEST_OF: usize = 3;
/// What a number with one sign wrong says.
const DAMAGED: Centibits = 1_600;
/// What it costs that another debtor's name stands by a number whose amount does not agree.
const ANOTHER_NAME: Centibits = 1_500;
/// Items of one debtor or group that are weighed, at most.
const MOST_ITEMS: usize = 400;

/// How the amount of a payment agrees with a set of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// To the cent.
    Exact(Natural),
    /// Less by an agreed discount.
    Discount(i64),
    /// Less by what banks may keep.
    Fees,
    /// More by fixed recovery sums.
    FixedSum(i64),
    /// Less.
    Short,
    /// More.
    More,
    /// The next instalments of a plan, so many of them.
    Planned(u32),
    /// The oldest items, until the money is used.
    Oldest,
}

/// What a payment may settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hypothesis {
    /// What speaks for it.
    pub weight: Centibits,
    /// The candidate, by its place among the debtors.
    pub payer: u32,
    /// The claims, by place.
    pub claims: Vec<usize>,
    /// The credit notes deducted, by place.
    pub notes: Vec<usize>,
    /// How the amount agrees.
    pub agreement: Agreement,
    /// How many of the items are named, in whatever way.
    pub named: usize,
    /// As many sets fit as well, whether kept or not.
    pub alike: usize,
}

/// A payment and all that is known of it.
pub(super) struct Case<'a> {
    pub credit: &'a IncomingCredit,
    pub found: &'a Found,
    pub clues: &'a Clues,
    pub open: &'a OpenItemsIndex,
    /// What is left of each item, by place.
    pub left: &'a [i64],
}

/// The items of one candidate or group that the payment may settle.
pub(super) struct Items<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) payer: u32,
    base: Centibits,
    /// Oldest first, claims and credit notes.
    places: Vec<usize>,
    naming: Vec<(usize, Naming)>,
}

impl Case<'_> {
    /// All hypotheses worth weighing.
    pub fn hypotheses(&self) -> Vec<Hypothesis> {
        let mut hypotheses = Vec::new();
        let best = self.clues.candidates.first().map_or(0, |one| one.weight);
        for (rank, candidate) in self.clues.candidates.iter().enumerate() {
            let places = self.places_of(&[candidate.debtor]);
            let Some(items) = self.items(candidate, places) else {
                continue;
            };
            items.add_named(&mut hypotheses);
            items.add_single(&mut hypotheses);
            items.add_planned(&mut hypotheses);
            let is_likely = candidate.weight >= 500 && best - candidate.weight <= SUMS_OF.1;
            if rank < SUMS_OF.0 && is_likely {
                items.add_sums(&mut hypotheses);
            }
            if rank < OLDEST_OF && is_likely {
                items.add_oldest(&mut hypotheses);
            }
        }
        self.add_groups(&mut hypotheses);
        hypotheses
    }

    fn places_of(&self, debtors: &[u32]) -> Vec<usize> {
        let mut places: Vec<usize> = debtors
            .iter()
            .flat_map(|debtor| self.open.owned(*debtor))
            .filter(|place| {
                let item = self.open.at(*place);
                self.left[*place] != 0
                    && item.open.currency == self.credit.amount.currency
                    && item.kind != ItemKind::PaymentOnAccount
            })
            .collect();
        if debtors.len() > 1 {
            places.sort_by_key(|place| (self.open.at(*place).due_on, *place));
        }
        places.truncate(MOST_ITEMS);
        places
    }

    fn items<'a>(&'a self, candidate: &Candidate, places: Vec<usize>) -> Option<Items<'a>> {
        if places.is_empty() {
            return None;
        }
        let against = self.against(candidate.debtor);
        let named = |place: &usize| Some((*place, naming(*place, self.found, self.open)?));
        let naming: Vec<(usize, Naming)> = match self.found.is_empty() {
            true => Vec::new(),
            false => places.iter().filter_map(named).collect(),
        };
        Some(Items {
            case: self,
            payer: candidate.debtor,
            base: candidate.weight + log2(places.len() as u64) - self.open.prior() - against,
            places,
            naming,
        })
    }

    /// What it costs that a word speaks against a settlement, unless it is of the debtor's own name.
    pub fn against(&self, debtor: u32) -> Centibits {
        match &self.clues.against {
            Some(word) if !self.is_of_the_name(word, debtor) => 800,
            _ => 0,
        }
    }

    fn is_of_the_name(&self, word: &str, debtor: u32) -> bool {
        let vocabulary = self.open.vocabulary();
        vocabulary.id(word).is_some_and(|word| {
            let names = vocabulary.names_of(debtor);
            names
                .iter()
                .any(|name| vocabulary.words_in(*name).contains(&word))
        })
    }

    /// One payment for several companies of a group.
    fn add_groups(&self, hypotheses: &mut Vec<Hypothesis>) {
        for candidate in self.clues.candidates.iter().take(SUMS_OF.0) {
            let members = self.open.group(candidate.debtor);
            if members.len() < 2 || candidate.weight < 500 {
                continue;
            }
            let Some(mut items) = self.items(candidate, self.places_of(members)) else {
                continue;
            };
            items.base -= 300;
            let before = hypotheses.len();
            items.add_named(hypotheses);
            items.add_sums(hypotheses);
            let of_several = |one: &Hypothesis| {
                let first = one.claims.first().map(|place| self.open.owner(*place));
                one.claims
                    .iter()
                    .any(|place| Some(self.open.owner(*place)) != first)
            };
            let found = hypotheses.split_off(before);
            hypotheses.extend(found.into_iter().filter(of_several));
        }
    }
}

impl Items<'_> {
    pub(super) fn left(&self, place: usize) -> i64 {
        self.case.left[place]
    }

    fn amount(&self) -> i64 {
        self.case.credit.amount.minor
    }

    pub(super) fn sum(&self, places: &[usize]) -> i64 {
        places
            .iter()
            .fold(0_i64, |sum, place| sum.saturating_add(self.left(*place)))
    }

    pub(super) fn rarity(&self) -> Centibits {
        self.case.open.rarity(self.case.credit.amount)
    }

    fn claims(&self) -> impl Iterator<Item = usize> + '_ {
        self.places
            .iter()
            .copied()
            .filter(|place| self.left(*place) > 0)
    }

    fn named_weight(&self, places: &[usize]) -> (Centibits, usize) {
        let of = |place: &usize| self.naming.iter().find(|(other, _)| other == place);
        let named: Vec<Centibits> = places
            .iter()
            .filter_map(of)
            .map(|(_, how)| how.weight)
            .collect();
        (named.iter().sum::<Centibits>().min(6_000), named.len())
    }

    pub(super) fn hypothesis(
        &self,
        places: &[usize],
        agreement: Agreement,
        (weight, alike): (Centibits, usize),
    ) -> Hypothesis {
        let (said, named) = self.named_weight(places);
        let days = self.days_off(places);
        let (claims, notes) = places
            .iter()
            .copied()
            .partition(|place| self.left(*place) > 0);
        Hypothesis {
            weight: self.base + said + weight - days,
            payer: self.payer,
            claims,
            notes,
            agreement,
            named,
            alike,
        }
    }

    /// What it costs that a payment comes long before or after its due date.
    fn days_off(&self, places: &[usize]) -> Centibits {
        let booked_on = self.case.credit.booked_on;
        let days = places.iter().map(|place| {
            let due_on = self.case.open.at(*place).due_on;
            crate::calendar::days_between(due_on, booked_on)
        });
        match days.max_by_key(|days| days.abs()).unwrap_or(0) {
            -60..=120 => 0,
            -120..=400 => 30,
            _ => 100,
        }
    }

    /// Hypotheses of items that the payment names.
    fn add_named(&self, hypotheses: &mut Vec<Hypothesis>) {
        let all: Vec<usize> = self.naming.iter().map(|(place, _)| *place).collect();
        if all.is_empty() {
            return;
        }
        let proven = |(_, how): &&(usize, Naming)| how.weight >= 1_500;
        let surely: Vec<usize> = self
            .naming
            .iter()
            .filter(proven)
            .map(|(place, _)| *place)
            .collect();
        let mut sets = vec![all.clone(), surely];
        let is_charge = |place: &usize| self.case.open.at(*place).kind == ItemKind::Charge;
        sets.push(
            all.iter()
                .copied()
                .filter(|place| !is_charge(place))
                .collect(),
        );
        sets.push(
            all.iter()
                .copied()
                .filter(|place| self.left(*place) > 0)
                .collect(),
        );
        if all.len() <= 8 {
            sets.extend(all.iter().map(|place| vec![*place]));
        }
        sets.sort();
        sets.dedup();
        let mut is_exact = false;
        for set in sets
            .iter()
            .filter(|set| set.iter().any(|place| self.left(*place) > 0))
        {
            is_exact |= self.add_agreement(set, hypotheses);
        }
        if !is_exact {
            self.add_named_with_others(&all, hypotheses);
            self.add_damaged(hypotheses);
        }
    }

    /// True when the set agrees to the cent.
    fn add_agreement(&self, set: &[usize], hypotheses: &mut Vec<Hypothesis>) -> bool {
        let (sum, amount) = (self.sum(set), self.amount());
        let several = if set.len() > 1 { 200 } else { 0 };
        let mut add = |agreement, weight| {
            hypotheses.push(self.hypothesis(set, agreement, (weight, 1)));
        };
        if sum == amount {
            add(Agreement::Exact(Natural::Any), self.rarity() - 50);
            return true;
        }
        let another = self.case.clues.another_payer(self.payer, self.case.open);
        let cost = if another.is_some() { ANOTHER_NAME } else { 0 };
        if let Some((agreement, weight)) = self.nearly(set, sum) {
            add(agreement, weight - cost);
        }
        if amount < sum {
            add(Agreement::Short, -300 - several - cost);
        } else {
            add(Agreement::More, -500 - several - cost);
        }
        false
    }

    /// Discounts, bank fees and fixed sums between what is open and what was paid.
    fn nearly(&self, set: &[usize], sum: i64) -> Option<(Agreement, Centibits)> {
        let amount = self.amount();
        let policy = self.case.open.policy();
        let short = sum.checked_sub(amount)?;
        if short > 0 {
            let booked_on = self.case.credit.booked_on;
            let discounts: Vec<i64> = set
                .iter()
                .filter_map(|place| self.case.open.discount(*place, booked_on))
                .collect();
            let discount = discounts
                .iter()
                .fold(0_i64, |sum, one| sum.saturating_add(*one));
            let is_each = discounts.len() == set.len();
            if is_each && (discount - short).abs() <= set.len() as i64 {
                return Some((Agreement::Discount(short), self.rarity() - 150));
            }
            let is_small = short <= policy.bank_fees_minor && short <= sum / 4;
            let window = log2(policy.bank_fees_minor.unsigned_abs());
            return is_small.then(|| (Agreement::Fees, self.rarity() - window - 250));
        }
        let over = short.checked_neg()?;
        let fixed = policy.fixed_sum_minor;
        let times = if fixed > 0 && over % fixed == 0 {
            over / fixed
        } else {
            0
        };
        let is_fixed = (1..=set.len() as i64).contains(&times);
        is_fixed.then(|| (Agreement::FixedSum(over), self.rarity() - 250))
    }

    /// Some are named, and others complete the sum.
    fn add_named_with_others(&self, named: &[usize], hypotheses: &mut Vec<Hypothesis>) {
        let rest = self.amount().saturating_sub(self.sum(named));
        let others: Vec<usize> = self
            .places
            .iter()
            .copied()
            .filter(|place| !named.contains(place))
            .collect();
        if rest <= 0 || others.is_empty() {
            return;
        }
        let count = log2(others.len() as u64);
        for other in others.iter().filter(|place| self.left(**place) == rest) {
            let set = [named, &[*other]].concat();
            let weight = (self.rarity() - 350 - count, 1);
            hypotheses.push(self.hypothesis(&set, Agreement::Exact(Natural::Any), weight));
        }
        let amounts: Vec<i64> = others.iter().map(|place| self.left(*place)).collect();
        let found = subset::sums(&amounts, self.due(&others), rest);
        for (set, natural) in &found.sets {
            let set: Vec<usize> = named
                .iter()
                .copied()
                .chain(set.iter().map(|at| others[*at]))
                .collect();
            let weight =
                self.rarity() - 400 - self.choices(others.len(), set.len() - named.len(), *natural);
            let agreement = Agreement::Exact(Natural::Any);
            hypotheses.push(self.hypothesis(&set, agreement, (weight, found.count)));
        }
    }

    fn due(&self, places: &[usize]) -> usize {
        let booked_on = self.case.credit.booked_on;
        places
            .iter()
            .take_while(|place| self.case.open.at(**place).due_on <= booked_on)
            .count()
    }

    fn choices(&self, all: usize, few: usize, natural: Natural) -> Centibits {
        let natural = match natural {
            Natural::All | Natural::Due => 100,
            Natural::Oldest => 200,
            Natural::Run => 200 + log2(all as u64),
            Natural::Any => Centibits::MAX,
        };
        natural.min(log2_choices(all, few)) + log2(all as u64)
    }

    /// A number with one sign wrong, of an item whose amount agrees.
    fn add_damaged(&self, hypotheses: &mut Vec<Hypothesis>) {
        for place in self
            .claims()
            .filter(|place| self.left(*place) == self.amount())
        {
            if super::name_number::is_damaged(place, self.case.found, self.case.open) {
                let weight = (self.rarity() + DAMAGED - 100, 1);
                let one = self.hypothesis(&[place], Agreement::Exact(Natural::Any), weight);
                hypotheses.push(one);
            }
        }
    }

    /// One item of exactly this amount, or nearly.
    fn add_single(&self, hypotheses: &mut Vec<Hypothesis>) {
        let unknown = if self.case.found.unknown.is_empty() {
            0
        } else {
            500
        };
        let count = log2(self.places.len() as u64);
        let mut is_exact = false;
        for place in self.claims() {
            if self.left(place) == self.amount() {
                is_exact = true;
                let is_damaged =
                    super::name_number::is_damaged(place, self.case.found, self.case.open);
                let number = if is_damaged { DAMAGED } else { -unknown };
                let weight = (self.rarity() - 74 - count + number, 1);
                let agreement = Agreement::Exact(Natural::Any);
                hypotheses.push(self.hypothesis(&[place], agreement, weight));
            }
        }
        if is_exact {
            return;
        }
        for place in self.claims() {
            if let Some((agreement, weight)) = self.nearly(&[place], self.left(place)) {
                let weight = (weight - 200 - count - unknown, 1);
                hypotheses.push(self.hypothesis(&[place], agreement, weight));
            }
        }
    }

    /// Several items that add up.
    fn add_sums(&self, hypotheses: &mut Vec<Hypothesis>) {
        let amounts: Vec<i64> = self.places.iter().map(|place| self.left(*place)).collect();
        let found = subset::sums(&amounts, self.due(&self.places), self.amount());
        let unknown = if self.case.found.unknown.is_empty() {
            0
        } else {
            500
        };
        for (set, natural) in &found.sets {
            let set: Vec<usize> = set.iter().map(|at| self.places[*at]).collect();
            let notes = set.iter().filter(|place| self.left(**place) < 0).count() as i64;
            let weight = self.rarity()
                - 274
                - unknown
                - 250 * notes
                - self.choices(self.places.len(), set.len(), *natural);
            let one = self.hypothesis(&set, Agreement::Exact(*natural), (weight, found.count));
            hypotheses.push(one);
        }
    }

    /// The oldest claims until the money is used: what a person would try.
    fn add_oldest(&self, hypotheses: &mut Vec<Hypothesis>) {
        let mut rest = self.amount();
        let mut set = Vec::new();
        for place in self.claims() {
            if rest <= 0 {
                break;
            }
            rest -= self.left(place);
            set.push(place);
        }
        if !set.is_empty() {
            hypotheses.push(self.hypothesis(&set, Agreement::Oldest, (-900, 1)));
        }
    }
}

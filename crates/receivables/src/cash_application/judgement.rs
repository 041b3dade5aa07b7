//! Which hypothesis a payment supports, and how surely: the weight of each against that of all others, of
//! payments for something else and of strangers. Must never call sure what another explains nearly as well.

use std::collections::BTreeMap;

use super::book::{AcrossAGroup, DebtorTag};
use super::booking::{Booked, book};
use super::evidence::{Centibits, ONE, log2, weight_below};
use super::hypothesis::{Agreement, Case, Hypothesis};
use super::name_number::{naming, reason};
use super::payer::Sign;
use super::subset::Natural;
use super::{Alternative, CERTAIN_FROM, MatchReason};
use crate::identity::DebtorId;

/// Alternatives shown for one payment, at most.
const SHOWN: usize = 3;
/// Confidence by the doubt that is left, in parts per million.
const CONFIDENCE: [(u64, u16); 6] = [
    (50, 990),
    (200, 975),
    (500, 960),
    (1_000, 945),
    (2_000, 925),
    (4_000, 900),
];
/// A hypothesis this little likelier than one in ten thousand is not shown.
const LEAST_SHOWN: u64 = ONE / 10_000;

/// What the hypotheses of a payment come to.
pub(super) struct Judgement {
    /// The likeliest first.
    pub alternatives: Vec<Alternative>,
    /// The first, booked, when it is sure.
    pub sure: Option<Booked>,
    /// The items the judgement rests on, by place.
    pub rests_on: Vec<usize>,
}

impl Case<'_> {
    /// Weighs all hypotheses against each other.
    pub fn judge(&self) -> Judgement {
        let ranked = self.ranked();
        let Some(best) = ranked.first().map(|one| one.weight) else {
            return Judgement {
                alternatives: Vec::new(),
                sure: None,
                rests_on: Vec::new(),
            };
        };
        let others = self.weight_of_other_causes(best);
        let all: u64 = ranked.iter().fold(others, |sum, one| {
            sum.saturating_add(weight_below(best - one.weight))
        });
        let close = ranked
            .iter()
            .skip(1)
            .filter(|one| {
                weight_below(best - one.weight) > ONE / 50 && one.agreement != Agreement::Oldest
            })
            .count();
        let mut alternatives = Vec::new();
        let mut sure = None;
        for (rank, one) in ranked.iter().take(SHOWN).enumerate() {
            let share = weight_below(best - one.weight);
            if rank > 0 && share < LEAST_SHOWN && one.agreement != Agreement::Oldest {
                break;
            }
            let doubt = all.saturating_sub(share) / (all / 1_000_000).max(1);
            let booked = book(self.credit, (&one.claims, &one.notes), self.open, self.left);
            let may = rank == 0 && self.may_be_sure(one);
            let confidence = confidence(doubt, may);
            let reasons = self.reasons(one, &booked, if rank == 0 { close } else { 0 });
            alternatives.push(Alternative {
                debtor: self.debtor_of(one),
                allocations: booked.allocations.clone(),
                on_account: booked.on_account,
                confidence,
                reasons,
            });
            if confidence >= CERTAIN_FROM {
                sure = Some(booked);
                break;
            }
        }
        Judgement {
            alternatives,
            sure,
            rests_on: rests_on(&ranked),
        }
    }

    /// The hypotheses, the weightiest first, each set of items once.
    fn ranked(&self) -> Vec<Hypothesis> {
        let mut ranked = self.hypotheses();
        ranked.sort_by(|one, other| {
            (other.weight, &one.claims, &one.notes, one.payer).cmp(&(
                one.weight,
                &other.claims,
                &other.notes,
                other.payer,
            ))
        });
        let mut seen: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        ranked.truncate(200);
        ranked.retain(|one| {
            let set = (one.claims.clone(), one.notes.clone());
            let is_new = !seen.contains(&set);
            if is_new {
                seen.push(set);
            }
            is_new
        });
        ranked
    }

    /// The weight of strangers, and of every candidate paying for something that is not open.
    fn weight_of_other_causes(&self, best: Centibits) -> u64 {
        let is_against = self.clues.against.is_some();
        let (stranger, something_else) = match (is_against, self.clues.is_settlement) {
            (true, _) => (-30, -15),
            (false, true) => (-900, -700),
            (false, false) => (-600, -530),
        };
        let weight = |weight: Centibits| match best - weight {
            below @ 0.. => weight_below(below),
            above => ONE << (above / -100).min(20),
        };
        let prior = self.open.prior();
        self.clues
            .candidates
            .iter()
            .fold(weight(stranger), |sum, one| {
                let items = log2(self.open.owned(one.debtor).len() as u64);
                let spared = is_against && self.against(one.debtor) == 0;
                let something_else = if spared { -530 } else { something_else };
                sum.saturating_add(weight(one.weight + items - prior + something_else))
            })
    }

    /// True when nothing but doubt keeps a hypothesis from being applied.
    fn may_be_sure(&self, one: &Hypothesis) -> bool {
        let first = one.claims.first().map(|place| self.open.owner(*place));
        let is_of_several = one
            .claims
            .iter()
            .any(|place| Some(self.open.owner(*place)) != first);
        let group = self.open.policy().across_a_group == AcrossAGroup::Apply;
        let asks = |debtor: u32| self.open.has_tag(debtor, DebtorTag::AskFirst);
        let candidate = self.clues.candidate(one.payer);
        let identity = candidate.map_or(0, |candidate| candidate.weight);
        let agrees = match one.agreement {
            // An amount alone, however rare, says nothing about who paid.
            Agreement::Exact(_) | Agreement::Discount(_) | Agreement::Planned(_) => {
                one.named > 0 || identity >= 500
            }
            Agreement::Fees | Agreement::FixedSum(_) => {
                one.named == one.claims.len() || candidate.is_some_and(|one| one.is_known_account)
            }
            Agreement::Short => one.named == 1 && one.claims.len() == 1 && identity >= 600,
            Agreement::More => one.named == one.claims.len() && identity >= 600,
            Agreement::Oldest => false,
        };
        let names_others = first.is_some_and(|debtor| self.names_others(debtor));
        let another =
            first.is_some_and(|debtor| self.clues.another_payer(debtor, self.open).is_some());
        let is_exact = matches!(one.agreement, Agreement::Exact(_));
        agrees
            && (!is_of_several || group)
            && !one.claims.iter().any(|place| asks(self.open.owner(*place)))
            && one.alike <= 12
            && (!names_others || identity >= 600)
            && (!another || (is_exact && one.named == one.claims.len()))
            && (self.against(one.payer) == 0 || is_exact)
    }

    /// True when a number that proves something is of another debtor.
    fn names_others(&self, debtor: u32) -> bool {
        let named = self.found.named.iter();
        named
            .filter(|(_, how)| !how.plain)
            .any(|(place, _)| self.open.owner(*place) != debtor)
    }

    fn debtor_of(&self, one: &Hypothesis) -> DebtorId {
        let owner = one.claims.first().map(|place| self.open.owner(*place));
        let is_one = one
            .claims
            .iter()
            .all(|place| Some(self.open.owner(*place)) == owner);
        self.open
            .debtor(owner.filter(|_| is_one).unwrap_or(one.payer))
    }

    fn reasons(&self, one: &Hypothesis, booked: &Booked, close: usize) -> Vec<MatchReason> {
        let mut reasons = self.reasons_of_the_payer(one);
        for place in one.claims.iter().chain(&one.notes) {
            match naming(*place, self.found, self.open) {
                Some(naming) => reasons.push(reason(&naming, *place, self.open)),
                None if super::name_number::is_damaged(*place, self.found, self.open) => {
                    let item = self.open.at(*place).item;
                    reasons.push(MatchReason::NumberDamaged { item });
                }
                None => {}
            }
        }
        for place in &one.notes {
            let item = self.open.at(*place).item;
            reasons.push(MatchReason::DeductsCreditNote { item });
        }
        self.add_agreement(one, booked, &mut reasons);
        if let Some(word) = self
            .clues
            .against
            .as_ref()
            .filter(|_| self.against(one.payer) > 0)
        {
            reasons.push(MatchReason::WordAgainst { word: word.clone() });
        }
        if one.named == 0 && !self.found.unknown.is_empty() {
            reasons.push(MatchReason::UnknownNumber);
        }
        let asked = one.claims.first().map(|place| self.open.owner(*place));
        if let Some(debtor) = asked.filter(|debtor| self.open.has_tag(*debtor, DebtorTag::AskFirst))
        {
            reasons.push(MatchReason::AskedToLook {
                debtor: self.open.debtor(debtor),
            });
        }
        if close > 0 {
            let others = u32::try_from(close).unwrap_or(u32::MAX);
            reasons.push(MatchReason::OthersFitToo { others });
        }
        reasons
    }

    fn reasons_of_the_payer(&self, one: &Hypothesis) -> Vec<MatchReason> {
        let mut reasons = Vec::new();
        let Some(candidate) = self.clues.candidate(one.payer) else {
            return reasons;
        };
        let debtor = self.open.debtor(one.payer);
        if candidate.is_known_account {
            reasons.push(MatchReason::KnownAccount { debtor });
        }
        match candidate.sign {
            Some(Sign::Name(likeness)) if likeness.is_whole => {
                reasons.push(MatchReason::NameAgrees { debtor });
            }
            Some(Sign::Name(_)) => reasons.push(MatchReason::NameIsLike { debtor }),
            Some(Sign::LearnedName(confirmed)) => {
                reasons.push(MatchReason::KnownPayerName { debtor, confirmed });
            }
            Some(Sign::Group(payer)) => {
                let payer = self.open.debtor(payer);
                reasons.push(MatchReason::PaidByGroup { payer });
            }
            None => {}
        }
        if let Some(payer) = self.clues.another_payer(one.payer, self.open) {
            let payer = self.open.debtor(payer);
            reasons.push(MatchReason::PaidByAnother { payer });
        }
        reasons
    }

    fn add_agreement(&self, one: &Hypothesis, booked: &Booked, reasons: &mut Vec<MatchReason>) {
        let amount = self.credit.amount;
        let items = u32::try_from(one.claims.len()).unwrap_or(u32::MAX);
        let is_named = one.named >= one.claims.len();
        let alike = u32::try_from(self.open.of_amount(amount).len()).unwrap_or(u32::MAX);
        reasons.push(match one.agreement {
            Agreement::Exact(_) if is_named && items == 1 => MatchReason::PaysInFull,
            Agreement::Exact(_) if is_named => MatchReason::PaysTheSum { items },
            Agreement::Exact(_) if items == 1 && one.notes.is_empty() => {
                MatchReason::AmountAgrees { alike }
            }
            Agreement::Exact(_) => MatchReason::SumAgrees { items },
            Agreement::Discount(minor) => MatchReason::TakesDiscount {
                discount: amount.with_minor(minor),
            },
            Agreement::Fees => MatchReason::BankFees {
                short: booked.short,
            },
            Agreement::FixedSum(minor) => MatchReason::IncludesFixedSum {
                sum: amount.with_minor(minor),
            },
            Agreement::Short => MatchReason::PaysLess {
                short: booked.short,
            },
            Agreement::More => MatchReason::PaysMore {
                rest: booked.on_account,
            },
            Agreement::Planned(instalments) => MatchReason::PaysThePlan { instalments },
            Agreement::Oldest => MatchReason::OldestFirst,
        });
        match one.agreement {
            Agreement::Exact(Natural::All | Natural::Due) => {
                reasons.push(MatchReason::AllThatWasDue)
            }
            Agreement::Exact(Natural::Oldest) => reasons.push(MatchReason::OldestFirst),
            _ => {}
        }
    }
}

/// Confidence in per mille for a doubt in parts per million.
fn confidence(doubt: u64, may_be_sure: bool) -> u16 {
    let sure = CONFIDENCE
        .iter()
        .find(|(most, _)| doubt <= *most)
        .filter(|_| may_be_sure);
    sure.map_or_else(
        || {
            let likely = 1_000_000_u64.saturating_sub(doubt) * 9 / 10_000;
            u16::try_from(likely).unwrap_or(0).min(CERTAIN_FROM - 1)
        },
        |(_, confidence)| *confidence,
    )
}

/// Takes what was booked off what is left.
pub(super) fn settle(after: &BTreeMap<usize, i64>, left: &mut [i64]) {
    for (place, minor) in after {
        left[*place] = *minor;
    }
}

/// The items that the first hypotheses speak of, each once.
fn rests_on(ranked: &[Hypothesis]) -> Vec<usize> {
    let mut rests_on: Vec<usize> = ranked
        .iter()
        .take(SHOWN * 3)
        .flat_map(|one| one.claims.iter().chain(&one.notes))
        .copied()
        .collect();
    rests_on.sort_unstable();
    rests_on.dedup();
    rests_on
}

//! Proposals for many payments: those that name their invoices first, then those that only tell who paid how
//! much, again as long as one settles something. Must never depend on the order in which payments are given.

use super::allotment::allot;
use super::booking::Booked;
use super::evidence::Centibits;
use super::hypothesis::Case;
use super::index::OpenItemsIndex;
use super::judgement::{Judgement, settle};
use super::name::Sums;
use super::payer::Clues;
use super::search::{self, Found, Whose};
use super::{Alternative, CERTAIN_FROM, IncomingCredit, MatchReason, Proposal};
use crate::identity::DebtorId;

/// Rounds over what is still uncertain; each may leave fewer items for the next.
const MOST_ROUNDS: usize = 3;
/// What a name says at least that confirms a plain number.
const KNOWN_BY_NAME: Centibits = 600;
/// Confidence of what numbers say and names deny.
const DENIED: u16 = 700;

/// Proposes what to do with payments, oldest first: what one payment settles is not open for the next. The
/// proposals come in that order.
pub fn propose(credits: &[IncomingCredit], open: &OpenItemsIndex) -> Vec<Proposal> {
    let mut in_order: Vec<&IncomingCredit> = credits.iter().collect();
    in_order.sort_by(|one, other| {
        (one.booked_on, one.entry, one.amount.minor, &one.text).cmp(&(
            other.booked_on,
            other.entry,
            other.amount.minor,
            &other.text,
        ))
    });
    let mut proposing = Proposing {
        open,
        left: open.open_amounts(),
        sums: Sums::over(open.vocabulary().names()),
    };
    let mut works: Vec<Work<'_>> = in_order
        .into_iter()
        .map(|credit| proposing.by_numbers(credit))
        .collect();
    for round in 0..MOST_ROUNDS {
        let mut settled = 0;
        for work in works.iter_mut().filter(|work| !work.is_done) {
            if round == 0 || proposing.has_moved(work) {
                settled += usize::from(proposing.by_evidence(work));
            }
        }
        if settled == 0 && round > 0 {
            break;
        }
    }
    works.into_iter().map(|work| work.proposal).collect()
}

/// A payment on its way to a proposal.
struct Work<'a> {
    credit: &'a IncomingCredit,
    found: Found,
    clues: Option<Clues>,
    proposal: Proposal,
    /// What its numbers alone say stands in the proposal.
    is_by_numbers: bool,
    is_done: bool,
    /// The items its alternatives rest on, by place, with what was left of each.
    rests_on: Vec<(usize, i64)>,
}

struct Proposing<'a> {
    open: &'a OpenItemsIndex,
    left: Vec<i64>,
    sums: Sums,
}

impl Proposing<'_> {
    /// What the numbers of a payment say, applied when that is certain.
    fn by_numbers<'a>(&mut self, credit: &'a IncomingCredit) -> Work<'a> {
        let iban = credit.remitter_iban.as_deref();
        let payer = iban.and_then(|iban| self.open.debtor_of_account(iban));
        let mut work = Work {
            credit,
            found: Found::default(),
            clues: None,
            proposal: Proposal {
                entry: credit.entry,
                debtor: payer,
                allocations: Vec::new(),
                on_account: credit.amount,
                confidence: 0,
                reasons: payer
                    .map(|debtor| MatchReason::KnownAccount { debtor })
                    .into_iter()
                    .collect(),
                alternatives: Vec::new(),
            },
            is_by_numbers: false,
            is_done: false,
            rests_on: Vec::new(),
        };
        if !credit.amount.is_positive() {
            work.proposal.reasons.push(MatchReason::NothingKnown);
            work.is_done = true;
            return work;
        }
        work.found = search::named(credit, self.open);
        if work.found.named.values().all(|named| named.plain) {
            self.by_plain_numbers(&mut work);
            return work;
        }
        match search::debtor_of(&work.found.named, self.open, payer) {
            Whose::Nobody => {}
            Whose::Several(debtors) => {
                work.proposal.debtor = None;
                work.proposal
                    .reasons
                    .insert(0, MatchReason::SeveralDebtors { debtors });
                work.is_by_numbers = true;
            }
            Whose::One(debtor) => {
                let places = (self.open, self.left.as_slice());
                let booked = allot(
                    credit,
                    (&work.found.named, debtor),
                    places,
                    &mut work.proposal,
                );
                self.check(&mut work, debtor, booked);
            }
        }
        work
    }

    /// Plain numbers, when the name and the amount agree too: the other debtors need not be looked at.
    fn by_plain_numbers(&mut self, work: &mut Work<'_>) {
        if work.found.named.is_empty() {
            return;
        }
        let clues = Clues::of(work.credit, &work.found, self.open, None);
        let judgement = self.judge(work, &clues);
        let (Some(booked), Some(best)) = (judgement.sure, judgement.alternatives.first()) else {
            return;
        };
        let place = self.open.known_place(best.debtor);
        let candidate = place.and_then(|place| clues.candidate(place));
        let agrees = |reason: &MatchReason| {
            matches!(
                reason,
                MatchReason::PaysInFull | MatchReason::PaysTheSum { .. }
            )
        };
        let is_known = candidate.is_some_and(|candidate| candidate.weight >= KNOWN_BY_NAME);
        if is_known && best.reasons.iter().any(agrees) {
            settle(&booked.after, &mut self.left);
            work.proposal.adopt(best);
            work.is_done = true;
        }
    }

    fn judge(&self, work: &Work<'_>, clues: &Clues) -> Judgement {
        Case {
            credit: work.credit,
            found: &work.found,
            clues,
            open: self.open,
            left: &self.left,
        }
        .judge()
    }

    /// Applies what numbers say unless the payer's name or a word denies it.
    fn check(&mut self, work: &mut Work<'_>, debtor: DebtorId, booked: Option<Booked>) {
        work.is_by_numbers = true;
        let is_asked = self.is_asked(debtor);
        if is_asked {
            work.proposal
                .reasons
                .push(MatchReason::AskedToLook { debtor });
            work.proposal.confidence = work.proposal.confidence.min(CERTAIN_FROM - 1);
        }
        if work.proposal.confidence >= CERTAIN_FROM && work.proposal.confidence < 1_000 {
            self.deny(work, debtor);
            if booked.is_some() && self.is_better_by_evidence(work) {
                return;
            }
        }
        if work.proposal.is_certain() {
            work.is_done = true;
            if let Some(booked) = booked {
                settle(&booked.after, &mut self.left);
            }
        }
    }

    /// True when other items complete the sum that the numbers alone leave open: a range, a list without
    /// prefixes. Then that is applied.
    fn is_better_by_evidence(&mut self, work: &mut Work<'_>) -> bool {
        let Some(clues) = work.clues.take() else {
            return false;
        };
        let judgement = self.judge(work, &clues);
        work.clues = Some(clues);
        let (Some(booked), Some(best)) = (judgement.sure, judgement.alternatives.first()) else {
            return false;
        };
        let is_a_sum = |reason: &MatchReason| {
            matches!(
                reason,
                MatchReason::PaysTheSum { .. } | MatchReason::SumAgrees { .. }
            )
        };
        let is_better = best.reasons.iter().any(is_a_sum);
        if is_better {
            settle(&booked.after, &mut self.left);
            work.proposal.adopt(best);
            work.is_done = true;
        }
        is_better
    }

    fn is_asked(&self, debtor: DebtorId) -> bool {
        let place = self.open.known_place(debtor);
        place.is_some_and(|place| self.open.has_tag(place, super::DebtorTag::AskFirst))
    }

    /// An amount that does not agree, and a name or a word that speaks against it: a person looks.
    fn deny(&mut self, work: &mut Work<'_>, debtor: DebtorId) {
        let clues = Clues::of(work.credit, &work.found, self.open, Some(&mut self.sums));
        let place = self.open.known_place(debtor);
        if let Some(payer) = place.and_then(|place| clues.another_payer(place, self.open)) {
            let payer = self.open.debtor(payer);
            work.proposal
                .reasons
                .push(MatchReason::PaidByAnother { payer });
            work.proposal.confidence = DENIED;
        }
        if let Some(word) = &clues.against {
            work.proposal
                .reasons
                .push(MatchReason::WordAgainst { word: word.clone() });
            work.proposal.confidence = DENIED;
        }
        work.clues = Some(clues);
    }

    /// True when something its alternatives rest on was settled since.
    fn has_moved(&self, work: &Work<'_>) -> bool {
        work.rests_on
            .iter()
            .any(|(place, left)| self.left[*place] != *left)
    }

    /// What everything in a payment says together. True when it settled something.
    fn by_evidence(&mut self, work: &mut Work<'_>) -> bool {
        let clues = work.clues.take().unwrap_or_else(|| {
            Clues::of(work.credit, &work.found, self.open, Some(&mut self.sums))
        });
        let Judgement {
            alternatives,
            sure,
            rests_on,
        } = self.judge(work, &clues);
        work.clues = Some(clues);
        work.rests_on = rests_on
            .into_iter()
            .map(|place| (place, self.left[place]))
            .collect();
        if let (Some(booked), Some(best)) = (sure, alternatives.first()) {
            settle(&booked.after, &mut self.left);
            work.proposal.adopt(best);
            work.is_done = true;
            return true;
        }
        self.leave_to_a_person(work, alternatives);
        false
    }

    fn leave_to_a_person(&self, work: &mut Work<'_>, alternatives: Vec<Alternative>) {
        let proposal = &mut work.proposal;
        if !work.is_by_numbers {
            proposal
                .reasons
                .retain(|reason| matches!(reason, MatchReason::KnownAccount { .. }));
            if let Some(best) = alternatives.first() {
                proposal.confidence = best.confidence;
                for reason in &best.reasons {
                    if !proposal.reasons.contains(reason) {
                        proposal.reasons.push(reason.clone());
                    }
                }
            }
            let plain = work
                .found
                .named
                .keys()
                .map(|place| MatchReason::NumberTooPlain {
                    item: self.open.at(*place).item,
                });
            proposal.reasons.extend(plain.take(10));
        }
        if proposal.reasons.is_empty() {
            proposal.reasons.push(MatchReason::NothingKnown);
        }
        proposal.alternatives = alternatives;
    }
}

impl Proposal {
    /// Takes an alternative that is sure.
    fn adopt(&mut self, best: &Alternative) {
        self.debtor = Some(best.debtor);
        self.allocations.clone_from(&best.allocations);
        self.on_account = best.on_account;
        self.confidence = best.confidence;
        self.reasons.clone_from(&best.reasons);
        self.alternatives.clear();
    }
}

//! One line of the bank as the queue shows it: what the bank says, what may be done with it and why, or what
//! was done. Words and addresses only.

use desk::cash::{CashQueue, PlacedCredit, WaitingCredit};
use notices::cash::CashExplainer;
use receivables::cash_application::{PaidFrom, Proposal, ProposedAllocation};
use receivables::identity::{DebtorId, ItemId};
use store::bank_entry::StatementLine;

use crate::visitor::Visitor;
use crate::words::is_machine;

/// What the bank says of a line.
pub(super) struct Told {
    pub booked: String,
    pub amount: String,
    pub payer: String,
    pub account: String,
    pub text: String,
}

/// A line that waits.
pub(super) struct Waiting {
    pub id: String,
    pub told: Told,
    pub lies_on: String,
    pub lies_on_path: String,
    pub proposals: Vec<Shown>,
}

/// One proposal.
pub(super) struct Shown {
    pub rank: usize,
    pub debtor: String,
    pub debtor_path: String,
    pub confidence: String,
    pub state: &'static str,
    pub pays: Vec<Pays>,
    pub rest: String,
    pub reasons: Vec<String>,
}

/// What is put on one claim.
pub(super) struct Pays {
    pub what: String,
    pub due: String,
    pub amount: String,
    pub left: String,
}

/// A line that was dealt with.
pub(super) struct Done {
    pub id: String,
    pub told: Told,
    pub what: String,
    pub pays: Vec<String>,
    pub who: String,
}

/// Tells lines in the words of a visitor.
pub(super) struct Teller<'a> {
    pub visitor: &'a Visitor,
    pub queue: &'a CashQueue,
}

/// What the bank says of a line, in the words of a visitor.
pub(super) fn told(visitor: &Visitor, line: &StatementLine) -> Told {
    let words = &visitor.words;
    Told {
        booked: words.day_in_figures(line.booked_on),
        amount: words.money(line.amount),
        payer: line.remitter_name.clone().unwrap_or_default(),
        account: line
            .remitter_iban
            .as_deref()
            .map(grouped)
            .unwrap_or_default(),
        text: line.text.clone(),
    }
}

/// An account number in groups of four.
fn grouped(account: &str) -> String {
    let letters: Vec<char> = account.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

impl Teller<'_> {
    pub fn waiting(&self, credit: &WaitingCredit) -> Waiting {
        let real = |(rank, proposal): (usize, &Proposal)| {
            let says_something = proposal.debtor.is_some() || !proposal.allocations.is_empty();
            says_something.then(|| self.proposal(rank, proposal))
        };
        Waiting {
            id: credit.entry.to_string(),
            told: told(self.visitor, &credit.line),
            lies_on: credit.lies_on.map(|id| self.name(id)).unwrap_or_default(),
            lies_on_path: credit.lies_on.map(path).unwrap_or_default(),
            proposals: credit
                .proposals
                .iter()
                .enumerate()
                .filter_map(real)
                .collect(),
        }
    }

    fn proposal(&self, rank: usize, proposal: &Proposal) -> Shown {
        let words = &self.visitor.words;
        let debtor = proposal.debtor.or_else(|| {
            let first = proposal.allocations.first()?;
            Some(self.queue.items.get(&first.claim)?.debtor)
        });
        let (key, state) = match proposal.confidence {
            900.. => ("receipts-sure", "done"),
            600..900 => ("receipts-likely", "coming"),
            _ => ("receipts-possible", "waiting"),
        };
        Shown {
            rank,
            debtor: debtor.map(|id| self.name(id)).unwrap_or_default(),
            debtor_path: debtor.map(path).unwrap_or_default(),
            confidence: words.say(key),
            state,
            pays: proposal
                .allocations
                .iter()
                .map(|allocation| self.pays(allocation))
                .collect(),
            rest: if proposal.on_account.is_positive() {
                words.with(
                    "receipts-rest",
                    &[("amount", &words.money(proposal.on_account))],
                )
            } else {
                String::new()
            },
            reasons: self.reasons(proposal),
        }
    }

    fn reasons(&self, proposal: &Proposal) -> Vec<String> {
        let explainer = CashExplainer {
            wording: self.visitor.words.wording(),
            number: &|item| self.number(item),
            debtor: &|debtor| self.name(debtor),
        };
        let reasons = proposal.reasons.iter();
        reasons.map(|reason| explainer.reason(reason)).collect()
    }

    fn pays(&self, allocation: &ProposedAllocation) -> Pays {
        let words = &self.visitor.words;
        let owed = self.queue.items.get(&allocation.claim);
        let number = self.number(allocation.claim);
        let what = match allocation.from {
            PaidFrom::Payment => number,
            PaidFrom::CreditNote { item } => words.with(
                "receipts-by-credit-note",
                &[("invoice", &number), ("credit", &self.number(item))],
            ),
        };
        let left = owed.map(|owed| {
            let open = owed.item.open;
            open.with_minor(open.minor.saturating_sub(allocation.amount.minor))
        });
        Pays {
            what,
            due: owed.map_or_else(String::new, |owed| words.day_in_figures(owed.item.due_on)),
            amount: words.money(allocation.amount),
            left: left
                .filter(|left| left.is_positive())
                .map_or_else(String::new, |left| {
                    words.with("receipts-left-open", &[("amount", &words.money(left))])
                }),
        }
    }

    pub fn done(&self, placed: &PlacedCredit) -> Done {
        let words = &self.visitor.words;
        let settled = &placed.settled;
        let who = settled.settled.as_ref().map(|(at, who)| {
            let when = words.instant(*at, self.visitor.time_zone());
            if is_machine(who) {
                format!("{}, {when}", words.who(who))
            } else {
                words.with("receipts-by", &[("who", who), ("when", &when)])
            }
        });
        let names: Vec<String> = placed
            .payments
            .iter()
            .map(|payment| self.name(payment.debtor))
            .collect();
        let what = if settled.set_aside_reason.is_some() {
            words.say("receipts-set-aside-state")
        } else {
            names.join(", ")
        };
        let pays = placed.allocations.iter().filter_map(|allocation| {
            let owed = self.queue.items.get(&allocation.claim?)?;
            let amount = owed.item.open.with_minor(allocation.amount_minor);
            Some(format!("{} · {}", owed.item.reference, words.money(amount)))
        });
        Done {
            id: settled.id.to_string(),
            told: told(self.visitor, &settled.line),
            what,
            pays: pays.collect(),
            who: who.unwrap_or_default(),
        }
    }

    fn name(&self, id: DebtorId) -> String {
        self.queue.names.get(&id).cloned().unwrap_or_default()
    }

    fn number(&self, id: ItemId) -> String {
        let owed = self.queue.items.get(&id);
        owed.map_or_else(String::new, |owed| owed.item.reference.clone())
    }
}

fn path(id: DebtorId) -> String {
    format!("/debtors/{id}")
}

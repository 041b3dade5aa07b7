//! Which credit settled which debit. Lettering first; then, for the credits it leaves, the reference
//! they name, the exact amount, and age. It must mark every link with what it comes from.

use jiff::civil::Date;
use receivables::money::Money;

use super::items::{
    Basis, ItemKind, Lettering, LetteringState, RebuiltItem, RebuiltLink, Receivables,
    SettledElsewhere,
};
use super::lettering;
use super::matching::{self, Account};
use super::references::References;
use crate::reading::{Kept, Problem, ProblemKind, Problems};

/// The days of lettering.
pub(super) struct LetteringDays {
    /// DateLet of each item.
    pub by_item: Vec<Option<Date>>,
    /// The day after the last entry of the file.
    pub after_the_file_on: Option<Date>,
}

impl LetteringDays {
    fn settled_elsewhere(&self, rank: u32, item: &RebuiltItem) -> SettledElsewhere {
        let lettered_on = self.by_item[rank as usize];
        let closed_on = lettered_on
            .or(self.after_the_file_on)
            .unwrap_or(item.posted_on);
        SettledElsewhere {
            lettered_on,
            closed_on: closed_on.max(item.issued_on),
        }
    }
}

/// Links the items of every debtor.
pub(super) fn settle(
    rebuilt: &mut Receivables,
    lettering: &LetteringDays,
    problems: &mut Problems,
) {
    let has_credits = rebuilt.items.iter().any(|item| item.amount_minor < 0);
    let references = if has_credits {
        References::of(rebuilt)
    } else {
        References::default()
    };
    let by_debtor = ranks_by_debtor(&rebuilt.items, rebuilt.debtors.len());
    let small_is_partial = lettering::has_capitals(rebuilt);
    let mut letterings = Vec::new();
    let mut links = Vec::new();
    let mut elsewhere = Vec::new();
    let mut reversals = Vec::new();
    for ranks in &by_debtor {
        let mut account = Account::new(&rebuilt.items, ranks);
        let groups = lettering::groups(&rebuilt.items, ranks, &lettering.by_item);
        for group in &groups {
            let read = lettering::read(rebuilt, group, small_is_partial);
            settle_group(&mut account, (group, &read), (lettering, rebuilt), problems);
            letterings.push(read);
        }
        matching::link_reversals(&mut account, ranks, Basis::AmountAndAge);
        matching::by_reference(&mut account, ranks, rebuilt, &references);
        matching::by_amount(&mut account, ranks);
        matching::by_age(&mut account, ranks, groups.is_empty());
        links.append(&mut account.links);
        elsewhere.append(&mut account.elsewhere);
        reversals.append(&mut account.reversals);
    }
    rebuilt.links = links;
    rebuilt.letterings = letterings;
    for (rank, settled) in elsewhere {
        rebuilt.items[rank as usize].settled_elsewhere = Some(settled);
    }
    for (debit, payment) in reversals {
        rebuilt.items[debit as usize].reverses = Some(payment);
    }
}

/// The items of each debtor, oldest first, then in the order of the file.
fn ranks_by_debtor(items: &[RebuiltItem], debtors: usize) -> Vec<Vec<u32>> {
    let mut by_debtor = vec![Vec::new(); debtors];
    for (rank, item) in items.iter().enumerate() {
        by_debtor[item.debtor as usize].push(rank as u32);
    }
    for ranks in &mut by_debtor {
        ranks.sort_by_key(|rank| (items[*rank as usize].issued_on, *rank));
    }
    by_debtor
}

/// Settles what was lettered together, as far as its debits equal its credits.
fn settle_group(
    account: &mut Account<'_>,
    (group, read): (&[u32], &Lettering),
    (lettering, rebuilt): (&LetteringDays, &Receivables),
    problems: &mut Problems,
) {
    let items = account.items;
    if read.state == LetteringState::OneSided {
        for rank in group.iter().filter(|_| read.credit_minor == 0) {
            let settled = lettering.settled_elsewhere(*rank, &items[*rank as usize]);
            account.settle_elsewhere(*rank, settled);
        }
        return;
    }
    if read.state == LetteringState::Unbalanced {
        let balance = read.debit_minor.saturating_sub(read.credit_minor);
        problems.add(unbalanced(rebuilt, &items[group[0] as usize], balance));
    }
    matching::link_reversals(account, group, Basis::Lettering);
    let is_partial = read.state != LetteringState::Balanced;
    matching::oldest_first(account, group, Basis::Lettering, is_partial);
}

fn unbalanced(rebuilt: &Receivables, item: &RebuiltItem, balance: i64) -> Problem {
    let debtor = rebuilt
        .debtors
        .get(item.debtor as usize)
        .map_or("", |debtor| rebuilt.text(debtor.key));
    Problem {
        line: Some(u64::from(item.line)),
        field: Some("EcritureLet".to_string()),
        kind: ProblemKind::UnbalancedLettering,
        found: format!(
            "{debtor} {} {}",
            rebuilt.text(item.lettering),
            Money::eur(balance)
        ),
        kept: Kept::All,
    }
}

/// The day a link takes effect.
pub(super) fn effective_on(credit: &RebuiltItem, debit: &RebuiltItem) -> Date {
    credit.issued_on.max(debit.issued_on)
}

/// True for a debit that a bank booked: a payment taken back, or money sent to the debtor.
pub(super) fn may_be_reversal(item: &RebuiltItem) -> bool {
    item.kind == ItemKind::OtherDebit
}

/// A link between two items.
pub(super) fn link(
    items: &[RebuiltItem],
    (from, to): (u32, u32),
    amount_minor: i64,
    basis: Basis,
) -> RebuiltLink {
    let on = effective_on(&items[from as usize], &items[to as usize]);
    RebuiltLink {
        from,
        to,
        amount_minor,
        on,
        basis,
        is_partial: false,
    }
}

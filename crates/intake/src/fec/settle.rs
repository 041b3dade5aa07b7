//! Which credit settled which debit. Lettering first; then, for the credits it leaves, the reference
//! they name, the exact amount, and age. It must mark every link with what it comes from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::money::Money;

use super::items::{Basis, ItemKind, RebuiltItem, RebuiltLink, Receivables, SettledElsewhere};
use super::matching::{self, Account};
use super::references::References;
use super::text::TextId;
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
    let mut links = Vec::new();
    let mut elsewhere = Vec::new();
    let mut reversals = Vec::new();
    for ranks in &by_debtor {
        let mut account = Account::new(&rebuilt.items, ranks);
        let groups = lettering_groups(&rebuilt.items, ranks, &lettering.by_item);
        for group in &groups {
            settle_group(&mut account, group, lettering, problems, rebuilt);
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

/// Groups by code; a code used again later in the exercise is told apart by its day when each day balances.
fn lettering_groups(
    items: &[RebuiltItem],
    ranks: &[u32],
    lettered_on: &[Option<Date>],
) -> Vec<Vec<u32>> {
    let mut by_code: BTreeMap<TextId, Vec<u32>> = BTreeMap::new();
    for rank in ranks {
        let code = items[*rank as usize].lettering;
        if !code.is_empty() {
            by_code.entry(code).or_default().push(*rank);
        }
    }
    let mut groups = Vec::with_capacity(by_code.len());
    for group in by_code.into_values() {
        if balance(items, &group) == 0 || group.len() < 2 {
            groups.push(group);
            continue;
        }
        let mut by_day: BTreeMap<Option<Date>, Vec<u32>> = BTreeMap::new();
        for rank in &group {
            by_day
                .entry(lettered_on[*rank as usize])
                .or_default()
                .push(*rank);
        }
        let some_day_balances = by_day.values().any(|day| balance(items, day) == 0);
        if some_day_balances {
            groups.extend(by_day.into_values())
        } else {
            groups.push(group)
        }
    }
    groups
}

fn balance(items: &[RebuiltItem], ranks: &[u32]) -> i64 {
    ranks
        .iter()
        .map(|rank| items[*rank as usize].amount_minor)
        .sum()
}

fn settle_group(
    account: &mut Account<'_>,
    group: &[u32],
    lettering: &LetteringDays,
    problems: &mut Problems,
    rebuilt: &Receivables,
) {
    let items = account.items;
    let is_debit = |rank: &u32| items[*rank as usize].amount_minor > 0;
    let balance = balance(items, group);
    if group.iter().all(is_debit) {
        for rank in group {
            account.settle_elsewhere(
                *rank,
                lettering.settled_elsewhere(*rank, &items[*rank as usize]),
            );
        }
        return;
    }
    if group.iter().any(is_debit) && balance != 0 {
        problems.add(unbalanced(rebuilt, &items[group[0] as usize], balance));
    }
    matching::link_reversals(account, group, Basis::Lettering);
    matching::oldest_first(account, group, Basis::Lettering, balance != 0);
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

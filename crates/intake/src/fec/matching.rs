//! The ways a credit finds its debits inside one debtor's account: oldest first in a group, the
//! reversal of a payment, the reference, the exact amount, age. None may allocate more than is left.

use std::collections::{BTreeMap, VecDeque};

use super::items::{Basis, ItemKind, RebuiltItem, RebuiltLink, Receivables, SettledElsewhere};
use super::references::References;
use super::settle;

/// One debtor's account while it is being settled.
pub(super) struct Account<'a> {
    pub items: &'a [RebuiltItem],
    /// What is left of each item, always counted above zero.
    left: BTreeMap<u32, i64>,
    pub links: Vec<RebuiltLink>,
    pub elsewhere: Vec<(u32, SettledElsewhere)>,
    pub reversals: Vec<(u32, u32)>,
}

impl<'a> Account<'a> {
    /// Nothing settled yet.
    pub fn new(items: &'a [RebuiltItem], ranks: &[u32]) -> Self {
        let left = ranks
            .iter()
            .map(|rank| (*rank, items[*rank as usize].amount_minor.abs()))
            .collect();
        Account {
            items,
            left,
            links: Vec::new(),
            elsewhere: Vec::new(),
            reversals: Vec::new(),
        }
    }

    /// Marks a debit as settled in another exercise.
    pub fn settle_elsewhere(&mut self, rank: u32, settled: SettledElsewhere) {
        self.left.insert(rank, 0);
        self.elsewhere.push((rank, settled));
    }

    fn item(&self, rank: u32) -> &'a RebuiltItem {
        &self.items[rank as usize]
    }

    fn left(&self, rank: u32) -> i64 {
        self.left.get(&rank).copied().unwrap_or(0)
    }

    /// Links as much as both sides still have; gives what was linked.
    fn allocate(&mut self, from: u32, to: u32, basis: Basis) -> i64 {
        let amount = self.left(from).min(self.left(to));
        if amount > 0 {
            self.links
                .push(settle::link(self.items, (from, to), amount, basis));
            self.left.insert(from, self.left(from) - amount);
            self.left.insert(to, self.left(to) - amount);
        }
        amount
    }

    fn open(&self, ranks: &[u32], is_debit: bool) -> Vec<u32> {
        let wanted =
            |rank: &&u32| (self.item(**rank).amount_minor > 0) == is_debit && self.left(**rank) > 0;
        ranks.iter().filter(wanted).copied().collect()
    }
}

/// Within a group: the oldest credit to the oldest debit, as far as it goes.
pub(super) fn oldest_first(
    account: &mut Account<'_>,
    group: &[u32],
    basis: Basis,
    is_partial: bool,
) {
    let debits = account.open(group, true);
    let first_new = account.links.len();
    let mut next = 0;
    for credit in account.open(group, false) {
        while next < debits.len() && account.left(credit) > 0 {
            account.allocate(credit, debits[next], basis);
            if account.left(debits[next]) == 0 {
                next += 1;
            }
        }
    }
    account.links[first_new..]
        .iter_mut()
        .for_each(|link| link.is_partial = is_partial);
}

/// A bank debit takes back the latest earlier payment of the same amount.
pub(super) fn link_reversals(account: &mut Account<'_>, ranks: &[u32], basis: Basis) {
    let returned: Vec<u32> = account
        .open(ranks, true)
        .into_iter()
        .filter(|rank| settle::may_be_reversal(account.item(*rank)))
        .collect();
    if returned.is_empty() {
        return;
    }
    let payments: Vec<u32> = account
        .open(ranks, false)
        .into_iter()
        .filter(|rank| account.item(*rank).kind == ItemKind::Payment)
        .collect();
    for debit in returned {
        let amount = account.left(debit);
        let posted_on = account.item(debit).posted_on;
        let taken_back = payments
            .iter()
            .rev()
            .find(|rank| {
                account.left(**rank) == amount && account.item(**rank).posted_on <= posted_on
            })
            .copied();
        if let Some(payment) = taken_back {
            account.allocate(payment, debit, basis);
            account.reversals.push((debit, payment));
        }
    }
}

/// Credits that name a document go to it.
pub(super) fn by_reference(
    account: &mut Account<'_>,
    ranks: &[u32],
    rebuilt: &Receivables,
    references: &References,
) {
    let credits = account.open(ranks, false);
    if credits.is_empty() {
        return;
    }
    let mut debits: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for debit in account.open(ranks, true) {
        if let Some(reference) = references.naming(rebuilt.text(account.item(debit).reference)) {
            debits.entry(reference).or_default().push(debit);
        }
    }
    if debits.is_empty() {
        return;
    }
    for credit in credits {
        let item = account.item(credit);
        for named in references.named_by(rebuilt.text(item.reference), rebuilt.text(item.label)) {
            for debit in debits.get(&named).into_iter().flatten() {
                account.allocate(credit, *debit, Basis::Reference);
            }
        }
    }
}

/// Credits whose amount is exactly that of an earlier debit, or of the oldest debits together.
pub(super) fn by_amount(account: &mut Account<'_>, ranks: &[u32]) {
    let debits = account.open(ranks, true);
    let mut by_amount: BTreeMap<i64, VecDeque<u32>> = BTreeMap::new();
    for debit in &debits {
        by_amount
            .entry(account.left(*debit))
            .or_default()
            .push_back(*debit);
    }
    let mut oldest = 0;
    for credit in account.open(ranks, false) {
        let (amount, paid_on) = (account.left(credit), account.item(credit).issued_on);
        let queue = by_amount.entry(amount).or_default();
        while queue
            .front()
            .is_some_and(|debit| account.left(*debit) != amount)
        {
            queue.pop_front();
        }
        if let Some(debit) = queue.front().copied()
            && account.item(debit).issued_on <= paid_on
        {
            account.allocate(credit, debit, Basis::AmountAndAge);
            continue;
        }
        while oldest < debits.len() && account.left(debits[oldest]) == 0 {
            oldest += 1;
        }
        if let Some(together) = oldest_adding_up(account, &debits[oldest..], amount) {
            for debit in &debits[oldest..oldest + together] {
                account.allocate(credit, *debit, Basis::AmountAndAge);
            }
        }
    }
}

/// How many of the oldest debits make exactly `amount` together.
fn oldest_adding_up(account: &Account<'_>, debits: &[u32], amount: i64) -> Option<usize> {
    let mut sum = 0;
    for (rank, debit) in debits.iter().enumerate() {
        sum += account.left(*debit);
        if sum == amount {
            return Some(rank + 1);
        }
        if sum > amount {
            return None;
        }
    }
    None
}

/// What is left of the credits goes to the oldest earlier debits: all of them where nothing is
/// lettered, else only the opening balance, whose detail lies in another exercise.
pub(super) fn by_age(account: &mut Account<'_>, ranks: &[u32], nothing_lettered: bool) {
    let takes = |item: &RebuiltItem| nothing_lettered || item.kind == ItemKind::OpeningBalance;
    let debits: Vec<u32> = account
        .open(ranks, true)
        .into_iter()
        .filter(|rank| takes(account.item(*rank)))
        .collect();
    let mut next = 0;
    for credit in account.open(ranks, false) {
        if !nothing_lettered && account.item(credit).lettering.is_empty() {
            continue;
        }
        let paid_on = account.item(credit).issued_on;
        while next < debits.len()
            && account.left(credit) > 0
            && account.item(debits[next]).issued_on <= paid_on
        {
            account.allocate(credit, debits[next], Basis::Age);
            if account.left(debits[next]) == 0 {
                next += 1;
            }
        }
    }
}

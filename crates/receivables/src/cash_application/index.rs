//! Open items by their numbers, built once for many payments. Looking a number up costs the same however
//! many items are open; nothing of it depends on the order in which items were given.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::reference::normal_form;
use crate::identity::{DebtorId, ItemId};
use crate::item::ItemKind;
use crate::money::Money;

/// An item a payment may name. Settled ones may be given too: naming one tells whose payment it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// The item.
    pub item: ItemId,
    /// Whose it is.
    pub debtor: DebtorId,
    /// What it is.
    pub kind: ItemKind,
    /// The number the debtor knows.
    pub reference: String,
    /// Its due date.
    pub due_on: Date,
    /// What is open of it: positive for claims, negative for credits.
    pub open: Money,
}

/// Open items by number, and debtors by the accounts they pay from.
#[derive(Clone, Debug, Default)]
pub struct OpenItemsIndex {
    items: Vec<OpenItem>,
    by_number: BTreeMap<String, Vec<usize>>,
    accounts: BTreeMap<String, Option<DebtorId>>,
    longest: usize,
}

impl OpenItemsIndex {
    /// An index of items and of known accounts (IBAN, debtor). An account of two debtors proves nothing.
    pub fn new(
        items: impl IntoIterator<Item = OpenItem>,
        accounts: impl IntoIterator<Item = (String, DebtorId)>,
    ) -> Self {
        let mut index = OpenItemsIndex {
            items: items.into_iter().collect(),
            ..Self::default()
        };
        index.items.sort_by_key(|item| (item.due_on, item.item));
        for (place, item) in index.items.iter().enumerate() {
            let number = normal_form(&item.reference);
            if number.is_empty() || item.kind == ItemKind::PaymentOnAccount {
                continue;
            }
            index.longest = index.longest.max(number.len());
            index.by_number.entry(number).or_default().push(place);
        }
        for (account, debtor) in accounts {
            let known = index
                .accounts
                .entry(normal_form(&account))
                .or_insert(Some(debtor));
            if *known != Some(debtor) {
                *known = None;
            }
        }
        index
    }

    /// The places of the items with a number in normal form, oldest first.
    pub(super) fn named(&self, number: &str) -> &[usize] {
        self.by_number.get(number).map_or(&[], Vec::as_slice)
    }

    /// The item at a place.
    pub(super) fn at(&self, place: usize) -> &OpenItem {
        &self.items[place]
    }

    /// The length of the longest number.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// The debtor that pays from an account.
    pub(super) fn debtor_of_account(&self, account: &str) -> Option<DebtorId> {
        self.accounts.get(&normal_form(account)).copied().flatten()
    }

    /// What is open of each item, by place.
    pub(super) fn open_amounts(&self) -> Vec<i64> {
        self.items.iter().map(|item| item.open.minor).collect()
    }
}

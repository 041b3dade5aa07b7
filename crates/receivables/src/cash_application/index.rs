//! The book made ready for many payments: items by their numbers and amounts, debtors by their names and
//! accounts. Looking something up costs the same however many items are open; nothing of it depends on the
//! order in which anything was given.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::book::{Book, CashPolicy, DebtorTag, EarlyPayment, KnownAccount};
use super::evidence::{Centibits, log2, rarity};
use super::key_table::{Key, KeyTable};
use super::name::{NamedDebtor, Vocabulary};
use super::number::Numbers;
use super::planned::{Planned, PlannedPayments};
use super::reference::normal_form;
use crate::identity::{DebtorId, ItemId};
use crate::item::ItemKind;
use crate::money::Money;

/// Companies of one group looked at for one payment, at most.
const MOST_OF_A_GROUP: usize = 32;
/// Parents above parents followed, at most.
const DEEPEST_GROUP: usize = 16;

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

/// Open items by number and amount, and debtors by the names and accounts they pay from.
#[derive(Clone, Debug, Default)]
pub struct OpenItemsIndex {
    items: Vec<OpenItem>,
    debtors: Vec<DebtorId>,
    /// The debtor of each item, by its place among the debtors.
    owners: Vec<u32>,
    /// Where the items of each debtor begin: those of one debtor lie together, oldest first.
    owned_starts: Vec<u32>,
    numbers: Numbers,
    amounts: KeyTable,
    accounts: BTreeMap<String, BTreeMap<u32, u32>>,
    vocabulary: Vocabulary,
    groups: BTreeMap<u32, Vec<u32>>,
    group_of: BTreeMap<u32, u32>,
    tags: BTreeMap<u32, BTreeSet<DebtorTag>>,
    early: BTreeMap<ItemId, EarlyPayment>,
    planned: BTreeMap<u32, Vec<Planned>>,
    policy: CashPolicy,
}

impl OpenItemsIndex {
    /// An index of items and of known accounts (IBAN, debtor). An account of two debtors proves nothing.
    pub fn new(
        items: impl IntoIterator<Item = OpenItem>,
        accounts: impl IntoIterator<Item = (String, DebtorId)>,
    ) -> Self {
        let accounts = accounts.into_iter().map(|(account, debtor)| KnownAccount {
            account,
            debtor,
            confirmed: 1,
        });
        OpenItemsIndex::of(Book {
            items: items.into_iter().collect(),
            accounts: accounts.collect(),
            ..Book::default()
        })
    }

    /// An index of all that cash application may look at.
    pub fn of(book: Book) -> Self {
        let Book {
            mut items,
            mut debtors,
            accounts,
            mut payer_names,
            early_payments,
            plans,
            policy,
        } = book;
        items.sort_by_key(|item| (item.debtor, item.due_on, item.item));
        debtors.sort_by_key(|known| known.debtor);
        payer_names.sort_by(|one, other| (one.debtor, &one.name).cmp(&(other.debtor, &other.name)));
        let mut index = OpenItemsIndex {
            policy,
            ..Self::default()
        };
        let named = debtors.iter().map(|known| known.debtor);
        let learned = payer_names.iter().map(|known| known.debtor);
        let of_accounts = accounts.iter().map(|known| known.debtor);
        let owing = items.iter().map(|item| item.debtor);
        index.debtors = sorted(owing.chain(named).chain(learned).chain(of_accounts));
        index.list_items(items);
        let own = debtors.iter().flat_map(|known| {
            let debtor = index.place_of(known.debtor);
            known.names.iter().map(move |name| NamedDebtor {
                debtor,
                name,
                confirmed: None,
            })
        });
        let learned = payer_names.iter().map(|known| NamedDebtor {
            debtor: index.place_of(known.debtor),
            name: &known.name,
            confirmed: Some(known.confirmed),
        });
        index.vocabulary = Vocabulary::new(own.chain(learned));
        for known in &accounts {
            let debtor = index.place_of(known.debtor);
            let account = index
                .accounts
                .entry(normal_form(&known.account))
                .or_default();
            let confirmed = account.entry(debtor).or_insert(0);
            *confirmed = confirmed.saturating_add(known.confirmed);
        }
        let parents: BTreeMap<u32, u32> = debtors
            .iter()
            .filter_map(|known| {
                Some((
                    index.place_of(known.debtor),
                    index.known_place(known.parent?)?,
                ))
            })
            .collect();
        index.list_groups(&parents);
        for known in debtors.into_iter().filter(|known| !known.tags.is_empty()) {
            let debtor = index.place_of(known.debtor);
            index.tags.insert(debtor, known.tags);
        }
        index.early = early_payments
            .into_iter()
            .map(|early| (early.item, early))
            .collect();
        index.list_plans(&plans);
        index
    }

    fn list_plans(&mut self, plans: &[PlannedPayments]) {
        for plan in plans {
            if let Some((debtor, planned)) = Planned::of(plan, self) {
                self.planned.entry(debtor).or_default().push(planned);
            }
        }
    }

    fn list_items(&mut self, items: Vec<OpenItem>) {
        self.numbers = Numbers::new(&items, |item| item.kind != ItemKind::PaymentOnAccount);
        self.owners = items
            .iter()
            .map(|item| self.place_of(item.debtor))
            .collect();
        let mut starts = vec![0_u32; self.debtors.len() + 1];
        for owner in &self.owners {
            starts[*owner as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        self.owned_starts = starts;
        let claims = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.open.is_positive());
        self.amounts =
            KeyTable::new(claims.map(|(place, item)| (amount_key(item.open), place as u32)));
        self.items = items;
    }

    fn list_groups(&mut self, parents: &BTreeMap<u32, u32>) {
        let root = |debtor: u32| {
            let mut root = debtor;
            for _ in 0..DEEPEST_GROUP {
                match parents.get(&root) {
                    Some(parent) if *parent != debtor => root = *parent,
                    _ => break,
                }
            }
            root
        };
        let members: BTreeSet<u32> = parents
            .iter()
            .flat_map(|(one, other)| [*one, *other])
            .collect();
        for member in members {
            let root = root(member);
            self.groups.entry(root).or_default().push(member);
            self.group_of.insert(member, root);
        }
    }

    /// The place of a debtor.
    pub(super) fn known_place(&self, debtor: DebtorId) -> Option<u32> {
        let place = self.debtors.binary_search(&debtor).ok()?;
        u32::try_from(place).ok()
    }

    /// The place of a debtor that the book holds.
    fn place_of(&self, debtor: DebtorId) -> u32 {
        self.known_place(debtor).unwrap_or(u32::MAX)
    }

    /// The item at a place.
    pub(super) fn at(&self, place: usize) -> &OpenItem {
        &self.items[place]
    }

    /// The debtor of the item at a place, by its own place.
    pub(super) fn owner(&self, place: usize) -> u32 {
        self.owners[place]
    }

    /// A debtor by its place.
    pub(super) fn debtor(&self, debtor: u32) -> DebtorId {
        self.debtors[debtor as usize]
    }

    /// The places of a debtor's items, oldest first.
    pub(super) fn owned(&self, debtor: u32) -> std::ops::Range<usize> {
        let debtor = debtor as usize;
        self.owned_starts[debtor] as usize..self.owned_starts[debtor + 1] as usize
    }

    /// The numbers of the items.
    pub(super) fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// The names of the debtors.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The tolerances.
    pub(super) fn policy(&self) -> &CashPolicy {
        &self.policy
    }

    /// The places of the claims of exactly this amount, as they were when the index was made.
    pub(super) fn of_amount(&self, amount: Money) -> &[u32] {
        self.amounts.places(amount_key(amount))
    }

    /// How rare an amount is, in this book and among payments at large.
    pub(super) fn rarity(&self, amount: Money) -> Centibits {
        let alike = self.of_amount(amount).len() as u64;
        let at_large = rarity(amount.minor);
        if alike < 2 {
            return at_large;
        }
        let in_the_book = log2(self.items.len() as u64) - log2(alike - 1);
        in_the_book.min(at_large).max(0)
    }

    /// How many items there are, as a prior.
    pub(super) fn prior(&self) -> Centibits {
        log2(self.items.len() as u64)
    }

    /// The debtors that pay from an account, and how often that was confirmed.
    pub(super) fn payers_from(&self, account: &str) -> Option<&BTreeMap<u32, u32>> {
        self.accounts.get(&normal_form(account))
    }

    /// The one debtor that pays from an account.
    pub(super) fn debtor_of_account(&self, account: &str) -> Option<DebtorId> {
        let payers = self.payers_from(account)?;
        let only = payers.first_key_value().filter(|_| payers.len() == 1)?;
        Some(self.debtor(*only.0))
    }

    /// The debtors of the same group, itself included; nothing without a group.
    pub(super) fn group(&self, debtor: u32) -> &[u32] {
        let members = self
            .group_of
            .get(&debtor)
            .and_then(|root| self.groups.get(root));
        members.map_or(&[], |members| {
            &members[..members.len().min(MOST_OF_A_GROUP)]
        })
    }

    /// True when a debtor has a tag.
    pub(super) fn has_tag(&self, debtor: u32, tag: DebtorTag) -> bool {
        self.tags
            .get(&debtor)
            .is_some_and(|tags| tags.contains(&tag))
    }

    /// The discount for early payment of an item, in its currency, when the day is not past it.
    pub(super) fn discount(&self, place: usize, paid_on: Date) -> Option<i64> {
        let item = self.at(place);
        let early = self.early.get(&item.item)?;
        let grace = self.policy.discount_days_grace;
        let last_on = crate::calendar::plus_days(early.until_on, grace);
        let is_in_time = paid_on <= last_on && early.discount.currency == item.open.currency;
        (is_in_time && early.discount.is_positive()).then_some(early.discount.minor)
    }

    /// What a debtor's plans expect.
    pub(super) fn planned(&self, debtor: u32) -> &[Planned] {
        self.planned.get(&debtor).map_or(&[], Vec::as_slice)
    }

    /// What is open of each item, by place.
    pub(super) fn open_amounts(&self) -> Vec<i64> {
        self.items.iter().map(|item| item.open.minor).collect()
    }
}

fn amount_key(amount: Money) -> Key {
    Key::new(5)
        .with_text(amount.currency.code())
        .with_number(amount.minor.cast_unsigned())
}

/// Each debtor once, in order.
fn sorted(debtors: impl Iterator<Item = DebtorId>) -> Vec<DebtorId> {
    let mut debtors: Vec<DebtorId> = debtors.collect();
    debtors.sort_unstable();
    debtors.dedup();
    debtors
}

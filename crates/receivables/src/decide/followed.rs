//! Which strategy speaks for which item: the account's, unless a person chose another one for the item. Must
//! never choose one by itself.

use std::sync::Arc;

use crate::item::Item;
use crate::strategy::Strategy;

/// The strategies an account follows. Steps are those of the item's strategy; how often the debtor hears of
/// us, from which amount on and what joins a message are the account's, for the debtor is one.
#[derive(Clone, Copy, Debug)]
pub struct Followed<'a> {
    /// The account's.
    pub account: &'a Strategy,
    /// Those its items name against it. One that is missing here leaves the item with the account's.
    pub others: &'a [Arc<Strategy>],
}

impl<'a> Followed<'a> {
    /// One strategy for every item.
    pub const fn only(strategy: &'a Strategy) -> Self {
        Followed {
            account: strategy,
            others: &[],
        }
    }

    /// The strategy of an item.
    pub fn of(&self, item: &Item) -> &'a Strategy {
        let Some(key) = item.strategy_override.as_deref() else {
            return self.account;
        };
        let others: &'a [Arc<Strategy>] = self.others;
        let chosen = others.iter().find(|strategy| strategy.key == key);
        chosen.map_or(self.account, |strategy| strategy.as_ref())
    }
}

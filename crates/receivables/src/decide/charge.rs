//! Claims for charges have no rhythm of their own: while something of their invoice is open they are spoken
//! of with it, and afterwards as the strategy wants. Must never let a charge cause a message while its
//! invoice is open.

use super::progress::Progress;
use crate::account::Account;
use crate::identity::ItemId;
use crate::item::{Item, ItemKind};
use crate::reason::Reason;
use crate::strategy::{ChargesAlone, Strategy};

/// What keeps a charge from having steps of its own; nothing for other items, and for a charge the strategy
/// lets speak.
pub(super) fn kept_silent(account: &Account, strategy: &Strategy, item: &Item) -> Option<Reason> {
    if item.kind != ItemKind::Charge {
        return None;
    }
    if let Some(invoice) = open_invoice(account, item) {
        return Some(Reason::ChargeFollowsInvoice {
            item: item.id,
            invoice,
        });
    }
    let is_silent = match strategy.charges {
        ChargesAlone::Silent => true,
        ChargesAlone::Once => Progress::of(account, item).was_told(),
        ChargesAlone::Chased => false,
    };
    is_silent.then_some(Reason::ChargesStaySilent { item: item.id })
}

/// The invoice a charge was claimed for, while any part of it is open: a charge bears its number.
fn open_invoice(account: &Account, charge: &Item) -> Option<ItemId> {
    account
        .items
        .iter()
        .filter(|item| item.kind == ItemKind::Invoice && item.is_open_claim())
        .filter(|item| item.reference == charge.reference)
        .map(|item| item.id)
        .min()
}

//! Work that waits for a person, brought up to the day it is done on: a letter that lay for a week must not ask for what
//! was paid meanwhile, nor for a payment by a day that has passed. Must never ask for more items than were decided.

use jiff::civil::Date;

use super::items::claims;
use super::{ActItem, PlannedAct};
use crate::account::Account;
use crate::calendar::plus_days;
use crate::contact::Channel;
use crate::strategy::CONFIRM_INVOICE;

/// The act as it asks on `today` what it was planned to ask; nothing when nothing of it may be asked any more. Work that
/// asks the debtor for nothing stays as it is.
pub fn brought_up(act: &PlannedAct, account: &Account, today: Date) -> Option<PlannedAct> {
    if act.channel == Channel::Task || act.step == CONFIRM_INVOICE {
        return Some(act.clone());
    }
    let claims = claims(account, today);
    let asked = |known: &ActItem| {
        let claim = claims.iter().find(|claim| claim.item.id == known.item)?;
        let of_plan = claim
            .instalment
            .filter(|instalment| Some(instalment.plan.id) == act.by_plan);
        let asked = of_plan.map_or(claim.asked, |instalment| instalment.asked);
        asked.is_positive().then(|| ActItem {
            asked,
            ..known.clone()
        })
    };
    let items: Vec<ActItem> = act.items.iter().filter_map(asked).collect();
    (!items.is_empty()).then(|| PlannedAct {
        items,
        payment_asked_by: match act.days_to_answer {
            Some(days) => Some(plus_days(today, days)),
            None => act.payment_asked_by,
        },
        ..act.clone()
    })
}

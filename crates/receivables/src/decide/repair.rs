//! An invoice that is not known to have arrived is our own work: a colleague puts it right, and the debtor
//! hears nothing meanwhile. Must never reach the debtor, and must end by itself once the invoice arrived.

use jiff::civil::Date;

use super::planned_act::Proposed;
use super::progress::Progress;
use super::{ActItem, Day, PlannedAct, approval, recipient};
use crate::account::Account;
use crate::calendar::plus_days;
use crate::contact::Channel;
use crate::decide::items::Claim;
use crate::item::Unconfirmed;
use crate::reason::Reason;
use crate::strategy::{Act, Approval, CONFIRM_INVOICE};

/// Days until somebody is asked again who said it was put right while the invoice still is not.
const DAYS_UNTIL_ASKED_AGAIN: i32 = 7;

/// The first day a colleague is asked to put a claim right; nothing for a claim that needs no repair or that
/// a person has in hand.
pub(super) fn repair_on(account: &Account, claim: &Claim<'_>) -> Option<Date> {
    let item = claim.item;
    let cause = item.unconfirmed?;
    let is_in_hand = |reason: &Reason| matches!(reason, Reason::ItemHeld { .. });
    if claim.reasons.iter().any(is_in_hand) {
        return None;
    }
    // An invoice of today may leave this evening.
    let known_on = match cause {
        Unconfirmed::NeverSent => plus_days(item.issued_on, 1),
        Unconfirmed::DeliveryFailed | Unconfirmed::Rejected | Unconfirmed::Refused => {
            item.issued_on
        }
    };
    let again_on = Progress::of(account, item)
        .last_done_on(CONFIRM_INVOICE)
        .map(|done| plus_days(done, DAYS_UNTIL_ASKED_AGAIN));
    Some(again_on.into_iter().fold(known_on, Date::max))
}

/// One task for all the invoices of an account that are to be put right.
pub(super) fn propose_repair(day: &Day<'_>, claims: &[Claim<'_>], proposed: &mut Proposed) {
    let due = |claim: &&Claim<'_>| {
        repair_on(day.account, claim).is_some_and(|repair_on| repair_on <= day.today)
    };
    let broken: Vec<&Claim<'_>> = claims.iter().filter(due).collect();
    let Some(lead) = broken.first() else { return };
    let leading = lead.item.id;
    let reasons = broken.iter().flat_map(|claim| &claim.reasons);
    let unconfirmed = reasons.filter(|reason| matches!(reason, Reason::InvoiceUnconfirmed { .. }));
    proposed.reasons.extend(unconfirmed.cloned());
    let step = (CONFIRM_INVOICE, Approval::Manual, None);
    let (_, release) = approval::approval(day.account, step, Channel::Task, false);
    let times = Progress::of(day.account, lead.item).times_done(CONFIRM_INVOICE);
    proposed.acts.push(PlannedAct {
        key: super::planned_act::key(day.account.debtor.id, CONFIRM_INVOICE, (leading, times)),
        step: CONFIRM_INVOICE.to_string(),
        act: Act::Task,
        channel: Channel::Task,
        instead_of: None,
        by_plan: None,
        template: CONFIRM_INVOICE.to_string(),
        sender: String::new(),
        recipient: recipient::nobody(),
        language: day.account.policy.language,
        tone: 1,
        leading,
        items: broken.iter().map(|claim| act_item(claim)).collect(),
        payment_asked_by: None,
        days_to_answer: None,
        due_on: None,
        release,
        attachments: Vec::new(),
        variant: None,
        from_hour: None,
    });
}

/// The task is about all that is open, although nothing of it may be asked.
fn act_item(claim: &Claim<'_>) -> ActItem {
    ActItem {
        item: claim.item.id,
        step: CONFIRM_INVOICE.to_string(),
        asked: claim.item.open,
        place: None,
    }
}

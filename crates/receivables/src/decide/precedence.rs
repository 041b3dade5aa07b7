//! What is late comes before what is not due: a check before the due date waits when it would use up the
//! contact that a late item needs soon. The statement of that message shows what is coming. Must never keep
//! back anything that is late.

use jiff::civil::Date;

use super::Day;
use super::plan::Plan;
use crate::calendar::plus_days;
use crate::currency::Currency;
use crate::identity::ItemId;
use crate::reason::Reason;

/// Bars the steps of today that give way, so that no outlook promises them for today.
pub(super) fn give_way(day: &Day<'_>, plans: &mut [Plan<'_>]) {
    let Some((late, on)) = late_soon(day, plans) else {
        return;
    };
    for plan in plans.iter_mut() {
        let item = plan.claim.item;
        if plan.is_due(day.today) && plan.reaches_debtor() && !plan.is_overdue(day.today) {
            plan.barred = Some(Reason::GivesWay {
                item: item.id,
                late,
                on,
            });
        }
    }
}

/// The first late item whose step comes within the days a contact today would close, and its day.
fn late_soon(day: &Day<'_>, plans: &[Plan<'_>]) -> Option<(ItemId, Date)> {
    let soon = plus_days(day.today, day.days_between());
    plans
        .iter()
        .filter(|plan| {
            plan.barred.is_none()
                && plan.is_overdue(day.today)
                && plan.reaches_debtor()
                && plan.next.on < soon
                && is_worth_a_message(day, plans, plan.asked.currency)
        })
        .map(|plan| (plan.claim.item.id, plan.next.on.max(day.today)))
        .min_by_key(|(item, on)| (*on, *item))
}

/// True when what is overdue in a currency reaches the strategy's floor by itself.
fn is_worth_a_message(day: &Day<'_>, plans: &[Plan<'_>], currency: Currency) -> bool {
    let late = plans
        .iter()
        .filter(|plan| plan.asked.currency == currency)
        .filter(|plan| plan.is_overdue(day.today))
        .fold(0_i64, |sum, plan| sum.saturating_add(plan.asked.minor));
    let floor = day
        .strategy
        .floor
        .iter()
        .find(|floor| floor.currency == currency);
    floor.is_none_or(|floor| late >= floor.minor)
}

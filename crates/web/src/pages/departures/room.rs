//! The work of people against the hours they have: what is for today, and what waits for which day. Must never leave a
//! piece of work out of both.

use std::collections::BTreeMap;

use desk::profile::Profile;
use jiff::civil::Date;
use receivables::calendar::Calendar;
use receivables::capacity::{Work, fit};
use receivables::identity::NoticeId;
use receivables::money::Balances;
use store::notice::Standing;
use store::views::departures::Departure;

use super::MOST_LINES;
use super::line::{Line, Teller};
use crate::failure::Failure;
use crate::visitor::Visitor;

/// A piece of work with the day it has room on.
pub(crate) type Postponed = (Date, Departure);

/// The work of people: what has room today, and what waits for a later day, the first first.
pub(crate) fn by_room(
    visitor: &Visitor,
    departures: &[Departure],
) -> Result<(Vec<Departure>, Vec<Postponed>), Failure> {
    let policy = &visitor.creditor.policy;
    let capacity = Profile::of(&visitor.creditor)?.capacity;
    let currency = visitor.creditor.currency;
    let to_do = || {
        let all = departures.iter();
        all.filter(|one| one.notice.standing() == Standing::ToDo)
    };
    let work: Vec<Work> = to_do()
        .map(|departure| {
            let act = &departure.notice.act;
            let asked: Balances = act.items.iter().map(|item| item.asked).collect();
            let is_own = asked.non_zero().all(|money| money.currency == currency);
            Work {
                notice: departure.notice.id,
                channel: act.channel,
                asked_minor: is_own.then(|| asked.of(currency).minor),
                planned_on: departure.notice.planned_on,
                due_on: act.due_on,
            }
        })
        .collect();
    let calendar = Calendar::around(visitor.today);
    let place = (&calendar, &*policy.country, policy.region.as_deref());
    let fitted = fit(&work, &capacity, place, visitor.today);
    let first = fitted.iter().map(|(_, on)| *on).min();
    let by_notice: BTreeMap<NoticeId, &Departure> =
        to_do().map(|one| (one.notice.id, one)).collect();
    let (mut today, mut later) = (Vec::new(), Vec::new());
    for (notice, on) in fitted {
        let Some(departure) = by_notice.get(&notice) else {
            continue;
        };
        match Some(on) == first {
            true => today.push((*departure).clone()),
            false => later.push((on, (*departure).clone())),
        }
    }
    Ok((today, later))
}

/// What waits for a later day, as far as it is shown.
pub(super) fn postponed(teller: &Teller<'_>, later: &[Postponed]) -> Vec<Line> {
    let words = &teller.visitor.words;
    let shown = later.iter().take(MOST_LINES);
    shown
        .map(|(on, departure)| Line {
            detail: words.day_in_figures(*on),
            ..teller.line(departure)
        })
        .collect()
}

//! The order of the steps in the file, which is the order they are done in: by their days. Steps that answer an event
//! stay where they are. A step takes its variants and what is written above it along.

use toml_edit::{ArrayOfTables, Item, Table};

use super::key_of;
use crate::strategy::Trigger;

/// Puts a step after the last one whose day is not later than its own, when it does not stand between its neighbours.
pub(super) fn put_in_place(steps: &mut ArrayOfTables, key: &str) {
    let Some(at) = steps.iter().position(|step| key_of(step) == key) else {
        return;
    };
    let days: Vec<Option<i32>> = steps.iter().map(day).collect();
    let Some(own) = days[at] else {
        return;
    };
    let is_late = |place: &usize| days[*place].is_some_and(|day| day > own);
    let is_early = |place: &usize| days[*place].is_some_and(|day| day < own);
    if !(0..at).any(|place| is_late(&place)) && !(at + 1..days.len()).any(|place| is_early(&place))
    {
        return;
    }
    let step = steps.remove(at);
    let left = days.iter().enumerate().filter(|(place, _)| *place != at);
    let days: Vec<Option<i32>> = left.map(|(_, day)| *day).collect();
    let not_later = |day: &Option<i32>| day.is_some_and(|day| day <= own);
    let place = match days.iter().rposition(not_later) {
        Some(before) => before + 1,
        None => days.iter().position(Option::is_some).unwrap_or(at),
    };
    insert(steps, place, step);
}

/// Puts a step at a place.
pub(super) fn insert(steps: &mut ArrayOfTables, place: usize, step: Table) {
    let mut tables: Vec<Table> = std::mem::take(steps).into_iter().collect();
    tables.insert(place, step);
    for mut table in tables {
        forget_place(&mut table);
        steps.push(table);
    }
}

/// True for a step that answers an event or belongs to an instalment.
pub(super) fn is_off_axis(step: &Table) -> bool {
    trigger(step).is_some_and(|trigger| trigger.is_off_axis())
}

fn trigger(step: &Table) -> Option<Trigger> {
    step.get("trigger")?.as_str()?.parse().ok()
}

/// The day of a step from the due date.
fn day(step: &Table) -> Option<i32> {
    match trigger(step)? {
        Trigger::Due(days) => Some(days),
        _ => None,
    }
}

/// A table is written where it was read unless it forgets where that was.
fn forget_place(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => forget_place(inner),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(forget_place),
            Item::None | Item::Value(_) => {}
        }
    }
}

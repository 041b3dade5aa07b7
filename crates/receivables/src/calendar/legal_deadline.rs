//! Legal time-limits in months (CPC 640 to 642): same day number of the last month, and the first working
//! day after a Saturday, Sunday or holiday. For procedures only: invoice due dates do not move.

use jiff::civil::Date;

use super::Calendar;

/// A limit of `months` from the day of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegalDeadline {
    /// The end by the calendar alone; aim at this one.
    pub raw: Date,
    /// The end after the roll to a working day.
    pub effective: Date,
}

/// The end of a limit of `months` that starts with an act on `start`.
pub fn months_from(start: Date, months: i32, calendar: &Calendar) -> LegalDeadline {
    let raw = start.saturating_add(jiff::Span::new().months(months));
    LegalDeadline {
        raw,
        effective: calendar.business_day_from(raw, "FR", None),
    }
}

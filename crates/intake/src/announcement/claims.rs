//! Until when claims may be filed: two months from the publication of an opening, four for creditors abroad
//! (article R622-24 of the code de commerce), with the roll to a working day. It must never give a
//! day for a judgment that opens nothing.

use jiff::civil::Date;
use receivables::calendar::Calendar;
use receivables::calendar::legal_deadline::{LegalDeadline, months_from};
use serde::{Deserialize, Serialize};

use super::{Announcement, AnnouncementKind};

/// The end of a limit: aim at the first, the second is the last resort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalDay {
    /// By the calendar alone.
    pub raw_on: Date,
    /// After the roll to a working day.
    pub effective_on: Date,
}

/// Until when claims may be filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimsDeadline {
    /// For creditors in metropolitan France: two months.
    pub in_france: LegalDay,
    /// For creditors elsewhere: four months.
    pub abroad: LegalDay,
}

const MONTHS_IN_FRANCE: i32 = 2;
const MONTHS_ABROAD: i32 = 4;
/// Years BODACC can be of; calendars are computed for those that occur.
const YEARS: std::ops::RangeInclusive<i16> = 1980..=2150;

/// Adds the deadline of every announcement that has one.
pub(super) fn add(announcements: &mut [Announcement]) {
    let years = announcements
        .iter()
        .filter_map(start)
        .map(|on| on.year())
        .collect::<std::collections::BTreeSet<i16>>();
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return;
    };
    let calendar = Calendar::of_years(*first, last.saturating_add(1));
    for announcement in announcements {
        announcement.claims = start(announcement).map(|on| deadline(on, &calendar));
    }
}

fn deadline(published_on: Date, calendar: &Calendar) -> ClaimsDeadline {
    let day = |limit: LegalDeadline| LegalDay {
        raw_on: limit.raw,
        effective_on: limit.effective,
    };
    ClaimsDeadline {
        in_france: day(months_from(published_on, MONTHS_IN_FRANCE, calendar)),
        abroad: day(months_from(published_on, MONTHS_ABROAD, calendar)),
    }
}

/// The day the time runs from. A correction does not give new time: it runs from what it corrects.
fn start(announcement: &Announcement) -> Option<Date> {
    if !announcement.nature.opens_claims() || announcement.kind == AnnouncementKind::Cancellation {
        return None;
    }
    let corrected = announcement
        .previous
        .as_ref()
        .and_then(|previous| previous.published_on)
        .filter(|_| announcement.kind == AnnouncementKind::Amendment);
    corrected
        .or(announcement.published_on)
        .filter(|on| YEARS.contains(&on.year()))
}

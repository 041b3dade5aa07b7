//! The only place that asks the machine what time it is. Everything else is given days and instants.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Tells the instant: the machine's, or one that a simulation or a test moves by hand.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Machine,
    ByHand(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn machine() -> Self {
        Clock(Kind::Machine)
    }

    /// A clock that stands still at `instant` until it is moved.
    pub fn by_hand(instant: Timestamp) -> Self {
        Clock(Kind::ByHand(Arc::new(AtomicI64::new(
            instant.as_millisecond(),
        ))))
    }

    /// The instant, to the millisecond.
    pub fn instant(&self) -> Timestamp {
        match &self.0 {
            #[expect(clippy::disallowed_methods, reason = "this is the clock")]
            Kind::Machine => {
                let now = Timestamp::now();
                Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
            }
            Kind::ByHand(millis) => Timestamp::from_millisecond(millis.load(Ordering::SeqCst))
                .unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }

    /// The day it is in a time zone (IANA name); in UTC for a name nobody knows.
    pub fn today(&self, time_zone: &str) -> Date {
        let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
        self.instant().to_zoned(zone).date()
    }

    /// Moves a clock that stands still; the machine's clock is not moved.
    pub fn advance(&self, by: SignedDuration) {
        if let Kind::ByHand(millis) = &self.0 {
            let step = i64::try_from(by.as_millis()).unwrap_or(0);
            millis.fetch_add(step, Ordering::SeqCst);
        }
    }

    /// Sets a clock that stands still; the machine's clock is not set.
    pub fn set(&self, instant: Timestamp) {
        if let Kind::ByHand(millis) = &self.0 {
            millis.store(instant.as_millisecond(), Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_comes_in_the_time_zone_of_the_creditor() {
        let clock = Clock::by_hand("2026-03-01T23:30:00Z".parse().unwrap());
        assert_eq!(clock.today("UTC").to_string(), "2026-03-01");
        assert_eq!(clock.today("Europe/Paris").to_string(), "2026-03-02");
        clock.advance(SignedDuration::from_hours(24));
        assert_eq!(clock.today("UTC").to_string(), "2026-03-02");
    }
}

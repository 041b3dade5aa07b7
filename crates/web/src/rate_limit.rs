//! Limits how often somebody may try to sign in: a bucket of attempts for each address and each source, that
//! fills again with time. Time is an argument; what it keeps is lost with the process, which is enough.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Buckets kept at most; beyond, full ones are dropped first.
const MOST_BUCKETS: usize = 20_000;

/// A bucket for each key.
pub(crate) struct RateLimit {
    /// Attempts a full bucket holds.
    most: i64,
    /// Milliseconds one attempt takes to come back.
    refill_millis: i64,
    /// For each key, the instant at which its bucket is full again.
    full_at: Mutex<BTreeMap<String, i64>>,
}

impl RateLimit {
    /// Ten attempts at once, one more each minute.
    pub(crate) fn of_sign_ins() -> Self {
        RateLimit {
            most: 10,
            refill_millis: 60_000,
            full_at: Mutex::new(BTreeMap::new()),
        }
    }

    /// Takes one attempt of each key, or of none: then it answers how many minutes to wait.
    pub(crate) fn take(&self, keys: &[String], at: Timestamp) -> Result<(), i64> {
        let now = at.as_millisecond();
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let room = self.most * self.refill_millis;
        let wait = keys
            .iter()
            .map(|key| {
                full_at.get(key).copied().unwrap_or(now).max(now) + self.refill_millis - now - room
            })
            .max()
            .unwrap_or(0);
        if wait > 0 {
            return Err((wait + 59_999) / 60_000);
        }
        if full_at.len() >= MOST_BUCKETS {
            full_at.retain(|_, instant| *instant > now);
        }
        for key in keys {
            let full = full_at.entry(key.clone()).or_insert(now);
            *full = (*full).max(now) + self.refill_millis;
        }
        Ok(())
    }

    /// Forgets a key: somebody signed in.
    pub(crate) fn forget(&self, key: &str) {
        self.full_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(key);
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn the_eleventh_attempt_in_a_row_waits_and_time_brings_attempts_back() {
        let limit = RateLimit::of_sign_ins();
        let start: Timestamp = "2026-03-01T08:00:00Z".parse().unwrap();
        let keys = ["10.0.0.1".to_string(), "a@b.example".to_string()];
        for _ in 0..10 {
            assert_eq!(limit.take(&keys, start), Ok(()));
        }
        assert_eq!(limit.take(&keys, start), Err(1));
        assert_eq!(limit.take(&["10.0.0.2".to_string()], start), Ok(()));
        assert_eq!(
            limit.take(&["10.0.0.2".to_string(), keys[1].clone()], start),
            Err(1)
        );
        let later = start + SignedDuration::from_secs(61);
        assert_eq!(limit.take(&keys, later), Ok(()));
        assert_eq!(limit.take(&keys, later), Err(1));
    }

    #[test]
    fn somebody_who_signed_in_starts_afresh() {
        let limit = RateLimit::of_sign_ins();
        let at: Timestamp = "2026-03-01T08:00:00Z".parse().unwrap();
        let keys = ["a@b.example".to_string()];
        for _ in 0..10 {
            limit.take(&keys, at).unwrap();
        }
        limit.forget("a@b.example");
        assert_eq!(limit.take(&keys, at), Ok(()));
    }
}

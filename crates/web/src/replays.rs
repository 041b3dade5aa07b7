//! Back-tests that go on beside the request that asked for them, so that a book of years keeps no page waiting. Kept in
//! memory until they are shown once: one that is gone is played again by asking.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk::replay::Replayed;
use receivables::identity::CreditorId;
use tokio::task::JoinHandle;

/// Back-tests that go on at a time; the oldest is given up for a new one.
const MOST_RUNS: usize = 6;
/// How long a page waits.
const PATIENCE: Duration = Duration::from_millis(1500);

/// What a back-test is about: the company, and everything that was asked.
pub(crate) type Key = (CreditorId, String);
/// What comes of one.
pub(crate) type Outcome = desk::Result<Replayed>;

/// How far a back-test is.
#[derive(Default)]
pub(crate) struct Progress {
    played: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    /// Notes how many accounts were played, of how many.
    pub(crate) fn note(&self, played: usize, all: usize) {
        self.played.store(played, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
    }

    /// How many accounts were played, of how many.
    pub(crate) fn told(&self) -> (usize, usize) {
        let read = |number: &AtomicUsize| number.load(Ordering::Relaxed);
        (read(&self.played), read(&self.all))
    }
}

/// One that goes on.
struct Run {
    progress: Arc<Progress>,
    /// Nothing once it was shown.
    handle: tokio::sync::Mutex<Option<JoinHandle<Outcome>>>,
}

/// The back-tests that go on.
pub(crate) struct Replays {
    running: Mutex<VecDeque<(Key, Arc<Run>)>>,
    /// How long a page waits before it shows how far it is.
    patience: Duration,
}

/// A back-test as a page finds it.
pub(crate) enum Found {
    /// It is done.
    Done(Box<Outcome>),
    /// It goes on: accounts played, of how many.
    GoesOn(usize, usize),
}

impl Replays {
    /// None yet.
    pub(crate) fn new() -> Self {
        Replays {
            running: Mutex::default(),
            patience: PATIENCE,
        }
    }

    /// The back-test of a key, begun when none goes on, as it stands after a moment's patience.
    pub(crate) async fn ask(
        &self,
        key: Key,
        begin: impl FnOnce(Arc<Progress>) -> JoinHandle<Outcome>,
    ) -> Found {
        let run = self.join(&key, begin);
        let mut handle = run.handle.lock().await;
        let Some(going_on) = handle.as_mut() else {
            self.forget(&key);
            let (played, all) = run.progress.told();
            return Found::GoesOn(played, all);
        };
        let Ok(ended) = tokio::time::timeout(self.patience, going_on).await else {
            let (played, all) = run.progress.told();
            return Found::GoesOn(played, all);
        };
        *handle = None;
        self.forget(&key);
        match ended {
            Ok(outcome) => Found::Done(Box::new(outcome)),
            // It was given up for a newer one.
            Err(_) => Found::GoesOn(0, 0),
        }
    }

    fn join(
        &self,
        key: &Key,
        begin: impl FnOnce(Arc<Progress>) -> JoinHandle<Outcome>,
    ) -> Arc<Run> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, run)) = running.iter().find(|(known, _)| known == key) {
            return Arc::clone(run);
        }
        if running.len() == MOST_RUNS
            && let Some((_, oldest)) = running.pop_front()
            && let Ok(handle) = oldest.handle.try_lock()
            && let Some(handle) = handle.as_ref()
        {
            handle.abort();
        }
        let progress = Arc::new(Progress::default());
        let run = Arc::new(Run {
            handle: tokio::sync::Mutex::new(Some(begin(Arc::clone(&progress)))),
            progress,
        });
        running.push_back((key.clone(), Arc::clone(&run)));
        run
    }

    fn forget(&self, key: &Key) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(|(known, _)| known != key);
    }
}

#[cfg(test)]
mod tests {
    use desk::DeskError;

    use super::*;

    /// Pages that wait for nothing.
    fn impatient() -> Replays {
        Replays {
            patience: Duration::ZERO,
            ..Replays::new()
        }
    }

    const fn key(creditor: i64) -> Key {
        (CreditorId(creditor), String::new())
    }

    #[tokio::test]
    async fn it_is_begun_once_and_shown_once() {
        let replays = impatient();
        let (tell, told) = tokio::sync::oneshot::channel::<()>();
        let found = replays
            .ask(key(1), |progress| {
                progress.note(3, 10);
                tokio::spawn(async move {
                    _ = told.await;
                    Err(DeskError::NotFound("nothing"))
                })
            })
            .await;
        assert!(matches!(found, Found::GoesOn(3, 10)));
        _ = tell.send(());
        while let Found::GoesOn(..) = replays.ask(key(1), |_| panic!("it goes on already")).await {
            tokio::task::yield_now().await;
        }
        let forever = |_| tokio::spawn(std::future::pending());
        let again = replays.ask(key(1), forever).await;
        assert!(matches!(again, Found::GoesOn(0, 0)), "it is played anew");
    }

    #[tokio::test]
    async fn the_oldest_is_given_up_for_a_new_one() {
        let replays = impatient();
        let forever = |_| tokio::spawn(std::future::pending());
        for creditor in 0..=i64::try_from(MOST_RUNS).unwrap() {
            replays.ask(key(creditor), forever).await;
        }
        let running = replays.running.lock().unwrap();
        let known: Vec<i64> = running
            .iter()
            .map(|((creditor, _), _)| creditor.0)
            .collect();
        assert_eq!(known, [1, 2, 3, 4, 5, 6]);
    }
}

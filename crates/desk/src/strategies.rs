//! Which strategy an account follows: its own choice, its segment's, the key accounts' one, else the company's;
//! and the version its episode started with. Must never change a version in the middle of an episode.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use notices::template::Library;
use receivables::account::Account;
use receivables::condition::Condition;
use receivables::currency::Currency;
use receivables::identity::{CreditorId, SegmentId, StrategyVersionId};
use receivables::item::Item;
use receivables::strategy::Strategy;
use store::Session;
use store::creditor::Creditor;
use store::strategy_version::StrategyVersion;

use crate::error::Result;
use crate::profile::Profile;
use crate::refusal::Refusal;
use crate::segments::Segments;

/// A published version, read.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its identity.
    pub id: StrategyVersionId,
    /// What it says.
    pub strategy: Arc<Strategy>,
}

/// Conditions that are kept read.
const MOST_CONDITIONS: usize = 10_000;

/// What was read already: versions of strategies, which never change, and conditions, by their words. Every act of a
/// person decides an account again, and every message looks at its account again; reading costs more than deciding.
#[derive(Default)]
pub(crate) struct Readings {
    strategies: Mutex<BTreeMap<StrategyVersionId, Arc<Strategy>>>,
    conditions: Mutex<BTreeMap<(Currency, String), Condition>>,
    libraries: Mutex<BTreeMap<CreditorId, (i64, Arc<Library>)>>,
}

impl Readings {
    /// A condition; nothing when its words cannot be read.
    pub(crate) fn condition(&self, text: &str, currency: Currency) -> Option<Condition> {
        let mut known = lock(&self.conditions);
        let asked = (currency, text.to_string());
        if let Some(condition) = known.get(&asked) {
            return Some(condition.clone());
        }
        let condition = Condition::parse(text, currency).ok()?;
        if known.len() >= MOST_CONDITIONS {
            known.clear();
        }
        known.insert(asked, condition.clone());
        Some(condition)
    }

    /// The texts of a company as they were compiled after its newest version; nothing when there is a newer one.
    pub(crate) fn library(&self, creditor: CreditorId, newest: i64) -> Option<Arc<Library>> {
        let known = lock(&self.libraries);
        let (of, library) = known.get(&creditor)?;
        (*of == newest).then(|| Arc::clone(library))
    }

    /// Keeps the texts of a company, compiled after its newest version.
    pub(crate) fn keep_library(&self, id: CreditorId, (newest, library): (i64, &Arc<Library>)) {
        lock(&self.libraries).insert(id, (newest, Arc::clone(library)));
    }

    fn version(&self, id: StrategyVersionId, key: &str, text: &str) -> Result<Version> {
        let mut known = lock(&self.strategies);
        if let Some(strategy) = known.get(&id) {
            return Ok(Version {
                id,
                strategy: Arc::clone(strategy),
            });
        }
        let strategy = Strategy::parse(text).map_err(|error| Refusal::StrategyUnreadable {
            strategy: key.to_string(),
            words: error.to_string(),
        })?;
        let strategy = Arc::new(strategy);
        known.insert(id, Arc::clone(&strategy));
        Ok(Version { id, strategy })
    }
}

/// What a thread that panicked left is whole: it is written in one step.
fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The strategies of one creditor, read once for a run.
pub struct Strategies {
    readings: Arc<Readings>,
    /// The segments, whose strategies come before the company's.
    pub(crate) segments: Segments,
    usual: String,
    key_account: String,
    latest: BTreeMap<String, Version>,
    /// Texts of earlier versions, read when an account still follows one.
    earlier: BTreeMap<StrategyVersionId, (String, String)>,
}

impl Strategies {
    /// Reads the latest version of each strategy of a creditor.
    pub(crate) async fn of(
        session: &mut Session,
        creditor: &Creditor,
        profile: &Profile,
        readings: &Arc<Readings>,
    ) -> Result<Strategies> {
        let mut newest: BTreeMap<String, StrategyVersion> = BTreeMap::new();
        let mut earlier = BTreeMap::new();
        for version in store::strategy_version::all(session, creditor.id).await? {
            let is_newer = newest
                .get(&version.key)
                .is_none_or(|known| known.number < version.number);
            let older = match is_newer {
                true => newest.insert(version.key.clone(), version),
                false => Some(version),
            };
            earlier.extend(older.map(|version| (version.id, (version.key, version.text))));
        }
        let mut latest = BTreeMap::new();
        for (key, version) in newest {
            let read = readings.version(version.id, &key, &version.text)?;
            latest.insert(key, read);
        }
        Ok(Strategies {
            readings: Arc::clone(readings),
            segments: Segments::of(session, creditor, readings).await?,
            usual: profile.strategy.clone(),
            key_account: profile.key_account_strategy.clone(),
            latest,
            earlier,
        })
    }

    /// The version an account in a segment follows; `started_with` is the one its episode began with.
    pub fn for_account(
        &self,
        account: &Account,
        segment: Option<SegmentId>,
        started_with: Option<StrategyVersionId>,
    ) -> Result<Version> {
        let latest = self.latest_for(account, segment)?.clone();
        let Some(started) = started_with.filter(|started| *started != latest.id) else {
            return Ok(latest);
        };
        let Some((key, text)) = self
            .earlier
            .get(&started)
            .filter(|(key, _)| *key == latest.strategy.key)
        else {
            return Ok(latest);
        };
        self.readings.version(started, key, text)
    }

    /// The latest version of the strategy an account belongs to.
    fn latest_for(&self, account: &Account, segment: Option<SegmentId>) -> Result<&Version> {
        let debtor = &account.debtor;
        let is_key_account = debtor.tags.iter().any(|tag| tag == "key-account");
        let of_segment = segment.and_then(|segment| self.segments.strategy(segment));
        let wanted = match (&debtor.strategy_override, of_segment) {
            (Some(key), _) => key,
            (None, Some(key)) => key,
            (None, None) if is_key_account => &self.key_account,
            (None, None) => &self.usual,
        };
        self.latest
            .get(wanted)
            .or_else(|| self.latest.get(&self.usual))
            .ok_or_else(|| {
                Refusal::NoStrategy {
                    strategy: self.usual.clone(),
                }
                .into()
            })
    }

    /// The strategies that items of an account name against its own, latest versions, each once.
    pub fn of_items(&self, account: &Account) -> Vec<Arc<Strategy>> {
        let named = account.items.iter();
        let keys: BTreeSet<&str> = named
            .filter_map(|item| item.strategy_override.as_deref())
            .collect();
        keys.into_iter()
            .filter_map(|key| self.latest(key))
            .map(|version| Arc::clone(&version.strategy))
            .collect()
    }

    /// The strategy an item follows on an account that follows `usual`.
    pub fn of_item(&self, item: &Item, usual: &Arc<Strategy>) -> Arc<Strategy> {
        let own = item.strategy_override.as_deref();
        let version = own.and_then(|key| self.latest(key));
        Arc::clone(version.map_or(usual, |version| &version.strategy))
    }

    /// The latest version of each, the company's own first, and one that is on trial before them.
    pub(crate) fn all(&self, on_trial: Option<&Arc<Strategy>>) -> Vec<Arc<Strategy>> {
        let usual = self.latest.get(&self.usual);
        let others = self.latest.values();
        let in_force = usual.into_iter().chain(others);
        on_trial
            .into_iter()
            .chain(in_force.map(|version| &version.strategy))
            .cloned()
            .collect()
    }

    /// The strategy with a key, latest version.
    pub fn latest(&self, key: &str) -> Option<&Version> {
        self.latest.get(key)
    }
}

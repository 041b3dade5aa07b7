//! The company side: opening a creditor, how far the machine may go, the master switch and the strategies.
//! A change here never sends anything by itself; it has accounts decided again.

use async_recursion::async_recursion as boxed;
use receivables::account::{CreditorPolicy, Mode};
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::identity::{CreditorId, StrategyVersionId};
use receivables::strategy::Strategy;
use store::creditor::Creditor;

use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;
use crate::refusal::Refusal;
use crate::seat::{Actor, Seat};

/// Most days the bank's data may be old before nothing leaves.
const BANK_DAYS_LIMIT: i32 = 4;
/// Most days the ledger's data may be old before nothing leaves.
const LEDGER_DAYS_LIMIT: i32 = 40;

/// A company as it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCreditor {
    /// Its name, as debtors know it.
    pub name: String,
    /// French company number, when it has one.
    pub siren: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// The language of its people.
    pub language: Language,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// The currency of its books.
    pub currency: Currency,
    /// What its messages say about it.
    pub profile: Profile,
}

impl NewCreditor {
    /// A French company with nothing known but its name.
    pub fn french(name: &str) -> Self {
        NewCreditor {
            name: name.to_string(),
            siren: None,
            country: "FR".to_string(),
            language: Language::French,
            time_zone: "Europe/Paris".to_string(),
            currency: Currency::EUR,
            profile: Profile::default(),
        }
    }
}

impl Desk {
    /// Opens a company in observe mode, with the strategies that ship.
    #[boxed]
    pub async fn open_creditor(&self, actor: &Actor, new: NewCreditor) -> Result<CreditorId> {
        if new.name.trim().is_empty() {
            return Err(Refusal::CompanyWithoutName.into());
        }
        new.profile.bank.check()?;
        let stamp = self.stamp(actor);
        let mut transaction = self.store().transaction().await?;
        let id = store::creditor::next_id(&mut transaction).await?;
        let mut policy = CreditorPolicy::starting(id);
        policy.country = new.country;
        policy.language = new.language;
        policy.time_zone = new.time_zone;
        policy.freshness.bank_days_limit = Some(BANK_DAYS_LIMIT);
        policy.freshness.ledger_days_limit = Some(LEDGER_DAYS_LIMIT);
        let creditor = Creditor {
            id,
            name: new.name.trim().to_string(),
            siren: new.siren,
            currency: new.currency,
            policy,
            profile: new.profile.kept()?,
        };
        store::creditor::add(&mut transaction, &stamp, &creditor).await?;
        for (key, text) in notices::strategies::shipped() {
            store::strategy_version::publish(&mut transaction, &stamp, id, (key, text)).await?;
        }
        transaction.commit().await?;
        Ok(id)
    }

    /// Says how far the machine may go from now on. Nothing leaves by this: the accounts are decided again
    /// at the next run.
    ///
    /// Refused beyond observing while a sender is missing or has no address: nothing could leave.
    #[boxed]
    pub async fn set_mode(&self, seat: &Seat, mode: Mode) -> Result<()> {
        if mode != Mode::Observe {
            let mut reader = self.store().reader().await?;
            let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
            Profile::of(&creditor)?.check_senders()?;
        }
        self.change_creditor(seat, |creditor, _| creditor.policy.mode = mode)
            .await
    }

    /// The master switch: nothing leaves while it is off.
    #[boxed]
    pub async fn turn_sending_off(&self, seat: &Seat) -> Result<()> {
        self.change_creditor(seat, |creditor, today| {
            creditor.policy.stopped_on = Some(today)
        })
        .await
    }

    /// The master switch, on again.
    #[boxed]
    pub async fn turn_sending_on(&self, seat: &Seat) -> Result<()> {
        self.change_creditor(seat, |creditor, _| creditor.policy.stopped_on = None)
            .await
    }

    /// Confirms automatic sending again after an upgrade.
    #[boxed]
    pub async fn confirm_upgrade(&self, seat: &Seat) -> Result<()> {
        self.change_creditor(seat, |creditor, _| creditor.policy.upgraded_on = None)
            .await
    }

    /// Notes that the software is of another version than the last time, for creditors that send by
    /// themselves: nothing leaves by itself until a person confirms.
    #[boxed]
    pub async fn note_version(&self, version: &str) -> Result<()> {
        let actor = Actor::machine("upgrade");
        let stamp = self.stamp(&actor);
        let mut transaction = self.store().transaction().await?;
        let before = store::installation::value(&mut transaction, "version").await?;
        if before.as_deref() == Some(version) {
            return Ok(());
        }
        store::installation::set(&mut transaction, &stamp, "version", version).await?;
        if before.is_some() {
            for mut creditor in store::creditor::all(&mut transaction).await? {
                if creditor.policy.mode == Mode::Automatic {
                    creditor.policy.upgraded_on =
                        Some(self.clock().today(&creditor.policy.time_zone));
                    store::creditor::change(&mut transaction, &stamp, &creditor).await?;
                    store::review::touch_all(&mut transaction, &stamp, creditor.id).await?;
                }
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Changes what the creditor allows: contact limits, hours, ages of data, tolerance.
    #[boxed]
    pub async fn set_policy(&self, seat: &Seat, policy: CreditorPolicy) -> Result<()> {
        self.change_creditor(seat, |creditor, _| creditor.policy = policy)
            .await
    }

    /// Changes what messages say about the creditor.
    #[boxed]
    pub async fn set_profile(&self, seat: &Seat, profile: &Profile) -> Result<()> {
        profile.bank.check()?;
        let kept = profile.kept()?;
        self.change_creditor(seat, |creditor, _| creditor.profile = kept)
            .await
    }

    /// Publishes a strategy under its own key; accounts in the middle of an episode stay on their version.
    #[boxed]
    pub async fn publish_strategy(&self, seat: &Seat, text: &str) -> Result<StrategyVersionId> {
        let strategy = Strategy::parse(text).map_err(|error| Refusal::StrategyFaulty {
            words: error.to_string(),
        })?;
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let named = (strategy.key.as_str(), text);
        let version =
            store::strategy_version::publish(&mut transaction, &stamp, seat.creditor, named)
                .await?;
        store::review::touch_all(&mut transaction, &stamp, seat.creditor).await?;
        transaction.commit().await?;
        Ok(version.id)
    }

    async fn change_creditor(
        &self,
        seat: &Seat,
        change: impl FnOnce(&mut Creditor, jiff::civil::Date),
    ) -> Result<()> {
        let (mut transaction, mut creditor, today) = self.begin(seat).await?;
        change(&mut creditor, today);
        let stamp = self.stamp(&seat.actor);
        store::creditor::change(&mut transaction, &stamp, &creditor).await?;
        store::review::touch_all(&mut transaction, &stamp, seat.creditor).await?;
        Ok(transaction.commit().await?)
    }
}

//! The cast of a diary: which rows of the store its names stand for. Creditors and debtors come in at their
//! first mention.

use std::collections::BTreeMap;

use desk::company::NewCreditor;
use desk::contacts::NewContact;
use desk::{Actor, Seat};
use receivables::account::Mode;
use receivables::contact::ContactRole;
use receivables::debtor::{Address, Language};
use receivables::identity::{DebtorId, ItemId};
use store::debtor::{DebtorDefaults, ListedDebtor, Source};
use store::stamp::Stamp;

use crate::letterhead::letterhead;

use super::{Failure, Outcome, Runner, TIME_ZONE};

/// The source the diary's debtors and items belong to.
pub(super) const SOURCE: &str = "diary";

/// Everybody and everything named so far.
#[derive(Default)]
pub(super) struct Cast {
    /// The creditor the next lines are about.
    pub current: String,
    /// Creditors by name.
    pub creditors: BTreeMap<String, Named>,
}

/// One creditor with its names.
pub(super) struct Named {
    /// Where its people sit.
    pub seat: Seat,
    /// Debtors by name.
    pub debtors: BTreeMap<String, DebtorId>,
    /// Items by name: `F1`, or `F1/2` for the second instalment.
    pub items: BTreeMap<String, ItemId>,
}

impl Runner<'_> {
    /// The creditor the lines are about, opened at its first mention.
    pub(super) async fn named(&mut self) -> Outcome<&mut Named> {
        if self.cast.current.is_empty() {
            // Opening one sets its policy, which asks for the creditor again.
            Box::pin(self.open_creditor("Atelier Vauban", None)).await?;
        }
        let current = self.cast.current.clone();
        self.cast
            .creditors
            .get_mut(&current)
            .ok_or(Failure::Unknown(current))
    }

    pub(super) async fn seat(&mut self) -> Outcome<Seat> {
        Ok(self.named().await?.seat.clone())
    }

    pub(super) async fn open_creditor(&mut self, name: &str, country: Option<&str>) -> Outcome<()> {
        self.cast.current = name.to_string();
        if self.cast.creditors.contains_key(name) {
            return Ok(());
        }
        let actor = Actor::person(receivables::identity::PersonId(1), "claire@vauban.example");
        let mut new = NewCreditor::french(name);
        new.country = country.unwrap_or(&self.diary.country).to_string();
        new.profile = letterhead(name);
        let id = self.desk.open_creditor(&actor, new).await?;
        let seat = actor.at(id);
        let named = Named {
            seat: seat.clone(),
            debtors: BTreeMap::new(),
            items: BTreeMap::new(),
        };
        self.cast.creditors.insert(name.to_string(), named);
        // A diary is about one rule: data is fresh and messages leave by themselves unless it says otherwise.
        self.change_policy(|policy| {
            policy.freshness.ledger_days_limit = None;
            policy.freshness.bank_days_limit = None;
        })
        .await?;
        self.desk.set_mode(&seat, Mode::Automatic).await?;
        if let Some(strategy) = self.diary.strategy.clone() {
            self.publish(&strategy).await?;
        }
        Ok(())
    }

    /// The debtor of a name, with an address and a billing contact when it comes in now.
    pub(super) async fn debtor(&mut self, name: &str) -> Outcome<DebtorId> {
        if let Some(id) = self.named().await?.debtors.get(name) {
            return Ok(*id);
        }
        let seat = self.seat().await?;
        let country = self.diary.country.clone();
        let listed = ListedDebtor {
            traits: receivables::debtor::Traits::default(),
            tags: Vec::new(),
            natural_key: name.to_string(),
            name: name.to_string(),
            siren: None,
            vat_number: None,
            kind: None,
            country: Some(country.clone()),
            address: Some(Address {
                lines: vec!["1 rue des Essais".to_string()],
                post_code: "69003".to_string(),
                town: "Lyon".to_string(),
                country: country.clone(),
            }),
        };
        let defaults = DebtorDefaults {
            country,
            language: Language::French,
            time_zone: TIME_ZONE.to_string(),
        };
        let source = Source {
            creditor: seat.creditor,
            name: SOURCE,
            import: None,
        };
        let mut transaction = self.desk.store().transaction().await?;
        let stamp = self.stamp(&seat);
        let added =
            store::debtor::upsert_many(&mut transaction, &stamp, source, &defaults, &[listed])
                .await?;
        transaction.commit().await?;
        let id = added
            .first()
            .map(|added| added.id)
            .ok_or_else(|| Failure::Unknown(name.to_string()))?;
        let contact = NewContact {
            role: ContactRole::AccountsPayable,
            name: String::new(),
            email: format!("compta@{}.example", name.to_lowercase()),
            phone: "+33 1 99 00 10 10".to_string(),
            language: None,
        };
        self.desk.add_contact(&seat, id, contact).await?;
        self.named().await?.debtors.insert(name.to_string(), id);
        Ok(id)
    }

    /// A debtor that was named before.
    pub(super) async fn known_debtor(&mut self, name: &str) -> Outcome<DebtorId> {
        let found = self.named().await?.debtors.get(name).copied();
        found.ok_or_else(|| Failure::Unknown(format!("no debtor is called {name} here")))
    }

    /// An item that was named before.
    pub(super) async fn item(&mut self, name: &str) -> Outcome<ItemId> {
        let found = self.named().await?.items.get(name).copied();
        found.ok_or_else(|| {
            Failure::Unknown(format!(
                "no item is called {name} here; instalments are called {name}/1, {name}/2"
            ))
        })
    }

    /// The name of an item, for what is shown.
    pub(super) fn item_name(&self, id: ItemId) -> String {
        let items = self.cast.creditors.values().flat_map(|named| &named.items);
        items
            .into_iter()
            .find(|(_, known)| **known == id)
            .map_or_else(
                || "a claim for charges".to_string(),
                |(name, _)| name.clone(),
            )
    }

    /// Who writes what the diary says, now.
    pub(super) fn stamp<'a>(&'a self, seat: &'a Seat) -> Stamp<'a> {
        Stamp {
            at: self.desk.clock().instant(),
            who: &seat.actor.name,
            mint: self.desk.store().mint(),
        }
    }
}

//! The people of the world's company at their desk: they bring in its ledger, its bank statements and its
//! lists, and take down what debtors say, through the desk's own acts. They must never send anything themselves.

use std::collections::BTreeMap;

use desk::company::NewCreditor;
use desk::disputes::{NewDispute, Settlement};
use desk::facts::{NewHold, NewPromise};
use desk::receive::{FileKind, ImportReport, Incoming};
use desk::{Actor, Desk, DeskError, Result, Seat, Writing};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use receivables::debtor::Phase;
use receivables::identity::{DebtorId, ItemId};
use receivables::item::Item;
use store::Session;
use store::account::AsOf;
use store::dispute::Fault;

use crate::letterhead::letterhead;
use crate::world::{COMPANY_NAME, COMPANY_SIREN, Event, World};

/// The company at work.
pub struct Company<'w> {
    /// Its world.
    pub world: &'w World,
    /// Its desk.
    pub desk: Desk,
    /// Where its people sit.
    pub seat: Seat,
    debtors: BTreeMap<usize, DebtorId>,
}

impl<'w> Company<'w> {
    /// Opens the company at a desk.
    pub async fn open(world: &'w World, desk: Desk) -> Result<Company<'w>> {
        let actor = Actor::machine("demonstration");
        let mut new = NewCreditor::french(COMPANY_NAME);
        new.siren = Some(COMPANY_SIREN.to_string());
        new.profile = letterhead(COMPANY_NAME);
        let id = desk.open_creditor(&actor, new).await?;
        Ok(Company {
            world,
            desk,
            seat: actor.at(id),
            debtors: BTreeMap::new(),
        })
    }

    /// The same company at another desk over the same store, as after a restart.
    pub fn move_to(&mut self, desk: Desk) {
        self.desk = desk;
    }

    /// Moves a clock that stands still to a time of a day at the company.
    pub fn begin(&self, day: Date, hour: i8, minute: i8) {
        let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        if let Ok(zoned) = day.at(hour, minute, 0, 0).to_zoned(zone) {
            self.desk.clock().set(zoned.timestamp());
        }
    }

    /// Brings in the ledger as exported in the evening of a day.
    pub async fn receive_ledger(&mut self, as_of: Date) -> Result<ImportReport> {
        let report = self
            .receive(
                &self.world.fec_name(as_of),
                self.world.fec(as_of),
                FileKind::Fec,
            )
            .await?;
        self.learn_debtors().await?;
        Ok(report)
    }

    /// Brings in the bank's statements of some days, both ends included.
    pub async fn receive_statement(&self, from: Date, until: Date) -> Result<ImportReport> {
        let bytes = self.world.statement(from, until);
        self.receive(
            &format!("releve-{until}.xml"),
            bytes,
            FileKind::BankStatement,
        )
        .await
    }

    /// Brings in the lists of debtors and of contacts.
    pub async fn receive_lists(&self) -> Result<()> {
        self.receive("clients.csv", self.world.debtors_csv(), FileKind::Debtors)
            .await?;
        self.receive(
            "contacts.csv",
            self.world.contacts_csv(),
            FileKind::Contacts,
        )
        .await?;
        Ok(())
    }

    async fn receive(&self, name: &str, bytes: Vec<u8>, kind: FileKind) -> Result<ImportReport> {
        let incoming = Incoming {
            name: name.to_string(),
            bytes,
            kind: Some(kind),
            mapping: None,
        };
        self.desk
            .receive(&self.seat, incoming, Writing::ForReal)
            .await
    }

    async fn learn_debtors(&mut self) -> Result<()> {
        let mut reader = self.desk.store().reader().await?;
        for (place, customer) in self.world.customers.iter().enumerate() {
            if self.debtors.contains_key(&place) {
                continue;
            }
            let found =
                store::debtor::by_natural_key(&mut reader, self.seat.creditor, &customer.key)
                    .await?;
            if let Some(id) = found {
                self.debtors.insert(place, id);
            }
        }
        Ok(())
    }

    /// Takes down what happens on a day. What makes no sense any more at the desk (an invoice paid since,
    /// a customer without invoices) is left out. Gives how much was taken down.
    pub async fn live_through(&self, day: Date) -> Result<usize> {
        let mut taken = 0;
        for happening in self.world.happenings_on(day) {
            let Some(debtor) = self.debtors.get(&happening.customer) else {
                continue;
            };
            match self.take_down(*debtor, &happening.event, day).await {
                Ok(()) => taken += 1,
                Err(DeskError::Refused(_) | DeskError::NotFound(_)) => {}
                Err(cause) => return Err(cause),
            }
        }
        Ok(taken)
    }

    async fn take_down(&self, debtor: DebtorId, event: &Event, day: Date) -> Result<()> {
        match event {
            Event::Promise { document, pay_on } => {
                let item = self.open_item(*document).await?;
                let new = NewPromise {
                    pay_on: (*pay_on).max(day),
                    parts: vec![(item.id, None)],
                };
                self.desk.take_promise(&self.seat, debtor, new).await?;
            }
            Event::Dispute {
                document,
                percent,
                reason,
            } => {
                let item = self.open_item(*document).await?;
                let part = item
                    .open
                    .with_minor((item.open.minor * percent / 100).max(1));
                let amount = (*percent < 100).then_some(part);
                let new = NewDispute {
                    amount,
                    ..NewDispute::because(*reason, "Signalé par le client au téléphone")
                };
                self.desk.open_dispute(&self.seat, item.id, new).await?;
            }
            Event::CloseDispute { document } => self.close_disputes(debtor, *document, day).await?,
            Event::Hold { until, reason } => {
                let words = "À voir avec le commercial".to_string();
                let new = NewHold {
                    item: None,
                    until_on: *until,
                    reason: *reason,
                    words,
                };
                self.desk.place_hold(&self.seat, debtor, new).await?;
            }
            Event::Reply { words } => {
                self.desk.note_reply(&self.seat, debtor, words).await?;
            }
            Event::HandleReplies => {
                let account = self.account(debtor, day).await?;
                for reply in account
                    .replies
                    .iter()
                    .filter(|reply| reply.handled_on.is_none())
                {
                    self.desk.handle_reply(&self.seat, reply.id).await?;
                }
            }
            Event::Insolvency => self.change_phase(debtor, Phase::Insolvency).await?,
        }
        Ok(())
    }

    async fn close_disputes(&self, debtor: DebtorId, document: usize, day: Date) -> Result<()> {
        let Some(id) = self.item(document).await?.map(|item| item.id) else {
            return Ok(());
        };
        let account = self.account(debtor, day).await?;
        let open = account
            .disputes
            .iter()
            .filter(|dispute| dispute.item == id && dispute.closed_on.is_none());
        for dispute in open {
            let settlement = Settlement {
                is_founded: false,
                fault: Fault::Debtor,
                credit_to_come: None,
            };
            self.desk
                .close_dispute(&self.seat, dispute.id, settlement)
                .await?;
        }
        Ok(())
    }

    async fn change_phase(&self, debtor: DebtorId, phase: Phase) -> Result<()> {
        // The desk has no act for a debtor's phase yet.
        let mut transaction = self.desk.store().transaction().await?;
        let mut found = store::debtor::find(&mut transaction, self.seat.creditor, debtor).await?;
        found.phase = phase;
        let stamp = store::Stamp {
            at: self.desk.clock().instant(),
            who: &self.seat.actor.name,
            mint: self.desk.store().mint(),
        };
        store::debtor::change(&mut transaction, &stamp, self.seat.creditor, &found).await?;
        Ok(transaction.commit().await?)
    }

    async fn open_item(&self, document: usize) -> Result<Item> {
        let item = self.item(document).await?;
        item.filter(Item::is_open_claim)
            .ok_or(DeskError::NotFound("item"))
    }

    async fn item(&self, document: usize) -> Result<Option<Item>> {
        let document = &self.world.trade.documents[document];
        let mut reader = self.desk.store().reader().await?;
        let session: &mut Session = &mut reader;
        let found =
            store::item::by_reference(session, self.seat.creditor, &document.number).await?;
        Ok(found
            .into_iter()
            .map(|owed| owed.item)
            .find(|item| item.kind.is_claim()))
    }

    async fn account(&self, debtor: DebtorId, day: Date) -> Result<receivables::account::Account> {
        let mut reader = self.desk.store().reader().await?;
        let policy = store::creditor::policy(&mut reader, self.seat.creditor, None).await?;
        let page = store::Page::of(debtor);
        let policy = std::sync::Arc::new(policy);
        let accounts =
            store::account::load_page(&mut reader, &policy, &page, AsOf::now(day)).await?;
        accounts
            .into_iter()
            .next()
            .ok_or(DeskError::NotFound("debtor"))
    }

    /// The identity of an open claim by its number, for checks.
    pub async fn claim(&self, number: &str) -> Result<Option<ItemId>> {
        let mut reader = self.desk.store().reader().await?;
        let found = store::item::by_reference(&mut reader, self.seat.creditor, number).await?;
        Ok(found
            .into_iter()
            .map(|owed| owed.item)
            .find(Item::is_open_claim)
            .map(|item| item.id))
    }
}

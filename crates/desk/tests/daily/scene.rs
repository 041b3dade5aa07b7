//! The scene of a test: a company in automatic mode, one debtor with a mailbox, and invoices.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk::carrier::{Carried, Carrier, Parcel};
use desk::carriers::Carriers;
use desk::clock::Clock;
use desk::company::NewCreditor;
use desk::contacts::NewContact;
use desk::people::NewPerson;
use desk::profile::{Profile, SenderIdentity};
use desk::{Actor, Desk, Seat};
use jiff::civil::{Date, date};
use receivables::account::Mode;
use receivables::calendar::plus_days;
use receivables::contact::ContactRole;
use receivables::identity::{DebtorId, ItemId, PersonId};
use receivables::item::ItemKind;
use receivables::money::Money;
use store::Store;
use store::debtor::{DebtorDefaults, ListedDebtor, Source};
use store::ledger::ListedItem;
use store::person::Role;

/// The Monday every scene starts on, at ten in the morning in Paris.
pub const MONDAY: Date = date(2026, 3, 2);

pub struct Scene {
    pub desk: Desk,
    pub seat: Seat,
    pub debtor: DebtorId,
}

impl Scene {
    pub async fn set(store: Store) -> Scene {
        let clock = Clock::by_hand("2026-03-02T09:00:00Z".parse().unwrap());
        let desk = Desk::new(store, clock);
        let actor = Actor::machine("test");
        let mut new = NewCreditor::french("Atelier du Port");
        new.profile = Profile {
            senders: vec![SenderIdentity {
                key: "accounting".into(),
                name: "Service comptabilité".into(),
                email: "compta@atelier.example".into(),
                ..SenderIdentity::default()
            }],
            ..Profile::default()
        };
        let creditor = desk.open_creditor(&actor, new).await.unwrap();
        let seat = actor.at(creditor);
        let mut reader = desk.store().reader().await.unwrap();
        let mut policy = store::creditor::find(&mut reader, creditor)
            .await
            .unwrap()
            .policy;
        drop(reader);
        policy.mode = Mode::Automatic;
        // The scene's items come from no import, so there is no age of data to watch.
        policy.freshness.ledger_days_limit = None;
        policy.freshness.bank_days_limit = None;
        desk.set_policy(&seat, policy).await.unwrap();
        let debtor = add_debtor(&desk, &seat, "C001", "Menuiserie Lenoir").await;
        let scene = Scene { desk, seat, debtor };
        scene.mailbox(debtor, "compta@lenoir.example").await;
        scene
    }

    /// Another debtor with a mailbox.
    pub async fn other_debtor(&self, key: &str) -> DebtorId {
        let debtor = add_debtor(&self.desk, &self.seat, key, &format!("Société {key}")).await;
        self.mailbox(debtor, &format!("compta@{}.example", key.to_lowercase()))
            .await;
        debtor
    }

    /// Somebody who works for the company, and their seat.
    pub async fn person(&self, email: &str, role: Role) -> (PersonId, Seat) {
        let new = NewPerson {
            email: email.to_string(),
            name: email.to_string(),
            password: None,
            language: receivables::debtor::Language::French,
        };
        let invited = self.desk.invite(&self.seat, new, role).await.unwrap();
        let seat = Actor::person(invited.person, email).at(self.seat.creditor);
        (invited.person, seat)
    }

    /// A contact with an e-mail address and the number of an office.
    pub async fn mailbox(&self, debtor: DebtorId, email: &str) {
        let contact = NewContact {
            role: ContactRole::AccountsPayable,
            name: "Comptabilité".into(),
            email: email.into(),
            phone: "+33 2 40 00 00 00".into(),
            language: None,
        };
        self.desk
            .add_contact(&self.seat, debtor, contact)
            .await
            .unwrap();
    }

    /// An invoice of `minor` euro cents that fell due `days_late` days before Monday.
    pub async fn invoice(&self, number: &str, minor: i64, days_late: i32) -> ItemId {
        self.invoice_of(self.debtor, number, minor, days_late).await
    }

    /// The same for another debtor.
    pub async fn invoice_of(
        &self,
        debtor: DebtorId,
        number: &str,
        minor: i64,
        days_late: i32,
    ) -> ItemId {
        let due_on = plus_days(MONDAY, -days_late);
        self.item(debtor, (ItemKind::Invoice, number), minor, due_on)
            .await
    }

    /// Money of `minor` euro cents that nobody has put on an invoice.
    pub async fn unapplied(&self, reference: &str, minor: i64) -> ItemId {
        self.unapplied_of(self.debtor, reference, minor).await
    }

    /// The same on the account of another debtor.
    pub async fn unapplied_of(&self, debtor: DebtorId, reference: &str, minor: i64) -> ItemId {
        let kind = (ItemKind::PaymentOnAccount, reference);
        self.item(debtor, kind, -minor, MONDAY).await
    }

    /// A credit note of `minor` euro cents that nobody has put on an invoice.
    pub async fn credit_note(&self, reference: &str, minor: i64) -> ItemId {
        let kind = (ItemKind::CreditNote, reference);
        self.item(self.debtor, kind, -minor, MONDAY).await
    }

    /// Follows a strategy of one step five days after the due date.
    pub async fn follow_one_step(&self, key: &str, act: &str) {
        let text = format!(
            "[strategy]\nkey = \"b2b-france\"\nname = {{ fr = \"T\", en = \"T\" }}\n\
             summary = {{ fr = \"T\", en = \"T\" }}\nsender = \"accounting\"\nrole = \"accounts-payable\"\n\
             [[step]]\nkey = \"{key}\"\nname = {{ fr = \"A\", en = \"A\" }}\n\
             trigger = \"5 days after due\"\nact = \"{act}\"\ndays_to_answer = 7\ntone = 2\n"
        );
        let published = self.desk.publish_strategy(&self.seat, &text).await;
        published.unwrap();
    }

    /// A minute goes by.
    pub fn later(&self) {
        self.desk
            .clock()
            .advance(jiff::SignedDuration::from_mins(1));
    }

    async fn item(
        &self,
        debtor: DebtorId,
        (kind, number): (ItemKind, &str),
        minor: i64,
        due_on: Date,
    ) -> ItemId {
        let store = self.desk.store();
        let mut transaction = store.transaction().await.unwrap();
        let at = self.desk.clock().instant();
        let stamp = store::stamp::Stamp {
            at,
            who: "test",
            mint: store.mint(),
        };
        let source = Source {
            creditor: self.seat.creditor,
            name: "list",
            import: None,
        };
        let listed = ListedItem {
            debtor,
            kind,
            reference: number,
            instalment: 0,
            issued_on: plus_days(due_on, -30),
            delivered_on: None,
            due_on,
            amount: Money::eur(minor),
            unconfirmed: None,
            origin: None,
            label: None,
            natural_key: number,
        };
        let recorded = store::ledger::record(&mut transaction, &stamp, source, &[listed], &[])
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        recorded.items[0].id
    }
}

async fn add_debtor(desk: &Desk, seat: &Seat, key: &str, name: &str) -> DebtorId {
    let store = desk.store();
    let mut transaction = store.transaction().await.unwrap();
    let stamp = store::stamp::Stamp {
        at: desk.clock().instant(),
        who: "test",
        mint: store.mint(),
    };
    let source = Source {
        creditor: seat.creditor,
        name: "list",
        import: None,
    };
    let defaults = DebtorDefaults {
        country: "FR".into(),
        language: receivables::debtor::Language::French,
        time_zone: "Europe/Paris".into(),
    };
    let listed = ListedDebtor {
        traits: receivables::debtor::Traits::default(),
        tags: Vec::new(),
        natural_key: key.into(),
        name: name.into(),
        siren: None,
        vat_number: None,
        kind: None,
        country: None,
        address: None,
    };
    let added = store::debtor::upsert_many(&mut transaction, &stamp, source, &defaults, &[listed])
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    added[0].id
}

/// Keeps what it carries and answers as it is told.
pub struct TestCarrier {
    answers: Mutex<Vec<Carried>>,
    pub carried: Mutex<Vec<Parcel>>,
}

impl TestCarrier {
    /// Answers in this order, and with receipts when the list is used up.
    pub fn answering(mut answers: Vec<Carried>) -> Arc<TestCarrier> {
        answers.reverse();
        Arc::new(TestCarrier {
            answers: Mutex::new(answers),
            carried: Mutex::new(Vec::new()),
        })
    }

    pub fn parcels(&self) -> Vec<Parcel> {
        self.carried.lock().unwrap().clone()
    }
}

#[async_trait]
impl Carrier for TestCarrier {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        self.carried.lock().unwrap().push(parcel.clone());
        let receipt = Carried::Receipt {
            reference: "taken".into(),
            bytes: parcel.text.clone().into_bytes(),
        };
        self.answers.lock().unwrap().pop().unwrap_or(receipt)
    }
}

pub fn carriers(carrier: &Arc<TestCarrier>) -> Carriers {
    Carriers::of_email(carrier.clone())
}

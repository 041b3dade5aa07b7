//! The scene of a test: one company with a person who signed in, debtors with invoices, and another company
//! that this person may not see.

use std::sync::{Arc, Mutex};

use axum::Router;
use desk::carrier::{Carried, Carrier, Parcel};
use desk::carriers::Carriers;
use desk::clock::Clock;
use desk::company::NewCreditor;
use desk::contacts::NewContact;
use desk::people::NewPerson;
use desk::profile::{Profile, SenderIdentity};
use desk::{Actor, Desk, Seat, Writing};
use jiff::civil::{Date, date};
use receivables::account::Mode;
use receivables::calendar::plus_days;
use receivables::contact::ContactRole;
use receivables::debtor::Language;
use receivables::identity::{CreditorId, DebtorId, ItemId, PersonId};
use receivables::item::ItemKind;
use receivables::money::Money;
use store::debtor::{DebtorDefaults, ListedDebtor, Source};
use store::ledger::ListedItem;
use store::person::Role;
use web::{WebSettings, WebState};

use crate::browser::Browser;

/// The Monday every scene takes place on, at ten in the morning in Paris.
pub const MONDAY: Date = date(2026, 3, 2);
pub const EMAIL: &str = "claire@atelier.example";
pub const PASSWORD: &str = "girafe violon neige sept";

pub struct Scene {
    pub desk: Desk,
    pub clock: Clock,
    pub seat: Seat,
    pub router: Router,
    pub carrier: Arc<TestCarrier>,
    person: PersonId,
}

impl Scene {
    /// An installation nobody has used yet.
    pub async fn empty() -> (Router, Desk, Clock) {
        let clock = Clock::by_hand("2026-03-02T09:00:00Z".parse().unwrap());
        let desk = Desk::new(store::testing::sqlite().await, clock.clone());
        let carriers = Carriers::of_email(Arc::new(TestCarrier::default()));
        let router = web::router(WebState::new(
            desk.clone(),
            carriers,
            WebSettings::default(),
        ));
        (router, desk, clock)
    }

    /// A company in a mode, with a controller.
    pub async fn set(mode: Mode) -> Scene {
        let clock = Clock::by_hand("2026-03-02T09:00:00Z".parse().unwrap());
        let desk = Desk::new(store::testing::sqlite().await, clock.clone());
        let actor = Actor::machine("test");
        let creditor = open(&desk, "Atelier du Port").await;
        let seat = actor.at(creditor);
        desk.set_mode(&seat, mode).await.unwrap();
        // No file comes in here, so its age is not watched.
        let mut reader = desk.store().reader().await.unwrap();
        let mut policy = store::creditor::find(&mut reader, creditor)
            .await
            .unwrap()
            .policy;
        drop(reader);
        (
            policy.freshness.ledger_days_limit,
            policy.freshness.bank_days_limit,
        ) = (None, None);
        desk.set_policy(&seat, policy).await.unwrap();
        let person = NewPerson {
            email: EMAIL.into(),
            name: "Claire Martin".into(),
            password: Some(PASSWORD.into()),
            language: Language::French,
        };
        let person = desk.add_person(&actor, person).await.unwrap();
        desk.grant(&seat, person, Role::Controller).await.unwrap();
        let carrier = Arc::new(TestCarrier::default());
        let carriers = Carriers::of_email(carrier.clone());
        let router = web::router(WebState::new(
            desk.clone(),
            carriers,
            WebSettings::default(),
        ));
        Scene {
            desk,
            clock,
            seat,
            router,
            carrier,
            person,
        }
    }

    /// Lets the person who signs in do everything.
    pub async fn promote(&self) {
        let granted = self
            .desk
            .grant(&self.seat, self.person, Role::Administrator);
        granted.await.unwrap();
    }

    /// A browser in which nobody signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which the person signed in.
    pub async fn signed_in(&self) -> Browser {
        let mut browser = Browser::new(self.router.clone());
        let answer = browser
            .post(
                "/session",
                &[("email", EMAIL), ("password", PASSWORD), ("next", "/")],
            )
            .await;
        assert_eq!(answer.location(), "/", "{}", answer.text);
        browser
    }

    /// A debtor with a mailbox.
    pub async fn debtor(&self, key: &str, name: &str) -> DebtorId {
        let debtor = add_debtor(&self.desk, self.seat.creditor, key, name).await;
        self.contact(debtor, &format!("compta@{}.example", key.to_lowercase()))
            .await;
        debtor
    }

    /// A contact with an e-mail address and the number of an office.
    pub async fn contact(&self, debtor: DebtorId, email: &str) {
        let contact = NewContact {
            role: ContactRole::AccountsPayable,
            name: "Comptabilité fournisseurs".into(),
            email: email.into(),
            phone: "+33 2 40 00 00 00".into(),
            language: None,
        };
        self.desk
            .add_contact(&self.seat, debtor, contact)
            .await
            .unwrap();
    }

    /// A debtor nobody can write to.
    pub async fn debtor_without_mail(&self, key: &str) -> DebtorId {
        let name = format!("Société {key}");
        add_debtor(&self.desk, self.seat.creditor, key, &name).await
    }

    /// An invoice of `minor` euro cents that fell due `days_late` days before Monday.
    pub async fn invoice(
        &self,
        debtor: DebtorId,
        number: &str,
        minor: i64,
        days_late: i32,
    ) -> ItemId {
        let due_on = plus_days(MONDAY, -days_late);
        add_item(
            &self.desk,
            self.seat.creditor,
            (debtor, number),
            (Money::eur(minor), due_on),
        )
        .await
    }

    /// Follows a strategy of one step five days after the due date.
    pub async fn follow_one_step(&self, key: &str, act: &str) {
        let text = format!(
            "[strategy]\nkey = \"b2b-france\"\nname = {{ fr = \"T\", en = \"T\" }}\n\
             summary = {{ fr = \"T\", en = \"T\" }}\nsender = \"accounting\"\nrole = \"accounts-payable\"\n\
             [[step]]\nkey = \"{key}\"\nname = {{ fr = \"A\", en = \"A\" }}\n\
             trigger = \"5 days after due\"\nact = \"{act}\"\ntone = 2\n"
        );
        let published = self.desk.publish_strategy(&self.seat, &text).await;
        published.unwrap();
    }

    /// Decides Monday.
    pub async fn run(&self) {
        self.desk
            .run_day(&self.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
    }

    /// A debtor of another company, with an invoice.
    pub async fn elsewhere(&self) -> (DebtorId, ItemId) {
        let other = open(&self.desk, "Société Voisine").await;
        let debtor = add_debtor(&self.desk, other, "X1", "Client d’une autre société").await;
        let money = (Money::eur(10_000), plus_days(MONDAY, -40));
        let item = add_item(&self.desk, other, (debtor, "X-1"), money).await;
        (debtor, item)
    }
}

async fn open(desk: &Desk, name: &str) -> CreditorId {
    let mut new = NewCreditor::french(name);
    new.profile = Profile {
        senders: vec![SenderIdentity {
            key: "accounting".into(),
            name: "Service comptabilité".into(),
            email: "compta@atelier.example".into(),
            ..SenderIdentity::default()
        }],
        ..Profile::default()
    };
    desk.open_creditor(&Actor::machine("test"), new)
        .await
        .unwrap()
}

async fn add_debtor(desk: &Desk, creditor: CreditorId, key: &str, name: &str) -> DebtorId {
    let mut transaction = desk.store().transaction().await.unwrap();
    let stamp = desk.store().stamp(desk.clock().instant(), "test");
    let source = Source {
        creditor,
        name: "list",
        import: None,
    };
    let defaults = DebtorDefaults {
        country: "FR".into(),
        language: Language::French,
        time_zone: "Europe/Paris".into(),
    };
    let listed = ListedDebtor {
        traits: receivables::debtor::Traits::default(),
        tags: Vec::new(),
        natural_key: key.into(),
        name: name.into(),
        siren: Some("732829320".into()),
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

async fn add_item(
    desk: &Desk,
    creditor: CreditorId,
    (debtor, number): (DebtorId, &str),
    (amount, due_on): (Money, Date),
) -> ItemId {
    let mut transaction = desk.store().transaction().await.unwrap();
    let stamp = desk.store().stamp(desk.clock().instant(), "test");
    let source = Source {
        creditor,
        name: "list",
        import: None,
    };
    let listed = ListedItem {
        debtor,
        kind: if amount.minor < 0 {
            ItemKind::CreditNote
        } else {
            ItemKind::Invoice
        },
        reference: number,
        instalment: 0,
        issued_on: plus_days(due_on, -30),
        delivered_on: None,
        due_on,
        amount,
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

/// Takes charge of whatever it is given, and keeps it.
#[derive(Default)]
pub struct TestCarrier {
    pub carried: Mutex<Vec<Parcel>>,
}

#[async_trait::async_trait]
impl Carrier for TestCarrier {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        self.carried.lock().unwrap().push(parcel.clone());
        Carried::Receipt {
            reference: "taken".into(),
            bytes: parcel.text.clone().into_bytes(),
        }
    }
}

//! A company with open items: five a debtor, a third not due, the rest thinning out with age, nine debtors in
//! ten with an e-mail address. Written through the store, as an import would.

use std::path::Path;

use desk::clock::Clock;
use desk::company::NewCreditor;
use desk::profile::{Profile, SenderIdentity};
use desk::{Actor, Desk, Seat};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use receivables::account::Mode;
use receivables::calendar::plus_days;
use receivables::contact::{Contact, ContactRole};
use receivables::debtor::Language;
use receivables::identity::{ContactId, DebtorId};
use receivables::item::ItemKind;
use receivables::money::Money;
use store::debtor::{DebtorDefaults, ListedDebtor, Source};
use store::ledger::ListedItem;
use store::{DatabaseAddress, Store};

use crate::Outcome;

/// The Monday the days are counted around.
pub const TODAY: Date = date(2026, 11, 2);
/// Items of a debtor.
pub const ITEMS_PER_DEBTOR: u64 = 5;
/// Rows written in one transaction.
const AT_ONCE: usize = 50_000;

const FIRST: [&str; 12] = [
    "Atelier",
    "Boulangerie",
    "Cabinet",
    "Domaine",
    "Établissements",
    "Fonderie",
    "Garage",
    "Imprimerie",
    "Librairie",
    "Menuiserie",
    "Transports",
    "Verrerie",
];
const SECOND: [&str; 10] = [
    "Martin",
    "Bernard",
    "Dubois",
    "Thomas",
    "Petit",
    "Durand",
    "Lefèvre",
    "Mercier",
    "François",
    "Martinez",
];
const THIRD: [&str; 6] = ["", " et Fils", " & Cie", " Nord", " Sud", " Services"];
const FORM: [&str; 4] = ["SARL", "SAS", "SA", "EURL"];

/// Chance that repeats (splitmix64).
pub struct Chance(u64);

impl Chance {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Chance(seed)
    }

    /// A number below a bound above zero.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// Many small amounts and a few large ones: 1 to 1,000 EUR, times 1, 2, 4, 8 or 16.
pub fn amount_minor(chance: &mut Chance) -> i64 {
    let small = 100 + chance.below(99_900);
    i64::try_from(small << chance.below(5)).unwrap_or(100)
}

/// The name of a customer.
pub fn company_name(number: u64) -> String {
    let of = |list: &[&'static str], place: u64| {
        list[usize::try_from(place % list.len() as u64).unwrap_or(0)]
    };
    let (first, second) = (of(&FIRST, number), of(&SECOND, number / 12));
    let (third, form) = (of(&THIRD, number / 120), of(&FORM, number * 7));
    match number / 720 {
        0 => format!("{first} {second}{third} {form}"),
        series => format!("{first} {second}{third} {series} {form}"),
    }
}

/// The server of the stages on PostgreSQL.
pub fn postgres() -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "benchmarks are told where the server is"
    )]
    let url = std::env::var("RELANCE_TEST_POSTGRES").ok();
    url
}

/// The SQLite database of a folder.
pub fn sqlite(folder: &Path) -> DatabaseAddress {
    DatabaseAddress::file(&folder.join("relance.db"))
}

/// A desk over a database, in the morning of a day.
pub async fn desk_at(address: &DatabaseAddress, day: Date) -> Outcome<Desk> {
    let store = Store::open(address, 1).await?;
    Ok(Desk::new(store, Clock::by_hand(morning(day)?)))
}

fn morning(day: Date) -> Outcome<Timestamp> {
    Ok(day.at(9, 0, 0, 0).in_tz("Europe/Paris")?.timestamp())
}

/// The seat at the one company there is.
pub async fn seat(desk: &Desk) -> Outcome<Seat> {
    let mut reader = desk.store().reader().await?;
    let creditors = store::creditor::all(&mut reader).await?;
    let creditor = creditors.first().ok_or("the company was not prepared")?;
    Ok(Actor::machine("bench").at(creditor.id))
}

/// Opens the company, in automatic mode and without a limit to the age of data: nothing is imported.
pub async fn open(desk: &Desk) -> Outcome<Seat> {
    let actor = Actor::machine("bench");
    let mut new = NewCreditor::french("Société d’essai");
    new.profile = Profile {
        senders: vec![SenderIdentity {
            key: "accounting".to_string(),
            name: "Comptabilité clients".to_string(),
            email: "clients@essai.example".to_string(),
            ..SenderIdentity::default()
        }],
        ..Profile::default()
    };
    let creditor = desk.open_creditor(&actor, new).await?;
    let seat = actor.at(creditor);
    let mut reader = desk.store().reader().await?;
    let mut policy = store::creditor::find(&mut reader, creditor).await?.policy;
    drop(reader);
    policy.mode = Mode::Automatic;
    policy.freshness.ledger_days_limit = None;
    policy.freshness.bank_days_limit = None;
    desk.set_policy(&seat, policy).await?;
    Ok(seat)
}

/// Fills the company with open items.
pub async fn fill(desk: &Desk, seat: &Seat, items: u64) -> Outcome<()> {
    let debtors = add_debtors(desk, seat, (items / ITEMS_PER_DEBTOR).max(1)).await?;
    let mut chance = Chance::new(20_261_031);
    let mut next = 0;
    while next < items {
        let many = (items - next).min(AT_ONCE as u64);
        add_items(desk, seat, &debtors, (next, many), &mut chance).await?;
        next += many;
    }
    Ok(())
}

async fn add_debtors(desk: &Desk, seat: &Seat, many: u64) -> Outcome<Vec<DebtorId>> {
    let defaults = DebtorDefaults {
        country: "FR".to_string(),
        language: Language::French,
        time_zone: "Europe/Paris".to_string(),
    };
    let source = Source {
        creditor: seat.creditor,
        name: "bench",
        import: None,
    };
    let numbers: Vec<u64> = (0..many).collect();
    let mut ids = Vec::with_capacity(numbers.len());
    for part in numbers.chunks(AT_ONCE) {
        let listed: Vec<ListedDebtor> = part.iter().map(|number| debtor(*number)).collect();
        let mut transaction = desk.store().transaction().await?;
        let stamp = desk.store().stamp(desk.clock().instant(), "bench");
        let written =
            store::debtor::upsert_many(&mut transaction, &stamp, source, &defaults, &listed)
                .await?;
        let contacts: Vec<(DebtorId, Contact)> = part
            .iter()
            .zip(&written)
            .filter(|(number, _)| *number % 10 != 9)
            .map(|(number, debtor)| (debtor.id, contact(*number)))
            .collect();
        store::contact::upsert_many(&mut transaction, &stamp, seat.creditor, &contacts).await?;
        transaction.commit().await?;
        ids.extend(written.into_iter().map(|debtor| debtor.id));
    }
    Ok(ids)
}

fn debtor(number: u64) -> ListedDebtor {
    ListedDebtor {
        traits: receivables::debtor::Traits::default(),
        tags: Vec::new(),
        natural_key: format!("C{number:06}"),
        name: company_name(number),
        siren: None,
        vat_number: None,
        kind: None,
        country: None,
        address: None,
    }
}

fn contact(number: u64) -> Contact {
    Contact {
        id: ContactId(0),
        role: ContactRole::AccountsPayable,
        name: "Comptabilité fournisseurs".to_string(),
        email: Some(format!("compta@c{number:06}.example")),
        phone: None,
        language: None,
        refused_on: None,
        bounced_on: None,
        texts: receivables::contact::TextReach::default(),
    }
}

/// Bills each of some debtors once more; the invoice fell due ten days ago.
pub async fn add_one_item_each(desk: &Desk, seat: &Seat, debtors: &[DebtorId]) -> Outcome<()> {
    let references: Vec<String> = (1..=debtors.len())
        .map(|number| format!("FB2026-{number:07}"))
        .collect();
    let due_on = plus_days(TODAY, -10);
    let items = debtors
        .iter()
        .zip(&references)
        .map(|(debtor, reference)| invoice(*debtor, reference, (due_on, 30), 50_000));
    record(desk, seat, &items.collect::<Vec<_>>()).await
}

async fn record(desk: &Desk, seat: &Seat, items: &[ListedItem<'_>]) -> Outcome<()> {
    let mut transaction = desk.store().transaction().await?;
    let stamp = desk.store().stamp(desk.clock().instant(), "bench");
    let source = Source {
        creditor: seat.creditor,
        name: "bench",
        import: None,
    };
    store::ledger::record(&mut transaction, &stamp, source, items, &[]).await?;
    Ok(transaction.commit().await?)
}

async fn add_items(
    desk: &Desk,
    seat: &Seat,
    debtors: &[DebtorId],
    (first, many): (u64, u64),
    chance: &mut Chance,
) -> Outcome<()> {
    let references: Vec<String> = (first..first + many)
        .map(|number| format!("FA2026-{:07}", number + 1))
        .collect();
    let items = references
        .iter()
        .map(|reference| item(reference, debtors, chance))
        .collect::<Outcome<Vec<_>>>()?;
    record(desk, seat, &items).await
}

fn item<'a>(
    reference: &'a str,
    debtors: &[DebtorId],
    chance: &mut Chance,
) -> Outcome<ListedItem<'a>> {
    let place = usize::try_from(chance.below(debtors.len() as u64))?;
    let days_to_due = match chance.below(100) {
        0..35 => i32::try_from(chance.below(46))?,
        // The smaller of two draws: the older, the fewer.
        _ => -1 - i32::try_from(chance.below(150).min(chance.below(150)))?,
    };
    let days_of_terms = [30, 45, 60][usize::try_from(chance.below(3))?];
    Ok(invoice(
        debtors[place],
        reference,
        (plus_days(TODAY, days_to_due), days_of_terms),
        amount_minor(chance),
    ))
}

fn invoice(
    debtor: DebtorId,
    reference: &str,
    (due_on, days_of_terms): (Date, i32),
    minor: i64,
) -> ListedItem<'_> {
    ListedItem {
        debtor,
        kind: ItemKind::Invoice,
        reference,
        instalment: 0,
        issued_on: plus_days(due_on, -days_of_terms),
        delivered_on: None,
        due_on,
        amount: Money::eur(minor),
        unconfirmed: None,
        origin: None,
        label: None,
        natural_key: reference,
    }
}

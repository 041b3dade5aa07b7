//! The program killed at any moment of a sending run, and started again: nobody gets a message twice, and none is lost
//! without being shown to a person. The real binary, a real file, a provider that counts what it was given.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "tests wait, and are told how often to kill"
)]

mod provider;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use desk::clock::Clock;
use desk::company::NewCreditor;
use desk::profile::SenderIdentity;
use desk::{Actor, Desk};
use jiff::civil::Time;
use provider::Provider;
use receivables::account::Mode;
use receivables::identity::CreditorId;
use store::notice::{Notice, Standing};
use store::views::departures;
use store::{DatabaseAddress, Store};

/// A Friday morning in Paris.
const INSTANT: &str = "2026-11-27T09:00:00Z";
/// Kills when nothing else is told; RELANCE_KILLS tells.
const KILLS: usize = 200;
/// Longest wait for a run to get anywhere.
const PATIENCE: Duration = Duration::from_secs(30);

const STRATEGY: &str = "[strategy]\nkey = \"b2b-france\"\nname = { fr = \"T\", en = \"T\" }\nsummary = { fr = \"T\", en = \"T\" }\n\
    sender = \"accounting\"\nrole = \"accounts-payable\"\n[[step]]\nkey = \"general-sms\"\nname = { fr = \"A\", en = \"A\" }\n\
    trigger = \"5 days after due\"\nact = \"sms\"\ndays_to_answer = 7\ntone = 2\n";

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_and_started_again_it_sends_nothing_twice_and_loses_nothing_unseen() {
    let kills: usize = std::env::var("RELANCE_KILLS")
        .ok()
        .and_then(|told| told.parse().ok())
        .unwrap_or(KILLS);
    let debtors = kills * 2;
    let folder = tempfile::tempdir().unwrap();
    let provider = Provider::start();
    let address = DatabaseAddress::file(&folder.path().join("data/relance.db"));
    let desk = open(&address).await;
    let creditor = company(&desk).await;
    configure(folder.path(), &provider);
    import(folder.path(), debtors);
    assert!(run(folder.path(), &["run-day"]).success());

    let mut chance = Chance(20_261_127);
    let mut killed = 0;
    while killed < kills {
        let mut child = program(folder.path(), &["send"]).spawn().unwrap();
        let wanted = provider.taken() + chance.below(4);
        let started = Instant::now();
        let mut has_ended = false;
        while provider.taken() < wanted && started.elapsed() < PATIENCE && !has_ended {
            has_ended = child.try_wait().unwrap().is_some();
            std::thread::sleep(Duration::from_millis(1));
        }
        // Anywhere between two steps: opening, claiming, looking, reserving, carrying, writing down.
        std::thread::sleep(Duration::from_micros(chance.below(30_000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        start_again(&desk, creditor).await;
        killed += 1;
        if has_ended {
            break;
        }
    }
    assert!(run(folder.path(), &["send"]).code().is_some());
    start_again(&desk, creditor).await;

    let given = provider.given();
    let twice: Vec<_> = given.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "after {killed} kills: {twice:?}");
    let ends = ends(&desk, creditor).await;
    assert_eq!(ends.len(), debtors, "every message is accounted for");
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (number, standing) in &ends {
        *counts.entry(format!("{standing:?}")).or_default() += 1;
        match standing {
            Standing::Sent => {
                assert_eq!(given.get(number), Some(&1), "{number} is said to be sent")
            }
            // A person is asked: perhaps it went out.
            Standing::Unknown => {}
            other => panic!("{number} is {other:?}: nobody would know"),
        }
    }
    let sent = counts.get("Sent").copied().unwrap_or(0);
    assert!(sent > debtors / 2, "{counts:?}");
    println!("{killed} kills, {debtors} messages: {counts:?}");
}

/// Numbers that differ from run to run only by their seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// Opens a company in automatic mode that sends at any hour and follows a strategy of one text message.
async fn company(desk: &Desk) -> CreditorId {
    let actor = Actor::machine("test");
    let mut new = NewCreditor::french("Société essai");
    new.profile.senders = vec![SenderIdentity {
        key: "accounting".into(),
        name: "Service comptabilité".into(),
        email: "comptabilite@essai.example".into(),
        ..SenderIdentity::default()
    }];
    let creditor = desk.open_creditor(&actor, new).await.unwrap();
    let seat = actor.at(creditor);
    let mut reader = desk.store().reader().await.unwrap();
    let mut policy = store::creditor::find(&mut reader, creditor)
        .await
        .unwrap()
        .policy;
    drop(reader);
    policy.mode = Mode::Automatic;
    policy.sending_hours = (Time::midnight(), Time::constant(23, 59, 0, 0));
    policy.freshness.ledger_days_limit = None;
    policy.freshness.bank_days_limit = None;
    desk.set_policy(&seat, policy).await.unwrap();
    desk.publish_strategy(&seat, STRATEGY).await.unwrap();
    creditor
}

async fn open(address: &DatabaseAddress) -> Desk {
    if let DatabaseAddress::SqliteFile { path, .. } = address {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    }
    let store = Store::open(address, 2).await.unwrap();
    Desk::new(store, Clock::by_hand(INSTANT.parse().unwrap()))
}

/// What a process does first that has the file to itself.
async fn start_again(desk: &Desk, creditor: CreditorId) {
    let seat = Actor::machine("start").at(creditor);
    desk.take_over_at_start(&seat).await.unwrap();
}

/// Every notice that left or has not ended, with the number it goes to.
async fn ends(desk: &Desk, creditor: CreditorId) -> Vec<(String, Standing)> {
    let mut reader = desk.store().reader().await.unwrap();
    let seen = store::Seen::by_the_machine(creditor);
    let long_ago = jiff::Timestamp::UNIX_EPOCH;
    let left = departures::left_since(&mut reader, seen, long_ago, u32::MAX)
        .await
        .unwrap();
    let mut notices: Vec<Notice> = left
        .0
        .into_iter()
        .map(|departure| departure.notice)
        .collect();
    notices.extend(store::notice::waiting(&mut reader, creditor).await.unwrap());
    notices
        .into_iter()
        .map(|notice| (notice.act.recipient.address.clone(), notice.standing()))
        .collect()
}

fn configure(folder: &Path, provider: &Provider) {
    let text = format!(
        "[texts]\ncarrier = \"http\"\nsender = \"ESSAI\"\n[texts.http]\naddress = \"{}\"\n\
         body = {{ form = {{ to = \"{{to}}\" }} }}\ntaken = {{ reference = \"id\" }}\n",
        provider.address
    );
    std::fs::write(folder.join("relance.toml"), text).unwrap();
}

fn import(folder: &Path, debtors: usize) {
    let mut list = String::from(
        "Code client;Contact;Téléphone;Facture;Date facture;Échéance;Montant TTC;Devise\n",
    );
    for number in 0..debtors {
        let phone = 612_000_000 + number;
        writeln!(
            list,
            "C{number:05};Mme Roy;+33{phone};F-{number:05};01/10/2026;31/10/2026;125,00;EUR"
        )
        .unwrap();
    }
    let path = folder.join("invoices.csv");
    std::fs::write(&path, list).unwrap();
    assert!(run(folder, &["import", path.to_str().unwrap()]).success());
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
    command
        .arg("--data")
        .arg(folder.join("data"))
        .arg("--config")
        .arg(folder.join("relance.toml"))
        .arg("--rehearse-at")
        .arg(INSTANT)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> std::process::ExitStatus {
    program(folder, arguments).status().unwrap()
}

//! The whole way of a text message on a line: decided, sent, told of, answered.

use std::sync::Arc;

use delivery::FolderCarrier;
use delivery::smpp::smsc::{Smsc, Way, delivery, receipt};
use delivery::smpp::{SmppCarrier, SmppSettings};
use desk::carrier::TextCarrier;
use desk::carriers::Carriers;
use desk::clock::Clock;
use desk::company::NewCreditor;
use desk::profile::SenderIdentity;
use desk::receive::Incoming;
use desk::texts::TextTerms;
use desk::{Actor, Seat, Writing};
use receivables::account::Mode;
use receivables::contact::Contact;
use store::notice::Notice;
use store::views::departures;

use super::*;

const STRATEGY: &str = "[strategy]\nkey = \"b2b-france\"\nname = { fr = \"T\", en = \"T\" }\nsummary = { fr = \"T\", en = \"T\" }\n\
    sender = \"accounting\"\nrole = \"accounts-payable\"\n[[step]]\nkey = \"general-sms\"\nname = { fr = \"A\", en = \"A\" }\n\
    trigger = \"5 days after due\"\nact = \"sms\"\ndays_to_answer = 7\ntone = 2\n";

const LIST: &str = "Code client;Contact;Téléphone;Facture;Date facture;Échéance;Montant TTC;Devise\n\
    C1;Mme Roy;+33612345678;F-1;01/10/2026;31/10/2026;125,00;EUR\n";

/// A company in automatic mode with one debtor that is late, on a Friday morning in Paris.
async fn scene() -> (Desk, Seat) {
    let clock = Clock::by_hand("2026-11-27T09:00:00Z".parse().unwrap());
    let desk = Desk::new(store::testing::sqlite().await, clock).with_texts(TextTerms {
        sender: "ESSAI".to_string(),
        price: None,
    });
    let actor = Actor::machine("test");
    let mut new = NewCreditor::french("Société essai");
    new.profile.senders = vec![SenderIdentity {
        key: "accounting".into(),
        name: "Service comptabilité".into(),
        email: "comptabilite@essai.example".into(),
        ..SenderIdentity::default()
    }];
    let seat = actor.at(desk.open_creditor(&actor, new).await.unwrap());
    let mut reader = desk.store().reader().await.unwrap();
    let found = store::creditor::find(&mut reader, seat.creditor).await;
    drop(reader);
    let mut policy = found.unwrap().policy;
    policy.mode = Mode::Automatic;
    policy.freshness.ledger_days_limit = None;
    policy.freshness.bank_days_limit = None;
    desk.set_policy(&seat, policy).await.unwrap();
    desk.publish_strategy(&seat, STRATEGY).await.unwrap();
    let list = Incoming {
        name: "invoices.csv".to_string(),
        bytes: LIST.as_bytes().to_vec(),
        kind: None,
        mapping: None,
    };
    desk.receive(&seat, list, Writing::ForReal).await.unwrap();
    let today = desk.today(seat.creditor).await.unwrap();
    desk.run_day(&seat, today, Writing::ForReal).await.unwrap();
    (desk, seat)
}

/// A line on which what is told is heard by the desk.
fn line(desk: &Desk, smsc: &Smsc) -> (Arc<SmppCarrier>, Carriers) {
    let settings = SmppSettings {
        is_secured: false,
        ..SmppSettings::new("127.0.0.1", smsc.port, ("relance", "secret"))
    };
    let (carrier, told) = SmppCarrier::new(settings);
    tokio::spawn(hear(desk.clone(), told, Duration::from_millis(50)));
    let carrier = Arc::new(carrier);
    // E-mail goes nowhere in this story.
    let email = FolderCarrier::new(std::path::PathBuf::from("/nonexistent"));
    let carriers = Carriers::of_email(Arc::new(email)).with_texts(carrier.clone());
    (carrier, carriers)
}

async fn left(desk: &Desk, seat: &Seat) -> Vec<Notice> {
    let mut reader = desk.store().reader().await.unwrap();
    let seen = store::Seen::by_the_machine(seat.creditor);
    let long_ago = jiff::Timestamp::UNIX_EPOCH;
    let left = departures::left_since(&mut reader, seen, long_ago, 10).await;
    let left = left.unwrap().0.into_iter();
    left.map(|one| one.notice).collect()
}

async fn contacts(desk: &Desk, seat: &Seat, notice: &Notice) -> Vec<Contact> {
    let mut reader = desk.store().reader().await.unwrap();
    let found = store::contact::of_debtor(&mut reader, seat.creditor, notice.debtor).await;
    found.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_sent_its_receipt_noted_and_stop_honoured() {
    let (desk, seat) = scene().await;
    let smsc = Smsc::start(Vec::new()).await.unwrap();
    let (_carrier, carriers) = line(&desk, &smsc);
    let report = desk.send(&seat, &carriers).await.unwrap();
    assert_eq!(report.sent, 1, "{report:?}");
    let parts = smsc.submitted().len();
    assert!(parts > 0);
    let [notice] = &left(&desk, &seat).await[..] else {
        panic!("one notice left");
    };
    assert_eq!(notice.delivered_at, None);
    for part in 1..=parts {
        let told = receipt(&format!("m{part}"), "DELIVRD", "000");
        assert_eq!(smsc.deliver(told).await, Some(0));
    }
    assert!(left(&desk, &seat).await[0].delivered_at.is_some());
    let stop = delivery((0, 0), "33612345678", b"STOP", &[]);
    assert_eq!(smsc.deliver(stop).await, Some(0));
    let known = contacts(&desk, &seat, notice).await;
    let refused = known.iter().filter(|one| one.texts.refused_on.is_some());
    assert_eq!(refused.count(), 1, "{known:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_comes_before_the_sending_is_written_down_waits_for_it() {
    let (desk, seat) = scene().await;
    let first = Way::DeliversFirst(receipt("m1", "UNDELIV", "006"));
    let smsc = Smsc::start(vec![first]).await.unwrap();
    let (carrier, carriers) = line(&desk, &smsc);
    let report = desk.send(&seat, &carriers).await.unwrap();
    assert_eq!(report.sent, 1, "{report:?}");
    // Closing the line waits for what is being written down.
    carrier.hang_up().await;
    assert!(left(&desk, &seat).await[0].returned.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_about_no_message_of_ours_is_let_go_of_after_a_while() {
    let (desk, _seat) = scene().await;
    let smsc = Smsc::start(Vec::new()).await.unwrap();
    let (carrier, _carriers) = line(&desk, &smsc);
    let held = tokio::spawn(async move { carrier.hold_line().await });
    let told = receipt("of-somebody-else", "DELIVRD", "000");
    assert_eq!(smsc.deliver(told).await, Some(0), "or it is told for ever");
    held.abort();
}

//! The whole way with the real binary and a real mail server: a ledger comes in, the day is run, messages
//! leave, a payment comes in, and the account changes. Nothing here reaches into the rooms but to open the
//! company, which the first page does for a person.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "tests are told where data and servers are"
)]

mod program;
mod scene;

use program::Program;
use scene::Scene;

/// A Monday morning in Paris, a few days after the ledger's last entry.
const INSTANT: &str = "2022-07-04T08:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn a_real_ledger_goes_from_import_to_a_payment_applied() {
    let folder = tempfile::tempdir().unwrap();
    let Some(ledger) = scene::ledger(folder.path()) else {
        return;
    };
    let program = Program::new(folder.path(), INSTANT);
    let scene = Scene::open(folder.path(), INSTANT).await;

    let first = program.json(&["import", "--json", ledger.to_str().unwrap()]);
    assert!(first.contains("\"kind\": \"fec\""), "{first}");
    let again = program.json(&["import", "--json", ledger.to_str().unwrap()]);
    assert!(again.contains("duplicate_of\": \""), "{again}");

    let open = scene.open_claims().await;
    let owed: i64 = open.iter().map(|claim| claim.open_minor).sum();
    assert!(owed > 0 && !open.is_empty());
    let contacts = folder.path().join("contacts.csv");
    std::fs::write(&contacts, scene::contacts_csv(&open)).unwrap();
    program.json(&[
        "import",
        "--json",
        "--kind",
        "contacts",
        contacts.to_str().unwrap(),
    ]);

    let tried = program.json(&["run-day", "--dry-run", "--json"]);
    let run = program.json(&["run-day", "--json"]);
    let planned = |text: &str| text.matches("\"key\":").count();
    assert!(planned(&run) > 0, "{run}");
    assert_eq!(
        planned(&tried),
        planned(&run),
        "a dry run announces what the run does"
    );
    let second = program.json(&["run-day", "--json"]);
    assert!(second.contains("\"planned\": 0"), "{second}");

    let before = scene::messages(folder.path());
    let sent = program.json(&["send", "--json"]);
    let after = scene::messages_beyond(folder.path(), before);
    assert!(
        sent.contains("\"unknown\": 0") && sent.contains("\"refused\": 0"),
        "{sent}"
    );
    assert!(after > before, "a message arrived: {sent}");
    program.json(&["send", "--json"]);
    assert_eq!(
        scene::messages(folder.path()),
        after,
        "sending again sends nothing"
    );

    if let Some(mailbox) = scene::mailbox(folder.path()) {
        scene::answer(folder.path(), "Bonjour, le virement part vendredi.").await;
        let mut waiting = Vec::new();
        for _ in 0..30 {
            program.text(&["fetch", "--config", mailbox.to_str().unwrap()]);
            waiting = scene.answers_waiting().await;
            if !waiting.is_empty() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(500));
        }
        assert_eq!(
            waiting,
            [vec!["will-pay".to_string()]],
            "the answer is on the account of the message it answers, and was read"
        );
        program.text(&["fetch", "--config", mailbox.to_str().unwrap()]);
        assert_eq!(scene.answers_waiting().await.len(), 1, "fetched once");
    }

    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let paid = open
        .iter()
        .find(|claim| digits(&claim.reference) >= 5)
        .unwrap();
    let statement = folder.path().join("statement.xml");
    std::fs::write(&statement, scene::statement_paying(paid)).unwrap();
    let applied = program.json(&["import", "--json", statement.to_str().unwrap()]);
    assert!(
        applied.contains("\"allocations\": 1"),
        "{}: {applied}",
        paid.reference
    );
    let left: i64 = scene
        .open_claims()
        .await
        .iter()
        .map(|claim| claim.open_minor)
        .sum();
    assert_eq!(
        left,
        owed - paid.open_minor,
        "the payment is on the invoice it names"
    );

    let why = program.text(&["why", &paid.debtor_key]);
    assert!(!why.contains(&format!("  {}  ", paid.reference)), "{why}");
    let check = program.text(&["check"]);
    assert!(check.contains("ok   database"), "{check}");
}

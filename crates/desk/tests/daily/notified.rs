//! A batch that the statement books as one entry and a notification tells payment by payment: its payments are
//! applied, whichever document comes first, and the money is counted once.

use store::testing::both_engines;

use crate::receiving::{open_eur, take};
use crate::scene::Scene;

const ACCOUNT: &str =
    "<Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>";

fn entry(reference: &str, details: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">900.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-10</Dt></BookgDt>\
         <AcctSvcrRef>{reference}</AcctSvcrRef>{details}</Ntry>"
    )
}

fn statement(reference: &str) -> String {
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><Stmt><Id>S1</Id>{ACCOUNT}{}\
         </Stmt></BkToCstmrStmt></Document>",
        entry(reference, "")
    )
}

fn notification(reference: &str) -> String {
    let payment = |amount: &str, text: &str| {
        format!(
            "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">{amount}</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"
        )
    };
    let payments = [
        payment("600.00", "FACTURE FA-101"),
        payment("300.00", "FACTURE FA-102"),
    ];
    let details = format!("<NtryDtls>{}</NtryDtls>", payments.concat());
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.02\"><BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N1</Id>{ACCOUNT}{}\
         </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>",
        entry(reference, &details)
    )
}

async fn ready(store: store::Store) -> Scene {
    let scene = Scene::set(store).await;
    scene.invoice("FA-101", 60_000, 10).await;
    scene.invoice("FA-102", 30_000, 5).await;
    let nine = jiff::SignedDuration::from_hours(24 * 9);
    scene.desk.clock().advance(nine);
    scene
}

/// Nothing is open or waits, and files that tell it again change nothing.
async fn is_settled(scene: &Scene) {
    assert_eq!(open_eur(scene, &scene.seat).await, 0);
    for (name, text) in [("x.xml", statement("R1")), ("y.xml", notification("R1"))] {
        let again = take(scene, name, &format!("{text}\n\n")).await;
        assert_eq!(again.bank_entries.new, 0, "{again:?}");
    }
    assert_eq!(open_eur(scene, &scene.seat).await, 0);
    let queue = scene
        .desk
        .cash_queue(&scene.seat, None, (50, 50))
        .await
        .unwrap();
    assert_eq!(queue.total, 0);
    let mut reader = scene.desk.store().reader().await.unwrap();
    let wrong = store::item::unbalanced(&mut reader, scene.seat.creditor).await;
    assert_eq!(wrong.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_that_comes_first_details_the_entry_of_the_statement() {
    both_engines(|store| async {
        let scene = ready(store).await;
        let told = take(&scene, "n.xml", &notification("R1")).await;
        assert_eq!(told.bank_entries.new, 0, "{told:?}");
        assert_eq!(open_eur(&scene, &scene.seat).await, 90_000);
        let booked = take(&scene, "s.xml", &statement("R1")).await;
        assert_eq!(
            (booked.bank_entries.new, booked.allocations),
            (2, 2),
            "{booked:?}"
        );
        is_settled(&scene).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_that_comes_after_takes_the_place_of_an_entry_that_waits() {
    both_engines(|store| async {
        let scene = ready(store).await;
        let booked = take(&scene, "s.xml", &statement("R1")).await;
        assert_eq!(booked.bank_entries.new, 1, "{booked:?}");
        let told = take(&scene, "n.xml", &notification("R1")).await;
        assert_eq!(
            (told.bank_entries.new, told.allocations),
            (2, 2),
            "{told:?}"
        );
        is_settled(&scene).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_of_another_entry_details_nothing() {
    both_engines(|store| async {
        let scene = ready(store).await;
        take(&scene, "n.xml", &notification("R2")).await;
        let booked = take(&scene, "s.xml", &statement("R1")).await;
        assert_eq!(booked.bank_entries.new, 1, "{booked:?}");
        let queue = scene
            .desk
            .cash_queue(&scene.seat, None, (50, 50))
            .await
            .unwrap();
        assert_eq!(queue.total, 1);
    })
    .await;
}

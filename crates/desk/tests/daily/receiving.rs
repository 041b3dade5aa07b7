//! Receiving files: the same file twice changes nothing, two files never count one thing twice, and the
//! real ledgers give the figures an independent reading gave.

use std::path::PathBuf;

use desk::receive::{FileKind, Incoming};
use desk::{Seat, Writing};
use receivables::currency::Currency;
use store::testing::both_engines;

use crate::scene::Scene;

fn file(name: &str, text: &str, kind: Option<FileKind>) -> Incoming {
    Incoming {
        name: name.into(),
        bytes: text.as_bytes().to_vec(),
        kind,
        mapping: None,
    }
}

const INVOICES: &str = "client;numero facture;date facture;echeance;montant ttc;devise\n\
    Menuiserie Lenoir;FA-101;01/02/2026;03/03/2026;1200,00;EUR\n\
    Menuiserie Lenoir;FA-102;05/02/2026;07/03/2026;360,00;EUR\n";

async fn open_eur(scene: &Scene, seat: &Seat) -> i64 {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let mut open = 0;
    store::item::each_open(&mut reader, seat.creditor, |owed| {
        if owed.item.open.currency == Currency::EUR {
            open += owed.item.open.minor;
        }
    })
    .await
    .unwrap();
    open
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_list_twice_changes_nothing_and_a_dry_run_keeps_nothing() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let seat = &scene.seat;
        let tried = scene
            .desk
            .receive(seat, file("a.csv", INVOICES, None), Writing::DryRun)
            .await
            .unwrap();
        assert_eq!(tried.items.new, 2, "{tried:?}");
        assert_eq!(open_eur(&scene, seat).await, 0);
        let first = scene
            .desk
            .receive(seat, file("a.csv", INVOICES, None), Writing::ForReal)
            .await
            .unwrap();
        assert_eq!((first.items.new, first.debtors.new), (2, 0));
        assert_eq!(open_eur(&scene, seat).await, 156_000);
        let same = scene
            .desk
            .receive(seat, file("b.csv", INVOICES, None), Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(same.duplicate_of.as_deref(), Some("a.csv"));
        let longer =
            format!("{INVOICES}Menuiserie Lenoir;FA-103;06/02/2026;08/03/2026;10,00;EUR\n");
        let longer = scene
            .desk
            .receive(seat, file("c.csv", &longer, None), Writing::ForReal)
            .await
            .unwrap();
        assert_eq!((longer.items.new, longer.items.known), (1, 2));
        assert_eq!(open_eur(&scene, seat).await, 157_000);
    })
    .await;
}

pub fn statement(reference: &str, amount: &str, text: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt>\
         <GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id>\
         <Ccy>EUR</Ccy></Acct><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{amount}</Amt>\
         <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-10</Dt></Dt></Bal><Ntry><Amt Ccy=\"EUR\">{amount}</Amt>\
         <CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-10</Dt></BookgDt><AcctSvcrRef>{reference}\
         </AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt>\
         </BkToCstmrStmt></Document>"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_names_its_invoice_pays_it_and_one_that_names_nothing_waits() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let seat = &scene.seat;
        scene
            .desk
            .receive(seat, file("a.csv", INVOICES, None), Writing::ForReal)
            .await
            .unwrap();
        // The list says how far the books are; the bank goes further.
        scene
            .desk
            .clock()
            .advance(jiff::SignedDuration::from_hours(24 * 9));
        let paid = statement("B1", "1200.00", "VIR LENOIR FACTURE FA-101");
        let report = scene
            .desk
            .receive(seat, file("s.xml", &paid, None), Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(
            (
                report.bank_entries.new,
                report.allocations,
                report.credits_waiting
            ),
            (1, 1, 0),
            "{report:?}"
        );
        assert_eq!(open_eur(&scene, seat).await, 36_000);
        let again = scene
            .desk
            .receive(seat, file("s.xml", &paid, None), Writing::ForReal)
            .await
            .unwrap();
        assert!(again.duplicate_of.is_some());
        let unnamed = statement("B2", "55.00", "VIREMENT RECU");
        let report = scene
            .desk
            .receive(seat, file("t.xml", &unnamed, None), Writing::ForReal)
            .await
            .unwrap();
        assert_eq!((report.allocations, report.credits_waiting), (0, 1));
        assert_eq!(open_eur(&scene, seat).await, 36_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_real_ledger_leaves_open_what_its_accounts_411_say() {
    #[allow(
        clippy::disallowed_methods,
        reason = "tests are told where the data lies"
    )]
    let folder = std::env::var_os("RELANCE_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    // Balance of the accounts 411, in cents, as an independent program read it.
    let table = [
        (
            "fec/neolegal-fr__fec-reader/111111111FEC20221231.TXT",
            1_441_652,
        ),
        ("fec/adams43360__fec-validator/fec_propre.txt", 0),
        (
            "fec/La-Societe-Nouvelle__fec-reader/sample_tab.txt",
            120_000,
        ),
    ];
    for (name, balance) in table {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            eprintln!(
                "SKIPPED: {name} is not in {}; set RELANCE_TEST_DATA",
                folder.display()
            );
            continue;
        };
        let scene = Scene::set(store::testing::sqlite().await).await;
        let incoming = Incoming {
            name: name.into(),
            bytes,
            kind: None,
            mapping: None,
        };
        let report = scene
            .desk
            .receive(&scene.seat, incoming, Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(report.kind, Some(FileKind::Fec));
        assert_eq!(
            open_eur(&scene, &scene.seat).await,
            balance,
            "{name}: {report:?}"
        );
        let mut reader = scene.desk.store().reader().await.unwrap();
        let unbalanced = store::item::unbalanced(&mut reader, scene.seat.creditor)
            .await
            .unwrap();
        assert!(unbalanced.is_empty(), "{unbalanced:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_ledger_statement_or_list_is_refused_with_what_to_send() {
    let scene = Scene::set(store::testing::sqlite().await).await;
    let table: [(&str, &[u8], &str); 3] = [
        ("a.pdf", b"%PDF-1.7 whatever", "send a ledger"),
        ("empty.txt", b"", "send a ledger"),
        ("b.csv", b"a;b;c\n1;2;3\n", "choose debtors"),
    ];
    for (name, bytes, expected) in table {
        let incoming = Incoming {
            name: name.into(),
            bytes: bytes.to_vec(),
            kind: None,
            mapping: None,
        };
        let refused = scene
            .desk
            .receive(&scene.seat, incoming, Writing::ForReal)
            .await
            .unwrap_err();
        assert!(refused.to_string().contains(expected), "{name}: {refused}");
    }
}

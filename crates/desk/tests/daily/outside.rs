//! What platforms, courts and mail servers say changes the accounts: a refused invoice is not chased, one that
//! is paid is settled, proceedings stop an account, a bounce marks a contact, an answer holds.

use desk::receive::Incoming;
use desk::{DeskError, Refusal, Writing};
use intake::reading::ProblemKind;
use jiff::civil::date;
use receivables::debtor::Phase;
use receivables::item::Unconfirmed;
use receivables::strategy::FILE_CLAIM;
use store::testing::both_engines;

use crate::receiving::{open_eur, statement, take};
use crate::scene::{MONDAY, Scene};

fn invoice(seller: &str, number: &str) -> String {
    format!(
        "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" xmlns:b=\"x\"><b:ID>{number}</b:ID>\
         <b:IssueDate>2026-02-01</b:IssueDate><b:DueDate>2026-02-28</b:DueDate><b:InvoiceTypeCode>380</b:InvoiceTypeCode>\
         <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode><b:AccountingSupplierParty><b:Party><b:PartyLegalEntity>\
         <b:RegistrationName>Atelier</b:RegistrationName><b:CompanyID schemeID=\"0002\">{seller}</b:CompanyID>\
         </b:PartyLegalEntity></b:Party></b:AccountingSupplierParty><b:AccountingCustomerParty><b:Party>\
         <b:PartyLegalEntity><b:RegistrationName>Scierie du Lac</b:RegistrationName>\
         <b:CompanyID schemeID=\"0002\">732829320</b:CompanyID></b:PartyLegalEntity></b:Party>\
         </b:AccountingCustomerParty><b:LegalMonetaryTotal><b:TaxInclusiveAmount currencyID=\"EUR\">120.00\
         </b:TaxInclusiveAmount><b:PayableAmount currencyID=\"EUR\">120.00</b:PayableAmount></b:LegalMonetaryTotal></Invoice>"
    )
}

fn status(invoice: &str, code: &str) -> String {
    format!(
        "<r:CrossDomainAcknowledgementAndResponse xmlns:r=\"r\" xmlns:a=\"a\"><r:AcknowledgementDocument>\
         <a:ReferenceReferencedDocument><a:IssuerAssignedID>{invoice}</a:IssuerAssignedID>\
         <a:ProcessConditionCode>{code}</a:ProcessConditionCode></a:ReferenceReferencedDocument>\
         </r:AcknowledgementDocument></r:CrossDomainAcknowledgementAndResponse>"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn an_e_invoice_is_a_claim_once_and_its_statuses_follow_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let seat = &scene.seat;
        let report = take(&scene, "f.xml", &invoice("552100554", "FE-1")).await;
        assert_eq!((report.debtors.new, report.items.new), (1, 1), "{report:?}");
        assert_eq!(open_eur(&scene, seat).await, 12_000);
        let again = format!("{} ", invoice("552100554", "FE-1"));
        let again = take(&scene, "g.xml", &again).await;
        assert_eq!((again.debtors.new, again.items.new), (0, 0), "{again:?}");
        let refused = take(&scene, "s.xml", &status("FE-1", "210")).await;
        assert_eq!(refused.items.changed, 1, "{refused:?}");
        let item = async || {
            let mut reader = scene.desk.store().reader().await.unwrap();
            let found = store::item::by_reference(&mut reader, seat.creditor, "FE-1").await;
            found.unwrap().remove(0).item
        };
        assert_eq!(item().await.unconfirmed, Some(Unconfirmed::Refused));
        take(&scene, "t.xml", &status("FE-1", "202")).await;
        assert_eq!(
            item().await.unconfirmed,
            Some(Unconfirmed::Refused),
            "an older message lifts no refusal"
        );
        take(&scene, "u.xml", &status("FE-1", "212")).await;
        assert_eq!(open_eur(&scene, seat).await, 0);
        let unknown = take(&scene, "v.xml", &status("FE-9", "210")).await;
        assert_eq!(unknown.problems[0].kind, ProblemKind::StatusOfUnknown);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_opening_of_proceedings_stops_the_account_of_that_company_number() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let mut debtor = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap()
            .account
            .debtor
            .clone();
        debtor.siren = Some("732829320".into());
        scene.desk.change_debtor(&scene.seat, &debtor).await.unwrap();
        let announced = "{\"nhits\":1,\"records\":[{\"fields\":{\"id\":\"A202600310123\",\"familleavis\":\"collective\",\
            \"registre\":[\"732 829 320\",\"732829320\"],\"commercant\":\"MENUISERIE LENOIR\",\"dateparution\":\"2026-02-20\",\
            \"tribunal\":\"Greffe du Tribunal de Commerce de Nantes\",\"jugement\":\"{\\\"type\\\": \\\"initial\\\", \
            \\\"nature\\\": \\\"Jugement d'ouverture de liquidation judiciaire\\\", \\\"date\\\": \\\"2026-02-11\\\"}\"}}]}";
        let report = take(&scene, "bodacc.json", announced).await;
        assert_eq!(report.debtors.changed, 1, "{report:?}");
        assert!(
            report
                .problems
                .iter()
                .any(|problem| problem.kind == ProblemKind::ClaimToFile),
            "{report:?}"
        );
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        assert_eq!(why.account.debtor.phase, Phase::Insolvency);
        scene.invoice("FA-1", 60_000, 5).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let waiting = async |day| {
            desk.run_day(seat, day, Writing::ForReal).await.unwrap();
            let mut reader = desk.store().reader().await.unwrap();
            store::notice::waiting(&mut reader, seat.creditor).await.unwrap()
        };
        let tasks = waiting(MONDAY).await;
        assert_eq!(tasks.len(), 1, "{tasks:?}");
        assert_eq!(tasks[0].act.step, FILE_CLAIM);
        assert_eq!(tasks[0].act.due_on, Some(date(2026, 4, 20)));
        let again = take(&scene, "again.json", &format!("{announced}\n")).await;
        assert_eq!(again.debtors.changed, 0, "{again:?}");
        assert_eq!(waiting(MONDAY).await.len(), 1);
        desk.done_by_hand(seat, tasks[0].id, "déclarée par courrier").await.unwrap();
        desk.clock().advance(jiff::SignedDuration::from_hours(24));
        assert_eq!(waiting(MONDAY.tomorrow().unwrap()).await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounce_marks_its_contact_and_an_answer_holds_its_account() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let answer = "From: Compta <compta@lenoir.example>\r\nTo: a@atelier.example\r\nSubject: Re: facture\r\n\
            Message-ID: <1@lenoir.example>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0100\r\n\r\nJe paie vendredi.\r\n";
        take(&scene, "m.eml", answer).await;
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        assert_eq!(why.account.replies.len(), 1);
        let bounce = "From: MAILER-DAEMON@mail.example\r\nTo: a@atelier.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
            MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
            --b\r\nContent-Type: text/plain\r\n\r\nno such user\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
            Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; compta@lenoir.example\r\nAction: failed\r\n\
            Status: 5.1.1\r\n\r\n--b--\r\n";
        let report = take(&scene, "b.eml", bounce).await;
        assert_eq!(report.contacts.changed, 1, "{report:?}");
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        assert!(why.account.contacts.iter().all(|one| one.bounced_on.is_some()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_file_of_an_archive_is_received_and_one_that_is_refused_stops_no_other() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA2026-0001", 60_000, 5).await;
        let paid = statement("B1", "600.00", "VIR FACTURE FA2026-0001");
        let zip = stored_zip(&[
            ("readme.bin", &[0, 1, 2, 0, 255][..]),
            ("camt/s.xml", paid.as_bytes()),
        ]);
        let incoming = Incoming {
            name: "bank.zip".into(),
            bytes: zip,
            kind: None,
            mapping: None,
        };
        let received = scene
            .desk
            .receive_each(&scene.seat, incoming, Writing::ForReal)
            .await;
        let names: Vec<&str> = received.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["bank.zip › readme.bin", "bank.zip › camt/s.xml"]);
        assert!(matches!(
            received[0].outcome,
            Err(DeskError::Refused(Refusal::FormatNotRead { .. }))
        ));
        assert_eq!(received[1].outcome.as_ref().unwrap().bank_entries.new, 1);
        assert_eq!(open_eur(&scene, &scene.seat).await, 0);
    })
    .await;
}

/// A ZIP archive whose files are stored as they are.
fn stored_zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let size = u32::try_from(bytes.len()).unwrap();
        let length = u16::try_from(name.len()).unwrap();
        let mut fields = Vec::new();
        fields.extend([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        fields.extend(crc32(bytes).to_le_bytes());
        fields.extend(size.to_le_bytes());
        fields.extend(size.to_le_bytes());
        fields.extend(length.to_le_bytes());
        fields.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(u32::try_from(zip.len()).unwrap().to_le_bytes());
        directory.extend(name.as_bytes());
        zip.extend(b"PK\x03\x04");
        zip.extend(&fields);
        zip.extend(name.as_bytes());
        zip.extend(*bytes);
    }
    let start = u32::try_from(zip.len()).unwrap();
    let count = u16::try_from(files.len()).unwrap();
    let length = u32::try_from(directory.len()).unwrap();
    zip.extend(directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(count.to_le_bytes());
    zip.extend(count.to_le_bytes());
    zip.extend(length.to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

//! Whatever the bytes, reading ends, with facts or with problems.

use intake::bank::StatementPart;
use intake::fec::{FecForm, FecRow};
use intake::list::ListKind;
use intake::{announcement, archive, camt, fec, format, list, mail, payment_order, payment_status};
use jiff::civil::date;
use proptest::prelude::*;

const STATEMENT: &str = "<?xml version=\"1.0\"?><Document><BkToCstmrStmt><Stmt><Acct><Ccy>EUR</Ccy></Acct><Ntry>\
    <Amt Ccy=\"EUR\">1.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><NtryDtls><TxDtls/></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>";
const LIST: &str = "N° facture;Client;Date;Montant\nF1;Dupont;31/01/2026;1 234,56\nF2;\"Martin\";01/02/2026;(12)\n";

const MESSAGE: &str = "From: MAILER-DAEMON@b.fr\r\nReturn-Path: <>\r\nDate: Thu, 10 Dec 2026 10:00:00 +0100\r\nSubject: =?utf-8?q?R=C3=A9ponse?=\r\n\
    Content-Type: multipart/report; boundary=B\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n<p>Absent jusqu'au 12 mars, contact: a@b.fr <blockquote>x\r\n\
    --B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; b.fr\r\n\r\nFinal-Recipient: rfc822; a@b.fr\r\nAction: failed\r\nStatus: 5.1.1\r\n\
    --B\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogeAoKZmFjdHVyZQo=\r\n--B--\r\n";

const ANNOUNCEMENTS: &str = "{\"records\":[{\"fields\":{\"dateparution\":\"2026-01-14\",\"familleavis\":\"collective\",\"registre\":[\"404833048\",\"05580029\"],\
    \"jugement\":\"{\\\"nature\\\":\\\"Jugement d'ouverture de liquidation\\\",\\\"complementJugement\\\":\\\"d\u{e9}signant liquidateur Me X 3 rue\\\"}\"}}]}";

fn ledger() -> Vec<u8> {
    let row = |account: &str, amount_minor| FecRow {
        posted_on: Some(date(2026, 1, 31)),
        account: account.to_string(),
        amount_minor,
        ..FecRow::default()
    };
    fec::write(
        &[row("411000", 100), row("707000", -100)],
        FecForm::default(),
    )
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, texts) in (0..).zip([
        ["N° facture", "Client", "Date", "Montant"],
        ["F1", "Dupont", "31/01/2026", "1 234,56"],
        ["F2", "Martin", "2026-02-01", "(12)"],
    ]) {
        for (column, text) in (0..).zip(texts) {
            sheet.write(row, column, text).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    format::sniff(bytes);
    let read = fec::read(bytes, |_| {});
    prop_assert!(read.facts.summary.lines > 0 || !read.problems.is_empty());
    prop_assert!(read.facts.summary.lines_not_taken <= read.facts.summary.lines);
    fec::chain(&[&read.facts, &read.facts]);
    list::guess_table(bytes);
    let statement = camt::read(bytes);
    prop_assert!(!statement.facts.statements.is_empty() || !statement.problems.is_empty());
    let mut closed = 0;
    let parts = camt::read_from(bytes, &mut |part| {
        closed += usize::from(matches!(part, StatementPart::Closed(_)));
    });
    prop_assert!(closed > 0 || !parts.problems.is_empty());
    let order = payment_order::read(bytes);
    prop_assert!(!order.facts.blocks.is_empty() || !order.problems.is_empty());
    let report = payment_status::read(bytes);
    prop_assert!(
        report.facts.status.is_some()
            || !report.problems.is_empty()
            || !report.facts.blocks.is_empty()
    );
    let members = archive::members(bytes);
    prop_assert!(!members.facts.is_empty() || !members.problems.is_empty());
    for kind in [
        ListKind::Debtors,
        ListKind::Contacts,
        ListKind::Invoices,
        ListKind::Payments,
    ] {
        let listed = list::read(kind, bytes, None);
        prop_assert!(!listed.facts.rows.is_empty() || !listed.problems.is_empty());
    }
    let message = mail::read(bytes);
    let is_empty = message.facts == mail::MailMessage::default();
    prop_assert!(!is_empty || !message.problems.is_empty());
    mail::nature(&message.facts);
    mail::absence(&message.facts);
    let parts = mail::reply_text(&message.facts);
    let count = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    prop_assert_eq!(
        count(&parts.reply) + count(&parts.quoted) + count(&parts.signature),
        count(&message.facts.text)
    );
    mail::messages(bytes);
    let announced = announcement::read(bytes);
    prop_assert!(!announced.facts.announcements.is_empty() || !announced.problems.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_facts_or_problems(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes)?;
    }

    #[test]
    fn a_damaged_file_ends_in_facts_or_problems(
        which in 0_usize..6,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let samples = [
            ledger(),
            STATEMENT.into(),
            LIST.into(),
            workbook(),
            MESSAGE.into(),
            ANNOUNCEMENTS.into(),
        ];
        let mut bytes = samples[which].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        check(&bytes)?;
    }

    #[test]
    fn a_damaged_row_of_a_list_does_not_lose_the_others(
        damaged in 1_usize..40,
        field in 0_usize..4,
        garbage in "[a-zA-Z0-9#=+,.()/ -]{0,20}",
    ) {
        let row = |rank: usize| {
            let mut fields = [format!("F{rank}"), "Dupont".into(), "31/01/2026".into(), format!("{rank},50")];
            if rank == damaged {
                fields[field].clone_from(&garbage);
            }
            fields.join(";")
        };
        let rows: Vec<String> = (1..=40).map(row).collect();
        let text = format!("N° facture;Client;Date;Montant\n{}\n", rows.join("\n"));
        let listed = list::read(ListKind::Invoices, text.as_bytes(), None);
        let list::ListedRows::Invoices(found) = &listed.facts.rows else {
            panic!("invoices")
        };
        let whole = found.iter().filter(|invoice| invoice.line != damaged as u64 + 1);
        prop_assert_eq!(whole.count(), 39);
        let taken_or_told = found.len() == 40 || !listed.problems.is_empty();
        prop_assert!(taken_or_told);
    }
}

//! Receiving files: the same file twice changes nothing, two files never count one thing twice, and no
//! file makes the data look fresher than it is.

use desk::receive::{FileKind, ImportReport, Incoming};
use desk::{Seat, Writing};
use intake::reading::ProblemKind;
use jiff::civil::date;
use receivables::currency::Currency;
use receivables::debtor::Language;
use store::testing::both_engines;

use crate::scene::Scene;

pub fn file(name: &str, text: &str, kind: Option<FileKind>) -> Incoming {
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

pub async fn open_eur(scene: &Scene, seat: &Seat) -> i64 {
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
        assert_eq!(
            report.problems[0].explain(Language::French),
            "Ligne 1\u{a0}: cet encaissement attend une imputation\u{a0}: rien n’y désigne une facture à coup sûr \
             («\u{a0}10/03/2026, VIREMENT RECU, 55,00\u{a0}EUR\u{a0}»)."
        );
        assert_eq!(open_eur(&scene, seat).await, 36_000);
    })
    .await;
}

pub async fn take(scene: &Scene, name: &str, text: &str) -> ImportReport {
    scene
        .desk
        .receive(&scene.seat, file(name, text, None), Writing::ForReal)
        .await
        .unwrap()
}

pub fn kinds(report: &ImportReport) -> Vec<ProblemKind> {
    report.problems.iter().map(|problem| problem.kind).collect()
}

const WITH_CODES: &str =
    "code client;raison sociale;n° facture;date facture;date échéance;montant ttc\n";

#[tokio::test(flavor = "multi_thread")]
async fn two_debtors_of_one_name_stay_two_and_a_code_that_lost_its_zeros_is_the_same_debtor() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let first = format!(
            "{WITH_CODES}A1;Dupont SARL;F1;01/02/2026;28/02/2026;10,00\nA2;Dupont SARL;F1;01/02/2026;28/02/2026;20,00\n\
             0042;Martin SAS;F3;01/02/2026;28/02/2026;5,00\n"
        );
        let report = take(&scene, "a.csv", &first).await;
        assert_eq!((report.debtors.new, report.items.new), (3, 3), "{report:?}");
        let second = format!(
            "{WITH_CODES}42;Martin SAS;F4;01/02/2026;28/02/2026;5,00\n;Dupont SARL;F5;01/02/2026;28/02/2026;7,00\n\
             ;Martin SAS;F6;01/02/2026;28/02/2026;5,00\n"
        );
        let report = take(&scene, "b.csv", &second).await;
        assert_eq!((report.debtors.new, report.items.new), (0, 2), "{report:?}");
        assert_eq!(kinds(&report), [ProblemKind::UnknownDebtor]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_as_fresh_as_the_latest_day_it_names_and_a_day_to_come_proves_nothing() {
    let scene = Scene::set(store::testing::sqlite().await).await;
    let old = format!(
        "{WITH_CODES}A1;A;F1;01/02/2013;28/02/2013;10,00\nA1;A;F2;15/03/2013;30/04/2030;10,00\n"
    );
    assert_eq!(
        take(&scene, "a.csv", &old).await.as_of,
        Some(date(2013, 3, 15))
    );
    let typo =
        format!("{WITH_CODES}A1;A;F3;01/02/2013;28/02/2013;10,00\nA1;A;F4;01/03/2062;;10,00\n");
    let report = take(&scene, "b.csv", &typo).await;
    assert_eq!(report.as_of, Some(date(2013, 2, 1)));
    assert_eq!(kinds(&report), [ProblemKind::FutureDate]);
    let cut = format!("{WITH_CODES}A1;A;F5;01/02/2026;28/02/2026;10,00\nA1;A;F6;01/0");
    let report = take(&scene, "c.csv", &cut).await;
    assert_eq!((report.as_of, report.items.new), (None, 1));
    assert_eq!(
        kinds(&report),
        [ProblemKind::NoDataDate, ProblemKind::TruncatedLastLine]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settled_invoice_of_a_list_is_settled_and_one_settled_in_the_future_is_not() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let text = "code client;n° facture;date facture;date échéance;montant ttc;date de règlement\n\
            A1;F1;01/02/2026;15/02/2026;10,00;20/02/2026\nA1;F2;01/02/2026;15/02/2026;20,00;\n\
            A1;F3;01/02/2026;15/02/2026;40,00;20/02/2027\n";
        let report = take(&scene, "a.csv", text).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 6_000, "{report:?}");
        assert_eq!(report.as_of, Some(date(2026, 2, 20)));
        assert_eq!(kinds(&report), [ProblemKind::FutureDate]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_file_never_changes_an_amount_without_a_word() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let line = |amount: &str| format!("{WITH_CODES}A1;A;F1;01/02/2026;28/02/2026;{amount}\n");
        take(&scene, "a.csv", &line("1234,56")).await;
        let report = take(&scene, "b.csv", &line("9999,00")).await;
        assert_eq!((report.items.changed, report.items.new), (0, 0));
        assert_eq!(kinds(&report), [ProblemKind::AmountDiffers]);
        assert_eq!(
            report.problems[0].explain(Language::French),
            "Ligne 2\u{a0}: cette facture est déjà venue d’un autre fichier avec un autre montant\u{a0}; vérifiez lequel \
             est juste, et corrigez par un avoir ou une nouvelle facture («\u{a0}F1, 9999,00\u{a0}EUR\u{a0}»). Valeur \
             retenue\u{a0}: 1234,56\u{a0}EUR."
        );
        assert_eq!(open_eur(&scene, &scene.seat).await, 123_456);
        let ledger = "JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tDebit\tCredit\n\
            VE\t1\t20260201\t411\tA1\tA\tF1\t20260201\t600,00\t0\nVE\t1\t20260201\t411\tA1\tA\tF1\t20260201\t600,00\t0\n\
            VE\t1\t20260201\t707\t\t\tF1\t20260201\t0\t1200,00\n";
        let report = take(&scene, "c.txt", ledger).await;
        assert!(kinds(&report).contains(&ProblemKind::AmountDiffers), "{report:?}");
        assert_eq!(open_eur(&scene, &scene.seat).await, 123_456);
        let same = ledger.replace("600,00", "617,28").replace("1200,00", "1234,56");
        let report = take(&scene, "d.txt", &same).await;
        assert!(!kinds(&report).contains(&ProblemKind::AmountDiffers), "{report:?}");
        assert_eq!(open_eur(&scene, &scene.seat).await, 123_456);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_what_is_left_settles_what_was_paid_since_the_list_before() {
    let scene = Scene::set(store::testing::sqlite().await).await;
    let line = |left: &str| {
        format!("code client;n° facture;date facture;reste à payer\nA1;F1;15/02/2026;{left}\n")
    };
    take(&scene, "a.csv", &line("100,00")).await;
    let report = take(&scene, "b.csv", &line("40,00")).await;
    assert_eq!(kinds(&report), []);
    assert_eq!(open_eur(&scene, &scene.seat).await, 4_000);
    let report = take(&scene, "c.csv", &line("140,00")).await;
    assert_eq!(kinds(&report), [ProblemKind::AmountDiffers]);
    assert_eq!(open_eur(&scene, &scene.seat).await, 4_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ledger_that_is_cut_or_does_not_balance_does_not_make_the_data_fresh() {
    let scene = Scene::set(store::testing::sqlite().await).await;
    let header = "JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tDebit\tCredit\n";
    let sale = |day: &str, number: u32| {
        format!(
            "VE\t{number}\t{day}\t411\tA1\tA\tF{number}\t{day}\t12,00\t0\nVE\t{number}\t{day}\t707\t\t\tF{number}\t{day}\t0\t12,00\n"
        )
    };
    let whole = format!("{header}{}{}", sale("20260131", 1), sale("20260228", 2));
    let report = take(&scene, "cut.txt", &whole[..whole.len() - 20]).await;
    assert_eq!(
        (report.as_of, kinds(&report)[0]),
        (None, ProblemKind::NoDataDate)
    );
    let unbalanced = whole.replacen("0\t12,00", "0\t11,00", 1);
    let report = take(&scene, "unbalanced.txt", &unbalanced).await;
    assert_eq!(
        (report.as_of, kinds(&report)[0]),
        (None, ProblemKind::NoDataDate)
    );
    let report = take(&scene, "whole.txt", &whole).await;
    assert_eq!(report.as_of, Some(date(2026, 2, 28)));
    let to_come = format!("{header}{}{}", sale("20260131", 1), sale("20261231", 3));
    let report = take(&scene, "to-come.txt", &to_come).await;
    assert_eq!(report.as_of, Some(date(2026, 1, 31)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bank_document_that_brings_nothing_says_why() {
    let scene = Scene::set(store::testing::sqlite().await).await;
    let whole = statement("B1", "10.00", "VIR");
    let notice = whole
        .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
        .replace("<Stmt>", "<Ntfctn>")
        .replace("</Stmt>", "</Ntfctn>");
    let report = take(&scene, "notice.xml", &notice).await;
    assert_eq!(kinds(&report), [ProblemKind::SameMoneyTwice]);
    let (start, end) = (
        whole.find("<Ntry>").unwrap(),
        whole.find("</Stmt>").unwrap(),
    );
    let quiet = format!("{}{}", &whole[..start], &whole[end..]);
    let report = take(&scene, "quiet.xml", &quiet).await;
    assert_eq!(kinds(&report), [ProblemKind::NoEntry]);
    scene
        .desk
        .clock()
        .advance(jiff::SignedDuration::from_hours(24 * 9));
    let report = take(&scene, "cut.xml", &whole[..whole.len() - 30]).await;
    assert_eq!((report.as_of, report.bank_entries.new), (None, 1));
    assert_eq!(kinds(&report)[0], ProblemKind::NoDataDate);
    let wrong = whole.replace(
        "<Bal>",
        "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Bal>",
    );
    let report = take(&scene, "wrong.xml", &wrong).await;
    assert_eq!(
        (report.as_of, kinds(&report)[0]),
        (None, ProblemKind::NoDataDate)
    );
    let whole = statement("B2", "11.00", "VIR");
    assert_eq!(
        take(&scene, "whole.xml", &whole).await.as_of,
        Some(date(2026, 3, 10))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_comes_back_is_owed_again_and_one_that_nobody_made_is_told() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        take(&scene, "a.csv", INVOICES).await;
        scene
            .desk
            .clock()
            .advance(jiff::SignedDuration::from_hours(24 * 9));
        take(
            &scene,
            "s.xml",
            &statement("B1", "1200.00", "VIR LENOIR FA-101"),
        )
        .await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 36_000);
        let back = |reference: &str| {
            let whole = statement(reference, "1200.00", "REJET VIR FA-101");
            let (head, entry) = whole.split_at(whole.find("<Ntry>").unwrap());
            let debit = "<CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>";
            format!(
                "{head}{}",
                entry.replace("<CdtDbtInd>CRDT</CdtDbtInd>", debit)
            )
        };
        let report = take(&scene, "t.xml", &back("B2")).await;
        assert_eq!(kinds(&report), [ProblemKind::ReturnedPayment], "{report:?}");
        assert_eq!(open_eur(&scene, &scene.seat).await, 156_000);
        let report = take(&scene, "u.xml", &back("B3")).await;
        assert_eq!(kinds(&report), [ProblemKind::ReturnOfUnknown], "{report:?}");
        assert_eq!(open_eur(&scene, &scene.seat).await, 156_000);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let unbalanced = store::item::unbalanced(&mut reader, scene.seat.creditor)
            .await
            .unwrap();
        assert!(unbalanced.is_empty(), "{unbalanced:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_of_nobody_known_is_told_in_words_of_a_list() {
    let scene = Scene::set(store::testing::sqlite().await).await;
    let text = "date règlement;montant;libellé\n28/02/2026;10,00;VIR INCONNU\n";
    let report = take(&scene, "a.csv", text).await;
    assert_eq!(kinds(&report), [ProblemKind::UnknownDebtor]);
    assert_eq!(report.problems[0].found, "VIR INCONNU");
    assert_eq!(report.as_of, None, "nothing taken makes nothing fresher");
    let text = "date règlement;montant;code client\n28/02/2026;10,00;C001\n";
    assert_eq!(
        take(&scene, "b.csv", text).await.as_of,
        Some(date(2026, 2, 28))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_ledger_statement_or_list_is_refused_with_what_to_send() {
    let scene = Scene::set(store::testing::sqlite().await).await;
    let table: [(&str, &[u8], &str); 3] = [
        ("a.bin", b"\x00\x01\x02\x00\xff\xfe", "send a ledger"),
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

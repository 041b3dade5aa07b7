//! The finer facts of a camt: charges, exchange, references, returns, batches, pages, every version.

use intake::bank::{BankDocumentKind, BankEntry, BankFile, BankTransaction, ReferredKind};
use intake::camt;
use intake::encoding::Encoding;
use intake::reading::{ProblemKind, Reading};
use rust_decimal::Decimal;

const ACCOUNT: &str =
    "<Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>";

fn statement(body: &str) -> String {
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>{ACCOUNT}{body}</Stmt></BkToCstmrStmt></Document>"
    )
}

fn entry_of(side: &str, inner: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">985.00</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
         <BookgDt><Dt>2026-01-31</Dt></BookgDt>{inner}</Ntry>"
    )
}

fn read(body: &str) -> Reading<BankFile> {
    camt::read(statement(body).as_bytes())
}

#[track_caller]
fn only_entry(inner: &str) -> BankEntry {
    let read = read(&entry_of("CRDT", inner));
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.facts.statements[0].entries[0].clone()
}

#[track_caller]
fn only_payment(inner: &str) -> BankTransaction {
    let details = format!("<NtryDtls><TxDtls>{inner}</TxDtls></NtryDtls>");
    only_entry(&details).transactions[0].clone()
}

#[test]
fn a_fee_taken_on_the_way_keeps_what_the_payer_ordered() {
    let new = "<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">1000.00</Amt></InstdAmt><TxAmt><Amt Ccy=\"EUR\">985.00</Amt></TxAmt></AmtDtls>\
        <Chrgs><TtlChrgsAndTaxAmt Ccy=\"EUR\">15.00</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy=\"EUR\">15.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>\
        <ChrgInclInd>true</ChrgInclInd><Br>SHAR</Br><Agt><FinInstnId><BICFI>BANKUS33</BICFI></FinInstnId></Agt></Rcrd></Chrgs>";
    let old = "<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">1000.00</Amt></InstdAmt><TxAmt><Amt Ccy=\"EUR\">985.00</Amt></TxAmt></AmtDtls>\
        <Chrgs><Amt Ccy=\"EUR\">15.00</Amt><Br>SHAR</Br><Pty><FinInstnId><BIC>BANKUS33</BIC></FinInstnId></Pty></Chrgs>";
    for details in [new, old] {
        let one = only_payment(details);
        assert_eq!(one.amount.map(|amount| amount.minor), Some(98_500));
        assert_eq!(one.instructed.map(|amount| amount.minor), Some(100_000));
        let charge = &one.charges[0];
        assert_eq!(
            (charge.amount.minor, charge.bearer.as_str()),
            (1500, "SHAR")
        );
        assert_eq!(charge.bank, "BANKUS33");
    }
}

#[test]
fn an_exchange_is_kept_with_its_rate() {
    let one = only_payment(
        "<AmtDtls><InstdAmt><Amt Ccy=\"USD\">1070.00</Amt><CcyXchg><SrcCcy>USD</SrcCcy><TrgtCcy>EUR</TrgtCcy>\
         <XchgRate>1.0863</XchgRate><QtnDt>2026-01-30T10:00:00</QtnDt></CcyXchg></InstdAmt></AmtDtls>",
    );
    let exchange = one.exchange.expect("an exchange");
    assert_eq!(exchange.rate.to_string(), "1.0863");
    assert_eq!(
        exchange.source.map(|one| one.to_string()).as_deref(),
        Some("USD")
    );
    assert_eq!(
        one.instructed.map(|amount| amount.to_string()).as_deref(),
        Some("1070.00 USD")
    );
    assert_eq!(
        one.amount.map(|amount| amount.minor),
        Some(98_500),
        "the entry's own"
    );
}

#[test]
fn what_the_payer_says_it_pays_is_kept_document_by_document() {
    let one = only_payment(
        "<RmtInf><Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>FA-1</Nb><RltdDt>2026-01-02</RltdDt></RfrdDocInf>\
         <RfrdDocAmt><DuePyblAmt Ccy=\"EUR\">1000</DuePyblAmt></RfrdDocAmt></Strd>\
         <Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CREN</Cd></CdOrPrtry></Tp><Nb>AV-7</Nb></RfrdDocInf>\
         <RfrdDocAmt><CdtNoteAmt Ccy=\"EUR\">15</CdtNoteAmt></RfrdDocAmt>\
         <CdtrRefInf><Tp><CdOrPrtry><Prtry>QRR</Prtry></CdOrPrtry></Tp><Ref>210000000003139471430009017</Ref></CdtrRefInf>\
         <AddtlRmtInf>moins avoir AV-7</AddtlRmtInf></Strd></RmtInf>",
    );
    let told: Vec<(&str, ReferredKind, Option<i64>)> = one
        .referred_documents
        .iter()
        .map(|one| {
            (
                one.number.as_str(),
                one.kind,
                one.amount.map(|amount| amount.minor),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("FA-1", ReferredKind::Invoice, Some(100_000)),
            ("AV-7", ReferredKind::CreditNote, Some(1500)),
        ]
    );
    assert_eq!(one.structured_reference, "210000000003139471430009017");
    assert_eq!(one.structured_reference_kind, "QRR");
    assert_eq!(one.unstructured_text, "moins avoir AV-7");
}

#[test]
fn the_number_of_a_payment_stands_for_a_missing_reference() {
    let uetr = "75e77105-a09f-4f9e-bfa8-e82e91ab209b";
    let one = only_payment(&format!(
        "<Refs><EndToEndId>NOTPROVIDED</EndToEndId><UETR>{uetr}</UETR><PmtInfId>LOT-1</PmtInfId></Refs>"
    ));
    assert_eq!(
        (one.end_to_end_id.as_str(), one.uetr.as_str()),
        (uetr, uetr)
    );
    assert_eq!(one.payment_information_id, "LOT-1");
}

#[test]
fn parties_are_read_in_both_layouts() {
    let check = |parties: &str| {
        let one = only_payment(&format!(
            "<RltdPties>{parties}</RltdPties><RltdAgts><DbtrAgt><FinInstnId><BICFI>AGRIFRPP</BICFI></FinInstnId></DbtrAgt></RltdAgts>"
        ));
        assert_eq!(one.counterparty_name, "Dupont");
        assert_eq!(one.ultimate_party_name, "Holding");
        assert_eq!(one.counterparty_identifier, "123456782");
        assert_eq!(one.counterparty_bank, "AGRIFRPP");
    };
    let id = "<Id><OrgId><Othr><Id>123456782</Id></Othr></OrgId></Id>";
    check(&format!(
        "<Dbtr><Nm>Dupont</Nm>{id}</Dbtr><UltmtDbtr><Nm>Holding</Nm></UltmtDbtr>"
    ));
    check(&format!(
        "<Dbtr><Pty><Nm>Dupont</Nm>{id}</Pty></Dbtr><UltmtDbtr><Pty><Nm>Holding</Nm></Pty></UltmtDbtr>"
    ));
}

#[test]
fn returns_are_told_by_reason_or_by_nature() {
    let check = |inner: &str, expected: bool| {
        let read = read(&entry_of("DBIT", inner));
        let entry = &read.facts.statements[0].entries[0];
        assert_eq!(
            entry.takes_back(entry.transactions.first()),
            expected,
            "{inner}"
        );
    };
    let code = |family: &str, sub: &str| {
        format!(
            "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{sub}</SubFmlyCd></Fmly></Domn></BkTxCd>"
        )
    };
    check(&code("IDDT", "UPDD"), true);
    check(&code("ICDT", "RRTN"), true);
    check(&code("ICDT", "ESCT"), false);
    check(
        "<BkTxCd><Prtry><Cd>NRTI+109+901</Cd></Prtry></BkTxCd>",
        true,
    );
    check(
        "<BkTxCd><Prtry><Cd>B3</Cd><Issr>CFONB</Issr></Prtry></BkTxCd>",
        true,
    );
    check("<RvslInd>true</RvslInd>", true);
    let reason = "<NtryDtls><TxDtls><RtrInf><OrgnlBkTxCd><Prtry><Cd>X1</Cd></Prtry></OrgnlBkTxCd><Rsn><Cd>AC04</Cd></Rsn>\
        <AddtlInf>COMPTE</AddtlInf><AddtlInf>CLOS</AddtlInf></RtrInf></TxDtls></NtryDtls>";
    check(reason, true);
    let one = only_payment(
        "<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>COMPTE</AddtlInf><AddtlInf>CLOS</AddtlInf></RtrInf>",
    );
    assert_eq!(
        (one.return_reason.as_str(), one.return_text.as_str()),
        ("AC04", "COMPTE CLOS")
    );
}

#[test]
fn a_batch_names_what_its_details_are_found_by() {
    let entry = only_entry(
        "<AcctSvcrRef>B1</AcctSvcrRef><NtryRef>7</NtryRef><NtryDtls><Btch><MsgId>M7</MsgId><PmtInfId>LOT-7</PmtInfId>\
         <NbOfTxs>120</NbOfTxs><TtlAmt Ccy=\"EUR\">985.00</TtlAmt></Btch></NtryDtls>",
    );
    let found = &entry.references;
    assert_eq!(
        (found.account_servicer.as_str(), found.entry.as_str()),
        ("B1", "7")
    );
    assert_eq!(found.batch_message_id, "M7");
    assert_eq!(found.payment_information_id, "LOT-7");
    assert_eq!(found.batch_total.map(|total| total.minor), Some(98_500));
    assert_eq!(entry.declared_transactions, Some(120));
    assert!(entry.transactions.is_empty());
}

#[test]
fn a_reference_that_says_there_is_none_is_none() {
    assert_eq!(
        only_entry("<AcctSvcrRef>NONREF</AcctSvcrRef><NtryRef>7</NtryRef>").reference,
        "7"
    );
}

#[test]
fn the_oldest_version_and_bare_messages_are_read() {
    let entry = entry_of(
        "CRDT",
        "<TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs></TxDtls>",
    );
    let check = |text: String, kind: BankDocumentKind, name: &str| {
        let read = camt::read(text.as_bytes());
        let statement = &read.facts.statements[0];
        assert_eq!(
            (statement.kind, read.facts.message_name.as_str()),
            (kind, name),
            "{text}"
        );
        assert_eq!(statement.entries[0].transactions[0].end_to_end_id, "E1");
    };
    check(
        format!(
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.01\"><BkToCstmrStmtV01><Stmt>{ACCOUNT}{entry}</Stmt></BkToCstmrStmtV01></Document>"
        ),
        BankDocumentKind::Statement,
        "camt.053.001.01",
    );
    check(
        format!("<E><BkToCstmrAcctRpt><Rpt>{ACCOUNT}{entry}</Rpt></BkToCstmrAcctRpt></E>"),
        BankDocumentKind::Report,
        "",
    );
    check(
        format!(
            "<E><n:BkToCstmrDbtCdtNtfctn xmlns:n='urn:iso:std:iso:20022:tech:xsd:camt.054.001.13'><n:Ntfctn>{ACCOUNT}{entry}</n:Ntfctn></n:BkToCstmrDbtCdtNtfctn></E>"
        ),
        BankDocumentKind::Notification,
        "camt.054.001.13",
    );
}

#[test]
fn other_messages_are_named() {
    let check = |text: &str, found: &str| {
        let read = camt::read(text.as_bytes());
        let told = read
            .problems
            .iter()
            .find(|one| one.kind == ProblemKind::AnotherMessage);
        assert_eq!(told.map(|one| one.found.as_str()), Some(found), "{text}");
    };
    check(
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.086.001.02'><BkSvcsBllgStmt/></Document>",
        "camt.086.001.02",
    );
    check("<Document><CstmrPmtStsRpt/></Document>", "pain.002");
    check("<Document><FIToFICstmrCdtTrf/></Document>", "pacs.008");
}

#[test]
fn pages_and_interim_balances_are_told_apart() {
    let balance = |code: &str, sub: &str, amount: &str| {
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry>{sub}</Tp><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-31</Dt></Dt></Bal>"
        )
    };
    let interim = "<SubTp><Cd>INTM</Cd></SubTp>";
    let body = [
        "<ElctrncSeqNb>31</ElctrncSeqNb><StmtPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>".to_string(),
        balance("OPBD", interim, "15.00"),
        balance("PRCD", "", "7.00"),
        balance("ITBD", "", "1.00"),
        balance("CLBD", interim, "1000.00"),
        balance("CLAV", "", "1.00"),
        entry_of("CRDT", ""),
    ]
    .concat();
    let read = read(&body);
    let statement = &read.facts.statements[0];
    assert_eq!(statement.adds_up(), Some(true));
    let page = &statement.page;
    assert_eq!(
        (page.sequence.as_str(), page.number, page.is_last),
        ("31", Some(2), Some(false))
    );
}

#[test]
fn entries_that_are_not_booked_may_stand_beside_the_balances() {
    let pending = entry_of("CRDT", "").replace("BOOK", "PDNG");
    let balances = "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">0</Amt></Bal>\
        <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">985</Amt></Bal>";
    let read = read(&format!("{balances}{}{pending}", entry_of("CRDT", "")));
    let statement = &read.facts.statements[0];
    assert_eq!(statement.credits, Decimal::from(1970));
    assert_eq!(statement.adds_up(), Some(true));
}

#[test]
fn damage_to_one_entry_keeps_the_others() {
    let good = entry_of("CRDT", "<AcctSvcrRef>G</AcctSvcrRef>");
    let whole = entry_of(
        "CRDT",
        "<NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs></TxDtls></NtryDtls>",
    );
    let damages = [
        ("</Refs>", ""),
        ("</Refs>", "</Reffs>"),
        ("</TxDtls></NtryDtls>", ""),
        ("</Ntry>", ""),
        ("Ccy=\"EUR\"", "Ccy=\"EUR"),
        ("<Refs>", "<Refs"),
        ("<Refs>", "<!-- <Refs>"),
        ("<EndToEndId>", "<![CDATA["),
        ("E1", "A & B < C"),
        ("<Ntry>", "<Nt\u{0}ry>"),
        ("CRDT", "\u{fffd}\u{1}"),
    ];
    for (from, to) in damages {
        let damaged = whole.replacen(from, to, 1);
        let read = read(&format!("{good}{damaged}{good}{good}"));
        let entries = &read.facts.statements[0].entries;
        let kept = entries
            .iter()
            .filter(|entry| entry.reference == "G")
            .count();
        assert_eq!(kept, 3, "{from} became {to}: {entries:?}");
        assert!(!read.problems.is_empty(), "{from} became {to}");
        assert!(!read.facts.is_cut, "{from} became {to}");
    }
}

#[test]
fn a_statement_is_read_in_any_encoding_whatever_it_declares() {
    let body = entry_of("CRDT", "<AddtlNtryInf>RÈGLEMENT REÇU</AddtlNtryInf>");
    for declared in ["UTF-8", "ISO-8859-1", "UTF-16", "windows-1252", "no-such"] {
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"{declared}\"?>{}",
            statement(&body)
        );
        for encoding in [
            Encoding::Utf8,
            Encoding::Utf8WithMark,
            Encoding::Utf16Little,
            Encoding::Utf16Big,
            Encoding::Windows1252,
        ] {
            let bytes = [encoding.mark(), &encoding.encode(&text)].concat();
            let read = camt::read(&bytes);
            let told = &read.facts.statements[0].entries[0].text;
            assert_eq!(told, "RÈGLEMENT REÇU", "{declared} as {encoding:?}");
        }
    }
}

#[test]
fn a_line_of_a_hundred_megabytes_and_a_deep_nesting_end() {
    let good = entry_of("CRDT", "<AcctSvcrRef>G</AcctSvcrRef>");
    let long = entry_of(
        "CRDT",
        &format!("<AddtlNtryInf>{}</AddtlNtryInf>", "x".repeat(100 << 20)),
    );
    let all = read(&format!("{long}{good}"));
    assert_eq!(all.facts.statements[0].entries.len(), 2);
    assert!(all.problems.contains(ProblemKind::TooManyLines));
    let deep = entry_of("CRDT", &"<A>".repeat(1 << 20));
    let all = read(&format!("{deep}{good}"));
    let kept = all.facts.statements[0]
        .entries
        .iter()
        .filter(|entry| entry.reference == "G");
    assert_eq!(kept.count(), 1);
}

#[test]
fn an_entry_of_many_payments_is_read_in_pieces() {
    let mut inner = String::from("<NtryDtls>");
    for number in 0..20_000 {
        inner.push_str(&format!("<TxDtls><Refs><EndToEndId>E{number}</EndToEndId></Refs><Amt Ccy=\"EUR\">1</Amt></TxDtls>"));
    }
    inner.push_str("</NtryDtls>");
    let read = read(&entry_of("CRDT", &inner));
    let entry = &read.facts.statements[0].entries[0];
    assert_eq!(entry.transactions.len(), 20_000);
    assert_eq!(entry.transactions[19_999].end_to_end_id, "E19999");
    assert!(read.problems.contains(ProblemKind::DoesNotAddUp));
}

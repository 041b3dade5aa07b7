//! The small files that fuzzing starts from where the real ones are absent: one of each format, with each of
//! its parts once. It must never be needed to be complete: real files find more.

use intake::fec::{self, FecForm, FecRow};
use jiff::civil::date;

use crate::{packed, workbooks};

/// A camt.053 statement.
pub const CAMT: &str = "<?xml version=\"1.0\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>\n<Stmt><Id>S</Id><Acct>\
<Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>\n<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">1</Amt>\
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-30</Dt></Dt></Bal>\n<Ntry><NtryRef>R</NtryRef><Amt Ccy=\"EUR\">1.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
<Sts>BOOK</Sts><BookgDt><Dt>2026-01-31</Dt></BookgDt>\n<NtryDtls><TxDtls><Refs><EndToEndId>E</EndToEndId></Refs><RmtInf><Ustrd>F-1</Ustrd></RmtInf>\
</TxDtls></NtryDtls></Ntry>\n</Stmt></BkToCstmrStmt></Document>";
/// A CFONB 120 statement.
pub const CFONB: &str = "0130002    01234EUR2 0123456789A  300126                                                  0000000010000{                \n\
0430002XXXX01234EUR2 0123456789A18310126  310126VIR DUPONT                     0000000  0000000001000{REF1            \n\
0530002XXXX01234EUR2 0123456789A18310126     NPYDUPONT                                                                \n\
0730002    01234EUR2 0123456789A  310126                                                  0000000011000{                \n";
/// An MT940 statement and an MT942 report.
pub const MT940: [&str; 2] = [
    ":20:A\n:25:1\n:28C:1/1\n:60F:C260130EUR100,\n:61:2601310131C10,NTRFX//1\n:86:166?00A?20EREF+1?21SVWZ+F1\n:61:2601310131C20,NTRFX//2\n\
     :86:/EREF/2/REMI/F2\n:62F:C260131EUR130,\n-\n",
    ":20:A\n:25:1\n:34F:EUR0,\n:13D:2601021200+0100\n:61:260102C1,NTRFX\n:86:free\n:90C:1EUR1,\n-\n",
];
/// OFX of versions 1 and 2.
pub const OFX: [&str; 2] = [
    "OFXHEADER:100\nVERSION:102\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>\n\
     <STMTTRN><DTPOSTED>20260131<TRNAMT>1.50<FITID>1<NAME>a</STMTTRN>\n</BANKTRANLIST><LEDGERBAL><BALAMT>1<DTASOF>20260131</LEDGERBAL></OFX>\n",
    "<?xml version=\"1.0\"?><?OFX VERSION=\"200\"?><OFX><STMTRS><CURDEF>EUR</CURDEF><STMTTRN><DTPOSTED>20260131</DTPOSTED><TRNAMT>-2</TRNAMT>\
     <FITID>2</FITID><MEMO>b &amp; c</MEMO></STMTTRN></STMTRS></OFX>",
];
/// A QIF register.
pub const QIF: &str =
    "!Type:Bank\nD31/01/2026\nT1,50\nPa\n^\nD31/01/2026\nT-2,00\nPb\nSx\n$-1,00\nSy\n$-1,00\n^\n";
/// A bank statement as a table.
pub const TABLE: &str = "Compte;12345678\nDate;Libellé;Débit;Crédit;Solde\n13/01/2026;a;1,00;;99,00\n14/01/2026;b;2,00;;97,00\n15/01/2026;c;;3,00;100,00\n";
/// Lists: invoices, debtors, open items, credits.
pub const LISTS: [&str; 4] = [
    "N° facture;Client;Date;Montant\nF1;Dupont;31/01/2026;1 234,56\nF2;\"Martin\";01/02/2026;(12)\n",
    "Code;Nom;E-mail;SIREN\nC1;Dupont;a@b.fr;404833048\n",
    "invoice,customer,due_date,open_cents\nF1,C1,2026-01-31,1000\n",
    "date,amount_cents,label,iban\n2026-01-31,1000,VIR F1,FR7630006000011234567890189\n",
];
/// A pain.001 order and a pain.008 order.
pub const ORDERS: [&str; 2] = [
    "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\"><CstmrCdtTrfInitn><GrpHdr><MsgId>M</MsgId><NbOfTxs>1</NbOfTxs></GrpHdr>\n<PmtInf>\
     <PmtInfId>P</PmtInfId><CdtTrfTxInf><PmtId><EndToEndId>E</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">1.50</InstdAmt></Amt></CdtTrfTxInf></PmtInf>\
     </CstmrCdtTrfInitn></Document>",
    "<Document><CstmrDrctDbtInitn><GrpHdr><MsgId>M</MsgId></GrpHdr>\n<PmtInf><PmtInfId>P</PmtInfId><DrctDbtTxInf><PmtId><EndToEndId>E</EndToEndId></PmtId>\
     <InstdAmt Ccy=\"EUR\">2</InstdAmt></DrctDbtTxInf></PmtInf></CstmrDrctDbtInitn></Document>",
];
/// A pain.002 report.
pub const STATUS: &str = "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>O</OrgnlMsgId></OrgnlGrpInfAndSts>\n\
<OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn>\
</StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
/// A UBL invoice.
pub const UBL: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">\n\
<ID>F-1</ID><IssueDate>2026-01-05</IssueDate><InvoiceTypeCode>380</InvoiceTypeCode><Note>#PMT#40 €</Note><DocumentCurrencyCode>EUR</DocumentCurrencyCode>\n\
<PaymentTerms><Note>2 % d'escompte sous 8 jours, 30 jours net</Note></PaymentTerms><LegalMonetaryTotal><TaxInclusiveAmount>120.00</TaxInclusiveAmount>\
<PayableAmount currencyID=\"EUR\">120.00</PayableAmount></LegalMonetaryTotal><InvoiceLine><ID>1</ID></InvoiceLine></Invoice>";
/// A life-cycle message.
pub const CDAR: &str = "<CrossDomainAcknowledgementAndResponse><ExchangedDocument><IssueDateTime><DateTimeString format=\"204\">20250701151500</DateTimeString>\
</IssueDateTime></ExchangedDocument>\n<AcknowledgementDocument><ReferenceReferencedDocument><IssuerAssignedID>F-1</IssuerAssignedID><ProcessConditionCode>212\
</ProcessConditionCode></ReferenceReferencedDocument></AcknowledgementDocument></CrossDomainAcknowledgementAndResponse>";
/// A bounce.
pub const MESSAGE: &str = "From: MAILER-DAEMON@b.fr\nReturn-Path: <>\nDate: Thu, 10 Dec 2026 10:00:00 +0100\nSubject: =?utf-8?q?R=C3=A9ponse?=\n\
Content-Type: multipart/report; boundary=B\n\n--B\nContent-Type: text/html\n\n<p>Absent jusqu'au 12 mars, contact: a@b.fr <blockquote>x\n\
--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; b.fr\n\nFinal-Recipient: rfc822; a@b.fr\nAction: failed\nStatus: 5.1.1\n\
--B\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeAoKZmFjdHVyZQo=\n--B--\n";
/// Legal announcements.
pub const ANNOUNCEMENTS: &str = "{\"records\":[\n{\"fields\":{\"dateparution\":\"2026-01-14\",\"familleavis\":\"collective\",\"registre\":[\"404833048\",\"05580029\"],\
\"jugement\":\"{\\\"nature\\\":\\\"Jugement d'ouverture de liquidation\\\",\\\"complementJugement\\\":\\\"désignant liquidateur Me X 3 rue\\\"}\"}}]}";

/// A FEC of two entries.
pub fn ledger() -> Vec<u8> {
    let row = |account: &str, amount_minor| FecRow {
        posted_on: Some(date(2026, 1, 31)),
        account: account.to_string(),
        amount_minor,
        ..FecRow::default()
    };
    let rows = [
        row("411000", 100),
        row("707000", -100),
        row("512000", 100),
        row("411000", -100),
    ];
    fec::write(&rows, FecForm::default())
}

/// Workbooks of the rows of a text, one of each form.
pub fn workbooks(text: &str) -> Vec<Vec<u8>> {
    let sheets = [workbooks::sheet_of("A", text)];
    vec![
        workbooks::xlsx(&sheets),
        workbooks::ods(&sheets),
        workbooks::xls(&sheets),
    ]
}

/// A PDF with an invoice in it, not compressed, so that damage reaches every part.
pub fn pdf() -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Names<</EmbeddedFiles<</Names[(factur-x.xml) 2 0 R]>>>>/AF[2 0 R]>>"
            .to_string(),
        "<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 3 0 R>>>>".to_string(),
        format!(
            "<</Type/EmbeddedFile/Length {}>>\nstream\n{UBL}\nendstream",
            UBL.len()
        ),
    ];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (place, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", place + 1).bytes());
    }
    let start = bytes.len();
    let end =
        format!("xref\n0 4\n{table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(end.bytes());
    bytes
}

/// Archives: of statements, of an archive, and a compressed file.
pub fn archives() -> Vec<Vec<u8>> {
    let stored = zip::CompressionMethod::Stored;
    let files = [
        ("bank/a.xml".to_string(), CAMT.into()),
        ("b.csv".to_string(), LISTS[0].into()),
    ];
    let inner = packed::zip(&files, zip::CompressionMethod::Deflated);
    let outer = packed::zip(
        &[
            ("inner.zip".to_string(), inner.clone()),
            ("c.txt".to_string(), QIF.into()),
        ],
        stored,
    );
    vec![
        packed::zip(&files, stored),
        inner,
        outer,
        packed::gzip(CFONB.as_bytes()),
    ]
}

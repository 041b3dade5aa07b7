//! Files made to exhaust who reads them: entities, archives, depth, loops, lines without end. Each is refused or
//! read in part, told, and what stands beside it is kept. What is held is judged by what is told of it, never by
//! the clock.

#[path = "fuzz/mutation.rs"]
#[allow(dead_code, reason = "shared with the fuzz targets")]
mod mutation;
#[path = "fuzz/packed.rs"]
#[allow(dead_code, reason = "shared with the fuzz targets")]
mod packed;

use std::fmt::Debug;
use std::io::{self, Read};

use intake::list::ListKind;
use intake::reading::{ProblemKind, Problems, Reading};
use intake::{
    announcement, archive, bank, bank_table, camt, fec, hybrid, invoice, life_cycle, list, mail,
    payment_order, payment_status,
};
use zip::CompressionMethod::{Deflated, Stored};

/// No bomb is worth more words than this.
const MOST_TOLD: usize = 1 << 20;

/// What a reading told, written out, and its problems.
fn told<F: Debug>(read: Reading<F>) -> (String, Problems) {
    (format!("{:?}", read.facts), read.problems)
}

type Reader = fn(&[u8]) -> (String, Problems);

/// Every reader of XML, with the start of a document it takes.
const XML: &[(&str, &str, Reader)] = &[
    ("camt", "<Document><BkToCstmrStmt><Stmt><Id>", |bytes| {
        told(camt::read(bytes))
    }),
    (
        "camt within an entry",
        "<Document><BkToCstmrStmt><Stmt><Ntry><AddtlNtryInf>",
        |bytes| told(camt::read(bytes)),
    ),
    ("bank", "<Document><BkToCstmrStmt><Stmt><Id>", |bytes| {
        told(bank::read(bytes))
    }),
    (
        "pain.001",
        "<Document><CstmrCdtTrfInitn><PmtInf><PmtInfId>",
        |bytes| told(payment_order::read(bytes)),
    ),
    (
        "pain.002",
        "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>",
        |bytes| told(payment_status::read(bytes)),
    ),
    (
        "UBL",
        "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><ID>",
        |bytes| told(invoice::read(bytes)),
    ),
    (
        "CII",
        "<CrossIndustryInvoice><ExchangedDocument><ID>",
        |bytes| told(invoice::read(bytes)),
    ),
    (
        "CDAR",
        "<CrossDomainAcknowledgementAndResponse><ExchangedDocument><ID>",
        |bytes| told(life_cycle::read(bytes)),
    ),
    (
        "OFX",
        "<?xml version=\"1.0\"?><?OFX VERSION=\"200\"?><OFX><STMTRS><STMTTRN><TRNAMT>1<NAME>",
        |bytes| told(bank::read(bytes)),
    ),
];

#[track_caller]
fn check(name: &str, (facts, problems): (String, Problems)) {
    assert!(
        facts.len() <= MOST_TOLD,
        "{name} told {} characters",
        facts.len()
    );
    assert!(!problems.is_empty(), "{name} told no problem");
}

#[test]
fn entities_are_never_expanded() {
    let mut laughs = String::from("<!ENTITY l0 \"lollollol\">");
    for level in 1..10 {
        let inner = format!("&l{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY l{level} \"{inner}\">"));
    }
    let long = format!("<!ENTITY q \"{}\">", "lol".repeat(30_000));
    let outside =
        "<!ENTITY f SYSTEM \"file:///etc/passwd\"><!ENTITY % g SYSTEM \"http://127.0.0.1:9/g\">%g;";
    for (name, start, read) in XML {
        for (entities, used) in [
            (laughs.as_str(), "&l9;".to_string()),
            (&long, "&q;".repeat(30_000)),
            (outside, "&f;".to_string()),
        ] {
            let (declaration, rest) = match start.strip_prefix("<?xml version=\"1.0\"?>") {
                Some(rest) => ("<?xml version=\"1.0\"?>", rest),
                None => ("", *start),
            };
            let text = format!("{declaration}<!DOCTYPE a [{entities}]>{rest}{used}");
            let (facts, problems) = read(text.as_bytes());
            assert!(
                !facts.contains("lollol") && !facts.contains("root:"),
                "{name} expanded an entity"
            );
            check(name, (facts, problems));
        }
    }
}

#[test]
fn a_million_levels_end() {
    for (name, start, read) in XML {
        for level in ["<a>", "<Ntry>", "<a b='c'>", "<STMTTRN>", "<![CDATA["] {
            check(
                name,
                read(format!("{start}{}", level.repeat(1_000_000)).as_bytes()),
            );
        }
    }
    for level in [
        "[",
        "{\"records\":",
        "{\"a\":[",
        "{\"fields\":{\"jugement\":\"{",
    ] {
        let start =
            "{\"records\":[{\"fields\":{\"publicationavis\":\"A\",\"familleavis\":\"dpc\",\"x\":";
        let read = announcement::read(format!("{start}{}", level.repeat(1_000_000)).as_bytes());
        check("BODACC", told(read));
    }
}

#[test]
fn a_million_levels_of_messages_end_and_the_first_is_kept() {
    for level in [
        "Content-Type: message/rfc822\n\n",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    ] {
        let text = format!("From: a@b.fr\nSubject: first\n{}", level.repeat(1_000_000));
        let read = mail::read(text.as_bytes());
        assert_eq!(read.facts.subject, "first");
        assert!(read.problems.contains(ProblemKind::TooDeep));
    }
}

fn file(name: &str, bytes: Vec<u8>) -> (String, Vec<u8>) {
    (name.to_string(), bytes)
}

#[test]
fn archives_never_unpack_to_more_than_their_limits() {
    let zeros = vec![0_u8; 32 << 20];
    let bomb = packed::zip(&[file("zeros", zeros.clone())], Deflated);
    let mut nested = bomb.clone();
    for _ in 0..6 {
        let copies: Vec<_> = (0..10)
            .map(|n| file(&format!("{n}.zip"), nested.clone()))
            .collect();
        nested = packed::zip(&copies, Deflated);
    }
    let many: Vec<_> = (0..60_000)
        .map(|n| file(&format!("{n}.csv"), b"a;b".to_vec()))
        .collect();
    let just_honest: Vec<_> = (0..80)
        .map(|n| file(&format!("{n}.csv"), vec![b'a'; 4 << 20]))
        .collect();
    let twice_packed = packed::gzip(&packed::gzip(&packed::gzip(&zeros)));
    for (name, bytes) in [
        ("flat", bomb),
        ("nested", nested),
        ("many", packed::zip(&many, Stored)),
        ("just honest", packed::zip(&just_honest, Deflated)),
        ("one member, many names", overlapping()),
        ("gzip", packed::gzip(&zeros)),
        ("gzip in gzip in gzip", twice_packed),
    ] {
        let read = archive::members(&bytes);
        let size: usize = read.facts.iter().map(|one| one.bytes.len()).sum();
        assert!(size <= archive::MOST_BYTES, "{name}: {size} bytes");
        assert!(read.facts.len() <= archive::MOST_MEMBERS, "{name}");
        assert!(!read.problems.is_empty(), "{name} told no problem");
    }
}

/// An archive whose directory names one member 30,000 times.
fn overlapping() -> Vec<u8> {
    let one = packed::zip(&[file("a.csv", vec![b'a'; 3 << 20])], Deflated);
    let directory = memchr::memmem::find(&one, b"PK\x01\x02").expect("a directory");
    let end = memchr::memmem::find(&one, b"PK\x05\x06").expect("an end");
    let line = &one[directory..end];
    let copies: u16 = 30_000;
    let mut bytes = one[..directory].to_vec();
    bytes.extend(line.repeat(usize::from(copies)));
    let mut tail = one[end..].to_vec();
    tail[8..10].copy_from_slice(&copies.to_le_bytes());
    tail[10..12].copy_from_slice(&copies.to_le_bytes());
    let size = u32::try_from(line.len()).expect("short") * u32::from(copies);
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    bytes.extend(tail);
    bytes
}

const SHEET: &str = "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
const HEADER: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>N° facture</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Client</t></is></c>\
    <c r=\"C1\" t=\"inlineStr\"><is><t>Date</t></is></c><c r=\"D1\" t=\"inlineStr\"><is><t>Montant</t></is></c></row>\
    <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>F1</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>Dupont</t></is></c>\
    <c r=\"C2\" t=\"inlineStr\"><is><t>31/01/2026</t></is></c><c r=\"D2\"><v>12.5</v></c></row>";

fn workbook(sheet: String, shared: Vec<u8>) -> Vec<u8> {
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{relation}\">\
         <sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{relation}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let files = [
        file("[Content_Types].xml", types.into()),
        file("xl/workbook.xml", book.into()),
        file("xl/_rels/workbook.xml.rels", relations.into()),
        file("xl/worksheets/sheet1.xml", sheet.into()),
        file("xl/sharedStrings.xml", shared),
    ];
    packed::zip(&files, Deflated)
}

/// Reads a workbook in every way; how many invoices it gave.
fn read_workbook(name: &str, bytes: &[u8]) -> (usize, Problems) {
    list::guess_table(bytes);
    let _ = told(bank_table::read(bytes, None));
    let _ = told(list::read_open_items(bytes));
    let read = list::read(ListKind::Invoices, bytes, None);
    let count = read.facts.rows.len();
    assert!(format!("{:?}", read.facts).len() <= MOST_TOLD, "{name}");
    (count, read.problems)
}

#[test]
fn workbooks_are_believed_in_nothing() {
    let no_texts = b"<?xml version=\"1.0\"?><sst/>".to_vec();
    let sheet = |rows: &str| format!("{SHEET}<sheetData>{HEADER}{rows}</sheetData></worksheet>");
    let declared = format!(
        "{SHEET}<dimension ref=\"A1:XFD1048576\"/><sheetData>{HEADER}<row r=\"1000000000\"><c r=\"XFD1000000000\"><v>1</v></c></row></sheetData></worksheet>"
    );
    let far = "<row r=\"1048576\"><c r=\"A1048576\" t=\"inlineStr\"><is><t>F2</t></is></c></row>";
    let wide = "<row r=\"3\"><c r=\"XFD3\"><v>1</v></c></row>".repeat(2000);
    let merged = format!(
        "{SHEET}<sheetData>{HEADER}</sheetData><mergeCells count=\"1000000000\"><mergeCell ref=\"A2:XFD1048576\"/></mergeCells></worksheet>"
    );
    let many_texts = "<?xml version=\"1.0\"?><sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>a</t></si></sst>";
    for (name, bytes) in [
        ("declared rows", workbook(declared, no_texts.clone())),
        ("a far row", workbook(sheet(far), no_texts.clone())),
        ("wide rows", workbook(sheet(&wide), no_texts.clone())),
        ("merged cells", workbook(merged, no_texts)),
        ("declared texts", workbook(sheet(""), many_texts.into())),
    ] {
        let (count, problems) = read_workbook(name, &bytes);
        assert!(
            count >= 1 || !problems.is_empty(),
            "{name}: nothing read, nothing told"
        );
    }
    let long_text = [
        &b"<?xml version=\"1.0\"?><sst><si><t>"[..],
        &vec![b'a'; 200 << 20],
    ]
    .concat();
    let many = [
        &b"<?xml version=\"1.0\"?><sst>"[..],
        &b"<si><t>aaaaaaaaaaaaaa</t></si>".repeat(8 << 20),
    ]
    .concat();
    for (name, texts) in [("one long text", long_text), ("texts", many)] {
        let (_, problems) = read_workbook(name, &workbook(sheet(""), texts));
        assert!(
            problems.contains(ProblemKind::SuspectArchive),
            "{name}: {problems:?}"
        );
    }
}

fn pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (place, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n", place + 1).bytes());
        bytes.extend(object.chars().map(|c| c as u8));
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let trailer = trailer.replace("HERE", &start.to_string());
    let size = objects.len() + 1;
    let end = format!(
        "xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    );
    bytes.extend(end.bytes());
    bytes
}

/// A stream of the characters of bytes: a PDF is no text.
fn stream(dictionary: &str, bytes: &[u8]) -> String {
    let content: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    format!(
        "<<{dictionary}/Length {}>>\nstream\n{content}\nendstream",
        bytes.len()
    )
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    io::Write::write_all(&mut encoder, bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

#[test]
fn documents_that_turn_in_circles_end() {
    let catalog =
        |names: &str| format!("<</Type/Catalog/Names<</EmbeddedFiles {names}>>/AF 2 0 R>>");
    let names = "<</Kids[2 0 R 2 0 R 3 0 R]/Names[(a) 2 0 R]>>".to_string();
    let zeros = zlib(&vec![b' '; 256 << 20]);
    let packed_twice = zlib(&zeros);
    let inner = "<</Type/Filespec/F(factur-x.xml)/EF<</F 3 0 R>>>>".to_string();
    let in_file = |file: String| {
        pdf(
            &[
                catalog("<</Names[(factur-x.xml) 2 0 R]>>"),
                inner.clone(),
                file,
            ],
            "",
        )
    };
    let deep = "[".repeat(1_000_000);
    for (name, bytes) in [
        (
            "kids of themselves",
            pdf(&[catalog("2 0 R"), names, "<</Kids[2 0 R]>>".into()], ""),
        ),
        (
            "a reference to itself",
            pdf(&[catalog("2 0 R"), "2 0 R".into(), "3 0 R".into()], ""),
        ),
        (
            "a length of itself",
            pdf(
                &[
                    catalog("2 0 R"),
                    "<</Length 2 0 R>>\nstream\nx\nendstream".into(),
                ],
                "",
            ),
        ),
        (
            "a table before itself",
            pdf(&[catalog("2 0 R"), "[]".into()], "/Prev HERE"),
        ),
        (
            "packed zeros",
            in_file(stream("/Type/EmbeddedFile/Filter/FlateDecode", &zeros)),
        ),
        (
            "packed twice",
            in_file(stream(
                "/Type/EmbeddedFile/Filter[/FlateDecode/FlateDecode]",
                &packed_twice,
            )),
        ),
        (
            "objects packed",
            in_file(stream(
                "/Type/ObjStm/N 1000000/First 10/Filter/FlateDecode",
                &zeros,
            )),
        ),
        (
            "objects of themselves",
            in_file(stream(
                "/Type/ObjStm/N 1/First 4/Extends 3 0 R",
                b"3 0 3 0 R",
            )),
        ),
        ("depth", pdf(&[catalog("2 0 R"), deep.clone()], "")),
        (
            "depth in a trailer",
            pdf(&[catalog("2 0 R")], &format!("/A {deep}")),
        ),
        (
            "wide predictor",
            in_file(stream(
                "/Type/EmbeddedFile/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 32>>",
                &zlib(b"abc"),
            )),
        ),
    ] {
        check(name, told(hybrid::extract(&bytes)));
        check(name, told(invoice::read(&bytes)));
    }
}

/// A start, and then one byte for ever, without holding it.
struct Endless<'a> {
    start: &'a [u8],
    left: usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.start.is_empty() {
            return self.start.read(buffer);
        }
        let length = buffer.len().min(self.left);
        buffer[..length].fill(b'7');
        self.left -= length;
        Ok(length)
    }
}

const LONG: usize = 100 << 20;

#[test]
fn a_ledger_with_a_line_without_end_is_read_without_holding_it() {
    let header = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n";
    let row = "VE\tVentes\t1\t20260131\t411000\tClients\tC1\tDupont\tF1\t20260131\tx\t1,00\t0,00\t\t\t20260131\t\t\n";
    let start = format!(
        "{header}{row}VE\tVentes\t2\t20260131\t411000\tClients\tC1\tDupont\tF2\t20260131\t"
    );
    let read = fec::read(
        Endless {
            start: start.as_bytes(),
            left: LONG,
        },
        |_| {},
    );
    assert_eq!(
        read.facts.receivables.items.len(),
        1,
        "the line before is kept"
    );
    assert!(
        read.problems.iter().any(|problem| problem.line == Some(3)),
        "{:?}",
        read.problems
    );
    check("FEC", (format!("{:?}", read.facts), read.problems));
    let read = fec::read(
        Endless {
            start: b"",
            left: LONG,
        },
        |_| {},
    );
    check(
        "FEC of one line",
        (format!("{:?}", read.facts), read.problems),
    );
}

fn long(start: &str, byte: u8, end: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(start.len() + LONG + end.len());
    bytes.extend(start.bytes());
    bytes.resize(start.len() + LONG, byte);
    bytes.extend(end.bytes());
    bytes
}

/// The amounts of a bank file, beside a line of 100 MB.
#[track_caller]
fn check_bank(bytes: &[u8], expected: &[i64]) {
    let read = bank::read(bytes);
    let entries = read.facts.statements.iter().flat_map(|one| &one.entries);
    let amounts: Vec<i64> = entries.map(|entry| entry.amount.minor).collect();
    assert_eq!(amounts, expected, "{:?}", read.problems);
}

#[test]
fn a_line_of_100_mb_in_mt940_costs_no_entry() {
    let start = ":20:A\n:25:1\n:60F:C260130EUR100,\n:61:2601310131C10,NTRFX//1\n:86:";
    check_bank(
        &long(
            start,
            b'x',
            "\n:61:2601310131C20,NTRFX//2\n:62F:C260131EUR130,\n-\n",
        ),
        &[1000, 2000],
    );
}

#[test]
fn a_line_of_100_mb_in_cfonb_costs_no_entry() {
    let start = "0130002    01234EUR2 0123456789A  300126                                                  0000000010000{                \n";
    let entry = "0430002XXXX01234EUR2 0123456789A18310126  310126VIR DUPONT                     0000000  0000000001000{REF1            \n";
    check_bank(
        &long(&format!("{start}{entry}"), b'x', &format!("\n{entry}")),
        &[10000, 10000],
    );
}

#[test]
fn a_line_of_100_mb_in_ofx_costs_no_entry() {
    let start = "OFXHEADER:100\n<OFX><STMTRS><CURDEF>EUR<STMTTRN><DTPOSTED>20260131<TRNAMT>1<FITID>1</STMTTRN><STMTTRN><DTPOSTED>20260131<TRNAMT>2<FITID>2<MEMO>";
    let end = "</STMTTRN><STMTTRN><DTPOSTED>20260131<TRNAMT>3<FITID>3</STMTTRN></STMTRS></OFX>";
    check_bank(&long(start, b'x', end), &[100, 200, 300]);
}

#[test]
fn a_line_of_100_mb_in_qif_costs_no_entry() {
    check_bank(
        &long(
            "!Type:Bank\nD31/01/2026\nT1,50\nP",
            b'x',
            "\n^\nD31/01/2026\nT2,50\n^\n",
        ),
        &[150, 250],
    );
}

#[test]
fn a_line_of_100_mb_in_a_table_costs_no_row() {
    let start = "Date;Libellé;Débit;Crédit\n31/01/2026;a;;1,00\n31/01/2026;";
    check_bank(
        &long(start, b'x', ";;2,00\n31/01/2026;c;;3,00\n"),
        &[100, 200, 300],
    );
    let start = "N° facture;Client;Date;Montant\nF1;Dupont;31/01/2026;1,00\nF2;";
    let read = list::read(
        ListKind::Invoices,
        &long(start, b'x', ";31/01/2026;2,00\nF3;Martin;31/01/2026;3,00\n"),
        None,
    );
    assert_eq!(read.facts.rows.len(), 3, "{:?}", read.problems);
}

#[test]
fn a_line_of_100_mb_in_a_message_costs_no_header() {
    let bytes = long("From: a@b.fr\nSubject: s\n\nBonjour\n", b'x', "\nfin\n");
    let read = mail::read(&bytes);
    assert_eq!(read.facts.subject, "s");
    assert!(read.facts.text.starts_with("Bonjour"));
    assert!(!read.problems.is_empty());
    let read = mail::read(&long("From: a@b.fr\nSubject: s", b'x', "\n\nfin\n"));
    assert_eq!(read.facts.from[0].address, "a@b.fr");
    mail::nature(&read.facts);
    mail::bounce(&read.facts);
    mail::reply_text(&read.facts);
}

#[test]
fn text_of_100_mb_in_an_element_costs_no_entry() {
    let entry = |text: &str| {
        format!("<Ntry><Amt Ccy=\"EUR\">1.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><AddtlNtryInf>{text}")
    };
    let start = format!("<Document><BkToCstmrStmt><Stmt>{}", entry(""));
    let end = format!(
        "</AddtlNtryInf></Ntry>{}</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>",
        entry("x")
    );
    check_bank(&long(&start, b'x', &end), &[150, 150]);
}

//! PDFs of every build, written here object by object.

use std::io::Write;

use super::*;

const CII: &str = "<?xml version=\"1.0\"?><rsm:CrossIndustryInvoice xmlns:rsm=\"u\"><a/></rsm:CrossIndustryInvoice>";
const OLD: &str =
    "<?xml version=\"1.0\"?><rsm:CrossIndustryDocument><a/></rsm:CrossIndustryDocument>";

/// A PDF of these objects, numbered from 1, with a right table of contents.
fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (place, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n", place + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(
        format!("xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n").bytes(),
    );
    bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
    bytes
}

fn text(object: &str) -> Vec<u8> {
    object.as_bytes().to_vec()
}

fn zlib(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{entries}/Length {}>>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

fn embedded(content: &str) -> Vec<u8> {
    stream(
        "/Type/EmbeddedFile/Subtype/text#2Fxml/Filter/FlateDecode",
        &zlib(content.as_bytes()),
    )
}

fn file(name: &str, content: u32) -> Vec<u8> {
    text(&format!(
        "<</Type/Filespec/F {name}/UF {name}/EF<</F {content} 0 R>>>>"
    ))
}

/// The plain build: catalog, name tree, file specification, content.
fn plain() -> Vec<u8> {
    let catalog = "<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>";
    let names = "<</Names[(factur-x.xml) 3 0 R]>>";
    pdf(
        &[
            text(catalog),
            text(names),
            file("(factur-x.xml)", 4),
            embedded(CII),
        ],
        "",
    )
}

fn invoice_name(bytes: &[u8]) -> Option<String> {
    extract(bytes).facts.invoice.map(|invoice| invoice.name)
}

#[test]
fn an_invoice_is_found_however_it_is_listed() {
    let direct = "<</Type/Catalog/Names<</EmbeddedFiles<</Names[(a)<</F(factur-x.xml)/EF<</F 2 0 R>>>>]>>>>>>";
    let kids = "<</Type/Catalog/Names<</EmbeddedFiles<</Kids[2 0 R]>>>>>>";
    let associated = "<</Type/Catalog/AF[2 0 R]>>";
    let unnamed = text("<</Type/Filespec/EF<</F 4 0 R>>>>");
    let wide = "<FEFF0066006100630074007500720002D0078002E0078006D006C>".replace("0002D", "002D");
    let table: [(&str, Vec<u8>); 6] = [
        ("plain", plain()),
        ("direct", pdf(&[text(direct), embedded(CII)], "")),
        (
            "kids",
            pdf(
                &[
                    text(kids),
                    text("<</Limits[(a)(b)]/Names[(factur-x.xml) 3 0 R]>>"),
                    unnamed,
                    embedded(CII),
                ],
                "",
            ),
        ),
        (
            "associated",
            pdf(
                &[text(associated), file("(factur-x.xml)", 3), embedded(CII)],
                "",
            ),
        ),
        (
            "wide name",
            pdf(&[text(associated), file(&wide, 3), embedded(CII)], ""),
        ),
        (
            "not compressed",
            pdf(
                &[
                    text(associated),
                    file("(factur-x.xml)", 3),
                    stream("", CII.as_bytes()),
                ],
                "",
            ),
        ),
    ];
    for (build, bytes) in table {
        let read = extract(&bytes);
        assert!(read.problems.is_empty(), "{build}: {:?}", read.problems);
        let invoice = read.facts.invoice.expect(build);
        assert_eq!(invoice.name, "factur-x.xml", "{build}");
        assert_eq!(invoice.bytes, CII.as_bytes(), "{build}");
    }
}

#[test]
fn compressed_objects_are_read() {
    let inside =
        "2 0 3 40 <</Names[(factur-x.xml) 3 0 R]>>           <</F(factur-x.xml)/EF<</F 4 0 R>>>>";
    let first = inside.find('<').unwrap();
    let container = format!("/Type/ObjStm/N 2/First {first}/Filter/FlateDecode");
    let objects = [
        text("<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>"),
        stream(&container, &zlib(inside.as_bytes())),
        embedded(CII),
    ];
    // Objects 1, 5 (the container) and 4 are written out, 2 and 3 are inside.
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in [1, 5, 4].iter().zip(&objects) {
        offsets.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let entry =
        |kind: u8, place: usize, third: u8| vec![kind, (place >> 8) as u8, place as u8, third];
    let table = [
        entry(0, 0, 0),
        entry(1, offsets[0], 0),
        entry(2, 5, 0),
        entry(2, 5, 1),
        entry(1, offsets[2], 0),
        entry(1, offsets[1], 0),
        entry(1, start, 0),
    ]
    .concat();
    bytes.extend(b"6 0 obj\n");
    bytes.extend(stream("/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R", &table));
    bytes.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
    let read = extract(&bytes);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    assert_eq!(read.facts.attachments, ["factur-x.xml"]);
}

#[test]
fn the_newest_standard_wins_and_other_files_are_left_alone() {
    let bytes = pdf(
        &[
            text("<</Type/Catalog/AF[2 0 R 3 0 R 4 0 R 5 0 R]>>"),
            file("(ZUGFeRD-invoice.xml)", 6),
            file("(factur-x.xml)", 7),
            file("(order-x.xml)", 7),
            file("(terms.pdf)", 8),
            embedded(OLD),
            embedded(CII),
            stream("", b"%PDF-1.4"),
        ],
        "",
    );
    let read = extract(&bytes);
    assert_eq!(invoice_name(&bytes).as_deref(), Some("factur-x.xml"));
    assert!(read.problems.contains(ProblemKind::SeveralInvoices));
    assert_eq!(
        read.facts.attachments,
        [
            "ZUGFeRD-invoice.xml",
            "factur-x.xml",
            "order-x.xml",
            "terms.pdf"
        ]
    );
}

#[test]
fn a_damaged_pdf_still_gives_its_invoice() {
    let whole = plain();
    let cut = whole[..whole.len() - 60].to_vec();
    let moved = [
        b"%PDF-1.7\njunk that moves every offset".as_slice(),
        &whole[9..],
    ]
    .concat();
    let no_table = String::from_utf8_lossy(&whole)
        .find("xref")
        .map(|at| whole[..at].to_vec());
    for (name, bytes) in [("cut", cut), ("moved", moved)]
        .into_iter()
        .chain(no_table.map(|one| ("no table", one)))
    {
        let read = extract(&bytes);
        let invoice = read
            .facts
            .invoice
            .unwrap_or_else(|| panic!("{name}: {:?}", read.problems));
        assert_eq!(invoice.bytes, CII.as_bytes(), "{name}");
        let is_told = read.problems.contains(ProblemKind::DamagedDocument);
        assert_eq!(
            is_told,
            name != "moved",
            "{name}: a wrong table alone loses nothing"
        );
    }
}

#[test]
fn a_locked_pdf_and_one_without_invoice_are_told_apart() {
    let secret = "(01234567890123456789012345678901)";
    let lock = format!(
        "/ID[(a)(a)]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O{secret}/U{secret}>>"
    );
    let locked = pdf(&[text("<</Type/Catalog>>"), embedded(CII)], &lock);
    let read = extract(&locked);
    assert!(
        read.problems.contains(ProblemKind::EncryptedDocument),
        "{:?}",
        read.problems
    );
    let empty = pdf(&[text("<</Type/Catalog>>")], "");
    assert!(
        extract(&empty)
            .problems
            .contains(ProblemKind::NoEmbeddedInvoice)
    );
    assert!(
        extract(b"%PDF-")
            .problems
            .contains(ProblemKind::NoEmbeddedInvoice)
    );
}

#[test]
fn a_bomb_is_not_inflated() {
    let bomb = zlib(&vec![b' '; 3 * LARGEST_PART]);
    let bytes = pdf(
        &[
            text("<</Type/Catalog/AF[2 0 R]>>"),
            file("(factur-x.xml)", 3),
            stream("/Type/EmbeddedFile/Filter/FlateDecode", &bomb),
        ],
        "",
    );
    let read = extract(&bytes);
    assert!(read.facts.invoice.is_none());
    assert!(read.problems.contains(ProblemKind::NoEmbeddedInvoice));
}

#[test]
fn a_table_that_lists_one_part_many_times_is_not_followed() {
    let mut bytes = format!(
        "%PDF-1.4\n1 0 obj\n<</Length 2000000>>\nstream\n{}\nendstream\nendobj\n",
        "x".repeat(2_000_000)
    )
    .into_bytes();
    let start = bytes.len();
    let table = "0000000009 00000 n \n".repeat(20_000);
    bytes.extend(
        format!(
            "xref\n0 20000\n{table}trailer<</Size 20000/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
        )
        .bytes(),
    );
    assert!(
        extract(&bytes)
            .problems
            .contains(ProblemKind::NoEmbeddedInvoice)
    );
    let locked = String::from_utf8(bytes)
        .unwrap()
        .replace("/Root 1 0 R", "/Encrypt 1 0 R");
    assert!(extract(locked.as_bytes()).facts.invoice.is_none());
}

#[test]
fn lengths_that_lead_from_one_to_the_next_are_not_followed() {
    let objects: String = (1..50_000)
        .map(|number| {
            let next = number + 1;
            format!("{number} 0 obj<</Length {next} 0 R>>stream\nx\nendstream endobj\n")
        })
        .collect();
    for trailer in ["", "/Encrypt 9 0 R"] {
        let bytes = format!("%PDF-1.4\n{objects}trailer<<{trailer}>>\n%%EOF");
        assert!(extract(bytes.as_bytes()).facts.invoice.is_none());
    }
}

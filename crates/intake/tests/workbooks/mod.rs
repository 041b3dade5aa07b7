//! Small workbooks of each form, with the same cells in each: what one program writes another must not change.

use std::io::{Cursor, Write};

/// What a cell holds.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    /// A day by its number since 1900.
    Day(u32),
}

use Cell::{Day, Empty, Number, Text};

/// A sheet: its name and its rows.
pub type Sheet<'a> = (&'a str, Vec<Vec<Cell<'a>>>);

/// A sheet of the fields of a text, numbers as numbers.
pub fn sheet_of<'a>(name: &'a str, text: &'a str) -> Sheet<'a> {
    let cell = |field: &'a str| match field.replace(',', ".").parse::<f64>() {
        Ok(number) => Number(number),
        Err(_) if field.is_empty() => Empty,
        Err(_) => Text(field),
    };
    let rows = text.lines().map(|line| line.split(';').map(cell).collect());
    (name, rows.collect())
}

/// A workbook of Excel 2007 or later.
pub fn xlsx(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Empty => continue,
                    Text(text) => sheet.write(row, column, *text),
                    Number(number) => sheet.write(row, column, *number),
                    Day(number) => sheet.write_with_format(row, column, *number, &day),
                }
                .expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A workbook of OpenDocument.
pub fn ods(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut tables = String::new();
    for (name, rows) in sheets {
        tables.push_str(&format!("<table:table table:name=\"{name}\">"));
        for cells in rows {
            tables.push_str("<table:table-row>");
            tables.extend(cells.iter().map(ods_cell));
            tables.push_str(
                "<table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row>",
            );
        }
        tables.push_str("<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row></table:table>");
    }
    ods_of(&tables)
}

fn ods_cell(cell: &Cell<'_>) -> String {
    match cell {
        Empty => "<table:table-cell/>".to_string(),
        Text(text) => format!(
            "<table:table-cell office:value-type=\"string\" calcext:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            text.replace('&', "&amp;").replace('<', "&lt;")
        ),
        Number(number) => format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number:.2} shown</text:p></table:table-cell>"
        ),
        Day(number) => {
            let first = jiff::civil::date(1899, 12, 30);
            let day = first + jiff::ToSpan::days(i64::from(*number));
            format!(
                "<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"><text:p>shown</text:p></table:table-cell>"
            )
        }
    }
}

/// A workbook of OpenDocument from the tables of its content, as they are.
pub fn ods_of(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:calcext=\"c\"><office:automatic-styles><style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style><style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    zip(&[("mimetype", kind), ("content.xml", &content)])
}

/// An archive of parts, the first one as it is.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let packed = zip::write::SimpleFileOptions::default();
    for (place, (name, text)) in parts.iter().enumerate() {
        let options = if place == 0 { stored } else { packed };
        archive.start_file(*name, options).expect("a part");
        archive.write_all(text.as_bytes()).expect("in memory");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A record of an old workbook.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A workbook of Excel 97.
pub fn xls(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let parts: Vec<(String, Vec<u8>)> = sheets
        .iter()
        .map(|(name, rows)| {
            let cells = (0..).zip(rows).flat_map(|(row, cells)| {
                (0..)
                    .zip(cells)
                    .map(move |(column, cell)| xls_cell(row, column, cell))
            });
            ((*name).to_string(), cells.flatten().collect())
        })
        .collect();
    xls_of(&[], &parts)
}

fn xls_cell(row: u16, column: u16, cell: &Cell<'_>) -> Vec<u8> {
    let place = |format: u16| {
        [
            row.to_le_bytes(),
            column.to_le_bytes(),
            format.to_le_bytes(),
        ]
        .concat()
    };
    match cell {
        Empty => Vec::new(),
        Text(text) => record(0x0204, &[place(0), wide(text)].concat()),
        Number(number) => record(0x0203, &[place(0), number.to_le_bytes().to_vec()].concat()),
        Day(number) => record(
            0x0203,
            &[place(1), f64::from(*number).to_le_bytes().to_vec()].concat(),
        ),
    }
}

/// A text as old workbooks write it, two bytes for each letter.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(units.len()).expect("a short text");
    let letters = units.into_iter().flat_map(u16::to_le_bytes);
    length
        .to_le_bytes()
        .into_iter()
        .chain([1])
        .chain(letters)
        .collect()
}

/// A workbook of Excel 97 from its records: those before the sheets, and those of each sheet. The second format of
/// cells shows days.
pub fn xls_of(globals: &[u8], sheets: &[(String, Vec<u8>)]) -> Vec<u8> {
    let begin = |what: u8| record(0x0809, &[0, 6, what, 0, 0, 0, 0, 0]);
    let format = |number: u8| record(0x00E0, &[0, 0, number, 0, 0, 0, 0, 0]);
    let head = [begin(5), format(0), format(14), globals.to_vec()].concat();
    let named = |start: usize, name: &str| {
        let start = u32::try_from(start).expect("a short stream").to_le_bytes();
        let text = wide(name);
        let name = [&[text[0]], &text[2..]].concat();
        record(0x0085, &[&start[..], &[0, 0], &name].concat())
    };
    let end = record(0x000A, &[]);
    let names: usize = sheets.iter().map(|(name, _)| named(0, name).len()).sum();
    let mut start = head.len() + names + end.len();
    let (mut list, mut bodies) = (Vec::new(), Vec::new());
    for (name, cells) in sheets {
        list.extend(named(start, name));
        let body = [begin(16), cells.clone(), end.clone()].concat();
        start += body.len();
        bodies.extend(body);
    }
    compound("Workbook", [head, list, end, bodies].concat())
}

/// A compound document with one stream.
pub fn compound(name: &str, mut stream: Vec<u8>) -> Vec<u8> {
    const SECTOR: usize = 512;
    const LAST: u32 = 0xFFFF_FFFE;
    let size = stream.len().max(4096);
    stream.resize(size.div_ceil(SECTOR) * SECTOR, 0);
    let sectors = stream.len() / SECTOR;
    let tables = (1..)
        .find(|tables| tables * 128 > sectors + tables)
        .expect("a number");
    let mut table: Vec<u32> = (1..=sectors as u32).collect();
    table[sectors - 1] = LAST;
    table.push(LAST);
    table.extend((0..tables).map(|_| 0xFFFF_FFFD));
    table.resize(tables * 128, 0xFFFF_FFFF);
    let mut head = vec![0; SECTOR];
    head[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    head[30] = 9;
    head[32] = 6;
    let mut put = |at: usize, number: u32| head[at..at + 4].copy_from_slice(&number.to_le_bytes());
    put(44, tables as u32);
    put(48, sectors as u32);
    put(56, 4096);
    put(60, LAST);
    put(68, LAST);
    for place in 0..109 {
        let sector = sectors + 1 + place;
        put(
            76 + 4 * place,
            if place < tables {
                sector as u32
            } else {
                0xFFFF_FFFF
            },
        );
    }
    let entry = |name: &str, kind: u8, start: u32, size: usize| {
        let mut entry = vec![0; 128];
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..letters.len()].copy_from_slice(&letters);
        entry[64] = letters.len() as u8 + 2;
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&(size as u32).to_le_bytes());
        entry
    };
    let mut directory = [entry("Root Entry", 5, LAST, 0), entry(name, 2, 0, size)].concat();
    directory.resize(SECTOR, 0);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [head, stream, directory, table].concat()
}

//! Damage done to a file: bits, cuts, lines and elements of two files mixed, repetitions, nesting, runs, numbers
//! at the edge, other encodings. The generator only draws numbers, so that a failure shrinks to few changes.
//! It must never draw chance of its own, and never grow a file past [`MOST`].

use bolero::TypeGenerator;

/// How far changes may grow a file, in bytes; a file that is larger from the start does not grow.
pub const MOST: usize = 96 << 10;

/// A file and what is done to it. The numbers are places: each is taken modulo what there is.
#[derive(Clone, Debug, TypeGenerator)]
pub struct Mutation {
    /// Which file is damaged.
    pub file: u16,
    /// Which file parts are taken from.
    pub donor: u16,
    /// What is done, in order.
    #[generator(bolero::produce_with::<Vec<Change>>().len(0_usize..7))]
    pub changes: Vec<Change>,
    /// Where the changes go, for files within a file: a member of an archive, or the archive as it is.
    pub member: u8,
}

/// One change.
#[derive(Clone, Copy, Debug, TypeGenerator)]
pub enum Change {
    /// One bit is turned.
    Flip { at: u32, bit: u8 },
    /// One byte is another.
    Set { at: u32, byte: u8 },
    /// A piece is gone.
    Delete { at: u32, length: u16 },
    /// The end is gone.
    Truncate { at: u32 },
    /// A piece stands there several times.
    Repeat { at: u32, length: u8, times: u16 },
    /// One byte, very often.
    Run { at: u32, byte: u8, length: u16 },
    /// A piece that means something to a format.
    Insert { at: u32, piece: u8 },
    /// A line is gone.
    DropLine { line: u16 },
    /// A line stands there several times.
    RepeatLine { line: u16, times: u8 },
    /// Two lines change places.
    SwapLines { one: u16, other: u16 },
    /// Lines of the other file.
    SpliceLines { at: u16, from: u16, count: u8 },
    /// An element of the other file, or what stands between two angle brackets.
    SpliceElement { at: u32, from: u32, count: u8 },
    /// Something is opened and never closed, many times.
    Nest { at: u32, opening: u8, times: u16 },
    /// The next number is another.
    Number { at: u32, number: u8 },
    /// Other bytes for the same text.
    Encode { encoding: u8 },
    /// Other line ends.
    LineEnds { ending: u8 },
}

const PIECES: &[&[u8]] = &[
    b"&amp;",
    b"&x;",
    b"&#x0;",
    b"&#xD800;",
    b"<!DOCTYPE a [<!ENTITY x \"yyyyyyyy\">]>",
    b"<![CDATA[",
    b"]]>",
    b"<?",
    b"?>",
    b"<!--",
    b"-->",
    b"<",
    b">",
    b"</",
    b"/>",
    b"\"",
    b"'",
    b"\0",
    b"\xEF\xBB\xBF",
    b";",
    b"|",
    b"\t",
    b",",
    b"\r",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\x1A",
    b"\xC2\x85",
    b"\xE2\x80\xA8",
    b"\xC3\xA9",
    b"\xE2\x82\xAC",
    b"\xF0\x9D\x95\x8A",
    b"\xE9",
    b"\xFF",
    b"\xCC\x81",
    b":61:",
    b":86:",
    b"\n:20:A\n",
    b"\n:62F:C260131EUR1,\n",
    b"-}",
    b"{4:",
    b"{1:F01",
    b"\n-\n",
    b"?20",
    b"/EREF/",
    b"^\n",
    b"!Type:Bank\n",
    b"!Type:Invst\n",
    b"\nD",
    b"\nT",
    b"<OFX>",
    b"<STMTTRN>",
    b"</STMTTRN>",
    b"<BANKTRANLIST>",
    b"[0:GMT]",
    b"\nFrom a@b.fr Thu Dec 10 10:00:00 2026\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    b"Content-Transfer-Encoding: base64\n",
    b"=?utf-8?q?=C3?=",
    b"=?utf-7?b?+AAA?=",
    b"\n--",
    b"=\n",
    b"%PDF-1.7\n",
    b"endobj",
    b"stream\n",
    b"endstream",
    b"1 0 obj",
    b"1 0 R",
    b"<<",
    b">>",
    b"/Length 999999999",
    b"/Filter[/FlateDecode/FlateDecode]",
    b"/Prev 0",
    b"startxref\n0\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1F\x8B\x08",
    b"\n01",
    b"\n04",
    b"\n05",
    b"\n07",
    b"{\"",
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"[[",
    b"}}",
    b"r=\"XFD1048576\"",
    b"s=\"999999\"",
    b" t=\"s\"",
    b"<v>4294967295</v>",
    b"=1+1",
    b"#REF!",
    b"EUR",
    b"XXX",
    b"Total",
    b"\xC2\xA0",
];

const OPENINGS: &[&[u8]] = &[
    b"<a>",
    b"<Ntry>",
    b"<a b=\"",
    b"[",
    b"{\"a\":",
    b"(",
    b"<div>",
    b"<blockquote>",
    b"{1:",
    b"=?utf-8?q?",
    b"\"",
    b"<![CDATA[",
    b"<!--",
    b"<!",
    b"&#",
    b"&",
    b"> ",
    b"Content-Type: message/rfc822\n\n",
    b"<<",
    b"[[",
    b"\n",
    b";",
    b"?",
    b"/",
    b"<STMTTRN>",
    b"<NtryDtls><TxDtls>",
    b"\xCC\x81",
];

const NUMBERS: &[&str] = &[
    "",
    "0",
    "-0",
    "1",
    "-1",
    "00000000000000000000",
    "99999999999999999999",
    "9223372036854775807",
    "9223372036854775808",
    "92233720368547758.07",
    "92233720368547758.08",
    "-92233720368547758.08",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "1e99",
    "NaN",
    "0.000000000000000000000000000001",
    "20260230",
    "99991231",
    "00000000",
    "20261332",
    "31/12/9999",
    "1,2,3",
    "1.234.567,89",
    "4294967296",
    "65536",
    "2147483648",
    "260230",
    "+5",
    "--5",
];

/// The bytes after every change.
pub fn changed(bytes: &[u8], donor: &[u8], changes: &[Change]) -> Vec<u8> {
    let most = bytes.len().max(MOST);
    let mut bytes = bytes.to_vec();
    for change in changes {
        apply(*change, &mut bytes, donor);
        bytes.truncate(most);
    }
    bytes
}

fn apply(change: Change, bytes: &mut Vec<u8>, donor: &[u8]) {
    match change {
        Change::Flip { at, bit } => touch(bytes, at, |byte| byte ^ (1 << (bit % 8))),
        Change::Set { at, byte } => touch(bytes, at, |_| byte),
        Change::Delete { at, length } => {
            let at = place(at, bytes);
            let end = bytes.len().min(at + usize::from(length));
            bytes.drain(at..end);
        }
        Change::Truncate { at } => bytes.truncate(place(at, bytes)),
        Change::Repeat { at, length, times } => {
            let at = place(at, bytes);
            let end = bytes.len().min(at + usize::from(length));
            let piece = bytes[at..end].repeat(usize::from(times % 2048));
            insert(bytes, at, &piece);
        }
        Change::Run { at, byte, length } => {
            insert(bytes, place(at, bytes), &vec![byte; usize::from(length)]);
        }
        Change::Insert { at, piece } => {
            insert(bytes, place(at, bytes), one_of(PIECES, piece));
        }
        Change::Nest { at, opening, times } => {
            let piece = one_of(OPENINGS, opening).repeat(usize::from(times % 8192));
            insert(bytes, place(at, bytes), &piece);
        }
        Change::Number { at, number } => {
            let at = place(at, bytes);
            let is_digit = |byte: &u8| byte.is_ascii_digit();
            let start = at + bytes[at..].iter().position(is_digit).unwrap_or(0);
            let length = bytes[start..]
                .iter()
                .take_while(|byte| is_digit(byte))
                .count();
            bytes.splice(start..start + length, one_of(NUMBERS, number).bytes());
        }
        Change::SpliceElement { at, from, count } => {
            let piece = elements(donor, from, usize::from(count % 32) + 1);
            let at = place(at, bytes);
            let at = at
                + bytes[at..]
                    .iter()
                    .position(|byte| *byte == b'<')
                    .unwrap_or(0);
            insert(bytes, at, piece);
        }
        Change::Encode { encoding } => *bytes = encoded(bytes, encoding),
        Change::LineEnds { ending } => *bytes = with_line_ends(bytes, ending),
        of_lines => change_lines(of_lines, bytes, donor),
    }
}

fn change_lines(change: Change, bytes: &mut Vec<u8>, donor: &[u8]) {
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    if lines.is_empty() {
        return;
    }
    let count = lines.len();
    match change {
        Change::DropLine { line } => drop(lines.remove(usize::from(line) % count)),
        Change::RepeatLine { line, times } => {
            let at = usize::from(line) % count;
            let copies = vec![lines[at].clone(); usize::from(times)];
            lines.splice(at..at, copies);
        }
        Change::SwapLines { one, other } => {
            lines.swap(usize::from(one) % count, usize::from(other) % count);
        }
        Change::SpliceLines {
            at,
            from,
            count: wanted,
        } => {
            let given: Vec<Vec<u8>> = donor
                .split_inclusive(|byte| *byte == b'\n')
                .map(<[u8]>::to_vec)
                .collect();
            let from = usize::from(from) % given.len().max(1);
            let end = given.len().min(from + usize::from(wanted % 64) + 1);
            let at = usize::from(at) % count;
            lines.splice(at..at, given[from.min(end)..end].iter().cloned());
        }
        _ => {}
    }
    *bytes = lines.concat();
}

fn place(at: u32, bytes: &[u8]) -> usize {
    at as usize % (bytes.len() + 1)
}

fn touch(bytes: &mut [u8], at: u32, new: impl Fn(u8) -> u8) {
    if !bytes.is_empty() {
        let at = at as usize % bytes.len();
        bytes[at] = new(bytes[at]);
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}

fn one_of<T: Copy>(list: &[T], at: u8) -> T {
    list[usize::from(at) % list.len()]
}

/// So many `<...` pieces of a file, from a place on.
fn elements(bytes: &[u8], from: u32, count: usize) -> &[u8] {
    let from = place(from, bytes);
    let starts: Vec<usize> = bytes[from..]
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'<')
        .map(|(at, _)| from + at)
        .take(count + 1)
        .collect();
    match (starts.first(), starts.last()) {
        (Some(first), Some(last)) => &bytes[*first..*last],
        _ => &[],
    }
}

fn encoded(bytes: &[u8], encoding: u8) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let wide = |unit: u16, is_little: bool| {
        if is_little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    };
    let narrow = |c: char| u8::try_from(u32::from(c)).unwrap_or(b'?');
    match encoding % 6 {
        0 => [
            b"\xFF\xFE".to_vec(),
            text.encode_utf16()
                .flat_map(|unit| wide(unit, true))
                .collect(),
        ]
        .concat(),
        1 => [
            b"\xFE\xFF".to_vec(),
            text.encode_utf16()
                .flat_map(|unit| wide(unit, false))
                .collect(),
        ]
        .concat(),
        2 => text
            .encode_utf16()
            .flat_map(|unit| wide(unit, true))
            .collect(),
        3 => text.chars().map(narrow).collect(),
        4 => [b"\xEF\xBB\xBF", bytes].concat(),
        _ => text.to_uppercase().into_bytes(),
    }
}

fn with_line_ends(bytes: &[u8], ending: u8) -> Vec<u8> {
    let ending: &[u8] = match ending % 4 {
        0 => b"\r\n",
        1 => b"\r",
        2 => b"\n\r",
        _ => b"",
    };
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    lines.join(ending)
}

//! What reading a camt.053 of 100,000 entries costs, in CPU seconds and memory, from memory and in parts.
//! It must never count the time in which the file is made: `cargo bench -p intake --bench camt_parse`.

use std::fmt::Write as _;
use std::io::{BufReader, Cursor, Read};

use intake::bank::StatementPart;
use intake::camt;

/// The same allocator as the product.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENTRIES: usize = 100_000;
/// A kernel's tick, whatever it counts in.
const TICKS_PER_SECOND: f64 = 100.0;

fn main() {
    let document = document(ENTRIES);
    let before = cpu_seconds();
    let read = camt::read(document.as_bytes());
    let whole = cpu_seconds() - before;
    let entries = read.facts.statements[0].entries.len();
    say("in memory", entries, document.len(), whole);
    drop(read);
    for copies in [1, 10] {
        let before = cpu_seconds();
        let mut entries = 0;
        let input = BufReader::with_capacity(64 << 10, Repeated::new(&document, copies));
        let read = camt::read_from(input, &mut |part| {
            if let StatementPart::Entries(some) = part {
                entries += some.len();
            }
        });
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        let seconds = cpu_seconds() - before;
        say("in parts", entries, document.len() * copies, seconds);
    }
}

fn say(how: &str, entries: usize, bytes: usize, seconds: f64) {
    let megabytes = bytes as f64 / 1e6;
    let peak = status("VmHWM:");
    eprintln!(
        "{how}: {entries} entries, {megabytes:.0} MB, {seconds:.2} s CPU, peak of the process {peak} MB"
    );
}

/// The document with its entries as often as wanted, without holding them.
struct Repeated<'a> {
    parts: Vec<&'a str>,
    within: Cursor<&'a [u8]>,
}

impl<'a> Repeated<'a> {
    fn new(document: &'a str, copies: usize) -> Self {
        let start = document.find("<Ntry>").expect("entries");
        let end = document.rfind("</Stmt>").expect("an end");
        let mut parts = vec![&document[end..]];
        parts.extend(std::iter::repeat_n(&document[start..end], copies));
        let within = Cursor::new(&document.as_bytes()[..start]);
        Repeated { parts, within }
    }
}

impl Read for Repeated<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let count = self.within.read(buffer)?;
            if count > 0 || self.parts.is_empty() {
                return Ok(count);
            }
            let next = self.parts.pop().unwrap_or_default();
            self.within = Cursor::new(next.as_bytes());
        }
    }
}

fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |place: usize| -> f64 { fields[place].parse().unwrap_or(0.0) };
    (ticks(11) + ticks(12)) / TICKS_PER_SECOND
}

fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// A statement as French banks send them: about a kilobyte an entry.
fn document(entries: usize) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>\n",
    );
    for number in 0..entries {
        let cents = number % 90 + 10;
        let day = number % 28 + 1;
        let _ = writeln!(
            xml,
            "<Ntry><NtryRef>{number}</NtryRef><Amt Ccy=\"EUR\">{number}.{cents}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>false</RvslInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-{day:02}</Dt></BookgDt><ValDt><Dt>2026-01-{day:02}</Dt></ValDt><AcctSvcrRef>VIR{number:09}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\n<NtryDtls><TxDtls><Refs><EndToEndId>E2E{number:08}</EndToEndId><TxId>T{number}</TxId></Refs><Amt Ccy=\"EUR\">{number}.{cents}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Client n° {number} &amp; Fils</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></DbtrAcct></RltdPties><RltdAgts><DbtrAgt><FinInstnId><BICFI>AGRIFRPP</BICFI></FinInstnId></DbtrAgt></RltdAgts><RmtInf><Ustrd>REGLEMENT FACTURE FA-{number:06}</Ustrd></RmtInf></TxDtls></NtryDtls><AddtlNtryInf>VIREMENT SEPA RECU</AddtlNtryInf></Ntry>"
        );
    }
    xml.push_str("</Stmt></BkToCstmrStmt></Document>\n");
    xml
}

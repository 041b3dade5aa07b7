//! What reading a camt.053 of 100,000 entries costs, in CPU seconds and memory, from memory and in parts.
//! It must never count the time in which the file is made: `cargo bench -p intake --bench camt_parse`.

use std::io::{BufReader, Read};

use intake::bank::StatementPart;
use intake::camt;

/// The same allocator as the product.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENTRIES: usize = 100_000;
/// More than a gigabyte.
const HUGE: usize = 1_250_000;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>\n";
/// A kernel's tick, whatever it counts in.
const TICKS_PER_SECOND: f64 = 100.0;

fn main() {
    let made = Made::new(HUGE);
    let mut entries = 0;
    let read = camt::read_from(BufReader::new(made), &mut count(&mut entries));
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    eprintln!(
        "in parts, made on the way: {entries} entries, peak of the process {} MB",
        peak_megabytes()
    );
    let mut document = Vec::new();
    Made::new(ENTRIES)
        .read_to_end(&mut document)
        .expect("in memory");
    let before = cpu_seconds();
    let mut entries = 0;
    camt::read_from(document.as_slice(), &mut count(&mut entries));
    say("in parts", entries, document.len(), before);
    let before = cpu_seconds();
    let read = camt::read(&document);
    let entries = read.facts.statements[0].entries.len();
    say("in memory", entries, document.len(), before);
}

fn count(entries: &mut usize) -> impl FnMut(StatementPart) {
    |part| {
        if let StatementPart::Entries(some) = part {
            *entries += some.len();
        }
    }
}

fn say(how: &str, entries: usize, bytes: usize, before: f64) {
    let seconds = cpu_seconds() - before;
    let megabytes = bytes as f64 / 1e6;
    eprintln!("{how}: {entries} entries, {megabytes:.0} MB, {seconds:.2} s CPU");
}

/// A statement of so many entries, made while it is read.
struct Made {
    next: usize,
    entries: usize,
    waiting: Vec<u8>,
    at: usize,
}

impl Made {
    fn new(entries: usize) -> Self {
        Made {
            next: 0,
            entries,
            waiting: HEAD.as_bytes().to_vec(),
            at: 0,
        }
    }
}

impl Read for Made {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.waiting.len() && self.next <= self.entries {
            let more = if self.next == self.entries {
                "</Stmt></BkToCstmrStmt></Document>\n".to_string()
            } else {
                entry(self.next)
            };
            self.next += 1;
            self.waiting = more.into_bytes();
            self.at = 0;
        }
        let taken = buffer.len().min(self.waiting.len() - self.at);
        buffer[..taken].copy_from_slice(&self.waiting[self.at..self.at + taken]);
        self.at += taken;
        Ok(taken)
    }
}

fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |place: usize| -> f64 { fields[place].parse().unwrap_or(0.0) };
    (ticks(11) + ticks(12)) / TICKS_PER_SECOND
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// An entry as French banks send them: nearly a kilobyte.
fn entry(number: usize) -> String {
    let cents = number % 90 + 10;
    let day = number % 28 + 1;
    format!(
        "<Ntry><NtryRef>{number}</NtryRef><Amt Ccy=\"EUR\">{number}.{cents}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>false</RvslInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-{day:02}</Dt></BookgDt><ValDt><Dt>2026-01-{day:02}</Dt></ValDt><AcctSvcrRef>VIR{number:09}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\n<NtryDtls><TxDtls><Refs><EndToEndId>E2E{number:08}</EndToEndId><TxId>T{number}</TxId></Refs><Amt Ccy=\"EUR\">{number}.{cents}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Client n° {number} &amp; Fils</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></DbtrAcct></RltdPties><RltdAgts><DbtrAgt><FinInstnId><BICFI>AGRIFRPP</BICFI></FinInstnId></DbtrAgt></RltdAgts><RmtInf><Ustrd>REGLEMENT FACTURE FA-{number:06}</Ustrd></RmtInf></TxDtls></NtryDtls><AddtlNtryInf>VIREMENT SEPA RECU</AddtlNtryInf></Ntry>\n"
    )
}

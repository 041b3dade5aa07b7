//! Every way a format is read, told as one. It must never leave a public reader of the room out.

use std::io::{self, BufReader, Read};

use intake::bank::{BankFile, StatementPart, chain};
use intake::fec::Fec;
use intake::list::ListKind;
use intake::overview::Overview;
use intake::reading::Reading;
use intake::{
    announcement, archive, bank, bank_table, camt, cfonb, encoding, fec, format, hybrid, invoice,
    life_cycle, list, mail,
};
use intake::{mt940, ofx, payment_order, payment_status, qif};

use crate::told::Told;

/// Gives a few bytes at a time, and counts how often it is asked.
struct Trickle<'a> {
    rest: &'a [u8],
    asked: usize,
    most: usize,
}

impl<'a> Trickle<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Trickle {
            rest: bytes,
            asked: 0,
            most: bytes.len() + 16,
        }
    }
}

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.asked += 1;
        assert!(
            self.asked <= self.most,
            "the reader keeps asking past the end"
        );
        let length = (self.asked % 7 + 1).min(buffer.len()).min(self.rest.len());
        buffer[..length].copy_from_slice(&self.rest[..length]);
        self.rest = &self.rest[length..];
        Ok(length)
    }
}

pub fn ledger(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let has_lines = |read: &Reading<Fec>| read.facts.summary.lines > 0;
    let read = fec::read(bytes, |_| {});
    told.take("fec", &read, has_lines(&read));
    let checked = fec::check(bytes, |_| {});
    told.take("fec, checked", &checked, checked.facts.lines > 0);
    told.add(&Overview::of_fec(&read.facts));
    told.take("chain", &fec::chain(&[&read.facts, &read.facts]), true);
    let slowly = fec::read(Trickle::new(bytes), |_| {});
    assert_eq!(
        slowly.problems, read.problems,
        "the size of the pieces changes what is told"
    );
    let count = |fec: &Fec| (fec.receivables.items.len(), fec.receivables.debtors.len());
    assert_eq!(
        count(&slowly.facts),
        count(&read.facts),
        "the size of the pieces changes what is read"
    );
    told
}

fn take_bank(told: &mut Told, name: &'static str, read: &Reading<BankFile>) {
    told.take(name, read, !read.facts.statements.is_empty());
    told.add(&Overview::of_bank(name, &read.facts));
    for entry in read.facts.statements.iter().flat_map(|one| &one.entries) {
        told.name_line(entry.line);
    }
    let statements: Vec<&bank::BankStatement> = read.facts.statements.iter().collect();
    told.add(&chain::chain(None, &statements));
}

fn bank_file(bytes: &[u8], name: &'static str, read: fn(&[u8]) -> Reading<BankFile>) -> Told {
    let mut told = Told::default();
    take_bank(&mut told, name, &read(bytes));
    take_bank(&mut told, "bank", &bank::read(bytes));
    told.add(&bank::is_bank_file(bytes));
    told
}

pub fn camt_file(bytes: &[u8]) -> Told {
    let mut told = bank_file(bytes, "camt", camt::read);
    let mut parts = Vec::new();
    let whole = camt::read_from(bytes, &mut |part| parts.push(part));
    let mut slow_parts = Vec::new();
    let slowly = BufReader::with_capacity(5, Trickle::new(bytes));
    let slow = camt::read_from(slowly, &mut |part| slow_parts.push(part));
    assert_eq!(slow, whole, "the size of the pieces changes what is told");
    assert_eq!(
        format!("{slow_parts:?}"),
        format!("{parts:?}"),
        "the size of the pieces changes what is read"
    );
    let closed = parts
        .iter()
        .any(|part| matches!(part, StatementPart::Closed(_)));
    told.take("camt in parts", &whole, closed);
    told
}

pub fn cfonb_file(bytes: &[u8]) -> Told {
    bank_file(bytes, "cfonb", cfonb::read)
}

pub fn mt940_file(bytes: &[u8]) -> Told {
    bank_file(bytes, "mt940", mt940::read)
}

pub fn ofx_file(bytes: &[u8]) -> Told {
    bank_file(bytes, "ofx", ofx::read)
}

pub fn qif_file(bytes: &[u8]) -> Told {
    bank_file(bytes, "qif", qif::read)
}

pub fn table_file(bytes: &[u8]) -> Told {
    let mut told = bank_file(bytes, "table", |bytes| {
        let read = bank_table::read(bytes, None);
        Reading {
            facts: read.facts.file,
            problems: read.problems,
        }
    });
    let first = bank_table::read(bytes, None);
    let again = bank_table::read(bytes, Some(&first.facts.mapping));
    told.take(
        "table, remembered",
        &again,
        !again.facts.file.statements.is_empty(),
    );
    told.add(&bank_table::looks_like(bytes));
    told
}

pub fn order(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let read = payment_order::read(bytes);
    told.take("order", &read, !read.facts.blocks.is_empty());
    told.add(&read.facts.control_sum());
    read.facts
        .transactions()
        .for_each(|one| told.name_line(one.line));
    told.add(&Overview::of_orders("pain", &read.facts));
    told
}

pub fn status(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let read = payment_status::read(bytes);
    told.take("status", &read, true);
    // The block of each is told with the facts already: once more for each payment would be their square.
    for failed in read.facts.failed() {
        let block = failed.block.payment_information_id.len();
        told.add(&(block, failed.payment.line, failed.reasons));
    }
    told.add(&Overview::of_statuses("pain.002", &read.facts));
    told
}

pub fn e_invoice(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let read = invoice::read(bytes);
    told.take("invoice", &read, !read.facts.invoices.is_empty());
    for one in &read.facts.invoices {
        told.add(&(
            one.claim(),
            one.whole(),
            one.correction(),
            one.buyer_siren(),
            one.kind(),
        ));
    }
    told.add(&Overview::of_invoices("e-invoice", &read.facts));
    told
}

pub fn hybrid_file(bytes: &[u8]) -> Told {
    let mut told = e_invoice(bytes);
    let read = hybrid::extract(bytes);
    told.take("hybrid", &read, read.facts.invoice.is_some());
    told
}

pub fn life_cycle_message(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let read = life_cycle::read(bytes);
    told.take("life cycle", &read, !read.facts.messages.is_empty());
    for status in read.facts.messages.iter().flat_map(|one| &one.statuses) {
        told.add(&status.meaning());
    }
    told.add(&Overview::of_life_cycle(&read.facts));
    told
}

pub fn message(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let read = mail::read(bytes);
    told.take("mail", &read, read.facts != mail::MailMessage::default());
    told.add(&(
        mail::nature(&read.facts),
        mail::bounce(&read.facts),
        mail::absence(&read.facts),
    ));
    let parts = mail::reply_text(&read.facts);
    told.add(&parts);
    let count = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    let kept = count(&parts.reply) + count(&parts.quoted) + count(&parts.signature);
    assert_eq!(
        kept,
        count(&read.facts.text),
        "a line of the text is in no part of it"
    );
    let box_ = mail::messages(bytes);
    told.take("mailbox", &box_, !box_.facts.is_empty());
    told.add(&Overview::of_messages(&box_.facts));
    told
}

pub fn announcements(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let read = announcement::read(bytes);
    told.take("announcements", &read, !read.facts.announcements.is_empty());
    told.add(&Overview::of_announcements(&read.facts));
    told
}

pub fn lists(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    told.add(&list::guess_table(bytes));
    for kind in [
        ListKind::Debtors,
        ListKind::Contacts,
        ListKind::Invoices,
        ListKind::Payments,
    ] {
        let read = list::read(kind, bytes, None);
        told.take("list", &read, !read.facts.rows.is_empty());
        told.add(&Overview::of_list("list", &read.facts.rows));
        let again = list::read(kind, bytes, Some(&read.facts.mapping));
        told.take("list, remembered", &again, !again.facts.rows.is_empty());
    }
    told
}

pub fn cash_lists(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let items = list::read_open_items(bytes);
    told.take("open items", &items, true);
    items.facts.iter().for_each(|one| told.name_line(one.line));
    let credits = list::read_credits(bytes);
    told.take("credits", &credits, true);
    told
}

pub fn archive_file(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let read = archive::members(bytes);
    let names: Vec<&str> = read.facts.iter().map(|one| one.name.as_str()).collect();
    let size: usize = read.facts.iter().map(|one| one.bytes.len()).sum();
    assert!(names.len() <= archive::MOST_MEMBERS && size <= archive::MOST_BYTES);
    assert!(names.iter().all(|name| !name.starts_with('/') && !name.split(['/', '\\']).any(|part| part == "..")));
    let facts = (names, size);
    told.take(
        "archive",
        &Reading {
            facts: &facts,
            problems: read.problems.clone(),
        },
        !read.facts.is_empty(),
    );
    for member in &read.facts {
        told.add(&format::sniff(&member.bytes));
    }
    told
}

pub fn any_format(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    told.add(&(
        format::sniff(bytes),
        format::dialect(bytes),
        encoding::text_of(bytes).1,
    ));
    let by_its_start = format::sniff(&bytes[..bytes.len().min(format::SAMPLE)]);
    let is_container = bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF");
    assert!(
        is_container || by_its_start == format::sniff(bytes),
        "the sample does not suffice"
    );
    take_bank(&mut told, "bank", &bank::read(bytes));
    told
}

use jiff::civil::{Date, date};
use receivables::currency::Currency;

use super::*;

const TODAY: Date = date(2026, 6, 15);

fn world() -> World {
    World::of(42, 60, TODAY)
}

#[test]
fn the_same_seed_makes_the_same_bytes_and_another_seed_does_not() {
    let (first, again, other) = (world(), world(), World::of(43, 60, TODAY));
    assert_eq!(first.fec(TODAY), again.fec(TODAY));
    assert_eq!(
        first.statement(first.from, TODAY),
        again.statement(first.from, TODAY)
    );
    assert_eq!(first.contacts_csv(), again.contacts_csv());
    assert_eq!(first.happenings, again.happenings);
    assert_ne!(first.fec(TODAY), other.fec(TODAY));
}

#[test]
fn a_later_export_begins_with_the_entries_of_an_earlier_one() {
    let world = world();
    let key = |bytes: Vec<u8>| -> Vec<String> {
        let text = String::from_utf8(bytes).unwrap();
        text.lines()
            .map(|line| line.split('\t').take(13).collect::<Vec<_>>().join("|"))
            .collect()
    };
    let (earlier, later) = (key(world.fec(date(2026, 3, 31))), key(world.fec(TODAY)));
    assert!(earlier.len() > 500);
    assert_eq!(earlier[..], later[..earlier.len()]);
}

#[test]
fn the_ledger_reads_back_balanced_with_links_for_most_payments() {
    // Large enough for customers abroad, whose amounts are rounded into euros.
    let world = World::of(42, 120, TODAY);
    let bytes = world.fec(TODAY);
    let reading = intake::fec::read(&bytes[..], |_| ());
    assert!(
        reading.problems.is_empty(),
        "{:?}",
        reading.problems.iter().take(3).collect::<Vec<_>>()
    );
    let summary = &reading.facts.summary;
    assert_eq!(summary.totals.debit_minor, summary.totals.credit_minor);
    let rebuilt = &reading.facts.receivables;
    assert_eq!(rebuilt.debtors.len(), 120);
    let receipts = world.trade.receipts.len();
    assert!(
        rebuilt.links.len() * 10 > receipts * 8,
        "{} links of {receipts} receipts",
        rebuilt.links.len()
    );
}

#[test]
fn a_world_has_every_sort_of_trouble() {
    let world = World::of(1, 400, TODAY);
    let has = |wanted: fn(&Event) -> bool| {
        world
            .happenings
            .iter()
            .any(|happening| wanted(&happening.event))
    };
    assert!(has(|event| matches!(event, Event::Promise { .. })));
    assert!(has(|event| matches!(event, Event::Dispute { .. })));
    assert!(has(|event| matches!(event, Event::CloseDispute { .. })));
    assert!(has(|event| matches!(event, Event::Hold { .. })));
    assert!(has(|event| matches!(event, Event::Reply { .. })));
    assert!(has(|event| matches!(event, Event::Insolvency)));
    let documents = &world.trade.documents;
    assert!(
        documents
            .iter()
            .any(|document| document.kind == DocumentKind::Opening)
    );
    assert!(
        documents
            .iter()
            .any(|document| document.kind == DocumentKind::CreditNote)
    );
    assert!(
        documents
            .iter()
            .any(|document| document.amount.currency == Currency::GBP)
    );
    assert!(
        documents
            .iter()
            .any(|document| document.amount.currency == Currency::USD)
    );
    let receipts = &world.trade.receipts;
    assert!(receipts.iter().any(|receipt| receipt.returned_on.is_some()));
    assert!(receipts.iter().any(|receipt| receipt.documents.len() > 2));
    assert!(
        receipts
            .iter()
            .any(|receipt| !receipt.balances && receipt.returned_on.is_none())
    );
    assert!(
        (5_000..14_000).contains(&documents.len()),
        "{}",
        documents.len()
    );
}

#[test]
fn the_bank_statement_adds_up() {
    let world = world();
    let xml = String::from_utf8(world.statement(date(2026, 6, 1), TODAY)).unwrap();
    let entries = xml.matches("<Ntry>").count();
    assert!(entries > 10, "{entries} entries");
    let amounts = |code: &str| -> Vec<i64> {
        xml.split(code)
            .skip(1)
            .map(|rest| {
                let start = rest.find("EUR\">").unwrap() + 5;
                let end = rest[start..].find('<').unwrap() + start;
                rest[start..end].replace('.', "").parse().unwrap()
            })
            .collect()
    };
    let (opening, closing) = (amounts("OPBD"), amounts("CLBD"));
    assert_eq!(
        opening[1..],
        closing[..closing.len() - 1],
        "a statement begins where the one before ended"
    );
}

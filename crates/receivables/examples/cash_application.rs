//! Measures cash application on a generated folder: precision, recall, seconds. For development, on lists of the
//! benchmark; it must never become a second command line.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program for development"
)]

use std::collections::{BTreeMap, BTreeSet};

use receivables::cash_application::*;
use receivables::identity::{BankEntryId, DebtorId, ItemId};
use receivables::item::ItemKind;
use receivables::money::Money;

#[expect(clippy::disallowed_methods, reason = "a measurement")]
fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let show: usize = std::env::args()
        .nth(2)
        .map_or(0, |text| text.parse().unwrap());
    let start = std::time::Instant::now();
    let mut names: BTreeMap<String, (i64, String)> = BTreeMap::new();
    let mut items = Vec::new();
    let mut numbers = Vec::new();
    for record in csv::Reader::from_path(format!("{folder}/match_invoices.csv"))
        .unwrap()
        .records()
    {
        let record = record.unwrap();
        let next = names.len() as i64;
        let debtor = names
            .entry(record[1].to_string())
            .or_insert((next, record[2].to_string()))
            .0;
        items.push(OpenItem {
            item: ItemId(items.len() as i64),
            debtor: DebtorId(debtor),
            kind: ItemKind::Invoice,
            reference: record[0].to_string(),
            due_on: record[4].parse().unwrap(),
            open: Money::eur(record[5].parse().unwrap()),
        });
        numbers.push(record[0].to_string());
    }
    let mut credits = Vec::new();
    let mut ids = Vec::new();
    for record in csv::Reader::from_path(format!("{folder}/match_payments.csv"))
        .unwrap()
        .records()
    {
        let record = record.unwrap();
        credits.push(IncomingCredit {
            entry: BankEntryId(credits.len() as i64),
            booked_on: record[1].parse().unwrap(),
            amount: Money::eur(record[2].parse().unwrap()),
            structured_reference: String::new(),
            text: record[3].to_string(),
            end_to_end: String::new(),
            remitter_iban: None,
            remitter_name: None,
        });
        ids.push(record[0].to_string());
    }
    let mut truth: BTreeMap<String, (BTreeSet<String>, String)> = BTreeMap::new();
    for record in csv::Reader::from_path(format!("{folder}/match_truth.csv"))
        .unwrap()
        .records()
    {
        let record = record.unwrap();
        let entry = truth.entry(record[0].to_string()).or_default();
        entry.1 = record[2].to_string();
        if !record[1].is_empty() {
            entry.0.insert(record[1].to_string());
        }
    }
    let read = start.elapsed();
    let debtors = names.into_values().map(|(debtor, name)| KnownDebtor {
        debtor: DebtorId(debtor),
        names: vec![name],
        parent: None,
        tags: BTreeSet::new(),
    });
    let index = OpenItemsIndex::of(Book {
        items,
        debtors: debtors.collect(),
        ..Book::default()
    });
    let indexed = start.elapsed();
    let proposals = propose(&credits, &index);
    let done = start.elapsed();
    println!(
        "read {read:?} index {:?} match {:?}",
        indexed - read,
        done - indexed
    );
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut shown: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let set = |allocations: &[ProposedAllocation]| -> BTreeSet<String> {
        allocations
            .iter()
            .map(|one| numbers[one.claim.0 as usize].clone())
            .collect()
    };
    let (mut applied, mut right, mut owed, mut first, mut among) = (0, 0, 0, 0, 0);
    for proposal in &proposals {
        let at = proposal.entry.0 as usize;
        let (expected, kind) = &truth[&ids[at]];
        let is_applied = proposal.is_certain() && !proposal.allocations.is_empty();
        let is_right = is_applied && set(&proposal.allocations) == *expected;
        let rank = proposal
            .alternatives
            .iter()
            .position(|one| set(&one.allocations) == *expected);
        owed += usize::from(!expected.is_empty());
        applied += usize::from(is_applied);
        right += usize::from(is_right);
        first += usize::from(is_right || rank == Some(0));
        among += usize::from(is_right || rank.is_some());
        let outcome = match (is_applied, is_right, rank) {
            (true, true, _) => "applied",
            (true, false, _) => "WRONG",
            (_, _, Some(0)) => "first",
            (_, _, Some(_)) => "among",
            _ if proposal.alternatives.is_empty() => "none",
            _ => "other",
        };
        *counts.entry((kind.clone(), outcome)).or_default() += 1;
        let seen = shown.entry((kind.clone(), outcome)).or_default();
        if *seen < show && outcome != "applied" {
            *seen += 1;
            let credit = &credits[at];
            println!(
                "{kind} {outcome}: {} {} [{}] expected {expected:?}",
                credit.amount, credit.text, proposal.confidence
            );
            println!(
                "    {:?} {:?}",
                set(&proposal.allocations),
                proposal.reasons
            );
            for one in &proposal.alternatives {
                println!(
                    "    {} {:?} {:?}",
                    one.confidence,
                    set(&one.allocations),
                    one.reasons
                );
            }
        }
    }
    for ((kind, outcome), count) in counts {
        println!("{kind:8} {outcome:8} {count}");
    }
    let near: Vec<(u16, bool)> = proposals
        .iter()
        .filter_map(|proposal| {
            let expected = &truth[&ids[proposal.entry.0 as usize]].0;
            let best = proposal.alternatives.first()?;
            Some((best.confidence, set(&best.allocations) == *expected))
        })
        .collect();
    for from in (800..900).step_by(10) {
        let within = near
            .iter()
            .filter(|(confidence, _)| (from..from + 10).contains(confidence));
        let right = within.clone().filter(|(_, right)| *right).count();
        println!(
            "first at {from}: {right} right, {} wrong",
            within.count() - right
        );
    }
    println!(
        "precision {:.5} ({} wrong) recall {:.4} first {:.4} among {:.4}",
        right as f64 / applied as f64,
        applied - right,
        right as f64 / owed as f64,
        first as f64 / owed as f64,
        among as f64 / owed as f64
    );
}

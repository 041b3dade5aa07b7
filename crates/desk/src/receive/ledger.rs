//! A FEC into the store: its debtors, its items and the links its lettering, references or amounts give.

use intake::fec::{
    Basis as ReadBasis, Fec, FecSummary, ItemKind as ReadKind, RebuiltItem, RebuiltLink,
    Receivables,
};
use intake::overview::Overview;
use intake::reading::Kept;
use jiff::civil::Date;
use receivables::identity::{CreditorId, DebtorId, ItemId};
use receivables::item::ItemKind;
use receivables::money::Money;
use store::Transaction;
use store::allocation::Basis;
use store::creditor::Creditor;
use store::debtor::{DebtorDefaults, ListedDebtor, Source};
use store::ledger::{ListedItem, ListedLink, Recorded};
use store::stamp::Stamp;

use super::content::Content;
use super::{Arrival, ImportReport, aside};
use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;

use super::carried::{self, CarriedItems, Closing, Found};
use super::twins::{self, TwinLink, Twins};

impl Desk {
    pub(super) async fn receive_ledger(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        content: Content,
    ) -> Result<ImportReport> {
        let creditor = store::creditor::find(transaction, arrival.seat.creditor).await?;
        let profile = Profile::of(&creditor)?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let input = content.into_reader()?;
        let mut reading = aside(|| intake::fec::read(input, |_| {}))?;
        let stamp = self.stamp(&arrival.seat.actor);
        let source = Source {
            creditor: arrival.seat.creditor,
            name: "fec",
            import: Some(arrival.import),
        };
        let debtors_source = Source {
            name: super::lists::DEBTORS,
            ..source
        };
        let mut report = report_of(&reading.facts, today);
        let defaults = defaults_of(&creditor);
        let named = debtors(&reading.facts.receivables);
        let of = (debtors_source, &defaults);
        let ids = written(transaction, &stamp, of, (named, &mut report)).await?;

        let keys = natural_keys(&reading.facts.receivables);
        let mut twins = Twins::of(transaction, source.creditor).await?;
        let known =
            CarriedItems::of(transaction, source.creditor, &reading.facts, (&ids, &keys)).await?;
        // What the ledger's lines become takes their place in memory; the report has its letterings.
        reading.facts.receivables.letterings = Vec::new();
        let lines = std::mem::take(&mut reading.facts.receivables.items);
        let line_links = std::mem::take(&mut reading.facts.receivables.links);
        let rebuilt = &reading.facts.receivables;
        let (items, places) = items(
            (rebuilt, &lines),
            (&ids, &keys),
            &profile,
            (&mut twins, &known),
        );
        let closings = closings(&lines, &places);
        let (links, twin_links) = split(links((&lines, &line_links), &places));
        drop((lines, line_links, places));
        let recorded =
            store::ledger::record_bare(transaction, &stamp, source, &items, &links).await?;
        report.items.add_all(&recorded.items);
        // Building indexes is where a load needs its memory.
        drop(items);
        drop((links, keys, known, ids));
        reading.facts.receivables = Receivables::default();
        transaction.put_indexes_back().await?;
        let elsewhere = Elsewhere {
            links: twin_links,
            closings,
        };
        let settled = elsewhere.settle(transaction, (&stamp, source.creditor), &recorded);
        report.allocations = recorded.allocations as u64 + settled.await?;
        twins
            .differing()
            .into_iter()
            .for_each(|problem| report.tell(problem));
        report.note(reading.problems);
        doubt_freshness(&mut report, &reading.facts.summary);
        Ok(report)
    }
}

/// The accounts of debtors, in their order. The list goes once it is written: a large ledger needs its room.
async fn written(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (source, defaults): (Source<'_>, &DebtorDefaults),
    (named, report): (Vec<ListedDebtor>, &mut ImportReport),
) -> Result<Vec<DebtorId>> {
    let upserted = store::debtor::upsert_many(transaction, stamp, source, defaults, &named).await?;
    report.debtors.add_all(&upserted);
    Ok(upserted.iter().map(|answer| answer.id).collect())
}

/// What this ledger settles of items that other files brought.
struct Elsewhere {
    links: Vec<(Place, Place, ListedLink)>,
    closings: Vec<Closing>,
}

impl Elsewhere {
    /// How many allocations that made.
    async fn settle(
        self,
        transaction: &mut Transaction,
        (stamp, creditor): (&Stamp<'_>, CreditorId),
        recorded: &Recorded,
    ) -> Result<u64> {
        let id_of = |place: Place| match place {
            Place::Listed(at) => recorded.items[at].id,
            Place::Twin(id) | Place::Carried(id) => id,
        };
        let (mut links, mut of_carried) = (Vec::new(), Vec::new());
        for (claim, source, link) in self.links {
            let twin = TwinLink {
                claim: id_of(claim),
                source: id_of(source),
                link,
            };
            links.push(twin);
            if matches!(claim, Place::Carried(_)) {
                of_carried.push(twin);
            }
        }
        let mut made = twins::apply(transaction, stamp, creditor, &links).await?;
        let spent = carried::spent(transaction, creditor, &of_carried).await?;
        for closings in [self.closings, spent] {
            made += carried::close(transaction, stamp, creditor, &closings).await?;
        }
        Ok(made)
    }
}

/// What a ledger says before anything of it is written.
fn report_of(ledger: &Fec, today: Date) -> ImportReport {
    ImportReport {
        as_of: last_day(ledger, today),
        overview: Overview::of_fec(ledger),
        ..ImportReport::default()
    }
}

/// What a new debtor is taken for: a compatriot of the creditor.
fn defaults_of(creditor: &Creditor) -> DebtorDefaults {
    DebtorDefaults {
        country: creditor.policy.country.clone(),
        language: creditor.policy.language,
        time_zone: creditor.policy.time_zone.clone(),
    }
}

/// A ledger that was cut off or does not balance proves no day: something of it is missing.
fn doubt_freshness(report: &mut ImportReport, summary: &FecSummary) {
    if summary.is_cut {
        report.is_no_fresher(Kept::WhatCameBefore);
    } else if summary.totals.balance_minor() != 0 {
        report.is_no_fresher(Kept::All);
    }
}

/// The last day of the ledger; of a ledger with entries after today, the last day a debtor's account moved.
fn last_day(ledger: &Fec, today: Date) -> Option<Date> {
    let items = &ledger.receivables.items;
    let moved = items.iter().map(|item| item.posted_on);
    let last_on = ledger.summary.last_on;
    last_on
        .filter(|day| *day <= today)
        .or_else(|| moved.filter(|day| *day <= today).max())
}

/// Where a line of the ledger went.
#[derive(Clone, Copy)]
enum Place {
    /// Into the list of this file.
    Listed(usize),
    /// It is an item that another file brought.
    Twin(ItemId),
    /// It carries forward an item that an older ledger brought.
    Carried(ItemId),
}

impl Place {
    fn listed(self) -> Option<usize> {
        match self {
            Place::Listed(at) => Some(at),
            Place::Twin(_) | Place::Carried(_) => None,
        }
    }
}

fn debtors(rebuilt: &Receivables) -> Vec<ListedDebtor> {
    let listed = rebuilt.debtors.iter().map(|debtor| {
        let key = rebuilt.text(debtor.key);
        let name = rebuilt.text(debtor.name);
        ListedDebtor {
            traits: receivables::debtor::Traits::default(),
            tags: Vec::new(),
            natural_key: key.to_string(),
            name: if name.is_empty() { key } else { name }.to_string(),
            siren: None,
            vat_number: None,
            kind: None,
            country: None,
            address: None,
        }
    });
    listed.collect()
}

/// The natural key of each line.
fn natural_keys(rebuilt: &Receivables) -> Vec<String> {
    let items = rebuilt.items.iter();
    items.map(|item| rebuilt.natural_key(item)).collect()
}

/// The items worth a row, and the place each line of the ledger got among them.
fn items<'a>(
    (rebuilt, lines): (&'a Receivables, &[RebuiltItem]),
    (debtors, keys): (&[DebtorId], &'a [String]),
    profile: &Profile,
    (twins, carried): (&mut Twins, &'a CarriedItems),
) -> (Vec<ListedItem<'a>>, Vec<Option<Place>>) {
    let mut listed = Vec::with_capacity(lines.len());
    let mut places = Vec::with_capacity(lines.len());
    for (place, (item, key)) in lines.iter().zip(keys).enumerate() {
        let Some(debtor) = debtors
            .get(item.debtor as usize)
            .filter(|_| item.amount_minor != 0)
        else {
            places.push(None);
            continue;
        };
        let natural_key = match carried.at(place) {
            Some(Found::Older(id)) => {
                places.push(Some(Place::Carried(*id)));
                continue;
            }
            Some(Found::Later(key)) => key,
            None => key,
        };
        if let Some(twin) = twins.take(rebuilt, item, *debtor) {
            places.push(Some(Place::Twin(twin)));
            continue;
        }
        places.push(Some(Place::Listed(listed.len())));
        listed.push(ListedItem {
            debtor: *debtor,
            kind: kind_of(item),
            reference: reference_of(rebuilt, item),
            instalment: 0,
            issued_on: item.issued_on,
            delivered_on: None,
            due_on: match item.kind {
                ReadKind::Invoice => profile.terms.due_on(item.issued_on),
                _ => item.issued_on,
            },
            amount: Money::eur(item.amount_minor),
            unconfirmed: None,
            origin: None,
            label: Some(rebuilt.text(item.label)).filter(|label| !label.is_empty()),
            natural_key,
        });
    }
    (listed, places)
}

/// The side decides: what is below zero is a credit, whatever the journal calls it.
fn kind_of(item: &RebuiltItem) -> ItemKind {
    match (item.amount_minor > 0, item.kind) {
        (true, _) => ItemKind::Invoice,
        (false, ReadKind::CreditNote | ReadKind::Invoice) => ItemKind::CreditNote,
        (false, _) => ItemKind::PaymentOnAccount,
    }
}

fn reference_of<'a>(rebuilt: &'a Receivables, item: &RebuiltItem) -> &'a str {
    let reference = rebuilt.text(item.reference);
    if reference.is_empty() {
        rebuilt.text(item.entry_number)
    } else {
        reference
    }
}

/// A link of the ledger with the places of its ends.
type Linked = (Option<Place>, Option<Place>, ListedLink);

fn links(
    (lines, line_links): (&[RebuiltItem], &[RebuiltLink]),
    places: &[Option<Place>],
) -> Vec<Linked> {
    let mut links = Vec::with_capacity(line_links.len());
    for link in line_links {
        let (Some(claim), Some(source)) = (places[link.to as usize], places[link.from as usize])
        else {
            continue;
        };
        let listed = ListedLink {
            claim: claim.listed(),
            source: source.listed(),
            amount_minor: link.amount_minor,
            effective_on: link.on,
            basis: match link.basis {
                ReadBasis::Lettering => Basis::Lettering,
                ReadBasis::Reference => Basis::Reference,
                ReadBasis::AmountAndAge | ReadBasis::Age => Basis::AmountAndAge,
            },
        };
        links.push((Some(claim), Some(source), listed));
    }
    for (item, place) in lines.iter().zip(places) {
        let (Some(settled), Some(place @ Place::Listed(at))) = (item.settled_elsewhere, place)
        else {
            continue;
        };
        let is_claim = item.amount_minor > 0;
        let listed = ListedLink {
            claim: is_claim.then_some(*at),
            source: (!is_claim).then_some(*at),
            amount_minor: item.amount_minor.abs(),
            effective_on: settled.closed_on,
            basis: Basis::Lettering,
        };
        let ends = if is_claim {
            (Some(*place), None)
        } else {
            (None, Some(*place))
        };
        links.push((ends.0, ends.1, listed));
    }
    links
}

/// Carried items that this ledger letters with nothing in it: settled in an exercise still to come.
fn closings(lines: &[RebuiltItem], places: &[Option<Place>]) -> Vec<Closing> {
    let closing = |(item, place): (&RebuiltItem, &Option<Place>)| {
        let (Some(settled), Some(Place::Carried(id))) = (item.settled_elsewhere, place) else {
            return None;
        };
        Some(Closing {
            item: *id,
            amount_minor: item.amount_minor.abs(),
            effective_on: settled.closed_on,
        })
    };
    lines.iter().zip(places).filter_map(closing).collect()
}

/// Links between lines of this file, and those with an end that another file brought.
fn split(links: Vec<Linked>) -> (Vec<ListedLink>, Vec<(Place, Place, ListedLink)>) {
    let mut of_file = Vec::with_capacity(links.len());
    let mut of_twins = Vec::new();
    for (claim, source, link) in links {
        let has_twin = [claim, source]
            .iter()
            .flatten()
            .any(|place| matches!(place, Place::Twin(_) | Place::Carried(_)));
        match (claim, source) {
            (Some(claim), Some(source)) if has_twin => of_twins.push((claim, source, link)),
            _ => of_file.push(link),
        }
    }
    (of_file, of_twins)
}

//! A FEC into the store: its debtors, its items and the links its lettering, references or amounts give.

use intake::fec::{Basis as ReadBasis, ItemKind as ReadKind, RebuiltItem, Receivables};
use receivables::identity::DebtorId;
use receivables::item::ItemKind;
use receivables::money::Money;
use store::Transaction;
use store::allocation::Basis;
use store::debtor::{DebtorDefaults, ListedDebtor, Source};
use store::ledger::{ListedItem, ListedLink};

use super::{Arrival, ImportReport, read_aside};
use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;

impl Desk {
    pub(super) async fn receive_ledger(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        bytes: Vec<u8>,
    ) -> Result<ImportReport> {
        let creditor = store::creditor::find(transaction, arrival.seat.creditor).await?;
        let profile = Profile::of(&creditor)?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let reading = read_aside(bytes, |input| intake::fec::read(input, |_| {})).await?;
        let rebuilt = &reading.facts.receivables;
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
        let defaults = DebtorDefaults {
            country: creditor.policy.country.clone(),
            language: creditor.policy.language,
            time_zone: creditor.policy.time_zone.clone(),
        };
        let mut report = ImportReport {
            as_of: reading.facts.summary.last_on.map(|day| day.min(today)),
            ..ImportReport::default()
        };
        let listed = debtors(rebuilt);
        let upserted =
            store::debtor::upsert_many(transaction, &stamp, debtors_source, &defaults, &listed)
                .await?;
        upserted
            .iter()
            .for_each(|answer| report.debtors.add(answer.outcome));
        let ids: Vec<DebtorId> = upserted.iter().map(|answer| answer.id).collect();

        let keys: Vec<String> = rebuilt
            .items
            .iter()
            .map(|item| rebuilt.natural_key(item))
            .collect();
        let (items, places) = items(rebuilt, &ids, &keys, &profile);
        let links = links(rebuilt, &places);
        let recorded = store::ledger::record(transaction, &stamp, source, &items, &links).await?;
        recorded
            .items
            .iter()
            .for_each(|answer| report.items.add(answer.outcome));
        report.allocations = recorded.allocations as u64;
        report.note(reading.problems);
        Ok(report)
    }
}

fn debtors(rebuilt: &Receivables) -> Vec<ListedDebtor> {
    let listed = rebuilt.debtors.iter().map(|debtor| {
        let key = rebuilt.text(debtor.key);
        let name = rebuilt.text(debtor.name);
        ListedDebtor {
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

/// The items worth a row, and the place each line of the ledger got among them.
fn items<'a>(
    rebuilt: &'a Receivables,
    debtors: &[DebtorId],
    keys: &'a [String],
    profile: &Profile,
) -> (Vec<ListedItem<'a>>, Vec<Option<usize>>) {
    let mut listed = Vec::with_capacity(rebuilt.items.len());
    let mut places = Vec::with_capacity(rebuilt.items.len());
    for (item, key) in rebuilt.items.iter().zip(keys) {
        let Some(debtor) = debtors
            .get(item.debtor as usize)
            .filter(|_| item.amount_minor != 0)
        else {
            places.push(None);
            continue;
        };
        places.push(Some(listed.len()));
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
            natural_key: key,
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

fn links(rebuilt: &Receivables, places: &[Option<usize>]) -> Vec<ListedLink> {
    let mut links = Vec::with_capacity(rebuilt.links.len());
    for link in &rebuilt.links {
        let (Some(claim), Some(source)) = (places[link.to as usize], places[link.from as usize])
        else {
            continue;
        };
        links.push(ListedLink {
            claim: Some(claim),
            source: Some(source),
            amount_minor: link.amount_minor,
            effective_on: link.on,
            basis: match link.basis {
                ReadBasis::Lettering => Basis::Lettering,
                ReadBasis::Reference => Basis::Reference,
                ReadBasis::AmountAndAge | ReadBasis::Age => Basis::AmountAndAge,
            },
        });
    }
    for (item, place) in rebuilt.items.iter().zip(places) {
        let (Some(settled), Some(place)) = (item.settled_elsewhere, place) else {
            continue;
        };
        let is_claim = item.amount_minor > 0;
        links.push(ListedLink {
            claim: is_claim.then_some(*place),
            source: (!is_claim).then_some(*place),
            amount_minor: item.amount_minor.abs(),
            effective_on: settled.closed_on,
            basis: Basis::Lettering,
        });
    }
    links
}

//! Lists of debtors, contacts, invoices and payments into the store. An invoice that another file brought
//! is not taken twice; a list that says how much is left of an invoice settles the difference.

use std::collections::BTreeMap;

use intake::list::{
    ListKind, ListedContact, ListedDebtor as ListRow, ListedInvoice, ListedKind, ListedPayment,
    ListedRows,
};
use intake::reading::{Kept, Problem, ProblemKind};
use jiff::civil::Date;
use receivables::contact::{Contact, ContactRole};
use receivables::debtor::{Address, Language};
use receivables::identity::{ContactId, DebtorId, ItemId};
use receivables::item::ItemKind;
use receivables::terms::Terms;
use store::Transaction;
use store::allocation::{Basis, NewAllocation};
use store::creditor::Creditor;
use store::debtor::{DebtorDefaults, ListedDebtor, Source};
use store::ledger::ListedItem;
use store::stamp::Stamp;
use store::upsert::Outcome;

use super::{Arrival, FileKind, ImportReport, Incoming, read_aside};
use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::profile::Profile;

/// The source debtors live in, whatever file named them first: a ledger's and a list's are the same.
pub(super) const DEBTORS: &str = "books";
/// The source of items that lists brought.
pub(super) const LIST: &str = "list";

pub(super) fn kind_of_list(kind: ListKind) -> FileKind {
    match kind {
        ListKind::Debtors => FileKind::Debtors,
        ListKind::Contacts => FileKind::Contacts,
        ListKind::Invoices => FileKind::Invoices,
        ListKind::Payments => FileKind::Payments,
    }
}

fn list_kind(kind: FileKind) -> Option<ListKind> {
    match kind {
        FileKind::Debtors => Some(ListKind::Debtors),
        FileKind::Contacts => Some(ListKind::Contacts),
        FileKind::Invoices => Some(ListKind::Invoices),
        FileKind::Payments => Some(ListKind::Payments),
        FileKind::Fec | FileKind::BankStatement => None,
    }
}

/// What taking a list needs.
struct Taking<'a> {
    stamp: Stamp<'a>,
    arrival: &'a Arrival<'a>,
    creditor: Creditor,
    profile: Profile,
    today: Date,
    /// Debtors found or made so far, by what the list calls them.
    known: BTreeMap<String, DebtorId>,
    report: ImportReport,
}

impl Desk {
    pub(super) async fn receive_list(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (kind, incoming): (FileKind, Incoming),
    ) -> Result<ImportReport> {
        let list = list_kind(kind).ok_or_else(|| DeskError::refused("this file is not a list"))?;
        let creditor = store::creditor::find(transaction, arrival.seat.creditor).await?;
        let stamp = self.stamp(&arrival.seat.actor);
        let source = (LIST, list_word(list));
        let mapping = match incoming.mapping {
            Some(mapping) => Some(mapping),
            None => {
                let kept = store::import::mapping(transaction, creditor.id, source).await?;
                kept.and_then(|text| serde_json::from_str(&text).ok())
            }
        };
        let bytes = incoming.bytes;
        let reading = read_aside(bytes, move |input| {
            intake::list::read(list, input.get_ref(), mapping.as_ref())
        })
        .await?;
        if let Ok(text) = serde_json::to_string(&reading.facts.mapping) {
            store::import::set_mapping(transaction, &stamp, creditor.id, source, &text).await?;
        }
        let today = self.clock().today(&creditor.policy.time_zone);
        let mut taking = Taking {
            stamp,
            arrival,
            profile: Profile::of(&creditor)?,
            creditor,
            today,
            known: BTreeMap::new(),
            report: ImportReport {
                as_of: Some(today),
                ..ImportReport::default()
            },
        };
        taking.report.note(reading.problems);
        taking.report.mapping = Some(reading.facts.mapping);
        match reading.facts.rows {
            ListedRows::Debtors(rows) => taking.debtors(transaction, rows).await?,
            ListedRows::Contacts(rows) => taking.contacts(transaction, rows).await?,
            ListedRows::Invoices(rows) => taking.invoices(transaction, &rows).await?,
            ListedRows::Payments(rows) => taking.payments(transaction, &rows).await?,
        }
        Ok(taking.report)
    }
}

fn list_word(list: ListKind) -> &'static str {
    match list {
        ListKind::Debtors => "debtors",
        ListKind::Contacts => "contacts",
        ListKind::Invoices => "invoices",
        ListKind::Payments => "payments",
    }
}

impl Taking<'_> {
    fn source(&self, name: &'static str) -> Source<'static> {
        Source {
            creditor: self.creditor.id,
            name,
            import: Some(self.arrival.import),
        }
    }

    fn problem(&mut self, line: u64, kind: ProblemKind, found: &str) {
        self.report.problems_total += 1;
        self.report.problems.push(Problem {
            line: Some(line),
            field: None,
            kind,
            found: found.to_string(),
            kept: Kept::NotTheLine,
        });
    }

    async fn debtors(&mut self, transaction: &mut Transaction, rows: Vec<ListRow>) -> Result<()> {
        let mut contacts = Vec::new();
        let listed: Vec<ListedDebtor> = rows.iter().map(listed_debtor).collect();
        let defaults = DebtorDefaults {
            country: self.creditor.policy.country.clone(),
            language: self.creditor.policy.language,
            time_zone: self.creditor.policy.time_zone.clone(),
        };
        let source = self.source(DEBTORS);
        let answers =
            store::debtor::upsert_many(transaction, &self.stamp, source, &defaults, &listed)
                .await?;
        for (row, answer) in rows.iter().zip(&answers) {
            self.report.debtors.add(answer.outcome);
            if row.email.is_some() || row.phone.is_some() {
                let role = ContactRole::AccountsPayable;
                contacts.push((
                    answer.id,
                    contact(role, "", (&row.email, &row.phone), &row.language),
                ));
            }
        }
        self.write_contacts(transaction, &contacts).await
    }

    async fn contacts(
        &mut self,
        transaction: &mut Transaction,
        rows: Vec<ListedContact>,
    ) -> Result<()> {
        let mut contacts = Vec::new();
        for row in &rows {
            match self
                .debtor(transaction, Some(&row.debtor_key), None)
                .await?
            {
                Some(debtor) => {
                    let role = row
                        .role
                        .as_deref()
                        .map_or(ContactRole::AccountsPayable, role_of);
                    let ways = (&row.email, &row.phone);
                    contacts.push((debtor, contact(role, &row.name, ways, &row.language)));
                }
                None => self.problem(row.line, ProblemKind::NoDebtor, &row.debtor_key),
            }
        }
        self.write_contacts(transaction, &contacts).await
    }

    async fn write_contacts(
        &mut self,
        transaction: &mut Transaction,
        contacts: &[(DebtorId, Contact)],
    ) -> Result<()> {
        if contacts.is_empty() {
            return Ok(());
        }
        let answers =
            store::contact::upsert_many(transaction, &self.stamp, self.creditor.id, contacts)
                .await?;
        answers
            .iter()
            .for_each(|answer| self.report.contacts.add(answer.outcome));
        Ok(())
    }

    async fn invoices(
        &mut self,
        transaction: &mut Transaction,
        rows: &[ListedInvoice],
    ) -> Result<()> {
        let mut taken: Vec<(&ListedInvoice, DebtorId, String)> = Vec::with_capacity(rows.len());
        for row in rows {
            let debtor = self.debtor_or_new(transaction, row).await?;
            if self
                .came_with_another_file(transaction, row, debtor)
                .await?
            {
                self.problem(row.line, ProblemKind::DuplicateNumber, &row.number);
                continue;
            }
            taken.push((row, debtor, format!("{debtor}|{}", row.number)));
        }
        let items: Vec<ListedItem<'_>> = taken
            .iter()
            .map(|(row, debtor, key)| ListedItem {
                debtor: *debtor,
                kind: match row.kind {
                    ListedKind::Invoice => ItemKind::Invoice,
                    ListedKind::CreditNote => ItemKind::CreditNote,
                },
                reference: &row.number,
                instalment: 0,
                issued_on: row.issued_on,
                delivered_on: row.delivered_on,
                due_on: self.due_on(row),
                amount: signed(row.kind, row.amount),
                unconfirmed: None,
                origin: None,
                label: None,
                natural_key: key,
            })
            .collect();
        let source = self.source(LIST);
        let recorded = store::ledger::record(transaction, &self.stamp, source, &items, &[]).await?;
        recorded
            .items
            .iter()
            .for_each(|answer| self.report.items.add(answer.outcome));
        for ((row, debtor, _), answer) in taken.iter().zip(&recorded.items) {
            if let Some(open) = row.open {
                let left = signed(row.kind, open);
                self.settle_difference(transaction, (*debtor, answer.id), left.minor)
                    .await?;
            }
        }
        Ok(())
    }

    /// The list knows that less is open than the store: the difference was settled elsewhere.
    async fn settle_difference(
        &mut self,
        transaction: &mut Transaction,
        (debtor, item): (DebtorId, ItemId),
        left_minor: i64,
    ) -> Result<()> {
        let found = store::item::by_ids(transaction, self.creditor.id, &[item]).await?;
        let Some(owed) = found.first() else {
            return Ok(());
        };
        let difference = owed.item.open.minor.abs() - left_minor.abs();
        if difference <= 0 {
            return Ok(());
        }
        let is_claim = owed.item.kind.is_claim();
        let allocation = NewAllocation {
            debtor,
            claim: is_claim.then_some(item),
            source: (!is_claim).then_some(item),
            amount_minor: difference,
            effective_on: self.today,
            basis: Basis::List,
            import: Some(self.arrival.import),
        };
        store::allocation::apply(transaction, &self.stamp, self.creditor.id, &[allocation]).await?;
        self.report.allocations += 1;
        Ok(())
    }

    async fn payments(
        &mut self,
        transaction: &mut Transaction,
        rows: &[ListedPayment],
    ) -> Result<()> {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for row in rows {
            let claim = match &row.invoice_number {
                Some(number) => self.claim(transaction, number).await?,
                None => None,
            };
            let listed = self
                .debtor(transaction, row.debtor_key.as_deref(), None)
                .await?;
            let Some(debtor) = listed.or(claim.as_ref().map(|(debtor, _)| *debtor)) else {
                let found = row
                    .debtor_key
                    .as_deref()
                    .or(row.invoice_number.as_deref())
                    .unwrap_or("");
                self.problem(row.line, ProblemKind::NoDebtor, found);
                continue;
            };
            let reference = row
                .reference
                .as_deref()
                .or(row.invoice_number.as_deref())
                .unwrap_or("");
            let twin = format!("{debtor}|{reference}|{}|{}", row.on, row.amount.minor);
            let rank = seen.entry(twin.clone()).or_default();
            *rank += 1;
            let key = format!("payment|{twin}|{rank}");
            let claim = claim.filter(|(of, _)| *of == debtor).map(|(_, item)| item);
            self.payment(transaction, (row, reference, &key), debtor, claim)
                .await?;
        }
        Ok(())
    }

    async fn payment(
        &mut self,
        transaction: &mut Transaction,
        (row, reference, key): (&ListedPayment, &str, &str),
        debtor: DebtorId,
        claim: Option<ItemId>,
    ) -> Result<()> {
        let item = ListedItem {
            debtor,
            kind: ItemKind::PaymentOnAccount,
            reference,
            instalment: 0,
            issued_on: row.on,
            delivered_on: None,
            due_on: row.on,
            amount: row.amount.with_minor(-row.amount.minor),
            unconfirmed: None,
            origin: None,
            label: None,
            natural_key: key,
        };
        let source = self.source(LIST);
        let recorded =
            store::ledger::record(transaction, &self.stamp, source, &[item], &[]).await?;
        let Some(answer) = recorded.items.first() else {
            return Ok(());
        };
        self.report.items.add(answer.outcome);
        let (Some(claim), Outcome::Inserted) = (claim, answer.outcome) else {
            return Ok(());
        };
        let found = store::item::by_ids(transaction, self.creditor.id, &[claim]).await?;
        let open = found.first().map_or(0, |owed| owed.item.open.minor);
        let amount_minor = open.min(row.amount.minor);
        if amount_minor > 0 {
            let allocation = NewAllocation {
                debtor,
                claim: Some(claim),
                source: Some(answer.id),
                amount_minor,
                effective_on: row.on,
                basis: Basis::List,
                import: Some(self.arrival.import),
            };
            store::allocation::apply(transaction, &self.stamp, self.creditor.id, &[allocation])
                .await?;
            self.report.allocations += 1;
        }
        Ok(())
    }

    /// The one open claim with a number; nothing when several accounts have one.
    async fn claim(
        &self,
        transaction: &mut Transaction,
        number: &str,
    ) -> Result<Option<(DebtorId, ItemId)>> {
        let found = store::item::by_reference(transaction, self.creditor.id, number).await?;
        let mut open = found.iter().filter(|owed| owed.item.is_open_claim());
        Ok(match (open.next(), open.next()) {
            (Some(only), None) => Some((only.debtor, only.item.id)),
            _ => None,
        })
    }

    async fn came_with_another_file(
        &self,
        transaction: &mut Transaction,
        row: &ListedInvoice,
        debtor: DebtorId,
    ) -> Result<bool> {
        let amount = signed(row.kind, row.amount).minor;
        let named = (row.number.as_str(), amount);
        let found = store::item::sources_of_reference(transaction, self.creditor.id, named).await?;
        Ok(found
            .iter()
            .any(|(of, source)| *of == debtor && source != LIST))
    }

    fn due_on(&self, row: &ListedInvoice) -> Date {
        let said = row
            .terms
            .as_deref()
            .and_then(|text| Terms::parse(text, self.profile.end_of_month));
        match row.kind {
            ListedKind::CreditNote => row.issued_on,
            ListedKind::Invoice => row
                .due_on
                .unwrap_or_else(|| said.unwrap_or(self.profile.terms).due_on(row.issued_on)),
        }
    }

    /// The debtor a list calls by key or name, when the store knows it.
    async fn debtor(
        &mut self,
        transaction: &mut Transaction,
        key: Option<&str>,
        name: Option<&str>,
    ) -> Result<Option<DebtorId>> {
        for called in [key, name].into_iter().flatten() {
            if let Some(id) = self.known.get(called) {
                return Ok(Some(*id));
            }
            let by_key =
                store::debtor::by_natural_key(transaction, self.creditor.id, called).await?;
            let found = match by_key {
                Some(id) => Some(id),
                None => {
                    match store::debtor::search(transaction, self.creditor.id, called).await?[..] {
                        [only] => Some(only),
                        _ => None,
                    }
                }
            };
            if let Some(id) = found {
                self.known.insert(called.to_string(), id);
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    async fn debtor_or_new(
        &mut self,
        transaction: &mut Transaction,
        row: &ListedInvoice,
    ) -> Result<DebtorId> {
        let (key, name) = (row.debtor_key.as_deref(), row.debtor_name.as_deref());
        if let Some(id) = self.debtor(transaction, key, name).await? {
            return Ok(id);
        }
        let called = key.or(name).unwrap_or("?").to_string();
        let new = ListRow {
            key: called.clone(),
            name: name.unwrap_or(&called).to_string(),
            ..ListRow::default()
        };
        self.debtors(transaction, vec![new]).await?;
        let made = store::debtor::by_natural_key(transaction, self.creditor.id, &called).await?;
        let id = made.ok_or(DeskError::NotFound("debtor"))?;
        self.known.insert(called, id);
        Ok(id)
    }
}

fn signed(kind: ListedKind, amount: receivables::money::Money) -> receivables::money::Money {
    match kind {
        ListedKind::Invoice => amount,
        ListedKind::CreditNote => amount.with_minor(-amount.minor),
    }
}

fn contact(
    role: ContactRole,
    name: &str,
    (email, phone): (&Option<String>, &Option<String>),
    language: &Option<String>,
) -> Contact {
    Contact {
        id: ContactId(0),
        role,
        name: name.to_string(),
        email: email.clone(),
        phone: phone.clone(),
        language: language.as_deref().and_then(Language::from_code),
        refused_on: None,
        bounced_on: None,
    }
}

fn listed_debtor(row: &ListRow) -> ListedDebtor {
    let country = row
        .country
        .as_deref()
        .map(str::trim)
        .filter(|code| code.len() == 2);
    let country = country.map(str::to_ascii_uppercase);
    ListedDebtor {
        natural_key: row.key.clone(),
        name: row.name.clone(),
        siren: row.siren.clone(),
        vat_number: row.vat_number.clone(),
        kind: None,
        address: address_of(&row.address_lines, country.as_deref()),
        country,
    }
}

/// The last line of an address is its post code and town.
fn address_of(lines: &[String], country: Option<&str>) -> Option<Address> {
    let (last, street) = lines.split_last()?;
    let (post_code, town) = last
        .split_once(' ')
        .filter(|(code, _)| code.chars().any(|c| c.is_ascii_digit()))?;
    Some(Address {
        lines: street.to_vec(),
        post_code: post_code.to_string(),
        town: town.trim().to_string(),
        country: country.unwrap_or_default().to_string(),
    })
}

/// What a function written by people means.
fn role_of(text: &str) -> ContactRole {
    let lower = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["fournisseur", "payable", "comptab", "account", "compta"]) {
        return ContactRole::AccountsPayable;
    }
    if says(&["daf", "financ", "trésor", "treasur", "cfo"]) {
        return ContactRole::Finance;
    }
    if says(&["achat", "acheteur", "buyer", "purchas", "procure"]) {
        return ContactRole::Buyer;
    }
    if says(&[
        "gérant",
        "président",
        "directeur général",
        "direction",
        "ceo",
        "manag",
        "owner",
    ]) {
        return ContactRole::Management;
    }
    ContactRole::Other
}

//! Lists of debtors, contacts, invoices and payments into the store. An invoice that another file brought
//! is not taken twice; a list that says how much is left of an invoice settles the difference.

mod again;
mod calling;
mod electronic;
mod invoices;
mod payments;
mod rows;

use intake::list::{
    ColumnMapping, ListField, ListKind, ListedContact, ListedDebtor as ListRow, ListedRows,
};
use intake::overview::Overview;
use intake::reading::{Kept, Problem, ProblemKind};
use jiff::civil::Date;
use receivables::contact::{Contact, ContactRole};
use receivables::identity::{CreditorId, DebtorId};
use store::Transaction;
use store::creditor::Creditor;
use store::debtor::{DebtorDefaults, ListedDebtor, Source};
use store::stamp::Stamp;

use self::again::Earlier;
use self::calling::{Called, Found};
use self::rows::{contact, listed_debtor, role_of};
use super::columns::{self, TableColumns};
use super::{Arrival, Counts, FileKind, ImportReport, Incoming, read_aside};
use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;
use crate::refusal::Refusal;

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
        _ => None,
    }
}

/// What taking a list needs.
struct Taking<'a> {
    stamp: Stamp<'a>,
    arrival: &'a Arrival<'a>,
    creditor: Creditor,
    profile: Profile,
    today: Date,
    called: Called,
    /// What the same bytes brought when they were read otherwise.
    earlier: Earlier,
    /// True when the list tells what is left of its invoices, and not their total.
    tells_only_what_is_open: bool,
    /// The latest day up to today that the list names.
    seen_on: Option<Date>,
    report: ImportReport,
}

impl Desk {
    pub(super) async fn receive_list(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (kind, incoming): (FileKind, Incoming),
    ) -> Result<ImportReport> {
        let list = list_kind(kind).ok_or(Refusal::NotAList)?;
        let creditor = store::creditor::find(transaction, arrival.seat.creditor).await?;
        let stamp = self.stamp(&arrival.seat.actor);
        let given = incoming.mapping.and_then(TableColumns::of_list);
        let kept = mappings(transaction, (&stamp, creditor.id), (list, given.as_ref())).await?;
        let bytes = incoming.bytes;
        let format = intake::format::sniff(&bytes);
        let today = self.clock().today(&creditor.policy.time_zone);
        let earlier = match &given {
            Some(_) => Earlier::of(transaction, (creditor.id, arrival.import)).await?,
            None => Earlier::default(),
        };
        let reading = read_aside(bytes, move |input| {
            let read = |mapping| intake::list::read(list, input.get_ref(), mapping);
            if given.is_some() {
                return read(given.as_ref());
            }
            let guessed = read(None);
            match columns::known(&kept, &guessed.facts.mapping) {
                Some(known) => read(Some(known)),
                None => guessed,
            }
        })?;
        let mut taking = Taking {
            stamp,
            arrival,
            profile: Profile::of(&creditor)?,
            creditor,
            today,
            called: Called::default(),
            earlier,
            tells_only_what_is_open: reading.facts.mapping.position(ListField::Amount).is_none(),
            seen_on: None,
            report: ImportReport {
                overview: Overview::of_list(format.name(), &reading.facts.rows),
                ..ImportReport::default()
            },
        };
        let is_cut = reading.problems.contains(ProblemKind::TruncatedLastLine);
        taking.report.note(reading.problems);
        taking.report.mapping = Some(TableColumns::List(reading.facts.mapping));
        match reading.facts.rows {
            ListedRows::Debtors(rows) => taking.debtors(transaction, rows).await?,
            ListedRows::Contacts(rows) => taking.contacts(transaction, rows).await?,
            ListedRows::Invoices(rows) => {
                taking.invoices(transaction, &rows).await?;
                taking.contacts(transaction, reading.facts.contacts).await?;
            }
            ListedRows::Payments(rows) => taking.payments(transaction, &rows).await?,
        }
        taking.take_off_the_rest(transaction).await?;
        if is_cut {
            taking.report.is_no_fresher(Kept::WhatCameBefore);
        } else if taking.report.items != Counts::default() {
            taking.report.as_of = taking.seen_on;
        }
        Ok(taking.report)
    }
}

/// The mappings that are kept, that of a person among them: it is found again by the names of the columns.
async fn mappings(
    transaction: &mut Transaction,
    (stamp, creditor): (&Stamp<'_>, CreditorId),
    (list, given): (ListKind, Option<&ColumnMapping>),
) -> Result<Vec<ColumnMapping>> {
    if let Some(given) = given {
        let headers = given.columns.iter().map(|column| column.header.as_str());
        let table = format!("{}-{}", list_word(list), columns::layout(headers));
        let text = serde_json::to_string(given).unwrap_or_default();
        let whose = (LIST, table.as_str());
        store::import::set_mapping(transaction, stamp, creditor, whose, &text).await?;
    }
    let kept = store::import::mappings(transaction, creditor, LIST).await?;
    let kept = kept
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok());
    Ok(kept.collect())
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
    /// Takes off what only an earlier reading of the same bytes knew, and says how many lines that were.
    async fn take_off_the_rest(&mut self, transaction: &mut Transaction) -> Result<()> {
        let earlier = std::mem::take(&mut self.earlier);
        let of = (&self.stamp, self.creditor.id, self.today);
        let gone = earlier
            .take_off(transaction, of, self.arrival.import)
            .await?;
        if gone > 0 {
            self.report.items.changed += gone;
            self.report.tell(Problem {
                line: None,
                field: None,
                kind: ProblemKind::TakenOff,
                found: gone.to_string(),
                kept: Kept::Nothing,
            });
        }
        Ok(())
    }

    fn source(&self, name: &'static str) -> Source<'static> {
        Source {
            creditor: self.creditor.id,
            name,
            import: Some(self.arrival.import),
        }
    }

    /// A list is as fresh as the latest day it names; a day after today proves nothing.
    fn saw(&mut self, day: Date) {
        if day <= self.today {
            self.seen_on = self.seen_on.max(Some(day));
        }
    }

    /// A line that is not taken.
    fn problem(&mut self, line: u64, kind: ProblemKind, found: &str) {
        self.remark(line, (kind, found), Kept::NotTheLine);
    }

    fn remark(&mut self, line: u64, (kind, found): (ProblemKind, &str), kept: Kept) {
        self.report.tell(Problem {
            line: Some(line),
            field: None,
            kind,
            found: found.to_string(),
            kept,
        });
    }

    async fn debtors(
        &mut self,
        transaction: &mut Transaction,
        mut rows: Vec<ListRow>,
    ) -> Result<()> {
        for row in &mut rows {
            self.call_by_known_key(transaction, row).await?;
        }
        self.write_debtors(transaction, &rows).await
    }

    async fn write_debtors(
        &mut self,
        transaction: &mut Transaction,
        rows: &[ListRow],
    ) -> Result<()> {
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
        let mut contacts = Vec::new();
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
            match self.by_code_or_name(transaction, &row.debtor_key).await? {
                Found::One(debtor) => {
                    let role = row
                        .role
                        .as_deref()
                        .map_or(ContactRole::AccountsPayable, role_of);
                    let ways = (&row.email, &row.phone);
                    contacts.push((debtor, contact(role, &row.name, ways, &row.language)));
                }
                Found::Nobody | Found::Several => {
                    self.problem(row.line, ProblemKind::UnknownDebtor, &row.debtor_key);
                }
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
}

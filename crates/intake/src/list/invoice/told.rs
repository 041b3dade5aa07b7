//! What a whole list of invoices tells beside them: contacts in its rows, names that differ under one code, terms
//! that nobody can read. Each is told once, never on every line.

use std::collections::{BTreeMap, BTreeSet};

use receivables::terms::{EndOfMonth, Terms};

use super::ListedInvoice;
use crate::list::cell::Cells;
use crate::list::contact::ListedContact;
use crate::list::debtor::email;
use crate::list::field::ListField;
use crate::list::row::Row;
use crate::reading::ProblemKind;

/// Debtor, person, e-mail address and telephone.
type Reached = (String, String, String, String);

/// What was seen so far.
#[derive(Default)]
pub(super) struct Told {
    contacts: Vec<ListedContact>,
    reached: BTreeSet<Reached>,
    names: BTreeMap<String, BTreeSet<String>>,
    /// Lines with terms that cannot be read, and the first of them, by the terms.
    unknown_terms: BTreeMap<String, (u64, u64)>,
    known_terms: BTreeSet<String>,
}

impl Told {
    /// Looks at a row that was taken.
    pub fn look<'a>(&mut self, cells: &mut Cells<'a>, row: &'a Row, invoice: &ListedInvoice) {
        if let (Some(key), Some(name)) = (&invoice.debtor_key, &invoice.debtor_name) {
            let names = self.names.entry(key.clone()).or_default();
            if !names.contains(name) {
                names.insert(name.clone());
            }
        }
        if let Some(terms) = &invoice.terms {
            self.look_at_terms(terms, row.line);
        }
        self.look_at_contact(cells, row, invoice);
    }

    fn look_at_terms(&mut self, terms: &str, line: u64) {
        if self.known_terms.contains(terms) {
            return;
        }
        if let Some((lines, _)) = self.unknown_terms.get_mut(terms) {
            *lines += 1;
        } else if Terms::parse(terms, EndOfMonth::default()).is_some() {
            self.known_terms.insert(terms.to_string());
        } else {
            self.unknown_terms.insert(terms.to_string(), (1, line));
        }
    }

    fn look_at_contact<'a>(
        &mut self,
        cells: &mut Cells<'a>,
        row: &'a Row,
        invoice: &ListedInvoice,
    ) {
        let text = |field: ListField| cells.text(row, field).to_string();
        let debtor = invoice.debtor_key.clone().or(invoice.debtor_name.clone());
        let reached = (
            debtor.unwrap_or_default(),
            text(ListField::ContactName),
            text(ListField::Email),
            text(ListField::Phone),
        );
        let says_nothing = reached.2.is_empty() && reached.3.is_empty();
        if says_nothing || !self.reached.insert(reached.clone()) {
            return;
        }
        let (debtor_key, name, _, _) = reached;
        let (email, phone) = (email(cells, row), cells.some_text(row, ListField::Phone));
        if email.is_some() || phone.is_some() {
            self.contacts.push(ListedContact {
                debtor_key,
                name,
                email,
                phone,
                line: row.line,
                ..ListedContact::default()
            });
        }
    }

    /// Tells what is to be told, and gives the contacts.
    pub fn into_contacts(self, cells: &mut Cells<'_>) -> Vec<ListedContact> {
        let mut several = self.names.iter().filter(|(_, names)| names.len() > 1);
        let count = several.clone().count();
        if let Some((key, names)) = several.next() {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let found = format!("{count} × {key}: {}", names.join(", "));
            cells.tell_of_file(ProblemKind::NamesDiffer, &found);
        }
        for (terms, (lines, first)) in &self.unknown_terms {
            let found = format!("{lines} × {terms}");
            let told = (ProblemKind::UnknownTerms, found.as_str());
            cells.tell_from(*first, ListField::Terms, told);
        }
        self.contacts
    }
}

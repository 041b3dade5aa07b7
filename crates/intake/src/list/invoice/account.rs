//! Accounts of debtors, line by line: debits and credits, payments among them, lettering. A lettering is
//! believed only where its debits equal its credits.

use std::collections::BTreeMap;

use receivables::money::Money;

use super::{ListedInvoice, ListedKind};
use crate::list::cell::Cells;
use crate::list::field::{ListField, squeezed};
use crate::list::row::Row;
use crate::reading::Kept;

/// Debit less credit; nothing inside when both are empty or zero, nothing at all when one cannot be read.
pub(super) fn debit_less_credit<'a>(cells: &mut Cells<'a>, row: &'a Row) -> Option<Option<Money>> {
    let mut side = |field: ListField| -> Option<Option<Money>> {
        if cells.text(row, field).is_empty() {
            return Some(None);
        }
        cells.amount(row, field, Kept::NotTheLine).map(Some)
    };
    let (debit, credit) = (side(ListField::Debit)?, side(ListField::Credit)?);
    let Some(currency) = debit.or(credit).map(|money| money.currency) else {
        return Some(None);
    };
    let minor = |money: Option<Money>| money.map_or(0, |money| money.minor);
    // Some tools write credits below zero in a column of their own.
    let credited = if debit.is_none() {
        minor(credit).saturating_abs()
    } else {
        minor(credit)
    };
    let difference = minor(debit).saturating_sub(credited);
    Some((difference != 0).then(|| Money::new(difference, currency)))
}

/// True for money received: by its kind, its journal or its label, or a credit of an account that nothing
/// calls a credit note.
pub(super) fn is_payment<'a>(cells: &Cells<'a>, row: &'a Row, amount: Money) -> bool {
    let kind = squeezed(cells.text(row, ListField::DocumentKind));
    let is_called_so = [
        "reglement",
        "paiement",
        "payment",
        "zahlung",
        "pago",
        "cobro",
        "encaissement",
        "acompte",
        "virement",
        "cheque",
        "prelevement",
    ]
    .iter()
    .any(|name| kind.starts_with(name))
        || matches!(kind.as_str(), "rg" | "dz" | "za" | "zahl" | "vir" | "chq");
    if is_called_so {
        return true;
    }
    let is_account = cells.has(ListField::Debit) && cells.has(ListField::Credit);
    if !is_account || amount.minor >= 0 {
        return false;
    }
    let says = |field: ListField, names: &[&str]| {
        let text = squeezed(cells.text(row, field));
        names.iter().any(|name| text.contains(name))
    };
    let notes = [
        "avoir",
        "creditnote",
        "gutschrift",
        "abono",
        "notedecredit",
        "remise",
        "ristourne",
    ];
    let is_note = says(ListField::Label, &notes) || says(ListField::Number, &["avoir"]);
    let sales = ["ve", "vt", "vte", "ven", "vente", "ventes", "sales", "fac"];
    let journal = squeezed(cells.text(row, ListField::Journal));
    !is_note && !sales.contains(&journal.as_str())
}

/// What a payment without a number is named by: its label.
pub(super) fn name_of_payment<'a>(cells: &Cells<'a>, row: &'a Row) -> Option<String> {
    let is_credit = !cells.text(row, ListField::Credit).is_empty()
        && cells
            .text(row, ListField::Debit)
            .trim_matches(['0', ',', '.', ' ', '-'])
            .is_empty();
    let kind = squeezed(cells.text(row, ListField::DocumentKind));
    let is_called_so = kind.starts_with("reglement")
        || kind.starts_with("payment")
        || kind.starts_with("paiement");
    if !is_credit && !is_called_so {
        return None;
    }
    let label = cells.some_text(row, ListField::Label);
    label.or_else(|| cells.some_text(row, ListField::IssuedOn))
}

/// A debtor and the code of a lettering.
type Letter = (Option<String>, String);

/// The documents of each lettering, by debtor and code.
#[derive(Default)]
pub(super) struct Letters {
    groups: BTreeMap<Letter, Vec<u64>>,
}

impl Letters {
    /// Notes the lettering of a document.
    pub fn look<'a>(&mut self, cells: &Cells<'a>, row: &'a Row, invoice: &ListedInvoice) {
        let code = cells.text(row, ListField::Lettering);
        if !code.is_empty() {
            let debtor = invoice.debtor_key.clone().or(invoice.debtor_name.clone());
            let group = self.groups.entry((debtor, code.to_string()));
            group.or_default().push(invoice.line);
        }
    }

    /// Settles the documents of every lettering that balances in one currency.
    pub fn settle(&self, invoices: &mut [ListedInvoice]) {
        if self.groups.is_empty() {
            return;
        }
        let places: BTreeMap<u64, usize> = invoices
            .iter()
            .enumerate()
            .map(|(place, invoice)| (invoice.line, place))
            .collect();
        for lines in self.groups.values() {
            let group: Vec<usize> = lines
                .iter()
                .filter_map(|line| places.get(line).copied())
                .collect();
            let Some(currency) = group.first().map(|place| invoices[*place].amount.currency) else {
                continue;
            };
            let signed = |place: &usize| {
                let invoice = &invoices[*place];
                let minor = i128::from(invoice.amount.minor);
                if invoice.kind == ListedKind::Invoice {
                    minor
                } else {
                    -minor
                }
            };
            let balances = group.iter().map(signed).sum::<i128>() == 0;
            let is_one = group
                .iter()
                .all(|place| invoices[*place].amount.currency == currency);
            if balances && is_one {
                for place in group {
                    invoices[place].open.get_or_insert(Money::zero(currency));
                }
            }
        }
    }
}

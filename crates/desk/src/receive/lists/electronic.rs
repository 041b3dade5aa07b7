//! Electronic invoices as rows of a list: the buyer is a debtor under its company number, what is asked is what
//! the document says is to pay. An invoice that somebody else issued is never a claim of ours.

use intake::format::Format;
use intake::invoice::{EInvoice, Party};
use intake::list::{InvoicePart, ListedDebtor as ListRow, ListedInvoice, ListedKind};
use intake::overview::Overview;
use intake::reading::{Kept, Problem, ProblemKind};
use jiff::civil::Date;
use receivables::identity::ItemId;
use receivables::money::Money;
use store::Transaction;
use store::item_document::DocumentForm;

use super::{Called, Earlier, Taking};
use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;
use crate::receive::{Arrival, ImportReport, read_aside};

impl Desk {
    pub(in crate::receive) async fn receive_e_invoices(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        bytes: Vec<u8>,
    ) -> Result<ImportReport> {
        let format = intake::format::sniff(&bytes);
        let read = |input: std::io::Cursor<Vec<u8>>| intake::invoice::read(input.get_ref());
        let reading = read_aside(bytes, read)?;
        let creditor = store::creditor::find(transaction, arrival.seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let mut taking = Taking {
            stamp: self.stamp(&arrival.seat.actor),
            arrival,
            profile: Profile::of(&creditor)?,
            creditor,
            today,
            called: Called::default(),
            earlier: Earlier::default(),
            tells_only_what_is_open: false,
            seen_on: None,
            report: ImportReport {
                overview: Overview::of_invoices(format.name(), &reading.facts),
                ..ImportReport::default()
            },
        };
        taking.report.note(reading.problems);
        let mut debtors = Vec::new();
        let mut rows = Vec::new();
        for invoice in &reading.facts.invoices {
            if !taking.is_ours(invoice) {
                continue;
            }
            let debtor = taking.buyer(transaction, &invoice.buyer).await?;
            let Some(row) = taking.row(invoice, &debtor) else {
                continue;
            };
            debtors.push(debtor);
            rows.extend(parts(invoice, row));
        }
        taking.write_debtors(transaction, &debtors).await?;
        taking.invoices(transaction, &rows).await?;
        let form = match format {
            Format::Pdf => DocumentForm::Pdf,
            _ => DocumentForm::Xml,
        };
        taking.keep_document(transaction, &rows, form).await?;
        Ok(taking.report)
    }
}

impl Taking<'_> {
    /// False, and told, for an invoice whose seller is another company.
    fn is_ours(&mut self, invoice: &EInvoice) -> bool {
        let (Some(ours), Some(theirs)) = (self.creditor.siren.as_deref(), invoice.seller.siren())
        else {
            return true;
        };
        let plain: String = ours.chars().filter(char::is_ascii_digit).collect();
        if plain.is_empty() || plain == theirs {
            return true;
        }
        self.report.tell(Problem {
            line: None,
            field: Some(invoice.number.clone()),
            kind: ProblemKind::NotOurInvoice,
            found: format!("{} {theirs}", invoice.seller.name),
            kept: Kept::Nothing,
        });
        false
    }

    /// The buyer as a debtor: the one of its company number where there is one, else under that number.
    async fn buyer(&self, transaction: &mut Transaction, buyer: &Party) -> Result<ListRow> {
        let siren = buyer.siren();
        let mut key = None;
        if let Some(siren) = &siren {
            let known = store::debtor::by_siren(transaction, self.creditor.id, siren).await?;
            if let [only] = known[..] {
                let debtor = store::debtor::find(transaction, self.creditor.id, only).await?;
                key = Some(debtor.key);
            }
        }
        let some = |text: &str| Some(text.trim().to_string()).filter(|text| !text.is_empty());
        let vat_number = some(&buyer.vat_id);
        let name = some(&buyer.name).or_else(|| some(&buyer.trade_name));
        let key = key
            .or_else(|| siren.clone())
            .or_else(|| vat_number.clone())
            .or_else(|| name.clone())
            .unwrap_or_default();
        let address = &buyer.address;
        Ok(ListRow {
            name: name.unwrap_or_else(|| key.clone()),
            key,
            siren,
            vat_number,
            country: some(&address.country),
            language: None,
            email: some(&buyer.contact.email),
            phone: some(&buyer.contact.phone),
            address_lines: address.lines.clone(),
            post_code: some(&address.postcode),
            town: some(&address.city),
            line: 1,
            ..ListRow::default()
        })
    }

    /// Keeps the file as the document of the items of its invoices, those that another file brought before
    /// included: it is what a debtor asks for who says that the invoice never came.
    async fn keep_document(
        &self,
        transaction: &mut Transaction,
        rows: &[ListedInvoice],
        form: DocumentForm,
    ) -> Result<()> {
        let creditor = self.creditor.id;
        let mut items: Vec<ItemId> = Vec::new();
        for row in rows {
            let key = row.debtor_key.as_deref().unwrap_or_default();
            let debtor = store::debtor::by_natural_key(transaction, creditor, key).await?;
            let known = store::item::by_reference(transaction, creditor, &row.number).await?;
            let is_credit = row.kind == ListedKind::CreditNote;
            let of_it = known.iter().filter(|owed| {
                Some(owed.debtor) == debtor && owed.item.kind.is_claim() != is_credit
            });
            items.extend(of_it.map(|owed| owed.item.id));
        }
        items.sort_unstable();
        items.dedup();
        let import = self.arrival.import;
        store::item_document::keep(transaction, &self.stamp, creditor, (&items, import, form))
            .await?;
        Ok(())
    }

    fn row(&mut self, invoice: &EInvoice, debtor: &ListRow) -> Option<ListedInvoice> {
        let (claim, issued_on) = (invoice.claim(), invoice.issued_on);
        let (Some(claim), Some(issued_on)) = (claim, issued_on) else {
            self.report.tell(Problem {
                line: None,
                field: Some(invoice.number.clone()),
                kind: ProblemKind::MissingKey,
                found: debtor.name.clone(),
                kept: Kept::Nothing,
            });
            return None;
        };
        let whole = invoice.whole().unwrap_or(claim);
        let has_sign = claim.minor.signum() * whole.minor.signum() >= 0;
        let (whole, claim) = match has_sign && whole.minor.abs() >= claim.minor.abs() {
            true => (whole, claim),
            false => (claim, claim),
        };
        let kind = match claim.minor < 0 || whole.minor < 0 {
            true => ListedKind::CreditNote,
            false => ListedKind::Invoice,
        };
        let due_on = invoice.due.as_ref().map(|due| due.on);
        Some(ListedInvoice {
            debtor_key: Some(debtor.key.clone()),
            debtor_name: Some(debtor.name.clone()),
            number: invoice.number.clone(),
            kind,
            issued_on,
            due_on: due_on.filter(|due_on| *due_on >= issued_on),
            amount: whole.with_minor(whole.minor.abs()),
            open: Some(claim.with_minor(claim.minor.abs()))
                .filter(|open| open.minor != whole.minor.abs()),
            settled_on: None,
            terms: Some(invoice.terms.clone()).filter(|terms| !terms.is_empty()),
            delivered_on: invoice.delivered_on,
            part: None,
            line: 1,
        })
    }
}

/// One row for each part the invoice is to be paid in. What was paid before is a part of its own, settled: the
/// items of an invoice add up to it. An invoice whose parts are not what it asks for stays whole; the reading
/// told so.
fn parts(invoice: &EInvoice, row: ListedInvoice) -> Vec<ListedInvoice> {
    let asked = row.open.unwrap_or(row.amount);
    let told: Vec<(Money, Option<Date>)> = invoice
        .instalments
        .iter()
        .filter_map(|part| {
            let due_on = part.due.as_ref().map(|due| due.on);
            Some((invoice.signed(part.amount)?, due_on))
        })
        .collect();
    let sum: Option<i64> = told
        .iter()
        .try_fold(0_i64, |sum, (part, _)| sum.checked_add(part.minor));
    let is_whole = row.kind != ListedKind::Invoice
        || told.len() < 2
        || told.len() < invoice.instalments.len()
        || told.iter().any(|(part, _)| !part.is_positive())
        || sum != Some(asked.minor);
    if is_whole {
        return vec![row];
    }
    let before = row.amount.with_minor(row.amount.minor - asked.minor);
    let paid = before.is_positive().then(|| ListedInvoice {
        amount: before,
        open: Some(before.with_minor(0)),
        settled_on: Some(row.issued_on),
        due_on: Some(row.issued_on),
        ..row.clone()
    });
    let to_pay = told.into_iter().map(|(amount, due_on)| ListedInvoice {
        amount,
        open: None,
        due_on: due_on.filter(|due_on| *due_on >= row.issued_on),
        terms: None,
        ..row.clone()
    });
    let whole = row.amount;
    let ranked = (1..).zip(paid.into_iter().chain(to_pay));
    ranked
        .map(|(rank, part)| ListedInvoice {
            part: Some(InvoicePart { rank, whole }),
            ..part
        })
        .collect()
}

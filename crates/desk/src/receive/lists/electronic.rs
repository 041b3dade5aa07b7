//! Electronic invoices as rows of a list: the buyer is a debtor under its company number, what is asked is what
//! the document says is to pay. An invoice that somebody else issued is never a claim of ours.

use intake::invoice::{EInvoice, Party};
use intake::list::{ListedDebtor as ListRow, ListedInvoice, ListedKind};
use intake::overview::Overview;
use intake::reading::{Kept, Problem, ProblemKind};
use store::Transaction;

use super::{Called, Taking};
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
            rows.push(row);
        }
        taking.write_debtors(transaction, &debtors).await?;
        taking.invoices(transaction, &rows).await?;
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
        let mut address_lines = address.lines.clone();
        if !address.city.is_empty() {
            address_lines.push(format!("{} {}", address.postcode, address.city));
        }
        Ok(ListRow {
            name: name.unwrap_or_else(|| key.clone()),
            key,
            siren,
            vat_number,
            country: some(&address.country),
            language: None,
            email: some(&buyer.contact.email),
            phone: some(&buyer.contact.phone),
            address_lines,
            line: 1,
            ..ListRow::default()
        })
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
            line: 1,
        })
    }
}

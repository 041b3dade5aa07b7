//! What a bank says of payments that were ordered: those it refused did not come in, and what they were
//! thought to pay is open again. Orders themselves are only counted.

use intake::overview::Overview;
use intake::reading::{Kept, Problem, ProblemKind};
use store::Transaction;
use store::bank_entry::StatementLine;

use super::returned::take_back;
use super::{Arrival, FileKind, ImportReport, read_aside};
use crate::desk::Desk;
use crate::error::Result;

impl Desk {
    pub(super) async fn receive_orders(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (kind, bytes): (FileKind, Vec<u8>),
    ) -> Result<ImportReport> {
        let dialect = intake::format::dialect(&bytes);
        let mut report = ImportReport::default();
        if kind == FileKind::PaymentOrder {
            let read =
                |input: std::io::Cursor<Vec<u8>>| intake::payment_order::read(input.get_ref());
            let reading = read_aside(bytes, read)?;
            report.overview = Overview::of_orders(&dialect, &reading.facts);
            report.note(reading.problems);
            return Ok(report);
        }
        let read = |input: std::io::Cursor<Vec<u8>>| intake::payment_status::read(input.get_ref());
        let reading = read_aside(bytes, read)?;
        report.overview = Overview::of_statuses(&dialect, &reading.facts);
        report.note(reading.problems);
        let creditor = arrival.seat.creditor;
        let today = store::creditor::find(transaction, creditor)
            .await
            .map(|creditor| self.clock().today(&creditor.policy.time_zone))?;
        let stamp = self.stamp(&arrival.seat.actor);
        for failed in reading.facts.failed() {
            let payment = failed.payment;
            let codes: Vec<&str> = failed
                .reasons
                .iter()
                .map(|reason| reason.code.as_str())
                .collect();
            let told = format!(
                "{}, {}, {}",
                payment.original_end_to_end_id,
                payment.debtor_name,
                codes.join(" ")
            );
            let is_found = match payment.amount {
                None => false,
                Some(amount) => {
                    let line = StatementLine {
                        natural_key: String::new(),
                        account: String::new(),
                        booked_on: today,
                        value_on: None,
                        amount: amount.with_minor(-amount.minor.abs()),
                        remitter_name: None,
                        remitter_iban: None,
                        structured_reference: None,
                        text: payment.text.clone(),
                        end_to_end: Some(payment.original_end_to_end_id.clone()),
                    };
                    take_back(transaction, &stamp, creditor, &line).await?
                }
            };
            let (kind, kept) = match is_found {
                true => (ProblemKind::ReturnedPayment, Kept::All),
                false => (ProblemKind::ReturnOfUnknown, Kept::NotTheLine),
            };
            report.tell(Problem {
                line: Some(payment.line),
                field: None,
                kind,
                found: told,
                kept,
            });
        }
        Ok(report)
    }
}

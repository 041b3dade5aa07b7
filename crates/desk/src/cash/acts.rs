//! What a person does with money that came in: place it, split it, put it on account, set it aside, undo.
//! Each act ends with the accounts decided again, and what a person confirms is remembered of the payer.

use async_recursion::async_recursion as boxed;
use std::collections::BTreeSet;

use receivables::identity::{BankEntryId, CreditorId, DebtorId};
use store::Transaction;
use store::allocation::{Allocation, Basis, NewAllocation};
use store::bank_entry::{SettledLine, StatementLine};
use store::bank_payment::BankPayment;
use store::known_payer::PayerMark;
use store::stamp::Stamp;

use super::AsideReason;
use super::applying::Applying;
use super::placing::{Placement, Placing};
use crate::desk::Desk;
use crate::error::Result;
use crate::refusal::Refusal;
use crate::seat::Seat;

impl Desk {
    /// Does what a proposal says, counted from 0 among those of the line.
    #[boxed]
    pub async fn accept_proposal(
        &self,
        seat: &Seat,
        entry: BankEntryId,
        rank: usize,
    ) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let line = waiting_line(&mut transaction, seat.creditor, entry).await?;
        let kept =
            store::bank_proposal::of_entries(&mut transaction, seat.creditor, &[entry]).await?;
        let proposal = kept
            .into_iter()
            .next()
            .and_then(|kept| kept.proposals.into_iter().nth(rank))
            .ok_or(Refusal::ProposalGone)?;
        let whole = (&proposal, line.line.amount);
        let placement = Placement::of(&mut transaction, seat.creditor, whole)
            .await?
            .ok_or(Refusal::ProposalGone)?;
        self.put(&mut transaction, seat, &line, &placement).await?;
        Ok(transaction.commit().await?)
    }

    /// Puts a line where a person says, in one part or several.
    #[boxed]
    pub async fn place_credit(
        &self,
        seat: &Seat,
        entry: BankEntryId,
        placement: Placement,
    ) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let line = waiting_line(&mut transaction, seat.creditor, entry).await?;
        self.put(&mut transaction, seat, &line, &placement).await?;
        Ok(transaction.commit().await?)
    }

    /// Sets a line aside: it is no debtor's payment.
    #[boxed]
    pub async fn set_credit_aside(&self, seat: &Seat, entry: BankEntryId) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        waiting_line(&mut transaction, seat.creditor, entry).await?;
        let touched = self.take_off(&mut transaction, seat, entry).await?;
        let aside = (entry, Some(AsideReason::NotAReceivable.code()));
        store::bank_entry::settle(&mut transaction, &stamp, seat.creditor, aside).await?;
        self.decide_all_again(&mut transaction, seat, touched)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Undoes what was done with a line, by the machine or by a person: what it paid is open again, and the
    /// line waits.
    #[boxed]
    pub async fn undo_credit(&self, seat: &Seat, entry: BankEntryId) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let found = store::bank_entry::find(&mut transaction, seat.creditor, entry).await?;
        if found.settled.is_none() {
            return Err(Refusal::CreditWaits.into());
        }
        if found.set_aside_reason.is_none() {
            let payments =
                store::bank_payment::of_entries(&mut transaction, seat.creditor, &[entry]).await?;
            let marks = marks(&found.line);
            // Whatever was believed of the payer proved wrong once.
            for payment in payments.iter().filter(|one| one.undone_at.is_none()) {
                let whose = (seat.creditor, payment.debtor);
                store::known_payer::take_back(&mut transaction, whose, &marks).await?;
            }
        }
        let touched = self.take_off(&mut transaction, seat, entry).await?;
        store::bank_entry::reopen(&mut transaction, &stamp, seat.creditor, entry).await?;
        let applying = Applying {
            stamp: &stamp,
            creditor: seat.creditor,
            import: None,
        };
        applying.look_again(&mut transaction).await?;
        self.decide_all_again(&mut transaction, seat, touched)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Makes the proposals of every line that waits again, and places what has become certain. How many
    /// payments were placed.
    #[boxed]
    pub async fn propose_again(&self, seat: &Seat) -> Result<u64> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let applying = Applying {
            stamp: &stamp,
            creditor: seat.creditor,
            import: None,
        };
        let applied = applying.look_again(&mut transaction).await?;
        transaction.commit().await?;
        Ok(applied.payments)
    }

    async fn put(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        line: &SettledLine,
        placement: &Placement,
    ) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        placement.check(&line.line)?;
        let placing = Placing {
            stamp: &stamp,
            creditor: seat.creditor,
            import: None,
            basis: Basis::Manual,
        };
        let before =
            store::bank_payment::of_entries(transaction, seat.creditor, &[line.id]).await?;
        let live: Vec<&BankPayment> = before
            .iter()
            .filter(|one| one.undone_at.is_none())
            .collect();
        let mut touched: BTreeSet<DebtorId> =
            placement.parts.iter().map(|part| part.debtor).collect();
        match (&live[..], &placement.parts[..]) {
            // The machine put it on this very account already: it only has to be put on the claims.
            ([payment], [part]) if payment.debtor == part.debtor => {
                placing
                    .allocate(transaction, (payment.item, part), &line.line)
                    .await?;
            }
            _ => {
                touched.extend(self.take_off(transaction, seat, line.id).await?);
                placing
                    .place(transaction, (line.id, &line.line), placement, before.len())
                    .await?;
            }
        }
        let marks = marks(&line.line);
        for part in &placement.parts {
            let whose = (seat.creditor, part.debtor);
            store::known_payer::confirm(transaction, &stamp, whose, &marks).await?;
        }
        store::bank_entry::settle(transaction, &stamp, seat.creditor, (line.id, None)).await?;
        self.decide_all_again(transaction, seat, touched).await
    }

    /// Takes the payments of a line off their accounts; whose they were.
    pub(crate) async fn take_off(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        entry: BankEntryId,
    ) -> Result<BTreeSet<DebtorId>> {
        let stamp = self.stamp(&seat.actor);
        let creditor = store::creditor::find(transaction, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let payments =
            store::bank_payment::of_entries(transaction, seat.creditor, &[entry]).await?;
        let mut touched = BTreeSet::new();
        for payment in payments.iter().filter(|one| one.undone_at.is_none()) {
            cancel(transaction, &stamp, (seat.creditor, today), payment).await?;
            touched.insert(payment.debtor);
        }
        Ok(touched)
    }

    async fn decide_all_again(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        debtors: BTreeSet<DebtorId>,
    ) -> Result<()> {
        for debtor in debtors {
            self.decide_again(transaction, seat, debtor).await?;
        }
        Ok(())
    }
}

/// Opens again what a payment paid and ends the payment, as of a day. What a platform told to be collected stays
/// settled by its word.
pub(crate) async fn cancel(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, today): (CreditorId, jiff::civil::Date),
    payment: &BankPayment,
) -> Result<()> {
    let known = store::allocation::of_debtor(transaction, creditor, payment.debtor).await?;
    let is_freed = |one: &Allocation| one.source == Some(payment.item) && one.reversed.is_none();
    let freed: Vec<Allocation> = known.into_iter().filter(is_freed).collect();
    for one in &freed {
        store::allocation::reverse(transaction, stamp, creditor, one.id, today).await?;
    }
    let told = (payment.item, &freed[..]);
    store::allocation::platform::come_back(transaction, stamp, creditor, told).await?;
    let gone = NewAllocation {
        debtor: payment.debtor,
        claim: None,
        source: Some(payment.item),
        amount_minor: payment.amount_minor,
        effective_on: today,
        basis: Basis::Cancelled,
        import: None,
    };
    store::allocation::apply(transaction, stamp, creditor, &[gone]).await?;
    Ok(store::bank_payment::undo(transaction, stamp, creditor, payment).await?)
}

async fn waiting_line(
    transaction: &mut Transaction,
    creditor: CreditorId,
    entry: BankEntryId,
) -> Result<SettledLine> {
    let line = store::bank_entry::find(transaction, creditor, entry).await?;
    if line.settled.is_some() {
        return Err(Refusal::CreditDealtWith.into());
    }
    Ok(line)
}

/// What the payer of a line can be recognised by next time.
fn marks(line: &StatementLine) -> Vec<(PayerMark, String)> {
    let account = line.remitter_iban.as_deref().map(|iban| {
        let iban: String = iban.chars().filter(|c| !c.is_whitespace()).collect();
        (PayerMark::Account, iban.to_ascii_uppercase())
    });
    let name = line
        .remitter_name
        .as_deref()
        .map(|name| (PayerMark::Name, name.trim().to_uppercase()));
    let marks = account.into_iter().chain(name);
    marks.filter(|(_, value)| !value.is_empty()).collect()
}

//! Legal announcements against the debtors of a company number: the opening of proceedings stops every
//! reminder at once, their end lets them resume. It must never stop an account on a name alone.

use intake::announcement::{Announcement, AnnouncementKind, Effect};
use intake::overview::Overview;
use intake::reading::{Kept, Problem, ProblemKind};
use receivables::debtor::{ClaimToFile, Phase};
use receivables::identity::DebtorId;
use store::Transaction;

use super::{Arrival, ImportReport, read_aside};
use crate::desk::Desk;
use crate::error::Result;

impl Desk {
    pub(super) async fn receive_announcements(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        bytes: Vec<u8>,
    ) -> Result<ImportReport> {
        let read = |input: std::io::Cursor<Vec<u8>>| intake::announcement::read(input.get_ref());
        let reading = read_aside(bytes, read)?;
        let mut report = ImportReport {
            overview: Overview::of_announcements(&reading.facts),
            ..ImportReport::default()
        };
        report.note(reading.problems);
        let mut announced: Vec<&Announcement> = reading.facts.announcements.iter().collect();
        announced.sort_by_key(|one| (one.published_on, one.rank));
        for one in announced {
            for siren in &one.sirens {
                let concerned =
                    store::debtor::by_siren(transaction, arrival.seat.creditor, siren).await?;
                for debtor in concerned {
                    self.announce(transaction, arrival, (debtor, one), &mut report)
                        .await?;
                }
            }
        }
        Ok(report)
    }

    async fn announce(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (id, one): (DebtorId, &Announcement),
        report: &mut ImportReport,
    ) -> Result<()> {
        let creditor = arrival.seat.creditor;
        let stamp = self.stamp(&arrival.seat.actor);
        let mut debtor = store::debtor::find(transaction, creditor, id).await?;
        let is_cancelled = one.kind == AnnouncementKind::Cancellation;
        let stops = matches!(
            one.nature.effect(),
            Effect::StopAndFile | Effect::StayStopped | Effect::FollowPlan | Effect::WriteOff
        );
        let resumes = one.nature.effect() == Effect::Resume;
        // A notice that is taken back says nothing of the others: a person reads it and resumes.
        let phase = match (stops, resumes, is_cancelled) {
            (true, _, false) => Phase::Insolvency,
            (_, true, false) => Phase::Amicable,
            _ => debtor.phase,
        };
        let may_change = matches!(debtor.phase, Phase::Amicable | Phase::Insolvency)
            || phase == Phase::Insolvency;
        let moves = phase != debtor.phase && may_change && debtor.phase != Phase::Deceased;
        let is_abroad = store::creditor::find(transaction, creditor)
            .await
            .map(|creditor| creditor.policy.country != "FR")?;
        let claim = claim_after(debtor.claim_to_file, one, is_abroad);
        if moves || claim != debtor.claim_to_file {
            if moves {
                debtor.phase = phase;
            }
            debtor.claim_to_file = claim;
            store::debtor::change(transaction, &stamp, creditor, &debtor).await?;
            report.debtors.changed += 1;
        } else {
            report.debtors.known += 1;
        }
        if one.nature.effect() == Effect::None {
            return Ok(());
        }
        let deadline = one.claims.as_ref().map_or_else(String::new, |claims| {
            format!(", {}", claims.in_france.effective_on)
        });
        report.tell(Problem {
            line: None,
            field: Some(debtor.name.clone()),
            kind: match one.nature.opens_claims() && !is_cancelled {
                true => ProblemKind::ClaimToFile,
                false => ProblemKind::ProceedingsMoved,
            },
            found: format!("{}{deadline}", one.nature_text),
            kept: Kept::All,
        });
        Ok(())
    }
}

/// What is to be declared after an announcement. The day aimed at is that of the calendar: the roll to a working
/// day is a last resort. A correction gives no new time, and an older announcement says nothing new.
fn claim_after(
    before: Option<ClaimToFile>,
    one: &Announcement,
    is_abroad: bool,
) -> Option<ClaimToFile> {
    let corrected = one.previous.as_ref().and_then(|one| one.published_on);
    if one.kind == AnnouncementKind::Cancellation {
        let is_taken_back = |claim: &ClaimToFile| {
            one.nature.opens_claims() && corrected.is_none_or(|on| on == claim.announced_on)
        };
        return before.filter(|claim| !is_taken_back(claim));
    }
    if matches!(one.nature.effect(), Effect::Resume | Effect::WriteOff) {
        return None;
    }
    let starts_on = corrected
        .filter(|_| one.kind == AnnouncementKind::Amendment)
        .or(one.published_on);
    let Some((limits, announced_on)) = one.claims.zip(starts_on) else {
        return before;
    };
    let limit = match is_abroad {
        true => limits.abroad,
        false => limits.in_france,
    };
    let found = ClaimToFile {
        announced_on,
        by_on: limit.raw_on,
    };
    match before {
        Some(before) if before.announced_on >= announced_on => Some(before),
        _ => Some(found),
    }
}

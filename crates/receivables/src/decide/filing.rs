//! Proceedings were opened against the debtor: its creditors have so many days to declare what it owes, and lose it
//! after. That is work for a person, and the law's time runs whatever gate is closed. Must never reach the debtor,
//! and must end once somebody did it.

use super::items::Claim;
use super::{ActItem, PlannedAct, Verdict, approval, recipient};
use crate::account::Account;
use crate::contact::Channel;
use crate::debtor::{ClaimToFile, Phase};
use crate::reason::Reason;
use crate::strategy::{Act, Approval, FILE_CLAIM};

/// The verdict with the claim to declare, while it is to be declared.
pub(super) fn with_filing(
    account: &Account,
    claims: &[Claim<'_>],
    (verdict, mut reasons): (Verdict, Vec<Reason>),
) -> (Verdict, Vec<Reason>) {
    let Some(to_file) = to_file(account) else {
        return (verdict, reasons);
    };
    let Some(filing) = act(account, claims, to_file) else {
        return (verdict, reasons);
    };
    let mut acts = match verdict {
        Verdict::Act { acts } => acts,
        Verdict::Rest | Verdict::Wait | Verdict::Hold { .. } => Vec::new(),
    };
    acts.push(filing);
    reasons.push(Reason::ClaimToFile {
        by_on: to_file.by_on,
    });
    (Verdict::Act { acts }, reasons)
}

/// What is to be declared and was not since it was announced.
fn to_file(account: &Account) -> Option<ClaimToFile> {
    let to_file = account.debtor.claim_to_file?;
    let is_done = account.contacts_made.iter().any(|made| {
        made.step.as_deref() == Some(FILE_CLAIM) && made.made_on >= to_file.announced_on
    });
    (account.debtor.phase == Phase::Insolvency && !is_done).then_some(to_file)
}

fn act(account: &Account, claims: &[Claim<'_>], to_file: ClaimToFile) -> Option<PlannedAct> {
    let leading = claims.iter().map(|claim| claim.item.id).min()?;
    let step = (FILE_CLAIM, Approval::Manual, None);
    let (_, release) = approval::approval(account, step, Channel::Task, false);
    let items = claims.iter().map(|claim| ActItem {
        item: claim.item.id,
        step: FILE_CLAIM.to_string(),
        asked: claim.item.open,
        place: None,
    });
    Some(PlannedAct {
        // Another opening is another claim to declare, whichever items are open then.
        key: format!("{}/{FILE_CLAIM}/{}", account.debtor.id, to_file.by_on),
        step: FILE_CLAIM.to_string(),
        act: Act::Task,
        channel: Channel::Task,
        instead_of: None,
        by_plan: None,
        template: FILE_CLAIM.to_string(),
        sender: String::new(),
        recipient: recipient::nobody(),
        language: account.policy.language,
        tone: 1,
        leading,
        items: items.collect(),
        payment_asked_by: None,
        days_to_answer: None,
        due_on: Some(to_file.by_on),
        release,
        attachments: Vec::new(),
        variant: None,
        from_hour: None,
    })
}

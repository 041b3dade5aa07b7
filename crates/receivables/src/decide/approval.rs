//! Gate 10: who lets an act leave. It never blocks; it says whose hand is needed.

use super::{Gate, GateOutcome, Release};
use crate::account::{Account, Mode};
use crate::contact::Channel;
use crate::debtor::Difficulty;
use crate::reason::Reason;
use crate::strategy::{Approval, Tone};

/// From this tone on a person reads what goes to somebody who is short of money.
const FIRM: u8 = 4;

/// The release of an act by its channel, the step's own approval and the creditor's mode; nobody who is short of money
/// hears a firm word that no person read.
pub(super) fn approval(
    account: &Account,
    (key, approval, tone): (&str, Approval, Option<Tone>),
    channel: Channel,
    above_ceiling: bool,
) -> (GateOutcome, Release) {
    let is_firm = tone.is_some_and(|tone| tone.level() >= FIRM);
    let difficulty = account.debtor.difficulty.filter(|_| is_firm);
    let by_hand = approval == Approval::Manual || !account.policy.carries_by_machine(channel);
    let (release, reason) = match account.policy.mode {
        _ if by_hand => (
            Release::ByHand,
            Reason::DoneByHand {
                step: key.to_string(),
            },
        ),
        Mode::Observe => (Release::ObservedOnly, Reason::ObserveOnly),
        Mode::Confirm => (Release::OnConfirmation, Reason::ConfirmEach),
        Mode::Automatic if above_ceiling || approval == Approval::Confirm => (
            Release::OnConfirmation,
            Reason::StepIsConfirmed {
                step: key.to_string(),
            },
        ),
        Mode::Automatic => difficulty.map_or(
            (Release::ByItself, Reason::LeavesByItself),
            |Difficulty { since, .. }| (Release::OnConfirmation, Reason::InDifficulty { since }),
        ),
    };
    (
        GateOutcome {
            gate: Gate::Approval,
            closed: false,
            reasons: vec![reason],
        },
        release,
    )
}

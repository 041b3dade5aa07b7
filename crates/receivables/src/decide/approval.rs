//! Gate 10: who lets an act leave. It never blocks; it says whose hand is needed.

use super::{Gate, GateOutcome, Release};
use crate::account::{Account, Mode};
use crate::contact::Channel;
use crate::reason::Reason;
use crate::strategy::Approval;

/// The release of an act by its channel, the step's own approval and the creditor's mode.
pub(super) fn approval(
    account: &Account,
    step: (&str, Approval),
    channel: Channel,
    above_ceiling: bool,
) -> (GateOutcome, Release) {
    let (key, approval) = step;
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
        Mode::Automatic => (Release::ByItself, Reason::LeavesByItself),
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

//! Debtors of one group: the parent decides, the others are silent.

use crate::debtor::{GroupVoice, Phase};
use crate::decide::testing::*;
use crate::decide::{Gate, Next, Verdict};
use crate::identity::DebtorId;
use crate::reason::Reason;

fn silent() -> Reason {
    Reason::GroupDecides {
        parent: DebtorId(70),
        name: "Acme Holding".to_string(),
    }
}

#[test]
fn a_debtor_of_a_group_is_silent_and_says_who_decides() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4))];
    account.debtor.group = Some(GroupVoice {
        debtor: DebtorId(70),
        name: "Acme Holding".to_string(),
    });
    let decision = decided(&account, &three_levels(), on(5, 20));
    assert_eq!(decision.verdict, Verdict::Wait);
    assert_eq!(decision.reasons, [silent()]);
    assert_eq!(decision.outlook[0].next, Next::Because { reason: silent() });
}

#[test]
fn a_debtor_that_became_insolvent_stands_for_itself() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4))];
    account.debtor.phase = Phase::Insolvency;
    account.debtor.group = Some(GroupVoice {
        debtor: DebtorId(70),
        name: "Acme Holding".to_string(),
    });
    let gate = held_by(&account, &three_levels(), on(5, 20));
    assert_eq!(gate, Some(Gate::Phase));
}

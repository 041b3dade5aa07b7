use std::sync::Arc;

use jiff::civil::date;
use receivables::account::CreditorPolicy;
use receivables::debtor::Language;
use receivables::fact::DisputeReason;
use receivables::identity::CreditorId;

use super::*;
use crate::testing::{account, keys_named_in};
use crate::wording::Wordings;

/// Reasons with every choice their sentences make.
fn reasons() -> Vec<Reason> {
    let item = ItemId(1);
    let day = date(2026, 3, 1);
    let money = Money::eur(123_456);
    let notice = receivables::identity::NoticeId(9);
    let step = || "first-notice".to_string();
    vec![
        Reason::NothingOpen,
        Reason::StepDue {
            step: step(),
            item,
            due_since: day,
        },
        Reason::StepDue {
            step: step(),
            item,
            due_since: date(2026, 3, 10),
        },
        Reason::VariantChosen {
            step: step(),
            variant: "by-phone".to_string(),
        },
        Reason::StepPlanned {
            step: step(),
            item,
            on: day,
        },
        Reason::PulledForward {
            item,
            planned_on: day,
        },
        Reason::StepsFinished { item },
        Reason::GivesWay {
            item,
            late: ItemId(2),
            on: day,
        },
        Reason::ChargeFollowsInvoice {
            item,
            invoice: ItemId(2),
        },
        Reason::ChargesStaySilent { item },
        Reason::GroupDecides {
            parent: receivables::identity::DebtorId(4),
            name: "Durand Holding".to_string(),
        },
        Reason::ClaimToFile { by_on: day },
        Reason::TooFewInvoices { open: 1, fewest: 2 },
        Reason::TaskOpen {
            notice,
            step: step(),
            since: day,
        },
        Reason::MasterSwitchOff { since: day },
        Reason::UpgradeNotConfirmed { since: day },
        Reason::StaleData {
            source: Source::Ledger,
            as_of: Some(day),
            days_limit: 7,
        },
        Reason::StaleData {
            source: Source::Bank,
            as_of: None,
            days_limit: 2,
        },
        Reason::PhaseForbids {
            phase: Phase::Insolvency,
        },
        Reason::DebtorHeld {
            why: HoldReason::InDiscussion,
            until: Some(day),
        },
        Reason::DebtorHeld {
            why: HoldReason::KeyRelation,
            until: None,
        },
        Reason::DebtorHeld {
            why: HoldReason::Unreadable,
            until: None,
        },
        Reason::ReplyWaiting {
            reply: receivables::identity::ReplyId(3),
            since: day,
        },
        Reason::SendingUnknown { notice, since: day },
        Reason::ItemHeld {
            item,
            why: HoldReason::Other,
            until: Some(day),
        },
        Reason::ItemHeld {
            item,
            why: HoldReason::Other,
            until: None,
        },
        Reason::CoveredByCredits {
            item,
            credits: money,
        },
        Reason::Disputed {
            item,
            suspended: money,
            why: DisputeReason::Quality,
        },
        Reason::CreditNoteAwaited {
            item,
            awaited: money,
            since: day,
        },
        Reason::Promised {
            item,
            promised: money,
            until: day,
        },
        Reason::InvoiceUnconfirmed {
            item,
            cause: Unconfirmed::Refused,
        },
        Reason::BelowFloor {
            owed: money,
            floor: money,
        },
        Reason::AboveCeiling {
            owed: money,
            ceiling: money,
        },
        Reason::NoRecipient {
            role: ContactRole::Finance,
            channel: Channel::EMail,
            why: Unreachable::Bounced,
        },
        Reason::FellBack {
            from: Channel::EMail,
            to: Channel::Call,
            why: Unreachable::Bounced,
        },
        Reason::ContactedRecently {
            last_on: day,
            until: day,
        },
        Reason::WeekIsFull {
            made: 2,
            most: 2,
            until: day,
        },
        Reason::MonthIsFull {
            made: 1,
            most: 1,
            until: day,
        },
        Reason::NotABusinessDay {
            whose: DayOff::Debtor,
            until: day,
        },
        Reason::ObserveOnly,
        Reason::ConfirmEach,
        Reason::StepIsConfirmed { step: step() },
        Reason::InDifficulty { since: day },
        Reason::DoneByHand { step: step() },
        Reason::LeavesByItself,
    ]
}

fn explain(language: Language, reason: &Reason) -> String {
    let wordings = Wordings::new();
    let account = account();
    Explainer {
        wording: wordings.of(language),
        account: &account,
        strategy: None,
        others: &[],
        today: date(2026, 3, 10),
    }
    .reason(reason)
}

#[test]
fn every_reason_has_a_whole_sentence_in_both_languages() {
    for language in [Language::French, Language::English] {
        for reason in reasons() {
            let sentence = explain(language, &reason);
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains(['{', '⟦', '\u{2068}']), "{sentence}");
            assert!(
                sentence.starts_with(|c: char| !c.is_lowercase()),
                "{sentence}"
            );
        }
    }
}

#[test]
fn every_key_an_explanation_names_has_its_words() {
    let keys = keys_named_in(include_str!("../explain.rs"));
    assert!(keys.len() > 45, "the keys are found in the source");
    let wordings = Wordings::new();
    for key in keys {
        for language in [Language::French, Language::English] {
            assert!(wordings.of(language).has(key), "{key} in {language:?}");
        }
    }
}

#[test]
fn the_facts_of_a_reason_stand_in_its_sentence() {
    let disputed = Reason::Disputed {
        item: ItemId(1),
        suspended: Money::eur(12_000),
        why: DisputeReason::Price,
    };
    assert_eq!(
        explain(Language::French, &disputed),
        "La facture F2026-014 est contestée pour 120,00\u{a0}€ (prix ou remise)\u{a0}: cette part n’est pas réclamée."
    );
    assert_eq!(
        explain(Language::English, &disputed),
        "Invoice F2026-014 is disputed for €120.00 (price or discount): that part is not asked for."
    );
}

#[test]
fn an_item_that_is_no_longer_known_is_named_as_such() {
    let reason = Reason::StepsFinished { item: ItemId(999) };
    assert!(explain(Language::French, &reason).contains("une facture soldée depuis"));
}

#[test]
fn a_verdict_names_its_gate_and_its_acts() {
    let words = Wording::new(Language::French);
    let policy = Arc::new(CreditorPolicy::starting(CreditorId(1)));
    let mut account = account();
    account.policy = policy;
    let explainer = Explainer {
        wording: &words,
        account: &account,
        strategy: None,
        others: &[],
        today: date(2026, 3, 10),
    };
    let mut decision = Decision {
        debtor: account.debtor.id,
        on: date(2026, 3, 10),
        verdict: Verdict::Hold {
            gate: receivables::decide::Gate::ContactBudget,
        },
        reasons: Vec::new(),
        gates: Vec::new(),
        outlook: Vec::new(),
        next_review_on: None,
    };
    assert_eq!(
        explainer.verdict(&decision),
        "Retenu\u{a0}: fréquence des contacts."
    );
    decision.next_review_on = Some(date(2026, 3, 12));
    assert_eq!(
        explainer.verdict(&decision),
        "Retenu\u{a0}: fréquence des contacts. Nouvel examen le 12\u{a0}mars 2026."
    );
    decision.gates = vec![receivables::decide::GateOutcome {
        gate: receivables::decide::Gate::ContactBudget,
        closed: true,
        reasons: vec![
            Reason::ContactedRecently {
                last_on: date(2026, 3, 8),
                until: date(2026, 3, 13),
            },
            Reason::WeekIsFull {
                made: 2,
                most: 2,
                until: date(2026, 3, 15),
            },
        ],
    }];
    assert_eq!(
        explainer.verdict(&decision),
        "Retenu\u{a0}: fréquence des contacts. Reprise le 15\u{a0}mars 2026."
    );
    decision.verdict = Verdict::Act {
        acts: vec![crate::testing::act("first-notice", &account)],
    };
    assert_eq!(
        explainer.verdict(&decision),
        "À faire aujourd’hui\u{a0}: e-mail «\u{a0}first-notice\u{a0}»."
    );
}

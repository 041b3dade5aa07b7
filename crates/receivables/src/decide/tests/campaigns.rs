//! Campaigns beside the strategies: they wait for each other, and nobody hears of one twice.

use std::sync::Arc;

use jiff::civil::{Date, Weekday};

use crate::account::{Account, AttemptEnd};
use crate::calendar::{Calendar, plus_days};
use crate::campaign::{Campaign, step_key};
use crate::condition::Condition;
use crate::contact::Channel;
use crate::currency::Currency;
use crate::decide::testing::{
    account, attempt, contact, decided, hold, invoice, on, step, strategy, task, three_levels,
};
use crate::decide::{
    CampaignProspect, Followed, Next, PlannedAct, StepFate, Verdict, campaign_prospect,
    step_outcomes,
};
use crate::identity::CampaignId;
use crate::strategy::Act;

/// What accounts of the campaign owe.
const CONDITION: &str = "outstanding > 100 && (average_days_late > 30 || paid_invoices == 0)";

/// A campaign by e-mail whose days are 10 to 20 June, and for which steps wait from 5 June.
pub(super) fn campaign() -> Campaign {
    let scenario = strategy("", &[step("x", "1 day after due", "e-mail", "tone = 2")]);
    let mut said = scenario.steps[0].clone();
    said.key = step_key(CampaignId(9));
    Campaign {
        id: CampaignId(9),
        step: said,
        condition: Condition::parse(CONDITION, Currency::EUR).unwrap(),
        on: on(6, 10),
        until: on(6, 20),
        quiet_days: 5,
    }
}

/// An account with one invoice of 200 EUR due on `due_on`, in the campaign.
pub(super) fn in_campaign(due_on: Date) -> Account {
    let mut account = account();
    account.items = vec![invoice(1, 20_000, due_on)];
    account.campaign = Some(Arc::new(campaign()));
    account
}

fn act(account: &Account, today: Date) -> Option<PlannedAct> {
    decided(account, &three_levels(), today).contact().cloned()
}

fn step_of(account: &Account, today: Date) -> Option<String> {
    act(account, today).map(|act| act.step)
}

fn campaign_step() -> String {
    step_key(CampaignId(9))
}

#[test]
fn steps_before_the_quiet_days_are_done_and_those_after_wait() {
    // The first step is due 5 days after the due date.
    let early = in_campaign(on(5, 30));
    assert_eq!(step_of(&early, on(6, 4)), Some("first".to_string()));
    let late = in_campaign(on(6, 1));
    assert_eq!(step_of(&late, on(6, 6)), None);
    let outlook = decided(&late, &three_levels(), on(6, 6)).outlook;
    assert_eq!(
        outlook[0].next,
        Next::Step {
            step: campaign_step(),
            on: on(6, 10)
        }
    );
    assert_eq!(step_of(&late, on(6, 10)), Some(campaign_step()));
    assert_eq!(step_of(&late, on(6, 20)), Some(campaign_step()));
    assert_eq!(step_of(&late, on(6, 21)), Some("first".to_string()));
}

#[test]
fn once_it_has_spoken_the_steps_go_on_where_they_stood() {
    let mut account = in_campaign(on(5, 20));
    let said = act(&account, on(6, 10)).unwrap();
    assert_eq!(
        said.key,
        format!("{}/{}", account.debtor.id, campaign_step())
    );
    assert_eq!(said.items[0].place, None);
    account.contacts_made = vec![contact(on(6, 10), &[(1, &campaign_step())])];
    assert_eq!(step_of(&account, on(6, 10)), None);
    let step = (11..=30).find_map(|day| step_of(&account, on(6, day)));
    assert_eq!(step, Some("first".to_string()));
}

#[test]
fn it_speaks_of_what_is_late_on_its_day_and_of_nothing_else() {
    let mut account = in_campaign(on(6, 9));
    account.items.push(invoice(2, 7_000, on(6, 10)));
    let said = act(&account, on(6, 10)).unwrap();
    assert_eq!(said.items.len(), 1);
    assert_eq!(said.step, campaign_step());
}

#[test]
fn a_hold_a_call_to_make_and_an_address_that_is_missing_stop_it() {
    let mut held = in_campaign(on(5, 20));
    held.holds = vec![hold(None, None)];
    assert_eq!(step_of(&held, on(6, 10)), None);

    let mut called = in_campaign(on(5, 20));
    called.open_tasks = vec![task("second", Channel::Call, &[1], on(6, 8))];
    assert_eq!(step_of(&called, on(6, 10)), None);

    let mut unreachable = in_campaign(on(5, 20));
    unreachable.contacts.clear();
    let verdict = decided(&unreachable, &three_levels(), on(6, 10)).verdict;
    let Verdict::Act { acts } = verdict else {
        panic!("a person is asked for an address")
    };
    assert_eq!(acts[0].step, "first");
}

#[test]
fn a_refusal_of_the_carrier_ends_it_for_the_account() {
    let mut account = in_campaign(on(5, 20));
    let refused = AttemptEnd::Refused {
        cause: "550".to_string(),
    };
    account.attempts = vec![attempt(&campaign_step(), 1, refused)];
    assert_eq!(step_of(&account, on(6, 10)), Some("first".to_string()));
}

#[test]
fn floors_of_the_strategy_do_not_count_and_its_ceiling_does() {
    let account = in_campaign(on(5, 20));
    let scenario = strategy(
        "floor = [\"500.00 EUR\"]\nfewest_invoices = 3\nceiling = [\"100.00 EUR\"]\n",
        &[step("first", "5 days after due", "e-mail", "tone = 1")],
    );
    let decision = decided(&account, &scenario, on(6, 10));
    let said = decision.contact().expect("the campaign speaks");
    assert_eq!(said.step, campaign_step());
    assert_eq!(said.release, crate::decide::Release::OnConfirmation);
}

#[test]
fn a_call_that_nobody_made_is_dropped_when_the_campaign_is_over() {
    let mut account = in_campaign(on(5, 20));
    let mut calling = campaign();
    calling.step.act = Act::Call;
    account.contacts[0].phone = Some("+33 1 02 03 04 05".to_string());
    account.campaign = Some(Arc::new(calling));
    assert_eq!(act(&account, on(6, 10)).unwrap().channel, Channel::Call);
    account.open_tasks = vec![task(&campaign_step(), Channel::Call, &[1], on(6, 10))];
    assert_eq!(step_of(&account, on(6, 18)), None);
    assert_eq!(step_of(&account, on(6, 21)), Some("first".to_string()));
}

#[test]
fn who_owes_less_than_it_is_about_by_then_hears_nothing_of_it() {
    let mut account = in_campaign(on(5, 20));
    account.items[0].open.minor = 9_000;
    assert_eq!(step_of(&account, on(6, 10)), Some("first".to_string()));
}

#[test]
fn why_says_that_the_steps_wait_for_it() {
    let account = in_campaign(on(5, 31));
    let scenario = three_levels();
    let item = account.items[0].id;
    let told = step_outcomes(&account, Followed::only(&scenario), item, on(6, 6));
    assert_eq!(told[0].fate, StepFate::CampaignSpeaks { on: on(6, 10) });
}

#[test]
fn that_nobody_can_be_reached_is_said_though_its_first_day_is_a_day_off() {
    let saturday = (10..17)
        .map(|day| on(6, day))
        .find(|day| day.weekday() == Weekday::Saturday);
    let saturday = saturday.unwrap();
    let mut account = in_campaign(on(5, 20));
    let mut by_text = campaign();
    by_text.step.act = Act::Sms;
    by_text.on = saturday;
    account.campaign = Some(Arc::new(by_text));
    let strategy = three_levels();
    let followed = Followed {
        account: &strategy,
        others: &[],
    };
    let calendar = Calendar::around(saturday);
    let prospect = campaign_prospect(&account, followed, &calendar, plus_days(saturday, -1));
    assert_eq!(prospect, CampaignProspect::OutOfReach);
}

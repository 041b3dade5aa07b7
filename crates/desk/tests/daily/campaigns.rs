//! Campaigns: a draft does nothing, what is approved speaks once to the accounts it was approved for, and beside the
//! strategies.

use std::collections::BTreeSet;

use desk::campaigns::{AccountOutcome, CampaignFate, starting_words};
use desk::ledger_acts::WriteOff;
use desk::{DeskError, Writing};
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::campaign::{Brief, CampaignWords, Meeting, campaign_of};
use receivables::condition::Condition;
use receivables::contact::ContactRole;
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::identity::{CampaignId, DebtorId};
use receivables::money::{Balances, Money};
use receivables::strategy::{Act, Tone};
use store::campaign::{CampaignStanding, LeftOut};
use store::notice::Standing;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

/// A campaign by e-mail from Wednesday to Friday, with two quiet days.
pub fn brief(name: &str, condition: &str) -> Brief {
    let [_, body] = starting_words(Act::EMail, Language::French);
    Brief {
        name: name.to_string(),
        condition: condition_of(condition),
        act: Act::EMail,
        tone: Tone::new(2).unwrap(),
        role: ContactRole::AccountsPayable,
        sender: "accounting".to_string(),
        words: vec![CampaignWords {
            language: Language::French,
            subject: "Point de fin d’année : {{ total }}".to_string(),
            body,
        }],
        on: plus_days(MONDAY, 2),
        until: plus_days(MONDAY, 4),
        quiet_days: 2,
        meeting: Meeting::StepsWait,
        days_to_answer: Some(8),
    }
}

fn condition_of(text: &str) -> Condition {
    Condition::parse(text, Currency::EUR).unwrap()
}

fn euros(cents: i64) -> Balances {
    [Money::eur(cents)].into_iter().collect()
}

impl Scene {
    pub async fn campaign(&self, brief: Brief) -> CampaignId {
        let kept = self.desk.keep_campaign(&self.seat, None, brief).await;
        kept.unwrap()
    }

    pub async fn approve(&self, id: CampaignId) {
        let approved = self.approve_without(id, &BTreeSet::new()).await;
        approved.unwrap();
    }

    /// Looks at a draft and approves it without some accounts.
    async fn approve_without(
        &self,
        id: CampaignId,
        taken_out: &BTreeSet<DebtorId>,
    ) -> Result<(), DeskError> {
        let forecast = self.desk.forecast_campaign(&self.seat, id).await.unwrap();
        let seen = (&*forecast.mark(), taken_out);
        self.desk.approve_campaign(&self.seat, id, seen).await
    }

    /// Runs the day so many days after Monday and sends; the subjects that left.
    async fn day(&self, days: i32) -> Vec<String> {
        let day = plus_days(MONDAY, days);
        let clock = self.desk.clock();
        clock.set(format!("{day}T09:00:00Z").parse().unwrap());
        let run = self.desk.run_day(&self.seat, day, Writing::ForReal).await;
        assert_eq!(run.unwrap().problems, Vec::<String>::new());
        let carrier = TestCarrier::answering(Vec::new());
        let sent = self.desk.send(&self.seat, &carriers(&carrier)).await;
        assert_eq!(sent.unwrap().problems, Vec::new());
        let parcels = carrier.parcels().into_iter();
        parcels.map(|parcel| parcel.subject).collect()
    }

    async fn outcome(&self, id: CampaignId, debtor: DebtorId) -> AccountOutcome {
        let result = self.desk.campaign_result(&self.seat, id).await.unwrap();
        let line = result.lines.into_iter().find(|line| line.debtor == debtor);
        line.unwrap().outcome
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_does_nothing_and_what_is_approved_speaks_once() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        // Its first reminder is due on Wednesday.
        let item = scene.invoice("F1", 120_000, 1).await;
        let id = scene.campaign(brief("Year end", "overdue > 1000")).await;
        let forecast = scene.desk.forecast_campaign(&scene.seat, id).await;
        let forecast = forecast.unwrap();
        assert_eq!(forecast.spoken_to(), 1);
        assert_eq!(forecast.asked(), euros(120_000));
        let wednesday = plus_days(MONDAY, 2);
        assert_eq!(
            forecast.lines[0].fate,
            CampaignFate::Speaks { on: wednesday }
        );
        let meets = forecast.lines[0].meets.clone().expect("the first reminder");
        assert_eq!(meets.1, wednesday);

        scene.approve(id).await;
        assert_eq!(scene.day(1).await, Vec::<String>::new());
        let said = scene.day(2).await;
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("Point de fin d’année"), "{said:?}");
        assert_eq!(scene.day(3).await, Vec::<String>::new());
        assert_eq!(scene.day(4).await, Vec::<String>::new());

        let payment = scene.unapplied("P1", 50_000).await;
        let put = scene
            .desk
            .allocate(&scene.seat, (item, payment), None, plus_days(MONDAY, 4));
        put.await.unwrap();
        let result = scene.desk.campaign_result(&scene.seat, id).await.unwrap();
        assert_eq!(result.asked, euros(120_000));
        assert_eq!(result.settled, euros(50_000));
        let AccountOutcome::Written { standing, on, .. } = &result.lines[0].outcome else {
            panic!("it was sent: {result:?}")
        };
        assert_eq!((*standing, *on), (Standing::Sent, wednesday));

        // Until the day it gave to pay, the steps wait; then they go on.
        let mut later = Vec::new();
        for days in 7..30 {
            later.extend(scene.day(days).await.into_iter().map(|said| (days, said)));
        }
        let (first, said) = later.first().expect("the steps go on").clone();
        assert!(first >= 2 + 8, "{later:?}");
        assert!(!said.starts_with("Point de fin d’année"));
        let result = scene.desk.campaign_result(&scene.seat, id).await.unwrap();
        assert_eq!(result.standing, CampaignStanding::Over);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_gives_way_takes_no_account_of_another_campaign_and_none_a_person_took_out() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        // Its first reminder is due on Wednesday, those of the others today.
        scene.invoice("F1", 120_000, 1).await;
        let later = scene.other_debtor("C002").await;
        scene.invoice_of(later, "G1", 90_000, 6).await;
        let taken_out = scene.other_debtor("C003").await;
        scene.invoice_of(taken_out, "H1", 80_000, 6).await;
        let gives_way = Brief {
            meeting: Meeting::LeaveOut,
            quiet_days: 0,
            ..brief("Gives way", "overdue > 0")
        };
        let id = scene.campaign(gives_way).await;
        let out = BTreeSet::from([taken_out]);
        let approved = scene.approve_without(id, &out).await;
        approved.unwrap();
        let outcome = scene.outcome(id, scene.debtor).await;
        assert_eq!(outcome, AccountOutcome::LeftOut(LeftOut::StepComes));
        let outcome = scene.outcome(id, taken_out).await;
        assert_eq!(outcome, AccountOutcome::LeftOut(LeftOut::ByHand));
        let outcome = scene.outcome(id, later).await;
        assert!(
            matches!(outcome, AccountOutcome::Expected(_)),
            "{outcome:?}"
        );

        let second = scene.campaign(brief("Second", "overdue > 0")).await;
        let forecast = scene.desk.forecast_campaign(&scene.seat, second).await;
        let lines = forecast.unwrap().lines;
        let fate = |debtor| lines.iter().find(|line| line.debtor == debtor).unwrap();
        let elsewhere = CampaignFate::LeftOut(LeftOut::OtherCampaign);
        assert_eq!(fate(later).fate, elsewhere);
        assert!(matches!(fate(taken_out).fate, CampaignFate::Speaks { .. }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ended_is_taken_back_and_cannot_be_changed() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 3).await;
        let now = Brief {
            on: MONDAY,
            ..brief("Now", "overdue > 0")
        };
        let id = scene.campaign(now.clone()).await;
        scene.approve(id).await;
        let run = scene.desk.run_day(&scene.seat, MONDAY, Writing::ForReal);
        let planned = run.await.unwrap().lines;
        assert_eq!(campaign_of(&planned[0].act.step), Some(id));
        let again = Brief {
            quiet_days: 1,
            ..now
        };
        let changed = scene.desk.keep_campaign(&scene.seat, Some(id), again).await;
        assert!(matches!(changed, Err(DeskError::Refused(_))), "{changed:?}");
        scene.desk.end_campaign(&scene.seat, id).await.unwrap();
        assert!(scene.desk.end_campaign(&scene.seat, id).await.is_err());
        let run = scene.desk.run_day(&scene.seat, MONDAY, Writing::ForReal);
        assert_eq!(run.await.unwrap().withdrawn, 1);
        let said = scene.day(0).await;
        let of_strategy = |said: &String| !said.contains("fin d’année");
        assert!(said.len() == 1 && said.iter().all(of_strategy), "{said:?}");
        assert_eq!(
            scene.outcome(id, scene.debtor).await,
            AccountOutcome::NotReached
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_pays_or_is_held_before_the_day_hears_nothing() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 3).await;
        let id = scene.campaign(brief("Year end", "overdue > 0")).await;
        scene.approve(id).await;
        scene.day(1).await;
        let payment = scene.unapplied("P1", 120_000).await;
        let put = scene
            .desk
            .allocate(&scene.seat, (item, payment), None, plus_days(MONDAY, 1));
        put.await.unwrap();
        assert_eq!(scene.day(2).await, Vec::<String>::new());
        let outcome = scene.outcome(id, scene.debtor).await;
        let nothing = receivables::decide::CampaignProspect::NothingLate;
        assert_eq!(outcome, AccountOutcome::Expected(nothing));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_that_makes_no_sense_is_refused() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 3).await;
        let good = brief("Good", "overdue > 0");
        let yesterday: Date = plus_days(MONDAY, -1);
        let words = |subject: &str, body: &str| {
            vec![CampaignWords {
                language: Language::French,
                subject: subject.to_string(),
                body: body.to_string(),
            }]
        };
        let table = [
            (
                "",
                Brief {
                    name: " ".into(),
                    ..good.clone()
                },
            ),
            (
                "",
                Brief {
                    on: yesterday,
                    ..good.clone()
                },
            ),
            (
                "",
                Brief {
                    until: MONDAY,
                    ..good.clone()
                },
            ),
            (
                "",
                Brief {
                    quiet_days: 99,
                    ..good.clone()
                },
            ),
            (
                "",
                Brief {
                    act: Act::CreditHold,
                    ..good.clone()
                },
            ),
            (
                "",
                Brief {
                    words: Vec::new(),
                    ..good.clone()
                },
            ),
            (
                "",
                Brief {
                    words: words("S", ""),
                    ..good.clone()
                },
            ),
            (
                "line 2",
                Brief {
                    words: words("S", "{{ salutation }}\n{{ nobody }}\n\n{{ statement }}\n"),
                    ..good.clone()
                },
            ),
            (
                "statement",
                Brief {
                    words: words("S", "Bonjour"),
                    ..good.clone()
                },
            ),
        ];
        for (says, brief) in table {
            let kept = scene.desk.keep_campaign(&scene.seat, None, brief).await;
            let Err(DeskError::Refused(refusal)) = kept else {
                panic!("{kept:?}")
            };
            assert!(refusal.to_string().contains(says), "{refusal}");
        }
        let id = scene.campaign(good.clone()).await;
        let twice = scene
            .desk
            .keep_campaign(&scene.seat, None, good.clone())
            .await;
        assert!(matches!(twice, Err(DeskError::Refused(_))));
        let nobody = Brief {
            condition: condition_of("overdue > 999999"),
            ..good
        };
        let changed = scene
            .desk
            .keep_campaign(&scene.seat, Some(id), nobody)
            .await;
        changed.unwrap();
        let approved = scene.approve_without(id, &BTreeSet::new()).await;
        assert!(matches!(approved, Err(DeskError::Refused(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_one_has_spoken_another_may_whichever_was_written_first() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 1).await;
        let second = Brief {
            on: plus_days(MONDAY, 7),
            until: plus_days(MONDAY, 11),
            words: vec![CampaignWords {
                language: Language::French,
                subject: "Second".to_string(),
                body: starting_words(Act::EMail, Language::French)[1].clone(),
            }],
            ..brief("Second", "overdue > 0")
        };
        let second = scene.campaign(second).await;
        let first = scene.campaign(brief("First", "overdue > 0")).await;
        scene.approve(first).await;
        assert_eq!(scene.day(2).await.len(), 1);
        scene.day(3).await;
        scene.approve(second).await;
        // As soon as the contact budget of the week has room again.
        let mut said = Vec::new();
        for days in 7..12 {
            said.extend(scene.day(days).await);
        }
        assert_eq!(said, ["Second"]);
        let AccountOutcome::Written { standing, .. } = scene.outcome(second, scene.debtor).await
        else {
            panic!("the second one spoke")
        };
        assert_eq!(standing, Standing::Sent);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_approved_who_was_not_seen() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 3).await;
        let id = scene.campaign(brief("Year end", "overdue > 0")).await;
        let forecast = scene.desk.forecast_campaign(&scene.seat, id).await;
        let seen = forecast.unwrap().mark();
        let late = scene.other_debtor("C002").await;
        scene.invoice_of(late, "G1", 90_000, 6).await;
        let asked = (&*seen, &BTreeSet::new());
        let approved = scene.desk.approve_campaign(&scene.seat, id, asked).await;
        assert!(
            matches!(approved, Err(DeskError::Refused(_))),
            "{approved:?}"
        );
        scene.approve(id).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_group_pays_counts_and_what_is_written_off_does_not() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let child = scene.other_debtor("C002").await;
        let joined = desk.join_group(seat, child, Some(scene.debtor)).await;
        joined.unwrap();
        let of_child = scene.invoice_of(child, "G1", 90_000, 6).await;
        let own = scene.invoice("F1", 120_000, 6).await;
        let id = scene.campaign(brief("Year end", "overdue > 0")).await;
        scene.approve(id).await;
        assert_eq!(scene.day(2).await.len(), 1);
        let paid_on = plus_days(MONDAY, 2);
        let money = scene.unapplied_of(child, "P1", 40_000).await;
        let put = desk.allocate(seat, (of_child, money), None, paid_on).await;
        put.unwrap();
        let written_off = desk.write_off(seat, own, WriteOff::Irrecoverable).await;
        written_off.unwrap();
        let result = desk.campaign_result(seat, id).await.unwrap();
        assert_eq!(result.asked, euros(210_000));
        assert_eq!(result.settled, euros(40_000));
    })
    .await;
}

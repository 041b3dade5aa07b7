//! Letters: printed together in posting order, never what is no longer due; posted only when a person says so, and what
//! was printed is what is kept.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk::carriers::Carriers;
use desk::instalment_plans::NewPlan;
use desk::letters::{Posted, PrintedFile};
use desk::press::{Press, PressFailure, PrintRun, Window};
use desk::refusal::PressRefusal;
use desk::{DeskError, Refusal, Writing};
use notices::wording::Wording;
use receivables::calendar::plus_days;
use receivables::contact::Channel;
use receivables::debtor::{Address, Language};
use receivables::identity::{DebtorId, NoticeId};
use receivables::instalment_plan::Instalment;
use receivables::money::Money;
use store::notice::Standing;
use store::notice::outbox::Evidence;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

/// Keeps what it prints and answers with a file that names it.
#[derive(Default)]
pub struct TestPress {
    runs: Mutex<Vec<PrintRun>>,
}

impl TestPress {
    pub fn new() -> Arc<TestPress> {
        Arc::new(TestPress {
            runs: Mutex::default(),
        })
    }
}

#[async_trait]
impl Press for TestPress {
    async fn print(&self, runs: Vec<PrintRun>) -> Result<Vec<Vec<u8>>, PressFailure> {
        let names = |run: &PrintRun| {
            let all: Vec<&str> = run
                .letters
                .iter()
                .map(|letter| letter.addressee[0].as_str())
                .collect();
            format!("%PDF-{}", all.join("+")).into_bytes()
        };
        let files = runs.iter().map(names).collect();
        self.runs.lock().unwrap().extend(runs);
        Ok(files)
    }
}

fn with(press: &Arc<TestPress>) -> Carriers {
    carriers(&TestCarrier::answering(Vec::new())).with_press(press.clone())
}

impl Scene {
    /// The letters that wait, after the day was run.
    pub async fn pile(&self) -> Vec<NoticeId> {
        let pile = self.desk.letter_pile(&self.seat).await.unwrap();
        pile.letters.iter().map(|one| one.notice.id).collect()
    }

    pub async fn write_by_letter(&self) {
        self.follow_one_step("formal-letter", "registered-letter")
            .await;
        self.lives_at(self.debtor, ("3 impasse du Port", "44000", "Nantes"))
            .await;
    }

    pub async fn lives_at(&self, debtor: DebtorId, (street, code, town): (&str, &str, &str)) {
        let mut reader = self.desk.store().reader().await.unwrap();
        let found = store::debtor::find(&mut reader, self.seat.creditor, debtor).await;
        drop(reader);
        let mut found = found.unwrap();
        found.address = Some(Address {
            lines: vec![street.to_string()],
            post_code: code.to_string(),
            town: town.to_string(),
            country: "FR".to_string(),
        });
        self.desk.change_debtor(&self.seat, &found).await.unwrap();
    }

    pub async fn run_monday(&self) {
        let run = self.desk.run_day(&self.seat, MONDAY, Writing::ForReal);
        let run = run.await.unwrap();
        let ways: Vec<Channel> = run.lines.iter().map(|line| line.act.channel).collect();
        assert!(
            ways.iter().all(|way| *way == Channel::RegisteredLetter),
            "{ways:?} {:?}",
            run.problems
        );
    }

    async fn print(
        &self,
        press: &Arc<TestPress>,
        chosen: &[NoticeId],
    ) -> Result<PrintedFile, DeskError> {
        let wording = Wording::new(Language::French);
        let wanted = (chosen, &wording);
        self.desk
            .print_letters(&self.seat, &with(press), wanted)
            .await
    }

    pub async fn evidence(&self, notice: NoticeId) -> Option<Evidence> {
        let mut reader = self.desk.store().reader().await.unwrap();
        let kept = store::notice::outbox::evidence(&mut reader, self.seat.creditor, notice);
        kept.await.unwrap()
    }

    pub async fn standing(&self, notice: NoticeId) -> Standing {
        let mut reader = self.desk.store().reader().await.unwrap();
        let found = store::notice::find(&mut reader, self.seat.creditor, notice);
        found.await.unwrap().standing()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_printed_in_posting_order_and_posted_with_their_numbers() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.write_by_letter().await;
        let other = scene.other_debtor("C002").await;
        scene
            .lives_at(other, ("1 rue Haute", "13002", "Marseille"))
            .await;
        scene.invoice("F1", 120_000, 8).await;
        scene.invoice_of(other, "F2", 50_000, 8).await;
        scene.run_monday().await;
        let pile = scene.pile().await;
        assert_eq!(pile.len(), 2);
        let press = Arc::new(TestPress::default());
        let file = scene.print(&press, &pile).await.unwrap();
        assert_eq!(file.name, "lettres-2026-03-02.pdf");
        assert_eq!(
            String::from_utf8(file.bytes).unwrap(),
            "%PDF-Société C002+Menuiserie Lenoir",
            "by post code"
        );
        let together = press.runs.lock().unwrap().pop().unwrap();
        assert_eq!(together.window, Window::Right);
        let list = together.list.unwrap();
        assert_eq!(list.rows[0][1], "C002");
        assert_eq!(
            list.rows[1][2],
            "Menuiserie Lenoir, 3 impasse du Port, 44000 Nantes"
        );
        let first = pile[0];
        assert_eq!(
            scene.standing(first).await,
            Standing::ToDo,
            "printed is not posted"
        );

        let posted = [Posted {
            notice: first,
            number: "1A 234 567 8901 2".to_string(),
        }];
        let (desk, seat) = (&scene.desk, &scene.seat);
        let told = (&posted[..], MONDAY, "Postée");
        assert_eq!(
            desk.post_letters(seat, &with(&press), told).await.unwrap(),
            1
        );
        assert_eq!(scene.standing(first).await, Standing::Sent);
        let kept = scene.evidence(first).await.unwrap();
        assert_eq!(kept.receipt.as_deref(), Some("Postée · 1A 234 567 8901 2"));
        assert!(kept.message.starts_with(b"%PDF-"), "what was printed");
        assert!(
            kept.recipient.contains("13002 Marseille"),
            "{}",
            kept.recipient
        );
        let why = desk.why(seat, other, None).await.unwrap();
        assert_eq!(
            why.account.contacts_made[0].channel,
            Channel::RegisteredLetter
        );
        let again = desk.post_letters(seat, &with(&press), told).await;
        assert!(
            matches!(again, Err(DeskError::Refused(Refusal::AlreadyDone))),
            "{again:?}"
        );
        assert_eq!(scene.pile().await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_is_not_printed_and_what_was_printed_in_vain_is_told() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.write_by_letter().await;
        scene.invoice("F1", 120_000, 8).await;
        scene.run_monday().await;
        let pile = scene.pile().await;
        let press = Arc::new(TestPress::default());
        scene.print(&press, &pile).await.unwrap();
        scene.unapplied("VIR 1", 120_000).await;
        let again = scene.print(&press, &pile).await;
        assert!(
            matches!(
                again,
                Err(DeskError::Refused(Refusal::Press(PressRefusal::NoLetter)))
            ),
            "{again:?}"
        );
        assert_eq!(scene.standing(pile[0]).await, Standing::Withdrawn);
        let told = scene.desk.letter_pile(&scene.seat).await.unwrap();
        assert_eq!(told.letters.len(), 0);
        assert_eq!(told.in_vain.len(), 1, "it lies on the pile of paper");
        let posted = [Posted {
            notice: pile[0],
            number: String::new(),
        }];
        let told = (&posted[..], MONDAY, "Postée");
        let late = scene
            .desk
            .post_letters(&scene.seat, &with(&press), told)
            .await;
        assert!(matches!(late, Err(DeskError::Refused(_))), "{late:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_press_it_is_said_and_a_posted_letter_still_counts() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.write_by_letter().await;
        scene.invoice("F1", 120_000, 8).await;
        scene.run_monday().await;
        let pile = scene.pile().await;
        let bare = carriers(&TestCarrier::answering(Vec::new()));
        let (desk, seat) = (&scene.desk, &scene.seat);
        let wording = Wording::new(Language::French);
        let refused = desk.print_letters(seat, &bare, (&pile, &wording)).await;
        assert!(
            matches!(
                refused,
                Err(DeskError::Refused(Refusal::Press(PressRefusal::Missing)))
            ),
            "{refused:?}"
        );
        assert_eq!(
            scene.evidence(pile[0]).await,
            None,
            "nothing counts as printed"
        );
        let posted = [Posted {
            notice: pile[0],
            number: String::new(),
        }];
        let told = (&posted[..], MONDAY, "Postée");
        assert_eq!(desk.post_letters(seat, &bare, told).await.unwrap(), 1);
        let tomorrow = (&posted[..], plus_days(MONDAY, 1), "Postée");
        assert!(desk.post_letters(seat, &bare, tomorrow).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_asks_what_is_owed_on_the_day_it_is_printed() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.write_by_letter().await;
        scene.invoice("F1", 120_000, 8).await;
        scene.run_monday().await;
        let pile = scene.pile().await;
        let press = Arc::new(TestPress::default());
        scene.print(&press, &pile).await.unwrap();
        let thursday = plus_days(MONDAY, 3);
        let clock = scene.desk.clock();
        clock.set(format!("{thursday}T09:00:00Z").parse().unwrap());
        scene.unapplied("VIR 1", 50_000).await;
        let told = scene.desk.letter_pile(&scene.seat).await.unwrap();
        assert!(told.letters[0].has_changed && !told.letters[0].is_printed);
        let early = [Posted {
            notice: pile[0],
            number: String::new(),
        }];
        let before = (&early[..], plus_days(MONDAY, -1), "Postée");
        let refused = scene
            .desk
            .post_letters(&scene.seat, &with(&press), before)
            .await;
        assert!(refused.is_err(), "before it was decided");
        scene.print(&press, &pile).await.unwrap();
        let told = scene.desk.letter_pile(&scene.seat).await.unwrap();
        assert!(told.letters[0].is_printed && !told.letters[0].has_changed);
        let asked = told.letters[0].notice.act.items[0].asked;
        assert_eq!(asked.minor, 70_000);
        let asked_by = told.letters[0].notice.act.payment_asked_by;
        assert_eq!(asked_by, Some(plus_days(thursday, 7)));
        let printed = format!("{:?}", press.runs.lock().unwrap().last().unwrap().letters);
        assert!(printed.contains("700,00"), "{printed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_of_a_plan_is_a_file_too() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let instalment = |days, minor| Instalment {
            due_on: receivables::calendar::plus_days(MONDAY, days),
            amount: Money::eur(minor),
        };
        let new = NewPlan {
            parts: vec![(item, None)],
            instalments: vec![instalment(10, 60_000), instalment(40, 60_000)],
            tolerance_days: 3,
            default_after_days: None,
            acceptance: String::new(),
        };
        let plan = scene.desk.agree_plan(&scene.seat, scene.debtor, new).await;
        let which = (scene.debtor, plan.unwrap());
        let printing = with(&TestPress::new());
        let file = scene.desk.plan_file(&scene.seat, &printing, which);
        let file = file.await.unwrap();
        assert_eq!(file.bytes, b"%PDF-Menuiserie Lenoir");
        let nothing = carriers(&TestCarrier::answering(Vec::new()));
        let refused = scene.desk.plan_file(&scene.seat, &nothing, which).await;
        assert!(matches!(refused, Err(DeskError::Refused(_))), "{refused:?}");
    })
    .await;
}

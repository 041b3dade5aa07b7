//! Letters given to a service: each at most once, what it does not take stays on the pile, and what it tells later is
//! believed.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk::carrier::{Carried, NotHeard, ProviderCall};
use desk::carriers::Carriers;
use desk::letters::GivenReport;
use desk::posting_service::{
    Given, LetterFate, LetterWord, Postage, PostingService, ServiceLetter,
};
use desk::refusal::PressRefusal;
use desk::texts::{Listened, TextTerms};
use desk::{DeskError, Refusal};
use receivables::currency::Currency;
use receivables::identity::NoticeId;
use store::notice::{Notice, Standing};
use store::testing::both_engines;

use crate::letters::TestPress;
use crate::scene::{Scene, TestCarrier, carriers};

/// A service that answers in an order, and takes the rest; asked, it says one thing of every letter.
#[derive(Default)]
struct Service {
    answers: Mutex<Vec<Carried>>,
    given: Mutex<Vec<ServiceLetter>>,
    says: Mutex<Option<LetterWord>>,
}

impl Service {
    fn answering(mut answers: Vec<Carried>) -> Arc<Service> {
        answers.reverse();
        let service = Service::default();
        *service.answers.lock().unwrap() = answers;
        Arc::new(service)
    }

    fn letters(&self) -> Vec<ServiceLetter> {
        self.given.lock().unwrap().clone()
    }
}

#[async_trait]
impl PostingService for Service {
    fn name(&self) -> &str {
        "Facteur"
    }

    async fn give(&self, letter: &ServiceLetter) -> Given {
        self.given.lock().unwrap().push(letter.clone());
        let answer = self.answers.lock().unwrap().pop();
        let carried = answer.unwrap_or_else(|| Carried::Receipt {
            reference: format!("S-{}", letter.notice.0),
            bytes: letter.file.clone(),
        });
        Given {
            carried,
            cost: TextTerms::price("6.42", Currency::EUR),
        }
    }

    async fn ask(&self, _: &str) -> Result<Option<LetterWord>, String> {
        Ok(self.says.lock().unwrap().clone())
    }

    fn hear(&self, _: &ProviderCall<'_>) -> Result<Vec<LetterWord>, NotHeard> {
        Err(NotHeard::Signature)
    }
}

fn word(fate: LetterFate) -> LetterWord {
    LetterWord {
        reference: String::new(),
        ours: String::new(),
        fate,
        tracking: Some("2C 123".to_string()),
        words: "told".to_string(),
    }
}

fn with(service: &Arc<Service>) -> Carriers {
    carriers(&TestCarrier::answering(Vec::new()))
        .with_press(TestPress::new())
        .with_posting(service.clone())
}

impl Scene {
    /// A registered letter that waits to be posted.
    async fn letter(&self) -> NoticeId {
        self.write_by_letter().await;
        self.invoice("F1", 120_000, 8).await;
        self.run_monday().await;
        self.pile().await[0]
    }

    async fn give(
        &self,
        service: &Arc<Service>,
        chosen: &[NoticeId],
    ) -> Result<GivenReport, DeskError> {
        let (desk, seat) = (&self.desk, &self.seat);
        desk.give_letters(seat, &with(service), chosen).await
    }

    async fn notice(&self, id: NoticeId) -> Notice {
        let mut reader = self.desk.store().reader().await.unwrap();
        let found = store::notice::find(&mut reader, self.seat.creditor, id);
        found.await.unwrap()
    }

    async fn number(&self, id: NoticeId) -> Option<String> {
        let mut reader = self.desk.store().reader().await.unwrap();
        let found = store::notice::given::number(&mut reader, self.seat.creditor, id);
        found.await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_given_once_and_counts_as_posted() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let id = scene.letter().await;
        let service = Service::answering(Vec::new());
        let report = scene.give(&service, &[id, id]).await.unwrap();
        assert_eq!((report.taken, report.refusal()), (1, None));
        let letter = &service.letters()[0];
        assert_eq!(letter.postage, Postage::Registered);
        assert_eq!(letter.reference, format!("letter-{id}"));
        assert_eq!(letter.to.name, "Menuiserie Lenoir");
        assert_eq!(
            (letter.to.post_code.as_str(), letter.to.country.as_str()),
            ("44000", "FR")
        );
        let kept = scene.evidence(id).await.unwrap();
        assert_eq!(kept.message, letter.file, "what left is what is kept");
        assert_eq!(kept.receipt, Some(format!("S-{}", id.0)));
        assert_eq!(kept.cost.unwrap().micros, 6_420_000);
        assert_eq!(scene.standing(id).await, Standing::Sent);
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        assert_eq!(why.unwrap().account.contacts_made.len(), 1);
        let again = scene.give(&service, &[id]).await;
        assert!(
            matches!(
                again,
                Err(DeskError::Refused(Refusal::Press(PressRefusal::NoLetter)))
            ),
            "{again:?}"
        );
        assert_eq!(service.letters().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_service_does_not_take_stays_on_the_pile() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let id = scene.letter().await;
        let service = Service::answering(vec![
            Carried::Refused {
                cause: "no such town".to_string(),
            },
            Carried::TryAgain {
                cause: "no credit".to_string(),
            },
        ]);
        for words in ["no such town", "no credit"] {
            let report = scene.give(&service, &[id]).await.unwrap();
            let Some(Refusal::Press(PressRefusal::NotTaken {
                left, words: said, ..
            })) = report.refusal()
            else {
                panic!("{report:?}");
            };
            assert_eq!((left, said.as_str()), (1, words));
            assert_eq!(scene.standing(id).await, Standing::ToDo);
            assert_eq!(scene.pile().await, [id]);
        }
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        assert!(why.unwrap().account.contacts_made.is_empty());
        assert_eq!(scene.give(&service, &[id]).await.unwrap().taken, 1);
        let names: Vec<String> = service
            .letters()
            .into_iter()
            .map(|one| one.reference)
            .collect();
        assert_eq!(
            names,
            vec![format!("letter-{id}"); 3],
            "one name for every attempt"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_nobody_knows_of_is_not_given_again_and_the_service_may_settle_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let id = scene.letter().await;
        let service = Service::answering(vec![Carried::Unknown {
            evidence: "silence".to_string(),
        }]);
        let report = scene.give(&service, &[id]).await.unwrap();
        assert_eq!((report.unknown, report.taken), (1, 0));
        assert_eq!(scene.standing(id).await, Standing::Unknown);
        assert!(scene.give(&service, &[id]).await.is_err());
        assert!(scene.pile().await.is_empty());
        let told = LetterWord {
            ours: format!("letter-{id}"),
            reference: "S-9".to_string(),
            ..word(LetterFate::Posted)
        };
        let heard = scene.desk.hear_of_letter(&told).await.unwrap();
        assert_eq!(heard, Listened::Noted);
        assert_eq!(scene.standing(id).await, Standing::Sent);
        let kept = scene.evidence(id).await.unwrap();
        assert_eq!(kept.receipt.as_deref(), Some("S-9"));
        assert_eq!(scene.number(id).await.as_deref(), Some("2C 123"));
        let again = scene.desk.hear_of_letter(&told).await.unwrap();
        assert_eq!(again, Listened::NothingNew);
        assert_eq!(service.letters().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_it_is_told_and_asked() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let id = scene.letter().await;
        let service = Service::answering(Vec::new());
        scene.give(&service, &[id]).await.unwrap();
        let (desk, seat) = (&scene.desk, &scene.seat);
        let given = with(&service);
        let follow = || desk.follow_letters(seat, &given);
        assert_eq!(follow().await.unwrap(), 0, "it says nothing");
        *service.says.lock().unwrap() = Some(word(LetterFate::OnItsWay));
        assert_eq!(follow().await.unwrap(), 1, "it has a number");
        assert_eq!(follow().await.unwrap(), 0, "which is known now");
        assert!(scene.notice(id).await.delivered_at.is_none());
        let delivered = LetterWord {
            reference: format!("S-{}", id.0),
            ..word(LetterFate::Delivered)
        };
        let heard = desk.hear_of_letter(&delivered).await.unwrap();
        assert_eq!(heard, Listened::Noted);
        assert!(scene.notice(id).await.delivered_at.is_some());
        let back = LetterWord {
            fate: LetterFate::Returned,
            ..delivered
        };
        assert_eq!(
            desk.hear_of_letter(&back).await.unwrap(),
            Listened::NothingNew
        );
        let stranger = LetterWord {
            reference: "S-1".to_string(),
            ..back
        };
        assert_eq!(
            desk.hear_of_letter(&stranger).await.unwrap(),
            Listened::NotOurs
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_came_back_was_never_said() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let id = scene.letter().await;
        let service = Service::answering(Vec::new());
        scene.give(&service, &[id]).await.unwrap();
        *service.says.lock().unwrap() = Some(word(LetterFate::Returned));
        let news = scene
            .desk
            .follow_letters(&scene.seat, &with(&service))
            .await;
        assert_eq!(news.unwrap(), 1);
        let notice = scene.notice(id).await;
        assert_eq!(notice.returned.unwrap().1, "told");
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        let made = why.unwrap().account.contacts_made;
        assert!(made.is_empty(), "{made:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_given_that_is_no_longer_due_and_nothing_without_a_service() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let id = scene.letter().await;
        let service = Service::answering(Vec::new());
        let bare = carriers(&TestCarrier::answering(Vec::new())).with_press(TestPress::new());
        let refused = scene.desk.give_letters(&scene.seat, &bare, &[id]).await;
        assert!(
            matches!(
                refused,
                Err(DeskError::Refused(Refusal::Press(PressRefusal::NoService)))
            ),
            "{refused:?}"
        );
        assert_eq!(
            scene.desk.follow_letters(&scene.seat, &bare).await.unwrap(),
            0
        );
        scene.unapplied("VIR 1", 120_000).await;
        assert!(scene.give(&service, &[id]).await.is_err());
        assert_eq!(scene.standing(id).await, Standing::Withdrawn);
        assert!(service.letters().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_loses_everything_is_given_no_more() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.letter().await;
        for number in 2..6 {
            let other = scene.other_debtor(&format!("C00{number}")).await;
            scene
                .lives_at(other, ("1 rue Haute", "13002", "Marseille"))
                .await;
            scene
                .invoice_of(other, &format!("F{number}"), 50_000, 8)
                .await;
        }
        scene.run_monday().await;
        let chosen = scene.pile().await;
        assert_eq!(chosen.len(), 5);
        let lost = || Carried::Unknown {
            evidence: "silence".to_string(),
        };
        let service = Service::answering(vec![lost(), lost(), lost()]);
        let stopped = scene.give(&service, &chosen).await;
        assert!(
            matches!(
                stopped,
                Err(DeskError::Refused(Refusal::CarrierLosing { count: 3 }))
            ),
            "{stopped:?}"
        );
        assert_eq!(service.letters().len(), 3);
        assert_eq!(scene.pile().await.len(), 2, "the others wait");
    })
    .await;
}

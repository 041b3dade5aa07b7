//! Text messages: they leave by machine where there is a carrier, what the provider tells moves the account, an answer is
//! an answer, and STOP is honoured everywhere.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk::Writing;
use desk::carrier::{Carried, Heard, NotHeard, ProviderCall, TextCarrier, TextFate, TextMessage};
use desk::carriers::Carriers;
use desk::contacts::NewContact;
use desk::texts::{Listened, TextTerms};
use receivables::calendar::plus_days;
use receivables::campaign::{Brief, CampaignWords, Meeting};
use receivables::condition::Condition;
use receivables::contact::{Channel, Contact, ContactRole};
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::decide::Release;
use receivables::identity::NoticeId;
use receivables::strategy::{Act, Tone};
use store::Seen;
use store::notice::{Notice, Standing};
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

const MOBILE: &str = "+33612345678";

/// Keeps the messages it is given, and answers as it is told.
struct TestProvider {
    answers: Mutex<Vec<Carried>>,
    carried: Mutex<Vec<TextMessage>>,
}

impl TestProvider {
    fn answering(answers: Vec<Carried>) -> Arc<TestProvider> {
        Arc::new(TestProvider {
            answers: Mutex::new(answers),
            carried: Mutex::default(),
        })
    }

    fn messages(&self) -> Vec<TextMessage> {
        self.carried.lock().unwrap().clone()
    }
}

#[async_trait]
impl TextCarrier for TestProvider {
    async fn carry_text(&self, message: &TextMessage) -> Carried {
        let mut carried = self.carried.lock().unwrap();
        carried.push(message.clone());
        let receipt = Carried::Receipt {
            reference: format!("P{}", carried.len()),
            bytes: message.text.clone().into_bytes(),
        };
        self.answers.lock().unwrap().pop().unwrap_or(receipt)
    }

    fn hear(&self, _: &ProviderCall<'_>) -> Result<Heard, NotHeard> {
        Err(NotHeard::Signature)
    }
}

/// The scene with text messages by machine, a debtor with a mobile, and a strategy of one text message that falls back to a
/// call.
async fn set(store: store::Store) -> Scene {
    let mut scene = Scene::set(store).await;
    scene.desk = scene.desk.clone().with_texts(TextTerms {
        sender: "RELANCE".to_string(),
        price: TextTerms::price("0.045", Currency::EUR),
    });
    scene.follow_one_step("general-sms", "sms").await;
    give_mobile(&scene, "06 12 34 56 78").await;
    scene.invoice("F1", 120_000, 6).await;
    scene
}

async fn give_mobile(scene: &Scene, number: &str) {
    let contact = NewContact {
        role: ContactRole::AccountsPayable,
        name: "Mme Roy".into(),
        email: String::new(),
        phone: number.into(),
        language: None,
    };
    let added = scene.desk.add_contact(&scene.seat, scene.debtor, contact);
    added.await.unwrap();
}

async fn run(scene: &Scene, days_later: i32) -> Vec<Notice> {
    let day = plus_days(MONDAY, days_later);
    let (desk, seat) = (&scene.desk, &scene.seat);
    desk.run_day(seat, day, Writing::ForReal).await.unwrap();
    let mut reader = desk.store().reader().await.unwrap();
    let waiting = store::notice::waiting(&mut reader, seat.creditor).await;
    waiting.unwrap()
}

/// Sends what waits by a provider.
async fn send(scene: &Scene, provider: &Arc<TestProvider>) -> desk::send::SendReport {
    let email = TestCarrier::answering(Vec::new());
    let carriers: Carriers = carriers(&email).with_texts(provider.clone());
    scene.desk.send(&scene.seat, &carriers).await.unwrap()
}

async fn notice(scene: &Scene, id: NoticeId) -> Notice {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let found = store::notice::find(&mut reader, scene.seat.creditor, id).await;
    found.unwrap()
}

async fn contacts(scene: &Scene) -> Vec<Contact> {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let found = store::contact::of_debtor(&mut reader, scene.seat.creditor, scene.debtor).await;
    found.unwrap()
}

fn told(fate: TextFate) -> Heard {
    Heard::Report {
        reference: "P1".to_string(),
        fate,
        words: "told".to_string(),
    }
}

fn answered(reference: &str, text: &str) -> Heard {
    Heard::Answer {
        reference: reference.to_string(),
        from: "33612345678".to_string(),
        text: text.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_message_leaves_by_machine_once_and_keeps_its_words_and_its_cost() {
    both_engines(|store| async {
        let scene = set(store).await;
        let waiting = run(&scene, 0).await;
        assert_eq!(waiting[0].release, Release::ByItself);
        assert_eq!(waiting[0].act.recipient.address, MOBILE);
        let provider = TestProvider::answering(Vec::new());
        let report = send(&scene, &provider).await;
        assert_eq!(report.sent, 1, "{report:?}");
        assert_eq!(send(&scene, &provider).await.sent, 0);
        let [message] = &provider.messages()[..] else {
            panic!("{:?}", provider.messages());
        };
        assert_eq!(
            (message.to.as_str(), message.from.as_str()),
            (MOBILE, "RELANCE")
        );
        assert!(message.text.contains("1 200,00 €"), "{}", message.text);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let of = (scene.seat.creditor, message.notice);
        let kept = store::notice::outbox::evidence(&mut reader, of.0, of.1).await;
        let kept = kept.unwrap().unwrap();
        assert_eq!(kept.message, message.text.as_bytes());
        assert_eq!(kept.receipt.as_deref(), Some("P1"));
        assert!(kept.cost.unwrap().micros >= 45_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_carrier_people_send_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.follow_one_step("general-sms", "sms").await;
        give_mobile(&scene, "06 12 34 56 78").await;
        scene.invoice("F1", 120_000, 6).await;
        assert_eq!(run(&scene, 0).await[0].release, Release::ByHand);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_an_office_takes_none() {
    both_engines(|store| async {
        let mut scene = Scene::set(store).await;
        scene.desk = scene.desk.clone().with_texts(TextTerms {
            sender: String::new(),
            price: None,
        });
        scene.follow_one_step("general-sms", "sms").await;
        scene.invoice("F1", 120_000, 6).await;
        let waiting = run(&scene, 0).await;
        assert_eq!(
            waiting[0].act.channel,
            Channel::Task,
            "nobody there has a mobile"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_provider_tells_is_written_down_once() {
    both_engines(|store| async {
        let scene = set(store).await;
        let id = run(&scene, 0).await[0].id;
        send(&scene, &TestProvider::answering(Vec::new())).await;
        let desk = &scene.desk;
        let table = [
            (Some(id), TextFate::OnItsWay, Listened::NothingNew),
            (None, TextFate::Delivered, Listened::Noted),
            (Some(id), TextFate::Delivered, Listened::NothingNew),
            (Some(id), TextFate::NotDelivered, Listened::NothingNew),
            (Some(NoticeId(1)), TextFate::Delivered, Listened::NotOurs),
        ];
        for (named, fate, expected) in table {
            assert_eq!(
                desk.hear(named, &told(fate)).await.unwrap(),
                expected,
                "{fate:?}"
            );
        }
        let found = notice(&scene, id).await;
        assert!(found.delivered_at.is_some() && found.returned.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_did_not_arrive_goes_the_next_way() {
    both_engines(|store| async {
        let scene = set(store).await;
        let id = run(&scene, 0).await[0].id;
        send(&scene, &TestProvider::answering(Vec::new())).await;
        let heard = scene
            .desk
            .hear(Some(id), &told(TextFate::NeverDelivered))
            .await;
        assert_eq!(heard.unwrap(), Listened::Noted);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let waiting = store::notice::waiting(&mut reader, scene.seat.creditor)
            .await
            .unwrap();
        drop(reader);
        assert_eq!(
            waiting[0].act.channel,
            Channel::Task,
            "decided again at once"
        );
        let marked = contacts(&scene).await;
        assert!(marked.iter().any(|one| one.texts.failed_on == Some(MONDAY)));
        // A number that is corrected is a new way.
        give_mobile(&scene, "07 56 78 12 34").await;
        let provider = TestProvider::answering(Vec::new());
        run(&scene, 0).await;
        assert_eq!(send(&scene, &provider).await.sent, 1);
        assert_eq!(provider.messages()[0].to, "+33756781234");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_settles_a_message_nobody_knew_the_fate_of() {
    both_engines(|store| async {
        let scene = set(store).await;
        let id = run(&scene, 0).await[0].id;
        let silence = Carried::Unknown {
            evidence: "no answer in the time allowed".to_string(),
        };
        let report = send(&scene, &TestProvider::answering(vec![silence])).await;
        assert_eq!(report.unknown, 1);
        let heard = scene.desk.hear(Some(id), &told(TextFate::OnItsWay)).await;
        assert_eq!(heard.unwrap(), Listened::Noted);
        assert_eq!(notice(&scene, id).await.standing(), Standing::Sent);
        assert!(run(&scene, 0).await.is_empty(), "nothing is sent again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_stops_the_account_it_is_about_and_is_read() {
    both_engines(|store| async {
        let scene = set(store).await;
        run(&scene, 0).await;
        send(&scene, &TestProvider::answering(Vec::new())).await;
        let answer = answered("A1", "Bonjour, je paie vendredi");
        assert_eq!(
            scene.desk.hear(None, &answer).await.unwrap(),
            Listened::Noted
        );
        assert_eq!(
            scene.desk.hear(None, &answer).await.unwrap(),
            Listened::NothingNew
        );
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        let [reply] = &why.account.replies[..] else {
            panic!("{:?}", why.account.replies);
        };
        assert!(reply.is_waiting(MONDAY));
        let mut reader = scene.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(scene.seat.creditor);
        let letter = store::reply::letter(&mut reader, seen, reply.id)
            .await
            .unwrap();
        assert_eq!(letter.sender, MOBILE);
        let found = store::reply::statements(&mut reader, scene.seat.creditor, reply.id).await;
        let said: Vec<String> = found.unwrap().into_iter().map(|one| one.says).collect();
        assert_eq!(said, ["will-pay"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_nobody_can_place_waits_in_the_tray() {
    both_engines(|store| async {
        let scene = set(store).await;
        let stranger = Heard::Answer {
            reference: "A2".to_string(),
            from: "+33799999999".to_string(),
            text: "Qui êtes-vous ?".to_string(),
        };
        assert_eq!(
            scene.desk.hear(None, &stranger).await.unwrap(),
            Listened::Noted
        );
        let mut reader = scene.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(scene.seat.creditor);
        let waiting = store::unplaced_answer::waiting(&mut reader, seen).await;
        assert_eq!(waiting.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stop_is_honoured_everywhere_and_is_no_answer() {
    both_engines(|store| async {
        let scene = set(store).await;
        assert_eq!(run(&scene, 0).await[0].act.channel, Channel::Sms);
        let stop = answered("A3", "Stop");
        assert_eq!(scene.desk.hear(None, &stop).await.unwrap(), Listened::Noted);
        let marked = contacts(&scene).await;
        assert!(
            marked
                .iter()
                .any(|one| one.texts.refused_on == Some(MONDAY))
        );
        let provider = TestProvider::answering(Vec::new());
        assert_eq!(send(&scene, &provider).await.sent, 0);
        assert!(
            provider.messages().is_empty(),
            "what was ready does not leave"
        );
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        assert!(why.account.replies.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_goes_by_text_message_to_those_with_a_mobile_and_says_its_own_words() {
    both_engines(|store| async {
        let scene = set(store).await;
        let words = desk::campaigns::starting_words(Act::Sms, Language::French);
        let [subject, body] = words;
        let brief = Brief {
            name: "Fin de mois".to_string(),
            condition: Condition::parse("overdue > 1000", Currency::EUR).unwrap(),
            act: Act::Sms,
            tone: Tone::new(2).unwrap(),
            role: ContactRole::AccountsPayable,
            sender: "accounting".to_string(),
            words: vec![CampaignWords {
                language: Language::French,
                subject,
                body,
            }],
            on: MONDAY,
            until: plus_days(MONDAY, 2),
            quiet_days: 2,
            meeting: Meeting::StepsWait,
            days_to_answer: Some(8),
        };
        let (desk, seat) = (&scene.desk, &scene.seat);
        let id = desk.keep_campaign(seat, None, brief).await.unwrap();
        let forecast = desk.forecast_campaign(seat, id).await.unwrap();
        assert_eq!(forecast.spoken_to(), 1);
        let seen = (&*forecast.mark(), &BTreeSet::new());
        desk.approve_campaign(seat, id, seen).await.unwrap();
        run(&scene, 0).await;
        let provider = TestProvider::answering(Vec::new());
        assert_eq!(send(&scene, &provider).await.sent, 1);
        let message = provider.messages()[0].clone();
        assert_eq!(message.to, MOBILE);
        assert!(
            message.text.contains("le point sur votre compte"),
            "{}",
            message.text
        );
        assert!(message.text.contains("1 200,00"), "{}", message.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_several_parts_has_arrived_when_all_of_them_have() {
    both_engines(|store| async {
        let scene = set(store).await;
        let id = run(&scene, 0).await[0].id;
        let in_parts = Carried::InParts {
            references: vec!["A".to_string(), "B".to_string()],
            bytes: b"Bonjour".to_vec(),
        };
        let report = send(&scene, &TestProvider::answering(vec![in_parts])).await;
        assert_eq!(report.sent, 1, "{report:?}");
        let about = async |reference: &str, fate| {
            let told = Heard::Report {
                reference: reference.to_string(),
                fate,
                words: "told".to_string(),
            };
            scene.desk.hear(None, &told).await.unwrap()
        };
        assert_eq!(about("B", TextFate::Delivered).await, Listened::Noted);
        assert_eq!(about("B", TextFate::Delivered).await, Listened::Noted);
        assert_eq!(notice(&scene, id).await.delivered_at, None, "half of it");
        assert_eq!(about("C", TextFate::Delivered).await, Listened::NotOurs);
        assert_eq!(about("A", TextFate::Delivered).await, Listened::Noted);
        assert!(notice(&scene, id).await.delivered_at.is_some());
        assert_eq!(about("A", TextFate::Delivered).await, Listened::NothingNew);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_which_one_part_is_lost_has_not_arrived() {
    both_engines(|store| async {
        let scene = set(store).await;
        let id = run(&scene, 0).await[0].id;
        let in_parts = Carried::InParts {
            references: vec!["A".to_string(), "B".to_string()],
            bytes: b"Bonjour".to_vec(),
        };
        send(&scene, &TestProvider::answering(vec![in_parts])).await;
        for (reference, fate) in [("A", TextFate::NotDelivered), ("B", TextFate::Delivered)] {
            let told = Heard::Report {
                reference: reference.to_string(),
                fate,
                words: "told".to_string(),
            };
            assert_eq!(scene.desk.hear(None, &told).await.unwrap(), Listened::Noted);
        }
        let found = notice(&scene, id).await;
        assert!(found.returned.is_some() && found.delivered_at.is_none());
    })
    .await;
}

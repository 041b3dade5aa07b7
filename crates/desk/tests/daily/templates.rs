//! The words of a company: in force once they are checked, said from the next message on, given back.

use desk::refusal::TemplateRefusal;
use desk::templates::TemplateDraft;
use desk::{DeskError, Refusal, Writing};
use notices::template::Kind;
use receivables::account::Mode;
use receivables::debtor::Language;
use receivables::strategy::Tone;
use store::notice::Standing;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

fn draft(name: &str, language: Language, body: &str) -> TemplateDraft {
    TemplateDraft {
        name: name.to_string(),
        language,
        kind: Kind::Message,
        tone: Tone::new(2).unwrap(),
        subject: "Un mot sur {{ references }}".to_string(),
        body: body.to_string(),
    }
}

fn french(body: &str) -> TemplateDraft {
    draft("first-notice", Language::French, body)
}

const BODY: &str = "{{ salutation }}\n\nNos mots à nous, pour {{ total }}.\n\n{{ statement }}";

impl Scene {
    /// Runs the day and sends; the subject and the text of what left.
    async fn said(&self) -> (String, String) {
        let today = self.desk.today(self.seat.creditor).await.unwrap();
        let run = self.desk.run_day(&self.seat, today, Writing::ForReal).await;
        assert_eq!(run.unwrap().problems, Vec::<String>::new());
        let carrier = TestCarrier::answering(Vec::new());
        let carriers = carriers(&carrier);
        self.desk.send(&self.seat, &carriers).await.unwrap();
        let parcels = carrier.parcels();
        assert_eq!(parcels.len(), 1);
        (parcels[0].subject.clone(), parcels[0].text.clone())
    }

    /// The versions of the French first notice.
    async fn versions(&self) -> usize {
        let of = ("first-notice", Language::French);
        let shown = self.desk.template(&self.seat, of).await.unwrap();
        shown.versions.len()
    }

    async fn keep(&self, draft: &TemplateDraft) -> Result<(), DeskError> {
        self.desk
            .keep_template(&self.seat, draft, "plus court")
            .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_24_what_the_company_wrote_comes_before_what_ships() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.follow_one_step("first-notice", "e-mail").await;
        scene.keep(&french(BODY)).await.unwrap();
        scene.invoice("F1", 120_000, 6).await;
        let (subject, text) = scene.said().await;
        assert_eq!(subject, "Un mot sur F1");
        assert!(
            text.contains("Nos mots à nous, pour 1\u{202f}200,00"),
            "{text}"
        );
        let lines = scene.desk.templates(&scene.seat).await.unwrap();
        let line = lines.iter().find(|line| line.name == "first-notice");
        let line = line.unwrap();
        assert!(line.languages[&Language::French].1.is_some());
        assert!(line.languages[&Language::English].1.is_none());
        let mut used_by = line.used_by.iter();
        assert!(
            used_by.any(|(strategy, step)| strategy.fr == "T" && step.en == "A"),
            "{:?}",
            line.used_by
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_24_a_text_in_one_language_alone_is_said_in_it_to_everybody() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene
            .keep(&draft("own-words", Language::English, BODY))
            .await
            .unwrap();
        scene.follow_one_step("own-words", "e-mail").await;
        scene.invoice("F1", 120_000, 6).await;
        let (subject, text) = scene.said().await;
        assert_eq!(subject, "Un mot sur F1");
        // All of it is in that language: a message never speaks two.
        assert!(text.contains("Dear"), "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn given_back_the_words_that_ship_are_said_again_and_every_version_stays() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.follow_one_step("first-notice", "e-mail").await;
        let of = ("first-notice", Language::French);
        scene.keep(&french(BODY)).await.unwrap();
        scene.later();
        scene.desk.restore_template(&scene.seat, of).await.unwrap();
        scene.invoice("F1", 120_000, 6).await;
        let (subject, _) = scene.said().await;
        assert!(subject.starts_with("Atelier du Port"), "{subject}");
        let shown = scene.desk.template(&scene.seat, of).await.unwrap();
        let versions: Vec<_> = shown
            .versions
            .iter()
            .map(|one| one.content.is_some())
            .collect();
        assert_eq!(versions, [false, true]);
        assert_eq!(Some(&shown.template), shown.shipped.as_ref());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_some_message_could_not_be_made_of_are_refused_with_their_line() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let table = [
            (
                french("Bonjour {{ nom }},\n\n{{ statement }}"),
                "refused: line 1",
            ),
            (
                french("Bonjour,\n\nle {{ promise_on }}\n\n{{ statement }}"),
                "line 3",
            ),
            (french("Bonjour,"), "statement"),
            (
                draft("Premier Rappel", Language::French, BODY),
                "small letters",
            ),
            (
                TemplateDraft {
                    kind: Kind::Call,
                    ..french(BODY)
                },
                "another kind",
            ),
            (
                TemplateDraft {
                    subject: " ".to_string(),
                    ..french(BODY)
                },
                "subject",
            ),
        ];
        for (draft, expected) in table {
            let refused = scene.keep(&draft).await.unwrap_err().to_string();
            let expected = expected.trim_start_matches("refused: ");
            assert!(refused.contains(expected), "{expected} in {refused}");
        }
        assert_eq!(scene.versions().await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_of_the_company_alone_stays_while_a_step_says_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let of = ("own-words", Language::French);
        scene.keep(&draft(of.0, of.1, BODY)).await.unwrap();
        scene.follow_one_step("own-words", "e-mail").await;
        let refused = scene
            .desk
            .restore_template(&scene.seat, of)
            .await
            .unwrap_err();
        let is_used = matches!(
            &refused,
            DeskError::Refused(Refusal::Template(TemplateRefusal::Used { .. }))
        );
        assert!(is_used, "{refused}");
        scene.follow_one_step("first-notice", "e-mail").await;
        scene.later();
        scene.desk.restore_template(&scene.seat, of).await.unwrap();
        let gone = scene.desk.template(&scene.seat, of).await.unwrap_err();
        assert!(matches!(gone, DeskError::NotFound(_)), "{gone}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_shown_as_a_customer_would_read_it_and_nothing_is_kept() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let seen = scene
            .desk
            .preview_template(&scene.seat, &french(BODY), None)
            .await;
        assert_eq!(seen.unwrap(), None, "nothing is overdue yet");
        scene.invoice("F1", 120_000, 6).await;
        let run = scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await;
        run.unwrap();
        let seen = scene
            .desk
            .preview_template(&scene.seat, &french(BODY), None)
            .await;
        let (debtor, preview) = seen.unwrap().unwrap();
        assert_eq!(debtor, "Menuiserie Lenoir");
        assert_eq!(preview.message.subject, "Un mot sur F1");
        assert!(preview.message.html.contains("Nos mots à nous"));
        assert_eq!(scene.versions().await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_confirmed_with_other_words_is_asked_again_and_does_not_leave() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.follow_one_step("first-notice", "e-mail").await;
        let change = scene.desk.change_settings(&scene.seat, |settings| {
            settings.policy.mode = Mode::Confirm;
        });
        change.await.unwrap();
        scene.invoice("F1", 120_000, 6).await;
        let run = scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await;
        run.unwrap();
        let waiting = async || {
            let mut reader = scene.desk.store().reader().await.unwrap();
            let all = store::notice::waiting(&mut reader, scene.seat.creditor).await;
            let one = all.unwrap().remove(0);
            (one.id, one.standing())
        };
        let (notice, _) = waiting().await;
        scene.desk.confirm(&scene.seat, notice).await.unwrap();
        assert_eq!(waiting().await.1, Standing::Ready);
        let other = draft("second-notice", Language::French, BODY);
        scene.keep(&other).await.unwrap();
        assert_eq!(waiting().await.1, Standing::Ready, "its own words stand");
        scene.keep(&french(BODY)).await.unwrap();
        assert_eq!(waiting().await.1, Standing::ToConfirm);
        let carrier = TestCarrier::answering(Vec::new());
        let report = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
        assert_eq!(report.unwrap().sent, 0);
        scene.desk.confirm(&scene.seat, notice).await.unwrap();
        let report = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
        assert_eq!(report.unwrap().sent, 1);
        assert_eq!(carrier.parcels()[0].subject, "Un mot sur F1");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_became_unusable_stops_its_own_messages_and_no_others() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let mut transaction = scene.desk.store().transaction().await.unwrap();
        let at = scene.desk.clock().instant();
        let stamp = scene.desk.store().stamp(at, "an older version");
        let creditor = scene.seat.creditor;
        let of = ("second-notice", Language::French);
        let text = french("{{ gone }}").text();
        let said = (Some(text.as_str()), "");
        store::message_template::publish(&mut transaction, &stamp, creditor, of, said)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        scene.invoice("F1", 120_000, 6).await;
        scene.follow_one_step("first-notice", "e-mail").await;
        let (subject, _) = scene.said().await;
        assert!(subject.starts_with("Atelier du Port"), "{subject}");

        let other = scene.other_debtor("C2").await;
        scene.follow_one_step("second-notice", "e-mail").await;
        scene.invoice_of(other, "F2", 90_000, 6).await;
        let run = scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await;
        run.unwrap();
        let carrier = TestCarrier::answering(Vec::new());
        let report = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
        let report = report.unwrap();
        assert_eq!(report.sent, 0);
        let words = report.problems[0].to_string();
        assert!(words.contains("second-notice"), "{words}");
    })
    .await;
}

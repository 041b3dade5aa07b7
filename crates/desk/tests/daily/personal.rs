//! What a person writes to a debtor: it leaves once, in that person's words, whatever the strategy says, and counts as a
//! contact.

use desk::Writing;
use desk::disputes::NewDispute;
use desk::personal_messages::{Form, Occasion, PersonalMessage};
use jiff::SignedDuration;
use receivables::account::Mode;
use receivables::calendar::plus_days;
use receivables::fact::DisputeReason;
use store::testing::both_engines;

use crate::receiving::take;
use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

async fn form(scene: &Scene, occasion: Occasion) -> Form {
    let (desk, seat) = (&scene.desk, &scene.seat);
    let form = desk.message_form(seat, scene.debtor, &occasion).await;
    form.unwrap()
}

fn message(form: &Form) -> PersonalMessage {
    PersonalMessage {
        form: form.id,
        contact: form.contacts[0].id,
        sender: String::new(),
        subject: "Votre commande".to_string(),
        words: "Bonjour,\n\nLa pièce <12> est prête.\nElle part demain.".to_string(),
        items: form.items.clone(),
        with_statement: false,
        reply: None,
    }
}

async fn send(scene: &Scene) -> Vec<desk::carrier::Parcel> {
    let carrier = TestCarrier::answering(Vec::new());
    let sent = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
    sent.unwrap();
    carrier.parcels()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_leaves_once_in_the_words_of_who_wrote_it_though_the_form_comes_twice() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat, debtor) = (&scene.desk, &scene.seat, scene.debtor);
        let form = form(&scene, Occasion::OwnAccord).await;
        for _ in 0..2 {
            let written = desk.write_message(seat, debtor, &message(&form)).await;
            written.unwrap();
        }
        // The day is decided in between, and has nothing to say of it.
        desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        let parcels = send(&scene).await;
        let [parcel] = parcels.as_slice() else {
            panic!("{parcels:?}");
        };
        assert_eq!(parcel.to[0].address, "compta@lenoir.example");
        assert_eq!(parcel.subject, "Votre commande");
        let start = "Bonjour,\n\nLa pièce <12> est prête.\nElle part demain.\n\n";
        assert!(parcel.text.starts_with(start), "{}", parcel.text);
        let set = "La pièce &lt;12&gt; est prête.<br>";
        assert!(parcel.html.contains(set), "{}", parcel.html);
        assert!(send(&scene).await.is_empty());
        let other = PersonalMessage {
            words: "Elle part jeudi.".to_string(),
            ..message(&form)
        };
        let refused = desk.write_message(seat, debtor, &other).await;
        let words = refused.unwrap_err().to_string();
        assert!(words.contains("used already"), "{words}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_statement_nor_the_words_after_a_call_ask_for_what_is_contested() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.follow_one_step("general-call", "call").await;
        let contested = scene.invoice("F1", 120_000, 6).await;
        let open = scene.invoice("F2", 50_000, 6).await;
        let (desk, seat, debtor) = (&scene.desk, &scene.seat, scene.debtor);
        let because = NewDispute::because(DisputeReason::Price, "prix");
        desk.open_dispute(seat, contested, because).await.unwrap();
        scene.desk.clock().advance(SignedDuration::from_hours(24));
        let tuesday = plus_days(MONDAY, 1);
        desk.run_day(seat, tuesday, Writing::ForReal).await.unwrap();
        let mut reader = desk.store().reader().await.unwrap();
        let waiting = store::notice::waiting(&mut reader, seat.creditor).await;
        drop(reader);
        let call = waiting.unwrap()[0].id;
        let form = form(&scene, Occasion::Call(call)).await;
        assert_eq!(form.items, [open]);
        assert!(!form.draft.words.contains("F1"), "{}", form.draft.words);
        let message = PersonalMessage {
            with_statement: true,
            ..message(&form)
        };
        desk.write_message(seat, debtor, &message).await.unwrap();
        let mut reader = desk.store().reader().await.unwrap();
        let kept = store::notice::find(&mut reader, seat.creditor, form.id).await;
        drop(reader);
        let asked: Vec<i64> = kept
            .unwrap()
            .act
            .items
            .iter()
            .map(|item| item.asked.minor)
            .collect();
        assert_eq!(asked, [50_000]);
        assert_eq!(send(&scene).await[0].enclosures.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_reminder_follows_a_message_too_closely() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let (desk, seat, debtor) = (&scene.desk, &scene.seat, scene.debtor);
        let form = form(&scene, Occasion::OwnAccord).await;
        let message = PersonalMessage {
            items: vec![item],
            ..message(&form)
        };
        desk.write_message(seat, debtor, &message).await.unwrap();
        assert_eq!(send(&scene).await.len(), 1);
        desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        let why = desk.why(seat, debtor, None).await.unwrap();
        assert_eq!(why.account.contacts_made.len(), 1);
        assert!(why.decision.acts().is_empty(), "{:?}", why.decision.verdict);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_does_not_leave_to_somebody_who_asked_meanwhile_not_to_be_written_to() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat, debtor) = (&scene.desk, &scene.seat, scene.debtor);
        let form = form(&scene, Occasion::OwnAccord).await;
        let message = message(&form);
        desk.write_message(seat, debtor, &message).await.unwrap();
        let mark = desk::contacts::ContactMark::Refused;
        let marked = desk.mark_contact(seat, debtor, message.contact, mark).await;
        marked.unwrap();
        assert!(send(&scene).await.is_empty());
        let mut reader = desk.store().reader().await.unwrap();
        let notice = store::notice::find(&mut reader, seat.creditor, form.id).await;
        let (_, reason) = notice.unwrap().withdrawn.unwrap();
        assert_eq!(reason, "message-cannot-leave");
        let refused = desk.write_message(seat, debtor, &message).await;
        assert!(refused.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_while_the_company_observes_or_without_words() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat, debtor) = (&scene.desk, &scene.seat, scene.debtor);
        let form = form(&scene, Occasion::OwnAccord).await;
        let empty = PersonalMessage {
            words: "  \n ".to_string(),
            ..message(&form)
        };
        assert!(desk.write_message(seat, debtor, &empty).await.is_err());
        desk.set_mode(seat, Mode::Observe).await.unwrap();
        let refused = desk.write_message(seat, debtor, &message(&form)).await;
        let words = refused.unwrap_err().to_string();
        assert!(words.contains("nothing leaves"), "{words}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_on_from_the_message_it_answers() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let (desk, seat, debtor) = (&scene.desk, &scene.seat, scene.debtor);
        scene.mailbox(debtor, "dg@lenoir.example").await;
        let written = "From: DG <dg@lenoir.example>\r\nTo: a@atelier.example\r\nSubject: Facture F1\r\n\
             Message-ID: <42@lenoir.example>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n\r\nQuel est votre IBAN ?\r\n";
        take(&scene, "a.eml", written).await;
        let account = desk.why(seat, debtor, None).await.unwrap().account;
        let reply = account.replies[0].id;
        let form = form(&scene, Occasion::Reply(reply)).await;
        assert_eq!(form.draft.subject, "Re: Facture F1");
        let first = form.contacts[0].email.as_deref();
        assert_eq!(first, Some("dg@lenoir.example"), "who wrote stands first");
        let answer = PersonalMessage {
            reply: Some(reply),
            ..message(&form)
        };
        desk.write_message(seat, debtor, &answer).await.unwrap();
        let parcels = send(&scene).await;
        assert_eq!(parcels[0].in_reply_to.as_deref(), Some("42@lenoir.example"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_agreed_today_stands_in_the_message_after_a_call() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.follow_one_step("general-call", "call").await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let (desk, seat, debtor) = (&scene.desk, &scene.seat, scene.debtor);
        desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        let mut reader = desk.store().reader().await.unwrap();
        let waiting = store::notice::waiting(&mut reader, seat.creditor).await;
        drop(reader);
        let call = waiting.unwrap()[0].id;
        let promise = desk::facts::NewPromise {
            pay_on: plus_days(MONDAY, 4),
            parts: vec![(item, None)],
        };
        desk.take_promise(seat, debtor, promise).await.unwrap();
        let form = form(&scene, Occasion::Call(call)).await;
        assert_eq!(form.items, [item]);
        let words = form.draft.words;
        for part in ["au plus tard le 6\u{a0}mars 2026", "F1", "1\u{202f}200,00"] {
            assert!(words.contains(part), "{part} in {words}");
        }
    })
    .await;
}

//! A message that left and came back: the bounce names it, or was for the address it went to.

use desk::Writing;
use desk::contacts::NewContact;
use receivables::calendar::plus_days;
use receivables::contact::Channel;
use receivables::identity::NoticeId;
use store::notice::{Notice, Standing};
use store::testing::both_engines;

use crate::receiving::take;
use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

fn bounce(original: &str) -> String {
    returned(original, "5.1.1", "550 5.1.1 No such mailbox")
}

fn returned(original: &str, status: &str, words: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mail.example\r\nTo: a@atelier.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nno such user\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; compta@lenoir.example\r\nAction: failed\r\n\
         Status: {status}\r\nDiagnostic-Code: smtp; {words}\r\n\r\n{original}--b--\r\n"
    )
}

fn headers(message_id: &str) -> String {
    format!(
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{message_id}>\r\nTo: compta@lenoir.example\r\n\
         Subject: Facture F1\r\n\r\n"
    )
}

/// A message that left, and its Message-ID.
async fn sent(scene: &Scene) -> (NoticeId, String) {
    scene.invoice("F1", 120_000, 6).await;
    let carrier = TestCarrier::answering(Vec::new());
    let (desk, seat) = (&scene.desk, &scene.seat);
    desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
    desk.send(seat, &carriers(&carrier)).await.unwrap();
    let message_id = carrier.parcels()[0].message_id.clone();
    let mut reader = desk.store().reader().await.unwrap();
    let found = store::notice::returned::by_message_id(&mut reader, seat.creditor, &message_id);
    (found.await.unwrap().unwrap(), message_id)
}

async fn notice(scene: &Scene, id: NoticeId) -> Notice {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let found = store::notice::find(&mut reader, scene.seat.creditor, id).await;
    found.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounce_that_names_the_message_marks_it_and_its_contact_once() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (id, message_id) = sent(&scene).await;
        let text = bounce(&headers(&message_id));
        let report = take(&scene, "b.eml", &text).await;
        assert_eq!(
            (report.notices_returned, report.contacts.changed),
            (1, 1),
            "{report:?}"
        );
        let found = notice(&scene, id).await;
        assert_eq!(found.standing(), Standing::Sent, "it did leave");
        let (_, cause) = found.returned.unwrap();
        assert!(cause.contains("No such mailbox"), "{cause}");
        let again = take(&scene, "c.eml", &format!("{text}\r\n")).await;
        assert_eq!(again.notices_returned, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounce_that_names_nothing_is_of_the_last_message_to_its_recipient() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (id, _) = sent(&scene).await;
        take(&scene, "b.eml", &bounce("")).await;
        assert!(notice(&scene, id).await.returned.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounce_of_another_message_marks_the_contact_alone() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (id, _) = sent(&scene).await;
        let report = take(&scene, "b.eml", &bounce(&headers("123@crm.example"))).await;
        assert_eq!((report.notices_returned, report.contacts.changed), (0, 1));
        assert!(notice(&scene, id).await.returned.is_none());
    })
    .await;
}

/// What waits for the account of the scene on the next day.
async fn next_day(scene: &Scene) -> Vec<Notice> {
    let (desk, seat) = (&scene.desk, &scene.seat);
    desk.clock().advance(jiff::SignedDuration::from_hours(24));
    let tuesday = plus_days(MONDAY, 1);
    desk.run_day(seat, tuesday, Writing::ForReal).await.unwrap();
    let mut reader = desk.store().reader().await.unwrap();
    let waiting = store::notice::waiting(&mut reader, seat.creditor).await;
    waiting.unwrap()
}

async fn goes_the_next_way(store: store::Store, status: &str, words: &str) {
    let scene = Scene::set(store).await;
    let (id, message_id) = sent(&scene).await;
    let first = notice(&scene, id).await;
    let came_back = returned(&headers(&message_id), status, words);
    let report = take(&scene, "b.eml", &came_back).await;
    assert_eq!(report.notices_returned, 1, "{report:?}");
    let waiting = next_day(&scene).await;
    let [next] = waiting.as_slice() else {
        panic!("{status}: {waiting:?}");
    };
    assert_eq!(next.act.key, first.act.key, "the same step again");
    assert_eq!(next.act.channel, Channel::Call, "{status}: its fallback");
    assert_eq!(next.act.items, first.act.items);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_back_for_want_of_a_mailbox_is_due_again_the_next_way() {
    both_engines(|store| goes_the_next_way(store, "5.1.1", "550 No such mailbox")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_back_from_a_full_mailbox_is_due_again_the_next_way() {
    both_engines(|store| goes_the_next_way(store, "4.2.2", "452 Mailbox full")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_back_leaves_again_once_the_address_was_put_right() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (_, message_id) = sent(&scene).await;
        take(&scene, "b.eml", &bounce(&headers(&message_id))).await;
        let (desk, seat, debtor) = (&scene.desk, &scene.seat, scene.debtor);
        let account = desk.why(seat, debtor, None).await.unwrap().account;
        let contact = &account.contacts[0];
        assert!(contact.bounced_on.is_some());
        let corrected = NewContact {
            role: contact.role,
            name: contact.name.clone(),
            email: "comptabilite@lenoir.example".to_string(),
            phone: String::new(),
            language: None,
        };
        let corrected = desk.correct_contact(seat, debtor, (contact.id, corrected));
        corrected.await.unwrap();
        next_day(&scene).await;
        let carrier = TestCarrier::answering(Vec::new());
        desk.send(seat, &carriers(&carrier)).await.unwrap();
        let addresses: Vec<String> = carrier
            .parcels()
            .into_iter()
            .map(|parcel| parcel.to[0].address.clone())
            .collect();
        assert_eq!(addresses, ["comptabilite@lenoir.example"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_back_leaves_again_by_mail_once_somebody_else_can_be_written_to() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (_, message_id) = sent(&scene).await;
        take(&scene, "b.eml", &bounce(&headers(&message_id))).await;
        scene.mailbox(scene.debtor, "factures@lenoir.example").await;
        let waiting = next_day(&scene).await;
        let carrier = TestCarrier::answering(Vec::new());
        let sent = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
        assert_eq!(sent.unwrap().sent, 1, "{waiting:?}");
        let parcels = carrier.parcels();
        assert_eq!(parcels[0].to[0].address, "factures@lenoir.example");
        assert_ne!(parcels[0].message_id, message_id);
    })
    .await;
}

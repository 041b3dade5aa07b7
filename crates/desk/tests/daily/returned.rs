//! A message that left and came back: the bounce names it, or was for the address it went to.

use desk::Writing;
use receivables::identity::NoticeId;
use store::notice::{Notice, Standing};
use store::testing::both_engines;

use crate::receiving::take;
use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

fn bounce(original: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mail.example\r\nTo: a@atelier.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nno such user\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; compta@lenoir.example\r\nAction: failed\r\n\
         Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No such mailbox\r\n\r\n{original}--b--\r\n"
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

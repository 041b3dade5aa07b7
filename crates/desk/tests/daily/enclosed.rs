//! What goes with a reminder: the invoices it is about that are kept as PDF, once each; and the thread it stands in.

use desk::Writing;
use receivables::calendar::plus_days;
use receivables::identity::{ImportId, ItemId};
use store::item_document::{DocumentForm, keep};
use store::testing::both_engines;

use crate::receiving::take;
use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

const CONTACTS: &str = "code client;contact;email\nC001;Mme Leroy;leroy@lenoir.example\n";

impl Scene {
    /// A file that was imported, whose bytes stand for a PDF.
    async fn imported(&self, name: &str, padding: usize) -> ImportId {
        let text = format!("{CONTACTS}{}", "\n".repeat(padding));
        take(self, name, &text).await.import.unwrap()
    }

    async fn is_document_of(&self, items: &[ItemId], import: ImportId, form: DocumentForm) {
        let mut transaction = self.desk.store().transaction().await.unwrap();
        let stamp = self.desk.store().stamp(self.desk.clock().instant(), "test");
        let kept = (items, import, form);
        keep(&mut transaction, &stamp, self.seat.creditor, kept)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invoices_of_a_reminder_go_with_it_and_nothing_else_does() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let first = scene.invoice("F/2026-1", 120_000, 8).await;
        let second = scene.invoice("F-2", 50_000, 6).await;
        let not_due = scene.invoice("F-3", 50_000, -40).await;
        let pdf = scene.imported("a.csv", 0).await;
        let other = scene.imported("b.csv", 1).await;
        scene
            .is_document_of(&[first, second], pdf, DocumentForm::Pdf)
            .await;
        scene
            .is_document_of(&[not_due], other, DocumentForm::Pdf)
            .await;
        scene
            .is_document_of(&[second], other, DocumentForm::Xml)
            .await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let run = desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        assert_eq!(run.planned, 1);
        let carrier = TestCarrier::answering(Vec::new());
        desk.send(seat, &carriers(&carrier)).await.unwrap();
        let parcel = carrier.parcels().remove(0);
        let names: Vec<&str> = parcel
            .enclosures
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        assert_eq!(names, ["F-2026-1.pdf"], "one file for both invoices in it");
        assert_eq!(parcel.enclosures[0].bytes, CONTACTS.as_bytes());
        assert_eq!(parcel.enclosures[0].media_type, "application/pdf");
        assert_eq!(parcel.in_reply_to, None, "nothing went before");

        let later = plus_days(MONDAY, 14);
        let clock = desk.clock();
        clock.set(format!("{later}T09:00:00Z").parse().unwrap());
        desk.run_day(seat, later, Writing::ForReal).await.unwrap();
        let carrier = TestCarrier::answering(Vec::new());
        desk.send(seat, &carriers(&carrier)).await.unwrap();
        let next = carrier.parcels().remove(0);
        assert_eq!(next.in_reply_to, Some(parcel.message_id), "one thread");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_statement_goes_with_a_message_as_workbook_and_on_paper_where_there_is_a_press() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene
            .follow_one_step(
                "first-notice",
                "e-mail\"\nattachments = [\"statement\"]\nsender = \"accounting",
            )
            .await;
        let other = scene.other_debtor("C2").await;
        scene.invoice("F1", 120_000, 6).await;
        scene.invoice("F2", 50_000, -40).await;
        scene.invoice_of(other, "F3", 10_000, 6).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        let mut reader = desk.store().reader().await.unwrap();
        let waiting = store::notice::waiting(&mut reader, seat.creditor)
            .await
            .unwrap();
        drop(reader);
        let shown = desk.preview(seat, waiting[0].id).await.unwrap().enclosures;
        assert_eq!(
            shown,
            [
                "releve-de-compte-2026-03-02.pdf",
                "releve-de-compte-2026-03-02.xlsx"
            ]
        );

        let carrier = TestCarrier::answering(Vec::new());
        let press = crate::letters::TestPress::new();
        desk.send(seat, &carriers(&carrier).with_press(press))
            .await
            .unwrap();
        let parcel = carrier.parcels().remove(0);
        let names: Vec<&str> = parcel
            .enclosures
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        assert_eq!(names, shown);
        assert!(parcel.enclosures[0].bytes.starts_with(b"%PDF"));
        assert!(parcel.enclosures[1].bytes.starts_with(b"PK"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_press_the_workbook_goes_alone() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene
            .follow_one_step(
                "first-notice",
                "e-mail\"\nattachments = [\"statement\"]\nsender = \"accounting",
            )
            .await;
        scene.invoice("F1", 120_000, 6).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        let carrier = TestCarrier::answering(Vec::new());
        desk.send(seat, &carriers(&carrier)).await.unwrap();
        let parcel = carrier.parcels().remove(0);
        let names: Vec<&str> = parcel
            .enclosures
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        assert_eq!(names, ["releve-de-compte-2026-03-02.xlsx"]);
    })
    .await;
}

//! Answers that come as messages: on the account whose message they answer, with what they say; the others in the tray.

use desk::Writing;
use desk::answers::{Said, Writer, read_statement};
use receivables::identity::DebtorId;
use store::Seen;
use store::reply::{Letter, StatementVerdict};
use store::testing::both_engines;
use store::unplaced_answer::UnplacedAnswer;

use crate::receiving::take;
use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

fn message(from: &str, headers: &str, words: &str) -> String {
    format!(
        "From: {from}\r\nTo: compta@atelier.example\r\nSubject: Re: Facture\r\nMessage-ID: <{}@client.example>\r\n\
         Date: Mon, 2 Mar 2026 10:00:00 +0100\r\n{headers}Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n",
        words.len()
    )
}

impl Scene {
    async fn letters(&self) -> Vec<Letter> {
        let mut reader = self.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(self.seat.creditor);
        store::reply::waiting(&mut reader, seen).await.unwrap()
    }

    async fn tray(&self) -> Vec<UnplacedAnswer> {
        let mut reader = self.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(self.seat.creditor);
        let waiting = store::unplaced_answer::waiting(&mut reader, seen).await;
        waiting.unwrap()
    }

    async fn planned_for(&self, debtor: DebtorId) -> usize {
        let run = self.desk.run_day(&self.seat, MONDAY, Writing::DryRun);
        let lines = run.await.unwrap().lines;
        lines.iter().filter(|line| line.debtor == debtor).count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_somebody_unknown_is_on_the_account_of_the_message_it_answers() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let carrier = TestCarrier::answering(Vec::new());
        let (desk, seat) = (&scene.desk, &scene.seat);
        desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        desk.send(seat, &carriers(&carrier)).await.unwrap();
        let named = format!("In-Reply-To: <{}>\r\n", carrier.parcels()[0].message_id);
        let text = message(
            "patron@ailleurs.example",
            &named,
            "Bonjour, le virement de 1 200,00 € part vendredi.",
        );
        take(&scene, "a.eml", &text).await;
        take(&scene, "b.eml", &format!("X-Seen-By: somebody\r\n{text}")).await;
        let letters = scene.letters().await;
        assert_eq!(letters.len(), 1, "one message is one answer: {letters:?}");
        assert_eq!(letters[0].debtor, scene.debtor);
        let mut reader = desk.store().reader().await.unwrap();
        let said = store::reply::statements(&mut reader, seat.creditor, letters[0].id);
        let said = said.await.unwrap();
        drop(reader);
        let found = read_statement(&said[0]).unwrap();
        let Said::WillPay { on, amount } = found.said else {
            panic!("{found:?}")
        };
        assert_eq!(on, Some("2026-03-06".parse().unwrap()));
        assert_eq!(amount.unwrap().amount.to_string(), "1200.00");
        let judged = (letters[0].id, 0);
        let accepted = desk.judge_statement(seat, judged, StatementVerdict::Accepted);
        accepted.await.unwrap();
        let late = desk.judge_statement(seat, judged, StatementVerdict::Rejected);
        late.await.unwrap();
        let mut reader = desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(seat.creditor);
        let record = store::reply::track_record(&mut reader, seen).await.unwrap();
        assert_eq!(record, [("will-pay".to_string(), 1, 0)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_nobody_known_waits_in_the_tray_and_stops_its_account_once_placed() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F-2026-001", 120_000, 6).await;
        let other = scene.other_debtor("C002").await;
        scene.invoice_of(other, "F-2026-002", 50_000, 6).await;
        let words = "Nous contestons la facture F-2026-002.";
        let text = message("x@inconnu.example", "", words);
        take(&scene, "a.eml", &text).await;
        take(&scene, "b.eml", &format!("X-Seen-By: somebody\r\n{text}")).await;
        let tray = scene.tray().await;
        assert_eq!(tray.len(), 1, "{tray:?}");
        assert_eq!(tray[0].candidates, [other], "by the invoice it names");
        assert_eq!(scene.planned_for(other).await, 1, "nothing is guessed");
        let placed = (other, Writer::BecomesContact);
        let placed = scene.desk.place_answer(&scene.seat, tray[0].id, placed);
        placed.await.unwrap();
        assert_eq!(scene.planned_for(other).await, 0);
        assert_eq!(scene.tray().await, []);
        assert_eq!(scene.letters().await[0].debtor, other);
        let twice = (other, Writer::StaysUnknown);
        let twice = scene.desk.place_answer(&scene.seat, tray[0].id, twice);
        twice.await.unwrap_err();

        let next = message(
            "x@inconnu.example",
            "",
            "Bonjour, avez-vous lu mon message ?",
        );
        take(&scene, "c.eml", &next).await;
        assert_eq!(scene.letters().await.len(), 2, "the writer is known now");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_is_told_and_stops_nothing_and_who_wants_no_more_gets_no_more() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let headers = "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n";
        let words = "Je suis absente jusqu'au 12 mars. En mon absence, merci de contacter paul@lenoir.example.";
        let text = message("compta@lenoir.example", headers, words);
        let text = text.replace("Re: Facture", "Absence du bureau");
        take(&scene, "a.eml", &text).await;
        assert_eq!(scene.letters().await, [], "nobody answered");
        assert_eq!(scene.planned_for(scene.debtor).await, 1);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(scene.seat.creditor);
        let told = store::views::account::journal(&mut reader, seen, scene.debtor, 50);
        let told = format!("{:?}", told.await.unwrap());
        drop(reader);
        for part in ["machine-answer", "2026-03-13", "paul@lenoir.example"] {
            assert!(told.contains(part), "{part} in {told}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_is_proposed_by_the_domain_and_what_is_nobodys_is_set_aside() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let text = message("direction@lenoir.example", "", "Bonjour");
        take(&scene, "a.eml", &text).await;
        let tray = scene.tray().await;
        assert_eq!(tray[0].candidates, [scene.debtor]);
        let aside = scene.desk.set_answer_aside(&scene.seat, tray[0].id);
        aside.await.unwrap();
        assert_eq!(scene.tray().await, []);
        take(&scene, "b.eml", &format!("X-Seen-By: somebody\r\n{text}")).await;
        assert_eq!(scene.tray().await, [], "it is not asked about again");
    })
    .await;
}

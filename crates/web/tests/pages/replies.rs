//! An answer with what it seems to say: accepted as a promise, rejected, dealt with; and the tray.

use desk::Writing;
use desk::receive::Incoming;
use receivables::account::Mode;

use crate::scene::Scene;

fn message(from: &str, words: &str) -> String {
    format!(
        "From: {from}\r\nTo: compta@atelier.example\r\nSubject: Re: Facture F-101\r\nMessage-ID: <{}@client.example>\r\n\
         Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n",
        words.len()
    )
}

impl Scene {
    async fn mail(&self, from: &str, words: &str) {
        let incoming = Incoming {
            name: "a.eml".into(),
            bytes: message(from, words).into_bytes(),
            kind: None,
            mapping: None,
        };
        let taken = self.desk.receive(&self.seat, incoming, Writing::ForReal);
        taken.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_answer_says_becomes_a_fact_when_a_person_accepts_it() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let item = scene
        .invoice(debtor, "F-101", 120_000, 20)
        .await
        .to_string();
    let words =
        "Bonjour, le virement part vendredi. Pourriez-vous m’envoyer un duplicata de la facture ?";
    scene.mail("x@inconnu.example", words).await;
    let mut browser = scene.signed_in().await;
    let list = browser.get("/replies").await;
    for shown in [
        "x@inconnu.example",
        "Menuiserie Lenoir",
        "De qui viennent-elles",
    ] {
        assert!(list.text.contains(shown), "{shown} in {}", list.text);
    }
    let path = list
        .text
        .split("action=\"")
        .find(|part| part.starts_with("/answers/"));
    let path = path.and_then(|part| part.split('"').next()).unwrap();
    let lost = browser.post(path, &[("find", "nobody")]).await;
    let lost = browser.get(lost.location()).await;
    assert!(lost.text.contains("Choisissez un client"), "{}", lost.text);
    let placed = browser
        .post(path, &[("find", "C001"), ("remember", "yes")])
        .await;
    let letter = placed.location().to_string();
    let page = browser.get(&letter).await;
    for shown in [
        "Promet de payer",
        "N’a pas la facture",
        "2026-03-06",
        "le virement part vendredi",
        "F-101",
    ] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    let accepted = [
        ("place", "1"),
        ("says", "will-pay"),
        ("item", item.as_str()),
        ("pay_on", "2026-03-06"),
        ("amount", ""),
    ];
    let place = page.text.split("name=\"place\" value=\"").skip(1);
    let place = place
        .filter(|part| part.contains("value=\"will-pay\""))
        .find_map(|part| part.split('"').next());
    let mut accepted = accepted;
    accepted[0] = ("place", place.unwrap());
    browser.post(&format!("{letter}/accepted"), &accepted).await;
    let twice = browser.post(&format!("{letter}/accepted"), &accepted).await;
    let twice = browser.get(twice.location()).await;
    assert!(twice.text.contains("déjà répondu"), "{}", twice.text);
    let other = if accepted[0].1 == "0" { "1" } else { "0" };
    let rejected = [("place", other)];
    browser.post(&format!("{letter}/rejected"), &rejected).await;
    let page = browser.get(&letter).await;
    for shown in ["confirmé", "écarté"] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    let account = browser.get(&format!("/debtors/{debtor}")).await;
    for shown in ["promesse", letter.as_str()] {
        assert!(account.text.contains(shown), "{shown} in {}", account.text);
    }
    let list = browser.get("/replies").await;
    assert!(
        list.text.contains("Justesse de la lecture"),
        "{}",
        list.text
    );
}

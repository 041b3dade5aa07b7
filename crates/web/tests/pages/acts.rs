//! What the forms do: each act reaches the desk, and the page after it says so.

use axum::http::StatusCode;
use desk::why::Why;
use receivables::account::Mode;
use receivables::identity::{DebtorId, ItemId, NoticeId};
use store::notice::{Notice, Standing};

use crate::browser::Browser;
use crate::scene::Scene;

/// A company that confirms, an account with two late invoices, and a browser.
async fn ready() -> (Scene, DebtorId, [ItemId; 2], Browser) {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let items = [
        scene.invoice(debtor, "F-101", 120_000, 20).await,
        scene.invoice(debtor, "F-102", 80_050, 12).await,
    ];
    scene.run().await;
    let browser = scene.signed_in().await;
    (scene, debtor, items, browser)
}

/// The account as the desk sees it.
async fn why(scene: &Scene, debtor: DebtorId) -> Why {
    scene.desk.why(&scene.seat, debtor, None).await.unwrap()
}

async fn notice(scene: &Scene, id: NoticeId) -> Notice {
    let mut reader = scene.desk.store().reader().await.unwrap();
    store::notice::find(&mut reader, scene.seat.creditor, id)
        .await
        .unwrap()
}

async fn waiting(scene: &Scene) -> Vec<Notice> {
    let mut reader = scene.desk.store().reader().await.unwrap();
    store::notice::waiting(&mut reader, scene.seat.creditor)
        .await
        .unwrap()
}

/// The page after an act, and that the word on it is said once.
async fn told(browser: &mut Browser, path: &str, words: &str) {
    let page = browser.get(path).await;
    assert!(page.text.contains(words), "{words} in {}", page.text);
    assert!(!browser.get(path).await.text.contains(words), "said once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_for_a_part_of_one_line_is_taken_and_withdrawn() {
    let (scene, debtor, [first, second], mut browser) = ready().await;
    let path = format!("/debtors/{debtor}");
    let (one, two) = (first.to_string(), second.to_string());
    let promises = format!("{path}/promises");
    browser.post(&promises, &[("pay_on", "2026-03-20")]).await;
    told(&mut browser, &path, "Cochez d’abord").await;
    browser
        .post(
            &promises,
            &[
                ("item", &one),
                ("item", &two),
                ("amount", "10"),
                ("pay_on", "2026-03-20"),
            ],
        )
        .await;
    told(&mut browser, &path, "une seule ligne").await;
    browser
        .post(
            &promises,
            &[
                ("item", &one),
                ("amount", "1,234"),
                ("pay_on", "2026-03-20"),
            ],
        )
        .await;
    told(&mut browser, &path, "1,234").await;
    let fields = [
        ("item", one.as_str()),
        ("amount", "450,50"),
        ("pay_on", "2026-03-20"),
    ];
    assert_eq!(browser.post(&promises, &fields).await.location(), path);
    told(&mut browser, &path, "Promesse enregistrée").await;
    let promise = why(&scene, debtor).await.account.promises.remove(0);
    assert_eq!(
        (promise.parts[0].item, promise.parts[0].amount.minor),
        (first, 45_050)
    );
    browser
        .post(&format!("{promises}/{}/closed", promise.id), &[])
        .await;
    told(&mut browser, &path, "Promesse retirée.").await;
    assert!(
        why(&scene, debtor)
            .await
            .account
            .promises
            .iter()
            .all(|promise| promise.outcome.is_some())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_a_hold_and_a_reply_are_opened_and_closed() {
    let (scene, debtor, [first, _], mut browser) = ready().await;
    let path = format!("/debtors/{debtor}");
    let item = first.to_string();
    browser
        .post(
            &format!("{path}/disputes"),
            &[("item", &item), ("reason", "price"), ("words", "remise")],
        )
        .await;
    browser
        .post(
            &format!("{path}/holds"),
            &[("reason", "in-discussion"), ("until", "2026-03-31")],
        )
        .await;
    browser
        .post(
            &format!("{path}/replies"),
            &[("words", "Nous payons <vendredi>")],
        )
        .await;
    let account = why(&scene, debtor).await.account;
    let (dispute, hold, reply) = (&account.disputes[0], &account.holds[0], &account.replies[0]);
    let page = browser.get(&path).await.text;
    assert!(page.contains("Nous payons &#60;vendredi&#62;"), "{page}");
    browser
        .post(
            &format!("{path}/disputes/{}/closed", dispute.id),
            &[("outcome", "unfounded"), ("fault", "debtor")],
        )
        .await;
    browser
        .post(&format!("{path}/holds/{}/closed", hold.id), &[])
        .await;
    browser
        .post(&format!("{path}/replies/{}/closed", reply.id), &[])
        .await;
    let account = why(&scene, debtor).await.account;
    assert!(
        account
            .disputes
            .iter()
            .all(|dispute| dispute.closed_on.is_some())
    );
    assert!(account.holds.iter().all(|hold| hold.lifted_on.is_some()));
    assert!(
        account
            .replies
            .iter()
            .all(|reply| reply.handled_on.is_some())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_added_and_removed_and_charges_are_claimed() {
    let (scene, debtor, _, mut browser) = ready().await;
    let path = format!("/debtors/{debtor}");
    let contacts = format!("{path}/contacts");
    browser
        .post(&contacts, &[("name", "Paul"), ("role", "buyer")])
        .await;
    told(&mut browser, &path, "onnez une adresse e-mail").await;
    browser
        .post(
            &contacts,
            &[
                ("name", "Paul"),
                ("role", "buyer"),
                ("email", "paul@c001.example"),
            ],
        )
        .await;
    let account = why(&scene, debtor).await.account;
    let paul = account
        .contacts
        .iter()
        .find(|contact| contact.name == "Paul")
        .unwrap();
    let corrected = [
        ("name", "Paul Roy"),
        ("role", "finance"),
        ("email", "p.roy@c001.example"),
        ("language", "en"),
    ];
    browser
        .post(&format!("{contacts}/{}", paul.id), &corrected)
        .await;
    told(&mut browser, &path, "Contact corrigé").await;
    let page = browser.get(&path).await.text;
    assert!(page.contains("Paul Roy · Paul → Paul Roy · paul@c001.example → p.roy@c001.example"));
    browser
        .post(&format!("{contacts}/{}/closed", paul.id), &[])
        .await;
    assert_eq!(why(&scene, debtor).await.account.contacts.len(), 1);
    browser
        .post(&format!("{path}/charges"), &[("through", "2026-03-02")])
        .await;
    told(&mut browser, &path, "frais de retard constat").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_confirmed_sent_once_and_shown_as_left() {
    let (scene, _, _, mut browser) = ready().await;
    let mail = waiting(&scene)
        .await
        .into_iter()
        .find(|notice| notice.standing() == Standing::ToConfirm)
        .unwrap();
    assert_eq!(
        browser
            .post(&format!("/notices/{}/confirmed", mail.id), &[])
            .await
            .location(),
        "/departures"
    );
    told(&mut browser, "/departures", "Message confirmé").await;
    browser.post("/sendings", &[]).await;
    browser.post("/sendings", &[]).await;
    assert_eq!(scene.carrier.carried.lock().unwrap().len(), 1);
    assert_eq!(notice(&scene, mail.id).await.standing(), Standing::Sent);
    assert!(
        browser.get("/").await.text.contains("Menuiserie Lenoir"),
        "left today"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_message_never_leaves() {
    let (scene, _, _, mut browser) = ready().await;
    let mail = waiting(&scene)
        .await
        .into_iter()
        .find(|notice| notice.standing() == Standing::ToConfirm)
        .unwrap();
    browser
        .post(&format!("/notices/{}/withdrawn", mail.id), &[])
        .await;
    browser.post("/departures/confirmed", &[]).await;
    browser.post("/sendings", &[]).await;
    assert!(scene.carrier.carried.lock().unwrap().is_empty());
    assert_eq!(
        notice(&scene, mail.id).await.standing(),
        Standing::Withdrawn
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_31_the_mode_changes_only_once_the_risk_is_confirmed() {
    let (scene, _, _, mut browser) = ready().await;
    browser.post("/mode", &[("mode", "automatic")]).await;
    told(&mut browser, "/mode", "Cochez d’abord").await;
    let mode = async || {
        let mut reader = scene.desk.store().reader().await.unwrap();
        store::creditor::find(&mut reader, scene.seat.creditor)
            .await
            .unwrap()
            .policy
            .mode
    };
    assert_eq!(mode().await, Mode::Confirm);
    let automatic = [("mode", "automatic"), ("understood", "yes")];
    let forbidden = browser.post("/mode", &automatic).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    scene.promote().await;
    browser.post("/mode", &automatic).await;
    assert_eq!(mode().await, Mode::Automatic);
    // Asked once, and not again each time something else is kept.
    let kept = browser.post("/settings", &crate::company::settings()).await;
    assert_eq!(kept.location(), "/settings");
    assert_eq!(mode().await, Mode::Automatic);
    assert_eq!(
        browser.post("/mode", &[("mode", "reckless")]).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_master_switch_shows_its_banner_on_every_page() {
    let (_, _, _, mut browser) = ready().await;
    browser.post("/switch", &[("to", "off")]).await;
    for path in ["/", "/debtors", "/imports"] {
        assert!(
            browser
                .get(path)
                .await
                .text
                .contains("Tous les envois sont arrêtés depuis"),
            "{path}"
        );
    }
    browser.post("/switch", &[("to", "on")]).await;
    browser.get("/").await;
    assert!(
        !browser
            .get("/")
            .await
            .text
            .contains("Tous les envois sont arrêtés depuis")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn running_the_day_twice_plans_nothing_twice() {
    let (scene, _, _, mut browser) = ready().await;
    let before = waiting(&scene).await.len();
    browser.post("/day-runs", &[]).await;
    told(&mut browser, "/departures", "Journée décidée").await;
    assert_eq!(waiting(&scene).await.len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_makes_no_sense_is_told_so() {
    let (_, debtor, [first, _], mut browser) = ready().await;
    let item = first.to_string();
    for (path, fields) in [
        (
            "disputes",
            vec![("item", item.as_str()), ("reason", "because")],
        ),
        ("disputes", vec![("item", "nothing"), ("reason", "price")]),
        ("holds", vec![("reason", "")]),
        ("contacts", vec![("role", "king"), ("email", "a@b.example")]),
    ] {
        let answer = browser
            .post(&format!("/debtors/{debtor}/{path}"), &fields)
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} {fields:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_promised_to_leave_before_somebody_signs() {
    let (scene, _, _, mut browser) = ready().await;
    scene.promote().await;
    let unsigned = desk::profile::Profile::default();
    scene
        .desk
        .set_profile(&scene.seat, &unsigned)
        .await
        .unwrap();
    let page = browser.get("/mode").await;
    assert!(page.text.contains("href=\"/signature\""), "{}", page.text);
    let chosen = [("mode", "automatic"), ("understood", "yes")];
    browser.post("/mode", &chosen).await;
    told(&mut browser, "/", "sans expéditeur").await;
    let typed = [
        ("sender", "Service comptabilité"),
        ("sender_email", "compta@port.example"),
        ("iban", "FR77 3000 6000 0112 3456 7890 189"),
    ];
    let wrong = browser.post("/signature", &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.post("/signature", &typed[..2]).await;
    told(&mut browser, "/mode", "sont enregistrés").await;
    browser.post("/mode", &chosen).await;
    told(&mut browser, "/", "Le mode a changé").await;
}

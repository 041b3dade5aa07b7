//! Settings, people and one's own account.

use receivables::account::Mode;

use crate::scene::Scene;

pub(crate) fn settings() -> Vec<(&'static str, &'static str)> {
    vec![
        ("name", "Atelier du Port"),
        ("siren", ""),
        ("legal", "SAS au capital de 10 000 €"),
        ("lines", "12, quai du Port\nBâtiment B"),
        ("post_code", "44000"),
        ("town", "Nantes"),
        ("address_country", "FR"),
        ("country", "FR"),
        ("region", "ALSACE-MOSELLE"),
        ("time_zone", "Europe/Paris"),
        ("days_between", "4"),
        ("most_per_week", "2"),
        ("most_per_month", "5"),
        ("sending_from", "09:00"),
        ("sending_until", "17:30"),
        ("promise_days", "3"),
        ("dispute_days", "10"),
        ("message_days", "1825"),
        ("minutes_a_day", "90"),
        ("minutes_a_call", "6"),
        ("minutes_a_task", "10"),
        ("sanction_told", "ventes@atelier.example"),
        ("sanction_days", "3"),
        ("alerts_told", ""),
        ("supplies", "ordinary"),
        ("window", "left"),
        ("ledger_days", "30"),
        ("bank_days", ""),
        ("terms", "45 jours fin de mois"),
        ("end_of_month", "end-then-add"),
        ("penalty_percent", "12,5"),
        ("recovery_sum", "40,00"),
        ("own_rate_percent", "4,5"),
        ("strategy", "b2b-france"),
        ("key_account_strategy", "key-account"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_kept_by_an_administrator_and_shown_again_as_typed_when_wrong() {
    let scene = Scene::set(Mode::Confirm).await;
    let mut browser = scene.signed_in().await;
    let page = browser.get("/settings").await;
    assert!(
        page.text.contains("Seul un administrateur"),
        "{}",
        page.text
    );
    assert_eq!(browser.post("/settings", &settings()).await.status, 403);
    scene.promote().await;
    let kept = browser.post("/settings", &settings()).await;
    let page = browser.get(kept.location()).await;
    for shown in [
        "enregistrés",
        "value=\"45 jours fin de mois\"",
        "value=\"12.5\"",
        "value=\"09:00\"",
        "Bâtiment B",
        "value=\"end-then-add\" selected",
        "value=\"ALSACE-MOSELLE\" selected",
    ] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    for (field, wrong, said) in [
        ("terms", "bientôt", "Conditions de règlement\u{a0}: écrivez"),
        ("most_per_week", "souvent", "un nombre entier"),
        ("sending_until", "08:00", "doit précéder"),
        ("recovery_sum", "beaucoup", "se lit mal"),
        ("penalty_percent", "", "donnez les deux"),
    ] {
        let mut fields = settings();
        let place = fields.iter().position(|(name, _)| *name == field).unwrap();
        fields[place].1 = wrong;
        fields[0].1 = "Un autre nom";
        let again = browser.post("/settings", &fields).await;
        assert_eq!(again.status, 422, "{field}");
        assert!(again.text.contains(said), "{field}: {}", again.text);
        assert!(again.text.contains("Un autre nom"), "{field}");
    }
    let page = browser.get("/settings").await;
    assert!(!page.text.contains("Un autre nom"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_invites_somebody_whose_link_is_shown_once() {
    let scene = Scene::set(Mode::Confirm).await;
    let mut browser = scene.signed_in().await;
    let new = [
        ("name", "Paul <b>"),
        ("email", "paul@port.example"),
        ("role", "reader"),
        ("language", "en"),
    ];
    assert_eq!(browser.post("/people", &new).await.status, 403);
    scene.promote().await;
    let invited = browser.post("/people", &new).await;
    let link = invited.text.split("/sign-in-link/").nth(1).unwrap();
    let link = link.split('"').next().unwrap().to_string();
    let page = browser.get("/people").await;
    assert!(page.text.contains("Paul &#60;b&#62;"), "{}", page.text);
    assert!(!page.text.contains(&link), "{}", page.text);

    let mut other = scene.browser();
    let came = other.get(&format!("/sign-in-link/{link}")).await;
    assert_eq!(came.location(), "/");
    let home = other.get("/").await;
    assert!(home.text.contains("choose a password"), "{}", home.text);
    let people = other.get("/people").await;
    assert!(people.text.contains("Who works here"), "{}", people.text);
    assert!(!people.text.contains("Invite somebody"), "{}", people.text);
    assert_eq!(other.post("/departures/confirmed", &[]).await.status, 403);

    let weak = [("new", "paulpaulpaul")];
    let weak = other.post("/me/password", &weak).await;
    let weak = other.get(weak.location()).await;
    assert!(weak.text.contains("guessed too fast"), "{}", weak.text);
    let good = [("new", "harbour lantern 42 north")];
    let good = other.post("/me/password", &good).await;
    let good = other.get(good.location()).await;
    assert!(
        good.text.contains("The password is changed"),
        "{}",
        good.text
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_sign_are_added_changed_and_taken_out() {
    let scene = Scene::set(Mode::Confirm).await;
    scene.promote().await;
    let mut browser = scene.signed_in().await;
    let wrong = [("name", "Hélène Août"), ("email", "helene")];
    let refused = browser.post("/senders", &wrong).await;
    let refused = browser.get(refused.location()).await;
    assert!(refused.text.contains("besoin d’un nom"), "{}", refused.text);
    let good = [
        ("name", "Hélène Août"),
        ("role", "Comptabilité clients"),
        ("email", "helene@atelier.example"),
    ];
    browser.post("/senders", &good).await;
    let page = browser.get("/signature").await;
    for shown in ["Hélène Août", "helene-aout", "Comptabilité clients"] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    let mut changed = good.to_vec();
    changed[1] = ("role", "Recouvrement");
    changed.push(("key", "helene-aout"));
    browser.post("/senders", &changed).await;
    let page = browser.get("/signature").await;
    assert!(page.text.contains("Recouvrement"), "{}", page.text);
    browser.post("/senders/helene-aout/removed", &[]).await;
    let page = browser.get("/signature").await;
    assert!(!page.text.contains("helene-aout"), "{}", page.text);
    let last = browser.post("/senders/accounting/removed", &[]).await;
    let last = browser.get(last.location()).await;
    assert!(last.text.contains("Il faut quelqu’un"), "{}", last.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn follow_ups_are_kept_by_an_administrator_and_shown_again_as_typed_when_wrong() {
    let scene = Scene::set(Mode::Confirm).await;
    let mut browser = scene.signed_in().await;
    let set = [("days-of-price", "3"), ("held-for-in-discussion", "8")];
    assert_eq!(browser.post("/follow-ups", &set).await.status, 403);
    scene.promote().await;
    let wrong = [("days-of-price", "bientôt"), ("held-for-difficulty", "9")];
    let again = browser.post("/follow-ups", &wrong).await;
    assert_eq!(again.status, 422);
    assert!(again.text.contains("value=\"bientôt\""), "{}", again.text);
    assert!(again.text.contains("value=\"9\""), "{}", again.text);
    let kept = browser.post("/follow-ups", &set).await;
    let page = browser.get(kept.location()).await.text;
    for shown in [
        "name=\"days-of-price\" value=\"3\"",
        "name=\"held-for-in-discussion\" value=\"8\"",
        "name=\"held-for-difficulty\" value=\"\"",
    ] {
        assert!(page.contains(shown), "{shown} in {page}");
    }
}

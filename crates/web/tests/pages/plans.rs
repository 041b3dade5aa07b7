//! Instalment plans: proposed, corrected after a refusal, agreed, shown, taken back.

use receivables::account::Mode;
use receivables::instalment_plan::PlanOutcome;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_proposed_corrected_agreed_and_taken_back() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let first = scene.invoice(debtor, "F-101", 120_000, 20).await;
    let second = scene.invoice(debtor, "F-102", 80_050, 12).await;
    scene.run().await;
    let mut browser = scene.signed_in().await;
    let account = format!("/debtors/{debtor}");
    let proposal = browser.get(&format!("{account}/plans/new?count=2")).await;
    for shown in ["F-101", "F-102", "1000,00", "1000,50"] {
        assert!(
            proposal.text.contains(shown),
            "{shown} in {}",
            proposal.text
        );
    }

    let plans = format!("{account}/plans");
    let (one, two) = (first.to_string(), second.to_string());
    let typed = |last: &'static str| {
        vec![
            ("item", one.as_str()),
            ("item", two.as_str()),
            ("due", "2026-04-01"),
            ("amount-of", "1 000,00"),
            ("due", "2026-05-04"),
            ("amount-of", last),
            ("tolerance", "3"),
            ("default", ""),
            ("acceptance", "courriel de Mme Durand"),
        ]
    };
    let refused = browser.post(&plans, &typed("900,50")).await;
    // Everything typed stands there again, beside what is wrong with it.
    let refused = browser.get(refused.location()).await;
    for shown in ["1\u{202f}900,50", "courriel de Mme Durand", "900,50"] {
        assert!(refused.text.contains(shown), "{shown} in {}", refused.text);
    }
    let agreed = browser.post(&plans, &typed("1000,50")).await;
    let path = agreed.location().to_string();
    let page = browser.get(&path).await;
    for shown in [
        "Échéancier enregistré",
        "courriel de Mme Durand",
        "1er\u{a0}avril",
        "une personne décide",
        "2\u{202f}000,50",
    ] {
        assert!(page.text.contains(shown), "{shown} in {}", page.text);
    }
    let letter = browser.get(&format!("{path}/letter")).await;
    assert!(letter.text.contains("bon pour accord"), "{}", letter.text);
    assert!(
        browser
            .get("/plans")
            .await
            .text
            .contains("Menuiserie Lenoir")
    );
    let shown = browser.get(&account).await;
    assert!(shown.text.contains("en 2 échéances"), "{}", shown.text);

    let again = browser.post(&plans, &typed("1000,50")).await;
    let again = browser.get(again.location()).await;
    assert!(again.text.contains("déjà réglée"), "{}", again.text);
    browser.post(&format!("{path}/closed"), &[]).await;
    let why = scene.desk.why(&scene.seat, debtor, None).await.unwrap();
    let outcome = why.account.plans[0].outcome.map(|(outcome, _)| outcome);
    assert_eq!(outcome, Some(PlanOutcome::Withdrawn));
    assert!(
        browser
            .get(&account)
            .await
            .text
            .contains("Échéancier retiré")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_takes_the_late_charges_along_when_asked() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    let item = scene.invoice(debtor, "F-101", 120_000, 40).await;
    let mut browser = scene.signed_in().await;
    let item = item.to_string();
    let wanted = [
        ("item", item.as_str()),
        ("through", "2026-03-02"),
        ("count", "4"),
        ("then", "plan"),
    ];
    let claimed = browser
        .post(&format!("/debtors/{debtor}/charges"), &wanted)
        .await;
    let path = claimed.location().to_string();
    assert!(path.contains("count=4"), "{path}");
    assert!(path.matches("item=").count() > 1, "{path}");
    let why = scene.desk.why(&scene.seat, debtor, None).await.unwrap();
    let sum: i64 = why.account.items.iter().map(|item| item.open.minor).sum();
    assert!(sum > 120_000 + 4_000, "penalty and fixed sum: {sum}");
    let page = browser.get(&path).await;
    let typed = page.text.matches("name=\"amount-of\"").count();
    assert_eq!(typed, 4, "{}", page.text);
}

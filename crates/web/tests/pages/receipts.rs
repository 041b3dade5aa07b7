//! The queue of money that came in: a proposal is accepted with one press, a line is placed by hand, split,
//! set aside, and every act is undone.

use desk::Writing;
use desk::receive::Incoming;
use receivables::account::Mode;
use receivables::identity::DebtorId;

use crate::browser::Browser;
use crate::scene::Scene;

async fn ready(lines: &[(&str, &str, &str)]) -> (Scene, DebtorId, Browser) {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 20).await;
    scene.invoice(debtor, "F-102", 80_050, 12).await;
    let entries: String = lines
        .iter()
        .map(|(reference, amount, text)| {
            format!(
                "<Ntry><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt>\
                 <Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf>\
                 <Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
            )
        })
        .collect();
    let statement = format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id>\
         <IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"
    );
    let incoming = Incoming {
        name: "s.xml".into(),
        bytes: statement.into_bytes(),
        kind: None,
        mapping: None,
    };
    scene
        .desk
        .receive(&scene.seat, incoming, Writing::ForReal)
        .await
        .unwrap();
    let browser = scene.signed_in().await;
    (scene, debtor, browser)
}

/// The identity of the first line that waits.
fn first_line(text: &str) -> String {
    let start = text.find("/receipts/").map(|at| &text[at..]);
    let links = start.unwrap_or_default().split("/receipts/").skip(1);
    let ids = links.filter_map(|link| link.split(['/', '"', '?']).next());
    let is_identity = |id: &&str| *id != "proposals" && !id.is_empty();
    ids.into_iter().find(is_identity).unwrap().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_placed_by_hand_on_two_invoices_and_undone() {
    let (scene, debtor, mut browser) = ready(&[("B1", "1500.00", "VIREMENT RECU")]).await;
    let page = browser.get("/receipts").await;
    assert!(page.text.contains("1 encaissement attend"), "{}", page.text);
    let id = first_line(&page.text);
    let found = browser.get(&format!("/receipts/{id}?search=lenoir")).await;
    assert!(
        found.text.contains(&format!("debtor={debtor}")),
        "{}",
        found.text
    );
    let editor = browser
        .get(&format!("/receipts/{id}?debtor={debtor}"))
        .await;
    // The oldest invoice is paid in full, the next one gets what is left.
    assert!(
        editor.text.contains("value=\"1200,00\"") && editor.text.contains("value=\"300,00\""),
        "{}",
        editor.text
    );
    let items: Vec<String> = editor
        .text
        .split(&format!("name=\"item-{debtor}\" value=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_string))
        .collect();
    let whose = debtor.to_string();
    let (item, pay) = (format!("item-{debtor}"), |id: &str| format!("pay-{id}"));
    let (first, second) = (pay(&items[0]), pay(&items[1]));
    browser
        .post(
            &format!("/receipts/{id}/placed"),
            &[
                ("debtor", whose.as_str()),
                (item.as_str(), items[0].as_str()),
                (first.as_str(), "1200,00"),
                (item.as_str(), items[1].as_str()),
                (second.as_str(), "300,00"),
            ],
        )
        .await;
    let after = browser.get("/receipts").await;
    assert!(after.text.contains("Encaissement imputé"), "{}", after.text);
    assert!(after.text.contains("F-102"), "{}", after.text);
    let open = scene.desk.why(&scene.seat, debtor, None).await.unwrap();
    let open: i64 = open.account.items.iter().map(|item| item.open.minor).sum();
    assert_eq!(open, 50_050);
    browser.post(&format!("/receipts/{id}/undone"), &[]).await;
    let undone = browser.get("/receipts").await;
    assert!(undone.text.contains("1 encaissement attend"));
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_that_do_not_make_the_line_are_refused_with_the_amount_they_must_make() {
    let (_scene, debtor, mut browser) = ready(&[("B1", "1500.00", "VIREMENT RECU")]).await;
    let page = browser.get("/receipts").await;
    let id = first_line(&page.text);
    let whose = debtor.to_string();
    let account = format!("account-{debtor}");
    let answer = browser
        .post(
            &format!("/receipts/{id}/placed"),
            &[("debtor", whose.as_str()), (account.as_str(), "1 600,00")],
        )
        .await;
    let again = browser.get(answer.location()).await;
    assert!(
        again.text.contains("value=\"1 600,00\""),
        "what was typed is still there: {}",
        again.text
    );
    let refused = browser.get("/receipts").await;
    assert!(refused.text.contains("1 encaissement attend"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_a_receivable_leaves_the_queue_and_comes_back_when_undone() {
    let (_scene, _debtor, mut browser) = ready(&[("B1", "15.00", "REMBOURSEMENT")]).await;
    let page = browser.get("/receipts").await;
    let id = first_line(&page.text);
    browser
        .post(&format!("/receipts/{id}/set-aside"), &[])
        .await;
    let after = browser.get("/receipts").await;
    assert!(after.text.contains("Aucun encaissement n’attend"));
    assert!(after.text.contains("Écarté"));
    browser.post(&format!("/receipts/{id}/undone"), &[]).await;
    let undone = browser.get("/receipts").await;
    assert!(undone.text.contains("1 encaissement attend"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cleaning_bench_lists_a_forgotten_credit_and_a_person_says_it_is_right() {
    let (_scene, debtor, mut browser) = ready(&[("B1", "1500.00", "VIREMENT RECU")]).await;
    let queue = browser.get("/receipts").await;
    let id = first_line(&queue.text);
    let whose = debtor.to_string();
    let account = format!("account-{debtor}");
    browser
        .post(
            &format!("/receipts/{id}/placed"),
            &[("debtor", whose.as_str()), (account.as_str(), "1500,00")],
        )
        .await;
    let bench = browser.get("/cleaning").await;
    assert!(
        bench.text.contains("Un crédit solde 1 facture"),
        "{}",
        bench.text
    );
    browser
        .post(&format!("/cleaning/credits/{debtor}"), &[])
        .await;
    let after = browser.get("/cleaning").await;
    assert!(
        after.text.contains("2 imputations faites"),
        "{}",
        after.text
    );
    assert!(!after.text.contains("Un crédit"));
}

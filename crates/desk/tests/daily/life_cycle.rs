//! What platforms tell twice is one thing: one dispute, and money once, whether the platform, the bank or the ledger
//! comes first.

use desk::Writing;
use desk::cash::Placement;
use receivables::fact::Dispute;
use receivables::item::{ItemKind, Unconfirmed};
use store::testing::both_engines;

use crate::receiving::{open_eur, statement, take};
use crate::scene::Scene;
use crate::twins::ledger;

/// A message on a status, with amounts of its kinds.
fn status(invoice: &str, code: &str, amounts: &[(&str, &str)]) -> String {
    let inside: String = amounts
        .iter()
        .map(|(kind, amount)| {
            format!(
                "<a:SpecifiedDocumentCharacteristic><a:TypeCode>{kind}</a:TypeCode><a:ValueAmount currencyID=\"EUR\">{amount}\
                 </a:ValueAmount></a:SpecifiedDocumentCharacteristic>"
            )
        })
        .collect();
    format!(
        "<r:CrossDomainAcknowledgementAndResponse xmlns:r=\"r\" xmlns:a=\"a\"><r:AcknowledgementDocument>\
         <a:ReferenceReferencedDocument><a:IssuerAssignedID>{invoice}</a:IssuerAssignedID>\
         <a:ProcessConditionCode>{code}</a:ProcessConditionCode><a:SpecifiedDocumentStatus>{inside}\
         </a:SpecifiedDocumentStatus></a:ReferenceReferencedDocument></r:AcknowledgementDocument>\
         </r:CrossDomainAcknowledgementAndResponse>"
    )
}

async fn disputes(scene: &Scene) -> Vec<Dispute> {
    let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
    why.unwrap().account.disputes.clone()
}

async fn is_sound(scene: &Scene) {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let wrong = store::item::unbalanced(&mut reader, scene.seat.creditor).await;
    assert_eq!(wrong.unwrap(), []);
}

async fn wait_nine_days(scene: &Scene) {
    let nine = jiff::SignedDuration::from_hours(24 * 9);
    scene.desk.clock().advance(nine);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_messages_of_one_dispute_open_it_once() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-1", 60_000, 5).await;
        let part = status("FA-1", "206", &[("MNA", "100.00")]);
        take(&scene, "a.xml", &part).await;
        take(&scene, "b.xml", &format!("{part}\n")).await;
        let amounts = async || {
            let found = disputes(&scene).await;
            let amounts = found.iter().map(|one| one.amount.map(|part| part.minor));
            amounts.collect::<Vec<_>>()
        };
        assert_eq!(amounts().await, [Some(10_000)]);
        take(&scene, "c.xml", &status("FA-1", "207", &[])).await;
        assert_eq!(
            amounts().await,
            [Some(10_000), Some(50_000)],
            "the rest is contested beside it"
        );
        take(
            &scene,
            "d.xml",
            &format!("{}\n", status("FA-1", "207", &[])),
        )
        .await;
        assert_eq!(amounts().await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_messages_of_one_payment_sent_let_it_rest_once() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-1", 60_000, 5).await;
        let sent = status("FA-1", "211", &[]);
        take(&scene, "a.xml", &sent).await;
        take(&scene, "b.xml", &format!("{sent}\n")).await;
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        assert_eq!(why.unwrap().account.holds.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_platform_tells_to_be_collected_gives_way_to_the_bank() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-101", 60_000, 5).await;
        scene.invoice("FA-102", 30_000, 5).await;
        let told = status("FA-101", "212", &[("MEN", "600.00")]);
        take(&scene, "a.xml", &told).await;
        take(&scene, "b.xml", &format!("{told}\n")).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 30_000);
        wait_nine_days(&scene).await;
        let paid = statement("B1", "600.00", "VIR FACTURE FA-101");
        let report = take(&scene, "s.xml", &paid).await;
        assert_eq!(
            (report.allocations, report.credits_waiting),
            (1, 0),
            "{report:?}"
        );
        assert_eq!(
            open_eur(&scene, &scene.seat).await,
            30_000,
            "the same money, once"
        );
        is_sound(&scene).await;
        take(&scene, "c.xml", &format!("{told}\n\n")).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 30_000);
        let unnamed = statement("B2", "300.00", "VIREMENT RECU");
        take(&scene, "t.xml", &unnamed).await;
        is_sound(&scene).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_word_of_a_platform_stands_for_what_the_bank_did_not_bring() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-101", 60_000, 5).await;
        take(&scene, "a.xml", &status("FA-101", "212", &[])).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 0);
        wait_nine_days(&scene).await;
        take(
            &scene,
            "s.xml",
            &statement("B1", "200.00", "VIR FACTURE FA-101"),
        )
        .await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 0);
        is_sound(&scene).await;
        let back = status("FA-101", "212", &[("MEN", "-400.00")]);
        take(&scene, "b.xml", &back).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 40_000);
        is_sound(&scene).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_the_bank_brought_first_is_the_one_the_platform_tells() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-101", 60_000, 5).await;
        scene.invoice("FA-102", 60_000, 5).await;
        wait_nine_days(&scene).await;
        take(
            &scene,
            "s.xml",
            &statement("B1", "600.00", "VIR FACTURE FA-101"),
        )
        .await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 60_000);
        take(
            &scene,
            "a.xml",
            &status("FA-101", "212", &[("MEN", "600.00")]),
        )
        .await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 60_000);
        // Money that lies on the account is put on the invoice the platform names.
        take(&scene, "t.xml", &statement("B2", "600.00", "VIREMENT RECU")).await;
        let queue = scene.desk.cash_queue(&scene.seat, None, (50, 50)).await;
        for waiting in queue.unwrap().credits {
            let placement = Placement::on_account(scene.debtor, waiting.line.amount);
            let placed = scene
                .desk
                .place_credit(&scene.seat, waiting.entry, placement);
            placed.await.unwrap();
        }
        assert_eq!(open_eur(&scene, &scene.seat).await, 0);
        take(
            &scene,
            "b.xml",
            &status("FA-102", "212", &[("MEN", "600.00")]),
        )
        .await;
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        let open = why.account.items.iter().filter(|item| !item.open.is_zero());
        assert_eq!(open.count(), 0, "{:?}", why.account.items);
        is_sound(&scene).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_word_of_a_platform_stands_again_when_the_receipt_is_undone() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-101", 60_000, 5).await;
        scene.invoice("FA-102", 60_000, 5).await;
        scene.invoice("FA-103", 60_000, 5).await;
        wait_nine_days(&scene).await;
        let told = |invoice: &str| status(invoice, "212", &[("MEN", "600.00")]);
        // Before the bank, and after it.
        take(&scene, "a.xml", &told("FA-101")).await;
        for (reference, invoice) in [("B1", "FA-101"), ("B2", "FA-102"), ("B3", "FA-103")] {
            let line = statement(reference, "600.00", &format!("VIR FACTURE {invoice}"));
            take(&scene, &format!("{reference}.xml"), &line).await;
        }
        take(&scene, "b.xml", &told("FA-102")).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 0);
        let done = scene.desk.cash_queue(&scene.seat, None, (50, 50)).await;
        for line in done.unwrap().placed {
            let undone = scene.desk.undo_credit(&scene.seat, line.settled.id).await;
            undone.unwrap();
        }
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        let account = why.unwrap().account;
        let open = account.items.iter().filter(|item| item.open.is_positive());
        let open: Vec<&str> = open.map(|item| item.reference.as_str()).collect();
        assert_eq!(open, ["FA-103"], "nobody but the bank told of this one");
        is_sound(&scene).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_shows_the_payment_a_platform_told_of() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let sale = "VE\tVentes\t1\t20260201\t411000\tClients\tC001\tMenuiserie Lenoir\tFA-900\t20260201\tFacture FA-900\t\
            1200,00\t0,00\t\t\t20260201\t\t\n\
            VE\tVentes\t1\t20260201\t706000\tVentes\t\t\tFA-900\t20260201\tFacture FA-900\t0,00\t1200,00\t\t\t20260201\t\t\n";
        let incoming = ledger("feb.txt", &[sale]);
        scene.desk.receive(&scene.seat, incoming, Writing::ForReal).await.unwrap();
        take(&scene, "a.xml", &status("FA-900", "212", &[("MEN", "1200.00")])).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 0);
        wait_nine_days(&scene).await;
        let lettered = sale.replace("1200,00\t0,00\t\t\t", "1200,00\t0,00\tA\t20260310\t");
        let receipt = "BQ\tBanque\t2\t20260310\t411000\tClients\tC001\tMenuiserie Lenoir\tVIR 77\t20260310\tVirement\t0,00\t\
            1200,00\tA\t20260310\t20260310\t\t\n\
            BQ\tBanque\t2\t20260310\t512000\tBanque\t\t\tVIR 77\t20260310\tVirement\t1200,00\t0,00\t\t\t20260310\t\t\n";
        let incoming = ledger("mar.txt", &[&lettered, receipt]);
        scene.desk.receive(&scene.seat, incoming, Writing::ForReal).await.unwrap();
        assert_eq!(open_eur(&scene, &scene.seat).await, 0);
        is_sound(&scene).await;
        let mut reader = scene.desk.store().reader().await.unwrap();
        let mut lying = 0;
        store::item::each_open(&mut reader, scene.seat.creditor, |owed| {
            lying += usize::from(owed.item.kind == ItemKind::PaymentOnAccount);
        })
        .await
        .unwrap();
        assert_eq!(lying, 0, "no payment is left on the account");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_that_comes_before_its_invoice_holds_as_soon_as_that_is_there() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let early = take(&scene, "a.xml", &status("FA-7", "207", &[])).await;
        assert_eq!(early.items.changed, 0, "{early:?}");
        let refused = take(&scene, "b.xml", &status("FA-8", "210", &[])).await;
        assert_eq!(refused.problems_total, 1, "{refused:?}");
        let list = |number: &str| {
            format!(
                "client;numero facture;date facture;echeance;montant ttc;devise\n\
                 Menuiserie Lenoir;{number};01/02/2026;20/02/2026;1200,00;EUR\n"
            )
        };
        let came = take(&scene, "list.csv", &list("FA-7")).await;
        assert_eq!((came.items.new, came.items.changed), (1, 1), "{came:?}");
        let of = async |number: &str| {
            let mut reader = scene.desk.store().reader().await.unwrap();
            let creditor = scene.seat.creditor;
            let found = store::item::by_reference(&mut reader, creditor, number).await;
            let owed = found.unwrap().remove(0);
            let disputes = store::dispute::of_debtor(&mut reader, creditor, owed.debtor).await;
            (owed.item, disputes.unwrap())
        };
        let (item, contested) = of("FA-7").await;
        assert_eq!(contested.len(), 1);
        assert_eq!(contested[0].item, item.id);
        let came = take(&scene, "next.csv", &list("FA-8")).await;
        assert_eq!((came.items.new, came.items.changed), (1, 1), "{came:?}");
        let (item, _) = of("FA-8").await;
        assert_eq!(item.unconfirmed, Some(Unconfirmed::Refused));
        let again = take(&scene, "last.csv", &list("FA-9")).await;
        assert_eq!(again.items.changed, 0, "said once: {again:?}");
        is_sound(&scene).await;
    })
    .await;
}

//! Electronic invoices in several parts: one item for each instalment, whichever file tells the invoice again, and
//! the file kept as the document of them all.

use desk::Writing;
use intake::reading::ProblemKind;
use jiff::civil::date;
use receivables::identity::DebtorId;
use receivables::item::Item;
use store::item_document::DocumentForm;
use store::scope::Seen;
use store::testing::both_engines;

use crate::receiving::{open_eur, take};
use crate::scene::Scene;
use crate::twins::ledger;

const BUYER: &str = "732829320";

/// A cross industry invoice of 1 200 €, of which something may be paid already.
fn invoice(prepaid: &str, payable: &str, parts: &[(&str, &str)]) -> String {
    let terms: String = parts
        .iter()
        .map(|(day, amount)| {
            format!(
                "<r:SpecifiedTradePaymentTerms><r:DueDateDateTime><u:DateTimeString>{day}</u:DateTimeString>\
                 </r:DueDateDateTime><r:PartialPaymentAmount>{amount}</r:PartialPaymentAmount></r:SpecifiedTradePaymentTerms>"
            )
        })
        .collect();
    format!(
        "<m:CrossIndustryInvoice xmlns:m=\"m\" xmlns:r=\"r\" xmlns:u=\"u\"><m:ExchangedDocument><r:ID>FE-9</r:ID>\
         <r:TypeCode>380</r:TypeCode><r:IssueDateTime><u:DateTimeString>20260201</u:DateTimeString></r:IssueDateTime>\
         </m:ExchangedDocument><m:SupplyChainTradeTransaction><r:ApplicableHeaderTradeAgreement><r:SellerTradeParty>\
         <r:Name>Atelier</r:Name></r:SellerTradeParty><r:BuyerTradeParty><r:Name>Scierie du Lac</r:Name>\
         <r:SpecifiedLegalOrganization><r:ID schemeID=\"0002\">{BUYER}</r:ID></r:SpecifiedLegalOrganization>\
         </r:BuyerTradeParty></r:ApplicableHeaderTradeAgreement><r:ApplicableHeaderTradeSettlement>\
         <r:InvoiceCurrencyCode>EUR</r:InvoiceCurrencyCode>{terms}\
         <r:SpecifiedTradeSettlementHeaderMonetarySummation><r:GrandTotalAmount>1200.00</r:GrandTotalAmount>\
         <r:TotalPrepaidAmount>{prepaid}</r:TotalPrepaidAmount><r:DuePayableAmount>{payable}</r:DuePayableAmount>\
         </r:SpecifiedTradeSettlementHeaderMonetarySummation></r:ApplicableHeaderTradeSettlement>\
         </m:SupplyChainTradeTransaction></m:CrossIndustryInvoice>"
    )
}

async fn items(scene: &Scene) -> (DebtorId, Vec<Item>) {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let found = store::item::by_reference(&mut reader, scene.seat.creditor, "FE-9").await;
    let mut found = found.unwrap();
    found.sort_by_key(|owed| owed.item.instalment);
    let debtor = found[0].debtor;
    (debtor, found.into_iter().map(|owed| owed.item).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_instalment_is_an_item_and_what_was_paid_before_is_one_that_is_settled() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let parts = [("20260415", "500.00"), ("20260315", "400.00")];
        let text = invoice("300.00", "900.00", &parts);
        let report = take(&scene, "f.xml", &text).await;
        assert_eq!((report.debtors.new, report.items.new), (1, 3), "{report:?}");
        let (debtor, found) = items(&scene).await;
        let shown: Vec<_> = found
            .iter()
            .map(|item| {
                (
                    item.instalment,
                    item.amount.minor,
                    item.open.minor,
                    item.due_on,
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                (1, 30_000, 0, date(2026, 2, 1)),
                (2, 40_000, 40_000, date(2026, 3, 15)),
                (3, 50_000, 50_000, date(2026, 4, 15)),
            ]
        );
        let again = take(&scene, "g.xml", &format!("{text} ")).await;
        assert_eq!((again.items.new, again.items.known), (0, 3), "{again:?}");
        let list = format!(
            "client;raison sociale;numero facture;date facture;echeance;montant ttc;devise\n\
             {BUYER};Scierie du Lac;FE-9;01/02/2026;15/03/2026;1200,00;EUR\n"
        );
        let listed = take(&scene, "l.csv", &list).await;
        assert_eq!(listed.items.new, 0, "{listed:?}");
        let told = listed.problems.iter().map(|problem| &problem.kind);
        assert_eq!(
            told.filter(|kind| **kind == ProblemKind::KnownFromAnotherFile)
                .count(),
            1
        );
        assert_eq!(open_eur(&scene, &scene.seat).await, 90_000);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(scene.seat.creditor);
        let kept = store::item_document::of_debtor(&mut reader, seen, debtor)
            .await
            .unwrap();
        assert_eq!(kept.len(), 3, "{kept:?}");
        let first = &kept[&found[0].id];
        let names: Vec<&str> = first.iter().map(|one| one.file_name.as_str()).collect();
        assert_eq!(names.len(), 2, "both files tell it: {names:?}");
        let place = (found[0].id, first[1].import);
        let content = store::item_document::content(&mut reader, seen, place)
            .await
            .unwrap();
        let content = content.unwrap();
        assert_eq!(
            (content.form, content.bytes),
            (DocumentForm::Xml, text.into_bytes())
        );
        let elsewhere = Seen::by_the_machine(receivables::identity::CreditorId(7));
        let hidden = store::item_document::content(&mut reader, elsewhere, place).await;
        assert_eq!(hidden.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn instalments_that_are_not_what_is_asked_leave_one_claim() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let parts = [("20260315", "400.00"), ("20260415", "400.00")];
        take(&scene, "f.xml", &invoice("0.00", "1200.00", &parts)).await;
        let (_, found) = items(&scene).await;
        let amounts: Vec<_> = found
            .iter()
            .map(|item| (item.instalment, item.open.minor))
            .collect();
        assert_eq!(amounts, [(0, 120_000)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_that_knows_one_line_and_its_payment_settles_every_instalment() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let parts = [("20260315", "700.00"), ("20260415", "500.00")];
        take(&scene, "f.xml", &invoice("0.00", "1200.00", &parts)).await;
        assert_eq!(items(&scene).await.1.len(), 2);
        let sale = format!(
            "VE\tVentes\t1\t20260201\t411000\tClients\t{BUYER}\tScierie du Lac\tFE-9\t20260201\tFacture FE-9\t1200,00\t0,00\tA\t20260310\t\
             20260201\t\t\n\
             VE\tVentes\t1\t20260201\t706000\tVentes\t\t\tFE-9\t20260201\tFacture FE-9\t0,00\t1200,00\t\t\t20260201\t\t\n"
        );
        let receipt = format!(
            "BQ\tBanque\t2\t20260310\t411000\tClients\t{BUYER}\tScierie du Lac\tVIR 77\t20260310\tVirement FE-9\t0,00\t1200,00\tA\t20260310\t\
             20260310\t\t\n\
             BQ\tBanque\t2\t20260310\t512000\tBanque\t\t\tVIR 77\t20260310\tVirement\t1200,00\t0,00\t\t\t20260310\t\t\n"
        );
        let incoming = ledger("fec.txt", &[&sale, &receipt]);
        let report = scene.desk.receive(&scene.seat, incoming, Writing::ForReal).await;
        let report = report.unwrap();
        assert_eq!(report.debtors.new, 0, "{report:?}");
        let (_, found) = items(&scene).await;
        let open: Vec<i64> = found.iter().map(|item| item.open.minor).collect();
        assert_eq!(open, [0, 0], "{report:?}");
        assert_eq!(open_eur(&scene, &scene.seat).await, 0);
    })
    .await;
}

//! The same money told by the bank and, weeks later, by the ledger: it is counted once.

use desk::Writing;
use desk::receive::Incoming;
use store::testing::both_engines;

use crate::scene::Scene;

const HEAD: &str = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\t\
    PieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n";

pub const SALE: &str = "VE\tVentes\t1\t20260201\t411000\tClients\tC001\tMenuiserie Lenoir\tFA-900\t20260201\tFacture FA-900\t\
    1200,00\t0,00\t\t\t20260201\t\t\n\
    VE\tVentes\t1\t20260201\t706000\tVentes\t\t\tFA-900\t20260201\tFacture FA-900\t0,00\t1200,00\t\t\t20260201\t\t\n";

const RECEIPT: &str = "BQ\tBanque\t2\t20260310\t411000\tClients\tC001\tMenuiserie Lenoir\tVIR 77\t20260310\tVirement\t0,00\t\
    1200,00\t\t\t20260310\t\t\n\
    BQ\tBanque\t2\t20260310\t512000\tBanque\t\t\tVIR 77\t20260310\tVirement\t1200,00\t0,00\t\t\t20260310\t\t\n";

pub fn ledger(name: &str, lines: &[&str]) -> Incoming {
    let bytes = format!("{HEAD}{}", lines.concat()).into_bytes();
    Incoming {
        name: name.into(),
        bytes,
        kind: None,
        mapping: None,
    }
}

async fn balance(scene: &Scene) -> i64 {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let mut open = 0;
    store::item::each_open(&mut reader, scene.seat.creditor, |owed| {
        open += owed.item.open.minor
    })
    .await
    .unwrap();
    open
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_of_the_bank_is_recognised_in_the_next_ledger() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene
            .desk
            .receive(&scene.seat, ledger("feb.txt", &[SALE]), Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(balance(&scene).await, 120_000);
        scene
            .desk
            .clock()
            .advance(jiff::SignedDuration::from_hours(24 * 9));
        let text = crate::receiving::statement("B1", "1200.00", "VIR LENOIR FA-900");
        let statement = Incoming {
            name: "s.xml".into(),
            bytes: text.into_bytes(),
            kind: None,
            mapping: None,
        };
        let applied = scene
            .desk
            .receive(&scene.seat, statement, Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(applied.allocations, 1, "{applied:?}");
        assert_eq!(balance(&scene).await, 0);
        let both = ledger("mar.txt", &[SALE, RECEIPT]);
        scene
            .desk
            .receive(&scene.seat, both, Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(
            balance(&scene).await,
            0,
            "the ledger's receipt is the bank's"
        );
    })
    .await;
}

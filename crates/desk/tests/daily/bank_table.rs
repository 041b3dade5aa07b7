//! A bank's table whose columns were guessed wrong: a person says what they mean, what was read before is put right,
//! and the next file of the same bank is read as they said.

use desk::Writing;
use desk::receive::{ImportReport, Incoming, TableColumns};
use intake::bank_table::BankField;
use store::testing::both_engines;

use crate::receiving::open_eur;
use crate::scene::Scene;

const MARCH: &str = "Date;Libellé;Montant;Montant net;Solde\n\
    09/03/2026;VIR LENOIR FA-101;600,00;590,00;1590,00\n";
const APRIL: &str = "Date;Libellé;Montant;Montant net;Solde\n\
    10/03/2026;VIR LENOIR FA-102;300,00;295,00;1885,00\n";

async fn import(
    scene: &Scene,
    (name, text): (&str, &str),
    mapping: Option<TableColumns>,
) -> ImportReport {
    let incoming = Incoming {
        name: name.to_string(),
        bytes: text.as_bytes().to_vec(),
        kind: None,
        mapping,
    };
    let received = scene
        .desk
        .receive(&scene.seat, incoming, Writing::ForReal)
        .await;
    received.unwrap()
}

/// The columns with the net amount for the one that moved.
fn corrected(report: &ImportReport) -> TableColumns {
    let Some(TableColumns::Bank(mapping)) = &report.mapping else {
        panic!("the columns are told: {report:?}")
    };
    let mut mapping = mapping.clone();
    for column in &mut mapping.columns {
        column.field = match column.header.as_str() {
            "Montant" => None,
            "Montant net" => Some(BankField::Amount),
            _ => column.field,
        };
    }
    TableColumns::Bank(mapping)
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_a_person_corrects_put_right_what_was_read_and_are_remembered() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-101", 60_000, 5).await;
        scene.invoice("FA-102", 30_000, 5).await;
        let nine = jiff::SignedDuration::from_hours(24 * 9);
        scene.desk.clock().advance(nine);
        let guessed = import(&scene, ("march.csv", MARCH), None).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 30_000);
        let columns = corrected(&guessed);
        let again = import(&scene, ("march.csv", MARCH), Some(columns)).await;
        assert_eq!(again.duplicate_of, None);
        assert_eq!(again.bank_entries.new, 1);
        assert_eq!(
            open_eur(&scene, &scene.seat).await,
            31_000,
            "10,00 of FA-101 are open"
        );
        import(&scene, ("april.csv", APRIL), None).await;
        assert_eq!(
            open_eur(&scene, &scene.seat).await,
            1_500,
            "and 5,00 of FA-102"
        );
        // The guess was right after all: its line is not lost. What was placed once waits for a person.
        let guess = guessed.mapping.clone();
        import(&scene, ("march.csv", MARCH), guess).await;
        let queue = scene.desk.cash_queue(&scene.seat, None, (50, 50)).await;
        let waiting = queue.unwrap().credits;
        let amounts: Vec<i64> = waiting.iter().map(|one| one.line.amount.minor).collect();
        assert_eq!(amounts, [60_000]);
        assert_eq!(open_eur(&scene, &scene.seat).await, 60_500);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let wrong = store::item::unbalanced(&mut reader, scene.seat.creditor).await;
        assert_eq!(wrong.unwrap(), []);
    })
    .await;
}

//! A list read again as a person corrected it: what its earlier reading brought is put right, and what both say is left
//! alone.

use desk::Writing;
use desk::receive::{FileKind, ImportReport, Incoming, TableColumns};
use intake::list::ListField;
use intake::reading::ProblemKind;
use store::allocation::Allocation;
use store::testing::both_engines;

use crate::receiving::{file, open_eur};
use crate::scene::Scene;

/// An export whose columns can be taken for others: the amount without tax stands beside the whole, and an order has a
/// number as an invoice has.
const TWO_AMOUNTS: &str = "client;numero facture;commande;date facture;echeance;montant;montant net\n\
    Menuiserie Lenoir;FA-101;CMD-7;01/02/2026;03/03/2026;1000,00;1200,00\n\
    Menuiserie Lenoir;FA-102;CMD-8;05/02/2026;07/03/2026;300,00;360,00\n";

/// A list read again with other columns: each field that is named is in that column and in no other.
async fn read_with(
    scene: &Scene,
    (before, text): (&ImportReport, &str),
    fields: &[(ListField, &str)],
) -> ImportReport {
    let Some(TableColumns::List(mapping)) = &before.mapping else {
        panic!("the columns are told: {before:?}")
    };
    let mut mapping = mapping.clone();
    for column in &mut mapping.columns {
        let named = fields.iter().find(|(_, header)| *header == column.header);
        let moved = fields.iter().any(|(field, _)| column.field == Some(*field));
        column.field = match named {
            Some((field, _)) => Some(*field),
            None if moved => None,
            None => column.field,
        };
    }
    let again = Incoming {
        mapping: Some(TableColumns::List(mapping)),
        ..file("liste.csv", text, before.kind)
    };
    let received = scene.desk.receive(&scene.seat, again, Writing::ForReal);
    received.await.unwrap()
}

async fn first(scene: &Scene, text: &str, kind: FileKind) -> ImportReport {
    let incoming = file("liste.csv", text, Some(kind));
    let received = scene.desk.receive(&scene.seat, incoming, Writing::ForReal);
    received.await.unwrap()
}

async fn allocations(scene: &Scene) -> Vec<Allocation> {
    let mut reader = scene.desk.store().reader().await.unwrap();
    let of = store::allocation::of_debtor(&mut reader, scene.seat.creditor, scene.debtor);
    of.await.unwrap()
}

fn taken_off(report: &ImportReport) -> Option<&str> {
    let mut problems = report.problems.iter();
    let found = problems.find(|one| one.kind == ProblemKind::TakenOff);
    found.map(|one| one.found.as_str())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_read_again_with_other_columns_puts_right_what_it_had_brought() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let seat = &scene.seat;
        let first = first(&scene, TWO_AMOUNTS, FileKind::Invoices).await;
        let columns = |number, amount| [(ListField::Number, number), (ListField::Amount, amount)];
        let orders = columns("commande", "montant");
        let wrong = read_with(&scene, (&first, TWO_AMOUNTS), &orders).await;
        assert_eq!(taken_off(&wrong), Some("2"), "{wrong:?}");
        assert_eq!(open_eur(&scene, seat).await, 130_000);
        let paid = "client;date;montant;numero facture\n\
            Menuiserie Lenoir;10/03/2026;1000,00;CMD-7\n";
        let paid = file("paie.csv", paid, Some(FileKind::Payments));
        let paid = scene.desk.receive(seat, paid, Writing::ForReal).await;
        assert_eq!(paid.unwrap().allocations, 1);
        assert_eq!(open_eur(&scene, seat).await, 30_000);
        let invoices = columns("numero facture", "montant net");
        let right = read_with(&scene, (&wrong, TWO_AMOUNTS), &invoices).await;
        assert_eq!(taken_off(&right), Some("2"), "{right:?}");
        assert_eq!(
            open_eur(&scene, seat).await,
            156_000 - 100_000,
            "both invoices with their tax, and the money on account"
        );
        let less = columns("numero facture", "montant");
        let less = read_with(&scene, (&right, TWO_AMOUNTS), &less).await;
        assert_eq!(taken_off(&less), None, "{less:?}");
        assert_eq!(open_eur(&scene, seat).await, 130_000 - 100_000);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let wrong = store::item::unbalanced(&mut reader, seat.creditor).await;
        assert_eq!(wrong.unwrap(), []);
    })
    .await;
}

const PARTLY_PAID: &str = "client;numero facture;date facture;echeance;montant ttc;reste;solde\n\
    Menuiserie Lenoir;FA-101;01/02/2026;03/03/2026;1200,00;0,00;500,00\n";

#[tokio::test(flavor = "multi_thread")]
async fn what_a_wrong_reading_settled_was_never_settled_and_the_right_one_is_left_alone() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let first = first(&scene, PARTLY_PAID, FileKind::Invoices).await;
        let wrong = [(ListField::OpenAmount, "reste")];
        let wrong = read_with(&scene, (&first, PARTLY_PAID), &wrong).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 0);
        let week = jiff::SignedDuration::from_hours(24 * 7);
        scene.desk.clock().advance(week);
        let right = [(ListField::OpenAmount, "solde")];
        let told = read_with(&scene, (&wrong, PARTLY_PAID), &right).await;
        assert_eq!(open_eur(&scene, &scene.seat).await, 50_000);
        let known = allocations(&scene).await;
        for gone in known.iter().filter(|one| one.reversed.is_some()) {
            let reversed_on = gone.reversed.map(|(day, _)| day);
            assert_eq!(reversed_on, Some(gone.effective_on), "it counts on no day");
        }
        let live = known.iter().filter(|one| one.reversed.is_none());
        assert_eq!(live.map(|one| one.amount_minor).sum::<i64>(), 70_000);
        // The same columns once more say nothing new, so nothing moves.
        read_with(&scene, (&told, PARTLY_PAID), &right).await;
        assert_eq!(allocations(&scene).await, known);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn payments_read_again_stay_where_they_are_and_move_when_they_name_another_invoice() {
    let paid = "client;date;montant;facture;piece\n\
        Menuiserie Lenoir;10/03/2026;600,00;FA-101;FA-102\n";
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-101", 60_000, 5).await;
        scene.invoice("FA-102", 60_000, 5).await;
        let named = [(ListField::Number, "facture")];
        let before = first(&scene, paid, FileKind::Payments).await;
        let before = read_with(&scene, (&before, paid), &named).await;
        let known = allocations(&scene).await;
        let again = read_with(&scene, (&before, paid), &named).await;
        assert_eq!(allocations(&scene).await, known, "{again:?}");
        let other = [(ListField::Number, "piece")];
        read_with(&scene, (&again, paid), &other).await;
        let live: Vec<Allocation> = allocations(&scene).await;
        let live: Vec<&Allocation> = live.iter().filter(|one| one.reversed.is_none()).collect();
        let mut reader = scene.desk.store().reader().await.unwrap();
        let claim = live
            .iter()
            .find_map(|one| one.claim.filter(|_| one.source.is_some()));
        let of = store::item::by_ids(&mut reader, scene.seat.creditor, &[claim.unwrap()]).await;
        assert_eq!(of.unwrap()[0].item.reference, "FA-102");
        let owed = open_eur(&scene, &scene.seat).await;
        assert_eq!(owed, 60_000, "the money is there once");
    })
    .await;
}

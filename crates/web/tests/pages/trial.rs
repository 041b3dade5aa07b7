//! A message tried on oneself: it goes to who asks, and nothing moves by it.

use receivables::account::Mode;
use store::notice::Standing;

use crate::scene::{EMAIL, Scene};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_tried_on_who_asks_and_waits_as_before() {
    let scene = Scene::set(Mode::Confirm).await;
    let debtor = scene.debtor("C001", "Menuiserie Lenoir").await;
    scene.invoice(debtor, "F-101", 120_000, 3).await;
    scene.run().await;
    let mut reader = scene.desk.store().reader().await.unwrap();
    let waiting = store::notice::waiting(&mut reader, scene.seat.creditor).await;
    drop(reader);
    let waiting = waiting.unwrap();
    let id = waiting[0].id;
    let mut browser = scene.signed_in().await;
    let page = browser.get(&format!("/notices/{id}")).await.text;
    assert!(page.contains("M’envoyer un essai"), "{page}");
    let tried = browser.post(&format!("/notices/{id}/trial"), &[]).await;
    let page = browser.get(tried.location()).await.text;
    let told = format!("Essai envoyé à {EMAIL}");
    assert!(page.contains(&told), "{page}");
    let parcels = scene.carrier.carried.lock().unwrap().clone();
    let [parcel] = parcels.as_slice() else {
        panic!("{parcels:?}");
    };
    assert_eq!(parcel.to[0].address, EMAIL);
    assert!(parcel.subject.starts_with("[Essai] "), "{}", parcel.subject);
    assert!(parcel.html.contains("F-101"));
    let why = scene.desk.why(&scene.seat, debtor, None).await.unwrap();
    assert!(why.account.contacts_made.is_empty());
    let mut reader = scene.desk.store().reader().await.unwrap();
    let notice = store::notice::find(&mut reader, scene.seat.creditor, id).await;
    assert_eq!(notice.unwrap().standing(), Standing::ToConfirm);
}

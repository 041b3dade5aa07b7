//! The parcel that the delivery tests carry.

use desk::carrier::{Mailbox, Parcel};
use receivables::identity::NoticeId;

/// A parcel of `notice` to these addresses.
pub fn parcel(notice: i64, to: &[&str]) -> Parcel {
    let mailbox = |address: &str| Mailbox {
        name: "Comptabilité".to_owned(),
        address: address.to_owned(),
    };
    Parcel {
        notice: NoticeId(notice),
        message_id: format!("notice-{notice}@relance.test"),
        in_reply_to: None,
        dated_at: "2026-03-02T08:15:00Z".parse().unwrap(),
        from: mailbox("compta@example.com"),
        reply_to: None,
        to: to.iter().map(|address| mailbox(address)).collect(),
        copy: Vec::new(),
        subject: "Facture FA-1042 échue".to_owned(),
        text: ".Une ligne qui commence par un point\r\nIl reste 1 234,56 €.\r\n".to_owned(),
        html: "<p>Il reste 1 234,56 €.</p>".to_owned(),
        enclosures: Vec::new(),
    }
}

//! Accounts nobody can be reached at, and invoices nobody can have received. Only what is overdue counts: an
//! account that owes nothing yet is put right later.

use super::{Book, Finding, Open, Reach, What, sum};

pub(super) fn unreachable(book: &Book, open: &Open) -> Vec<Finding> {
    let mut found = Vec::new();
    for debtor in &book.debtors {
        let what = match debtor.reach {
            Reach::Works => continue,
            Reach::Bounces => What::ContactBounces,
            Reach::Nothing => What::NoContact,
        };
        let Some(at_stake) = open.overdue.get(&debtor.id) else {
            continue;
        };
        found.push(Finding {
            what,
            debtors: vec![debtor.id],
            items: Vec::new(),
            at_stake: at_stake.clone(),
        });
    }
    found
}

pub(super) fn unproven(book: &Book) -> Vec<Finding> {
    let finding = |item: &super::BookItem| {
        let cause = item.unconfirmed?;
        Some(Finding {
            what: What::NotProvenReceived { cause },
            debtors: vec![item.debtor],
            items: vec![item.id],
            at_stake: sum([item]),
        })
    };
    book.items.iter().filter_map(finding).collect()
}

//! The standing of items, from facts and a day.

use jiff::civil::Date;

use super::*;
use crate::decide::testing::{account, credit, dispute, hold, invoice, on, promise};
use crate::item::ItemKind;

fn check(account: &Account, today: Date, item: i64, expected: Standing) {
    assert_eq!(standings(account, today)[&ItemId(item)], expected);
}

#[test]
fn an_invoice_due_today_is_not_overdue_and_tomorrow_it_is() {
    let mut account = account();
    account.items.push(invoice(1, 10_000, on(5, 10)));
    check(&account, on(5, 10), 1, Standing::NotDue);
    check(&account, on(5, 11), 1, Standing::Overdue { days_late: 1 });
}

#[test]
fn what_a_person_or_the_debtor_said_comes_before_the_delay() {
    let mut account = account();
    for id in 1..=5 {
        account.items.push(invoice(id, 10_000, on(5, 1)));
    }
    account.items[4].unconfirmed = Some(Unconfirmed::NeverSent);
    account.disputes = vec![dispute(1, None), dispute(2, Some(3_000))];
    account.promises.push(promise(3, 4_000, on(5, 20)));
    account.holds.push(hold(Some(4), Some(on(5, 15))));
    let today = on(5, 10);
    check(&account, today, 1, Standing::Disputed);
    check(
        &account,
        today,
        2,
        Standing::DisputedInPart {
            suspended: Money::eur(3_000),
            days_late: 9,
        },
    );
    check(
        &account,
        today,
        3,
        Standing::Promised {
            promised: Money::eur(4_000),
            until: on(5, 20),
        },
    );
    check(
        &account,
        today,
        4,
        Standing::Held {
            until: Some(on(5, 15)),
        },
    );
    check(
        &account,
        today,
        5,
        Standing::Unconfirmed {
            cause: Unconfirmed::NeverSent,
        },
    );
}

#[test]
fn credits_cover_the_oldest_claim_and_a_settled_item_says_so() {
    let mut account = account();
    account.items.push(invoice(1, 10_000, on(5, 1)));
    account.items.push(invoice(2, 10_000, on(5, 5)));
    account
        .items
        .push(credit(3, ItemKind::PaymentOnAccount, 10_000));
    account.items.push(invoice(4, 10_000, on(4, 1)));
    account.items[3].open = Money::eur(0);
    let today = on(5, 10);
    check(&account, today, 1, Standing::Covered);
    check(&account, today, 2, Standing::Overdue { days_late: 5 });
    check(&account, today, 3, Standing::Credit);
    check(&account, today, 4, Standing::Settled);
}

//! Credits that lie on an account beside claims they would close: money nobody put on an invoice, credit notes
//! nobody used. A debtor who is chased for what such a credit covers is right to complain.

use std::collections::BTreeMap;

use receivables::currency::Currency;
use receivables::identity::DebtorId;

use super::{Book, BookItem, Finding, What, sum};

/// The credits and the claims of one account in one currency.
#[derive(Default)]
struct Sides<'a> {
    credits: Vec<&'a BookItem>,
    claims: Vec<&'a BookItem>,
}

pub(super) fn unused(book: &Book) -> Vec<Finding> {
    let mut accounts: BTreeMap<(DebtorId, Currency), Sides<'_>> = BTreeMap::new();
    for item in &book.items {
        let sides = accounts
            .entry((item.debtor, item.open.currency))
            .or_default();
        if item.open.is_positive() {
            sides.claims.push(item);
        } else if item.open.minor < 0 {
            sides.credits.push(item);
        }
    }
    let mut found = Vec::new();
    for ((debtor, _), sides) in accounts {
        let (credits, mut claims) = (sides.credits, sides.claims);
        if credits.is_empty() || claims.is_empty() {
            continue;
        }
        claims.sort_by_key(|item| (item.due_on, item.id));
        let mut left: i64 = credits
            .iter()
            .fold(0, |sum: i64, item| sum.saturating_sub(item.open.minor));
        let mut closes = 0;
        for claim in claims {
            if claim.open.minor > left {
                break;
            }
            left -= claim.open.minor;
            closes += 1;
        }
        found.push(Finding {
            what: What::UnusedCredit { closes },
            debtors: vec![debtor],
            items: credits.iter().map(|item| item.id).collect(),
            at_stake: sum(credits),
        });
    }
    found
}

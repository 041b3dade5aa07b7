//! Payments that came back: a debit of the bank that takes back an earlier credit. What the credit had paid
//! is open again; a return that nothing explains for certain is told, never passed over.

use intake::bank::{BankEntry, BankTransaction};
use receivables::identity::{CreditorId, DebtorId, ItemId};
use receivables::item::ItemKind;
use store::Transaction;
use store::allocation::{Basis, NewAllocation};
use store::bank_entry::StatementLine;
use store::stamp::Stamp;

use crate::error::Result;

/// Words that banks write on payments that came back, in capitals without accents.
const WORDS: [&str; 4] = ["REJET", "IMPAYE", "RETOUR", "RETURN"];

/// True for a debit that takes a payment back: said by the bank, or by its words.
pub(super) fn is_return(entry: &BankEntry, one: Option<&BankTransaction>) -> bool {
    if entry.amount.minor >= 0 {
        return false;
    }
    let free = one.map_or("", |one| one.unstructured_text.as_str());
    let text = [entry.text.as_str(), free].join(" ");
    let text = text.to_uppercase().replace('É', "E");
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    entry.takes_back(one) || words.any(|word| WORDS.contains(&word))
}

/// Opens again what the payment had paid, and takes the payment off the account. False when no payment,
/// or more than one, can be the one that came back.
pub(super) async fn take_back(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    line: &StatementLine,
) -> Result<bool> {
    let mut payments = Vec::new();
    for named in words_of(line) {
        for found in payments_behind(transaction, creditor, (&named, line)).await? {
            if !payments.contains(&found) {
                payments.push(found);
            }
        }
    }
    let [(debtor, payment)] = payments[..] else {
        return Ok(false);
    };
    for known in store::allocation::of_debtor(transaction, creditor, debtor).await? {
        if known.source == Some(payment) && known.reversed.is_none() {
            store::allocation::reverse(transaction, stamp, creditor, known.id, line.booked_on)
                .await?;
        }
    }
    let gone = NewAllocation {
        debtor,
        claim: None,
        source: Some(payment),
        amount_minor: -line.amount.minor,
        effective_on: line.booked_on,
        basis: Basis::Cancelled,
        import: None,
    };
    store::allocation::apply(transaction, stamp, creditor, &[gone]).await?;
    Ok(true)
}

/// What may be the number of an invoice or the reference of a payment: words with a digit in them.
fn words_of(line: &StatementLine) -> Vec<String> {
    let texts = [
        Some(line.text.as_str()),
        line.structured_reference.as_deref(),
        line.end_to_end.as_deref(),
    ];
    let mut words: Vec<String> = texts
        .into_iter()
        .flatten()
        .flat_map(str::split_whitespace)
        .map(|word| {
            word.trim_matches([',', ';', ':', '.', '(', ')'])
                .to_string()
        })
        .filter(|word| word.len() >= 3 && word.bytes().any(|byte| byte.is_ascii_digit()))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The payments of that very amount that carry the reference, or were put on the invoice of that number.
async fn payments_behind(
    transaction: &mut Transaction,
    creditor: CreditorId,
    (named, line): (&str, &StatementLine),
) -> Result<Vec<(DebtorId, ItemId)>> {
    let mut candidates = Vec::new();
    for owed in store::item::by_reference(transaction, creditor, named).await? {
        if !owed.item.kind.is_claim() {
            candidates.push(owed.item.id);
            continue;
        }
        let known = store::allocation::of_debtor(transaction, creditor, owed.debtor).await?;
        let live = known.iter().filter(|one| one.reversed.is_none());
        let of_it = live.filter(|one| one.claim == Some(owed.item.id));
        candidates.extend(of_it.filter_map(|one| one.source));
    }
    let found = store::item::by_ids(transaction, creditor, &candidates).await?;
    let came_before = found.into_iter().filter(|owed| {
        owed.item.kind == ItemKind::PaymentOnAccount
            && owed.item.amount == line.amount
            && owed.item.issued_on <= line.booked_on
    });
    let mut payments = Vec::new();
    for owed in came_before {
        if !is_gone(transaction, creditor, (owed.debtor, owed.item.id)).await? {
            payments.push((owed.debtor, owed.item.id));
        }
    }
    Ok(payments)
}

/// True for a payment that was taken off the account before.
async fn is_gone(
    transaction: &mut Transaction,
    creditor: CreditorId,
    (debtor, payment): (DebtorId, ItemId),
) -> Result<bool> {
    let known = store::allocation::of_debtor(transaction, creditor, debtor).await?;
    Ok(known
        .iter()
        .any(|one| one.source == Some(payment) && one.claim.is_none() && one.reversed.is_none()))
}

//! The same invoice or payment from two files: a ledger that comes after a list or a bank statement names
//! again what they brought. It must never be counted twice.

use std::collections::BTreeMap;

use intake::fec::{ItemKind as ReadKind, RebuiltItem, Receivables};
use intake::reading::{Kept, Problem, ProblemKind};
use receivables::identity::{CreditorId, DebtorId, ItemId};
use receivables::item::days_between;
use receivables::money::Money;
use store::allocation::NewAllocation;
use store::allocation::platform::Seen;
use store::item::Owed;
use store::ledger::ListedLink;
use store::stamp::Stamp;
use store::{Session, Transaction};

use super::BANK;
use super::lists::LIST;
use crate::error::Result;

/// The same payment may be booked so many days apart by the bank and by the ledger.
const DAYS_APART: i32 = 5;

/// The side of an account.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Owed,
    Owing,
}

impl Side {
    fn of(amount_minor: i64) -> Side {
        if amount_minor > 0 {
            Side::Owed
        } else {
            Side::Owing
        }
    }
}

/// An invoice of a list, in one part or several, and what the ledger says of it, which may be in several lines.
struct Invoice {
    parts: Vec<(ItemId, i64)>,
    amount: Money,
    in_ledger_minor: i64,
    line: Option<u32>,
}

/// Items that other files brought, by what a ledger's line can be recognised by.
#[derive(Default)]
pub(super) struct Twins {
    invoices: BTreeMap<(DebtorId, String, Side), Invoice>,
    payments: BTreeMap<(DebtorId, i64), Vec<Owed>>,
}

impl Twins {
    /// What lists and banks brought so far; nothing to compare with in an installation fed by ledgers alone.
    pub(super) async fn of(session: &mut Session, creditor: CreditorId) -> Result<Twins> {
        let mut twins = Twins::default();
        let undone = store::bank_payment::undone(session, creditor).await?;
        for source in [BANK, LIST] {
            for owed in store::item::of_source(session, creditor, source).await? {
                if undone.contains(&owed.item.id) {
                    continue;
                }
                let amount = owed.item.amount.minor;
                if owed.item.kind == receivables::item::ItemKind::PaymentOnAccount {
                    twins
                        .payments
                        .entry((owed.debtor, amount))
                        .or_default()
                        .push(owed);
                } else {
                    let side = Side::of(amount);
                    let key = (owed.debtor, owed.item.reference.clone(), side);
                    let invoice = twins.invoices.entry(key).or_insert_with(|| Invoice {
                        parts: Vec::new(),
                        amount: owed.item.amount.with_minor(0),
                        in_ledger_minor: 0,
                        line: None,
                    });
                    invoice.parts.push((owed.item.id, amount));
                    invoice.amount.minor = invoice.amount.minor.saturating_add(amount);
                }
            }
        }
        Ok(twins)
    }

    /// The item that a line of the ledger names again. A payment is recognised once.
    pub(super) fn take(
        &mut self,
        rebuilt: &Receivables,
        item: &RebuiltItem,
        debtor: DebtorId,
    ) -> Option<ItemId> {
        if self.invoices.is_empty() && self.payments.is_empty() {
            return None;
        }
        if item.kind != ReadKind::Payment {
            let reference = rebuilt.text(item.reference).to_string();
            let side = Side::of(item.amount_minor);
            let known = self.invoices.get_mut(&(debtor, reference, side))?;
            known.in_ledger_minor += item.amount_minor;
            known.line.get_or_insert(item.line);
            // The part of that amount; a line that is none of them is the whole, which begins with the first.
            let place = known
                .parts
                .iter()
                .position(|(_, minor)| *minor == item.amount_minor);
            let part = match place {
                Some(place) if known.parts.len() > 1 => known.parts.remove(place),
                _ => *known.parts.first()?,
            };
            return Some(part.0);
        }
        let known = self.payments.get_mut(&(debtor, item.amount_minor))?;
        let near =
            |owed: &Owed| days_between(owed.item.issued_on, item.posted_on).abs() <= DAYS_APART;
        let place = known.iter().position(near)?;
        Some(known.remove(place).item.id)
    }

    /// The invoices that the ledger gives another amount than the list that brought them: theirs is kept.
    pub(super) fn differing(&self) -> Vec<Problem> {
        let differing = self
            .invoices
            .iter()
            .filter_map(|((_, reference, _), known)| {
                let line = known.line?;
                let in_ledger = known.amount.with_minor(known.in_ledger_minor);
                (in_ledger != known.amount).then(|| Problem {
                    line: Some(u64::from(line)),
                    field: None,
                    kind: ProblemKind::AmountDiffers,
                    found: format!("{reference}, {in_ledger}"),
                    kept: Kept::Value(known.amount.to_string()),
                })
            });
        differing.collect()
    }
}

/// A link with an end that another file brought.
#[derive(Clone, Copy)]
pub(super) struct TwinLink {
    pub claim: ItemId,
    pub source: ItemId,
    pub link: ListedLink,
}

/// Puts what the ledger links, as far as both ends are open and nobody linked them before.
pub(super) async fn apply(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    links: &[TwinLink],
) -> Result<u64> {
    let mut made = 0;
    for twin in links {
        let ends = [twin.claim, twin.source];
        let owed = store::item::by_ids(transaction, creditor, &ends).await?;
        let open = |id: ItemId| owed.iter().find(|owed| owed.item.id == id);
        let (Some(claim), Some(source)) = (open(twin.claim), open(twin.source)) else {
            continue;
        };
        let debtor = claim.debtor;
        let known = store::allocation::of_debtor(transaction, creditor, debtor).await?;
        let linked = known.iter().any(|one| {
            one.claim == Some(twin.claim)
                && one.source == Some(twin.source)
                && one.reversed.is_none()
        });
        let mut left = twin.link.amount_minor.min(-source.item.open.minor);
        if linked || source.debtor != debtor {
            continue;
        }
        // What a platform told to be collected is the payment that the ledger shows.
        let seen = Seen {
            on: twin.link.effective_on,
            payment: Some(twin.source),
        };
        let needed = (twin.claim, left);
        store::allocation::platform::give_way(transaction, stamp, creditor, needed, seen).await?;
        let mut allocations = Vec::new();
        for (part, open_minor) in parts_of(transaction, creditor, claim).await? {
            let amount_minor = left.min(open_minor);
            if amount_minor <= 0 {
                continue;
            }
            left -= amount_minor;
            allocations.push(NewAllocation {
                debtor,
                claim: Some(part),
                source: Some(twin.source),
                amount_minor,
                effective_on: twin.link.effective_on,
                basis: twin.link.basis,
                import: None,
            });
        }
        store::allocation::apply(transaction, stamp, creditor, &allocations).await?;
        made += allocations.len() as u64;
    }
    Ok(made)
}

/// The claim and, of an invoice in several parts, the others after it: what pays the whole pays them in turn.
async fn parts_of(
    session: &mut Session,
    creditor: CreditorId,
    claim: &Owed,
) -> Result<Vec<(ItemId, i64)>> {
    let now = store::item::by_ids(session, creditor, &[claim.item.id]).await?;
    let mut parts: Vec<(ItemId, i64)> = now
        .iter()
        .map(|owed| (owed.item.id, owed.item.open.minor))
        .collect();
    if claim.item.instalment == 0 {
        return Ok(parts);
    }
    let mut others = store::item::by_reference(session, creditor, &claim.item.reference).await?;
    others.retain(|owed| {
        owed.debtor == claim.debtor
            && owed.item.id != claim.item.id
            && owed.item.kind == claim.item.kind
            && owed.item.instalment > 0
    });
    others.sort_by_key(|owed| owed.item.instalment);
    parts.extend(
        others
            .iter()
            .map(|owed| (owed.item.id, owed.item.open.minor)),
    );
    Ok(parts)
}

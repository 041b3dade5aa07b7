//! Notifications beside statements: a batch that the statement books as one entry is told payment by payment in a
//! camt.054, which may come before or after it. The payments take the place of the entry; the money is the entry's
//! and is counted once. It must never detail an entry that a person or the machine has placed.

use std::collections::{BTreeMap, BTreeSet};

use intake::bank::{
    BankDocumentKind, BankEntry, BankFile, BankStatement, BankTransaction, EntryStatus,
};
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::identity::{BankEntryId, CreditorId, ImportId};
use receivables::item::days_between;
use receivables::money::Money;
use store::Transaction;
use store::bank_detail::{BankDetail, KeptDetail};
use store::bank_entry::StatementLine;
use store::stamp::Stamp;

use super::{BankLine, told_by};
use crate::cash::AsideReason;
use crate::error::Result;

/// The two documents may book one entry so many days apart.
const DAYS_APART: i32 = 3;

/// What a file tells of entries that statements book.
fn notified(file: &BankFile) -> Vec<BankDetail> {
    let notices = file
        .statements
        .iter()
        .filter(|statement| statement.kind == BankDocumentKind::Notification);
    let entries =
        notices.flat_map(|notice| notice.entries.iter().map(move |entry| (notice, entry)));
    entries
        .filter(|(_, entry)| entry.status == EntryStatus::Booked && tells_all(entry))
        .filter_map(|(notice, entry)| {
            Some(BankDetail {
                natural_key: entry.natural_key.clone(),
                account: notice.account.clone(),
                booked_on: entry.booked_on.or(entry.value_on)?,
                amount: entry.amount,
                reference: entry.reference.clone(),
                batch: batch_of(entry),
                transactions: serde_json::to_string(&entry.transactions).ok()?,
            })
        })
        .collect()
}

/// True when the payments of an entry are told one by one and make its amount.
pub(super) fn tells_all(entry: &BankEntry) -> bool {
    let amounts = entry.transactions.iter().map(|one| one.amount);
    let sum = amounts.into_iter().try_fold(0_i64, |sum, amount| {
        amount.and_then(|amount| sum.checked_add(amount.minor))
    });
    !entry.transactions.is_empty() && sum == Some(entry.amount.minor)
}

fn batch_of(entry: &BankEntry) -> String {
    let references = &entry.references;
    let named = [
        &references.payment_information_id,
        &references.batch_message_id,
    ];
    named
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_default()
}

/// What is known of the entry that is looked for.
struct Wanted<'a> {
    account: &'a str,
    amount: Money,
    booked_on: Date,
    reference: &'a str,
    batch: &'a str,
}

/// True when a detail tells of the entry. Two references that differ are two entries, unless the batch is named by
/// both; without references the day must be the same.
fn tells_of(detail: &BankDetail, wanted: &Wanted<'_>) -> bool {
    let apart = days_between(detail.booked_on, wanted.booked_on).abs();
    if detail.account != wanted.account || detail.amount != wanted.amount || apart > DAYS_APART {
        return false;
    }
    let both = |one: &str, other: &str| !one.is_empty() && !other.is_empty();
    if both(&detail.batch, wanted.batch) && detail.batch == wanted.batch {
        return true;
    }
    if both(&detail.reference, wanted.reference) {
        return detail.reference == wanted.reference;
    }
    apart == 0
}

/// The payments that details tell, by the natural key of the statement's entry.
pub(in crate::receive) type Told = BTreeMap<String, Vec<BankTransaction>>;

/// Giving the details of notifications to the entries of statements.
pub(in crate::receive) struct Detailing<'a> {
    pub stamp: &'a Stamp<'a>,
    pub creditor: CreditorId,
    pub import: ImportId,
}

impl Detailing<'_> {
    /// Keeps what the file notifies, and says which entries of its statements details tell of. An entry that was
    /// written down whole stays whole.
    pub(in crate::receive) async fn of_statements(
        &self,
        transaction: &mut Transaction,
        file: &BankFile,
    ) -> Result<Told> {
        let of = (self.creditor, self.import);
        store::bank_detail::add_many(transaction, self.stamp, of, &notified(file)).await?;
        let mut kept = self.kept(transaction, file).await?;
        let mut told = Told::new();
        if kept.is_empty() {
            return Ok(told);
        }
        let statements = file
            .statements
            .iter()
            .filter(|statement| statement.kind == BankDocumentKind::Statement);
        for statement in statements {
            for entry in &statement.entries {
                let Some(place) = place_of(&kept, statement, entry) else {
                    continue;
                };
                let payments = payments(&kept[place].detail);
                if kept[place].entry_key.is_none() {
                    let key = entry.natural_key.as_str();
                    let tells_no_more =
                        tells_all(entry) && payments.len() <= entry.transactions.len();
                    let is_whole = store::bank_entry::is_known(transaction, self.creditor, key);
                    if tells_no_more || is_whole.await? {
                        continue;
                    }
                    let belongs = (kept[place].id, key);
                    store::bank_detail::belongs_to(transaction, self.creditor, belongs).await?;
                    kept[place].entry_key = Some(key.to_string());
                }
                told.insert(entry.natural_key.clone(), payments);
            }
        }
        Ok(told)
    }

    /// The statement came first: an entry that still waits makes room for the payments that this file notifies.
    /// The lines to be taken in its place.
    pub(in crate::receive) async fn of_waiting(
        &self,
        transaction: &mut Transaction,
        file: &BankFile,
    ) -> Result<Vec<BankLine>> {
        let here: BTreeSet<String> = notified(file)
            .into_iter()
            .map(|detail| detail.natural_key)
            .collect();
        let mut lines = Vec::new();
        if here.is_empty() {
            return Ok(lines);
        }
        for one in self.kept(transaction, file).await? {
            if one.entry_key.is_some() || !here.contains(&one.detail.natural_key) {
                continue;
            }
            let payments = payments(&one.detail);
            let found = self.waiting_entry(transaction, &one.detail, &payments);
            let Some((id, entry)) = found.await? else {
                continue;
            };
            self.make_room(transaction, (id, &entry)).await?;
            let belongs = (one.id, entry.natural_key.as_str());
            store::bank_detail::belongs_to(transaction, self.creditor, belongs).await?;
            lines.extend(in_place_of(&entry, &payments));
        }
        Ok(lines)
    }

    /// The details of the days of a file.
    async fn kept(
        &self,
        transaction: &mut Transaction,
        file: &BankFile,
    ) -> Result<Vec<KeptDetail>> {
        let entries = file.statements.iter().flat_map(|one| &one.entries);
        let days: Vec<Date> = entries
            .filter_map(|entry| entry.booked_on.or(entry.value_on))
            .collect();
        let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
            return Ok(Vec::new());
        };
        let span = (plus_days(*first, -DAYS_APART), plus_days(*last, DAYS_APART));
        Ok(store::bank_detail::between(transaction, self.creditor, span).await?)
    }

    /// The entry of a statement that a detail tells of, while nobody has placed it.
    async fn waiting_entry(
        &self,
        transaction: &mut Transaction,
        detail: &BankDetail,
        payments: &[BankTransaction],
    ) -> Result<Option<(BankEntryId, StatementLine)>> {
        let like = (detail.account.as_str(), detail.amount);
        let span = (
            plus_days(detail.booked_on, -DAYS_APART),
            plus_days(detail.booked_on, DAYS_APART),
        );
        let found = store::bank_entry::waiting_like(transaction, self.creditor, like, span).await?;
        Ok(found.into_iter().find(|(_, entry)| {
            let wanted = Wanted {
                account: &entry.account,
                amount: entry.amount,
                booked_on: entry.booked_on,
                reference: reference_of(&entry.natural_key),
                batch: "",
            };
            // One payment of which the statement tells the payer has nothing to gain; a part is no batch.
            let is_told = payments.len() < 2 && entry.remitter_name.is_some();
            let is_part = entry.natural_key.contains('#');
            !is_part && !is_told && tells_of(detail, &wanted)
        }))
    }

    /// Takes the entry off the account it may lie on and out of the queue.
    async fn make_room(
        &self,
        transaction: &mut Transaction,
        (id, entry): (BankEntryId, &StatementLine),
    ) -> Result<()> {
        let placed = store::bank_payment::of_entries(transaction, self.creditor, &[id]).await?;
        for payment in placed.iter().filter(|one| one.undone_at.is_none()) {
            let whose = (self.creditor, entry.booked_on);
            crate::cash::cancel(transaction, self.stamp, whose, payment).await?;
        }
        let aside = (id, Some(AsideReason::Detailed.code()));
        Ok(store::bank_entry::settle(transaction, self.stamp, self.creditor, aside).await?)
    }
}

/// The detail of an entry: the one that was given to it, else the first that nobody has and that tells of it.
fn place_of(kept: &[KeptDetail], statement: &BankStatement, entry: &BankEntry) -> Option<usize> {
    let key = entry.natural_key.as_str();
    let own = kept
        .iter()
        .position(|one| one.entry_key.as_deref() == Some(key));
    if own.is_some() {
        return own;
    }
    let batch = batch_of(entry);
    let wanted = Wanted {
        account: &statement.account,
        amount: entry.amount,
        booked_on: entry.booked_on.or(entry.value_on)?,
        reference: &entry.reference,
        batch: &batch,
    };
    kept.iter()
        .position(|one| one.entry_key.is_none() && tells_of(&one.detail, &wanted))
}

fn payments(detail: &BankDetail) -> Vec<BankTransaction> {
    serde_json::from_str(&detail.transactions).unwrap_or_default()
}

/// The bank's reference in a natural key: account, day, reference, amount, rank.
fn reference_of(natural_key: &str) -> &str {
    natural_key.split('|').nth(2).unwrap_or_default()
}

fn in_place_of(entry: &StatementLine, payments: &[BankTransaction]) -> Vec<BankLine> {
    let of_one = |(rank, one): (usize, &BankTransaction)| BankLine {
        line: StatementLine {
            natural_key: format!("{}#{rank}", entry.natural_key),
            amount: one.amount.unwrap_or(entry.amount),
            ..told_by(entry.clone(), one)
        },
        is_return: false,
        place: 1,
    };
    payments.iter().enumerate().map(of_one).collect()
}

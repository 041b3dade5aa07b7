//! Answers of people: put on the account whose message they answer or whose contact wrote them, with what they seem to
//! say; what belongs to no account for certain waits in the tray. Must never put an answer on an account by a guess.

use std::collections::BTreeSet;

use intake::mail::{MailMessage, statements};
use intake::reading::{Kept, Problem, ProblemKind, shortened};
use jiff::civil::Date;
use receivables::identity::{CreditorId, DebtorId};
use store::Transaction;
use store::reply::ReplyMessage;

use super::{Arrival, ImportReport};
use crate::desk::Desk;
use crate::error::Result;

/// How much of an answer is kept as its summary.
const MOST_LETTERS: usize = 500;
/// How much of it is kept as a whole.
const MOST_KEPT: usize = 20_000;
/// Words of a message that are looked up as numbers of invoices.
const MOST_NUMBERS: usize = 40;
/// Accounts proposed for an answer in the tray.
const MOST_CANDIDATES: usize = 5;
/// Domains that say nothing of whom a person works for.
const PUBLIC_DOMAINS: [&str; 16] = [
    "gmail.com",
    "outlook.com",
    "outlook.fr",
    "hotmail.com",
    "hotmail.fr",
    "live.fr",
    "yahoo.com",
    "yahoo.fr",
    "icloud.com",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "sfr.fr",
    "laposte.net",
    "bbox.fr",
    "gmx.de",
];

impl Desk {
    /// A person's answer. The same message again, whichever way it came, changes nothing.
    pub(super) async fn note_answer(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (message, today): (&MailMessage, Date),
        report: &mut ImportReport,
    ) -> Result<()> {
        let creditor = arrival.seat.creditor;
        let stamp = self.stamp(&arrival.seat.actor);
        let kept = kept(message, today);
        if is_known(transaction, creditor, &kept.message_id).await? {
            return Ok(());
        }
        let Some(debtor) = account_of(transaction, creditor, message).await? else {
            let candidates = candidates(transaction, creditor, message).await?;
            let waiting = (&kept, candidates.as_slice(), today);
            store::unplaced_answer::add(transaction, &stamp, creditor, waiting).await?;
            report.tell(Problem {
                line: None,
                field: Some(shortened(&kept.sender)),
                kind: ProblemKind::AnswerOfUnknown,
                found: shortened(&message.subject),
                kept: Kept::All,
            });
            return Ok(());
        };
        let account = (creditor, debtor);
        let words = summary(&kept);
        let id = store::reply::receive(transaction, &stamp, account, today, &words).await?;
        store::reply::keep_message(transaction, (creditor, id), &kept).await?;
        report.contacts.known += 1;
        Ok(())
    }
}

/// What is kept of a message.
fn kept(message: &MailMessage, today: Date) -> ReplyMessage {
    let own = intake::mail::reply_text(message).reply;
    let written_on = message.sent_at.map_or(today, |moment| moment.on());
    ReplyMessage {
        message_id: message.message_id.clone(),
        sender: sender(message).to_string(),
        subject: message.subject.clone(),
        words: own.chars().take(MOST_KEPT).collect(),
        statements: said(&own, written_on),
    }
}

/// What words seem to say, as it is kept.
pub(crate) fn said(words: &str, written_on: Date) -> Vec<(String, String)> {
    let found = statements(words, Some(written_on));
    let kept = found.iter().filter_map(|one| {
        let json = serde_json::to_string(one).ok()?;
        Some((one.said.code().to_string(), json))
    });
    kept.collect()
}

/// The answer in short.
pub(crate) fn summary(message: &ReplyMessage) -> String {
    let words = format!("{} : {}", message.subject, message.words.trim());
    words.chars().take(MOST_LETTERS).collect()
}

/// The address of the writer.
pub(super) fn sender(message: &MailMessage) -> &str {
    message
        .from
        .first()
        .map_or("", |from| from.address.as_str())
}

/// True for a message that was taken in before.
pub(crate) async fn is_known(
    transaction: &mut Transaction,
    creditor: CreditorId,
    message_id: &str,
) -> Result<bool> {
    if message_id.is_empty() {
        return Ok(false);
    }
    Ok(
        store::reply::knows_message(transaction, creditor, message_id).await?
            || store::unplaced_answer::knows_message(transaction, creditor, message_id).await?,
    )
}

/// The account an answer belongs to for certain: that of the message it answers, else the only one its writer is a
/// contact of.
pub(super) async fn account_of(
    transaction: &mut Transaction,
    creditor: CreditorId,
    message: &MailMessage,
) -> Result<Option<DebtorId>> {
    let thread = message
        .in_reply_to
        .iter()
        .chain(message.references.iter().rev());
    for named in thread.take(MOST_NUMBERS) {
        let notice = store::notice::returned::by_message_id(transaction, creditor, named).await?;
        if let Some(notice) = notice {
            let notice = store::notice::find(transaction, creditor, notice).await?;
            return Ok(Some(notice.debtor));
        }
    }
    let found = store::contact::by_email(transaction, creditor, sender(message)).await?;
    let debtors: BTreeSet<DebtorId> = found.into_iter().map(|(debtor, _)| debtor).collect();
    match debtors.len() {
        1 => Ok(debtors.into_iter().next()),
        _ => Ok(None),
    }
}

/// The accounts an answer may belong to: those its writer is a contact of, those whose invoices it names, those with a
/// contact at its domain.
async fn candidates(
    transaction: &mut Transaction,
    creditor: CreditorId,
    message: &MailMessage,
) -> Result<Vec<DebtorId>> {
    let mut found: Vec<DebtorId> = Vec::new();
    let of_sender = store::contact::by_email(transaction, creditor, sender(message)).await?;
    found.extend(of_sender.into_iter().map(|(debtor, _)| debtor));
    for number in numbers(message) {
        let items = store::item::by_reference(transaction, creditor, &number).await?;
        found.extend(items.into_iter().map(|owed| owed.debtor));
    }
    let domain = sender(message).rsplit_once('@').map(|(_, domain)| domain);
    let domain = domain.unwrap_or_default().to_lowercase();
    if !PUBLIC_DOMAINS.contains(&domain.as_str()) {
        found.extend(store::contact::by_domain(transaction, creditor, &domain).await?);
    }
    let mut seen = BTreeSet::new();
    found.retain(|debtor| seen.insert(*debtor));
    found.truncate(MOST_CANDIDATES);
    Ok(found)
}

/// The words of a message that may be numbers of invoices.
fn numbers(message: &MailMessage) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '.');
    let texts = [message.subject.as_str(), message.text.as_str()];
    let mut found = Vec::new();
    for word in texts
        .into_iter()
        .flat_map(|text| text.split(|c| !is_part(c)))
    {
        let word = word.trim_matches(['.', '-', '/']);
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let is_number = digits >= 3 && (4..=30).contains(&word.len());
        if is_number && !found.iter().any(|known| known == word) {
            found.push(word.to_string());
        }
        if found.len() == MOST_NUMBERS {
            break;
        }
    }
    found
}

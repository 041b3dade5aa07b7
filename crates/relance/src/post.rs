//! The mailboxes of the installation: what came since the last look is taken in, then the place is kept. A message that
//! is fetched twice changes nothing. It must never change anything in a mailbox.

#[cfg(test)]
mod tests;

use std::time::Duration;

use anyhow::{Context, Result, bail};
use delivery::imap::{ImapSettings, MailboxPlace, Watch, fetch};
use desk::receive::{FileKind, Incoming};
use desk::{Actor, Desk, Writing};
use receivables::calendar::plus_days;
use receivables::identity::CreditorId;
use tokio::task::JoinSet;

/// Messages fetched and taken in at once.
const MESSAGES_AT_ONCE: usize = 50;
/// A mailbox that is read for the first time is read back so many days.
const DAYS_BACK: i32 = 30;

/// A mailbox and the company it belongs to.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// The company, by name; the only one where nothing is said.
    pub company: Option<String>,
    /// Where it is.
    pub settings: ImapSettings,
}

/// How patiently a mailbox is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The pause between two looks while the server does not tell what comes in.
    pub round: Duration,
    /// After so long the line on which it tells is renewed, and the mailbox looked into in case it was dead: less than the
    /// 29 minutes after which servers hang up.
    pub renewal: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            round: Duration::from_secs(60),
            renewal: Duration::from_secs(9 * 60),
        }
    }
}

/// Takes in what comes into each mailbox, as it comes, until it is dropped.
pub async fn keep_watch(desk: Desk, mailboxes: Vec<Mailbox>, pace: Pace) {
    let mut watches = JoinSet::new();
    for mailbox in mailboxes {
        watches.spawn(watch(desk.clone(), mailbox, pace));
    }
    while let Some(ended) = watches.join_next().await {
        if let Err(cause) = ended {
            tracing::error!(%cause, "a mailbox is no longer read: start `relance serve` again, and report this");
        }
    }
}

/// Takes in what comes into one mailbox: at once where the server tells, at the next round where it does not.
async fn watch(desk: Desk, mailbox: Mailbox, pace: Pace) {
    let mut known = String::new();
    loop {
        // Opened before the look: what comes in between is told, so nothing is missed.
        let opened = Watch::begin(&mailbox.settings, pace.renewal).await;
        let is_read = look_alone(&desk, &mailbox).await;
        let cause = match opened {
            Ok(watch) if is_read => follow(&desk, &mailbox, watch).await,
            Ok(_) => None,
            Err(cause) => Some(cause.to_string()),
        };
        if let Some(cause) = cause.filter(|cause| *cause != known) {
            tracing::info!(mailbox = ?mailbox.settings, cause, "the server does not tell what comes into a mailbox; it is looked into every minute until it does");
            known = cause;
        }
        tokio::time::sleep(pace.round).await;
    }
}

/// Looks whenever the server tells, until the line breaks, which it gives the cause of, or a look fails.
async fn follow(desk: &Desk, mailbox: &Mailbox, mut watch: Watch) -> Option<String> {
    loop {
        if let Err(cause) = watch.wait().await {
            return Some(cause.to_string());
        }
        if !look_alone(desk, mailbox).await {
            return None;
        }
    }
}

/// Takes in what came into one mailbox; false when it could not be read, which is said.
async fn look_alone(desk: &Desk, mailbox: &Mailbox) -> bool {
    let companies = match companies(desk).await {
        Ok(companies) => companies,
        Err(cause) => {
            tracing::error!(%cause, "a mailbox could not be read; the next round tries again");
            return false;
        }
    };
    look(desk, std::slice::from_ref(mailbox), &companies).await == 0
}

/// The companies of the installation, by name.
pub async fn companies(desk: &Desk) -> Result<Vec<(CreditorId, String)>> {
    let creditors = crate::wiring::creditors(desk, None).await?;
    let companies = creditors.into_iter();
    Ok(companies
        .map(|creditor| (creditor.id, creditor.name))
        .collect())
}

/// Takes in what came into each mailbox. One that cannot be read is said, and stops no other; gives how many those are.
pub async fn look(desk: &Desk, mailboxes: &[Mailbox], companies: &[(CreditorId, String)]) -> usize {
    let mut failed = 0;
    for mailbox in mailboxes {
        if let Err(cause) = look_into(desk, mailbox, companies).await {
            tracing::error!(mailbox = ?mailbox.settings, cause = format!("{cause:#}"), "a mailbox could not be read; the next round tries again");
            failed += 1;
        }
    }
    failed
}

async fn look_into(
    desk: &Desk,
    mailbox: &Mailbox,
    companies: &[(CreditorId, String)],
) -> Result<()> {
    let seat = Actor::machine("mailbox").at(company(mailbox, companies)?);
    let settings = &mailbox.settings;
    let name = format!(
        "{}@{}/{}",
        settings.sign_in.user, settings.host, settings.folder
    );
    loop {
        let kept = desk.mailbox_place(&name).await?;
        let place = kept.as_deref().and_then(place_of);
        let since = plus_days(desk.today(seat.creditor).await?, -DAYS_BACK);
        let batch = fetch(settings, place, (since, MESSAGES_AT_ONCE)).await?;
        if batch.too_large > 0 {
            tracing::warn!(mailbox = ?settings, count = batch.too_large, "messages larger than 30 MB were passed over: read them in the mailbox");
        }
        if !batch.messages.is_empty() {
            let incoming = Incoming {
                name: format!("{}-{}.mbox", settings.sign_in.user, batch.place.last),
                bytes: mbox(&batch.messages),
                kind: Some(FileKind::Messages),
                mapping: None,
            };
            let taken = desk.receive(&seat, incoming, Writing::ForReal).await;
            let report = taken.context("the messages could not be taken in")?;
            tracing::info!(mailbox = ?settings, messages = batch.messages.len(), problems = report.problems_total, "messages were taken in");
        }
        if Some(batch.place) != place {
            let text = format!("{} {}", batch.place.validity, batch.place.last);
            desk.keep_mailbox_place(&name, &text).await?;
        }
        if !batch.has_more {
            return Ok(());
        }
    }
}

fn company(mailbox: &Mailbox, companies: &[(CreditorId, String)]) -> Result<CreditorId> {
    match (&mailbox.company, companies) {
        (None, [(only, _)]) => Ok(*only),
        (None, _) => bail!("`mailbox.company` says for which company, for there is not one alone"),
        (Some(name), _) => {
            let found = companies
                .iter()
                .find(|(_, known)| known.eq_ignore_ascii_case(name));
            let (company, _) = found.with_context(|| {
                format!("no company here is called `{name}`: `relance company list` shows them")
            })?;
            Ok(*company)
        }
    }
}

fn place_of(text: &str) -> Option<MailboxPlace> {
    let (validity, last) = text.split_once(' ')?;
    Some(MailboxPlace {
        validity: validity.parse().ok()?,
        last: last.parse().ok()?,
    })
}

/// Messages as one mailbox file: each after a line `From`, and lines of theirs that begin so are marked.
fn mbox(messages: &[Vec<u8>]) -> Vec<u8> {
    let mut file = Vec::with_capacity(messages.iter().map(|one| one.len() + 64).sum());
    for message in messages {
        file.extend_from_slice(b"From mailbox Thu Jan  1 00:00:00 1970\n");
        for line in message.split_inclusive(|byte| *byte == b'\n') {
            let marks = line.iter().take_while(|byte| **byte == b'>').count();
            if line[marks..].starts_with(b"From ") {
                file.push(b'>');
            }
            file.extend_from_slice(line);
        }
        file.extend_from_slice(b"\n\n");
    }
    file
}

//! The mailboxes of the installation: what came since the last look is taken in, then the place is kept. A message that
//! is fetched twice changes nothing. It must never change anything in a mailbox.

use anyhow::{Context, Result, bail};
use delivery::imap::{ImapSettings, MailboxPlace, fetch};
use desk::receive::{FileKind, Incoming};
use desk::{Actor, Desk, Writing};
use receivables::calendar::plus_days;
use receivables::identity::CreditorId;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_a_mailbox_file_read_back_one_by_one() {
        let first = b"From: a@b.fr\r\nSubject: One\r\n\r\nFrom here on\r\n>From there\r\n".to_vec();
        let second = b"From: c@d.fr\r\nSubject: Two\r\n\r\nHello".to_vec();
        let read = intake::mail::messages(&mbox(&[first, second]));
        let subjects: Vec<&str> = read.facts.iter().map(|one| one.subject.as_str()).collect();
        assert_eq!(subjects, ["One", "Two"]);
        assert!(read.facts[0].text.contains("From here on"));
        assert!(read.facts[0].text.contains(">From there"));
        assert!(read.problems.is_empty());
    }

    #[test]
    fn a_place_reads_back() {
        let place = MailboxPlace {
            validity: 7,
            last: 42,
        };
        assert_eq!(place_of("7 42"), Some(place));
        assert_eq!(place_of("seven"), None);
    }
}

//! Holds what a diary expects of messages and of the journal against what left and what was written.

use desk::carrier::Parcel;
use store::Seen;
use store::views::account::{self as account_page, What};

use super::super::{Expectation, MessagePart};
use super::check_account::holds;
use super::{Outcome, Runner};

/// More entries than any diary has on one account.
const ALL: u32 = 10_000;

impl Runner<'_> {
    /// Checks an expectation that is not about one decision.
    pub(super) async fn check_message_or_figure(
        &mut self,
        expectation: &Expectation,
    ) -> Outcome<()> {
        match expectation {
            Expectation::Messages {
                debtor: None,
                count,
            } => {
                let taken = self.post.count();
                holds(
                    taken == *count,
                    format!("{count} messages"),
                    format!("{taken} messages"),
                )
            }
            Expectation::Messages {
                debtor: Some(debtor),
                count,
            } => {
                let taken = self.messages_to(debtor).await?.len();
                holds(
                    taken == *count,
                    format!("{debtor}: {count} messages"),
                    format!("{taken} messages"),
                )
            }
            Expectation::Message {
                debtor,
                part,
                contains,
                words,
            } => self.message(debtor, *part, (*contains, words)).await,
            Expectation::Journal { debtor, words } => self.journal(debtor, words).await,
            other => self.figure(other).await,
        }
    }

    async fn messages_to(&mut self, debtor: &str) -> Outcome<Vec<Parcel>> {
        let id = self.known_debtor(debtor).await?;
        let notices = self.notices(id).await?;
        let is_theirs = |parcel: &Parcel| notices.iter().any(|notice| notice.id == parcel.notice);
        Ok(self.post.taken().into_iter().filter(is_theirs).collect())
    }

    async fn message(
        &mut self,
        debtor: &str,
        part: MessagePart,
        (contains, words): (bool, &str),
    ) -> Outcome<()> {
        let messages = self.messages_to(debtor).await?;
        let Some(last) = messages.last() else {
            return holds(false, format!("a message to {debtor}"), "no message left");
        };
        let text = match part {
            MessagePart::Subject => &last.subject,
            MessagePart::Text => &last.text,
        };
        let verb = if contains { "contains" } else { "lacks" };
        holds(
            even(text).contains(&even(words)) == contains,
            format!("message to {debtor} {verb} \"{words}\""),
            text.clone(),
        )
    }

    async fn journal(&mut self, debtor: &str, words: &str) -> Outcome<()> {
        let id = self.known_debtor(debtor).await?;
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let mut lines: Vec<String> = Vec::new();
        for entry in account_page::journal(&mut reader, seen, id, ALL).await? {
            let after = entry.after.unwrap_or_default();
            lines.push(format!(
                "{} {} {} {after}",
                entry.who, entry.act, entry.noun
            ));
        }
        for happening in account_page::timeline(&mut reader, seen, id, ALL).await? {
            if let What::Contact(contact) = happening.what {
                let step = contact.step.unwrap_or_default();
                lines.push(format!(
                    "{} contact {} {step}",
                    contact.made_by,
                    contact.channel.code()
                ));
            }
        }
        let found = lines.iter().any(|line| line.contains(words));
        holds(
            found,
            format!("journal of {debtor} contains \"{words}\""),
            lines.join(" | "),
        )
    }
}

/// Words with every sort of space made equal, so that a diary can be typed on any keyboard.
fn even(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_whitespace() || c == '\u{202f}' {
                ' '
            } else {
                c
            }
        })
        .collect()
}

//! Why a message could not be delivered, from what the servers said. It must never call an address dead on
//! a word that may mean the message: what is not certain is `Other`.

mod sentence;
mod words;

use serde::{Deserialize, Serialize};

use super::status::{EnhancedStatus, reply_code};

/// Why a message did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BounceCause {
    /// Nobody has this address, or no longer.
    UnknownMailbox,
    /// The mailbox takes nothing more.
    MailboxFull,
    /// The message, its sender or its server was taken for spam, or has a bad reputation.
    Blocked,
    /// A rule of the receiving side: authentication, sender not allowed, content refused.
    Policy,
    /// The message is larger than the receiving side takes.
    TooLarge,
    /// No such domain, or it takes no mail.
    DomainUnknown,
    /// The receiving side could not for the moment.
    Temporary,
    /// The receiving side asks to come back later, as it does with every stranger.
    Greylisted,
    /// Tried for days without success.
    Expired,
    /// The server does not relay for this domain, asks for a login, or the way loops.
    Relay,
    /// None of these, or not said.
    Other,
}

impl BounceCause {
    /// Every cause.
    pub const ALL: [BounceCause; 11] = [
        BounceCause::UnknownMailbox,
        BounceCause::MailboxFull,
        BounceCause::Blocked,
        BounceCause::Policy,
        BounceCause::TooLarge,
        BounceCause::DomainUnknown,
        BounceCause::Temporary,
        BounceCause::Greylisted,
        BounceCause::Expired,
        BounceCause::Relay,
        BounceCause::Other,
    ];

    /// The cause that a status and the words beside it give.
    pub fn of(status: Option<EnhancedStatus>, words: &str) -> BounceCause {
        let plain = words::plain(words);
        let by_words = words::cause(&plain);
        let by_status = status.and_then(by_status);
        let cause = match (by_status, by_words) {
            // The rules of authentication speak of spam too, and are about themselves.
            (Some(BounceCause::Policy), _) if status.is_some_and(is_about_authentication) => {
                return BounceCause::Policy;
            }
            // Servers answer 5.7.1 and 5.4.1 to everything; their words then say more.
            (
                Some(BounceCause::Policy | BounceCause::Temporary | BounceCause::Relay),
                Some(words),
            ) => words,
            // 4.4.7 is the end of the attempts, whatever each of them met.
            (Some(BounceCause::Expired), Some(BounceCause::Temporary)) => BounceCause::Expired,
            (Some(status), _) => status,
            (None, Some(words)) => words,
            (None, None) => by_class(status, &plain),
        };
        match cause {
            BounceCause::Policy | BounceCause::Other if words::is_blocked(&plain) => {
                BounceCause::Blocked
            }
            other => other,
        }
    }
}

/// SPF, DKIM, DMARC, reverse DNS: what RFC 7372 and the large providers number apart.
fn is_about_authentication(status: EnhancedStatus) -> bool {
    status.subject == 7 && matches!(status.detail, 20..=27 | 509 | 515)
}

/// What a status says by itself; nothing when it says little.
fn by_status(status: EnhancedStatus) -> Option<BounceCause> {
    if status.class == 2 {
        return None;
    }
    Some(match (status.subject, status.detail) {
        (1, 1 | 3 | 6 | 10) => BounceCause::UnknownMailbox,
        (1, 2) => BounceCause::DomainUnknown,
        (1, 7 | 8) => BounceCause::Policy,
        (2, 1) if status.class == 5 => BounceCause::UnknownMailbox,
        (2, 2) => BounceCause::MailboxFull,
        (2, 3) | (3, 4) => BounceCause::TooLarge,
        (3, 1) if status.class == 4 => BounceCause::Temporary,
        (3, 2) if status.class == 4 => BounceCause::Temporary,
        (4, 7) => BounceCause::Expired,
        (4, 4) if status.class == 5 => BounceCause::DomainUnknown,
        (4, 310) => BounceCause::DomainUnknown,
        (4, 6 | 14) => BounceCause::Relay,
        (4, 1) if status.class == 5 => BounceCause::Relay,
        (4, 0..=5) if status.class == 4 => BounceCause::Temporary,
        (7, 5..=9 | 20..=27 | 509 | 515 | 516) => BounceCause::Policy,
        (7, 64 | 54 | 57) => BounceCause::Relay,
        (7, 511 | 606..=649 | 700..=799) => BounceCause::Blocked,
        (6 | 7, _) => BounceCause::Policy,
        _ => return None,
    })
}

/// What is left to say when neither status nor words are known.
fn by_class(status: Option<EnhancedStatus>, plain: &str) -> BounceCause {
    let class = status
        .map(|status| u16::from(status.class))
        .filter(|class| *class != 2);
    let class = class.or_else(|| reply_code(plain).map(|code| code / 100));
    match class {
        Some(4) => BounceCause::Temporary,
        _ => BounceCause::Other,
    }
}

#[cfg(test)]
mod tests {
    use receivables::debtor::Language;

    use super::*;

    fn check(status: &str, words: &str, expected: BounceCause) {
        let found = BounceCause::of(EnhancedStatus::of_field(status), words);
        assert_eq!(found, expected, "{status} {words}");
    }

    #[test]
    fn a_cause_is_told_by_status_and_words() {
        check("5.1.1", "", BounceCause::UnknownMailbox);
        check("5.2.2", "mailbox for x is full", BounceCause::MailboxFull);
        check(
            "5.0.0",
            "550 Unknown user x@y.fr",
            BounceCause::UnknownMailbox,
        );
        check(
            "5.4.1",
            "Recipient address rejected: Access denied. AS(201806281)",
            BounceCause::UnknownMailbox,
        );
        check(
            "5.7.1",
            "Service unavailable; Client host [1.2.3.4] blocked using Spamhaus",
            BounceCause::Blocked,
        );
        check(
            "5.7.26",
            "This mail is unauthenticated",
            BounceCause::Policy,
        );
        check(
            "4.7.1",
            "Greylisted, please try again in 180 seconds",
            BounceCause::Greylisted,
        );
        check("4.4.7", "delivery time expired", BounceCause::Expired);
        check(
            "",
            "Sorry, I couldn't find any host named x.fr",
            BounceCause::DomainUnknown,
        );
        check(
            "",
            "552 Message size exceeds fixed maximum message size",
            BounceCause::TooLarge,
        );
        check("", "550 relaying denied", BounceCause::Relay);
        check("", "451 try later", BounceCause::Temporary);
        check(
            "5.2.0",
            "Mail rejete. Mail rejected. ofr_506 [506]",
            BounceCause::Blocked,
        );
        check("", "boîte aux lettres pleine", BounceCause::MailboxFull);
        check("", "", BounceCause::Other);
    }

    #[test]
    fn every_cause_has_its_own_sentence_in_both_languages() {
        for language in [Language::French, Language::English] {
            let all: std::collections::BTreeSet<&str> = BounceCause::ALL
                .iter()
                .map(|cause| cause.explain(language))
                .collect();
            assert_eq!(all.len(), BounceCause::ALL.len());
        }
    }
}

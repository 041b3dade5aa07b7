//! What went wrong with a server, at which stage, and what that means for the parcel. The meaning is the
//! policy and must never be guessed elsewhere.

use std::error::Error as _;
use std::fmt;

use desk::carrier::Carried;

/// How far the conversation had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reaching the server and its greeting.
    Connection,
    /// Protecting the line.
    Encryption,
    /// Signing in.
    SignIn,
    /// Naming the sender.
    Sender,
    /// Naming a recipient.
    Recipient,
    /// Asking to give the content.
    Permission,
    /// The content is given, its answer awaited.
    Content,
}

/// What the server did, or did not.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trouble {
    RefusedForGood(String),
    RefusedForNow(String),
    Lost(String),
}

/// A conversation that did not end with a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setback {
    stage: Stage,
    trouble: Trouble,
}

impl Setback {
    /// From what the mail library says.
    pub(super) fn of(stage: Stage, error: &lettre::transport::smtp::Error) -> Self {
        let words = match (error.status(), error.source()) {
            (Some(code), Some(source)) => format!("{code} {source}"),
            (Some(code), None) => code.to_string(),
            (None, _) => error.to_string(),
        };
        let trouble = if error.is_permanent() {
            Trouble::RefusedForGood(words)
        } else if error.is_transient() {
            Trouble::RefusedForNow(words)
        } else {
            Trouble::Lost(words)
        };
        Self { stage, trouble }
    }

    /// What stopped us before the server could say anything.
    pub(super) fn of_ours(stage: Stage, words: String) -> Self {
        let trouble = Trouble::RefusedForNow(words);
        Self { stage, trouble }
    }

    /// Nothing was said within the time allowed.
    pub(super) fn silence(stage: Stage) -> Self {
        let trouble = Trouble::Lost("no answer in the time allowed".to_owned());
        Self { stage, trouble }
    }

    /// An answer that the protocol does not know at this stage.
    pub(super) fn nonsense(stage: Stage, words: String) -> Self {
        let trouble = Trouble::Lost(format!("unexpected answer `{words}`"));
        Self { stage, trouble }
    }

    /// What this server cannot take, whoever asks.
    pub(super) fn beyond_it(stage: Stage, words: &str) -> Self {
        let trouble = Trouble::RefusedForGood(words.to_owned());
        Self { stage, trouble }
    }

    /// How far the conversation had come.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Whether nobody is there to say goodbye to.
    pub(super) fn lost_the_line(&self) -> bool {
        matches!(self.trouble, Trouble::Lost(_))
    }

    /// What it means for the parcel.
    pub fn carried(&self) -> Carried {
        let cause = self.to_string();
        match &self.trouble {
            // Refused before the sender is named: it is the house that is refused, not this parcel. Once
            // its settings are corrected the parcel can leave.
            Trouble::RefusedForGood(_) if self.stage >= Stage::Sender => Carried::Refused { cause },
            Trouble::RefusedForGood(_) | Trouble::RefusedForNow(_) => Carried::TryAgain { cause },
            Trouble::Lost(_) if self.stage == Stage::Content => Carried::Unknown {
                evidence: format!("{cause}; the server may have taken the message"),
            },
            Trouble::Lost(_) => Carried::TryAgain { cause },
        }
    }

    /// What the operator can do about it.
    pub fn advice(&self) -> &'static str {
        match self.stage {
            Stage::Connection => {
                "check the host and the port, and that this machine may connect to them"
            }
            Stage::Encryption => {
                "check the security setting (starttls, tls or none), that the host is the name on the certificate, and the authority if it is the company's own"
            }
            Stage::SignIn => {
                "check the user and the password (or what OAuth 2 needs), and that the server offers PLAIN, LOGIN or XOAUTH2"
            }
            Stage::Sender => "check that this user may write from this address",
            Stage::Recipient => "check the recipient's address",
            Stage::Permission | Stage::Content => "read what the server says, and ask who runs it",
        }
    }
}

impl fmt::Display for Setback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stage = match self.stage {
            Stage::Connection => "connecting",
            Stage::Encryption => "protecting the line",
            Stage::SignIn => "signing in",
            Stage::Sender => "naming the sender",
            Stage::Recipient => "naming the recipient",
            Stage::Permission => "asking to give the message",
            Stage::Content => "giving the message",
        };
        let words = match &self.trouble {
            Trouble::RefusedForGood(words)
            | Trouble::RefusedForNow(words)
            | Trouble::Lost(words) => words,
        };
        write!(f, "{stage}: {words}")
    }
}

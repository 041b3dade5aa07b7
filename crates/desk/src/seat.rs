//! The seat an act is done from: who acts, and for which creditor. Every act names one, so that none can
//! reach the rows of another creditor.

use receivables::identity::{CreditorId, PersonId};

/// Who does something; the name stands in the journal for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// What the journal says.
    pub name: String,
    /// The person, when one signed in.
    pub person: Option<PersonId>,
}

impl Actor {
    /// The machine, doing one of its regular works (`daily-run`, `sender`).
    pub fn machine(work: &str) -> Self {
        Actor {
            name: work.to_string(),
            person: None,
        }
    }

    /// Whoever types at the command line.
    pub fn command_line() -> Self {
        Actor::machine("command-line")
    }

    /// A person who signed in, by e-mail address.
    pub fn person(id: PersonId, email: &str) -> Self {
        Actor {
            name: email.to_string(),
            person: Some(id),
        }
    }

    /// This actor, at work for a creditor.
    pub fn at(&self, creditor: CreditorId) -> Seat {
        Seat {
            actor: self.clone(),
            creditor,
        }
    }
}

/// Who acts, for which creditor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub actor: Actor,
    /// For which creditor.
    pub creditor: CreditorId,
}

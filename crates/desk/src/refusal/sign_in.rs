//! Why somebody did not come in, or was given no account. Must never hold the sentence itself, nor say which of two
//! secrets was wrong.

use notices::wording::Value;

use super::Refusal;

/// What is wrong at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInRefusal {
    /// Somebody has an account under this address.
    AccountExists {
        /// The address.
        email: String,
    },
    /// The address or the password is wrong; which one is not said.
    Wrong,
    /// A one-time link that was used or is too old.
    LinkSpent,
    /// A password shorter than allowed.
    PasswordTooShort {
        /// The fewest characters.
        least: usize,
    },
    /// The digest of a password cannot be made.
    PasswordNotKept {
        /// What happened.
        words: String,
    },
    /// The machine has no random numbers to make a secret of.
    NoRandomNumbers {
        /// What happened.
        words: String,
    },
}

impl SignInRefusal {
    /// The key of its sentence.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            SignInRefusal::AccountExists { .. } => "refusal-account-exists",
            SignInRefusal::Wrong => "refusal-wrong-sign-in",
            SignInRefusal::LinkSpent => "refusal-link-spent",
            SignInRefusal::PasswordTooShort { .. } => "refusal-password-too-short",
            SignInRefusal::PasswordNotKept { .. } => "refusal-password-not-kept",
            SignInRefusal::NoRandomNumbers { .. } => "refusal-no-random-numbers",
        }
    }

    /// The facts its sentence names.
    pub(super) fn facts(&self) -> Vec<(&'static str, Value<'_>)> {
        match self {
            SignInRefusal::AccountExists { email } => vec![("email", email.into())],
            SignInRefusal::PasswordTooShort { least } => vec![("least", (*least).into())],
            SignInRefusal::PasswordNotKept { words } | SignInRefusal::NoRandomNumbers { words } => {
                vec![("words", words.into())]
            }
            SignInRefusal::Wrong | SignInRefusal::LinkSpent => Vec::new(),
        }
    }
}

impl From<SignInRefusal> for crate::error::DeskError {
    fn from(refusal: SignInRefusal) -> Self {
        Refusal::SignIn(refusal).into()
    }
}

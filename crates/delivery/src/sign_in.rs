//! Who signs in at a mail server, and with what. It must never show a password or a token, not even in a log.

use std::fmt;
use std::sync::Arc;

use crate::oauth::TokenSource;

/// A user of a mail server.
#[derive(Clone)]
pub struct SignIn {
    /// The user's name, an address as a rule.
    pub user: String,
    /// What proves it.
    pub proof: Proof,
}

/// What proves who signs in.
#[derive(Clone)]
pub enum Proof {
    /// A password.
    Password(String),
    /// An access token (XOAUTH2).
    Token(Arc<TokenSource>),
}

impl SignIn {
    /// A user with a password.
    pub fn with_password(user: impl Into<String>, password: impl Into<String>) -> SignIn {
        SignIn {
            user: user.into(),
            proof: Proof::Password(password.into()),
        }
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proof = match self.proof {
            Proof::Password(_) => "password not shown",
            Proof::Token(_) => "by access token",
        };
        write!(out, "SignIn({}, {proof})", self.user)
    }
}

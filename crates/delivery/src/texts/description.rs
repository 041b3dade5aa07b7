//! What a provider's service looks like. Presets are written in code, any other in the configuration; both are this.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::sign::Signing;

/// A provider's service. In every text of a request `{to}`, `{to_digits}` (without the plus), `{from}`, `{text}`,
/// `{reference}` and `{callback}` stand for what they name; an entry that is only `{callback}` or `{from}` is left out where
/// there is none.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// Where messages are posted.
    pub address: String,
    /// Headers of each request.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// User and password of HTTP Basic.
    #[serde(default)]
    pub login: Option<Login>,
    /// The body of a request.
    pub body: Body,
    /// How requests, or the provider's calls, are signed.
    #[serde(skip)]
    pub signing: Signing,
    /// What the answer means.
    #[serde(default)]
    pub taken: Taken,
    /// What the provider's calls mean.
    #[serde(default)]
    pub calls: Calls,
}

/// User and password.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Login")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// JSON of this shape.
    Json(serde_json::Value),
    /// A form of these fields.
    Form(BTreeMap<String, String>),
}

/// What a successful answer means. Paths are names joined by dots, with numbers for places in lists: `data.0.id`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Taken {
    /// Where the provider's name of the message stands.
    pub reference: String,
    /// Where something stands only when the message was refused for good.
    pub refused: Option<String>,
    /// Where something stands only when the request failed and may be tried again.
    pub failed: Option<String>,
}

/// What the provider's calls mean, whether they come as JSON, as a form or in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calls {
    /// Where the provider's name of a message stands.
    pub reference: String,
    /// Where the state of a message stands.
    pub status: String,
    /// States of a message that arrived.
    pub delivered: Vec<String>,
    /// States of a message that did not arrive.
    pub failed: Vec<String>,
    /// Where the reason stands that a message did not arrive.
    pub code: String,
    /// Reasons, or states, that mean that the number never takes one.
    pub never: Vec<String>,
    /// Where words about it stand.
    pub words: String,
    /// States that mean a person's answer, for providers that tell answers like states.
    pub answered: Vec<String>,
    /// Where the number a person answers from stands.
    pub from: String,
    /// Where the words of an answer stand.
    pub text: String,
    /// Where the provider's name of an answer stands.
    pub answer_reference: String,
}

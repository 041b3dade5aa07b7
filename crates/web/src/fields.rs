//! The fields of a form, as the browser sent them, and what they mean. A field that does not read is told
//! to the person by name and content, never dropped.

use axum::Form;
use axum::extract::{FromRequest, Request};
use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;

use crate::amount;
use crate::failure::Failure;
use crate::flash::Flash;
use crate::state::WebState;

/// The fields of one form, in order.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The text of a field, without blanks around it; empty when it is not there.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// True when the form has the field, be it empty.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(found, _)| found == name)
    }

    /// Every value of a field that may be repeated.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// Each field with its value.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The identity in a field.
    pub(crate) fn identity<T: std::str::FromStr>(&self, name: &str) -> Result<T, Failure> {
        self.text(name).parse().map_err(|_| Failure::Bad)
    }

    /// The identity in a field that may be empty.
    pub(crate) fn optional_identity<T: std::str::FromStr>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Failure> {
        if self.text(name).is_empty() {
            Ok(None)
        } else {
            self.identity(name).map(Some)
        }
    }

    /// The day in a field that may be empty.
    pub(crate) fn optional_day(&self, name: &str) -> Result<Option<Date>, Flash> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .map_err(|_| Flash::trouble("flash-day-wrong").with("found", text))
    }

    /// The day in a field.
    pub(crate) fn day(&self, name: &str) -> Result<Date, Flash> {
        self.optional_day(name)?
            .ok_or_else(|| Flash::trouble("flash-day-wrong").with("found", ""))
    }

    /// The amount in a field that may be empty.
    pub(crate) fn optional_amount(
        &self,
        name: &str,
        currency: Currency,
    ) -> Result<Option<Money>, Flash> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        let trouble = || Flash::trouble("flash-amount-wrong").with("found", text);
        amount::typed(text, currency).map(Some).ok_or_else(trouble)
    }
}

impl FromRequest<WebState> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Failure> {
        match Form::<Vec<(String, String)>>::from_request(request, state).await {
            Ok(Form(fields)) => Ok(Fields(fields)),
            Err(_) => Err(Failure::Bad),
        }
    }
}

//! What a posting service looks like. Presets are written in code, any other in the configuration; both are this.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// A posting service. In every text of a request stand for what they name: `{reference}`, `{product}`, `{file_base64}`,
/// `{to_name}`, `{to_line_1}` to `{to_line_3}`, `{to_post_code}`, `{to_town}`, `{to_country}`, the same with `from_`, and what
/// earlier requests kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// The requests that hand over a letter, one after another. Only the last one posts it.
    pub steps: Vec<Step>,
    /// What their answers mean.
    #[serde(default)]
    pub taken: Taken,
    /// How it is asked what became of a letter.
    #[serde(default)]
    pub asked: Option<Asked>,
    /// What its calls mean.
    #[serde(default)]
    pub calls: Told,
    /// What its calls bear in the header `X-Mf-Webhook-Secret-Key`, besides the secret part of our address.
    #[serde(default)]
    pub call_secret: Option<String>,
    /// What it calls the ways to post.
    pub products: Products,
    /// What it calls countries, by their code of two letters; one that is missing goes by its code.
    #[serde(default)]
    pub countries: BTreeMap<String, String>,
}

/// What a service calls the ways to post, for `{product}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Products {
    /// An ordinary letter.
    pub ordinary: String,
    /// A registered letter with receipt.
    pub registered: String,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// How it asks.
    #[serde(default)]
    pub method: Method,
    /// Where.
    pub address: String,
    /// Its headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// What it holds.
    #[serde(default)]
    pub body: Option<Body>,
    /// What later requests need of the answer: names of marks, each with the path where it stands.
    #[serde(default)]
    pub keeps: BTreeMap<String, String>,
    /// True when it bears no proof of who asks, such as an address that is a secret itself.
    #[serde(default)]
    pub is_open: bool,
}

/// How a request asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    #[default]
    Post,
    /// PUT.
    Put,
}

/// What a request holds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// JSON of this shape.
    Json(Value),
    /// A form of these fields; one that is no text is written as JSON.
    Form(BTreeMap<String, Value>),
    /// The PDF itself.
    File,
}

/// What a successful answer means. Paths are names joined by dots, with numbers for places in lists: `data.0.id`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Taken {
    /// Where the service's name of the letter stands in the last answer.
    pub reference: String,
    /// Where something stands only when the letter was refused.
    pub refused: Option<String>,
    /// Where its price stands, in units of its currency.
    pub price: Option<String>,
}

/// How a service is asked what became of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Where; `{reference}` is the service's own name of the letter.
    pub address: String,
    /// The headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// What the answer means.
    pub told: Told,
}

/// What a service tells, as JSON or as a form whose fields may be JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Told {
    /// Where a list of letters stands, each with the paths below; nothing where it tells of one.
    pub list: Option<String>,
    /// Where the service's name of the letter stands.
    pub reference: String,
    /// Where our name of the letter stands.
    pub ours: String,
    /// Where its state stands.
    pub status: String,
    /// Where the number of the post stands.
    pub tracking: String,
    /// Where words about it stand.
    pub words: String,
    /// States of a letter the post has.
    pub posted: Vec<String>,
    /// States of a letter the addressee has.
    pub delivered: Vec<String>,
    /// States of a letter that came back, or is not posted after all.
    pub returned: Vec<String>,
}

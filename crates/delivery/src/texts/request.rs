//! The request that hands a message to a service. Pure: the same message makes the same bytes.

use desk::carrier::TextMessage;
use serde_json::Value;

use super::description::{Body, Description};
use crate::marks;

/// A request, ready to be posted.
pub(super) struct Made {
    pub address: String,
    pub media_type: &'static str,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// The request for a message.
pub(super) fn of(description: &Description, message: &TextMessage, callback: Option<&str>) -> Made {
    let facts = Facts { message, callback };
    let (media_type, body) = match &description.body {
        Body::Json(shape) => {
            let filled = facts.json(shape).unwrap_or(Value::Null);
            ("application/json", filled.to_string().into_bytes())
        }
        Body::Form(fields) => {
            let mut form = form_urlencoded::Serializer::new(String::new());
            for (name, shape) in fields {
                if let Some(value) = facts.text(shape) {
                    form.append_pair(name, &value);
                }
            }
            (
                "application/x-www-form-urlencoded",
                form.finish().into_bytes(),
            )
        }
    };
    let mut headers: Vec<(String, String)> = description
        .headers
        .iter()
        .filter_map(|(name, shape)| Some((name.clone(), facts.text(shape)?)))
        .collect();
    let address = description.address.clone();
    headers.extend(description.signing.headers(&address, &body));
    Made {
        address,
        media_type,
        headers,
        body,
    }
}

struct Facts<'a> {
    message: &'a TextMessage,
    callback: Option<&'a str>,
}

impl Facts<'_> {
    fn json(&self, shape: &Value) -> Option<Value> {
        match shape {
            Value::String(shape) => self.text(shape).map(Value::String),
            // A place in a list has a meaning: it stays, empty.
            Value::Array(shapes) => {
                let empty = || Value::String(String::new());
                let filled = shapes
                    .iter()
                    .map(|shape| self.json(shape).unwrap_or_else(empty));
                Some(Value::Array(filled.collect()))
            }
            Value::Object(shapes) => {
                let filled = shapes
                    .iter()
                    .filter_map(|(name, shape)| Some((name.clone(), self.json(shape)?)));
                Some(Value::Object(filled.collect()))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Some(shape.clone()),
        }
    }

    /// A text with its marks replaced, once: what stands in a message is never a mark. Nothing for a text that is only a
    /// mark that stands for nothing.
    fn text(&self, shape: &str) -> Option<String> {
        let written = marks::filled(shape, &|name| self.fact(name));
        let is_mark = matches!(shape, "{callback}" | "{from}");
        (!is_mark || !written.is_empty()).then_some(written)
    }

    fn fact(&self, name: &str) -> Option<String> {
        let message = self.message;
        Some(match name {
            "to" => message.to.clone(),
            "to_digits" => message.to.trim_start_matches('+').to_string(),
            "from" => message.from.clone(),
            "text" => message.text.clone(),
            "reference" => message.reference.clone(),
            "callback" => self.callback.unwrap_or_default().to_string(),
            _ => return None,
        })
    }
}

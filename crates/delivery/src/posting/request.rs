//! The requests that hand a letter to a service. Pure: the same letter makes the same requests.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desk::posting_service::{Postage, PostalAddress, ServiceLetter};
use serde_json::Value;

use super::description::{Asked, Body, Description, Method, Step};
use crate::marks;

/// Lines of an address that have a mark; what is left stands in the last.
const LINES: usize = 3;

/// What stands for the marks of a letter.
pub(super) struct Facts<'a> {
    description: &'a Description,
    letter: &'a ServiceLetter,
    kept: &'a BTreeMap<String, String>,
}

impl<'a> Facts<'a> {
    /// The facts of a letter, with what was kept of earlier answers.
    pub(super) fn new(
        description: &'a Description,
        letter: &'a ServiceLetter,
        kept: &'a BTreeMap<String, String>,
    ) -> Self {
        Facts {
            description,
            letter,
            kept,
        }
    }

    fn text(&self, shape: &str) -> String {
        marks::filled(shape, &|name| self.fact(name))
    }

    /// In an address what stands for a mark is one part of it, unless it is all of it.
    fn address(&self, shape: &str) -> String {
        let is_whole = shape.starts_with('{') && shape.find('}') == Some(shape.len() - 1);
        marks::filled(shape, &|name| {
            let fact = self.fact(name)?;
            Some(if is_whole { fact } else { part(&fact) })
        })
    }

    fn json(&self, shape: &Value) -> Value {
        match shape {
            Value::String(shape) => Value::String(self.text(shape)),
            Value::Array(shapes) => shapes.iter().map(|shape| self.json(shape)).collect(),
            Value::Object(shapes) => {
                let filled = shapes.iter();
                let filled = filled.map(|(name, shape)| (name.clone(), self.json(shape)));
                Value::Object(filled.collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => shape.clone(),
        }
    }

    fn fact(&self, name: &str) -> Option<String> {
        let letter = self.letter;
        if let Some(of) = name.strip_prefix("to_") {
            return self.of_address(&letter.to, of);
        }
        if let Some(of) = name.strip_prefix("from_") {
            return self.of_address(&letter.from, of);
        }
        let products = &self.description.products;
        Some(match name {
            "reference" => letter.reference.clone(),
            "product" => match letter.postage {
                Postage::Ordinary => products.ordinary.clone(),
                Postage::Registered => products.registered.clone(),
            },
            "file_base64" => STANDARD.encode(&letter.file),
            kept => return self.kept.get(kept).cloned(),
        })
    }

    fn of_address(&self, address: &PostalAddress, name: &str) -> Option<String> {
        Some(match name {
            "name" => address.name.clone(),
            "post_code" => address.post_code.clone(),
            "town" => address.town.clone(),
            "country" => {
                let known = self.description.countries.get(&address.country);
                known.unwrap_or(&address.country).clone()
            }
            line => {
                let number: usize = line.strip_prefix("line_")?.parse().ok()?;
                let place = number.checked_sub(1).filter(|place| *place < LINES)?;
                let lines = address.lines.get(place..).unwrap_or_default();
                match number == LINES {
                    true => lines.join(", "),
                    false => lines.first().cloned().unwrap_or_default(),
                }
            }
        })
    }
}

/// The request of a step.
pub(super) fn of(
    client: &reqwest::Client,
    step: &Step,
    facts: &Facts<'_>,
) -> reqwest::RequestBuilder {
    let method = match step.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
    };
    let mut request = client.request(method, facts.address(&step.address));
    let body = match &step.body {
        None => None,
        Some(Body::Json(shape)) => Some((
            "application/json",
            facts.json(shape).to_string().into_bytes(),
        )),
        Some(Body::Form(fields)) => {
            Some(("application/x-www-form-urlencoded", form(fields, facts)))
        }
        Some(Body::File) => Some(("application/pdf", facts.letter.file.clone())),
    };
    let names_its_type = step
        .headers
        .keys()
        .any(|name| name.eq_ignore_ascii_case("content-type"));
    if let Some((media_type, bytes)) = body {
        request = request.body(bytes);
        if !names_its_type {
            request = request.header("content-type", media_type);
        }
    }
    for (name, shape) in &step.headers {
        request = request.header(name, facts.text(shape));
    }
    request
}

/// The request that asks what became of a letter, by the service's own name for it.
pub(super) fn about(
    client: &reqwest::Client,
    asked: &Asked,
    reference: &str,
) -> reqwest::RequestBuilder {
    let address = marks::filled(&asked.address, &|name| {
        (name == "reference").then(|| part(reference))
    });
    let request = client.get(address);
    asked
        .headers
        .iter()
        .fold(request, |request, (name, value)| {
            request.header(name, value)
        })
}

fn form(fields: &BTreeMap<String, Value>, facts: &Facts<'_>) -> Vec<u8> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, shape) in fields {
        let value = match shape {
            Value::String(shape) => facts.text(shape),
            shape => facts.json(shape).to_string(),
        };
        form.append_pair(name, &value);
    }
    form.finish().into_bytes()
}

fn part(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

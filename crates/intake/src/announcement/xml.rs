//! The daily files of announcements in XML, as DILA publishes them: each `annonce` as a record of the interface, so
//! that both forms are read by one reader. It must never lose the announcements beside a damaged one.

use serde_json::{Map, Value, json};

use super::ANNOUNCEMENTS;
use super::json::Record;
use crate::document::{self, Element, Plan};
use crate::reading::{Kept, ProblemKind, Problems};

/// Nothing is left out: an announcement is small.
const PLAN: Plan = Plan {
    hollow: &[],
    kept_inside: &[],
};

/// True when the beginning of a document in XML is that of announcements.
pub fn looks_like_xml(text: &str) -> bool {
    text.contains("<annonce") && (text.contains("dateParution") || text.contains("numeroAnnonce"))
}

/// The records of a document.
pub(super) fn records(bytes: &[u8], problems: &mut Problems) -> Vec<Record> {
    let text = document::decode(bytes, problems);
    let tree = document::read(&text, PLAN, problems);
    let mut found = Vec::new();
    for root in &tree.top.children {
        let issue = Issue::of(root);
        let announced = root.outermost(&["annonce"]);
        found.extend(announced.into_iter().map(|one| issue.record(one)));
    }
    if found.len() > ANNOUNCEMENTS {
        problems.add_for_file(ProblemKind::TooManyLines, "", Kept::WhatCameBefore);
        found.truncate(ANNOUNCEMENTS);
    }
    found
}

/// What the file says once for all its announcements.
struct Issue {
    number: String,
    published_on: String,
    is_of_proceedings: bool,
}

impl Issue {
    fn of(root: &Element) -> Issue {
        Issue {
            number: root.text_at(&["parution", "numeroParution"]),
            published_on: root.text_at(&["dateParution"]),
            is_of_proceedings: root.name.to_ascii_uppercase().starts_with("PCL"),
        }
    }

    fn record(&self, one: &Element) -> Record {
        let mut fields = Map::new();
        let mut put = |name: &str, text: String| {
            if !text.is_empty() {
                fields.insert(name.to_string(), Value::String(text));
            }
        };
        let own = |path: &str, of_issue: &str| match one.text_at(&[path]) {
            text if text.is_empty() => of_issue.to_string(),
            text => text,
        };
        put("id", one.text_at(&["nojo"]));
        put("numeroannonce", one.text_at(&["numeroAnnonce"]));
        put("parution", own("parution", &self.number));
        put("dateparution", own("dateParution", &self.published_on));
        put("tribunal", one.text_at(&["tribunal"]));
        put("ville", town(one));
        put("typeavis", kind(one));
        let judgment = one.at("jugement");
        if self.is_of_proceedings || judgment.is_some() {
            put("familleavislib", "Procédures collectives".to_string());
        }
        if let Some(judgment) = judgment {
            fields.insert("jugement".to_string(), texts_of(judgment));
        }
        if let Some(previous) = one.at("parutionAvisPrecedent") {
            fields.insert("parutionavisprecedent".to_string(), texts_of(previous));
        }
        fields.insert("listepersonnes".to_string(), persons(one));
        Record {
            fields,
            asked_about: Vec::new(),
        }
    }
}

/// `typeAnnonce` holds an empty element whose name says it.
fn kind(one: &Element) -> String {
    let told = one.at("typeAnnonce");
    told.and_then(|kind| kind.children.first())
        .map_or_else(String::new, |kind| kind.name.clone())
}

fn town(one: &Element) -> String {
    let places = one.outermost(&["ville"]);
    let towns = places.iter().map(|place| place.words());
    towns
        .into_iter()
        .find(|town| !town.is_empty())
        .unwrap_or_default()
        .to_string()
}

/// The texts of an element by their names.
fn texts_of(element: &Element) -> Value {
    let texts = element.children.iter().map(|child| {
        let text = Value::String(child.words().to_string());
        (child.name.clone(), text)
    });
    Value::Object(texts.collect())
}

/// Companies and persons; register numbers stand in them, or beside them.
fn persons(one: &Element) -> Value {
    let numbers_of = |element: &Element| -> Vec<Value> {
        let told = element.outermost(&["numeroIdentificationRCS", "numeroIdentification"]);
        told.iter()
            .map(|number| json!({ "numeroIdentification": number.words() }))
            .collect()
    };
    let found = one.outermost(&["personneMorale", "personnePhysique"]);
    let inside: usize = found.iter().map(|person| numbers_of(person).len()).sum();
    let mut persons: Vec<Value> = found
        .iter()
        .map(|person| {
            let mut value = texts_of(person);
            value["numeroImmatriculation"] = Value::Array(numbers_of(person));
            value
        })
        .collect();
    let all = numbers_of(one);
    if all.len() > inside {
        persons.push(json!({ "numeroImmatriculation": all }));
    }
    json!({ "personne": persons })
}

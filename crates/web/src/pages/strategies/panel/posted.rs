//! What came back from the panel, as the fields of the text. A field that the form did not have stays as it was.

use receivables::strategy::Trigger;
use receivables::strategy::edit::{EditedField, FieldKind, Form, HEAD, STEP, VARIANT};

use super::Opened;
use super::controls::{TICKED, When};
use crate::fields::Fields;

/// The fields as they came back.
pub(super) fn form(opened: &Opened, before: Form, fields: &Fields) -> Form {
    let known = match opened {
        Opened::Head => HEAD,
        Opened::Step(_) => STEP,
        Opened::Variant(..) => VARIANT,
    };
    let mut form = before;
    for field in known {
        if let Some(text) = posted(field, fields)
            && !is_same(field.name, &form[field.name], &text)
        {
            form.insert(field.name, text);
        }
    }
    form
}

/// True for two ways of writing the same moment: "1 day" is "1 days".
fn is_same(name: &str, before: &str, posted: &str) -> bool {
    let moment = |text: &str| text.parse::<Trigger>().ok();
    name == "trigger" && moment(before).is_some() && moment(before) == moment(posted)
}

fn posted(field: &EditedField, fields: &Fields) -> Option<String> {
    let name = format!("field.{}", field.name);
    if field.name == "trigger" {
        let kind = When::named(fields.text("trigger-kind"))?;
        return Some(kind.trigger(fields.text("trigger-days")));
    }
    if TICKED.contains(&field.name) {
        // A box that is not ticked sends nothing; the panel says that it asked.
        let is_asked = fields.has(&format!("asked.{}", field.name));
        return is_asked.then(|| fields.all(&name).collect::<Vec<_>>().join(", "));
    }
    if !fields.has(&name) {
        return None;
    }
    let text = fields.text(&name).replace("\r\n", "\n");
    match field.kind {
        FieldKind::List => Some(listed(&text)),
        FieldKind::Text | FieldKind::Number => Some(text),
    }
}

/// A list between commas, written in one way.
fn listed(text: &str) -> String {
    let parts = text.split(',').map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

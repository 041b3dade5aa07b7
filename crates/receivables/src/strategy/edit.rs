//! Changes to the text of a strategy, field by field, as a person makes them beside its rail of steps. The text stays
//! the one thing there is: whatever was not changed is left as its author wrote it, comments included. Nothing is
//! judged here: what a change makes of the text is read again like any other.

mod fields;
mod order;
mod variants;

use std::collections::BTreeMap;

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, value};

pub use fields::{EditedField, FieldKind, HEAD, STEP, VARIANT};

use super::StrategyError;

/// The texts of the fields of a step or of the strategy, by name; empty where the file says nothing. Lists stand
/// between commas.
pub type Form = BTreeMap<&'static str, String>;

/// A strategy to begin from nothing with: one attentive note.
pub const BLANK: &str = include_str!("edit/blank.toml");

/// The key it is written with, to be replaced where another strategy has it.
pub const BLANK_KEY: &str = "new-strategy";

/// The text of a strategy, open for changes.
pub struct StrategyText(DocumentMut);

impl StrategyText {
    /// Opens a text.
    ///
    /// # Errors
    /// A text that is not TOML, with line and column.
    pub fn open(text: &str) -> Result<StrategyText, StrategyError> {
        match text.parse() {
            Ok(document) => Ok(StrategyText(document)),
            Err(cause) => Err(StrategyError::Shape(cause.to_string())),
        }
    }

    /// The text as it stands now.
    pub fn into_text(self) -> String {
        self.0.to_string()
    }

    /// The keys of the steps in their order.
    pub fn step_keys(&self) -> Vec<String> {
        let steps = self.steps().into_iter().flat_map(ArrayOfTables::iter);
        steps.map(|step| key_of(step).to_string()).collect()
    }

    /// What the file says of the strategy itself.
    pub fn head(&self) -> Form {
        let head = self.0.get("strategy").and_then(Item::as_table_like);
        form(head, HEAD)
    }

    /// What the file says of a step; nothing when there is no such step.
    pub fn step(&self, key: &str) -> Option<Form> {
        let mut steps = self.steps()?.iter();
        let step = steps.find(|step| key_of(step) == key)?;
        Some(form(Some(step), STEP))
    }

    /// Writes what differs of the strategy itself.
    pub fn set_head(&mut self, form: &Form) {
        if let Some(head) = self.0.get_mut("strategy") {
            set_all(head, (HEAD, form));
        }
    }

    /// Writes what differs of a step, and puts it where its day belongs. False when there is no such step.
    pub fn set_step(&mut self, key: &str, form: &Form) -> bool {
        let Some(steps) = self.steps_mut() else {
            return false;
        };
        let Some(step) = steps.iter_mut().find(|step| key_of(step) == key) else {
            return false;
        };
        set_table(step, (STEP, form));
        let key = form.get("key").map_or(key, String::as_str);
        order::put_in_place(steps, key);
        true
    }

    /// Adds a step where its day belongs; answers its key, another one when the one given is taken.
    pub fn add_step(&mut self, form: &Form) -> String {
        let wanted = form.get("key").map_or("step", String::as_str);
        let key = self.free_key(wanted);
        let table = fresh_table((STEP, form), &key);
        let steps = self.0.entry("step");
        let steps = steps.or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(steps) = steps.as_array_of_tables_mut() {
            let off_axis = steps.iter().position(order::is_off_axis);
            order::insert(steps, off_axis.unwrap_or(steps.len()), table);
            order::put_in_place(steps, &key);
        }
        key
    }

    /// Copies a step, its variants with it, behind itself under another key, which is answered.
    pub fn duplicate_step(&mut self, key: &str) -> Option<String> {
        let fresh = self.free_key(key);
        let steps = self.steps_mut()?;
        let at = steps.iter().position(|step| key_of(step) == key)?;
        let mut copy = steps.get(at)?.clone();
        // The words of the first one are those of its template, which may go by its key.
        if copy.get("template").is_none() {
            copy.insert("template", value(key));
        }
        copy.insert("key", value(&fresh));
        copy.decor_mut().set_prefix("\n");
        order::insert(steps, at + 1, copy);
        Some(fresh)
    }

    /// Takes a step out, with what is written above it. False when there is no such step.
    pub fn remove_step(&mut self, key: &str) -> bool {
        let Some(steps) = self.steps_mut() else {
            return false;
        };
        let before = steps.len();
        steps.retain(|step| key_of(step) != key);
        steps.len() < before
    }

    fn steps(&self) -> Option<&ArrayOfTables> {
        self.0.get("step").and_then(Item::as_array_of_tables)
    }

    fn steps_mut(&mut self) -> Option<&mut ArrayOfTables> {
        let steps = self.0.get_mut("step")?;
        steps.as_array_of_tables_mut()
    }

    /// A key that no step has, as near to the one wanted as it may be.
    fn free_key(&self, wanted: &str) -> String {
        free_key(&self.step_keys(), wanted)
    }
}

fn free_key(taken: &[String], wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut keys = std::iter::once(wanted.to_string()).chain(numbered);
    keys.find(|key| !taken.contains(key)).unwrap_or_default()
}

/// Writes what differs of a table.
fn set_table(table: &mut Table, (fields, form): (&[EditedField], &Form)) {
    let mut item = Item::Table(std::mem::take(table));
    set_all(&mut item, (fields, form));
    if let Item::Table(changed) = item {
        *table = changed;
    }
}

/// A table of its own, below an empty line.
fn fresh_table((fields, form): (&[EditedField], &Form), key: &str) -> Table {
    let mut table = Table::new();
    set_table(&mut table, (fields, form));
    table.insert("key", value(key));
    table.decor_mut().set_prefix("\n");
    table
}

fn key_of(step: &Table) -> &str {
    step.get("key").and_then(Item::as_str).unwrap_or_default()
}

fn form(table: Option<&dyn TableLike>, fields: &[EditedField]) -> Form {
    let said = |field: &EditedField| {
        let item = table.and_then(|table| found(table, field.name));
        (field.name, item.map(words).unwrap_or_default())
    };
    fields.iter().map(said).collect()
}

/// The item of a field, whose name may lead through a table.
fn found<'a>(table: &'a dyn TableLike, name: &str) -> Option<&'a Item> {
    match name.split_once('.') {
        None => table.get(name),
        Some((outer, inner)) => table.get(outer)?.as_table_like()?.get(inner),
    }
}

/// A value as it is edited: a text without its marks, a list between commas.
fn words(item: &Item) -> String {
    match item.as_array() {
        Some(list) => {
            let texts: Vec<&str> = list.iter().filter_map(|one| one.as_str()).collect();
            texts.join(", ")
        }
        None => match item.as_str() {
            Some(text) => text.trim().to_string(),
            None => item.to_string().trim().to_string(),
        },
    }
}

/// Writes the fields of a form that differ from what the table says.
fn set_all(table: &mut Item, (fields, form): (&[EditedField], &Form)) {
    for field in fields {
        let Some(wanted) = form.get(field.name) else {
            continue;
        };
        let before = table.as_table_like();
        let before = before.and_then(|table| found(table, field.name));
        if before.map(words).unwrap_or_default() != *wanted {
            set(table, field, wanted);
        }
    }
}

fn set(table: &mut Item, field: &EditedField, wanted: &str) {
    let (outer, inner) = match field.name.split_once('.') {
        None => (None, field.name),
        Some((outer, inner)) => (Some(outer), inner),
    };
    let holder = match outer {
        None => &mut *table,
        Some(outer) => {
            let holder = &mut table[outer];
            if holder.is_none() {
                *holder = value(InlineTable::new());
            }
            holder
        }
    };
    let Some(holder) = holder.as_table_like_mut() else {
        return;
    };
    if wanted.is_empty() {
        holder.remove(inner);
    } else {
        let mut fresh = written(field.kind, wanted);
        // What stands behind a value, such as a remark, stays behind it.
        if let (Some(old), Some(new)) = (
            holder.get(inner).and_then(Item::as_value),
            fresh.as_value_mut(),
        ) {
            *new.decor_mut() = old.decor().clone();
        }
        holder.insert(inner, fresh);
    }
    let is_empty = holder.is_empty();
    if let Some(outer) = outer.filter(|_| is_empty)
        && let Some(table) = table.as_table_like_mut()
    {
        table.remove(outer);
    }
}

/// A value as the file writes it. What is no number where one is wanted stays a text, so that reading it says so.
fn written(kind: FieldKind, wanted: &str) -> Item {
    match kind {
        FieldKind::Text => value(wanted),
        FieldKind::Number => match wanted.parse::<i64>() {
            Ok(number) => value(number),
            Err(_) => value(wanted),
        },
        FieldKind::List => {
            let parts = wanted.split(',').map(str::trim);
            let list: Array = parts.filter(|part| !part.is_empty()).collect();
            value(list)
        }
    }
}

#[cfg(test)]
mod tests;

//! The variants of a step, changed one by one. A step has none or at least two: one alone makes no choice.

use toml_edit::{ArrayOfTables, Item, Table};

use super::{Form, StrategyText, VARIANT, form, free_key, fresh_table, key_of, order, set_table};

impl StrategyText {
    /// The keys of the variants of a step in their order.
    pub fn variant_keys(&self, step: &str) -> Vec<String> {
        let variants = self
            .variants(step)
            .into_iter()
            .flat_map(ArrayOfTables::iter);
        variants
            .map(|variant| key_of(variant).to_string())
            .collect()
    }

    /// What the file says of a variant; nothing when there is no such one.
    pub fn variant(&self, step: &str, key: &str) -> Option<Form> {
        let mut variants = self.variants(step)?.iter();
        let variant = variants.find(|variant| key_of(variant) == key)?;
        Some(form(Some(variant), VARIANT))
    }

    /// Writes what differs of a variant. False when there is no such one.
    pub fn set_variant(&mut self, (step, key): (&str, &str), form: &Form) -> bool {
        let variants = self.step_mut(step).and_then(variants_mut);
        let found = variants.and_then(|variants| {
            let mut variants = variants.iter_mut();
            variants.find(|variant| key_of(variant) == key)
        });
        let Some(variant) = found else {
            return false;
        };
        set_table(variant, (VARIANT, form));
        true
    }

    /// Adds a variant behind the others; answers its key, another one when the one given is taken. Nothing when there is
    /// no such step.
    pub fn add_variant(&mut self, step: &str, form: &Form) -> Option<String> {
        let wanted = form.get("key").map_or("variant", String::as_str);
        let key = free_key(&self.variant_keys(step), wanted);
        let table = self.step_mut(step)?;
        let variants = table.entry("variant");
        let variants = variants.or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        let variants = variants.as_array_of_tables_mut()?;
        order::insert(variants, variants.len(), fresh_table((VARIANT, form), &key));
        Some(key)
    }

    /// Takes a variant out, and the last one with it: alone it makes no choice.
    pub fn remove_variant(&mut self, step: &str, key: &str) {
        let Some(table) = self.step_mut(step) else {
            return;
        };
        let Some(variants) = variants_mut(table) else {
            return;
        };
        variants.retain(|variant| key_of(variant) != key);
        if variants.len() < 2 {
            table.remove("variant");
        }
    }

    fn variants(&self, step: &str) -> Option<&ArrayOfTables> {
        let mut steps = self.steps()?.iter();
        let step = steps.find(|found| key_of(found) == step)?;
        step.get("variant").and_then(Item::as_array_of_tables)
    }

    fn step_mut(&mut self, key: &str) -> Option<&mut Table> {
        let mut steps = self.steps_mut()?.iter_mut();
        steps.find(|step| key_of(step) == key)
    }
}

fn variants_mut(step: &mut Table) -> Option<&mut ArrayOfTables> {
    step.get_mut("variant")?.as_array_of_tables_mut()
}

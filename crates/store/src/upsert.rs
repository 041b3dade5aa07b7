//! What became of a row that came from outside under its natural key. Must never be guessed from counts.

/// What an import did with one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upserted<Id> {
    /// The row.
    pub id: Id,
    /// What was done.
    pub outcome: Outcome,
}

/// New, changed, or the same as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The key was not known.
    Inserted,
    /// The key was known with other content; the journal has both.
    Changed,
    /// The key was known with this content.
    Unchanged,
}

/// How many rows are looked up by their keys at once.
pub(crate) const KEYS_AT_ONCE: usize = 500;

/// A condition over a JSON list of texts in one parameter.
pub(crate) fn in_texts(parameter: &str) -> String {
    format!(
        "/*+sqlite in (select value from json_each({parameter}))*/ \
         /*+postgres = any (array(select json_array_elements_text(cast(cast({parameter} as text) as json))))*/"
    )
}

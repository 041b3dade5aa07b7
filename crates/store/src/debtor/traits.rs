//! What a creditor knows of a debtor besides the law and the ledger, in its columns: sales person, trade, size, site,
//! own fields, tags. Must never forget what a source does not say.

use std::collections::BTreeMap;

use receivables::debtor::Traits;

use crate::column::{self, Place};
use crate::db::Row;
use crate::error::Result;

/// The tags of both, in order of first mention.
pub(super) fn united(before: &[String], said: &[String]) -> Vec<String> {
    let mut tags = before.to_vec();
    for tag in said {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    tags
}

/// The tags of a column.
pub(super) fn tags_of(text: &str, place: Place) -> Result<Vec<String>> {
    match text {
        "[]" => Ok(Vec::new()),
        text => place.json("tags", text),
    }
}

/// What a source says of a debtor over what was known.
pub(super) fn with(before: &Traits, said: &Traits) -> Traits {
    let or = |said: &String, before: &String| match said.is_empty() {
        true => before.clone(),
        false => said.clone(),
    };
    let mut own = before.own.clone();
    own.extend(said.own.clone());
    Traits {
        sales_person: or(&said.sales_person, &before.sales_person),
        sector: or(&said.sector, &before.sector),
        company_size: or(&said.company_size, &before.company_size),
        site: or(&said.site, &before.site),
        own,
    }
}

/// The five columns of what is known besides, from the place of the first.
pub(super) fn traits_of(row: &Row<'_>, first: usize, place: Place) -> Result<Traits> {
    let own = row.text(first + 4)?;
    Ok(Traits {
        sales_person: row.string(first)?,
        sector: row.string(first + 1)?,
        company_size: row.string(first + 2)?,
        site: row.string(first + 3)?,
        own: if own == "{}" {
            BTreeMap::new()
        } else {
            place.json("own_fields", own)?
        },
    })
}

/// The own fields as their column.
pub(super) fn own_text(traits: &Traits) -> Result<String> {
    column::json(&traits.own)
}

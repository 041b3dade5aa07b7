//! Lists of contacts. A contact that cannot be reached is told, and not taken.

use serde::{Deserialize, Serialize};

use super::cell::Cells;
use super::debtor::email;
use super::field::ListField;
use crate::reading::{Kept, ProblemKind};

/// A contact of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedContact {
    /// Code of its debtor, else its name.
    pub debtor_key: String,
    /// The person, first name first.
    pub name: String,
    /// What the person does, as written.
    pub role: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone, as written.
    pub phone: Option<String>,
    /// Language, as written.
    pub language: Option<String>,
    /// Line of the file.
    pub line: u64,
}

pub(super) fn read(cells: &mut Cells<'_>) -> Vec<ListedContact> {
    let mut contacts = Vec::new();
    for row in cells.rows() {
        let Some((key, debtor_name)) = cells.debtor(row) else {
            continue;
        };
        let first_name = cells.text(row, ListField::FirstName);
        let name = format!("{first_name} {}", cells.text(row, ListField::ContactName))
            .trim()
            .to_string();
        let email = email(cells, row);
        let phone = cells.some_text(row, ListField::Phone);
        if email.is_none() && phone.is_none() {
            cells.tell(
                row,
                ListField::Email,
                ProblemKind::MissingKey,
                Kept::NotTheLine,
            );
            continue;
        }
        contacts.push(ListedContact {
            debtor_key: key.or(debtor_name).unwrap_or_default(),
            name,
            role: cells.some_text(row, ListField::Role),
            email,
            phone,
            language: cells.some_text(row, ListField::Language),
            line: row.line,
        });
    }
    contacts
}

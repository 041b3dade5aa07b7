//! Lists of debtors. An identifier whose key is wrong is kept, and told.

use std::collections::BTreeSet;

use receivables::identifier::{Soundness, check_siren, check_siret, compact};
use serde::{Deserialize, Serialize};

use super::cell::Cells;
use super::field::ListField;
use super::row::Row;
use crate::reading::{Kept, ProblemKind};

/// A debtor of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedDebtor {
    /// Its code, else its name.
    pub key: String,
    /// Its name, else its code.
    pub name: String,
    /// Nine digits; another text when what was written cannot be right.
    pub siren: Option<String>,
    /// VAT number, without blanks.
    pub vat_number: Option<String>,
    /// Country, as written.
    pub country: Option<String>,
    /// Language, as written.
    pub language: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone, as written.
    pub phone: Option<String>,
    /// The lines of its address; the last one is postal code and town where no column has them.
    pub address_lines: Vec<String>,
    /// Postal code, from a column of its own.
    pub post_code: Option<String>,
    /// Town, from a column of its own.
    pub town: Option<String>,
    /// Payment terms, as written.
    pub terms: Option<String>,
    /// Who sells to it.
    pub sales_person: Option<String>,
    /// Its trade.
    pub sector: Option<String>,
    /// How large it is.
    pub company_size: Option<String>,
    /// The site of the creditor that serves it.
    pub site: Option<String>,
    /// Words for grouping.
    pub tags: Vec<String>,
    /// Line of the file.
    pub line: u64,
}

pub(super) fn read(cells: &mut Cells<'_>) -> Vec<ListedDebtor> {
    let mut debtors = Vec::new();
    let mut keys = BTreeSet::new();
    for row in cells.rows() {
        let Some((key, name)) = cells.debtor(row) else {
            continue;
        };
        let key = key.or_else(|| name.clone()).unwrap_or_default();
        if !keys.insert(key.clone()) {
            let field = if cells.has(ListField::DebtorKey) {
                ListField::DebtorKey
            } else {
                ListField::DebtorName
            };
            cells.tell(row, field, ProblemKind::DuplicateNumber, Kept::NotTheLine);
            continue;
        }
        debtors.push(ListedDebtor {
            name: name.unwrap_or_else(|| key.clone()),
            key,
            siren: siren(cells, row),
            vat_number: cells
                .some_text(row, ListField::VatNumber)
                .map(|text| text.replace([' ', '.'], "")),
            country: cells.some_text(row, ListField::Country),
            language: cells.some_text(row, ListField::Language),
            email: email(cells, row),
            phone: cells.some_text(row, ListField::Phone),
            address_lines: cells.texts(row, ListField::AddressLine),
            post_code: cells.some_text(row, ListField::PostalCode),
            town: cells.some_text(row, ListField::Town),
            terms: cells.some_text(row, ListField::Terms),
            sales_person: cells.some_text(row, ListField::SalesPerson),
            sector: cells.some_text(row, ListField::Sector),
            company_size: cells.some_text(row, ListField::CompanySize),
            site: cells.some_text(row, ListField::Site),
            tags: tags(cells.text(row, ListField::Tags)),
            line: row.line,
        });
    }
    debtors
}

/// The words of a cell, each once.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split([',', ';', '|']).map(str::trim) {
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_string());
        }
    }
    tags
}

/// An address with one @ between two parts.
pub(super) fn email<'a>(cells: &mut Cells<'a>, row: &'a Row) -> Option<String> {
    let text = cells.some_text(row, ListField::Email)?;
    let is_address = text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && host.contains('.')
            && !host.contains('@')
            && !text.contains(char::is_whitespace)
    });
    if !is_address {
        cells.tell(
            row,
            ListField::Email,
            ProblemKind::UnknownValue,
            Kept::LineWithoutField,
        );
    }
    is_address.then_some(text)
}

/// The SIREN of a SIREN or a SIRET; of a SIRET that cannot be right, its SIREN where that one can be.
fn siren<'a>(cells: &mut Cells<'a>, row: &'a Row) -> Option<String> {
    let number = compact(&cells.number(row, ListField::Siren)?);
    if number.is_empty() {
        return None;
    }
    let is_sound = match number.len() {
        14 => check_siret(&number) == Soundness::Sound,
        _ => check_siren(&number) == Soundness::Sound,
    };
    let siren = number
        .get(..9)
        .filter(|start| matches!(number.len(), 9 | 14) && check_siren(start) == Soundness::Sound);
    let kept = siren.unwrap_or(&number).to_string();
    if !is_sound {
        let value = Kept::Value(kept.clone());
        cells.tell(row, ListField::Siren, ProblemKind::CheckDigits, value);
    }
    Some(kept)
}

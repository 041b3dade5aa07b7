//! Cells that a spreadsheet spoiled: errors such as `#REF!`, and codes it rounded as numbers. They must
//! never be taken for names or numbers, and each is told.

use crate::list::field::ListField;
use crate::list::mapping::ColumnMapping;
use crate::list::table::Table;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// The errors of spreadsheets, in English, French, German and Spanish.
const ERRORS: &[&str] = &[
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#N/D",
    "#VALEUR!",
    "#NOM?",
    "#NOMBRE!",
    "#NUL!",
    "#BEZUG!",
    "#WERT!",
    "#NV",
    "#ZAHL!",
    "#NAME!",
    "#REF",
    "#SPILL!",
    "#CALC!",
    "#VALOR!",
    "#¡REF!",
    "#¡VALOR!",
    "#¡DIV/0!",
];

/// True for an error of a spreadsheet, or a column too narrow to show its number.
pub(super) fn is_error(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('#') else {
        return false;
    };
    ERRORS.contains(&text) || (rest.len() >= 3 && rest.bytes().all(|byte| byte == b'#'))
}

/// True for `1.93057E+09`: the last digits of the code are gone.
pub(super) fn lost_digits(text: &str) -> bool {
    let Some((mantissa, power)) = text.split_once("E+") else {
        return false;
    };
    let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    is_number(mantissa)
        && is_number(power)
        && mantissa.contains([',', '.'])
        && mantissa
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
        && power.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells every spoiled cell of the columns that are used.
pub(super) fn tell(table: &Table, mapping: &ColumnMapping, problems: &mut Problems) {
    let is_code = |field: ListField| {
        matches!(
            field,
            ListField::DebtorKey | ListField::Number | ListField::Siren
        )
    };
    for (at, column) in mapping.columns.iter().enumerate() {
        let Some(field) = column.field else {
            continue;
        };
        for row in &table.rows {
            let text = row.text(at);
            let kind = if is_error(text) {
                ProblemKind::CellError
            } else if is_code(field) && lost_digits(text) {
                ProblemKind::LostDigits
            } else {
                continue;
            };
            problems.add(Problem {
                line: Some(row.line),
                field: Some(column.header.clone()),
                kind,
                found: shortened(text),
                kept: Kept::LineWithoutField,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_rounded_codes_are_known() {
        assert!(is_error("#REF!") && is_error("#####") && is_error("#N/A"));
        assert!(!is_error("#12") && !is_error("REF") && !is_error("#"));
        assert!(lost_digits("1.93057E+09") && lost_digits("4,04833E+08"));
        assert!(!lost_digits("1E+09X") && !lost_digits("FE+12") && !lost_digits("12"));
    }
}

//! Writing a FEC: the eighteen columns of the law, in any encoding and separator. Made for the
//! demonstration and the tests; it must read back to the same figures.

use jiff::civil::Date;

use super::lines::LineEnd;
use super::summary::{Layout, Separator};
use crate::encoding::Encoding;

/// One line of a FEC.
#[derive(Clone, Debug, Default)]
pub struct FecRow {
    /// Journal code.
    pub journal: String,
    /// Journal label.
    pub journal_label: String,
    /// Entry number.
    pub number: String,
    /// Accounting day.
    pub posted_on: Option<Date>,
    /// Account number.
    pub account: String,
    /// Account label.
    pub account_label: String,
    /// Auxiliary account, empty when unused.
    pub auxiliary: String,
    /// Auxiliary account label.
    pub auxiliary_label: String,
    /// Reference of the document.
    pub reference: String,
    /// Day of the document.
    pub piece_on: Option<Date>,
    /// Label of the line.
    pub label: String,
    /// Euro cents: above zero a debit, below zero a credit.
    pub amount_minor: i64,
    /// Lettering code, empty when open.
    pub lettering: String,
    /// Day of the lettering.
    pub lettered_on: Option<Date>,
    /// Day of validation.
    pub validated_on: Option<Date>,
}

/// The form a FEC is written in.
#[derive(Clone, Copy, Debug)]
pub struct FecForm {
    /// Encoding; the byte order mark is written where the encoding has one.
    pub encoding: Encoding,
    /// What separates the fields.
    pub separator: Separator,
    /// What ends the lines.
    pub line_end: LineEnd,
    /// How the amounts are laid out.
    pub layout: Layout,
}

impl Default for FecForm {
    fn default() -> Self {
        FecForm {
            encoding: Encoding::Utf8,
            separator: Separator::Tab,
            line_end: LineEnd::Lf,
            layout: Layout::DebitCredit,
        }
    }
}

const BEFORE: &str = "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib \
                      PieceRef PieceDate EcritureLib";
const AFTER: &str = "EcritureLet DateLet ValidDate Montantdevise Idevise";

/// The bytes of a FEC with these rows.
pub fn write<'a>(rows: impl IntoIterator<Item = &'a FecRow>, form: FecForm) -> Vec<u8> {
    let mut bytes = form.encoding.mark().to_vec();
    let amounts = if form.layout == Layout::DebitCredit {
        "Debit Credit"
    } else {
        "Montant Sens"
    };
    let names: Vec<&str> = [BEFORE, amounts, AFTER]
        .iter()
        .flat_map(|part| part.split(' '))
        .collect();
    push_line(
        &mut bytes,
        names.into_iter().filter(|name| !name.is_empty()),
        form,
    );
    for row in rows {
        let fields = fields(row, form.layout);
        push_line(&mut bytes, fields.iter().map(String::as_str), form);
    }
    bytes
}

fn push_line<'a>(bytes: &mut Vec<u8>, fields: impl Iterator<Item = &'a str>, form: FecForm) {
    let separator = char::from(form.separator.byte());
    let mut line = String::with_capacity(200);
    for (place, field) in fields.enumerate() {
        if place > 0 {
            line.push(separator);
        }
        match breaks_a_line(field, form.separator) {
            true => line.push_str(&field.replace([separator, '\r', '\n', '"'], " ")),
            false => line.push_str(field),
        }
    }
    line.push_str(std::str::from_utf8(form.line_end.bytes()).unwrap_or("\n"));
    bytes.extend_from_slice(&form.encoding.encode(&line));
}

/// True for a field with what separates fields or lines, or quotes them.
fn breaks_a_line(field: &str, separator: Separator) -> bool {
    let bytes = field.as_bytes();
    memchr::memchr3(separator.byte(), b'\r', b'\n', bytes).is_some()
        || memchr::memchr(b'"', bytes).is_some()
}

fn fields(row: &FecRow, layout: Layout) -> [String; 18] {
    let day =
        |date: Option<Date>| date.map_or(String::new(), |date| date.strftime("%Y%m%d").to_string());
    // Neither is below zero.
    let amount = |minor: i64| format!("{},{:02}", minor / 100, minor % 100);
    let (first, second) = match layout {
        Layout::DebitCredit => (
            amount(row.amount_minor.max(0)),
            amount((-row.amount_minor).max(0)),
        ),
        Layout::AmountAndSide => {
            let side = if row.amount_minor < 0 { "C" } else { "D" };
            (amount(row.amount_minor.abs()), side.to_string())
        }
    };
    [
        row.journal.clone(),
        row.journal_label.clone(),
        row.number.clone(),
        day(row.posted_on),
        row.account.clone(),
        row.account_label.clone(),
        row.auxiliary.clone(),
        row.auxiliary_label.clone(),
        row.reference.clone(),
        day(row.piece_on),
        row.label.clone(),
        first,
        second,
        row.lettering.clone(),
        day(row.lettered_on),
        day(row.validated_on),
        String::new(),
        String::new(),
    ]
}

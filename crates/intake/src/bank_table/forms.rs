//! The forms of a table, decided once for the file on the values that leave no doubt: which number of a day is the
//! month, which mark comes before the decimals, which currency the amounts are in.

use receivables::currency::Currency;

use super::field::BankField;
use super::header::Sheet;
use super::mapping::BankTableMapping;
use super::side::{currency, currency_in, without_side};
use crate::list::amount::{DecimalMark, mark_of};
use crate::list::day::{DateOrder, order_of, order_of_sequence};
use crate::reading::{Kept, ProblemKind, Problems};

/// The forms of one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Forms {
    pub order: DateOrder,
    pub mark: Option<DecimalMark>,
    /// The currency of amounts that name none.
    pub currency: Currency,
}

/// The forms given, else those the values prove; what nothing proves is told.
pub(super) fn forms(sheet: &Sheet, mapping: &BankTableMapping, problems: &mut Problems) -> Forms {
    Forms {
        order: order(sheet, mapping, problems),
        mark: mapping.decimal_mark.or_else(|| mark(sheet, mapping)),
        currency: default_currency(sheet, mapping, problems),
    }
}

fn order(sheet: &Sheet, mapping: &BankTableMapping, problems: &mut Problems) -> DateOrder {
    if let Some(order) = mapping.date_order {
        return order;
    }
    let columns = [BankField::BookedOn, BankField::ValueOn].map(|field| mapping.position(field));
    let values = || {
        columns
            .into_iter()
            .flatten()
            .flat_map(|at| sheet.values(at))
    };
    let (proven, is_undecided) = order_of(values());
    let in_sequence = || {
        let mut columns = columns.into_iter().flatten();
        columns.find_map(|at| order_of_sequence(sheet.values(at)))
    };
    let order = proven.or_else(in_sequence);
    if order.is_none() && is_undecided {
        let kept = Kept::Value("31/12".to_string());
        problems.add_for_file(ProblemKind::AmbiguousDates, "", kept);
    }
    order.unwrap_or_default()
}

fn mark(sheet: &Sheet, mapping: &BankTableMapping) -> Option<DecimalMark> {
    let fields = [
        BankField::Amount,
        BankField::Debit,
        BankField::Credit,
        BankField::Balance,
    ];
    let columns = fields
        .into_iter()
        .filter_map(|field| mapping.position(field));
    let values = columns.flat_map(|at| sheet.values(at));
    mark_of(values.map(|text| without_side(text).0))
}

/// The currency given, else that of a column name, of the lines above the table, of the lines themselves.
fn default_currency(
    sheet: &Sheet,
    mapping: &BankTableMapping,
    problems: &mut Problems,
) -> Currency {
    if let Some(currency) = mapping.default_currency {
        return currency;
    }
    let fields = [
        BankField::Amount,
        BankField::Debit,
        BankField::Credit,
        BankField::Balance,
    ];
    let headers = fields
        .into_iter()
        .filter_map(|field| sheet.header.get(mapping.position(field)?));
    let in_header = headers.into_iter().find_map(|header| currency_in(header));
    if let Some(currency) = in_header.or_else(|| of_lines(sheet, mapping)) {
        return currency;
    }
    let cells = sheet.preamble.iter().flat_map(|row| &row.cells);
    if let Some(currency) = cells.into_iter().find_map(|cell| currency_in(cell)) {
        return currency;
    }
    if mapping.position(BankField::Currency).is_none() {
        let kept = Kept::Value(Currency::EUR.to_string());
        problems.add_for_file(ProblemKind::Assumed, "devise", kept);
    }
    Currency::EUR
}

/// The currency of the first line that names one, lines in a currency of origin left out.
fn of_lines(sheet: &Sheet, mapping: &BankTableMapping) -> Option<Currency> {
    let at = mapping.position(BankField::Currency)?;
    let original = mapping.position(BankField::OriginalAmount);
    let is_plain = |cells: &[String]| {
        let written = original
            .and_then(|at| cells.get(at))
            .map_or("", String::as_str);
        !has_amount(written)
    };
    let lines = sheet.rows.iter().filter(|row| is_plain(&row.cells));
    lines
        .into_iter()
        .find_map(|row| currency(row.cells.get(at)?))
}

/// True for an amount other than nothing.
pub(super) fn has_amount(text: &str) -> bool {
    text.contains(|c: char| matches!(c, '1'..='9'))
}

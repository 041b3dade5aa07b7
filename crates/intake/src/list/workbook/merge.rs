//! Cells merged over several rows hold their value in the first one only: it is repeated down, so that
//! each row stands alone. Overlapping or endless areas must never cost more than the rows there are.

use super::Book;
use crate::list::row::Row;

/// No honest sheet repeats more cells than this.
const MOST_CELLS: usize = 1 << 20;

/// Repeats the value of each area of one column over the rows it covers. Areas over several columns are
/// titles and totals, and are left alone.
pub(super) fn repeat_down(book: &mut Book<'_>, name: &str, rows: &mut [Row]) {
    let Ok(areas) = book.merge_cells_by_sheet_name(name) else {
        return;
    };
    let mut left = MOST_CELLS;
    for area in areas {
        let (first, last) = (u64::from(area.start.0) + 1, u64::from(area.end.0) + 1);
        let column = area.start.1 as usize;
        if first >= last || area.start.1 != area.end.1 {
            continue;
        }
        let Ok(from) = rows.binary_search_by_key(&first, |row| row.line) else {
            continue;
        };
        let value = rows[from].text(column).to_string();
        let is_number = rows[from].numbers.has(column);
        for row in rows[from + 1..]
            .iter_mut()
            .take_while(|row| row.line <= last)
        {
            let Some(less) = left.checked_sub(1) else {
                return;
            };
            left = less;
            if row.fields.len() <= column || row.is_blank() || !row.text(column).is_empty() {
                continue;
            }
            row.fields[column].clone_from(&value);
            if is_number {
                row.numbers.add(column);
            }
        }
    }
}

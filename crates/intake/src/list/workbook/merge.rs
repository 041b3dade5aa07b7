//! Cells merged over several rows hold their value in the first one only: it is repeated down, so that
//! each row stands alone. Overlapping or endless areas must never cost more than the rows there are.

use crate::list::row::Row;

/// No honest sheet repeats more cells than this.
const MOST_CELLS: usize = 1 << 20;

/// Cells of one column that hold one value.
pub(super) struct Area {
    /// The first and the last row, from 1.
    pub first: u64,
    pub last: u64,
    /// The column, from 0.
    pub column: usize,
}

impl Area {
    /// The area between two cells, row and column from 0; nothing when it spans several columns: those are titles and
    /// totals, and are left alone.
    pub fn of_one_column(start: (u32, u32), end: (u32, u32)) -> Option<Area> {
        (start.1 == end.1).then(|| Area {
            first: u64::from(start.0) + 1,
            last: u64::from(end.0) + 1,
            column: start.1 as usize,
        })
    }

    /// The same from first row, last row, first column and last column, as old workbooks write them.
    pub fn of_corners(corner: impl Fn(usize) -> Option<u16>) -> Option<Area> {
        let at = |place: usize| corner(place).map(u32::from);
        Area::of_one_column((at(0)?, at(2)?), (at(1)?, at(3)?))
    }
}

/// Repeats the value of each area over the rows it covers.
pub(super) fn repeat_down(areas: &[Area], rows: &mut [Row]) {
    let mut left = MOST_CELLS;
    for area in areas {
        let Area {
            first,
            last,
            column,
        } = *area;
        if first >= last {
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
            if row.is_blank() || !row.text(column).is_empty() {
                continue;
            }
            // What a row leaves out at its end may be covered.
            let missing = (column + 1).saturating_sub(row.fields.len());
            let Some(less) = left.checked_sub(missing.max(1)) else {
                return;
            };
            left = less;
            if missing > 0 {
                row.fields.resize(column + 1, String::new());
            }
            row.fields[column].clone_from(&value);
            if is_number {
                row.numbers.add(column);
            }
        }
    }
}

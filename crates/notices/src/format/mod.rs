//! Amounts, days and lists as people read them, in French and English, with the spaces of French
//! typography. Must never be read back by a machine: stored forms are made elsewhere.

mod day;
mod list;
mod money;
mod spaces;

pub use day::{day, day_count, day_in_figures, day_with_weekday, month};
pub use list::{capitalised, list, shortened_list};
pub use money::{amount_alone, balances, decimal, money, number, percent, price};
pub use spaces::french_spaces;

/// The space that neither breaks nor stretches, before `:`, `»` and units.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// The narrow one, before `;`, `!` and `?` and between groups of digits.
pub const NARROW_NO_BREAK_SPACE: char = '\u{202f}';

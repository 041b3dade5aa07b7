//! Charts as SVG without a script: shares of an aged balance, horizontal bars, columns and lines. The same
//! figures give the same bytes; each chart says in words what it shows. Must never count in floats.

mod bars;
mod columns;
mod line;
mod shares;

pub use bars::{Bar, Bars};
pub use columns::Columns;
pub use line::Line;
pub use shares::{ShareRow, Shares};

use crate::markup::escaped;

/// The colours of charts, light and dark, for the style sheet of the page that shows them. A page may set
/// `--chart-ink`, `--chart-soft`, `--chart-grid`, `--chart-main` and `--chart-1` to `--chart-6` itself.
pub const STYLE: &str = "
.chart { width: 100%; max-width: 600px; height: auto; display: block; font-family: inherit; }
.chart .ink { fill: var(--chart-ink, #1c2430); }
.chart .soft { fill: var(--chart-soft, #5b6472); }
.chart .grid { stroke: var(--chart-grid, #dfe3e8); }
.chart .main { fill: var(--chart-main, #2f6f9f); }
.chart .stroke { stroke: var(--chart-main, #2f6f9f); }
.chart .c1 { fill: var(--chart-1, #6f9fb8); }
.chart .c2 { fill: var(--chart-2, #f0cb5b); }
.chart .c3 { fill: var(--chart-3, #eda145); }
.chart .c4 { fill: var(--chart-4, #dd6b3c); }
.chart .c5 { fill: var(--chart-5, #bf3f3a); }
.chart .c6 { fill: var(--chart-6, #86213f); }
@media (prefers-color-scheme: dark) {
  .chart .ink { fill: var(--chart-ink, #e8eaed); }
  .chart .soft { fill: var(--chart-soft, #aab2bf); }
  .chart .grid { stroke: var(--chart-grid, #3a404a); }
  .chart .main { fill: var(--chart-main, #7fb7de); }
  .chart .stroke { stroke: var(--chart-main, #7fb7de); }
  .chart .c5 { fill: var(--chart-5, #d9605a); }
  .chart .c6 { fill: var(--chart-6, #b8486d); }
}
";

/// What every chart carries: an identity on its page and its meaning in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// Unique on the page: lower-case letters, digits and hyphens.
    pub id: String,
    /// What it is.
    pub title: String,
    /// What it shows, for readers who do not see it.
    pub description: String,
}

/// A figure with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// What it stands for.
    pub label: String,
    /// The figure the length is drawn from: minor units of one currency, days, a count.
    pub value: i64,
    /// The figure as people read it.
    pub shown: String,
}

/// The width every chart is drawn in, narrow enough for its words to be read on a phone.
const WIDTH: i64 = 480;

fn open(caption: &Caption, height: i64) -> String {
    let id: String = caption
        .id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!(
        "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-words\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-words\">{}</desc>\n",
        escaped(&caption.title),
        escaped(&caption.description)
    )
}

/// A text at a place; `more` holds further attributes.
fn text(x: i64, y: i64, more: &str, words: &str) -> String {
    format!(
        "<text x=\"{x}\" y=\"{y}\" {more}>{}</text>\n",
        escaped(words)
    )
}

/// `value` of `whole` as a length of `length`, rounded down; nothing of nothing is nothing.
fn scaled(value: i64, whole: i64, length: i64) -> i64 {
    if whole <= 0 || value <= 0 {
        return 0;
    }
    let scaled = i128::from(value) * i128::from(length) / i128::from(whole);
    i64::try_from(scaled).unwrap_or(length).min(length)
}

/// The text cut to a number of letters, with an ellipsis.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

/// The smallest round figure (1, 2, 2.5 or 5 times a power of ten) that is not below a value.
fn round_up(value: i64) -> i64 {
    let mut power: i64 = 1;
    loop {
        for tenths in [10, 20, 25, 50] {
            let round = power.saturating_mul(tenths) / 10;
            if round >= value {
                return round.max(1);
            }
        }
        let Some(next) = power.checked_mul(10) else {
            return value;
        };
        power = next;
    }
}

#[cfg(test)]
mod tests;

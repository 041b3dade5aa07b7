//! Shares of a whole, one bar for each row: the aged balance by bucket, one row for each currency. Rows are
//! never compared with one another, so amounts of two currencies stay apart.

use super::{Caption, Figure, WIDTH, escaped, open, scaled, text};

/// Rows of shares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// What it is.
    pub caption: Caption,
    /// One bar each; at most six parts are told apart by colour.
    pub rows: Vec<ShareRow>,
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShareRow {
    /// What the row is, such as a currency.
    pub label: String,
    /// The whole, as people read it.
    pub total: String,
    /// The parts, in order; parts below zero are listed and not drawn.
    pub parts: Vec<Figure>,
}

const BAR: i64 = 26;
const COLUMNS: i64 = 2;
const KEY: i64 = 20;

impl Shares {
    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let keys =
            |row: &ShareRow| (i64::try_from(row.parts.len()).unwrap_or(0) + COLUMNS - 1) / COLUMNS;
        let height: i64 = self
            .rows
            .iter()
            .map(|row| 24 + BAR + 10 + keys(row) * KEY + 16)
            .sum();
        let mut svg = open(&self.caption, height.max(1));
        let mut y = 0;
        for row in &self.rows {
            svg.push_str(&text(
                0,
                y + 15,
                "class=\"ink\" font-size=\"14\" font-weight=\"600\"",
                &row.label,
            ));
            svg.push_str(&text(
                WIDTH,
                y + 15,
                "class=\"ink\" font-size=\"14\" font-weight=\"600\" text-anchor=\"end\"",
                &row.total,
            ));
            y += 24;
            bar(row, y, &mut svg);
            y += BAR + 10;
            for (place, part) in (0..).zip(&row.parts) {
                let (x, line) = (place % COLUMNS * (WIDTH / COLUMNS), place / COLUMNS);
                let top = y + line * KEY;
                svg.push_str(&format!(
                    "<rect x=\"{x}\" y=\"{top}\" width=\"11\" height=\"11\" rx=\"2\" class=\"c{}\"/>\n",
                    colour(place)
                ));
                let words = format!("{}  {}", part.label, part.shown);
                svg.push_str(&text(
                    x + 17,
                    top + 10,
                    "class=\"soft\" font-size=\"12\"",
                    &words,
                ));
            }
            y += keys(row) * KEY + 16;
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn bar(row: &ShareRow, y: i64, svg: &mut String) {
    let whole = row
        .parts
        .iter()
        .map(|part| part.value.max(0))
        .fold(0_i64, i64::saturating_add);
    let mut before: i64 = 0;
    for (place, part) in (0..).zip(&row.parts) {
        let from = scaled(before, whole, WIDTH);
        before = before.saturating_add(part.value.max(0));
        let to = scaled(before, whole, WIDTH);
        if to > from {
            svg.push_str(&format!(
                "<rect x=\"{from}\" y=\"{y}\" width=\"{}\" height=\"{BAR}\" class=\"c{}\"><title>{}</title></rect>\n",
                to - from,
                colour(place),
                escaped(&format!("{} {}", part.label, part.shown))
            ));
        }
    }
}

fn colour(place: i64) -> i64 {
    place.min(5) + 1
}

//! Columns over time: invoiced by month, paid by month. Must never draw a figure below zero as one above.

use super::{Caption, Figure, WIDTH, escaped, open, round_up, scaled, text};

/// Columns, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What it is.
    pub caption: Caption,
    /// The columns; figures below zero stand at the ground line with their words.
    pub columns: Vec<Figure>,
    /// The word beside the top line for its round figure, made by [`Columns::top`].
    pub top_shown: String,
}

const TOP: i64 = 24;
const GROUND: i64 = 190;
const HEIGHT: i64 = 214;

impl Columns {
    /// The round figure of the top line, for the caller to put in words.
    pub fn top(columns: &[Figure]) -> i64 {
        round_up(columns.iter().map(|column| column.value).max().unwrap_or(0))
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let mut svg = open(&self.caption, HEIGHT);
        let top = Columns::top(&self.columns);
        frame(&self.top_shown, &mut svg);
        let count = i64::try_from(self.columns.len()).unwrap_or(1).max(1);
        // At most a dozen labels: more would run into one another.
        let every = (count + 11) / 12;
        for (place, column) in (0..).zip(&self.columns) {
            let (from, to) = (place * WIDTH / count, (place + 1) * WIDTH / count);
            let tall = scaled(column.value, top, GROUND - TOP);
            let gap = ((to - from) / 5).max(1);
            if tall > 0 {
                svg.push_str(&format!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{tall}\" class=\"main\"><title>{}</title></rect>\n",
                    from + gap / 2,
                    GROUND - tall,
                    (to - from - gap).max(1),
                    escaped(&format!("{} {}", column.label, column.shown))
                ));
            }
            if place % every == 0 {
                let middle = (from + to) / 2;
                svg.push_str(&text(
                    middle,
                    HEIGHT - 6,
                    "class=\"soft\" font-size=\"11\" text-anchor=\"middle\"",
                    &column.label,
                ));
            }
        }
        svg.push_str("</svg>\n");
        svg
    }
}

/// The top line with its word, and the ground line.
pub(super) fn frame(top_shown: &str, svg: &mut String) {
    for y in [TOP, GROUND] {
        svg.push_str(&format!("<line x1=\"0\" x2=\"{WIDTH}\" y1=\"{y}\" y2=\"{y}\" class=\"grid\" stroke-width=\"1\"/>\n"));
    }
    svg.push_str(&text(
        0,
        TOP - 7,
        "class=\"soft\" font-size=\"11\"",
        top_shown,
    ));
}

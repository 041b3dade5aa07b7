//! Horizontal bars: who owes most, who pays latest. Must never compare two currencies: one chart, one unit.

use super::{Caption, Figure, WIDTH, escaped, open, scaled, shortened, text};

/// Horizontal bars, in the order they are given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// What it is.
    pub caption: Caption,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// One bar, with a part of it set off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// The whole.
    pub whole: Figure,
    /// The part drawn in the colour of delay, from the left; zero for none.
    pub part: i64,
}

const ROW: i64 = 30;
const LABEL: i64 = 150;
const SHOWN: i64 = 105;

impl Bars {
    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let rows = i64::try_from(self.bars.len()).unwrap_or(0);
        let mut svg = open(&self.caption, (rows * ROW).max(1));
        let most = self
            .bars
            .iter()
            .map(|bar| bar.whole.value)
            .max()
            .unwrap_or(0);
        let room = WIDTH - LABEL - SHOWN - 20;
        for (place, bar) in (0..).zip(&self.bars) {
            let y = place * ROW;
            let label = shortened(&bar.whole.label, 21);
            svg.push_str(&text(
                LABEL,
                y + 19,
                "class=\"ink\" font-size=\"13\" text-anchor=\"end\"",
                &label,
            ));
            let long = scaled(bar.whole.value, most, room);
            let part = scaled(bar.part.min(bar.whole.value), most, room);
            let title = escaped(&format!("{} {}", bar.whole.label, bar.whole.shown));
            for (length, class) in [(long, "main"), (part, "c4")] {
                if length > 0 {
                    svg.push_str(&format!(
                        "<rect x=\"{}\" y=\"{}\" width=\"{length}\" height=\"18\" rx=\"2\" class=\"{class}\"><title>{title}</title></rect>\n",
                        LABEL + 10,
                        y + 5
                    ));
                }
            }
            let after = LABEL + 10 + long + 8;
            svg.push_str(&text(
                after,
                y + 19,
                "class=\"soft\" font-size=\"13\"",
                &bar.whole.shown,
            ));
        }
        svg.push_str("</svg>\n");
        svg
    }
}

//! A line over time: days of sales outstanding, month by month. The scale starts at zero, so that a small
//! change never looks large.

use super::columns::frame;
use super::{Caption, Columns, Figure, WIDTH, escaped, open, scaled, text};

/// A line, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub caption: Caption,
    /// The points; nothing breaks the line where a figure is not known.
    pub points: Vec<(String, Option<Figure>)>,
    /// The word beside the top line, for the figure of [`Line::top`].
    pub top_shown: String,
}

const TOP: i64 = 24;
const GROUND: i64 = 190;
const HEIGHT: i64 = 214;

impl Line {
    /// The round figure of the top line, for the caller to put in words.
    pub fn top(points: &[(String, Option<Figure>)]) -> i64 {
        let known: Vec<Figure> = points
            .iter()
            .filter_map(|(_, figure)| figure.clone())
            .collect();
        Columns::top(&known)
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let mut svg = open(&self.caption, HEIGHT);
        frame(&self.top_shown, &mut svg);
        let top = Line::top(&self.points);
        let count = i64::try_from(self.points.len()).unwrap_or(1).max(1);
        let every = (count + 11) / 12;
        let (mut path, mut marks, mut drawing) = (String::new(), String::new(), false);
        for (place, (label, figure)) in (0..).zip(&self.points) {
            let x = (2 * place + 1) * WIDTH / (2 * count);
            if place % every == 0 {
                svg.push_str(&text(
                    x,
                    HEIGHT - 6,
                    "class=\"soft\" font-size=\"11\" text-anchor=\"middle\"",
                    label,
                ));
            }
            let Some(figure) = figure else {
                drawing = false;
                continue;
            };
            let y = GROUND - scaled(figure.value, top, GROUND - TOP);
            path.push_str(&format!("{}{x} {y} ", if drawing { 'L' } else { 'M' }));
            drawing = true;
            let title = escaped(&format!("{label} {}", figure.shown));
            marks.push_str(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" class=\"main\"><title>{title}</title></circle>\n"));
        }
        if !path.is_empty() {
            svg.push_str(&format!(
                "<path d=\"{}\" class=\"stroke\" fill=\"none\" stroke-width=\"2\"/>\n{marks}",
                path.trim_end()
            ));
        }
        svg.push_str("</svg>\n");
        svg
    }
}

//! Sections, tables and lists of the diagnosis page. Must never write a word that is not escaped.

use crate::markup::escaped;

/// A cell of a table: words, or figures to the right.
pub(super) enum Cell {
    Words(String),
    Figures(String),
}

pub(super) fn section(class: &str, title: &str, inside: &str) -> String {
    format!(
        "<section class=\"{class}\">\n<h2>{}</h2>\n{inside}</section>\n",
        escaped(title)
    )
}

pub(super) fn table(head: &[Cell], rows: &[Vec<Cell>], last_is_total: bool) -> String {
    let cells = |tag: &str, cells: &[Cell]| -> String {
        let scope = if tag == "th" { " scope=\"col\"" } else { "" };
        let write = |cell: &Cell| match cell {
            Cell::Words(text) => format!("<{tag}{scope}>{}</{tag}>", escaped(text)),
            Cell::Figures(text) => {
                format!("<{tag}{scope} class=\"figure\">{}</{tag}>", escaped(text))
            }
        };
        cells.iter().map(write).collect()
    };
    let mut out = String::from("<div class=\"wide\"><table>\n");
    if !head.is_empty() {
        out.push_str(&format!("<thead><tr>{}</tr></thead>\n", cells("th", head)));
    }
    out.push_str("<tbody>\n");
    for (place, row) in rows.iter().enumerate() {
        let class = if last_is_total && place + 1 == rows.len() {
            " class=\"total\""
        } else {
            ""
        };
        out.push_str(&format!("<tr{class}>{}</tr>\n", cells("td", row)));
    }
    out.push_str("</tbody></table></div>\n");
    out
}

pub(super) fn list(lines: &[String]) -> String {
    let items: String = lines
        .iter()
        .map(|line| format!("<li>{}</li>\n", escaped(line)))
        .collect();
    format!("<ul>\n{items}</ul>\n")
}

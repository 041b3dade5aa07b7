//! The sheet a report is laid out on: headings, wrapped paragraphs and tables whose columns stand under each
//! other within 80 columns. It must never let a number be cut: only the first column of a table gives way.

use std::io::IsTerminal;

use crate::{config, output};

/// Columns of the terminal a report keeps to.
const WIDTH: usize = 80;
/// Least width of the column that gives way.
const NARROWEST: usize = 12;
/// Blocks of a bar.
const BAR: u64 = 22;

/// Lines to be printed.
pub struct Sheet {
    lines: Vec<String>,
    is_coloured: bool,
}

/// On which side a column stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// How a text stands out.
#[derive(Clone, Copy)]
enum Ink {
    Strong = 1,
    Faint = 2,
    Warning = 33,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(is_coloured: bool) -> Self {
        Sheet {
            lines: Vec::new(),
            is_coloured,
        }
    }

    /// An empty sheet for the output: in colour where a person looks at a terminal that shows it
    /// (<https://no-color.org>).
    pub fn for_output() -> Self {
        let is_coloured = std::io::stdout().is_terminal()
            && config::from_environment("NO_COLOR").is_none()
            && config::from_environment("TERM").is_none_or(|terminal| terminal != "dumb");
        Sheet::new(is_coloured)
    }

    /// The first line.
    pub fn title(&mut self, text: &str) {
        let text = self.ink(Ink::Strong, text);
        self.lines.push(text);
    }

    /// The title of a section, after an empty line.
    pub fn heading(&mut self, text: &str) {
        self.lines.push(String::new());
        let text = self.ink(Ink::Strong, text);
        self.lines.push(text);
    }

    /// A sentence or more, wrapped.
    pub fn paragraph(&mut self, text: &str) {
        self.lines.extend(
            wrapped(text, WIDTH - 2)
                .into_iter()
                .map(|line| format!("  {line}")),
        );
    }

    /// A remark under a table, fainter.
    pub fn note(&mut self, text: &str) {
        for line in wrapped(text, WIDTH - 2) {
            let line = self.ink(Ink::Faint, &line);
            self.lines.push(format!("  {line}"));
        }
    }

    /// One sentence of a list.
    pub fn bullet(&mut self, mark: &str, text: &str) {
        let mark = if mark == "!" {
            self.ink(Ink::Warning, mark)
        } else {
            mark.to_string()
        };
        for (rank, line) in wrapped(text, WIDTH - 4).into_iter().enumerate() {
            let mark = if rank == 0 { mark.as_str() } else { " " };
            self.lines.push(format!("  {mark} {line}"));
        }
    }

    /// A table; the first row holds the titles of the columns when `has_titles`.
    pub fn table(&mut self, sides: &[Side], rows: &[Vec<String>], has_titles: bool) {
        let mut widths: Vec<usize> = sides.iter().map(|_| 0).collect();
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let others: usize = widths.iter().skip(1).map(|width| width + 2).sum();
        if let Some(first) = widths.first_mut() {
            *first = (*first)
                .min(WIDTH.saturating_sub(2 + others))
                .max(NARROWEST);
        }
        for (rank, row) in rows.iter().enumerate() {
            let cells = row
                .iter()
                .zip(sides.iter().zip(&widths))
                .map(|(cell, (side, width))| padded(cell, *side, *width));
            let line = cells.collect::<Vec<_>>().join("  ");
            let line = line.trim_end();
            let line = if rank == 0 && has_titles {
                self.ink(Ink::Faint, line)
            } else {
                line.to_string()
            };
            self.lines.push(format!("  {line}"));
        }
    }

    /// The whole sheet as it is printed.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Prints the sheet.
    pub fn print(&self) {
        output::line(self.text());
        output::line("");
    }

    fn ink(&self, ink: Ink, text: &str) -> String {
        if !self.is_coloured || text.is_empty() {
            return text.to_string();
        }
        format!("\u{1b}[{}m{text}\u{1b}[0m", ink as u8)
    }
}

/// A bar for a part of the largest amount; something above zero always shows.
pub fn bar(part: i64, largest: i64) -> String {
    let (Ok(part), Ok(largest @ 1..)) = (u64::try_from(part), u64::try_from(largest)) else {
        return String::new();
    };
    if part == 0 {
        return String::new();
    }
    let blocks = u128::from(part) * u128::from(BAR) / u128::from(largest);
    "█".repeat(usize::try_from(blocks).unwrap_or(0).max(1))
}

fn padded(cell: &str, side: Side, width: usize) -> String {
    let length = cell.chars().count();
    if length > width {
        let kept: String = cell.chars().take(width.saturating_sub(1)).collect();
        return format!("{}…{}", kept, " ".repeat(width - kept.chars().count() - 1));
    }
    let blanks = " ".repeat(width - length);
    match side {
        Side::Left => format!("{cell}{blanks}"),
        Side::Right => format!("{blanks}{cell}"),
    }
}

/// Breaks at ordinary spaces only: the others hold an amount and its unit together.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let would_be = line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && would_be > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_gives_way_and_the_number_stays_whole() {
        let mut sheet = Sheet::new(false);
        let row = vec!["x".repeat(100), "1\u{202f}234,56\u{a0}€".to_string()];
        sheet.table(&[Side::Left, Side::Right], &[row], false);
        assert_eq!(sheet.text().chars().count(), WIDTH);
        assert!(
            sheet.text().ends_with("…  1\u{202f}234,56\u{a0}€"),
            "{}",
            sheet.text()
        );
    }

    #[test]
    fn a_sentence_breaks_between_words_and_never_before_a_unit() {
        let lines = wrapped("dix mille 10\u{a0}€ et plus", 14);
        assert_eq!(lines, ["dix mille 10\u{a0}€", "et plus"]);
    }

    #[test]
    fn the_smallest_amount_shows_and_none_does_not() {
        assert_eq!(bar(1, 1_000_000), "█");
        assert_eq!(bar(1_000, 1_000).chars().count() as u64, BAR);
        assert_eq!(
            (bar(0, 10), bar(-1, 10), bar(1, 0)),
            (String::new(), String::new(), String::new())
        );
    }

    #[test]
    fn without_colour_there_is_no_escape() {
        let mut sheet = Sheet::new(false);
        sheet.title("a");
        sheet.bullet("!", "b");
        assert!(!sheet.text().contains('\u{1b}'));
    }
}

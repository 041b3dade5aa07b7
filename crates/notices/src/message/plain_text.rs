//! The text part of a message: lines of at most 76 letters and columns that align in a terminal. Must
//! never carry markup.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::table::{Line, Table};
use super::words::Words;
use crate::template::Block;

const WIDTH: usize = 76;

/// Markdown as plain text, ending with an empty line.
pub(super) fn of_markdown(markdown: &str, out: &mut String) {
    let mut writer = Writer {
        out,
        line: String::new(),
        prefix: String::new(),
        lists: Vec::new(),
        link: None,
    };
    for event in Parser::new(markdown) {
        writer.event(event);
    }
    writer.flush();
}

struct Writer<'a> {
    out: &'a mut String,
    line: String,
    /// What stands before the next line: a bullet, or spaces under it.
    prefix: String,
    /// Numbers of ordered lists, nothing for bullets.
    lists: Vec<Option<u64>>,
    link: Option<(usize, String)>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.line.push_str(&text);
            }
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak => self.line.push('\n'),
            Event::Rule => self.out.push_str("--\n\n"),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                self.prefix = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_string(),
                };
            }
            Tag::Link { dest_url, .. } => self.link = Some((self.line.len(), dest_url.to_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                let Some((from, address)) = self.link.take() else {
                    return;
                };
                let plain = address
                    .trim_start_matches("mailto:")
                    .trim_start_matches("tel:");
                if self.line.get(from..) != Some(plain) {
                    self.line.push_str(&format!(" ({plain})"));
                }
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.prefix.clear();
                if self.lists.is_empty() {
                    self.out.push('\n');
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock | TagEnd::CodeBlock => {
                self.flush();
                if self.lists.is_empty() {
                    self.out.push('\n');
                }
            }
            TagEnd::Item => self.flush(),
            _ => {}
        }
    }

    fn flush(&mut self) {
        if self.line.trim().is_empty() {
            self.line.clear();
            return;
        }
        let line = std::mem::take(&mut self.line);
        for part in line.trim().split('\n') {
            wrap(part, &self.prefix, self.out);
            self.prefix = " ".repeat(self.prefix.chars().count());
        }
    }
}

/// Breaks at ordinary spaces only, so that amounts and dates stay whole.
fn wrap(text: &str, prefix: &str, out: &mut String) {
    let indent = prefix.chars().count();
    out.push_str(prefix);
    let mut at = indent;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if at > indent && at + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            at = indent;
        } else if at > indent {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += length;
    }
    out.push('\n');
}

/// A block of the table as text, ending with an empty line; nothing when there is nothing to show.
pub(super) fn of_block(block: Block, table: &Table, words: &Words, out: &mut String) {
    match block {
        Block::Statement => statement(table, words, out),
        Block::OtherItems => others(table, words, out),
        Block::PaymentDetails => payment(table, words, out),
    }
}

fn statement(table: &Table, words: &Words, out: &mut String) {
    let head = [
        &words.reference,
        &words.issued,
        &words.due,
        &words.late,
        &words.amount,
        &words.open,
    ];
    let mut rows: Vec<[&str; 6]> = vec![head.map(String::as_str)];
    rows.extend(table.lines.iter().map(cells));
    let widths: Vec<usize> = (0..6)
        .map(|column| widest(rows.iter().map(|row| row[column])))
        .collect();
    for (place, row) in rows.iter().enumerate() {
        let mut text = String::new();
        for (column, cell) in row.iter().enumerate() {
            // Figures stand to the right.
            let padding = " ".repeat(widths[column] - cell.chars().count());
            let (before, after) = if column > 2 {
                (padding, String::new())
            } else {
                (String::new(), padding)
            };
            text.push_str(&format!("{before}{cell}{after}  "));
        }
        out.push_str(text.trim_end());
        out.push('\n');
        let note = place
            .checked_sub(1)
            .and_then(|at| table.lines.get(at))
            .map(|line| line.note.as_str());
        if let Some(note) = note.filter(|note| !note.is_empty()) {
            out.push_str(&format!("  {note}\n"));
        }
        if place == 0 {
            out.push_str(&"-".repeat(widths.iter().sum::<usize>() + 10));
            out.push('\n');
        }
    }
    if let Some(more) = &table.more_lines {
        out.push_str(&format!("{more}\n"));
    }
    out.push('\n');
    sums(table, widths.iter().sum::<usize>() + 10, out);
}

/// The sums, their figures under those of the lines.
fn sums(table: &Table, lines_width: usize, out: &mut String) {
    let label_width = widest(table.sums.iter().map(|sum| sum.label.as_str()));
    let amount_width = widest(table.sums.iter().map(|sum| sum.amount.as_str()));
    let width = lines_width.max(label_width + 2 + amount_width);
    for sum in &table.sums {
        let used = sum.label.chars().count() + sum.amount.chars().count();
        let padding = " ".repeat(width - used);
        out.push_str(&format!("{}{padding}{}\n", sum.label, sum.amount));
    }
    out.push('\n');
}

fn others(table: &Table, words: &Words, out: &mut String) {
    if table.others.is_empty() {
        return;
    }
    out.push_str(&format!("{}\n", words.others_title));
    let reference_width = widest(table.others.iter().map(|line| line.reference.as_str()));
    let amount_width = widest(table.others.iter().map(|line| line.open.as_str()));
    for line in &table.others {
        let after = " ".repeat(reference_width - line.reference.chars().count());
        let before = " ".repeat(amount_width - line.open.chars().count());
        out.push_str(&format!(
            "  {}{after}  {before}{}  {}\n",
            line.reference, line.open, line.what
        ));
    }
    if let Some(more) = &table.more_others {
        out.push_str(&format!("  {more}\n"));
    }
    out.push('\n');
}

fn payment(table: &Table, words: &Words, out: &mut String) {
    if table.payment.is_empty() {
        return;
    }
    out.push_str(&format!("{}\n", words.payment_title));
    let width = widest(table.payment.iter().map(|(label, _)| label.as_str()));
    for (label, value) in &table.payment {
        out.push_str(&format!(
            "  {label}{}  {value}\n",
            " ".repeat(width - label.chars().count())
        ));
    }
    out.push('\n');
}

fn cells(line: &Line) -> [&str; 6] {
    [
        &line.reference,
        &line.issued,
        &line.due,
        &line.late,
        &line.amount,
        &line.open,
    ]
    .map(String::as_str)
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}

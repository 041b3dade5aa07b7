//! A message as a letter: its Markdown and its blocks as pieces. Must never say more or less than the text part
//! does, but for the lines that paper has room for.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::table::{Line, Table};
use super::words::Words;
use crate::letter::{Piece, Run, Slip, Statement, StatementLine, StatementSum};
use crate::template::Block;

/// Markdown as pieces. Raw HTML in it is text; a link is printed with its address.
pub(super) fn of_markdown(markdown: &str, pieces: &mut Vec<Piece>) {
    let mut setter = Setter {
        pieces,
        runs: Vec::new(),
        strong: 0,
        emphasis: 0,
        lists: Vec::new(),
        mark: None,
        link: None,
    };
    for event in Parser::new(markdown) {
        setter.event(event);
    }
    setter.close(Kind::Paragraph);
}

enum Kind {
    Paragraph,
    Heading,
}

struct Setter<'a> {
    pieces: &'a mut Vec<Piece>,
    runs: Vec<Run>,
    strong: u32,
    emphasis: u32,
    /// The next number of each list that is open; nothing for bullets.
    lists: Vec<Option<u64>>,
    /// The mark of the entry that is being read, until its first words are set.
    mark: Option<String>,
    /// The words set when a link began, and its address.
    link: Option<(usize, String)>,
}

impl Setter<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.word(&text);
            }
            Event::SoftBreak => self.word(" "),
            Event::HardBreak => self.word("\n"),
            Event::Rule => self.pieces.push(Piece::Rule),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn word(&mut self, text: &str) {
        let (strong, emphasis) = (self.strong > 0, self.emphasis > 0);
        match self.runs.last_mut() {
            Some(last) if (last.strong, last.emphasis) == (strong, emphasis) => {
                last.text.push_str(text);
            }
            _ => self.runs.push(Run {
                text: text.to_string(),
                strong,
                emphasis,
            }),
        }
    }

    fn said(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::List(first) => {
                self.close(Kind::Paragraph);
                self.lists.push(first);
            }
            Tag::Item => {
                self.mark = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "–".to_string(),
                });
            }
            Tag::Link { dest_url, .. } => {
                self.link = Some((self.said().len(), dest_url.to_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => {
                let Some((from, address)) = self.link.take() else {
                    return;
                };
                let plain = address
                    .trim_start_matches("mailto:")
                    .trim_start_matches("tel:");
                if self.said().get(from..) != Some(plain) {
                    self.word(&format!(" ({plain})"));
                }
            }
            TagEnd::Heading(_) => self.close(Kind::Heading),
            TagEnd::List(_) => {
                self.close(Kind::Paragraph);
                self.lists.pop();
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock | TagEnd::Item => {
                self.close(Kind::Paragraph);
            }
            _ => {}
        }
    }

    /// Sets the words read so far, as an entry inside a list.
    fn close(&mut self, kind: Kind) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        let depth = self.lists.len();
        self.pieces.push(match kind {
            _ if depth > 0 => Piece::Entry {
                mark: self.mark.take().unwrap_or_default(),
                depth,
                runs,
            },
            Kind::Paragraph => Piece::Paragraph { runs },
            Kind::Heading => Piece::Heading { runs },
        });
    }
}

/// A block as a piece; nothing when there is nothing to show. `code` is what a bank's application reads.
pub(super) fn of_block(
    block: Block,
    (table, code): (&Table, Option<&str>),
    words: &Words,
    pieces: &mut Vec<Piece>,
) {
    match block {
        Block::Statement => pieces.push(Piece::Statement(statement(table, words))),
        Block::OtherItems if table.others.is_empty() => {}
        Block::OtherItems => pieces.push(Piece::Others {
            title: words.others_title.clone(),
            lines: table
                .others
                .iter()
                .map(|line| [line.reference.clone(), line.what.clone(), line.open.clone()])
                .collect(),
            more: table.more_others.clone(),
        }),
        Block::PaymentDetails if table.payment.is_empty() => {}
        Block::PaymentDetails => pieces.push(Piece::Slip(slip(table, code, words))),
    }
}

fn statement(table: &Table, words: &Words) -> Statement {
    let heads = [
        &words.reference,
        &words.issued,
        &words.due,
        &words.amount,
        &words.open,
    ];
    Statement {
        heads: heads.map(String::clone),
        lines: table.lines.iter().map(|line| row(line, words)).collect(),
        more: table.more_lines.clone(),
        sums: table
            .sums
            .iter()
            .map(|sum| StatementSum {
                label: sum.label.clone(),
                amount: sum.amount.clone(),
                is_result: sum.is_result,
            })
            .collect(),
    }
}

fn row(line: &Line, words: &Words) -> StatementLine {
    let cells = [
        &line.reference,
        &line.issued,
        &line.due,
        &line.amount,
        &line.open,
    ];
    StatementLine {
        cells: cells.map(String::clone),
        late: match line.late.is_empty() {
            true => String::new(),
            false => words.with("statement-late-by", "days", &line.late),
        },
        note: line.note.clone(),
    }
}

fn slip(table: &Table, code: Option<&str>, words: &Words) -> Slip {
    let mut details = table.payment.clone();
    let asked = table.sums.iter().filter(|sum| sum.is_result);
    details.extend(asked.map(|sum| (words.payment_amount.clone(), sum.amount.clone())));
    Slip {
        title: words.payment_title.clone(),
        details,
        code: code.map(str::to_string),
        code_words: words.payment_code.clone(),
    }
}

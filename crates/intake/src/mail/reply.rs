//! What a person wrote, apart from what they quote and how they sign. It must never lose a line: every line
//! of the message is in one of the three, in its order.

use serde::{Deserialize, Serialize};

use super::message::MailMessage;

mod attribution;
mod header_block;
mod signature;

/// A message taken apart. Each part keeps the order of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyText {
    /// What the person wrote.
    pub reply: String,
    /// What was there before: the message answered, forwarded, quoted.
    pub quoted: String,
    /// How the person, or their telephone, signs.
    pub signature: String,
}

/// Where a line belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Reply,
    Quoted,
    Signature,
}

/// Takes the text of a message apart.
pub fn reply_text(message: &MailMessage) -> ReplyText {
    reply_text_of(&message.text)
}

/// Takes a text apart.
pub fn reply_text_of(text: &str) -> ReplyText {
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_end_matches('\r'))
        .collect();
    let mut places = vec![Place::Reply; lines.len()];
    mark_quotes(&lines, &mut places);
    mark_broken_quotes(&lines, &mut places);
    signature::mark(&lines, &mut places);
    let part = |wanted: Place| {
        let mut kept: Vec<&str> = Vec::new();
        for (line, place) in lines.iter().zip(&places) {
            if *place == wanted {
                kept.push(line);
            }
        }
        let text = kept.join("\n");
        trimmed(&text).to_string()
    };
    ReplyText {
        reply: part(Place::Reply),
        quoted: part(Place::Quoted),
        signature: part(Place::Signature),
    }
}

/// Without blank lines around; blanks before the first word stay, they may mean something.
fn trimmed(text: &str) -> &str {
    let text = text.trim_end();
    let start = text
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum::<usize>();
    &text[start.min(text.len())..]
}

fn mark_quotes(lines: &[&str], places: &mut [Place]) {
    let mut at = 0;
    while at < lines.len() {
        if is_quoted(lines[at]) {
            places[at] = Place::Quoted;
            at += 1;
            continue;
        }
        if header_block::starts_at(lines, at) {
            let from = with_rule_before(lines, at);
            places[from..].fill(Place::Quoted);
            return;
        }
        match attribution::length_at(lines, at) {
            Some(length) => {
                let after = at + length;
                places[at..after].fill(Place::Quoted);
                let next = (after..lines.len()).find(|line| !lines[*line].trim().is_empty());
                match next {
                    // Quoted line by line: what stands below may be the answer.
                    Some(next) if is_quoted(lines[next]) => {
                        places[after..next].fill(Place::Quoted);
                        at = next;
                    }
                    _ => {
                        places[after..].fill(Place::Quoted);
                        return;
                    }
                }
            }
            None => at += 1,
        }
    }
}

/// Lines of a quote that a mail program broke in two: the second half has lost its mark.
fn mark_broken_quotes(lines: &[&str], places: &mut [Place]) {
    const LONG: usize = 60;
    for at in 1..lines.len().saturating_sub(1) {
        let line = lines[at].trim();
        let between = is_quoted(lines[at - 1]) && is_quoted(lines[at + 1]);
        let continues =
            lines[at - 1].chars().count() >= LONG && line.starts_with(char::is_lowercase);
        if places[at] == Place::Reply && between && continues {
            places[at] = Place::Quoted;
        }
    }
}

fn is_quoted(line: &str) -> bool {
    line.trim_start_matches([' ', '\t', '\u{a0}'])
        .starts_with('>')
}

/// The rule that mail programs draw before a quoted header belongs to it.
fn with_rule_before(lines: &[&str], at: usize) -> usize {
    let before = (0..at).rev().find(|line| !lines[*line].trim().is_empty());
    match before {
        Some(line) if at - line <= 4 && is_rule(lines[line]) => line,
        _ => at,
    }
}

/// A line of dashes or underscores and nothing else.
fn is_rule(line: &str) -> bool {
    let line = line.trim_matches(['*', ' ', '\t', '\u{a0}']);
    line.len() >= 5
        && line
            .chars()
            .all(|c| matches!(c, '_' | '-' | '=' | '–' | '—' | '─'))
}

#[cfg(test)]
mod tests;

//! What a person wrote to a debtor, set as an e-mail with the head and the signature of the company. Must never change
//! a word, nor read anything in them but paragraphs and lines.

use receivables::contact::Channel;
use receivables::debtor::Language;

use super::layout::Page;
use super::{Composer, Message, Occasion};
use crate::format;
use crate::markup;
use crate::template::escape;

const PARAGRAPH: &str = "<p style=\"margin:0 0 14px\">";

impl Composer {
    /// The e-mail that carries a subject and the words of a person: an empty line begins a paragraph.
    pub fn compose_personal(
        &self,
        language: Language,
        (subject, words): (&str, &str),
        occasion: &Occasion<'_>,
    ) -> Message {
        let subject = escape::single_line(subject);
        let page = Page {
            letterhead: occasion.letterhead,
            debtor: &occasion.account.debtor,
            channel: Channel::EMail,
            subject: &subject,
            today: &format::day(occasion.today, language),
            words: self.words(language),
        };
        let paragraphs = paragraphs(words);
        let text = paragraphs.join("\n\n") + "\n\n";
        let mut html = String::with_capacity(words.len() * 2);
        for paragraph in &paragraphs {
            html.push_str(PARAGRAPH);
            for (place, line) in paragraph.lines().enumerate() {
                if place > 0 {
                    html.push_str("<br>\n");
                }
                markup::escape(line, &mut html);
            }
            html.push_str("</p>\n");
        }
        let (text, html) = (page.text(&text), page.html(&html));
        Message {
            subject,
            text,
            html,
            letter: None,
        }
    }
}

/// The paragraphs of a text, without blanks at the ends of its lines.
fn paragraphs(words: &str) -> Vec<String> {
    let words = words.replace("\r\n", "\n");
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in words.lines().map(str::trim_end) {
        if line.is_empty() {
            is_open = false;
            continue;
        }
        match paragraphs.last_mut().filter(|_| is_open) {
            Some(last) => {
                last.push('\n');
                last.push_str(line);
            }
            None => paragraphs.push(line.to_string()),
        }
        is_open = true;
    }
    paragraphs
}

//! Composes what an act says: an e-mail, a letter, a text message, the script of a call or the words of a
//! task, with the statement it rests on. Must never decide who hears what, nor leave a blank.

mod fill;
mod html;
mod layout;
mod on_paper;
mod personal;
mod plain_text;
mod sheet;
mod statement;
mod table;
mod transfer_code;
mod words;

use jiff::civil::Date;
use receivables::account::Account;
use receivables::contact::Channel;
use receivables::debtor::Language;
use receivables::decide::PlannedAct;
use receivables::identity::ItemId;

use crate::charges::Chargeable;
use crate::format;
use crate::letter::Letter;
use crate::letterhead::Letterhead;
use crate::template::{Block, Kind, Library, Rendered, TemplateError};
use crate::text_message::fitted;
use layout::Page;
use statement::Statement;
use table::Table;
use words::Words;

/// What an act says. Each form is complete: nothing is added later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// One line of plain text.
    pub subject: String,
    /// Plain text, readable in a terminal; of a text message, exactly what leaves.
    pub text: String,
    /// A whole HTML page for e-mails and letters; a fragment for a page of ours for calls, tasks and text
    /// messages.
    pub html: String,
    /// The same as it is set on paper, for letters only.
    pub letter: Option<Box<Letter>>,
}

/// Around an act: the account it is about, who signs, what could be charged, and the day.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The account.
    pub account: &'a Account,
    /// Who speaks.
    pub letterhead: &'a Letterhead,
    /// What could be charged to date; nothing says nothing of late charges.
    pub charges: Option<&'a Chargeable>,
    /// The day of the message.
    pub today: Date,
}

/// Why nothing could be composed. Nothing leaves then, and a person is told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// No template has the name.
    #[error(
        "there is no template `{template}` ({language}): add it, or change the step that names it"
    )]
    UnknownTemplate {
        /// The name.
        template: String,
        /// The code of the language.
        language: &'static str,
    },
    /// The template has a mistake.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The act is about an item the account does not hold.
    #[error(
        "the message is about item {item}, which the account no longer holds: decide the account again"
    )]
    UnknownItem {
        /// The item.
        item: ItemId,
    },
    /// Nothing is asked any more.
    #[error("nothing is asked for in this message any more: decide the account again")]
    NothingAsked,
}

/// Composes messages. Make it once: it holds the compiled templates and the words of both languages.
pub struct Composer {
    library: Library,
    french: Words,
    english: Words,
}

impl Composer {
    /// A composer with the templates of an installation.
    pub fn new(library: Library) -> Composer {
        Composer {
            library,
            french: Words::new(Language::French),
            english: Words::new(Language::English),
        }
    }

    /// A composer with the templates that ship.
    pub fn shipped() -> Composer {
        Composer::new(Library::shipped())
    }

    /// The templates.
    pub fn library(&self) -> &Library {
        &self.library
    }

    fn words(&self, language: Language) -> &Words {
        match language {
            Language::French => &self.french,
            Language::English => &self.english,
        }
    }

    /// What an act says on an occasion, in the language of the act.
    pub fn compose(
        &self,
        act: &PlannedAct,
        occasion: &Occasion<'_>,
    ) -> Result<Message, ComposeError> {
        self.compose_from(&self.library, act, occasion)
    }

    /// The same from a library that holds the template of the act alone: the words of a campaign.
    pub fn compose_from(
        &self,
        library: &Library,
        act: &PlannedAct,
        occasion: &Occasion<'_>,
    ) -> Result<Message, ComposeError> {
        let words = self.words(act.language);
        let statement = Statement::of(act, occasion.account, occasion.today)?;
        if !fill::asks_for_something(act, occasion) {
            return Err(ComposeError::NothingAsked);
        }
        let rendered = self.render(library, act, (occasion, &statement, words))?;
        let reference = fill::payment_reference(occasion, &statement);
        let on_paper = matches!(act.channel, Channel::Letter | Channel::RegisteredLetter);
        let head = occasion.letterhead;
        let table = Table::of(&statement, (head, &reference), on_paper, words);
        let code = on_paper.then(|| transfer_code::of(head, &statement.asked(), &reference));
        let mut pieces = Vec::new();
        let (mut text, mut html) = (String::with_capacity(2_000), String::with_capacity(6_000));
        for part in parts(&rendered.body) {
            match part {
                Part::Markdown(markdown) => {
                    plain_text::of_markdown(markdown, &mut text);
                    html::of_markdown(markdown, &mut html);
                    if on_paper {
                        on_paper::of_markdown(markdown, &mut pieces);
                    }
                }
                Part::Block(block) => {
                    plain_text::of_block(block, &table, words, &mut text);
                    html::of_block(block, &table, words, &mut html);
                    if let Some(code) = &code {
                        let set = (&table, code.as_deref());
                        on_paper::of_block(block, set, words, &mut pieces);
                    }
                }
            }
        }
        let subject = rendered.subject;
        if rendered.kind != Kind::Message {
            let text = match rendered.kind {
                Kind::Sms => fitted(&text),
                Kind::Message | Kind::Call | Kind::Task => text.trim().to_string() + "\n",
            };
            return Ok(Message {
                subject,
                text,
                html,
                letter: None,
            });
        }
        let today = format::day(occasion.today, act.language);
        let page = Page {
            letterhead: occasion.letterhead,
            debtor: &occasion.account.debtor,
            channel: act.channel,
            subject: &subject,
            today: &today,
            words,
        };
        let letter = on_paper.then(|| Box::new(page.letter(pieces)));
        let (text, html) = (page.text(&text), page.html(&html));
        Ok(Message {
            subject,
            text,
            html,
            letter,
        })
    }

    fn render(
        &self,
        library: &Library,
        act: &PlannedAct,
        (occasion, statement, words): (&Occasion<'_>, &Statement<'_>, &Words),
    ) -> Result<Rendered, ComposeError> {
        let unknown = |template: &str| ComposeError::UnknownTemplate {
            template: template.to_string(),
            language: act.language.code(),
        };
        let kind = library
            .kind(&act.template, act.language)
            .ok_or_else(|| unknown(&act.template))?;
        let wanted = Kind::of(act.channel);
        // After a fallback the words of the step do not fit the way it goes.
        let (library, name) = if kind == wanted {
            (library, act.template.as_str())
        } else {
            (&self.library, general_template(wanted))
        };
        let variables = fill::variables(act, occasion, statement, words);
        let rendered = library
            .render(name, act.language, variables)
            .ok_or_else(|| unknown(name))?;
        Ok(rendered?)
    }
}

const fn general_template(kind: Kind) -> &'static str {
    match kind {
        Kind::Message => "general-message",
        Kind::Call => "general-call",
        Kind::Task => "general-task",
        Kind::Sms => "general-sms",
    }
}

/// A stretch of a rendered body.
enum Part<'a> {
    Markdown(&'a str),
    Block(Block),
}

/// The stretches of a rendered body: Markdown between the marks of blocks.
fn parts(body: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = body;
    let is_mark = |letter: char| {
        Block::ALL
            .iter()
            .any(|block| block.mark().starts_with(letter))
    };
    while let Some(at) = rest.find(is_mark) {
        let (before, from_mark) = rest.split_at(at);
        parts.push(Part::Markdown(before));
        for block in Block::ALL
            .into_iter()
            .filter(|block| from_mark.starts_with(block.mark()))
        {
            parts.push(Part::Block(block));
        }
        rest = from_mark
            .split_at(from_mark.chars().next().map_or(0, char::len_utf8))
            .1;
    }
    parts.push(Part::Markdown(rest));
    parts
}

#[cfg(test)]
mod tests;

//! Templates of messages, call scripts and tasks: Markdown with variables, one file per language, checked
//! before it can be used. Must never let a blank leave where a variable has no value, nor a debtor's name
//! become markup.

pub(crate) mod escape;
mod library;
mod review;
mod shipped;
mod variables;

use receivables::contact::Channel;
use receivables::debtor::Language;
use receivables::strategy::Tone;

pub use library::{Library, Rendered};
pub use review::{TemplateAdvice, review};
pub use shipped::shipped;
pub use variables::{Block, InstalmentVariables, ItemVariables, NAMES, Variables};

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An e-mail or a letter.
    Message,
    /// What to know and say in a call.
    Call,
    /// Work for a colleague.
    Task,
    /// A text message.
    Sms,
}

impl Kind {
    /// The kind of words that go a way.
    pub const fn of(channel: Channel) -> Kind {
        match channel {
            Channel::EMail | Channel::Letter | Channel::RegisteredLetter => Kind::Message,
            Channel::Sms => Kind::Sms,
            Channel::Call => Kind::Call,
            Channel::Task => Kind::Task,
        }
    }

    /// The kind a head names; nothing for another word.
    pub fn from_code(code: &str) -> Option<Kind> {
        match code {
            "message" => Some(Kind::Message),
            "call" => Some(Kind::Call),
            "task" => Some(Kind::Task),
            "sms" => Some(Kind::Sms),
            _ => None,
        }
    }

    /// The word of a head.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Message => "message",
            Kind::Call => "call",
            Kind::Task => "task",
            Kind::Sms => "sms",
        }
    }
}

/// Lines of the head that [`Template::written`] writes.
pub const HEAD_LINES: usize = 5;

/// The parts of a template file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name, which strategies give.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// What it is for.
    pub kind: Kind,
    /// How firm it speaks.
    pub tone: Tone,
    /// The subject, with variables.
    pub subject: String,
    /// The text, with variables; as many empty lines stand before it as the head of the file has.
    pub body: String,
}

/// Why a text is not a template that may be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("template `{template}` ({language}), line {line}: {problem}")]
pub struct TemplateError {
    /// The name of the template.
    pub template: String,
    /// The code of its language.
    pub language: &'static str,
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub problem: TemplateProblem,
}

/// What is wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateProblem {
    /// The head of the file is not right.
    #[error("{0}")]
    Head(String),
    /// A tag is not written right.
    #[error("{0}")]
    Tag(String),
    /// A variable nobody gives.
    #[error("`{variable}` is not a variable. Write one of: {}", NAMES.join(", "))]
    UnknownVariable {
        /// The variable.
        variable: String,
    },
    /// A variable that some debtors have no value for is not guarded.
    #[error(
        "a variable here has no value for some debtors; write `{{% if variable %}}…{{% endif %}}` around: {source_line}"
    )]
    NoValue {
        /// The line of the template.
        source_line: String,
    },
    /// A block stands within a sentence.
    #[error("`{{{{ {block} }}}}` stands alone on its line, with an empty line before and after")]
    BlockNotAlone {
        /// The block.
        block: &'static str,
    },
    /// A message does not show what it is about.
    #[error("a message shows what it is about: add a line `{{{{ statement }}}}`")]
    NoStatement,
    /// The subject is empty or has several lines.
    #[error("the subject comes out empty: write `subject: …` in the head")]
    NoSubject,
}

impl Template {
    /// Reads a template file and checks it against debtors of every sort.
    pub fn check(name: &str, language: Language, text: &str) -> Result<Template, TemplateError> {
        let mut library = Library::empty();
        library.replace(name, language, text)?;
        Template::parse(name, language, text)
    }

    /// The text of a template file: its head and its body, of which line 1 comes after `HEAD_LINES`.
    pub fn written(kind: Kind, tone: Tone, [subject, body]: [&str; 2]) -> String {
        let (kind, tone) = (kind.code(), tone.level());
        let subject = subject.split_whitespace().collect::<Vec<&str>>().join(" ");
        let body = body.replace("\r\n", "\n");
        format!("---\nkind: {kind}\ntone: {tone}\nsubject: {subject}\n---\n{body}\n")
    }

    /// Reads the parts of a template file without checking its variables.
    fn parse(name: &str, language: Language, text: &str) -> Result<Template, TemplateError> {
        let fail = |line: usize, problem: &str| TemplateError {
            template: name.to_string(),
            language: language.code(),
            line,
            problem: TemplateProblem::Head(problem.to_string()),
        };
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let mut lines = text.lines().enumerate();
        if lines.next().map(|(_, line)| line.trim_end()) != Some("---") {
            return Err(fail(
                1,
                "the file starts with a line `---`, then kind, tone and subject, then `---`",
            ));
        }
        let (mut kind, mut tone, mut subject, mut head_lines) = (None, None, None, None);
        for (at, line) in lines {
            if line.trim_end() == "---" {
                head_lines = Some(at + 1);
                break;
            }
            let (field, value) = line
                .split_once(':')
                .map(|(field, value)| (field.trim(), value.trim()))
                .ok_or_else(|| fail(at + 1, "write `field: value`; `---` alone ends the head"))?;
            match field {
                "kind" => {
                    let known = Kind::from_code(value);
                    kind = Some(
                        known.ok_or_else(|| fail(at + 1, "kind is message, call, task or sms"))?,
                    );
                }
                "tone" => {
                    let level = value.parse().ok().and_then(Tone::new);
                    tone = Some(level.ok_or_else(|| fail(at + 1, "tone is 1 to 5"))?);
                }
                "subject" => subject = Some(value.to_string()),
                _ => return Err(fail(at + 1, "the head knows kind, tone and subject")),
            }
        }
        let head_lines = head_lines.ok_or_else(|| fail(1, "a line `---` ends the head"))?;
        let body: String = text
            .lines()
            .skip(head_lines)
            .map(|line| format!("{line}\n"))
            .collect();
        Ok(Template {
            name: name.to_string(),
            language,
            kind: kind
                .ok_or_else(|| fail(1, "the head names a kind: message, call, task or sms"))?,
            tone: tone.ok_or_else(|| fail(1, "the head names a tone, 1 to 5"))?,
            subject: subject.ok_or_else(|| fail(1, "the head names a subject"))?,
            body: format!("{}{body}", "\n".repeat(head_lines)),
        })
    }
}

#[cfg(test)]
mod tests;

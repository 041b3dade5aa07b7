//! Why the words of a template were not put in force. Must never hold the sentence itself.

use notices::names;
use notices::template::TemplateError;
use notices::wording::{Value, Wording};
use receivables::strategy::Words;

use super::Refusal;
use crate::templates::line_of_body;

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateRefusal {
    /// Its name is not one that a strategy could give.
    Name,
    /// It is of another kind than the one that ships under its name.
    Kind,
    /// It is too long to be read.
    Long {
        /// The most, in bytes.
        most: usize,
    },
    /// Some debtor's message could not be made of it.
    Faulty(TemplateError),
    /// A step says it, and nothing ships in its place.
    Used {
        /// The name of the strategy.
        strategy: Words,
        /// The name of the step.
        step: Words,
    },
}

impl TemplateRefusal {
    /// The key of its sentence.
    pub(super) fn key(&self) -> &'static str {
        match self {
            TemplateRefusal::Name => "refusal-template-name",
            TemplateRefusal::Kind => "refusal-template-kind",
            TemplateRefusal::Long { .. } => "refusal-template-long",
            TemplateRefusal::Faulty(error) if line_of_body(error).is_none() => {
                "refusal-template-subject"
            }
            TemplateRefusal::Faulty(_) => "refusal-template-line",
            TemplateRefusal::Used { .. } => "refusal-template-used",
        }
    }

    /// The facts its sentence names.
    pub(super) fn facts(&self, wording: &Wording) -> Vec<(&'static str, Value<'_>)> {
        match self {
            TemplateRefusal::Long { most } => vec![("most", (*most).into())],
            TemplateRefusal::Faulty(error) => vec![
                ("line", line_of_body(error).unwrap_or_default().into()),
                (
                    "words",
                    names::template_problem(&error.problem, wording).into(),
                ),
            ],
            TemplateRefusal::Used { strategy, step } => {
                let name = |words: &Words| words.in_language(wording.language()).to_string();
                vec![
                    ("strategy", name(strategy).into()),
                    ("step", name(step).into()),
                ]
            }
            TemplateRefusal::Name | TemplateRefusal::Kind => Vec::new(),
        }
    }
}

impl From<TemplateRefusal> for crate::error::DeskError {
    fn from(refusal: TemplateRefusal) -> Self {
        Refusal::Template(refusal).into()
    }
}

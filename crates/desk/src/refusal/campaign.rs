//! Why a campaign was not kept or not approved. Must never hold the sentence itself.

use notices::names;
use notices::template::TemplateProblem;
use notices::wording::{Value, Wording};

use super::Refusal;

/// What is wrong with a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CampaignRefusal {
    /// It goes another way than by e-mail, letter or call.
    Way,
    /// Its first day has passed.
    FirstDayPast,
    /// Its last day comes before its first one, or too long after it.
    LastDay {
        /// Most days from the first to the last.
        most: i32,
    },
    /// Days around it are fewer than none, or too many.
    QuietDays {
        /// The most.
        most: i32,
    },
    /// It has a subject or a text in no language, or only one of them in one.
    WithoutWords,
    /// A subject or a text cannot be used.
    WordsFaulty {
        /// The code of the language.
        language: &'static str,
        /// The line of the text, from 1; 0 is the subject.
        line: usize,
        /// What is wrong.
        problem: TemplateProblem,
    },
    /// Its words or its accounts are others than those that were looked at.
    ListMoved,
    /// It would speak to nobody.
    SpeaksToNobody,
    /// It was approved or ended: it can no longer be changed.
    NoDraft,
    /// The alert names no draft that it could start.
    NoDraftToStart,
}

impl CampaignRefusal {
    /// The key of its sentence.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            CampaignRefusal::Way => "refusal-campaign-way",
            CampaignRefusal::FirstDayPast => "refusal-campaign-first-day",
            CampaignRefusal::LastDay { .. } => "refusal-campaign-last-day",
            CampaignRefusal::QuietDays { .. } => "refusal-campaign-quiet-days",
            CampaignRefusal::WithoutWords => "refusal-campaign-without-words",
            CampaignRefusal::WordsFaulty { line: 0, .. } => "refusal-campaign-subject",
            CampaignRefusal::WordsFaulty { .. } => "refusal-campaign-words",
            CampaignRefusal::ListMoved => "refusal-campaign-list-moved",
            CampaignRefusal::SpeaksToNobody => "refusal-campaign-nobody",
            CampaignRefusal::NoDraft => "refusal-campaign-no-draft",
            CampaignRefusal::NoDraftToStart => "refusal-campaign-no-draft-to-start",
        }
    }

    /// The facts its sentence names.
    pub(super) fn facts(&self, wording: &Wording) -> Vec<(&'static str, Value<'_>)> {
        match self {
            CampaignRefusal::LastDay { most } | CampaignRefusal::QuietDays { most } => {
                vec![("most", (*most).into())]
            }
            CampaignRefusal::WordsFaulty {
                language,
                line,
                problem,
            } => vec![
                ("language", (*language).into()),
                ("line", (*line).into()),
                ("words", names::template_problem(problem, wording).into()),
            ],
            CampaignRefusal::Way
            | CampaignRefusal::FirstDayPast
            | CampaignRefusal::WithoutWords
            | CampaignRefusal::ListMoved
            | CampaignRefusal::SpeaksToNobody
            | CampaignRefusal::NoDraft
            | CampaignRefusal::NoDraftToStart => Vec::new(),
        }
    }
}

impl From<CampaignRefusal> for crate::error::DeskError {
    fn from(refusal: CampaignRefusal) -> Self {
        Refusal::Campaign(refusal).into()
    }
}

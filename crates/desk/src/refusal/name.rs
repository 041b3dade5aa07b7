//! Why something was not kept under a name. Must never hold the sentence itself.

use notices::wording::Value;

use super::Refusal;

/// What is wrong with the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameRefusal {
    /// A segment was given none.
    SegmentWithout,
    /// Another segment has it.
    SegmentTaken {
        /// The name.
        name: String,
    },
    /// An alert was given none.
    AlertWithout,
    /// Another alert has it.
    AlertTaken {
        /// The name.
        name: String,
    },
    /// A campaign was given none.
    CampaignWithout,
    /// Another campaign has it.
    CampaignTaken {
        /// The name.
        name: String,
    },
}

impl NameRefusal {
    /// The key of its sentence.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            NameRefusal::SegmentWithout => "refusal-segment-without-name",
            NameRefusal::SegmentTaken { .. } => "refusal-segment-name-taken",
            NameRefusal::AlertWithout => "refusal-alert-without-name",
            NameRefusal::AlertTaken { .. } => "refusal-alert-name-taken",
            NameRefusal::CampaignWithout => "refusal-campaign-without-name",
            NameRefusal::CampaignTaken { .. } => "refusal-campaign-name-taken",
        }
    }

    /// The facts its sentence names.
    pub(super) fn facts(&self) -> Vec<(&'static str, Value<'_>)> {
        match self {
            NameRefusal::SegmentTaken { name }
            | NameRefusal::AlertTaken { name }
            | NameRefusal::CampaignTaken { name } => {
                vec![("name", name.into())]
            }
            NameRefusal::SegmentWithout
            | NameRefusal::AlertWithout
            | NameRefusal::CampaignWithout => Vec::new(),
        }
    }
}

impl From<NameRefusal> for crate::error::DeskError {
    fn from(refusal: NameRefusal) -> Self {
        Refusal::Name(refusal).into()
    }
}

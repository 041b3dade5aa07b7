//! Why a right was not given, taken or used. Must never hold the sentence itself.

use super::Refusal;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RightsRefusal {
    /// Only an administrator does this.
    NotYours,
    /// The company would have no administrator.
    LastAdministrator,
    /// The person works here already.
    WorksHere,
    /// The person also works for a company that the actor doesn't administer.
    WorksElsewhere,
    /// The password that was given as the present one is another.
    PasswordWrong,
    /// A person has a name.
    NoName,
}

impl RightsRefusal {
    /// The key of its sentence.
    pub(super) const fn key(self) -> &'static str {
        match self {
            RightsRefusal::NotYours => "refusal-not-administrator",
            RightsRefusal::LastAdministrator => "refusal-last-administrator",
            RightsRefusal::WorksHere => "refusal-works-here",
            RightsRefusal::WorksElsewhere => "refusal-works-elsewhere",
            RightsRefusal::PasswordWrong => "refusal-password-wrong",
            RightsRefusal::NoName => "refusal-person-without-name",
        }
    }
}

impl From<RightsRefusal> for crate::error::DeskError {
    fn from(refusal: RightsRefusal) -> Self {
        Refusal::Rights(refusal).into()
    }
}

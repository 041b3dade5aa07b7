//! Why an act was not done, in words for the person who asked for it. Must never carry what another
//! creditor's rows hold.

use store::StoreError;

use crate::refusal::Refusal;

/// An act that was not done. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// It does not exist, or not for this person.
    #[error("this {0} does not exist, or you have no access to it")]
    NotFound(&'static str),
    /// The person may not do this.
    #[error("you may not do this here: ask the person who administers this installation")]
    NotAllowed,
    /// The act makes no sense as asked; its sentence says what to change.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for DeskError {
    fn from(cause: StoreError) -> Self {
        match cause {
            StoreError::NotFound { noun, .. } => DeskError::NotFound(noun),
            other => DeskError::Store(other),
        }
    }
}

/// The short form of a result of the desk.
pub type Result<T> = std::result::Result<T, DeskError>;

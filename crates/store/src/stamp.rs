//! Who changes something and when: what every change carries into its rows and into the journal. Must
//! never be made by the store: the instant comes from the caller's clock.

use jiff::Timestamp;

use crate::column;
use crate::mint::IdMint;

/// Who acts, at which instant, and what makes identities for it.
#[derive(Clone, Copy)]
pub struct Stamp<'a> {
    /// The instant of the change.
    pub at: Timestamp,
    /// Who: the e-mail address of a person, or a word for the machine such as `daily-run`.
    pub who: &'a str,
    /// Makes the identities of new rows.
    pub mint: &'a IdMint,
}

impl Stamp<'_> {
    /// A new identity.
    pub fn id(&self) -> i64 {
        self.mint.next(self.at)
    }

    /// The instant as it stands in a column.
    pub(crate) fn at(&self) -> String {
        column::instant(self.at)
    }
}

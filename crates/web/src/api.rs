//! What programs call, with a token: no page, no cookie, JSON both ways. Must never answer for another
//! company than the token's.

pub(crate) mod imports;
pub(crate) mod letters;
pub(crate) mod texts;

//! One file compressed by gzip. It must never unpack past the limits.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use super::{Unpacking, name};
use crate::reading::ProblemKind;

impl Unpacking {
    pub(super) fn unpack_gzip(&mut self, bytes: &[u8], outer: &str, depth: u8) {
        let decoder = MultiGzDecoder::new(bytes);
        let told = decoder.header().and_then(|header| header.filename());
        let own = name::clean(told.unwrap_or_default());
        let whole = name::within(outer, own);
        let room = self.room_for(bytes.len());
        let mut unpacked = Vec::new();
        let limit = u64::try_from(room).unwrap_or(u64::MAX).saturating_add(1);
        match decoder.take(limit).read_to_end(&mut unpacked) {
            Ok(_) if unpacked.len() > room => {
                self.tell(&whole, ProblemKind::MemberTooLarge, "");
            }
            Ok(_) => self.take(whole, unpacked, depth),
            Err(error) => self.tell(&whole, ProblemKind::DamagedMember, &error.to_string()),
        }
    }
}

//! Lets go of the words of messages that left long ago, where the company says so. Must never touch what has not left, nor
//! the record that it did: day, recipient, subject, size and digest stay for ever.

use jiff::SignedDuration;
use jiff::civil::Date;
use store::notice::forgotten;

use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;
use crate::seat::Seat;

/// Messages forgotten in one transaction.
const AT_ONCE: u32 = 200;

impl Desk {
    /// Forgets the words of what is older than the company keeps; how many messages that was.
    pub(crate) async fn forget_messages(&self, seat: &Seat, today: Date) -> Result<u64> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        drop(reader);
        let days = Profile::of(&creditor)?.message_days;
        if days <= 0 {
            return Ok(0);
        }
        let now = self.clock().instant();
        let kept = SignedDuration::from_hours(24 * i64::from(days));
        let before = now.checked_sub(kept).unwrap_or(now);
        let mut all = 0;
        loop {
            let mut transaction = self.store().transaction().await?;
            let span = (before, today);
            let gone = forgotten::forget(&mut transaction, seat.creditor, span, AT_ONCE).await?;
            transaction.commit().await?;
            all += gone;
            if gone < u64::from(AT_ONCE) {
                return Ok(all);
            }
        }
    }
}

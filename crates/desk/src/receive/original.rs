//! The file of an import as it came, kept whole whatever its size. It must never hold more of it than one part.

use std::io::Read;

use receivables::identity::{CreditorId, ImportId};
use store::Transaction;
use store::import_original::{PART, keep_part};

use super::Arriving;
use crate::error::Result;
use crate::refusal::Refusal;

/// Keeps the bytes of a file beside what is read of them.
pub(super) async fn keep(
    transaction: &mut Transaction,
    creditor: CreditorId,
    import: ImportId,
    arriving: &Arriving,
) -> Result<()> {
    let mut reader = arriving.content.reader()?;
    let mut part = Vec::with_capacity(PART);
    for ordinal in 0.. {
        part.clear();
        let mut limited = reader.by_ref().take(PART as u64);
        limited
            .read_to_end(&mut part)
            .map_err(|cause| Refusal::FileUnreadable {
                file: arriving.name.clone(),
                words: cause.to_string(),
            })?;
        if part.is_empty() && ordinal > 0 {
            break;
        }
        keep_part(transaction, creditor, import, (ordinal, &part)).await?;
        if part.len() < PART {
            break;
        }
    }
    Ok(())
}

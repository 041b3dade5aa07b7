//! The bytes of each file that came in, in parts: a file of any size is kept, and read again, with one part in
//! memory at a time. A part is packed when that makes it smaller; it must never be given back other than it came.

use receivables::identity::{CreditorId, ImportId};
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::{Result, StoreError};

/// Bytes of a part before it is packed, at most.
pub const PART: usize = 1 << 20;

const INSERT: Insert =
    Insert::into("import_original (import_id, ordinal, creditor_id, form, content)");

const SELECT_PART: &str = "select form, content from import_original
    where creditor_id = $1 and import_id = $2 and ordinal = $3";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_PART];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// How the bytes of a part stand in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Form {
    /// As they came.
    Plain,
    /// A block of LZ4, its size before packing first.
    Lz4,
}

/// Keeps one part of a file: all have [`PART`] bytes but the last. The first one is number 0.
pub async fn keep_part(
    transaction: &mut Transaction,
    creditor: CreditorId,
    import: ImportId,
    (ordinal, bytes): (u32, &[u8]),
) -> Result<()> {
    let packed = lz4_flex::compress_prepend_size(bytes);
    let (form, content) = match packed.len() < bytes.len() {
        true => (Form::Lz4, packed.as_slice()),
        false => (Form::Plain, bytes),
    };
    let row = [
        import.0.into(),
        i64::from(ordinal).into(),
        creditor.0.into(),
        column::word(&form).into(),
        content.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    Ok(())
}

/// One part of a file, as it came; nothing after the last one, and of a file of another creditor.
///
/// # Errors
/// The database's, and a part that is not what was kept.
pub async fn part(
    session: &mut Session,
    creditor: CreditorId,
    import: ImportId,
    ordinal: u32,
) -> Result<Option<Vec<u8>>> {
    let values = [
        creditor.0.into(),
        import.0.into(),
        i64::from(ordinal).into(),
    ];
    let place = Place::new("import_original", import.0);
    session
        .query_first(SELECT_PART, &values, |row| {
            let content = row.optional_bytes(1)?.unwrap_or_default();
            match place.word("form", row.text(0)?)? {
                Form::Plain => Ok(content.to_vec()),
                Form::Lz4 => lz4_flex::decompress_size_prepended(content).map_err(|cause| {
                    StoreError::Other(format!(
                        "part {ordinal} of the file of import {} cannot be unpacked: {cause}",
                        import.0
                    ))
                }),
            }
        })
        .await
}

/// A whole file, as it came. Only for files that are small by their nature: a large one is read by its parts.
pub async fn whole(
    session: &mut Session,
    creditor: CreditorId,
    import: ImportId,
) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    for ordinal in 0.. {
        match part(session, creditor, import, ordinal).await? {
            Some(part) => bytes.extend_from_slice(&part),
            None if ordinal == 0 => return Ok(None),
            None => break,
        }
    }
    Ok(Some(bytes))
}

//! The files of a ZIP archive, one after the other. What the archive says of its sizes is not believed;
//! it must never be the reason for a reservation of memory.

use std::io::Read as _;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use super::{MOST_MEMBERS, Unpacking, name};
use crate::reading::ProblemKind;

/// Lines of the directory that are looked at, folders and files of the system included.
const MOST_LINES: usize = 20 * MOST_MEMBERS;

impl Unpacking {
    pub(super) fn unpack_zip(&mut self, bytes: &[u8], outer: &str, depth: u8) {
        let archive = match ZipArchive::from_slice(bytes) {
            Ok(archive) => archive,
            Err(error) => {
                self.tell(outer, ProblemKind::DamagedMember, &error.to_string());
                return;
            }
        };
        if is_document(bytes) {
            self.refuse(ProblemKind::AnotherFormat, "XLSX / DOCX / ODS");
            return;
        }
        let mut entries = archive.entries();
        for _ in 0..MOST_LINES {
            match entries.next_entry() {
                Ok(Some(entry)) => self.take_entry(&archive, &entry, outer, depth),
                Ok(None) => return,
                Err(error) => {
                    self.tell(outer, ProblemKind::DamagedMember, &error.to_string());
                    return;
                }
            }
            if self.is_full {
                return;
            }
        }
        self.tell(outer, ProblemKind::TooManyMembers, "");
    }

    fn take_entry(
        &mut self,
        archive: &ZipSliceArchive<&[u8]>,
        entry: &ZipFileHeaderRecord<'_>,
        outer: &str,
        depth: u8,
    ) {
        let own = name::clean(entry.file_path().as_ref());
        let is_link = entry.mode().is_symlink();
        if entry.is_dir() || is_link || own.is_empty() || name::is_of_the_system(&own) {
            return;
        }
        let whole = name::within(outer, own);
        let flags = entry.flags();
        if flags.is_encrypted() || flags.has_strong_encryption() {
            self.tell(&whole, ProblemKind::EncryptedMember, "");
            return;
        }
        match self.unpack(archive, entry) {
            Ok(Some(unpacked)) => self.take(whole, unpacked, depth),
            Ok(None) => self.tell(&whole, ProblemKind::MemberTooLarge, ""),
            Err(error) => self.tell(&whole, ProblemKind::DamagedMember, &error),
        }
    }

    /// The bytes of a file, verified; nothing when they are too many.
    fn unpack(
        &self,
        archive: &ZipSliceArchive<&[u8]>,
        entry: &ZipFileHeaderRecord<'_>,
    ) -> Result<Option<Vec<u8>>, String> {
        let local = archive
            .get_entry(entry.wayfinder())
            .map_err(|error| error.to_string())?;
        let data = local.data();
        let room = self.room_for(data.len());
        let limit = u64::try_from(room).unwrap_or(u64::MAX).saturating_add(1);
        let mut unpacked = Vec::new();
        let read = match entry.compression_method() {
            CompressionMethod::STORE => {
                let verifier = local.verifying_reader(data);
                verifier.take(limit).read_to_end(&mut unpacked)
            }
            CompressionMethod::DEFLATE => {
                let verifier = local.verifying_reader(DeflateDecoder::new(data));
                verifier.take(limit).read_to_end(&mut unpacked)
            }
            other => {
                let number = other.as_u16();
                return Err(other.name().map_or(number.to_string(), str::to_string));
            }
        };
        read.map_err(|error| error.to_string())?;
        Ok((unpacked.len() <= room).then_some(unpacked))
    }
}

/// True for a spreadsheet or a text document, which are ZIP archives by accident.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    let Ok(archive) = ZipArchive::from_slice(bytes) else {
        return false;
    };
    let mut entries = archive.entries();
    for _ in 0..64 {
        let Ok(Some(entry)) = entries.next_entry() else {
            return false;
        };
        let path = entry.file_path();
        let is_part: &[u8] = path.as_ref();
        if matches!(
            is_part,
            b"[Content_Types].xml" | b"mimetype" | b"META-INF/manifest.xml"
        ) {
            return true;
        }
    }
    false
}

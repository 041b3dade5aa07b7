//! Damage within a compressed file: one member is unpacked, damaged and packed again, since damage to the packed
//! bytes mostly breaks their checksum and is refused at once. It must never unpack anything but its own seeds.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::mutation::{self, Mutation};

/// The file with one member damaged; nothing for a file that is not packed, or one time in four.
pub fn changed(file: &[u8], donor: &[u8], mutation: &Mutation) -> Option<Vec<u8>> {
    if mutation.member.is_multiple_of(4) {
        return None;
    }
    if file.starts_with(b"\x1F\x8B") {
        let plain = gunzip(file)?;
        let donor = gunzip(donor).unwrap_or_else(|| donor.to_vec());
        return Some(gzip(&mutation::changed(&plain, &donor, &mutation.changes)));
    }
    let mut members = members(file)?;
    let at = usize::from(mutation.member) % members.len();
    let donor = self::members(donor).map_or_else(
        || donor.to_vec(),
        |others| others[at % others.len()].1.clone(),
    );
    members[at].1 = mutation::changed(&members[at].1, &donor, &mutation.changes);
    let method = if mutation.member.is_multiple_of(2) {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    Some(zip(&members, method))
}

/// An archive of files.
pub fn zip(members: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in members {
        writer
            .start_file(name.as_str(), options)
            .expect("in memory");
        writer.write_all(bytes).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

/// A compressed file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

fn gunzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    flate2::bufread::GzDecoder::new(bytes)
        .read_to_end(&mut plain)
        .ok()?;
    Some(plain)
}

fn members(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut members = Vec::new();
    for rank in 0..archive.len() {
        let mut member = archive.by_index(rank).ok()?;
        let mut content = Vec::new();
        member.read_to_end(&mut content).ok()?;
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        members.push((name, content));
    }
    (!members.is_empty()).then_some(members)
}

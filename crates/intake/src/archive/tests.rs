use std::io::Write as _;

use super::*;

/// An archive of stored and compressed files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut output = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut output);
    for (name, bytes) in files {
        if name.ends_with('/') {
            archive.new_dir(name).create().expect("a folder");
            continue;
        }
        let (mut entry, config) = archive
            .new_file(name)
            .compression_method(rawzip::CompressionMethod::DEFLATE)
            .start()
            .expect("a file");
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::best());
        let mut writer = config.wrap(encoder);
        writer.write_all(bytes).expect("in memory");
        let (encoder, descriptor) = writer.finish().expect("in memory");
        encoder.finish().expect("in memory");
        entry.finish(descriptor).expect("in memory");
    }
    archive.finish().expect("in memory");
    output
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

#[track_caller]
fn check(bytes: &[u8], names: &[&str], kinds: &[ProblemKind]) {
    let read = members(bytes);
    let found: Vec<&str> = read.facts.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(found, names);
    let told: Vec<ProblemKind> = read.problems.iter().map(|one| one.kind).collect();
    assert_eq!(told, kinds, "{:?}", read.problems);
}

#[test]
fn files_come_with_their_names_and_bytes() {
    let bytes = archive(&[
        ("bank/", b""),
        ("bank/a.xml", b"<a/>"),
        ("__MACOSX/bank/._a.xml", b"x"),
        ("b.csv", b"n;m\n"),
    ]);
    check(&bytes, &["bank/a.xml", "b.csv"], &[]);
    assert_eq!(members(&bytes).facts[0].bytes, b"<a/>");
}

#[test]
fn gzip_is_one_file_and_may_hold_an_archive() {
    check(&gzip(b"hello"), &[""], &[]);
    check(&gzip(&archive(&[("a.xml", b"<a/>")])), &["a.xml"], &[]);
    let long = gzip(b"hello hello hello");
    check(&long[..long.len() - 9], &[], &[ProblemKind::DamagedMember]);
}

#[test]
fn archives_in_archives_are_opened_once() {
    let inner = archive(&[("a.xml", b"<a/>")]);
    let middle = archive(&[("inner.zip", &inner), ("b.xml", b"<b/>")]);
    check(
        &archive(&[("inner.zip", &inner)]),
        &["inner.zip/a.xml"],
        &[],
    );
    let outer = archive(&[("middle.zip", &middle)]);
    check(
        &outer,
        &["middle.zip/b.xml"],
        &[ProblemKind::TooManyMembers],
    );
}

#[test]
fn documents_are_no_archives_of_files() {
    let sheet = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<w/>"),
    ]);
    check(&sheet, &[], &[ProblemKind::AnotherFormat]);
    check(&archive(&[("liste.xlsx", &sheet)]), &["liste.xlsx"], &[]);
    check(b"hello", &[], &[ProblemKind::AnotherFormat]);
    check(b"", &[], &[ProblemKind::EmptyFile]);
    check(&archive(&[]), &[], &[ProblemKind::EmptyFile]);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![0_u8; 64 << 20];
    let bytes = archive(&[("bomb", &zeros), ("a.xml", b"<a/>")]);
    check(&bytes, &["a.xml"], &[ProblemKind::MemberTooLarge]);
    check(&gzip(&zeros), &[], &[ProblemKind::MemberTooLarge]);
}

#[test]
fn a_damaged_or_encrypted_file_does_not_lose_the_others() {
    let text: Vec<u8> = (0..2000_u32).flat_map(u32::to_le_bytes).collect();
    let bytes = archive(&[("a.xml", &text), ("b.xml", b"<b/>")]);
    let mut damaged = bytes.clone();
    damaged[60] ^= 0x55;
    check(&damaged, &["b.xml"], &[ProblemKind::DamagedMember]);
    let mut encrypted = bytes.clone();
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").expect("a directory");
    encrypted[directory + 8] |= 1;
    check(&encrypted, &["b.xml"], &[ProblemKind::EncryptedMember]);
    check(
        &bytes[..bytes.len() - 30],
        &[],
        &[ProblemKind::DamagedMember],
    );
}

#[test]
fn too_many_files_are_told_once() {
    let names: Vec<String> = (0..MOST_MEMBERS + 5).map(|n| n.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), &b"x"[..]))
        .collect();
    let read = members(&archive(&files));
    assert_eq!(read.facts.len(), MOST_MEMBERS);
    assert_eq!(read.problems.total(), 1);
}

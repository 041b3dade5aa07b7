//! The streams of a compound document (OLE), in which old Office programs keep their files. It must never believe a
//! chain of sectors further than the file is long, and takes what a cut file still holds.

/// The signature of a compound document.
pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Sectors of the table named in the header itself.
const IN_HEADER: usize = 109;

/// Streams smaller than this lie in the small stream, when the header does not say otherwise.
const ENTRY: usize = 128;

/// A compound document in memory.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    small_sector: usize,
    small_below: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    small_stream: Vec<u8>,
    directory: Vec<u8>,
}

impl<'a> Compound<'a> {
    /// The document; nothing when its header makes no sense.
    pub fn open(bytes: &'a [u8]) -> Option<Compound<'a>> {
        if !bytes.starts_with(SIGNATURE) {
            return None;
        }
        let shift = u32::from(short(bytes, 30)?);
        let small_shift = u32::from(short(bytes, 32)?);
        if !(7..=16).contains(&shift) || !(2..=shift).contains(&small_shift) {
            return None;
        }
        let mut document = Compound {
            bytes,
            sector: 1 << shift,
            small_sector: 1 << small_shift,
            small_below: long(bytes, 56)? as usize,
            table: Vec::new(),
            small_table: Vec::new(),
            small_stream: Vec::new(),
            directory: Vec::new(),
        };
        document.read_table()?;
        document.directory = document.chain(long(bytes, 48)?);
        document.small_table = longs(&document.chain(long(bytes, 60)?));
        let root = document.entries().find(|entry| entry.kind == 5);
        document.small_stream = root.map_or(Vec::new(), |root| document.chain(root.start));
        Some(document)
    }

    /// The bytes of the first stream of one of some names.
    pub fn stream(&self, names: &[&str]) -> Option<Vec<u8>> {
        let of = |name: &str| {
            self.entries()
                .find(|entry| entry.kind == 2 && entry.name.eq_ignore_ascii_case(name))
        };
        let entry = names.iter().find_map(|name| of(name))?;
        let mut bytes = if entry.size < self.small_below {
            self.small_chain(entry.start)
        } else {
            self.chain(entry.start)
        };
        bytes.truncate(entry.size);
        Some(bytes)
    }

    /// Reads which sector follows which.
    fn read_table(&mut self) -> Option<()> {
        let most = self.bytes.len() / self.sector + 1;
        let mut sectors: Vec<u32> = (0..IN_HEADER)
            .filter_map(|at| long(self.bytes, 76 + 4 * at))
            .collect();
        let mut next = long(self.bytes, 68)?;
        for _ in 0..most {
            let Some(bytes) = self.at(next) else { break };
            let mut more = longs(bytes);
            next = more.pop().unwrap_or(u32::MAX);
            sectors.extend(more);
        }
        sectors.truncate(most);
        for sector in sectors {
            let Some(bytes) = self.at(sector) else {
                break;
            };
            self.table.extend(longs(bytes));
        }
        Some(())
    }

    /// A sector, shorter where the file is cut.
    fn at(&self, sector: u32) -> Option<&'a [u8]> {
        let start = (sector as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|bytes| !bytes.is_empty())
    }

    fn chain(&self, first: u32) -> Vec<u8> {
        let most = self.bytes.len() / self.sector + 1;
        let (mut bytes, mut next) = (Vec::new(), first);
        for _ in 0..most {
            let Some(sector) = self.at(next) else { break };
            bytes.extend_from_slice(sector);
            next = self.table.get(next as usize).copied().unwrap_or(u32::MAX);
        }
        bytes
    }

    fn small_chain(&self, first: u32) -> Vec<u8> {
        let most = self.small_stream.len() / self.small_sector + 1;
        let (mut bytes, mut next) = (Vec::new(), first);
        for _ in 0..most {
            let start = (next as usize).saturating_mul(self.small_sector);
            let end = start.saturating_add(self.small_sector);
            let end = end.min(self.small_stream.len());
            let Some(sector) = self.small_stream.get(start..end) else {
                break;
            };
            bytes.extend_from_slice(sector);
            let follows = self.small_table.get(next as usize);
            next = follows.copied().unwrap_or(u32::MAX);
        }
        bytes
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        self.directory.chunks_exact(ENTRY).map(Entry::of)
    }
}

/// One line of the directory.
struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: usize,
}

impl Entry {
    fn of(bytes: &[u8]) -> Entry {
        let length = usize::from(short(bytes, 64).unwrap_or(0)).clamp(2, 64) - 2;
        let units: Vec<u16> = (0..length / 2)
            .filter_map(|at| short(bytes, 2 * at))
            .collect();
        Entry {
            name: String::from_utf16_lossy(&units),
            kind: bytes[66],
            start: long(bytes, 116).unwrap_or(u32::MAX),
            size: long(bytes, 120).unwrap_or(0) as usize,
        }
    }
}

/// The number of two bytes at a place, the low byte first.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([bytes[0], bytes[1]]))
}

/// The number of four bytes at a place, the low byte first.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

fn longs(bytes: &[u8]) -> Vec<u32> {
    let of = |four: &[u8]| u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
    bytes.chunks_exact(4).map(of).collect()
}

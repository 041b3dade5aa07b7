//! Places by a key of 64 bits: built once, looked up in constant time, the same whatever the order of what it
//! was built from. Must never be walked in the order of its keys into an output.

/// A key made byte by byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u64);

impl Key {
    /// The key of nothing; the seed keeps keys of different meanings apart.
    pub const fn new(seed: u64) -> Key {
        Key(0x9E37_79B9_7F4A_7C15 ^ seed.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    /// The key with one byte more.
    pub const fn with(self, byte: u8) -> Key {
        let mixed = (self.0 ^ byte as u64).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        Key(mixed ^ (mixed >> 29))
    }

    /// The key with a text more.
    pub fn with_text(self, text: &str) -> Key {
        text.bytes().fold(self, Key::with)
    }

    /// The key with a number more.
    pub fn with_number(self, number: u64) -> Key {
        number.to_le_bytes().into_iter().fold(self, Key::with)
    }

    const fn finished(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
        mixed ^ (mixed >> 33)
    }
}

/// Places by key.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyTable {
    keys: Vec<u64>,
    places: Vec<u32>,
    /// Where the keys with the same first bits begin.
    starts: Vec<u32>,
    shift: u32,
}

impl KeyTable {
    /// A table of keys and places; the places of one key come out in rising order.
    pub fn new(entries: impl IntoIterator<Item = (Key, u32)>) -> KeyTable {
        let mut entries: Vec<(u64, u32)> = entries
            .into_iter()
            .map(|(key, place)| (key.finished(), place))
            .collect();
        entries.sort_unstable();
        entries.dedup();
        let bits = (entries.len().max(2) as u64).ilog2();
        let shift = 64 - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for (key, _) in &entries {
            starts[(key >> shift) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let (keys, places) = entries.into_iter().unzip();
        KeyTable {
            keys,
            places,
            starts,
            shift,
        }
    }

    /// The places of a key.
    pub fn places(&self, key: Key) -> &[u32] {
        if self.keys.is_empty() {
            return &[];
        }
        let key = key.finished();
        let bucket = (key >> self.shift) as usize;
        let (first, last) = (
            self.starts[bucket] as usize,
            self.starts[bucket + 1] as usize,
        );
        let keys = &self.keys[first..last];
        let (from, to) = if keys.len() < 16 {
            let from = keys.iter().take_while(|other| **other < key).count();
            let same = keys[from..].iter().take_while(|other| **other == key);
            (from, from + same.count())
        } else {
            (
                keys.partition_point(|other| *other < key),
                keys.partition_point(|other| *other <= key),
            )
        };
        &self.places[first + from..first + to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again_by_its_key_and_by_no_other() {
        let key = |number: u32| Key::new(1).with_number(u64::from(number / 3));
        let table = KeyTable::new((0..3_000).rev().map(|place| (key(place), place)));
        for place in (0..3_000).step_by(3) {
            assert_eq!(table.places(key(place)), [place, place + 1, place + 2]);
        }
        assert_eq!(table.places(Key::new(2).with_number(5)), [0_u32; 0]);
        assert_eq!(KeyTable::default().places(key(1)), [0_u32; 0]);
        assert_eq!(KeyTable::new([]).places(key(1)), [0_u32; 0]);
    }
}

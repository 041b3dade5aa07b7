//! What is looked at in a sentence: its words, pairs of words and runs of letters, each a number of a bucket. Figures and
//! addresses are looked at as such, never for their value.

/// Numbers of buckets; a power of two.
pub(super) const BUCKETS: usize = 1 << 14;

/// The longest sentence that is looked at, in words.
const MOST_WORDS: usize = 80;
/// Runs of letters within a word, with its borders.
const RUNS: std::ops::RangeInclusive<usize> = 4..=5;

/// The buckets of a plain sentence, each once, in order.
pub(super) fn buckets(plain: &str, is_question: bool) -> Vec<u16> {
    let mut words = words(plain);
    words.truncate(MOST_WORDS);
    if is_question {
        words.push("?");
    }
    let mut found = Vec::with_capacity(plain.len() * 4);
    for word in &words {
        found.push(bucket(1, &[word]));
        runs(word, &mut found);
    }
    let framed: Vec<&str> = [&["^"], words.as_slice(), &["$"]].concat();
    found.extend(framed.windows(2).map(|two| bucket(2, &[two[0], two[1]])));
    found.extend(
        framed
            .windows(3)
            .map(|three| bucket(3, &[three[0], three[2]])),
    );
    found.sort_unstable();
    found.dedup();
    found
}

/// The words of a plain text. A number is "0", an address "@".
fn words(plain: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for chunk in plain.split([' ', '/', '(', ')', '"', ',', ':', ';', '!', '?']) {
        if chunk.contains('@') {
            found.push("@");
            continue;
        }
        for word in
            chunk.split(|c: char| !c.is_alphanumeric() && !matches!(c, '€' | '$' | '£' | '%'))
        {
            match word.bytes().any(|byte| byte.is_ascii_digit()) {
                true if found.last() == Some(&"0") => {}
                true => found.push("0"),
                false if word.is_empty() => {}
                false => found.push(word),
            }
        }
    }
    found
}

/// The runs of letters of a word that is not looked at as a whole already.
fn runs(word: &str, found: &mut Vec<u16>) {
    if word.len() < 3 || !word.is_ascii() {
        return;
    }
    let mut framed = [b' '; 34];
    let length = word.len().min(32);
    framed[1..=length].copy_from_slice(&word.as_bytes()[..length]);
    let framed = &framed[..length + 2];
    for size in RUNS {
        for run in framed.windows(size) {
            found.push(reduced(hashed(SEED ^ 4, run)));
        }
    }
}

const SEED: u32 = 0x811c_9dc5;

fn bucket(sort: u32, parts: &[&str]) -> u16 {
    let mut hash = SEED ^ sort;
    for part in parts {
        hash = hashed(hash, part.as_bytes());
        hash = hashed(hash, b" ");
    }
    reduced(hash)
}

/// FNV-1a.
fn hashed(seed: u32, bytes: &[u8]) -> u32 {
    let mix = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(seed, mix)
}

fn reduced(hash: u32) -> u16 {
    let mixed = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    u16::try_from((mixed >> 12) as usize % BUCKETS).unwrap_or_default()
}

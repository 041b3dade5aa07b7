//! A PDF made smaller before it is parsed: its objects without the content of pages, images and fonts, under a new
//! table of contents. A table that is wrong, or that lists one large part a million times, then does no harm. Parts
//! must never overlap, so that what is parsed is never larger than the file.

use std::collections::BTreeMap;
use std::ops::Range;

/// How many objects are looked at, and how many of them are held.
const MOST_OBJECTS: usize = 500_000;
const MOST_HELD: usize = 5_000;
/// Bytes of descriptions held: no list of attached files is longer, and parsing one takes time.
const MOST_DESCRIBED: usize = 512 << 10;
/// A dictionary that only says where the content of a file is has no more bytes.
const SMALL: usize = 160;
/// How many lengths that are objects of their own are looked up, each through the whole file.
const MOST_LOOKUPS: usize = 32;
/// How far the description of a part reaches, in bytes.
const LONGEST_DESCRIPTION: usize = 4096;

/// The file made smaller, and how many of its parts hold compressed objects.
pub(super) struct Reduced {
    pub bytes: Vec<u8>,
    pub containers: usize,
}

/// One object of the file.
struct Part {
    /// From the header to the end of the value, or of the description of a stream.
    description: Range<usize>,
    /// The content of a stream.
    content: Option<Range<usize>>,
    /// Where the search goes on.
    end: usize,
}

/// The next place of a word. What was found once is not looked for again, so that the whole search is linear.
struct Next<'a> {
    bytes: &'a [u8],
    word: &'static [u8],
    /// Where it was found last, the end of the file when there is none any more.
    found: Option<usize>,
}

impl Next<'_> {
    /// The first place at or behind `from`, the end of the file when there is none.
    fn behind(&mut self, from: usize) -> usize {
        match self.found {
            Some(place) if place >= from => place,
            _ => {
                let rest = self.bytes.get(from..).unwrap_or_default();
                let place = memchr::memmem::find(rest, self.word);
                let place = place.map_or(self.bytes.len(), |place| from + place);
                self.found = Some(place);
                place
            }
        }
    }
}

/// What is looked for again and again.
struct Marks<'a> {
    object_ends: Next<'a>,
    stream_ends: Next<'a>,
    lookups: usize,
}

/// The last revision of every object that may lead to an attached file.
pub(super) fn reduce(bytes: &[u8]) -> Reduced {
    let mut objects: BTreeMap<u32, Part> = BTreeMap::new();
    let marks_files = marks_embedded_files(bytes);
    let next = |word| Next {
        bytes,
        word,
        found: None,
    };
    let mut marks = Marks {
        object_ends: next(b"endobj"),
        stream_ends: next(b"endstream"),
        lookups: 0,
    };
    let mut from = 0;
    let mut described = 0;
    for _ in 0..MOST_OBJECTS {
        let Some(found) = memchr::memmem::find(&bytes[from..], b" obj") else {
            break;
        };
        let mark = from + found;
        from = mark + b" obj".len();
        let Some((number, start)) = header(bytes, mark) else {
            continue;
        };
        let part = part(bytes, start, from, &mut marks);
        from = part.end;
        if is_wanted(bytes, &part, marks_files)
            && objects.len() < MOST_HELD
            && described + part.description.len() <= MOST_DESCRIBED
        {
            described += part.description.len();
            objects.insert(number, part);
        } else {
            objects.remove(&number);
        }
    }
    write(bytes, &objects)
}

/// The number of the object whose header ends at `mark`, and where the header starts.
fn header(bytes: &[u8], mark: usize) -> Option<(u32, usize)> {
    let before = &bytes[mark.saturating_sub(24)..mark];
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let generation = before
        .iter()
        .rev()
        .take_while(|byte| is_digit(byte))
        .count();
    let rest = &before[..before.len() - generation];
    let blanks = rest
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count();
    let rest = &rest[..rest.len() - blanks];
    let digits = rest.iter().rev().take_while(|byte| is_digit(byte)).count();
    if generation == 0 || blanks == 0 || digits == 0 {
        return None;
    }
    let number = std::str::from_utf8(&rest[rest.len() - digits..]).ok()?;
    let length = generation + blanks + digits;
    Some((number.parse().ok()?, mark - length))
}

/// The object whose header starts at `start` and whose value starts at `from`.
fn part(bytes: &[u8], start: usize, from: usize, marks: &mut Marks<'_>) -> Part {
    let end = marks.object_ends.behind(from);
    let head = &bytes[from..end.min(from + LONGEST_DESCRIPTION)];
    let Some(stream) = stream_mark(head) else {
        return Part {
            description: start..end,
            content: None,
            end: (end + b"endobj".len()).min(bytes.len()),
        };
    };
    let description = &head[..stream];
    let content = after_line_end(bytes, from + stream + b"stream".len());
    let length = match number_after(description, b"/Length") {
        Some((number, true)) if marks.lookups < MOST_LOOKUPS => {
            marks.lookups += 1;
            length_of(bytes, number)
        }
        Some((length, false)) => Some(length),
        _ => None,
    };
    let told = length
        .and_then(|length| content.checked_add(length))
        .filter(|end| {
            let behind = bytes.get(*end..(*end + 12).min(bytes.len()));
            let behind = behind.unwrap_or_default().trim_ascii_start();
            behind.starts_with(b"endstream")
        });
    let after = told.unwrap_or_else(|| marks.stream_ends.behind(content));
    let end = marks.object_ends.behind(after);
    Part {
        description: start..from + stream,
        content: Some(content..after),
        // Without its end, the next object starts before: the search goes on right behind the content.
        end: match end - after < 64 {
            true => (end + b"endobj".len()).min(bytes.len()),
            false => after,
        },
    }
}

/// True when some part of the file is marked as an embedded file: then the others are none.
fn marks_embedded_files(bytes: &[u8]) -> bool {
    let word = b"/EmbeddedFile";
    memchr::memmem::find_iter(bytes, word).any(|place| bytes.get(place + word.len()) != Some(&b's'))
}

/// What may lead to an attached file, or be one.
fn is_wanted(bytes: &[u8], part: &Part, marks_files: bool) -> bool {
    let description = &bytes[part.description.clone()];
    let has = |needle: &[u8]| memchr::memmem::find(description, needle).is_some();
    if part.content.is_none() {
        return has(b"/EF") || has(b"/Names") || (has(b"/F") && description.len() <= SMALL);
    }
    if has(b"ObjStm") || has(b"/EmbeddedFile") {
        return true;
    }
    let is_page_matter = has(b"/Image") || has(b"/Form") || has(b"/Length1") || has(b"/XRef");
    !marks_files && !is_page_matter
}

/// Where the content of a stream is announced, behind the description.
fn stream_mark(head: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(head, b"stream").find(|place| {
        let before = head[..*place].trim_ascii_end();
        before.ends_with(b">>")
    })
}

fn after_line_end(bytes: &[u8], place: usize) -> usize {
    match bytes.get(place..) {
        Some([b'\r', b'\n', ..]) => place + 2,
        Some([b'\r' | b'\n', ..]) => place + 1,
        _ => place,
    }
}

/// The whole number after a key, and whether it is the number of an object that holds it.
fn number_after(description: &[u8], key: &[u8]) -> Option<(usize, bool)> {
    let place = memchr::memmem::find_iter(description, key)
        .map(|place| place + key.len())
        .find(|place| {
            !description
                .get(*place)
                .is_some_and(u8::is_ascii_alphanumeric)
                || description[*place].is_ascii_whitespace()
        })?;
    let rest = description[place..].trim_ascii_start();
    let text = std::str::from_utf8(&rest[..rest.len().min(32)]).unwrap_or_default();
    let mut words = text.split([' ', '\r', '\n', '/', '>']);
    let number = words.next()?.parse().ok()?;
    let is_reference = words.next().is_some_and(|word| word == "0") && words.next() == Some("R");
    Some((number, is_reference))
}

fn length_of(bytes: &[u8], number: usize) -> Option<usize> {
    let header = format!("{number} 0 obj");
    let place = memchr::memmem::find_iter(bytes, header.as_bytes()).find(|place| {
        place
            .checked_sub(1)
            .is_none_or(|before| bytes[before].is_ascii_whitespace())
    })?;
    let rest = bytes[place + header.len()..].trim_ascii_start();
    let digits = rest
        .iter()
        .take(12)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}

fn write(bytes: &[u8], objects: &BTreeMap<u32, Part>) -> Reduced {
    let mut reduced = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    let mut containers = 0;
    for (number, part) in objects {
        let description = &bytes[part.description.clone()];
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", reduced.len()));
        match &part.content {
            None => reduced.extend(description),
            Some(content) => {
                containers += usize::from(memchr::memmem::find(description, b"ObjStm").is_some());
                write_stream(description, &bytes[content.clone()], &mut reduced);
            }
        }
        reduced.extend(b"\nendobj\n");
    }
    let start = reduced.len();
    let last = objects.keys().next_back();
    let size = last.map_or(1, |last| last.saturating_add(1));
    let end = format!("xref\n{table}trailer\n<</Size {size}>>\nstartxref\n{start}\n%%EOF\n");
    reduced.extend(end.bytes());
    Reduced {
        bytes: reduced,
        containers,
    }
}

/// With the length it really has, in place of one that may be wrong, or lead from object to object.
fn write_stream(description: &[u8], content: &[u8], reduced: &mut Vec<u8>) {
    let description = description.trim_ascii_end();
    let inside = description.strip_suffix(b">>").unwrap_or(description);
    let key = b"/Length";
    let mut written = 0;
    for place in memchr::memmem::find_iter(inside, key) {
        let behind = place + key.len();
        // `/Length1` is another key.
        if !inside.get(behind).is_some_and(u8::is_ascii_alphanumeric) {
            reduced.extend(&inside[written..place]);
            reduced.extend(b"/Said ");
            written = behind;
        }
    }
    reduced.extend(&inside[written..]);
    reduced.extend(format!("/Length {}>>\nstream\n", content.len()).bytes());
    reduced.extend(content);
    reduced.extend(b"\nendstream");
}

#[cfg(test)]
mod tests;

//! A message in the form signatures are made over, `relaxed` for headers and body (RFC 6376, 3.4). Pure.

/// The headers of a message, and its body.
pub(super) fn halves(message: &[u8]) -> (&[u8], &[u8]) {
    let end = message.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    match end {
        Some(end) => (&message[..end + 2], &message[end + 4..]),
        None => (message, &[]),
    }
}

/// The headers of a message, in their order.
pub(super) struct Fields<'a> {
    fields: Vec<(String, &'a [u8])>,
}

impl<'a> Fields<'a> {
    /// Reads headers; each may go on over lines that begin with a blank.
    pub(super) fn read(head: &'a [u8]) -> Self {
        let mut fields = Vec::new();
        let mut rest = head;
        while !rest.is_empty() {
            let (field, after) = rest.split_at(end_of_field(rest));
            rest = after;
            let Some(colon) = field.iter().position(|byte| *byte == b':') else {
                continue;
            };
            let name = String::from_utf8_lossy(&field[..colon]);
            fields.push((name.trim().to_ascii_lowercase(), &field[colon + 1..]));
        }
        Fields { fields }
    }

    /// How often a header stands.
    pub(super) fn count(&self, name: &str) -> usize {
        self.fields
            .iter()
            .filter(|(known, _)| known == name)
            .count()
    }

    /// A header by its place among those of its name, the last first.
    pub(super) fn counted_from_the_end(&self, name: &str, place: usize) -> Option<Vec<u8>> {
        let mut named = self.fields.iter().rev().filter(|(known, _)| known == name);
        named.nth(place).map(|(name, value)| header(name, value))
    }
}

/// Where a header ends: at a line end that no blank follows.
fn end_of_field(bytes: &[u8]) -> usize {
    let ends = bytes.windows(2).enumerate();
    ends.filter(|(_, pair)| *pair == b"\r\n")
        .map(|(place, _)| place + 2)
        .find(|after| !matches!(bytes.get(*after), Some(b' ' | b'\t')))
        .unwrap_or(bytes.len())
}

/// A header on one line, each run of blanks one blank.
pub(super) fn header(name: &str, value: &[u8]) -> Vec<u8> {
    let unfolded: Vec<u8> = value
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, b'\r' | b'\n'))
        .collect();
    let mut line = format!("{name}:").into_bytes();
    line.extend_from_slice(single_spaced(&unfolded).trim_ascii());
    line
}

/// A body without blanks at the end of lines or empty lines at its end; each run of blanks is one blank.
pub(super) fn body(body: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(body.len());
    let mut whole = 0;
    for line in body.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = single_spaced(line);
        let line = line.strip_suffix(b" ").unwrap_or(&line);
        written.extend_from_slice(line);
        written.extend_from_slice(b"\r\n");
        if !line.is_empty() {
            whole = written.len();
        }
    }
    written.truncate(whole);
    written
}

fn single_spaced(line: &[u8]) -> Vec<u8> {
    let mut written: Vec<u8> = Vec::with_capacity(line.len());
    for byte in line {
        match byte {
            b' ' | b'\t' if written.last() == Some(&b' ') => {}
            b' ' | b'\t' => written.push(b' '),
            byte => written.push(*byte),
        }
    }
    written
}

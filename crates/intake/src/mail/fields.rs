//! Blocks of fields `Name: value` (RFC 3464, RFC 5965), folded or not. It must never take a value apart:
//! what a field means is read elsewhere.

/// Fields between two blank lines, in order.
pub(super) type Block = Vec<(String, String)>;

/// How many blocks are read: one for each recipient.
const BLOCKS: usize = 5_000;
/// How long a value may become by folding.
const LONGEST: usize = 20_000;

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut current: Block = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            if !current.is_empty() {
                blocks.push(std::mem::take(&mut current));
            }
            if blocks.len() == BLOCKS {
                return blocks;
            }
            continue;
        }
        match (line.starts_with([' ', '\t']), current.last_mut()) {
            (true, Some((_, value))) if value.len() < LONGEST => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (true, Some(_)) => {}
            _ => current.extend(field(line)),
        }
    }
    if !current.is_empty() {
        blocks.push(current);
    }
    blocks
}

/// The value of the first field of a name.
pub(super) fn value<'a>(block: &'a Block, name: &str) -> Option<&'a str> {
    block
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

/// The value after the type: `rfc822; a@b.fr` and `RFC822:a@b.fr` are `a@b.fr`, `smtp; 550 x` is `550 x`.
pub(super) fn untyped(value: &str) -> &str {
    let known = |kind: &str| {
        let kind = kind.trim().to_ascii_lowercase();
        !kind.is_empty()
            && kind.len() <= 20
            && kind.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    match value.split_once(';') {
        Some((kind, rest)) if known(kind) => rest.trim(),
        _ => match value.split_once(':') {
            Some((kind, rest)) if kind.trim().eq_ignore_ascii_case("rfc822") => rest.trim(),
            _ => value.trim(),
        },
    }
}

fn field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    let is_name = !name.is_empty()
        && name.len() <= 60
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    is_name.then(|| {
        (
            name.to_string(),
            value.trim().chars().take(LONGEST).collect(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_fields_are_one_and_blank_lines_part_blocks() {
        let read = blocks("A: 1\n 2\nnoise\n\n\nB : x\r\n\ty\n");
        assert_eq!(read.len(), 2);
        assert_eq!(value(&read[0], "a"), Some("1 2"));
        assert_eq!(value(&read[1], "B"), Some("x y"));
        assert_eq!(untyped("rfc822; a@b.fr"), "a@b.fr");
        assert_eq!(untyped("550 not; here"), "550 not; here");
    }
}

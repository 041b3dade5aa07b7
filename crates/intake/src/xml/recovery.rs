//! Where reading goes on after markup that never ends: the next element that starts a record. It must
//! never look at the same bytes again and again.

/// The place of the next `<` that opens an element of which `is_record` says that it starts a record.
pub(super) fn next_record(text: &str, is_record: impl Fn(&str) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).find(|at| {
        let after = &bytes[at + 1..bytes.len().min(at + 65)];
        let end = after
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b':' | b'_'));
        let name = end.and_then(|end| std::str::from_utf8(&after[..end]).ok());
        name.is_some_and(|name| is_record(name.rsplit(':').next().unwrap_or(name)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_record_is_found_with_and_without_prefix() {
        let is_record = |name: &str| name == "Ntry";
        assert_eq!(next_record("<!-- <a/> <n:Ntry>", is_record), Some(10));
        assert_eq!(next_record("x<Ntry >", is_record), Some(1));
        assert_eq!(next_record("</Ntry><NtryDtls><Ntry", is_record), None);
    }
}

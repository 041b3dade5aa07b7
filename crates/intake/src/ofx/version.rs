//! The version of an OFX file, from whatever header it has: lines, one line, or an instruction of XML. It
//! must never fail for want of a header: many banks send none.

/// Headers are short.
const HEADER: usize = 2000;

/// `OFX 1.02`, `OFX 2.11`; `OFX` when the file does not say.
pub(super) fn name(text: &str) -> String {
    let lower = text.find("<ofx>");
    let end = text.find("<OFX>").or(lower).unwrap_or(0);
    let header = text.get(..end.min(HEADER)).unwrap_or_default();
    let version = header
        .match_indices("VERSION")
        .find_map(|(at, word)| digits_after(&header[at + word.len()..]));
    match version {
        Some(digits) => format!("OFX {}.{}", &digits[..1], &digits[1..]),
        None => "OFX".to_string(),
    }
}

/// Three digits after a colon or an equals sign.
fn digits_after(text: &str) -> Option<&str> {
    let start = text.trim_start_matches([' ', ':', '=', '"', '\'']);
    let digits = start.get(..3)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_tells_its_version() {
        assert_eq!(
            name("OFXHEADER:100\nDATA:OFXSGML\nVERSION:103\n\n<OFX>"),
            "OFX 1.03"
        );
        assert_eq!(
            name("OFXHEADER:100DATA:OFXSGMLVERSION:102SECURITY:NONE<OFX>"),
            "OFX 1.02"
        );
        let xml = "<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\" VERSION=\"211\" SECURITY=\"NONE\"?><OFX>";
        assert_eq!(name(xml), "OFX 2.11");
        assert_eq!(name("<OFX><VERSION>103"), "OFX");
    }
}

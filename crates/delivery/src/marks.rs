//! Texts with marks in braces, and what stands for each. Pure.

/// A text with its marks replaced, once: what stands for a mark is never a mark itself. A mark nobody knows stays as it is.
pub(crate) fn filled(shape: &str, fact: &dyn Fn(&str) -> Option<String>) -> String {
    let mut written = String::with_capacity(shape.len());
    let mut rest = shape;
    while let Some((before, after)) = rest.split_once('{') {
        written.push_str(before);
        let named = after
            .split_once('}')
            .and_then(|(name, after)| Some((fact(name)?, after)));
        match named {
            Some((value, after)) => {
                written.push_str(&value);
                rest = after;
            }
            None => {
                written.push('{');
                rest = after;
            }
        }
    }
    written.push_str(rest);
    written
}

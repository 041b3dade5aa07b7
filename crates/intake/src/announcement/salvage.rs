//! Records of a JSON text that is cut or damaged: every object that closes and reads by itself. It must never
//! take longer than the text is long, times the depth of a record.

use serde_json::Value;

/// How deep objects may be nested to be looked at.
const DEPTH: usize = 32;
/// How long a record may be.
const LONGEST: usize = 1 << 20;
/// Names that only records have.
const MARKS: [&str; 6] = [
    "dateparution",
    "date_parution",
    "datePublication",
    "familleavis",
    "complementJugement",
    "numeroannonce",
];

/// The records that can be saved, in order.
pub(super) fn records(text: &str) -> Vec<Value> {
    let bytes = text.as_bytes();
    let mut found: Vec<Value> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut depth_unseen: usize = 0;
    let mut taken_up_to = 0;
    let mut in_text = false;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if in_text => at += 1,
            b'"' => in_text = !in_text,
            // No record holds a bare line end within a text: a quote was lost before.
            b'\n' if in_text => in_text = false,
            b'{' if !in_text => match starts.len() < DEPTH {
                true => starts.push(at),
                false => depth_unseen += 1,
            },
            b'}' if !in_text && depth_unseen > 0 => depth_unseen -= 1,
            b'}' if !in_text => {
                let start = starts.pop().filter(|start| *start >= taken_up_to);
                if let Some(value) = start.and_then(|start| record(text.get(start..=at)?)) {
                    found.push(value);
                    taken_up_to = at;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn record(text: &str) -> Option<Value> {
    let is_marked = text.len() <= LONGEST && MARKS.iter().any(|mark| text.contains(mark));
    is_marked.then(|| serde_json::from_str(text).ok()).flatten()
}

//! Why a message was refused or lost sight of, for the reader: our own findings in the wording of the page, the
//! server's words quoted as they came. Must never translate what a server said.

use store::notice::Notice;

use crate::words::Words;

/// Findings the desk and the carriers write down in words of their own, with the key of their sentence.
const OWN: [(&str, &str); 5] = [
    (
        "the sender stopped between giving the message to the carrier and its answer",
        "carrier-sender-stopped",
    ),
    ("arrived, says a person", "carrier-arrived"),
    ("did not go out, says a person", "carrier-did-not-go-out"),
    ("no answer in the time allowed", "carrier-silent"),
    (
        "writing the file was interrupted",
        "carrier-file-interrupted",
    ),
];

/// How far a conversation with a mail server had come, as the carrier writes it.
const STAGES: [(&str, &str); 7] = [
    ("connecting", "carrier-at-connection"),
    ("protecting the line", "carrier-at-encryption"),
    ("signing in", "carrier-at-sign-in"),
    ("naming the sender", "carrier-at-sender"),
    ("naming the recipient", "carrier-at-recipient"),
    ("asking to give the message", "carrier-at-permission"),
    ("giving the message", "carrier-at-content"),
];

/// Added by the carrier when the line broke after the message was given.
const MAY_HAVE: &str = "; the server may have taken the message";

/// What is known of the end of a notice that was refused or lost sight of; empty for any other.
pub(crate) fn of(words: &Words, notice: &Notice) -> String {
    let known = notice.refused.as_ref().or(notice.unknown.as_ref());
    known.map_or_else(String::new, |(_, stored)| told(words, stored))
}

fn told(words: &Words, stored: &str) -> String {
    if let Some((_, key)) = OWN.iter().find(|(own, _)| stored.contains(own)) {
        let found = words.say(key);
        return match stored.ends_with(MAY_HAVE) {
            true => format!("{found} {}", words.say("carrier-perhaps")),
            false => found,
        };
    }
    let (said, key) = match stored.strip_suffix(MAY_HAVE) {
        Some(said) => (said, "carrier-may-have-taken"),
        None => (stored, "carrier-said"),
    };
    let (lead, said) = stage(said).unwrap_or((key, said));
    let quoted = words.with(lead, &[("words", said)]);
    if key == "carrier-may-have-taken" && lead != key {
        return format!("{quoted} {}", words.say("carrier-perhaps"));
    }
    quoted
}

/// How far the conversation had come, and what the server said then.
fn stage(said: &str) -> Option<(&'static str, &str)> {
    let (stage, rest) = said.split_once(": ")?;
    let (_, key) = STAGES.iter().find(|(known, _)| *known == stage)?;
    Some((key, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_server_stand_after_the_stage_they_came_at() {
        let found = stage("naming the recipient: 550 5.1.1 No such user: gone");
        assert_eq!(
            found,
            Some(("carrier-at-recipient", "550 5.1.1 No such user: gone"))
        );
        assert_eq!(stage("550 no such user"), None);
        assert_eq!(stage("550 said: no"), None);
    }
}

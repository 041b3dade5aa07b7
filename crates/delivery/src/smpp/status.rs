//! What the status of an answer means: what became of a message, and what to say of it. Must never take a status that says
//! nothing of the message for a refusal of it.

use desk::carrier::Carried;

/// All is well.
pub(super) const OK: u32 = 0;
/// What is asked is not known.
pub(super) const INVALID_COMMAND: u32 = 0x03;
/// Not now: tell it again.
pub(super) const TELL_AGAIN: u32 = 0x64;
/// Not at all: do not tell it again.
pub(super) const DO_NOT_TELL_AGAIN: u32 = 0x66;

const QUEUE_FULL: u32 = 0x14;
const THROTTLED: u32 = 0x58;

/// True when the provider only wants to be asked more slowly.
pub(super) fn is_haste(status: u32) -> bool {
    matches!(status, QUEUE_FULL | THROTTLED)
}

/// What an answer other than well means for a message.
pub(super) fn outcome(status: u32) -> Carried {
    let words = words(status);
    match status {
        // Length, number, kind of number, class, alphabet; refused for good.
        0x01 | 0x0b | 0x43 | 0x50 | 0x51 | 0x65 | 0x66 | 0x104 => Carried::Refused { cause: words },
        // The provider itself does not know.
        0xff => Carried::Unknown { evidence: words },
        // Our setting, our key, our sender, our credit, their pace, their trouble: an error of any kind says that it was
        // not taken, and none of these that it never would be.
        _ => Carried::TryAgain { cause: words },
    }
}

/// A status in words, with its number.
pub(super) fn words(status: u32) -> String {
    let said = match status {
        0x00 => "no error",
        0x01 => "the length of the message is not valid",
        0x02 => "the length of what was said is not valid",
        0x03 => "what was asked is not known",
        0x04 => "not allowed while the line is bound so",
        0x05 => "the account is bound already",
        0x08 => "the provider has an error of its own",
        0x0a => "the sender is not valid",
        0x0b => "the number is not valid",
        0x0d => "binding failed",
        0x0e => "the password is not valid",
        0x0f => "the system_id is not valid",
        0x14 => "the provider's queue is full",
        0x43 => "the class of the message is not valid",
        0x45 => "submitting failed",
        0x48 | 0x49 => "the kind of the sender is not valid",
        0x50 | 0x51 => "the kind of the number is not valid",
        0x53 => "the system_type is not valid",
        0x58 => "too many messages at once",
        0x64 => "refused for now",
        0x65 => "refused for good",
        0x66 => "refused",
        0xfe => "delivery failed",
        0xff => "an error the provider does not know itself",
        0x104 => "the alphabet is not taken",
        0x400..=0x4ff => "an error of the provider's own list",
        _ => "an error",
    };
    format!("{said} (SMPP status 0x{status:08x})")
}

/// What to do about a line that could not be bound.
pub(super) fn advice(status: u32) -> &'static str {
    match status {
        0x04 => "ask the provider for an account that may bind as transceiver",
        0x05 => {
            "another program holds the account's line, or an old one is not forgotten yet: stop it, or wait some minutes"
        }
        0x0e | 0x0f => "check `texts.smpp.system_id` and the password in `texts.secret_file`",
        0x53 => "check `texts.smpp.system_type`",
        0x0d => {
            "check system_id, password and whether the provider knows the address of this machine"
        }
        _ => "ask the provider what it means",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_means_what_it_must() {
        for status in [0x01, 0x0b, 0x43, 0x50, 0x51, 0x65, 0x66, 0x104] {
            assert!(
                matches!(outcome(status), Carried::Refused { .. }),
                "{status:x}"
            );
        }
        for status in [
            0x04, 0x08, 0x0a, 0x14, 0x45, 0x58, 0x64, 0xfe, 0x403, 0x9999,
        ] {
            assert!(
                matches!(outcome(status), Carried::TryAgain { .. }),
                "{status:x}"
            );
        }
        assert!(matches!(outcome(0xff), Carried::Unknown { .. }));
        assert!(words(0x403).ends_with("(SMPP status 0x00000403)"));
    }
}

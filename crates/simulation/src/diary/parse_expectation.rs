//! What stands after `expect`.

use receivables::contact::Channel;
use receivables::debtor::Language;

use receivables::sanction::Measure;
use store::sanction::SanctionStanding;

use super::amount_list::sums;
use super::cursor::{Cursor, Read};
use super::expectation::{Expectation, MessagePart, NoticeStanding, StepExpected};
use super::parse_case::MEASURES;

/// The buckets of an aged balance, as diaries write them.
pub(super) const BUCKETS: &[&str] = &[
    "not-due", "1-30", "31-60", "61-90", "91-120", "over-120", "credits",
];
/// What a sending counts.
pub(super) const SENDING: &[&str] = &[
    "sent",
    "refused",
    "try-again",
    "unknown",
    "withdrawn",
    "waiting",
];

/// Reads what stands after `expect`.
pub(super) fn expectation(cursor: &mut Cursor) -> Read<Expectation> {
    match cursor.peek() {
        "message" => return message(cursor),
        "journal" => return journal(cursor),
        "aging" => return aging(cursor),
        "run" | "sending" | "overdue" | "orphans" => return counted(cursor),
        word if word.parse::<usize>().is_ok() => {
            let count = cursor.number("a number of messages")?;
            messages_word(cursor)?;
            return Ok(Expectation::Messages {
                debtor: None,
                count,
            });
        }
        _ => {}
    }
    let subject = cursor.name("a debtor, an item, `message`, `journal`, `aging`, `run`, `sending`, `overdue`, `orphans` or a number of messages")?;
    if !cursor.takes_colon() {
        return Err(format!("write a colon after `{subject}`"));
    }
    about(subject, cursor)
}

/// What is expected of a debtor or of an item.
fn about(subject: String, cursor: &mut Cursor) -> Read<Expectation> {
    let what = cursor.name(
        "nothing, a step, held, because, next, notice, segment, alert, campaign, sanction, open, owes, charges or a number of messages",
    )?;
    match what.as_str() {
        "nothing" => Ok(Expectation::Nothing { debtor: subject }),
        "held" => {
            let gate = cursor
                .takes("at")
                .then(|| cursor.name("a gate"))
                .transpose()?;
            let reason = cursor
                .takes("because")
                .then(|| cursor.name("a reason"))
                .transpose()?;
            Ok(Expectation::Held {
                debtor: subject,
                gate,
                reason,
            })
        }
        "because" => Ok(Expectation::Because {
            subject,
            reason: cursor.name("a reason")?,
        }),
        "next" => {
            let step = cursor.name("the key of a step")?;
            cursor.word("on")?;
            Ok(Expectation::Next {
                subject,
                step,
                on: cursor.date()?,
            })
        }
        "notice" => {
            let step = cursor.name("the key of a step")?;
            let standing = match cursor.takes("none") {
                true => None,
                false => Some(cursor.one_of("where it stands", NoticeStanding::WORDS)?),
            };
            Ok(Expectation::Notice {
                debtor: subject,
                step,
                standing,
            })
        }
        "segment" | "alert" | "campaign" | "sanction" => beside(subject, &what, cursor),
        "open" => Ok(Expectation::Open {
            item: subject,
            amount: cursor.amount()?,
        }),
        "owes" => Ok(Expectation::Owes {
            debtor: subject,
            amounts: sums(cursor)?,
        }),
        "charges" => Ok(Expectation::Charges {
            debtor: subject,
            amounts: sums(cursor)?,
        }),
        other => messages_or_step(subject, other, cursor),
    }
}

/// What stands beside the steps of a debtor.
fn beside(debtor: String, what: &str, cursor: &mut Cursor) -> Read<Expectation> {
    Ok(match what {
        "segment" => Expectation::Segment {
            debtor,
            segment: quoted_or_none(cursor)?,
        },
        "alert" => Expectation::Alert {
            debtor,
            alert: quoted_or_none(cursor)?,
        },
        "campaign" => Expectation::Campaign {
            debtor,
            campaign: quoted_or_none(cursor)?,
        },
        _ => Expectation::Sanction {
            debtor,
            sanction: sanction(cursor)?,
        },
    })
}

/// `credit-hold announced`, or `none`.
fn sanction(cursor: &mut Cursor) -> Read<Option<(Measure, SanctionStanding)>> {
    if cursor.takes("none") {
        return Ok(None);
    }
    let measure = cursor.one_of("a sanction", &MEASURES)?;
    let standings = [
        ("proposed", SanctionStanding::Proposed),
        ("announced", SanctionStanding::Announced),
        ("in-force", SanctionStanding::InForce),
    ];
    Ok(Some((
        measure,
        cursor.one_of("where it stands", &standings)?,
    )))
}

/// A name in quotation marks, or `none`.
fn quoted_or_none(cursor: &mut Cursor) -> Read<Option<String>> {
    match cursor.takes("none") {
        true => Ok(None),
        false => cursor.quoted().map(Some),
    }
}

fn messages_or_step(subject: String, word: &str, cursor: &mut Cursor) -> Read<Expectation> {
    if let Ok(count) = word.parse() {
        messages_word(cursor)?;
        return Ok(Expectation::Messages {
            debtor: Some(subject),
            count,
        });
    }
    let step = step_expected(word.to_string(), cursor)?;
    Ok(Expectation::Step {
        debtor: subject,
        step,
    })
}

fn step_expected(step: String, cursor: &mut Cursor) -> Read<StepExpected> {
    let mut expected = StepExpected {
        step,
        ..StepExpected::default()
    };
    while !cursor.is_at_end() {
        let what = cursor.name("by, to, in, about, asking or where it stands")?;
        match what.as_str() {
            "by" => {
                let channel = cursor.name("a channel")?;
                let known = Channel::from_code(&channel);
                expected.channel = Some(known.ok_or_else(|| {
                    format!("write e-mail, sms, letter, registered-letter, call or task, not `{channel}`")
                })?);
            }
            "to" => expected.to = Some(cursor.name("an e-mail address")?),
            "in" => {
                let languages = [("fr", Language::French), ("en", Language::English)];
                expected.language = Some(cursor.one_of("a language", &languages)?);
            }
            "about" => {
                expected.about.push(cursor.name("an item")?);
                while cursor.takes_comma() {
                    expected.about.push(cursor.name("an item")?);
                }
            }
            "asking" => expected.asking = sums(cursor)?,
            other => {
                let standing = NoticeStanding::WORDS
                    .iter()
                    .find(|(word, _)| *word == other);
                let known = standing.map(|(_, standing)| *standing);
                expected.standing = Some(known.ok_or_else(|| {
                    format!("write by, to, in, about, asking, or where it stands (such as ready), not `{other}`")
                })?);
            }
        }
    }
    Ok(expected)
}

/// `message to ACME contains "words"`, `message to ACME lacks "words"`, `message to ACME subject contains "words"`.
fn message(cursor: &mut Cursor) -> Read<Expectation> {
    cursor.word("message")?;
    cursor.word("to")?;
    let debtor = cursor.name("the name of the debtor")?;
    let part = if cursor.takes("subject") {
        MessagePart::Subject
    } else {
        MessagePart::Text
    };
    let contains = cursor.one_of("contains or lacks", &[("contains", true), ("lacks", false)])?;
    Ok(Expectation::Message {
        debtor,
        part,
        contains,
        words: cursor.quoted()?,
    })
}

fn journal(cursor: &mut Cursor) -> Read<Expectation> {
    cursor.word("journal")?;
    cursor.word("of")?;
    let debtor = cursor.name("the name of the debtor")?;
    cursor.word("contains")?;
    Ok(Expectation::Journal {
        debtor,
        words: cursor.quoted()?,
    })
}

/// `aging on 2026-05-31: 100.00 EUR 31-60, 50.00 EUR not-due`.
fn aging(cursor: &mut Cursor) -> Read<Expectation> {
    cursor.word("aging")?;
    let on = if cursor.takes("on") {
        cursor.date()?
    } else {
        cursor.today()?
    };
    if !cursor.takes_colon() {
        return Err("write a colon after the day of the aged balance".to_string());
    }
    let mut buckets = Vec::new();
    if cursor.takes("nothing") {
        return Ok(Expectation::Aging { on, buckets });
    }
    loop {
        let amount = cursor.amount()?;
        let words: Vec<(&str, &str)> = BUCKETS.iter().map(|bucket| (*bucket, *bucket)).collect();
        let bucket = cursor.one_of("a bucket", &words)?;
        buckets.push((amount, bucket.to_string()));
        if !cursor.takes_comma() {
            return Ok(Expectation::Aging { on, buckets });
        }
    }
}

/// `run: 2 planned`, `run: 1 problem`, `sending: 1 sent`, `overdue: 1 item 500.00 EUR`, `orphans: 0`.
fn counted(cursor: &mut Cursor) -> Read<Expectation> {
    let what = cursor.name("what is counted")?;
    if !cursor.takes_colon() {
        return Err(format!("write a colon after `{what}`"));
    }
    let count: usize = cursor.number("a number")?;
    match what.as_str() {
        "orphans" => Ok(Expectation::Orphans(count)),
        "run" if cursor.takes("planned") => Ok(Expectation::Planned(count)),
        "run" if cursor.takes("problem") || cursor.takes("problems") => {
            Ok(Expectation::Problems(count))
        }
        "run" => Err("write planned or problems after the number".to_string()),
        "overdue" => {
            if !cursor.takes("item") {
                cursor.word("items")?;
            }
            Ok(Expectation::Overdue {
                count,
                amounts: sums(cursor)?,
            })
        }
        _ => {
            let words: Vec<(&str, &str)> = SENDING.iter().map(|word| (*word, *word)).collect();
            let what = cursor
                .one_of("what the sending counts", &words)?
                .to_string();
            Ok(Expectation::Sending { what, count })
        }
    }
}

fn messages_word(cursor: &mut Cursor) -> Read<()> {
    if cursor.takes("message") {
        Ok(())
    } else {
        cursor.word("messages")
    }
}

//! Every message of the test data: what it is, and for bounces what happened to the first recipient, to the
//! figures computed by another program.

mod data_folder;

use std::collections::BTreeMap;

use data_folder::{bytes, data};
use intake::mail::{self, Bounce, MailMessage};

const BOUNCES: &str = "email/sisimai__set-of-emails";

/// file | nature | recipients | action | status of the first | cause | permanence
const EXPECTED: &str = "
arf-01.eml|Feedback|||||
arf-14.eml|Feedback|||||
arf-18.eml|Feedback|||||
arf-22.eml|Feedback|||||
arf-26.eml|Unsubscription|||||
lhost-amavis-02.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-amazonses-03.eml|DeliveryFailure|1|failed|5.0.0|MailboxFull|Soft
lhost-amazonses-08.eml|DeliveryFailure|1|failed|5.7.9|Policy|Soft
lhost-amazonses-12.eml|DeliverySuccess|1|delivered|2.6.0|Other|Arrived
lhost-amazonses-16.eml|DeliveryFailure|1|failed|5.7.1|Blocked|Soft
lhost-amazonses-20.eml|DeliveryFailure|1|failed|5.2.1|UnknownMailbox|Hard
lhost-amazonworkmail-03.eml|DeliveryFailure|1|failed|5.3.5|Temporary|Soft
lhost-amazonworkmail-08.eml|DeliveryFailure|1|failed|5.2.2|MailboxFull|Soft
lhost-bigfoot-02.eml|DeliveryFailure|1|failed|5.7.1|UnknownMailbox|Hard
lhost-courier-03.eml|DeliveryFailure|1|failed|5.0.0|Policy|Soft
lhost-domino-03.eml|DeliveryFailure|1|failed|5.0.0|Relay|Soft
lhost-dragonfly-04.eml|DeliveryFailure|1|failed||DomainUnknown|Hard
lhost-dragonfly-08.eml|DeliveryFailure|1|failed|5.2.3|TooLarge|Soft
lhost-dragonfly-12.eml|DeliveryFailure|1|failed|5.2.2|MailboxFull|Soft
lhost-dragonfly-16.eml|DeliveryFailure|1|failed|5.3.2|Policy|Soft
lhost-dragonfly-20.eml|DeliveryFailure|1|failed|5.7.0|Blocked|Soft
lhost-dragonfly-24.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-dragonfly-28.eml|DeliveryFailure|1|failed|5.2.2|MailboxFull|Soft
lhost-einsundeins-03.eml|DeliveryFailure|1|failed|5.2.0|Blocked|Soft
lhost-exchange2003-01.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-exchange2003-03.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-exchange2003-04.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-exchange2003-05.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-exchange2007-01.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-exchange2007-02.eml|DeliveryFailure|1|failed|5.2.2|MailboxFull|Soft
lhost-exchange2007-03.eml|DeliveryFailure|1|failed|5.2.3|TooLarge|Soft
lhost-exchange2007-05.eml|DeliveryFailure|1|failed|4.4.7|Expired|Soft
lhost-exchange2007-06.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-exchange2007-07.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-exim-02.eml|DeliveryFailure|2|failed|5.1.1|UnknownMailbox|Hard
lhost-exim-03.eml|DeliveryFailure|1|failed|5.7.0|Policy|Soft
lhost-exim-07.eml|DeliveryFailure|1|failed||MailboxFull|Soft
lhost-exim-31.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-exim-35.eml|DeliveryFailure|1|failed||Policy|Soft
lhost-exim-39.eml|DeliveryFailure|1|failed||Policy|Soft
lhost-exim-43.eml|DeliveryFailure|1|failed|5.0.0|Policy|Soft
lhost-exim-47.eml|DeliveryFailure|1|failed||Blocked|Soft
lhost-exim-51.eml|DeliveryFailure|1|failed|5.1.0|UnknownMailbox|Hard
lhost-exim-55.eml|DeliveryFailure|1|failed|5.7.0|Blocked|Soft
lhost-exim-59.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-ezweb-02.eml|DeliveryFailure|1|failed|5.0.0|UnknownMailbox|Hard
lhost-ezweb-07.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-gmail-01.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-gmail-04.eml|DeliveryFailure|1|failed|5.7.1|Blocked|Soft
lhost-gmail-06.eml|DeliveryDelay|1|delayed|4.2.2|MailboxFull|Delayed
lhost-gmail-08.eml|DeliveryDelay|1|delayed||Other|Delayed
lhost-gmail-10.eml|DeliveryFailure|1|failed||Temporary|Soft
lhost-gmail-17.eml|DeliveryDelay|1|delayed||Temporary|Delayed
lhost-gmx-02.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-googlegroups-02.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-googlegroups-06.eml|DeliveryFailure|1|failed||Other|Hard
lhost-googlegroups-10.eml|DeliveryFailure|1|failed||Other|Hard
lhost-googlegroups-14.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-imailserver-03.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-kddi-02.eml|DeliveryFailure|1|failed||MailboxFull|Soft
lhost-mailmarshal-02.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-mailru-04.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-mailru-08.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-mcafee-02.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-messagingserver-01.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-messagingserver-05.eml|DeliveryFailure|1|failed|5.4.4|DomainUnknown|Hard
lhost-messagingserver-09.eml|DeliveryFailure|1|failed|5.0.0|UnknownMailbox|Hard
lhost-mfilter-01.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-mfilter-05.eml|DeliveryFailure|1|failed|4.3.1|Temporary|Soft
lhost-mxlogic-02.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-notes-03.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-office365-01.eml|DeliveryFailure|1|failed|5.1.10|UnknownMailbox|Hard
lhost-office365-03.eml|DeliveryFailure|1|failed|5.1.0|Policy|Soft
lhost-office365-04.eml|DeliveryFailure|1|failed|5.1.351|UnknownMailbox|Hard
lhost-office365-05.eml|DeliveryFailure|1|failed|5.1.8|Policy|Soft
lhost-office365-07.eml|DeliveryFailure|1|failed|5.1.351|UnknownMailbox|Hard
lhost-office365-08.eml|DeliveryFailure|1|failed|5.4.316|Expired|Soft
lhost-office365-09.eml|DeliveryFailure|1|failed|5.1.351|UnknownMailbox|Hard
lhost-office365-12.eml|DeliveryFailure|1|failed|5.2.2|MailboxFull|Soft
lhost-opensmtpd-03.eml|DeliveryFailure|1|failed||DomainUnknown|Hard
lhost-opensmtpd-10.eml|DeliveryFailure|1|failed|5.0.0|DomainUnknown|Hard
lhost-opensmtpd-14.eml|DeliveryFailure|1|failed|5.0.0|Blocked|Soft
lhost-outlook-01.eml|DeliveryFailure|1|failed|5.2.2|MailboxFull|Soft
lhost-outlook-06.eml|DeliveryDelay|1|delayed|4.4.7|Expired|Delayed
lhost-postfix-01.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-postfix-02.eml|DeliveryFailure|2|failed|5.2.1|UnknownMailbox|Hard
lhost-postfix-04.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-postfix-05.eml|DeliveryFailure|1|failed|4.1.1|UnknownMailbox|Soft
lhost-postfix-09.eml|DeliveryFailure|1|failed|4.3.2|Temporary|Soft
lhost-postfix-14.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-postfix-28.eml|DeliveryFailure|1|failed|5.7.1|Policy|Soft
lhost-postfix-32.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-postfix-36.eml|DeliveryFailure|1|failed|5.0.0|UnknownMailbox|Hard
lhost-postfix-40.eml|DeliveryFailure|1|failed|4.0.0|Temporary|Soft
lhost-postfix-44.eml|DeliveryFailure|1|failed|5.0.0|Relay|Soft
lhost-postfix-48.eml|DeliveryFailure|1|failed|5.0.0|Policy|Soft
lhost-postfix-52.eml|DeliveryFailure|1|failed|5.0.0|UnknownMailbox|Hard
lhost-postfix-56.eml|DeliveryFailure|1|failed|4.4.2|Policy|Soft
lhost-postfix-60.eml|DeliveryFailure|1|failed|4.0.0|Temporary|Soft
lhost-postfix-64.eml|DeliveryFailure|1|failed||Other|Hard
lhost-postfix-68.eml|DeliveryFailure|1|failed|5.0.0|Policy|Soft
lhost-postfix-72.eml|DeliveryFailure|1|failed|5.7.1|Policy|Soft
lhost-postfix-76.eml|DeliveryFailure|1|failed|5.0.0|UnknownMailbox|Hard
lhost-postfix-80.eml|DeliveryFailure|1|failed|5.1.0|Blocked|Soft
lhost-qmail-01.eml|DeliveryFailure|1|failed|5.5.0|UnknownMailbox|Hard
lhost-qmail-05.eml|DeliveryFailure|1|failed|4.4.3|Expired|Soft
lhost-qmail-09.eml|DeliveryFailure|1|failed|5.7.606|Blocked|Soft
lhost-qmail-13.eml|DeliveryFailure|1|failed|5.1.2|DomainUnknown|Hard
lhost-qmail-17.eml|DeliveryFailure|2|failed|5.1.1|UnknownMailbox|Hard
lhost-qmail-21.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-qmail-25.eml|DeliveryFailure|2|failed|5.2.2|MailboxFull|Soft
lhost-receivingses-04.eml|DeliveryFailure|1|failed|5.2.2|MailboxFull|Soft
lhost-receivingses-08.eml|DeliveryFailure|1|failed|5.2.3|TooLarge|Soft
lhost-sendmail-01.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-sendmail-05.eml|DeliveryFailure|1|failed|5.2.3|TooLarge|Soft
lhost-sendmail-09.eml|DeliveryFailure|1|failed|5.7.9|Policy|Soft
lhost-sendmail-13.eml|DeliveryFailure|1||5.3.0|Other|Hard
lhost-sendmail-17.eml|DeliveryFailure|1|failed|5.1.6|UnknownMailbox|Hard
lhost-sendmail-21.eml|DeliveryFailure|1|failed|4.4.7|Expired|Soft
lhost-sendmail-26.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-sendmail-30.eml|DeliveryFailure|1|failed|4.4.7|Expired|Soft
lhost-sendmail-34.eml|DeliveryFailure|1|failed|5.7.0|Blocked|Soft
lhost-sendmail-38.eml|DeliveryFailure|1|failed|5.7.1|Blocked|Soft
lhost-sendmail-42.eml|DeliveryFailure|1|failed|5.1.2|DomainUnknown|Hard
lhost-sendmail-46.eml|DeliveryFailure|1|failed|5.5.0|UnknownMailbox|Hard
lhost-sendmail-50.eml|DeliveryFailure|1|failed|5.2.0|UnknownMailbox|Hard
lhost-sendmail-54.eml|DeliveryFailure|1|failed|4.4.7|Expired|Soft
lhost-sendmail-58.eml|DeliveryFailure|1|failed|5.7.1|Policy|Soft
lhost-surfcontrol-02.eml|DeliveryFailure|1|failed|5.0.0|Temporary|Soft
lhost-trendmicro-03.eml|DeliveryFailure|1|failed||Other|Hard
lhost-v5sendmail-04.eml|DeliveryFailure|2|failed||DomainUnknown|Hard
lhost-verizon-01.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-x1-03.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-x2-03.eml|DeliveryFailure|1|failed||Expired|Soft
lhost-x2-07.eml|DeliveryFailure|1|failed|5.4.14|Relay|Soft
lhost-x3-05.eml|DeliveryFailure|1|failed||Other|Hard
lhost-x6-01.eml|DeliveryFailure|1|failed|5.4.6|Relay|Soft
lhost-yahoo-03.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-yahoo-07.eml|DeliveryFailure|1|failed||UnknownMailbox|Hard
lhost-yahoo-11.eml|DeliveryFailure|1|failed|5.1.8|Policy|Soft
lhost-yandex-01.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
lhost-zoho-02.eml|DeliveryFailure|2|failed|5.2.1|UnknownMailbox|Hard
mbox-1|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
rfc3464-01.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
rfc3464-04.eml|DeliveryFailure|1|failed|5.5.0|Other|Hard
rfc3464-07.eml|DeliveryDelay|1|delayed|4.4.0|Temporary|Delayed
rfc3464-09.eml|DeliveryDelay|1|delayed|4.3.0|MailboxFull|Delayed
rfc3464-26.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
rfc3464-35.eml|DeliveryFailure|3|failed|5.0.0|UnknownMailbox|Hard
rfc3464-39.eml|DeliveryFailure|1|failed||Other|Hard
rfc3464-51.eml|DeliveryFailure|1|failed|5.0.0|Policy|Soft
rfc3464-55.eml|DeliveryDelay|1|delayed|4.4.1|Temporary|Delayed
rfc3464-59.eml|DeliveryFailure|1|failed|4.0.0|DomainUnknown|Soft
rfc3464-63.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
rfc3834-01.eml|OutOfOffice|||||
rfc3834-02.eml|OutOfOffice|||||
rfc3834-04.eml|OutOfOffice|||||
rfc3834-05.eml|OtherAutoReply|||||
rfc3834-06.eml|OtherAutoReply|||||
rhost-aol-03.eml|DeliveryFailure|1|failed|5.2.2|MailboxFull|Soft
rhost-apple-01.eml|DeliveryFailure|1|failed|5.1.6|UnknownMailbox|Hard
rhost-apple-05.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
rhost-facebook-04.eml|DeliveryFailure|1|failed|5.1.1|UnknownMailbox|Hard
rhost-franceptt-04.eml|DeliveryFailure|1|failed|5.2.0|Blocked|Soft
rhost-franceptt-08.eml|DeliveryFailure|1|failed|4.2.0|Temporary|Soft
rhost-godaddy-02.eml|DeliveryFailure|1|failed|5.1.3|UnknownMailbox|Hard
rhost-google-03.eml|DeliveryFailure|1|failed|5.7.26|Policy|Soft
rhost-google-07.eml|DeliveryFailure|1|failed|5.2.1|UnknownMailbox|Hard
rhost-gsuite-03.eml|DeliveryFailure|1|failed|4.0.0|DomainUnknown|Soft
rhost-gsuite-07.eml|DeliveryFailure|1|failed|4.4.1|Temporary|Soft
rhost-gsuite-11.eml|DeliveryFailure|1|failed|5.1.8|Policy|Soft
rhost-gsuite-15.eml|DeliveryFailure|1|failed|4.0.0|DomainUnknown|Soft
rhost-messagelabs-01.eml|DeliveryFailure|1|failed|5.0.0|Policy|Soft
rhost-microsoft-02.eml|DeliveryFailure|1|failed|5.4.1|UnknownMailbox|Hard
rhost-microsoft-06.eml|DeliveryFailure|1|failed|5.7.515|Policy|Soft
rhost-nttdocomo-02.eml|DeliveryFailure|1|failed|5.0.0|UnknownMailbox|Hard
rhost-outlook-03.eml|DeliveryFailure|1|failed|5.5.0|Temporary|Soft
rhost-outlook-08.eml|DeliveryFailure|1|failed|5.5.0|UnknownMailbox|Hard
rhost-tencent-02.eml|DeliveryFailure|1|failed|5.0.0|Blocked|Soft
rhost-yahooinc-03.eml|DeliveryFailure|1|failed|5.0.0|UnknownMailbox|Hard
rhost-zoho-04.eml|DeliveryFailure|1|failed|5.4.1|Policy|Soft
";

#[test]
fn every_message_is_what_it_is() {
    for line in EXPECTED.lines().filter(|line| !line.is_empty()) {
        check(line);
    }
}

fn check(line: &str) {
    let (name, expected) = line.split_once('|').expect("a name");
    let Some(bytes) = bytes(&format!("{BOUNCES}/{name}")) else {
        return;
    };
    let message = mail::read(&bytes).facts;
    let nature = mail::nature(&message);
    assert!(
        !nature.evidence.is_empty(),
        "{name}: nobody wrote these by hand"
    );
    let told = match mail::bounce(&message) {
        Some(found) => told(&found),
        None => "||||".to_string(),
    };
    assert_eq!(format!("{:?}|{told}", nature.nature), expected, "{name}");
}

fn told(found: &Bounce) -> String {
    let first = found
        .recipients
        .first()
        .expect("a bounce is about somebody");
    assert!(first.final_recipient.contains('@'), "{first:?}");
    format!(
        "{}|{}|{}|{:?}|{:?}",
        found.recipients.len(),
        first
            .action
            .map_or(String::new(), |action| format!("{action:?}").to_lowercase()),
        first
            .status
            .map_or(String::new(), |status| status.to_string()),
        first.cause,
        first.permanence
    )
}

fn messages_of(folder: &str) -> Option<Vec<(String, MailMessage)>> {
    let mut files: Vec<_> = std::fs::read_dir(data(folder)?)
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).expect("readable");
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        (name, mail::read(&bytes).facts)
    };
    Some(files.iter().map(read).collect())
}

#[test]
fn the_folder_of_bounces_counts_as_another_program_counts_it() {
    let Some(messages) = messages_of(BOUNCES) else {
        return;
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, message) in messages.iter().filter(|(name, _)| name != "mbox-1") {
        *counts.entry("files").or_default() += 1;
        *counts.entry(&message.media_type).or_default() += 1;
        let is_replied = message.headers.iter().any(|header| {
            header.name.eq_ignore_ascii_case("auto-submitted")
                && header.value.contains("auto-replied")
        });
        *counts.entry("auto-replied").or_default() += usize::from(is_replied);
        let has_feedback = message
            .reports
            .iter()
            .any(|part| part.media_type == "message/feedback-report");
        *counts.entry("feedback").or_default() += usize::from(has_feedback);
    }
    for (name, count) in [
        ("files", 180),
        ("multipart/report", 99),
        ("multipart/mixed", 18),
        ("text/plain", 61),
        ("multipart/mx6d", 1),
        ("multipart/alternative", 1),
        ("auto-replied", 69),
        ("feedback", 3),
    ] {
        assert_eq!(counts.get(name), Some(&count), "{name}: {counts:?}");
    }
}

#[test]
fn delivery_status_parts_count_as_another_program_counts_them() {
    // Their boundaries are indented or told twice: the other program sees no part in them, this one does.
    const SEEN_HERE_ONLY: [&str; 3] = ["mbox-1", "rfc3464-35.eml", "rhost-messagelabs-01.eml"];
    let Some(messages) = messages_of(BOUNCES) else {
        return;
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let counted = messages
        .iter()
        .filter(|(name, _)| !SEEN_HERE_ONLY.contains(&name.as_str()));
    for (_, message) in counted {
        let is_told = message.reports.iter().any(|part| {
            let text = part.text.to_lowercase();
            part.media_type == "message/delivery-status"
                && (text.contains("final-recipient") || text.contains("original-recipient"))
        });
        if !is_told {
            continue;
        }
        let found = mail::bounce(message).expect("a bounce");
        let first = &found.recipients[0];
        *counts.entry("all".to_string()).or_default() += 1;
        *counts.entry(format!("{:?}", first.action)).or_default() += 1;
        let class = first
            .status
            .map_or("?".to_string(), |status| status.class.to_string());
        *counts.entry(class).or_default() += 1;
    }
    for (name, count) in [
        ("all", 95),
        ("Some(Failed)", 90),
        ("Some(Delayed)", 4),
        ("None", 1),
        ("5", 77),
        ("4", 17),
        ("?", 1),
    ] {
        assert_eq!(counts.get(name), Some(&count), "{name}: {counts:?}");
    }
}

#[test]
fn every_answer_of_a_person_is_human() {
    let mut count = 0;
    for folder in [
        "mailgun__talon",
        "crisp-oss__email-reply-parser",
        "github__email_reply_parser",
    ] {
        let Some(messages) = messages_of(&format!("email/{folder}")) else {
            return;
        };
        for (name, message) in messages {
            count += 1;
            assert_eq!(
                mail::nature(&message).nature,
                mail::MailNature::Human,
                "{name}"
            );
            assert!(!message.text.trim().is_empty(), "{name}");
        }
    }
    assert_eq!(count, 47);
}

#[test]
fn a_bounce_names_the_message_that_came_back() {
    let Some(messages) = messages_of(BOUNCES) else {
        return;
    };
    let bounces: Vec<Bounce> = messages
        .iter()
        .filter_map(|(_, message)| mail::bounce(message))
        .collect();
    let named = bounces
        .iter()
        .filter(|found| {
            found
                .returned
                .as_ref()
                .is_some_and(|one| !one.message_id.is_empty())
        })
        .count();
    assert_eq!(bounces.len(), 171);
    assert!(
        named >= 140,
        "{named} of {} name the message",
        bounces.len()
    );
}

#[test]
fn the_mailbox_gives_its_message() {
    let Some(bytes) = bytes(&format!("{BOUNCES}/mbox-1")) else {
        return;
    };
    let read = mail::messages(&bytes);
    assert!(!read.facts.is_empty());
    assert!(read.facts.iter().all(|message| !message.from.is_empty()));
}

//! Replies written with many mail programs, taken apart: how what was written begins and ends, how the
//! signature and the quote begin. Expectations were written by reading the files.

mod data_folder;

use data_folder::bytes;
use intake::mail;

/// file | first line of the reply | its last line | first of the signature | first of the quote; beginnings
const EXPECTED: &str = "
mailgun__talon/android.eml|Hello|Hello||02.04.2012 14:20 польз
mailgun__talon/aol.eml|Hello|Hello||-----Original Message-
mailgun__talon/apple_mail.eml|Hello|Hello||On Apr 3, 2012, at 4:1
mailgun__talon/apple_mail_2.eml|Hello|Hello||> On 22 Aug 2015, at 1
mailgun__talon/comcast.eml|Hello|Hello||----- Original Message
mailgun__talon/gmail.eml|Hello|Hello||On Mon, Apr 2, 2012 at
mailgun__talon/gmail.html|Hi. I am fine.|Alex||> On Thu, Jun 26, 2014
mailgun__talon/hotmail.eml|Hello|Hello||> Subject: Test
mailgun__talon/hotmail.html|Hi. I am fine.|Alex||______________________
mailgun__talon/iphone.eml|Hello|Hello|Sent from my iPhone|On Apr 3, 2012, at 4:1
mailgun__talon/mail_ru.html|Hi. I am fine.|Alex||Thu, 26 Jun 2014 14:00
mailgun__talon/ms_outlook_2003.html|Hi. I am fine.|Alex||______________________
mailgun__talon/ms_outlook_2007.html|Hi. I am fine.|Alex||From: Alexander L [mai
mailgun__talon/ms_outlook_2010.html|Hi. I am fine.|Alex||From: Foo [mailto:foo@
mailgun__talon/outlook.eml|Hello|Hello||From: xxx@xxx.mailgun.
mailgun__talon/reply-quotations-share-block.eml|Hi Katharine.  Sounds|Joe XXX||--- On Wed, 4/4/12, xx
mailgun__talon/sparrow.eml|Hello|Hello|--|On Tuesday, April 3, 2
mailgun__talon/thunderbird.eml|Hello|Hello||On 04/02/2012 06:26 PM
mailgun__talon/thunderbird.html|Hi. I am fine.|Alex||> On 26.06.2014 14:41,
mailgun__talon/windows_mail.html|Hi. I am fine.|Alex||От: Alexander L
mailgun__talon/yahoo.eml|Hello|Hello||----- Original Message
mailgun__talon/yandex_ru.html|Hi. I am fine.|Alex||26.06.2014, 14:41, \"Al
crisp-oss__email-reply-parser/email_10.txt|Fusce bibendum, quam h|et mollis ligula rutru||De : Company Questions
crisp-oss__email-reply-parser/email_12.txt|Fusce bibendum, quam h|et mollis ligula rutru||Van: Company Questions
crisp-oss__email-reply-parser/email_14.txt|Fusce bibendum, quam h|et mollis ligula rutru||W dniu 2017-01-09 11:5
crisp-oss__email-reply-parser/email_16.txt|Fusce bibendum, quam h|et mollis ligula rutru||Dnia 27 grudnia 2016 1
crisp-oss__email-reply-parser/email_18.txt|Fusce bibendum, quam h|et mollis ligula rutru||From: John Jung <john@
crisp-oss__email-reply-parser/email_2.txt|Hi,|the keys in a bucket,|__|On Tue, 2011-03-01 at
crisp-oss__email-reply-parser/email_20.txt|On Thursday.|On Thursday.||> On May 17, 2017, at
crisp-oss__email-reply-parser/email_22.txt|Fusce bibendum, quam h|et mollis ligula rutru||30.09.2017, 18.30, \"Jo
crisp-oss__email-reply-parser/email_24.txt|Fusce bibendum, quam h|et mollis ligula rutru||On Wed, 14 Nov 2018 08
crisp-oss__email-reply-parser/email_26.txt|Fusce bibendum, quam h|et mollis ligula rutru||Wednesday, 17 November
crisp-oss__email-reply-parser/email_4.txt|Awesome! I haven't had|Awesome! I haven't had||On Aug 22, 2011, at 7:
crisp-oss__email-reply-parser/email_6.txt|I get proper rendering|I get proper rendering|Sent a magnificent tor|On Dec 16, 2011, at 12
crisp-oss__email-reply-parser/email_8.txt|Fusce bibendum, quam h|et mollis ligula rutru||Op 12 december 2016 19
github__email_reply_parser/correct_sig.txt|this is an email with|this is an email with|--|
github__email_reply_parser/email_1_1.txt|Hi folks|I am currently using t|-Abhishek Kona|
github__email_reply_parser/email_1_2.txt|Hi,|the keys in a bucket,|______________________|On Tue, 2011-03-01 at
github__email_reply_parser/email_1_3.txt|Oh thanks.|Having the function wo|-Abhishek Kona|On 01/03/11 7:07 PM, R
github__email_reply_parser/email_1_4.txt|Awesome! I haven't had|Awesome! I haven't had||On Aug 22, 2011, at 7:
github__email_reply_parser/email_1_5.txt|One: Here's what I've|for a while.||
github__email_reply_parser/email_1_6.txt|I get proper rendering|I get proper rendering|Sent from a magnificen|On Dec 16, 2011, at 12
github__email_reply_parser/email_1_7.txt|:+1:|:+1:||On Tue, Sep 25, 2012 a
github__email_reply_parser/email_1_8.txt|I will reply under thi|and under this.|--|On Tue, Apr 29, 2014 a
github__email_reply_parser/email_2_1.txt|Outlook with a reply|Outlook with a reply||----------------------
github__email_reply_parser/email_2_2.txt|Outlook with a reply d|Outlook with a reply d||______________________
github__email_reply_parser/email_2_3.txt|Outlook with a reply d|Outlook with a reply d||From: CRM Comments [cr
";

#[test]
fn every_reply_is_taken_apart() {
    for line in EXPECTED.lines().filter(|line| !line.is_empty()) {
        check(line);
    }
}

fn check(line: &str) {
    let fields: Vec<&str> = line.split('|').collect();
    let [path, first, last, signature, quote] = fields.as_slice() else {
        panic!("five fields: {line}")
    };
    let Some(bytes) = bytes(&format!("email/{path}")) else {
        return;
    };
    let read = mail::reply_text(&mail::read(&bytes).facts);
    check_line(read.reply.lines().next(), first, path);
    check_line(read.reply.lines().last(), last, path);
    check_line(read.signature.lines().next(), signature, path);
    check_line(read.quoted.lines().next(), quote, path);
}

/// An empty expectation is an empty text.
fn check_line(found: Option<&str>, expected: &str, path: &str) {
    let found = found.unwrap_or_default().trim();
    assert!(
        found.starts_with(expected),
        "{path}: {found:?} begins with {expected:?}"
    );
    assert_eq!(found.is_empty(), expected.is_empty(), "{path}: {found:?}");
}

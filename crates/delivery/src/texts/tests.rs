//! A provider played by a server that misbehaves: what each of its ways to fail means for a message.

use desk::carrier::{Carried, Heard, NotHeard, ProviderCall, TextCarrier, TextFate, TextMessage};
use receivables::identity::NoticeId;
use tokio::net::TcpListener;

use super::*;
use crate::misbehaving::{End, server};

fn message() -> TextMessage {
    TextMessage {
        notice: NoticeId(42),
        reference: "text-42".to_string(),
        from: "ATELIER".to_string(),
        to: "+33612345678".to_string(),
        text: "Bonjour, 1 200,00 € \"F1\" {to}".to_string(),
    }
}

async fn carried(end: End, description: impl FnOnce(&str) -> Description) -> (Carried, String) {
    let (address, mut asked) = server(vec![end]).await;
    let callback = Some("https://relance.example/hooks/texts/k".to_string());
    let service = TextService::new(description(&address), callback).unwrap();
    let carried = service.carry_text(&message()).await;
    let asked = asked.recv().await.unwrap();
    (carried, String::from_utf8(asked).unwrap())
}

fn receipt(reference: &str) -> Carried {
    Carried::Receipt {
        reference: reference.to_string(),
        bytes: message().text.into_bytes(),
    }
}

const CREATED: &str =
    "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn twilio_takes_a_form_and_calls_back_about_the_message() {
    let answer =
        "HTTP/1.1 201 Created\r\nconnection: close\r\n\r\n{\"sid\":\"SM1\",\"status\":\"queued\"}";
    let (carried, asked) =
        carried(End::Answers(answer), |at| twilio(Some(at), "AC1", "token")).await;
    assert_eq!(carried, receipt("SM1"));
    assert!(
        asked.starts_with("POST /2010-04-01/Accounts/AC1/Messages.json"),
        "{asked}"
    );
    assert!(
        asked.contains("authorization: Basic QUMxOnRva2Vu"),
        "{asked}"
    );
    let (_, body) = asked.split_once("\r\n\r\n").unwrap();
    let fields: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
    let words = message().text;
    let callback = format!("https://relance.example/hooks/texts/k/{}", message().notice);
    let expected = [
        ("Body", words.as_str()),
        ("From", "ATELIER"),
        ("StatusCallback", callback.as_str()),
        ("To", "+33612345678"),
    ];
    assert_eq!(
        fields,
        expected.map(|(name, value)| (name.to_string(), value.to_string()))
    );
}

#[tokio::test]
async fn the_others_take_json() {
    let answer = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"messageId\":1511882900176220}";
    let (taken, asked) = carried(End::Answers(answer), |at| brevo(Some(at), "key")).await;
    assert_eq!(taken, receipt("1511882900176220"));
    let (head, body) = asked.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("api-key: key"), "{head}");
    let told: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(told["content"], message().text.as_str());
    assert_eq!(told["recipient"], "33612345678");

    let answer = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"HASH\"}";
    let (taken, asked) = carried(End::Answers(answer), |at| callr(Some(at), "u", "p")).await;
    assert_eq!(taken, receipt("HASH"));
    assert!(
        asked.contains("\"params\":[\"ATELIER\",\"+33612345678\","),
        "{asked}"
    );

    let keys = OvhKeys {
        application: "ak".to_string(),
        secret: "as".to_string(),
        consumer: "ck".to_string(),
    };
    let answer = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"ids\":[123],\"invalidReceivers\":[],\"validReceivers\":[\"+33612345678\"]}";
    let (taken, asked) = carried(End::Answers(answer), |at| ovh(Some(at), "sms-1", &keys)).await;
    assert_eq!(taken, receipt("123"));
    assert!(asked.contains("x-ovh-signature: $1$"), "{asked}");
    let answer = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"ids\":[],\"invalidReceivers\":[\"+33612345678\"]}";
    let (refused, _) = carried(End::Answers(answer), |at| ovh(Some(at), "sms-1", &keys)).await;
    assert!(matches!(refused, Carried::Refused { .. }), "{refused:?}");
}

#[tokio::test]
async fn each_way_to_fail_means_what_it_must() {
    let again = [
        "401 Unauthorized",
        "402 Payment Required",
        "404 Not Found",
        "429 Too Many Requests",
        "503 Busy",
        "302 Found",
    ];
    for status in again {
        let answer: &'static str =
            format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\nno").leak();
        let (carried, _) = carried(End::Answers(answer), |at| brevo(Some(at), "k")).await;
        assert!(
            matches!(carried, Carried::TryAgain { .. }),
            "{status}: {carried:?}"
        );
    }
    for status in ["400 Bad Request", "422 Unprocessable"] {
        let answer: &'static str =
            format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\nno such number").leak();
        let (carried, _) = carried(End::Answers(answer), |at| brevo(Some(at), "k")).await;
        assert!(
            matches!(&carried, Carried::Refused { cause } if cause.contains("no such number")),
            "{carried:?}"
        );
    }
    for status in [
        "500 Broken",
        "502 Bad Gateway",
        "504 Gateway Timeout",
        "408 Timeout",
    ] {
        let answer: &'static str = format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\n").leak();
        let (carried, _) = carried(End::Answers(answer), |at| brevo(Some(at), "k")).await;
        assert!(
            matches!(carried, Carried::Unknown { .. }),
            "{status}: {carried:?}"
        );
    }
    let (dropped, _) = carried(End::Drops, |at| brevo(Some(at), "k")).await;
    assert!(matches!(dropped, Carried::Unknown { .. }), "{dropped:?}");
    let half = "HTTP/1.1 201 Created\r\ncontent-length: 500\r\n\r\n{\"messageId\":";
    let (half, _) = carried(End::Answers(half), |at| brevo(Some(at), "k")).await;
    assert!(matches!(half, Carried::Unknown { .. }), "{half:?}");
    let (silent, _) = carried(End::Answers(CREATED), |at| brevo(Some(at), "k")).await;
    assert!(
        matches!(silent, Carried::Receipt { .. }),
        "taken, without a name: {silent:?}"
    );
    let error = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"error\":{\"code\":1,\"message\":\"no credit\"}}";
    let (error, _) = carried(End::Answers(error), |at| callr(Some(at), "u", "p")).await;
    assert!(
        matches!(&error, Carried::TryAgain { cause } if cause.contains("no credit")),
        "{error:?}"
    );
}

#[tokio::test]
async fn where_nobody_listens_nothing_went_out() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let service = TextService::new(brevo(Some(&address), "k"), None).unwrap();
    let carried = service.carry_text(&message()).await;
    assert!(matches!(carried, Carried::TryAgain { .. }), "{carried:?}");
    let service = TextService::new(brevo(Some("no address"), "k"), None).unwrap();
    let carried = service.carry_text(&message()).await;
    assert!(matches!(carried, Carried::TryAgain { .. }), "{carried:?}");
}

fn call<'a>(media_type: &'a str, query: &'a str, body: &'a str) -> ProviderCall<'a> {
    ProviderCall {
        address: "https://relance.example/hooks/texts/k/42",
        query,
        media_type,
        signature: None,
        body: body.as_bytes(),
    }
}

fn report(reference: &str, fate: TextFate, words: &str) -> Heard {
    Heard::Report {
        reference: reference.to_string(),
        fate,
        words: words.to_string(),
    }
}

#[test]
fn what_providers_tell_is_read() {
    let keys = OvhKeys {
        application: String::new(),
        secret: String::new(),
        consumer: String::new(),
    };
    let (brevo, callr, ovh) = (
        brevo(None, "k"),
        callr(None, "u", "p"),
        ovh(None, "s", &keys),
    );
    let twilio = Description {
        signing: Signing::None,
        ..twilio(None, "AC1", "t")
    };
    let form = "application/x-www-form-urlencoded";
    let json = "application/json";
    let table = [
        (
            &twilio,
            call(form, "", "MessageSid=SM1&MessageStatus=delivered"),
            report("SM1", TextFate::Delivered, "delivered"),
        ),
        (
            &twilio,
            call(form, "", "MessageSid=SM1&MessageStatus=sent"),
            report("SM1", TextFate::OnItsWay, "sent"),
        ),
        (
            &twilio,
            call(
                form,
                "",
                "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30006",
            ),
            report("SM1", TextFate::NeverDelivered, "undelivered 30006"),
        ),
        (
            &twilio,
            call(
                form,
                "",
                "MessageSid=SM1&MessageStatus=failed&ErrorCode=30003",
            ),
            report("SM1", TextFate::NotDelivered, "failed 30003"),
        ),
        (
            &brevo,
            call(
                json,
                "",
                "{\"id\":1,\"to\":\"33612345678\",\"messageId\":7,\"msg_status\":\"hard_bounce\"}",
            ),
            report("7", TextFate::NeverDelivered, "hard_bounce"),
        ),
        (
            &callr,
            call(
                json,
                "",
                "{\"type\":\"sms.mt.status_update\",\"data\":{\"id\":\"H\",\"status\":\"DELIVERED\"}}",
            ),
            report("H", TextFate::Delivered, "DELIVERED"),
        ),
        (
            &ovh,
            call("", "id=123&ptt=4&description=1&descriptionDlr=Success", ""),
            report("123", TextFate::Delivered, "4 Success"),
        ),
        (
            &ovh,
            call("", "id=123&ptt=23", ""),
            report("123", TextFate::NeverDelivered, "23"),
        ),
        (
            &ovh,
            call("", "id=123&ptt=1", ""),
            report("123", TextFate::OnItsWay, "1"),
        ),
    ];
    for (description, call, expected) in table {
        assert_eq!(calls::read(&description.calls, &call), Ok(expected));
    }
    let answered = |reference: &str, from: &str| Heard::Answer {
        reference: reference.to_string(),
        from: from.to_string(),
        text: "Je paie vendredi".to_string(),
    };
    let table = [
        (
            &twilio,
            call(
                form,
                "",
                "MessageSid=SM9&SmsStatus=received&From=%2B33612345678&Body=Je+paie+vendredi",
            ),
            answered("SM9", "+33612345678"),
        ),
        (
            &brevo,
            call(
                json,
                "",
                "{\"to\":\"33612345678\",\"msg_status\":\"replied\",\"reply\":\"Je paie vendredi\",\"messageId\":7}",
            ),
            answered("", "33612345678"),
        ),
        (
            &callr,
            call(
                json,
                "",
                "{\"type\":\"sms.mo\",\"data\":{\"id\":\"M\",\"from\":\"+33612345678\",\"text\":\"Je paie vendredi\"}}",
            ),
            answered("M", "+33612345678"),
        ),
    ];
    for (description, call, expected) in table {
        assert_eq!(calls::read(&description.calls, &call), Ok(expected));
    }
}

#[test]
fn a_call_that_says_nothing_or_is_damaged_is_refused() {
    let brevo = brevo(None, "k");
    for body in ["", "{", "[]", "{\"a\":1}", "x=1"] {
        let read = calls::read(&brevo.calls, &call("application/json", "", body));
        assert!(
            matches!(read, Err(NotHeard::NotUnderstood(_))),
            "{body}: {read:?}"
        );
    }
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert!(calls::read(&brevo.calls, &call("application/json", "", &deep)).is_err());
}

#[test]
fn a_call_of_twilio_proves_where_it_comes_from() {
    // The example of Twilio's documentation on validating requests.
    let service = TextService::new(twilio(None, "AC1", "12345"), None).unwrap();
    let signed = ProviderCall {
        address: "https://example.com/myapp.php?foo=1&bar=2",
        query: "",
        media_type: "application/x-www-form-urlencoded",
        signature: Some("L/OH5YylLD5NRKLltdqwSvS0BnU="),
        body: b"CallSid=CA1234567890ABCDE&Caller=%2B14158675310&Digits=1234&From=%2B14158675310&To=%2B18005551212",
    };
    let heard = service.hear(&signed);
    assert!(
        matches!(heard, Err(NotHeard::NotUnderstood(_))),
        "signed, and no text message: {heard:?}"
    );
    let forged = ProviderCall {
        body: b"MessageSid=SM1&MessageStatus=delivered",
        ..signed
    };
    assert_eq!(service.hear(&forged), Err(NotHeard::Signature));
    let unsigned = ProviderCall {
        signature: None,
        ..forged
    };
    assert_eq!(service.hear(&unsigned), Err(NotHeard::Signature));
}

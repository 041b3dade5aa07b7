//! The carrier against a provider that misbehaves: what each of its ways means for a message, and what is heard on the line.

use std::future::Future;

use desk::carrier::TextFate;
use receivables::identity::NoticeId;

use super::smsc::{Smsc, Way, delivery, receipt};
use super::*;

/// Longer than anything here takes, and no reason to wait for it.
const SOON: Duration = Duration::from_secs(20);

async fn soon<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(SOON, work).await.expect("in time")
}

fn message(text: &str) -> TextMessage {
    TextMessage {
        notice: NoticeId(42),
        reference: "text-42".to_string(),
        from: "ATELIER".to_string(),
        to: "+33612345678".to_string(),
        text: text.to_string(),
    }
}

fn settings(port: u16) -> SmppSettings {
    SmppSettings {
        is_secured: false,
        patience: Patience {
            answer: Duration::from_millis(1500),
            silence: Duration::from_millis(50),
            haste: Duration::from_millis(1),
            reopening: Duration::from_millis(5),
            gathering: Duration::from_millis(400),
            missing: Duration::from_millis(2000),
        },
        ..SmppSettings::new("127.0.0.1", port, ("relance", "secret"))
    }
}

async fn set(ways: Vec<Way>) -> (Smsc, SmppCarrier, mpsc::Receiver<Told>) {
    let smsc = Smsc::start(ways).await.unwrap();
    let (carrier, told) = SmppCarrier::new(settings(smsc.port));
    (smsc, carrier, told)
}

/// What becomes of one message.
async fn carried(way: Way, text: &str) -> (Carried, Vec<Vec<u8>>) {
    let (smsc, carrier, _told) = set(vec![way]).await;
    let carried = soon(carrier.carry_text(&message(text))).await;
    (carried, smsc.submitted())
}

fn receipt_of(text: &str, name: &str) -> Carried {
    Carried::Receipt {
        reference: name.to_string(),
        bytes: text.as_bytes().to_vec(),
    }
}

#[tokio::test]
async fn a_message_is_taken_once_under_the_name_its_receipts_bear() {
    let (smsc, carrier, _told) = set(Vec::new()).await;
    for name in ["m1", "m2"] {
        let carried = soon(carrier.carry_text(&message("Bonjour"))).await;
        assert_eq!(carried, receipt_of("Bonjour", name));
    }
    assert_eq!(smsc.submitted().len(), 2);
    assert!(smsc.submitted()[0].ends_with(b"\x07Bonjour"));
    soon(carrier.hang_up()).await;
    assert_eq!(
        smsc.happened()[..2],
        ["bound", "unbound"],
        "one line for both"
    );
}

#[tokio::test]
async fn each_way_to_fail_means_what_it_must() {
    let again = [
        Way::Answers(0x14),
        Way::Answers(0x58),
        Way::Answers(0x08),
        Way::Nacks(0x03),
    ];
    for way in again {
        let (carried, _) = carried(way.clone(), "Bonjour").await;
        assert!(
            matches!(carried, Carried::TryAgain { .. }),
            "{way:?}: {carried:?}"
        );
    }
    let (refused, _) = carried(Way::Answers(0x0b), "Bonjour").await;
    assert!(
        matches!(&refused, Carried::Refused { cause } if cause.contains("0x0000000b")),
        "{refused:?}"
    );
    let lost = [
        Way::Drops,
        Way::Silent,
        Way::Babbles,
        Way::NamesAndAnswers(0x0b),
        Way::Answers(0xff),
    ];
    for way in lost {
        let (carried, submitted) = carried(way.clone(), "Bonjour").await;
        assert!(
            matches!(carried, Carried::Unknown { .. }),
            "{way:?}: {carried:?}"
        );
        assert_eq!(submitted.len(), 1, "{way:?}: given once, whatever comes");
    }
    let (nameless, _) = carried(Way::TakesNameless, "Bonjour").await;
    assert_eq!(nameless, receipt_of("Bonjour", ""));
    let (late, _) = carried(Way::AnswersOthersFirst, "Bonjour").await;
    assert_eq!(
        late,
        receipt_of("Bonjour", "m1"),
        "the answer to another question is none"
    );
}

#[tokio::test]
async fn a_line_that_broke_is_opened_again_for_the_next_message() {
    let ways = vec![Way::TakesAndDrops, Way::Takes, Way::Babbles, Way::Takes];
    let (smsc, carrier, _told) = set(ways).await;
    let mut ends = Vec::new();
    for _ in 0..4 {
        ends.push(soon(carrier.carry_text(&message("Bonjour"))).await);
        // What the provider did to the line is known before the next message.
        soon(async {
            while !carrier
                .line
                .lock()
                .await
                .as_ref()
                .is_some_and(|line| line.is_over())
                && ends.len() == 1
            {
                tokio::task::yield_now().await;
            }
        })
        .await;
    }
    assert_eq!(ends[0], receipt_of("Bonjour", "m1"));
    assert_eq!(ends[1], receipt_of("Bonjour", "m2"));
    assert!(matches!(ends[2], Carried::Unknown { .. }), "{:?}", ends[2]);
    assert_eq!(ends[3], receipt_of("Bonjour", "m4"));
    assert_eq!(smsc.submitted().len(), 4);
}

#[tokio::test]
async fn where_no_line_is_bound_nothing_went_out() {
    let (smsc, carrier, _told) = set(Vec::new()).await;
    for (status, words) in [
        (0x0e, "texts.secret_file"),
        (0x05, "another program"),
        (0x0d, "binding failed"),
    ] {
        smsc.bind_with(status);
        let carried = soon(carrier.carry_text(&message("Bonjour"))).await;
        assert!(
            matches!(&carried, Carried::TryAgain { cause } if cause.contains(words)),
            "{carried:?}"
        );
    }
    assert!(smsc.submitted().is_empty());
    smsc.bind_with(0);
    let carried = soon(carrier.carry_text(&message("Bonjour"))).await;
    assert_eq!(carried, receipt_of("Bonjour", "m1"));
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = nobody.local_addr().unwrap().port();
    drop(nobody);
    let (carrier, _told) = SmppCarrier::new(settings(port));
    let carried = soon(carrier.carry_text(&message("Bonjour"))).await;
    assert!(matches!(carried, Carried::TryAgain { .. }), "{carried:?}");
    let (empty, _told) = SmppCarrier::new(settings(port));
    let carried = empty.carry_text(&message("")).await;
    assert!(matches!(carried, Carried::Refused { .. }), "{carried:?}");
}

#[tokio::test]
async fn a_long_message_leaves_in_parts_that_each_have_a_name() {
    let text = "a".repeat(400);
    let (whole, submitted) = carried(Way::Takes, &text).await;
    let names = ["m1", "m2", "m3"].map(str::to_string).to_vec();
    let bytes = text.clone().into_bytes();
    assert_eq!(
        whole,
        Carried::InParts {
            references: names,
            bytes
        }
    );
    assert_eq!(submitted.len(), 3);
    let first = carried(Way::Answers(0x58), &text).await;
    assert!(matches!(first.0, Carried::TryAgain { .. }), "{first:?}");
    assert_eq!(
        first.1.len(),
        1,
        "of a first part that is not taken the rest stays here"
    );
}

#[tokio::test]
async fn a_message_that_left_in_part_says_which_part_and_is_not_sent_again() {
    let text = "a".repeat(400);
    for way in [
        Way::Answers(0x0b),
        Way::Answers(0x08),
        Way::Drops,
        Way::Silent,
    ] {
        let (smsc, carrier, _told) = set(vec![Way::Takes, way.clone()]).await;
        let carried = soon(carrier.carry_text(&message(&text))).await;
        assert!(
            matches!(&carried, Carried::Unknown { evidence } if evidence.starts_with("of 3 parts 1 left (m1); part 2: ")),
            "{way:?}: {carried:?}"
        );
        assert_eq!(smsc.submitted().len(), 2, "{way:?}");
    }
}

#[tokio::test]
async fn a_provider_that_asks_for_patience_in_the_middle_gets_it() {
    let text = "a".repeat(300);
    let throttled = || vec![Way::Takes, Way::Answers(0x58), Way::Answers(0x14)];
    let (smsc, carrier, _told) = set(throttled()).await;
    let carried = soon(carrier.carry_text(&message(&text))).await;
    assert!(
        matches!(&carried, Carried::InParts { references, .. } if references == &["m1", "m4"]),
        "{carried:?}"
    );
    let submitted = smsc.submitted();
    assert!(submitted[1] == submitted[2] && submitted[2] == submitted[3]);
    let without_end =
        std::iter::once(Way::Takes).chain(std::iter::repeat_n(Way::Answers(0x58), 50));
    let (smsc, carrier, _told) = set(without_end.collect()).await;
    let carried = soon(carrier.carry_text(&message(&text))).await;
    assert!(matches!(carried, Carried::Unknown { .. }), "{carried:?}");
    assert!(smsc.submitted().len() < 10);
}

#[tokio::test]
async fn a_line_that_died_in_silence_costs_no_message() {
    let (smsc, carrier, _told) = set(Vec::new()).await;
    soon(carrier.carry_text(&message("Bonjour"))).await;
    smsc.grow_deaf();
    let session = carrier.line.lock().await.clone().unwrap();
    for _ in 0..100 {
        session.grow_older();
    }
    let carried = soon(carrier.carry_text(&message("Encore"))).await;
    assert_eq!(carried, receipt_of("Encore", "m2"));
    assert_eq!(smsc.happened(), ["bound", "enquired", "gone", "bound"]);
}

fn heard_report(reference: &str, fate: TextFate, words: &str) -> Heard {
    Heard::Report {
        reference: reference.to_string(),
        fate,
        words: words.to_string(),
    }
}

fn heard_answer(text: &str) -> Heard {
    Heard::Answer {
        reference: String::new(),
        from: "+33612345678".to_string(),
        text: text.to_string(),
    }
}

#[tokio::test]
async fn a_receipt_that_comes_before_the_answer_is_not_lost() {
    let way = Way::DeliversFirst(receipt("m1", "DELIVRD", "000"));
    let (smsc, carrier, mut told) = set(vec![way]).await;
    let carried = soon(carrier.carry_text(&message("Bonjour"))).await;
    assert_eq!(carried, receipt_of("Bonjour", "m1"));
    assert!(smsc.acknowledged().is_empty(), "nobody wrote it down yet");
    let one = soon(told.recv()).await.unwrap();
    assert_eq!(
        one.heard,
        heard_report("m1", TextFate::Delivered, "DELIVRD")
    );
    one.done();
    soon(carrier.hang_up()).await;
    soon(async {
        while smsc.acknowledged().is_empty() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert_eq!(smsc.acknowledged(), [0]);
}

/// Holds the line and hears one thing after the other.
async fn held(port: u16) -> (tokio::task::JoinHandle<()>, mpsc::Receiver<Told>) {
    let (carrier, told) = SmppCarrier::new(settings(port));
    let held = tokio::spawn(async move { carrier.hold_line().await });
    (held, told)
}

#[tokio::test]
async fn what_is_told_is_acknowledged_once_it_is_written_down_and_else_told_again() {
    let smsc = Arc::new(Smsc::start(Vec::new()).await.unwrap());
    let (_held, mut told) = held(smsc.port).await;
    let deliver = |body: Vec<u8>| {
        let smsc = smsc.clone();
        tokio::spawn(async move { smsc.deliver(body).await })
    };
    let stop = deliver(delivery((0, 0), "33612345678", b"STOP", &[]));
    let one = soon(told.recv()).await.unwrap();
    assert_eq!(one.heard, heard_answer("STOP"));
    drop(one);
    assert_eq!(soon(stop).await.unwrap(), Some(status::TELL_AGAIN));
    let again = deliver(delivery((0, 0), "33612345678", b"STOP", &[]));
    soon(told.recv()).await.unwrap().done();
    assert_eq!(soon(again).await.unwrap(), Some(0));
    // Several at once, written down in whatever order.
    let first = deliver(receipt("a", "DELIVRD", "000"));
    let one = soon(told.recv()).await.unwrap();
    let second = deliver(receipt("a", "DELIVRD", "000"));
    soon(told.recv()).await.unwrap().done();
    assert_eq!(soon(second).await.unwrap(), Some(0));
    one.done();
    assert_eq!(soon(first).await.unwrap(), Some(0));
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_and_the_line_goes_on() {
    let smsc = Smsc::start(Vec::new()).await.unwrap();
    let (_held, mut told) = held(smsc.port).await;
    for garbage in [Vec::new(), vec![0xff; 9], vec![1; 3000]] {
        assert_eq!(
            soon(smsc.deliver(garbage)).await,
            Some(status::DO_NOT_TELL_AGAIN)
        );
    }
    let binary = delivery((0, 4), "33612345678", &[1, 2], &[]);
    assert_eq!(
        soon(smsc.deliver(binary)).await,
        Some(0),
        "no text: nothing to keep"
    );
    let (end, ()) = tokio::join!(smsc.deliver(receipt("a", "EXPIRED", "000")), async {
        soon(told.recv()).await.unwrap().done();
    });
    assert_eq!(end, Some(0));
    assert_eq!(
        smsc.happened()
            .iter()
            .filter(|one| **one == "bound")
            .count(),
        1
    );
}

fn part(number: u8, words: &str) -> Vec<u8> {
    let head = [5, 0, 3, 9, 2, number];
    delivery(
        (0x40, 0),
        "33612345678",
        &[&head, words.as_bytes()].concat(),
        &[],
    )
}

#[tokio::test]
async fn parts_of_an_answer_are_one_whether_the_provider_waits_or_not() {
    let smsc = Smsc::start(Vec::new()).await.unwrap();
    let (_held, mut told) = held(smsc.port).await;
    let heard = async {
        let one = soon(told.recv()).await.unwrap();
        assert_eq!(one.heard, heard_answer("Je paie vendredi"));
        one.done();
    };
    let both = async {
        tokio::join!(
            smsc.deliver(part(2, " vendredi")),
            smsc.deliver(part(1, "Je paie"))
        )
    };
    assert_eq!(tokio::join!(soon(both), heard).0, (Some(0), Some(0)));
    // One that tells the second part once the first is acknowledged.
    let heard = async {
        let one = soon(told.recv()).await.unwrap();
        assert_eq!(one.heard, heard_answer("Je paie lundi"));
        one.done();
    };
    let both = async {
        let first = smsc.deliver(part(1, "Je paie")).await;
        (first, smsc.deliver(part(2, " lundi")).await)
    };
    assert_eq!(tokio::join!(soon(both), heard).0, (Some(0), Some(0)));
    // One whose second part never comes.
    assert_eq!(soon(smsc.deliver(part(2, "... mardi"))).await, Some(0));
    let one = soon(told.recv()).await.unwrap();
    assert_eq!(one.heard, heard_answer("... mardi"));
    one.done();
}

#[tokio::test]
async fn a_part_that_was_acknowledged_is_told_when_the_line_closes() {
    let (smsc, carrier, mut told) = set(Vec::new()).await;
    soon(carrier.carry_text(&message("Bonjour"))).await;
    assert_eq!(soon(smsc.deliver(part(1, "Je paie"))).await, Some(0));
    let heard = async {
        let one = soon(told.recv()).await.unwrap();
        assert_eq!(one.heard, heard_answer("Je paie"));
        one.done();
    };
    tokio::join!(soon(carrier.hang_up()), heard);
}

#[tokio::test]
async fn a_line_that_is_held_is_asked_and_opened_again_when_it_breaks() {
    let smsc = Smsc::start(Vec::new()).await.unwrap();
    let (held, mut told) = held(smsc.port).await;
    let happened = async |wanted: &[&str]| {
        soon(async {
            while !smsc.happened().starts_with(wanted) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await;
    };
    happened(&["bound", "enquired", "enquired"]).await;
    smsc.grow_deaf();
    soon(async {
        while smsc
            .happened()
            .iter()
            .filter(|one| **one == "bound")
            .count()
            < 2
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    let heard = async { soon(told.recv()).await.unwrap().done() };
    let (end, ()) = tokio::join!(smsc.deliver(delivery((0, 0), "336", b"Oui", &[])), heard);
    assert_eq!(end, Some(0));
    held.abort();
}

#[tokio::test]
async fn a_line_can_be_tried_and_the_provider_says_what_is_wrong() {
    let smsc = Smsc::start(Vec::new()).await.unwrap();
    let probed = soon(probe(&settings(smsc.port))).await.unwrap();
    assert_eq!(probed.provider, "SIMULATOR");
    assert_eq!(smsc.happened()[..2], ["bound", "unbound"]);
    smsc.bind_with(0x0f);
    let refused = soon(probe(&settings(smsc.port)))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("system_id is not valid") && refused.contains("texts.smpp.system_id"),
        "{refused}"
    );
    // Something that speaks something else.
    let (address, _asked) =
        crate::misbehaving::server(vec![crate::misbehaving::says(400, "what?")]).await;
    let port = address.rsplit_once(':').unwrap().1.parse().unwrap();
    let other = soon(probe(&settings(port))).await.unwrap_err();
    assert!(matches!(other, SmppSetback::Protocol { .. }), "{other:?}");
    // TLS where there is none.
    let secured = SmppSettings {
        is_secured: true,
        ..settings(smsc.port)
    };
    let refused = tokio::time::timeout(SOON, probe(&secured))
        .await
        .unwrap()
        .unwrap_err();
    assert!(
        matches!(refused, SmppSetback::Unreachable { .. }),
        "{refused:?}"
    );
}
